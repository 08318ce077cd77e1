//! The grades in the legend of a workflow: a sign and its colour each, as many as the unit has.

use super::SMALLEST_MM;
use crate::model::Grade;
use crate::sheet::flow::frame::Frame;
use crate::sheet::geometry::TextLine;
use crate::sheet::words::hei;
use crate::text::{FontRole, Fonts};
use serde::Serialize;

/// The grades, flush right.
#[derive(Debug, Clone, Serialize)]
pub struct Legend {
    /// Where its head begins, in mm.
    pub x: f32,
    /// How much smaller than usual its type is, where even without colours it would reach into
    /// what stands at its left.
    pub scale: f32,
    /// Type of the colours, in mm.
    pub colour_mm: f32,
    /// Blank before a colour, in mm.
    pub before_mm: f32,
    /// The grades.
    pub grades: Vec<Entry>,
    /// How the chart is read, where there is room to say so.
    pub note: Option<TextLine>,
}

/// A grade.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// Its id.
    pub key: &'static str,
    /// 高级.
    pub word: &'static str,
    /// 红色; empty where there is no room for it.
    pub colour: &'static str,
    /// Where its sign begins, in mm.
    pub x: f32,
    /// How wide the sign is, in mm.
    pub width: f32,
}

/// Type of the word on a sign, and of the colour beside it, in mm.
const WORD_MM: f32 = SMALLEST_MM;
/// Blank on both sides of a word together.
const INSIDE_MM: f32 = 2.0;
/// Type of a colour, blank before it, blank after it, in mm: as usual, and where the grades are
/// many. Nothing is smaller than can be read; rather the colours go, which the signs wear.
const COLOURS_MM: [[f32; 3]; 3] = [[11.0, 3.0, 4.0], [SMALLEST_MM, 2.0, 2.5], [0.0, 0.0, 4.0]];
/// From the head to the first sign.
const HEAD_MM: f32 = 35.0;
/// Where what stands at the left ends.
const LEFT_END_MM: f32 = 352.0;
/// The blank after the last colour.
const AFTER_LAST_MM: f32 = 3.0;
/// What the sheet of a row for each step means, its type and the middle of its line.
const NOTE: &str = "一步一行：左边是这一步的风险，右边是管住它的措施和责任人";
const NOTE_MM: f32 = SMALLEST_MM;
const NOTE_MIDDLE_MM: f32 = 795.0;
/// Blank on both sides of the note, at least.
const NOTE_CLEAR_MM: f32 = 12.0;

/// The legend of a unit's grades, as on the upright sheet; the frame tells how far off that it
/// stands.
pub fn legend(fonts: &Fonts, grades: &[Grade], frame: &Frame) -> Legend {
    let right_end = frame.right - frame.legend_off.0 + AFTER_LAST_MM;
    let em = |text: &str| fonts.width(FontRole::Hei, text);
    let widths = |[type_mm, before, after]: [f32; 3]| -> Vec<(f32, f32)> {
        let wide = |grade: &Grade| {
            let sign = em(grade.chinese()) * WORD_MM + INSIDE_MM;
            (
                sign,
                sign + before + em(&grade.colour().name) * type_mm + after,
            )
        };
        grades.iter().map(wide).collect()
    };
    let whole = |widths: &[(f32, f32)]| HEAD_MM + widths.iter().map(|(_, step)| step).sum::<f32>();
    let room = right_end - LEFT_END_MM;
    let measures = (COLOURS_MM.into_iter())
        .find(|measures| whole(&widths(*measures)) <= room)
        .unwrap_or(COLOURS_MM[2]);
    let [colour_mm, before_mm, _] = measures;
    let widths = widths(measures);
    let whole = whole(&widths);
    let scale = (room / whole).min(1.0);
    let start = right_end - whole * scale;
    let mut x = start + HEAD_MM * scale;
    let grades = grades.iter().zip(widths).map(|(grade, (sign, step))| {
        let entry = Entry {
            key: grade.key(),
            word: grade.chinese(),
            colour: if colour_mm > 0.0 {
                &grade.colour().name
            } else {
                ""
            },
            x,
            width: sign * scale,
        };
        x += step * scale;
        entry
    });
    let between = start - LEFT_END_MM - NOTE_CLEAR_MM;
    let note = (em(NOTE) * NOTE_MM <= between).then(|| {
        let middle = (start + LEFT_END_MM) / 2.0;
        hei(fonts, NOTE_MM).centred(NOTE, middle, NOTE_MIDDLE_MM)
    });
    Legend {
        x: start,
        scale,
        colour_mm,
        before_mm,
        grades: grades.collect(),
        note,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::preset;
    use crate::sheet::flow::frame::UPRIGHT;

    #[test]
    fn any_number_of_grades_stands_side_by_side_in_the_room_there_is() {
        let fonts = Fonts::shipped().unwrap();
        let three = preset::vocabulary("township").grades;
        let six = [three.clone(), three.clone()].concat();
        for grades in [&three[..2], &three, &six[..4], &six[..5], &six] {
            let legend = legend(&fonts, grades, &UPRIGHT);
            // The words are as large as can be read, and usual numbers have their colours.
            assert!(legend.scale == 1.0, "{legend:?}");
            assert_eq!(legend.grades[0].colour.is_empty(), grades.len() > 4);
            assert!(legend.x >= LEFT_END_MM - 0.01, "{legend:?}");
            let ends = legend.grades.windows(2);
            for pair in ends {
                assert!(pair[0].x + pair[0].width < pair[1].x, "{legend:?}");
            }
            let last = legend.grades.last().unwrap();
            assert!(last.x + last.width < UPRIGHT.right + AFTER_LAST_MM);
        }
    }
}
