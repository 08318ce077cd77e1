//! Which entities of one kind go with which of another, found once for all of them: those that
//! name it; where such have no key for it, those that it names.

use super::{Declared, Entity, Facts};
use crate::diagnostic::Place;
use crate::fields::{self, Field, Holds, Table};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What goes with the entities of a kind.
#[derive(Default)]
pub(in crate::check) struct Related {
    /// By the place of the entity.
    of: BTreeMap<Place, Vec<Entity>>,
    /// Records that may say whom they are about and do not: they are about all.
    of_all: Vec<Entity>,
}

/// Which of two kinds names the other, and by which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Tie<'f> {
    /// What is wanted names what it is wanted for.
    Wanted(Naming<'f>),
    /// That names what is wanted.
    Own(Naming<'f>),
}

/// A key by which one of a kind names one of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) struct Naming<'f> {
    /// The key.
    pub key: &'f str,
    /// Whether it holds a list.
    pub many: bool,
}

impl Related {
    /// What goes with an entity, in the order of the rules, each once.
    pub fn of(&self, entity: &Entity) -> Vec<&Entity> {
        let own = self.of.get(&entity.place).map_or(&[][..], Vec::as_slice);
        let mut all: Vec<&Entity> = own.iter().chain(&self.of_all).collect();
        all.sort_by_key(|one| one.place);
        all.dedup_by_key(|one| one.place);
        all
    }

    fn add(&mut self, place: Place, other: &Entity) {
        self.of.entry(place).or_default().push(other.clone());
    }
}

impl Facts {
    /// What of kind `wanted` goes with each of kind `of`; `None` where nothing of the one can
    /// name anything of the other.
    pub fn related(self: &Arc<Self>, of: &str, wanted: &str) -> Option<Related> {
        let direct = self.direct(of, wanted);
        // What is on a post is on its department, and what meets a risk point meets it on the post.
        // A step is of whoever's its workflow is, and of whoever takes it.
        let through: &[&str] = match (of, wanted) {
            ("department" | "organ", "risk" | "authority") => &["post"],
            ("department" | "organ" | "post", "measure") => &["risk"],
            ("department" | "organ", "step") => &["workflow", "post"],
            _ => return direct,
        };
        let mut all = direct.unwrap_or_default();
        for through in through {
            let (first, second) = (self.related(of, through)?, self.related(through, wanted)?);
            for entity in self.each(of) {
                for between in first.of(&entity) {
                    for other in second.of(between) {
                        all.add(entity.place, other);
                    }
                }
            }
        }
        Some(all)
    }

    fn direct(self: &Arc<Self>, of: &str, wanted: &str) -> Option<Related> {
        let mut out = Related::default();
        // There is one unit, with which everything goes, and of which nothing can have more.
        match (of, wanted) {
            (_, "unit") => return None,
            ("unit", _) => {
                out.of_all.extend(self.each(wanted));
                return Some(out);
            }
            ("workflow", "step") => {
                for (workflow, step) in self.steps() {
                    out.add(workflow.place, &step);
                }
                return Some(out);
            }
            ("step", "workflow") => {
                for (workflow, step) in self.steps() {
                    out.add(step.place, &workflow);
                }
                return Some(out);
            }
            _ => {}
        }
        if let Tie::Wanted(_) = self.tie(of, wanted)? {
            let recorded = self.day_key(wanted).is_some();
            let keys = self.keys_of(wanted, of)?;
            for other in self.each(wanted) {
                if recorded && other.of_all(of) {
                    out.of_all.push(other);
                    continue;
                }
                for (entity, _) in other.named(&keys) {
                    out.add(entity.place, &other);
                }
            }
            return Some(out);
        }
        let keys = self.keys_of(of, wanted)?;
        for entity in self.each(of) {
            for (other, _) in entity.named(&keys) {
                out.add(entity.place, &other);
            }
        }
        Some(out)
    }

    /// Every entity of a kind; the steps of all workflows too.
    pub fn each(self: &Arc<Self>, kind: &str) -> Vec<Entity> {
        if kind != "step" {
            return self.all(kind).collect();
        }
        self.steps().map(|(_, step)| step).collect()
    }

    /// The steps of all workflows, each with its workflow.
    fn steps<'f>(self: &'f Arc<Self>) -> impl Iterator<Item = (Entity, Entity)> + use<'f> {
        let entity = |step: minijinja::Value| step.downcast_object_ref::<Entity>().cloned();
        self.all("workflow").flat_map(move |workflow| {
            let steps = workflow.get("step").and_then(|steps| {
                let steps = steps.try_iter().ok()?;
                Some(steps.filter_map(entity).collect::<Vec<_>>())
            });
            let steps = steps.unwrap_or_default().into_iter();
            steps.map(move |step| (workflow.clone(), step))
        })
    }

    /// Which of two kinds names the other: what is wanted where it can. A key that is called as the
    /// other kind says whose a thing is, and goes before one that says something else, as `leader`
    /// of a department before `department` of a post.
    pub fn tie(&self, of: &str, wanted: &str) -> Option<Tie<'_>> {
        match (self.naming(wanted, of), self.naming(of, wanted)) {
            (Some(theirs), Some(own)) if theirs.key != of && own.key == wanted => {
                Some(Tie::Own(own))
            }
            (Some(theirs), _) => Some(Tie::Wanted(theirs)),
            (None, own) => own.map(Tie::Own),
        }
    }

    /// The keys by which those of `kind` name those of kind `other`; `None` of a kind that there
    /// is not.
    pub fn keys_of(&self, kind: &str, other: &str) -> Option<Keys> {
        Some(Keys::of(self.declared(kind)?, other))
    }

    /// The key by which one of `kind` names one of kind `other`.
    pub fn naming(&self, kind: &str, other: &str) -> Option<Naming<'_>> {
        let field = *keys_for(self.declared(kind)?, other).first()?;
        let many = match field.holds()? {
            Holds::Reference { many, .. } | Holds::Actor { many } | Holds::Table { many, .. } => {
                many
            }
            _ => false,
        };
        let key = field.key.as_str();
        Some(Naming { key, many })
    }
}

/// The keys by which tables name entities of a kind; found once for all of them.
pub(in crate::check) struct Keys {
    pub(super) kind: String,
    /// Each with those of its small tables, where it holds such.
    pub(super) fields: Vec<(&'static Field, Vec<&'static Field>)>,
}

impl Keys {
    fn of(declared: Declared, kind: &str) -> Self {
        let below = |field: &'static Field| match field.holds() {
            Some(Holds::Table { name, .. }) => {
                let inner = table_of(declared, name).map_or(&[][..], |table| &table.fields);
                inner.iter().filter(|field| holds(field, kind)).collect()
            }
            _ => Vec::new(),
        };
        let fields = keys_for(declared, kind).into_iter();
        Self {
            kind: kind.to_owned(),
            fields: fields.map(|field| (field, below(field))).collect(),
        }
    }
}

/// The keys by which such a table names entities of a kind: those for them alone, else those for
/// whoever acts, else its small tables that have such keys.
pub(super) fn keys_for(declared: Declared, kind: &str) -> Vec<&'static Field> {
    let fields = &declared.table.fields;
    let alone = |field: &Field| matches!(field.holds(), Some(Holds::Reference { kind: of, .. }) if of == kind);
    let below = |field: &Field| match field.holds() {
        Some(Holds::Table { name, .. }) => table_of(declared, name)
            .is_some_and(|table| table.fields.iter().any(|field| holds(field, kind))),
        _ => false,
    };
    let those = |wanted: &dyn Fn(&Field) -> bool| -> Vec<&'static Field> {
        fields.iter().filter(|field| wanted(field)).collect()
    };
    let ways: [&dyn Fn(&Field) -> bool; 3] = [&alone, &|field| holds(field, kind), &below];
    let mut found = ways.into_iter().map(those);
    found.find(|keys| !keys.is_empty()).unwrap_or_default()
}

/// Whether a key holds the id of such an entity.
pub(super) fn holds(field: &Field, kind: &str) -> bool {
    match field.holds() {
        Some(Holds::Reference { kind: of, .. }) => of == kind,
        Some(Holds::Actor { .. }) => ["post", "department", "organ"].contains(&kind),
        _ => false,
    }
}

/// The small table of that name within such a table.
pub(super) fn table_of(declared: Declared, name: &str) -> Option<&'static Table> {
    let own = declared.inner.iter().find(|inner| inner.name == name);
    own.or_else(|| fields::table(name))
}
