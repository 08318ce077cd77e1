//! The JSON reporter: findings for a program.

use super::code_point::escaped_json;
use super::{Finding, Place, Severity, Shown, Sources, Tally};
use serde::Serialize;

/// The version of this format. It grows when a key changes its meaning or goes, not when one
/// is added.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report {
    version: u32,
    findings: Vec<Item>,
    summary: Tally,
    omitted: Vec<Omitted>,
    waived: usize,
}

#[derive(Serialize)]
struct Omitted {
    code: String,
    count: usize,
}

#[derive(Serialize)]
struct Item {
    code: String,
    name: &'static str,
    severity: Severity,
    message: String,
    help: Option<String>,
    basis: Option<String>,
    #[serde(flatten)]
    location: Location,
    related: Vec<Related>,
    /// Whether `--fix` mends it.
    fixable: bool,
}

/// Lines and columns count from 1, columns in characters; the end is the column after the
/// last character. All are null for a fault of no file.
#[derive(Serialize, Default)]
struct Location {
    path: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

#[derive(Serialize)]
struct Related {
    message: String,
    #[serde(flatten)]
    location: Location,
}

/// Shows findings as one JSON document, described in `docs/findings.md`.
pub fn render(shown: &Shown, sources: &Sources) -> String {
    let omitted = shown.omitted.iter().map(|(code, count)| Omitted {
        code: code.to_string(),
        count: *count,
    });
    let report = Report {
        version: VERSION,
        findings: shown.findings.iter().map(|f| item(f, sources)).collect(),
        summary: shown.tally,
        omitted: omitted.collect(),
        waived: shown.waived,
    };
    // Only maps with keys that are not strings fail to serialise, and there are none here.
    let mut json = serde_json::to_string_pretty(&report).unwrap_or_default();
    json.push('\n');
    escaped_json(&json).into_owned()
}

fn item(finding: &Finding, sources: &Sources) -> Item {
    Item {
        code: finding.code.to_string(),
        name: finding.code.name(),
        severity: finding.severity,
        message: finding.message.clone(),
        help: finding.help.clone(),
        basis: finding.basis.clone(),
        location: finding
            .place
            .map_or_else(Location::default, |place| location(place, sources)),
        related: finding
            .related
            .iter()
            .map(|(place, label)| Related {
                message: label.clone(),
                location: location(*place, sources),
            })
            .collect(),
        fixable: !finding.edits.is_empty(),
    }
}

fn location(place: Place, sources: &Sources) -> Location {
    let source = sources.get(place.source);
    let (line, column) = source.line_column(place.start);
    let (end_line, end_column) = source.line_column(place.end);
    Location {
        path: Some(sources.shown_path(place.source)),
        line: Some(line),
        column: Some(column),
        end_line: Some(end_line),
        end_column: Some(end_column),
    }
}
