//! What is said on the standard error stream. Whoever reads it may be gone (a closed pipe, a
//! terminal shut down): then there is no one left to tell, and the run goes on without a word.

use crate::diagnostic::code_point::visible;
use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Says `text`, line ends included. What could drive the terminal, such as a name or a path
/// from the command line may hold, is shown by its number.
pub fn tell(text: &str) {
    tell_report(&visible(text));
}

/// Says a report as it stands, colours and all; its maker has seen to what it quotes.
pub fn tell_report(text: &str) {
    drop(std::io::stderr().write_all(text.as_bytes()));
}

/// Whether a person sees it as it is said: on a terminal.
pub fn seen() -> bool {
    std::io::stderr().is_terminal()
}

/// Whether a report may be coloured: on a terminal, unless `NO_COLOR` is set (no-color.org).
pub fn coloured() -> bool {
    seen() && !refused()
}

/// Whether what goes to standard output may be coloured, by the same rule.
pub fn coloured_here() -> bool {
    std::io::stdout().is_terminal() && !refused()
}

fn refused() -> bool {
    #[expect(
        clippy::disallowed_methods,
        reason = "how a report is coloured is the terminal's affair; no output depends on it"
    )]
    let refused = std::env::var_os("NO_COLOR");
    refused.is_some()
}

/// A counter on the terminal, for runs that take a while; silent elsewhere.
pub struct Progress {
    total: usize,
    done: AtomicUsize,
    shown: bool,
}

impl Progress {
    /// A counter up to `total`.
    pub fn new(total: usize) -> Self {
        Self {
            total,
            done: AtomicUsize::new(0),
            shown: seen(),
        }
    }

    /// One more is done, or in hand: `what`.
    pub fn step(&self, what: &str) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.shown {
            let what = visible(what);
            tell_report(&format!("\r\x1b[2K[{done}/{}] {what}", self.total));
        }
    }

    /// Takes the counter off the terminal.
    pub fn end(&self) {
        if self.shown {
            tell_report("\r\x1b[2K");
        }
    }
}
