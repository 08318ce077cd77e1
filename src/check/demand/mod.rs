//! General norms: kinds that can be about any table or ledger, the unit's own among them. Each
//! kind has a file that finds what does not keep such a norm; a rule for each kind tells it.

pub(super) mod apart;
mod complete;
mod due;
mod each;
mod expression;
mod raised;
mod within;

pub(super) use due::frequency;
pub(super) use raised::{raises, Raised};

use super::facts::Entity;
use super::norm::kinds::{APART, COMPLETE, DUE, EACH, GRADE_RAISED, WITHIN};
use super::norm::Kind;
use super::{Context, Demand};
use crate::diagnostic::words::{nearest, quoted};
use crate::diagnostic::{Code, Finding, Place};
use crate::model::Norm;
use expression::{text, Expressions, Fault};

/// What became of a general norm: what does not keep it, or what is wrong with it.
pub(super) struct Outcome<'t> {
    pub demand: Demand<'t>,
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
    /// The rule that tells it, where several tell of one kind.
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

/// What holds the unit to norms of a kind: everything that does not keep the norm, or the first
/// fault that shows when it is evaluated.
type Hold = fn(&Scope<'_, '_>, &Norm) -> Result<Vec<Breach>, Fault>;

/// The kinds, the key that says what kind of table a norm is about, and what holds the unit to it.
/// Without the key it is about departments.
const KINDS: [(&Kind, &str, Hold); 6] = [
    (&GRADE_RAISED, "ledger", raised::hold),
    (&APART, "ledger", apart::hold),
    (&EACH, "each", each::hold),
    (&DUE, "each", due::hold),
    (&WITHIN, "ledger", within::hold),
    (&COMPLETE, "ledger", complete::hold),
];

/// What a kind sees.
struct Scope<'c, 't> {
    context: &'c Context<'t>,
    expressions: Expressions<'c>,
}

/// Evaluates every general norm.
pub(super) fn outcomes<'t>(context: &Context<'t>) -> Vec<Outcome<'t>> {
    let of = |demand: &Demand<'t>| KINDS.iter().find(|(kind, ..)| kind.is_of(demand.norm));
    let demands: Vec<_> = context
        .demands_ever()
        .filter_map(|demand| Some((of(&demand)?, demand)))
        .collect();
    if demands.is_empty() {
        return Vec::new();
    }
    let scope = Scope {
        context,
        expressions: Expressions::new(context),
    };
    let outcome = |((_, about, hold), demand): (&(&Kind, &str, Hold), Demand<'t>)| {
        let about = demand.norm.word(about).unwrap_or("department");
        let mut faults = scope.expressions.faults(demand.norm, about);
        let mut breaches = Vec::new();
        if faults.is_empty() {
            match hold(&scope, demand.norm) {
                Ok(found) => breaches = found,
                Err(fault) => faults.push(fault),
            }
        }
        Outcome {
            demand,
            breaches,
            faults,
        }
    };
    demands.into_iter().map(outcome).collect()
}

/// Whether a norm of kind `due` is about the entity.
pub(super) fn is_about(context: &Context<'_>, norm: &Norm, entity: &Entity) -> bool {
    let each = norm.word("each").unwrap_or_default();
    let subjects = || Expressions::new(context).subjects_ever(norm, each);
    let is = |subject: &Entity| subject.place == entity.place;
    each == entity.kind() && subjects().is_ok_and(|subjects| subjects.iter().any(is))
}

impl Context<'_> {
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

/// Tells what does not keep the norms of a kind.
pub(super) fn tell(context: &Context<'_>, kind: &Kind, code: Code, findings: &mut Vec<Finding>) {
    for outcome in &context.outcomes {
        let norm = outcome.demand.norm;
        if !kind.is_of(norm) {
            continue;
        }
        let told = |breach: &&Breach| breach.code.is_none_or(|own| own == code);
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

/// What to do, in the norm's own words where it has some.
fn help(norm: &Norm, otherwise: &str) -> String {
    text(norm, "help")
        .map_or(otherwise, |help| help.value)
        .to_owned()
}

/// The key of a record that a norm names under `parameter`, which must be one that such records
/// have, and hold a day where one is wanted.
fn key<'n>(
    scope: &Scope<'_, '_>,
    norm: &'n Norm,
    ledger: &str,
    parameter: &str,
    day: bool,
) -> Result<Option<&'n str>, Fault> {
    let Some(written) = text(norm, parameter) else {
        return Ok(None);
    };
    known(scope, ledger, written.value, written.place, day)?;
    Ok(Some(written.value))
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

/// How a finding calls a record: by its object and day where it has no name.
fn called(entity: &Entity, ledger: &str) -> String {
    let about = entity.about().map_or(String::new(), |about| about.name());
    match (entity.own_name(), entity.day()) {
        (Some(name), _) if about.is_empty() => format!("{ledger}“{name}”"),
        (Some(name), _) => format!("{about}的{ledger}“{name}”"),
        (None, Some(day)) => format!("{about}{}的{ledger}", day.chinese()),
        (None, None) => format!("{about}的{ledger}"),
    }
}
