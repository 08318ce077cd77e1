//! Sheets of 工作流程: a chart each.

use super::canvas::Canvas;
use super::facts;
use super::legend::legend;
use super::maker::{Maker, WORKFLOW};
use super::overfull::{name_too_long, set_smaller, shortcomings, too_many_ways, too_tall};
use super::sheet::{FlowSheet, PosterView};
use super::text::step_text;
use super::{CENTRE_MM, LEFT_MM, RIGHT_MM};
use crate::diagnostic::Finding;
use crate::model::Words;
use crate::model::{ChartStyle, Orientation, PosterSettings, Workflow};
use crate::sheet::flow::layout::layout_within;
use crate::sheet::flow::node::Shape;
use crate::sheet::flow::scale::{CHART_BOTTOM_MM, CHART_TOP_MM, SMALLEST_TYPE_MM};
use crate::sheet::flow::{self, Chart, Plan};
use crate::sheet::geometry::TextLine;
use crate::sheet::words;
use crate::text::{FontRole, Fonts};

impl Maker<'_> {
    /// The poster of the workflows of a department or body, a sheet each.
    pub(in crate::sheet) fn workflows(
        &self,
        workflows: &[&Workflow],
        findings: &mut Vec<Finding>,
    ) -> Option<PosterView> {
        if workflows.is_empty() {
            return None;
        }
        let mut view = self.poster(WORKFLOW);
        // The chart is composed as on the upright sheet.
        let upright = Canvas::of(&PosterSettings {
            orientation: Orientation::Portrait,
            ..self.settings.clone()
        });
        for (i, workflow) in workflows.iter().enumerate() {
            let mut sheet = self.sheet(&view, WORKFLOW, (i, workflows.len()), findings);
            let plan = Plan::of(self.unit, workflow);
            let Placed {
                chart,
                transform,
                placing,
                raised_mm,
            } = self.placed(workflow, &plan, findings);
            findings.extend(shortcomings(workflow, &chart, transform.is_some()));
            let words = self.unit.words();
            let grade = (self.owner.grade)
                .map(|grade| facts::grade_fact_right(self.fonts, &upright, words, grade));
            let is_risk = plan.style == ChartStyle::Risk;
            let name = title(self.unit.words(), &workflow.name.value, is_risk);
            let short = title(self.unit.words(), &workflow.name.value, false);
            let right = grade.as_ref().map_or(RIGHT_MM, |fact| fact.label.extent.x);
            let heading = self.heading((&name, &short), right, upright.facts_middle);
            let heading = heading.unwrap_or_else(|(lines, characters)| {
                findings.push(name_too_long(workflow, characters));
                lines
            });
            sheet.facts = grade.into_iter().collect();
            sheet.description = in_words(self.unit.words(), &workflow.name.value, &plan);
            sheet.text.workflow = name;
            sheet.text.steps = plan.steps.iter().map(step_text).collect();
            sheet.flow = Some(FlowSheet {
                heading,
                style: plan.style.key(),
                waits: chart.rows.iter().any(|r| r.node.shape == Shape::Wait),
                heads: self.heads(&chart, plan.style),
                transform,
                placing,
                raised_mm,
                chart,
                legend: is_risk.then(|| legend(self.fonts, &self.unit.vocabulary.grades)),
            });
            view.sheets.push(sheet);
        }
        Some(view)
    }

    /// The chart where it stands on the sheet, with what of it is a fault.
    fn placed(&self, workflow: &Workflow, plan: &Plan, findings: &mut Vec<Finding>) -> Placed {
        let room = CHART_BOTTOM_MM - CHART_TOP_MM;
        // A lying sheet has less height: the rows stand closer there, at the same sizes.
        if self.canvas.landscape {
            let raised_mm = UPRIGHT_HEIGHT_MM - lying_height(&self.canvas);
            if let Ok(chart) = layout_within(plan, self.fonts, room - raised_mm) {
                return Placed {
                    chart,
                    transform: None,
                    placing: Some(placing(&self.canvas, 1.0)),
                    raised_mm,
                };
            }
        }
        let (chart, transform, shrunk) = match layout_within(plan, self.fonts, room) {
            Ok(chart) => (chart, None, 1.0),
            Err(overfull) => {
                findings.extend(overfull.ways.map(|ways| too_many_ways(workflow, ways)));
                if overfull.excess_mm > 0.0 {
                    findings.push(too_tall(workflow, overfull.excess_mm));
                }
                let share = room / (room + overfull.excess_mm);
                let (dx, dy) = (CENTRE_MM * (1.0 - share), CHART_TOP_MM * (1.0 - share));
                let transform = format!("translate({dx:.2} {dy:.2}) scale({share:.4})");
                (overfull.chart, Some(transform), share)
            }
        };
        let share = lying_height(&self.canvas) / UPRIGHT_HEIGHT_MM;
        if self.canvas.landscape && shrunk == 1.0 {
            findings.push(set_smaller(workflow, chart.smallest_mm() * share));
        }
        Placed {
            chart,
            transform,
            placing: self.canvas.landscape.then(|| placing(&self.canvas, share)),
            raised_mm: 0.0,
        }
    }

    /// The chart's name left of `right` mm; its short one where that is too long; that in two
    /// lines where one is too small. `Err` with what there is room for and how many characters
    /// are too many.
    fn heading(
        &self,
        (name, short): (&str, &str),
        right: f32,
        middle: f32,
    ) -> Result<Vec<TextLine>, (Vec<TextLine>, usize)> {
        const HEADING_MM: f32 = 17.4;
        const ONE_LINE_LEAST_MM: f32 = 13.0;
        const TWO_LINES_MM: [f32; 5] = [11.5, 11.0, 10.5, 10.0, SMALLEST_TYPE_MM];
        const LEADING: f32 = 1.15;
        let role = FontRole::Xiaobiaosong;
        let room = right - LEFT_MM - 10.0;
        let fits = |text: &str| room / self.fonts.width(role, text).max(1.0);
        let text = if fits(name) < ONE_LINE_LEAST_MM {
            short
        } else {
            name
        };
        let line = |text: &str, size: f32, middle: f32| {
            TextLine::start(self.fonts, role, text, size, LEFT_MM, middle)
        };
        if fits(text) >= ONE_LINE_LEAST_MM {
            return Ok(vec![line(text, HEADING_MM.min(fits(text)), middle)]);
        }
        let two = |lines: &[String], size: f32| -> Vec<TextLine> {
            let off = size * LEADING / 2.0;
            let places = [middle - off, middle + off];
            let lines = lines.iter().zip(places);
            lines
                .map(|(text, middle)| line(text, size, middle))
                .collect()
        };
        for size in TWO_LINES_MM {
            let lines = words::filled_in(self.fonts, role, text, size, room);
            if lines.len() <= 2 {
                return Ok(two(&lines, size));
            }
        }
        let size = SMALLEST_TYPE_MM;
        let mut lines = words::filled_in(self.fonts, role, text, size, room);
        let lost = lines[2..].iter().map(|l| l.chars().count()).sum();
        lines.truncate(2);
        // Only a draft is printed so: what is left out is shown to be.
        lines[1] = words::cut(self.fonts, &format!("{}……", lines[1]), size, room).0;
        Err((two(&lines, size), lost))
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
        let risks = format!("{}风险点", self.unit.words().integrity);
        match style {
            ChartStyle::Risk => vec![
                line(TextLine::start, &risks, left),
                middle,
                line(TextLine::start, "防控措施与责任人", right),
            ],
            ChartStyle::Plain => vec![middle],
            ChartStyle::Lanes => Vec::new(),
        }
    }
}

/// 财政资金拨付廉政风险防控流程图, or without the risks 财政资金拨付流程图.
pub fn title(words: &Words, name: &str, is_risk: bool) -> String {
    match is_risk {
        true => format!("{name}{}风险防控流程图", words.integrity),
        false => format!("{name}流程图"),
    }
}

/// The chart for who cannot see it: its name and its steps in order.
fn in_words(words: &Words, name: &str, plan: &Plan) -> String {
    let steps: Vec<String> = plan
        .steps
        .iter()
        .enumerate()
        .map(|(i, step)| format!("{}. {}", i + 1, step.title))
        .collect();
    let title = title(words, name, plan.style == ChartStyle::Risk);
    format!("{title}，共 {} 步：{}", steps.len(), steps.join("；"))
}

/// A chart as it stands on its sheet.
struct Placed {
    chart: Chart,
    /// Shrinks one that does not fit; drafts only.
    transform: Option<String>,
    /// Puts it on a lying sheet.
    placing: Option<String>,
    /// How far the legend stands higher than on an upright sheet, in mm.
    raised_mm: f32,
}

/// What stands between band and foot of the upright sheet.
const UPRIGHT_TOP_MM: f32 = 150.0;
const UPRIGHT_HEIGHT_MM: f32 = 654.0;
/// Upper end of the same on a lying sheet.
const LYING_TOP_MM: f32 = 16.0;

/// What a lying sheet has room for above its foot, in mm.
fn lying_height(canvas: &Canvas) -> f32 {
    canvas.foot - 2.0 - LYING_TOP_MM
}

/// Puts what stands between band and foot of the upright sheet into the body of a lying one,
/// at `share` of its size.
fn placing(canvas: &Canvas, share: f32) -> String {
    let dx = canvas.centre() - CENTRE_MM * share;
    let dy = LYING_TOP_MM - UPRIGHT_TOP_MM * share;
    format!("translate({dx:.2} {dy:.2}) scale({share:.4})")
}
