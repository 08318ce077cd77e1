//! Findings that have one cause, told as one: an amendment of a norm, or a word taken out of the
//! vocabulary, is found wherever it bites.

use super::{Code, Finding, Severity};
use std::collections::BTreeMap;

/// Fewer are read one by one, each with its line and advice.
const FEWEST: usize = 8;

/// What a person reads as one: a finding, and those beside it that differ in their place and in
/// whom they are about.
#[derive(Debug)]
pub struct Block<'f> {
    /// The one told in full.
    pub first: &'f Finding,
    /// The others of the same cause, by place.
    pub others: Vec<&'f Finding>,
}

/// What findings of one cause have in common: the article that they rest on, or else their words.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Cause<'f> {
    code: u16,
    severity: Severity,
    basis: Option<&'f str>,
    /// Where no article is behind it.
    words: Option<&'f str>,
}

impl<'f> Cause<'f> {
    fn of(finding: &'f Finding) -> Self {
        let basis = finding.basis.as_deref();
        Self {
            code: finding.code.number(),
            severity: finding.severity,
            basis,
            words: basis.is_none().then_some(finding.message.as_str()),
        }
    }
}

/// The findings as blocks, causes before what comes of them: what could not be read as it was
/// meant first (an unknown id takes other things with it), what is found in one place next, what
/// one cause makes wrong in many places last; each by place.
pub fn blocks(findings: &[Finding]) -> Vec<Block<'_>> {
    let mut alike: BTreeMap<Cause<'_>, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        alike.entry(Cause::of(finding)).or_default().push(finding);
    }
    let mut out: Vec<Block<'_>> = Vec::new();
    for mut group in alike.into_values() {
        if group.len() < FEWEST {
            out.extend(group.into_iter().map(|first| Block {
                first,
                others: Vec::new(),
            }));
            continue;
        }
        let others = group.split_off(1);
        out.extend(group.into_iter().map(|first| Block {
            first,
            others: others.clone(),
        }));
    }
    out.sort_by(|a, b| a.order().cmp(&b.order()));
    out
}

impl Block<'_> {
    /// How many findings it tells.
    pub fn count(&self) -> usize {
        self.others.len() + 1
    }

    fn order(&self) -> (u8, Option<super::Place>, u16, &str) {
        let rank = match (is_structural(self.first.code), self.others.is_empty()) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        };
        let first = self.first;
        (rank, first.place, first.code.number(), &first.message)
    }
}

/// LF001 to LF019: the files and their structure.
fn is_structural(code: Code) -> bool {
    const LAST: u16 = 19;
    code.number() <= LAST
}

#[cfg(test)]
mod tests {
    use super::super::{Place, SourceId};
    use super::*;

    fn finding(code: Code, at: usize, message: &str, basis: &str) -> Finding {
        let place = Place::new(SourceId(0), at..at + 1);
        let finding = Finding::error(code, place, message);
        match basis {
            "" => finding,
            basis => finding.basis(basis),
        }
    }

    #[test]
    fn many_of_one_cause_are_one_and_come_after_it() {
        let mut findings: Vec<Finding> = (0..8)
            .map(|i| {
                finding(
                    Code::MissingWallChart,
                    i,
                    &format!("甲{i}缺期"),
                    "《子》第一条",
                )
            })
            .collect();
        // Of another article, of other words, and too few.
        findings.push(finding(
            Code::MissingWallChart,
            10,
            "乙缺期",
            "《子》第二条",
        ));
        findings.extend((20..23).map(|at| finding(Code::CommonConfusion, at, "错字", "")));
        // The cause of it all stands last in the file.
        findings.push(finding(Code::DuplicateUnit, 90, "没有 \"x\"", ""));
        let blocks = blocks(&findings);
        let told: Vec<(u16, usize)> = (blocks.iter())
            .map(|block| (block.first.code.number(), block.count()))
            .collect();
        let (unknown, missing, word) = (
            Code::DuplicateUnit.number(),
            Code::MissingWallChart.number(),
            Code::CommonConfusion.number(),
        );
        let wanted = [
            (unknown, 1),
            (missing, 1),
            (word, 1),
            (word, 1),
            (word, 1),
            (missing, 8),
        ];
        assert_eq!(told, wanted);
        // Nothing is lost, nor told twice.
        let count: usize = blocks.iter().map(Block::count).sum();
        assert_eq!(count, findings.len());
    }
}
