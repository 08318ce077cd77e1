//! What a parameter of a norm may hold.

use crate::diagnostic::words::{meant, nearest, quoted};
use crate::diagnostic::{Place, Spanned};
use crate::load::Value;
use crate::model::grade::Word;
use crate::model::vocabulary::{Entry, Term};
use crate::model::Unit;
use std::collections::BTreeSet;

/// The words a parameter allows.
#[derive(Debug, Clone, Copy)]
pub enum Allowed {
    /// Those of a vocabulary of the model.
    Of(fn() -> Vec<&'static str>),
    /// Those listed.
    These(&'static [&'static str]),
    /// The ids of a list of the unit's vocabulary.
    Listed(Listed),
}

/// The kinds of tables, but records, that a norm may be about.
const SUBJECTS: [&str; 12] = [
    "unit",
    "organ",
    "department",
    "post",
    "class",
    "risk",
    "measure",
    "workflow",
    "step",
    "authority",
    "separation",
    "grading",
];

/// The words of a vocabulary.
pub(in crate::check) fn words<V: Word>() -> Vec<&'static str> {
    V::all().iter().map(|value| value.word()).collect()
}

/// A list of the unit's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// `[[grade]]`
    Grades,
    /// `[[power]]`
    Powers,
    /// `[[role]]`
    Roles,
    /// `[[focus]]`
    Focuses,
    /// `[[factor]]`
    Factors,
    /// `[[level]]`: ids, or their numbers from 1.
    Levels,
    /// `[[decision-kind]]`
    DecisionKinds,
    /// `[[class]]`
    Classes,
    /// The ledgers: those of every unit, and the unit's own.
    Ledgers,
    /// The kinds of tables that a norm may be about, the unit's own ledgers among them.
    Subjects,
}

impl Listed {
    /// How documents speak of it.
    fn chinese(self) -> &'static str {
        match self {
            Self::Grades => "等级（`[[grade]]`）的编号",
            Self::Powers => "权力（`[[power]]`）的编号",
            Self::Roles => "岗位类型（`[[role]]`）的编号",
            Self::Focuses => "防控重点（`[[focus]]`）的编号",
            Self::Factors => "因素（`[[factor]]`）的编号",
            Self::Levels => "预警级别（`[[level]]`）的编号或者序号",
            Self::DecisionKinds => "决策种类（`[[decision-kind]]`）的编号",
            Self::Classes => "类别（`[[class]]`）的编号",
            Self::Ledgers => "台账：各种记录的表名（`[[ledger]]` 的也行）",
            Self::Subjects => {
                "表名：`department`、`post`、`risk`、`measure`、`workflow`、`step`、`authority` 等，\
                 或者台账（`[[ledger]]` 的也行）"
            }
        }
    }

    fn words(self, unit: &Unit) -> Vec<String> {
        fn keys<E: Entry>(list: &[Term<E>]) -> Vec<String> {
            list.iter().map(|term| term.key().to_owned()).collect()
        }
        let vocabulary = &unit.vocabulary;
        match self {
            Self::Grades => keys(&vocabulary.grades),
            Self::Powers => keys(&vocabulary.powers),
            Self::Roles => keys(&vocabulary.roles),
            Self::Focuses => keys(&vocabulary.focuses),
            Self::Factors => keys(&vocabulary.factors),
            Self::Levels => {
                let mut words = keys(&vocabulary.levels);
                words.extend((1..=vocabulary.levels.len()).map(|n| n.to_string()));
                words
            }
            Self::DecisionKinds => keys(&vocabulary.decision_kinds),
            Self::Classes => unit.classes.iter().map(|c| c.id.value.clone()).collect(),
            Self::Ledgers | Self::Subjects => {
                let subjects = match self {
                    Self::Subjects => SUBJECTS.as_slice(),
                    _ => &[],
                };
                let ledgers = unit.ledgers.iter().map(|ledger| ledger.key());
                let all = subjects.iter().copied().chain(ledgers);
                all.map(str::to_owned).collect()
            }
        }
    }
}

impl Allowed {
    /// The words that the unit may write.
    pub fn words(self, unit: &Unit) -> Vec<String> {
        match self {
            Self::Of(words) => words().into_iter().map(str::to_owned).collect(),
            Self::These(words) => words.iter().map(|word| (*word).to_owned()).collect(),
            Self::Listed(list) => list.words(unit),
        }
    }

    /// How documents speak of the words.
    fn describe(self) -> String {
        let quoted = |words: Vec<&str>| {
            let words: Vec<String> = words.iter().map(|w| format!("`\"{w}\"`")).collect();
            words.join("、")
        };
        match self {
            Self::Of(words) => quoted(words()),
            Self::These(words) => quoted(words.to_vec()),
            Self::Listed(list) => list.chinese().to_owned(),
        }
    }

    /// Whether a file that could not be read in full may hold what seems not to be there.
    fn may_be_lost(self, unit: &Unit) -> bool {
        unit.incomplete && matches!(self, Self::Listed(_))
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
    /// A word or a text, or a list of them.
    OneOrMore(&'static Shape),
    /// Any text.
    Text,
    /// An expression over the rules, or a text with expressions in it.
    Expression,
    /// A list of texts.
    Texts,
    /// A whole number, at least the first and at most the second.
    Count(i64, i64),
    /// `true` or `false`.
    Flag,
    /// A day of the year: `"01-31"`.
    MonthDay,
    /// A list of groups of two things or more; each is of one shape, or a list of what it is called.
    Groups(&'static Shape),
    /// An id of one of these, or one of the words.
    Id(&'static [Entity], &'static [&'static str]),
    /// A list of ids.
    Ids(&'static [Entity]),
    /// `{ any-full = [powers], any-part = [powers] }`: holds where one of the powers is held
    /// to that extent (`any-part`: to any extent).
    Powers,
    /// A warning level: its number from 1, the gravest, or its id.
    Level,
    /// A table from these words to values of one shape.
    Entries(Allowed, &'static Shape),
    /// A list of values of one shape, each as often as it likes.
    Each(&'static Shape),
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
        match self {
            Self::Word(allowed) => format!(" {}", allowed.describe()),
            Self::Words(allowed) => format!("数组，各项为 {}", allowed.describe()),
            Self::OneOrMore(each) => format!("{}，或者几个的数组", each.describe()),
            Self::Text => "文字".into(),
            Self::Expression => "算式，写法见 docs/expressions.md".into(),
            Self::Texts => "文字的数组".into(),
            Self::Count(low, i64::MAX) => format!("整数，不小于 {low}"),
            Self::Count(low, high) => format!("从 {low} 到 {high} 的整数"),
            Self::Flag => "真假值 `true`、`false`".into(),
            Self::MonthDay => "月和日，例如 `\"01-31\"`".into(),
            Self::Groups(each) => format!(
                "两样以上一组的数组，每样为{}；一样有几个说法的，写成数组：`[[\"甲\", [\"乙\", \"丙\"]]]`",
                each.describe().trim_start()
            ),
            Self::Id(entities, others) => {
                let mut out = format!("{}编号", names(entities, AT_LARGE));
                for word in *others {
                    out.push_str(&format!("，或者 `\"{word}\"`"));
                }
                out
            }
            Self::Ids(entities) => format!("{}编号的数组", names(entities, AT_LARGE)),
            Self::Powers => "表：`any-full`（握有其中一项的全部）、`any-part`（握有其中一项，\
                             不论全部还是部分），各列权力"
                .into(),
            Self::Level => "预警级别的序号（`1` 最重）或者编号".into(),
            Self::Entries(allowed, each) => {
                let each = each.describe();
                format!("表：键为{}，值为{}", allowed.describe(), each.trim_start())
            }
            Self::Each(each) => format!("数组，各项为{}", each.describe().trim_start()),
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
        unit: &Unit,
    ) -> Vec<Fault> {
        let mut out = Vec::new();
        self.look(&format!("{key} "), value, unit, &mut out);
        out
    }

    fn look(&self, label: &str, value: &Spanned<Value>, unit: &Unit, out: &mut Vec<Fault>) {
        match (self, &value.value) {
            (Self::Word(allowed), Value::String(word)) => {
                let words = allowed.words(unit);
                if !words.contains(word) && !allowed.may_be_lost(unit) {
                    let message = format!("{label}不能是 {}", quoted(word));
                    push(out, value.place, message, suggestion(word, &words));
                }
            }
            (Self::OneOrMore(each), Value::String(_)) => each.look(label, value, unit, out),
            (Self::OneOrMore(each), Value::Array(items)) if !items.is_empty() => {
                let list = match each {
                    Self::Word(allowed) => Self::Words(*allowed),
                    Self::Id(..) => Self::Each(each),
                    _ => Self::Texts,
                };
                list.look(label, value, unit, out);
            }
            (Self::Words(_) | Self::Texts | Self::Ids(_), Value::Array(items)) => {
                let each = match self {
                    Self::Words(allowed) => Self::Word(*allowed),
                    Self::Ids(entities) => Self::Id(entities, &[]),
                    _ => Self::Text,
                };
                let mut seen = BTreeSet::new();
                for item in items {
                    let twice = match &item.value {
                        Value::String(word) => !seen.insert(word),
                        _ => false, // Told of as no text.
                    };
                    if twice {
                        push(
                            out,
                            item.place,
                            format!("{label}里有一项写了两次"),
                            "删去一个".into(),
                        );
                        continue;
                    }
                    each.look(&format!("{label}的一项"), item, unit, out);
                }
            }
            (Self::Text | Self::Expression, Value::String(text)) => {
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
            (Self::Groups(each), Value::Array(items)) => {
                for item in items {
                    let things = match &item.value {
                        Value::Array(things) => things.as_slice(),
                        _ => &[],
                    };
                    if things.len() < 2 {
                        let message = format!("{label}的每一组写两样以上");
                        push(out, item.place, message, self.advice());
                    }
                    for thing in things {
                        let names = match &thing.value {
                            Value::Array(names) if !names.is_empty() => names.as_slice(),
                            _ => std::slice::from_ref(thing),
                        };
                        for name in names {
                            each.look(&format!("{label}的一样"), name, unit, out);
                        }
                    }
                }
            }
            (Self::Id(entities, others), Value::String(id)) => {
                if others.contains(&id.as_str()) || unit.incomplete {
                    return;
                }
                let known: Vec<_> = entities.iter().flat_map(|e| known(*e, unit)).collect();
                if !known.iter().any(|(known, _)| *known == id.as_str()) {
                    let what = names(entities, &unit.words().department);
                    let message =
                        format!("{}：没有编号为 {} 的{what}", label.trim_end(), quoted(id));
                    let others = others.iter().map(|other| (*other, ""));
                    let help = match meant(id, known.into_iter().chain(others)) {
                        Some(near) => format!("是不是要写 \"{near}\"？"),
                        None => format!("改成{what}的编号"),
                    };
                    push(out, value.place, message, help);
                }
            }
            (Self::Powers, Value::Table(table)) => {
                for (name, list) in &table.entries {
                    if let "any-full" | "any-part" = name.as_str() {
                        let each = Self::Words(Allowed::Listed(Listed::Powers));
                        each.look(&format!("{label}的 {} ", name.value), list, unit, out);
                    } else {
                        let message = format!("{label}里没有 {} 这个键", quoted(name));
                        push(
                            out,
                            name.place,
                            message,
                            suggestion(name, &["any-full".to_owned(), "any-part".to_owned()]),
                        );
                    }
                }
            }
            (Self::Level, Value::Integer(number)) => {
                let levels = unit.vocabulary.levels.len() as i64;
                if !(1..=levels).contains(number) {
                    let help = match levels {
                        0 => "单位没有分预警级别".into(),
                        levels => format!("写 1 到 {levels} 之间的数"),
                    };
                    push(out, value.place, format!("{label}不能是 {number}"), help);
                }
            }
            (Self::Level, Value::String(_)) => {
                Self::Word(Allowed::Listed(Listed::Levels)).look(label, value, unit, out);
            }
            (Self::Entries(allowed, each), Value::Table(table)) => {
                let words = allowed.words(unit);
                for (name, item) in &table.entries {
                    if words.contains(&name.value) || allowed.may_be_lost(unit) {
                        each.look(&format!("{label}的 {} ", name.value), item, unit, out);
                    } else {
                        let message = format!("{label}的键不能是 {}", quoted(name));
                        push(out, name.place, message, suggestion(name, &words));
                    }
                }
            }
            (Self::Each(each), Value::Array(items)) => {
                for item in items {
                    each.look(&format!("{label}的一项"), item, unit, out);
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

fn suggestion(word: &str, words: &[String]) -> String {
    match nearest(word, words.iter().map(String::as_str)) {
        Some(near) => format!("是不是要写 \"{near}\"？"),
        None => {
            let words: Vec<String> = words.iter().map(|w| format!("\"{w}\"")).collect();
            format!("可以写 {}", words.join("、"))
        }
    }
}

/// What documents, which know no unit, call a department.
const AT_LARGE: &str = "内设机构";

/// What entities are called; `department` is what one is called in this unit, or at large.
fn names(entities: &[Entity], department: &str) -> String {
    let names: Vec<&str> = entities
        .iter()
        .map(|entity| match entity {
            Entity::Department => department,
            Entity::Post => "岗位",
            Entity::Organ => "机构",
            Entity::Class => "类别",
        })
        .collect();
    names.join("、")
}

/// The ids of the unit's entities of a kind, each with its name.
fn known(entity: Entity, unit: &Unit) -> Vec<(&str, &str)> {
    macro_rules! named {
        ($list:expr) => {
            $list
                .iter()
                .map(|e| (e.id.as_str(), e.name.as_str()))
                .collect()
        };
    }
    match entity {
        Entity::Department => named!(unit.departments),
        Entity::Post => named!(unit.posts),
        Entity::Organ => named!(unit.organs),
        Entity::Class => named!(unit.classes),
    }
}
