//! Making the pages anew: all of them, from all files, those first that someone looks at. Which
//! pages a change touches is told by their bytes: any text may stand on any page, and what did not
//! become another page is loaded anew by no browser.

use super::board::{Board, Page, State};
use super::editor::Editor;
use super::listing::Listing;
use super::{now, Clock};
use crate::cli::{GenerateArgs, OutputFormat, WatchArgs, Written};
use crate::diagnostic::{group, text, Severity, Shown, Tally, MOST_AT_ONCE};
use crate::generate::{self, Ahead, Made, Share};
use crate::output::Files;
use crate::terminal::{coloured, tell, tell_report};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Makes what is shown.
pub(super) struct Maker {
    args: GenerateArgs,
    editor: Option<Editor>,
    clock: Clock,
    /// What was last told of the findings, so that it is told once.
    told: Mutex<String>,
}

impl Maker {
    /// A maker for what the command line asks for.
    pub fn new(args: &WatchArgs, editor: Option<Editor>, clock: Clock) -> Self {
        let written = Written {
            // Nothing is written.
            output: std::path::PathBuf::new(),
            // The PDFs are led to, and made when they are asked for.
            format: vec![OutputFormat::Pdf, OutputFormat::Html],
            draft: false,
        };
        Self {
            args: GenerateArgs::all(args.pages.clone(), written),
            editor,
            clock,
            told: Mutex::default(),
        }
    }

    /// Makes all pages and puts them up: those that someone looks at as soon as they are made.
    pub fn round(&self, board: &Board) {
        let since = now();
        let at = (self.clock.time)();
        // Pages that are put up ahead go again where the others cannot be made.
        let good = board.state();
        let looked_at = board.looked_at();
        let ahead = Ahead {
            pages: &looked_at,
            show: &|path, bytes| put_ahead(board, path, bytes, &at),
        };
        let made = match self.make(false, Share::Screen(ahead)) {
            Ok(made) => made,
            // Only a department that was asked for is refused, and none is.
            Err(refused) => return tell(&refused),
        };
        let report = self.report(&made);
        let before = board.state();
        let round = before.round + 1;
        let is_broken = made.files.is_empty();
        let listing = Listing::new(&made.findings, &made.sources, self.editor.as_ref());
        let files = made.sources.iter().count();
        let (pages, pages_at) = match is_broken {
            true => (good.pages.clone(), good.pages_at.clone()),
            false => (renewed(made.files, &before.pages, round), Some(at.clone())),
        };
        let took_ms = since.elapsed().as_millis();
        board.put(State {
            run: before.run.clone().or_else(|| Some(at.clone())),
            round,
            at: at.clone(),
            pages_at,
            took_ms,
            files,
            is_broken,
            pages,
            listing,
        });
        self.tell(
            &format!("{at} 读了 {files} 个文件，用时 {took_ms} 毫秒"),
            report,
        );
    }

    /// The pages of the rules as they are, errors and all.
    pub fn draft(&self) -> Files {
        let ahead = Ahead {
            pages: &[],
            show: &|_, _| {},
        };
        self.make(true, Share::Screen(ahead))
            .map_or_else(|_| Files::new(), |made| made.files)
    }

    /// A PDF by its path without extension; else what is in its way.
    pub fn paper(&self, stem: &str, draft: bool) -> Result<Option<Vec<u8>>, Listing> {
        let Ok(mut made) = self.make(draft, Share::Paper(stem)) else {
            return Ok(None);
        };
        match made.files.remove(&format!("{stem}.pdf")) {
            Some(bytes) => Ok(Some(bytes)),
            None if Tally::of(&made.findings).errors > 0 => Err(Listing::new(
                &made.findings,
                &made.sources,
                self.editor.as_ref(),
            )),
            None => Ok(None),
        }
    }

    fn make(&self, draft: bool, share: Share) -> Result<Made, String> {
        let today = (self.clock.today)();
        match draft {
            false => generate::make(&self.args, today, share),
            true => {
                let mut args = self.args.clone();
                args.written.draft = draft;
                generate::make(&args, today, share)
            }
        }
    }

    /// What the terminal shows: errors and warnings with their places, the rest by its number.
    fn report(&self, made: &Made) -> String {
        let mut folded = group::fold(&made.findings, &made.sources);
        folded.retain(|finding| finding.severity > Severity::Info);
        let shown = Shown::in_blocks(&folded, MOST_AT_ONCE, 0).standing_for(&made.findings);
        text::render_shown(&shown, &made.sources, "没有错误和警告", coloured())
    }

    /// Tells how a round went, and what was found where that is not what was told last.
    fn tell(&self, line: &str, report: String) {
        tell(&format!("{line}\n"));
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if *told != report {
            tell_report(&report);
            *told = report;
        }
    }
}

/// Puts up a page before the others are made.
fn put_ahead(board: &Board, path: &str, bytes: &[u8], at: &str) {
    let before = board.state();
    if (before.pages.get(path)).is_some_and(|page| *page.bytes == *bytes) {
        return;
    }
    let mut state = State::clone(&before);
    state.round += 1;
    state.pages_at = Some(at.to_owned());
    let page = Page {
        title: title(bytes),
        bytes: Arc::from(bytes),
        changed: state.round,
    };
    state.pages.insert(path.to_owned(), page);
    board.put(state);
}

/// The pages made, each with the round in which it last became another.
fn renewed(made: Files, before: &BTreeMap<String, Page>, round: u64) -> BTreeMap<String, Page> {
    let page = |(path, bytes): (String, Vec<u8>)| {
        let same = before.get(&path).filter(|page| *page.bytes == *bytes);
        let page = same.cloned().unwrap_or_else(|| Page {
            title: title(&bytes),
            bytes: Arc::from(bytes),
            changed: round,
        });
        (path, page)
    };
    made.into_iter().map(page).collect()
}

/// What stands in the `<title>` of a page.
fn title(html: &[u8]) -> Arc<str> {
    // It stands in the head, which is short.
    let head = String::from_utf8_lossy(&html[..html.len().min(4096)]);
    let title = head.split_once("<title>");
    let title = title.and_then(|(_, rest)| rest.split_once("</title>"));
    let title = title.map_or("", |(title, _)| title.trim());
    // As the templates escape it; what is escaped itself comes last.
    let escaped = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&amp;", "&"),
    ];
    let plain = escaped.iter().fold(title.to_owned(), |text, (written, c)| {
        text.replace(written, c)
    });
    Arc::from(plain)
}
