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
pub use years::{Tally, Years};

use crate::check::duties::Duty;
use crate::model::{Actor, GradingObject, Unit};

/// The article of a duty where there is little room: `评估预警办法 14（一）`.
pub fn article_short(unit: &Unit, duty: &Duty) -> String {
    let regulation = &unit[duty.article.regulation];
    let name = regulation.brief.as_ref().unwrap_or(&regulation.short);
    match &duty.article.path {
        Some(path) => format!("{} {}", name.value, regulation.path_short(path)),
        None => name.value.clone(),
    }
}

/// Whose a duty is: the department, the post with its department; the unit's own name.
pub fn object_name(unit: &Unit, object: Option<GradingObject>) -> &str {
    match object {
        None => &unit.profile.name,
        Some(object) => unit.object_name(object),
    }
}

/// Who has to do a duty, by the names of posts, departments and bodies.
pub fn who_name(unit: &Unit, who: &[Actor]) -> String {
    let names: Vec<&str> = who.iter().map(|actor| unit.actor_name(actor)).collect();
    names.join("、")
}
