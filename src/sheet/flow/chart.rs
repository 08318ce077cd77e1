//! A workflow chart as geometry, ready to be drawn.

use super::node::Node;
use super::scale::{CORNER_MM, HEAD_LENGTH_MM, HEAD_WIDTH_MM};
use crate::sheet::cell::Cell;
use crate::sheet::geometry::{Point, Rect, TextLine};
use serde::Serialize;
use std::fmt::Write;

/// A whole chart. Draw lanes, rows, edges, pills, labels, nodes, numbers, texts, in that order.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Chart {
    /// One row for each step, from top to bottom.
    pub rows: Vec<Row>,
    /// The actors' lanes from left to right; none unless the style asks for them.
    pub lanes: Vec<ActorLane>,
    /// How often two edges cross.
    pub crossings: usize,
    /// Edges.
    pub edges: Vec<Edge>,
    /// Labels of exits.
    pub labels: Vec<Label>,
    /// Notes on edges, in upright pills.
    pub pills: Vec<Pill>,
    /// Left end of the texts in the right column, in mm: its head stands there too.
    #[serde(serialize_with = "crate::sheet::geometry::round")]
    pub right_text: f32,
    /// Lower edge of the last row, in mm.
    #[serde(serialize_with = "crate::sheet::geometry::round")]
    pub bottom: f32,
    /// Whether every text can be read from two metres (13 mm steps, 11 mm texts).
    pub readable_from_two_metres: bool,
    /// Labels and notes that had to be cut or left out: index of the step and of its exit.
    #[serde(skip)]
    pub shortened: Vec<(usize, usize)>,
    /// Actors whose names had to be cut over their lanes: the first step of each.
    #[serde(skip)]
    pub cut_names: Vec<usize>,
}

/// The lane of one actor: background only, the nodes stand in the rows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ActorLane {
    /// From top to bottom of the chart.
    pub rect: Rect,
    /// Every second one has the tint.
    pub tinted: bool,
    /// The actor's name, above the chart.
    pub head: Vec<TextLine>,
}

/// A step with its risks and measures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// The whole row, over all three columns.
    pub rect: Rect,
    /// Odd rows have the tint.
    pub tinted: bool,
    /// The step.
    pub node: Node,
    /// Left.
    pub risks: Vec<Cell>,
    /// Right.
    pub measures: Vec<Cell>,
}

/// An edge: an orthogonal line with rounded corners and a solid head.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Edge {
    /// Row it leaves.
    pub from: usize,
    /// Row it enters.
    pub to: usize,
    /// The corners of the line, from the outline it leaves to the outline it enters.
    pub points: Vec<Point>,
    /// The line as SVG path data; it ends within the head.
    pub path: String,
    /// The head's three corners as SVG points.
    pub head: String,
}

/// The label of an exit: 是, 否.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Label {
    /// Row of the step it belongs to.
    pub from: usize,
    /// Its one line.
    pub line: TextLine,
}

/// A note on an edge: white, upright.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pill {
    /// Row of the step it belongs to.
    pub from: usize,
    /// The pill.
    pub rect: Rect,
    /// Its characters from top to bottom.
    pub text: Vec<TextLine>,
}

impl Chart {
    /// The smallest type of its steps, texts and labels, in mm.
    pub fn smallest_mm(&self) -> f32 {
        let rows = self.rows.iter().flat_map(|row| {
            let node = row.node.title.iter().chain(&row.node.facts);
            let words = row
                .risks
                .iter()
                .flat_map(|r| &r.chip)
                .map(|chip| &chip.word);
            let cells = row.risks.iter().chain(&row.measures);
            let texts = cells.flat_map(|cell| cell.text.iter().chain(&cell.note));
            node.chain(words).chain(texts)
        });
        let labels = self.labels.iter().map(|label| &label.line);
        let pills = self.pills.iter().flat_map(|pill| &pill.text);
        let heads = self.lanes.iter().flat_map(|lane| &lane.head);
        let all = rows.chain(labels).chain(pills).chain(heads);
        all.map(|line| line.size).fold(f32::MAX, f32::min)
    }
}

impl Edge {
    /// The edge along `points`, of which consecutive ones share a coordinate.
    pub fn new(from: usize, to: usize, points: Vec<Point>) -> Self {
        Self {
            from,
            to,
            path: path(&points),
            head: head(&points),
            points,
        }
    }
}

/// A number in SVG: at most two decimals.
fn n(mm: f32) -> f64 {
    let rounded = (f64::from(mm) * 100.0).round() / 100.0;
    // −0 would read as "-0".
    rounded + 0.0
}

/// `(dx, dy)` of length 1 from `a` to `b`.
fn direction(a: Point, b: Point) -> (f32, f32) {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = (dx.abs() + dy.abs()).max(f32::EPSILON);
    (dx / length, dy / length)
}

fn distance(a: Point, b: Point) -> f32 {
    (b.x - a.x).abs() + (b.y - a.y).abs()
}

fn path(points: &[Point]) -> String {
    let mut out = String::new();
    let [first, .., last] = points else {
        return out;
    };
    let _ = write!(out, "M{} {}", n(first.x), n(first.y));
    for corner in points.windows(3) {
        let [a, b, c] = corner else { continue };
        let radius = CORNER_MM
            .min(distance(*a, *b) / 2.0)
            .min(distance(*b, *c) / 2.0);
        let (ix, iy) = direction(*a, *b);
        let (ox, oy) = direction(*b, *c);
        // Right-angled turns: clockwise where the cross product is positive (y downwards).
        let sweep = u8::from(ix * oy - iy * ox > 0.0);
        let _ = write!(
            out,
            "L{} {}A{} {} 0 0 {sweep} {} {}",
            n(b.x - ix * radius),
            n(b.y - iy * radius),
            n(radius),
            n(radius),
            n(b.x + ox * radius),
            n(b.y + oy * radius)
        );
    }
    // The line stops inside the head, so that its blunt end never shows at the tip.
    let (dx, dy) = direction(points[points.len() - 2], *last);
    let short = HEAD_LENGTH_MM * 0.8;
    let _ = write!(
        out,
        "L{} {}",
        n(last.x - dx * short),
        n(last.y - dy * short)
    );
    out
}

fn head(points: &[Point]) -> String {
    let [.., before, tip] = points else {
        return String::new();
    };
    let (dx, dy) = direction(*before, *tip);
    let base = Point::new(tip.x - dx * HEAD_LENGTH_MM, tip.y - dy * HEAD_LENGTH_MM);
    let half = HEAD_WIDTH_MM / 2.0;
    format!(
        "{},{} {},{} {},{}",
        n(tip.x),
        n(tip.y),
        n(base.x - dy * half),
        n(base.y + dx * half),
        n(base.x + dy * half),
        n(base.y - dx * half)
    )
}
