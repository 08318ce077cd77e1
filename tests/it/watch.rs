//! `lianfang watch` as a browser and a terminal meet it. What a reader sees of it is in
//! `watch_browser.rs`, who is answered and who is not in `watch_http.rs`.
#![allow(clippy::disallowed_methods)] // LIANFANG_TESTS is a setting; waits end.

use crate::common::{files, generate, Unit};
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// More than any round of a small unit takes on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A preview that runs until it is dropped.
pub struct Preview {
    child: Child,
    pub port: u16,
    told: Arc<Mutex<String>>,
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
        let all = Arc::new(Mutex::new(String::new()));
        let more = Arc::clone(&all);
        std::thread::spawn(move || {
            for line in told.lines().map_while(Result::ok) {
                more.lock().expect("a string").push_str(&(line + "\n"));
            }
        });
        let told = all;
        Self { child, port, told }
    }

    /// What it has said since it serves.
    pub fn told(&self) -> String {
        self.told.lock().expect("a string").clone()
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
        let mut stream = connect(self);
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
    pub fn until(&self, what: &str, mut holds: impl FnMut(&Self) -> bool) {
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

/// A connection on which nothing is asked yet.
pub fn connect(preview: &Preview) -> TcpStream {
    TcpStream::connect(("127.0.0.1", preview.port)).expect("it serves")
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

pub fn has(bytes: &[u8], text: &str) -> bool {
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
        let mut waiting = connect(&preview);
        let ask = format!("GET /~watch/state?after=1 HTTP/1.1\r\n{host}");
        waiting.write_all(ask.as_bytes()).expect("sent");
        let _idle = connect(&preview);
        let mut broken = connect(&preview);
        broken.write_all(b"GET /handbook.pdf HT").expect("sent");
        drop(broken);
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

/// Numbers drawn by lot, the same in every run (xorshift64, Marsaglia 2003).
struct Lot(u64);

impl Lot {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most as u64).expect("below usize")
    }
}

/// One save of the kinds that editors, version control and mishaps make.
fn save(unit: &Unit, originals: &[(String, Vec<u8>)], lot: &mut Lot) {
    let (file, bytes) = &originals[lot.below(originals.len())];
    let path = unit.path(file);
    // The folder may be away.
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("folder");
    let comment = format!("\n# {}\n", lot.below(1000));
    match lot.below(12) {
        // In place.
        0 => std::fs::write(&path, [bytes, comment.as_bytes()].concat()).expect("file"),
        // By renaming, as vim, VS Code and Word do.
        1 => {
            let beside = path.with_extension("toml~");
            std::fs::write(&beside, bytes).expect("file");
            std::fs::rename(&beside, &path).expect("file");
        }
        // Piece by piece.
        2 => {
            let mut open = std::fs::File::create(&path).expect("file");
            for piece in bytes.chunks(bytes.len() / 3 + 1) {
                open.write_all(piece).expect("file");
                std::thread::sleep(Duration::from_millis(3));
            }
        }
        // Cut short.
        3 => std::fs::write(&path, &bytes[..lot.below(bytes.len())]).expect("file"),
        // In another encoding.
        4 => std::fs::write(&path, [bytes, &b"\n# \xB2\xC6\xD5\xFE\xFF\n"[..]].concat())
            .expect("file"),
        5 => drop(std::fs::remove_file(&path)),
        // The whole folder away, and back at once or later.
        6 => {
            drop(std::fs::rename(unit.path("rules"), unit.path("away")));
            if lot.below(2) == 0 {
                drop(std::fs::rename(unit.path("away"), unit.path("rules")));
            }
        }
        // Many at once, as a checkout does.
        7 => restore(unit, originals),
        // A folder that comes and goes.
        8 => unit.write("rules/new/more/x.toml", "[[risk]]\nid = \"x\"\n"),
        9 => drop(std::fs::remove_dir_all(unit.path("rules/new"))),
        // Templates, good and broken.
        10 => unit.write("templates/post.css", format!("/*{comment}*/")),
        _ => unit.write("templates/index.html", "{% if %}"),
    }
}

fn restore(unit: &Unit, originals: &[(String, Vec<u8>)]) {
    drop(std::fs::remove_dir_all(unit.path("away")));
    for (file, bytes) in originals {
        unit.write(file, bytes);
    }
}

#[test]
fn after_random_saves_the_pages_are_those_of_a_clean_run() {
    let all = std::env::var("LIANFANG_TESTS").is_ok_and(|tests| tests == "all");
    let saves = if all { 200 } else { 40 };
    let unit = Unit::small();
    let originals: Vec<_> = files(&unit.path("rules"))
        .into_iter()
        .map(|file| format!("rules/{file}"))
        .map(|file| {
            let bytes = std::fs::read(unit.path(&file)).expect("rules");
            (file, bytes)
        })
        .collect();
    let preview = Preview::start(&unit.path(""), &[]);
    let mut lot = Lot(0x0072_6F61_6D69_6E67);
    let mut broken = 0;
    for _ in 0..saves {
        save(&unit, &originals, &mut lot);
        std::thread::sleep(Duration::from_millis(lot.below(120) as u64));
        broken += usize::from(preview.state()["broken"] == true);
        // Whatever was saved, there is a page to be seen.
        preview.page("index.html");
    }
    assert!(broken > saves / 10, "only {broken} broken states were met");
    restore(&unit, &originals);
    drop(std::fs::remove_dir_all(unit.path("rules/new")));
    drop(std::fs::remove_dir_all(unit.path("templates")));
    let name = "写完了的镇";
    let town = std::fs::read_to_string(unit.path("rules/town.toml")).expect("rules");
    let line = town.lines().find(|line| line.starts_with("name = "));
    unit.replace(
        "town.toml",
        line.expect("a name"),
        &format!("name = \"{name}\""),
    );
    preview.until("the last save", |p| has(&p.page("index.html"), name));
    preview.until("whole", |p| p.state()["broken"] == false);
    let still = |p: &Preview| p.state()["round"].clone();
    let mut round = still(&preview);
    preview.until("quiet", |p| {
        std::thread::sleep(Duration::from_millis(1500));
        std::mem::replace(&mut round, still(p)) == still(p)
    });
    agrees(
        &preview,
        &unit.path(""),
        &unit.path("rules"),
        &["handbook.pdf"],
    );
    assert!(!preview.told().contains("panicked"), "{}", preview.told());
}

/// Whether a finding with this code is shown.
fn finds(preview: &Preview, code: &str) -> bool {
    let state = preview.state();
    let items = state["listing"]["items"].as_array().expect("findings");
    items.iter().any(|item| item["code"] == code)
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_told_while_the_last_pages_stay() {
    let unit = Unit::small();
    let preview = Preview::start(&unit.path(""), &[]);
    let good = preview.page("index.html");
    type Harm = (&'static str, fn(&Unit), fn(&Unit));
    let harms: [Harm; 5] = [
        (
            "LF013",
            |unit| std::fs::rename(unit.path("rules"), unit.path("away")).expect("renamed"),
            |unit| std::fs::rename(unit.path("away"), unit.path("rules")).expect("renamed"),
        ),
        (
            "LF010",
            |unit| unit.write("rules/b.toml", b"# \xB2\xC6\xD5\xFE\xFF\n"),
            |unit| std::fs::remove_file(unit.path("rules/b.toml")).expect("removed"),
        ),
        (
            "LF011",
            |unit| {
                let pipe = unit.path("rules/pipe.toml");
                let made = Command::new("mkfifo").arg(pipe).status();
                assert!(made.expect("mkfifo").success());
            },
            |unit| std::fs::remove_file(unit.path("rules/pipe.toml")).expect("removed"),
        ),
        (
            "LF011",
            |unit| std::os::unix::fs::symlink("nowhere", unit.path("rules/c.toml")).expect("link"),
            |unit| std::fs::remove_file(unit.path("rules/c.toml")).expect("removed"),
        ),
        (
            "LF001",
            |unit| unit.write("rules/new/d.toml", "[[risk\n"),
            |unit| std::fs::remove_dir_all(unit.path("rules/new")).expect("removed"),
        ),
    ];
    for (code, harm, mend) in harms {
        harm(&unit);
        preview.until(code, |p| finds(p, code));
        assert_eq!(preview.state()["broken"], true, "{code}");
        assert!(preview.page("index.html") == good, "{code}");
        mend(&unit);
        preview.until("mended", |p| p.state()["broken"] == false);
    }
    // A folder that came back is heard again: a save in it shows.
    let name = "又一镇";
    let town = std::fs::read_to_string(unit.path("rules/town.toml")).expect("rules");
    let line = town.lines().find(|line| line.starts_with("name = "));
    unit.replace(
        "town.toml",
        line.expect("a name"),
        &format!("name = \"{name}\""),
    );
    preview.until("the save", |p| has(&p.page("index.html"), name));
}

#[cfg(target_os = "linux")]
#[test]
fn browsers_that_are_gone_keep_nothing() {
    let unit = Unit::small();
    let preview = Preview::start(&unit.path(""), &[]);
    let threads = || {
        let status = format!("/proc/{}/status", preview.child.id());
        let status = std::fs::read_to_string(status).expect("a process");
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("Threads:"));
        line.expect("a line")
            .trim()
            .parse::<usize>()
            .expect("a number")
    };
    let before = threads();
    let host = format!("Host: 127.0.0.1:{}\r\n\r\n", preview.port);
    let round = preview.state()["round"].clone();
    let ask = |path: &str| {
        let mut stream = connect(&preview);
        let request = format!("GET {path} HTTP/1.1\r\n{host}");
        stream.write_all(request.as_bytes()).expect("sent");
        stream
    };
    // More wait than may, some are gone at once, and some never read what they asked for.
    let waiting: Vec<_> = (0..40)
        .map(|_| ask(&format!("/~watch/state?after={round}")))
        .collect();
    (0..40).for_each(|_| drop(ask("/~page/handbook.html")));
    // One comes after each burst of the deaf and of those who have not asked yet.
    let mut idle = Vec::new();
    for _ in 0..8 {
        idle.extend((0..8).map(|_| ask("/~page/handbook.html")));
        idle.extend((0..4).map(|_| connect(&preview)));
        let since = Instant::now();
        assert_eq!(preview.get("/~page/index.html").status, 200);
        assert!(
            since.elapsed() < Duration::from_secs(10),
            "others wait for them"
        );
    }
    drop((waiting, idle));
    // What waits for a change is told of one, and finds that no one is there.
    unit.write("rules/none.toml", "# 没有\n");
    preview.until("a round", |p| p.state()["round"] != round);
    let most = before + 8;
    preview.until("threads", |_| threads() <= most);
}
