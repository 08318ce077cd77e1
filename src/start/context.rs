//! What the template of a new entity sees: what it belongs to, and what its keys may hold.

use super::near::{is_of, Near, DIVISIONS};
use super::place::{Entities, Entity};
use super::terms::Terms;
use super::wanted::Wanted;
use crate::check::norm::read::scores_of;
use crate::date::Date;
use crate::fields::Holds;
use crate::model::ledger::Ledger;
use crate::model::Unit;
use serde_json::{json, Value as Json};
use std::collections::BTreeSet;

/// What the template of `wanted` sees. What nothing says is empty, so that it is left to fill in.
pub fn context(
    wanted: &Wanted,
    near: &Near<'_>,
    entities: &Entities<'_>,
    unit: &Unit,
    today: Date,
) -> Json {
    let vocabulary = &unit.vocabulary;
    let mut context = json!(Terms::new(vocabulary));
    let named = |list: &[Entity<'_>]| -> Vec<Json> {
        list.iter()
            .map(|e| json!({ "id": e.id, "name": e.text("name") }))
            .collect()
    };
    let all = |kind| -> Vec<Entity<'_>> { entities.of(kind).collect() };
    let division = near.division;
    let own = |kind| -> Vec<Entity<'_>> {
        let own = |e: &Entity<'_>| division.is_some_and(|division| is_of(e, division, entities));
        entities.of(kind).filter(own).collect()
    };
    let id_of = |entity: Option<Entity<'_>>| entity.map_or(String::new(), |e| e.id.to_owned());
    let alone = |list: &[Entity<'_>]| id_of(Some(list).filter(|l| l.len() == 1).map(|l| l[0]));
    let in_department = division.is_some_and(|division| division.kind == "department");
    let leaders: Vec<_> = entities
        .of("post")
        .filter(|post| !post.text("organ").is_empty())
        .collect();
    let article = |key| near.class.map_or("", |class| class.text(key));
    let measure_article = match near.risk {
        Some(risk) if article("measure-article").is_empty() => risk.text("article"),
        _ => article("measure-article"),
    };
    let class_grade = vocabulary.grade(article("grade"));
    let scores = class_grade.and_then(|grade| scores_of(unit, grade));
    let class_grade = class_grade
        .map(|grade| json!({ "id": grade.key(), "name": grade.chinese(), "scores": scores }));
    let most = |kind, key| entities.of(kind).map(|e| e.number(key)).max().unwrap_or(0);
    let half = if today.0.month() <= 6 { 1 } else { 2 };
    // Whoever inspects or interprets is a body, not the leadership or a stranger.
    let mut organs = all("organ");
    organs.sort_by_key(|organ| organ.text("kind") != "body");
    let kinds = entities.of("department").map(|e| e.text("kind"));
    let kinds: BTreeSet<&str> = kinds.filter(|kind| !kind.is_empty()).collect();
    let divisions: Vec<Entity<'_>> = DIVISIONS.iter().flat_map(|kind| all(kind)).collect();
    let inspection = entities.of("inspection").next_back();
    let more = json!({
        "id": wanted.id,
        "today": today.to_string(),
        "year": today.0.year(),
        "period": format!("{}-h{half}", today.0.year()),
        "division_key": division.map_or("department", |division| division.kind),
        "division": near.division_id(),
        "division_name": division.map_or("", |division| division.text("name")),
        "divisions": named(&divisions),
        "department": if in_department { near.division_id() } else { "" },
        "in_department": in_department || division.is_none(),
        "departments": named(&in_order(entities)),
        "department_ids": in_order(entities).iter().map(|d| d.id).collect::<Vec<_>>(),
        "sibling_kinds": kinds.into_iter().collect::<Vec<_>>().join("、"),
        "next_order": most("department", "order").saturating_add(1),
        "next_number": most("regulation", "number").saturating_add(1),
        "leader": alone(&leaders),
        "leaders": named(&leaders),
        "posts": named(&if division.is_some() { own("post") } else { all("post") }),
        "workflows": named(&own("workflow")),
        "actors": named(&[own("post"), divisions.clone()].concat()),
        "class": id_of(near.class),
        "classes": named(&all("class")),
        "class_grade": class_grade,
        "risk_article": article("risk-article"),
        "measure_article": measure_article,
        "risk": id_of(near.risk),
        "risks": entities.of("risk")
            .filter(|risk| near.class.is_none_or(|class| risk.text("class") == class.id))
            .map(|risk| json!({ "id": risk.id, "name": risk.text("brief") }))
            .collect::<Vec<_>>(),
        "organ": id_of(organs.first().copied()),
        "organs": named(&organs),
        "inspection": id_of(inspection),
        "ledger": wanted.ledger.map(|ledger| declared(ledger, wanted, near, unit, today)),
    });
    if let (Some(context), Json::Object(more)) = (context.as_object_mut(), more) {
        context.extend(more);
    }
    plain(context)
}

/// The keys of a ledger of the unit's own, each with a value to begin with.
fn declared(ledger: Ledger, wanted: &Wanted, near: &Near<'_>, unit: &Unit, today: Date) -> Json {
    let entry = ledger.entry();
    let table = &entry.table;
    let fields = table.fields.iter().map(|field| {
        let quoted = |text: &str| toml::Value::from(text).to_string();
        let is_division = near.division.is_some_and(|d| d.kind == field.key);
        let value = match field.holds() {
            Some(Holds::Id) => quoted(wanted.id.as_deref().unwrap_or_default()),
            Some(Holds::Day { many: false }) => today.to_string(),
            Some(Holds::Integer) => "0".to_owned(),
            Some(Holds::YesNo) => "false".to_owned(),
            Some(Holds::Period) => quoted(&today.0.year().to_string()),
            Some(Holds::Word { words, many: false }) => {
                quoted(words.first().copied().unwrap_or_default())
            }
            Some(Holds::Reference { many: false, .. }) if is_division => quoted(near.division_id()),
            Some(Holds::Table { name: "filed", .. }) => {
                format!("{{ with = \"\", date = {today} }}")
            }
            Some(Holds::Table { many: false, .. }) => "{}".to_owned(),
            Some(
                Holds::Table { .. }
                | Holds::Text { many: true }
                | Holds::Day { .. }
                | Holds::Word { .. }
                | Holds::Reference { many: true, .. }
                | Holds::Actor { many: true },
            ) => "[]".to_owned(),
            _ => quoted(""),
        };
        // Of two keys that stand for whose it is, the first is written.
        let first = table.either.first().is_some_and(|key| *key == field.key);
        let words = match field.holds() {
            Some(Holds::Word { words, .. }) => format!("：{}", words.join(" · ")),
            _ => String::new(),
        };
        let says = match field.key.as_str() {
            "department" if field.says().is_empty() => &unit.words().department,
            "post" if field.says().is_empty() => "岗位",
            _ => field.says(),
        };
        json!({
            "key": field.key,
            "value": value,
            "required": field.required || first,
            "note": format!("{says}{words}"),
        })
    });
    let fields: Vec<Json> = fields.collect();
    json!({ "id": entry.id, "name": entry.name, "fields": fields })
}

/// The departments as pages list them.
fn in_order<'a>(entities: &Entities<'a>) -> Vec<Entity<'a>> {
    let mut all: Vec<Entity<'a>> = entities.of("department").collect();
    all.sort_by_key(|department| department.number("order"));
    all
}

/// The same without what would end a comment: a name may hold anything.
fn plain(value: Json) -> Json {
    match value {
        Json::String(text) => Json::String(
            text.chars()
                .map(|c| if c.is_control() { ' ' } else { c })
                .collect(),
        ),
        Json::Array(items) => items.into_iter().map(plain).collect(),
        Json::Object(map) => map.into_iter().map(|(k, v)| (k, plain(v))).collect(),
        other => other,
    }
}
