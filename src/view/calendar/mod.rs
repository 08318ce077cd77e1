//! The work of a year (工作安排): a list by what became of it and by month, a calendar of months, and
//! a sheet for each department.

pub(super) mod line;
mod month;
pub mod sheets;
mod words;

use super::anchors::Anchors;
use super::chip::GradeView;
use super::issue::Issue;
use super::site::Site;
use super::years::YEARS;
use crate::check::duties::State;
use crate::duty::{self, Agenda, Row, NEAR_DAYS};
pub use line::Line;
use month::Month;
use serde::Serialize;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use words::title_in_parts;
pub use words::{title, StateView};

/// All that `calendar.html` shows.
#[derive(Debug, Clone, Serialize)]
pub struct CalendarPage {
    /// The frame.
    pub site: Site,
    /// The year.
    pub year: i16,
    /// 2013年度廉政工作安排.
    pub title: String,
    /// The same in the parts that a narrow window has below each other.
    pub title_in_parts: [String; 2],
    /// Whether it says what became of duties.
    pub tells: bool,
    /// How many rows.
    pub count: usize,
    /// How many are done.
    pub done: usize,
    /// What became of how many, of what there is.
    pub states: Vec<(StateView, usize)>,
    /// The kinds of work: key, sign, word.
    pub kinds: Vec<(&'static str, char, String)>,
    /// Whoever does it: id, name.
    pub people: Vec<(String, String)>,
    /// Departments with rows: id, name, grade, how many.
    pub departments: Vec<(String, String, GradeView, usize)>,
    /// What is late, near, of each month, done.
    pub groups: Vec<Group>,
    /// The months of the year.
    pub months: Vec<Month>,
    /// The month that shows first.
    pub month: i8,
    /// The files beside it: calendar, wall sheet, sheets of departments.
    pub files: Vec<(&'static str, &'static str, String)>,
    /// What its files are called by.
    pub stem: String,
}

/// Rows under a heading.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// `late`, `near`, `m04`, `done`.
    pub key: String,
    /// 30天内到期.
    pub head: String,
    /// Something of it in few words.
    pub note: String,
    /// The rows.
    pub lines: Vec<Line>,
}

impl CalendarPage {
    /// The page of an issue whose agenda is not empty.
    pub fn new(issue: &Issue, agenda: &Agenda, wall: bool, years: bool) -> Self {
        let unit = issue.unit();
        let anchors = Anchors::from(issue, "handbook.html");
        let rows = rows(agenda);
        let lines = line::lines(unit, agenda, anchors, &rows);
        let kinds = duty::kinds(unit, agenda);
        let by_month = |number: i8| -> Vec<&Line> {
            lines
                .iter()
                .filter(|line| line.month == (agenda.year, number))
                .collect()
        };
        let months = (1..=12).map(|n| Month::new(unit, agenda, n, &by_month(n)));
        let mut states: Vec<(StateView, usize)> = Vec::new();
        if agenda.tells() {
            for state in [
                State::Late,
                State::Near,
                State::Open,
                State::Proposed,
                State::Done,
                State::DoneLate,
            ] {
                let count = lines
                    .iter()
                    .filter(|line| line.state.key == state.key())
                    .count();
                states.push((state.into(), count));
            }
            states.retain(|(_, count)| *count > 0);
        }
        let mut people: BTreeMap<&str, &str> = BTreeMap::new();
        for line in &lines {
            people.extend(
                line.people
                    .iter()
                    .map(|(id, name)| (id.as_str(), name.as_str())),
            );
        }
        let mut people: Vec<(String, String)> = (people.into_iter())
            .map(|(id, name)| (id.to_owned(), name.to_owned()))
            .collect();
        let order = |id: &str| {
            let organ = unit.organs.iter().position(|organ| *organ.id == *id);
            let post = unit.posts.iter().position(|post| *post.id == *id);
            (organ.is_none(), organ.or(post))
        };
        people.sort_by_key(|(id, _)| order(id));
        let departments = unit.departments.iter().filter_map(|department| {
            let id = department.id.as_str();
            let own = |line: &&Line| line.departments.contains(id);
            let count = lines.iter().filter(own).count();
            let grade = department.grade.value.into();
            (count > 0).then(|| (id.to_owned(), department.name.value.clone(), grade, count))
        });
        let departments: Vec<_> = departments.collect();
        let months: Vec<Month> = months.collect();
        Self {
            site: Site::new(issue, ""),
            year: agenda.year,
            title: title(unit, agenda),
            title_in_parts: title_in_parts(unit, agenda),
            tells: agenda.tells(),
            count: lines.len(),
            done: lines.iter().filter(|line| line.is_done()).count(),
            states,
            kinds: kinds.into_iter().map(|k| (k.key, k.mark, k.word)).collect(),
            people,
            departments,
            month: first_month(agenda),
            months,
            files: files(issue, agenda, wall, years),
            groups: groups(agenda, lines),
            stem: agenda.stem(),
        }
    }
}

/// The month of what is due next in the year; where nothing is, that of the day, as far as it is of
/// the year.
fn first_month(agenda: &Agenda) -> i8 {
    let mut next = agenda.duties.iter();
    let next = next.find(|duty| {
        duty.done.is_none() && duty.day >= agenda.as_of && duty.day.0.year() == agenda.year
    });
    let day = next.map_or(agenda.as_of, |duty| duty.day).0;
    match day.year().cmp(&agenda.year) {
        Ordering::Less => 1,
        Ordering::Equal => day.month(),
        Ordering::Greater => 12,
    }
}

/// All rows of an agenda, by day.
pub(super) fn rows(agenda: &Agenda) -> Vec<Row<'_>> {
    let all: Vec<_> = agenda.duties.iter().collect();
    duty::rows(&all, |duty| agenda.state(duty))
}

/// What can be printed or taken away.
fn files(
    issue: &Issue,
    agenda: &Agenda,
    wall: bool,
    years: bool,
) -> Vec<(&'static str, &'static str, String)> {
    let outputs = &issue.outputs;
    let mut files = Vec::new();
    if wall && outputs.pdf {
        let sheet = format!("posters/{}.pdf", agenda.stem());
        files.push(("全年安排，上墙", "PDF", sheet));
    }
    if years {
        files.push(("历年情况", "网页", format!("{YEARS}.html")));
    }
    if sheets::are_there(issue.unit(), agenda) {
        files.push((
            "各家的安排",
            "网页",
            format!("{}.html", sheets::path(agenda)),
        ));
        if outputs.pdf {
            files.push((
                "各家的安排，存档",
                "PDF",
                format!("{}.pdf", sheets::path(agenda)),
            ));
        }
    }
    files
}

/// Late and near first, then month by month, what is done last; month by month alone, where nothing
/// is told of what became of it.
fn groups(agenda: &Agenda, lines: Vec<Line>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for line in lines {
        let (rank, key, head) = match line.state.key {
            _ if !agenda.tells() => (2, None, String::new()),
            "late" => (0, Some("late"), "逾期".to_owned()),
            "near" => (1, Some("near"), format!("{NEAR_DAYS}天内到期")),
            "done" | "done-late" => (3, Some("done"), "已办".to_owned()),
            _ => (2, None, String::new()),
        };
        let (year, month) = line.month;
        let key = key.map_or_else(|| format!("m{year:04}-{month:02}"), str::to_owned);
        let head = match head.is_empty() {
            true if year == agenda.year => format!("{month}月"),
            true => format!("{year}年{month}月"),
            false => head,
        };
        let at = format!("{rank}{key}");
        match groups.iter_mut().find(|group| group.note == at) {
            Some(group) => group.lines.push(line),
            None => groups.push(Group {
                key,
                head,
                note: at,
                lines: vec![line],
            }),
        }
    }
    groups.sort_by(|a, b| a.note.cmp(&b.note));
    for group in &mut groups {
        group.note = match group.key.as_str() {
            "late" => "过了期限，没有办结的记录".to_owned(),
            "done" => {
                let late = group
                    .lines
                    .iter()
                    .filter(|l| l.state.key == "done-late")
                    .count();
                match late {
                    0 => String::new(),
                    late => format!("其中迟办 {late} 项"),
                }
            }
            _ => common_words(&group.lines),
        };
    }
    groups
}

/// What a month is about: its kinds of work, a few.
fn common_words(lines: &[Line]) -> String {
    const MOST: usize = 4;
    let mut words: Vec<&str> = Vec::new();
    let mut seen = BTreeSet::new();
    for line in lines {
        if seen.insert(line.kind) {
            words.push(&line.kind_word);
        }
    }
    match words.len() {
        2..=MOST => words.join("、"),
        _ => String::new(),
    }
}
