//! Holding the town against its own regulations.
//!
//! A rule knows how to test one kind of demand; that the demand is made, by which article
//! and with which numbers, comes from the norms in the town's regulations. Where no norm
//! makes the demand, the rule has nothing to say.

mod citations;
mod confusions;
mod counts;
pub mod coverage;
mod numbering;
mod rules;
mod texts;
pub mod waiver;

use crate::date::Date;
use crate::diagnostic::{sort, Code, Finding, Place, Spanned};
use crate::load::Loaded;
use crate::model::{Cite, Line, Norm, Ref, Town};
use rayon::prelude::*;
use std::ops::Range;
use texts::{texts, Text};

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
    rules::chapter_gap::RULE,
    rules::article_gap::RULE,
    rules::item_gap::RULE,
    rules::level_skipped::RULE,
    rules::declared_count::RULE,
    rules::missing_article::RULE,
    rules::unknown_document::RULE,
    rules::unbalanced_mark::RULE,
    rules::half_width_mark::RULE,
    rules::doubled_mark::RULE,
    rules::dash_or_ellipsis::RULE,
    rules::document_number::RULE,
    rules::range_mark::RULE,
    rules::comma_between_pairs::RULE,
    rules::comma_before_deng::RULE,
    rules::label_mark::RULE,
    rules::mixed_numbers::RULE,
    rules::full_width_digit::RULE,
    rules::short_year::RULE,
    rules::mixed_date::RULE,
    rules::wrong_organ_name::RULE,
    rules::town_term::RULE,
    rules::common_confusion::RULE,
    rules::doubled_word::RULE,
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

/// What is wrong with `town`, made of `loaded`, on the day `as_of`.
pub fn check(loaded: &Loaded, town: &Town, as_of: Date) -> Vec<Finding> {
    let context = Context {
        town,
        as_of,
        texts: texts(loaded),
    };
    let mut findings = Vec::new();
    // Rules know nothing of each other, so that they may run at the same time; the findings
    // are sorted in the end, whichever rule was first.
    findings.par_extend(RULES.par_iter().flat_map_iter(|rule| {
        let mut found = Vec::new();
        (rule.run)(&context, &mut found);
        found
    }));
    sort(&mut findings);
    findings
}

/// What a rule sees.
struct Context<'t> {
    town: &'t Town,
    /// The day taken for today. No rule needs it yet; deadlines will.
    #[allow(dead_code)]
    as_of: Date,
    /// Every Chinese text, for the rules on language.
    texts: Vec<Text<'t>>,
}

impl<'t> Context<'t> {
    /// The text that holds a line of a regulation, and the line's characters in it.
    fn text_of(&self, line: &Line) -> Option<(&Text<'t>, Range<usize>)> {
        // Texts stand in the order of their files, so that the one before a place is found
        // by halving.
        let after = self
            .texts
            .partition_point(|t| t.start() <= (line.place.source, line.place.start));
        let text = self.texts.get(after.checked_sub(1)?)?;
        let range = text
            .lines
            .iter()
            .find(|range| text.place((*range).clone()) == line.place)?;
        Some((text, range.clone()))
    }

    /// The regulation that a text is part of, and its article.
    fn home(&self, text: &Text<'_>) -> Option<(usize, Option<u16>)> {
        let first = text.place(text.lines.first()?.clone());
        if !text.in_regulation() {
            return None;
        }
        let regulations = self.town.regulations.iter().enumerate();
        regulations.into_iter().find_map(|(index, regulation)| {
            if regulation.preamble.iter().any(|l| l.place == first) {
                return Some((index, None));
            }
            let mut articles = regulation.articles();
            let article = articles.find(|a| a.lines.first().is_some_and(|l| l.place == first))?;
            Some((index, u16::try_from(article.number.value).ok()))
        })
    }

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
