//! What stands where across the sheet: the nodes' slots, the text columns of the *risk* style,
//! the actors' lanes of the *lanes* style.

use super::chart::Edge;
use super::frame::{Frame, RIGHT_TEXT_BLANK_MM};
use super::lane::{pill_text, Lane};
use super::node::Node;
use super::place::{least_upright, upright, BELOW_LABEL_MM, LABEL_MM};
use super::plan::{Plan, PlannedStep};
use super::route::{Jump, Routes, Side};
use super::scale::{BEND_MM, LABEL_CHARACTERS, NUMBER_EDGE_MM, NUMBER_RADIUS_MM};
use crate::model::{ChartStyle, StepKind};
use crate::sheet::cell::Cell;
use crate::sheet::geometry::{Anchor, Rect};
use crate::sheet::words::{hei, SMALLEST_MM};
use crate::text::Fonts;

/// Blank between a node and the right edge of its actor's lane, in mm.
const BESIDE_NODE_MM: f32 = 6.0;
/// Blank for an edge that turns aside, beyond the ordinary between two nodes, in mm: without
/// a label, and with one above the turn.
const TURN_MM: [f32; 2] = [4.5, BEND_MM + 4.0];
/// Blank between two nodes where the way says something: a line of type, as much below it as parts it
/// from the node, and hardly any above it, where a question narrows.
const SAID_MM: f32 = LABEL_MM + BELOW_LABEL_MM;
/// Blank between an edge that comes aside and the node below it that it enters, in mm: as much as
/// the head and a rounded corner take, and the number beside them.
const BELOW_LEVEL_MM: f32 = BEND_MM + 3.0;
/// Blank between the ends of nodes of other lanes and a node that edges across them reach, in mm.
const CLEAR_OF_ENDS_MM: f32 = 2.0;
/// The same for a node that such edges may pass over, whose number stands above it.
const CLEAR_OF_NUMBER_MM: f32 = NUMBER_RADIUS_MM + NUMBER_EDGE_MM;
/// Blank between the rule above the first row and the white edge of its number, in mm.
const OFF_RULE_MM: f32 = 0.8;
/// Blank between a level edge and the end of a node in a lane that it crosses, in mm.
const BELOW_CROSSED_MM: f32 = 6.0;
/// How wide the actors' lanes are beside each other: a lane with a question is so many times as wide
/// as one without, since a diamond holds less; and the power to which the length of what an actor
/// does counts.
pub type Shares = (f32, f32);

/// The usual one, and those to try where a chart does not fit with it.
pub const SHARES: [Shares; 13] = [
    (1.5, 0.0),
    (1.5, 0.25),
    (1.25, 0.25),
    (1.25, 0.0),
    (1.5, 0.5),
    (2.0, 0.0),
    (1.75, 0.25),
    (1.75, 0.5),
    (1.25, 0.5),
    (2.0, 0.25),
    (1.0, 0.0),
    (1.75, 0.0),
    (1.0, 0.4),
];

/// Between columns of texts nodes may stand so far right with their left and their right ends, in mm:
/// what they give up the texts have.
pub const SLOTS: [Shares; 5] = [
    (0.0, 0.0),
    (0.0, -12.0),
    (-12.0, -12.0),
    (0.0, -24.0),
    (0.0, -30.0),
];

/// Type and leading of an actor's name over the lane, in mm.
const HEAD_MM: [f32; 2] = [13.0, 14.0];
/// The lane of steps for which nobody is named.
const NOBODY: &str = "（未写明）";

/// How far below the top of a node a way leaves aside: in the middle, and clear of the number.
pub fn leaves_at(node: &Node, side: Side) -> f32 {
    let top = node.rect.y;
    let middle = node.rect.middle() - top;
    match side {
        Side::Left => middle.max(node.number_box().bottom() - top + NUMBER_EDGE_MM),
        Side::Right => middle,
    }
}

/// The columns of one chart.
pub struct Columns {
    /// The room they stand in.
    pub frame: Frame,
    /// Where the node of each step stands.
    pub slots: Vec<Rect>,
    /// Left and right edge of all nodes together, in mm: the lanes begin here.
    pub block: (f32, f32),
    /// Right end of the left text and left end of the right one, in mm.
    pub texts: (f32, f32),
    /// Left and right end of where edges and their words may be, in mm.
    pub between_texts: (f32, f32),
    /// For each step the blank above its node beyond the ordinary, in mm: an edge that comes
    /// from another actor's lane turns aside there.
    pub leads: Vec<f32>,
    /// For each step the side on which the way from the step before leaves, where it does not
    /// leave below: towards the lane of another actor, and no other way is on that side.
    pub aside: Vec<Option<Side>>,
    /// For each step whether no way leads to it from the step before, which stands in another
    /// lane: nothing has to stand between the two.
    loose: Vec<bool>,
    /// Whether an edge runs from or to a step across the lanes.
    jumps: Vec<bool>,
    /// For each step whether the way straight down to it says something.
    said: Vec<bool>,
    /// The actors, with the edges of their lanes in mm.
    actors: Vec<(String, f32, f32)>,
}

impl Columns {
    /// The columns between these two lanes of edges.
    pub fn of(
        plan: &Plan,
        frame: &Frame,
        routes: &Routes,
        lanes: &[Lane; 2],
        shares: &Shares,
    ) -> Self {
        let block = match plan.style {
            ChartStyle::Risk => (frame.node.x + shares.0, frame.node.right() + shares.1),
            ChartStyle::Plain => (frame.wide.x, frame.wide.right()),
            ChartStyle::Lanes => (frame.left + lanes[0].width, frame.right - lanes[1].width),
        };
        let outer = (block.0 - lanes[0].width, block.1 + lanes[1].width);
        let whole = Rect::new(block.0, 0.0, block.1 - block.0, 0.0);
        let steps = plan.steps.len();
        let mut columns = Self {
            frame: *frame,
            slots: vec![whole; steps],
            block,
            texts: (outer.0, outer.1 + RIGHT_TEXT_BLANK_MM),
            between_texts: outer,
            leads: vec![0.0; steps],
            aside: vec![None; steps],
            loose: vec![false; steps],
            jumps: vec![false; steps],
            said: vec![false; steps],
            actors: Vec::new(),
        };
        for drop in &routes.drops {
            let exit = &plan.steps[drop.from].exits[drop.exit];
            columns.said[drop.from + 1] = !exit.label.is_empty() || !exit.note.is_empty();
        }
        if plan.style == ChartStyle::Lanes {
            columns.lanes(plan, routes, shares);
        }
        columns
    }

    /// One lane for each actor, in the order in which they first act.
    fn lanes(&mut self, plan: &Plan, routes: &Routes, shares: &Shares) {
        let actors = plan.actors();
        let (left, right) = self.block;
        let asks = |actor: &str| {
            let asks = |step: &PlannedStep| step.actor == actor && step.kind == StepKind::Decision;
            plan.steps.iter().any(asks)
        };
        let length = |actor: &str| -> f32 {
            let own = plan.steps.iter().filter(|step| step.actor == actor);
            let longest = own.map(|step| step.title.chars().count()).max();
            (longest.unwrap_or(0) as f32).clamp(4.0, 24.0)
        };
        let share = |actor: &&str| {
            let question = if asks(actor) { shares.0 } else { 1.0 };
            question * length(actor).powf(shares.1)
        };
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
            slot.x = from + number;
            slot.width = to - from - number - BESIDE_NODE_MM;
        }
        for jump in &routes.jumps {
            self.jumps[jump.from] = true;
            self.jumps[jump.to] = true;
        }
        for row in 1..self.slots.len() {
            self.loose[row] = self.slots[row] != self.slots[row - 1];
        }
        for drop in &routes.drops {
            let (from, row) = (drop.from, drop.from + 1);
            self.loose[row] = false;
            if self.slots[row] == self.slots[from] {
                continue;
            }
            let side = match self.slots[row].x > self.slots[from].x {
                true => Side::Right,
                false => Side::Left,
            };
            let exit = &plan.steps[from].exits[drop.exit];
            // What an edge says stands above its level part, which has room for a word.
            let is_long = exit.label.chars().count() > LABEL_CHARACTERS || !exit.note.is_empty();
            let taken = |j: &Jump| j.side == side && (j.from == from || j.to == from);
            let ways = routes.drops.iter().filter(|d| d.from == from).count();
            if is_long || ways > 1 || routes.jumps.iter().any(taken) {
                self.leads[row] = TURN_MM[usize::from(self.said[row])];
            } else {
                self.aside[row] = Some(side);
            }
        }
    }

    /// Adds to the blank above nodes what upright ways with a note lack of showing beside its pill where
    /// they come from and go; gives whether any does.
    pub fn leads_for_pills(&mut self, plan: &Plan, routes: &Routes, edges: &[Edge]) -> bool {
        let edges = &edges[routes.drops.len()..];
        let mut any = false;
        for (jump, edge) in routes.jumps.iter().zip(edges) {
            let note = pill_text(&plan.steps[jump.from].exits[jump.exit])
                .chars()
                .count();
            let least = least_upright(note, LABEL_MM);
            let lack = least - upright(edge).map_or(least, |upright| upright.height);
            if note > 0 && lack > 0.0 {
                // What the row takes more all rows have less of what is over.
                let rows = plan.steps.len().max(2) as f32;
                self.leads[jump.from.max(jump.to)] += lack * rows / (rows - 1.0) + 0.1;
                any = true;
            }
        }
        any
    }

    /// The blank above each node beyond `gap`, the ordinary; all in mm. Below a step whose way
    /// leaves aside the next one begins beside its lower half, which is less than none.
    pub fn leads(&self, nodes: &[&Node], gap: f32) -> Vec<f32> {
        let mut leads = self.leads.clone();
        if let (Some(lead), Some(first)) = (leads.first_mut(), nodes.first()) {
            let over = first.rect.y - first.number_box().y + OFF_RULE_MM;
            *lead = lead.max(over - gap / 2.0);
        }
        // The lowest node of each lane, by the left edge of its slots: its end, its row, and
        // whether edges reach it from other rows.
        let mut ends: Vec<(f32, f32, (usize, bool))> = Vec::new();
        let (mut top, mut end) = (0.0, -gap);
        for (row, node) in nodes.iter().enumerate() {
            let before = top;
            let left = self.slots[row].x;
            if self.said[row] && left == self.slots[row - 1].x {
                leads[row] = leads[row].max(SAID_MM - gap - nodes[row - 1].drop);
            }
            top = end + gap + leads[row];
            let begins = match self.aside[row] {
                Some(side) => Some(before + leaves_at(nodes[row - 1], side) + BELOW_LEVEL_MM),
                None => self.loose[row].then_some(before),
            };
            if let Some(mut least) = begins {
                let half = node.rect.height / 2.0;
                for &(other, end, reaches) in &ends {
                    // Towards the lane of the next step no other edge leaves the one before.
                    let is_before = row - 1 == reaches.0 && self.aside[row].is_some();
                    least = least.max(match other == left {
                        true => end + gap,
                        // Edges from there to other rows pass over this node, and its number.
                        false if reaches.1 && !is_before => end + CLEAR_OF_NUMBER_MM,
                        // Its own are level with more than its middle.
                        false if self.jumps[row] => end + CLEAR_OF_ENDS_MM,
                        false => end + BELOW_CROSSED_MM - half,
                    });
                }
                leads[row] = least - end - gap;
                top = least;
            }
            end = top + node.block_height();
            ends.retain(|&(other, ..)| other != left);
            ends.push((left, end, (row, self.jumps[row])));
        }
        leads
    }

    /// A step as its node may show it: under the name of its actor that name need not stand
    /// again, and a narrow diamond has who and time limit within; the other way, in its corners,
    /// is for what would make it taller.
    pub fn dressed(&self, step: &PlannedStep) -> (PlannedStep, Option<PlannedStep>) {
        let mut step = step.clone();
        if self.actors.is_empty() {
            return (step, None);
        }
        let others = step.who.strip_prefix(&step.actor);
        step.who = match others.map(|rest| rest.trim_start_matches('、')) {
            Some("") => String::new(),
            Some(rest) => format!("会同{rest}"),
            None => step.who,
        };
        let mut in_corners = None;
        if step.kind == StepKind::Decision {
            in_corners = Some(step.clone());
            let said = [&step.condition, &step.who, &step.limit];
            let said = said.into_iter().filter(|text| !text.is_empty());
            step.condition = said.cloned().collect::<Vec<_>>().join("；");
            step.who.clear();
            step.limit.clear();
        }
        (step, in_corners)
    }

    /// The actors' lanes down to `bottom` mm, and the first step of
    /// each actor whose name is too long for its lane.
    pub fn heads(&self, fonts: &Fonts, plan: &Plan, bottom: f32) -> (Vec<Cell>, Vec<usize>) {
        let mut cut_names = Vec::new();
        let lane = |(name, left, right): &(String, f32, f32)| {
            let room = right - left - 4.0;
            let axis = (left + right) / 2.0;
            let face = hei(fonts, HEAD_MM[0]).within(name, room, SMALLEST_MM);
            let mut lines = face.fit(name, room + 0.01);
            if lines.len() > 2 {
                // As full as can be, before anything is cut.
                lines = face.filled(name, room);
            }
            if face.shorten(&mut lines, 2, room) > 0 {
                cut_names.extend(plan.steps.iter().position(|step| step.actor == *name));
            }
            let leading = face.size * HEAD_MM[1] / HEAD_MM[0];
            let (top, middle) = (self.frame.top, self.frame.head_middle);
            Cell {
                rect: Rect::new(*left, top, right - left, bottom - top),
                text: face.around(&lines, leading, axis, middle, Anchor::Middle),
                ..Cell::default()
            }
        };
        let lanes = self.actors.iter().map(lane).collect();
        (lanes, cut_names)
    }
}
