//! What the tool vouches for: each article with the rules that enforce it.

use super::RULES;
use crate::diagnostic::Code;
use crate::model::{Norm, Regulation, Town};
use std::fmt::Write as _;

/// How far a norm is enforced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// By a rule.
    Enforced(Code),
    /// By a rule, but the town keeps none of the records it reads.
    NoRecord(Code),
}

/// How far `norm` is enforced: by each rule that reads it.
fn standings(town: &Town, norm: &Norm) -> Vec<Standing> {
    let readers = RULES.iter().filter_map(|rule| {
        let reads = rule.norms.iter().find(|reads| reads.covers(norm))?;
        Some(match reads.ledger {
            Some(ledger) if !(ledger.is_kept)(town) => Standing::NoRecord(rule.code),
            _ => Standing::Enforced(rule.code),
        })
    });
    readers.collect()
}

/// One article and how far it is enforced.
#[derive(Debug, Clone)]
pub struct Row {
    /// 第十二条, 第三部分.
    pub article: String,
    /// What it is about.
    pub caption: String,
    /// How far each of its norms is enforced; empty where it has none.
    pub standings: Vec<Standing>,
}

/// The articles of `regulation`, in order.
pub fn rows(town: &Town, regulation: &Regulation) -> Vec<Row> {
    let article = |number: u16, caption: Option<&str>| {
        let norms = regulation
            .norms
            .iter()
            .filter(|n| n.article.article() == number);
        let mut standings: Vec<Standing> = norms.flat_map(|norm| standings(town, norm)).collect();
        standings.sort_unstable();
        standings.dedup();
        Row {
            article: regulation.path_chinese(&crate::model::ArticlePath(vec![number])),
            caption: caption.unwrap_or_default().to_owned(),
            standings,
        }
    };
    regulation
        .articles()
        .filter_map(|a| {
            let caption = a.caption.as_ref().map(|c| c.value.as_str());
            Some(article(u16::try_from(a.number.value).ok()?, caption))
        })
        .collect()
}

/// The whole table, as text.
pub fn table(town: &Town) -> String {
    let mut out = String::new();
    let (mut enforced, mut unrecorded, mut documented) = (0, 0, 0);
    for regulation in &town.regulations {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "《{}》", regulation.short.value);
        for row in rows(town, regulation) {
            let codes = |pick: fn(&Standing) -> Option<Code>| -> Vec<String> {
                let codes = row.standings.iter().filter_map(pick);
                codes.map(|c| format!("{c}（{}）", c.title())).collect()
            };
            let rules = codes(|s| match s {
                Standing::Enforced(code) => Some(*code),
                _ => None,
            });
            let missing = codes(|s| match s {
                Standing::NoRecord(code) => Some(*code),
                _ => None,
            });
            let said = if !rules.is_empty() {
                enforced += 1;
                format!("由 {} 执行", rules.join("、"))
            } else if !missing.is_empty() {
                unrecorded += 1;
                "没有登记记录".to_owned()
            } else {
                documented += 1;
                "只作记录".to_owned()
            };
            let _ = writeln!(out, "  {}\t{}\t{said}", row.article, row.caption);
        }
    }
    let _ = writeln!(
        out,
        "由规则执行 {enforced} 条，没有登记记录 {unrecorded} 条，只作记录 {documented} 条"
    );
    out
}
