//! Building the unit from raw tables.
//!
//! Each entity is read on its own: a fault becomes a finding at its field and a default in
//! the entity, so that neither the entity's other faults nor anyone else's are hidden.

mod authority;
mod holiday;
mod ids;
mod issue_notice;
mod kind;
mod ledger;
mod like;
mod lines;
mod own;
mod people;
pub mod preset;
mod reader;
mod records;
mod references;
mod registry;
mod regulation;
mod risks;
mod term_sets;
mod unit;
mod vocabulary;
mod wording;
mod workflow;

use crate::diagnostic::{sort, Code, Finding, Place, SourceId, Spanned};
use crate::load::{Loaded, Value};
use crate::model::vocabulary::{Entry, Term};
use crate::model::{Grade, Id, Links, Unit};
use ids::is_id;
pub use kind::called;
pub use like::INHERITED;
use rayon::prelude::*;
use reader::Reader;
use registry::{Kind, Raw, Registry};

/// The unit that `loaded` describes, and all that is wrong with the description. The
/// findings of [`crate::load::load`] are not repeated.
pub fn build(loaded: &Loaded) -> (Unit, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut registry = Registry::new(loaded, &mut findings);
    let found = &mut findings;
    let profile = unit::profile(&registry, loaded.lost_a_file(), found);
    registry.regulations = entities(&registry, Kind::Regulation, found, regulation::regulation);
    let mut unit = Unit {
        profile,
        organs: entities(&registry, Kind::Organ, found, people::organ),
        departments: entities(&registry, Kind::Department, found, people::department),
        posts: entities(&registry, Kind::Post, found, people::post),
        classes: entities(&registry, Kind::Class, found, risks::class),
        risks: entities(&registry, Kind::Risk, found, risks::risk),
        measures: entities(&registry, Kind::Measure, found, risks::measure),
        links: Links::default(),
        workflows: entities(&registry, Kind::Workflow, found, workflow::workflow),
        authorities: entities(&registry, Kind::Authority, found, authority::authority),
        separations: entities(&registry, Kind::Separation, found, records::separation),
        regulations: Vec::new(),
        settlements: entities(&registry, Kind::Settlement, found, records::settlement),
        gradings: entities(&registry, Kind::Grading, found, records::grading),
        later_gradings: Vec::new(),
        records: ledger::record::records(&registry, loaded, found),
        incomplete: !loaded.findings.is_empty(),
        of_unknown_kind: false,
        vocabulary: registry.vocabulary.clone(),
        ledgers: registry.ledgers.clone(),
        own_fields: registry.own.clone(),
        own: own::read(&registry, found),
        terms: entities(&registry, Kind::Term, found, wording::term),
        waivers: entities(&registry, Kind::Waiver, found, wording::waiver),
        holidays: entities(&registry, Kind::Holiday, found, holiday::holiday),
    };
    unit.note_links();
    unit.terms.extend(unit.profile.term_sets.iter().cloned());
    holiday::years_twice(&unit.holidays, found);
    if let Some(kind) = registry.unknown_kind() {
        // In the words of another kind every grade, power and role would be unknown.
        unit.of_unknown_kind = true;
        findings.retain(|finding| finding.place == Some(kind));
    }
    unit.regulations = registry.regulations;
    sort(&mut findings);
    (unit, findings)
}

/// The grade of an entity; the least grave in place of what is missing or wrong.
fn grade(reader: &mut Reader<'_, '_>, registry: &Registry<'_>) -> Spanned<Grade> {
    term(reader, "grade", &registry.vocabulary.grades)
}

/// A required term of a list that no unit lacks; the last of it in place of what is missing or
/// wrong.
fn term<E: Entry>(
    reader: &mut Reader<'_, '_>,
    key: &'static str,
    list: &[Term<E>],
) -> Spanned<Term<E>> {
    let last = list.last();
    let last = *last.expect("not empty: vocabulary::read falls back to the preset's list");
    reader.term(key, list, last)
}

/// A warning level by its place among the unit's levels, from 1, or by its id.
fn level(
    reader: &mut Reader<'_, '_>,
    key: &'static str,
    registry: &Registry<'_>,
) -> Option<Spanned<i64>> {
    let levels = &registry.vocabulary.levels;
    match reader.raw(key) {
        Some(Spanned {
            value: Value::String(_),
            ..
        }) => {
            let level = reader.opt_term(key, levels)?;
            Some(Spanned::new(level.rank() as i64 + 1, level.place))
        }
        Some(value) if levels.is_empty() => {
            let message = format!("{key} 写了预警级别，单位没有分级");
            let help = "删去这一行，或者在 rules 里用 [[level]] 写明分几级";
            reader.fault(Code::BadValue, value.place, message, help);
            None
        }
        _ => reader.opt_integer(key, 1..=levels.len() as i64),
    }
}

/// What is wrong with an id that somebody wishes to give, and what to do.
pub fn id_fault(id: &str) -> Option<(String, String)> {
    let nowhere = Place::new(SourceId(0), 0..0);
    let finding = ids::check_id(id, nowhere)?;
    Some((finding.message, finding.help.unwrap_or_default()))
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
fn entities<T: Send>(
    registry: &Registry<'_>,
    kind: Kind,
    findings: &mut Vec<Finding>,
    read: impl Fn(&mut Reader<'_, '_>, Id, &Registry<'_>) -> T + Sync,
) -> Vec<T> {
    let one = |(index, raw): (usize, &Raw<'_>)| {
        let mut findings = Vec::new();
        let (label, id) = match &raw.id {
            Some(id) => (
                format!("{} {} ", registry.named(kind), id.value),
                Spanned::new(plain_id(id.value, index), id.place),
            ),
            None => (
                format!("这个{}", registry.named(kind)),
                Spanned::new(String::new(), raw.place),
            ),
        };
        let mut reader = Reader::new(raw.table, raw.place, label, &mut findings);
        if kind.has_id() {
            reader.raw("id");
        }
        if kind == Kind::Department {
            let models = like::models(&mut reader, raw, registry);
            reader.like(like::INHERITED.to_vec(), models);
        }
        own::known(&mut reader, registry, kind.key());
        let entity = read(&mut reader, id, registry);
        reader.finish();
        let is_kept = raw.id.is_some() || !kind.has_id();
        (is_kept.then_some(entity), findings)
    };
    let read: Vec<(Option<T>, Vec<Finding>)> =
        (registry.list(kind).par_iter().enumerate().map(one)).collect();
    let (entities, found): (Vec<Option<T>>, Vec<Vec<Finding>>) = read.into_iter().unzip();
    findings.extend(found.into_iter().flatten());
    entities.into_iter().flatten().collect()
}
