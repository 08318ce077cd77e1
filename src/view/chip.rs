//! Grades and powers as a cell shows them.

use crate::model::held::extent;
use crate::model::{Grade, Power, Powers, Unit};
use serde::Serialize;

/// A grade as a chip shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct GradeView {
    /// Its id: `grade-` and it make the class of the chip.
    pub key: &'static str,
    /// 高级.
    pub word: &'static str,
    /// 红色.
    pub colour: &'static str,
}

impl From<Grade> for GradeView {
    fn from(grade: Grade) -> Self {
        Self {
            key: grade.key(),
            word: grade.chinese(),
            colour: &grade.colour().name,
        }
    }
}

/// One of the six powers as a table cell shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PowerView {
    /// 行政许可.
    pub name: &'static str,
    /// `full`, `part`, `none` or `unknown`.
    pub key: &'static str,
    /// 全部, 部分, 无 or 未填报.
    pub word: &'static str,
}

/// All powers of the unit in order.
pub fn powers(unit: &Unit, powers: Option<&Powers>) -> Vec<PowerView> {
    let view = |&power: &Power| {
        let (key, word) = extent(powers, power);
        PowerView {
            name: power.chinese(),
            key,
            word,
        }
    };
    unit.vocabulary.powers.iter().map(view).collect()
}
