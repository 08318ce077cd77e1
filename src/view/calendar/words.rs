//! What the pages of a year's work share: their title, and the states of duties.

use crate::check::duties::State;
use crate::duty::Agenda;
use crate::model::Unit;
use serde::Serialize;

/// What became of something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct StateView {
    /// `late`.
    pub key: &'static str,
    /// 逾期.
    pub word: &'static str,
}

/// The gravest first.
const GRAVITY: [&str; 5] = ["late", "near", "open", "done-late", "done"];

impl StateView {
    /// How grave it is: the less the graver.
    pub fn gravity(&self) -> usize {
        GRAVITY
            .iter()
            .position(|key| *key == self.key)
            .unwrap_or(GRAVITY.len())
    }

    /// Whether it is graver than another.
    pub fn is_graver(&self, other: &Self) -> bool {
        self.gravity() < other.gravity()
    }
}

impl From<State> for StateView {
    fn from(state: State) -> Self {
        Self {
            key: state.key(),
            word: state.chinese(),
        }
    }
}

/// 2013年度廉政工作安排.
pub fn title(unit: &Unit, agenda: &Agenda) -> String {
    format!("{}年度{}工作安排", agenda.year, unit.words().integrity)
}
