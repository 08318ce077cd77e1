//! The rules: one defect, one file, named after the defect.

pub(super) mod grade_off_list;
pub(super) mod measure_without_risk;
pub(super) mod missing_wall_chart;
pub(super) mod risk_without_measure;
