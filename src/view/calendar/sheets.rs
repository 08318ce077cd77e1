//! The work of a year on paper, a page for each department.

use super::line::{lines, Line};
use super::words::{title, StateView};
use crate::check::duties::{Duty, State};
use crate::duty::{self, Agenda};
use crate::model::{Actor, Regulation, Unit};
use crate::view::anchors::Anchors;
use crate::view::chip::GradeView;
use crate::view::issue::Issue;
use crate::view::site::Site;
use serde::Serialize;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Path of the sheets, without extension.
pub fn path(agenda: &Agenda) -> String {
    format!("{}/departments", agenda.stem())
}

/// All that the sheets show.
#[derive(Debug, Clone, Serialize)]
pub struct CalendarSheets {
    /// The frame.
    pub site: Site,
    /// 2013年度廉政工作安排.
    pub title: String,
    /// Whether they say what became of duties.
    pub tells: bool,
    /// 2013年3月31日印，由…编制.
    pub printed: String,
    /// The page that they belong to.
    pub page: String,
    /// The departments that have to do something.
    pub sheets: Vec<DepartmentSheet>,
}

/// A page.
#[derive(Debug, Clone, Serialize)]
pub struct DepartmentSheet {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its grade.
    pub grade: GradeView,
    /// Who is in charge of it, and who heads it.
    pub facts: Vec<(String, String)>,
    /// How many posts of each grade.
    pub posts: Vec<(GradeView, usize)>,
    /// Its months with what is due once or twice.
    pub months: Vec<(String, Vec<Line>)>,
    /// What is due every month or quarter, by month.
    pub regular: Vec<Regular>,
    /// The months of the next year in which the last of that is due.
    pub next: Vec<i8>,
    /// Whether something was proposed and waits for a decision: only then the legend has its sign.
    pub proposes: bool,
    /// The title of the regulation that most of its articles are of: they stand without its name.
    pub chief: Option<String>,
    /// What the brief names of the others stand for.
    pub names: Vec<(String, String)>,
    /// Its code.
    pub code: String,
}

/// What is due every month or quarter.
#[derive(Debug, Clone, Serialize)]
pub struct Regular {
    /// Sign of its kind.
    pub mark: char,
    /// What it is.
    pub noun: String,
    /// Who does it.
    pub who: String,
    /// Whose it is.
    whose: String,
    /// Of each month, the day and what became of it; those of the next year behind.
    pub months: Vec<Option<(i8, StateView)>>,
}

/// Whether there are departments with sheets.
pub fn are_there(unit: &Unit, agenda: &Agenda) -> bool {
    let mut duties = agenda.duties.iter();
    duties.any(|duty| {
        duty.object
            .is_some_and(|o| unit.department_of(&o).is_some())
    })
}

impl CalendarSheets {
    /// The sheets of those departments, by their place in the unit's list.
    pub fn new(issue: &Issue, agenda: &Agenda, departments: &[usize]) -> Self {
        let unit = issue.unit();
        let of = |index: usize| sheet(issue, agenda, index);
        let sheets = departments.iter().copied().filter_map(of).collect();
        Self {
            site: Site::new(issue, "../"),
            page: format!("{}.html", agenda.stem()),
            title: title(unit, agenda),
            tells: agenda.tells(),
            printed: match unit.profile.compiler.as_str() {
                "" => format!("{}印", agenda.as_of.chinese()),
                by => format!("{}印，由{by}编制", agenda.as_of.chinese()),
            },
            sheets,
        }
    }
}

fn sheet(issue: &Issue, agenda: &Agenda, index: usize) -> Option<DepartmentSheet> {
    let unit = issue.unit();
    let department = &unit.departments[index];
    let is_its = |actor: &Actor| {
        let of = unit.department_of(actor);
        of.is_some_and(|d| d.index as usize == index)
    };
    // What follows on a record of which the public learns nothing (a complaint) is not told to those
    // that it is about, unless they do it.
    let told = |duty: &Duty| {
        let record = |place| unit.records.all.iter().find(|record| record.place == place);
        let record = duty.follows.and_then(record);
        record.is_none_or(|record| !record.ledger.entry().public.is_empty())
            || duty.who.iter().any(is_its)
    };
    let own = |duty: &&Duty| duty.object.as_ref().is_some_and(is_its) && told(duty);
    let own: Vec<&Duty> = agenda.duties.iter().filter(own).collect();
    let anchors = Anchors::none(unit);
    let rows = duty::rows(&own, |duty| agenda.state(duty));
    let mut all = lines(unit, agenda, anchors, &rows);
    // On its own sheet a department's posts go by their short names.
    let own_name = |name: &str| {
        let mut posts = unit.posts_of(index);
        posts
            .find(|post| *post.name.value == *name)
            .map(|post| post.own_name().to_owned())
    };
    for (line, row) in all.iter_mut().zip(&rows) {
        line.title = row.first().plain_title(agenda.year);
        for name in [&mut line.who, &mut line.whose] {
            if let Some(own) = own_name(name) {
                *name = own;
            }
        }
    }
    // What both it and its posts have to do is told apart.
    let titles: Vec<(String, String)> = (all.iter())
        .map(|line| (line.title.clone(), line.whose.clone()))
        .collect();
    for line in &mut all {
        let mut others = titles.iter();
        let alike = others.any(|(title, whose)| *title == line.title && *whose != line.whose);
        if alike && line.whose == department.name.value {
            line.whose = unit.words().department.clone();
        }
    }
    let (mut months, mut regular): (Vec<(String, Vec<Line>)>, Vec<Regular>) = Default::default();
    let often = |noun: &str| {
        let same = rows.iter().filter(|row| row.first().noun == noun);
        let days = same.map(|row| row.first().day.0);
        let own = days.filter(|day| day.year() == agenda.year);
        own.map(|day| day.month()).collect::<BTreeSet<_>>().len() > MOST_IN_LIST
    };
    let mut next = BTreeSet::new();
    for row in &rows {
        let day = row.first().day.0;
        if day.year() > agenda.year && often(&row.first().noun) {
            next.insert(day.month());
        }
    }
    let next: Vec<i8> = next.into_iter().collect();
    for (row, mut line) in rows.iter().zip(all) {
        let first = row.first();
        let head = match first.day.0.year().cmp(&agenda.year) {
            Ordering::Less => "上年".to_owned(),
            Ordering::Equal => format!("{}月", first.day.0.month()),
            Ordering::Greater => "次年".to_owned(),
        };
        if often(&first.noun) && first.day.0.year() >= agenda.year {
            let (noun, kind) = (first.noun.clone(), line.mark);
            let same = |r: &Regular| r.noun == noun && r.mark == kind && r.whose == line.whose;
            let place = regular.iter().position(same);
            let place = place.unwrap_or_else(|| {
                regular.push(Regular {
                    mark: kind,
                    noun,
                    // A post's own is told from that of its department.
                    who: match line.whose == department.name.value {
                        true => line.who.clone(),
                        false => line.whose.clone(),
                    },
                    whose: line.whose.clone(),
                    months: vec![None; 12 + next.len()],
                });
                regular.len() - 1
            });
            let month = match next.iter().position(|m| *m == first.day.0.month()) {
                Some(behind) if first.day.0.year() > agenda.year => 12 + behind,
                _ => usize::try_from(first.day.0.month() - 1).unwrap_or(0),
            };
            let own = &mut regular[place].months[month];
            let known = own.as_ref().map(|(_, known)| known.is.gravity());
            if known <= Some(line.state.is.gravity()) {
                *own = Some((first.day.0.day(), line.state));
            }
            continue;
        }
        // The head has the year.
        if first.day.0.year() == agenda.year + 1 {
            line.day = format!("{}月{}日", first.day.0.month(), first.day.0.day());
        }
        match months.last_mut().filter(|(last, _)| *last == head) {
            Some((_, lines)) => lines.push(line),
            None => months.push((head, vec![line])),
        }
    }
    // Places stand in figures that can be read where the name most of them share is said once.
    let cited = |r: &Regulation| {
        let lines = months.iter().flat_map(|(_, lines)| lines);
        lines
            .filter(|line| line.cite_brief == r.brief_name())
            .count()
    };
    let chief = unit.regulations.iter().rev().max_by_key(|r| cited(r));
    let chief = chief.filter(|r| cited(r) > 1);
    let others = unit.regulations.iter().filter(|r| {
        let is_chief = chief.is_some_and(|chief| chief.id == r.id);
        !is_chief && cited(r) > 0 && *r.brief_name() != *r.title.value
    });
    let names = others.map(|r| (r.brief_name().to_owned(), r.title.value.clone()));
    let names = names.collect();
    let chief = chief.map(|r| (r.brief_name(), r.title.value.clone()));
    if let Some((brief, _)) = &chief {
        let lines = months.iter_mut().flat_map(|(_, lines)| lines);
        for line in lines.filter(|line| line.cite_brief == *brief && !line.cite_place.is_empty()) {
            line.cite_brief.clear();
        }
    }
    let words = unit.words();
    let mut facts = Vec::new();
    if let Some(leader) = department.leader {
        let name = unit[leader].name.value.clone();
        facts.push((words.leader_in_charge.clone(), name));
    }
    if let Some(head) = unit.posts_of(index).find(|post| post.is_head()) {
        facts.push((words.head.clone(), head.own_name().to_owned()));
    }
    let grades = unit.vocabulary.grades.iter().map(|&grade| {
        let of = unit
            .posts_of(index)
            .filter(|post| post.grade.value == grade);
        (grade.into(), of.count())
    });
    let lines = months.iter().flat_map(|(_, lines)| lines);
    let proposes = { lines }.any(|line| line.state.key == State::Proposed.key());
    (!months.is_empty() || !regular.is_empty()).then(|| DepartmentSheet {
        proposes,
        id: department.id.value.clone(),
        name: department.name.value.clone(),
        grade: department.grade.value.into(),
        facts,
        posts: grades.filter(|(_, count)| *count > 0).collect(),
        months,
        regular,
        next,
        chief: chief.map(|(_, title)| title),
        names,
        code: code(unit, &department.id.value),
    })
}

/// What is due more often in a year stands in the strip of months.
const MOST_IN_LIST: usize = 3;

fn code(unit: &Unit, id: &str) -> String {
    match unit.profile.code.as_str() {
        "" => id.to_uppercase(),
        code => format!("{code}-{}", id.to_uppercase()),
    }
}
