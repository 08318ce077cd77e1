//! What a parameter of a norm may hold.

use crate::diagnostic::{Place, Spanned};
use crate::load::Value;
use crate::model::build::words::{nearest, quoted};
use crate::model::grade::Vocabulary;
use crate::model::{Power, Town};

/// The words a parameter allows.
#[derive(Debug, Clone, Copy)]
pub enum Allowed {
    /// Those of a vocabulary of the model.
    Of(fn() -> Vec<&'static str>),
    /// Those listed.
    These(&'static [&'static str]),
}

/// The words of a vocabulary.
pub(in crate::check) fn words<V: Vocabulary>() -> Vec<&'static str> {
    V::all().iter().map(|value| value.word()).collect()
}

impl Allowed {
    fn words(self) -> Vec<&'static str> {
        match self {
            Self::Of(words) => words(),
            Self::These(words) => words.to_vec(),
        }
    }
}

/// What an id in a norm may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entity {
    /// A department.
    Department,
    /// A post.
    Post,
    /// An organ.
    Organ,
    /// A class.
    Class,
}

/// What a parameter may hold.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// One of these words.
    Word(Allowed),
    /// A list of these words, each once.
    Words(Allowed),
    /// Any text.
    Text,
    /// A list of texts.
    Texts,
    /// A whole number, at least the first and at most the second.
    Count(i64, i64),
    /// `true` or `false`.
    Flag,
    /// A day of the year: `"01-31"`.
    MonthDay,
    /// A list of pairs of texts.
    Pairs,
    /// An id of one of these, or one of the words.
    Id(&'static [Entity], &'static [&'static str]),
    /// A list of ids.
    Ids(&'static [Entity]),
    /// `{ any-full = [powers], any-part = [powers] }`: holds where one of the powers is held
    /// to that extent (`any-part`: to any extent).
    Powers,
    /// A table from these words to whole numbers.
    Numbers(Allowed, i64, i64),
    /// A table from ids of classes to whole numbers.
    ClassNumbers(i64, i64),
    /// A table from these words to texts.
    Names(Allowed),
}

/// A fault of a value: where, what, and what to do.
pub(in crate::check) struct Fault {
    pub place: Place,
    pub message: String,
    pub help: String,
}

impl Shape {
    /// How it is written, in Chinese.
    pub fn describe(&self) -> String {
        let list = |allowed: &Allowed| {
            let words: Vec<String> = allowed
                .words()
                .iter()
                .map(|w| format!("`\"{w}\"`"))
                .collect();
            words.join("、")
        };
        match self {
            Self::Word(allowed) => format!(" {}", list(allowed)),
            Self::Words(allowed) => format!("数组，各项为 {}", list(allowed)),
            Self::Text => "文字".into(),
            Self::Texts => "文字的数组".into(),
            Self::Count(low, i64::MAX) => format!("整数，不小于 {low}"),
            Self::Count(low, high) => format!("从 {low} 到 {high} 的整数"),
            Self::Flag => "真假值 `true`、`false`".into(),
            Self::MonthDay => "月和日，例如 `\"01-31\"`".into(),
            Self::Pairs => "两两一组的数组，例如 `[[\"会计\", \"出纳\"]]`".into(),
            Self::Id(entities, others) => {
                let mut out = format!("{}编号", names(entities));
                for word in *others {
                    out.push_str(&format!("，或者 `\"{word}\"`"));
                }
                out
            }
            Self::Ids(entities) => format!("{}编号的数组", names(entities)),
            Self::Powers => "表：`any-full`（握有其中一项的全部）、`any-part`（握有其中一项，\
                             不论全部还是部分），各列权力"
                .into(),
            Self::Numbers(allowed, low, high) => {
                format!("表：键为 {}，值为从 {low} 到 {high} 的整数", list(allowed))
            }
            Self::ClassNumbers(low, high) => {
                format!("表：键为类别编号，值为从 {low} 到 {high} 的整数")
            }
            Self::Names(allowed) => format!("表：键为 {}，值为文字", list(allowed)),
        }
    }

    /// How it is written, as advice in a finding.
    pub(super) fn advice(&self) -> String {
        format!("写成{}", self.describe().replace('`', ""))
    }

    /// What is wrong with `value` under `key`.
    pub(in crate::check) fn faults(
        &self,
        key: &str,
        value: &Spanned<Value>,
        town: &Town,
    ) -> Vec<Fault> {
        let mut out = Vec::new();
        self.look(&format!("{key} "), value, town, &mut out);
        out
    }

    fn look(&self, label: &str, value: &Spanned<Value>, town: &Town, out: &mut Vec<Fault>) {
        match (self, &value.value) {
            (Self::Word(allowed), Value::String(word)) => {
                let words = allowed.words();
                if !words.contains(&word.as_str()) {
                    let message = format!("{label}不能是 {}", quoted(word));
                    push(out, value.place, message, suggestion(word, &words));
                }
            }
            (Self::Words(_) | Self::Texts | Self::Ids(_), Value::Array(items)) => {
                let each = match self {
                    Self::Words(allowed) => Self::Word(*allowed),
                    Self::Ids(entities) => Self::Id(entities, &[]),
                    _ => Self::Text,
                };
                for (index, item) in items.iter().enumerate() {
                    if items[..index].iter().any(|i| i.value == item.value) {
                        push(
                            out,
                            item.place,
                            format!("{label}里有一项写了两次"),
                            "删去一个".into(),
                        );
                        continue;
                    }
                    each.look(&format!("{label}的一项"), item, town, out);
                }
            }
            (Self::Text, Value::String(text)) => {
                if text.trim().is_empty() {
                    push(
                        out,
                        value.place,
                        format!("{label}是空的"),
                        "写上内容".into(),
                    );
                }
            }
            (Self::Count(low, high), Value::Integer(number)) => {
                if number < low || number > high {
                    let help = self.advice();
                    push(out, value.place, format!("{label}不能是 {number}"), help);
                }
            }
            (Self::Flag, Value::Boolean(_)) => {}
            (Self::MonthDay, Value::String(text)) => {
                // A leap year, so that 02-29 is a day.
                if super::read::month_day(text, 2000).is_none() {
                    let message = format!("{label}不能是 {}", quoted(text));
                    push(out, value.place, message, self.advice());
                }
            }
            (Self::Pairs, Value::Array(items)) => {
                for item in items {
                    let pair = match &item.value {
                        Value::Array(pair) => pair.as_slice(),
                        _ => &[],
                    };
                    let texts = pair
                        .iter()
                        .filter(|t| matches!(&t.value, Value::String(t) if !t.trim().is_empty()));
                    if pair.len() != 2 || texts.count() != 2 {
                        let help = "写成 [\"会计\", \"出纳\"]";
                        push(
                            out,
                            item.place,
                            format!("{label}的每一组是两个词"),
                            help.into(),
                        );
                    }
                }
            }
            (Self::Id(entities, others), Value::String(id)) => {
                if others.contains(&id.as_str()) || town.incomplete {
                    return;
                }
                let ids: Vec<&str> = entities.iter().flat_map(|e| ids(*e, town)).collect();
                if !ids.contains(&id.as_str()) {
                    let what = names(entities);
                    let message =
                        format!("{}：没有编号为 {} 的{what}", label.trim_end(), quoted(id));
                    let near: Vec<&str> = ids.iter().chain(*others).copied().collect();
                    let help = match nearest(id, near) {
                        Some(near) => format!("是不是要写 \"{near}\"？"),
                        None => format!("改成{what}的编号"),
                    };
                    push(out, value.place, message, help);
                }
            }
            (Self::Powers, Value::Table(table)) => {
                for (name, list) in &table.entries {
                    if let "any-full" | "any-part" = name.as_str() {
                        let each = Self::Words(Allowed::Of(words::<Power>));
                        each.look(&format!("{label}的 {} ", name.value), list, town, out);
                    } else {
                        let message = format!("{label}里没有 {} 这个键", quoted(name));
                        push(
                            out,
                            name.place,
                            message,
                            suggestion(name, &["any-full", "any-part"]),
                        );
                    }
                }
            }
            (Self::Numbers(..) | Self::ClassNumbers(..) | Self::Names(_), Value::Table(table)) => {
                let (allowed, each) = match self {
                    Self::Numbers(allowed, low, high) => {
                        (allowed.words(), Self::Count(*low, *high))
                    }
                    Self::Names(allowed) => (allowed.words(), Self::Text),
                    Self::ClassNumbers(low, high) => (Vec::new(), Self::Count(*low, *high)),
                    _ => return,
                };
                for (name, item) in &table.entries {
                    let known = match self {
                        Self::ClassNumbers(..) => {
                            town.incomplete || ids(Entity::Class, town).contains(&name.as_str())
                        }
                        _ => allowed.contains(&name.as_str()),
                    };
                    if !known {
                        let candidates = match self {
                            Self::ClassNumbers(..) => ids(Entity::Class, town),
                            _ => allowed.clone(),
                        };
                        let message = format!("{label}的键不能是 {}", quoted(name));
                        push(out, name.place, message, suggestion(name, &candidates));
                        continue;
                    }
                    each.look(&format!("{label}的 {} ", name.value), item, town, out);
                }
            }
            (_, other) => {
                let message = format!("{label}不能是{}", other.kind());
                push(out, value.place, message, self.advice());
            }
        }
    }
}

fn push(out: &mut Vec<Fault>, place: Place, message: String, help: String) {
    out.push(Fault {
        place,
        message,
        help,
    });
}

fn suggestion(word: &str, words: &[&str]) -> String {
    match nearest(word, words.iter().copied()) {
        Some(near) => format!("是不是要写 \"{near}\"？"),
        None => {
            let words: Vec<String> = words.iter().map(|w| format!("\"{w}\"")).collect();
            format!("可以写 {}", words.join("、"))
        }
    }
}

fn names(entities: &[Entity]) -> String {
    let names: Vec<&str> = entities
        .iter()
        .map(|entity| match entity {
            Entity::Department => "站所",
            Entity::Post => "岗位",
            Entity::Organ => "机构",
            Entity::Class => "类别",
        })
        .collect();
    names.join("、")
}

fn ids(entity: Entity, town: &Town) -> Vec<&str> {
    match entity {
        Entity::Department => town.departments.iter().map(|d| d.id.as_str()).collect(),
        Entity::Post => town.posts.iter().map(|p| p.id.as_str()).collect(),
        Entity::Organ => town.organs.iter().map(|o| o.id.as_str()).collect(),
        Entity::Class => town.classes.iter().map(|c| c.id.as_str()).collect(),
    }
}
