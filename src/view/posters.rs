//! The wall posters of each department: 工作职责, 工作制度, 工作流程 (三上墙), and the
//! notice of grades (风险等级公示).
//!
//! Posters show posts, never persons, so both editions look the same. A poster without
//! content (no duties, no rules, no workflow) is left out; `check` tells of it.

use super::common::Edition;
use super::poster::canvas::Canvas;
use super::poster::maker::Maker;
use crate::diagnostic::Finding;
use crate::model::{PosterSettings, Town, Workflow};
use crate::text::Fonts;

pub use super::poster::sheet::PosterView;

/// All posters of a town, in the order of its departments, with what does not fit.
pub fn posters(
    town: &Town,
    fonts: &Fonts,
    edition: Edition,
    settings: &PosterSettings,
) -> (Vec<PosterView>, Vec<Finding>) {
    let mut views = Vec::new();
    let mut findings = Vec::new();
    for index in 0..town.departments.len() {
        let maker = Maker {
            town,
            fonts,
            edition,
            settings,
            canvas: Canvas::of(settings),
            department: &town.departments[index],
            index,
            posts: town.posts_of(index).collect(),
        };
        maker.lists(&mut views, &mut findings);
        let workflows: Vec<&Workflow> = town
            .workflows_of(index)
            .filter(|w| !w.steps.is_empty())
            .collect();
        views.extend(maker.workflows(&workflows, &mut findings));
        views.push(maker.grade(&mut findings));
    }
    (views, findings)
}
