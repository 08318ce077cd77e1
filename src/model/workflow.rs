//! Workflows: steps, ways out, and what bites and is done at each.

use super::grade::vocabulary;
use super::{Actor, Department, Division, Id, Measure, Ref, Risk};
use crate::diagnostic::{Place, Spanned};

vocabulary! {
    /// How the chart of a workflow is dressed.
    #[derive(Default)]
    ChartStyle {
        /// Flow in the middle, risk points left, measures right (廉政风险防控图).
        #[default]
        Risk "risk" "防控图",
        /// The flow alone, as large as the sheet allows.
        Plain "plain" "简图",
        /// The flow alone, each step in the lane of who acts.
        Lanes "lanes" "泳道图",
    }
}

/// 工作流程.
#[derive(Debug, Clone)]
pub struct Workflow {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: Spanned<String>,
    /// The department or body it belongs to.
    pub division: Option<Division>,
    /// How its chart is dressed, where the unit's own way is not wanted.
    pub style: Option<Spanned<ChartStyle>>,
    /// Its steps, in order.
    pub steps: Vec<Step>,
    /// Place of the whole table's head.
    pub place: Place,
}

impl Workflow {
    /// The department it belongs to.
    pub fn department(&self) -> Option<Ref<Department>> {
        match self.division {
            Some(Division::Department(department)) => Some(department),
            _ => None,
        }
    }
}

vocabulary! {
    /// What a step is.
    StepKind {
        /// Where it begins.
        Start "start" "开始",
        /// Work.
        Task "task" "办理",
        /// A question with several ways out.
        Decision "decision" "判定",
        /// Waiting for a day or an outsider.
        Wait "wait" "等候",
        /// Where it ends.
        End "end" "结束",
    }
}

/// One step of a workflow.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its id, unique in the workflow.
    pub id: Id,
    /// What it is.
    pub kind: Spanned<StepKind>,
    /// What is done or asked.
    pub text: Spanned<String>,
    /// A condition shown smaller below the question.
    pub condition: Option<Spanned<String>>,
    /// Who acts.
    pub actors: Vec<Actor>,
    /// Time limit, counted from the step before.
    pub limit: Option<Spanned<String>>,
    /// Ways out.
    pub exits: Vec<Exit>,
    /// Number of ways out as written: more than `exits` where one leads to no step.
    pub ways_written: usize,
    /// Risk points that bite here.
    pub risks: Vec<StepRisk>,
    /// Measures taken here.
    pub measures: Vec<StepMeasure>,
    /// Place of the whole table's head.
    pub place: Place,
}

/// A way out of a step.
#[derive(Debug, Clone)]
pub struct Exit {
    /// Index of the target among the workflow's steps.
    pub to: usize,
    /// Where the target is written.
    pub place: Place,
    /// 是, 否, 合格.
    pub label: Option<Spanned<String>>,
    /// 退回, 书面说明.
    pub note: Option<Spanned<String>>,
}

/// A risk point at a step.
#[derive(Debug, Clone)]
pub struct StepRisk {
    /// The risk point.
    pub risk: Ref<Risk>,
    /// The part of it that bites here.
    pub text: Option<Spanned<String>>,
}

/// A measure at a step.
#[derive(Debug, Clone)]
pub struct StepMeasure {
    /// The measure.
    pub measure: Ref<Measure>,
    /// The part of it that helps here.
    pub text: Option<Spanned<String>>,
    /// Who answers here, where it differs from the measure's own words.
    pub responsible: Option<Spanned<String>>,
}
