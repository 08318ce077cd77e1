//! From words to geometry: rows, nodes, texts, then edges, then labels and pills.

use super::cell::{measures, risks, MeasureCell, RiskCell};
use super::chart::{Chart, Edge, Row};
use super::geometry::{Point, Rect};
use super::node::{Node, Shape};
use super::place::{self, Obstacles};
use super::plan::{Plan, PlannedExit};
use super::route::{Jump, Port, Routes, Side};
use super::scale::{
    Scale, AXIS_MM, CHART_BOTTOM_MM, CHART_TOP_MM, HEAD_WIDTH_MM, LEFT_MM, NODE_LEFT_MM,
    NODE_WIDTH_MM, NUMBER_EDGE_MM, NUMBER_RADIUS_MM, RIGHT_MM, SMALLEST_TYPE_MM, TALLEST_ROW_MM,
    TRACK_MM, TRACK_STEP_MM,
};
use super::Overfull;
use crate::text::Fonts;

/// Blank between the outermost track and the text beside it, in mm.
const BESIDE_TRACKS_MM: f32 = 12.0;
/// Blank between the right lane and its text, in mm.
const RIGHT_TEXT_BLANK_MM: f32 = 6.0;
/// A text column is never narrower, in mm, whatever the number of tracks.
const LEAST_TEXT_MM: f32 = 48.0;
/// Least distance of two ports on one side, in mm, where the node has room.
const PORT_STEP_MM: f32 = 11.0;
/// A label of more characters is shown in the pill of its edge.
const LABEL_CHARACTERS: usize = 4;

/// Lays a plan out at the first scale with which it fits. Where it does not fit at the
/// smallest, the chart at that scale comes back as too tall.
pub fn layout(plan: &Plan, fonts: &Fonts) -> Result<Chart, Box<Overfull>> {
    let room = CHART_BOTTOM_MM - CHART_TOP_MM;
    let routes = Routes::of(plan);
    let mut tallest = None;
    for scale in Scale::ladder() {
        let (chart, height) = at_scale(plan, fonts, &routes, &scale);
        if height <= room {
            return Ok(chart);
        }
        tallest = Some((chart, height));
    }
    let (chart, height) = tallest.unwrap_or_else(|| (empty(), 0.0));
    Err(Box::new(Overfull {
        excess_mm: height - room,
        chart,
    }))
}

fn empty() -> Chart {
    Chart {
        rows: Vec::new(),
        edges: Vec::new(),
        labels: Vec::new(),
        pills: Vec::new(),
        right_text: 0.0,
        bottom: CHART_TOP_MM,
        readable_from_two_metres: true,
        shortened: Vec::new(),
    }
}

/// The lane of one side.
struct Lane {
    /// Distances of the tracks from the nodes, in mm.
    tracks: Vec<f32>,
    /// Width of the lane, in mm.
    width: f32,
}

/// How much a lane is widened so that its pills fit: not at all, so far that they pass beside
/// the numbers, or that with smaller type.
#[derive(Clone, Copy, PartialEq)]
enum Pills {
    BetweenNumbers,
    BesideNumbers,
    Smaller,
}

impl Pills {
    fn type_mm(self) -> f32 {
        match self {
            Self::Smaller => SMALLEST_TYPE_MM,
            _ => place::LABEL_MM,
        }
    }

    fn wider(self) -> Option<Self> {
        match self {
            Self::BetweenNumbers => Some(Self::BesideNumbers),
            Self::BesideNumbers => Some(Self::Smaller),
            Self::Smaller => None,
        }
    }
}

fn lane(plan: &Plan, routes: &Routes, side: Side, pills: Pills) -> Lane {
    let half = place::pill_half_width(pills.type_mm());
    let count = routes.tracks(side);
    let numbers = NUMBER_RADIUS_MM + NUMBER_EDGE_MM;
    let mut at = match (pills, side) {
        (Pills::BetweenNumbers, _) | (_, Side::Right) => TRACK_MM,
        (_, Side::Left) => numbers + half + 1.5,
    };
    let mut tracks = Vec::new();
    for track in 0..count {
        tracks.push(at);
        // Two tracks side by side with a pill on one of them stand further apart.
        let beside = |j: &&Jump| j.side == side && (j.track == track || j.track == track + 1);
        let pair: Vec<&Jump> = routes.jumps.iter().filter(beside).collect();
        let has_pill = |j: &Jump| !pill_text(&plan.steps[j.from].exits[j.exit]).is_empty();
        let meets = |a: &Jump, b: &Jump| a.track != b.track && a.meets(b);
        let crowded = pair
            .iter()
            .any(|a| has_pill(a) && pair.iter().any(|b| meets(a, b)));
        at += if crowded { half + 2.5 } else { TRACK_STEP_MM };
    }
    let last = tracks.last().copied().unwrap_or(TRACK_MM);
    let room = NODE_LEFT_MM - LEFT_MM - 32.0 - LEAST_TEXT_MM - BESIDE_TRACKS_MM;
    if last > room {
        let first = tracks[0].min(room);
        let step = (room - first) / (count.max(2) - 1) as f32;
        tracks = (0..count).map(|i| first + step * i as f32).collect();
    }
    let width = tracks.last().copied().unwrap_or(TRACK_MM) + BESIDE_TRACKS_MM;
    Lane { tracks, width }
}

/// What stands in the pill of an exit through a lane: its note, after a label too long for
/// the tip.
fn pill_text(exit: &PlannedExit) -> String {
    if exit.label.chars().count() > LABEL_CHARACTERS {
        format!("{}{}", exit.label, exit.note)
    } else {
        exit.note.clone()
    }
}

/// The chart at one scale, with the height it needs in mm.
fn at_scale(plan: &Plan, fonts: &Fonts, routes: &Routes, scale: &Scale) -> (Chart, f32) {
    let mut left = Pills::BetweenNumbers;
    let mut right = Pills::BetweenNumbers;
    loop {
        let lanes = [
            lane(plan, routes, Side::Left, left),
            lane(plan, routes, Side::Right, right),
        ];
        let (mut chart, height) = rows(plan, fonts, scale, &lanes);
        chart.edges = edges(&chart.rows, routes, &lanes);
        let sizes = [left.type_mm(), right.type_mm()];
        let last = left.wider().is_none() || right.wider().is_none();
        let missing = write(&mut chart, plan, fonts, routes, &lanes, sizes, last);
        let next_left = left.wider().filter(|_| missing.contains(&Side::Left));
        let next_right = right.wider().filter(|_| missing.contains(&Side::Right));
        if last || (next_left.is_none() && next_right.is_none()) {
            return (chart, height);
        }
        left = next_left.unwrap_or(left);
        right = next_right.unwrap_or(right);
    }
}

type Contents = (Node, (Vec<RiskCell>, f32), (Vec<MeasureCell>, f32));

/// Rows with nodes and texts; surplus height is shared equally.
fn rows(plan: &Plan, fonts: &Fonts, scale: &Scale, lanes: &[Lane; 2]) -> (Chart, f32) {
    let left_end = NODE_LEFT_MM - lanes[0].width;
    let right_text = NODE_LEFT_MM + NODE_WIDTH_MM + lanes[1].width + RIGHT_TEXT_BLANK_MM;
    let right_end = RIGHT_MM - 4.0;
    let contents: Vec<Contents> = plan
        .steps
        .iter()
        .enumerate()
        .map(|(i, step)| {
            (
                Node::fit(fonts, scale, step, i + 1),
                risks(fonts, scale, step, left_end),
                measures(fonts, scale, step, right_text, right_end),
            )
        })
        .collect();
    let natural: Vec<f32> = contents
        .iter()
        .map(|(node, risks, measures)| {
            (node.block_height() + scale.beside_node)
                .max(risks.1 + scale.beside_risks)
                .max(measures.1 + scale.beside_measures)
        })
        .collect();
    let height: f32 = natural.iter().sum();
    let surplus = (CHART_BOTTOM_MM - CHART_TOP_MM - height).max(0.0) / natural.len().max(1) as f32;
    let mut chart = empty();
    chart.readable_from_two_metres = scale.is_readable_from_two_metres();
    chart.right_text = right_text;
    let mut top = CHART_TOP_MM;
    for (i, ((node, risks, measures), natural)) in contents.into_iter().zip(natural).enumerate() {
        let tall = (natural + surplus).min(TALLEST_ROW_MM.max(natural));
        let middle = top + tall / 2.0;
        let node_top = middle - node.block_height() / 2.0;
        chart.rows.push(Row {
            rect: Rect::new(LEFT_MM, top, RIGHT_MM - LEFT_MM, tall),
            tinted: i % 2 == 0,
            node: node.lowered(node_top),
            risks: risks
                .0
                .into_iter()
                .map(|r| r.lowered(middle - risks.1 / 2.0))
                .collect(),
            measures: measures
                .0
                .into_iter()
                .map(|m| m.lowered(middle - measures.1 / 2.0))
                .collect(),
        });
        top += tall;
    }
    chart.bottom = top;
    (chart, height)
}

/// Where a port is on the outline of a node.
fn port(node: &Node, side: Side, port: Port) -> Point {
    let rect = &node.rect;
    let middle = rect.middle();
    let half_head = HEAD_WIDTH_MM / 2.0 + 1.0;
    let under_number = node.number_box().bottom() + half_head;
    let upper = match (side, node.shape) {
        (Side::Left, _) => under_number.min(middle),
        (Side::Right, Shape::Diamond) => middle - rect.height * 0.25,
        (Side::Right, _) => rect.y + rect.height * 0.2,
    };
    let lower = match node.shape {
        Shape::Diamond => middle + rect.height * 0.25,
        _ => rect.bottom() - rect.height * 0.2,
    };
    let gaps = (port.of - 1) as f32;
    let step = if gaps > 0.0 {
        PORT_STEP_MM.min((lower - upper) / gaps)
    } else {
        0.0
    };
    let first = (middle - step * gaps / 2.0)
        .min(lower - step * gaps)
        .max(upper);
    let y = first + step * port.rank as f32;
    let outline = match side {
        Side::Left => rect.x + node.inset_at(y),
        Side::Right => rect.right() - node.inset_at(y),
    };
    Point::new(outline, y)
}

fn edges(rows: &[Row], routes: &Routes, lanes: &[Lane; 2]) -> Vec<Edge> {
    let mut out = Vec::new();
    for drop in &routes.drops {
        let (from, to) = (&rows[drop.from].node.rect, &rows[drop.from + 1].node.rect);
        let ends = vec![
            Point::new(AXIS_MM, from.bottom()),
            Point::new(AXIS_MM, to.y),
        ];
        out.push(Edge::new(drop.from, drop.from + 1, ends));
    }
    for jump in &routes.jumps {
        let a = port(&rows[jump.from].node, jump.side, jump.leaves);
        let b = port(&rows[jump.to].node, jump.side, jump.enters);
        let x = match jump.side {
            Side::Left => NODE_LEFT_MM - lanes[0].tracks[jump.track],
            Side::Right => NODE_LEFT_MM + NODE_WIDTH_MM + lanes[1].tracks[jump.track],
        };
        let points = vec![a, Point::new(x, a.y), Point::new(x, b.y), b];
        out.push(Edge::new(jump.from, jump.to, points));
    }
    out
}

/// Labels and pills. Gives the sides on which a pill found no room; in the `last` try it is
/// cut instead.
fn write(
    chart: &mut Chart,
    plan: &Plan,
    fonts: &Fonts,
    routes: &Routes,
    lanes: &[Lane; 2],
    pill_sizes: [f32; 2],
    last: bool,
) -> Vec<Side> {
    let mut missing = Vec::new();
    let mut labels = Vec::new();
    let mut pills = Vec::new();
    let mut shortened = Vec::new();
    let left = NODE_LEFT_MM - lanes[0].width;
    let right = NODE_LEFT_MM + NODE_WIDTH_MM + lanes[1].width;
    let bounds = Rect::new(
        left,
        CHART_TOP_MM,
        right - left,
        chart.bottom - CHART_TOP_MM,
    );
    let mut obstacles = Obstacles::new(&chart.rows, &chart.edges, bounds);
    for drop in &routes.drops {
        let exit = &plan.steps[drop.from].exits[drop.exit];
        let text = match (exit.label.as_str(), exit.note.as_str()) {
            ("", note) => note.to_string(),
            (label, "") => label.to_string(),
            (label, note) => format!("{label}（{note}）"),
        };
        if text.is_empty() {
            continue;
        }
        let gap = (
            chart.rows[drop.from].node.rect.bottom(),
            chart.rows[drop.from + 1].node.rect.y,
        );
        match place::axis_label(fonts, &mut obstacles, &text, gap, AXIS_MM) {
            Some((line, was_cut)) => {
                labels.push(line);
                if was_cut {
                    shortened.push((drop.from, drop.exit));
                }
            }
            None => shortened.push((drop.from, drop.exit)),
        }
    }
    let first = routes.drops.len();
    for (i, jump) in routes.jumps.iter().enumerate() {
        let exit = &plan.steps[jump.from].exits[jump.exit];
        let points = &chart.edges[first + i].points;
        if !exit.label.is_empty() && exit.label.chars().count() <= LABEL_CHARACTERS {
            let up = points[2].y < points[0].y;
            let placed =
                place::exit_label(fonts, &mut obstacles, &exit.label, points[0], jump.side, up);
            match placed {
                Some(line) => labels.push(line),
                None => shortened.push((jump.from, jump.exit)),
            }
        }
    }
    for (i, jump) in routes.jumps.iter().enumerate() {
        let note = pill_text(&plan.steps[jump.from].exits[jump.exit]);
        if note.is_empty() {
            continue;
        }
        let size = pill_sizes[usize::from(jump.side == Side::Right)];
        match place::pill(fonts, &mut obstacles, &note, first + i, size, last) {
            Some((pill, was_cut)) => {
                pills.push(pill);
                if was_cut {
                    shortened.push((jump.from, jump.exit));
                }
            }
            None => {
                missing.push(jump.side);
                shortened.push((jump.from, jump.exit));
            }
        }
    }
    chart.labels = labels;
    chart.pills = pills;
    chart.shortened = shortened;
    missing
}
