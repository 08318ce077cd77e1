//! Years beside each other: a column for each.

use super::{Cell, Column, Declared, Piece, Row, Table};
use crate::duty::{Tally, Years};
use crate::model::{Grade, Unit};

/// The keys of the columns of years.
const KEYS: [&str; 6] = ["y1", "y2", "y3", "y4", "y5", "y6"];

/// The table of a unit's years.
pub(in crate::view) fn table(unit: &Unit, years: &Years) -> Table {
    let mut columns = vec![
        Column::new("about", "类别", 22.0)
            .class("group")
            .merged(0)
            .names(),
        Column::new("what", "项目", 44.0).class("text").names(),
    ];
    let wide = 90.0 / years.years.len().max(1) as f32;
    for (year, key) in years.years.iter().zip(KEYS) {
        let head = format!("{year}年");
        columns.push(Column::new(key, &head, wide));
    }
    let mut rows = Vec::new();
    let mut group = 0;
    let mut part = |about: &str, lines: Vec<(Cell, Vec<String>)>| {
        for (what, cells) in lines {
            let first = [Cell::text(about), what];
            let cells = first.into_iter().chain(cells.into_iter().map(Cell::text));
            rows.push(Row::new(&[group], cells.collect()));
        }
        group += 1;
    };
    let grades = |all: &[Option<Vec<(Grade, usize)>>]| -> Vec<(Cell, Vec<String>)> {
        let grades = unit.vocabulary.grades.iter();
        let line = |grade: &Grade| {
            let of = |year: &Option<Vec<(Grade, usize)>>| match year {
                Some(all) => {
                    let own = all.iter().find(|(own, _)| own == grade);
                    own.map_or(0, |(_, n)| *n).to_string()
                }
                None => "—".to_owned(),
            };
            (
                Cell::of(Piece::Chip((*grade).into())),
                all.iter().map(of).collect(),
            )
        };
        grades.map(line).collect()
    };
    let department = &unit.words().department;
    if years.departments.iter().any(Option::is_some) {
        part(&format!("{department}的等级"), grades(&years.departments));
    }
    if years.posts.iter().any(Option::is_some) {
        part("岗位的等级", grades(&years.posts));
    }
    // The rules say of risk points what they are now.
    let now = |count: usize| -> Vec<String> {
        let before = years.years.len().saturating_sub(1);
        let dashes = std::iter::repeat_n("—".to_owned(), before);
        dashes.chain([count.to_string()]).collect()
    };
    let of_class = |index: usize| {
        let own = unit.risks.iter().filter(|risk| {
            risk.class
                .is_some_and(|class| class.index as usize == index)
        });
        own.count()
    };
    let by_grade = unit.vocabulary.grades.iter().map(|&grade| {
        let own = unit.risks.iter().filter(|risk| risk.grade.value == grade);
        (Cell::of(Piece::Chip(grade.into())), now(own.count()))
    });
    part("风险点，按等级", by_grade.collect());
    let by_class = unit.classes.iter().enumerate();
    let by_class = by_class.map(|(index, class)| (class.name.value.clone(), of_class(index)));
    let by_class = by_class.filter(|(_, count)| *count > 0);
    part(
        "风险点，按类别",
        by_class
            .map(|(name, count)| (Cell::text(name), now(count)))
            .collect(),
    );
    let tallies = |all: &[(String, Vec<Tally>)]| -> Vec<(Cell, Vec<String>)> {
        let line = |(noun, years): &(String, Vec<Tally>)| {
            (
                Cell::text(noun),
                years.iter().map(|tally| said(*tally)).collect(),
            )
        };
        all.iter().map(line).collect()
    };
    part("发现的问题", tallies(&years.followed));
    part("按期的工作", tallies(&years.work));
    let all = vec![("各项合计".to_owned(), years.all.clone())];
    part("合计", tallies(&all));
    Table::from(Declared {
        key: "years",
        title: "各年的数".into(),
        caption: title(years),
        columns,
        rows,
        legend: Vec::new(),
        notes: Vec::new(),
    })
}

/// 28，按期26，迟1，未办1.
fn said(tally: Tally) -> String {
    if tally.due() == 0 {
        return "—".to_owned();
    }
    let mut parts = vec![format!("{}项", tally.due())];
    for (word, count) in [
        ("按期", tally.in_time),
        ("迟办", tally.late),
        ("未办", tally.open),
    ] {
        if count > 0 {
            parts.push(format!("{word}{count}"));
        }
    }
    parts.join("，")
}

/// 历年情况（2012—2013年）.
pub fn title(years: &Years) -> String {
    match (years.years.first(), years.years.last()) {
        (Some(first), Some(last)) => format!("历年情况（{first}—{last}年）"),
        _ => "历年情况".to_owned(),
    }
}
