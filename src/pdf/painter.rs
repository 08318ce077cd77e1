//! One page of the display list as printpdf operations.

use super::font::Faces;
use crate::typeset::document::{GlyphRun, Item, NodeId, Page, Path, PlacedGlyph, Segment};
use crate::typeset::length::{Colour, Pt};
use printpdf::{
    Codepoint, Color, CurTransMat, DictItem, Line, LineDashPattern, LinePoint, Op, PaintMode,
    PdfFontHandle, Point, Polygon, PolygonRing, Rgb, TextItem, TextMatrix, WindingOrder,
};
use std::collections::BTreeMap;

/// A painted page.
pub struct Painted {
    /// Its operations.
    pub ops: Vec<Op>,
    /// The structure node of each marked content number.
    pub tags: Vec<NodeId>,
}

struct Painter<'a> {
    faces: &'a Faces,
    height: Pt,
    ops: Vec<Op>,
    tags: Vec<NodeId>,
    /// A sequence that was ended for a stretch of its own and begins again with what follows.
    closed: Option<NodeId>,
    fill: Option<Colour>,
    stroke: Option<Colour>,
    width: Option<Pt>,
    dashed: bool,
}

/// Paints a page.
pub fn paint(page: &Page, faces: &Faces) -> Painted {
    let mut painter = Painter {
        faces,
        height: page.height,
        ops: Vec::new(),
        tags: Vec::new(),
        closed: None,
        fill: None,
        stroke: None,
        width: None,
        dashed: false,
    };
    if page.turned {
        // From landscape as read to the upright sheet: a quarter turn, head to the left edge.
        painter.ops.push(Op::SaveGraphicsState);
        let matrix = CurTransMat::Raw([0.0, 1.0, -1.0, 0.0, page.height, 0.0]);
        painter.ops.push(Op::SetTransformationMatrix { matrix });
    }
    // The node of the sequence that is open.
    let mut node = None;
    for item in &page.items {
        match item {
            Item::Glyphs(run) => painter.run(run, node),
            Item::Path(path) => {
                painter.reopen();
                painter.path(path);
            }
            Item::Begin(begun) => {
                node = Some(*begun);
                painter.begin(node, None);
            }
            Item::Clip(area) => painter.clip(*area),
            Item::Unclip => painter.unclip(),
            Item::Artifact => {
                painter.ops.push(Op::BeginMarkedContent {
                    tag: "Artifact".to_string(),
                });
            }
            Item::End => {
                node = None;
                if painter.closed.take().is_none() {
                    painter.end();
                }
            }
        }
    }
    if page.turned {
        painter.ops.push(Op::RestoreGraphicsState);
    }
    Painted {
        ops: painter.ops,
        tags: painter.tags,
    }
}

impl Painter<'_> {
    /// Begins a sequence of the structure; with `text` it is to be read as that
    /// (ISO 32000-1 14.9.4).
    fn begin(&mut self, node: Option<NodeId>, text: Option<&str>) {
        let mut map = BTreeMap::new();
        if let Some(node) = node {
            let number = DictItem::Int(self.tags.len() as i64);
            map.insert("MCID".to_string(), number);
            self.tags.push(node);
        }
        if let Some(text) = text {
            let utf16 = std::iter::once(0xfeff).chain(text.encode_utf16());
            let data = utf16.flat_map(u16::to_be_bytes).collect();
            let literal = false;
            map.insert("ActualText".to_string(), DictItem::String { data, literal });
        }
        // The structure tree gives the type; the name here only helps who reads the stream.
        self.ops.push(Op::BeginMarkedContentWithProperties {
            tag: "Span".to_string(),
            properties: DictItem::Dict { map },
        });
    }

    fn end(&mut self) {
        self.ops.push(Op::EndMarkedContent);
    }

    /// Ends the sequence of `node`, or takes it back where nothing was painted in it.
    fn close(&mut self, node: Option<NodeId>) {
        if node.is_none() || self.closed.take().is_some() {
            return;
        }
        match self.ops.last() {
            Some(Op::BeginMarkedContentWithProperties { .. }) => {
                self.ops.pop();
                self.tags.pop();
            }
            _ => self.end(),
        }
    }

    /// Begins the sequence again that was closed for a stretch of its own.
    fn reopen(&mut self) {
        if let Some(node) = self.closed.take() {
            self.begin(Some(node), None);
        }
    }

    /// Paints a run; a stretch with a wide blank in it has a sequence of its own. Sequences
    /// of the structure stand beside each other, for readers lose the outer of two nested.
    fn run(&mut self, run: &GlyphRun, node: Option<NodeId>) {
        let mut start = 0;
        for (text, count) in spans(run) {
            let glyphs = &run.glyphs[start..start + count];
            start += count;
            let Some(text) = text else {
                self.reopen();
                self.glyphs(run, glyphs);
                continue;
            };
            self.close(node);
            self.begin(node, Some(&text));
            self.glyphs(run, glyphs);
            self.end();
            self.closed = node;
        }
    }

    fn clip(&mut self, [left, top, right, bottom]: [Pt; 4]) {
        self.ops.push(Op::SaveGraphicsState);
        let area = Path::rect(left, top, right - left, bottom - top, Colour::BLACK);
        let rings = self.subpaths(&area).into_iter();
        let polygon = Polygon {
            rings: rings.map(|s| PolygonRing { points: s.points }).collect(),
            mode: PaintMode::Clip,
            winding_order: WindingOrder::NonZero,
        };
        self.ops.push(Op::DrawPolygon { polygon });
    }

    fn unclip(&mut self) {
        self.ops.push(Op::RestoreGraphicsState);
        // What was set inside is no longer so.
        (self.fill, self.stroke, self.width) = (None, None, None);
        self.dashed = true;
    }

    fn fill(&mut self, colour: Colour) {
        if self.fill != Some(colour) {
            self.fill = Some(colour);
            self.ops.push(Op::SetFillColor { col: rgb(colour) });
        }
    }

    fn glyphs(&mut self, run: &GlyphRun, glyphs: &[PlacedGlyph]) {
        let (Some(face), Some(first)) = (self.faces.get(run.face), glyphs.first()) else {
            return;
        };
        self.fill(run.colour);
        self.ops.push(Op::StartTextSection);
        let font = PdfFontHandle::External(face.id.clone());
        self.ops.push(Op::SetFont {
            font,
            size: printpdf::Pt(run.size),
        });
        let (x, y) = (round(first.x), round(self.height - run.y));
        let matrix = if run.turned {
            TextMatrix::Raw([0.0, -1.0, 1.0, 0.0, x, y])
        } else {
            TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x, y])
        };
        self.ops.push(Op::SetTextMatrix { matrix });
        let mut codes = Vec::with_capacity(glyphs.len());
        // Where the reader's pen stands after the glyphs so far.
        let mut pen = x;
        for (k, glyph) in glyphs.iter().enumerate() {
            let (id, stated) = face.glyph(glyph.id);
            pen += stated * run.size / 1000.0;
            let mut offset = 0.0;
            if let Some(next) = glyphs.get(k + 1) {
                offset = ((pen - next.x) * 1000.0 / run.size).round();
                pen -= offset * run.size / 1000.0;
            }
            codes.push(Codepoint::with_cid(id, offset, glyph.c.to_string()));
        }
        self.ops.push(Op::ShowText {
            items: vec![TextItem::GlyphIds(codes)],
        });
        self.ops.push(Op::EndTextSection);
    }

    fn path(&mut self, path: &Path) {
        if let Some((colour, width)) = path.stroke {
            if self.stroke != Some(colour) {
                self.stroke = Some(colour);
                self.ops.push(Op::SetOutlineColor { col: rgb(colour) });
            }
            if self.width != Some(width) {
                self.width = Some(width);
                self.ops.push(Op::SetOutlineThickness {
                    pt: printpdf::Pt(width),
                });
            }
            let dashed = !path.dash.is_empty();
            if dashed || self.dashed {
                let dash = LineDashPattern::new(0.0, &path.dash);
                self.ops.push(Op::SetLineDashPattern { dash });
                self.dashed = dashed;
            }
        }
        if let Some(fill) = path.fill {
            self.fill(fill);
        }
        let (closed, open): (Vec<Subpath>, Vec<Subpath>) = self
            .subpaths(path)
            .into_iter()
            .partition(|s| s.closed || path.fill.is_some());
        if !closed.is_empty() {
            let mode = match (path.fill, path.stroke) {
                (Some(_), Some(_)) => PaintMode::FillStroke,
                (Some(_), None) => PaintMode::Fill,
                (None, _) => PaintMode::Stroke,
            };
            let rings = closed
                .into_iter()
                .map(|s| PolygonRing { points: s.points })
                .collect();
            let polygon = Polygon {
                rings,
                mode,
                winding_order: WindingOrder::NonZero,
            };
            self.ops.push(Op::DrawPolygon { polygon });
        }
        for subpath in open {
            let line = Line {
                points: subpath.points,
                is_closed: false,
            };
            self.ops.push(Op::DrawLine { line });
        }
    }

    fn subpaths(&self, path: &Path) -> Vec<Subpath> {
        let point = |x: Pt, y: Pt, bezier: bool| LinePoint {
            p: Point {
                x: printpdf::Pt(round(x)),
                y: printpdf::Pt(round(self.height - y)),
            },
            bezier,
        };
        let mut out: Vec<Subpath> = Vec::new();
        for segment in &path.segments {
            match (*segment, out.last_mut()) {
                (Segment::Move(x, y), _) => {
                    out.push(Subpath {
                        points: vec![point(x, y, false)],
                        closed: false,
                    });
                }
                (Segment::Line(x, y), Some(s)) => s.points.push(point(x, y, false)),
                (Segment::Curve([a, b, c, d, e, f]), Some(s)) => {
                    s.points.push(point(a, b, true));
                    s.points.push(point(c, d, true));
                    s.points.push(point(e, f, false));
                }
                (Segment::Close, Some(s)) => s.closed = true,
                _ => {}
            }
        }
        out.retain(|s| s.points.len() > 1);
        out
    }
}

/// Blanks within a line that are wider than this make readers that go by places take its two
/// sides for columns (poppler's limit is 0.7 em).
const COLUMN_GAP_EM: f32 = 0.6;

/// Cuts a run into stretches by their number of glyphs. A full-width blank with the character
/// after it, and characters set far apart, are shown as one piece of text that covers the blank
/// (ISO 32000-1 14.9.4), so that 第五条　下列 stays one line for every reader.
fn spans(run: &GlyphRun) -> Vec<(Option<String>, usize)> {
    let glyphs = &run.glyphs;
    let wide = |k: usize| {
        let (this, Some(next)) = (&glyphs[k], glyphs.get(k + 1)) else {
            return false;
        };
        let gap = next.x - this.x - this.natural * run.size;
        this.c == '\u{3000}' || gap > COLUMN_GAP_EM * run.size
    };
    let mut spans = Vec::new();
    let mut start = 0;
    let mut k = 0;
    while k < glyphs.len() {
        let mut end = k + 1;
        while wide(end - 1) {
            end += 1;
        }
        if end > k + 1 {
            if k > start {
                spans.push((None, k - start));
            }
            let text = glyphs[k..end].iter().map(|g| g.c).collect();
            spans.push((Some(text), end - k));
            start = end;
        }
        k = end;
    }
    if start < glyphs.len() {
        spans.push((None, glyphs.len() - start));
    }
    spans
}

struct Subpath {
    points: Vec<LinePoint>,
    closed: bool,
}

/// A hundredth of a millimetre is far below what paper shows; shorter numbers, smaller files.
fn round(value: Pt) -> Pt {
    (value * 1000.0).round() / 1000.0
}

fn rgb(colour: Colour) -> Color {
    let part = |v: u8| (f32::from(v) / 255.0 * 1e4).round() / 1e4;
    Color::Rgb(Rgb {
        r: part(colour.0),
        g: part(colour.1),
        b: part(colour.2),
        icc_profile: None,
    })
}
