//! 廉政风险点及防控措施一览表: each risk point once, by class; each of its measures a line, with
//! who answers for it and by when.

use super::legend::grades;
use super::sets::{own_name, Sets};
use super::TableKind;
use super::{listed, Cell, Column, Declared, Facets, Piece, Row, Table};
use crate::model::{Division, Measure, Organ, Post, Ref, Risk, Unit};
use crate::view::anchors::{Anchors, Link};
use crate::view::issue::Issue;
use crate::view::responsible::responsible;
use crate::view::ways::Ways;

/// Posts of so many names are written out; of more, their kinds.
const POSTS_WRITTEN_OUT: usize = 2;

/// The register of an issue.
pub(in crate::view) fn table(issue: &Issue, anchors: Anchors) -> Table {
    let unit = issue.unit();
    let words = unit.words();
    let (department, integrity) = (&words.department, &words.integrity);
    let columns = vec![
        Column::new("class", "类别", 7.5)
            .class("upright")
            .names()
            .merged(0),
        Column::new("code", "序号|编号", 9.2)
            .class("code")
            .merged(1),
        Column::new("departments", department, 22.6)
            .class("who")
            .merged(1)
            .optional(),
        Column::new("posts", "岗位", 21.4).class("who").merged(1),
        Column::new("behaviour", &format!("{integrity}风险点"), 27.4)
            .class("text")
            .names()
            .merged(1),
        Column::new("consequence", "可能后果", 30.4)
            .class("text")
            .merged(1),
        Column::new("grade", "等级", 10.4).merged(1),
        Column::new("measure", "防控措施（一项一行）", 47.9).class("text"),
        Column::new("responsible", "责任人", 31.0).class("who"),
        Column::new("period", "期限", 17.2).class("term"),
    ];
    let lists = unit.risks.iter();
    let lists = lists.map(|risk| (unit.concerned(risk), risk.concerns.as_str()));
    let mut sets = Sets::new(unit, anchors, TableKind::Risks.key(), lists);
    let mut sorted: Vec<(usize, &Risk)> = unit.risks.iter().enumerate().collect();
    sorted.sort_by_key(|(_, risk)| risk.class.map_or(i64::MAX, |class| unit[class].order));
    let owners = owners(unit);
    let mut rows = Vec::new();
    for (number, &(index, risk)) in sorted.iter().enumerate() {
        let class = risk.class.map_or(usize::MAX, |class| class.index as usize);
        let point = point(issue, anchors, &mut sets, number + 1, (index, risk));
        let facets = Facets {
            departments: (unit.concerned(risk).into_iter())
                .map(|d| unit.departments[d].id.to_string())
                .chain(
                    bodies(unit, risk)
                        .into_iter()
                        .map(|o| unit[o].id.to_string()),
                )
                .collect(),
            posts: owners[index].clone(),
            grade: Some(risk.grade.value.key()),
            class: risk.class.map(|class| unit[class].id.to_string()),
        };
        let mut measures: Vec<[Cell; 3]> = all(unit, index)
            .into_iter()
            .map(|m| measure(unit, anchors, m))
            .collect();
        if measures.is_empty() {
            measures.push([Cell::text("尚无措施"), Cell::text("—"), Cell::text("—")]);
        }
        for (at, measure) in measures.into_iter().enumerate() {
            let cells = point.iter().cloned().chain(measure).collect();
            let id = (at == 0).then(|| format!("risk-{}", risk.id.value));
            rows.push(Row::new(&[class, index], cells).at(id).of(facets.clone()));
        }
    }
    let mut legend = String::new();
    if !unit.departments.is_empty() {
        legend = format!("责任人只写岗位不写{department}的，指本行所列{department}的人员。");
    }
    // Whoever holds this table beside the other must not think that one of them is wrong.
    let risks = unit.risks.iter().any(|risk| risk.brief.is_some());
    if risks || unit.measures.iter().any(|measure| measure.brief.is_some()) {
        let trace = TableKind::Trace.title(words);
        legend.push_str(&format!("风险点和措施写简称，全文见《{trace}》。"));
    }
    Table::from(Declared {
        key: TableKind::Risks.key(),
        title: TableKind::Risks.title(words),
        caption: format!("各类{integrity}风险点，涉及的{department}、岗位和对应的防控措施"),
        columns,
        rows,
        legend: grades(unit)
            .into_iter()
            .chain([Piece::Text(legend)])
            .collect(),
        notes: sets.notes(),
    })
}

/// The cells that a risk point has once, for all its measures.
fn point(
    issue: &Issue,
    anchors: Anchors,
    sets: &mut Sets,
    number: usize,
    (index, risk): (usize, &Risk),
) -> Vec<Cell> {
    let unit = issue.unit();
    let class = risk.class.map_or("", |class| unit[class].name.as_str());
    let bodies = bodies(unit, risk).into_iter().map(|organ| Link {
        text: unit[organ].name.value.clone(),
        href: anchors.body(organ.index as usize),
    });
    vec![
        Cell::text(class),
        Cell::lines([
            vec![Piece::Text(number.to_string())],
            vec![Piece::Link(Link {
                text: risk.code(),
                href: risk.article.as_ref().and_then(|at| anchors.cite(at).href),
            })],
        ]),
        Cell::lines(sets.words(&unit.concerned(risk), bodies.collect())),
        Cell::lines(posts(unit, anchors, risk)),
        Cell::lines([
            vec![behaviour(risk)],
            vec![Piece::Ways(Ways::new(issue, anchors, index))],
        ]),
        Cell::text(risk.consequence.as_str()),
        Cell::of(Piece::Chip(risk.grade.value.into())),
    ]
}

fn behaviour(risk: &Risk) -> Piece {
    let whole = risk.behaviour.value.clone();
    match &risk.brief {
        Some(brief) => Piece::Brief(brief.value.clone(), whole),
        None => Piece::Text(whole),
    }
}

/// The posts whose own each risk point is, as their pages tell.
fn owners(unit: &Unit) -> Vec<Vec<String>> {
    let mut out = vec![Vec::new(); unit.risks.len()];
    for post in &unit.posts {
        for (at, _) in unit.risks_of(post) {
            out[at].push(post.id.to_string());
        }
    }
    out
}

/// The bodies that are no departments, of whose posts some are concerned.
fn bodies(unit: &Unit, risk: &Risk) -> Vec<Ref<Organ>> {
    let organs = risk
        .posts
        .iter()
        .filter_map(|&post| match unit[post].division {
            Some(Division::Organ(organ)) => Some(organ),
            _ => None,
        });
    let mut out: Vec<Ref<Organ>> = organs.collect();
    out.sort_unstable_by_key(|organ| organ.index);
    out.dedup_by_key(|organ| organ.index);
    out
}

/// The posts that a risk point concerns: their names, where they are few; else the rules' own
/// words for them.
fn posts(unit: &Unit, anchors: Anchors, risk: &Risk) -> Vec<Vec<Piece>> {
    let mut names: Vec<Link> = Vec::new();
    let all: Vec<&Post> = risk.posts.iter().map(|&post| &unit[post]).collect();
    let of_body = |post: &Post| matches!(post.division, Some(Division::Organ(_)));
    for post in &all {
        // Of two 主任 of bodies each is named with its own; departments stand in the column beside.
        let mut others = all.iter().filter(|other| other.division != post.division);
        let text = match others
            .any(|o| (of_body(o) || of_body(post)) && o.own_name() == post.own_name())
        {
            true => post.name.value.clone(),
            false => post.own_name().to_owned(),
        };
        match names.iter_mut().find(|name| name.text == text) {
            // 所长 of several departments leads to none of them.
            Some(name) => name.href = None,
            None => names.push(Link {
                text,
                href: anchors.post(post),
            }),
        }
    }
    let mut own: Vec<&str> = all.iter().map(|post| post.own_name()).collect();
    own.sort_unstable();
    own.dedup();
    if (1..=POSTS_WRITTEN_OUT).contains(&own.len()) {
        return vec![listed(names)];
    }
    let words = in_words(unit, risk);
    let words: Vec<&str> = words.split('、').map(named).collect();
    vec![vec![Piece::Text(words.join("、"))]]
}

/// 执法岗位 of 全部执法岗位: the kind means all of it, and 全部 alone on a line of a narrow column reads
/// as all posts. 全部岗位 says so itself.
fn named(word: &str) -> &str {
    let kind = word.strip_prefix("全部");
    let kind = kind.filter(|kind| !kind.starts_with(POST));
    kind.unwrap_or(word)
}

/// The rules' words for the posts that a risk point concerns, without what names departments and
/// bodies, which stand in the column beside: 窗口岗位 of 窗口岗位：派出所、卫生院. Of 财政所出纳、电管站
/// the second is no post: the kinds of those that are concerned there take its place.
fn in_words(unit: &Unit, risk: &Risk) -> String {
    let words = risk.concerns.value.as_str();
    if let Some((posts, list)) = words.split_once('：') {
        if list.split('、').all(|word| is_division(unit, word)) {
            return posts.to_owned();
        }
    }
    let (divisions, named): (Vec<&str>, Vec<&str>) =
        words.split('、').partition(|word| is_division(unit, word));
    if divisions.is_empty() {
        return words.to_owned();
    }
    let posts = || risk.posts.iter().map(|&post| &unit[post]);
    let is_there = |post: &&Post, word: &str| {
        is_all(word, &unit.words().department) || unit.division_name(post.division) == word
    };
    if risk.posts.is_empty() && named.is_empty() {
        return format!("各{POST}");
    }
    // Beside posts a body of which the rules have none: whoever works there.
    let whole = divisions.iter().filter(|&word| {
        let mut posts = posts();
        !named.is_empty() && !posts.any(|post| is_there(&post, word))
    });
    let whole: Vec<String> = whole.map(|word| format!("{word}各{POST}")).collect();
    let mut others: Vec<&Post> = posts()
        .filter(|post| named.is_empty() || divisions.iter().any(|word| is_there(post, word)))
        .filter(|post| !named.iter().any(|word| word.ends_with(post.own_name())))
        .collect();
    others.sort_by_key(|post| (!post.is_leader(), !post.is_head()));
    let mut all: Vec<String> = named.into_iter().map(str::to_owned).collect();
    let few = !all.is_empty() && others.len() <= POSTS_WRITTEN_OUT + 1;
    let others = match few {
        // 主任 alone may be any department's.
        true => (others.iter())
            .map(|post| match post.is_head() {
                true => post.name.value.clone(),
                false => post.own_name().to_owned(),
            })
            .collect(),
        false => kinds(&others),
    };
    for word in others.into_iter().chain(whole) {
        if !all.iter().any(|other| other.contains(&word)) {
            all.push(word);
        }
    }
    all.join("、")
}

/// Whether a word for whom a risk point concerns names departments or bodies, and no posts.
fn is_division(unit: &Unit, word: &str) -> bool {
    let departments = unit.departments.iter().map(|d| d.name.as_str());
    let organs = unit.organs.iter().map(|o| o.name.as_str());
    let words = unit.words();
    let is_named = is_all(word, &words.department)
        || own_name(word, &words.department).is_some()
        || departments.chain(organs).any(|name| name == word);
    is_named && word != words.head
}

/// Whether a word names all departments: 各站所.
fn is_all(word: &str, department: &str) -> bool {
    let name = word.strip_prefix("全部").or(word.strip_prefix('各'));
    name.is_some_and(|name| name == department)
}

const POST: &str = "岗位";

/// The kinds of posts, each once: 站所负责人、一般岗位.
fn kinds(posts: &[&Post]) -> Vec<String> {
    let mut kinds: Vec<String> = Vec::new();
    for post in posts {
        let kind = post.role.chinese();
        let kind = match kind.chars().count() {
            // 一般, 工勤: the word for the kind alone says nothing.
            0..=2 => format!("{kind}{POST}"),
            _ => kind.to_owned(),
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
}

fn measure(unit: &Unit, anchors: Anchors, measure: &Measure) -> [Cell; 3] {
    let text = measure.in_short();
    let mut line = Vec::new();
    let code = Link {
        text: measure.code(),
        href: anchors.measure(measure),
    };
    if code.href.is_some() {
        line.push(Piece::Ref(code));
    }
    line.push(Piece::Text(text.value.clone()));
    [
        Cell::lines([line]),
        Cell::lines([responsible(unit, anchors, measure)]),
        Cell::text(measure.period.as_str()),
    ]
}

/// The measures against a risk point, those of its own class first.
fn all(unit: &Unit, risk: usize) -> Vec<&Measure> {
    let class = unit.risks[risk].class;
    let mut all: Vec<&Measure> = unit.measures_for(risk).collect();
    all.sort_by_key(|measure| measure.class != class);
    all
}

/// The measures against a risk point: those of its own class; where it has none, the one made
/// for the fewest risk points, which fits best. The trace has every measure.
pub(in crate::view) fn answers(unit: &Unit, risk: usize) -> Vec<&Measure> {
    let all: Vec<&Measure> = unit.measures_for(risk).collect();
    let class = unit.risks[risk].class;
    let own: Vec<&Measure> = (all.iter().copied()).filter(|m| m.class == class).collect();
    if own.is_empty() {
        let special = all.into_iter().min_by_key(|m| m.controls.len());
        return special.into_iter().collect();
    }
    own
}
