//! Inline SVG into display items: the subset that our charts and posters use, with text
//! as text.

mod map;
mod path;
mod text;

use super::document::{Item, Path, Segment};
use super::length::{Colour, Length, Pt, MM};
use super::style::{Computed, Stylesheet};
use super::unset::Unset;
use crate::text::Fonts;
use map::{transform_of, Map};
use path::path_data;
use scraper::ElementRef;
use std::collections::BTreeMap;

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
        self.width *= by;
        self.height *= by;
        for item in &mut self.items {
            item.scale(by);
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
    unset: &'a mut Unset,
    /// The colours of the drawing's theme.
    theme: Option<(&'a str, &'a BTreeMap<String, Colour>)>,
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
    unset: &mut Unset,
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
        unset,
        theme: theme_of(element, sheet),
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

/// The theme that a drawing's class `theme-…` names.
fn theme_of<'a>(
    element: ElementRef<'a>,
    sheet: &'a Stylesheet,
) -> Option<(&'a str, &'a BTreeMap<String, Colour>)> {
    static NONE: BTreeMap<String, Colour> = BTreeMap::new();
    let name = element
        .value()
        .classes()
        .find_map(|class| class.strip_prefix("theme-"))?;
    Some((name, sheet.themes.get(name).unwrap_or(&NONE)))
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
    /// `none`, a colour, or `var(--name)`: a colour of the drawing's theme.
    fn colour(&mut self, text: &str) -> Option<Colour> {
        let name = text
            .strip_prefix("var(--")
            .and_then(|rest| rest.strip_suffix(')'));
        let Some(name) = name else {
            return Colour::parse(text);
        };
        let found = self.theme.and_then(|(_, colours)| colours.get(name));
        if found.is_none() {
            let theme = self.theme.map_or("", |(theme, _)| theme);
            self.unset
                .colours
                .insert((theme.to_string(), name.to_string()));
        }
        found.copied()
    }

    fn inherit(&mut self, element: ElementRef, parent: &Paint) -> Paint {
        let mut paint = parent.clone();
        let attr = |name: &str| element.value().attr(name).map(str::trim);
        paint.style = self.sheet.of(element, &parent.style);
        if let Some(fill) = attr("fill") {
            paint.fill = self.colour(fill);
        }
        if let Some(stroke) = attr("stroke") {
            paint.stroke = self.colour(stroke);
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
}
