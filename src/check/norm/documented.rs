//! The kinds that are written down only: no record that a unit keeps could show them broken.

use super::{must, Kind, Shape};

const FEEDBACK: Kind = Kind {
    name: "feedback",
    title: "分析结果的反馈形式",
    parameters: &[must("forms", Shape::Texts, "各种形式")],
    identity: Some(&[]),
    lists: Some(&[]),
    together: None,
};

/// Each with the reason, in Chinese.
pub const DOCUMENTED: &[(Kind, &str)] = &[(FEEDBACK, "用哪种形式反馈由信息中心斟酌，没有对错可查")];
