//! What a new entity belongs to, and what its template sees of it.

use super::new::Wanted;
use super::place::{Entities, Entity};
use super::terms::Terms;
use crate::date::Date;
use crate::model::vocabulary::{RoleIs, Vocabulary};
use serde_json::{json, Value as Json};

/// The entities that the new one belongs to: by its id where that says so (`czs-kj` is of
/// `czs`, `m-cw-3` controls `cw-3`), else the first there is.
pub struct Near<'a> {
    /// The department of a post, a workflow, a risk point or a record.
    pub department: Option<Entity<'a>>,
    /// The class of a risk point or a measure.
    pub class: Option<Entity<'a>>,
    /// The risk point that a measure controls.
    pub risk: Option<Entity<'a>>,
}

impl<'a> Near<'a> {
    /// Those that `wanted` belongs to.
    pub fn new(wanted: &Wanted<'_>, entities: &Entities<'a>) -> Self {
        let id = wanted.id.as_deref().unwrap_or_default();
        let risk = (wanted.kind == "measure").then(|| {
            let controlled: Vec<&str> = entities
                .of("measure")
                .flat_map(|measure| measure.texts("controls"))
                .collect();
            let named = id.strip_prefix("m-").and_then(|id| {
                let same = entities.find("risk", id);
                same.or_else(|| entities.before("risk", id))
            });
            named
                .or_else(|| entities.of("risk").find(|r| !controlled.contains(&r.id)))
                .or_else(|| entities.of("risk").next())
        });
        let risk = risk.flatten();
        let class = match risk {
            Some(risk) => entities.find("class", risk.text("class")),
            None => entities.before("class", id),
        };
        let class = class.or_else(|| entities.of("class").next());
        let sibling = class.and_then(|class| {
            let same = |risk: &Entity| risk.text("class") == class.id;
            entities.of("risk").rfind(same)
        });
        let of_sibling = sibling
            .filter(|_| wanted.kind == "risk")
            .and_then(|risk| risk.texts("departments").first().copied())
            .and_then(|id| entities.find("department", id));
        let department = entities
            .before("department", id)
            .or(of_sibling)
            .or_else(|| in_order(entities).first().copied());
        Self {
            department,
            class,
            risk,
        }
    }

    /// The id of the department; empty where there is none.
    pub fn department_id(&self) -> &'a str {
        self.department.map_or("", |department| department.id)
    }
}

/// The departments as pages list them.
fn in_order<'a>(entities: &Entities<'a>) -> Vec<Entity<'a>> {
    let mut all: Vec<Entity<'a>> = entities.of("department").collect();
    all.sort_by_key(|department| department.number("order"));
    all
}

/// What the template of the new entity sees.
pub fn context(
    wanted: &Wanted<'_>,
    near: &Near<'_>,
    entities: &Entities<'_>,
    vocabulary: &Vocabulary,
    today: Date,
) -> Json {
    let mut context = json!(Terms::new(vocabulary));
    let named = |list: &[Entity<'_>]| -> Vec<Json> {
        list.iter()
            .map(|e| json!({ "id": e.id, "name": e.text("name") }))
            .collect()
    };
    let all = |kind| -> Vec<Entity<'_>> { entities.of(kind).collect() };
    let department = near.department_id();
    let posts: Vec<Entity<'_>> = all("post");
    let (own, others): (Vec<_>, Vec<_>) = posts
        .iter()
        .copied()
        .partition(|post| post.text("department") == department);
    let leaders: Vec<_> = others
        .into_iter()
        .filter(|post| !post.text("organ").is_empty())
        .collect();
    let post_ids: Vec<&str> = match near.risk {
        Some(risk) => risk.texts("posts"),
        None => own.iter().take(1).map(|post| post.id).collect(),
    };
    let first = |list: &[Entity<'_>]| list.first().map_or(String::new(), |e| e.id.to_owned());
    let article = |key| near.class.map_or("", |class| class.text(key));
    let risk_article = match near.risk {
        Some(risk) if article("measure-article").is_empty() => risk.text("article"),
        _ => article("measure-article"),
    };
    let role = vocabulary.role("staff").or_else(|| {
        let plain = |role: &&crate::model::Role| {
            !matches!(role.entry().is, Some(RoleIs::Leader | RoleIs::Head))
        };
        vocabulary.roles.iter().find(plain).copied()
    });
    let least = vocabulary.least().map_or("", |grade| grade.key());
    let most = |kind, key| entities.of(kind).map(|e| e.number(key)).max().unwrap_or(0);
    let half = if today.0.month() <= 6 { 1 } else { 2 };
    // Whoever inspects or interprets is a body, not the leadership or a stranger.
    let mut organs = all("organ");
    organs.sort_by_key(|organ| organ.text("kind") != "body");
    let inspection = entities.of("inspection").next_back();
    let more = json!({
        "id": wanted.id,
        "today": today.to_string(),
        "year": today.0.year(),
        "period": format!("{}-h{half}", today.0.year()),
        "department": department,
        "department_ids": [department],
        "department_name": near.department.map_or("", |d| d.text("name")),
        "departments": named(&in_order(entities)),
        "sibling_kind": near.department.map_or("", |d| d.text("kind")),
        "next_order": most("department", "order").saturating_add(1),
        "next_number": most("regulation", "number").saturating_add(1),
        "leader": first(&leaders),
        "leaders": named(&leaders),
        "post": first(&own),
        "posts": named(&own),
        "post_ids": post_ids,
        "class": near.class.map_or("", |class| class.id),
        "classes": named(&all("class")),
        "class_grade": match article("grade") { "" => least, grade => grade },
        "risk_article": article("risk-article"),
        "measure_article": risk_article,
        "risk_ids": near.risk.map_or(Vec::new(), |risk| vec![risk.id]),
        "organ": first(&organs),
        "organs": named(&organs),
        "inspection": inspection.map_or("", |inspection| inspection.id),
        "least": least,
        "role": role.map_or("", |role| role.key()),
    });
    if let (Some(context), Json::Object(more)) = (context.as_object_mut(), more) {
        context.extend(more);
    }
    plain(context)
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
