//! Which requests `lianfang watch` answers, and what it says to the others.

use crate::common::Unit;
use crate::watch::{connect, has, Preview, PATIENCE};
use std::io::Read as _;

#[test]
fn only_this_machine_is_answered_and_no_path_leads_out() {
    let unit = Unit::small();
    unit.write("secret.html", "secret");
    std::fs::create_dir_all(unit.path("output")).expect("folder");
    unit.write("output/index.html", "secret");
    let preview = Preview::start(&unit.path(""), &[]);
    let host = format!("127.0.0.1:{}", preview.port);
    for (request, status) in [
        (format!("GET / HTTP/1.1\r\nHost: {host}\r\n"), 200),
        (format!("HEAD / HTTP/1.1\r\nHost: {host}\r\n"), 200),
        (
            format!("GET / HTTP/1.1\r\nHost: localhost:{}\r\n", preview.port),
            200,
        ),
        (format!("POST / HTTP/1.1\r\nHost: {host}\r\n"), 405),
        (format!("PUT /index.html HTTP/1.1\r\nHost: {host}\r\n"), 405),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\n".to_owned(), 403),
        (
            "GET /~watch/state HTTP/1.1\r\nHost: evil.example\r\n".to_owned(),
            403,
        ),
        ("GET / HTTP/1.1\r\nHost: 192.168.1.9\r\n".to_owned(), 403),
        ("GET / HTTP/1.1\r\n".to_owned(), 400),
        (
            format!(
                "GET /~watch/state HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: cross-site\r\n\
                 Sec-Fetch-Mode: cors\r\n"
            ),
            403,
        ),
    ] {
        let answer = preview.ask(&format!("{request}Connection: close\r\n\r\n"));
        assert_eq!(answer.status, status, "{request}");
        let head = request.starts_with("HEAD");
        assert!(!head || answer.body.is_empty(), "{request}");
        assert!(!answer.head.contains("Access-Control"), "{}", answer.head);
    }
    for path in [
        "/~page/../secret.html",
        "/~page/..%2fsecret.html",
        "/~page/%2e%2e/secret.html",
        "/~page/..\\secret.html",
        "/~page//secret.html",
        "/~page/C:/secret.html",
        "/~page/index.html%00.js",
        "/~page/~page/index.html",
        "/~page/rules/town.toml",
        "/../secret.js",
        "//secret.js",
        "/rules/town.toml",
        "/~watch/../secret.html",
        "/~watch/shell.html/../live.js",
        "/~draft/../secret.html",
        "/~page/../secret.pdf",
        "/~page/posters/../handbook.pdf",
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!has(&answer.body, "secret"), "{path}");
    }
    let absolute = unit.path("secret.html");
    let answer = preview.get(&format!("/~page/{}", absolute.display()));
    assert_eq!(answer.status, 404);
    // What lies in the output folder is of another run.
    assert!(!has(&preview.page("index.html"), "secret"));
}

#[test]
fn what_is_no_request_is_told_so_and_ends() {
    let unit = Unit::small();
    let preview = Preview::start(&unit.path(""), &[]);
    let host = format!("Host: 127.0.0.1:{}\r\n", preview.port);
    let many = "X: y\r\n".repeat(200);
    let long = "x".repeat(100_000);
    for (request, status) in [
        ("\u{16}\u{3}\u{1} TLS\r\n\r\n".to_owned(), 400),
        ("GET / HTTP/2.0\r\n\r\n".to_owned(), 400),
        (format!("GET / HTTP/1.1\r\n{host}{many}\r\n"), 431),
        (format!("GET /{long} HTTP/1.1\r\n{host}\r\n"), 431),
        (format!("GET / HTTP/1.1\r\n{host}"), 408),
        // What is sent along is not read, and yet the answer arrives.
        (
            format!("POST / HTTP/1.1\r\n{host}Content-Length: 100000\r\n\r\n{long}"),
            405,
        ),
    ] {
        let start: String = request.chars().take(40).collect();
        assert_eq!(preview.ask(&request).status, status, "{start}");
    }
    // One who says nothing is let go.
    let mut silent = connect(&preview);
    silent.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    assert_eq!(silent.read(&mut [0; 1]).expect("an end"), 0);
}
