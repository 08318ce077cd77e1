//! Duties: what somebody has to do by a day, since a norm says so, and what has become of it.
//!
//! Nothing is reckoned here that the rules do not reckon: what is late here is what a finding
//! tells of, on the same day.

mod general;
mod special;

pub(super) use general::who;

use super::Context;
use crate::date::Date;
use crate::diagnostic::{Code, Place};
use crate::load::Loaded;
use crate::model::grade::vocabulary;
use crate::model::ledger::{Ledger, LedgerIs};
use crate::model::{Actor, Cite, Department, Period, Post, Ref, Unit};
use jiff::ToSpan;
use std::collections::BTreeMap;

/// Something that is to be done by a day.
#[derive(Debug, Clone)]
pub struct Duty {
    /// What it is known by, the same in every run: its article, ledger, object, and the time or the
    /// record that it is of.
    pub key: String,
    /// The same without whose it is: what many owe alike has it in common.
    pub common: String,
    /// The article that wants it.
    pub article: Cite,
    /// The head of its norm.
    pub norm: Place,
    /// The ledger that it is written in when it is done; `None` for a grading.
    pub ledger: Option<Ledger>,
    /// Whose it is; `None` where it is the unit's.
    pub object: Option<Actor>,
    /// What is to be done, without whose it is and for when: 自查报告.
    pub noun: String,
    /// The same without the name of the record that it follows on, for where that is nobody's
    /// business.
    pub plain: String,
    /// For which time.
    pub period: Option<Period>,
    /// Which one of how many in that time, from 1, where there are several.
    pub nth: Option<(i64, i64)>,
    /// What its time is counted from, where that is a day.
    pub begun: Option<Date>,
    /// The record that it follows on.
    pub follows: Option<Place>,
    /// By which day; of several in a time, so that they are spread over it.
    pub day: Date,
    /// After which day it is late; never before `day`.
    pub last: Date,
    /// When it was done.
    pub done: Option<Done>,
    /// Who has to do it; nobody where the norms do not say.
    pub who: Vec<Actor>,
    /// When to remind of it: the last working day a week before, and the last one by its day.
    pub remind: [Date; 2],
    /// What is to be said of the count of days; empty where all holidays are known.
    pub note: String,
    /// Whether the records are kept that would show it done: of a ledger that has none yet, nobody
    /// can say that something is late.
    pub is_kept: bool,
}

/// That a duty was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// When.
    pub day: Date,
    /// Where that is written.
    pub place: Place,
    /// Whether it was late.
    pub late: bool,
    /// Whether it was but proposed: the norm asks no more of the unit, and yet it has not happened.
    pub proposed: bool,
}

/// Codes of the findings that tell that a duty is late, or was done late.
pub const TOLD_BY: [Code; 8] = [
    Code::GradingOverdue,
    Code::SelfCheckNotFiled,
    Code::MinutesNotFiled,
    Code::BottomRankWithoutSupervision,
    Code::RotationDue,
    Code::RecordDue,
    Code::DoneLate,
    Code::DeedLate,
];

vocabulary! {
    /// What has become of a duty.
    State {
        /// Its last day is over and it is not done.
        Late "late" "逾期",
        /// It is due within the days that are asked for.
        Near "near" "临期",
        /// It is due later.
        Open "open" "待办",
        /// It was proposed to whoever decides on it; the deed itself is still to come.
        Proposed "proposed" "已建议",
        /// It is done, in time.
        Done "done" "已办",
        /// It is done, after its last day.
        DoneLate "done-late" "迟办",
    }
}

impl State {
    /// How grave it is, the gravest last.
    pub fn gravity(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::DoneLate => 1,
            Self::Proposed => 2,
            Self::Open => 3,
            Self::Near => 4,
            Self::Late => 5,
        }
    }

    /// Whether it is done.
    pub fn is_done(self) -> bool {
        matches!(self, Self::Done | Self::DoneLate)
    }
}

impl Duty {
    /// What has become of it on a day, where what is due in so many days is near.
    pub fn state(&self, as_of: Date, days: i64) -> State {
        match self.done {
            Some(done) if done.proposed => State::Proposed,
            Some(done) if done.late => State::DoneLate,
            Some(_) => State::Done,
            None if self.last < as_of && self.is_kept => State::Late,
            None if self.last < as_of => State::Open,
            None if self.days_left(as_of) <= days => State::Near,
            None => State::Open,
        }
    }

    /// The place of whose it is: the unit, bodies, departments, posts.
    fn rank_of_object(&self) -> (u8, u32) {
        match self.object {
            None => (0, 0),
            Some(Actor::Organ(organ)) => (1, organ.index),
            Some(Actor::Department(department)) => (2, department.index),
            Some(Actor::Post(post)) => (3, post.index),
        }
    }

    /// How many days are left; negative where it is over.
    pub fn days_left(&self, as_of: Date) -> i64 {
        i64::from((self.day.0 - as_of.0).get_days())
    }

    /// The part of its time that it is of: of what is due twelve times a year a month.
    pub fn part(&self) -> Option<Period> {
        match self.nth {
            Some((nth, times)) => self.period?.part(nth, times),
            None => self.period,
        }
    }

    /// What is to be done, with the time that it is of, as it is said in that year: 上半年自查报告.
    pub fn title(&self, year: i16) -> String {
        self.titled(&self.noun, year)
    }

    /// The same without the name of a record.
    pub fn plain_title(&self, year: i16) -> String {
        self.titled(&self.plain, year)
    }

    fn titled(&self, noun: &str, year: i16) -> String {
        let Some(period) = self.period else {
            return noun.to_owned();
        };
        match (self.part(), self.nth) {
            (Some(part), _) => format!("{}{noun}", part.within(year)),
            (None, Some((nth, _))) => format!("{}第{nth}次{noun}", period.within(year)),
            (None, None) => noun.to_owned(),
        }
    }
}

/// Of duties those of a year, on the day `as_of`. What was due in a year before and is not done yet is
/// among them where the year is that of `as_of`. So is what is for the year and due early in the next
/// (a yearly report, that of the last half year): the work is the year's, and who plans the year
/// without it would learn of it too late.
pub fn of_year(all: &[Duty], as_of: Date, year: i16) -> impl Iterator<Item = &Duty> {
    let overdue = move |duty: &Duty| as_of.0.year() == year && duty.state(as_of, 0) == State::Late;
    let after = move |duty: &Duty| {
        let last = duty.period.map(|period| period.last().0.year());
        last == Some(year) && duty.day.0.year() > year
    };
    all.iter()
        .filter(move |duty| duty.day.0.year() == year || overdue(duty) || after(duty))
}

/// Everything that the norms of `unit`, made of `loaded`, want done in the years up to that one and in
/// the first quarter of the next, as far back as records and norms go: by day, then as the norms and
/// the objects stand in the rules.
pub fn duties_until(loaded: &Loaded, unit: &Unit, as_of: Date, year: i16) -> Vec<Duty> {
    match unit.of_unknown_kind {
        true => Vec::new(),
        false => {
            let last = Date::new(year.saturating_add(1), 3, 31).or(Date::new(year, 12, 31));
            last.map_or_else(Vec::new, |last| {
                reckoned(&Context::new(loaded, unit, as_of), last)
            })
        }
    }
}

/// The same by a last day, of what is known already.
pub(super) fn reckoned(context: &Context<'_>, last: Date) -> Vec<Duty> {
    let mut all = general::duties(context, last);
    all.extend(special::duties(context, last));
    all.retain(|duty| duty.day <= last);
    tell_apart(&mut all);
    for duty in &mut all {
        let by = |days: i64| Date(duty.day.0.saturating_sub(days.days()));
        duty.remind = [7, 0].map(|days| context.workdays.by(by(days)));
    }
    let order = |duty: &Duty| (duty.day, duty.norm, duty.rank_of_object());
    all.sort_by(|a, b| (order(a), &a.key).cmp(&(order(b), &b.key)));
    all
}

/// Numbers what would be known by the same key: two records of one day, two norms that differ in
/// their days alone. What many owe alike is owed by one day; what is due on another is numbered too.
fn tell_apart(all: &mut [Duty]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for duty in all.iter_mut() {
        let count = seen.entry(duty.key.clone()).or_default();
        *count += 1;
        if *count > 1 {
            duty.key.push_str(&format!("/{count}"));
            duty.common.push_str(&format!("/{count}"));
        }
    }
    let mut days: BTreeMap<String, Vec<Date>> = BTreeMap::new();
    for duty in all {
        let days = days.entry(duty.common.clone()).or_default();
        let at = days.iter().position(|day| *day == duty.day);
        let at = at.unwrap_or_else(|| {
            days.push(duty.day);
            days.len() - 1
        });
        if at > 0 {
            duty.common.push_str(&format!("/day-{}", at + 1));
        }
    }
}

impl Context<'_> {
    /// The ledger with that id.
    fn ledger(&self, id: &str) -> Option<Ledger> {
        crate::model::vocabulary::find(&self.unit.ledgers, id)
    }

    /// The ledger that the checks know as that.
    fn known_ledger(&self, is: LedgerIs) -> Option<Ledger> {
        let mut all = self.unit.ledgers.iter();
        all.find(|ledger| ledger.entry().is == Some(is)).copied()
    }

    /// Who does something that is somebody's: whoever holds the post, heads the department; the body.
    fn responsible(&self, object: Option<Actor>) -> Vec<Actor> {
        let one = object.map(|object| match object {
            Actor::Department(department) => self.head(department).map_or(object, Actor::Post),
            Actor::Post(_) | Actor::Organ(_) => object,
        });
        one.into_iter().collect()
    }

    fn head(&self, department: Ref<Department>) -> Option<Ref<Post>> {
        super::grading::head(self.unit, department)
    }
}

/// How keys write whose it is: `department/czs`.
fn written(unit: &Unit, object: Option<Actor>) -> String {
    let Some(object) = object else {
        return "unit".to_owned();
    };
    format!("{}/{}", object.kind(), unit.actor_id(&object))
}
