//! What an explanation is asked of: an id, the name of a thing, or the code of a finding.

use crate::build::called;
use crate::check::facts::Entity;
use crate::check::Context;
use crate::diagnostic::words::{nearest, quoted};
use crate::diagnostic::Code;

/// What is asked for, found.
pub(super) struct Asked {
    /// Everything with one of the ids or names.
    pub entities: Vec<Entity>,
    pub codes: Vec<Code>,
}

/// Nothing has that id, name or code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// What was asked for.
    pub word: String,
    /// The nearest that there is, and what it is called.
    pub near: Option<(String, String)>,
}

impl Unknown {
    /// What a person is told.
    pub fn told(&self) -> String {
        let near = match &self.near {
            Some((id, name)) if id == name => format!("；是不是要写 {id}？"),
            Some((id, name)) => format!("；是不是要写 {id}（{name}）？"),
            None => String::new(),
        };
        format!("没有编号、名称或者代码是 {} 的{near}\n", quoted(&self.word))
    }
}

impl Asked {
    pub fn read(context: &Context<'_>, words: &[String]) -> Result<Self, Unknown> {
        let mut asked = Self {
            entities: Vec::new(),
            codes: Vec::new(),
        };
        let all: Vec<Entity> = context.facts().everything().collect();
        for word in words {
            let word = word.trim();
            let found = with_id(&all, word);
            let code = Code::parse(word).filter(|_| found.is_empty());
            let found = match (found.is_empty(), code) {
                (true, None) => with_name(&all, word),
                _ => found,
            };
            if found.is_empty() && code.is_none() {
                return Err(unknown(&all, word));
            }
            asked.entities.extend(found);
            asked.codes.extend(code);
        }
        Ok(asked)
    }
}

/// Pages show the ids of risk points and measures in capitals.
fn with_id(all: &[Entity], word: &str) -> Vec<Entity> {
    let has = |entity: &&Entity| {
        let id = entity.text("id");
        id.is_some_and(|id| id == word || id.eq_ignore_ascii_case(word))
    };
    all.iter().filter(has).cloned().collect()
}

fn with_name(all: &[Entity], word: &str) -> Vec<Entity> {
    const KEYS: [&str; 5] = ["name", "title", "short", "number", "full-name"];
    let word = word.trim_matches(['《', '》', '“', '”']);
    let has = |entity: &&Entity| {
        let named = KEYS.iter().any(|key| entity.text(key) == Some(word));
        named && entity.text("id").is_some() && !word.is_empty()
    };
    all.iter().filter(has).cloned().collect()
}

fn unknown(all: &[Entity], word: &str) -> Unknown {
    let named = all.iter().filter_map(|e| Some((e.text("id")?, e.name())));
    let named: Vec<(&str, String)> = named.collect();
    let ids = named.iter().map(|(id, _)| *id);
    let names = named.iter().map(|(_, name)| name.as_str());
    let near = nearest(word, ids).or_else(|| nearest(word, names));
    let near = near.and_then(|near| {
        let mut named = named.iter();
        named.find(|(id, name)| *id == near || name == near)
    });
    Unknown {
        word: word.to_owned(),
        near: near.map(|(id, name)| ((*id).to_owned(), name.clone())),
    }
}

/// What a thing is called: by its name, else in the words that stand for it on charts, else in
/// the first of its own.
pub(super) fn name(entity: &Entity) -> String {
    const LONGEST: usize = 30;
    let said = ["brief", "behaviour", "text", "topic", "conflict"];
    let said = || said.into_iter().find_map(|key| entity.text(key));
    let own = entity
        .own_name()
        .filter(|name| Some(*name) != entity.text("id"));
    let name = own
        .or_else(said)
        .map_or_else(|| entity.name(), str::to_owned);
    match name.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}……", &name[..end]),
        None => name,
    }
}

/// What a kind of tables is called.
pub(super) fn kind_name(context: &Context<'_>, kind: &str) -> String {
    match kind {
        "department" => context.unit.words().department.clone(),
        "ledger" => "台账".to_owned(),
        _ => called(kind).map_or_else(|| context.ledger_name(kind), str::to_owned),
    }
}
