//! From a value of the rules to what a cell says, and from what a cell says to a value.

use super::kinds::{power_name, terms};
use super::names::Names;
use super::Cell;
use crate::date::Date;
use crate::diagnostic::words::nearest;
use crate::diagnostic::Spanned;
use crate::fields::{Field, Holds};
use crate::load::{Table, Value};
use crate::model::vocabulary::Vocabulary;

/// How a yes is said.
pub(super) const YES: &str = "是";
/// How a no is said.
pub(super) const NO: &str = "否";
/// How is said that something is written, and is none: no powers.
pub const NONE: &str = "无";
/// What stands between several.
pub const BETWEEN: &str = "、";
/// The kinds of those who act.
const ACTORS: [&str; 3] = ["post", "department", "organ"];

/// What values mean: the unit's words and the names of its entities.
pub(super) struct Meaning<'a> {
    pub vocabulary: &'a Vocabulary,
    pub names: &'a Names,
}

impl Meaning<'_> {
    /// What a value under a key says.
    pub fn cell(&self, field: Option<&Field>, value: &Value) -> Cell {
        let Some(holds) = field.and_then(Field::holds) else {
            // A score.
            return match value {
                Value::Integer(number) => Cell::Number(*number),
                _ => Cell::Empty,
            };
        };
        match (value, &holds) {
            (Value::Array(items), Holds::Text { .. }) => {
                let lines = items
                    .iter()
                    .map(|item| self.one(field, &holds, &item.value));
                Cell::Text(lines.collect::<Vec<_>>().join("\n"))
            }
            (Value::Array(items), _) => {
                let parts = items
                    .iter()
                    .map(|item| self.one(field, &holds, &item.value));
                Cell::Text(parts.collect::<Vec<_>>().join(BETWEEN))
            }
            (Value::Integer(number), Holds::Integer) => Cell::Number(*number),
            (Value::Date(day), _) => Cell::Day(*day),
            (Value::Table(table), Holds::Held) => Cell::Text(self.held(table)),
            _ => Cell::Text(self.one(field, &holds, value)),
        }
    }

    /// What a single value says.
    fn one(&self, field: Option<&Field>, holds: &Holds<'_>, value: &Value) -> String {
        let text = match value {
            // A file's line ends are no part of what it says.
            Value::String(text) if text.contains('\r') => return text.replace("\r\n", "\n"),
            Value::String(text) => text.as_str(),
            Value::Boolean(true) => return YES.to_owned(),
            Value::Boolean(false) => return NO.to_owned(),
            Value::Date(day) => return day.to_string(),
            Value::Integer(number) => {
                let level = matches!(holds, Holds::Term { list: "level", .. });
                let rank = usize::try_from(number - 1).ok().filter(|_| level);
                let level = rank.and_then(|rank| self.vocabulary.levels.get(rank));
                return level
                    .map_or_else(|| number.to_string(), |level| level.chinese().to_owned());
            }
            _ => return String::new(),
        };
        let shown = match holds {
            Holds::Word { .. } => field.map_or(text, |field| field.called(text)),
            Holds::Reference { kind, .. } => self.names.of(&[kind], text),
            Holds::Actor { .. } => self.names.of(&ACTORS, text),
            Holds::Term { list, .. } => {
                let terms = terms(list, self.vocabulary);
                terms
                    .iter()
                    .find(|(id, _)| *id == text)
                    .map_or(text, |(_, name)| name)
            }
            _ => text,
        };
        shown.to_owned()
    }

    /// 财务、采购（部分）.
    fn held(&self, table: &Table) -> String {
        let power = |(key, value): &(Spanned<String>, Spanned<Value>)| {
            let name = power_name(&key.value, self.vocabulary);
            match &value.value {
                Value::String(extent) if extent == "part" => format!("{name}（部分）"),
                _ => name.to_owned(),
            }
        };
        let powers: Vec<String> = table.entries.iter().map(power).collect();
        match powers.as_slice() {
            [] => NONE.to_owned(),
            powers => powers.join(BETWEEN),
        }
    }

    /// The value that a cell under a key says, where something stands in it.
    ///
    /// # Errors
    /// Why it says none, in Chinese, and what to do.
    pub fn value(&self, field: Option<&Field>, said: &str) -> Result<Value, (String, String)> {
        let number = || {
            let digits: i64 = said
                .trim()
                .parse()
                .map_err(|_| (format!("“{said}”不是整数"), "只写数字".to_owned()))?;
            Ok(Value::Integer(digits))
        };
        let Some(field) = field else { return number() };
        let Some(holds) = field.holds() else {
            return Err((
                format!("“{}”不能在表里改", field.head()),
                "在规则文件里改".to_owned(),
            ));
        };
        let many = |texts: Vec<String>| {
            let items = texts.into_iter().map(|text| unplaced(Value::String(text)));
            Ok(Value::Array(items.collect()))
        };
        match &holds {
            Holds::Text { many: false }
            | Holds::Colour
            | Holds::Period
            | Holds::Cite { many: false }
            | Holds::Id
            | Holds::Preset => Ok(Value::String(said.to_owned())),
            Holds::Text { many: true } => many(
                said.lines()
                    .filter(|line| !line.trim().is_empty())
                    .map(str::to_owned)
                    .collect(),
            ),
            Holds::Cite { many: true } => many(parts(said).map(str::to_owned).collect()),
            Holds::Integer => number(),
            Holds::YesNo => match said.trim() {
                YES | "√" | "TRUE" | "true" => Ok(Value::Boolean(true)),
                NO | "×" | "FALSE" | "false" => Ok(Value::Boolean(false)),
                _ => Err((
                    format!("“{said}”不是{YES}或者{NO}"),
                    format!("写{YES}或者{NO}"),
                )),
            },
            Holds::Day { many: false } => Ok(Value::Date(day(said)?)),
            Holds::Day { many: true } => {
                let days = parts(said).map(|part| day(part).map(|day| unplaced(Value::Date(day))));
                Ok(Value::Array(days.collect::<Result<_, _>>()?))
            }
            Holds::Word { words, many: all } => {
                let known: Vec<(&str, &str)> = words
                    .iter()
                    .map(|word| (*word, field.called(word)))
                    .collect();
                self.picked(said, *all, &known)
            }
            Holds::Term { list, many: all } => {
                let known = terms(list, self.vocabulary);
                let value = self.picked(said, *all, &known)?;
                // Levels are written by their rank.
                let rank = match &value {
                    Value::String(id) if *list == "level" => {
                        known.iter().position(|(k, _)| k == id)
                    }
                    _ => None,
                };
                Ok(rank.map_or(value, |rank| Value::Integer(rank as i64 + 1)))
            }
            Holds::Reference { kind, many: all } => self.entities(said, *all, &[kind]),
            Holds::Actor { many: all } => self.entities(said, *all, &ACTORS),
            Holds::Held => self.powers(said),
            Holds::Grid
            | Holds::Scores
            | Holds::GradeWords
            | Holds::OwnKeys
            | Holds::Choices
            | Holds::TextOrTexts
            | Holds::Table { .. } => Err((
                format!("“{}”不能在表里改", field.head()),
                "在规则文件里改".to_owned(),
            )),
        }
    }

    /// Words of a closed list.
    fn picked(
        &self,
        said: &str,
        many: bool,
        known: &[(&str, &str)],
    ) -> Result<Value, (String, String)> {
        let one = |said: &str| {
            let said = said.trim();
            let found = known.iter().find(|(id, name)| *id == said || *name == said);
            found
                .map(|(id, _)| Value::String((*id).to_owned()))
                .ok_or_else(|| {
                    let names: Vec<&str> = known.iter().map(|(_, name)| *name).collect();
                    (
                        format!("没有“{said}”"),
                        format!("可以写：{}", names.join(BETWEEN)),
                    )
                })
        };
        match many {
            false => one(said),
            true => {
                let each = parts(said).map(|part| one(part).map(unplaced));
                Ok(Value::Array(each.collect::<Result<_, _>>()?))
            }
        }
    }

    /// Entities by their names or ids.
    fn entities(&self, said: &str, many: bool, kinds: &[&str]) -> Result<Value, (String, String)> {
        let one = |said: &str| {
            let said = said.trim();
            let found = self.names.meant(kinds, said);
            found.map(|id| Value::String(id.to_owned())).ok_or_else(|| {
                let help = match nearest(said, self.names.all(kinds)) {
                    Some(near) => format!("是不是“{near}”？"),
                    None => "写别的表里有的名称，或者它的编号".to_owned(),
                };
                (format!("没有叫“{said}”的"), help)
            })
        };
        match many {
            false => one(said),
            true if self.names.meant(kinds, said).is_some() => {
                Ok(Value::Array(vec![unplaced(one(said)?)]))
            }
            true => {
                let each = parts(said).map(|part| one(part).map(unplaced));
                Ok(Value::Array(each.collect::<Result<_, _>>()?))
            }
        }
    }

    /// 财务、采购（部分） as a table from power to extent.
    fn powers(&self, said: &str) -> Result<Value, (String, String)> {
        let mut entries = Vec::new();
        for part in parts(said).filter(|part| *part != NONE) {
            let (name, extent) = match part.split_once(['（', '(']) {
                Some((name, rest)) if rest.trim_end_matches(['）', ')']) == "部分" => {
                    (name, "part")
                }
                Some((name, rest)) if rest.trim_end_matches(['）', ')']) == "全部" => {
                    (name, "full")
                }
                _ => (part, "full"),
            };
            let known = terms("power", self.vocabulary);
            let Value::String(id) = self.picked(name, false, &known)? else {
                continue;
            };
            entries.push((unplaced_key(id), unplaced(Value::String(extent.to_owned()))));
        }
        Ok(Value::Table(std::sync::Arc::new(Table {
            entries,
            ..Table::default()
        })))
    }
}

/// A value that stands in no file yet.
pub(super) fn unplaced(value: Value) -> Spanned<Value> {
    Spanned::new(value, nowhere())
}

/// A key that stands in no file yet.
pub(super) fn unplaced_key(key: String) -> Spanned<String> {
    Spanned::new(key, nowhere())
}

fn nowhere() -> crate::diagnostic::Place {
    crate::diagnostic::Place::new(crate::diagnostic::SourceId(0), 0..0)
}

/// The parts of a list in a cell.
fn parts(said: &str) -> impl Iterator<Item = &str> {
    let parts = said
        .split(['、', '，', ',', '；', ';', '\n'])
        .map(str::trim);
    parts.filter(|part| !part.is_empty())
}

/// A day as people write it in tables: 2013-01-04, 2013/1/4, 2013.1.4, 2013年1月4日.
pub(super) fn day(said: &str) -> Result<Date, (String, String)> {
    let said = said.trim();
    let numbers: Vec<i64> = (said
        .trim_end_matches('日')
        .split(['-', '/', '.', '年', '月']))
    .map_while(|part| part.trim().parse().ok())
    .collect();
    let day = match numbers[..] {
        [year, month, day] => (|| {
            let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
            Date::new(
                i16::try_from(year).ok().filter(|year| *year >= 1000)?,
                month,
                day,
            )
        })(),
        _ => None,
    };
    day.ok_or_else(|| {
        (
            format!("“{said}”不是日期"),
            "写成 2013-01-18，或者用日期格式的单元格".to_owned(),
        )
    })
}
