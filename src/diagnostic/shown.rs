//! What a report shows of all findings.

use super::group::blocks;
use super::{Code, Finding, Severity, Tally};
use std::collections::BTreeMap;

/// Findings that a person is shown where nobody asks for another number: whoever has more has
/// one cause for most of them.
pub const MOST_READ: usize = 1000;
/// Blocks that a person at a terminal is shown where nobody asks for another number: what scrolls
/// away is read by nobody.
pub const MOST_AT_ONCE: usize = 30;
/// The same for a program: a code host takes no more either.
const MOST_LISTED: usize = 10_000;
/// Characters of a message, a help or a label: a name in it may be as long as a file.
const LONGEST: usize = 400;
/// Other places that a finding shows.
const MOST_RELATED: usize = 20;

/// The findings that a report shows, and what it says of the rest.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// Those shown in full, by place.
    pub findings: Vec<Finding>,
    /// How many of each code are not shown.
    pub omitted: Vec<(Code, usize)>,
    /// How many were waived.
    pub waived: usize,
    /// All that were not waived, shown or not.
    pub tally: Tally,
}

impl Shown {
    /// At most `max` of `findings` (else what a program takes), the gravest first; the rest is counted by
    /// code. Texts of any length are cut.
    pub fn new(findings: &[Finding], max: Option<usize>, waived: usize) -> Self {
        let max = max.unwrap_or(MOST_LISTED);
        let mut order: Vec<usize> = (0..findings.len()).collect();
        if max < findings.len() {
            // A stable sort, so that those of one level stay in the order of their places.
            order.sort_by_key(|&i| std::cmp::Reverse(findings[i].severity));
        }
        let cut = max.min(order.len());
        let mut omitted: BTreeMap<u16, (Code, usize)> = BTreeMap::new();
        for &i in &order[cut..] {
            let code = findings[i].code;
            omitted.entry(code.number()).or_insert((code, 0)).1 += 1;
        }
        order.truncate(cut);
        order.sort_unstable();
        Self {
            findings: order.into_iter().map(|i| bounded(&findings[i])).collect(),
            omitted: omitted.into_values().collect(),
            waived,
            tally: Tally::of(findings),
        }
    }

    /// At most `max` blocks of [`group`](super::group), each with so many places as one can read,
    /// the gravest first, and among those causes before what comes of them.
    pub fn in_blocks(findings: &[Finding], max: usize, waived: usize) -> Self {
        let mut blocks = blocks(findings);
        blocks.sort_by_key(|block| std::cmp::Reverse(block.first.severity));
        let mut omitted: BTreeMap<u16, (Code, usize)> = BTreeMap::new();
        let mut shown: Vec<Finding> = Vec::new();
        for (index, block) in blocks.iter().enumerate() {
            let most = if index < max { MOST_RELATED } else { 0 };
            let all = std::iter::once(&block.first).chain(&block.others);
            shown.extend(all.take(most).map(|finding| bounded(finding)));
            let rest = block.count().saturating_sub(most);
            if rest > 0 {
                let code = block.first.code;
                omitted.entry(code.number()).or_insert((code, 0)).1 += rest;
            }
        }
        super::sort(&mut shown);
        Self {
            findings: shown,
            omitted: omitted.into_values().collect(),
            waived,
            tally: Tally::of(findings),
        }
    }

    /// The same, where `findings` stand for more than they are ([`fold`](super::group::fold)):
    /// `all` are counted.
    #[must_use]
    pub fn standing_for(mut self, all: &[Finding]) -> Self {
        self.tally = Tally::of(all);
        self
    }

    /// What is not shown, in Chinese, a line each.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if !self.omitted.is_empty() {
            let total: usize = self.omitted.iter().map(|(_, n)| n).sum();
            let codes: Vec<String> = self
                .omitted
                .iter()
                .map(|(code, n)| format!("{code}（{}）{n} 个", code.title()))
                .collect();
            notes.push(format!("另有 {total} 个没有列出：{}", codes.join("，")));
        }
        if self.waived > 0 {
            notes.push(format!("已豁免 {} 项", self.waived));
        }
        notes
    }
}

/// A finding with its texts cut to what can be read.
fn bounded(finding: &Finding) -> Finding {
    let related = finding.related.iter().take(MOST_RELATED);
    Finding {
        message: cut(&finding.message),
        help: finding.help.as_deref().map(cut),
        basis: finding.basis.as_deref().map(cut),
        related: related.map(|(place, label)| (*place, cut(label))).collect(),
        // What would be written in a text as long as that is no report's business.
        edits: match finding
            .edits
            .iter()
            .any(|edit| edit.text.len() > LONGEST * 4)
        {
            true => Vec::new(),
            false => finding.edits.clone(),
        },
        ..*finding
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The word for a level in reports that programs read.
pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        // Both SARIF's third level and GitHub's third command.
        Severity::Info => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::super::{json, sarif, text, Place, Source, SourceId, Sources};
    use super::*;

    #[test]
    fn a_report_of_very_many_findings_on_very_long_lines_stays_short() {
        let mut sources = Sources::below("rules");
        let line = "键 = 中文，".repeat(1_000);
        sources.push(Source::new("a.toml".into(), format!("{line}\n").repeat(2)));
        let findings: Vec<Finding> = (0..1_200)
            .map(|i: usize| {
                let place = Place::new(SourceId(0), i * 14..line.len() * 2);
                let mut finding = Finding::error(Code::BrokenToml, place, line.clone());
                let others = if i < 10 { 30 } else { 0 };
                finding.related = vec![(place, line.clone()); others];
                finding.help(line.clone())
            })
            .collect();
        let shown = Shown::new(&findings, Some(MOST_READ), 0);
        assert_eq!(
            shown.notes(),
            ["另有 200 个没有列出：LF001（TOML 语法有误）200 个"]
        );
        // A finding has two texts, twenty places with a label each, and their excerpts.
        const MOST_BYTES: usize = MOST_READ * (2 + 2 * MOST_RELATED) * LONGEST * 4;
        for report in [
            text::render_shown(&shown, &sources, "", false),
            json::render(&shown, &sources),
            sarif::render(&shown, &sources, |_| String::new()),
        ] {
            assert!(report.len() < MOST_BYTES, "{}", report.len());
        }
        assert_eq!(Shown::new(&findings, None, 0).findings.len(), 1_200);
    }
}
