//! Rows of duties: what many have to do alike, by the same day, and with what became of it, is said
//! once.

use super::{object_name, who_name};
use crate::check::duties::{Duty, State};
use crate::date::Date;
use crate::diagnostic::Place;
use crate::model::{Actor, Grade, GradingObject, Unit};

/// What one or many have to do alike.
#[derive(Debug, Clone)]
pub struct Row<'d> {
    /// All of them, in the order of their objects in the rules. Never empty.
    pub duties: Vec<&'d Duty>,
    /// What became of each.
    pub state: State,
}

/// Duties as rows, in the order of their days; `state` says what became of each.
pub fn rows<'d>(duties: &[&'d Duty], state: impl Fn(&Duty) -> State) -> Vec<Row<'d>> {
    let mut out: Vec<Row<'d>> = Vec::new();
    for duty in duties {
        let state = state(duty);
        let same = |row: &&mut Row<'_>| row.state == state && is_alike(row.duties[0], duty);
        // What is alike is due on one day, so that it stands near the end.
        let recent = out.iter_mut().rev();
        let mut recent = recent.take_while(|row| row.duties[0].day == duty.day);
        match recent.find(same) {
            Some(row) => row.duties.push(duty),
            None => out.push(Row {
                duties: vec![duty],
                state,
            }),
        }
    }
    out
}

/// Whether two duties are the same but for whose they are and when they were done.
fn is_alike(a: &Duty, b: &Duty) -> bool {
    let kind = |duty: &Duty| match duty.object {
        None => 0,
        Some(GradingObject::Department(_)) => 1,
        Some(GradingObject::Post(_)) => 2,
    };
    let place = |duty: &Duty| -> (Place, Date, Option<crate::model::Period>) {
        (duty.norm, duty.last, duty.period)
    };
    place(a) == place(b) && a.noun == b.noun && a.nth == b.nth && kind(a) == kind(b)
}

impl Row<'_> {
    /// The first of them, for what all have in common.
    pub fn first(&self) -> &Duty {
        self.duties[0]
    }

    /// Whose they are: the names of a few, else how many; all of a kind as such.
    pub fn whose(&self, unit: &Unit) -> String {
        let words = unit.words();
        let (noun, all) = match self.first().object {
            None => return String::new(),
            Some(GradingObject::Department(_)) => {
                (words.department.as_str(), unit.departments.len())
            }
            Some(GradingObject::Post(_)) => ("岗位", unit.posts.len()),
        };
        match self.duties.len() {
            count if count == all && count > 1 => format!("各{noun}"),
            count if count > 2 => format!("{count} 个{noun}"),
            _ => {
                let objects = self.duties.iter().map(|d| object_name(unit, d.object));
                objects.collect::<Vec<_>>().join("、")
            }
        }
    }

    /// Who has to do it: one person, or what kind of persons; empty where it is whoever it is of.
    pub fn who(&self, unit: &Unit) -> String {
        let first = &self.first().who;
        if self.duties.iter().all(|duty| duty.who == *first) {
            return who_name(unit, first);
        }
        let posts = self.duties.iter().flat_map(|duty| &duty.who);
        let mut posts = posts.map(|actor| match actor {
            Actor::Post(post) => Some(&unit[*post]),
            _ => None,
        });
        let words = unit.words();
        let own = matches!(self.first().object, Some(GradingObject::Post(_)));
        match () {
            () if own => "本人".to_owned(),
            () if posts
                .clone()
                .all(|post| post.is_some_and(|post| post.is_head())) =>
            {
                words.head.clone()
            }
            () if posts.all(|post| post.is_some_and(|post| post.is_leader())) => {
                words.leader_in_charge.clone()
            }
            () => String::new(),
        }
    }

    /// The grade that all whose they are have.
    pub fn grade(&self, unit: &Unit) -> Option<Grade> {
        let mut grades = self
            .duties
            .iter()
            .map(|duty| duty.object.map(|o| unit.object_grade(o)));
        let first = grades.next()??;
        grades.all(|grade| grade == Some(first)).then_some(first)
    }

    /// The day on which the last of them was done, where all are.
    pub fn done(&self) -> Option<Date> {
        let days = self
            .duties
            .iter()
            .map(|duty| duty.done.map(|done| done.day));
        let days: Option<Vec<Date>> = days.collect();
        days?.into_iter().max()
    }
}
