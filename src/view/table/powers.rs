//! 权力清单（目录）: each matter that a power is exercised in, by whom, on what basis, how it
//! runs and what may go wrong.

use super::legend::grades;
use super::TableKind;
use super::{Cell, Column, Declared, Facets, Piece, Row, Table};
use crate::model::codes::{coded_in_lines, runs};
use crate::model::held::extent;
use crate::model::{Authority, Extent, Post, Risk, Unit};
use crate::view::anchors::{Anchors, Link};
use crate::view::chip::PowerView;

/// So many letters wide are the codes of a line: CF-1–4、7–9.
const CODES: usize = 11;

/// The list of a unit, in the order of its departments.
pub(in crate::view) fn table(unit: &Unit, anchors: Anchors) -> Table {
    let words = unit.words();
    let (department, leader) = (&words.department, &words.leader_in_charge);
    let columns = vec![
        Column::new("number", "序号", 7.9).class("number"),
        Column::new("department", &format!("{department}|{leader}"), 22.5)
            .class("group")
            .names()
            .merged(0),
        Column::new("power", "权力", 15.75),
        Column::new("name", "职权事项", 31.5)
            .class("matter")
            .names(),
        Column::new("basis", "依据", 34.9).class("text"),
        Column::new("extent", "行使|程度", 14.6),
        Column::new("posts", "行使岗位", 29.25).class("holders"),
        Column::new("course", "运行流程或者制度", 36.0).class("text"),
        Column::new("risks", "风险点", 21.4).class("code"),
        Column::new("grade", "风险|等级", 11.25),
    ];
    let all = &unit.authorities;
    let mut rows = Vec::with_capacity(all.len());
    let mut departments = 0;
    for (group, run) in all.chunk_by(|a, b| a.division == b.division).enumerate() {
        departments += usize::from(run[0].department().is_some());
        for authority in run {
            let cells = cells(unit, anchors, authority, rows.len() + 1);
            let division = authority.division.map(|of| unit.division_id(of).to_owned());
            rows.push(Row::new(&[group], cells).of(Facets {
                departments: division.into_iter().collect(),
                grade: gravest(unit, authority).map(|grade| grade.key()),
                ..Facets::default()
            }));
        }
    }
    let held = |extent| all.iter().filter(|a| *a.extent == extent).count();
    let of_departments = match departments {
        0 => String::new(),
        count => format!("{count}个{department}"),
    };
    let sums = format!(
        "部分：只受理、初核、登记、保管、转报。法律的名称略去“中华人民共和国”。风险等级取这一事项所涉风险点中\
         最重的等级。共{of_departments}{}项：全部{}项，部分{}项。",
        all.len(),
        held(Extent::Full),
        held(Extent::Part)
    );
    Table::from(Declared {
        key: TableKind::Powers.key(),
        title: TableKind::Powers.title(words),
        caption: format!("各{department}行使权力的事项、依据、岗位、流程和风险点"),
        columns,
        rows,
        legend: grades(
            unit,
            [
                Piece::FullMark,
                Piece::Text("\u{a0}全部：由其定论，或者其意见不过就办不成；".into()),
                Piece::PartMark,
                Piece::Text(format!("\u{a0}{sums}")),
            ],
        ),
        notes: Vec::new(),
    })
}

fn gravest(unit: &Unit, authority: &Authority) -> Option<crate::model::Grade> {
    let risks = unit.risks_in(authority).into_iter();
    risks.map(|r| unit[r].grade.value).min()
}

fn cells(unit: &Unit, anchors: Anchors, authority: &Authority, number: usize) -> Vec<Cell> {
    let department = authority.department().map(|d| &unit[d]);
    let leader = department.and_then(|d| d.leader).map(|p| &unit[p]);
    let risks = unit.risks_in(authority).into_iter();
    let risks: Vec<&Risk> = risks.map(|r| &unit[r]).collect();
    let power = |key, word| {
        Piece::Power(PowerView {
            name: authority.power.chinese(),
            key,
            word,
        })
    };
    let extent_word = authority.extent.chinese();
    let holder = |post: &Post| {
        let (key, word) = match extent(post.powers.as_ref(), authority.power.value) {
            // Who decides on other matters of the kind has no more of this one than his department.
            (key, _) if key == Extent::Full.key() => (authority.extent.key(), extent_word),
            held => held,
        };
        let name = post.short.as_ref().unwrap_or(&post.name);
        let link = Link {
            text: name.value.clone(),
            href: anchors.post(post),
        };
        vec![
            power(key, word),
            Piece::Text("\u{a0}".into()),
            Piece::Link(link),
        ]
    };
    let codes = coded_in_lines(unit, &risks, CODES).into_iter();
    let codes = codes.map(|code| code.into_iter().map(|(part, _)| part).collect::<String>());
    let line = |text: String| vec![Piece::Text(text)];
    vec![
        Cell::text(number.to_string()),
        Cell::of(Piece::Link(Link {
            text: unit.division_name(authority.division).to_owned(),
            href: anchors.division(authority.division),
        }))
        .with(department.map(|d| Piece::Chip(d.grade.value.into())))
        .with(leader.map(|leader| {
            Piece::SmallLink(Link {
                text: leader.name.value.clone(),
                href: anchors.post(leader),
            })
        })),
        Cell::text(authority.power.chinese()),
        Cell::text(authority.name.as_str()),
        or_dash(
            authority
                .basis
                .iter()
                .flat_map(|b| in_two(&b.value))
                .map(line),
        ),
        Cell::lines([vec![
            power(authority.extent.key(), extent_word),
            Piece::Text(format!("\u{a0}{extent_word}")),
        ]]),
        Cell::lines(authority.posts.iter().map(|post| holder(&unit[*post]))),
        course(unit, authority),
        or_dash(codes.map(line)),
        match gravest(unit, authority) {
            Some(grade) => Cell::of(Piece::Chip(grade.into())),
            None => Cell::text("—"),
        },
    ]
}

fn or_dash(lines: impl Iterator<Item = Vec<Piece>>) -> Cell {
    let cell = Cell::lines(lines);
    match cell.lines.is_empty() {
        true => Cell::text("—"),
        false => cell,
    }
}

/// The workflow's name, or what governs it where none is drawn; 第7步, 全程9步.
fn course(unit: &Unit, authority: &Authority) -> Cell {
    let workflow = authority.workflow.map(|w| &unit[w]);
    let name = workflow
        .map(|w| &w.name)
        .or(authority.governed_by.as_ref())
        .map_or(String::new(), |name| name.value.clone());
    let steps = match workflow {
        None => "未绘流程图".to_owned(),
        Some(workflow) if authority.steps.is_empty() => format!("全程{}步", workflow.steps.len()),
        Some(workflow) => {
            let place = |id: &str| workflow.steps.iter().position(|s| s.id.value == id);
            let places = authority.steps.iter().filter_map(|id| place(id));
            let places: Vec<u64> = places.map(|at| at as u64 + 1).collect();
            format!("第{}步", runs(&places))
        }
    };
    Cell::text(name).with(Some(Piece::Small(steps)))
}

/// A law and its article, a line each: 《会计法》 and 第三十七条. The name of the state before a
/// law's is left out, as the note below the table says.
fn in_two(basis: &str) -> Vec<String> {
    let basis = basis.replace("《中华人民共和国", "《");
    match basis.split_once("》第") {
        Some((law, article)) => vec![format!("{law}》"), format!("第{article}")],
        None => vec![basis],
    }
}
