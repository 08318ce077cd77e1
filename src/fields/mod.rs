//! The tables and keys of the rules, as `fields.toml` declares them, and the form in which the
//! rules declare kinds of records of their own.

use serde::Deserialize;
use std::sync::LazyLock;

/// A table that rules may hold, or one within it.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Table {
    /// Its name, with that of the table around it: `workflow.step`.
    pub name: String,
    /// Whether it may stand many times.
    #[serde(default)]
    pub many: bool,
    /// Whether it stands as a value only, and is named by a [`Field`]'s type.
    #[serde(default)]
    pub inner: bool,
    /// A remark beside its head in the documents.
    #[serde(default)]
    pub doc: String,
    /// Keys of which exactly one is written.
    #[serde(default)]
    pub either: Vec<String>,
    /// What its sheet in the workbook of registers is called; `None` where it has none there. Words
    /// of the unit stand in braces: `{department}`.
    #[serde(default)]
    pub sheet: Option<String>,
    /// What it is called in lists of changes where it has no sheet.
    #[serde(default)]
    pub title: String,
    /// The key that makes those marked `unless` needless.
    #[serde(default)]
    pub unless: Option<String>,
    /// Its keys, in the order of the documents.
    pub fields: Vec<Field>,
}

/// A key.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Field {
    /// How it is written.
    pub key: String,
    /// What it holds: see `Holds`.
    #[serde(rename = "type")]
    pub holds: String,
    /// What it is called as the head of a column, with words of the unit in braces; of a ledger's
    /// key [`Field::about`].
    #[serde(default)]
    pub head: String,
    /// What it is called in lists of changes where it is no column.
    #[serde(default)]
    pub title: String,
    /// What tables of other units call such a column, for their import.
    #[serde(default)]
    pub also: Vec<String>,
    /// What the words of [`Holds::Word`] are called, in their order, where they are fixed.
    #[serde(default)]
    pub names: Vec<String>,
    /// Whether a table without it is at fault.
    #[serde(default)]
    pub required: bool,
    /// Whether it is required only where [`Table::unless`] is not written.
    #[serde(default)]
    pub unless: bool,
    /// Whether it is written in place of another, and so stands as a comment in the documents.
    #[serde(default)]
    pub instead: bool,
    /// A value, as TOML; a key without one is left out of the documents.
    pub example: Option<String>,
    /// What the documents say of it.
    #[serde(default)]
    pub doc: String,
    /// What editors say of it where the documents say nothing; of a ledger's key its name.
    #[serde(default)]
    pub about: String,
    /// What a ledger says of it besides.
    #[serde(skip)]
    pub kept: Kept,
}

/// What a ledger says of one of its keys beyond what it holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Kept {
    /// What the words of a choice are called, in their order; empty where they say it themselves.
    pub names: Vec<String>,
    /// The least and the greatest number.
    pub range: Option<(i64, i64)>,
    /// The key of the day or the period that no day in it may lie before.
    pub not_before: Option<String>,
    /// The key that is not written together with it.
    pub not_with: Option<String>,
    /// Whether no two rows of a small table have the same under it.
    pub unique: bool,
    /// In which column of the annex it is printed; `None` goes by what it holds.
    pub column: Option<Column>,
    /// What the annex says, with `{}` for what is written.
    pub says: Option<String>,
    /// How texts speak of what is done on the day that it holds.
    pub spoken: Spoken,
}

/// How texts speak of what records are kept of, or of what is done on one of their days.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Spoken {
    /// An article that has one of these words speaks of it.
    pub words: Vec<String>,
    /// Whether they are declared; else they come of its name, which articles may well not use.
    pub declared: bool,
    /// Any text that has a word of each group speaks of it and of nothing else; none where no words
    /// are so sure.
    pub known_by: Vec<Vec<String>>,
}

/// A column of the annex of records, beside that of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// About whom or what.
    Object,
    /// Who did it.
    By,
    /// All else.
    Note,
    /// Nowhere.
    Nowhere,
}

/// What a key holds; `many` where it is a list of that.
#[expect(missing_docs, reason = "each variant says it for its fields")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holds<'a> {
    /// `text`, `texts`.
    Text { many: bool },
    /// `text-or-texts`: one, or a list of several.
    TextOrTexts,
    /// `day`, `days`.
    Day { many: bool },
    /// `integer`.
    Integer,
    /// `period`: 2012-h2.
    Period,
    /// `grid`: rows of numbers.
    Grid,
    /// `yes`: true or false.
    YesNo,
    /// `id`: kebab-case ASCII.
    Id,
    /// `colour`: `#D7191F`.
    Colour,
    /// `preset`: a kind of unit.
    Preset,
    /// `word:a|b`, `words:a|b`: of a closed set.
    Word { words: Vec<&'a str>, many: bool },
    /// `ref:post`, `refs:post`: the id of such an entity.
    Reference { kind: &'a str, many: bool },
    /// `actor`, `actors`: a post, a department or a body.
    Actor { many: bool },
    /// `cite`, `cites`: a place in the regulations.
    Cite { many: bool },
    /// `grade`, `power`, `role`, `focus`, `focuses`, `level`, `meeting-kind`,
    /// `decision-kind`, `theme`: of a list of the unit's vocabulary.
    Term { list: &'a str, many: bool },
    /// `held`: from power to extent.
    Held,
    /// `scores`: from factor to score.
    Scores,
    /// `grade-words`: from grade to words.
    GradeWords,
    /// `own-keys`: keys of the unit's own, by kind of table.
    OwnKeys,
    /// `choices`: words, or tables of a word and its name.
    Choices,
    /// `table:filed`, `tables:exit`.
    Table { name: &'a str, many: bool },
}

impl Field {
    /// What it holds, read from its type; `None` for a type that there is not.
    pub fn holds(&self) -> Option<Holds<'_>> {
        let word = self.holds.as_str();
        if let Some((kind, rest)) = word.split_once(':') {
            let many = kind.ends_with('s');
            return Some(match kind.trim_end_matches('s') {
                "word" => Holds::Word {
                    words: rest.split('|').collect(),
                    many,
                },
                "ref" => Holds::Reference { kind: rest, many },
                "table" => Holds::Table { name: rest, many },
                _ => return None,
            });
        }
        Some(match word {
            "text" | "texts" => Holds::Text {
                many: word == "texts",
            },
            "text-or-texts" => Holds::TextOrTexts,
            "day" | "days" => Holds::Day {
                many: word == "days",
            },
            "integer" => Holds::Integer,
            "period" => Holds::Period,
            "grid" => Holds::Grid,
            "yes" => Holds::YesNo,
            "id" => Holds::Id,
            "colour" => Holds::Colour,
            "preset" => Holds::Preset,
            "actor" | "actors" => Holds::Actor {
                many: word == "actors",
            },
            "cite" | "cites" => Holds::Cite {
                many: word == "cites",
            },
            "focuses" => Holds::Term {
                list: "focus",
                many: true,
            },
            "grade" | "power" | "role" | "focus" | "level" | "meeting-kind" | "decision-kind"
            | "theme" => Holds::Term {
                list: word,
                many: false,
            },
            "held" => Holds::Held,
            "scores" => Holds::Scores,
            "grade-words" => Holds::GradeWords,
            "choices" => Holds::Choices,
            "own-keys" => Holds::OwnKeys,
            _ => return None,
        })
    }

    /// What a word under it is called.
    pub fn called<'f>(&'f self, word: &'f str) -> &'f str {
        let Some(Holds::Word { words, .. }) = self.holds() else {
            return word;
        };
        let rank = words.iter().position(|known| *known == word);
        let name = rank.and_then(|rank| self.names_of_words().get(rank));
        name.map_or(word, String::as_str)
    }

    /// What its words are called, in their order; none where they say it themselves.
    pub fn names_of_words(&self) -> &[String] {
        match self.kept.names.as_slice() {
            [] => &self.names,
            names => names,
        }
    }

    /// What it is called as the head of a column.
    pub fn head(&self) -> &str {
        if self.head.is_empty() {
            &self.about
        } else {
            &self.head
        }
    }

    /// What it is called in lists of changes: never nothing.
    pub fn title(&self) -> &str {
        // What editors say of it begins with what it is: 前言，一段一项.
        let about = self.about.split('，').next().unwrap_or_default();
        let names = [self.title.as_str(), self.head.as_str(), about];
        let named = names.into_iter().find(|name| !name.is_empty());
        named.unwrap_or(&self.key)
    }

    /// What to say of it.
    pub fn says(&self) -> &str {
        if self.doc.is_empty() {
            &self.about
        } else {
            &self.doc
        }
    }
}

impl Table {
    /// What it is called in lists of changes: never nothing.
    pub fn title(&self) -> &str {
        match &self.sheet {
            _ if !self.title.is_empty() => &self.title,
            Some(sheet) => sheet,
            None => &self.name,
        }
    }
}

/// All tables. That the declaration can be read is tested.
pub fn tables() -> &'static [Table] {
    #[derive(Deserialize)]
    struct File {
        table: Vec<Table>,
    }
    static TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| {
        let file: File = toml::from_str(include_str!("fields.toml"))
            .expect("fields.toml stands in the binary, and a test reads it");
        file.table
    });
    &TABLES
}

/// The table with that name.
pub fn table(name: &str) -> Option<&'static Table> {
    tables().iter().find(|table| table.name == name)
}
