//! Inline SVG into display items: the subset that our charts and posters use, with text
//! as text.

use super::document::{GlyphRun, Item, Path, PlacedGlyph, Segment};
use super::length::{Colour, Length, Pt, MM};
use super::style::{Computed, Stylesheet};
use crate::text::compose::{self, Atom, Measure};
use crate::text::Fonts;
use scraper::{ElementRef, Node};
use std::collections::BTreeSet;

/// A painted drawing: items from its top left.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// Width.
    pub width: Pt,
    /// Height.
    pub height: Pt,
    /// What it shows.
    pub items: Vec<Item>,
}

impl Drawing {
    /// Makes the drawing larger or smaller.
    pub fn scale(&mut self, by: f32) {
        let map = Map {
            a: by,
            d: by,
            ..Map::ONE
        };
        self.width *= by;
        self.height *= by;
        for item in &mut self.items {
            match item {
                Item::Glyphs(run) => {
                    run.size *= by;
                    run.y *= by;
                    for glyph in &mut run.glyphs {
                        glyph.x *= by;
                    }
                }
                Item::Path(path) => {
                    for segment in &mut path.segments {
                        *segment = map.segment(*segment);
                    }
                    if let Some((_, width)) = &mut path.stroke {
                        *width *= by;
                    }
                    for dash in &mut path.dash {
                        *dash *= by;
                    }
                }
                Item::Begin(_) | Item::Artifact | Item::End => {}
            }
        }
    }
}

/// An affine map: x' = a x + c y + e, y' = b x + d y + f.
#[derive(Debug, Clone, Copy)]
struct Map {
    a: f32,
    b: f32,
    c: f32,
    d: f32,
    e: f32,
    f: f32,
}

impl Map {
    const ONE: Self = Self {
        a: 1.0,
        b: 0.0,
        c: 0.0,
        d: 1.0,
        e: 0.0,
        f: 0.0,
    };

    fn then(self, inner: Self) -> Self {
        Self {
            a: self.a * inner.a + self.c * inner.b,
            b: self.b * inner.a + self.d * inner.b,
            c: self.a * inner.c + self.c * inner.d,
            d: self.b * inner.c + self.d * inner.d,
            e: self.a * inner.e + self.c * inner.f + self.e,
            f: self.b * inner.e + self.d * inner.f + self.f,
        }
    }

    fn point(&self, x: f32, y: f32) -> (f32, f32) {
        (
            self.a * x + self.c * y + self.e,
            self.b * x + self.d * y + self.f,
        )
    }

    /// How much lengths grow.
    fn factor(&self) -> f32 {
        (self.a * self.d - self.b * self.c).abs().sqrt()
    }

    fn segment(&self, segment: Segment) -> Segment {
        match segment {
            Segment::Move(x, y) => {
                let (x, y) = self.point(x, y);
                Segment::Move(x, y)
            }
            Segment::Line(x, y) => {
                let (x, y) = self.point(x, y);
                Segment::Line(x, y)
            }
            Segment::Curve([a, b, c, d, e, f]) => {
                let ((a, b), (c, d), (e, f)) =
                    (self.point(a, b), self.point(c, d), self.point(e, f));
                Segment::Curve([a, b, c, d, e, f])
            }
            Segment::Close => Segment::Close,
        }
    }
}

/// Presentation attributes, inherited.
#[derive(Debug, Clone)]
struct Paint {
    map: Map,
    fill: Option<Colour>,
    stroke: Option<Colour>,
    stroke_width: f32,
    dash: Vec<f32>,
    font_size: f32,
    anchor: Anchor,
    spacing: f32,
    style: Computed,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Anchor {
    Start,
    Middle,
    End,
}

struct Painter<'a> {
    fonts: &'a Fonts,
    sheet: &'a Stylesheet,
    missing: &'a mut BTreeSet<char>,
    items: Vec<Item>,
}

/// The accessible name of a drawing: its `<title>`, then its `<desc>`.
pub fn alternative(element: ElementRef) -> String {
    let mut parts = Vec::new();
    for child in element.child_elements() {
        if matches!(child.value().name(), "title" | "desc") {
            parts.push(child.text().collect::<String>().trim().to_string());
        }
    }
    parts.join("：")
}

/// Paints an `<svg>` element. Its size comes from `width` and `height` (mm, pt, px, or em of
/// the text around it, `size`).
pub fn paint(
    element: ElementRef,
    size: Pt,
    fonts: &Fonts,
    sheet: &Stylesheet,
    missing: &mut BTreeSet<char>,
) -> Drawing {
    let view: Vec<f32> = element
        .value()
        .attr("viewBox")
        .or_else(|| element.value().attr("viewbox"))
        .map(numbers)
        .filter(|v| v.len() == 4 && v[2] > 0.0 && v[3] > 0.0)
        .unwrap_or_else(|| vec![0.0, 0.0, 100.0, 100.0]);
    let length = |name: &str, other: f32| {
        element
            .value()
            .attr(name)
            .and_then(|text| outer_length(text, size))
            .unwrap_or(other * MM)
    };
    let (width, height) = (length("width", view[2]), length("height", view[3]));
    let (sx, sy) = (width / view[2], height / view[3]);
    let map = Map {
        a: sx,
        b: 0.0,
        c: 0.0,
        d: sy,
        e: -view[0] * sx,
        f: -view[1] * sy,
    };
    let paint = Paint {
        map,
        fill: Some(Colour::BLACK),
        stroke: None,
        stroke_width: 1.0,
        dash: Vec::new(),
        font_size: 10.0,
        anchor: Anchor::Start,
        spacing: 0.0,
        style: Computed::default(),
    };
    let mut painter = Painter {
        fonts,
        sheet,
        missing,
        items: Vec::new(),
    };
    let paint = painter.inherit(element, &paint);
    painter.children(element, &paint);
    Drawing {
        width,
        height,
        items: painter.items,
    }
}

/// A length on the outer element.
fn outer_length(text: &str, size: Pt) -> Option<Pt> {
    if let Some(em) = text.strip_suffix("em") {
        return em.trim().parse().ok().map(|n: f32| n * size);
    }
    if let Some(px) = text.strip_suffix("px") {
        return px.trim().parse().ok().map(|n: f32| n * 0.75);
    }
    match Length::parse(text) {
        Some(Length::Pt(pt)) => Some(pt),
        _ => text.trim().parse().ok().map(|n: f32| n * 0.75),
    }
}

/// All numbers in a list, whatever stands between them.
fn numbers(text: &str) -> Vec<f32> {
    text.split(|c: char| c == ',' || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .filter_map(|part| part.trim_end_matches("px").parse().ok())
        .filter(|n: &f32| n.is_finite())
        .collect()
}

impl Painter<'_> {
    fn inherit(&self, element: ElementRef, parent: &Paint) -> Paint {
        let mut paint = parent.clone();
        let attr = |name: &str| element.value().attr(name).map(str::trim);
        paint.style = self.sheet.of(element, &parent.style);
        let colour = |text: &str| {
            if text == "none" {
                None
            } else {
                Colour::parse(text)
            }
        };
        if let Some(fill) = attr("fill") {
            paint.fill = colour(fill);
        }
        if let Some(stroke) = attr("stroke") {
            paint.stroke = colour(stroke);
        }
        let number = |name: &str| attr(name).and_then(|v| numbers(v).first().copied());
        if let Some(width) = number("stroke-width") {
            paint.stroke_width = width;
        }
        if let Some(dash) = attr("stroke-dasharray") {
            paint.dash = numbers(dash);
        }
        if let Some(size) = number("font-size") {
            paint.font_size = size;
        }
        if let Some(spacing) = number("letter-spacing") {
            paint.spacing = spacing;
        }
        match attr("text-anchor") {
            Some("middle") => paint.anchor = Anchor::Middle,
            Some("end") => paint.anchor = Anchor::End,
            Some("start") => paint.anchor = Anchor::Start,
            _ => {}
        }
        if let Some(transform) = attr("transform") {
            paint.map = paint.map.then(transform_of(transform));
        }
        paint
    }

    fn children(&mut self, element: ElementRef, paint: &Paint) {
        for child in element.child_elements() {
            let own = self.inherit(child, paint);
            let value = child.value();
            let n = |name: &str| {
                value
                    .attr(name)
                    .and_then(|v| numbers(v).first().copied())
                    .unwrap_or(0.0)
            };
            match value.name() {
                "g" | "a" | "svg" => self.children(child, &own),
                "rect" => {
                    let rx = n("rx");
                    let ry = value.attr("ry").map_or(rx, |_| n("ry"));
                    let segments =
                        Path::round_rect(n("x"), n("y"), n("width"), n("height"), rx, ry);
                    self.path(segments, &own);
                }
                "circle" => {
                    let (x, y, r) = (n("cx"), n("cy"), n("r"));
                    self.path(Path::round_rect(x - r, y - r, 2.0 * r, 2.0 * r, r, r), &own);
                }
                "line" => {
                    let segments = vec![
                        Segment::Move(n("x1"), n("y1")),
                        Segment::Line(n("x2"), n("y2")),
                    ];
                    self.path(segments, &own);
                }
                name @ ("polygon" | "polyline") => {
                    let points = numbers(value.attr("points").unwrap_or(""));
                    let mut segments: Vec<Segment> = points
                        .chunks_exact(2)
                        .map(|p| Segment::Line(p[0], p[1]))
                        .collect();
                    if let Some(Segment::Line(x, y)) = segments.first().copied() {
                        segments[0] = Segment::Move(x, y);
                    }
                    if name == "polygon" {
                        segments.push(Segment::Close);
                    }
                    self.path(segments, &own);
                }
                "path" => self.path(path_data(value.attr("d").unwrap_or("")), &own),
                "text" => self.text(child, &own),
                _ => {}
            }
        }
    }

    fn path(&mut self, segments: Vec<Segment>, paint: &Paint) {
        let stroke = paint.stroke.filter(|_| paint.stroke_width > 0.0);
        if segments.is_empty() || (paint.fill.is_none() && stroke.is_none()) {
            return;
        }
        let factor = paint.map.factor();
        self.items.push(Item::Path(Path {
            segments: segments.into_iter().map(|s| paint.map.segment(s)).collect(),
            fill: paint.fill,
            stroke: stroke.map(|c| (c, paint.stroke_width * factor)),
            dash: paint.dash.iter().map(|d| d * factor).collect(),
        }));
    }

    /// A `<text>`: chunks begin wherever a `tspan` gives its own x.
    fn text(&mut self, element: ElementRef, paint: &Paint) {
        let n = |e: ElementRef, name: &str| {
            e.value()
                .attr(name)
                .and_then(|v| numbers(v).first().copied())
        };
        let mut x = n(element, "x").unwrap_or(0.0);
        let mut y = n(element, "y").unwrap_or(0.0);
        let mut chunk: Vec<(String, Paint)> = Vec::new();
        for child in element.children() {
            match child.value() {
                Node::Text(text) => chunk.push((text.to_string(), paint.clone())),
                Node::Element(_) => {
                    let Some(span) = ElementRef::wrap(child) else {
                        continue;
                    };
                    let own = self.inherit(span, paint);
                    let (sx, sy) = (n(span, "x"), n(span, "y"));
                    let (dx, dy) = (n(span, "dx"), n(span, "dy"));
                    if sx.is_some() || sy.is_some() || dy.is_some() || dx.is_some() {
                        let end = self.chunk(&mut chunk, x, y);
                        x = sx.unwrap_or(end) + dx.unwrap_or(0.0);
                        y = sy.unwrap_or(y) + dy.unwrap_or(0.0);
                    }
                    chunk.push((span.text().collect(), own));
                }
                _ => {}
            }
        }
        self.chunk(&mut chunk, x, y);
    }

    /// Sets one chunk on its baseline and gives the x where it ends.
    fn chunk(&mut self, parts: &mut Vec<(String, Paint)>, x: f32, y: f32) -> f32 {
        let parts = std::mem::take(parts);
        let Some((_, first)) = parts.first() else {
            return x;
        };
        let (anchor, map) = (first.anchor, first.map);
        let mut atoms = Vec::new();
        for (run, (text, paint)) in parts.iter().enumerate() {
            let folded = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
            for c in folded.chars() {
                let glyph = self.fonts.glyph(paint.style.font, c);
                if glyph.is_none() {
                    self.missing.insert(c);
                }
                let advance = glyph.map_or(1.0, |g| g.advance) * paint.font_size + paint.spacing;
                atoms.push(Atom {
                    c,
                    glyph,
                    size: paint.font_size,
                    advance,
                    run: run as u32,
                });
            }
        }
        let measure = Measure {
            width: f32::MAX / 4.0,
            first_indent: 0.0,
            rest_indent: 0.0,
            justify: false,
            latin_gap_em: 0.0,
            prohibition: Default::default(),
        };
        let Some(line) = compose::compose(&atoms, &measure).into_iter().next() else {
            return x;
        };
        // The spacing after the last character is no part of the text.
        let spacing = parts.last().map_or(0.0, |(_, p)| p.spacing);
        let width = line.right - spacing;
        let start = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        let factor = map.factor();
        let mut open: Option<GlyphRun> = None;
        for (k, atom) in atoms[line.start..line.end].iter().enumerate() {
            let Some(glyph) = atom.glyph else { continue };
            let paint = &parts[atom.run as usize].1;
            let Some(colour) = paint.fill else { continue };
            let (px, py) = map.point(start + line.x[k] + glyph.shift * atom.size, y);
            let size = atom.size * factor;
            let same = open
                .as_ref()
                .is_some_and(|r| r.face == glyph.face && r.size == size && r.colour == colour);
            if !same {
                self.items.extend(open.take().map(Item::Glyphs));
            }
            open.get_or_insert_with(|| GlyphRun {
                face: glyph.face,
                size,
                colour,
                y: py,
                turned: false,
                glyphs: Vec::new(),
            })
            .glyphs
            .push(PlacedGlyph {
                id: glyph.id,
                c: atom.c,
                x: px,
                natural: glyph.natural,
            });
        }
        self.items.extend(open.map(Item::Glyphs));
        start + line.right
    }
}

fn transform_of(text: &str) -> Map {
    let mut map = Map::ONE;
    for part in text.split(')') {
        let Some((name, arguments)) = part.split_once('(') else {
            continue;
        };
        let v = numbers(arguments);
        let at = |i: usize| v.get(i).copied();
        let next = match name.trim().trim_start_matches(',').trim() {
            "translate" => Map {
                e: at(0).unwrap_or(0.0),
                f: at(1).unwrap_or(0.0),
                ..Map::ONE
            },
            "scale" => {
                let sx = at(0).unwrap_or(1.0);
                Map {
                    a: sx,
                    d: at(1).unwrap_or(sx),
                    ..Map::ONE
                }
            }
            "rotate" => {
                let (sin, cos) = at(0).unwrap_or(0.0).to_radians().sin_cos();
                let turn = Map {
                    a: cos,
                    b: sin,
                    c: -sin,
                    d: cos,
                    e: 0.0,
                    f: 0.0,
                };
                let (x, y) = (at(1).unwrap_or(0.0), at(2).unwrap_or(0.0));
                let to = Map {
                    e: x,
                    f: y,
                    ..Map::ONE
                };
                let back = Map {
                    e: -x,
                    f: -y,
                    ..Map::ONE
                };
                to.then(turn).then(back)
            }
            "matrix" if v.len() == 6 => Map {
                a: v[0],
                b: v[1],
                c: v[2],
                d: v[3],
                e: v[4],
                f: v[5],
            },
            _ => Map::ONE,
        };
        map = map.then(next);
    }
    map
}

/// Reads path data; stops at the first thing it does not understand, as browsers do.
fn path_data(data: &str) -> Vec<Segment> {
    let mut tokens = Tokens { rest: data };
    let mut out = Vec::new();
    let (mut x, mut y, mut start_x, mut start_y) = (0.0f32, 0.0f32, 0.0f32, 0.0f32);
    let mut command = ' ';
    loop {
        if let Some(next) = tokens.command() {
            command = next;
        } else if !tokens.at_number() {
            return out;
        }
        let relative = command.is_ascii_lowercase();
        let (ox, oy) = if relative { (x, y) } else { (0.0, 0.0) };
        let mut n = || tokens.number();
        match command.to_ascii_uppercase() {
            'M' => {
                let (Some(a), Some(b)) = (n(), n()) else {
                    return out;
                };
                (x, y) = (ox + a, oy + b);
                (start_x, start_y) = (x, y);
                out.push(Segment::Move(x, y));
                // Further pairs are lines.
                command = if relative { 'l' } else { 'L' };
            }
            'L' => {
                let (Some(a), Some(b)) = (n(), n()) else {
                    return out;
                };
                (x, y) = (ox + a, oy + b);
                out.push(Segment::Line(x, y));
            }
            'H' => {
                let Some(a) = n() else { return out };
                x = ox + a;
                out.push(Segment::Line(x, y));
            }
            'V' => {
                let Some(a) = n() else { return out };
                y = oy + a;
                out.push(Segment::Line(x, y));
            }
            'C' => {
                let v: Vec<f32> = (0..6).filter_map(|_| n()).collect();
                if v.len() < 6 {
                    return out;
                }
                let c = [
                    ox + v[0],
                    oy + v[1],
                    ox + v[2],
                    oy + v[3],
                    ox + v[4],
                    oy + v[5],
                ];
                (x, y) = (c[4], c[5]);
                out.push(Segment::Curve(c));
            }
            'Q' => {
                let v: Vec<f32> = (0..4).filter_map(|_| n()).collect();
                if v.len() < 4 {
                    return out;
                }
                let (qx, qy, ex, ey) = (ox + v[0], oy + v[1], ox + v[2], oy + v[3]);
                let third = |from: f32, to: f32| from + (to - from) * 2.0 / 3.0;
                out.push(Segment::Curve([
                    third(x, qx),
                    third(y, qy),
                    third(ex, qx),
                    third(ey, qy),
                    ex,
                    ey,
                ]));
                (x, y) = (ex, ey);
            }
            'A' => {
                let v: Vec<f32> = (0..3).filter_map(|_| n()).collect();
                let (large, sweep) = (tokens.flag(), tokens.flag());
                let (ex, ey) = (tokens.number(), tokens.number());
                let (Some(ex), Some(ey), 3) = (ex, ey, v.len()) else {
                    return out;
                };
                let end = (ox + ex, oy + ey);
                arc(&mut out, (x, y), end, [v[0], v[1], v[2]], large, sweep);
                (x, y) = end;
            }
            'Z' => {
                out.push(Segment::Close);
                (x, y) = (start_x, start_y);
                command = ' ';
            }
            _ => return out,
        }
    }
}

struct Tokens<'a> {
    rest: &'a str,
}

impl Tokens<'_> {
    fn skip(&mut self) {
        self.rest = self
            .rest
            .trim_start_matches(|c: char| c == ',' || c.is_whitespace());
    }

    fn command(&mut self) -> Option<char> {
        self.skip();
        let c = self.rest.chars().next().filter(char::is_ascii_alphabetic)?;
        self.rest = &self.rest[1..];
        Some(c)
    }

    fn at_number(&mut self) -> bool {
        self.skip();
        self.rest
            .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'))
    }

    fn number(&mut self) -> Option<f32> {
        self.skip();
        let bytes = self.rest.as_bytes();
        let mut end = usize::from(matches!(bytes.first(), Some(b'-' | b'+')));
        let mut dot = false;
        while let Some(&b) = bytes.get(end) {
            if b == b'.' && !dot {
                dot = true;
            } else if !b.is_ascii_digit() {
                break;
            }
            end += 1;
        }
        let value = self.rest[..end].parse().ok()?;
        self.rest = &self.rest[end..];
        Some(value)
    }

    /// A flag of an arc, which may stand without a blank after it.
    fn flag(&mut self) -> bool {
        self.skip();
        let set = self.rest.starts_with('1');
        if set || self.rest.starts_with('0') {
            self.rest = &self.rest[1..];
        }
        set
    }
}

/// An elliptic arc as cubic curves (SVG 2, appendix B.2.4).
fn arc(
    out: &mut Vec<Segment>,
    from: (f32, f32),
    to: (f32, f32),
    [rx, ry, turn]: [f32; 3],
    large: bool,
    sweep: bool,
) {
    let (mut rx, mut ry) = (rx.abs(), ry.abs());
    if rx < 1e-6 || ry < 1e-6 || from == to {
        out.push(Segment::Line(to.0, to.1));
        return;
    }
    let (sin, cos) = turn.to_radians().sin_cos();
    let (hx, hy) = ((from.0 - to.0) / 2.0, (from.1 - to.1) / 2.0);
    let (x1, y1) = (cos * hx + sin * hy, -sin * hx + cos * hy);
    let lambda = (x1 / rx).powi(2) + (y1 / ry).powi(2);
    if lambda > 1.0 {
        rx *= lambda.sqrt();
        ry *= lambda.sqrt();
    }
    let numerator = (rx * ry).powi(2) - (rx * y1).powi(2) - (ry * x1).powi(2);
    let denominator = (rx * y1).powi(2) + (ry * x1).powi(2);
    let mut k = (numerator / denominator).max(0.0).sqrt();
    if large == sweep {
        k = -k;
    }
    let (cx1, cy1) = (k * rx * y1 / ry, -k * ry * x1 / rx);
    let cx = cos * cx1 - sin * cy1 + (from.0 + to.0) / 2.0;
    let cy = sin * cx1 + cos * cy1 + (from.1 + to.1) / 2.0;
    let start = ((y1 - cy1) / ry).atan2((x1 - cx1) / rx);
    let end = ((-y1 - cy1) / ry).atan2((-x1 - cx1) / rx);
    let mut sweep_angle = end - start;
    let full = std::f32::consts::TAU;
    if sweep && sweep_angle < 0.0 {
        sweep_angle += full;
    } else if !sweep && sweep_angle > 0.0 {
        sweep_angle -= full;
    }
    let pieces = (sweep_angle.abs() / std::f32::consts::FRAC_PI_2)
        .ceil()
        .max(1.0);
    let step = sweep_angle / pieces;
    let reach = 4.0 / 3.0 * (step / 4.0).tan();
    let map = Map {
        a: rx * cos,
        b: rx * sin,
        c: -ry * sin,
        d: ry * cos,
        e: cx,
        f: cy,
    };
    let mut angle = start;
    for _ in 0..pieces as usize {
        let ((s0, c0), (s1, c1)) = (angle.sin_cos(), (angle + step).sin_cos());
        out.push(map.segment(Segment::Curve([
            c0 - reach * s0,
            s0 + reach * c0,
            c1 + reach * s1,
            s1 - reach * c1,
            c1,
            s1,
        ])));
        angle += step;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_compact_path_data() {
        let segments = path_data("M10-5l5,5h3V8a3 3 0 013 3z");
        assert_eq!(segments[0], Segment::Move(10.0, -5.0));
        assert_eq!(segments[1], Segment::Line(15.0, 0.0));
        assert_eq!(segments[2], Segment::Line(18.0, 0.0));
        assert_eq!(segments[3], Segment::Line(18.0, 8.0));
        assert!(matches!(segments[4], Segment::Curve(c) if (c[4] - 21.0).abs() < 1e-4));
        assert_eq!(segments[5], Segment::Close);
    }

    #[test]
    fn bad_path_data_ends_the_path() {
        assert_eq!(path_data("M1 2 L3 x").len(), 1);
        assert_eq!(path_data("").len(), 0);
        assert_eq!(path_data("L").len(), 0);
    }
}
