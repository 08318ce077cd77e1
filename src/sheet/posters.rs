//! The wall posters of each department: 工作职责, 工作制度, 工作流程 (三上墙), and the
//! notice of grades (风险等级公示). A body that is no department has those of its workflows.
//!
//! Posters show posts, never persons, so both editions look the same. A poster without
//! content (no duties, no rules, no workflow) is left out; `check` tells of it.

use super::poster::maker::{DepartmentMaker, Maker, Owner};
use super::summary;
use crate::check::Grounds;
use crate::diagnostic::Finding;
use crate::duty::Agenda;
use crate::model::{Edition, PosterSettings, Unit, WallChart, Workflow};
use crate::text::Fonts;

pub use super::poster::sheet::PosterView;

/// All posters of a unit, in the order of its departments and then its bodies, with what does
/// not fit. `grounds` is what grades rest on beyond the unit itself.
pub fn posters(
    unit: &Unit,
    fonts: &Fonts,
    edition: Edition,
    settings: &PosterSettings,
    grounds: &Grounds,
) -> (Vec<PosterView>, Vec<Finding>) {
    let (mut views, mut findings) = (Vec::new(), Vec::new());
    let whole = Maker::new(unit, fonts, edition, settings);
    if summary::hangs(unit) {
        views.push(whole.summary());
    }
    let departments = unit.departments.iter().enumerate();
    let makers = departments.map(|(index, department)| DepartmentMaker {
        maker: Maker {
            owner: Owner::department(department),
            posts: unit.posts_of(index).collect(),
            ..whole.clone()
        },
        department,
        index,
        grounds,
    });
    let makers: Vec<DepartmentMaker> = makers.collect();
    let hangs = |m: &DepartmentMaker, chart| m.department.wall.contains(&chart);
    let graded = makers.iter().filter(|m| hangs(m, WallChart::Grade));
    let reasons = graded.map(DepartmentMaker::reason_height);
    let reason = reasons.fold(0.0, f32::max);
    for (index, maker) in makers.iter().enumerate() {
        maker.lists(&mut views, &mut findings);
        if hangs(maker, WallChart::Workflow) {
            let workflows = drawn(unit.workflows_of(index));
            views.extend(maker.workflows(&workflows, &mut findings));
        }
        if hangs(maker, WallChart::Grade) {
            views.push(maker.grade(reason, &mut findings));
        }
    }
    for (index, organ) in unit.organs.iter().enumerate() {
        let workflows = drawn(unit.workflows_of_organ(index));
        let maker = Maker {
            owner: Owner::body(organ),
            ..whole.clone()
        };
        views.extend(maker.workflows(&workflows, &mut findings));
    }
    (views, findings)
}

/// The sheet of the whole unit for the work of a year, with what does not fit.
pub fn agenda(
    unit: &Unit,
    fonts: &Fonts,
    settings: &PosterSettings,
    agenda: &Agenda,
) -> (PosterView, Vec<Finding>) {
    let mut findings = Vec::new();
    let maker = Maker::new(unit, fonts, agenda.edition, settings);
    (maker.agenda(agenda, &mut findings), findings)
}

fn drawn<'t>(workflows: impl Iterator<Item = &'t Workflow>) -> Vec<&'t Workflow> {
    workflows.filter(|w| !w.steps.is_empty()).collect()
}
