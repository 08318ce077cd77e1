//! Records of major decisions.

use super::reader::Reader;
use super::registry::Registry;
use crate::diagnostic::words::quoted;
use crate::diagnostic::{Code, Finding, Spanned};
use crate::model::{AssessmentStep, Decision, Id, ReportPart};

pub(super) fn decision(reader: &mut Reader<'_, '_>, id: Id, registry: &Registry<'_>) -> Decision {
    Decision {
        id,
        title: reader.string("title"),
        kind: super::term(reader, "kind", &registry.vocabulary.decision_kinds),
        amount: reader.opt_integer("amount", 0..=i64::MAX),
        submitter: reader.reference("submitter", registry),
        assessor: reader.opt_reference("assessor", registry),
        steps: steps(reader, registry),
        answers: reader.opt_strings("answers"),
        contents: contents(reader),
        approved: reader.opt_date("approved"),
        signed_by: reader.opt_reference("signed-by", registry),
        advice: reader.opt_word("advice"),
        submitted: reader.opt_date("submitted"),
        meeting: reader.opt_reference("meeting", registry),
        outcome: reader.opt_word("outcome"),
        reason: reader.opt_string("reason"),
        place: reader.place,
    }
}

/// The steps, each once.
fn steps(reader: &mut Reader<'_, '_>, registry: &Registry<'_>) -> Vec<AssessmentStep> {
    const EXAMPLE: &str = "[{ step = \"group\", date = 2013-01-18, members = [\"zz\"] }]";
    let mut out: Vec<AssessmentStep> = Vec::new();
    for table in reader.tables("steps", EXAMPLE) {
        let label = "这一步".to_owned();
        let mut inner = Reader::new(table.value, table.place, label, reader.findings);
        let step = step(&mut inner, registry);
        inner.finish();
        let Some(step) = step else {
            continue;
        };
        match out.iter().find(|s| s.kind.value == step.kind.value) {
            Some(first) => {
                let message = format!("{} 写了两次", quoted(step.kind.key()));
                let first = first.kind.place;
                reader.findings.push(
                    Finding::error(Code::BadValue, step.kind.place, message)
                        .help("一步只写一次，分几天做的写做完的一天")
                        .related(first, "第一次写在这里"),
                );
            }
            None => out.push(step),
        }
    }
    out
}

/// One step, unless it lacks its kind or day: without them it would stand for a step that
/// was never taken.
fn step(reader: &mut Reader<'_, '_>, registry: &Registry<'_>) -> Option<AssessmentStep> {
    let kind = reader.opt_word("step");
    if kind.is_none() {
        reader.missing("step", "\"research\"");
    }
    let date = reader.date("date");
    let members = reader.references("members", registry);
    let note = reader.opt_string("note");
    Some(AssessmentStep {
        kind: kind?,
        date: date?,
        members,
        note,
        place: reader.place,
    })
}

/// The parts of the report.
fn contents(reader: &mut Reader<'_, '_>) -> Vec<(ReportPart, Spanned<String>)> {
    let Some(table) = reader.table("contents", "{ overview = \"……\" }") else {
        return Vec::new();
    };
    let label = format!("{}的 contents ", reader.label);
    let mut inner = Reader::new(table.value, table.place, label, reader.findings);
    let part = |part: &ReportPart| Some((*part, inner.opt_string(part.key())?));
    let parts = ReportPart::ALL.iter().filter_map(part).collect();
    inner.finish();
    parts
}
