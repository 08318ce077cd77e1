//! Sections: the sheet of paper, how its pages are counted, what stands at their foot.

use super::paragraph::twips;
use crate::typeset::length::Pt;
use crate::typeset::style::{Break, Numbering, Sheet};
use std::sync::Arc;

/// What a section has; a change of it begins another.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Section {
    /// The name of its sheet.
    pub sheet: Arc<str>,
    pub numbering: Numbering,
    /// Whether its count begins anew.
    pub restarts: bool,
    /// Where it begins.
    pub begins: Break,
}

/// The relations of the footers: of odd pages, of even pages, of pages without a number.
pub(super) const ODD: &str = "rIdOdd";
pub(super) const EVEN: &str = "rIdEven";
pub(super) const NONE: &str = "rIdNone";
/// The relation of the header of a draft.
pub(super) const DRAFT: &str = "rIdDraft";

/// Width and height of a sheet, its margins (top, right, bottom, left), in points, as one reads it.
fn measures(sheet: &Sheet) -> ((Pt, Pt), [Pt; 4]) {
    let pt = |length: crate::typeset::length::Length| length.pt(0.0, 0.0);
    let (width, height) = (pt(sheet.width), pt(sheet.height));
    let (top, left) = (pt(sheet.top), pt(sheet.binding));
    let right = width - left - pt(sheet.body_width);
    let bottom = height - top - pt(sheet.body_height);
    match sheet.turned {
        // Word turns the paper, not the text: its head lies at the binding edge.
        true => ((height, width), [left, top, right, bottom]),
        false => ((width, height), [top, right, bottom, left]),
    }
}

/// The width of the type area as one reads it.
pub(super) fn width(sheet: &Sheet) -> Pt {
    let ((width, _), [_, right, _, left]) = measures(sheet);
    width - left - right
}

/// The height of the type area as one reads it.
pub(super) fn height(sheet: &Sheet) -> Pt {
    let ((_, height), [top, _, bottom, _]) = measures(sheet);
    height - top - bottom
}

impl Section {
    /// `w:sectPr`.
    pub fn xml(&self, sheet: &Sheet, below: Pt, is_draft: bool) -> String {
        let ((width, height), [top, right, bottom, left]) = measures(sheet);
        let (odd, even) = match self.numbering {
            Numbering::None | Numbering::Sheets => (NONE, NONE),
            _ => (ODD, EVEN),
        };
        let header = match is_draft {
            true => format!("<w:headerReference w:type=\"default\" r:id=\"{DRAFT}\"/><w:headerReference w:type=\"even\" r:id=\"{DRAFT}\"/>"),
            false => String::new(),
        };
        let begins = match self.begins {
            Break::Odd => "oddPage",
            _ => "nextPage",
        };
        let turned = if sheet.turned {
            " w:orient=\"landscape\""
        } else {
            ""
        };
        let counted = match (self.numbering, self.restarts) {
            (Numbering::Roman, true) => "<w:pgNumType w:fmt=\"upperRoman\" w:start=\"1\"/>",
            (Numbering::Roman, false) => "<w:pgNumType w:fmt=\"upperRoman\"/>",
            (_, true) => "<w:pgNumType w:fmt=\"decimal\" w:start=\"1\"/>",
            (_, false) => "<w:pgNumType w:fmt=\"decimal\"/>",
        };
        // The footer's text stands a little below the type area.
        let foot = (bottom - below - 14.0).max(0.0);
        format!(
            "<w:sectPr>{header}<w:footerReference w:type=\"default\" r:id=\"{odd}\"/>\
             <w:footerReference w:type=\"even\" r:id=\"{even}\"/><w:type w:val=\"{begins}\"/>\
             <w:pgSz w:w=\"{}\" w:h=\"{}\"{turned}/>\
             <w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"600\" w:footer=\"{}\" w:gutter=\"0\"/>\
             {counted}</w:sectPr>",
            twips(width),
            twips(height),
            twips(top),
            twips(right),
            twips(bottom),
            twips(left),
            twips(foot),
        )
    }
}
