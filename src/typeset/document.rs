//! The display list: what a painter needs, and nothing else.

use super::length::{Colour, Pt};
use crate::text::FaceId;
use std::collections::BTreeMap;

/// A set document.
#[derive(Debug, Default)]
pub struct Document {
    /// Title, from `<title>`.
    pub title: String,
    /// Pages in order.
    pub pages: Vec<Page>,
    /// Named places, from `id` attributes.
    pub destinations: BTreeMap<String, Destination>,
    /// Entries of the outline, in order; nesting by level.
    pub outline: Vec<OutlineEntry>,
    /// Logical structure; node 0 is the document.
    pub structure: Vec<Node>,
}

/// A place that links lead to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Destination {
    /// Page index from 0.
    pub page: usize,
    /// Distance from the top of the page.
    pub y: Pt,
}

/// One entry of the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct OutlineEntry {
    /// Nesting level from 1.
    pub level: u8,
    /// Text.
    pub title: String,
    /// Where it leads.
    pub destination: Destination,
}

/// How a page counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageLabel {
    /// The number as shown: `12`, `II`; empty for covers and blank pages.
    pub text: String,
    /// Whether the number is printed on the page.
    pub shown: bool,
}

/// One page. Coordinates of its items run from the top left of the page as it is read; a
/// turned page is read landscape and stored upright (`/Rotate`).
#[derive(Debug, Default)]
pub struct Page {
    /// Width as read.
    pub width: Pt,
    /// Height as read.
    pub height: Pt,
    /// Whether the sheet of paper is upright and the content turned (GB/T 9704 clause 8).
    pub turned: bool,
    /// Its number.
    pub label: PageLabel,
    /// What is painted, in order.
    pub items: Vec<Item>,
    /// Link areas.
    pub links: Vec<Link>,
    /// What a print shop cuts along; nothing on pages that are not cut.
    pub boxes: Option<Boxes>,
}

/// The boxes of a page that is cut after printing (ISO 32000-1 14.11.2): left, top, right,
/// bottom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Boxes {
    /// The finished sheet.
    pub trim: [Pt; 4],
    /// What is printed, a little beyond it.
    pub bleed: [Pt; 4],
}

/// A link area.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Left, top, right, bottom.
    pub area: [Pt; 4],
    /// `#id` or an outside address.
    pub target: String,
    /// The words that are the link.
    pub text: String,
    /// Its `Link` element in the structure.
    pub node: NodeId,
}

/// Something to paint, or a mark of structure.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Glyphs on one baseline.
    Glyphs(GlyphRun),
    /// A filled or stroked path.
    Path(Path),
    /// What follows shows only inside this box (left, top, right, bottom), until
    /// [`Item::Unclip`].
    Clip([Pt; 4]),
    /// Ends the innermost `Clip`.
    Unclip,
    /// What follows belongs to a structure node, until [`Item::End`].
    Begin(NodeId),
    /// What follows is decoration (page numbers, rules), until [`Item::End`].
    Artifact,
    /// Ends the innermost `Begin` or `Artifact`.
    End,
}

/// Glyphs of one face, size and colour on one baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct GlyphRun {
    /// The face.
    pub face: FaceId,
    /// Font size.
    pub size: Pt,
    /// Fill.
    pub colour: Colour,
    /// Baseline.
    pub y: Pt,
    /// Turned by 90° clockwise around each origin (page numbers of turned pages).
    pub turned: bool,
    /// The glyphs with their origins.
    pub glyphs: Vec<PlacedGlyph>,
}

/// One glyph of a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlacedGlyph {
    /// Glyph number.
    pub id: u16,
    /// The character it shows.
    pub c: char,
    /// Origin, from the left of the page.
    pub x: Pt,
    /// Width that the face gives it, in em.
    pub natural: f32,
}

/// A path in page coordinates.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// Its segments.
    pub segments: Vec<Segment>,
    /// Fill colour.
    pub fill: Option<Colour>,
    /// Stroke colour and width.
    pub stroke: Option<(Colour, Pt)>,
    /// Lengths of dashes and gaps; empty for a solid line.
    pub dash: Vec<Pt>,
    /// Whether its ends and those of its dashes are round; a dash without length is a dot then.
    pub round: bool,
}

/// One segment of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    /// Starts a subpath.
    Move(Pt, Pt),
    /// A straight line.
    Line(Pt, Pt),
    /// A cubic curve: two control points and the end.
    Curve([Pt; 6]),
    /// Closes the subpath.
    Close,
}

impl Path {
    /// A filled rectangle.
    pub fn rect(x: Pt, y: Pt, width: Pt, height: Pt, fill: Colour) -> Self {
        let segments = vec![
            Segment::Move(x, y),
            Segment::Line(x + width, y),
            Segment::Line(x + width, y + height),
            Segment::Line(x, y + height),
            Segment::Close,
        ];
        Self {
            segments,
            fill: Some(fill),
            stroke: None,
            dash: Vec::new(),
            round: false,
        }
    }

    /// A straight stroke.
    pub fn line(from: (Pt, Pt), to: (Pt, Pt), colour: Colour, width: Pt) -> Self {
        let segments = vec![Segment::Move(from.0, from.1), Segment::Line(to.0, to.1)];
        Self {
            segments,
            fill: None,
            stroke: Some((colour, width)),
            dash: Vec::new(),
            round: false,
        }
    }

    /// A rectangle with round corners, of circular arcs of radius `r`.
    pub fn round_rect(x: Pt, y: Pt, w: Pt, h: Pt, rx: Pt, ry: Pt) -> Vec<Segment> {
        // Distance of the control points of a quarter circle.
        const K: f32 = 0.552_284_8;
        let (rx, ry) = (rx.min(w / 2.0), ry.min(h / 2.0));
        if rx <= 0.0 || ry <= 0.0 {
            return Self::rect(x, y, w, h, Colour::BLACK).segments;
        }
        let (kx, ky) = (rx * (1.0 - K), ry * (1.0 - K));
        let (r, b) = (x + w, y + h);
        vec![
            Segment::Move(x + rx, y),
            Segment::Line(r - rx, y),
            Segment::Curve([r - kx, y, r, y + ky, r, y + ry]),
            Segment::Line(r, b - ry),
            Segment::Curve([r, b - ky, r - kx, b, r - rx, b]),
            Segment::Line(x + rx, b),
            Segment::Curve([x + kx, b, x, b - ky, x, b - ry]),
            Segment::Line(x, y + ry),
            Segment::Curve([x, y + ky, x + kx, y, x + rx, y]),
            Segment::Close,
        ]
    }
}

/// Number of a structure node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// The root of the structure.
pub const ROOT: NodeId = NodeId(0);

/// A node of the logical structure (ISO 32000-1 14.7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Standard structure type: `H1`, `P`, `L`, `TD`, …
    pub role: &'static str,
    /// Its parent; the root is its own.
    pub parent: NodeId,
    /// Alternative text, for figures.
    pub alt: Option<String>,
    /// Columns and rows a cell spans.
    pub span: (u16, u32),
    /// For a head cell: `Column` or `Row`.
    pub scope: Option<&'static str>,
}

impl Document {
    /// Adds another document's pages behind this one's.
    pub fn append(&mut self, other: Self) {
        let first = self.pages.len();
        let moved = |destination: Destination| Destination {
            page: destination.page + first,
            ..destination
        };
        if self.structure.is_empty() {
            self.structure.extend(other.structure.first().cloned());
        }
        // Node 0 is the document in both.
        let nodes = self.structure.len() as u32 - 1;
        let node = |id: NodeId| {
            if id == ROOT {
                ROOT
            } else {
                NodeId(id.0 + nodes)
            }
        };
        self.structure
            .extend(other.structure.into_iter().skip(1).map(|n| Node {
                parent: node(n.parent),
                ..n
            }));
        for mut page in other.pages {
            for item in &mut page.items {
                item.renumber(&node);
            }
            self.pages.push(page);
        }
        for (id, destination) in other.destinations {
            self.destinations.entry(id).or_insert(moved(destination));
        }
        self.outline
            .extend(other.outline.into_iter().map(|entry| OutlineEntry {
                destination: moved(entry.destination),
                ..entry
            }));
    }
}

impl Item {
    /// Gives the structure node that it names its number in a larger structure.
    pub fn renumber(&mut self, number: &impl Fn(NodeId) -> NodeId) {
        if let Self::Begin(node) = self {
            *node = number(*node);
        }
    }

    /// Moves the item.
    pub fn shift(&mut self, dx: Pt, dy: Pt) {
        match self {
            Self::Glyphs(run) => {
                run.y += dy;
                for glyph in &mut run.glyphs {
                    glyph.x += dx;
                }
            }
            Self::Path(path) => {
                for segment in &mut path.segments {
                    segment.shift(dx, dy);
                }
            }
            Self::Clip(area) => {
                area[0] += dx;
                area[1] += dy;
                area[2] += dx;
                area[3] += dy;
            }
            Self::Unclip | Self::Begin(_) | Self::Artifact | Self::End => {}
        }
    }

    /// Makes the item larger or smaller, from the top left of the page.
    pub fn scale(&mut self, by: f32) {
        match self {
            Self::Glyphs(run) => {
                run.size *= by;
                run.y *= by;
                for glyph in &mut run.glyphs {
                    glyph.x *= by;
                }
            }
            Self::Path(path) => {
                for segment in &mut path.segments {
                    segment.scale(by);
                }
                if let Some((_, width)) = &mut path.stroke {
                    *width *= by;
                }
                for dash in &mut path.dash {
                    *dash *= by;
                }
            }
            Self::Clip(area) => area.iter_mut().for_each(|side| *side *= by),
            Self::Unclip | Self::Begin(_) | Self::Artifact | Self::End => {}
        }
    }

    /// A box (left, top, right, bottom) that holds all that the item paints; `None` where it
    /// paints nothing.
    pub fn bounds(&self) -> Option<[Pt; 4]> {
        let mut area: Option<[Pt; 4]> = None;
        let mut add = |x: Pt, y: Pt| {
            let [l, t, r, b] = area.unwrap_or([x, y, x, y]);
            area = Some([l.min(x), t.min(y), r.max(x), b.max(y)]);
        };
        match self {
            Self::Glyphs(run) => {
                for glyph in &run.glyphs {
                    // No face reaches further than its em box by half.
                    add(glyph.x - 0.5 * run.size, run.y - 1.5 * run.size);
                    add(glyph.x + 1.5 * run.size, run.y + 0.5 * run.size);
                }
            }
            Self::Path(path) => {
                let reach = path.stroke.map_or(0.0, |(_, width)| width);
                for segment in &path.segments {
                    segment.each_point(|x, y| {
                        add(x - reach, y - reach);
                        add(x + reach, y + reach);
                    });
                }
            }
            _ => {}
        }
        area
    }
}

impl Segment {
    /// Its points, control points among them: the curve lies between them.
    fn each_point(&self, mut visit: impl FnMut(Pt, Pt)) {
        match self {
            Self::Move(x, y) | Self::Line(x, y) => visit(*x, *y),
            Self::Curve(points) => {
                for pair in points.chunks_exact(2) {
                    visit(pair[0], pair[1]);
                }
            }
            Self::Close => {}
        }
    }

    fn scale(&mut self, by: f32) {
        match self {
            Self::Move(x, y) | Self::Line(x, y) => {
                *x *= by;
                *y *= by;
            }
            Self::Curve(points) => points.iter_mut().for_each(|p| *p *= by),
            Self::Close => {}
        }
    }

    fn shift(&mut self, dx: Pt, dy: Pt) {
        match self {
            Self::Move(x, y) | Self::Line(x, y) => {
                *x += dx;
                *y += dy;
            }
            Self::Curve(points) => {
                for pair in points.chunks_exact_mut(2) {
                    pair[0] += dx;
                    pair[1] += dy;
                }
            }
            Self::Close => {}
        }
    }
}
