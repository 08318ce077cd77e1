//! The yearly grading of departments and posts.

use super::grade::vocabulary;
use super::{Actor, Date, Department, Grade, Post, Ref};
use crate::diagnostic::{Place, Spanned};

vocabulary! {
    /// The steps a grading may take.
    GradingStepKind {
        /// 在排查表中自报
        SelfReport "self-report" "自报",
        /// 会议研究
        Meeting "meeting" "会议研究",
        /// 审核人审核
        Review "review" "审核",
        /// 汇总
        Collect "collect" "汇总",
        /// 复核
        Recheck "recheck" "复核",
        /// 决定
        Decide "decide" "决定",
        /// 公示
        Publish "publish" "公示",
        /// 备案
        File "file" "备案",
    }
}

/// What a grading is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GradingObject {
    /// A department.
    Department(Ref<Department>),
    /// A post.
    Post(Ref<Post>),
}

/// One yearly grading of a department or post.
#[derive(Debug, Clone)]
pub struct Grading {
    /// What was graded.
    pub object: Option<GradingObject>,
    /// The year it is for.
    pub year: Spanned<i64>,
    /// The grade decided.
    pub grade: Spanned<Grade>,
    /// The steps, in the order written.
    pub steps: Vec<GradingStep>,
    /// Place of the whole table's head.
    pub place: Place,
}

/// One step of a grading.
#[derive(Debug, Clone)]
pub struct GradingStep {
    /// Which step.
    pub kind: Spanned<GradingStepKind>,
    /// The day (of publicity: the first day).
    pub date: Spanned<Date>,
    /// The last day, for publicity.
    pub until: Option<Spanned<Date>>,
    /// Who acted.
    pub by: Option<Actor>,
    /// Number of minutes or filing, place of publicity.
    pub note: Option<Spanned<String>>,
}

impl Grading {
    /// Its first step of that kind.
    pub fn step(&self, kind: GradingStepKind) -> Option<&GradingStep> {
        self.steps.iter().find(|step| step.kind.value == kind)
    }

    /// The day that it was decided, or else of its last step.
    pub fn decided(&self) -> Option<Date> {
        let days = || self.steps.iter().map(|step| step.date.value);
        self.step(GradingStepKind::Decide)
            .map(|step| step.date.value)
            .or_else(|| days().max())
    }
}
