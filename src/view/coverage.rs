//! The annex that says which articles the program holds the unit to, and which it does not.

use super::anchors::Anchors;
use super::table::coverage;
use crate::check::coverage::{rows, Row, COUNTED};
use crate::jinja::Ready;
use crate::model::{Regulation, Unit};
use rayon::prelude::*;
use serde::Serialize;

/// The annex.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageView {
    /// The count of items by standing, in words.
    pub summary: String,
    /// The articles of each regulation.
    pub regulations: Vec<Ready>,
}

impl CoverageView {
    /// Every article of every regulation.
    pub fn new(unit: &Unit, anchors: Anchors) -> Self {
        let all = unit.regulations.par_iter();
        let all: Vec<(&Regulation, Vec<Row>)> = all.map(|of| (of, rows(unit, of))).collect();
        let articles = all.iter().map(|(_, rows)| rows.len()).sum::<usize>();
        let counts = COUNTED.map(|standing| {
            let rows = all.iter().flat_map(|(_, rows)| rows);
            rows.map(|row| row.count(standing)).sum::<usize>()
        });
        let table = |(of, rows): &(&Regulation, Vec<Row>)| coverage::table(unit, anchors, of, rows);
        let regulations = Ready::each(all.par_iter().map(table));
        let [enforced, no_record, documented] = counts;
        let unrecorded = match no_record {
            0 => String::new(),
            _ => format!("没有登记、未能核对的{no_record}项，"),
        };
        let summary = format!(
            "各项制度共{articles}条（部分），分项计{}项，每次编印前由程序核对的{enforced}项，\
             {unrecorded}靠人工检查的{documented}项。核对的是登记的数据和记录，登记是否属实，\
             仍要人工检查。",
            counts.iter().sum::<usize>()
        );
        Self {
            summary,
            regulations,
        }
    }
}
