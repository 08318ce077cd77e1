//! The content of a page as bytes: the operators of ISO 32000-1 by name.

use super::syntax::{self, int, number};
use crate::typeset::length::{Colour, Pt};

/// Decimals of places: a thousandth of a point is far below what paper shows. Sizes and widths
/// are written as they are: what is painted after them adds their error up.
const PLACE: u32 = 3;
/// Decimals of the parts of colours, which count to 255.
const SHADE: u32 = 4;

/// A content stream.
#[derive(Default)]
pub struct Content(Vec<u8>);

impl Content {
    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// How long it is; for [`Content::take_back`].
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Drops what was written since it was so long.
    pub fn take_back(&mut self, len: usize) {
        self.0.truncate(len);
    }

    /// `q` (8.4.4).
    pub fn save(&mut self) {
        self.operator("q");
    }

    /// `Q`.
    pub fn restore(&mut self) {
        self.operator("Q");
    }

    /// `cm` (8.4.4).
    pub fn transform(&mut self, matrix: [f32; 6]) {
        for value in matrix {
            self.real(value);
        }
        self.operator("cm");
    }

    /// `rg` (8.6.8).
    pub fn fill_colour(&mut self, colour: Colour) {
        self.colour(colour);
        self.operator("rg");
    }

    /// `RG`.
    pub fn stroke_colour(&mut self, colour: Colour) {
        self.colour(colour);
        self.operator("RG");
    }

    /// `w` (8.4.3.2).
    pub fn line_width(&mut self, width: Pt) {
        self.real(width);
        self.operator("w");
    }

    /// `d`; no lengths for a solid line (8.4.3.6).
    pub fn dash(&mut self, lengths: &[Pt]) {
        syntax::numbers(&mut self.0, lengths);
        self.0.extend(b" 0 ");
        self.operator("d");
    }

    /// `J` (8.4.3.3).
    pub fn round_caps(&mut self, round: bool) {
        int(&mut self.0, round.into());
        self.0.push(b' ');
        self.operator("J");
    }

    /// `m` (8.5.2).
    pub fn move_to(&mut self, x: Pt, y: Pt) {
        self.numbers(&[x, y], PLACE);
        self.operator("m");
    }

    /// `l`.
    pub fn line_to(&mut self, x: Pt, y: Pt) {
        self.numbers(&[x, y], PLACE);
        self.operator("l");
    }

    /// `c`: two control points and the end.
    pub fn curve_to(&mut self, points: [Pt; 6]) {
        self.numbers(&points, PLACE);
        self.operator("c");
    }

    /// `h`.
    pub fn close(&mut self) {
        self.operator("h");
    }

    /// `S` (8.5.3).
    pub fn stroke(&mut self) {
        self.operator("S");
    }

    /// `f`.
    pub fn fill(&mut self) {
        self.operator("f");
    }

    /// `B`.
    pub fn fill_and_stroke(&mut self) {
        self.operator("B");
    }

    /// `W n`: what follows shows inside the path only (8.5.4).
    pub fn clip(&mut self) {
        self.operator("W");
        self.operator("n");
    }

    /// `BT` (9.4.1).
    pub fn begin_text(&mut self) {
        self.operator("BT");
    }

    /// `ET`.
    pub fn end_text(&mut self) {
        self.operator("ET");
    }

    /// `Tf` (9.3.1).
    pub fn font(&mut self, resource: &str, size: Pt) {
        syntax::name(&mut self.0, resource.as_bytes());
        self.0.push(b' ');
        self.real(size);
        self.operator("Tf");
    }

    /// `Td`: where text begins, when nothing was shown yet (9.4.2).
    pub fn text_at(&mut self, x: Pt, y: Pt) {
        self.numbers(&[x, y], PLACE);
        self.operator("Td");
    }

    /// `Tm`.
    pub fn text_matrix(&mut self, matrix: [f32; 6]) {
        self.numbers(&matrix, PLACE);
        self.operator("Tm");
    }

    /// `TJ`: codes of two bytes, and by how many thousandths of an em the pen then goes back
    /// (9.4.3).
    pub fn show(&mut self, glyphs: impl IntoIterator<Item = (u16, i64)>) {
        self.0.push(b'[');
        let mut open = false;
        for (code, back) in glyphs {
            if !open {
                self.0.push(b'(');
            }
            for byte in code.to_be_bytes() {
                syntax::string_byte(&mut self.0, byte);
            }
            open = back == 0;
            if !open {
                self.0.push(b')');
                int(&mut self.0, back);
            }
        }
        if open {
            self.0.push(b')');
        }
        self.0.push(b']');
        self.operator("TJ");
    }

    /// `BMC` of what is no content: page numbers, rules (14.8.2.2).
    pub fn begin_artifact(&mut self) {
        self.0.extend(b"/Artifact ");
        self.operator("BMC");
    }

    /// `BDC` of a sequence with its number, and what it is to be read as (14.9.4). The
    /// structure tree gives its type; the name here only helps who reads the stream.
    pub fn begin_marked(&mut self, number: Option<usize>, actual_text: Option<&str>) {
        self.0.extend(b"/Span ");
        syntax::dict(&mut self.0, |dict| {
            if let Some(text) = actual_text {
                syntax::text(dict.entry("ActualText"), text);
            }
            if let Some(number) = number {
                dict.int("MCID", number as i64);
            }
        });
        self.operator("BDC");
    }

    /// `EMC`.
    pub fn end_marked(&mut self) {
        self.operator("EMC");
    }

    fn operator(&mut self, name: &str) {
        self.0.extend(name.bytes());
        self.0.push(b'\n');
    }

    /// Operands, each with a blank behind.
    fn numbers(&mut self, values: &[f32], decimals: u32) {
        for value in values {
            number(&mut self.0, *value, decimals);
            self.0.push(b' ');
        }
    }

    fn real(&mut self, value: f32) {
        syntax::real(&mut self.0, value);
        self.0.push(b' ');
    }

    fn colour(&mut self, colour: Colour) {
        let part = |part: u8| f32::from(part) / 255.0;
        self.numbers(&[part(colour.0), part(colour.1), part(colour.2)], SHADE);
    }
}
