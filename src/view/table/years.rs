//! Years beside each other: a column for each.

use super::{Cell, Column, Declared, Piece, Row, Table};
use crate::duty::{Work, Years};
use crate::model::{Grade, Unit};
use crate::view::anchors::Link;
use std::collections::BTreeMap;

/// The keys of the columns of years.
const KEYS: [&str; 6] = ["y1", "y2", "y3", "y4", "y5", "y6"];

/// The annex's groups of records by their titles: the anchor of each, and the way there.
pub(in crate::view) type Records = BTreeMap<&'static str, (String, Option<String>)>;

/// The table of a unit's years; what has its records in the annex leads there, and its row has the
/// same anchor.
pub(in crate::view) fn table(unit: &Unit, years: &Years, records: &Records) -> Table {
    let mut columns = vec![
        Column::new("about", "类别", 22.0)
            .class("group")
            .merged(0)
            .names(),
        Column::new("what", "项目", 47.0).class("text").names(),
    ];
    let wide = 87.0 / years.years.len().max(1) as f32;
    for (year, key) in years.years.iter().zip(KEYS) {
        let head = format!("{year}年");
        columns.push(Column::new(key, &head, wide));
    }
    let mut rows = Vec::new();
    let mut group = 0;
    let mut part = |about: &str, lines: Vec<(Cell, Vec<String>)>| {
        for (what, cells) in lines {
            let place = what.lines.iter().flatten().find_map(|piece| match piece {
                Piece::Link(link) => records.get(link.text.as_str()),
                _ => None,
            });
            let place = place.map(|(id, _)| id.clone());
            let first = [Cell::text(about), what];
            let cells = first
                .into_iter()
                .chain(cells.iter().map(|said| whole(said)));
            rows.push(Row::new(&[group], cells.collect()).at(place));
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
    let now = |said: String| -> Vec<String> {
        let before = years.years.len().saturating_sub(1);
        let dashes = std::iter::repeat_n("—".to_owned(), before);
        dashes.chain([said]).collect()
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
        (
            Cell::of(Piece::Chip(grade.into())),
            now(own.count().to_string()),
        )
    });
    let by_class = unit.classes.iter().enumerate();
    let by_class = by_class.map(|(index, class)| (&class.name.value, of_class(index)));
    let by_class: Vec<String> = by_class
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{name}{count}"))
        .collect();
    part(
        "风险点",
        by_grade
            .chain([(Cell::text("按类别"), now(by_class.join("、")))])
            .collect(),
    );
    let works = |all: &[(String, Vec<Work>)]| -> Vec<(Cell, Vec<String>)> {
        let line = |(noun, years): &(String, Vec<Work>)| {
            let what = match records.get(noun.as_str()) {
                Some((_, href)) => Cell::of(Piece::Link(Link {
                    text: noun.clone(),
                    href: href.clone(),
                })),
                None => Cell::text(noun),
            };
            (what, years.iter().map(|work| said(*work)).collect())
        };
        all.iter().map(line).collect()
    };
    part("台账和应办", works(&years.work));
    part("后续办理", works(&years.followed));
    let all = years.all.iter();
    let all = all.map(|&due| Work { records: 0, due }).collect();
    part("合计", works(&[("应办各项".to_owned(), all)]));
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

/// A number stays with its word where a line ends.
fn whole(said: &str) -> Cell {
    let parts = || said.split_inclusive(['，', '、']);
    match parts().count() {
        0..=1 => Cell::text(said),
        _ => Cell::lines([parts().map(|part| Piece::Whole(part.to_owned())).collect()]),
    }
}

/// 记14条，应办10项，按期9、未办1.
fn said(work: Work) -> String {
    let (recorded, due) = (work.records, work.due);
    let mut parts = Vec::new();
    if recorded > 0 {
        parts.push(format!("记{recorded}条"));
    }
    if due.due() > 0 {
        let what = [
            ("按期", due.in_time),
            ("迟办", due.late),
            ("未办", due.open),
        ];
        let what = what.into_iter().filter(|(_, count)| *count > 0);
        let what: Vec<String> = what.map(|(word, count)| format!("{word}{count}")).collect();
        parts.push(format!("应办{}项，{}", due.due(), what.join("、")));
    }
    match parts.is_empty() {
        true => "—".to_owned(),
        false => parts.join("，"),
    }
}

/// 历年情况（2012—2013年）.
pub fn title(years: &Years) -> String {
    match (years.years.first(), years.years.last()) {
        (Some(first), Some(last)) => format!("历年情况（{first}—{last}年）"),
        _ => "历年情况".to_owned(),
    }
}
