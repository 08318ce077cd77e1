//! Rows of duties: what many have to do alike, by the same day, and with what became of it, is said
//! once.

use super::{names_object, object_name, who_name};
use crate::check::duties::{Duty, State};
use crate::date::Date;
use crate::model::{Actor, Department, Grade, Post, Ref, Unit};
use std::collections::BTreeSet;

/// Who does what is each one's own.
const OWN: &str = "本人";

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
    let of = |duty: &Duty| {
        let kind = duty.object.map(Actor::kind);
        (duty.norm, duty.last, duty.period, duty.nth, kind)
    };
    of(a) == of(b) && a.noun == b.noun
}

impl Row<'_> {
    /// The first of them, for what all have in common.
    pub fn first(&self) -> &Duty {
        self.duties[0]
    }

    /// Whose they are, and who does it where that is not plain: what is the unit's is told by who
    /// does it.
    pub fn parties(&self, unit: &Unit) -> (String, String) {
        let (whose, who) = (self.whose(unit), self.who(unit));
        let is_own = self.duties.len() == 1 && who == OWN;
        match whose.as_str() {
            "" if who.is_empty() => (unit.profile.name.clone(), who),
            "" => (who, String::new()),
            _ if who == whose || is_own => (whose, String::new()),
            _ => (whose, who),
        }
    }

    /// The same on a wall, where it is not named whom a complaint or a notice is about, nor who is
    /// known from that: 有关科室, and the body that looks into it.
    pub fn parties_on_wall(&self, unit: &Unit) -> (String, String) {
        if self.names_objects(unit) {
            return self.parties(unit);
        }
        let is_near = |actor: &Actor, object: Actor| {
            let (of, post) = (unit.department_of(&object), actor.post());
            let leads = |own: Ref<Department>| post.is_some() && unit[own].leader == post;
            let within = of.is_some() && unit.department_of(actor) == of;
            *actor == object || within || of.is_some_and(leads)
        };
        let mut who = self.first().who.clone();
        let objects = || self.duties.iter().filter_map(|duty| duty.object);
        who.retain(|actor| !objects().any(|object| is_near(actor, object)));
        let who = match self.duties.iter().all(|duty| duty.who == self.first().who) {
            true => who_name(unit, &who),
            false => String::new(),
        };
        (format!("有关{}", self.noun(unit)), who)
    }

    /// Whether all whose they are may be named on a wall.
    pub fn names_objects(&self, unit: &Unit) -> bool {
        self.duties.iter().all(|duty| names_object(unit, duty))
    }

    /// What they are whose it is: 科室, 岗位.
    fn noun<'u>(&self, unit: &'u Unit) -> &'u str {
        match self.first().object {
            Some(Actor::Organ(_)) => "机构",
            Some(Actor::Department(_)) => &unit.words().department,
            Some(Actor::Post(_)) => "岗位",
            None => &unit.profile.name,
        }
    }

    /// The names of a few, else how many; all of a kind as such; empty where it is the unit's.
    fn whose(&self, unit: &Unit) -> String {
        let all = match self.first().object {
            None => return String::new(),
            Some(Actor::Organ(_)) => unit.organs.len(),
            Some(Actor::Department(_)) => unit.departments.len(),
            Some(Actor::Post(_)) => unit.posts.len(),
        };
        let noun = self.noun(unit);
        // One may owe several.
        let mut seen = BTreeSet::new();
        let mut own = self.duties.clone();
        own.retain(|duty| seen.insert(duty.object.map(|object| unit.actor_id(&object))));
        match own.len() {
            count if count == all && count > 1 => format!("各{noun}"),
            count if count > 2 => format!("{count} 个{noun}"),
            _ => {
                let objects = own.iter().map(|d| object_name(unit, d));
                objects.collect::<Vec<_>>().join("、")
            }
        }
    }

    /// 一级科室 where they are all of that kind that have their grade.
    pub fn all_of_grade(&self, unit: &Unit) -> Option<String> {
        let (grade, noun) = (self.grade(unit)?, self.noun(unit));
        let own: BTreeSet<&str> = (self.duties.iter())
            .filter_map(|duty| Some(unit.actor_id(&duty.object?)))
            .collect();
        let all = match self.first().object? {
            Actor::Department(_) => unit
                .departments
                .iter()
                .filter(|d| *d.grade == grade)
                .count(),
            Actor::Post(_) => unit.posts.iter().filter(|p| *p.grade == grade).count(),
            Actor::Organ(_) => return None,
        };
        (own.len() > 1 && own.len() == all).then(|| format!("{}{noun}", grade.chinese()))
    }

    /// One person, or what kind of persons; empty where that is not said.
    fn who(&self, unit: &Unit) -> String {
        let own = |duty: &&Duty| duty.object.is_some_and(|object| duty.who == [object]);
        if self.duties.iter().all(own) {
            return OWN.to_owned();
        }
        let first = &self.first().who;
        if self.duties.iter().all(|duty| duty.who == *first) {
            return who_name(unit, first);
        }
        let words = unit.words();
        let all = |is: fn(&Post) -> bool| {
            let mut who = self.duties.iter().flat_map(|duty| &duty.who);
            who.all(|actor| actor.post().is_some_and(|post| is(&unit[post])))
        };
        match () {
            () if all(Post::is_head) => words.head.clone(),
            () if all(Post::is_leader) => words.leader_in_charge.clone(),
            () => String::new(),
        }
    }

    /// The grade that all whose they are have.
    pub fn grade(&self, unit: &Unit) -> Option<Grade> {
        let grades = self
            .duties
            .iter()
            .map(|duty| unit.actor_grade(duty.object.as_ref()?));
        let mut grades = grades;
        let first = grades.next()??;
        grades.all(|grade| grade == Some(first)).then_some(first)
    }

    /// 中低级 where they have different grades, 中度以下 where their names do not join so; none where
    /// the gravest is among them, or it is nobody's in particular, and where all have the same.
    pub fn grades(&self, unit: &Unit) -> Option<String> {
        let of = |duty: &Duty| unit.actor_grade(duty.object.as_ref()?);
        let own: Option<Vec<Grade>> = self.duties.iter().map(|duty| of(duty)).collect();
        let own = own.unwrap_or_default();
        let all = &unit.vocabulary.grades;
        let first = all.iter().position(|grade| own.contains(grade));
        let at = first.filter(|at| *at > 0 && self.grade(unit).is_none())?;
        let own = all.iter().filter(|grade| own.contains(grade));
        let names: Vec<Vec<char>> = own.map(|grade| grade.chinese().chars().collect()).collect();
        let end = names[0].last();
        let joined = names
            .iter()
            .all(|name| name.len() == 2 && name.last() == end);
        let letters = names.iter().map(|name| name[0]).chain(end.copied());
        Some(match joined {
            true => letters.collect(),
            false => format!("{}以下", all[at].chinese()),
        })
    }

    /// The day on which the last of them was done, where all are.
    pub fn done(&self) -> Option<Date> {
        self.ended().filter(|_| self.state.is_done())
    }

    /// The same of what was done or proposed.
    fn ended(&self) -> Option<Date> {
        let days = self
            .duties
            .iter()
            .map(|duty| duty.done.map(|done| done.day));
        let days: Option<Vec<Date>> = days.collect();
        days?.into_iter().max()
    }

    /// How long it is still, or was over or early, on the day `as_of`.
    pub fn how_long(&self, as_of: Date) -> String {
        let first = self.first();
        let days = |from: Date, to: Date| (to.0 - from.0).get_days();
        let short = |day: Date| format!("{}月{}日", day.0.month(), day.0.day());
        match (self.state, self.ended()) {
            (State::Late, _) => format!("逾期 {} 天", days(first.last, as_of)),
            (State::DoneLate, Some(done)) => format!("迟办 {} 天", days(first.last, done)),
            (State::Proposed, Some(day)) => short(day),
            (State::Done, Some(done)) => match days(done, first.day) {
                0 => "当日办".to_owned(),
                early if early > 0 => format!("早 {early} 天"),
                _ => format!("{}办", short(done)),
            },
            _ => match first.days_left(as_of) {
                0 => "今天到期".to_owned(),
                left if left > 0 => format!("还有 {left} 天"),
                _ if !first.is_kept => "没有记录".to_owned(),
                // Its share is over, the time of all of them is not.
                _ => format!("最迟{}", short(first.last)),
            },
        }
    }
}
