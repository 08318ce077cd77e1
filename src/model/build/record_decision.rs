//! Records of major decisions.

use super::reader::Reader;
use super::record::people;
use super::registry::Registry;
use super::words::quoted;
use crate::diagnostic::{Code, Finding, Spanned};
use crate::model::{AssessmentStep, Decision, DecisionKind, Id, ReportPart, Written};

pub(super) fn decision(reader: &mut Reader<'_, '_>, id: Id, registry: &Registry<'_>) -> Decision {
    let (steps, broken_step) = steps(reader, registry);
    let (contents, broken_part) = contents(reader);
    let answers = reader.opt_strings("answers");
    let written = Written {
        broken_step,
        broken_answer: reader.has("answers")
            && reader
                .raw("answers")
                .is_none_or(|value| count(&value.value) != Some(answers.len())),
        broken_part,
        meeting: reader.has("meeting"),
        signed_by: reader.has("signed-by"),
        approved: reader.has("approved"),
        advice: reader.has("advice"),
        assessor: reader.has("assessor"),
        reason: reader.has("reason"),
    };
    Decision {
        id,
        title: reader.string("title"),
        kind: reader.word("kind", DecisionKind::Other),
        amount: reader.opt_integer("amount", 0..=i64::MAX),
        submitter: reader.reference("submitter", registry),
        assessor: reader.opt_reference("assessor", registry),
        steps,
        answers,
        contents,
        approved: reader.opt_date("approved"),
        signed_by: reader.opt_reference("signed-by", registry),
        advice: reader.opt_word("advice"),
        submitted: reader.opt_date("submitted"),
        meeting: reader.opt_reference("meeting", registry),
        outcome: reader.opt_word("outcome"),
        reason: reader.opt_string("reason"),
        written,
    }
}

fn count(value: &crate::load::Value) -> Option<usize> {
    match value {
        crate::load::Value::Array(items) => Some(items.len()),
        _ => None,
    }
}

/// The steps, and whether one of them was lost.
fn steps(reader: &mut Reader<'_, '_>, registry: &Registry<'_>) -> (Vec<AssessmentStep>, bool) {
    const EXAMPLE: &str = "[{ step = \"group\", date = 2013-01-18, members = [\"zz\"] }]";
    let tables = reader.tables("steps", EXAMPLE);
    let readable = match reader.raw("steps") {
        Some(value) => count(&value.value) == Some(tables.len()),
        None => !reader.has("steps"),
    };
    let mut broken = !readable;
    let mut out: Vec<AssessmentStep> = Vec::new();
    for table in tables {
        let label = "这一步".to_owned();
        let mut inner = Reader::new(table.value, table.place, label, reader.findings);
        let step = step(&mut inner, registry);
        inner.finish();
        let Some(step) = step else {
            broken = true;
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
    (out, broken)
}

/// One step, unless it lacks its kind or day: without them it would stand for a step that
/// was never taken.
fn step(reader: &mut Reader<'_, '_>, registry: &Registry<'_>) -> Option<AssessmentStep> {
    let kind = reader.opt_word("step");
    if kind.is_none() {
        reader.missing("step", "\"research\"");
    }
    let date = reader.date("date");
    let (members, _, members_known) = people(reader, "members", registry);
    let note = reader.opt_string("note");
    Some(AssessmentStep {
        kind: kind?,
        date: date?,
        members,
        members_known,
        note,
        place: reader.place,
    })
}

/// The parts of the report, and whether one of them was lost.
fn contents(reader: &mut Reader<'_, '_>) -> (Vec<(ReportPart, Spanned<String>)>, bool) {
    let written = reader.has("contents");
    let Some(table) = reader.table("contents", "{ overview = \"……\" }") else {
        return (Vec::new(), written);
    };
    let label = format!("{}的 contents ", reader.label);
    let mut inner = Reader::new(table.value, table.place, label, reader.findings);
    let mut broken = !table.value.broken.is_empty();
    let mut parts = Vec::new();
    for &part in ReportPart::ALL {
        match inner.opt_string(part.key()) {
            Some(text) => parts.push((part, text)),
            None => broken |= inner.has(part.key()),
        }
    }
    inner.finish();
    (parts, broken)
}
