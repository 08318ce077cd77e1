//! Findings that have one cause, told as one: an amendment of a norm, or a word taken out of the
//! vocabulary, is found wherever it bites.

use super::{Code, Finding, Severity, SourceId, Sources};
use std::collections::BTreeMap;

/// Fewer are read one by one, each with its line and advice.
const FEWEST: usize = 8;

/// Fewer are listed, each with its place, even where one fix mends them all.
const FEWEST_FOLDED: usize = 20;

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
        // What an id that is gone takes with it has that id in common, wherever it stood.
        if let Some(id) = unknown_id(&finding.message) {
            return Self {
                code: finding.code.number(),
                severity: finding.severity,
                basis: None,
                words: Some(id),
            };
        }
        let basis = finding.basis.as_deref();
        Self {
            code: finding.code.number(),
            severity: finding.severity,
            basis,
            words: basis.is_none().then_some(finding.message.as_str()),
        }
    }
}

/// The id that a message says there is none of, with its quotes.
fn unknown_id(message: &str) -> Option<&str> {
    let (_, rest) = message.split_once("没有编号为 ")?;
    let end = rest.get(1..)?.find('"')? + 2;
    rest.starts_with('"').then(|| rest.get(..end))?
}

/// The findings with those of one kind in one file, which `--fix` mends all at once, told as one:
/// nobody reads a thousand half-width commas one by one.
pub fn fold(findings: &[Finding], sources: &Sources) -> Vec<Finding> {
    let key = |finding: &Finding| -> Option<(SourceId, u16, Severity)> {
        let place = finding.place.filter(|_| !finding.edits.is_empty())?;
        Some((place.source, finding.code.number(), finding.severity))
    };
    let mut alike: BTreeMap<_, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        if let Some(key) = key(finding) {
            alike.entry(key).or_default().push(finding);
        }
    }
    alike.retain(|_, alike| alike.len() >= FEWEST_FOLDED);
    let folded = findings.iter().filter_map(|finding| {
        let Some((first, others)) = key(finding)
            .and_then(|key| alike.get(&key))
            .and_then(|alike| alike.split_first())
        else {
            return Some(finding.clone());
        };
        (*first == finding).then(|| told_once(first, others, sources))
    });
    folded.collect()
}

/// A finding that tells of others of its kind too: how many, and on which lines.
fn told_once(first: &Finding, others: &[&Finding], sources: &Sources) -> Finding {
    /// Lines that are named; whoever wants the rest unfolds them.
    const MOST_LINES: usize = 10;
    let places = others.iter().filter_map(|other| other.place);
    let mut lines: Vec<usize> = places
        .map(|place| sources.get(place.source).line_column(place.start).0)
        .collect();
    lines.dedup();
    let more = if lines.len() > MOST_LINES { "等" } else { "" };
    lines.truncate(MOST_LINES);
    let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
    let rest = format!(
        "这个文件里同类的还有 {} 处，在第 {}{more}行；lianfang check --fix 一次改好，--unfold 逐处列出",
        others.len(),
        lines.join("、")
    );
    let help = match &first.help {
        Some(help) => format!("{help}；{rest}"),
        None => rest,
    };
    first.clone().help(help)
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
    use super::super::{Place, Source, Sources};
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
    fn what_one_fix_mends_in_a_file_is_told_once() {
        let mut sources = Sources::below("rules");
        sources.push(Source::new("a.toml".into(), "甲,\n".repeat(1_300)));
        sources.push(Source::new("b.toml".into(), "乙,\n".repeat(20)));
        let mark = |source: u32, line: usize| {
            let place = Place::new(SourceId(source), line * 5 + 3..line * 5 + 4);
            let finding = Finding::error(Code::HalfWidthMark, place, "半角").help("改成“，”");
            finding.edit(place, "，")
        };
        let mut findings: Vec<Finding> = (0..1_287).map(|line| mark(0, line)).collect();
        findings.extend((0..7).map(|line| mark(1, line)));
        findings.push(finding(Code::MissingWallChart, 0, "缺", "《子》第一条"));
        let folded = fold(&findings, &sources);
        // Too few to be folded, and what no fix mends, stay as they are.
        assert_eq!(folded.len(), 1 + 7 + 1);
        assert_eq!(
            folded[0].help.as_deref(),
            Some(
                "改成“，”；这个文件里同类的还有 1286 处，在第 2、3、4、5、6、7、8、9、10、11等行；\
                 lianfang check --fix 一次改好，--unfold 逐处列出"
            )
        );
        assert_eq!(folded[1..], findings[1_287..]);
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
