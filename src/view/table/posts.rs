//! 岗位廉政风险等级表: the leadership first, then the departments in their order.

use super::legend::{disposals, grades, levels_and_informants, managed};
use super::TableKind;
use super::{parts, Cell, Column, Declared, Facets, Piece, Row, Table};
use crate::check::norm::shown::Levels;
use crate::model::held::powers_of_post;
use crate::model::{Division, Post, Unit};
use crate::sheet::dress;
use crate::view::anchors::{Anchors, Link};
use crate::view::issue::Issue;
use crate::view::post_sheets::{sheet_id, POST_SHEETS};

/// The table of an issue.
pub(in crate::view) fn table(issue: &Issue, anchors: Anchors) -> Table {
    let unit = issue.unit();
    let words = unit.words();
    let levels = !unit.vocabulary.levels.is_empty();
    let phones = issue.internal() && unit.posts.iter().any(|p| p.phone.is_some());
    let powers = match (issue.internal(), phones) {
        (_, true) => 41.6,
        (true, false) => 49.5,
        (false, _) => 64.0,
    };
    let mut columns = vec![
        Column::new("number", "序号", 9.0).class("number"),
        Column::new("department", &words.department, 27.0)
            .class("group")
            .names()
            .merged(0),
        Column::new("post", "岗位", 33.75).class("whole").names(),
        Column::new("role", "类型", 23.6),
        Column::new("powers", "直接行使的权力", powers).class("text"),
        Column::new("grade", "等级", 14.6),
    ];
    if levels {
        columns.push(Column::new("level", "预警|级别", 12.4));
    }
    columns.push(
        Column::new("since", "任现职", 28.1)
            .class("date")
            .optional(),
    );
    columns.push(Column::new("informant", "信息员", 12.4).optional());
    if issue.internal() {
        let (head, width) = if phones {
            ("姓名|电话", 22.5)
        } else {
            ("姓名", 14.6)
        };
        columns.push(Column::new("holder", head, width).optional());
    }
    let mut sorted: Vec<&Post> = unit.posts.iter().collect();
    sorted.sort_by_key(|p| rank(p));
    let rows = sorted.iter().enumerate().map(|(at, p)| {
        let (kind, index) = rank(p);
        let division = p.division.map(|of| unit.division_id(of).to_owned());
        Row::new(
            &[usize::from(kind) << 32 | index as usize],
            cells(issue, anchors, at, p),
        )
        .at(Some(format!("post-{}", p.id.value)))
        .of(Facets {
            departments: division.into_iter().collect(),
            grade: Some(p.grade.value.key()),
            ..Facets::default()
        })
    });
    let said = [levels_and_informants(unit), managed(unit), disposals(unit)].concat();
    let said = (!said.is_empty()).then_some(Piece::Text(said));
    Table::from(Declared {
        key: TableKind::Posts.key(),
        title: TableKind::Posts.title(words),
        caption: match levels {
            true => "各岗位直接行使的权力、风险等级和预警级别".into(),
            false => "各岗位直接行使的权力、风险等级".into(),
        },
        columns,
        rows: rows.collect(),
        legend: grades(unit, said),
        notes: Vec::new(),
    })
}

/// Where a post stands in the table.
fn rank(p: &Post) -> (u8, u32) {
    match p.division {
        Some(Division::Organ(o)) => (0, o.index),
        Some(Division::Department(d)) => (1, d.index),
        None => (2, 0),
    }
}

fn cells(issue: &Issue, anchors: Anchors, at: usize, p: &Post) -> Vec<Cell> {
    let unit = issue.unit();
    let mut cells = vec![
        Cell::text((at + 1).to_string()),
        division(unit, anchors, p.division),
        Cell::lines([named(issue, anchors, p)]),
        Cell::text(p.role.chinese()),
        Cell::lines([parts(&powers_of_post(unit, p))]),
        Cell::of(Piece::Chip(p.grade.value.into())),
    ];
    if !unit.vocabulary.levels.is_empty() {
        cells.push(level(unit, p));
    }
    cells.push(Cell::text(
        p.since.as_ref().map_or(String::new(), |d| d.chinese()),
    ));
    cells.push(Cell::text(if p.informant { "是" } else { "" }));
    if issue.internal() {
        let holder = p.holder.as_ref().map_or("—", |holder| holder.as_str());
        let phone = p
            .phone
            .as_ref()
            .map(|phone| Piece::Text(phone.value.clone()));
        cells.push(Cell::text(holder).with(phone));
    }
    cells
}

/// The name of a post, and on the screen the ways to its page and its sheet.
fn named(issue: &Issue, anchors: Anchors, p: &Post) -> Vec<Piece> {
    let outputs = &issue.outputs;
    let written = outputs.html && outputs.tables;
    let sheet = sheet_id(issue.unit(), p).filter(|_| written);
    let ways = [
        ("岗位页", anchors.post_page(p).filter(|_| written)),
        (
            "一览表",
            sheet.and_then(|id| anchors.table(POST_SHEETS, &id)),
        ),
    ];
    let way = |(text, href): (&str, Option<String>)| {
        href.map(|href| Link {
            text: text.to_owned(),
            href: Some(href),
        })
    };
    let ways = ways.into_iter().filter_map(way).collect();
    vec![Piece::Text(p.name.value.clone()), Piece::Refs(ways)]
}

fn division(unit: &Unit, anchors: Anchors, division: Option<Division>) -> Cell {
    let href = anchors.division(division);
    let grade = match division {
        Some(Division::Department(d)) => Some(unit[d].grade.value.into()),
        _ => None,
    };
    let text = unit.division_name(division).to_owned();
    Cell::lines([vec![Piece::Link(Link { text, href })]]).with(grade.map(Piece::Chip))
}

/// 一级, and below it what it is by person, where it is another by the place of the risk points; one
/// that follows from another's by reference has none of its own.
fn level(unit: &Unit, p: &Post) -> Cell {
    let levels = Levels::of(unit, p);
    let Some(level) = levels.counts else {
        return Cell::text(unit.words().no_level.clone());
    };
    let class = (unit.vocabulary.level(level)).and_then(dress::level_class);
    let word = unit.vocabulary.level_short(level).to_owned();
    let person = levels.overruled();
    let person = person.map(|level| format!("按人{}", unit.vocabulary.level_short(level)));
    Cell::of(Piece::Level(class, word)).with(person.map(Piece::Text))
}
