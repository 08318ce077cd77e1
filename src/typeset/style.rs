//! `print.toml`: how each element is set on paper.
//!
//! A list of rules, each a CSS selector with typed properties. Later rules win over earlier
//! ones, whatever their selectors: order is easier to explain to a clerk than specificity.

use super::length::{Colour, Length, Pt};
use crate::diagnostic::{Code, Finding, Place, SourceId};
use crate::text::font::Chains;
use crate::text::{FontRole, Prohibition};
use scraper::{ElementRef, Selector};
use serde::Deserialize;
use std::collections::BTreeMap;

/// How an element takes part in the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Display {
    /// Stacked from top to bottom.
    Block,
    /// Part of the lines of its parent.
    Inline,
    /// Part of a line, but set apart in a box of its own, such as a grade chip.
    InlineBox,
    /// Left out.
    None,
    /// A table.
    Table,
    /// A drawing.
    Figure,
    /// A drawing that is a sheet of its own: a poster.
    Sheet,
    /// First child at the left, last at the right of one line.
    Ends,
}

/// How lines fill their measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Both edges straight.
    #[default]
    Justify,
    /// Straight at the left.
    Left,
    /// Straight at the right.
    Right,
    /// In the middle.
    Center,
    /// In the middle, broken by sense.
    CenterSense,
    /// Straight at the left, broken by sense.
    Sense,
    /// Characters spread over the measure (分散对齐).
    Spread,
}

/// Where an element begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub enum Break {
    /// Where the one before ends.
    #[default]
    None,
    /// On a new page.
    Page,
    /// On a new page with an odd number.
    Odd,
}

/// How pages are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Numbering {
    /// Not at all: covers.
    #[default]
    None,
    /// I, II, …: contents and preface.
    Roman,
    /// 1, 2, …
    Arabic,
}

/// Vertical place in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Valign {
    /// At the top.
    Top,
    /// In the middle.
    #[default]
    Middle,
}

macro_rules! properties {
    ($($(#[$doc:meta])* $name:ident: $kind:ty,)*) => {
        /// The properties of one rule; `None` leaves things as they are.
        #[derive(Debug, Clone, Default, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        pub struct Properties {
            /// The selector; a list with commas is allowed.
            #[serde(rename = "match")]
            selector: String,
            $($(#[$doc])* pub $name: Option<$kind>,)*
        }

        impl Properties {
            fn apply(&mut self, later: &Self) {
                $(if later.$name.is_some() { self.$name.clone_from(&later.$name); })*
            }
        }
    };
}

properties! {
    /// How it takes part in the page.
    display: Display,
    /// The face. Inherited.
    font: FontRole,
    /// Font size. Inherited.
    size: Length,
    /// Distance of baselines. Inherited.
    leading: Length,
    /// Colour of text. Inherited.
    colour: Colour,
    /// Added between characters. Inherited.
    tracking: Length,
    /// How lines fill. Inherited.
    align: Align,
    /// Gap between hanzi and Latin in em. Inherited.
    latin_gap: f32,
    /// What may not start or end a line. Inherited.
    prohibition: ProhibitionName,
    /// Indent of the first line.
    indent: Length,
    /// Indent of the other lines.
    turn_over: Length,
    /// Blank at the left of the block.
    left: Length,
    /// Blank at the right of the block.
    right: Length,
    /// Blank above; not at the top of a page.
    above: Length,
    /// Blank above, also at the top of a page.
    drop: Length,
    /// Blank below.
    below: Length,
    /// Height that a block of lines is centred in.
    height: Length,
    /// Where it begins.
    break_before: Break,
    /// Whether it stays with what follows.
    keep_with_next: bool,
    /// Whether it is never broken.
    keep_together: bool,
    /// Name of the sheet it is on. Inherited.
    sheet: String,
    /// How its pages are counted. Inherited.
    numbering: Numbering,
    /// Level in the outline.
    outline: u8,
    /// Whether a contents entry ends in dots and the page of its link.
    leader: bool,
    /// Structure type (ISO 32000-1 14.8.4).
    role: Role,
    /// Fill of a box or cell.
    fill: Colour,
    /// Edge of a box, grid of a table.
    stroke: Colour,
    /// Width of that edge.
    stroke_width: Length,
    /// Frame of a table and rule below its head.
    frame_width: Length,
    /// Rule above a block.
    rule_above: Length,
    /// Second, thinner rule above, and its distance.
    thin_rule_above: Length,
    /// Rule below a block.
    rule_below: Length,
    /// Second, thinner rule below.
    thin_rule_below: Length,
    /// Blank inside a box or cell at the left and right.
    padding_x: Length,
    /// Blank inside at the top and bottom.
    padding_y: Length,
    /// Corner of a box.
    radius: Length,
    /// Width of a column or block.
    width: Length,
    /// Vertical place in a cell.
    valign: Valign,
    /// Text before each list item: `decimal` counts.
    marker: Marker,
    /// Whether it is shown again, with （续）, above the next table on its further pages.
    repeat: bool,
    /// Whether it stands beside the block before it, on the same height.
    overlap: bool,
    /// Distance of the top of the block from the top of the type area, for covers.
    place: Length,
}

/// Numbers before list items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Marker {
    /// None.
    None,
    /// 1. 2. …
    Decimal,
}

/// [`Prohibition`] as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProhibitionName {
    /// CLREQ's basic level.
    Basic,
    /// GB/T 15834.
    Gb,
    /// CLREQ's strict level.
    Strict,
}

/// Structure types that rules may give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[allow(missing_docs)]
pub enum Role {
    Sect,
    Div,
    P,
    H1,
    H2,
    H3,
    H4,
    H5,
    L,
    LI,
    #[serde(rename = "TOC")]
    Toc,
    #[serde(rename = "TOCI")]
    Toci,
    Figure,
    Table,
    Caption,
}

impl Role {
    /// The name in the PDF.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sect => "Sect",
            Self::Div => "Div",
            Self::P => "P",
            Self::H1 => "H1",
            Self::H2 => "H2",
            Self::H3 => "H3",
            Self::H4 => "H4",
            Self::H5 => "H5",
            Self::L => "L",
            Self::LI => "LI",
            Self::Toc => "TOC",
            Self::Toci => "TOCI",
            Self::Figure => "Figure",
            Self::Table => "Table",
            Self::Caption => "Caption",
        }
    }
}

/// A sheet of paper with its type area (版心).
#[derive(Debug, Clone, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sheet {
    /// Width of the upright sheet.
    pub width: Length,
    /// Height of the upright sheet.
    pub height: Length,
    /// 天头: top margin.
    pub top: Length,
    /// 订口: margin at the binding edge, left on odd pages.
    pub binding: Length,
    /// Width of the 版心 on the upright sheet.
    pub body_width: Length,
    /// Height of the 版心 on the upright sheet.
    pub body_height: Length,
    /// Half of what the leading is more than the size: the grid of lines begins and ends this
    /// far outside the 版心, so that 22 lines fill it from the top of the first line's characters
    /// to the bottom of the last line's (GB/T 9704 3.2, 5.2.3).
    #[serde(default)]
    pub half_leading: Option<Length>,
    /// Whether the content is turned: read landscape, its head at the left edge.
    #[serde(default)]
    pub turned: bool,
    /// Whether even pages are mirrored, for printing on both sides.
    #[serde(default)]
    pub mirrored: bool,
}

/// The page number (GB/T 9704 7.5).
#[derive(Debug, Clone, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PageNumber {
    /// Its face.
    pub font: FontRole,
    /// Its size.
    pub size: Length,
    /// Distance of its dashes from the 版心.
    pub below: Length,
    /// Distance from the outer edge of the 版心, in characters of its size.
    pub indent: Length,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    fonts: Chains,
    sheets: BTreeMap<String, Sheet>,
    page_number: PageNumber,
    rule: Vec<Properties>,
}

/// A parsed `print.toml`.
pub struct Stylesheet {
    /// `[fonts]`.
    pub fonts: Chains,
    /// `[sheets]`.
    pub sheets: BTreeMap<String, Sheet>,
    /// `[page-number]`.
    pub page_number: PageNumber,
    rules: Vec<(Selector, Properties)>,
    /// Rules by what the last part of their selector asks for, so that an element is tried
    /// against few of them.
    by_key: BTreeMap<String, Vec<usize>>,
}

impl Stylesheet {
    /// Reads `print.toml`; `source` is where findings point.
    pub fn parse(text: &str, source: SourceId) -> Result<Self, Vec<Finding>> {
        let fault = |range: std::ops::Range<usize>, message: String| {
            Finding::error(Code::BadStyle, Place::new(source, range), message)
                .help("属性和取值见 docs/print.md")
        };
        let file: File = toml::from_str(text).map_err(|error| {
            vec![fault(
                error.span().unwrap_or(0..0),
                error.message().replace('\n', "；"),
            )]
        })?;
        let mut faults = Vec::new();
        let mut sheet_ok = |name: &str| {
            if !file.sheets.contains_key(name) {
                let at = text.find(&format!("\"{name}\"")).unwrap_or(0);
                faults.push(fault(
                    at..at + name.len(),
                    format!("没有叫“{name}”的 [sheets]"),
                ));
            }
        };
        sheet_ok("a4");
        file.rule
            .iter()
            .filter_map(|r| r.sheet.as_deref())
            .for_each(&mut sheet_ok);
        let mut rules = Vec::new();
        let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for properties in file.rule {
            for part in properties.selector.split(',').map(str::trim) {
                match Selector::parse(part) {
                    Ok(selector) => {
                        by_key.entry(key_of(part)).or_default().push(rules.len());
                        rules.push((selector, properties.clone()));
                    }
                    Err(_) => {
                        let at = text.find(part).unwrap_or(0);
                        faults.push(fault(
                            at..at + part.len(),
                            format!("选择器“{part}”写得不对"),
                        ));
                    }
                }
            }
        }
        if faults.is_empty() {
            let (fonts, sheets) = (file.fonts, file.sheets);
            Ok(Self {
                fonts,
                sheets,
                page_number: file.page_number,
                rules,
                by_key,
            })
        } else {
            Err(faults)
        }
    }

    /// The style of an element inside a parent of style `parent`.
    pub fn of(&self, element: ElementRef, parent: &Computed) -> Computed {
        let name = element.value().name();
        let mut keys = vec!["*".to_string(), name.to_string()];
        keys.extend(element.value().classes().map(|class| format!(".{class}")));
        if let Some(id) = element.value().id() {
            keys.push(format!("#{id}"));
        }
        let mut candidates: Vec<usize> = keys
            .iter()
            .filter_map(|k| self.by_key.get(k))
            .flatten()
            .copied()
            .collect();
        candidates.sort_unstable();
        let mut own = Properties::default();
        for index in candidates {
            let (selector, properties) = &self.rules[index];
            if selector.matches(&element) {
                own.apply(properties);
            }
        }
        Computed::inherit(parent, own)
    }
}

/// What the last compound of a selector asks for: a class, an id, a tag or anything.
fn key_of(selector: &str) -> String {
    let last = selector.rsplit([' ', '>', '+', '~']).next().unwrap_or("");
    let last = last.split([':', '[']).next().unwrap_or("");
    if let Some(at) = last.find('.') {
        let class = &last[at + 1..];
        return format!(".{}", class.split(['.', '#']).next().unwrap_or(""));
    }
    if let Some(at) = last.find('#') {
        return format!("#{}", &last[at + 1..]);
    }
    if last.is_empty() {
        "*".to_string()
    } else {
        last.to_string()
    }
}

/// The style of one element: inherited properties resolved, its own kept as written.
#[derive(Debug, Clone)]
pub struct Computed {
    /// Face.
    pub font: FontRole,
    /// Font size.
    pub size: Pt,
    /// Distance of baselines.
    pub leading: Pt,
    /// Colour of text.
    pub colour: Colour,
    /// Added between characters.
    pub tracking: Pt,
    /// How lines fill.
    pub align: Align,
    /// Gap between hanzi and Latin in em.
    pub latin_gap: f32,
    /// What may not start or end a line.
    pub prohibition: Prohibition,
    /// Sheet name.
    pub sheet: String,
    /// How pages are counted.
    pub numbering: Numbering,
    /// Properties that are not inherited.
    pub own: Properties,
}

impl Default for Computed {
    fn default() -> Self {
        Self {
            font: FontRole::Fangsong,
            size: 15.75,
            leading: 29.62,
            colour: Colour::BLACK,
            tracking: 0.0,
            align: Align::Justify,
            latin_gap: 0.25,
            prohibition: Prohibition::Basic,
            sheet: "a4".to_string(),
            numbering: Numbering::None,
            own: Properties::default(),
        }
    }
}

impl Computed {
    fn inherit(parent: &Self, own: Properties) -> Self {
        let size = own
            .size
            .map_or(parent.size, |s| s.pt(parent.size, parent.leading));
        let leading = own
            .leading
            .map_or(parent.leading, |l| l.pt(size, parent.leading));
        Self {
            font: own.font.unwrap_or(parent.font),
            size,
            leading,
            colour: own.colour.unwrap_or(parent.colour),
            tracking: own
                .tracking
                .map_or(parent.tracking, |t| t.pt(size, leading)),
            align: own.align.unwrap_or(parent.align),
            latin_gap: own.latin_gap.unwrap_or(parent.latin_gap),
            prohibition: own.prohibition.map_or(parent.prohibition, |p| match p {
                ProhibitionName::Basic => Prohibition::Basic,
                ProhibitionName::Gb => Prohibition::Gb,
                ProhibitionName::Strict => Prohibition::Strict,
            }),
            sheet: own.sheet.clone().unwrap_or_else(|| parent.sheet.clone()),
            numbering: own.numbering.unwrap_or(parent.numbering),
            own,
        }
    }

    /// A length of its own in points, 0 where it has none.
    pub fn pt(&self, length: Option<Length>) -> Pt {
        length.map_or(0.0, |l| l.pt(self.size, self.leading))
    }

    /// How it takes part in the page; `None` where no rule names it.
    pub fn display(&self) -> Option<Display> {
        self.own.display
    }
}
