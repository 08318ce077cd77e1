//! Building the town from raw tables.
//!
//! Each entity is read on its own: a fault becomes a finding at its field and a default in
//! the entity, so that neither the entity's other faults nor anyone else's are hidden.

mod holiday;
mod issue_notice;
mod lines;
mod people;
mod reader;
mod record;
mod record_decision;
mod records;
mod references;
mod registry;
mod regulation;
mod risks;
mod town;
mod wording;
pub(crate) mod words;
mod workflow;

use super::{Id, Town};
use crate::diagnostic::{sort, Finding, Spanned};
use crate::load::Loaded;
use reader::Reader;
use registry::{is_id, Kind, Registry};

/// The town that `loaded` describes, and all that is wrong with the description. The
/// findings of [`crate::load::load`] are not repeated.
pub fn build(loaded: &Loaded) -> (Town, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut registry = Registry::new(loaded, &mut findings);
    let found = &mut findings;
    let profile = town::profile(&registry, loaded.lost_a_file(), found);
    registry.regulations = entities(&registry, Kind::Regulation, found, regulation::regulation);
    let mut town = Town {
        profile,
        organs: entities(&registry, Kind::Organ, found, people::organ),
        departments: entities(&registry, Kind::Department, found, people::department),
        posts: entities(&registry, Kind::Post, found, people::post),
        classes: entities(&registry, Kind::Class, found, risks::class),
        risks: entities(&registry, Kind::Risk, found, risks::risk),
        measures: entities(&registry, Kind::Measure, found, risks::measure),
        workflows: entities(&registry, Kind::Workflow, found, workflow::workflow),
        separations: entities(&registry, Kind::Separation, found, records::separation),
        regulations: Vec::new(),
        settlements: entities(&registry, Kind::Settlement, found, records::settlement),
        gradings: entities(&registry, Kind::Grading, found, records::grading),
        records: record::records(&registry, loaded, found),
        incomplete: !loaded.findings.is_empty(),
        terms: entities(&registry, Kind::Term, found, wording::term),
        waivers: entities(&registry, Kind::Waiver, found, wording::waiver),
        holidays: entities(&registry, Kind::Holiday, found, holiday::holiday),
    };
    holiday::years_twice(&town.holidays, found);
    town.regulations = registry.regulations;
    sort(&mut findings);
    (town, findings)
}

/// The id, or where it is not one, a stand-in that is: a draft makes file names and anchors of
/// ids. Two hyphens side by side keep it apart from all real ones.
fn plain_id(id: &str, index: usize) -> String {
    if is_id(id) {
        id.to_owned()
    } else {
        format!("bad--{}", index + 1)
    }
}

/// Reads all entities of a kind. One without an id is read for its faults only: the list's
/// numbers are what references are made of.
fn entities<T>(
    registry: &Registry<'_>,
    kind: Kind,
    findings: &mut Vec<Finding>,
    read: impl Fn(&mut Reader<'_, '_>, Id, &Registry<'_>) -> T,
) -> Vec<T> {
    let mut out = Vec::new();
    for (index, raw) in registry.list(kind).iter().enumerate() {
        let (label, id) = match &raw.id {
            Some(id) => (
                format!("{} {} ", kind.chinese(), id.value),
                Spanned::new(plain_id(id.value, index), id.place),
            ),
            None => (
                format!("这个{}", kind.chinese()),
                Spanned::new(String::new(), raw.place),
            ),
        };
        let mut reader = Reader::new(raw.table, raw.place, label, findings);
        if kind.has_id() {
            reader.raw("id");
        }
        let entity = read(&mut reader, id, registry);
        reader.finish();
        if raw.id.is_some() || !kind.has_id() {
            out.push(entity);
        }
    }
    out
}
