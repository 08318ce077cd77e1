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
    format!("{}年度{}工作安排", agenda.year, unit.words().integrity)
}
