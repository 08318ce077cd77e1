//! 站所廉政风险等级表: what each department holds, its grade, and when that was filed.

use super::legend::managed;
use super::TableKind;
use super::{Cell, Column, Declared, Facets, Piece, Row, Table};
use crate::check::norm::shown::{grade_by_powers, Subject};
use crate::check::Grounds;
use crate::model::{Department, GradingObject, GradingStep, GradingStepKind, Ref, Unit};
use crate::view::anchors::{Anchors, Link};
use crate::view::chip::powers;
use crate::view::issue::Issue;

/// The table of a unit.
pub(in crate::view) fn table(issue: &Issue, anchors: Anchors) -> Table {
    let unit = issue.unit();
    let grounds = issue.grounds();
    let words = unit.words();
    let mut columns = vec![
        Column::new("number", "序号", 8.0).class("number"),
        Column::new("department", &words.department, 23.5)
            .class("whole")
            .names(),
        Column::new("kind", "类型", 55.5).class("text").optional(),
        Column::new("leader", &words.leader_in_charge, 32.0)
            .class("whole")
            .optional(),
    ];
    columns.extend(unit.vocabulary.powers.iter().map(|power| {
        Column::new(power.key(), &in_two(power.chinese()), 9.0)
            .under("握有的权力")
            .class("power")
    }));
    columns.extend([
        Column::new("grade", "等级", 12.0),
        Column::new("by-powers", "按权力|测算", 12.0).optional(),
        Column::new("filed", "备案", 29.0).class("filed").optional(),
    ]);
    let departments = unit.departments.iter().enumerate();
    let rows = departments.map(|(index, d)| {
        Row::new(&[], cells(unit, &grounds, anchors, index, d)).of(Facets {
            departments: vec![d.id.to_string()],
            grade: Some(d.grade.value.key()),
            ..Facets::default()
        })
    });
    let unknown = unit.departments.iter().any(|d| d.powers.is_none());
    let said = if unknown {
        "，“—”为未填报"
    } else {
        ""
    };
    Table::from(Declared {
        key: TableKind::Departments.key(),
        title: TableKind::Departments.title(words),
        caption: format!("各{}握有的权力、风险等级和备案情况", words.department),
        columns,
        rows: rows.collect(),
        legend: vec![
            Piece::Text("注：".into()),
            Piece::FullMark,
            Piece::Text("全部，".into()),
            Piece::PartMark,
            Piece::Text(format!("部分，空格为无{said}。{}", managed(unit))),
        ],
        notes: Vec::new(),
    })
}

/// 行政许可 in two lines of two; 处方权 in one.
fn in_two(power: &str) -> String {
    let characters: Vec<char> = power.chars().collect();
    match characters.len() {
        0..=3 => power.to_owned(),
        _ => {
            let (first, rest) = characters.split_at(2);
            let text = |part: &[char]| part.iter().collect::<String>();
            format!("{}|{}", text(first), text(rest))
        }
    }
}

fn cells(
    unit: &Unit,
    grounds: &Grounds,
    anchors: Anchors,
    index: usize,
    d: &Department,
) -> Vec<Cell> {
    let leader = d.leader.map(|p| Link {
        text: unit[p].name.value.clone(),
        href: anchors.post(&unit[p]),
    });
    let computed = grade_by_powers(
        unit,
        grounds,
        Subject::Department,
        d.place,
        d.powers.as_ref(),
    );
    let mut cells = vec![
        Cell::text((index + 1).to_string()),
        Cell::of(Piece::Link(Link {
            text: d.name.value.clone(),
            href: anchors.department(d),
        })),
        Cell::text(d.kind.as_str()),
        Cell::lines([leader.into_iter().map(Piece::Link).collect()]),
    ];
    let powers = powers(unit, d.powers.as_ref()).into_iter();
    cells.extend(powers.map(|power| Cell::of(Piece::Power(power))));
    cells.extend([
        Cell::of(Piece::Chip(d.grade.value.into())),
        Cell::text(computed.map_or("—", |grade| grade.chinese())),
        Cell::text(filed(unit, index).unwrap_or_default()).or_nothing(),
    ]);
    cells
}

/// The step by which this year's grading of a department was filed.
pub(in crate::view) fn filing(unit: &Unit, department: usize) -> Option<&GradingStep> {
    let department = Ref::new(department, unit.departments[department].place);
    let grading = unit.current_grading(GradingObject::Department(department))?;
    grading.step(GradingStepKind::File)
}

/// The filing of this year's grading: its number, else its day.
fn filed(unit: &Unit, department: usize) -> Option<String> {
    let step = filing(unit, department)?;
    let day = || step.date.chinese();
    Some(step.note.as_ref().map_or_else(day, |n| n.value.clone()))
}
