//! Paragraphs and runs.

use super::xml::escaped;
use crate::text::FontRole;
use crate::typeset::length::{Colour, Pt};
use crate::typeset::style::{Align, Computed, Display};
use std::fmt::Write as _;

/// The levels of headings that Word's styles are used for.
pub(super) const LEVELS: u8 = 4;

/// A stretch of text with one format.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    pub text: String,
    pub font: FontRole,
    pub size: Pt,
    pub colour: Colour,
    pub tracking: Pt,
    /// The ground that it stands on: a grade's sign, words that went.
    pub fill: Option<Colour>,
    /// Whether a line goes through it.
    pub strike: bool,
    /// The colour of the line below it.
    pub underline: Option<Colour>,
    /// The anchor that it leads to.
    pub link: Option<String>,
    /// A drawing that stands on the line, as XML, in place of text.
    pub drawing: Option<String>,
}

impl Run {
    pub fn new(text: String, style: &Computed, link: Option<&str>) -> Self {
        let inline = style.display() == Some(Display::Inline);
        let boxed = style.display() == Some(Display::InlineBox);
        Self {
            text,
            font: style.font,
            size: style.size,
            colour: style.colour,
            tracking: style.tracking,
            fill: style.own.fill.filter(|_| boxed || inline),
            strike: inline && style.own.strike.is_some(),
            underline: (style.own.underline.filter(|_| inline))
                .map(|_| style.own.stroke.unwrap_or(style.colour)),
            link: link.map(str::to_owned),
            drawing: None,
        }
    }

    /// Whether there is nothing of it on the page.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.drawing.is_none()
    }

    fn same_format(&self, other: &Self) -> bool {
        self.drawing.is_none()
            && other.drawing.is_none()
            && (self.fill, self.strike, self.underline)
                == (other.fill, other.strike, other.underline)
            && (self.font, self.size, self.colour, self.tracking, &self.link)
                == (
                    other.font,
                    other.size,
                    other.colour,
                    other.tracking,
                    &other.link,
                )
    }
}

/// Adds a run to others; one of the same format goes on the last.
pub(super) fn join(runs: &mut Vec<Run>, run: Run) {
    match runs.last_mut() {
        Some(last) if last.same_format(&run) => last.text.push_str(&run.text),
        _ => runs.push(run),
    }
}

/// How a paragraph stands; lengths in points.
#[derive(Debug, Clone, Default)]
pub(super) struct Format {
    /// The level of Word's heading style; 0 for none.
    pub heading: u8,
    /// The style of a contents entry, by its level; 0 for none.
    pub contents: u8,
    /// `w:jc`.
    pub justify: &'static str,
    /// From line to line; 0 where a line is as high as what stands on it.
    pub leading: Pt,
    pub before: Pt,
    pub after: Pt,
    pub first: Pt,
    pub left: Pt,
    pub right: Pt,
    pub keep_next: bool,
    pub page_break: bool,
    /// Where a tab stop at the right stands, with dots before it or not.
    pub tab: Option<(Pt, bool)>,
    /// A rule above, below: width and colour.
    pub rules: [Option<(Pt, Colour)>; 2],
}

/// The names of a face: of hanzi, of Latin.
pub(super) fn faces(font: FontRole) -> (&'static str, &'static str) {
    const LATIN: &str = "Times New Roman";
    match font {
        FontRole::Kai => ("楷体_GB2312", LATIN),
        FontRole::Hei => ("黑体", "黑体"),
        FontRole::Xiaobiaosong => ("方正小标宋简体", "方正小标宋简体"),
        FontRole::Song => ("宋体", "宋体"),
        _ => ("仿宋_GB2312", LATIN),
    }
}

/// Twentieths of a point.
pub(super) fn twips(points: Pt) -> i32 {
    (points * 20.0).round() as i32
}

/// `w:jc` of an alignment.
pub(super) fn justify(align: Align) -> &'static str {
    match align {
        Align::Justify => "both",
        Align::Left | Align::Sense => "left",
        Align::Right => "right",
        Align::Center | Align::CenterSense | Align::Shaped | Align::Upright => "center",
        Align::Spread => "distribute",
    }
}

/// `w:rPr` of a format.
pub(super) fn run_properties(font: FontRole, size: Pt, colour: Colour, tracking: Pt) -> String {
    let (han, latin) = faces(font);
    let half = (size * 2.0).round() as i32;
    let mut out = format!(
        "<w:rFonts w:ascii=\"{latin}\" w:hAnsi=\"{latin}\" w:eastAsia=\"{han}\" w:cs=\"{latin}\"/>"
    );
    if colour != Colour::BLACK {
        let Colour(red, green, blue) = colour;
        let _ = write!(out, "<w:color w:val=\"{red:02X}{green:02X}{blue:02X}\"/>");
    }
    if tracking != 0.0 {
        let _ = write!(out, "<w:spacing w:val=\"{}\"/>", twips(tracking));
    }
    let _ = write!(out, "<w:sz w:val=\"{half}\"/><w:szCs w:val=\"{half}\"/>");
    out
}

/// A paragraph as XML: what stands before its runs (bookmarks), its runs with what stands behind
/// them, and a section's end.
pub(super) fn xml(
    format: &Format,
    marks: &str,
    (runs, tail): (&[Run], &str),
    section: Option<&str>,
    out: &mut String,
) {
    out.push_str("<w:p><w:pPr>");
    style(format, out);
    properties(format, out);
    if let Some(section) = section {
        out.push_str(section);
    }
    out.push_str("</w:pPr>");
    out.push_str(marks);
    for run in runs {
        match &run.link {
            Some(anchor) => {
                let _ = write!(out, "<w:hyperlink w:anchor=\"{anchor}\" w:history=\"1\">");
                one(run, out);
                out.push_str("</w:hyperlink>");
            }
            None => one(run, out),
        }
    }
    out.push_str(tail);
    out.push_str("</w:p>");
}

/// The style of a paragraph.
fn style(format: &Format, out: &mut String) {
    match (format.heading, format.contents) {
        (level @ 1..=LEVELS, _) => {
            let _ = write!(out, "<w:pStyle w:val=\"Heading{level}\"/>");
        }
        (_, level @ 1..) => {
            let _ = write!(out, "<w:pStyle w:val=\"TOC{level}\"/>");
        }
        _ => {}
    }
}

/// What of a paragraph's format is no style's name.
pub(super) fn properties(format: &Format, out: &mut String) {
    if format.keep_next {
        out.push_str("<w:keepNext/>");
    }
    if format.page_break {
        out.push_str("<w:pageBreakBefore/>");
    }
    if format.rules.iter().any(Option::is_some) {
        out.push_str("<w:pBdr>");
        for (name, rule) in ["top", "bottom"].into_iter().zip(&format.rules) {
            if let Some((width, Colour(r, g, b))) = rule {
                let eighths = (width * 8.0).round().clamp(2.0, 96.0) as i32;
                let _ = write!(
                    out,
                    "<w:{name} w:val=\"single\" w:sz=\"{eighths}\" w:space=\"1\" w:color=\"{r:02X}{g:02X}{b:02X}\"/>"
                );
            }
        }
        out.push_str("</w:pBdr>");
    }
    if let Some((at, dots)) = format.tab {
        let leader = if dots { " w:leader=\"dot\"" } else { "" };
        let _ = write!(
            out,
            "<w:tabs><w:tab w:val=\"right\"{leader} w:pos=\"{}\"/></w:tabs>",
            twips(at)
        );
    }
    let (line, rule) = match format.leading {
        0.0 => (240, "auto"),
        leading => (twips(leading), "exact"),
    };
    let _ = write!(
        out,
        "<w:spacing w:before=\"{}\" w:after=\"{}\" w:line=\"{line}\" w:lineRule=\"{rule}\"/>",
        twips(format.before),
        twips(format.after),
    );
    let hanging = format.first < 0.0;
    let first = if hanging { "hanging" } else { "firstLine" };
    let _ = write!(
        out,
        "<w:ind w:left=\"{}\" w:right=\"{}\" w:{first}=\"{}\"/>",
        twips(format.left),
        twips(format.right),
        twips(format.first.abs())
    );
    let _ = write!(out, "<w:jc w:val=\"{}\"/>", format.justify);
}

fn one(run: &Run, out: &mut String) {
    let mut properties = run_properties(run.font, run.size, run.colour, run.tracking);
    if run.strike {
        // Before the colour, in the order that the schema of Word's documents has.
        let at = properties.find("/>").map_or(0, |end| end + 2);
        properties.insert_str(at, "<w:strike/>");
    }
    if let Some(Colour(r, g, b)) = run.underline {
        let _ = write!(
            properties,
            "<w:u w:val=\"single\" w:color=\"{r:02X}{g:02X}{b:02X}\"/>"
        );
    }
    if let Some(Colour(r, g, b)) = run.fill {
        let _ = write!(
            properties,
            "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{r:02X}{g:02X}{b:02X}\"/>"
        );
    }
    if let Some(drawing) = &run.drawing {
        // It stands as far below the line as hanzi do.
        let _ = write!(out, "<w:r><w:rPr>{properties}</w:rPr>{drawing}</w:r>");
        return;
    }
    for (at, line) in run.text.split('\n').enumerate() {
        let _ = write!(out, "<w:r><w:rPr>{properties}</w:rPr>");
        if at > 0 {
            out.push_str("<w:br/>");
        }
        for (at, part) in line.split('\t').enumerate() {
            if at > 0 {
                out.push_str("<w:tab/>");
            }
            if !part.is_empty() {
                let _ = write!(out, "<w:t xml:space=\"preserve\">{}</w:t>", escaped(part));
            }
        }
        out.push_str("</w:r>");
    }
}
