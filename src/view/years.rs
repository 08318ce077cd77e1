//! Years beside each other (历年情况), as a chart and a table.

use super::anchors::Anchors;
use super::issue::Issue;
use super::records::record_groups;
use super::site::Site;
use super::table::years;
pub use super::table::years::title;
use super::table::Table;
use crate::duty::Years;
use serde::Serialize;

/// Path of the page, without extension.
pub const YEARS: &str = "years";

/// All that `years.html` shows.
#[derive(Debug, Clone, Serialize)]
pub struct YearsPage {
    /// The frame.
    pub site: Site,
    /// 历年情况（2012—2013年）.
    pub title: String,
    /// Its sheet.
    pub pdf: Option<String>,
    /// The chart, as SVG.
    pub chart: String,
    /// The same for a phone.
    pub narrow: String,
    /// The table.
    pub table: Table,
}

impl YearsPage {
    /// The page of an issue.
    pub fn new(issue: &Issue, years: &Years, [chart, narrow]: [String; 2]) -> Self {
        let unit = issue.unit();
        let anchors = Anchors::from(issue, "handbook.html");
        let records = record_groups(issue, Anchors::none(unit)).into_iter();
        let records = records.map(|group| (group.title, (group.id.clone(), anchors.id(&group.id))));
        Self {
            site: Site::new(issue, ""),
            title: title(years),
            pdf: issue.outputs.pdf.then(|| format!("{YEARS}.pdf")),
            chart,
            narrow,
            table: years::table(unit, years, &records.collect()),
        }
    }
}
