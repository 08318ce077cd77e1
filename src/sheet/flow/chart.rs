//! A workflow chart as geometry, ready to be drawn.

use super::node::Node;
use super::scale::{CORNER_MM, HEAD_LENGTH_MM, HEAD_WIDTH_MM};
use crate::sheet::cell::Cell;
use crate::sheet::geometry::{hundredth, Point, Rect, TextLine};
use serde::Serialize;
use std::fmt::Write;

/// A whole chart. Draw lanes, rows, edges, pills, labels, nodes, numbers, texts, in that order.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Chart {
    /// One row for each step, from top to bottom.
    pub rows: Vec<Row>,
    /// The actors' lanes from left to right, from top to bottom of the chart, their names above it;
    /// none unless the style asks for them.
    pub lanes: Vec<Cell>,
    /// Edges.
    pub edges: Vec<Edge>,
    /// Labels of exits, 是 and 否, each with the row of the step it belongs to.
    pub labels: Vec<(usize, TextLine)>,
    /// Notes on edges, likewise: white, upright, a character a line.
    pub pills: Vec<(usize, Cell)>,
    /// Left end of the texts in the right column, in mm: its head stands there too.
    pub right_text: f32,
    /// Lower edge of the last row, in mm.
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

impl Chart {
    /// How often an upright part of an edge crosses a level part of another; those that join before
    /// they enter a node touch, but do not cross.
    pub fn crossings(&self) -> usize {
        let within = |v: f32, p: f32, q: f32| p.min(q) + 0.01 < v && v < p.max(q) - 0.01;
        let parts = || self.edges.iter().flat_map(|edge| edge.points.windows(2));
        let crosses = |a: &[Point], b: &[Point]| {
            within(a[0].x, b[0].x, b[1].x) && within(b[0].y, a[0].y, a[1].y)
        };
        let upright = parts().filter(|a| a[0].x == a[1].x);
        let level = || parts().filter(|b| b[0].y == b[1].y);
        upright
            .map(|a| level().filter(|b| crosses(a, b)).count())
            .sum()
    }
}

/// A step with its risks and measures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// The whole row, over all three columns.
    pub rect: Rect,
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

/// A point in SVG, its numbers with at most two decimals.
fn at(x: f32, y: f32, between: char) -> String {
    format!("{}{between}{}", hundredth(x), hundredth(y))
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
    let ([first, ..], [.., before, last]) = (points, points) else {
        return String::new();
    };
    let mut out = format!("M{}", at(first.x, first.y, ' '));
    for corner in points.windows(3) {
        let [a, b, c] = corner else { continue };
        let (before, after) = (distance(*a, *b) / 2.0, distance(*b, *c) / 2.0);
        let radius = CORNER_MM.min(before).min(after);
        let (ix, iy) = direction(*a, *b);
        let (ox, oy) = direction(*b, *c);
        // Right-angled turns: clockwise where the cross product is positive (y downwards).
        let sweep = u8::from(ix * oy - iy * ox > 0.0);
        let from = at(b.x - ix * radius, b.y - iy * radius, ' ');
        let to = at(b.x + ox * radius, b.y + oy * radius, ' ');
        let _ = write!(out, "L{from}A{} 0 0 {sweep} {to}", at(radius, radius, ' '));
    }
    // The line stops inside the head, so that its blunt end never shows at the tip.
    let (dx, dy) = direction(*before, *last);
    let short = HEAD_LENGTH_MM * 0.8;
    out + "L" + &at(last.x - dx * short, last.y - dy * short, ' ')
}

fn head(points: &[Point]) -> String {
    let [.., before, tip] = points else {
        return String::new();
    };
    let (dx, dy) = direction(*before, *tip);
    let (x, y) = (tip.x - dx * HEAD_LENGTH_MM, tip.y - dy * HEAD_LENGTH_MM);
    let half = HEAD_WIDTH_MM / 2.0;
    let corners = [
        at(tip.x, tip.y, ','),
        at(x - dy * half, y + dx * half, ','),
        at(x + dy * half, y - dx * half, ','),
    ];
    corners.join(" ")
}
