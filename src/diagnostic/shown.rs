//! What a report shows of all findings.

use super::{Code, Finding, Severity, Tally};
use std::collections::BTreeMap;

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
    /// At most `max` of `findings`, the gravest first; the rest is counted by code.
    pub fn new(findings: &[Finding], max: Option<usize>, waived: usize) -> Self {
        let mut order: Vec<usize> = (0..findings.len()).collect();
        if max.is_some_and(|max| max < findings.len()) {
            // A stable sort, so that those of one level stay in the order of their places.
            order.sort_by_key(|&i| std::cmp::Reverse(findings[i].severity));
        }
        let cut = max.unwrap_or(usize::MAX).min(order.len());
        let mut omitted: BTreeMap<u16, (Code, usize)> = BTreeMap::new();
        for &i in &order[cut..] {
            let code = findings[i].code;
            omitted.entry(code.number()).or_insert((code, 0)).1 += 1;
        }
        order.truncate(cut);
        order.sort_unstable();
        Self {
            findings: order.into_iter().map(|i| findings[i].clone()).collect(),
            omitted: omitted.into_values().collect(),
            waived,
            tally: Tally::of(findings),
        }
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

/// The word for a level in reports that programs read.
pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        // Both SARIF's third level and GitHub's third command.
        Severity::Info => "note",
    }
}
