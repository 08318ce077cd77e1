//! The warning level of a post, as its pages and sheets tell it.

use crate::check::norm::shown::Levels;
use crate::model::codes::codes;
use crate::model::{Post, Unit};

/// The warning level of a post; by person and by place, where the latter is the stricter.
pub(super) fn levels(unit: &Unit, post: &Post) -> String {
    let name = |level| unit.vocabulary.level_name(level);
    let levels = Levels::of(unit, post);
    let said = match (levels.by_person, &levels.by_place) {
        (Some(person), Some((place, there))) if *place < person => {
            let there = codes(unit, there).join("、");
            let both = format!("按人员{}，按部位{}（{there}）", name(person), name(*place));
            match levels.overruled().and(levels.counts) {
                Some(counts) => format!("{}：{both}，从严", name(counts)),
                None => both,
            }
        }
        (person, _) => person.map_or("", name).to_owned(),
    };
    match unit.levels_wear_other_colours() && !said.is_empty() {
        true => format!("{said}（与等级的颜色无关）"),
        false => said,
    }
}
