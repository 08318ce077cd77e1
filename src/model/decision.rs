//! Records of major decisions and of the assessment before them.

use super::grade::choice;
use super::{Date, DecisionKind, Department, Id, Meeting, Post, Ref};
use crate::diagnostic::{Place, Spanned};

choice! {
    /// The steps of an assessment.
    AssessmentStepKind {
        /// 定人员
        Group "group",
        /// 做调研
        Research "research",
        /// 请论证
        Review "review",
        /// 写报告
        Report "report",
    }
}

choice! {
    /// What the report advises.
    Advice {
        /// Go ahead.
        Implement "implement",
        /// Wait.
        Defer "defer",
        /// Do not.
        Unfit "unfit",
    }
}

choice! {
    /// What became of the item.
    Outcome {
        /// Passed.
        Adopted "adopted",
        /// Put off.
        Deferred "deferred",
        /// Refused.
        Rejected "rejected",
        /// Sent back before any meeting.
        Returned "returned",
    }
}

choice! {
    /// The parts of an assessment report.
    ReportPart {
        /// 决策概况
        Overview "overview",
        /// 调研和论证的经过
        Process "process",
        /// 有风险的环节
        RiskLinks "risk-links",
        /// 防范对策
        Countermeasures "countermeasures",
        /// 是否实施的建议
        Recommendation "recommendation",
    }
}

/// A decision on its way to the meeting.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Its id.
    pub id: Id,
    /// What it is about.
    pub title: Spanned<String>,
    /// Of which kind.
    pub kind: Spanned<DecisionKind>,
    /// How much money, in yuan.
    pub amount: Option<Spanned<i64>>,
    /// Who submits it.
    pub submitter: Option<Ref<Department>>,
    /// Who assessed it.
    pub assessor: Option<Ref<Department>>,
    /// The steps of the assessment, in the order written.
    pub steps: Vec<AssessmentStep>,
    /// The answers to the questions, in their order.
    pub answers: Vec<Spanned<String>>,
    /// The parts of the report.
    pub contents: Vec<(ReportPart, Spanned<String>)>,
    /// When the assessor's leadership approved the report.
    pub approved: Option<Spanned<Date>>,
    /// Who signed it.
    pub signed_by: Option<Ref<Post>>,
    /// What it advises.
    pub advice: Option<Spanned<Advice>>,
    /// When the item was submitted.
    pub submitted: Option<Spanned<Date>>,
    /// The meeting that dealt with it.
    pub meeting: Option<Ref<Meeting>>,
    /// What became of it; `None` while it is on its way.
    pub outcome: Option<Spanned<Outcome>>,
    /// Why the meeting did not follow the advice.
    pub reason: Option<Spanned<String>>,
    /// Place of the table's head.
    pub place: Place,
}

impl Decision {
    /// Whether a meeting has dealt with it.
    pub fn decided(&self) -> bool {
        let decided = |o: &Spanned<Outcome>| o.value != Outcome::Returned;
        self.outcome.as_ref().is_some_and(decided)
    }

    /// The step of that kind.
    pub fn step(&self, kind: AssessmentStepKind) -> Option<&AssessmentStep> {
        self.steps.iter().find(|step| step.kind.value == kind)
    }
}

/// One step of an assessment.
#[derive(Debug, Clone)]
pub struct AssessmentStep {
    /// Which.
    pub kind: Spanned<AssessmentStepKind>,
    /// When it was finished.
    pub date: Spanned<Date>,
    /// Who took part.
    pub members: Vec<Ref<Post>>,
    /// How: 座谈会, 问卷, 论证会.
    pub note: Option<Spanned<String>>,
    /// Place of the step's table.
    pub place: Place,
}
