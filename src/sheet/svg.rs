//! A small writer for charts in the subset of SVG that the painter knows. Units are
//! millimetres; text carries the class of its font.

use std::fmt::Write;

/// A chart being drawn.
pub(in crate::sheet) struct Svg {
    out: String,
}

/// How a text stands: font class, size, anchor, colour.
#[derive(Clone, Copy)]
pub(in crate::sheet) struct Type<'c> {
    pub font: &'static str,
    pub size: f64,
    pub anchor: &'static str,
    pub fill: &'c str,
}

impl<'c> Type<'c> {
    pub const fn new(font: &'static str, size: f64, fill: &'c str) -> Self {
        Self {
            font,
            size,
            anchor: "start",
            fill,
        }
    }

    pub const fn middle(self) -> Self {
        Self {
            anchor: "middle",
            ..self
        }
    }

    pub const fn end(self) -> Self {
        Self {
            anchor: "end",
            ..self
        }
    }
}

impl Svg {
    /// An empty chart of that size, with its name and what it says for who cannot see it.
    pub fn new(width: f64, height: f64, title: &str, desc: &str) -> Self {
        let (w, h) = (number(width), number(height));
        let out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}mm\" \
             height=\"{h}mm\" role=\"img\">\n<title>{}</title>\n<desc>{}</desc>\n",
            escape(title),
            escape(desc)
        );
        Self { out }
    }

    pub fn finish(mut self) -> String {
        self.out.push_str("</svg>");
        self.out
    }

    fn element(&mut self, name: &str, attributes: &[(&str, String)]) {
        let _ = write!(self.out, "<{name}");
        for (key, value) in attributes {
            let _ = write!(self.out, " {key}=\"{}\"", escape(value));
        }
        self.out.push_str("/>\n");
    }

    pub fn rect(&mut self, [x, y, w, h]: [f64; 4], fill: &str, edge: Option<(&str, f64)>, rx: f64) {
        let mut attributes = vec![
            ("x", number(x)),
            ("y", number(y)),
            ("width", number(w)),
            ("height", number(h)),
            ("fill", fill.into()),
        ];
        if rx > 0.0 {
            attributes.push(("rx", number(rx)));
        }
        if let Some((colour, width)) = edge {
            attributes.push(("stroke", colour.into()));
            attributes.push(("stroke-width", number(width)));
        }
        self.element("rect", &attributes);
    }

    pub fn line(&mut self, [x1, y1, x2, y2]: [f64; 4], colour: &str, width: f64) {
        let attributes = [
            ("x1", number(x1)),
            ("y1", number(y1)),
            ("x2", number(x2)),
            ("y2", number(y2)),
            ("stroke", colour.into()),
            ("stroke-width", number(width)),
        ];
        self.element("line", &attributes);
    }

    pub fn circle(&mut self, [x, y, r]: [f64; 3], fill: &str, edge: Option<(&str, f64)>) {
        let mut attributes = vec![
            ("cx", number(x)),
            ("cy", number(y)),
            ("r", number(r)),
            ("fill", fill.into()),
        ];
        if let Some((colour, width)) = edge {
            attributes.push(("stroke", colour.into()));
            attributes.push(("stroke-width", number(width)));
        }
        self.element("circle", &attributes);
    }

    /// A ring whose left half is filled.
    pub fn half_circle(&mut self, [x, y, r]: [f64; 3], colour: &str, width: f64) {
        self.circle([x, y, r], "#FFFFFF", Some((colour, width)));
        let (n, top, bottom) = (number(r), number(y - r), number(y + r));
        let x = number(x);
        let d = format!("M{x} {top} A{n} {n} 0 0 0 {x} {bottom} Z");
        self.element("path", &[("d", d), ("fill", colour.into())]);
    }

    /// A text with its baseline at `y`.
    pub fn text(&mut self, x: f64, y: f64, t: Type, text: &str) {
        let _ = writeln!(
            self.out,
            "<text class=\"{}\" x=\"{}\" y=\"{}\" font-size=\"{}\" text-anchor=\"{}\" \
             fill=\"{}\">{}</text>",
            t.font,
            number(x),
            number(y),
            number(t.size),
            t.anchor,
            t.fill,
            escape(text)
        );
    }
}

/// Two decimals are a hundredth of a millimetre: finer than any printer.
fn number(value: f64) -> String {
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
