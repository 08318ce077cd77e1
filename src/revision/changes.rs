//! What changed between two states, one change for each key of each table that says something
//! else, each table that came, went, moved or is called otherwise.

use super::called::{self, Called};
use super::pair::{is_counted, number, pair, Pairs};
use super::reasons::Reasons;
use super::same::said;
use super::state::State;
use super::what::What;
use super::words::{marked, Mark, Words};
use crate::date::Date;
use crate::fields::{Field, Holds};
use crate::load::Value;
use crate::register::{kinds_in_order, Entity, Key};
use std::collections::BTreeSet;

/// The kinds that come first, in the order in which a meeting takes them; the others follow as they
/// are declared.
const FIRST: [&str; 18] = [
    "department",
    "post",
    "risk",
    "measure",
    "authority",
    "workflow",
    "workflow.step",
    "separation",
    "class",
    "organ",
    "regulation",
    "regulation.chapter",
    "regulation.chapter.section",
    "regulation.chapter.article",
    "regulation.annex",
    "regulation.norm",
    "regulation.amendment",
    "settlement",
];

/// A change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The name of the tables: `post`.
    pub kind: String,
    /// What they are called: 岗位.
    pub title: String,
    /// What is changed: its code and its name, as it is called now.
    pub called: Called,
    /// What became of it.
    pub what: What,
    /// Which key says something else; `None` where it is about the whole.
    pub key: Option<String>,
    /// What the key is called.
    pub head: String,
    /// What it said; nothing where there was nothing.
    pub old: Vec<Words>,
    /// What it says now.
    pub new: Vec<Words>,
    /// The ids of the grades that it says, where it does.
    pub grades: [Option<String>; 2],
    /// Why, where the rules say so.
    pub reason: String,
    /// The articles that it rests on, and what settled it.
    pub basis: Vec<String>,
    /// File and line where it stands; of what is no more, where it stood.
    pub place: (String, usize),
}

/// What changed between two states.
#[derive(Debug, Default)]
pub struct Comparison {
    /// The changes, in the order in which a meeting takes them.
    pub changes: Vec<Change>,
}

impl Comparison {
    /// How many came, went and changed.
    pub fn counts(&self) -> [usize; 3] {
        let mut counts = [0; 3];
        for change in &self.changes {
            counts[match change.what {
                What::Added => 0,
                What::Removed => 1,
                _ => 2,
            }] += 1;
        }
        counts
    }

    /// 共 10 处：新增 2、修改 7、删除 1.
    pub fn summary(&self) -> String {
        let [added, removed, changed] = self.counts();
        let parts = [("新增", added), ("修改", changed), ("删除", removed)];
        let parts = parts.iter().filter(|(_, count)| *count > 0);
        let parts: Vec<String> = parts
            .map(|(word, count)| format!("{word} {count}"))
            .collect();
        match self.changes.len() {
            0 => "没有改动".to_owned(),
            count => format!("共 {count} 处：{}", parts.join("、")),
        }
    }
}

/// Compares two states. Of records after the day `until` nothing is said: they are not there yet.
pub fn compare(old: &State, new: &State, until: Option<Date>) -> Comparison {
    let mut kinds = kinds_in_order(&new.unit);
    let known: BTreeSet<String> = kinds.iter().cloned().collect();
    let gone = kinds_in_order(&old.unit).into_iter();
    kinds.extend(gone.filter(|kind| !known.contains(kind)));
    let pairs = pair(&old.entities, &new.entities, &kinds);
    let mut work = Work {
        old,
        new,
        pairs: &pairs,
        out: Vec::new(),
    };
    work.all();
    let mut out = work.out;
    let rank = |kind: &str| {
        let first = FIRST.iter().position(|first| *first == kind);
        let declared = || kinds.iter().position(|known| known == kind).unwrap_or(0) + FIRST.len();
        first.unwrap_or_else(declared)
    };
    out.sort_by_key(|(order, change)| (rank(&change.kind), *order));
    let reasons = Reasons::of(old, new, &pairs);
    let changes = out.into_iter().filter_map(|((_, at), mut change)| {
        let entity = match change.what {
            What::Removed => &old.entities[at],
            _ => &new.entities[at],
        };
        let is_later = until
            .zip(new.day_of(entity))
            .is_some_and(|(until, day)| day > until);
        let is_note = change.what == What::Added && reasons.explains(entity);
        if is_later || is_note {
            return None;
        }
        (change.reason, change.basis) = match change.what {
            What::Removed => (String::new(), Vec::new()),
            _ => reasons.why(entity, change.what, change.key.as_deref()),
        };
        Some(change)
    });
    Comparison {
        changes: changes.collect(),
    }
}

/// Where a change stands among those of its kind: where its table stands in the new state, of what
/// is no more where the one before it stands; and its place in its own state.
type Order = (usize, usize);

struct Work<'a> {
    old: &'a State,
    new: &'a State,
    pairs: &'a Pairs,
    out: Vec<(Order, Change)>,
}

impl Work<'_> {
    fn all(&mut self) {
        for at in 0..self.new.entities.len() {
            match self.pairs.old_of[at] {
                Some(old) => self.both(old, at),
                None => self.one(at, What::Added),
            }
        }
        for at in 0..self.old.entities.len() {
            if self.pairs.new_of[at].is_none() {
                self.one(at, What::Removed);
            }
        }
        self.renumbered();
    }

    /// What is in one state only.
    fn one(&mut self, at: usize, what: What) {
        let (state, partner) = match what {
            What::Removed => (self.old, &self.pairs.new_of),
            _ => (self.new, &self.pairs.old_of),
        };
        let entity = &state.entities[at];
        // What is part of it came and went with it.
        if entity
            .parent
            .is_some_and(|parent| partner[parent].is_none())
        {
            return;
        }
        let mark = match what {
            What::Removed => Mark::Gone,
            _ => Mark::New,
        };
        let text = called::contents(state, at);
        let words = match text.is_empty() {
            true => Vec::new(),
            false => vec![Words::new(mark, text)],
        };
        let (old, new) = match what {
            What::Removed => (words, Vec::new()),
            _ => (Vec::new(), words),
        };
        let order = match what {
            What::Removed => (self.before(at), at),
            _ => (at, at),
        };
        self.push(order, state, at, what, (old, new));
    }

    /// Where what is no more stood: after the last before it that is still there.
    fn before(&self, at: usize) -> usize {
        let kind = &self.old.entities[at].kind;
        let before = (0..at)
            .rev()
            .filter(|&before| self.old.entities[before].kind == *kind);
        before
            .filter_map(|before| self.pairs.new_of[before])
            .next()
            .unwrap_or(0)
    }

    fn push(
        &mut self,
        order: Order,
        state: &State,
        at: usize,
        what: What,
        (old, new): (Vec<Words>, Vec<Words>),
    ) -> &mut Change {
        let entity = &state.entities[at];
        let change = Change {
            kind: entity.kind.clone(),
            title: entity.title.clone(),
            called: called::called(state, at),
            what,
            key: None,
            head: String::new(),
            old,
            new,
            grades: [None, None],
            reason: String::new(),
            basis: Vec::new(),
            place: state.place(entity),
        };
        self.out.push((order, change));
        let last = self.out.len() - 1;
        &mut self.out[last].1
    }

    /// What is in both states.
    fn both(&mut self, old_at: usize, at: usize) {
        let (old_state, state) = (self.old, self.new);
        let (old, new) = (&old_state.entities[old_at], &state.entities[at]);
        if let (Some(before), Some(id)) = (&old.id, &new.id) {
            if before != id {
                let words = replaced(before, id);
                let change = self.push((at, at), state, at, What::Renamed, words);
                change.key = Some("id".to_owned());
                change.head = "编号".to_owned();
            }
        }
        let is_name = |key: &str| {
            key == "id" || (is_counted(&new.kind) && ["number", "inserted"].contains(&key))
        };
        let regulation = |all: &[Entity], entity: &Entity| {
            entity.parent.and_then(|parent| all[parent].id.clone())
        };
        let of_old = regulation(&old_state.entities, old);
        let of_new = regulation(&state.entities, new);
        let gone = old.keys.iter().filter(|key| new.key(&key.key).is_none());
        let keys = new.keys.iter().chain(gone);
        let names: Vec<&Key> = keys.filter(|key| !is_name(&key.key)).collect();
        for key in names {
            let (was, is) = (old.key(&key.key), new.key(&key.key));
            let before = was.map(|key| said(key, None, of_old.as_deref()));
            let now = is.map(|key| said(key, Some(&self.pairs.renames), of_new.as_deref()));
            if before == now {
                continue;
            }
            let what = what(key, was.is_some() && is.is_some());
            let text = |key: Option<&Key>| key.map_or(String::new(), called::value);
            let words = match is_text(key) {
                true => marked(&text(was), &text(is)),
                false => replaced(&text(was), &text(is)),
            };
            let change = self.push((at, at), state, at, what, words);
            change.key = Some(key.key.clone());
            change.head = called::head(if is.is_some() { new } else { old }, key);
            change.grades = [was, is].map(|key| key.and_then(grade));
        }
        self.moved_within(old_at, at);
    }

    /// An article that stands in another chapter, both chapters being there before and after.
    fn moved_within(&mut self, old_at: usize, at: usize) {
        let (old, new) = (&self.old.entities[old_at], &self.new.entities[at]);
        let (Some(was), Some(is)) = (old.within, new.within) else {
            return;
        };
        let stays = self.pairs.new_of[was].is_some() && self.pairs.old_of[is].is_some();
        if self.pairs.new_of[was] == Some(is) || !stays {
            return;
        }
        let words = replaced(
            &called::called(self.old, was).name,
            &called::called(self.new, is).name,
        );
        let change = self.push((at, at), self.new, at, What::Moved, words);
        change.head = "所在章节".to_owned();
    }

    /// Articles and chapters that have another number: those that follow each other and moved by as
    /// much are one change.
    fn renumbered(&mut self) {
        /// From which, by how much, to which, in the new state.
        struct Run {
            first: usize,
            last: usize,
            shift: i64,
            number: i64,
        }
        let mut runs: Vec<Run> = Vec::new();
        for (at, new) in self.new.entities.iter().enumerate() {
            let Some(old) = self.pairs.old_of[at].map(|old| &self.old.entities[old]) else {
                continue;
            };
            if !is_counted(&new.kind) || number(old) == number(new) {
                continue;
            }
            let plain = |entity: &Entity| entity.said("number").and_then(|n| n.parse().ok());
            let both = plain(old)
                .zip(plain(new))
                .filter(|_| old.said("inserted").is_none() && new.said("inserted").is_none());
            let (was, is): (i64, i64) = both.unwrap_or((i64::MIN, 0));
            let shift = is.saturating_sub(was);
            match runs.last_mut() {
                Some(run)
                    if both.is_some()
                        && run.shift == shift
                        && run.number + 1 == is
                        && self.new.entities[run.last].parent == new.parent
                        && self.new.entities[run.last].kind == new.kind =>
                {
                    run.last = at;
                    run.number = is;
                }
                _ => runs.push(Run {
                    first: at,
                    last: at,
                    shift,
                    number: is,
                }),
            }
        }
        for run in runs {
            let name = |state: &State, first: usize, last: usize| match first == last {
                true => called::number_of(state, first),
                false => format!(
                    "{}至{}",
                    called::number_of(state, first),
                    called::number_of(state, last)
                ),
            };
            let old_of = |at: usize| self.pairs.old_of[at].unwrap_or(0);
            let before = name(self.old, old_of(run.first), old_of(run.last));
            let now = name(self.new, run.first, run.last);
            let words = replaced(&before, &now);
            let at = run.first;
            let change = self.push((at, at), self.new, at, What::Renumbered, words);
            change.called.name = now;
            change.key = Some("number".to_owned());
            change.head = "序号".to_owned();
        }
    }
}

/// One text in the place of another.
fn replaced(old: &str, new: &str) -> (Vec<Words>, Vec<Words>) {
    let one = |mark, text: &str| match text.is_empty() {
        true => Vec::new(),
        false => vec![Words::new(mark, text)],
    };
    (one(Mark::Gone, old), one(Mark::New, new))
}

/// Whether a key holds words among which some may stay: texts, lists.
fn is_text(key: &Key) -> bool {
    match key.field.and_then(Field::holds) {
        None => matches!(key.value.value, Value::String(_) | Value::Array(_)),
        Some(
            Holds::Day { many: false }
            | Holds::Integer
            | Holds::YesNo
            | Holds::Id
            | Holds::Colour
            | Holds::Preset
            | Holds::Period
            | Holds::Word { many: false, .. }
            | Holds::Reference { many: false, .. }
            | Holds::Actor { many: false }
            | Holds::Cite { many: false }
            | Holds::Term { many: false, .. },
        ) => false,
        Some(_) => true,
    }
}

/// The id of the grade that a key says.
fn grade(key: &Key) -> Option<String> {
    match (key.field.and_then(Field::holds), &key.value.value) {
        (Some(Holds::Term { list: "grade", .. }), Value::String(id)) => Some(id.clone()),
        _ => None,
    }
}

fn what(key: &Key, in_both: bool) -> What {
    match key.field.and_then(Field::holds) {
        Some(Holds::Term {
            list: "grade" | "level",
            ..
        }) => What::Regraded,
        // A key called after what it refers to says where something belongs: department, posts.
        Some(Holds::Reference { kind, .. }) if key.key.trim_end_matches('s') == kind => What::Moved,
        Some(Holds::Reference { kind: "class", .. }) => What::Moved,
        Some(Holds::Text { .. } | Holds::TextOrTexts) if in_both => What::Reworded,
        _ => What::Changed,
    }
}
