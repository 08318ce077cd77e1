//! `lianfang watch` as a browser and a terminal meet it. What a reader sees of it is in
//! `browser/watch.mjs`.
#![allow(clippy::disallowed_methods)] // LIANFANG_TESTS is a setting; waits end.

use crate::common::{files, generate, Unit};
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// More than any round of a small unit takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A preview that runs until it is dropped.
pub struct Preview {
    child: Child,
    pub port: u16,
}

/// An answer over HTTP.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Preview {
    /// Starts one on the folder of a unit, on a port of its own.
    pub fn start(folder: &Path, more: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_lianfang"))
            .current_dir(folder)
            .args(["watch", "--port", "0"])
            .args(more)
            .stderr(Stdio::piped())
            .spawn()
            .expect("lianfang runs");
        let mut told = BufReader::new(child.stderr.take().expect("piped"));
        let port = loop {
            let mut line = String::new();
            let read = told.read_line(&mut line).expect("UTF-8");
            assert!(read > 0, "it ended before it served");
            if let Some((_, rest)) = line.split_once("http://127.0.0.1:") {
                break rest
                    .split('/')
                    .next()
                    .expect("a port")
                    .parse()
                    .expect("a port");
            }
        };
        // What it says further must not stop it.
        std::thread::spawn(move || std::io::copy(&mut told, &mut std::io::sink()));
        Self { child, port }
    }

    /// Asks for a path.
    pub fn get(&self, path: &str) -> Answer {
        let host = format!("127.0.0.1:{}", self.port);
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        ))
    }

    /// Sends a request as it stands.
    pub fn ask(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it serves");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("answered");
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("{request}: {}", String::from_utf8_lossy(&bytes)));
        let head = String::from_utf8(bytes[..end].to_vec()).expect("ASCII");
        let status = head.split(' ').nth(1).expect("a status").parse();
        Answer {
            status: status.expect("a status"),
            head,
            body: bytes.split_off(end + 4),
        }
    }

    /// How things stand.
    pub fn state(&self) -> Value {
        serde_json::from_slice(&self.get("/~watch/state?page=index.html").body).expect("JSON")
    }

    /// Waits until something holds.
    pub fn until(&self, what: &str, holds: impl Fn(&Self) -> bool) {
        let since = Instant::now();
        while !holds(self) {
            assert!(since.elapsed() < PATIENCE, "{what}: {}", self.state());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// A page as `generate` writes it: without what is put in.
    pub fn page(&self, path: &str) -> Vec<u8> {
        let answer = self.get(&format!("/~page/{path}"));
        assert_eq!(answer.status, 200, "{path}");
        without_script(&answer.body)
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A page without the one script that is put in; what is no text stays as it is.
fn without_script(bytes: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return bytes.to_vec();
    };
    match text.split_once("<script src=\"/~watch/live.js\" data-changed=\"") {
        None => bytes.to_vec(),
        Some((before, rest)) => {
            let (_, after) = rest
                .split_once("\"></script>")
                .expect("the end of the script");
            [before, after].concat().into_bytes()
        }
    }
}

fn has(bytes: &[u8], text: &str) -> bool {
    String::from_utf8_lossy(bytes).contains(text)
}

/// Whether what is served is what a clean run writes: pages, scripts and the PDFs named.
fn agrees(preview: &Preview, folder: &Path, rules: &Path, papers: &[&str]) {
    let output = folder.join("clean");
    let run = generate(rules, &output, &[]);
    assert_eq!(
        run.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let mut pages = 0;
    for file in files(&output) {
        let is_page = file.ends_with(".html") || file.ends_with(".js");
        if is_page || papers.contains(&file.as_str()) {
            let clean = std::fs::read(output.join(&file)).expect("a file");
            assert!(preview.page(&file) == clean, "{file} is another");
            pages += 1;
        }
    }
    assert!(pages > 5 + papers.len(), "{pages}");
    let served = preview.state()["pages"].as_array().expect("pages").len();
    let html = files(&output)
        .iter()
        .filter(|f| f.ends_with(".html"))
        .count();
    assert_eq!(served, html, "pages that are no more");
}

#[test]
fn a_save_is_on_the_page_and_an_error_leaves_the_last_good_one() {
    let unit = Unit::small();
    let preview = Preview::start(&unit.path(""), &[]);
    let name = "乙镇";
    let first = preview.page("index.html");
    assert!(!has(&first, name));
    let file = "town.toml";
    let text = std::fs::read_to_string(unit.path("rules").join(file)).expect("rules");
    let line = text
        .lines()
        .find(|line| line.starts_with("name = "))
        .expect("a name");
    unit.replace(file, line, &format!("name = \"{name}\""));
    preview.until("the new name", |p| has(&p.page("index.html"), name));

    unit.replace(file, &format!("name = \"{name}\""), "name = ");
    preview.until("broken", |p| p.state()["broken"] == true);
    let state = preview.state();
    assert!(state["listing"]["errors"].as_u64() > Some(0), "{state}");
    let at = state["listing"]["items"][0]["at"]["text"]
        .as_str()
        .expect("a place");
    assert!(at.starts_with("rules/town.toml:"), "{at}");
    assert!(has(&preview.page("index.html"), name), "the last good page");
    assert_eq!(preview.get("/~page/handbook.pdf").status, 409);

    unit.write(&format!("rules/{file}"), &text);
    preview.until("mended", |p| p.state()["broken"] == false);
    assert!(preview.page("index.html") == first);
    assert!(!unit.path("output").exists(), "nothing is written");
    agrees(
        &preview,
        &unit.path(""),
        &unit.path("rules"),
        &["handbook.pdf", "posters.pdf"],
    );
}

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
fn a_port_that_is_taken_is_told_with_what_to_do() {
    let unit = Unit::small();
    let preview = Preview::start(&unit.path(""), &[]);
    let port = preview.port.to_string();
    let (code, told) = unit.run("watch", &["--port", &port]);
    assert_eq!(code, Some(2), "{told}");
    assert!(
        told.contains(&format!("端口 {port} 已经有程序在用")),
        "{told}"
    );
    assert!(told.contains("--port 0"), "{told}");
    for (arguments, wanted) in [
        (["--port", "70000"], "端口写 0 到 65535 的数"),
        (["--address", "example.com"], "写数字的地址"),
        (["--address", "203.0.113.5"], "不是这台电脑的地址"),
        (["--editor", "javascript://{file}"], "--editor 写 vscode"),
    ] {
        let (code, told) = unit.run("watch", &arguments);
        assert_eq!(code, Some(2), "{told}");
        assert!(told.contains(wanted), "{told}");
    }
}

#[cfg(unix)]
#[test]
fn a_signal_to_end_ends_it_clean() {
    for signal in ["-INT", "-TERM"] {
        let unit = Unit::small();
        let mut preview = Preview::start(&unit.path(""), &[]);
        // One waits for a change, one has asked for nothing yet, one has broken off.
        let host = format!("Host: 127.0.0.1:{}\r\n\r\n", preview.port);
        let connect = || TcpStream::connect(("127.0.0.1", preview.port)).expect("it serves");
        let mut waiting = connect();
        let ask = format!("GET /~watch/state?after=1 HTTP/1.1\r\n{host}");
        waiting.write_all(ask.as_bytes()).expect("sent");
        let _idle = connect();
        connect().write_all(b"GET /handbook.pdf HT").expect("sent");
        let id = preview.child.id().to_string();
        let sent = Command::new("kill").args([signal, &id]).status();
        assert!(sent.expect("kill").success());
        let since = Instant::now();
        let status = loop {
            if let Some(status) = preview.child.try_wait().expect("a child") {
                break status;
            }
            assert!(since.elapsed() < PATIENCE, "{signal} does not end it");
            std::thread::sleep(Duration::from_millis(10));
        };
        assert_eq!(status.code(), Some(0), "{signal}");
    }
}
