//! Holding the town against its own regulations.
//!
//! A rule knows how to test one kind of demand; that the demand is made, by which article
//! and with which numbers, comes from the norms in the town's regulations. Where no norm
//! makes the demand, the rule has nothing to say.

mod calendar;
mod decisions;
mod due;
mod rules;

use crate::date::Date;
use crate::diagnostic::{sort, Code, Finding, Place, Spanned};
use crate::model::{Cite, Norm, Ref, Town};

/// A check for one defect.
pub struct Rule {
    /// The defect it finds.
    pub code: Code,
    /// The text of its file: its head is its documentation, which therefore cannot be stale.
    source: &'static str,
    run: fn(&Context<'_>, &mut Vec<Finding>),
}

/// Every rule, by code.
pub const RULES: &[Rule] = &[
    rules::risk_without_measure::RULE,
    rules::measure_without_risk::RULE,
    rules::missing_wall_chart::RULE,
    rules::grade_off_list::RULE,
    rules::missing_self_check::RULE,
    rules::missing_inspection::RULE,
    rules::missing_appraisal::RULE,
    rules::missing_audit::RULE,
    rules::missing_prevention_meeting::RULE,
    rules::late_risk_search::RULE,
    rules::self_check_not_filed::RULE,
    rules::minutes_not_filed::RULE,
    rules::inspection_without_talk::RULE,
    rules::notice_without_due::RULE,
    rules::notice_not_closed::RULE,
    rules::notice_answered_late::RULE,
    rules::complaint_without_check::RULE,
    rules::bottom_rank_without_supervision::RULE,
    rules::rotation_due::RULE,
    rules::decision_out_of_order::RULE,
    rules::assessment_step_missing::RULE,
    rules::group_member_missing::RULE,
    rules::question_unanswered::RULE,
    rules::report_incomplete::RULE,
    rules::report_not_signed::RULE,
    rules::assessor_not_submitter::RULE,
    rules::decision_not_returned::RULE,
    rules::decision_against_advice::RULE,
    rules::large_sum_without_minutes::RULE,
    rules::case_filed_late::RULE,
    rules::too_few_officers::RULE,
    rules::refusal_not_approved::RULE,
    rules::too_few_law_studies::RULE,
    rules::too_few_asset_checks::RULE,
    rules::no_records_kept::RULE,
];

impl Rule {
    /// What it finds, why, an example, and what it rests on: the head of its file.
    pub fn docs(&self) -> String {
        let lines: Vec<&str> = self
            .source
            .lines()
            .map_while(|line| line.strip_prefix("//!"))
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect();
        lines.join("\n")
    }
}

/// What is wrong with `town` on the day `as_of`.
pub fn check(town: &Town, as_of: Date) -> Vec<Finding> {
    let context = Context { town, as_of };
    let mut findings = Vec::new();
    for rule in RULES {
        (rule.run)(&context, &mut findings);
    }
    sort(&mut findings);
    findings
}

/// What a rule sees.
struct Context<'t> {
    town: &'t Town,
    /// The day taken for today.
    as_of: Date,
}

impl<'t> Context<'t> {
    /// The norms of a kind, in all regulations, each with its article in Chinese.
    fn norms(&self, kind: &'static str) -> impl Iterator<Item = (&'t Norm, String)> + use<'t> {
        let town = self.town;
        let regulations = town.regulations.iter().enumerate();
        regulations.flat_map(move |(index, regulation)| {
            let norms = regulation.norms.iter().filter(move |n| *n.kind == kind);
            norms.map(move |norm| {
                let cite = Cite {
                    regulation: Ref::new(index, norm.article.place),
                    path: Some(norm.article.value.clone()),
                };
                (norm, town.cite(&cite))
            })
        })
    }
}

/// Whether a value stands in the rules. One that is missing or unreadable carries the place
/// of its table's head; that fault is reported already, and its default proves nothing.
fn is_written<T>(value: &Spanned<T>, table: Place) -> bool {
    value.place != table
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_rule_file_is_in_the_list_and_documented() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/check/rules");
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "mod.rs")
            .collect();
        let listed: BTreeSet<String> = RULES
            .iter()
            .map(|rule| format!("{}.rs", rule.code.name().replace('-', "_")))
            .collect();
        assert_eq!(files, listed);
        for rule in RULES {
            for section in ["# 查什么", "# 为什么", "# 例子", "# 依据"] {
                assert!(rule.docs().contains(section), "{} {section}", rule.code);
            }
        }
        assert!(RULES.is_sorted_by_key(|rule| rule.code.number()));
    }
}
