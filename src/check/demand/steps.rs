//! Norms of kind `steps`: what is done one after the other, and by whom.

use super::called::called;
use super::{help, keys, known, records, Breach, Demand, Fault, Faults, Held, Scope};
use crate::check::facts::Entity;
use crate::date::Date;
use crate::diagnostic::words::{nearest, quoted};
use crate::diagnostic::Place;
use crate::fields::{Field, Holds};
use crate::model::Norm;
use std::collections::BTreeSet;

/// Where rows say which step it was, when, and who took it.
#[derive(Clone, Copy)]
struct Rows<'n> {
    key: &'n str,
    step: &'static Field,
    day: &'static str,
    by: Option<&'static str>,
}

/// A step that was taken.
struct Taken {
    day: Option<Date>,
    /// Where its day is written.
    place: Place,
    /// Where the step itself is.
    head: Place,
    /// The row that says so.
    row: Option<Entity>,
}

/// What a norm asks of the records of a ledger.
struct Order<'s, 'c, 't, 'n> {
    scope: &'s Scope<'c, 't>,
    norm: &'n Norm,
    noun: String,
    rows: Option<Rows<'n>>,
    /// The steps as the records write them, and as they are called.
    steps: Vec<(&'n str, String)>,
}

pub(super) fn hold(scope: &Scope<'_, '_>, demand: &Demand<'_>) -> Result<Held, Faults> {
    let norm = demand.norm;
    let ledger = norm.word("ledger").unwrap_or_default();
    let facts = scope.expressions.facts;
    let rows = rows(scope, norm, ledger)?;
    let steps = match rows {
        Some(rows) => {
            let all = norm.words("steps");
            all.map(|(step, _)| (step, rows.step.called(step).to_owned()))
                .collect()
        }
        None => {
            let days = keys(scope, norm, ledger, "steps", true)?.into_iter();
            days.map(|key| {
                (
                    key,
                    super::within::deed(facts.key_name(ledger, key)).to_owned(),
                )
            })
            .collect()
        }
    };
    if facts.all(ledger).next().is_none() {
        return Ok(Held::without_records());
    }
    let order = Order {
        scope,
        norm,
        noun: scope.context.noun(norm),
        rows,
        steps,
    };
    let records = records(scope, norm, ledger)?;
    let done = match norm.get("finished") {
        Some(_) => scope
            .expressions
            .chosen(norm, "finished", records.clone())?,
        None => Vec::new(),
    };
    let done: BTreeSet<Place> = done.iter().map(|record| record.place).collect();
    let mut out = Vec::new();
    for record in &records {
        order.hold(record, done.contains(&record.place), &mut out);
    }
    Ok(Held::with(out))
}

/// Where the rows under `key` say what the norm asks, by what they may hold.
fn rows<'n>(
    scope: &Scope<'_, '_>,
    norm: &'n Norm,
    ledger: &str,
) -> Result<Option<Rows<'n>>, Faults> {
    let Some((key, place)) = norm.words("key").next() else {
        return Ok(None);
    };
    known(scope, ledger, key, place, false)?;
    let Some(table) = scope.expressions.facts.inner(ledger, key) else {
        return Err(fault(place, format!("{key} 不是小表，写不下各步")).into());
    };
    let first = |wanted: fn(&Holds<'_>) -> bool| {
        let mut fields = table.fields.iter();
        fields.find(|field| field.holds().is_some_and(|holds| wanted(&holds)))
    };
    let step = first(|holds| matches!(holds, Holds::Word { many: false, .. }))
        .or_else(|| first(|holds| matches!(holds, Holds::Text { many: false })));
    let day = first(|holds| matches!(holds, Holds::Day { many: false }));
    let (Some(step), Some(day)) = (step, day) else {
        let what = format!("{key} 的每一行写不下是哪一步、哪一天");
        return Err(fault(place, what).into());
    };
    let unknown: Faults = (norm.words("steps"))
        .filter_map(|(word, place)| unknown(step, word, place))
        .collect();
    if !unknown.is_empty() {
        return Err(unknown);
    }
    let acts = |holds: &Holds<'_>| {
        let reference = matches!(
            holds,
            Holds::Reference { kind, .. } if ["post", "department", "organ"].contains(kind)
        );
        reference || matches!(holds, Holds::Actor { .. })
    };
    let by = first(acts);
    match (by, norm.get("by")) {
        (None, Some(value)) => {
            Err(fault(value.place, format!("{key} 的每一行写不下由谁办")).into())
        }
        _ => Ok(Some(Rows {
            key,
            step,
            day: day.key.as_str(),
            by: by.map(|by| by.key.as_str()),
        })),
    }
}

fn fault(place: Place, message: String) -> Fault {
    Fault {
        place,
        message,
        help: "小表的每一行要有一个选项、一个日期，写了 by 的还要有一个办理人".to_owned(),
    }
}

/// The fault that rows cannot say that step.
fn unknown(field: &Field, word: &str, place: Place) -> Option<Fault> {
    let Some(Holds::Word { words, .. }) = field.holds() else {
        return None;
    };
    (!words.contains(&word)).then(|| Fault {
        place,
        message: format!("{} 不能是 {}", field.key, quoted(word)),
        help: match nearest(word, words.iter().copied()) {
            Some(near) => format!("是不是要写 \"{near}\"？"),
            None => format!("可以写：{}", words.join("、")),
        },
    })
}

impl Order<'_, '_, '_, '_> {
    fn hold(&self, record: &Entity, is_done: bool, out: &mut Vec<Breach>) {
        let rows = self.rows.map_or(Vec::new(), |rows| record.rows(rows.key));
        let taken: Vec<Option<Taken>> = (self.steps.iter())
            .map(|(step, _)| self.taken(record, &rows, step))
            .collect();
        let last = taken.iter().rposition(Option::is_some);
        let owed = match is_done {
            true => taken.len(),
            false => last.unwrap_or(0),
        };
        let missing: Vec<usize> = (0..owed).filter(|&step| taken[step].is_none()).collect();
        if !missing.is_empty() {
            out.push(self.missing(record, &missing));
        }
        let mut latest: Option<(usize, Date, Place)> = None;
        for (step, taken) in taken.iter().enumerate() {
            let Some(taken) = taken else { continue };
            if let Some(day) = taken.day {
                match latest {
                    Some(before) if day < before.1 => {
                        out.push(self.early(record, (step, day, taken.place), before));
                    }
                    _ => latest = Some((step, day, taken.place)),
                }
            }
            out.extend(self.wrong_actor(record, step, taken));
        }
    }

    /// The last time that a step was taken: before it may have been sent back.
    fn taken(&self, record: &Entity, rows: &[Entity], step: &str) -> Option<Taken> {
        let Some(keys) = self.rows else {
            let place = record.place_of(step);
            return record.day_of(step).map(|day| Taken {
                day: Some(day),
                place,
                head: place,
                row: None,
            });
        };
        let own = rows
            .iter()
            .filter(|row| row.text(&keys.step.key) == Some(step));
        let row = own.max_by_key(|row| row.day_of(keys.day))?;
        Some(Taken {
            day: row.day_of(keys.day),
            place: row.place_of(keys.day),
            head: row.place_of(&keys.step.key),
            row: Some(row.clone()),
        })
    }

    fn name(&self, step: usize) -> &str {
        &self.steps[step].1
    }

    fn missing(&self, record: &Entity, missing: &[usize]) -> Breach {
        let list = |name: &dyn Fn(usize) -> String| {
            let names: Vec<String> = missing.iter().map(|&step| name(step)).collect();
            names.join("、")
        };
        let names = list(&|step| self.name(step).to_owned());
        let place = match self.rows {
            Some(rows) if record.says(rows.key) => record.place_of(rows.key),
            _ => record.place_of("id"),
        };
        let advice = match self.rows {
            Some(rows) => format!("办了的，在 {} 里补写{names}", rows.key),
            None => format!(
                "办了的，补写 {}",
                list(&|step| self.steps[step].0.to_owned())
            ),
        };
        let message = format!("{}少了{names}", called(record, &self.noun));
        let advice = format!("{advice}；没有办的，补办以后照实写");
        Breach::new(place, message, help(self.norm, &advice))
    }

    fn early(
        &self,
        record: &Entity,
        (step, day, place): (usize, Date, Place),
        (before, late, at): (usize, Date, Place),
    ) -> Breach {
        let (step, before) = (self.name(step), self.name(before));
        let message = format!(
            "{}的{step}（{}）早于{before}（{}）",
            called(record, &self.noun),
            day.chinese(),
            late.chinese()
        );
        let advice = "查看两个日期，写错的改正；次序确实颠倒的，从颠倒的一步起重新办理，照实另记";
        let breach = Breach::new(place, message, help(self.norm, advice));
        breach.related(at, format!("{before}的日期在这里"))
    }

    fn wrong_actor(&self, record: &Entity, step: usize, taken: &Taken) -> Option<Breach> {
        let row = taken.row.as_ref()?;
        let key = self.rows?.by?;
        let (word, said) = self.norm.words("by").nth(step)?;
        let wanted = self.wanted(record, word)?;
        let by = row.actors(key);
        let fits = |by: &Entity| {
            let one = (by.kind(), by.text("id")) == (wanted.kind(), wanted.text("id"));
            one || wanted.kind() != "post" && by.kind() == "post" && by.refers(&wanted)
        };
        if by.iter().any(fits) {
            return None;
        }
        let (who, name) = (wanted.name(), self.name(step));
        let of = format!("{}的{name}", called(record, &self.noun));
        let id = wanted.text("id").unwrap_or_default();
        let breach = match by.first() {
            Some(by) => Breach::new(
                row.place_of(key),
                format!("{of}由{}办理，应当由{who}办理", by.name()),
                help(
                    self.norm,
                    &format!("由{who}重新办理，照实另记一步；只是写错的，改正 {key}"),
                ),
            ),
            // What cannot be read has been told.
            None if row.says(key) => return None,
            None => Breach::new(
                taken.head,
                format!("{of}没有写由谁办理，应当由{who}办理"),
                help(
                    self.norm,
                    &format!("照实写上办理的人；由{who}办理的，写 {key} = \"{id}\""),
                ),
            ),
        };
        Some(breach.related(said, "由谁办理写在这里"))
    }

    /// Who takes a step; `None` where the record's department has no such person.
    fn wanted(&self, record: &Entity, word: &str) -> Option<Entity> {
        let facts = self.scope.expressions.facts;
        match word {
            "department" => record.department(),
            "head" => facts.head(&record.department()?),
            "leader" => record.department()?.actors("leader").into_iter().next(),
            id => facts.actor(id),
        }
    }
}
