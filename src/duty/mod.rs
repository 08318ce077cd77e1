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
