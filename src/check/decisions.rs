//! Which decisions the regulations want assessed first.

use super::calendar::number;
use super::norm::kinds;
use super::Context;
use crate::diagnostic::Place;
use crate::model::ledger::LedgerIs;
use crate::model::{Actor, AssessmentStepKind, Decision, DecisionIs, Norm, Post, Ref, Unit};

impl<'t> Context<'t> {
    /// The decisions on a day of `norm` that were read in full and need an assessment: of a
    /// kind that a `decision-kinds` norm of that day lists, or of so much money. Without any
    /// such norm, every kind but `other`.
    pub(super) fn assessed(
        &self,
        norm: &'t Norm,
    ) -> impl Iterator<Item = &'t Decision> + use<'t, '_> {
        let norms: Vec<&Norm> = (self.norms_ever(&kinds::DECISION_KINDS))
            .map(|(norm, _)| norm)
            .collect();
        let records = &self.unit.records;
        let sound = (records.decisions.iter())
            .filter(move |d| records.sound(d.place) && self.binds_decision(norm, d))
            .filter(move |d| self.applies(norm, d.place));
        sound.filter(move |decision| {
            let kind = decision.kind.value;
            let amount = decision.amount.as_ref().map_or(0, |amount| amount.value);
            let large = |from: i64| amount >= from;
            let needs = |norm: &&Norm| {
                let named = norm.words("kinds").any(|(word, _)| word == kind.key())
                    || number(norm, "large-sum-from").is_some_and(|from| large(from.value));
                named && self.applies(norm, decision.place)
            };
            match norms.as_slice() {
                [] => kind.entry().is != Some(DecisionIs::Other),
                norms => {
                    (norms.iter()).any(|norm| needs(norm) && self.binds_decision(norm, decision))
                }
            }
        })
    }

    /// Whether the norm was in force when the decision was on its way.
    pub(super) fn binds_decision(&self, norm: &Norm, decision: &Decision) -> bool {
        let met = || self.unit[decision.meeting?].date.as_ref();
        let last = || decision.steps.last().map(|step| &step.date);
        norm.binds(decision.submitted.as_ref().or_else(met).or_else(last))
    }

    /// Those of them that a meeting has decided, whose assessment must be complete.
    pub(super) fn decided(
        &self,
        norm: &'t Norm,
    ) -> impl Iterator<Item = &'t Decision> + use<'t, '_> {
        self.assessed(norm).filter(|decision| decision.decided())
    }

    /// Those of them that have a report.
    pub(super) fn reported(
        &self,
        norm: &'t Norm,
    ) -> impl Iterator<Item = &'t Decision> + use<'t, '_> {
        let report = AssessmentStepKind::Report;
        self.decided(norm).filter(move |d| d.step(report).is_some())
    }
}

/// Where whoever acts is written.
pub(super) fn actor_place(actor: Actor) -> Place {
    match actor {
        Actor::Post(r) => r.place,
        Actor::Department(r) => r.place,
        Actor::Organ(r) => r.place,
    }
}

/// The id of a post.
pub(super) fn post_id(unit: &Unit, post: Ref<Post>) -> &str {
    &unit[post].id
}

/// What a step of an assessment is called.
pub(super) fn step_name<'u>(unit: &'u Unit, step: &'u str) -> &'u str {
    unit.called(LedgerIs::Decision, &["steps", "step"], step)
}
