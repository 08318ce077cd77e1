//! Edits that a register proposes of what the rules have already.

use super::registers::proposals::Proposal;
use super::{Imported, Rules};
use crate::diagnostic::{Code, Finding};
use crate::fix;
use crate::register::{changes, registers, Base, Changed, Given, GivenCell, GivenRow};
use std::collections::{BTreeMap, BTreeSet};

/// Nothing is known of what was exported: what a cell says is meant.
struct Unknown;

impl Base for Unknown {
    fn was(&self, _: &str, _: &str, _: &str) -> Option<bool> {
        None
    }
}

impl Imported {
    /// Proposes what the registers say otherwise than the rules, as edits to be applied when they
    /// are asked for.
    pub(super) fn propose(&mut self, proposals: &[Proposal], rules: &Rules<'_>) {
        if proposals.is_empty() {
            return;
        }
        let mut now: BTreeMap<(String, String), String> = BTreeMap::new();
        for register in registers(rules.loaded, rules.unit) {
            for row in register.rows {
                for (column, cell) in register.columns.iter().zip(&row.cells) {
                    now.insert((row.key.clone(), column.key.clone()), cell.said());
                }
            }
        }
        let was = |p: &Proposal| now.get(&(row_of(p), p.key.to_owned()));
        let differs = |p: &&Proposal| was(p).is_some_and(|was| *was != p.said);
        let mut all: Vec<&Proposal> = proposals.iter().filter(differs).collect();
        let mut changed = changed(&all, rules);
        if !changed.wrong.is_empty() {
            // One value that the rules cannot take keeps no other back.
            let wrong: BTreeSet<&str> = changed.wrong.iter().map(|w| w.at.as_str()).collect();
            let is_wrong = |at: usize| wrong.contains(at.to_string().as_str());
            for (_, proposal) in all.iter().enumerate().filter(|(at, _)| is_wrong(*at)) {
                let message = format!("{} 的“{}”写不进规则，没有改", proposal.at, proposal.said);
                let finding = Finding::warning(Code::ImportUnsure, proposal.place, message);
                self.findings.push(finding.help("在规则文件里改"));
            }
            let right = all.iter().enumerate().filter(|(at, _)| !is_wrong(*at));
            all = right.map(|(_, proposal)| *proposal).collect();
            changed = self::changed(&all, rules);
        }
        for proposal in &all {
            let old = was(proposal).map_or("", String::as_str);
            let old = match old.is_empty() {
                true => "没有写".to_owned(),
                false => format!("是“{old}”"),
            };
            let message = format!(
                "{} 的“{}”：规则里 {}.{} {old}",
                proposal.at, proposal.said, proposal.id, proposal.key
            );
            let finding = Finding::info(Code::ImportUnsure, proposal.place, message);
            self.findings
                .push(finding.help("要照表改规则，加 --apply；不改就不加"));
        }
        if !self.edits.is_empty() && !changed.files.is_empty() {
            let message = "又有导出以后改过的工作簿，又有别的登记表：登记表里不一样的没有改";
            let finding = Finding::placeless(Code::ImportUnsure, message);
            self.findings.push(finding.help("分两次导入"));
            return;
        }
        let cells = changed.cells;
        self.edits
            .extend(changed.files.into_iter().map(|(source, text)| fix::Change {
                source,
                text,
                mended: cells,
            }));
    }
}

fn row_of(proposal: &Proposal) -> String {
    format!("{}:{}", proposal.kind, proposal.id)
}

/// The proposals as sheets of one column and one row; the cell of each is its number.
fn changed(proposals: &[&Proposal], rules: &Rules<'_>) -> Changed {
    let sheets: Vec<Given> = (proposals.iter().enumerate())
        .map(|(number, proposal)| Given {
            key: proposal.kind.to_owned(),
            title: String::new(),
            columns: vec![proposal.key.to_owned()],
            rows: vec![GivenRow {
                key: Some(row_of(proposal)),
                cells: vec![GivenCell {
                    said: proposal.said.clone(),
                    at: number.to_string(),
                }],
            }],
        })
        .collect();
    changes(rules.loaded, rules.unit, &Unknown, &sheets)
}
