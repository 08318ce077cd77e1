//! 修订对照表 as a page of its own for a meeting, and as the last annex of the handbook.

use super::issue::Issue;
use super::site::Site;
use super::table::{changes, Table};
use crate::model::Unit;
use crate::revision::{Comparison, State};
use serde::Serialize;

/// The changes between two states, as the annex shows them.
#[derive(Debug, Clone, Serialize)]
pub struct ChangesView {
    /// 2012年版 → 2013年版.
    pub states: String,
    /// 共 10 处：新增 2、修改 7、删除 1.
    pub summary: String,
    /// The table; `None` where nothing changed.
    pub table: Option<Table>,
}

impl ChangesView {
    /// The changes in `unit` between two states.
    pub fn new(comparison: &Comparison, unit: &Unit, old: &State, new: &State) -> Self {
        let heads = heads(old, new);
        Self {
            states: format!("{} → {}", heads[0], heads[1]),
            summary: comparison.summary(),
            table: (!comparison.changes.is_empty())
                .then(|| changes::table(comparison, unit, &heads)),
        }
    }
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct ChangesPage {
    /// The frame.
    pub site: Site,
    /// 廉政风险防控制度汇编修订对照表.
    pub title: String,
    /// The meeting that decides, where the unit has one.
    pub meeting: Option<String>,
    /// The changes.
    pub changes: ChangesView,
}

impl ChangesPage {
    /// The page of an issue of the new state.
    pub fn new(issue: &Issue, changes: ChangesView) -> Self {
        let unit = issue.unit();
        let mut meetings = unit.vocabulary.meeting_kinds.iter();
        let joint = meetings.find(|kind| kind.entry().is.is_some());
        let site = Site {
            // It stands by itself: no index lies beside it.
            departments: None,
            ..Site::new(issue, "")
        };
        Self {
            site,
            title: format!("{}修订对照表", unit.profile.title),
            meeting: joint.map(|kind| kind.chinese().to_owned()),
            changes,
        }
    }
}

/// What the two states are called: by their editions where these differ, else by their names and
/// days.
fn heads(old: &State, new: &State) -> [String; 2] {
    let edition = |state: &State| state.unit.profile.edition.clone();
    if edition(old) != edition(new) {
        return [edition(old), edition(new)];
    }
    [old, new].map(|state| match state.day {
        Some(day) => format!("{}，{}", state.name, day.chinese()),
        None => state.name.clone(),
    })
}
