//! The annex that says which articles the program holds the unit to, and which it does not.

use super::common::Anchors;
use super::table::{coverage, Table};
use crate::check::coverage::{rows, COUNTED};
use crate::model::Unit;
use serde::Serialize;

/// The annex.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageView {
    /// The count of items by standing, in words.
    pub summary: String,
    /// The articles of each regulation.
    pub regulations: Vec<Table>,
}

impl CoverageView {
    /// Every article of every regulation.
    pub fn new(unit: &Unit, anchors: Anchors) -> Self {
        let (mut articles, mut counts) = (0, [0; 3]);
        let regulations = unit.regulations.iter().map(|regulation| {
            let rows = rows(unit, regulation);
            articles += rows.len();
            for row in &rows {
                for (count, standing) in counts.iter_mut().zip(COUNTED) {
                    *count += row.count(standing);
                }
            }
            coverage::table(unit, anchors, regulation, &rows)
        });
        let regulations = regulations.collect();
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
