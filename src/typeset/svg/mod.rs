//! Inline SVG into display items: the subset that our charts and posters use, with text
//! as text.

mod attributes;
mod map;
mod path;
#[cfg(test)]
mod tests;
mod text;

use super::document::{Item, Path, Segment};
use super::length::{Colour, Length, Pt, MM};
use super::style::{Computed, Stylesheet};
use super::unset::Unset;
use crate::text::Fonts;
use attributes::{numbers, Attributes};
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
    /// The colour of the text that the drawing stands in: `currentColor`.
    text_colour: Colour,
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
    theme: Option<&'a BTreeMap<String, Colour>>,
    items: Vec<Item>,
}

/// The accessible name of a drawing: its `aria-label`, else its `<title>`, then its `<desc>`.
pub fn alternative(element: ElementRef) -> String {
    if let Some(label) = element.value().attr("aria-label") {
        return label.to_owned();
    }
    let mut parts = Vec::new();
    for child in element.child_elements() {
        if matches!(child.value().name(), "title" | "desc") {
            parts.push(child.text().collect::<String>().trim().to_string());
        }
    }
    parts.join("：")
}

/// Paints an `<svg>` element. Its size comes from `width` and `height` (mm, pt, px, or em of
/// the text around it, whose style is `around`).
pub fn paint(
    element: ElementRef,
    around: &Computed,
    fonts: &Fonts,
    sheet: &Stylesheet,
    unset: &mut Unset,
) -> Drawing {
    let mut painter = Painter {
        fonts,
        sheet,
        unset,
        theme: theme_of(element, sheet),
        items: Vec::new(),
    };
    let attributes = Attributes::of(element);
    let view_box = ["viewBox", "viewbox"].map(|name| (name, attributes.get(name)));
    let view_box = view_box
        .into_iter()
        .find_map(|(name, text)| Some((name, text?)));
    let view = view_box.and_then(|(_, text)| numbers(text));
    let view = view.filter(|v| v.len() == 4 && v[2] > 0.0 && v[3] > 0.0);
    if let (Some((name, _)), None) = (view_box, &view) {
        painter.not_understood(&attributes, name, "写成 \"0 0 宽 高\"，宽和高大于 0");
    }
    let view = view.unwrap_or_else(|| vec![0.0, 0.0, 100.0, 100.0]);
    let mut length = |name: &str, other: f32| {
        let found = attributes
            .get(name)
            .map(|text| outer_length(text, around.size));
        if found == Some(None) {
            painter.not_understood(&attributes, name, "写成 120mm、340pt、12px 或者 1em");
        }
        found.flatten().unwrap_or(other * MM)
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
        style: Computed {
            colour: around.colour,
            ..Computed::default()
        },
        text_colour: around.colour,
    };
    painter.known(&attributes);
    let mut paint = painter.inherit(&attributes, &paint);
    // As in CSS a class of the drawing may say which colour is the current one.
    paint.text_colour = paint.style.colour;
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
) -> Option<&'a BTreeMap<String, Colour>> {
    let name = element
        .value()
        .classes()
        .find_map(|class| class.strip_prefix("theme-"))?;
    sheet.themes.get(name)
}

/// A length on the outer element.
fn outer_length(text: &str, size: Pt) -> Option<Pt> {
    let number = |text: &str| text.trim().parse::<f32>().ok();
    let length = if let Some(em) = text.strip_suffix("em") {
        number(em).map(|n| n * size)
    } else if let Some(px) = text.strip_suffix("px") {
        number(px).map(|n| n * 0.75)
    } else if let Some(Length::Pt(pt)) = Length::parse(text) {
        Some(pt)
    } else {
        number(text).map(|n| n * 0.75)
    };
    // No wall is larger than a hundred metres.
    length.filter(|pt| (0.0..300_000.0).contains(pt))
}

impl Painter<'_> {
    fn inherit(&mut self, attributes: &Attributes, parent: &Paint) -> Paint {
        let mut paint = parent.clone();
        paint.style = self.sheet.of(attributes.element, &parent.style);
        let written = |name: &str| attributes.get(name).is_some_and(|v| v != "inherit");
        if written("fill") {
            paint.fill = self.colour(attributes, "fill", parent);
        }
        if written("stroke") {
            paint.stroke = self.colour(attributes, "stroke", parent);
        }
        if let Some(width) = self.optional(attributes, "stroke-width") {
            paint.stroke_width = width;
        }
        if written("stroke-dasharray") {
            paint.dash = match attributes.get("stroke-dasharray") {
                Some("none") => Vec::new(),
                _ => self.numbers(attributes, "stroke-dasharray"),
            };
        }
        if let Some(size) = self.optional(attributes, "font-size") {
            paint.font_size = size;
        }
        if written("letter-spacing") && attributes.get("letter-spacing") != Some("normal") {
            paint.spacing = self.number(attributes, "letter-spacing");
        }
        match attributes.get("text-anchor") {
            Some("middle") => paint.anchor = Anchor::Middle,
            Some("end") => paint.anchor = Anchor::End,
            Some("start") => paint.anchor = Anchor::Start,
            Some("inherit") | None => {}
            Some(_) => {
                self.not_understood(attributes, "text-anchor", "写成 start、middle 或者 end");
            }
        }
        if let Some(text) = attributes.get("transform").filter(|text| *text != "none") {
            match transform_of(text) {
                Some(map) => paint.map = paint.map.then(map),
                None => {
                    let help = "可以用 translate、scale、rotate、skewX、skewY、matrix，里面写数";
                    self.not_understood(attributes, "transform", help);
                }
            }
        }
        paint
    }

    fn children(&mut self, element: ElementRef, paint: &Paint) {
        for child in element.child_elements() {
            let attributes = Attributes::of(child);
            if !self.known(&attributes) {
                continue;
            }
            let own = self.inherit(&attributes, paint);
            let mut n = |name: &str| self.number(&attributes, name);
            match child.value().name() {
                "g" | "a" => self.children(child, &own),
                "svg" => {
                    let message = "图里面的 <svg> 印不出来".to_string();
                    self.dropped(child, "", message, "改用 <g>，写上 transform");
                }
                "rect" => {
                    let [x, y, width, height] = ["x", "y", "width", "height"].map(&mut n);
                    // Of two radii one may be left out.
                    let [rx, ry] = ["rx", "ry"].map(|name| self.optional(&attributes, name));
                    let (rx, ry) = (rx.or(ry).unwrap_or(0.0), ry.or(rx).unwrap_or(0.0));
                    self.path(Path::round_rect(x, y, width, height, rx, ry), &own);
                }
                "circle" => {
                    let [x, y, r] = ["cx", "cy", "r"].map(&mut n);
                    self.path(Path::round_rect(x - r, y - r, 2.0 * r, 2.0 * r, r, r), &own);
                }
                "ellipse" => {
                    let [x, y, rx, ry] = ["cx", "cy", "rx", "ry"].map(&mut n);
                    let (width, height) = (2.0 * rx, 2.0 * ry);
                    let segments = Path::round_rect(x - rx, y - ry, width, height, rx, ry);
                    self.path(segments, &own);
                }
                "line" => {
                    let [x1, y1, x2, y2] = ["x1", "y1", "x2", "y2"].map(&mut n);
                    self.path(vec![Segment::Move(x1, y1), Segment::Line(x2, y2)], &own);
                }
                name @ ("polygon" | "polyline") => {
                    let points = self.numbers(&attributes, "points");
                    if points.len() % 2 == 1 {
                        self.not_understood(&attributes, "points", "每个点写两个数");
                    }
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
                "path" => {
                    let (segments, rest) = path_data(attributes.get("d").unwrap_or(""));
                    if let Some(at) = rest {
                        let message = format!("图里 <path> 的 d 从第 {at} 个字符起看不懂");
                        self.dropped(child, "d", message, "检查命令的字母和数的个数");
                    }
                    self.path(segments, &own);
                }
                "text" => self.text(&attributes, &own),
                "tspan" => {
                    let message = "图里的 <tspan> 不在 <text> 里".to_string();
                    self.dropped(child, "", message, "放进 <text> 里");
                }
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
            round: false,
        }));
    }
}
