//! The entry page: what was made, and where it is.

use super::anchors::{number, Anchors, Link};
use super::calendar::{sheets, CalendarPage, Line, StateView};
use super::chip::GradeView;
use super::contact;
use super::distribution::Count;
use super::form::list;
use super::handbook::MEASURES;
use super::issue::Issue;
use super::post_sheets::{self, POST_SHEETS};
use super::recent::{recent, Recent};
use super::regulation::extent;
use super::search::examples;
use super::site::Site;
use super::table::TableKind;
use super::wall::{body_posters, posters, unit_poster, Poster};
use crate::duty::Agenda;
use crate::model::{Division, Ref};
use crate::sheet::summary::{self, count::counts};
use serde::Serialize;

/// All that `index.html` shows.
#[derive(Debug, Clone, Serialize)]
pub struct IndexView {
    /// The frame.
    pub site: Site,
    /// Day of issue.
    pub issued: Option<String>,
    /// What can be looked for, for a reader who does not know.
    pub examples: Vec<String>,
    /// The handbook's files, if it is written.
    pub handbook: Option<Files>,
    /// The regulations, with links into the handbook.
    pub regulations: Vec<RegulationLine>,
    /// The tables' files.
    pub tables: Vec<Files>,
    /// The page that leads to all forms.
    pub forms: Option<String>,
    /// The posters in small, and all of them in one file.
    pub contact: Option<Files>,
    /// Departments, and bodies with posters.
    pub stations: Vec<StationCard>,
    /// How many of each grade: departments, posts, risk points.
    pub counts: Vec<Count>,
    /// What was done last.
    pub recent: Vec<Recent>,
    /// 2013年度.
    pub year: String,
    /// What is late and what is due next.
    pub agenda: Option<Due>,
}

/// What is late and what is due next, for the entry page.
#[derive(Debug, Clone, Serialize)]
pub struct Due {
    /// 2013年度廉政工作安排.
    pub title: String,
    /// The page.
    pub href: Option<String>,
    /// Files to print: name, path.
    pub files: Vec<(&'static str, String)>,
    /// How many are late, near, later, done.
    pub states: Vec<(StateView, usize)>,
    /// The next few.
    pub lines: Vec<Line>,
    /// How many are not shown.
    pub more: usize,
}

/// The entry page shows no more.
const MOST_DUE: usize = 6;

impl Due {
    fn new(issue: &Issue, agenda: &Agenda) -> Self {
        let page = CalendarPage::new(issue, agenda, false, false);
        let open = page.groups.iter().flat_map(|group| &group.lines);
        let mut lines: Vec<Line> = open.filter(|line| !line.is_done()).cloned().collect();
        let more = lines.len().saturating_sub(MOST_DUE);
        lines.truncate(MOST_DUE);
        let outputs = &issue.outputs;
        let mut files = vec![("ICS", format!("{}.ics", page.stem))];
        if outputs.pdf && sheets::are_there(issue.unit(), agenda) {
            files.push(("PDF", format!("{}.pdf", sheets::path(agenda))));
        }
        Self {
            title: page.title,
            href: outputs.html.then(|| format!("{}.html", agenda.stem())),
            files,
            states: page.states,
            lines,
            more,
        }
    }
}

/// A regulation.
#[derive(Debug, Clone, Serialize)]
pub struct RegulationLine {
    /// 一, its number in the handbook.
    pub number: String,
    /// Its short title.
    pub link: Link,
    /// How long it is: 18条, 4个部分.
    pub extent: String,
}

/// A document in one or two formats.
#[derive(Debug, Clone, Serialize)]
pub struct Files {
    /// Its name.
    pub name: String,
    /// The page.
    pub html: Option<String>,
    /// The sheet.
    pub pdf: Option<String>,
    /// The workbook.
    pub xlsx: Option<String>,
}

/// A department and its posters.
#[derive(Debug, Clone, Serialize)]
pub struct StationCard {
    /// Its name, leading to its section of the handbook.
    pub name: Link,
    /// Its grade.
    /// A body that is no department has none.
    pub grade: Option<GradeView>,
    /// Its posters.
    pub posters: Vec<Poster>,
}

impl IndexView {
    /// The entry page of an issue.
    pub fn new(issue: &Issue, agenda: Option<&Agenda>) -> Self {
        let (unit, outputs) = (issue.unit(), &issue.outputs);
        let anchors = Anchors::from(issue, "handbook.html");
        let files = |name: String, path: &str| Files {
            name,
            html: outputs.html.then(|| format!("{path}.html")),
            pdf: outputs.pdf.then(|| format!("{path}.pdf")),
            xlsx: None,
        };
        let table = |k: TableKind| Files {
            xlsx: (outputs.xlsx).then(|| format!("tables/{}.xlsx", k.key())),
            ..files(k.title(unit.words()), &format!("tables/{}", k.key()))
        };
        let tables = if outputs.tables {
            let tables = TableKind::of(unit).into_iter().map(table);
            let sheets = post_sheets::are_there(unit)
                .then(|| files(post_sheets::title(unit), &format!("tables/{POST_SHEETS}")));
            let wall = unit_poster(issue, "").map(|poster| Files {
                name: summary::title(unit),
                html: poster.html,
                pdf: poster.pdf,
                xlsx: None,
            });
            // Part of the handbook, which its files open at.
            let measures = outputs.handbook.then(|| Files {
                name: MEASURES[0].to_owned(),
                html: (outputs.html).then(|| format!("handbook.html#{}", MEASURES[1])),
                pdf: (outputs.pdf).then(|| format!("handbook.pdf#{}", MEASURES[1])),
                xlsx: None,
            });
            tables.chain(measures).chain(sheets).chain(wall).collect()
        } else {
            Vec::new()
        };
        Self {
            site: Site::new(issue, ""),
            issued: unit.profile.issued.map(|d| d.chinese()),
            examples: examples(unit),
            handbook: outputs
                .handbook
                .then(|| files(unit.profile.title.clone(), "handbook")),
            regulations: unit
                .regulations
                .iter()
                .map(|r| RegulationLine {
                    number: number(r.number.value),
                    link: Link {
                        text: r.short.value.clone(),
                        href: anchors.place(r, None),
                    },
                    extent: extent(r),
                })
                .collect(),
            tables,
            forms: outputs.forms_list.then(|| format!("{}.html", list::STEM)),
            contact: outputs.any_posters(unit).then(|| Files {
                name: "全部上墙图".into(),
                html: outputs
                    .html
                    .then(|| format!("{}.html", contact::CONTACT_SHEET)),
                pdf: outputs.pdf.then(|| format!("{}.pdf", contact::ALL_POSTERS)),
                xlsx: None,
            }),
            stations: station_cards(issue, anchors),
            counts: (counts(unit).into_iter())
                .filter(|count| count.total > 0)
                .map(Into::into)
                .collect(),
            recent: recent(issue, anchors),
            year: format!("{}年度", unit.profile.grading_year),
            agenda: agenda.map(|agenda| Due::new(issue, agenda)),
        }
    }
}

fn station_cards(issue: &Issue, anchors: Anchors) -> Vec<StationCard> {
    let all = issue.unit().departments.iter().enumerate();
    let departments = all.map(|(i, d)| StationCard {
        name: Link {
            text: d.name.value.clone(),
            href: anchors.department(d),
        },
        grade: Some(d.grade.value.into()),
        posters: posters(issue, i, ""),
    });
    let bodies = issue.unit().organs.iter().enumerate();
    let bodies = bodies.map(|(i, organ)| StationCard {
        name: Link {
            text: organ.name.value.clone(),
            href: anchors.division(Some(Division::Organ(Ref::new(i, organ.id.place)))),
        },
        grade: None,
        posters: body_posters(issue, i, ""),
    });
    let bodies = bodies.filter(|card| !card.posters.is_empty());
    departments.chain(bodies).collect()
}
