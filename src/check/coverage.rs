//! What the tool vouches for: each article with the rules that hold the town to it.

use super::RULES;
use crate::diagnostic::Code;
use crate::model::{ArticlePath, Norm, Regulation, Town};
use std::fmt::Write as _;

/// How far an article is held to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Rules hold the town to it.
    Enforced,
    /// Rules read it, but the town keeps none of the records that would show it kept.
    NoRecord,
    /// It has no norm: it stands in words only.
    Documented,
}

impl Standing {
    /// How pages show it.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Enforced => "程序核对",
            Self::NoRecord => "没有记录",
            Self::Documented => "人工检查",
        }
    }
}

/// One article.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its number.
    pub path: ArticlePath,
    /// What it is about.
    pub caption: String,
    /// What the rules that hold the town to it find, by code.
    pub enforced: Vec<Code>,
    /// What could be found if there were records.
    pub unrecorded: Vec<Code>,
}

impl Row {
    /// How far the article is held to, on the whole.
    pub fn standing(&self) -> Standing {
        match (self.enforced.is_empty(), self.unrecorded.is_empty()) {
            (false, _) => Standing::Enforced,
            (true, false) => Standing::NoRecord,
            (true, true) => Standing::Documented,
        }
    }
}

/// The articles of `regulation`, in order.
pub fn rows(town: &Town, regulation: &Regulation) -> Vec<Row> {
    let numbered = regulation.articles().filter_map(|article| {
        let number = u16::try_from(article.number.value).ok()?;
        let caption = article.caption.as_ref().map(|c| c.value.clone());
        Some((number, caption.unwrap_or_default()))
    });
    numbered
        .map(|(number, caption)| {
            let mut row = Row {
                path: ArticlePath(vec![number]),
                caption,
                enforced: Vec::new(),
                unrecorded: Vec::new(),
            };
            let norms = regulation.norms.iter();
            for norm in norms.filter(|n| n.article.article() == number) {
                read(town, norm, &mut row);
            }
            for codes in [&mut row.enforced, &mut row.unrecorded] {
                codes.sort_unstable();
                codes.dedup();
            }
            let Row {
                enforced,
                unrecorded,
                ..
            } = &mut row;
            unrecorded.retain(|code| !enforced.contains(code));
            row
        })
        .collect()
}

/// Adds each rule that reads `norm`.
fn read(town: &Town, norm: &Norm, row: &mut Row) {
    for rule in RULES {
        for reads in rule.norms.iter().filter(|reads| reads.covers(norm)) {
            match reads.ledger {
                Some(ledger) if !(ledger.is_kept)(town) => row.unrecorded.push(rule.code),
                _ => row.enforced.push(rule.code),
            }
        }
    }
}

/// The whole table, as text.
pub fn table(town: &Town) -> String {
    let mut out = String::new();
    let (mut enforced, mut unrecorded, mut documented) = (0, 0, 0);
    for regulation in &town.regulations {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "《{}》", regulation.short.value);
        for row in rows(town, regulation) {
            let list = |codes: &[Code]| {
                let named = codes.iter().map(|c| format!("{c}（{}）", c.title()));
                named.collect::<Vec<_>>().join("、")
            };
            match row.standing() {
                Standing::Enforced => enforced += 1,
                Standing::NoRecord => unrecorded += 1,
                Standing::Documented => documented += 1,
            }
            let mut said = row.standing().chinese().to_owned();
            if !row.enforced.is_empty() {
                let _ = write!(said, "：{}", list(&row.enforced));
            }
            if !row.unrecorded.is_empty() {
                let lead = match row.standing() {
                    Standing::Enforced => "；没有记录，未核对：",
                    _ => "，未核对：",
                };
                let _ = write!(said, "{lead}{}", list(&row.unrecorded));
            }
            let article = regulation.path_chinese(&row.path);
            let _ = writeln!(out, "  {article}\t{}\t{said}", row.caption);
        }
    }
    let _ = writeln!(
        out,
        "程序核对 {enforced} 条，没有记录 {unrecorded} 条，人工检查 {documented} 条"
    );
    out
}
