//! The codes of risk points within a cell of the heat map.

use super::drawing::Drawing;
use crate::model::codes::{coded, Coded};
use crate::model::Risk;
use crate::sheet::geometry::Rect;
use crate::sheet::words::Type;

/// Size of the codes, in mm: one for all cells, that just can be read.
const SIZE_MM: f32 = 2.5;
/// Leading, in the size.
const LEADING: f32 = 1.28;

/// The codes of a cell in lines of pieces: each a code, or the number of one, with the mark that
/// follows it, `XK-1、` `2；` `SX-5`. Marks take half a square, and each piece can lead to its row.
pub(super) struct Codes<'f> {
    face: Type<'f>,
    lines: Vec<Vec<String>>,
    /// How many classes of them have no room.
    pub left_out: usize,
}

impl<'f> Codes<'f> {
    /// The codes of risk points, of more than fit those of the gravest classes, 等; `None` where not
    /// one class fits. Where it `breaks`, a class wider than the room takes several lines.
    pub fn within(d: &Drawing<'f>, risks: &[&Risk], room: Rect, breaks: bool) -> Option<Self> {
        let (face, all) = (d.hei(SIZE_MM), coded(d.unit, risks));
        let mut gravest: Vec<&Coded> = all.iter().collect();
        let rank = |(_, risk): &(String, Option<&Risk>)| Some((*risk)?.grade.rank());
        gravest.sort_by_key(|class| class.iter().filter_map(rank).min());
        let whole: Vec<&Coded> = all.iter().collect();
        (0..all.len()).find_map(|left_out| {
            let (shown, last) = match left_out {
                0 => (&whole[..], ""),
                _ => (&gravest[..all.len() - left_out], "等"),
            };
            let words = |class: &&Coded| class.iter().map(|(text, _)| text.as_str()).collect();
            let shown: Vec<String> = shown.iter().map(words).collect();
            let lines = packed(face, &shown, last, (room.width, breaks));
            let narrow = lines.iter().all(|line| wide(face, line) <= room.width);
            let codes = Self {
                face,
                lines,
                left_out,
            };
            (narrow && codes.height() <= room.height).then_some(codes)
        })
    }

    /// How high they are.
    pub fn height(&self) -> f32 {
        self.lines.len() as f32 * self.face.size * LEADING
    }

    /// Writes them from `x` on, `middle` in their midst.
    pub fn write(&self, d: &mut Drawing, x: f32, middle: f32, fill: &str) {
        let leading = self.face.size * LEADING;
        let first = middle - leading * (self.lines.len() as f32 - 1.0) / 2.0;
        for (i, line) in self.lines.iter().enumerate() {
            let mut x = x;
            for piece in line {
                d.start(self.face, piece, x, first + i as f32 * leading, fill);
                x += self.face.width(piece);
            }
        }
    }
}

/// How wide pieces are together: each ends with its mark, whose blank half is not counted.
fn wide(face: Type, pieces: &[String]) -> f32 {
    pieces.iter().map(|piece| face.width(piece)).sum()
}

/// Codes and how they end filled into lines no wider than `width`, those of one class together; of
/// one that `breaks` the letters stand on each of its lines.
fn packed(
    face: Type,
    codes: &[String],
    last: &str,
    (width, breaks): (f32, bool),
) -> Vec<Vec<String>> {
    let mut lines: Vec<Vec<String>> = Vec::new();
    for (i, code) in codes.iter().enumerate() {
        // A blank could be read as one more code that is missing: 1、2 SX-5.
        let end = if i + 1 < codes.len() { "；" } else { last };
        let pieces = format!("{code}{end}");
        let pieces: Vec<String> = pieces.split_inclusive('、').map(str::to_owned).collect();
        let is_broken = breaks && wide(face, &pieces) > width;
        let letters = code.split_inclusive('-').next().unwrap_or("");
        for (k, part) in pieces
            .chunks(if is_broken { 1 } else { pieces.len() })
            .enumerate()
        {
            match lines.last_mut() {
                Some(line) if wide(face, line) + wide(face, part) <= width => {
                    line.extend_from_slice(part)
                }
                _ if k > 0 => lines.push(vec![format!("{letters}{}", part[0])]),
                _ => lines.push(part.to_vec()),
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::words::hei;
    use crate::text::Fonts;

    #[test]
    fn codes_of_two_classes_are_parted_by_a_mark() {
        let fonts = Fonts::shipped().expect("fonts");
        let face = hei(&fonts, 2.5);
        let codes = ["XK-1、2", "SX-5", "CF-1–4、7–9"].map(str::to_owned);
        for width in 15..60 {
            let width = width as f32;
            let lines = packed(face, &codes, "", (width, false));
            assert_eq!(lines.concat().concat(), "XK-1、2；SX-5；CF-1–4、7–9");
            let long =
                |line: &Vec<String>| line.concat().contains('；') && wide(face, line) > width;
            assert!(!lines.iter().any(long), "{width} {lines:?}");
        }
        assert_eq!(packed(face, &codes, "", (60.0, false)).len(), 1);
        // One wider than its cell has its letters on each line.
        let broken = packed(face, &codes[2..], "", (13.0, true)).concat();
        assert_eq!(broken.concat(), "CF-1–4、CF-7–9");
    }
}
