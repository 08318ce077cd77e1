//! Making the pages anew: all of them, from all files. Of a unit of fourteen departments that
//! takes less than to find out which pages a change touches would save; what did not become
//! another page is not loaded anew by any browser.

use super::board::{Page, State};
use super::editor::Editor;
use super::listing::Listing;
use super::{now, Clock};
use crate::cli::{GenerateArgs, OutputFormat, RulesDir, Today, WatchArgs};
use crate::diagnostic::{group, text, Severity, Shown, Tally, MOST_AT_ONCE};
use crate::generate::{self, Made, Share};
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
        let args_of_pages = GenerateArgs {
            rules: RulesDir {
                path: args.rules.path.clone(),
            },
            templates: args.templates.clone(),
            // Nothing is written.
            output: std::path::PathBuf::new(),
            only: Vec::new(),
            department: Vec::new(),
            // The PDFs are led to, and made when they are asked for.
            format: vec![OutputFormat::Pdf, OutputFormat::Html],
            edition: args.edition,
            size: None,
            orientation: None,
            print_shop: false,
            tile: None,
            day: Today {
                as_of: args.day.as_of,
            },
            since: None,
            draft: false,
        };
        Self {
            args: args_of_pages,
            editor,
            clock,
            told: Mutex::default(),
        }
    }

    /// The state after the round that follows `before`.
    pub fn next(&self, before: &State) -> State {
        let since = now();
        let at = (self.clock.time)();
        let made = match self.make(false, Share::Screen) {
            Ok(made) => made,
            // Only a department that was asked for is refused, and none is.
            Err(refused) => {
                tell(&refused);
                return before.clone();
            }
        };
        let round = before.round + 1;
        let is_broken = made.files.is_empty();
        let listing = Listing::new(&made.findings, &made.sources, self.editor.as_ref());
        let files = made.sources.iter().count();
        let report = self.report(&made);
        let (pages, pages_at) = match is_broken {
            true => (before.pages.clone(), before.pages_at.clone()),
            false => (renewed(made.files, &before.pages, round), Some(at.clone())),
        };
        let took_ms = since.elapsed().as_millis();
        self.tell(
            &format!("{at} 读了 {files} 个文件，用时 {took_ms} 毫秒"),
            report,
        );
        State {
            run: before.run.clone().or_else(|| Some(at.clone())),
            round,
            at,
            pages_at,
            took_ms,
            files,
            is_broken,
            pages,
            listing,
        }
    }

    /// The pages of the rules as they are, errors and all.
    pub fn draft(&self) -> Files {
        self.make(true, Share::Screen)
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
                let args = GenerateArgs {
                    draft,
                    ..self.args.clone()
                };
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
    Arc::from(title.map_or("", |(title, _)| title.trim()))
}
