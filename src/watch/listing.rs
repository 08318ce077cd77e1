//! The findings as the pages show them.

use super::editor::Editor;
use crate::diagnostic::code_point::visible;
use crate::diagnostic::{group, Finding, Place, Severity, Shown, Source, Sources, Tally};
use serde::Serialize;
use std::path::Path;

/// No one reads more at once; what is left out is counted.
const MOST: usize = 200;
/// Characters shown of a long line before what is wrong, and after.
const WIDE: (usize, usize) = (40, 120);

/// What is wrong, for a page.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Listing {
    /// How many of each level.
    #[serde(flatten)]
    pub tally: Tally,
    /// Those shown.
    pub items: Vec<Item>,
    /// What is left out.
    pub notes: Vec<String>,
}

/// A finding.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Item {
    pub severity: Severity,
    pub code: String,
    pub title: &'static str,
    pub message: String,
    pub help: Option<String>,
    pub basis: Option<String>,
    pub at: Option<At>,
    /// The line, and those around it.
    pub lines: Vec<Line>,
    pub related: Vec<Related>,
    /// What `check --fix` writes.
    pub fix: Option<String>,
    /// The id of the thing that it is about, by which pages know it.
    pub subject: Option<String>,
}

/// A place in a file; lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, Serialize)]
pub(super) struct At {
    /// rules/departments/czs.toml:48:22.
    pub text: String,
    /// Where an editor opens it.
    pub editor: Option<String>,
}

/// A line of a file, in three parts: what is wrong is in the midst.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Line {
    pub number: usize,
    pub parts: [String; 3],
}

/// Another place that matters.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Related {
    pub message: String,
    pub at: At,
}

impl Listing {
    /// What is shown of `findings`.
    pub fn new(findings: &[Finding], sources: &Sources, editor: Option<&Editor>) -> Self {
        let folded = group::fold(findings, sources);
        let shown = Shown::new(&folded, Some(MOST), 0).standing_for(findings);
        let mut items: Vec<&Finding> = shown.findings.iter().collect();
        items.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        Self {
            tally: Tally::of(findings),
            items: items
                .into_iter()
                .map(|finding| item(finding, sources, editor))
                .collect(),
            notes: shown.notes(),
        }
    }
}

fn item(finding: &Finding, sources: &Sources, editor: Option<&Editor>) -> Item {
    let at = |place: Place| {
        let path = sources.shown_path(place.source);
        let (line, column) = sources.get(place.source).line_column(place.start);
        At {
            editor: editor.map(|editor| editor.address(Path::new(&path), line, column)),
            text: visible(&format!("{path}:{line}:{column}")).into_owned(),
        }
    };
    let source = finding.place.map(|place| sources.get(place.source));
    let related = finding.related.iter().map(|(place, label)| Related {
        message: shown(label),
        at: at(*place),
    });
    let fix = match finding.edits.as_slice() {
        [edit] if !edit.text.is_empty() => Some(shown(&edit.text)),
        _ => None,
    };
    Item {
        severity: finding.severity,
        code: finding.code.to_string(),
        title: finding.code.title(),
        message: shown(&finding.message),
        help: finding.help.as_deref().map(shown),
        basis: finding.basis.as_deref().map(shown),
        at: finding.place.map(at),
        lines: finding.place.zip(source).map_or_else(Vec::new, lines),
        related: related.collect(),
        fix,
        subject: finding.place.zip(source).and_then(subject),
    }
}

/// Characters that are not seen, by their numbers.
fn shown(text: &str) -> String {
    visible(text).into_owned()
}

/// The line of a place with those before and after it.
fn lines((place, source): (Place, &Source)) -> Vec<Line> {
    if source.text.is_empty() {
        return Vec::new();
    }
    let (number, _) = source.line_column(place.start);
    let last = source
        .line_column(source.text.len().try_into().unwrap_or(u32::MAX))
        .0;
    let around = number.saturating_sub(1).max(1)..=(number + 1).min(last);
    let line = |at: usize| {
        let text = source.line(at);
        let mut parts = [String::new(), String::new(), String::new()];
        if at == number {
            let head = source.line_start(at);
            let border = |offset: u32| {
                let offset = (offset as usize).saturating_sub(head).min(text.len());
                (0..=offset)
                    .rev()
                    .find(|&o| text.is_char_boundary(o))
                    .unwrap_or(0)
            };
            let (from, to) = (
                border(place.start),
                border(place.end).max(border(place.start)),
            );
            parts = [
                tail(&text[..from]),
                start(&text[from..to]),
                start(&text[to..]),
            ];
        } else {
            parts[0] = start(text);
        }
        Line { number: at, parts }
    };
    around.map(line).collect()
}

/// The end of a text, if all of it is long.
fn tail(text: &str) -> String {
    match text.char_indices().rev().nth(WIDE.0) {
        Some((at, _)) => format!("…{}", shown(&text[at..])),
        None => shown(text),
    }
}

/// The beginning of a text, if all of it is long.
fn start(text: &str) -> String {
    match text.char_indices().nth(WIDE.1) {
        Some((at, _)) => format!("{}…", shown(&text[..at])),
        None => shown(text),
    }
}

/// The id written in the table that a place stands in. The file may be broken, so that it is read
/// by lines.
fn subject((place, source): (Place, &Source)) -> Option<String> {
    let (number, _) = source.line_column(place.start);
    let is_head = |line: usize| source.line(line).trim_start().starts_with('[');
    let head = (1..=number).rev().find(|&line| is_head(line))?;
    let last = source
        .line_column(source.text.len().try_into().unwrap_or(u32::MAX))
        .0;
    let mut below = (head + 1..=last).take_while(|&line| !is_head(line));
    below.find_map(|line| {
        let (key, value) = source.line(line).split_once('=')?;
        let id = value.trim().strip_prefix('"')?.split('"').next()?;
        (key.trim() == "id" && !id.is_empty()).then(|| id.to_owned())
    })
}
