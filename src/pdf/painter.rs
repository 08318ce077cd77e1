//! One page of the display list as the bytes of its content.

use super::content::Content;
use super::font::Faces;
use crate::text::FaceId;
use crate::typeset::document::{GlyphRun, Item, NodeId, Page, Path, PlacedGlyph, Segment};
use crate::typeset::length::{Colour, Pt};

/// A painted page.
pub struct Painted {
    /// Its content.
    pub content: Content,
    /// The structure node of each marked content number.
    pub tags: Vec<NodeId>,
}

struct Painter<'a> {
    faces: &'a Faces,
    height: Pt,
    out: Content,
    tags: Vec<NodeId>,
    /// Where the last sequence begins that has nothing in it yet, and where its content would.
    empty: Option<(usize, usize)>,
    /// A sequence that was ended for a stretch of its own and begins again with what follows.
    closed: Option<NodeId>,
    state: State,
}

/// What is set in the reader's graphics state.
#[derive(Default)]
struct State {
    font: Option<(FaceId, Pt)>,
    fill: Option<Colour>,
    stroke: Option<Colour>,
    width: Option<Pt>,
    dashed: bool,
    /// Whether ends are round, where that is known.
    round: Option<bool>,
}

/// Paints a page.
pub fn paint(page: &Page, faces: &Faces) -> Painted {
    let mut painter = Painter {
        faces,
        height: page.height,
        out: Content::default(),
        tags: Vec::new(),
        empty: None,
        closed: None,
        state: State {
            round: Some(false),
            ..State::default()
        },
    };
    if page.turned {
        // From landscape as read to the upright sheet: a quarter turn, head to the left edge.
        painter.out.save();
        let matrix = [0.0, 1.0, -1.0, 0.0, page.height, 0.0];
        painter.out.transform(matrix);
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
            Item::Artifact => painter.out.begin_artifact(),
            Item::End => {
                node = None;
                if painter.closed.take().is_none() {
                    painter.out.end_marked();
                }
            }
        }
    }
    if page.turned {
        painter.out.restore();
    }
    Painted {
        content: painter.out,
        tags: painter.tags,
    }
}

impl Painter<'_> {
    /// Begins a sequence of the structure; with `text` it is to be read as that
    /// (ISO 32000-1 14.9.4).
    fn begin(&mut self, node: Option<NodeId>, text: Option<&str>) {
        let number = node.map(|_| self.tags.len());
        self.tags.extend(node);
        let before = self.out.len();
        self.out.begin_marked(number, text);
        self.empty = Some((before, self.out.len()));
    }

    /// Ends the sequence of `node`, or takes it back where nothing was painted in it.
    fn close(&mut self, node: Option<NodeId>) {
        if node.is_none() || self.closed.take().is_some() {
            return;
        }
        match self.empty {
            Some((before, after)) if after == self.out.len() => {
                self.out.take_back(before);
                self.tags.pop();
            }
            _ => self.out.end_marked(),
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
            self.out.end_marked();
            self.closed = node;
        }
    }

    fn clip(&mut self, [left, top, right, bottom]: [Pt; 4]) {
        self.out.save();
        let area = Path::rect(left, top, right - left, bottom - top, Colour::BLACK);
        for subpath in subpaths(&area) {
            self.subpath(&subpath);
        }
        self.out.clip();
    }

    fn unclip(&mut self) {
        self.out.restore();
        // What was set inside is no longer so.
        self.state = State {
            dashed: true,
            ..State::default()
        };
    }

    fn fill(&mut self, colour: Colour) {
        if self.state.fill != Some(colour) {
            self.state.fill = Some(colour);
            self.out.fill_colour(colour);
        }
    }

    fn glyphs(&mut self, run: &GlyphRun, glyphs: &[PlacedGlyph]) {
        let (Some(face), Some(first)) = (self.faces.get(run.face), glyphs.first()) else {
            return;
        };
        self.fill(run.colour);
        self.out.begin_text();
        let font = Some((run.face, run.size));
        if self.state.font != font {
            self.state.font = font;
            self.out.font(&face.id.0, run.size);
        }
        let (x, y) = (round(first.x), round(self.height - run.y));
        if run.turned {
            self.out.text_matrix([0.0, -1.0, 1.0, 0.0, x, y]);
        } else {
            self.out.text_at(x, y);
        }
        // Where the reader's pen stands after the glyphs so far.
        let mut pen = x;
        let codes = glyphs.iter().enumerate().map(|(k, glyph)| {
            let (id, stated) = face.glyph(glyph.id);
            pen += stated * run.size / 1000.0;
            let mut back = 0.0;
            if let Some(next) = glyphs.get(k + 1) {
                back = ((pen - next.x) * 1000.0 / run.size).round();
                pen -= back * run.size / 1000.0;
            }
            (id, back as i64)
        });
        self.out.show(codes);
        self.out.end_text();
    }

    fn path(&mut self, path: &Path) {
        if let Some((colour, width)) = path.stroke {
            if self.state.stroke != Some(colour) {
                self.state.stroke = Some(colour);
                self.out.stroke_colour(colour);
            }
            if self.state.width != Some(width) {
                self.state.width = Some(width);
                self.out.line_width(width);
            }
            let dashed = !path.dash.is_empty();
            if dashed || self.state.dashed {
                self.out.dash(&path.dash);
                self.state.dashed = dashed;
            }
            let round = Some(path.round);
            if self.state.round != round {
                self.state.round = round;
                self.out.round_caps(path.round);
            }
        }
        if let Some(fill) = path.fill {
            self.fill(fill);
        }
        let subpaths = subpaths(path);
        let whole = |s: &Subpath| s.closed || path.fill.is_some();
        if subpaths.clone().any(|s| whole(&s)) {
            for subpath in subpaths.clone().filter(whole) {
                self.subpath(&subpath);
                if !subpath.closed {
                    // An area that is filled has its edge drawn all around.
                    self.out.close();
                }
            }
            match (path.fill, path.stroke) {
                (Some(_), Some(_)) => self.out.fill_and_stroke(),
                (Some(_), None) => self.out.fill(),
                (None, _) => self.out.stroke(),
            }
        }
        let mut open = subpaths.filter(|s| !whole(s)).peekable();
        if open.peek().is_some() {
            open.for_each(|subpath| self.subpath(&subpath));
            self.out.stroke();
        }
    }

    fn subpath(&mut self, subpath: &Subpath) {
        let at = |x: Pt, y: Pt| (round(x), round(self.height - y));
        for segment in subpath.segments {
            match *segment {
                Segment::Move(x, y) => {
                    let (x, y) = at(x, y);
                    self.out.move_to(x, y);
                }
                Segment::Line(x, y) => {
                    let (x, y) = at(x, y);
                    self.out.line_to(x, y);
                }
                Segment::Curve([a, b, c, d, e, f]) => {
                    let ((a, b), (c, d), (e, f)) = (at(a, b), at(c, d), at(e, f));
                    self.out.curve_to([a, b, c, d, e, f]);
                }
                Segment::Close => {}
            }
        }
        if subpath.closed {
            self.out.close();
        }
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

/// A part of a path that hangs together.
struct Subpath<'a> {
    segments: &'a [Segment],
    closed: bool,
}

/// The parts of a path that have more than one point.
fn subpaths(path: &Path) -> impl Iterator<Item = Subpath<'_>> + Clone {
    let begins = |s: &Segment| matches!(s, Segment::Move(..));
    (path.segments)
        .chunk_by(move |_, next| !begins(next))
        .filter(move |segments| begins(&segments[0]))
        .map(|segments| Subpath {
            segments,
            closed: segments.contains(&Segment::Close),
        })
        .filter(|s| s.segments.len() > 1 + usize::from(s.closed))
}

/// To a thousandth of a point, as the content says it (`content::PLACE`), before it is made a
/// number of more digits: two places that are one here stay one, and the pen is counted from there.
fn round(value: Pt) -> Pt {
    (value * 1000.0).round() / 1000.0
}
