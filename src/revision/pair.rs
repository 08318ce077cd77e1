//! Which table of the new state is which of the old one: by its id; what has none or another than
//! before, by what it says.

use super::alike::Content;
use super::same::{said, Renames};
use crate::register::Entity;
use std::collections::{BTreeMap, VecDeque};

/// What is mostly the same is the same under another name.
const MOSTLY: f32 = 0.6;
/// What has the same number and so much in common is the same, reworded.
const SOMEWHAT: f32 = 0.3;
/// Records of which so many keys say the same are the same, corrected.
const HALF: f32 = 0.5;
/// So many pairs of texts are compared at most; beyond, only what is all the same is found again.
const MOST_COMPARED: usize = 1_000_000;

/// Tables that are counted through, and named by their number.
const COUNTED: [&str; 3] = [
    "regulation.chapter",
    "regulation.chapter.section",
    "regulation.chapter.article",
];

/// Whether tables of that kind are counted through.
pub(super) fn is_counted(kind: &str) -> bool {
    COUNTED.contains(&kind)
}

/// The number of what is counted: 12, and 12-1 of what was put in later.
pub(super) fn number(entity: &Entity) -> Option<String> {
    let number = entity.said("number")?;
    Some(match entity.said("inserted") {
        Some(inserted) => format!("{number}-{inserted}"),
        None => number.to_owned(),
    })
}

/// The pairs.
pub(super) struct Pairs {
    /// For each of the old state, its new place.
    pub new_of: Vec<Option<usize>>,
    /// For each of the new state, its old place.
    pub old_of: Vec<Option<usize>>,
    /// What is called otherwise now.
    pub renames: Renames,
}

/// Pairs the tables of two states; `kinds` are those there are, what others refer to before them.
pub(super) fn pair(old: &[Entity], new: &[Entity], kinds: &[String]) -> Pairs {
    let mut work = Work {
        old,
        new,
        old_contents: old.iter().map(content).collect(),
        new_contents: new.iter().map(content).collect(),
        pairs: Pairs {
            new_of: vec![None; old.len()],
            old_of: vec![None; new.len()],
            renames: Renames::default(),
        },
    };
    for kind in kinds {
        let mut groups: BTreeMap<Option<usize>, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (at, entity) in old.iter().enumerate().filter(|(_, e)| e.kind == *kind) {
            groups.entry(entity.parent).or_default().0.push(at);
        }
        for (at, entity) in new.iter().enumerate().filter(|(_, e)| e.kind == *kind) {
            let parent = match entity.parent {
                // What is part of something new is new.
                Some(parent) if work.pairs.old_of[parent].is_none() => continue,
                Some(parent) => work.pairs.old_of[parent],
                None => None,
            };
            groups.entry(parent).or_default().1.push(at);
        }
        for (mut olds, mut news) in groups.into_values() {
            work.group(kind, &mut olds, &mut news);
        }
        work.note_renames(kind);
    }
    work.pairs
}

/// What a table says, beside what it is called by and counted with.
fn content(entity: &Entity) -> Content {
    const NAMES: [&str; 5] = ["id", "number", "inserted", "order", "day"];
    let keys = entity.keys.iter();
    let said = keys.filter(|key| !NAMES.contains(&key.key.as_str()));
    let said: Vec<&str> = said.map(|key| key.said.as_str()).collect();
    Content::new(said.join("\n"))
}

struct Work<'a> {
    old: &'a [Entity],
    new: &'a [Entity],
    old_contents: Vec<Content>,
    new_contents: Vec<Content>,
    pairs: Pairs,
}

impl Work<'_> {
    fn join(&mut self, old: usize, new: usize) {
        self.pairs.new_of[old] = Some(new);
        self.pairs.old_of[new] = Some(old);
    }

    fn group(&mut self, kind: &str, olds: &mut Vec<usize>, news: &mut Vec<usize>) {
        let has_ids = |all: &[Entity], of: &[usize]| of.iter().any(|&at| all[at].id.is_some());
        if has_ids(self.old, olds) || has_ids(self.new, news) {
            self.by(olds, news, |entity| entity.id.clone());
            self.by_content(olds, news);
        } else if is_counted(kind) {
            self.counted(olds, news);
        } else {
            self.unnamed(olds, news);
        }
    }

    /// Joins what has the same name, in order; what has none is left.
    fn by(
        &mut self,
        olds: &mut Vec<usize>,
        news: &mut Vec<usize>,
        name: impl Fn(&Entity) -> Option<String>,
    ) {
        let (old, new) = (self.old, self.new);
        self.where_equal(olds, news, |at| name(&old[at]), |at| name(&new[at]));
    }

    fn where_equal(
        &mut self,
        olds: &mut Vec<usize>,
        news: &mut Vec<usize>,
        of_old: impl Fn(usize) -> Option<String>,
        of_new: impl Fn(usize) -> Option<String>,
    ) {
        let mut by_name: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
        for &at in &*news {
            if let Some(name) = of_new(at) {
                by_name.entry(name).or_default().push_back(at);
            }
        }
        for &at in &*olds {
            let found = of_old(at).and_then(|name| by_name.get_mut(&name)?.pop_front());
            if let Some(found) = found {
                self.join(at, found);
            }
        }
        self.keep_lone(olds, news);
    }

    fn keep_lone(&self, olds: &mut Vec<usize>, news: &mut Vec<usize>) {
        olds.retain(|&at| self.pairs.new_of[at].is_none());
        news.retain(|&at| self.pairs.old_of[at].is_none());
    }

    /// Joins what says the same, then what says mostly the same.
    fn by_content(&mut self, olds: &mut Vec<usize>, news: &mut Vec<usize>) {
        self.all_the_same(olds, news);
        self.best(olds, news, MOSTLY, |work, old, new| {
            work.old_contents[old].share(&work.new_contents[new])
        });
    }

    fn all_the_same(&mut self, olds: &mut Vec<usize>, news: &mut Vec<usize>) {
        let text = |content: &Content| (!content.is_empty()).then(|| content.text.clone());
        let of_old: BTreeMap<usize, _> = olds
            .iter()
            .map(|&at| (at, text(&self.old_contents[at])))
            .collect();
        let of_new: BTreeMap<usize, _> = news
            .iter()
            .map(|&at| (at, text(&self.new_contents[at])))
            .collect();
        self.where_equal(
            olds,
            news,
            |at| of_old[&at].clone(),
            |at| of_new[&at].clone(),
        );
    }

    /// Joins the likest first, as far as they are as like as `least`.
    fn best(
        &mut self,
        olds: &mut Vec<usize>,
        news: &mut Vec<usize>,
        least: f32,
        like: impl Fn(&Self, usize, usize) -> f32,
    ) {
        if olds.len().saturating_mul(news.len()) > MOST_COMPARED {
            return;
        }
        let mut ways = Vec::new();
        for &old in &*olds {
            for &new in &*news {
                let share = like(self, old, new);
                if share >= least {
                    ways.push((share, old, new));
                }
            }
        }
        ways.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, old, new) in ways {
            if self.pairs.new_of[old].is_none() && self.pairs.old_of[new].is_none() {
                self.join(old, new);
            }
        }
        self.keep_lone(olds, news);
    }

    /// What is counted through: where one is put in, those after it have another number and are the
    /// same.
    fn counted(&mut self, olds: &mut Vec<usize>, news: &mut Vec<usize>) {
        let (old, new) = (self.old, self.new);
        let whole = |entity: &Entity, content: &Content| {
            Some(format!(
                "{}\n{}",
                number(entity).unwrap_or_default(),
                content.text
            ))
        };
        let of_old: BTreeMap<usize, _> = (olds.iter())
            .map(|&at| (at, whole(&old[at], &self.old_contents[at])))
            .collect();
        let of_new: BTreeMap<usize, _> = (news.iter())
            .map(|&at| (at, whole(&new[at], &self.new_contents[at])))
            .collect();
        self.where_equal(
            olds,
            news,
            |at| of_old[&at].clone(),
            |at| of_new[&at].clone(),
        );
        self.all_the_same(olds, news);
        self.best(olds, news, SOMEWHAT, |work, a, b| {
            match number(&work.old[a]) == number(&work.new[b]) {
                true => work.old_contents[a].share(&work.new_contents[b]),
                false => 0.0,
            }
        });
        self.best(olds, news, MOSTLY, |work, a, b| {
            work.old_contents[a].share(&work.new_contents[b])
        });
        // What is written anew in its place is an amendment of that place.
        self.by(olds, news, number);
    }

    /// What has neither id nor number: records, norms, terms, and what there is but one of.
    fn unnamed(&mut self, olds: &mut Vec<usize>, news: &mut Vec<usize>) {
        let renames = std::mem::take(&mut self.pairs.renames);
        let says = |all: &[Entity], at: usize, anew: Option<&Renames>| -> Vec<(String, String)> {
            let entity = &all[at];
            let above = entity.parent.and_then(|parent| all[parent].id.as_deref());
            let keys = entity.keys.iter();
            let mut keys: Vec<(String, String)> = keys
                .map(|key| (key.key.clone(), said(key, anew, above)))
                .collect();
            keys.sort_unstable();
            keys
        };
        let of_old: BTreeMap<usize, _> = olds
            .iter()
            .map(|&at| (at, says(self.old, at, None)))
            .collect();
        let of_new: BTreeMap<usize, _> = news
            .iter()
            .map(|&at| (at, says(self.new, at, Some(&renames))))
            .collect();
        self.pairs.renames = renames;
        let whole = |keys: &[(String, String)]| {
            let keys = keys.iter().map(|(key, said)| format!("{key}\u{4}{said}"));
            Some(keys.collect::<Vec<_>>().join("\u{5}"))
        };
        self.where_equal(
            olds,
            news,
            |at| whole(&of_old[&at]),
            |at| whole(&of_new[&at]),
        );
        if let ([old], [new]) = (olds.as_slice(), news.as_slice()) {
            if is_only(&self.old[*old]) {
                self.join(*old, *new);
                self.keep_lone(olds, news);
            }
        }
        self.best(olds, news, HALF, |work, old, new| {
            let (a, b) = (&of_old[&old], &of_new[&new]);
            let same = a
                .iter()
                .filter(|said| b.binary_search(said).is_ok())
                .count() as f32;
            let keys = a.len().max(b.len()) as f32;
            let text = work.old_contents[old].share(&work.new_contents[new]);
            // Texts settle it where keys leave it open.
            (same + text * (keys - same).max(0.0) * 0.5) / keys.max(1.0)
        });
    }

    /// Notes what of a kind is called otherwise now.
    fn note_renames(&mut self, kind: &str) {
        for (at, entity) in self.new.iter().enumerate().filter(|(_, e)| e.kind == kind) {
            let Some(was) = self.pairs.old_of[at].map(|old| &self.old[old]) else {
                continue;
            };
            if let (Some(id), Some(before)) = (&entity.id, &was.id) {
                if id != before && entity.parent.is_none() {
                    let ids = &mut self.pairs.renames.ids;
                    ids.insert((kind.to_owned(), id.clone()), before.clone());
                    self.pairs.renames.any.insert(id.clone(), before.clone());
                }
            }
            if kind == "regulation.chapter.article" {
                let of = entity.parent.and_then(|parent| self.new[parent].id.clone());
                if let (Some(of), Some(now), Some(before)) = (of, number(entity), number(was)) {
                    if now != before {
                        self.pairs.renames.articles.insert((of, now), before);
                    }
                }
            }
        }
    }
}

/// Whether there is but one of its kind.
fn is_only(entity: &Entity) -> bool {
    crate::fields::table(&entity.kind).is_some_and(|table| !table.many)
}
