//! The kinds that only the town's further records (self-checks, inspections, decisions, cases)
//! can show to be kept.

use super::kinds::{may, must, ACTOR, AT_LEAST_ONE, GRADE, SUBJECT};
use super::{Allowed, Enforced, Kind, Shape};
use crate::diagnostic::Code;

const RECORDS: Enforced = Enforced::Documented("要凭这方面的记录检查");
const PERIOD: Shape = Shape::Word(Allowed::These(&[
    "month",
    "quarter",
    "half-year",
    "year",
    "two-years",
]));

pub(super) const ADVICE: Kind = Kind {
    name: "advice",
    title: "评估报告的建议有哪几种",
    parameters: &[must("values", Shape::Texts, "建议的种类")],
    identity: Some(&[]),
    enforced: Enforced::By(&[Code::DecisionAgainstAdvice]),
};

pub(super) const ASSESSMENT_QUESTIONS: Kind = Kind {
    name: "assessment-questions",
    title: "评估要回答几方面问题",
    parameters: &[must("count", AT_LEAST_ONE, "几方面")],
    identity: Some(&[]),
    enforced: Enforced::By(&[Code::QuestionUnanswered]),
};

pub(super) const ASSESSMENT_STEPS: Kind = Kind {
    name: "assessment-steps",
    title: "评估分几步、评估小组由谁参加",
    parameters: &[
        must("steps", Shape::Texts, "各步，依次"),
        may("members", Shape::Texts, "评估小组的成员"),
        may("review-members", Shape::Texts, "参加论证的人"),
        may("principal-leader", Shape::Ids(ACTOR), "主要领导是哪些岗位"),
        may(
            "discipline-secretary",
            Shape::Ids(ACTOR),
            "纪检书记是哪些岗位",
        ),
    ],
    identity: Some(&[]),
    enforced: Enforced::By(&[
        Code::AssessmentStepMissing,
        Code::GroupMemberMissing,
        Code::DecisionOutOfOrder,
    ]),
};

pub(super) const ASSESSOR_IS_SUBMITTER: Kind = Kind {
    name: "assessor-is-submitter",
    title: "谁提交（承办）、谁评估",
    parameters: &[],
    identity: None,
    enforced: Enforced::By(&[Code::AssessorNotSubmitter]),
};

pub(super) const ASSET_RECONCILIATION: Kind = Kind {
    name: "asset-reconciliation",
    title: "固定资产账一年核对几次",
    parameters: &[must("times-a-year", AT_LEAST_ONE, "次数")],
    identity: Some(&[]),
    enforced: Enforced::By(&[Code::TooFewAssetChecks]),
};

pub(super) const BOTTOM_RANKS: Kind = Kind {
    name: "bottom-ranks",
    title: "民主评议末几名列为监察重点",
    parameters: &[
        must("last", AT_LEAST_ONE, "末几名"),
        may("small-group-below", AT_LEAST_ONE, "不足几个的组算小组"),
        may("small-group-last", AT_LEAST_ONE, "小组取末几名"),
        may("within-days", AT_LEAST_ONE, "几天以内"),
        may("within-workdays", AT_LEAST_ONE, "几个工作日以内"),
    ],
    identity: Some(&[]),
    enforced: Enforced::By(&[Code::BottomRankWithoutSupervision]),
};

pub(super) const CASE_FILING: Kind = Kind {
    name: "case-filing",
    title: "案件在几个工作日内立案，不予立案由谁批准",
    parameters: &[
        must("within-workdays", AT_LEAST_ONE, "工作日数"),
        may("refusal-approved-by", Shape::Text, "不予立案的批准人"),
    ],
    identity: Some(&[]),
    enforced: Enforced::By(&[Code::CaseFiledLate, Code::RefusalNotApproved]),
};

pub(super) const DECISION_KINDS: Kind = Kind {
    name: "decision-kinds",
    title: "哪些重大决策事项要评估",
    parameters: &[
        must("kinds", Shape::Texts, "事项的种类"),
        may("large-sum-from", AT_LEAST_ONE, "多少元以上算大额"),
    ],
    identity: Some(&[]),
    enforced: RECORDS,
};

pub(super) const DISPOSAL: Kind = Kind {
    name: "disposal",
    title: "各级预警的处置方式",
    parameters: &[must(
        "by-level",
        Shape::Names(Allowed::These(&["1", "2", "3"])),
        "各级的方式",
    )],
    identity: Some(&[]),
    enforced: RECORDS,
};

pub(super) const FEEDBACK: Kind = Kind {
    name: "feedback",
    title: "分析结果的反馈形式",
    parameters: &[must("forms", Shape::Texts, "各种形式")],
    identity: Some(&[]),
    enforced: RECORDS,
};

pub(super) const INITIAL_CHECK: Kind = Kind {
    name: "initial-check",
    title: "反映哪一等级的举报要初步审核",
    parameters: &[
        must("grade", GRADE, "等级"),
        may("by", Shape::Id(ACTOR, &[]), "由哪个机构初步审核"),
        may("within-days", AT_LEAST_ONE, "几天以内"),
        may("within-workdays", AT_LEAST_ONE, "几个工作日以内"),
    ],
    identity: Some(&["grade"]),
    enforced: Enforced::By(&[Code::ComplaintWithoutCheck]),
};

pub(super) const LAW_STUDY: Kind = Kind {
    name: "law-study",
    title: "法律法规一年集中学习几次",
    parameters: &[must("times-a-year", AT_LEAST_ONE, "次数")],
    identity: Some(&[]),
    enforced: Enforced::By(&[Code::TooFewLawStudies]),
};

pub(super) const NOTICE_ANSWER: Kind = Kind {
    name: "notice-answer",
    title: "收到预警通知书后几个工作日内报告",
    parameters: &[must("within-workdays", AT_LEAST_ONE, "工作日数")],
    identity: Some(&[]),
    enforced: Enforced::By(&[Code::NoticeAnsweredLate]),
};

pub(super) const OFFICERS_PER_CASE: Kind = Kind {
    name: "officers-per-case",
    title: "每案由几人以上办理",
    parameters: &[must("at-least", AT_LEAST_ONE, "人数")],
    identity: Some(&[]),
    enforced: Enforced::By(&[Code::TooFewOfficers]),
};

pub(super) const PERIOD_BY_GRADE: Kind = Kind {
    name: "period-by-grade",
    title: "某种记录按等级多久一次",
    parameters: &[
        must("record", Shape::Text, "记录的种类"),
        may("high", PERIOD, "高级的"),
        may("middle", PERIOD, "中级的"),
        may("low", PERIOD, "低级的"),
        may("subject", SUBJECT, "只管站所的，还是岗位的"),
        may("grace-days", AT_LEAST_ONE, "期满以后宽限几天"),
    ],
    identity: Some(&["record"]),
    enforced: Enforced::By(&[
        Code::MissingSelfCheck,
        Code::MissingInspection,
        Code::MissingAppraisal,
        Code::MissingAudit,
        Code::MissingPreventionMeeting,
    ]),
};

pub(super) const REPORT_BEFORE_MEETING: Kind = Kind {
    name: "report-before-meeting",
    title: "没有评估报告的议题由谁退回",
    parameters: &[may("returned-by", Shape::Id(ACTOR, &[]), "退回的机构")],
    identity: Some(&[]),
    enforced: Enforced::By(&[Code::DecisionNotReturned]),
};

pub(super) const REPORT_CONTENTS: Kind = Kind {
    name: "report-contents",
    title: "评估报告的内容",
    parameters: &[
        may("fields", Shape::Texts, "各项"),
        may("approved", Shape::Flag, "是否要经班子讨论通过"),
        may("signed-by", Shape::Text, "由谁签名"),
    ],
    identity: Some(&[]),
    enforced: Enforced::By(&[Code::ReportIncomplete, Code::ReportNotSigned]),
};

pub(super) const YEARLY_DEADLINE: Kind = Kind {
    name: "yearly-deadline",
    title: "某种记录每年在哪一天以前完成",
    parameters: &[
        must("record", Shape::Text, "记录的种类"),
        must("by", Shape::MonthDay, "截止的一天"),
        may("subject", SUBJECT, "站所的，还是岗位的"),
    ],
    identity: Some(&["record"]),
    enforced: Enforced::By(&[Code::LateRiskSearch]),
};

pub(super) const INSPECTION_TALK: Kind = Kind {
    name: "inspection-talk",
    title: "检查以后由谁与谁谈话",
    parameters: &[
        must("by", Shape::Text, "谈话人"),
        may("with", Shape::Text, "谈话对象"),
        may("within-days", AT_LEAST_ONE, "几天以内"),
        may("within-workdays", AT_LEAST_ONE, "几个工作日以内"),
    ],
    identity: Some(&[]),
    enforced: Enforced::By(&[Code::InspectionWithoutTalk]),
};

pub(super) const LARGE_SUM_MINUTES: Kind = Kind {
    name: "large-sum-minutes",
    title: "多少元以上的资金要有会议纪要",
    parameters: &[must("from", AT_LEAST_ONE, "多少元以上")],
    identity: Some(&[]),
    enforced: Enforced::By(&[Code::LargeSumWithoutMinutes]),
};

pub(super) const NOTICE_DATES: Kind = Kind {
    name: "notice-dates",
    title: "预警通知书要写明哪些日期",
    parameters: &[must("needs", Shape::Texts, "哪些日期")],
    identity: Some(&[]),
    enforced: Enforced::By(&[Code::NoticeWithoutDue, Code::NoticeNotClosed]),
};
