//! Which sheets there are, and what columns each has.

use super::Column;
use crate::fields::{self, Field, Holds};
use crate::model::ledger::Ledger;
use crate::model::vocabulary::{find, Entry, Term, Vocabulary};
use crate::model::{Unit, Words};

/// The column of what a row is part of.
pub(super) const PARENT: &str = "^";

/// A kind of tables that has a sheet.
#[derive(Debug, Clone)]
pub(super) struct Kind {
    /// The name of its tables with that of the tables around: `workflow.step`.
    pub name: String,
    /// The name of its sheet.
    pub title: String,
    /// Its keys.
    pub fields: Vec<&'static Field>,
    /// The small tables that its fields may name, of a ledger.
    pub ledger: Option<Ledger>,
}

impl Kind {
    /// The small table with that name.
    pub fn inner(&self, name: &str) -> Option<&'static fields::Table> {
        let own = self.ledger.map(|ledger| ledger.entry().inner.iter());
        let found = own.and_then(|mut tables| tables.find(|table| table.name == name));
        found.or_else(|| fields::table(name))
    }

    /// Its lists of small tables, which have sheets of their own: key, small table, title.
    pub fn lists(&self, words: &Words) -> Vec<(&'static Field, Kind)> {
        let list = |field: &&'static Field| match field.holds() {
            Some(Holds::Table { name, many: true }) => {
                let table = self.inner(name)?;
                Some((
                    *field,
                    Kind {
                        name: format!("{}/{}", self.name, field.key),
                        title: format!("{}·{}", self.title, in_words(field.head(), words)),
                        fields: table.fields.iter().collect(),
                        ledger: self.ledger,
                    },
                ))
            }
            _ => None,
        };
        self.fields.iter().filter_map(list).collect()
    }
}

/// The kinds of tables at the top of files that have a sheet, and the tables in them.
pub(super) fn kinds(unit: &Unit) -> Vec<Kind> {
    let words = unit.words();
    let declared = fields::tables().iter().filter_map(|table| {
        let own = unit.own_fields.iter();
        let own = own.filter(|own| own.of.key() == table.name);
        Some(Kind {
            name: table.name.clone(),
            title: in_words(table.sheet.as_ref()?, words),
            fields: (table.fields.iter())
                .chain(own.flat_map(|own| own.fields()))
                .collect(),
            ledger: None,
        })
    });
    let ledgers = unit.ledgers.iter().map(|&ledger| Kind {
        name: ledger.key().to_owned(),
        title: ledger.entry().title.clone(),
        fields: ledger.entry().table.fields.iter().collect(),
        ledger: Some(ledger),
    });
    declared.chain(ledgers).collect()
}

/// The columns of a kind.
pub(super) fn columns(kind: &Kind, is_part: bool, unit: &Unit) -> Vec<Column> {
    let mut out = Vec::new();
    if is_part {
        out.push(Column {
            key: PARENT.to_owned(),
            head: "属于".to_owned(),
            path: Vec::new(),
            field: None,
            choices: Vec::new(),
            required: false,
            long: false,
        });
    }
    for field in kind.fields.iter().copied().filter(|f| !f.head().is_empty()) {
        match field.holds() {
            Some(Holds::Table { many: true, .. }) | None => {}
            Some(Holds::Table { name, many: false }) => {
                let inner = kind.inner(name).map_or(&[][..], |table| &table.fields);
                for part in inner {
                    let head = format!("{}：{}", field.head(), part.head());
                    let path = vec![field.key.clone(), part.key.clone()];
                    let required = field.required && part.required;
                    out.push(column(path, &head, part, required, unit));
                }
            }
            Some(Holds::Scores) => {
                for factor in &unit.vocabulary.factors {
                    let path = vec![field.key.clone(), factor.key().to_owned()];
                    out.push(Column {
                        field: None,
                        ..column(path, factor.chinese(), field, field.required, unit)
                    });
                }
            }
            Some(_) => {
                let path = vec![field.key.clone()];
                out.push(column(path, field.head(), field, field.required, unit));
            }
        }
    }
    out
}

fn column(
    path: Vec<String>,
    head: &str,
    field: &'static Field,
    required: bool,
    unit: &Unit,
) -> Column {
    Column {
        key: path.join("."),
        head: in_words(head, unit.words()),
        choices: choices(field, &unit.vocabulary),
        long: matches!(field.holds(), Some(Holds::Text { .. })),
        path,
        field: Some(field),
        required,
    }
}

/// What a key with a closed list of single words may hold.
fn choices(field: &Field, vocabulary: &Vocabulary) -> Vec<String> {
    match field.holds() {
        Some(Holds::YesNo) => vec![
            super::meaning::YES.to_owned(),
            super::meaning::NO.to_owned(),
        ],
        Some(Holds::Word { words, many: false }) => {
            let called = words.iter().map(|word| field.called(word).to_owned());
            called.collect()
        }
        Some(Holds::Term { list, many: false }) => {
            let terms = terms(list, vocabulary).into_iter();
            terms.map(|(_, name)| name.to_owned()).collect()
        }
        _ => Vec::new(),
    }
}

/// The ids and names of a list of the vocabulary.
pub(super) fn terms(list: &str, vocabulary: &Vocabulary) -> Vec<(&'static str, &'static str)> {
    fn of<E: Entry>(terms: &[Term<E>]) -> Vec<(&'static str, &'static str)> {
        let both = terms.iter().map(|term| (term.key(), term.chinese()));
        both.collect()
    }
    match list {
        "grade" => of(&vocabulary.grades),
        "power" => of(&vocabulary.powers),
        "role" => of(&vocabulary.roles),
        "focus" => of(&vocabulary.focuses),
        "level" => of(&vocabulary.levels),
        "meeting-kind" => of(&vocabulary.meeting_kinds),
        "decision-kind" => of(&vocabulary.decision_kinds),
        "theme" => of(&vocabulary.themes),
        _ => Vec::new(),
    }
}

/// The name of a power.
pub(super) fn power_name<'a>(id: &'a str, vocabulary: &Vocabulary) -> &'a str {
    find(&vocabulary.powers, id).map_or(id, |power| power.chinese())
}

/// A head with the unit's own words in it.
pub(super) fn in_words(head: &str, words: &Words) -> String {
    head.replace("{department}", &words.department)
        .replace("{leader-in-charge}", &words.leader_in_charge)
}
