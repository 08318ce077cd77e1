//! One request and one answer on a connection of its own (HTTP/1.1, RFC 9112), within limits of
//! size and time: who asks and does not read, or does not ask, keeps a thread for so long only.

use std::io::{Error, ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::time::Duration;

/// Bytes of the head of a request. Cookies of other programs on this machine are among them:
/// browsers do not keep those of its ports apart.
const LONGEST_HEAD: usize = 64 * 1024;
/// Fields of a head; a browser sends some twenty.
const MOST_FIELDS: usize = 100;
/// How long the head may take. Browsers open connections ahead of what they will ask.
const LONGEST_ASKING: Duration = Duration::from_secs(8);
/// How long nothing may be read of an answer.
const LONGEST_DEAF: Duration = Duration::from_secs(30);
/// How long the other side has to close.
const LONGEST_PARTING: Duration = Duration::from_secs(1);

pub(super) const HTML: &str = "text/html; charset=utf-8";
/// The pages are made of the unit's own templates, and are seen in our frame only.
const PAGE_POLICY: &str = "frame-ancestors 'self'";

/// The head of a request. What follows it is of no use: nothing is sent here.
#[derive(Debug)]
pub(super) struct Request {
    pub method: String,
    /// The path and what stands after `?`.
    pub target: String,
    fields: Vec<(String, String)>,
}

impl Request {
    /// The value of the first field of this name, whatever its case.
    pub fn field(&self, name: &str) -> Option<&str> {
        let mut fields = self.fields.iter();
        let found = fields.find(|(field, _)| field.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// Reads one.
    ///
    /// # Errors
    /// What to answer instead; `None` where the other side is gone or has asked for nothing.
    pub fn read(stream: &TcpStream) -> Result<Self, Option<Answer>> {
        let mut head = Vec::new();
        let since = super::now();
        loop {
            match read_more(
                stream,
                &mut head,
                LONGEST_ASKING.saturating_sub(since.elapsed()),
            ) {
                Ok(0) => return Err(None),
                Ok(_) => {}
                Err(error) if is_late(&error) && !head.is_empty() => {
                    return Err(Some(Answer::text(408, "等不到完整的请求\n")));
                }
                Err(_) => return Err(None),
            }
            match Self::parse(&head) {
                Ok(Some(request)) => return Ok(request),
                Ok(None) if head.len() < LONGEST_HEAD => {}
                Ok(None) | Err(httparse::Error::TooManyHeaders) => {
                    return Err(Some(Answer::text(431, "请求太长\n")));
                }
                Err(_) => return Err(Some(Answer::text(400, "不是 HTTP 请求\n"))),
            }
        }
    }

    /// A request of a whole head; `None` where more is to come.
    fn parse(head: &[u8]) -> Result<Option<Self>, httparse::Error> {
        let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
        let mut parsed = httparse::Request::new(&mut fields);
        if parsed.parse(head)?.is_partial() {
            return Ok(None);
        }
        let value = |field: &httparse::Header<'_>| {
            let value = String::from_utf8_lossy(field.value).into_owned();
            (field.name.to_owned(), value)
        };
        Ok(Some(Self {
            method: parsed.method.unwrap_or_default().to_owned(),
            target: parsed.path.unwrap_or_default().to_owned(),
            fields: parsed.headers.iter().map(value).collect(),
        }))
    }
}

/// Appends what comes within `longest`; 0 where the other side has ended.
fn read_more(stream: &TcpStream, out: &mut Vec<u8>, longest: Duration) -> std::io::Result<usize> {
    if longest.is_zero() {
        return Err(ErrorKind::TimedOut.into());
    }
    stream.set_read_timeout(Some(longest))?;
    let mut piece = [0; 4096];
    let mut stream = stream;
    let read = loop {
        match stream.read(&mut piece) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            read => break read?,
        }
    };
    out.extend_from_slice(&piece[..read]);
    Ok(read)
}

/// Whether the time was over: Unix tells it by one name, Windows by the other.
fn is_late(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}

/// What is sent.
#[derive(Debug)]
pub(super) struct Answer {
    status: u16,
    kind: &'static str,
    bytes: Arc<[u8]>,
    /// What the page may do, as `Content-Security-Policy`.
    policy: &'static str,
}

impl Answer {
    /// An answer of this status and media type, seen in our frame only.
    pub fn new(status: u16, kind: &'static str, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self {
            status,
            kind,
            bytes: bytes.into(),
            policy: PAGE_POLICY,
        }
    }

    /// Words for a person.
    pub fn text(status: u16, text: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", text.as_bytes())
    }

    /// With another `Content-Security-Policy`.
    pub fn with_policy(self, policy: &'static str) -> Self {
        Self { policy, ..self }
    }

    /// Writes the answer, without its body for `HEAD`, and ends the connection: one that is kept
    /// open keeps its thread. A browser that is gone needs no answer.
    pub fn send(self, stream: &TcpStream, is_head: bool) {
        let body = if is_head { &[] } else { &*self.bytes };
        if self.write(stream, body).is_err() || stream.shutdown(Shutdown::Write).is_err() {
            return;
        }
        // Closed with something unread, a connection is reset, and the answer may be lost with it
        // (RFC 9112, 9.6).
        let since = super::now();
        let mut unread = Vec::new();
        let left = || LONGEST_PARTING.saturating_sub(since.elapsed());
        while matches!(read_more(stream, &mut unread, left()), Ok(1..)) {
            unread.clear();
        }
    }

    /// Writes the answer to a connection of which nothing is read; it fits what the system keeps
    /// for one, so that there is no wait.
    pub fn refuse(self, stream: &TcpStream) {
        drop(self.write(stream, &self.bytes));
    }

    fn write(&self, mut stream: &TcpStream, body: &[u8]) -> std::io::Result<()> {
        stream.set_write_timeout(Some(LONGEST_DEAF))?;
        // The last piece is not held back until those before it have arrived.
        stream.set_nodelay(true)?;
        // Nobody reads the words after the status, and they may be left out (RFC 9112, 4).
        let head = format!(
            "HTTP/1.1 {} \r\nContent-Type: {}\r\nContent-Length: {}\r\n\
             Content-Security-Policy: {}\r\nCache-Control: no-store\r\n\
             X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
             Cross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n\r\n",
            self.status,
            self.kind,
            self.bytes.len(),
            self.policy
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(body)
    }
}
