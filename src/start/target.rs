//! The file that a new entity belongs into.

use super::near::{is_of, Near};
use super::place::{Entities, Entity};
use super::wanted::Wanted;

/// Where records stand that have no file of their own.
const RECORDS: &str = "records.toml";

/// The file that the new entity belongs into: where those nearest to it are.
pub fn target(wanted: &Wanted, near: &Near<'_>, entities: &Entities<'_>) -> String {
    let kind = wanted.kind.as_str();
    let file = |entity: Entity<'_>| entities.file(entity.place).to_owned();
    let last = |test: &dyn Fn(&Entity<'_>) -> bool| {
        let all: Vec<Entity<'_>> = entities.of(kind).filter(|e| test(e)).collect();
        all.last().copied()
    };
    let of_class = |e: &Entity<'_>| near.class.is_some_and(|class| e.text("class") == class.id);
    let of_division = |e: &Entity<'_>| {
        near.division
            .is_some_and(|division| is_of(e, division, entities))
    };
    let controls = |e: &Entity<'_>| {
        let risk = near.risk;
        risk.is_some_and(|risk| e.texts("controls").contains(&risk.id))
    };
    let found = match kind {
        "department" | "regulation" => return in_a_file_of_its_own(wanted, entities),
        "risk" => last(&|e| of_class(e) && of_division(e))
            .or_else(|| last(&of_division))
            .or(near.division)
            .or_else(|| last(&of_class))
            .or(near.class),
        "measure" => last(&controls)
            .or(near.risk)
            .or(near.division)
            .or_else(|| last(&of_class))
            .or(near.class),
        "post" | "workflow" | "authority" => last(&of_division).or(near.division),
        _ => last(&|_| true),
    };
    match (found, wanted.is_record) {
        (Some(entity), _) => file(entity),
        (None, false) => format!("{kind}s.toml"),
        (None, true) if entities.source(RECORDS).is_some() => RECORDS.to_owned(),
        (None, true) if entities.has_folder("records") => format!("records/{kind}s.toml"),
        (None, true) => RECORDS.to_owned(),
    }
}

/// Departments and regulations usually have a file each, named by their id; where those there
/// are stand together in one file, another joins them.
fn in_a_file_of_its_own(wanted: &Wanted, entities: &Entities<'_>) -> String {
    let id = wanted.id.as_deref().unwrap_or_default();
    let siblings: Vec<Entity<'_>> = entities.of(&wanted.kind).collect();
    let files: Vec<&str> = siblings.iter().map(|e| entities.file(e.place)).collect();
    let Some(last) = files.last() else {
        return format!("{}s/{id}.toml", wanted.kind);
    };
    let (folder, name) = last.rsplit_once('/').unwrap_or(("", last));
    let own = siblings
        .last()
        .is_some_and(|e| name == format!("{}.toml", e.id));
    let together = files.iter().filter(|file| *file == last).count() > 1;
    if together || (!own && folder.is_empty() && wanted.kind == "department") {
        return (*last).to_owned();
    }
    match (folder, own) {
        ("", false) => format!("{}s/{id}.toml", wanted.kind),
        ("", true) => format!("{id}.toml"),
        _ => format!("{folder}/{id}.toml"),
    }
}
