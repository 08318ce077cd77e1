//! What a thing is tied to: what it names, and what names it.

use super::asked::kind_name;
use super::{About, Part, Step, StepKind};
use crate::check::facts::Entity;
use crate::check::Context;
use std::collections::BTreeMap;

/// Things of one kind that are named one by one; of more, the number is told.
const MOST_NAMED: usize = 12;

pub(super) fn part(context: &Context<'_>, entity: &Entity) -> Option<Part> {
    let mut steps = Vec::new();
    let all: Vec<Entity> = context.facts().everything().collect();
    let named = all.iter().filter(|other| entity.mentions(other));
    steps.extend(listed(context, named, "它写到的"));
    let naming = all.iter().filter(|other| other.mentions(entity));
    steps.extend(listed(context, naming, "写到它的"));
    (!steps.is_empty()).then(|| Part::new(About::Links, steps))
}

/// A step for each kind.
fn listed<'e>(
    context: &Context<'_>,
    entities: impl Iterator<Item = &'e Entity>,
    how: &str,
) -> Vec<Step> {
    // Kinds in the order in which they first stand in the declaration of the format.
    let mut kinds: Vec<&str> = Vec::new();
    let mut of: BTreeMap<&str, Vec<&Entity>> = BTreeMap::new();
    for entity in entities {
        let own = of.entry(entity.kind()).or_default();
        if own.is_empty() {
            kinds.push(entity.kind());
        }
        own.push(entity);
    }
    kinds
        .into_iter()
        .map(|kind| {
            let own = &of[kind];
            let names: Vec<String> = own.iter().take(MOST_NAMED).map(|e| called(e)).collect();
            let more = match own.len() {
                n if n > MOST_NAMED => format!("等 {n} 个"),
                _ => String::new(),
            };
            let kind = kind_name(context, kind);
            let text = format!("{how}{kind}：{}{more}", names.join("、"));
            Step::new(StepKind::Link, text)
        })
        .collect()
}

/// 财政所（czs）; a record without name or id by its day.
fn called(entity: &Entity) -> String {
    match (entity.text("id"), entity.own_name()) {
        (Some(id), Some(name)) if name != id => format!("{name}（{id}）"),
        (Some(id), _) => id.to_owned(),
        (None, Some(name)) => name.to_owned(),
        (None, None) => match (entity.day(), entity.text("year")) {
            (Some(day), _) => day.chinese(),
            (None, Some(year)) => year.to_owned(),
            (None, None) => "没有日期的".to_owned(),
        },
    }
}
