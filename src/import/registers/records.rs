//! Records of a ledger.

use super::entities::{Entity, Written};
use super::grades::grade;
use super::grid::{GridCell, Placed};
use super::heads::{Heads, Role};
use super::items::items;
use super::reader::{is, says_nothing, Reader};
use crate::register::read_day;

impl<'u> Reader<'u> {
    /// A row of a ledger.
    pub(super) fn record(&mut self, row: &[GridCell], heads: &Heads, placed: &Placed) {
        let Some(ledger) = heads.ledger else { return };
        let id =
            if ledger.entry().has_ids() && !heads.roles.iter().any(|r| is(r, ledger.key(), "id")) {
                let number = self
                    .entities
                    .iter()
                    .filter(|e| e.kind == ledger.key())
                    .count()
                    + 1;
                let wanted = format!("{}-{number}", ledger.key());
                self.fresh(ledger.key(), wanted)
            } else {
                String::new()
            };
        let mut entity = Entity::new(ledger.key(), &id);
        for (column, role) in heads.roles.iter().enumerate() {
            let cell = &row[column];
            if says_nothing(cell) {
                continue;
            }
            match role {
                Role::Number => {}
                Role::Unknown => {
                    let remark = (heads.names[column].clone(), cell.plain().to_owned());
                    entity.remarks.push(remark);
                }
                Role::Key(_, key) => {
                    let field = ledger
                        .entry()
                        .table
                        .fields
                        .iter()
                        .find(|field| field.key == *key);
                    let value = field.and_then(|field| self.field_value(field, cell.plain()));
                    match value {
                        Some(value) => entity.set(key, value),
                        None => {
                            let remark = (heads.names[column].clone(), cell.plain().to_owned());
                            entity.remarks.push(remark);
                            let message = format!(
                                "{} 的“{}”读不成“{}”，写成了注释",
                                cell.at,
                                cell.plain(),
                                heads.names[column]
                            );
                            self.unsure(placed, cell, message, "在规则里照注释填上");
                        }
                    }
                }
            }
        }
        if entity.keys.len() > usize::from(!id.is_empty()) {
            let file = self.file.clone();
            self.entities.push(Entity { file, ..entity });
        }
    }

    /// What a cell says under a key of a ledger.
    pub(super) fn field_value(&self, field: &crate::fields::Field, said: &str) -> Option<Written> {
        use crate::fields::Holds;
        let unit = self.unit;
        let list = |many: bool, ids: Vec<String>| match (many, ids.len()) {
            (true, _) => Some(Written::Texts(ids)),
            (false, 1) => ids.into_iter().next().map(Written::Text),
            _ => None,
        };
        match field.holds()? {
            Holds::Text { many } => match many {
                true => Some(Written::Texts(items(said))),
                false => Some(Written::Text(said.to_owned())),
            },
            Holds::Period => Some(Written::Text(said.to_owned())),
            Holds::Day { many: false } => read_day(said).map(Written::Day),
            Holds::Integer => {
                let digits: String = said.chars().take_while(char::is_ascii_digit).collect();
                digits.parse().ok().map(Written::Number)
            }
            Holds::YesNo => match said {
                "是" | "√" | "有" => Some(Written::YesNo(true)),
                "否" | "×" | "没有" => Some(Written::YesNo(false)),
                _ => None,
            },
            Holds::Word { words, many } => {
                let one = |said: &str| {
                    let mut words = words.iter();
                    words
                        .find(|word| field.called(word) == said || **word == said)
                        .map(|word| (*word).to_owned())
                };
                let all: Option<Vec<String>> =
                    said.split('、').map(|part| one(part.trim())).collect();
                list(many, all?)
            }
            Holds::Term { list: "grade", .. } => grade(unit, said).map(Written::Text),
            Holds::Reference { many, .. } | Holds::Actor { many } => {
                let all: Option<Vec<String>> = said
                    .split(['、', '，', '\n'])
                    .map(|part| self.actor(part.trim()))
                    .collect();
                list(many, all?)
            }
            _ => None,
        }
    }
}
