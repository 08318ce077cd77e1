//! A small writer for charts in the subset of SVG that the painter knows. Text carries the class
//! of its font.

use super::chip::Chip;
use super::geometry::{hundredth, Point, Rect, TextLine};
use std::fmt::Write;

/// A drawing, or a part of one.
#[derive(Debug, Default)]
pub(in crate::sheet) struct Svg {
    out: String,
    /// Where what is drawn next has its upper left corner, and how many mm of the sheet its unit
    /// is: a part is drawn in its own millimetres, and stands smaller or larger on a sheet.
    origin: Point,
    scale: f32,
}

impl Svg {
    /// Nothing drawn yet, at the corner of the sheet, in its millimetres.
    pub fn new() -> Self {
        Self {
            scale: 1.0,
            ..Self::default()
        }
    }

    /// What is drawn next has its corner at `origin`, and is so many times as large.
    pub fn place(&mut self, origin: Point, scale: f32) {
        (self.origin, self.scale) = (origin, scale);
    }

    /// What is drawn as elements, to be put into a drawing.
    pub fn elements(self) -> String {
        self.out
    }

    /// What is drawn as a drawing of that size in mm, with its name and what it says for who
    /// cannot see it.
    pub fn finish(self, width: f32, height: f32, title: &str, desc: &str) -> String {
        let (w, h, out) = (number(width), number(height), self.out);
        let (title, desc) = (escape(title), escape(desc));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}mm\" \
             height=\"{h}mm\" role=\"img\">\n<title>{title}</title>\n<desc>{desc}</desc>\n{out}</svg>"
        )
    }

    fn x(&self, x: f32) -> String {
        number(self.origin.x + x * self.scale)
    }

    fn y(&self, y: f32) -> String {
        number(self.origin.y + y * self.scale)
    }

    fn length(&self, length: f32) -> String {
        number(length * self.scale)
    }

    /// An element by its name and its own attributes; `edge` is the colour and width of its outline.
    fn element(&mut self, own: &str, fill: &str, edge: Option<(&str, f32)>) {
        let _ = write!(self.out, "<{own}");
        if !fill.is_empty() {
            let _ = write!(self.out, " fill=\"{}\"", escape(fill));
        }
        if let Some((colour, width)) = edge {
            let (colour, width) = (escape(colour), self.length(width));
            let _ = write!(self.out, " stroke=\"{colour}\" stroke-width=\"{width}\"");
        }
        self.out.push_str("/>\n");
    }

    pub fn rect(&mut self, rect: Rect, fill: &str, edge: Option<(&str, f32)>, corner: f32) {
        let corner = (corner > 0.0).then(|| format!(" rx=\"{}\"", self.length(corner)));
        self.ground(rect, &corner.unwrap_or_default(), fill, edge);
    }

    /// A ground so light that a grade's sign stands out on it; a dark screen makes it dark.
    pub fn tinted(&mut self, rect: Rect, grade: &str, fill: &str, edge: (&str, f32)) {
        self.ground(rect, &format!(" data-tint=\"{grade}\""), fill, Some(edge));
    }

    fn ground(&mut self, rect: Rect, more: &str, fill: &str, edge: Option<(&str, f32)>) {
        let (x, y) = (self.x(rect.x), self.y(rect.y));
        let (w, h) = (self.length(rect.width), self.length(rect.height));
        let own = format!("rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"{more}");
        self.element(&own, fill, edge);
    }

    pub fn line(&mut self, from: Point, to: Point, colour: &str, width: f32) {
        let [x1, x2] = [from, to].map(|end| self.x(end.x));
        let [y1, y2] = [from, to].map(|end| self.y(end.y));
        let own = format!("line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"");
        self.element(&own, "", Some((colour, width)));
    }

    pub fn circle(&mut self, centre: Point, radius: f32, fill: &str, edge: Option<(&str, f32)>) {
        let (x, y, r) = (self.x(centre.x), self.y(centre.y), self.length(radius));
        let own = format!("circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"");
        self.element(&own, fill, edge);
    }

    /// A ring whose left half is filled.
    pub fn half_circle(&mut self, centre: Point, radius: f32, [paper, colour]: [&str; 2]) {
        self.circle(centre, radius, paper, Some((colour, radius * 0.2)));
        let (x, r) = (self.x(centre.x), self.length(radius));
        let (top, bottom) = (self.y(centre.y - radius), self.y(centre.y + radius));
        let own = format!("path d=\"M{x} {top} A{r} {r} 0 0 0 {x} {bottom} Z\"");
        self.element(&own, colour, None);
    }

    /// A line of text in the font of that class.
    pub fn text(&mut self, line: &TextLine, class: &str, fill: &str) {
        self.line_of_text(line, class, fill, "");
    }

    /// The same on a ground of a grade's colour, which is as it is on a dark screen too.
    pub fn text_on(&mut self, line: &TextLine, class: &str, fill: &str) {
        self.line_of_text(line, class, fill, " data-on=\"grade\"");
    }

    fn line_of_text(&mut self, line: &TextLine, class: &str, fill: &str, more: &str) {
        let (x, y, size) = (self.x(line.x), self.y(line.y), self.length(line.size));
        let (anchor, text) = (line.anchor.word(), escape(&line.text));
        let _ = writeln!(
            self.out,
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" font-size=\"{size}\" \
             text-anchor=\"{anchor}\" fill=\"{fill}\"{more}>{text}</text>"
        );
    }

    /// A chip in the colours of its grade: ground, edge, word.
    pub fn chip(&mut self, chip: &Chip, [fill, edge, ink]: &[String; 3]) {
        self.rect(chip.rect, fill, Some((edge, chip.edge)), chip.corner);
        self.text_on(&chip.word, "hei", ink);
    }
}

fn number(value: f32) -> String {
    hundredth(value).to_string()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
