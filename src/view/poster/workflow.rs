//! Sheets of 工作流程: a chart each.

use super::canvas::Canvas;
use super::facts;
use super::maker::{Maker, WORKFLOW};
use super::overfull::{shortcomings, too_tall};
use super::sheet::{FlowSheet, PosterView};
use super::text::step_text;
use super::{CENTRE_MM, LEFT_MM, RIGHT_MM};
use crate::diagnostic::Finding;
use crate::flow::node::Shape;
use crate::flow::scale::{CHART_BOTTOM_MM, CHART_TOP_MM};
use crate::flow::{self, Chart, Plan, TextLine};
use crate::model::{ChartStyle, Grade, Orientation, PosterSettings, Workflow};
use crate::text::{FontRole, Fonts};

impl Maker<'_> {
    /// The poster of a department's workflows, a sheet each.
    pub(in crate::view) fn workflows(
        &self,
        workflows: &[&Workflow],
        findings: &mut Vec<Finding>,
    ) -> Option<PosterView> {
        if workflows.is_empty() {
            return None;
        }
        let mut view = self.poster(WORKFLOW);
        // The chart is composed on the upright sheet and set smaller on a lying one.
        let upright = Canvas::of(&PosterSettings {
            orientation: Orientation::Portrait,
            ..self.settings.clone()
        });
        let placing = self.canvas.landscape.then(|| placing(&self.canvas));
        for (i, workflow) in workflows.iter().enumerate() {
            let mut sheet = self.sheet(&view, WORKFLOW, (i, workflows.len()), findings);
            let plan = Plan::of(self.town, workflow);
            let (chart, transform) = match flow::layout::layout(&plan, self.fonts) {
                Ok(chart) => (chart, None),
                Err(overfull) => {
                    findings.push(too_tall(workflow, overfull.excess_mm));
                    let room = CHART_BOTTOM_MM - CHART_TOP_MM;
                    let share = room / (room + overfull.excess_mm);
                    let (dx, dy) = (CENTRE_MM * (1.0 - share), CHART_TOP_MM * (1.0 - share));
                    let transform = format!("translate({dx:.2} {dy:.2}) scale({share:.4})");
                    (overfull.chart, Some(transform))
                }
            };
            findings.extend(shortcomings(workflow, &chart, transform.is_some()));
            let grade = facts::grade_fact_right(self.fonts, &upright, self.department.grade.value);
            let is_risk = plan.style == ChartStyle::Risk;
            let name = title(&workflow.name.value, is_risk);
            let short = title(&workflow.name.value, false);
            let right = grade.label.extent.x;
            let heading = self.heading(&name, &short, right, upright.facts_middle);
            sheet.facts = vec![grade];
            sheet.description = in_words(&workflow.name.value, &plan);
            sheet.text.workflow = name;
            sheet.text.steps = plan.steps.iter().map(step_text).collect();
            sheet.flow = Some(FlowSheet {
                heading,
                style: plan.style.key(),
                waits: chart.rows.iter().any(|r| r.node.shape == Shape::Wait),
                heads: self.heads(&chart, plan.style),
                transform,
                placing: placing.clone(),
                chart,
                legend: Grade::ALL
                    .iter()
                    .rev()
                    .filter(|_| is_risk)
                    .map(|g| (g.key(), g.chinese(), g.colour()))
                    .collect(),
            });
            view.sheets.push(sheet);
        }
        Some(view)
    }

    /// The chart's name, or its short one where that is too long, left of `right` mm.
    fn heading(&self, name: &str, short: &str, right: f32, middle: f32) -> TextLine {
        const HEADING_MM: f32 = 17.4;
        let role = FontRole::Xiaobiaosong;
        let room = right - LEFT_MM - 10.0;
        let fits = |text: &str| room / self.fonts.width(role, text).max(1.0);
        let text = if fits(name) < 13.0 { short } else { name };
        let size = HEADING_MM
            .min(fits(text))
            .max(flow::scale::SMALLEST_TYPE_MM);
        let (text, _) = flow::words::cut(self.fonts, text, size, room);
        TextLine::start(self.fonts, role, &text, size, LEFT_MM, middle)
    }

    /// Heads of the columns; over the lanes of a chart stand the actors.
    fn heads(&self, chart: &Chart, style: ChartStyle) -> Vec<TextLine> {
        const HEAD_MIDDLE_MM: f32 = 195.0;
        const HEAD_MM: f32 = 13.0;
        let line = |place: fn(&Fonts, FontRole, &str, f32, f32, f32) -> TextLine, text, x| {
            place(self.fonts, FontRole::Hei, text, HEAD_MM, x, HEAD_MIDDLE_MM)
        };
        let left = LEFT_MM + flow::cell::ROW_SIDE_MM;
        let right = chart.right_text.min(RIGHT_MM - 8.0 * HEAD_MM);
        let middle = line(TextLine::centred, "流程、经办人与时限", CENTRE_MM);
        match style {
            ChartStyle::Risk => vec![
                line(TextLine::start, "廉政风险点", left),
                middle,
                line(TextLine::start, "防控措施与责任人", right),
            ],
            ChartStyle::Plain => vec![middle],
            ChartStyle::Lanes => Vec::new(),
        }
    }
}

/// 财政资金拨付廉政风险防控流程图, or without the risks 财政资金拨付流程图.
pub fn title(name: &str, is_risk: bool) -> String {
    let middle = if is_risk { "廉政风险防控" } else { "" };
    format!("{name}{middle}流程图")
}

/// The chart for who cannot see it: its name and its steps in order.
fn in_words(name: &str, plan: &Plan) -> String {
    let steps: Vec<String> = plan
        .steps
        .iter()
        .enumerate()
        .map(|(i, step)| format!("{}. {}", i + 1, step.title))
        .collect();
    let title = title(name, plan.style == ChartStyle::Risk);
    format!("{title}，共 {} 步：{}", steps.len(), steps.join("；"))
}

/// Puts what stands between band and foot of the upright sheet into the body of a lying one.
fn placing(canvas: &Canvas) -> String {
    const UPRIGHT_TOP_MM: f32 = 150.0;
    const UPRIGHT_BOTTOM_MM: f32 = 804.0;
    const TOP_MM: f32 = 16.0;
    let share = (canvas.foot - 2.0 - TOP_MM) / (UPRIGHT_BOTTOM_MM - UPRIGHT_TOP_MM);
    let dx = canvas.centre() - CENTRE_MM * share;
    let dy = TOP_MM - UPRIGHT_TOP_MM * share;
    format!("translate({dx:.2} {dy:.2}) scale({share:.4})")
}
