//! The pages over HTTP, from memory: no path of a request ever becomes a path of the disk.

use super::board::Board;
use super::guard::{self, Asked};
use super::http::{Answer, Request, HTML};
use super::page::{self, DRAFTS, OWN, PAGES};
use super::paper::Drawer;
use super::round::Maker;
use crate::cli::WatchArgs;
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;
use std::time::Duration;

/// The first port that is tried.
const PORT: u16 = 4870;
/// How many more are tried, where none was asked for.
const MORE_PORTS: u16 = 9;
/// Connections at the same time, each with a thread of its own. Those that wait for a change, that
/// are gone or that do not read are among them, and are to leave room for others.
const MOST_AT_ONCE: usize = 256;
/// How many of these may wait: a browser has six connections, and one that is gone is noticed only
/// when it is answered.
const MOST_WAITING: usize = 24;
/// How long a request waits for a change.
const LONGEST_WAIT: Duration = Duration::from_secs(8);
/// How long to wait when the system has no connection to give, such as too many open files.
const PAUSE: Duration = Duration::from_millis(50);

/// A server that is not answering yet.
pub(super) struct Door {
    listener: TcpListener,
    address: SocketAddr,
}

/// Takes the port.
///
/// # Errors
/// That it cannot be had, for a person.
pub(super) fn open(args: &WatchArgs) -> Result<Door, String> {
    let address = args.address.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let ports = match args.port {
        Some(port) => port..=port,
        None => PORT..=PORT + MORE_PORTS,
    };
    let mut refused = String::new();
    for port in ports {
        let listener = match TcpListener::bind((address, port)) {
            Ok(listener) => listener,
            Err(error) => {
                refused = told(&error, address, port);
                if error.kind() == ErrorKind::AddrInUse {
                    continue;
                }
                break;
            }
        };
        let taken = listener
            .local_addr()
            .map_err(|error| told(&error, address, port))?;
        return Ok(Door {
            listener,
            address: taken,
        });
    }
    Err(refused)
}

fn told(error: &std::io::Error, address: IpAddr, port: u16) -> String {
    match error.kind() {
        ErrorKind::AddrInUse => format!(
            "端口 {port} 已经有程序在用\n  换一个：--port {}；或者 --port 0，由系统挑一个空的\n",
            port.checked_add(10).unwrap_or(PORT)
        ),
        ErrorKind::PermissionDenied => {
            format!("不许用端口 {port}\n  换一个大于 1023 的，例如 --port {PORT}\n")
        }
        ErrorKind::AddrNotAvailable => {
            format!("{address} 不是这台电脑的地址\n  不写 --address 时只在本机上看（127.0.0.1）\n")
        }
        other => format!("不能在 {address} 的端口 {port} 上开始（{other}）\n"),
    }
}

impl Door {
    /// Where it is.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Begins to answer, until the program ends.
    pub fn run(self, board: &Arc<Board>, maker: &Arc<Maker>) {
        let house = Arc::new(House {
            board: Arc::clone(board),
            maker: Arc::clone(maker),
            drawer: Drawer::default(),
            local: self.address.ip().is_loopback(),
            answering: Arc::default(),
            waiting: Arc::default(),
        });
        std::thread::spawn(move || {
            for stream in self.listener.incoming() {
                match stream {
                    Ok(stream) => House::answer(&house, stream),
                    Err(_) => std::thread::sleep(PAUSE),
                }
            }
        });
    }
}

/// What requests are answered from.
struct House {
    board: Arc<Board>,
    maker: Arc<Maker>,
    drawer: Drawer,
    /// Whether only this machine is served.
    local: bool,
    answering: Arc<AtomicUsize>,
    waiting: Arc<AtomicUsize>,
}

/// One more, for as long as it lives.
struct Counted(Arc<AtomicUsize>);

impl Counted {
    /// Counts one more, unless there are `most` already.
    fn new(count: &Arc<AtomicUsize>, most: usize) -> Option<Self> {
        let more = |now: usize| (now < most).then_some(now + 1);
        let counted = count.fetch_update(Ordering::AcqRel, Ordering::Acquire, more);
        counted.is_ok().then(|| Self(Arc::clone(count)))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

/// The frame has nothing but its own files.
const SHELL_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'";

impl House {
    /// Reads and answers in a thread of its own: a browser that does not ask or does not read keeps
    /// no other waiting. Threads are not shared out of a store, where a request can be left behind
    /// one that does not end.
    fn answer(house: &Arc<Self>, stream: TcpStream) {
        let Some(counted) = Counted::new(&house.answering, MOST_AT_ONCE) else {
            // Not `send`, which takes its time to part.
            Answer::text(503, "同时打开的太多，稍后再试\n").refuse(&stream);
            return;
        };
        let house = Arc::clone(house);
        let answering = move || {
            let _counted = counted;
            match Request::read(&stream) {
                Ok(request) => {
                    let answer = house.look_up(&request);
                    answer.send(&stream, request.method == "HEAD");
                }
                Err(Some(refused)) => refused.send(&stream, false),
                Err(None) => {}
            }
        };
        // Where there is no thread to be had, the connection is closed.
        drop(std::thread::Builder::new().spawn(answering));
    }

    fn look_up(&self, request: &Request) -> Answer {
        let asked = Asked {
            method: &request.method,
            host: request.field("Host"),
            from: request.field("Sec-Fetch-Site"),
            mode: request.field("Sec-Fetch-Mode"),
        };
        if let Err((status, told)) = guard::look(&asked, self.local) {
            return Answer::text(status, &format!("{told}\n"));
        }
        let target = request.target.as_str();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        self.route(path, query)
    }

    fn route(&self, path: &str, query: &str) -> Answer {
        if let Some(name) = path.strip_prefix(OWN) {
            return self.own(name, query);
        }
        if let Some(path) = path.strip_prefix(PAGES) {
            return self.page(path);
        }
        if let Some(path) = path.strip_prefix(DRAFTS) {
            return self.draft(path);
        }
        let Some(path) = path.strip_prefix('/') else {
            return Answer::text(400, "地址以 / 开头\n");
        };
        if path.is_empty() || path.ends_with('/') || path.ends_with(".html") {
            let shell = Answer::new(200, HTML, page::SHELL.as_bytes());
            return shell.with_policy(SHELL_POLICY);
        }
        self.page(path)
    }

    /// What belongs to the preview.
    fn own(&self, name: &str, query: &str) -> Answer {
        if name == "state" {
            return self.state(query);
        }
        match page::FILES.iter().find(|(file, _)| *file == name) {
            Some((file, text)) => Answer::new(200, kind(file), text.as_bytes()),
            None => Answer::text(404, "没有这个文件\n"),
        }
    }

    /// How things stand; with `after=N` the answer waits for a round other than N.
    fn state(&self, query: &str) -> Answer {
        let value = |key: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(name, _)| *name == key).map(|(_, value)| value)
        };
        let page = value("page").unwrap_or_default();
        self.board.look(page);
        let after = value("after").and_then(|round| round.parse().ok());
        let state = match (after, Counted::new(&self.waiting, MOST_WAITING)) {
            (Some(round), Some(_counted)) => self.board.after(round, LONGEST_WAIT),
            _ => self.board.state(),
        };
        let told = page::told(&state);
        Answer::new(200, "application/json", told.into_bytes())
    }

    /// A page, a script of one, or a PDF.
    fn page(&self, path: &str) -> Answer {
        if let Some(stem) = path.strip_suffix(".pdf") {
            return self.paper(stem, false);
        }
        let path = whole(path);
        let state = self.board.state();
        match state.pages.get(&path) {
            Some(page) if path.ends_with(".html") => {
                Answer::new(200, HTML, page::live(&page.bytes, page.changed))
            }
            Some(page) => Answer::new(200, kind(&path), Arc::clone(&page.bytes)),
            None if state.pages_at.is_none() => {
                let told = "规则里有错误，还没有能用的版本；改好以后这里自动换成新的".to_owned();
                Answer::new(404, HTML, page::missing("还没有能看的", &[told]))
            }
            None => none(),
        }
    }

    fn draft(&self, path: &str) -> Answer {
        if let Some(stem) = path.strip_suffix(".pdf") {
            return self.paper(stem, true);
        }
        let path = whole(path);
        let round = self.board.state().round;
        match self.drawer.draft(&path, &self.board, &self.maker) {
            Some(bytes) if path.ends_with(".html") => {
                Answer::new(200, HTML, page::live(&bytes, round))
            }
            Some(bytes) => Answer::new(200, kind(&path), bytes),
            None => none(),
        }
    }

    fn paper(&self, stem: &str, draft: bool) -> Answer {
        match self.drawer.paper(stem, draft, &self.board, &self.maker) {
            Ok(Some(bytes)) => Answer::new(200, "application/pdf", bytes),
            Ok(None) => none(),
            Err(listing) => Answer::new(409, HTML, page::in_the_way(&listing)),
        }
    }
}

/// The path of the page of a folder.
fn whole(path: &str) -> String {
    match path.is_empty() || path.ends_with('/') {
        true => format!("{path}index.html"),
        false => path.to_owned(),
    }
}

fn none() -> Answer {
    let told = "规则里可能去掉了它，或者地址不对".to_owned();
    Answer::new(404, HTML, page::missing("没有这一页", &[told]))
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => HTML,
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
