//! `like`: a department that is as another but for what it writes itself, as the clinical
//! departments of a hospital are.

use super::reader::Reader;
use super::registry::{peek_string, Kind, Raw, Registry};
use crate::diagnostic::Code;
use crate::load::Table;
use crate::model::Department;

/// What a department takes from the one it is like, beside keys of the unit's own.
pub const INHERITED: &[&str] = &[
    "kind", "grade", "leader", "powers", "duties", "rules", "wall",
];

/// The tables that `raw` is like, the nearest first. One that is like itself in the end is a
/// fault.
pub(super) fn models<'a>(
    reader: &mut Reader<'_, '_>,
    raw: &Raw<'a>,
    registry: &Registry<'a>,
) -> Vec<&'a Table> {
    let place = reader.raw("like").map(|like| like.place);
    let Some(first) = reader.opt_reference::<Department>("like", registry) else {
        reader.excused = place.is_some();
        return Vec::new();
    };
    let list = registry.list(Kind::Department);
    let mut models: Vec<&Table> = Vec::new();
    let mut next = Some(first.index as usize);
    while let Some(index) = next {
        let table = list[index].table;
        if std::ptr::eq(table, raw.table) {
            let label = reader.label.clone();
            let message = format!("{label}照着写的，转了一圈又是它自己");
            let help = "删去其中一个 like，把内容写在那里";
            reader.fault(Code::BadValue, place.unwrap_or(raw.place), message, help);
            reader.excused = true;
            return Vec::new();
        }
        if models.iter().any(|known| std::ptr::eq(*known, table)) {
            // A ring that this one is not part of is told at its members.
            reader.excused = true;
            break;
        }
        models.push(table);
        next = peek_string(table, "like").and_then(|id| registry.index(Kind::Department, id));
    }
    models
}
