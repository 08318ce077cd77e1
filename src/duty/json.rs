//! Duties for a program: `docs/findings.md` describes it.

use super::{object_name, who_name};
use crate::check::duties::Duty;
use crate::date::Date;
use crate::diagnostic::code_point::escaped_json;
use crate::diagnostic::{Place, Sources};
use crate::model::{Actor, Unit};
use serde_json::{json, Value};

/// Grows when a key changes its meaning or goes.
const VERSION: u32 = 1;

/// All duties of a year as one JSON document; what is due in `days` days is near.
pub fn render(
    unit: &Unit,
    duties: &[Duty],
    sources: &Sources,
    (as_of, year, days): (Date, i16, i64),
) -> String {
    let document = json!({
        "version": VERSION,
        "unit": unit.profile.name,
        "year": year,
        "as-of": as_of.to_string(),
        "days": days,
        "duties": duties.iter().map(|duty| item(unit, duty, sources, (as_of, year, days))).collect::<Vec<_>>(),
    });
    let text = format!("{document:#}\n");
    escaped_json(&text).into_owned()
}

fn item(
    unit: &Unit,
    duty: &Duty,
    sources: &Sources,
    (as_of, year, days): (Date, i16, i64),
) -> Value {
    let named = |actor: &Actor| json!({"kind": actor.kind(), "id": unit.actor_id(actor)});
    json!({
        "key": duty.key,
        "state": duty.state(as_of, days).key(),
        "title": duty.title(year),
        "object": duty.object.as_ref().map(named),
        "name": object_name(unit, duty),
        "who": duty.who.iter().map(named).collect::<Vec<_>>(),
        "who-name": who_name(unit, &duty.who),
        "ledger": duty.ledger.map(|ledger| ledger.key()),
        "period": duty.period.map(|period| period.key()),
        "nth": duty.nth.map(|(nth, of)| json!([nth, of])),
        "begun": duty.begun.map(|day| day.to_string()),
        "due": duty.day.to_string(),
        "latest": duty.last.to_string(),
        "kept": duty.is_kept,
        "done": duty.done.map(|done| done.day.to_string()),
        "article": json!({
            "cite": unit.cite_key(&duty.article),
            "name": unit.cite(&duty.article),
        }),
        "norm": location(duty.norm, sources),
        "record": duty.done.map(|done| location(done.place, sources)),
        "follows": duty.follows.map(|place| location(place, sources)),
    })
}

fn location(place: Place, sources: &Sources) -> Value {
    let (line, column) = sources.get(place.source).line_column(place.start);
    json!({ "path": sources.shown_path(place.source), "line": line, "column": column })
}
