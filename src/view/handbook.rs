//! The whole handbook: cover, contents, preface, chart, regulations, tables, departments,
//! settlements.

use super::anchors::Anchors;
use super::changes::ChangesView;
use super::chart_links::linked;
use super::coverage::CoverageView;
use super::distribution::Distribution;
use super::issue::Issue;
use super::notice::NoticeView;
use super::own::{own_tables, OwnTable};
use super::records::{record_groups, RecordGroup};
use super::regulation::{regulations, RegulationView};
use super::search::SearchData;
use super::site::Site;
use super::station::{stations, StationView};
use super::table::station::RISKS_PART;
use super::table::{settlements, Table, TableKind};
use super::tables::TablesView;
use super::wall::unit_poster;
use crate::jinja::Ready;
use crate::model::number::chinese_number;
use crate::model::Unit;
use crate::model::Words;
use crate::sheet::SummaryView;
use serde::Serialize;

/// All that `handbook.html` shows.
#[derive(Debug, Clone, Serialize)]
pub struct HandbookView {
    /// The frame.
    pub site: Site,
    /// The printed book.
    pub pdf: Option<String>,
    /// The cover.
    pub cover: Cover,
    /// 印发通知.
    pub notice: Option<NoticeView>,
    /// 目录.
    pub contents: Vec<ContentsEntry>,
    /// 前言.
    pub preface: Vec<String>,
    /// Whether 前言 has its page at a closer pitch only.
    pub preface_long: bool,
    /// 廉政风险分布图.
    pub summary: SummaryView,
    /// The same for a phone.
    pub distribution: Distribution,
    /// The page of its charts on one sheet for the wall.
    pub summary_poster: Option<String>,
    /// Part 1.
    pub regulations: Vec<Ready>,
    /// Parts 2 and 3.
    pub tables: TablesView,
    /// Part 4.
    pub stations: Vec<Ready>,
    /// The first annex; `None` where no articles disagree.
    pub settlements: Option<Table>,
    /// The second: what the program vouches for.
    pub coverage: CoverageView,
    /// The third: what was done when.
    pub records: Vec<RecordGroup>,
    /// The annex of what the unit has added.
    pub own: Vec<OwnTable>,
    /// The annex of what changed since another state of the rules, where one is asked for.
    pub changes: Option<ChangesView>,
    /// What the search box looks through; nothing where no browser shows the book.
    pub search: Option<SearchData>,
    /// Titles of the parts and the annex.
    pub parts: Parts,
}

/// The words on the cover.
#[derive(Debug, Clone, Serialize)]
pub struct Cover {
    /// 000001; may be empty.
    pub copy_number: String,
    /// 廉政风险防控 / 制度汇编.
    pub title: Vec<String>,
    /// Issuing bodies.
    pub issuers: Vec<String>,
    /// 2012年7月10日.
    pub date: Option<String>,
}

/// A line of the contents.
#[derive(Debug, Clone, Serialize)]
pub struct ContentsEntry {
    /// 1 to 3.
    pub level: u8,
    /// Its words.
    pub text: String,
    /// The anchor it leads to.
    pub id: String,
}

/// The list of measures, a table without a page of its own: its title, its anchor.
pub(super) const MEASURES: [&str; 2] = ["防控措施清单", "table-measures"];
/// The annexes that the search leads to: of settlements, of coverage, of records.
pub(super) const ANNEXES: [[&str; 2]; 3] = [
    [settlements::TITLE, "annex"],
    ["条文核对情况表", "annex-coverage"],
    ["监督记录", "annex-records"],
];

/// Titles of the parts.
#[derive(Debug, Clone, Serialize)]
pub struct Parts {
    /// Regulations.
    pub regulations: &'static str,
    /// Grades.
    pub grades: &'static str,
    /// Risk points and measures.
    pub risks: &'static str,
    /// Departments.
    pub stations: String,
    /// Settlements.
    pub settlements: String,
    /// What is checked.
    pub coverage: String,
    /// Records.
    pub records: String,
    /// What the unit has added.
    pub own: String,
    /// What changed.
    pub changes: String,
    /// The list of measures, a table without a page of its own.
    pub measures: &'static str,
}

/// The title of the departments' part, which promises what is in it.
fn stations_title(words: &Words, stations: &[StationView]) -> String {
    let lists = |kind: &str| {
        let mut all = stations.iter().flat_map(|station| &station.lists);
        all.any(|list| list.kind == kind)
    };
    let flows = stations.iter().any(|s| !s.workflows.is_empty());
    let there = [
        ("职责", lists("duties")),
        ("制度", lists("rules")),
        ("流程", flows),
    ];
    let there: Vec<&str> = (there.iter())
        .filter_map(|(word, is_there)| is_there.then_some(*word))
        .collect();
    let content = match there.as_slice() {
        [] => "情况".to_owned(),
        [one] => format!("工作{one}"),
        [first @ .., last] => format!("{}和{last}", first.join("、")),
    };
    format!("第四部分　{}{content}", words.department)
}

/// The titles; annexes are numbered as far as there are any, and one alone has no number.
fn parts(words: &Words, stations: &[StationView], has_annexes: [bool; 5]) -> Parts {
    let count = has_annexes.iter().filter(|there| **there).count();
    let annex = |index: usize, title: &str| {
        let before = has_annexes[..index].iter().filter(|there| **there).count();
        let number = match count {
            1 => String::new(),
            _ => chinese_number(before as u16 + 1),
        };
        format!("附录{number}　{title}")
    };
    Parts {
        regulations: "第一部分　制度",
        grades: "第二部分　风险等级表",
        risks: RISKS_PART[1],
        stations: stations_title(words, stations),
        settlements: annex(0, ANNEXES[0][0]),
        coverage: annex(1, ANNEXES[1][0]),
        records: annex(2, ANNEXES[2][0]),
        own: annex(3, "补充情况"),
        changes: annex(4, "修订对照表"),
        measures: MEASURES[0],
    }
}

impl HandbookView {
    /// The handbook of an issue, with the charts of the unit, and with what changed since another
    /// state of the rules.
    pub fn new(issue: &Issue, summary: SummaryView, changes: Option<ChangesView>) -> Self {
        let unit = issue.unit();
        let anchors = Anchors::inside(unit);
        let profile = &unit.profile;
        let regulations = regulations(issue, anchors);
        let stations = stations(issue, anchors);
        let records = record_groups(issue, anchors);
        let own = own_tables(issue);
        let has_annexes = [
            !unit.settlements.is_empty(),
            !regulations.is_empty(),
            !records.is_empty(),
            !own.is_empty(),
            changes.is_some(),
        ];
        let parts = parts(unit.words(), &stations, has_annexes);
        Self {
            site: Site::new(issue, ""),
            pdf: issue.outputs.pdf.then(|| "handbook.pdf".into()),
            cover: Cover {
                copy_number: profile.copy_number.clone(),
                title: title_lines(&profile.title),
                issuers: profile.issuers.clone(),
                date: profile.issued.map(|d| d.chinese()),
            },
            notice: (profile.notice.as_ref()).map(|notice| NoticeView::new(notice, &profile.name)),
            contents: contents(
                unit,
                &parts,
                &regulations,
                &stations,
                [!records.is_empty(), !own.is_empty(), changes.is_some()],
            ),
            preface_long: has_more_than_a_page(&profile.preface),
            preface: profile.preface.clone(),
            summary_poster: unit_poster(issue, "").and_then(|poster| poster.html),
            summary: linked(summary, unit, anchors),
            distribution: Distribution::new(unit, anchors),
            tables: TablesView::new(issue, anchors, parts.measures),
            settlements: (!unit.settlements.is_empty()).then(|| settlements::table(unit, anchors)),
            coverage: CoverageView::new(unit, anchors),
            records,
            own,
            changes,
            search: (issue.outputs.html).then(|| SearchData::new(issue)),
            parts,
            regulations: Ready::each(regulations),
            stations: Ready::each(stations),
        }
    }
}

fn contents(
    unit: &Unit,
    parts: &Parts,
    regulations: &[RegulationView],
    stations: &[StationView],
    [has_records, has_own, has_changes]: [bool; 3],
) -> Vec<ContentsEntry> {
    let mut out = Vec::new();
    let mut add = |level, text: &str, id: &str| {
        out.push(ContentsEntry {
            level,
            text: text.into(),
            id: id.into(),
        });
    };
    if !unit.profile.preface.is_empty() {
        add(1, "前言", "preface");
    }
    add(
        1,
        &format!("{}风险分布图", unit.words().integrity),
        "summary",
    );
    add(1, parts.regulations, "part-1");
    for r in regulations {
        add(2, &r.numbered, &r.id);
        for c in &r.chapters {
            if let Some(heading) = &c.heading {
                add(3, heading, &c.id);
            }
        }
    }
    let table = |k: TableKind| (k.title(unit.words()), format!("table-{}", k.key()));
    add(1, parts.grades, "part-2");
    let shown = TableKind::of(unit);
    let grades = [TableKind::Departments, TableKind::Posts, TableKind::Powers];
    for (title, id) in grades.into_iter().filter(|k| shown.contains(k)).map(table) {
        add(2, &title, &id);
    }
    add(1, parts.risks, "part-3");
    let (title, id) = table(TableKind::Risks);
    add(2, &title, &id);
    add(2, parts.measures, MEASURES[1]);
    let (title, id) = table(TableKind::Trace);
    add(2, &title, &id);
    if !stations.is_empty() {
        add(1, &parts.stations, "part-4");
    }
    for s in stations {
        add(2, &s.heading, &format!("d-{}", s.id));
    }
    if !unit.settlements.is_empty() {
        add(1, &parts.settlements, ANNEXES[0][1]);
    }
    if !regulations.is_empty() {
        add(1, &parts.coverage, ANNEXES[1][1]);
    }
    if has_records {
        add(1, &parts.records, ANNEXES[2][1]);
    }
    if has_own {
        add(1, &parts.own, "annex-own");
    }
    if has_changes {
        add(1, &parts.changes, "annex-changes");
    }
    out
}

/// Whether paragraphs and a heading of two lines are more than a page of 22 lines of 28
/// characters (GB/T 9704 5.2.3).
fn has_more_than_a_page(paragraphs: &[String]) -> bool {
    const LINES: usize = 22 - 2;
    const CHARACTERS: usize = 28;
    let indented = |text: &String| (text.chars().count() + 2).div_ceil(CHARACTERS);
    paragraphs.iter().map(indented).sum::<usize>() > LINES
}

/// A name on a cover, split where a line may end by sense.
fn title_lines(title: &str) -> Vec<String> {
    // The kinds of book a unit compiles; the words before them name its subject.
    for kind in ["制度汇编", "工作手册", "资料汇编", "汇编", "手册"] {
        if let Some(subject) = title.strip_suffix(kind).filter(|s| !s.is_empty()) {
            return vec![subject.to_owned(), kind.to_owned()];
        }
    }
    vec![title.to_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annexes_are_numbered_as_far_as_there_are_any() {
        for (has, titles) in [
            (
                [true, true, true, true, true],
                ["附录一", "附录二", "附录三", "附录四", "附录五"],
            ),
            (
                [false, true, true, false, false],
                ["", "附录一", "附录二", "", ""],
            ),
            ([false, true, false, false, false], ["", "附录", "", "", ""]),
        ] {
            let parts = parts(&Words::default(), &[], has);
            let there = [
                parts.settlements,
                parts.coverage,
                parts.records,
                parts.own,
                parts.changes,
            ];
            for ((title, has), wanted) in there.iter().zip(has).zip(titles) {
                assert!(!has || title.starts_with(&format!("{wanted}　")), "{title}");
            }
        }
    }

    #[test]
    fn a_preface_is_set_close_where_it_has_no_page_otherwise() {
        let page = vec!["字".repeat(26 + 28); 10];
        assert!(!has_more_than_a_page(&page));
        assert!(has_more_than_a_page(&[page, vec!["字".into()]].concat()));
    }
}
