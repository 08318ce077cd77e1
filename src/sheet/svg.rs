//! A small writer for charts in the subset of SVG that the painter knows. Text carries the class
//! of its font.

use super::chip::Chip;
use super::geometry::{Point, Rect, TextLine};
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
        let (w, h) = (number(width), number(height));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}mm\" \
             height=\"{h}mm\" role=\"img\">\n<title>{}</title>\n<desc>{}</desc>\n{}</svg>",
            escape(title),
            escape(desc),
            self.out
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

    /// An element; `edge` is the colour and width of its outline.
    fn element(
        &mut self,
        name: &str,
        own: &[(&str, String)],
        fill: &str,
        edge: Option<(&str, f32)>,
    ) {
        let _ = write!(self.out, "<{name}");
        let mut attribute = |key: &str, value: &str| {
            let _ = write!(self.out, " {key}=\"{}\"", escape(value));
        };
        for (key, value) in own {
            attribute(key, value);
        }
        if !fill.is_empty() {
            attribute("fill", fill);
        }
        if let Some((colour, width)) = edge {
            attribute("stroke", colour);
            attribute("stroke-width", &number(width * self.scale));
        }
        self.out.push_str("/>\n");
    }

    pub fn rect(&mut self, rect: Rect, fill: &str, edge: Option<(&str, f32)>, corner: f32) {
        let mut own = vec![
            ("x", self.x(rect.x)),
            ("y", self.y(rect.y)),
            ("width", self.length(rect.width)),
            ("height", self.length(rect.height)),
        ];
        if corner > 0.0 {
            own.push(("rx", self.length(corner)));
        }
        self.element("rect", &own, fill, edge);
    }

    pub fn line(&mut self, from: Point, to: Point, colour: &str, width: f32) {
        let own = [
            ("x1", self.x(from.x)),
            ("y1", self.y(from.y)),
            ("x2", self.x(to.x)),
            ("y2", self.y(to.y)),
        ];
        self.element("line", &own, "", Some((colour, width)));
    }

    pub fn circle(&mut self, centre: Point, radius: f32, fill: &str, edge: Option<(&str, f32)>) {
        let own = [
            ("cx", self.x(centre.x)),
            ("cy", self.y(centre.y)),
            ("r", self.length(radius)),
        ];
        self.element("circle", &own, fill, edge);
    }

    /// A ring whose left half is filled.
    pub fn half_circle(&mut self, centre: Point, radius: f32, [paper, colour]: [&str; 2]) {
        self.circle(centre, radius, paper, Some((colour, radius * 0.2)));
        let (x, r) = (self.x(centre.x), self.length(radius));
        let (top, bottom) = (self.y(centre.y - radius), self.y(centre.y + radius));
        let d = format!("M{x} {top} A{r} {r} 0 0 0 {x} {bottom} Z");
        self.element("path", &[("d", d)], colour, None);
    }

    /// A line of text in the font of that class.
    pub fn text(&mut self, line: &TextLine, class: &str, fill: &str) {
        let _ = writeln!(
            self.out,
            "<text class=\"{class}\" x=\"{}\" y=\"{}\" font-size=\"{}\" text-anchor=\"{}\" \
             fill=\"{fill}\">{}</text>",
            self.x(line.x),
            self.y(line.y),
            self.length(line.size),
            line.anchor.word(),
            escape(&line.text)
        );
    }

    /// A chip in the colours of its grade: ground, edge, word.
    pub fn chip(&mut self, chip: &Chip, [fill, edge, ink]: &[String; 3]) {
        self.rect(chip.rect, fill, Some((edge, chip.edge)), chip.corner);
        self.text(&chip.word, "hei", ink);
    }
}

/// Two decimals are a hundredth of a millimetre: finer than any printer.
fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0" } else { text }.to_owned()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
