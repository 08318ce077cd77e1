//! The file that a new entity belongs into.

use super::near::Near;
use super::new::Wanted;
use super::place::{Entities, Entity};

/// The file that the new entity belongs into: where those nearest to it are.
pub fn target(wanted: &Wanted<'_>, near: &Near<'_>, entities: &Entities<'_>) -> String {
    let kind = wanted.kind;
    let file = |entity: Entity<'_>| entities.file(entity.place).to_owned();
    let last = |test: &dyn Fn(&Entity<'_>) -> bool| {
        let all: Vec<Entity<'_>> = entities.of(kind).filter(|e| test(e)).collect();
        all.last().copied()
    };
    let of_class = |e: &Entity<'_>| near.class.is_some_and(|class| e.text("class") == class.id);
    let of_department = |e: &Entity<'_>| {
        let id = near.department_id();
        !id.is_empty() && (e.text("department") == id || e.texts("departments").contains(&id))
    };
    match kind {
        "department" | "regulation" => in_a_file_of_its_own(wanted, entities),
        "risk" => last(&|e| of_class(e) && of_department(e))
            .or_else(|| last(&of_class))
            .or(near.department)
            .or_else(|| last(&|_| true))
            .map_or_else(|| "risks.toml".to_owned(), file),
        "measure" => last(&|e| {
            near.risk
                .is_some_and(|r| e.texts("controls").contains(&r.id))
        })
        .or(near.risk)
        .or_else(|| last(&of_class))
        .or_else(|| last(&|_| true))
        .map_or_else(|| "measures.toml".to_owned(), file),
        "post" | "workflow" => last(&of_department)
            .or(near.department)
            .or_else(|| last(&|_| true))
            .map_or_else(|| format!("{kind}s.toml"), file),
        record => match last(&|_| true) {
            Some(record) => file(record),
            None if entities.source("records.toml").is_some() => "records.toml".to_owned(),
            None if entities.has_folder("records") => format!("records/{record}s.toml"),
            None => "records.toml".to_owned(),
        },
    }
}

/// Departments and regulations usually have a file each, named by their id; where those there
/// are stand together in one file, another joins them.
fn in_a_file_of_its_own(wanted: &Wanted<'_>, entities: &Entities<'_>) -> String {
    let id = wanted.id.as_deref().unwrap_or_default();
    let siblings: Vec<Entity<'_>> = entities.of(wanted.kind).collect();
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
