//! Places for the labels of exits and the pills of notes, clear of everything drawn.

use super::chart::{Edge, Row};
use super::node::{Node, Shape};
use super::route::Side;
use super::scale::{CORNER_MM, EDGE_WIDTH_MM};
use crate::sheet::cell::Cell;
use crate::sheet::geometry::{Point, Rect, TextLine};
use crate::sheet::words::{hei, SMALLEST_MM};
use crate::text::Fonts;

/// Size of an exit's label, in mm.
pub const LABEL_MM: f32 = 11.0;
/// Blank between the label of an edge down the axis and the node below, in mm: on A4 a third of it.
pub const BELOW_LABEL_MM: f32 = 5.7;
/// Middle of the same below the node above it, at most, in mm.
const OFF_TIP_MM: f32 = 14.0;
/// Left end of a label from the axis, in mm.
const LABEL_OFF_AXIS_MM: f32 = 6.0;
/// Middle of a label above or below the stub that it names, in mm.
const LABEL_OFF_STUB_MM: f32 = 9.0;
/// Clear space around labels and pills, in mm.
const CLEAR_MM: f32 = 0.9;
/// More of it around who and time limit, and from pills to numbers where there is room, in mm.
const FACT_CLEAR_MM: f32 = 1.2;
const NUMBER_CLEAR_MM: f32 = 2.0;
/// More of it beside the outline of a question, in mm.
const SLOPE_CLEAR_MM: f32 = 1.0;
/// Room for the label of an edge down the axis, in mm.
const AXIS_LABEL_MM: f32 = 84.0;
/// Size of the type in a pill, height of a character in it, and how far the pill stays off the corners
/// of its edge, in mm.
type Way = (f32, f32, f32);
/// As usual, smaller, and before anything of it is cut.
const PILLS: [Way; 3] = [
    (LABEL_MM, 1.08, 4.0),
    (SMALLEST_MM, 1.08, 4.0),
    (SMALLEST_MM, 1.0, CORNER_MM),
];
/// Side blank of a pill, in mm.
const PILL_SIDE_MM: f32 = 2.2;
/// End blank of a pill, in mm.
const PILL_END_MM: f32 = 2.6;
/// A pill keeps so far from where another edge begins to run beside its own, where the label of that
/// edge may stand, and so far from the ends of its own, in mm. Where there is no room for that, less.
const PILL_OFF_MM: [[f32; 2]; 3] = [[12.0, SHOWN_MM], [12.0, 0.0], [2.0, 0.0]];
/// So much of its edge shows at either end of a pill where there is room, in mm.
const SHOWN_MM: f32 = 9.0;
/// Step of the search along a line, in mm.
const STEP_MM: f32 = 1.0;

/// Half the width of a pill with type of `size` mm.
pub fn pill_half_width(size: f32) -> f32 {
    size / 2.0 + PILL_SIDE_MM
}

/// Everything that labels and pills must keep clear of.
pub struct Obstacles<'a> {
    /// What labels are set in.
    pub fonts: &'a Fonts,
    /// Rows and edges as they stand.
    pub rows: &'a [Row],
    /// The edges.
    pub edges: &'a [Edge],
    /// What has its place.
    pub placed: Vec<Rect>,
    /// The room between the two text columns.
    pub bounds: Rect,
}

/// The obstacles of one region: a search tries many places close together.
struct Near<'a> {
    nodes: Vec<&'a Node>,
    boxes: Vec<Rect>,
    bounds: Rect,
}

impl<'a> Obstacles<'a> {
    /// What there is in `region`, but for the edge number `own`.
    fn near(&self, region: &Rect, own: Option<usize>) -> Near<'a> {
        let region = region.grown(CLEAR_MM);
        let rows = || self.rows.iter().map(|row| &row.node);
        let others = self.edges.iter().enumerate();
        let facts = rows().flat_map(|node| &node.facts);
        let boxes = others
            .filter(|(i, _)| Some(*i) != own)
            .flat_map(|(_, edge)| segments(edge))
            .chain(self.placed.iter().copied())
            .chain(rows().map(Node::number_box))
            // A label and a name that touch would read as one.
            .chain(facts.map(|line| line.extent.grown(FACT_CLEAR_MM)));
        Near {
            nodes: rows().filter(|node| node.rect.overlaps(&region)).collect(),
            boxes: boxes.filter(|r| r.overlaps(&region)).collect(),
            bounds: self.bounds,
        }
    }

    /// The label of an edge down the axis between `top` and `bottom` mm, at its right or left.
    /// With `may_cut` it is cut where it is too long even for the smallest type; `None` where there
    /// is no room.
    pub fn axis_label(
        &mut self,
        text: &str,
        (top, bottom): (f32, f32),
        axis: f32,
        may_cut: bool,
    ) -> Option<TextLine> {
        let reach = AXIS_LABEL_MM + LABEL_OFF_AXIS_MM;
        let region = Rect::new(axis - reach, top, 2.0 * reach, bottom - top).grown(20.0);
        let near = self.near(&region, None);
        for size in [LABEL_MM, SMALLEST_MM] {
            let face = hei(self.fonts, size);
            let (text, was_cut) = face.cut(text, AXIS_LABEL_MM);
            if was_cut && !(may_cut && size == SMALLEST_MM) {
                continue;
            }
            let wide = face.width(&text);
            // By the tip of a long one, halfway down a short one.
            let middle = ((top + bottom) / 2.0).min(top + OFF_TIP_MM);
            let middle = middle.min(bottom - BELOW_LABEL_MM - size / 2.0);
            for off in 0..8 {
                for y in [middle - off as f32 * STEP_MM, middle + off as f32 * STEP_MM] {
                    for x in [axis + LABEL_OFF_AXIS_MM, axis - LABEL_OFF_AXIS_MM - wide] {
                        let rect = Rect::new(x, y - size / 2.0, wide, size);
                        if near.is_free(&rect) {
                            self.placed.push(rect);
                            return Some(face.start(&text, x, y));
                        }
                    }
                }
            }
        }
        None
    }

    /// The label of an exit that leaves at `port` and then goes up or down: by the tip, on the
    /// side that the lane turns away from (edge rule 4), or as near to that as there is room.
    pub fn exit_label(
        &mut self,
        text: &str,
        port: Point,
        side: Side,
        goes_up: bool,
    ) -> Option<TextLine> {
        let out = if side == Side::Left { -1.0 } else { 1.0 };
        let away = if goes_up { 1.0 } else { -1.0 };
        let mut best: Option<(f32, Rect, f32)> = None;
        let near = self.near(&Rect::around(port, 160.0, 70.0), None);
        for size in [LABEL_MM, SMALLEST_MM] {
            let wide = hei(self.fonts, size).width(text);
            // Below a tip stands who acts: a long word keeps off that.
            let wanted = port.x + out * (5.0 + away * (wide - size).max(0.0) * 0.35);
            // From the wanted place outwards, so that a good one soon rules the far ones out.
            for across in (0..=48).map(|i: i32| (i + 1) / 2 * if i % 2 == 0 { 1 } else { -1 }) {
                let x = wanted + across as f32 * STEP_MM;
                let least_cost = (across as f32).abs() * 0.7 + (LABEL_MM - size) * 4.0;
                if best.is_some_and(|(b, ..)| least_cost > b) {
                    break;
                }
                for off in 0..14 {
                    for vertical in [away, -away] {
                        let least = size / 2.0 + EDGE_WIDTH_MM + CLEAR_MM;
                        let y = port.y + vertical * (least + off as f32 * STEP_MM);
                        let rect = Rect::around(Point::new(x, y), wide, size);
                        let far = ((y - port.y).abs() - LABEL_OFF_STUB_MM).abs();
                        // Rather outside the lane than squeezed between it and the node.
                        let turned = if vertical == away { 0.0 } else { 12.0 };
                        let cost = least_cost + far + turned;
                        if best.is_none_or(|(b, ..)| cost < b) && near.is_free(&rect) {
                            best = Some((cost, rect, size));
                        }
                    }
                }
            }
        }
        let (_, rect, size) = best?;
        self.placed.push(rect);
        Some(hei(self.fonts, size).centred(text, rect.axis(), rect.middle()))
    }

    /// A pill with `note` on the upright part of edge number `own`: where no other edge runs
    /// beside it and there is room between two nodes, as near as can be to where the edge begins.
    /// Beside the tip of a question only where its lane is as wide as it gets (`is_wide`). With
    /// `may_cut`, the note is cut to the room there is, and before that it may stand beside another
    /// edge; else it may do so only where its own is nowhere alone for long enough.
    pub fn pill(
        &mut self,
        note: &str,
        own: usize,
        [is_wide, may_cut]: [bool; 2],
    ) -> Option<(Cell, bool)> {
        let characters: Vec<char> = note.chars().filter(|c| !c.is_whitespace()).collect();
        let upright = upright(&self.edges[own])?;
        let begins = self.edges[own].points[0].y;
        let x = upright.axis();
        // Where its edge would hardly show at its ends it is smaller.
        let shows = |way: &Way| least_upright(characters.len(), way.0) <= upright.height;
        let first = PILLS.iter().position(shows).unwrap_or(PILLS.len() - 1);
        let end = (PILLS.len() - usize::from(!may_cut)).max(first + 1);
        let near = self.near(&upright.grown(2.0 * LABEL_MM), Some(own));
        let stretches = PILLS.map(|(size, ..)| {
            let half = pill_half_width(size);
            near.blocked(&Rect::new(x - half, upright.y, 2.0 * half, upright.height))
        });
        let others = company(self.edges, own);
        // Beside the tip of a question it would be read as the label of an exit of that.
        let asks = (self.rows.iter()).filter(|row| row.node.shape == Shape::Diamond);
        let tips: Vec<(f32, f32)> = asks.map(|row| stretch(&row.node.rect)).collect();
        let numbers = (self.rows.iter()).map(|row| row.node.number_box().grown(NUMBER_CLEAR_MM));
        let column = upright.grown(pill_half_width(LABEL_MM));
        let beside = numbers.filter(|number| number.overlaps(&column));
        let beside = beside.map(|number| stretch(&number));
        let wanted: Vec<(f32, f32)> = beside.chain(tips.iter().copied()).collect();
        let least = if may_cut { 1 } else { characters.len() };
        let counts = (least..=characters.len()).rev();
        let ways = counts.flat_map(|count| (first..end).map(move |way| (count, way)));
        for (count, way) in ways {
            let ((size, pitch, off_corner), blocked) = (PILLS[way], &stretches[way]);
            let height = pill_height(count, size * pitch);
            // The corners of the edge stay in sight at both ends.
            let ends = |off: f32| {
                let off = off.max(off_corner) + height / 2.0;
                (upright.y + off, upright.bottom() - off)
            };
            let (from, to) = ends(0.0);
            let apart = |tips: &[(f32, f32)]| {
                PILL_OFF_MM.iter().find_map(|[off, shown]| {
                    let others = others.iter().map(|(a, b)| (a - off, b + off));
                    let others: Vec<(f32, f32)> = others.collect();
                    let wish = alone_middle(&others, ends(*shown), height, begins)?;
                    let all = blocked.iter().chain(&others).chain(tips);
                    let all: Vec<(f32, f32)> = all.copied().collect();
                    free_middle(&all, ends(*shown), height, wish)
                })
            };
            let wishes = [&wanted[..], &tips, &[]].into_iter();
            let apart = wishes.take(2 + usize::from(is_wide)).find_map(apart);
            let is_never_alone = alone_middle(&others, (from, to), height, begins).is_none();
            let beside = || {
                let may = may_cut || is_never_alone;
                may.then(|| free_middle(blocked, (from, to), height, (from + to) / 2.0))?
            };
            let Some(y) = apart.or_else(beside) else {
                continue;
            };
            let rect = Rect::around(Point::new(x, y), 2.0 * pill_half_width(size), height);
            self.placed.push(rect);
            let was_cut = count < characters.len();
            let shown = characters[..count].iter().enumerate().map(|(i, &c)| {
                let c = if was_cut && i + 1 == count { '…' } else { c };
                let middle = rect.y + PILL_END_MM + (i as f32 + 0.5) * size * pitch;
                hei(self.fonts, size).centred(&c.to_string(), x, middle)
            });
            let pill = Cell {
                rect,
                text: shown.collect(),
                ..Cell::default()
            };
            return Some((pill, was_cut));
        }
        None
    }
}

impl Near<'_> {
    /// The stretches of an upright column that something is in the way of, in mm.
    fn blocked(&self, column: &Rect) -> Vec<(f32, f32)> {
        let wide = column.grown(CLEAR_MM);
        let nodes = self.nodes.iter().map(|node| &node.rect);
        let within = self.boxes.iter().chain(nodes).filter(|r| r.overlaps(&wide));
        within
            .map(|r| (r.y - CLEAR_MM, r.bottom() + CLEAR_MM))
            .collect()
    }

    fn is_free(&self, rect: &Rect) -> bool {
        let wide = rect.grown(CLEAR_MM);
        self.bounds.contains(rect)
            && !self.boxes.iter().any(|r| r.overlaps(&wide))
            && !self.nodes.iter().any(|node| match node.shape {
                Shape::Diamond => node.touches(&wide.grown(SLOPE_CLEAR_MM)),
                _ => node.touches(&wide),
            })
    }
}

/// The straight parts of an edge as boxes.
pub fn segments(edge: &Edge) -> impl Iterator<Item = Rect> + '_ {
    edge.points.windows(2).map(|ends| {
        let (a, b) = (ends[0], ends[1]);
        let (wide, tall) = ((b.x - a.x).abs(), (b.y - a.y).abs());
        Rect::new(a.x.min(b.x), a.y.min(b.y), wide, tall).grown(EDGE_WIDTH_MM / 2.0)
    })
}

/// How far down a box begins and ends, in mm.
fn stretch(rect: &Rect) -> (f32, f32) {
    (rect.y, rect.bottom())
}

/// The stretches of an edge's upright part beside which other edges of its lane run, in mm.
fn company(edges: &[Edge], own: usize) -> Vec<(f32, f32)> {
    // One that leaves sideways; a drop between two actors' lanes is in none of ours.
    let outwards = |edge: &Edge| match edge.points.as_slice() {
        [a, b, .., c, d] if a.y == b.y && c.y == d.y => Some(a.x < b.x),
        _ => None,
    };
    let side = outwards(&edges[own]);
    let others = edges.iter().enumerate().filter(|(i, _)| *i != own);
    let others = others.filter(|(_, edge)| outwards(edge) == side);
    let upright = others.flat_map(|(_, edge)| segments(edge).filter(|s| s.height > s.width));
    upright.map(|s| stretch(&s)).collect()
}

/// The height of a pill with so many characters, each `pitch` mm high, in mm.
fn pill_height(characters: usize, pitch: f32) -> f32 {
    characters as f32 * pitch + 2.0 * PILL_END_MM
}

/// How high the upright part of an edge is at least that shows at both ends of its pill of so many
/// characters in type of `size`, in mm.
pub fn least_upright(characters: usize, size: f32) -> f32 {
    pill_height(characters, size * PILLS[0].1) + 2.0 * SHOWN_MM
}

/// The longest upright part of an edge.
pub fn upright(edge: &Edge) -> Option<Rect> {
    segments(edge)
        .filter(|s| s.height > s.width)
        .max_by(|a, b| a.height.total_cmp(&b.height))
}

/// Where the middle of something of `height` may be between `from` and `to` so that it touches none
/// of the `taken` stretches: stretches again, the upper first; all in mm.
fn free(taken: &[(f32, f32)], (from, to): (f32, f32), height: f32) -> Vec<(f32, f32)> {
    let half = height / 2.0;
    let mut taken: Vec<(f32, f32)> = taken.iter().map(|(a, b)| (a - half, b + half)).collect();
    taken.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut free, mut at) = (Vec::new(), from);
    for (a, b) in taken {
        free.push((at, a.min(to)));
        at = at.max(b);
    }
    free.push((at, to));
    free.retain(|(a, b)| a <= b);
    free
}

/// The middle of the free stretch nearest to `begins` that is long enough; all in mm. `None`
/// where the `taken` stretches leave none.
pub fn alone_middle(
    taken: &[(f32, f32)],
    ends: (f32, f32),
    height: f32,
    begins: f32,
) -> Option<f32> {
    let off = |&(a, b): &(f32, f32)| (a - begins).max(begins - b).max(0.0);
    let free = free(taken, ends, height).into_iter();
    let nearest = free.min_by(|a, b| off(a).total_cmp(&off(b)));
    nearest.map(|(a, b)| (a + b) / 2.0)
}

/// The middle nearest to `wish` for something of `height` that touches none of the `blocked`
/// stretches; all in mm.
fn free_middle(blocked: &[(f32, f32)], ends: (f32, f32), height: f32, wish: f32) -> Option<f32> {
    let nearest = free(blocked, ends, height)
        .into_iter()
        .map(|(a, b)| wish.clamp(a, b));
    nearest.min_by(|a, b| (a - wish).abs().total_cmp(&(b - wish).abs()))
}
