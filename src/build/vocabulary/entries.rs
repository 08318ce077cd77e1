//! The entries of a list, each read by itself.

use super::List;
use crate::build::ids::is_id;
use crate::build::reader::Reader;
use crate::diagnostic::words::quoted;
use crate::diagnostic::{Code, Finding, Place};
use crate::load::Table;
use crate::model::vocabulary::{Entry, Term};

/// Reads what an entry has of its own, beside its place in the list, its id and its name.
pub(super) trait ReadEntry<E>: Fn(&mut Reader<'_, '_>, usize, String, String) -> E {}

impl<E, F: Fn(&mut Reader<'_, '_>, usize, String, String) -> E> ReadEntry<E> for F {}

/// Reads a list; one entry's faults hide no other's. Of two with one id, or one name, the later
/// is at fault and left out.
pub(super) fn entries<E: Entry>(
    list: List,
    tables: &[(Place, &Table)],
    findings: &mut Vec<Finding>,
    read: &impl ReadEntry<E>,
) -> Vec<Term<E>> {
    let mut out: Vec<Term<E>> = Vec::new();
    let mut seen: Vec<(Place, Place)> = Vec::new();
    for (place, table) in tables {
        let label = format!("[[{}]] ", list.key());
        let mut reader = Reader::new(table, *place, label, findings);
        let (id, name) = (reader.string("id"), reader.string("name"));
        if !id.is_empty() {
            reader.label = format!("{} {} ", list.chinese(), id.value);
        }
        let entry = read(&mut reader, out.len(), id.value.clone(), name.value.clone());
        reader.finish();
        if id.is_empty() || name.is_empty() {
            continue;
        }
        if !is_id(&id) {
            let message = format!("编号不能写成 {}", quoted(&id));
            let help = "用小写英文字母、数字和连字符，字母开头，例如 first";
            findings.push(Finding::error(Code::BadId, id.place, message).help(help));
            continue;
        }
        let same = out
            .iter()
            .position(|term| term.key() == *id || term.chinese() == *name);
        if let Some(at) = same {
            let (place, what, first) = if out[at].key() == *id {
                (id.place, "编号", seen[at].0)
            } else {
                (name.place, "名称", seen[at].1)
            };
            let message = format!("{}的{what}写了两次", list.chinese());
            findings.push(
                Finding::error(Code::DuplicateId, place, message)
                    .help("两个是同一个就删去一个，不是就换一个")
                    .related(first, "已在此处写过"),
            );
            continue;
        }
        out.push(Term::new(entry));
        seen.push((id.place, name.place));
    }
    out
}
