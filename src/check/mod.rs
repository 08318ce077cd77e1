//! Holding the unit against its own regulations.
//!
//! A rule knows how to test one kind of demand; that the demand is made, by which article
//! and with which numbers, comes from the norms in the unit's regulations. Where no norm
//! makes the demand, the rule has nothing to say.

pub(crate) mod agree;
mod calendar;
mod citations;
mod comparison;
mod confusions;
mod counts;
pub mod coverage;
mod decisions;
mod deeds;
mod demand;
pub mod duties;
mod enumeration;
pub mod facts;
pub mod forms;
mod grading;
mod grounds;
mod ledger;
mod level;
pub mod norm;
mod numbering;
mod opinion;
mod persons;
mod reason;
mod rules;
mod signs;
mod texts;
pub mod waiver;
pub mod why;
mod workdays;
mod workflow;
mod written;

use crate::date::Date;
use crate::diagnostic::{sort, Code, Finding, Place, Spanned};
use crate::load::Loaded;
use crate::model::{ArticleNumber, Cite, Division, InForce, Line, Norm, Post, Ref, Unit};
use facts::Facts;
pub use grounds::Grounds;
use norm::Kind;
use rayon::prelude::*;
pub use rules::RULES;
use signs::Signs;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use texts::{texts, Text};
use workdays::Workdays;

/// A check for one defect.
pub struct Rule {
    /// The defect it finds.
    pub code: Code,
    /// The text of its file: its head is its documentation, which therefore cannot be stale.
    source: &'static str,
    /// The norms that it holds the unit to; none where what it finds is wrong under any norm.
    pub norms: &'static [norm::Reads],
    run: fn(&Context<'_>, &mut Vec<Finding>),
}

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

/// What a check comes to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Everything that is wrong.
    pub findings: Vec<Finding>,
    /// What grades rest on, for pages that tell how they come about.
    pub grounds: Grounds,
}

/// What `unit`, made of `loaded`, comes to on the day `as_of`.
pub fn check(loaded: &Loaded, unit: &Unit, as_of: Date) -> Outcome {
    if unit.of_unknown_kind {
        return Outcome::default(); // What it lacks would be what another kind has.
    }
    let context = Context::new(loaded, unit, as_of);
    let mut findings = Vec::new();
    // Rules know nothing of each other, so that they may run at the same time; the findings
    // are sorted in the end, whichever rule was first.
    findings.par_extend(RULES.par_iter().flat_map_iter(|rule| {
        let mut found = Vec::new();
        (rule.run)(&context, &mut found);
        found
    }));
    sort(&mut findings);
    Outcome {
        findings,
        grounds: context.grounds,
    }
}

/// What a rule sees.
struct Context<'t> {
    unit: &'t Unit,
    /// The day taken for today.
    as_of: Date,
    /// The norms that are at fault themselves, by number: what they would demand proves
    /// nothing, and would only bury the one finding that matters.
    faulty: BTreeSet<usize>,
    /// Every Chinese text, for the rules on language.
    texts: Vec<Text<'t>>,
    /// What is in each of them.
    signs: Vec<Signs>,
    /// The files as they were read.
    loaded: &'t Loaded,
    /// Which days are worked.
    workdays: Workdays,
    /// The rules as expressions ask them; made when the first one does.
    facts: OnceLock<Arc<Facts>>,
    /// What became of the norms that are expressions.
    outcomes: Vec<demand::Outcome<'t>>,
    /// What grades rest on beyond the unit itself, for the rules on grades.
    grounds: Grounds,
    /// Where norms and their articles differ, for the three rules that tell of it.
    disagreements: OnceLock<Vec<agree::Disagreement<'t>>>,
}

/// A norm, and the article that makes it.
#[derive(Debug, Clone)]
struct Demand<'t> {
    norm: &'t Norm,
    /// The article.
    cite: Cite,
    /// Its number among all norms of the unit.
    ordinal: usize,
}

impl<'t> Demand<'t> {
    fn of((ordinal, regulation, norm): (usize, usize, &'t Norm)) -> Self {
        Self {
            norm,
            cite: Cite {
                regulation: Ref::new(regulation, norm.article.place),
                path: Some(norm.article.value.clone()),
            },
            ordinal,
        }
    }
}

impl<'t> Context<'t> {
    /// Of `unit`, made of `loaded`, on the day `as_of`.
    fn new(loaded: &'t Loaded, unit: &'t Unit, as_of: Date) -> Self {
        let texts = texts(loaded);
        let of_text = |text: &Text| Signs::of(text.chars.iter().copied());
        let mut context = Self {
            unit,
            as_of,
            faulty: BTreeSet::new(),
            signs: texts.par_iter().map(of_text).collect(),
            texts,
            workdays: Workdays::of(unit),
            facts: OnceLock::new(),
            outcomes: Vec::new(),
            grounds: Grounds::default(),
            disagreements: OnceLock::new(),
            loaded,
        };
        let written = context.written_demands();
        let faulty = written.filter(|demand| !norm::faults(demand.norm, unit).is_empty());
        context.faulty = faulty.map(|demand| demand.ordinal).collect();
        (context.outcomes, context.grounds.conditions) = demand::outcomes(&context);
        context.grounds.raised = demand::raises(&context);
        context
    }

    /// The texts that may hold one of those characters, and few others.
    fn texts_with(&self, chars: impl IntoIterator<Item = char>) -> impl Iterator<Item = &Text<'t>> {
        let wanted = Signs::of(chars);
        let texts = self.texts.iter().zip(&self.signs);
        texts
            .filter(move |(_, signs)| signs.may_share(wanted))
            .map(|(text, _)| text)
    }

    /// Where norms and their articles differ; found once.
    fn disagreements(&self) -> &[agree::Disagreement<'t>] {
        (self.disagreements).get_or_init(|| agree::disagreements(self))
    }

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
    fn home(&self, text: &Text<'_>) -> Option<(usize, Option<ArticleNumber>)> {
        let first = text.place(text.lines.first()?.clone());
        if !text.in_regulation() {
            return None;
        }
        let regulations = self.unit.regulations.iter().enumerate();
        regulations.into_iter().find_map(|(index, regulation)| {
            if regulation.preamble.iter().any(|l| l.place == first) {
                return Some((index, None));
            }
            let mut articles = regulation.articles();
            let article = articles.find(|a| a.lines.first().is_some_and(|l| l.place == first))?;
            Some((index, Some(article.number.value)))
        })
    }

    /// Every norm that can be held against the unit as it stands: those in force today, in
    /// the order of the regulations.
    fn demands(&self) -> impl Iterator<Item = Demand<'t>> + use<'t, '_> {
        self.demands_on(self.as_of)
    }

    /// Every norm that was in force on that day.
    fn demands_on(&self, day: Date) -> impl Iterator<Item = Demand<'t>> + use<'t, '_> {
        self.sound(move |norm| norm.force.holds(day))
    }

    /// Every norm that has been in force by today, or still is: what was done is held against
    /// the norm of its own day, which [`Norm::binds`] tells.
    fn demands_ever(&self) -> impl Iterator<Item = Demand<'t>> + use<'t, '_> {
        self.sound(|_| true)
    }

    /// Every norm that will have been in force by that day.
    fn demands_by(&self, day: Date) -> impl Iterator<Item = Demand<'t>> + use<'t, '_> {
        let sound = self.numbered().filter(move |(ordinal, _, norm)| {
            norm.force.on(day) != InForce::NotYet && !self.faulty.contains(ordinal)
        });
        sound.map(Demand::of)
    }

    /// The norms in force today that are `wanted`.
    fn demands_of<'c>(
        &'c self,
        wanted: impl Fn(&Norm) -> bool + 'c,
    ) -> impl Iterator<Item = Demand<'t>> + 'c {
        self.sound(move |norm| norm.force.holds(self.as_of) && wanted(norm))
    }

    /// The norms that are not at fault, have been in force by today and are `wanted`.
    fn sound<'c>(
        &'c self,
        wanted: impl Fn(&Norm) -> bool + 'c,
    ) -> impl Iterator<Item = Demand<'t>> + 'c {
        self.demands_by(self.as_of)
            .filter(move |demand| wanted(demand.norm))
    }

    /// Whether a norm of the kind is at fault, so that the rest do not say all.
    fn lacks_a_norm(&self, kind: &Kind) -> bool {
        let holds = |norm: &Norm| kind.is_of(norm) && norm.force.holds(self.as_of);
        let mut all = self.numbered();
        all.any(|(ordinal, _, norm)| holds(norm) && self.faulty.contains(&ordinal))
    }

    /// Every norm of every regulation, at fault or not.
    fn written_demands(&self) -> impl Iterator<Item = Demand<'t>> + use<'t> {
        self.numbered().map(Demand::of)
    }

    /// Every norm with its number and the index of its regulation.
    fn numbered(&self) -> impl Iterator<Item = (usize, usize, &'t Norm)> + use<'t> {
        let regulations = self.unit.regulations.iter().enumerate();
        let norms = regulations.flat_map(|(index, regulation)| {
            let norms = regulation.norms.iter();
            norms.map(move |norm| (index, norm))
        });
        norms
            .enumerate()
            .map(|(ordinal, (index, norm))| (ordinal, index, norm))
    }

    /// What the records of a ledger are called.
    fn ledger_name(&self, ledger: &str) -> String {
        ledger::Named::of(self.unit, ledger).name
    }

    /// The rules as expressions ask them.
    fn facts(&self) -> &Arc<Facts> {
        self.facts
            .get_or_init(|| Facts::of(self.loaded, self.unit, &self.workdays))
    }

    /// The article of a demand, in Chinese.
    fn basis(&self, demand: &Demand<'_>) -> String {
        self.unit.cite(&demand.cite)
    }

    /// Whether a norm of kind `rotation` is about the post.
    fn rotates(&self, norm: &Norm, post: &Post) -> bool {
        let graded = norm.word("grade").is_none_or(|grade| {
            let of_department = match post.division {
                Some(Division::Department(d)) => Some(self.unit[d].grade.key()),
                _ => None,
            };
            let heads = post.is_head() && of_department == Some(grade);
            post.grade.key() == grade || heads
        });
        graded && self.applies(norm, post.place)
    }

    /// The norms of a kind in force today, in all regulations, each with its article in
    /// Chinese: what the unit's entries are held against.
    fn norms(&self, kind: &Kind) -> impl Iterator<Item = (&'t Norm, String)> + use<'t, '_> {
        let name = kind.name;
        let demands = self.demands_of(move |norm| *norm.kind == *name);
        demands.map(|demand| (demand.norm, self.unit.cite(&demand.cite)))
    }

    /// The norms of a kind that have been in force by today, each with its article in
    /// Chinese: what records are held against, each by the norm of its day ([`Norm::binds`]).
    fn norms_ever(&self, kind: &Kind) -> impl Iterator<Item = (&'t Norm, String)> + use<'t, '_> {
        let name = kind.name;
        let demands = self.sound(move |norm| *norm.kind == *name);
        demands.map(|demand| (demand.norm, self.unit.cite(&demand.cite)))
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
