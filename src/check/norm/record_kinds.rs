//! Those of the kinds for several rules that only records can show to be kept.

use super::shape::words;
use super::shapes::{ACTOR, AT_LEAST_ONE, GRADE};
use super::{may, must, Allowed, Kind, Listed, Shape};
use crate::model::{AssessmentStepKind, ReportPart};

const MEMBERS: Shape = Shape::Words(Allowed::These(&[
    "principal-leader",
    "leader",
    "discipline-secretary",
    "head",
]));

pub(in crate::check) const ASSESSMENT_STEPS: Kind = Kind {
    name: "assessment-steps",
    title: "评估分几步、评估小组由谁参加",
    parameters: &[
        must(
            "steps",
            Shape::Words(Allowed::Of(words::<AssessmentStepKind>)),
            "各步，依次",
        ),
        may("members", MEMBERS, "评估小组的成员"),
        may("review-members", MEMBERS, "参加论证的人"),
        may("principal-leader", Shape::Ids(ACTOR), "主要领导是哪些岗位"),
        may(
            "discipline-secretary",
            Shape::Ids(ACTOR),
            "主管纪检的领导是哪些岗位",
        ),
    ],
    identity: Some(&[]),
    lists: Some(&[]),
    together: None,
};

pub(in crate::check) const DECISION_KINDS: Kind = Kind {
    name: "decision-kinds",
    title: "哪些决策要评估",
    parameters: &[
        must(
            "kinds",
            Shape::Words(Allowed::Listed(Listed::DecisionKinds)),
            "事项的种类",
        ),
        may("large-sum-from", AT_LEAST_ONE, "多少元以上算大额"),
    ],
    identity: Some(&[]),
    lists: Some(&[]),
    together: None,
};

pub(in crate::check) const REPORT_BEFORE_MEETING: Kind = Kind {
    name: "report-before-meeting",
    title: "没有评估报告的议题由谁退回",
    parameters: &[may("returned-by", Shape::Id(ACTOR, &[]), "退回的机构")],
    identity: Some(&[]),
    lists: None,
    together: None,
};

pub(in crate::check) const REPORT_CONTENTS: Kind = Kind {
    name: "report-contents",
    title: "评估报告的内容",
    parameters: &[
        may(
            "fields",
            Shape::Words(Allowed::Of(words::<ReportPart>)),
            "各项",
        ),
        may("approved", Shape::Flag, "是否要经班子讨论通过"),
        may(
            "signed-by",
            Shape::Word(Allowed::These(&["head"])),
            "由谁签名：内设机构负责人",
        ),
    ],
    identity: Some(&[]),
    lists: Some(&[]),
    together: None,
};

pub(in crate::check) const ROTATION: Kind = Kind {
    name: "rotation",
    title: "任满几年轮岗",
    parameters: &[
        must("grade", GRADE, "这一等级的岗位和这一等级内设机构的负责人"),
        must("years", AT_LEAST_ONE, "年数"),
        super::general::WHO,
    ],
    identity: Some(&["grade"]),
    lists: None,
    together: None,
};
