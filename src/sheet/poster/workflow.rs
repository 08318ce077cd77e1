//! Sheets of 工作流程: a chart each.

use super::canvas::Canvas;
use super::legend::legend;
use super::maker::{Maker, WORKFLOW};
use super::overfull::{name_too_long, shortcomings, stands_upright, too_many_ways, too_tall};
use super::sheet::{FlowSheet, PosterView};
use crate::diagnostic::Finding;
use crate::model::{ChartStyle, Orientation, PosterSettings, Words, Workflow};
use crate::sheet::flow::frame::{Frame, LYING};
use crate::sheet::flow::layout::layout_within;
use crate::sheet::flow::node::Shape;
use crate::sheet::flow::{Chart, Plan};
use crate::sheet::geometry::{Anchor, TextLine};
use crate::sheet::words::SMALLEST_MM;
use crate::text::Fonts;

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
        let plans = workflows.iter().map(|w| Plan::of(self.unit, w));
        let plans: Vec<Plan> = plans.collect();
        if self.canvas.landscape {
            let too_full = |plan: &Plan| !is_readable_lying(plan, self.fonts);
            let full: Vec<_> = (workflows.iter().zip(&plans))
                .filter(|(_, plan)| too_full(plan))
                .collect();
            if !full.is_empty() {
                findings.extend(full.iter().map(|(workflow, _)| stands_upright(workflow)));
                let canvas = Canvas::of(&PosterSettings {
                    orientation: Orientation::Portrait,
                    ..self.settings.clone()
                });
                return self.on(canvas).workflows(workflows, findings);
            }
        }
        // Between others a sheet gives up the air of its head only for a chart that fits in no other.
        let (airy, _) = self.canvas.frames();
        let fits = |plan: &Plan| layout_within(plan, self.fonts, airy).is_ok();
        if self.canvas.has_air() && !plans.iter().all(fits) {
            return self.on(self.canvas.snug()).workflows(workflows, findings);
        }
        let mut view = self.poster(WORKFLOW);
        let words = self.unit.words();
        for (i, (workflow, plan)) in workflows.iter().zip(&plans).enumerate() {
            let mut sheet = self.sheet(&view, WORKFLOW, (i, workflows.len()), findings);
            let (frame, chart, transform) = self.placed(workflow, plan, findings);
            // Who holds the sheet in hand does not stand two metres off.
            let is_near = transform.is_some() || self.canvas.office;
            findings.extend(shortcomings(workflow, &chart, is_near));
            let grade = view.facts.first().filter(|_| self.owner.grade.is_some());
            let grade = grade.map(|fact| self.fact_right(fact, frame.heading_middle));
            let is_risk = plan.style == ChartStyle::Risk;
            let name = title(words, &workflow.name.value, is_risk);
            let short = title(words, &workflow.name.value, false);
            let label = grade.as_ref().and_then(|fact| fact.label.as_ref());
            let right = label.map_or(frame.right, |label| label.extent.x);
            let (heading, lost) = self.heading((&name, &short), right, frame);
            if lost > 0 {
                findings.push(name_too_long(workflow, lost));
            }
            sheet.facts = grade.into_iter().collect();
            sheet.description = in_words(&name, plan);
            sheet.text.workflow = name;
            sheet.text.steps.clone_from(&plan.steps);
            let waits = chart.rows.iter().any(|r| r.node.shape == Shape::Wait);
            sheet.flow = Some(FlowSheet {
                heading,
                style: plan.style.key(),
                waits,
                frame,
                transform,
                chart,
                legend: is_risk
                    .then(|| legend(self.fonts, &self.unit.vocabulary.grades, frame, waits)),
            });
            view.sheets.push(sheet);
        }
        Some(view)
    }

    /// The chart in the first room where it fits, and what shrinks one that fits in none (drafts
    /// only), with what of it is a fault.
    fn placed(
        &self,
        workflow: &Workflow,
        plan: &Plan,
        findings: &mut Vec<Finding>,
    ) -> (&'static Frame, Chart, Option<String>) {
        let (frame, wider) = self.canvas.frames();
        let overfull = match layout_within(plan, self.fonts, frame) {
            Ok(chart) => return (frame, chart, None),
            Err(overfull) => overfull,
        };
        let wider =
            wider.and_then(|frame| Some((frame, layout_within(plan, self.fonts, frame).ok()?)));
        if let Some((frame, chart)) = wider {
            return (frame, chart, None);
        }
        findings.extend(overfull.ways.map(|ways| too_many_ways(workflow, ways)));
        if overfull.excess_mm > 0.0 {
            findings.push(too_tall(workflow, overfull.excess_mm));
        }
        let room = frame.room();
        let share = room / (room + overfull.excess_mm);
        let (dx, dy) = (self.canvas.centre(), frame.top);
        let (dx, dy) = (dx * (1.0 - share), dy * (1.0 - share));
        let transform = format!("translate({dx:.2} {dy:.2}) scale({share:.4})");
        (frame, overfull.chart, Some(transform))
    }

    /// The chart's name left of `right` mm; its short one where that is too long; that in two
    /// lines where one is too small. Gives how many characters are too many even so.
    fn heading(
        &self,
        (name, short): (&str, &str),
        right: f32,
        frame: &Frame,
    ) -> (Vec<TextLine>, usize) {
        const ONE_LINE_LEAST_MM: f32 = 13.0;
        const TWO_LINES_MM: [f32; 5] = [11.5, 11.0, 10.5, 10.0, SMALLEST_MM];
        const LEADING: f32 = 1.15;
        let (middle, left) = (frame.heading_middle, frame.left);
        let room = right - left - 10.0;
        let one_line = |text: &str| self.song(frame.heading).within(text, room, 0.0);
        let text = match one_line(name).size < ONE_LINE_LEAST_MM {
            true => short,
            false => name,
        };
        let face = one_line(text);
        if face.size >= ONE_LINE_LEAST_MM {
            return (vec![face.start(text, left, middle)], 0);
        }
        let face = face.first(&TWO_LINES_MM, |face| face.filled(text, room).len() <= 2);
        let mut lines = face.filled(text, room);
        let lost = face.shorten(&mut lines, 2, room);
        let leading = face.size * LEADING;
        let lines = face.around(&lines, leading, left, middle, Anchor::Start);
        (lines, lost)
    }
}

/// 财政资金拨付廉政风险防控流程图, or without the risks 财政资金拨付流程图.
pub fn title(words: &Words, name: &str, is_risk: bool) -> String {
    match is_risk {
        true => format!("{name}{}风险防控流程图", words.integrity),
        false => format!("{name}流程图"),
    }
}

/// The chart for who cannot see it: its title and its steps in order.
fn in_words(title: &str, plan: &Plan) -> String {
    let steps = (1..).zip(&plan.steps);
    let steps: Vec<String> = steps.map(|(i, s)| format!("{i}. {}", s.title)).collect();
    format!("{title}，共{}步：{}", steps.len(), steps.join("；"))
}

/// A lying sheet has no more rows than these (looks/tables, posters).
const MOST_LYING_STEPS: usize = 10;

/// Whether a lying sheet shows all of it at a size that can be read from two metres.
fn is_readable_lying(plan: &Plan, fonts: &Fonts) -> bool {
    plan.steps.len() <= MOST_LYING_STEPS
        && layout_within(plan, fonts, &LYING).is_ok_and(|chart| chart.readable_from_two_metres)
}
