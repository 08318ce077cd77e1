//! The properties that a rule of `print.toml` may set, and their values.

use super::read::{Limits, Reader};
use crate::diagnostic::Spanned;
use crate::text::FontRole;
use crate::typeset::length::{Colour, Length};
use serde::Deserialize;

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
    /// Names over a date, its last child: each centred over it, room for seals between them
    /// (GB/T 9704 7.3.5.1).
    Signature,
    /// Names one above the other, spread to one width, at their right its last child (GB/T 9704
    /// 7.2.4).
    JointMark,
    /// At the foot of the last even page (GB/T 9704 7.4).
    Foot,
    /// Lines to be written on: each with `rule-below`, the blank ones that `data-lines` asks for
    /// too.
    Ruled,
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
    /// In the middle, in lines of a shape: a title (GB/T 9704 7.3.1).
    Shaped,
    /// One Chinese character a line, in the middle: a narrow column read from top to bottom.
    Upright,
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
    /// 2, 3, …: the first page shows no number (GB/T 9704 10.1).
    Letter,
    /// 第1页/共2页: each break begins a count of its own, and what has one page shows none.
    Sheets,
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
    ($($(#[$doc:meta])* $name:ident: $kind:ty $(= $limits:expr)?,)*) => {
        /// The properties of one rule; `None` leaves things as they are.
        #[derive(Debug, Clone, Default)]
        pub struct Properties {
            $($(#[$doc])* pub $name: Option<$kind>,)*
        }

        impl Properties {
            pub(super) fn apply(&mut self, later: &Self) {
                $(if later.$name.is_some() { self.$name.clone_from(&later.$name); })*
            }

            pub(super) fn read(reader: &mut Reader) -> Self {
                Self {
                    $($name: reader.optional(
                        stringify!($name),
                        [$($limits,)? Limits::Any][0],
                    ),)*
                }
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
    size: Length = Limits::SIZE,
    /// Distance of baselines. Inherited.
    leading: Length = Limits::LEADING,
    /// Colour of text. Inherited.
    colour: Colour,
    /// Added between characters. Inherited.
    tracking: Length = Limits::TRACKING,
    /// How lines fill. Inherited.
    align: Align,
    /// Gap between hanzi and Latin in em. Inherited.
    latin_gap: f32 = Limits::Number(0.0, 2.0),
    /// What may not start or end a line. Inherited.
    prohibition: ProhibitionName,
    /// Indent of the first line.
    indent: Length = Limits::BLANK,
    /// Indent of the other lines.
    turn_over: Length = Limits::BLANK,
    /// Blank at the left of the block.
    left: Length = Limits::BLANK,
    /// Blank at the right of the block.
    right: Length = Limits::BLANK,
    /// Blank above; not at the top of a page.
    above: Length = Limits::BLANK,
    /// Blank above, also at the top of a page.
    drop: Length = Limits::BLANK,
    /// Blank below.
    below: Length = Limits::BLANK,
    /// Height that a block of lines is centred in.
    height: Length = Limits::BLANK,
    /// Where it begins.
    break_before: Break,
    /// Whether it stays with what follows.
    keep_with_next: bool,
    /// How many of its last lines stay with what follows.
    keep_last: u8 = Limits::Number(1.0, 9.0),
    /// Whether it is never broken.
    keep_together: bool,
    /// Name of the sheet it is on. Inherited.
    sheet: Spanned<String>,
    /// How its pages are counted. Inherited.
    numbering: Numbering,
    /// Level in the outline.
    outline: u8 = Limits::Number(1.0, 6.0),
    /// Whether a contents entry ends in dots and the page of its link.
    leader: bool,
    /// Structure type (ISO 32000-1 14.8.4).
    role: Role,
    /// Fill of a box or cell.
    fill: Colour,
    /// Line through the words of an inline element.
    strike: Length = Limits::LINE,
    /// Line below the words of an inline element.
    underline: Length = Limits::LINE,
    /// Edge of a box, grid of a table.
    stroke: Colour,
    /// Width of that edge.
    stroke_width: Length = Limits::LINE,
    /// Frame of a table and rule below its head.
    frame_width: Length = Limits::LINE,
    /// Rule above a block.
    rule_above: Length = Limits::LINE,
    /// Second, thinner rule above, and its distance.
    thin_rule_above: Length = Limits::LINE,
    /// Rule below a block.
    rule_below: Length = Limits::LINE,
    /// Second, thinner rule below.
    thin_rule_below: Length = Limits::LINE,
    /// Blank inside a box or cell at the left and right.
    padding_x: Length = Limits::BLANK,
    /// Blank inside at the top and bottom.
    padding_y: Length = Limits::BLANK,
    /// Corner of a box.
    radius: Length = Limits::BLANK,
    /// Width of a column or block.
    width: Length = Limits::BLANK,
    /// Whether a table hangs on the frame of the one above it.
    joined: bool,
    /// What each row of a table may be higher by, to share what its page leaves blank.
    stretch: Length = Limits::BLANK,
    /// Where a table's widths of columns come from.
    column_widths: ColumnWidths,
    /// Vertical place in a cell.
    valign: Valign,
    /// Text before each list item: `decimal` counts.
    marker: Marker,
    /// Whether it is shown again, with （续）, above the next table on its further pages.
    repeat: bool,
    /// Size of that （续）.
    continued_size: Length = Limits::SIZE,
    /// Face of that （续）.
    continued_font: FontRole,
    /// Whether it stands beside the block before it, on the same height.
    overlap: bool,
    /// Distance of the top of the block from the top of the type area, for covers.
    place: Length = Limits::BLANK,
}

/// Where the widths of a table's columns come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnWidths {
    /// What the cells hold.
    #[default]
    Content,
    /// The template's `<col style="width:12%">`.
    Given,
    /// The template's, moved from column to column until the table is lowest.
    Fitted,
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
    Lbl,
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
            Self::Lbl => "Lbl",
            Self::Toc => "TOC",
            Self::Toci => "TOCI",
            Self::Figure => "Figure",
            Self::Table => "Table",
            Self::Caption => "Caption",
        }
    }
}
