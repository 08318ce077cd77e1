//! What stands where across the sheet: the nodes' slots, the text columns of the *risk* style,
//! the actors' lanes of the *lanes* style.

use super::chart::ActorLane;
use super::frame::{Frame, Slot, RIGHT_TEXT_BLANK_MM};
use super::lane::Lane;
use super::plan::{Plan, PlannedStep};
use super::scale::{BEND_MM, NUMBER_EDGE_MM, NUMBER_RADIUS_MM, SMALLEST_TYPE_MM};
use crate::model::{ChartStyle, StepKind};
use crate::sheet::geometry::{Rect, TextLine};
use crate::sheet::words::{cut, filled, fit, stack, ROLE};
use crate::text::Fonts;

/// Blank between a node and the right edge of its actor's lane, in mm.
const BESIDE_NODE_MM: f32 = 6.0;
/// Blank for an edge that turns aside, beyond the ordinary between two nodes, in mm: without
/// a label, and with one above the turn.
const TURN_MM: [f32; 2] = [4.5, BEND_MM + 4.0];
/// A lane with a question is so many times as wide as one without: a diamond holds less.
const QUESTION_LANE: f32 = 1.5;
/// Type and leading of an actor's name over the lane, in mm.
const HEAD_MM: [f32; 2] = [13.0, 14.0];
/// The lane of steps for which nobody is named.
const NOBODY: &str = "（未写明）";

/// The columns of one chart.
pub struct Columns {
    /// The room they stand in.
    pub frame: Frame,
    /// Where the node of each step stands.
    pub slots: Vec<Slot>,
    /// Left and right edge of all nodes together, in mm: the lanes begin here.
    pub block: (f32, f32),
    /// Right end of the left text and left end of the right one, in mm.
    pub texts: (f32, f32),
    /// Left and right end of where edges and their words may be, in mm.
    pub between_texts: (f32, f32),
    /// For each step the blank above its node beyond the ordinary, in mm: an edge that comes
    /// from another actor's lane turns aside there.
    pub leads: Vec<f32>,
    /// The actors, with the edges of their lanes in mm.
    actors: Vec<(String, f32, f32)>,
}

impl Columns {
    /// The columns between these two lanes of edges.
    pub fn of(plan: &Plan, frame: &Frame, lanes: &[Lane; 2]) -> Self {
        let block = match plan.style {
            ChartStyle::Risk => (frame.node.left, frame.node.right()),
            ChartStyle::Plain => (frame.wide.left, frame.wide.right()),
            ChartStyle::Lanes => (frame.left + lanes[0].width, frame.right - lanes[1].width),
        };
        let outer = (block.0 - lanes[0].width, block.1 + lanes[1].width);
        let whole = Slot {
            left: block.0,
            width: block.1 - block.0,
        };
        let mut columns = Self {
            frame: *frame,
            slots: vec![whole; plan.steps.len()],
            block,
            texts: (outer.0, outer.1 + RIGHT_TEXT_BLANK_MM),
            between_texts: outer,
            leads: vec![0.0; plan.steps.len()],
            actors: Vec::new(),
        };
        if plan.style == ChartStyle::Lanes {
            columns.lanes(plan);
        }
        columns
    }

    /// One lane for each actor, in the order in which they first act.
    fn lanes(&mut self, plan: &Plan) {
        let actors = plan.actors();
        let (left, right) = self.block;
        let asks = |actor: &str| {
            let asks = |step: &PlannedStep| step.actor == actor && step.kind == StepKind::Decision;
            plan.steps.iter().any(asks)
        };
        let share = |actor: &&str| if asks(actor) { QUESTION_LANE } else { 1.0 };
        let unit = (right - left) / actors.iter().map(share).sum::<f32>().max(1.0);
        let mut at = left;
        for actor in &actors {
            let name = if actor.is_empty() { NOBODY } else { actor };
            let end = at + unit * share(actor);
            self.actors.push((name.to_string(), at, end));
            at = end;
        }
        let number = NUMBER_RADIUS_MM + NUMBER_EDGE_MM + 1.0;
        for (slot, step) in self.slots.iter_mut().zip(&plan.steps) {
            let lane = actors.iter().position(|a| *a == step.actor).unwrap_or(0);
            let (_, from, to) = self.actors[lane];
            slot.left = from + number;
            slot.width = to - from - number - BESIDE_NODE_MM;
        }
        for row in 1..self.slots.len() {
            let drop = plan.steps[row - 1].exits.iter().find(|e| e.to == row);
            if let Some(exit) = drop.filter(|_| self.slots[row] != self.slots[row - 1]) {
                let is_labelled = !exit.label.is_empty() || !exit.note.is_empty();
                self.leads[row] = TURN_MM[usize::from(is_labelled)];
            }
        }
    }

    /// A step as its node shows it: under the name of its actor that name need not stand
    /// again, and a narrow diamond has no room in its corners.
    pub fn dressed(&self, step: &PlannedStep) -> PlannedStep {
        let mut step = step.clone();
        if self.actors.is_empty() {
            return step;
        }
        let others = step.who.strip_prefix(&step.actor);
        step.who = match others.map(|rest| rest.trim_start_matches('、')) {
            Some("") => String::new(),
            Some(rest) => format!("会同{rest}"),
            None => step.who,
        };
        if step.kind == StepKind::Decision {
            let said = [&step.condition, &step.who, &step.limit];
            let said = said.into_iter().filter(|text| !text.is_empty());
            step.condition = said.cloned().collect::<Vec<_>>().join("；");
            step.who.clear();
            step.limit.clear();
        }
        step
    }

    /// The actors' lanes down to `bottom` mm, every second one tinted, and the first step of
    /// each actor whose name is too long for its lane.
    pub fn heads(&self, fonts: &Fonts, plan: &Plan, bottom: f32) -> (Vec<ActorLane>, Vec<usize>) {
        let mut cut_names = Vec::new();
        let lane = |(i, (name, left, right)): (usize, &(String, f32, f32))| {
            let room = right - left - 4.0;
            let axis = (left + right) / 2.0;
            let whole = fonts.width(ROLE, name);
            let size = HEAD_MM[0].min(room / whole.max(1.0));
            let (size, lines) = if size >= SMALLEST_TYPE_MM {
                (size, vec![name.clone()])
            } else {
                let mut lines = fit(fonts, name, SMALLEST_TYPE_MM, room);
                if lines.len() > 2 {
                    // As full as can be, before anything is cut.
                    lines = filled(fonts, name, SMALLEST_TYPE_MM, room);
                }
                if lines.len() > 2 {
                    let (rest, _) = cut(fonts, &lines[1..].concat(), SMALLEST_TYPE_MM, room);
                    lines.truncate(1);
                    lines.push(rest);
                    cut_names.extend(plan.steps.iter().position(|step| step.actor == *name));
                }
                (SMALLEST_TYPE_MM, lines)
            };
            let leading = size * HEAD_MM[1] / HEAD_MM[0];
            let top = self.frame.head_middle - leading * lines.len() as f32 / 2.0;
            ActorLane {
                rect: Rect::new(*left, self.frame.top, right - left, bottom - self.frame.top),
                tinted: i % 2 == 0,
                head: stack(fonts, &lines, size, leading, axis, top, TextLine::centred),
            }
        };
        let lanes = self.actors.iter().enumerate().map(lane).collect();
        (lanes, cut_names)
    }
}
