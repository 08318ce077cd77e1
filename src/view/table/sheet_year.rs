//! What a year brings for whoever holds a post, on its sheet: a column for what comes every month or
//! quarter, then one for each month in which something is due.

use super::{Cell, Column, Declared, Piece, Row, Table};
use crate::check::duties::{Duty, State};
use crate::duty::{who_name, Agenda};
use crate::model::{Actor, Post, Unit};

/// Columns that stand beside each other on paper; more go on in a table below.
const MOST_COLUMNS: usize = 8;

/// Characters by which columns share the width of a table: fewer are as these, and so are more.
const LEAST_SAID: usize = 8;
const MOST_SAID: usize = 36;

/// When something is due, in the order of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum When {
    EveryMonth,
    EveryQuarter,
    /// Of a year before, and not done yet.
    Year(i16),
    Month(i8),
    /// For the year, and due early in the next.
    After(i8),
}

impl When {
    fn of(duty: &Duty, year: i16) -> Self {
        // What is due twelve times in a year is due every month.
        let part = duty.period.map(|period| match duty.nth {
            Some((nth, times)) => period.part(nth, times).unwrap_or(period),
            None => period,
        });
        match part.map(|part| part.months()) {
            _ if duty.day.0.year() < year => Self::Year(duty.day.0.year()),
            Some(1) => Self::EveryMonth,
            Some(3) => Self::EveryQuarter,
            _ if duty.day.0.year() > year => Self::After(duty.day.0.month()),
            _ => Self::Month(duty.day.0.month()),
        }
    }

    fn chinese(self) -> String {
        match self {
            Self::EveryMonth => "每月".to_owned(),
            Self::EveryQuarter => "每季".to_owned(),
            Self::Year(year) => format!("{year}年"),
            Self::Month(month) => format!("{month}月"),
            Self::After(month) => format!("次年{month}月"),
        }
    }

    fn is_often(self) -> bool {
        matches!(self, Self::EveryMonth | Self::EveryQuarter)
    }
}

/// What is due at a time under one name.
struct Deed<'d> {
    when: When,
    title: String,
    /// Whether whoever holds the post does it.
    is_own: bool,
    who: &'d [Actor],
    /// Whose it is, each once.
    objects: Vec<Option<Actor>>,
    /// What became of each.
    states: Vec<State>,
}

impl Deed<'_> {
    /// What is to be told of it: what is still to come says so by its month. What comes every month
    /// is late when one is, and done when all are. What was proposed is as on the calendar: it waits
    /// for a decision.
    fn told(&self) -> Option<State> {
        let gravest = self
            .states
            .iter()
            .copied()
            .max_by_key(|state| state.gravity());
        gravest.filter(|state| !matches!(state, State::Near | State::Open))
    }
}

/// The tables of what `agenda` holds for a post: what its holder does, for itself and for others,
/// and what others do about it and its department or body. Empty where there is nothing.
pub(in crate::view) fn tables(unit: &Unit, agenda: &Agenda, post: &Post) -> Vec<Table> {
    let is_post = |actor: &Actor| actor.post().is_some_and(|p| unit[p].id == post.id);
    let of_division = |actor: &Actor| post.is_of(*actor);
    let mut deeds: Vec<Deed> = Vec::new();
    for duty in &agenda.duties {
        let is_own = duty.who.iter().any(is_post);
        let is_its = |object: &Actor| is_post(object) || of_division(object);
        // What follows on a record is nobody's business but of whoever does it.
        let is_told = duty.follows.is_none() && duty.object.as_ref().is_some_and(is_its);
        if !is_own && !is_told {
            continue;
        }
        let when = When::of(duty, agenda.year);
        let title = match when.is_often() {
            // By its day where that is not the end of the month.
            true if duty.day.0.day() < duty.day.0.days_in_month() => {
                format!("{}（{}日前）", duty.plain, duty.day.0.day())
            }
            true => duty.plain.clone(),
            false => dated(duty, agenda.year),
        };
        let state = agenda.state(duty);
        let same = |deed: &&mut Deed| {
            let by = deed.is_own || deed.who == duty.who;
            let state = when.is_often() || deed.states.contains(&state);
            (deed.when, deed.is_own) == (when, is_own) && deed.title == title && by && state
        };
        match deeds.iter_mut().find(same) {
            Some(deed) => {
                deed.states.push(state);
                if !deed.objects.contains(&duty.object) {
                    deed.objects.push(duty.object);
                }
            }
            None => deeds.push(Deed {
                when,
                title,
                is_own,
                who: &duty.who,
                objects: vec![duty.object],
                states: vec![state],
            }),
        }
    }
    deeds.sort_by_key(|deed| deed.when);
    // What the holder does has a line each; what others do, one for each of them.
    let lines = |deeds: &[Deed]| -> Vec<Vec<Piece>> {
        let (own, others): (Vec<&Deed>, Vec<&Deed>) = deeds.iter().partition(|deed| deed.is_own);
        let own = own.into_iter().map(|deed| {
            let title = &deed.title;
            let text = match whose(unit, deed, is_post, of_division).as_str() {
                "" => title.clone(),
                whose => format!("{title}（{whose}）"),
            };
            sign(deed).chain([Piece::Own(text)]).collect()
        });
        // A sign stands before all that it says something of.
        let mut by: Vec<(Option<Piece>, String, Vec<&str>)> = Vec::new();
        for deed in others {
            let (sign, who) = (sign(deed).next(), who(unit, post, deed.who));
            let same =
                |(s, w, _): &&mut (Option<Piece>, String, Vec<&str>)| *s == sign && *w == who;
            match by.iter_mut().find(same) {
                Some((.., titles)) => titles.push(&deed.title),
                None => by.push((sign, who, vec![&deed.title])),
            }
        }
        let by = by.into_iter().map(|(sign, who, titles)| {
            let titles = titles.join("、");
            let text = match who.as_str() {
                "" => titles,
                who => format!("{who}：{titles}"),
            };
            sign.into_iter().chain([Piece::Text(text)]).collect()
        });
        own.chain(by).collect()
    };
    let months: Vec<&[Deed]> = deeds.chunk_by(|a, b| a.when == b.when).collect();
    let tables = months.len().div_ceil(MOST_COLUMNS).max(1);
    let months = months.chunks(months.len().div_ceil(tables).max(1));
    let table = |months: &[&[Deed]]| {
        let (mut columns, mut cells) = (Vec::new(), Vec::new());
        for deeds in months {
            let head = deeds[0].when.chinese();
            let lines = lines(deeds);
            // As wide as there is much to say, so that no column is much longer than its neighbours.
            let said = lines.iter().flatten().map(|piece| match piece {
                Piece::Own(text) | Piece::Text(text) => text.chars().count(),
                _ => 2,
            });
            let width = said.sum::<usize>().clamp(LEAST_SAID, MOST_SAID);
            columns.push(
                Column::new("month", &head, width as f32)
                    .class("text")
                    .card(&head),
            );
            cells.push(Cell::lines(lines));
        }
        Table::from(Declared {
            key: "year-work",
            title: String::new(),
            caption: format!("{}{}年要做的事", post.name.value, agenda.year),
            columns,
            rows: vec![Row::new(&[], cells)],
            legend: Vec::new(),
            notes: Vec::new(),
        })
    };
    months.map(table).collect()
}

/// The signs that stand in such tables, each once: key and word.
pub(in crate::view) fn signs(tables: &[Table]) -> Vec<(&'static str, &'static str)> {
    let rows = tables.iter().flat_map(|table| &table.rows);
    let lines = rows.flat_map(|row| &row.cells).flat_map(|cell| &cell.lines);
    let mut signs: Vec<_> = lines
        .flatten()
        .filter_map(|piece| match piece {
            Piece::State(key, word) => Some((*key, *word)),
            _ => None,
        })
        .collect();
    signs.sort_unstable();
    signs.dedup();
    signs
}

/// Whether something stands there that the holder does, set apart from what others do.
pub(in crate::view) fn has_own(tables: &[Table]) -> bool {
    let rows = tables.iter().flat_map(|table| &table.rows);
    let mut lines = rows.flat_map(|row| &row.cells).flat_map(|cell| &cell.lines);
    lines.any(|line| line.iter().any(|piece| matches!(piece, Piece::Own(_))))
}

/// The sign of what became of something, where it is told.
fn sign(deed: &Deed) -> impl Iterator<Item = Piece> {
    let told = deed.told().into_iter();
    told.map(|state| Piece::State(state.key(), state.chinese()))
}

/// What is due, and by which day, where that is not the last of its month.
fn dated(duty: &Duty, year: i16) -> String {
    let title = duty.plain_title(year);
    let day = duty.day.0;
    match day == day.last_of_month() {
        true => title,
        false => format!("{}日前{title}", day.day()),
    }
}

/// Whose something is that a post does, where that is not the post alone or its department alone.
fn whose(
    unit: &Unit,
    deed: &Deed,
    is_post: impl Fn(&Actor) -> bool,
    of_division: impl Fn(&Actor) -> bool,
) -> String {
    let words = unit.words();
    let objects = || deed.objects.iter().flatten();
    let others: Vec<&Actor> = objects()
        .filter(|object| !is_post(object) && !of_division(object))
        .collect();
    let is_division = objects().any(&of_division);
    let is_both = is_division && objects().any(&is_post);
    let mut parts = Vec::new();
    if is_both || (is_division && !others.is_empty()) {
        parts.push(match is_both {
            true => format!("{}和本人", words.department),
            false => words.department.clone(),
        });
    }
    let kinds = [
        (
            "department",
            words.department.as_str(),
            unit.departments.len(),
        ),
        ("organ", "机构", unit.organs.len()),
        ("post", "岗位", unit.posts.len()),
    ];
    for (kind, noun, all) in kinds {
        let of: Vec<&&Actor> = others.iter().filter(|actor| actor.kind() == kind).collect();
        match of.as_slice() {
            [] => {}
            [one] => parts.push(unit.actor_name(one).to_owned()),
            many if many.len() == all => parts.push(format!("各{noun}")),
            many => parts.push(format!("{}个{noun}", many.len())),
        }
    }
    parts.join("、")
}

/// Who does something about a post; whoever belongs to its own department goes by the short name.
fn who(unit: &Unit, post: &Post, who: &[Actor]) -> String {
    let short = |actor: &Actor| match actor.post().map(|p| &unit[p]) {
        Some(other) if other.division == post.division => other.own_name().to_owned(),
        _ => unit.actor_name(actor).to_owned(),
    };
    match who {
        [one] => short(one),
        who => who_name(unit, who),
    }
}
