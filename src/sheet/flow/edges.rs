//! The lines of the edges: from port to port, down the axis or through a lane.

use super::chart::{Edge, Row};
use super::columns::{leaves_at, Columns};
use super::lane::Lane;
use super::node::{Node, Shape};
use super::route::{Port, Routes, Side};
use super::scale::{BEND_MM, HEAD_WIDTH_MM};
use crate::sheet::geometry::Point;

/// Least distance of two ports on one side, in mm, where the node has room.
const PORT_STEP_MM: f32 = 11.0;

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
    let step = PORT_STEP_MM.min((lower - upper) / gaps.max(1.0));
    let first = (middle - step * gaps / 2.0).min(lower - step * gaps);
    let tip = port.tip.filter(|_| node.shape == Shape::Diamond);
    let tipped = tip.map(|tip| {
        let above = PORT_STEP_MM.min((middle - upper) / tip as f32);
        let step = above.min((lower - middle) / (gaps - tip as f32));
        (middle - tip as f32 * step, step)
    });
    // Where the heads have room beside it.
    let tipped = tipped.filter(|(_, step)| *step > HEAD_WIDTH_MM);
    let (first, step) = tipped.unwrap_or((first.max(upper), step));
    let y = first + step * port.rank as f32;
    let outline = match side {
        Side::Left => rect.x + node.inset_at(y),
        Side::Right => rect.right() - node.inset_at(y),
    };
    Point::new(outline, y)
}

/// All edges, the drops first, each between the outlines of its nodes.
pub fn edges(rows: &[Row], routes: &Routes, lanes: &[Lane; 2], columns: &Columns) -> Vec<Edge> {
    let mut out = Vec::new();
    for drop in &routes.drops {
        let (from, to) = (&rows[drop.from].node, &rows[drop.from + 1].node);
        let start = Point::new(from.rect.axis(), from.rect.bottom());
        let end = Point::new(to.rect.axis(), to.rect.y);
        let ends = if let Some(side) = columns.aside[drop.from + 1] {
            let y = from.rect.y + leaves_at(from, side);
            let x = match side {
                Side::Left => from.rect.x,
                Side::Right => from.rect.right(),
            };
            vec![Point::new(x, y), Point::new(end.x, y), end]
        } else if (start.x - end.x).abs() < 0.01 {
            vec![start, end]
        } else {
            let turn = |x: f32| Point::new(x, end.y - BEND_MM);
            vec![start, turn(start.x), turn(end.x), end]
        };
        out.push(Edge::new(drop.from, drop.from + 1, ends));
    }
    for jump in &routes.jumps {
        let a = port(&rows[jump.from].node, jump.side, jump.leaves);
        let b = port(&rows[jump.to].node, jump.side, jump.enters);
        let x = match jump.side {
            Side::Left => columns.block.0 - lanes[0].tracks[jump.track],
            Side::Right => columns.block.1 + lanes[1].tracks[jump.track],
        };
        let points = vec![a, Point::new(x, a.y), Point::new(x, b.y), b];
        out.push(Edge::new(jump.from, jump.to, points));
    }
    out
}
