//! How findings call what a norm is about.

use crate::build;
use crate::check::facts::Entity;
use crate::check::ledger::{is_ledger, Named};
use crate::model::Unit;

/// How a finding calls a record: by its object and day where it has no name.
pub(super) fn called(entity: &Entity, ledger: &str) -> String {
    let about = entity.about().map_or(String::new(), |about| about.name());
    match (entity.own_name(), entity.day()) {
        (Some(name), _) if about.is_empty() => format!("{ledger}“{name}”"),
        (Some(name), _) => format!("{about}的{ledger}“{name}”"),
        (None, Some(day)) => format!("{about}{}的{ledger}", day.chinese()),
        (None, None) => format!("{about}的{ledger}"),
    }
}

/// How a finding calls anything that the rules hold.
pub(super) fn anything(unit: &Unit, entity: &Entity) -> String {
    let text = |key| entity.text(key).unwrap_or_default();
    match entity.kind() {
        "risk" => format!(
            "风险点 {}（{}）",
            text("id").to_uppercase(),
            text("behaviour")
        ),
        "measure" => format!("措施 {}", text("id").to_uppercase()),
        "workflow.step" => {
            let mut flows = unit.workflows.iter();
            let flow = flows.find(|flow| flow.steps.iter().any(|s| s.place == entity.place));
            let flow = flow.map_or("", |flow| flow.name.as_str());
            format!("流程“{flow}”的环节“{}”", text("text"))
        }
        "workflow" => format!("流程“{}”", entity.name()),
        "unit" | "department" | "post" | "organ" => entity.name(),
        kind => called(entity, &noun(unit, kind)),
    }
}

/// What those of a kind are called.
pub(super) fn noun(unit: &Unit, kind: &str) -> String {
    match kind {
        "unit" => unit.words().unit.clone(),
        "department" => unit.words().department.clone(),
        "step" | "workflow.step" => "环节".to_owned(),
        kind => build::called(kind).map_or_else(|| Named::of(unit, kind).name, str::to_owned),
    }
}

/// How many of a kind, with its measure word.
pub(super) fn counted(unit: &Unit, kind: &str, count: usize) -> String {
    match kind {
        "measure" => format!("{count} 条"),
        kind if is_ledger(unit, kind) => format!("{count} 项"),
        _ => format!("{count} 个"),
    }
}

/// What is done when such a record is made: 检查 of 检查记录.
pub(super) fn act(noun: &str) -> &str {
    let deed = noun.strip_suffix("记录");
    deed.filter(|deed| !deed.is_empty()).unwrap_or(noun)
}
