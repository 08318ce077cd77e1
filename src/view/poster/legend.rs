//! The grades in the legend of a workflow: a sign and its colour each, as many as the unit has.

use crate::model::Grade;
use crate::text::{FontRole, Fonts};
use serde::Serialize;

/// The grades, flush right.
#[derive(Debug, Clone, Serialize)]
pub struct Legend {
    /// Where its head begins, in mm.
    pub x: f32,
    /// How much smaller than usual its type is, so that it leaves the room of what stands at
    /// its left.
    pub scale: f32,
    /// The grades.
    pub grades: Vec<Entry>,
}

/// A grade.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// Its id.
    pub key: &'static str,
    /// 高级.
    pub word: &'static str,
    /// 红色.
    pub colour: &'static str,
    /// Where its sign begins, in mm.
    pub x: f32,
    /// How wide the sign is, in mm.
    pub width: f32,
}

/// Type of the word on a sign, and of the colour beside it, in mm.
const WORD_MM: f32 = 9.5;
const COLOUR_MM: f32 = 11.0;
/// Blank on both sides of a word together, before a colour, after it.
const INSIDE_MM: f32 = 2.0;
const BEFORE_MM: f32 = 3.0;
const AFTER_MM: f32 = 4.0;
/// From the head to the first sign.
const HEAD_MM: f32 = 35.0;
/// Where what stands at the left ends, and the right edge with the blank after the last colour.
const LEFT_END_MM: f32 = 352.0;
const RIGHT_END_MM: f32 = 567.0;

/// The legend of a unit's grades.
pub fn legend(fonts: &Fonts, grades: &[Grade]) -> Legend {
    let em = |text: &str| fonts.width(FontRole::Hei, text);
    let widths: Vec<(f32, f32)> = (grades.iter())
        .map(|grade| {
            let sign = em(grade.chinese()) * WORD_MM + INSIDE_MM;
            let colour = em(&grade.colour().name) * COLOUR_MM;
            (sign, sign + BEFORE_MM + colour + AFTER_MM)
        })
        .collect();
    let whole: f32 = HEAD_MM + widths.iter().map(|(_, step)| step).sum::<f32>();
    let scale = ((RIGHT_END_MM - LEFT_END_MM) / whole).min(1.0);
    let start = RIGHT_END_MM - whole * scale;
    let mut x = start + HEAD_MM * scale;
    let grades = grades.iter().zip(widths).map(|(grade, (sign, step))| {
        let entry = Entry {
            key: grade.key(),
            word: grade.chinese(),
            colour: &grade.colour().name,
            x,
            width: sign * scale,
        };
        x += step * scale;
        entry
    });
    Legend {
        x: start,
        scale,
        grades: grades.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::preset;

    #[test]
    fn any_number_of_grades_stands_side_by_side_in_the_room_there_is() {
        let fonts = Fonts::shipped().unwrap();
        let three = preset::vocabulary("township").grades;
        let six = [three.clone(), three.clone()].concat();
        for grades in [&three[..2], &three, &six] {
            let legend = legend(&fonts, grades);
            assert!(legend.x >= LEFT_END_MM - 0.01, "{legend:?}");
            let ends = legend.grades.windows(2);
            for pair in ends {
                assert!(pair[0].x + pair[0].width < pair[1].x, "{legend:?}");
            }
            let last = legend.grades.last().unwrap();
            assert!(last.x + last.width < RIGHT_END_MM);
        }
    }
}
