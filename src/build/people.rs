//! Organs, departments and posts.

use super::reader::Reader;
use super::registry::Registry;
use crate::diagnostic::{Code, Finding, Place};
use crate::load::Value;
use crate::model::{
    Department, Division, Extent, Id, Organ, OrganKind, Post, Power, Powers, WallChart,
};

pub(super) fn organ(reader: &mut Reader<'_, '_>, id: Id, _: &Registry<'_>) -> Organ {
    Organ {
        id,
        name: reader.string("name"),
        full_name: reader.opt_string("full-name"),
        short: reader.opt_string("short"),
        kind: reader.word("kind", OrganKind::Body).value,
        wrong_names: reader.opt_strings("wrong-names"),
    }
}

pub(super) fn department(
    reader: &mut Reader<'_, '_>,
    id: Id,
    registry: &Registry<'_>,
) -> Department {
    let (powers, power_places) = powers(reader, registry);
    Department {
        id,
        name: reader.string("name"),
        kind: reader.string("kind"),
        order: reader.integer("order", 1..=i64::MAX).value,
        grade: super::grade(reader, registry),
        leader: reader.reference("leader", registry),
        powers,
        power_places,
        duties: reader.strings("duties"),
        rules: reader.strings("rules"),
        wall: wall(reader),
        place: reader.place,
    }
}

/// The posters that a department hangs up; all where it does not say.
fn wall(reader: &mut Reader<'_, '_>) -> Vec<WallChart> {
    if !reader.has("wall") {
        reader.raw("wall");
        return WallChart::ALL.to_vec();
    }
    let mut wall = Vec::new();
    for text in reader.opt_strings("wall") {
        wall.extend(reader.pick_word::<WallChart>("wall", &text, text.place));
    }
    wall
}

pub(super) fn post(reader: &mut Reader<'_, '_>, id: Id, registry: &Registry<'_>) -> Post {
    let (powers, power_places) = powers(reader, registry);
    Post {
        id,
        name: reader.string("name"),
        short: reader.opt_string("short"),
        division: division(reader, registry, "领导成员写 organ = \"机构编号\""),
        role: super::term(reader, "role", &registry.vocabulary.roles),
        grade: super::grade(reader, registry),
        powers,
        power_places,
        holder: reader.opt_string("holder"),
        phone: reader.opt_string("phone"),
        relatives: reader.references("relatives", registry),
        since: reader.opt_date("since"),
        informant: reader.boolean("informant"),
        focus: reader.terms("focus", &registry.vocabulary.focuses),
        warning_level: super::level(reader, "warning-level", registry),
        note: reader.opt_string("note"),
        place: reader.place,
    }
}

/// Where a post or a workflow belongs: `department` or `organ`, one of them.
pub(super) fn division(
    reader: &mut Reader<'_, '_>,
    registry: &Registry<'_>,
    else_write: &str,
) -> Option<Division> {
    let both = reader.has("department") && reader.has("organ");
    if !reader.has("organ") {
        reader.missing("department", &format!("\"编号\"；{else_write}"));
    }
    let department = reader.opt_reference("department", registry);
    let organ = reader.opt_reference("organ", registry);
    if both {
        let place = reader.raw("organ").map_or(reader.place, |v| v.place);
        let message = format!("{}又写了 department，又写了 organ", reader.label);
        reader.fault(Code::BadValue, place, message, "只留一个");
    }
    department
        .map(Division::Department)
        .or(organ.map(Division::Organ))
}

/// The powers as a set, and each with its place. Left out they are not known: nobody has said
/// that there are none.
fn powers(
    reader: &mut Reader<'_, '_>,
    registry: &Registry<'_>,
) -> (Option<Powers>, Vec<(Power, Extent, Place)>) {
    const EXAMPLE: &str = "{ finance = \"full\" }（没有权力写 {}，尚未填报的不写这一行）";
    let (mut powers, mut places) = (Powers::default(), Vec::new());
    let Some(table) = reader.table("powers", EXAMPLE) else {
        return (None, places);
    };
    let sound = reader.findings.len();
    for (key, value) in &table.value.entries {
        // An unknown power is an unknown key of this table.
        let before = reader.findings.len();
        let power = reader.pick_term("权力", key, key.place, &registry.vocabulary.powers);
        for finding in &mut reader.findings[before..] {
            finding.code = Code::UnknownKey;
        }
        let extent = match &value.value {
            Value::String(text) => reader.pick_word::<Extent>(key, text, value.place),
            other => {
                let message = format!("{} 应当是文字，这里是{}", key.value, other.kind());
                let help = "写成 \"full\"（全部）或者 \"part\"（部分）";
                reader
                    .findings
                    .push(Finding::error(Code::WrongType, value.place, message).help(help));
                None
            }
        };
        if let (Some(power), Some(extent)) = (power, extent) {
            powers.set(power, extent);
            places.push((power, extent, value.place));
        }
    }
    // A set with a fault is no set: the grade it would give, nobody has written.
    let is_sound = reader.findings.len() == sound && table.value.broken.is_empty();
    (is_sound.then_some(powers), places)
}
