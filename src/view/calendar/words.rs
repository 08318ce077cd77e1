//! What the pages of a year's work share: their title, and the states of duties.

use crate::check::duties::State;
use crate::duty::Agenda;
use crate::model::Unit;
use serde::Serialize;

/// What became of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct StateView {
    /// `late`.
    pub key: &'static str,
    /// 逾期.
    pub word: &'static str,
    /// The state itself.
    #[serde(skip)]
    pub is: State,
}

impl From<State> for StateView {
    fn from(state: State) -> Self {
        Self {
            key: state.key(),
            word: state.chinese(),
            is: state,
        }
    }
}

/// 2013年度廉政工作安排.
pub fn title(unit: &Unit, agenda: &Agenda) -> String {
    title_in_parts(unit, agenda).concat()
}

/// The same in the parts that a narrow page has below each other.
pub fn title_in_parts(unit: &Unit, agenda: &Agenda) -> [String; 2] {
    let integrity = &unit.words().integrity;
    [
        format!("{}年度", agenda.year),
        format!("{integrity}工作安排"),
    ]
}
