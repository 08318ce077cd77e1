//! Separations, settlements and grading records.

use super::people;
use super::reader::Reader;
use super::registry::Registry;
use crate::diagnostic::{Code, Spanned};
use crate::model::{
    Date, Grading, GradingObject, GradingStep, GradingStepKind, Id, Separation, Settlement,
};

pub(super) fn separation(
    reader: &mut Reader<'_, '_>,
    id: Id,
    registry: &Registry<'_>,
) -> Separation {
    Separation {
        id,
        division: people::division(reader, registry, "其他机构写 organ = \"机构编号\""),
        first: reader.string("first"),
        second: reader.string("second"),
        note: reader.string("note"),
        posts: reader.references("posts", registry),
        article: reader.opt_cite("article", registry),
    }
}

pub(super) fn settlement(
    reader: &mut Reader<'_, '_>,
    id: Id,
    registry: &Registry<'_>,
) -> Settlement {
    Settlement {
        id,
        topic: reader.string("topic"),
        between: reader.cites("between", registry),
        conflict: reader.string("conflict"),
        choice: reader.string("choice"),
        reason: reader.string("reason"),
        prevails: reader.opt_cite("prevails", registry),
        revised: reader.boolean("revised"),
        place: reader.place,
    }
}

pub(super) fn grading(reader: &mut Reader<'_, '_>, _: Id, registry: &Registry<'_>) -> Grading {
    let object = object(reader, registry);
    let year = reader.integer("year", 1949..=9999);
    let grade = super::grade(reader, registry);
    const EXAMPLE: &str = "[{ step = \"self-report\", date = 2013-01-04 }]";
    reader.missing("steps", EXAMPLE);
    let mut steps = Vec::new();
    for table in reader.tables("steps", EXAMPLE) {
        let label = "这一步".to_owned();
        let mut inner = Reader::new(table.value, table.place, label, reader.findings);
        steps.extend(step(&mut inner, registry));
        inner.finish();
    }
    Grading {
        object,
        year,
        grade,
        steps,
        place: reader.place,
    }
}

/// What was graded, or what a record is about: `department` or `post`, one of them.
pub(super) fn object(
    reader: &mut Reader<'_, '_>,
    registry: &Registry<'_>,
) -> Option<GradingObject> {
    let both = reader.has("department") && reader.has("post");
    if !reader.has("post") {
        reader.missing("department", "\"编号\"，或者 post = \"岗位编号\"");
    }
    let department = reader.opt_reference("department", registry);
    let post = reader.opt_reference("post", registry);
    if both {
        let place = reader.raw("post").map_or(reader.place, |v| v.place);
        let message = format!("{}又写了 department，又写了 post", reader.label);
        reader.fault(
            Code::BadValue,
            place,
            message,
            "只留一个，另一个另写一条记录",
        );
    }
    department
        .map(GradingObject::Department)
        .or(post.map(GradingObject::Post))
}

/// One step, unless it lacks its kind or day: without them it would stand for a step that
/// was never taken.
fn step(reader: &mut Reader<'_, '_>, registry: &Registry<'_>) -> Option<GradingStep> {
    let kind: Option<Spanned<GradingStepKind>> = reader.opt_word("step");
    if kind.is_none() {
        reader.missing("step", "\"review\"");
    }
    let date: Option<Spanned<Date>> = reader.date("date");
    let until = reader.opt_date("until");
    if let (Some(date), Some(until)) = (&date, &until) {
        if until.value < date.value {
            let message = format!("until（{}）早于 date（{}）", until.value, date.value);
            reader.fault(Code::BadValue, until.place, message, "查看两个日期");
        }
    }
    let by = reader.opt_actor("by", registry);
    let note = reader.opt_string("note");
    Some(GradingStep {
        kind: kind?,
        date: date?,
        until,
        by,
        note,
    })
}
