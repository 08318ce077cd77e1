//! Duties for people: as rows that say once what many have to do alike, in words, for programs,
//! and for calendars.

mod agenda;
pub mod ics;
pub mod json;
mod kind;
mod row;
pub mod text;
mod years;

pub use agenda::{Agenda, NEAR_DAYS};
pub use kind::{kinds, Kind};
pub use row::{rows, Row};
pub use years::{Tally, Work, Years};

use crate::check::duties::Duty;
use crate::model::{Actor, Unit};

/// The article of a duty where there is little room: `评估预警办法 14（一）`.
pub fn article_short(unit: &Unit, duty: &Duty) -> String {
    let regulation = &unit[duty.article.regulation];
    match &duty.article.path {
        Some(path) => format!(
            "{} {}",
            regulation.brief_name(),
            regulation.path_short(path)
        ),
        None => regulation.brief_name().to_owned(),
    }
}

/// Whether a sheet on a wall may name whom a duty is about. What follows on a record (a complaint, a
/// notice, a case, the last place of an appraisal) names only whom the record shows the public.
pub fn names_object(unit: &Unit, duty: &Duty) -> bool {
    let (Some(place), Some(object)) = (duty.follows, duty.object) else {
        return true;
    };
    let mut records = unit.records.all.iter();
    match records.find(|record| [record.place, record.place_of_day()].contains(&place)) {
        Some(record) => record.public_object().map(Actor::from) == Some(object),
        // What follows on a grading is as public as the grade.
        None => duty.ledger.is_none(),
    }
}

/// Whose a duty is; the unit's own name where it is the unit's.
pub fn object_name<'u>(unit: &'u Unit, duty: &Duty) -> &'u str {
    duty.object
        .map_or(&*unit.profile.name, |object| unit.actor_name(&object))
}

/// Who has to do a duty, by the names of posts, departments and bodies.
pub fn who_name(unit: &Unit, who: &[Actor]) -> String {
    let names: Vec<&str> = who.iter().map(|actor| unit.actor_name(actor)).collect();
    names.join("、")
}
