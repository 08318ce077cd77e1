//! From the records as their ledgers declare them to those that the checks know more of.

use super::decision::{Advice, AssessmentStep, AssessmentStepKind, Decision, Outcome, ReportPart};
use super::grade::Word as Words;
use super::ledger::{FieldValue, LedgerIs, Record, Values};
use super::record::{
    Appraisal, Audit, Case, ChangeKind, Complaint, DutyChange, Gathering, Inspection, Meeting,
    Notice, Records, RiskSearch, Rotation, RotationKind, SelfCheck, Supervision, Talk,
};
use super::vocabulary::{Term, Vocabulary};
use super::Id;
use crate::diagnostic::{Place, Spanned};
use std::collections::BTreeSet;

impl Records {
    /// Puts records into the lists of those that the checks know more of, too. References to a
    /// record are its place among those of its ledger, and so in its list.
    pub fn of(all: Vec<Record>, vocabulary: &Vocabulary) -> Self {
        let mut out = Self::default();
        for record in &all {
            let Some(is) = record.ledger.entry().is else {
                continue;
            };
            match is {
                LedgerIs::SelfCheck => out.self_checks.push(self_check(record)),
                LedgerIs::RiskSearch => out.risk_searches.push(risk_search(record)),
                LedgerIs::Inspection => out.inspections.push(inspection(record)),
                LedgerIs::Talk => out.talks.push(talk(record)),
                LedgerIs::Meeting => out.meetings.push(meeting(record, vocabulary)),
                LedgerIs::Appraisal => out.appraisals.push(appraisal(record, vocabulary)),
                LedgerIs::Audit => out.audits.push(audit(record)),
                LedgerIs::Rotation => out.rotations.push(rotation(record)),
                LedgerIs::DutyChange => out.duty_changes.push(duty_change(record)),
                LedgerIs::Notice => out.notices.push(notice(record)),
                LedgerIs::Complaint => out.complaints.push(complaint(record)),
                LedgerIs::Decision => out.decisions.push(decision(record, vocabulary)),
                LedgerIs::Case => out.cases.push(case(record)),
                LedgerIs::LawStudy => out.law_studies.push(gathering(record, "topic")),
                LedgerIs::AssetCheck => out.asset_checks.push(gathering(record, "result")),
            }
        }
        out.all = all;
        out.faulty = BTreeSet::new();
        out
    }
}

fn id(r: &Record) -> Id {
    r.id.clone()
        .unwrap_or_else(|| Spanned::new(String::new(), r.place))
}

/// The word of a choice.
fn word<V: Words>(values: &Values, key: &str) -> Option<Spanned<V>> {
    let text = values.text(key)?;
    let word = V::all().iter().find(|word| word.word() == text.value)?;
    Some(Spanned::new(*word, text.place))
}

/// The last of a list that no unit lacks, in place of what could not be read.
fn or_last<E>(value: Option<Spanned<Term<E>>>, list: &[Term<E>], place: Place) -> Spanned<Term<E>> {
    let last = *list
        .last()
        .expect("not empty: the preset's list is read instead");
    value.unwrap_or(Spanned::new(last, place))
}

fn self_check(r: &Record) -> SelfCheck {
    let v = &r.values;
    SelfCheck {
        object: r.object,
        period: v.period("period"),
        date: v.day("date"),
        filed: v.filing("filed"),
        result: v.text("result"),
        place: r.place,
    }
}

fn risk_search(r: &Record) -> RiskSearch {
    let v = &r.values;
    RiskSearch {
        object: r.object,
        year: v.number("year").unwrap_or(Spanned::new(0, r.place)),
        date: v.day("date"),
        plan: v.text("plan"),
        place: r.place,
    }
}

fn inspection(r: &Record) -> Inspection {
    let v = &r.values;
    Inspection {
        id: id(r),
        department: r.department(),
        date: v.day("date"),
        by: v.actor("by"),
        result: v.text("result"),
        place: r.place,
    }
}

fn talk(r: &Record) -> Talk {
    let v = &r.values;
    Talk {
        inspection: v.record("inspection"),
        date: v.day("date"),
        by: v.post("by"),
        with: v.post("with"),
        topic: v.text("topic"),
        place: r.place,
    }
}

fn meeting(r: &Record, vocabulary: &Vocabulary) -> Meeting {
    let v = &r.values;
    Meeting {
        id: id(r),
        kind: or_last(v.meeting_kind("kind"), &vocabulary.meeting_kinds, r.place),
        date: v.day("date"),
        number: v.text("number"),
        superior_task: v.flag("superior-task"),
        topic: v.text("topic"),
        filed: v.filing("filed"),
        place: r.place,
    }
}

fn appraisal(r: &Record, vocabulary: &Vocabulary) -> Appraisal {
    let v = &r.values;
    let supervision = v.rows("supervision").map(|(row, _)| Supervision {
        department: row.department("department"),
        date: row.day("date"),
        note: row.text("note"),
    });
    Appraisal {
        grade: or_last(v.grade("grade"), &vocabulary.grades, r.place),
        date: v.day("date"),
        by: v.actor("by"),
        ranking: v.departments("ranking"),
        supervision: supervision.collect(),
        place: r.place,
    }
}

fn audit(r: &Record) -> Audit {
    let v = &r.values;
    Audit {
        department: r.department(),
        date: v.day("date"),
        by: v.actor("by"),
        result: v.text("result"),
        place: r.place,
    }
}

fn rotation(r: &Record) -> Rotation {
    let v = &r.values;
    Rotation {
        post: r.post(),
        kind: word(v, "kind").unwrap_or(Spanned::new(RotationKind::Done, r.place)),
        date: v.day("date"),
        note: v.text("note"),
        place: r.place,
    }
}

fn duty_change(r: &Record) -> DutyChange {
    let v = &r.values;
    DutyChange {
        object: r.object,
        kind: word(v, "kind").unwrap_or(Spanned::new(ChangeKind::Duties, r.place)),
        date: v.day("date"),
        note: v.text("note"),
        place: r.place,
    }
}

fn notice(r: &Record) -> Notice {
    let v = &r.values;
    Notice {
        id: id(r),
        number: v.text("number"),
        object: r.object,
        level: v.level("level").unwrap_or(Spanned::new(1, r.place)),
        date: v.day("date"),
        reason: v.text("reason"),
        disposal: v.text("disposal"),
        due: v.day("due"),
        report_due: v.day("report-due"),
        answered: v.day("answered"),
        report: v.text("report"),
        closed: v.day("closed"),
        place: r.place,
    }
}

fn complaint(r: &Record) -> Complaint {
    let v = &r.values;
    Complaint {
        id: id(r),
        object: r.object,
        date: v.day("date"),
        checked: v.day("checked"),
        checked_by: v.actor("checked-by"),
        result: v.text("result"),
        place: r.place,
    }
}

fn case(r: &Record) -> Case {
    let v = &r.values;
    let blank = || Spanned::new(String::new(), r.place);
    Case {
        id: id(r),
        department: r.department(),
        subject: v.text("subject").unwrap_or_else(blank),
        received: v.day("received"),
        filed: v.day("filed"),
        refused: v.day("refused"),
        refusal_approved_by: v.post("refusal-approved-by"),
        officers: v.posts("officers"),
        officers_place: v.get("officers").map_or(r.place, |officers| officers.place),
        place: r.place,
    }
}

fn gathering(r: &Record, note: &str) -> Gathering {
    let v = &r.values;
    Gathering {
        date: v.day("date"),
        departments: v.departments("departments"),
        note: v.text(note),
        place: r.place,
    }
}

fn decision(r: &Record, vocabulary: &Vocabulary) -> Decision {
    let v = &r.values;
    let blank = || Spanned::new(String::new(), r.place);
    let answers = v.items("answers").filter_map(|item| match &item.value {
        FieldValue::Text(text) => Some(Spanned::new(text.clone(), item.place)),
        _ => None,
    });
    let contents = match v.get("contents").map(|contents| &contents.value) {
        Some(FieldValue::Table(contents)) => Some(contents),
        _ => None,
    };
    let part = |part: &ReportPart| Some((*part, contents?.text(part.key())?));
    Decision {
        id: id(r),
        title: v.text("title").unwrap_or_else(blank),
        kind: or_last(v.decision_kind("kind"), &vocabulary.decision_kinds, r.place),
        amount: v.number("amount"),
        submitter: v.department("submitter"),
        assessor: v.department("assessor"),
        steps: v.rows("steps").filter_map(assessment_step).collect(),
        answers: answers.collect(),
        contents: ReportPart::ALL.iter().filter_map(part).collect(),
        approved: v.day("approved"),
        signed_by: v.post("signed-by"),
        advice: word::<Advice>(v, "advice"),
        submitted: v.day("submitted"),
        meeting: v.record("meeting"),
        outcome: word::<Outcome>(v, "outcome"),
        reason: v.text("reason"),
        place: r.place,
    }
}

/// One step, unless it lacks its kind or day: without them it would stand for a step that was
/// never taken.
fn assessment_step((row, place): (&Values, Place)) -> Option<AssessmentStep> {
    Some(AssessmentStep {
        kind: word::<AssessmentStepKind>(row, "step")?,
        date: row.day("date")?,
        members: row.posts("members"),
        note: row.text("note"),
        place,
    })
}
