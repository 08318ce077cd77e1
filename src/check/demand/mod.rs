//! General norms: kinds that can be about any table or ledger, the unit's own among them. Each
//! kind has a file that finds what does not keep such a norm; a rule for each kind tells it.

pub(super) mod apart;
mod called;
mod complete;
mod covered;
mod due;
mod each;
mod expression;
mod owed;
mod raised;
mod special;
mod steps;
mod within;

pub(super) use owed::{owed, Owed};
pub(super) use raised::{raises, Raised};

use super::facts::Entity;
use super::ledger;
use super::norm::kinds::{APART, COMPLETE, COVERED, DUE, EACH, GRADE_RAISED, STEPS, WITHIN};
use super::norm::{about, Kind};
use super::{Context, Demand};
use crate::diagnostic::words::{nearest, quoted};
use crate::diagnostic::{Code, Finding, Place};
use crate::model::{Norm, Unit};
use called::called;
use expression::{text, Expressions, Fault};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What became of a general norm: what does not keep it, or what is wrong with it.
pub(super) struct Outcome<'t> {
    pub demand: Demand<'t>,
    /// Whether there are records that could show it kept.
    pub recorded: bool,
    pub breaches: Vec<Breach>,
    pub faults: Vec<Fault>,
}

/// Something that does not keep a norm.
pub(super) struct Breach {
    /// Where.
    place: Place,
    /// What is wrong.
    message: String,
    /// What to do.
    help: String,
    /// The rule that tells it, where it is not the one of the norm's kind.
    code: Option<Code>,
    /// Whether it is no more than a warning.
    mild: bool,
    /// Other places that show it.
    related: Vec<(Place, String)>,
}

impl Breach {
    fn new(place: Place, message: String, help: String) -> Self {
        Self {
            place,
            message,
            help,
            code: None,
            mild: false,
            related: Vec::new(),
        }
    }

    fn told_by(mut self, code: Code) -> Self {
        self.code = Some(code);
        self
    }

    fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }

    fn mild(mut self) -> Self {
        self.mild = true;
        self
    }
}

/// What holding the unit to a norm came to.
struct Held {
    breaches: Vec<Breach>,
    recorded: bool,
}

impl Held {
    fn with(breaches: Vec<Breach>) -> Self {
        Self {
            breaches,
            recorded: true,
        }
    }

    /// Nothing can be said, for want of records.
    fn without_records() -> Self {
        Self {
            breaches: Vec::new(),
            recorded: false,
        }
    }
}

/// What is wrong with a norm, where it cannot be held against anything.
type Faults = Vec<Fault>;

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        vec![fault]
    }
}

/// What holds the unit to norms of a kind: everything that does not keep the norm, or the faults
/// that show when it is evaluated.
type Hold = fn(&Scope<'_, '_>, &Demand<'_>) -> Result<Held, Faults>;

/// The kinds, the rule that tells of each unless a breach says otherwise, and what holds the unit
/// to such norms.
const KINDS: [(&Kind, Code, Hold); 8] = [
    (&GRADE_RAISED, Code::BadExpression, raised::hold),
    (&APART, Code::SameHolder, apart::hold),
    (&EACH, Code::DemandNotMet, each::hold),
    (&DUE, Code::RecordDue, due::hold),
    (&WITHIN, Code::DoneLate, within::hold),
    (&COMPLETE, Code::RecordIncomplete, complete::hold),
    (&COVERED, Code::NotCovered, covered::hold),
    (&STEPS, Code::StepsOffNorm, steps::hold),
];

/// What a kind sees.
struct Scope<'c, 't> {
    context: &'c Context<'t>,
    expressions: Expressions<'c>,
}

/// By the place of each special norm that has one, what its condition leaves out.
type Conditions = BTreeMap<Place, Option<BTreeSet<Place>>>;

/// Evaluates every general norm, and the conditions of the special ones.
pub(super) fn outcomes<'t>(context: &Context<'t>) -> (Vec<Outcome<'t>>, Conditions) {
    let hold = |demand: &Demand<'t>| -> Option<Hold> {
        let mut kinds = KINDS.iter();
        let general = kinds.find(|(kind, ..)| kind.is_of(demand.norm));
        let chooses = demand.norm.get("where").is_some();
        general.map_or(chooses.then_some(unconditional), |(_, _, hold)| Some(*hold))
    };
    let demands: Vec<_> = context
        .demands_ever()
        .filter_map(|demand| Some((hold(&demand)?, demand)))
        .collect();
    if demands.is_empty() {
        return (Vec::new(), Conditions::new());
    }
    let scope = Scope {
        context,
        expressions: Expressions::new(context),
    };
    let outcome = |(hold, demand): (Hold, Demand<'t>)| {
        let mut faults = scope.expressions.faults(demand.norm);
        let mut held = Held::with(Vec::new());
        let mut out = BTreeSet::new();
        if faults.is_empty() {
            match hold(&scope, &demand) {
                Ok(found) => held = found,
                Err(found) => faults = found,
            }
            match left_out(&scope, demand.norm) {
                Ok(found) => out = found,
                Err(fault) => faults.push(fault),
            }
        }
        let condition = (demand.norm.place, faults.is_empty().then_some(out));
        let outcome = Outcome {
            demand,
            recorded: held.recorded,
            breaches: held.breaches,
            faults,
        };
        (outcome, condition)
    };
    demands.into_par_iter().map(outcome).unzip()
}

/// A special norm: its own rule holds the unit to it, once it is known what it leaves out.
fn unconditional(_: &Scope<'_, '_>, _: &Demand<'_>) -> Result<Held, Faults> {
    Ok(Held::with(Vec::new()))
}

/// What a special norm is not about, for its condition.
fn left_out(scope: &Scope<'_, '_>, norm: &Norm) -> Result<BTreeSet<Place>, Fault> {
    let mut out = BTreeSet::new();
    for table in about(norm) {
        let all = scope.expressions.all(table);
        out.extend(all.iter().map(|entity| entity.place));
        for chosen in scope.expressions.chosen(norm, "where", all)? {
            out.remove(&chosen.place);
        }
    }
    Ok(out)
}

/// What a norm of kind `covered` looks for, in Chinese: 风险点没有措施.
pub(super) fn uncovered(unit: &Unit, norm: &Norm) -> Option<String> {
    let (each, needs) = (norm.word("each")?, norm.word("needs")?);
    let needed = norm.word("called").map(str::to_owned);
    let needed = needed.unwrap_or_else(|| called::noun(unit, needs));
    Some(format!("{}没有{needed}", called::noun(unit, each)))
}

/// How an entity stands by a norm of kind `due`; `None` where it is not about the entity, or a
/// more special one is.
pub(super) fn standing(
    context: &Context<'_>,
    demand: &Demand<'_>,
    entity: &Entity,
) -> Option<due::Standing> {
    let norm = demand.norm;
    let ledger = norm.word("ledger")?;
    norm.words("each")
        .find(|(kind, _)| *kind == entity.kind())?;
    let scope = Scope {
        context,
        expressions: Expressions::new(context),
    };
    let expressions = &scope.expressions;
    let this = expressions.chosen(norm, "where", vec![entity.clone()]);
    this.ok().filter(|chosen| !chosen.is_empty())?;
    if due::spared(&scope, demand).on(entity, context.as_of) {
        return None;
    }
    let records = expressions.chosen(norm, "records", expressions.all(ledger));
    due::standing(context, norm, entity, &records.ok()?)
}

/// How everybody stands by a norm of kind `due` that is about them and no more special one is.
pub(super) fn standings(
    context: &Context<'_>,
    demand: &Demand<'_>,
) -> Vec<(Entity, due::Standing)> {
    let norm = demand.norm;
    let scope = Scope {
        context,
        expressions: Expressions::new(context),
    };
    let expressions = &scope.expressions;
    let all = expressions.all(norm.word("ledger").unwrap_or_default());
    let Ok(records) = expressions.chosen(norm, "records", all) else {
        return Vec::new();
    };
    let spared = due::spared(&scope, demand);
    let mut out = Vec::new();
    for (kind, _) in norm.words("each") {
        let about = expressions.chosen(norm, "where", expressions.all(kind));
        for entity in about.unwrap_or_default() {
            if spared.on(&entity, context.as_of) {
                continue;
            }
            let standing = due::standing(context, norm, &entity, &records);
            out.extend(standing.map(|standing| (entity, standing)));
        }
    }
    out
}

impl Context<'_> {
    /// What a general norm calls the records that it is about.
    pub fn noun(&self, norm: &Norm) -> String {
        ledger::noun(self.unit, norm).unwrap_or_default()
    }

    /// What is done when such a record is made: 学法 of 学法记录.
    pub fn deed_noun(&self, norm: &Norm) -> String {
        called::act(&self.noun(norm)).to_owned()
    }

    /// What does not keep the general norm with that number at a place.
    pub fn breaches(&self, ordinal: usize, place: Place) -> impl Iterator<Item = &str> {
        let of = self
            .outcomes
            .iter()
            .filter(move |o| o.demand.ordinal == ordinal);
        let all = of.flat_map(|outcome| &outcome.breaches);
        let here = all.filter(move |breach| breach.place == place);
        here.map(|breach| breach.message.as_str())
    }
}

/// Tells of the breaches that the rule of that code has to tell of.
pub(super) fn tell(context: &Context<'_>, code: Code, findings: &mut Vec<Finding>) {
    for outcome in &context.outcomes {
        let norm = outcome.demand.norm;
        let Some((_, own, _)) = KINDS.iter().find(|(kind, ..)| kind.is_of(norm)) else {
            continue;
        };
        let told = |breach: &&Breach| breach.code.unwrap_or(*own) == code;
        for breach in outcome.breaches.iter().filter(told) {
            let message = breach.message.as_str();
            let mut finding = match norm.word("severity") {
                Some("warning") => Finding::warning(code, breach.place, message),
                None if breach.mild => Finding::warning(code, breach.place, message),
                _ => Finding::error(code, breach.place, message),
            };
            for (place, label) in &breach.related {
                finding = finding.related(*place, label.as_str());
            }
            findings.push(
                finding
                    .help(breach.help.as_str())
                    .basis(context.basis(&outcome.demand))
                    .related(norm.kind.place, "由这条 norm 要求"),
            );
        }
    }
}

/// The records of a ledger that a norm binds, of those that could be read: what seems missing in
/// the others may stand there.
fn records(scope: &Scope<'_, '_>, norm: &Norm, ledger: &str) -> Result<Vec<Entity>, Fault> {
    let mut all = scope.expressions.subjects(norm, ledger)?;
    all.retain(|record| scope.context.unit.records.sound(record.place));
    Ok(all)
}

/// What to do, in the norm's own words where it has some.
fn help(norm: &Norm, otherwise: &str) -> String {
    text(norm, "help")
        .map_or(otherwise, |help| help.value)
        .to_owned()
}

/// The keys of records that a norm names under `parameter`, which must be such as those records
/// have, and hold a day where one is wanted.
fn keys<'n>(
    scope: &Scope<'_, '_>,
    norm: &'n Norm,
    ledger: &str,
    parameter: &str,
    day: bool,
) -> Result<Vec<&'n str>, Faults> {
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for (key, place) in norm.words(parameter) {
        match known(scope, ledger, key, place, day) {
            Ok(()) => found.push(key),
            Err(fault) => faults.push(fault),
        }
    }
    match faults.is_empty() {
        true => Ok(found),
        false => Err(faults),
    }
}

/// Refuses a key that records of a ledger have not, or whose value is no day where one is wanted.
fn known(
    scope: &Scope<'_, '_>,
    ledger: &str,
    key: &str,
    place: Place,
    day: bool,
) -> Result<(), Fault> {
    let keys = scope.expressions.facts.keys(ledger, day);
    if keys.contains(&key) {
        return Ok(());
    }
    let what = if day { "日期的键" } else { "键" };
    Err(Fault {
        place,
        message: format!("{ledger} 的记录没有 {} 这个{what}", quoted(key)),
        help: match nearest(key, keys.iter().copied()) {
            Some(near) => format!("是不是要写 \"{near}\"？"),
            None => format!("可以写：{}", keys.join("、")),
        },
    })
}
