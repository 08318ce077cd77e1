//! 发文机关标志 of a joint document: a table without rules, the names in its left cell, distributed,
//! 文件 in its right one (GB/T 9704 7.2.4).

use super::paragraph::{self, justify, twips, Format};
use super::walk::{Block, Walk};
use crate::typeset::galley::JointMark;
use crate::typeset::length::Pt;
use crate::typeset::style::Computed;
use scraper::ElementRef;
use std::fmt::Write as _;

impl Walk<'_> {
    /// A mark in the middle of the line, at its place.
    pub(super) fn joint_mark(&mut self, element: ElementRef, style: &Computed, blanks: (Pt, Pt)) {
        let room = self.room(style, blanks).0;
        let Some(mark) = JointMark::of(element, style, self.drawings.fonts, room) else {
            return;
        };
        let style = &mark.style;
        // A table has no place: a line as low as can be stands at it, less what is above the
        // characters of a line.
        let line = Computed {
            leading: 1.0,
            ..style.clone()
        };
        let less = line.leading + (style.leading - style.size) / 2.0;
        let pending = &mut self.pending;
        pending.above = (pending.above - less).max(0.0);
        pending.place = pending.place.map(|place| place - less);
        self.put(Vec::new(), &line, (0.0, 0.0), None);
        let [names, gap, last] = mark.widths.map(twips);
        // A hair more than the characters need: Word breaks a line that just fits.
        let (names, last) = (names + 20, last + 20);
        let mut out = format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{0}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>\
             <w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/>\
             <w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>\
             <w:gridCol w:w=\"{1}\"/><w:gridCol w:w=\"{2}\"/></w:tblGrid><w:tr>",
            names + gap + last,
            names,
            gap + last
        );
        let left = (&mark.names[..], names, 0, "");
        let right = (
            &[mark.last][..],
            gap + last,
            gap,
            "<w:vAlign w:val=\"center\"/>",
        );
        for (parts, width, blank, place) in [left, right] {
            let _ = write!(
                out,
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{place}</w:tcPr>"
            );
            for part in parts {
                let mut runs = Vec::new();
                let own = self.style.of(*part, style);
                self.inline(*part, &own, None, &mut runs);
                let format = Format {
                    justify: justify(style.align),
                    leading: style.leading,
                    left: blank as Pt / 20.0,
                    ..Format::default()
                };
                paragraph::xml(&format, "", (&runs, ""), None, &mut out);
            }
            out.push_str("</w:tc>");
        }
        out.push_str("</w:tr></w:tbl>");
        self.down += mark.names.len() as Pt * style.leading;
        self.blocks.push(Block::Table(out));
    }
}
