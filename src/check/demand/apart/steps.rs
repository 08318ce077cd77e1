//! Two steps of one workflow that one person may not take both.

use super::super::expression::Fault;
use super::super::{help, Breach};
use super::{pairs, Departments};
use crate::check::grading::place;
use crate::check::norm::read;
use crate::check::persons::{persons, Person};
use crate::check::Context;
use crate::diagnostic::words::{nearest, quoted};
use crate::diagnostic::{Code, Place, Spanned};
use crate::model::{Actor, Norm, Step, StepKind, Unit, Workflow};

/// How a step is told: one of these.
type Words<'n> = [Spanned<&'n str>];

pub(super) fn hold(
    context: &Context<'_>,
    norm: &Norm,
    departments: &Departments,
) -> Result<Vec<Breach>, Fault> {
    let unit = context.unit;
    let named = read::groups(norm, "steps");
    for word in named.iter().flat_map(|g| &g.things).flatten() {
        exists(unit, word)?;
    }
    let duties = read::groups(norm, "duties");
    let workflows = unit.workflows.iter();
    let mut out = Vec::new();
    for workflow in workflows.filter(|w| departments.have(unit, w.division)) {
        for group in duties.iter().chain(&named) {
            for (first, second) in pairs(&group.things) {
                for both in both(unit, workflow, first, second) {
                    let help = help(norm, "改由不同的人办");
                    let breach = Breach::new(both.place, both.message, help);
                    let breach = breach.told_by(Code::SameActor);
                    out.push(match both.other {
                        Some((place, label)) => breach.related(place, label),
                        None => breach,
                    });
                }
            }
        }
    }
    Ok(out)
}

/// Refuses what looks like an id and is none.
fn exists(unit: &Unit, word: &Spanned<&str>) -> Result<(), Fault> {
    let is_id = word.value.is_ascii();
    if !is_id || unit.incomplete || StepKind::from_key(word.value).is_some() {
        return Ok(());
    }
    let steps = unit.workflows.iter().flat_map(|workflow| {
        let id = &workflow.id;
        let steps = workflow.steps.iter();
        steps.map(move |step| format!("{}.{}", id.value, step.id.value))
    });
    let known: Vec<String> = steps.collect();
    if known.iter().any(|known| known == word.value) {
        return Ok(());
    }
    let kinds = StepKind::ALL.iter().map(|kind| kind.key());
    let all = known.iter().map(String::as_str).chain(kinds);
    Err(Fault {
        place: word.place,
        message: format!("steps 里的 {} 不是哪个环节", quoted(word.value)),
        help: match nearest(word.value, all) {
            Some(near) => format!("是不是要写 \"{near}\"？"),
            None => "写环节文字里的词、环节的种类，或者 流程编号.环节编号".to_owned(),
        },
    })
}

/// Two steps in one hand.
pub(in crate::check) struct Both {
    /// Where the second names who takes it.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// Where the first does, unless it is the same.
    pub other: Option<(Place, String)>,
}

/// The steps of a workflow that are told by `second`, and are in one hand with one that is told
/// by `first`. A step that more than one person takes leaves it open who does what.
pub(in crate::check) fn both(
    unit: &Unit,
    workflow: &Workflow,
    first: &Words<'_>,
    second: &Words<'_>,
) -> Vec<Both> {
    let mut out = Vec::new();
    let told = |words| {
        let steps = workflow.steps.iter();
        steps.filter_map(move |step| {
            Some((sole(unit, step)?, step, is_told(workflow, step, words)?))
        })
    };
    for (hand, other, other_word) in told(second) {
        let one = told(first).find(|(person, ..)| *person == hand);
        let Some((_, one, one_word)) = one else {
            continue;
        };
        let (a, b) = (&one.actors[0], &other.actors[0]);
        let who = match (unit.actor_name(a), unit.actor_name(b), hand) {
            (a, b, Person::Named(name)) if a != b => {
                format!("{a}和{b}都由{name}担任")
            }
            (_, b, _) => format!("都写了{b}"),
        };
        let message = format!("{one_word}和{other_word}要由不同的人办，{who}");
        out.push(Both {
            place: place(b),
            message,
            other: (place(a) != place(b)).then(|| (place(a), format!("{one_word}在这里"))),
        });
    }
    out
}

/// How a finding calls the step, if it is told by one of the words. One hanzi is too little.
fn is_told(workflow: &Workflow, step: &Step, words: &Words<'_>) -> Option<String> {
    words.iter().find_map(|word| {
        let word = word.value;
        let whole = || format!("“{}”", step.text.value);
        if word.is_ascii() {
            let id = format!("{}.{}", workflow.id.value, step.id.value);
            let is_it = step.kind.key() == word || id == word;
            return is_it.then(whole);
        }
        let said = word.chars().count() > 1 && step.text.contains(word);
        said.then(|| word.to_owned())
    })
}

/// Who takes a step alone.
fn sole<'t>(unit: &'t Unit, step: &Step) -> Option<Person<'t>> {
    let actors: &[Actor] = &step.actors;
    match persons(unit, actors)?.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}
