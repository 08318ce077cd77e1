//! Why something changed, as far as the rules say so: the note of an amendment (`why`), the reason
//! of a settlement that came with the change. The reasons of commits are of another kind, and are
//! not taken. What has no reason in the rules is left to be filled in by hand.

use super::pair::{number, Pairs};
use super::state::State;
use super::what::What;
use crate::fields::{Field, Holds};
use crate::load::Value;
use crate::model::{ArticlePath, Regulation};
use crate::register::Entity;
use std::collections::BTreeMap;

/// An article of the new state: the id of its regulation, its number.
type At = (String, String);

/// What the new state says of its changes.
pub(super) struct Reasons<'a> {
    new: &'a State,
    /// Amendments that came with the change of their article: by article, why.
    amendments: BTreeMap<At, String>,
    /// The places in the rules of those amendments.
    notes: Vec<crate::diagnostic::Place>,
    /// Settlements that came with it: by article the code and the reason.
    settlements: BTreeMap<At, Vec<(String, String)>>,
}

impl<'a> Reasons<'a> {
    pub fn of(old: &State, new: &'a State, pairs: &Pairs) -> Self {
        let mut reasons = Self {
            new,
            amendments: BTreeMap::new(),
            notes: Vec::new(),
            settlements: BTreeMap::new(),
        };
        let is_changed = |regulation: usize, wanted: &str| {
            let mut articles = new.entities.iter().enumerate().filter(|(_, entity)| {
                entity.kind == "regulation.chapter.article"
                    && entity.parent == Some(regulation)
                    && number(entity).as_deref() == Some(wanted)
            });
            articles.any(|(at, entity)| {
                pairs.old_of[at]
                    .is_none_or(|before| old.entities[before].said("text") != entity.said("text"))
            })
        };
        for (at, entity) in new.entities.iter().enumerate() {
            match entity.kind.as_str() {
                "regulation.amendment" if pairs.old_of[at].is_none() => {
                    let Some(regulation) = entity.parent else {
                        continue;
                    };
                    let path = entity.said("article").and_then(ArticlePath::parse);
                    let Some(article) = path.map(|path| path.article().to_string()) else {
                        continue;
                    };
                    let id = new.entities[regulation].id.clone().unwrap_or_default();
                    if is_changed(regulation, &article) {
                        let why = entity.said("why").unwrap_or_default().to_owned();
                        reasons.amendments.insert((id, article), why);
                        reasons.notes.push(entity.place);
                    }
                }
                "settlement" => {
                    let before = pairs.old_of[at].map(|before| &old.entities[before]);
                    let same = before.is_some_and(|before| {
                        let keys = ["choice", "reason", "prevails", "revised"];
                        keys.iter().all(|key| before.said(key) == entity.said(key))
                    });
                    if same {
                        continue;
                    }
                    let code = entity.id.clone().unwrap_or_default().to_uppercase();
                    let why = entity.said("reason").unwrap_or_default().to_owned();
                    for (regulation, path) in cites(entity, |key| key == "between") {
                        let Some(path) = ArticlePath::parse(&path) else {
                            continue;
                        };
                        let cite = (regulation, path.article().to_string());
                        let at = reasons.settlements.entry(cite).or_default();
                        at.push((code.clone(), why.clone()));
                    }
                }
                _ => {}
            }
        }
        reasons
    }

    /// Whether something is itself the note of a change that is listed.
    pub fn explains(&self, entity: &Entity) -> bool {
        self.notes.contains(&entity.place)
    }

    /// Why something of the new state changed, and what that rests on.
    pub fn why(&self, entity: &Entity, what: What, key: Option<&str>) -> (String, Vec<String>) {
        let mut basis = Vec::new();
        let mut articles = cites(entity, |key| key.ends_with("article"));
        for (regulation, path) in &articles {
            let known = self.new.unit.regulations.iter();
            let mut known = known.filter(|of| *of.id.value == **regulation);
            if let (Some(of), Some(path)) = (known.next(), ArticlePath::parse(path)) {
                let said = format!("{}{}", short(of), of.path_chinese(&path));
                if !basis.contains(&said) {
                    basis.push(said);
                }
            }
        }
        if basis.is_empty() {
            basis = self.of_grade(entity, key);
        }
        // What stands below an article goes with it.
        for (_, path) in &mut articles {
            if let Some(parsed) = ArticlePath::parse(path) {
                *path = parsed.article().to_string();
            }
        }
        let mut reason = String::new();
        if entity.kind == "regulation.chapter.article" && what != What::Renumbered {
            let regulation = entity
                .parent
                .and_then(|at| self.new.entities[at].id.clone());
            if let (Some(regulation), Some(number)) = (regulation, number(entity)) {
                let at = (regulation, number);
                reason = self.amendments.get(&at).cloned().unwrap_or_default();
                articles.push(at);
            }
        }
        if matches!(what, What::Renumbered | What::Renamed) {
            return (reason, basis);
        }
        for (code, why) in articles
            .iter()
            .filter_map(|at| self.settlements.get(at))
            .flatten()
        {
            if reason.is_empty() {
                reason = format!("{why}（{code}）");
            } else if !reason.contains(code) {
                reason = format!("{reason}（{code}）");
            }
        }
        (reason, basis)
    }
}

impl Reasons<'_> {
    /// The articles that grades of such things rest on, where a grade or a power has changed.
    fn of_grade(&self, entity: &Entity, key: Option<&str>) -> Vec<String> {
        const MOST: usize = 2;
        let by = match key {
            Some("grade") => "grade-by-",
            Some("powers") => "grade-by-powers",
            _ => return Vec::new(),
        };
        let mut out: Vec<String> = Vec::new();
        for (regulation, norm) in self.new.unit.norms_by_regulation() {
            let subject = norm.word("subject") == Some(entity.kind.as_str());
            if !subject || !norm.kind.starts_with(by) || out.len() == MOST {
                continue;
            }
            let of = &self.new.unit.regulations[regulation];
            let said = format!("{}{}", short(of), of.path_chinese(&norm.article));
            if !out.contains(&said) {
                out.push(said);
            }
        }
        out
    }
}

/// What a regulation is called where there is little room.
fn short(regulation: &Regulation) -> &str {
    let short = regulation.brief.as_ref().unwrap_or(&regulation.short);
    &short.value
}

/// The places in the regulations that the keys of something cite.
fn cites(entity: &Entity, wanted: impl Fn(&str) -> bool) -> Vec<At> {
    let keys = entity.keys.iter().filter(|key| wanted(&key.key));
    let keys =
        keys.filter(|key| matches!(key.field.and_then(Field::holds), Some(Holds::Cite { .. })));
    let values = keys.flat_map(|key| match &key.value.value {
        Value::Array(items) => items.iter().map(|item| &item.value).collect(),
        one => vec![one],
    });
    let cite = |value: &Value| match value {
        Value::String(cite) => {
            let (regulation, path) = cite.split_once(':')?;
            Some((regulation.to_owned(), path.to_owned()))
        }
        _ => None,
    };
    values.filter_map(cite).collect()
}
