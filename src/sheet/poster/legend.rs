//! The grades in the legend of a workflow: a sign and its colour each, as many as the unit has.

use crate::model::Grade;
use crate::sheet::chip::{self, Chip};
use crate::sheet::flow::frame::Frame;
use crate::sheet::geometry::{Rect, TextLine};
use crate::sheet::words::{hei, SMALLEST_MM};
use crate::text::Fonts;
use serde::Serialize;

/// The grades, flush right.
#[derive(Debug, Clone, Serialize)]
pub struct FlowLegend {
    /// 等级.
    pub head: TextLine,
    /// The grades, each with its colour where there is room for it.
    pub grades: Vec<(Chip, Option<TextLine>)>,
    /// How the chart is read, where there is room to say so.
    pub note: Option<TextLine>,
}

/// Type of the word on a sign, and of the colour beside it, in mm.
const WORD_MM: f32 = SMALLEST_MM;
/// Blank on both sides of a word together.
const INSIDE_MM: f32 = 2.0;
/// Type of a colour, blank before it, blank after it, from the head to the first sign, and from
/// the signs of shapes to the head, where there is room for it, in mm: as usual, beside a sign more
/// of shapes, and where the grades are many. Nothing is smaller than can be read; rather the colours
/// go, which the signs wear.
const MEASURES_MM: [[f32; 5]; 5] = [
    [11.0, 1.8, 7.0, 33.0, 22.0],
    [SMALLEST_MM, 1.8, 6.6, 29.0, 14.0],
    [SMALLEST_MM, 1.5, 5.5, 31.0, 22.0],
    [SMALLEST_MM, 1.2, 4.0, 25.5, 22.0],
    [0.0, 0.0, 4.0, 35.0, 0.0],
];
/// Type of the head.
const HEAD_TYPE_MM: f32 = 12.0;
/// Where what stands at the left begins on the upright sheet.
const FIRST_MM: f32 = 36.0;
/// Where it ends: without the sign of a step that waits, and with it.
const LEFT_ENDS_MM: [f32; 2] = [295.0, 352.0];
/// What the sheet of a row for each step means, its type and the middle of its line.
const NOTE: &str = "一步一行：左边是这一步的风险，右边是管住它的措施和责任人";
const NOTE_MM: f32 = SMALLEST_MM;
/// Middle of the line.
const MIDDLE_MM: f32 = 795.0;
/// Blank on both sides of the note, at least.
const NOTE_CLEAR_MM: f32 = 12.0;

/// The legend of a unit's grades, as on the upright sheet; the frame tells how far off that it
/// stands. A chart that `waits` shows how at the left.
pub fn legend(fonts: &Fonts, grades: &[Grade], frame: &Frame, waits: bool) -> FlowLegend {
    let left_end = FIRST_MM + frame.symbols * (LEFT_ENDS_MM[usize::from(waits)] - FIRST_MM);
    // The last colour ends with the body.
    let right_end = |measures: [f32; 5]| frame.right - frame.legend_off.0 + measures[2];
    let room = |measures: [f32; 5]| right_end(measures) - left_end;
    // How wide a sign is, and how far it is from one to the next.
    let step = |grade: &Grade, [type_mm, before, after, ..]: [f32; 5]| {
        let sign = hei(fonts, WORD_MM).width(grade.chinese()) + INSIDE_MM;
        let colour = hei(fonts, type_mm).width(&grade.colour().name);
        (sign, sign + before + colour + after)
    };
    let whole = |m: [f32; 5]| m[3] + grades.iter().map(|grade| step(grade, m).1).sum::<f32>();
    let [coloured @ .., plain] = MEASURES_MM;
    let with_blank = |share: f32| {
        let needs = |measures: [f32; 5]| whole(measures) + share * measures[4];
        coloured.into_iter().find(|&m| needs(m) <= room(m))
    };
    let measures = with_blank(1.0).or_else(|| with_blank(0.0));
    let measures = measures.unwrap_or(plain);
    let [colour_mm, before_mm, _, head_mm, _] = measures;
    let (whole, room, right_end) = (whole(measures), room(measures), right_end(measures));
    // Where even without colours it would reach into what stands at its left, it is smaller.
    let scale = (room / whole).min(1.0);
    let start = right_end - whole * scale;
    let mut x = start + head_mm * scale;
    let grades = grades.iter().map(|grade| {
        let ((sign, step), left) = (step(grade, measures), x);
        x += step * scale;
        let sign = sign * scale;
        let ground = Rect::new(left, MIDDLE_MM - 6.5, sign, 13.0);
        let colour = (colour_mm > 0.0).then(|| {
            let name = &grade.colour().name;
            hei(fonts, colour_mm).start(name, ground.right() + before_mm, MIDDLE_MM)
        });
        (
            chip::on(hei(fonts, WORD_MM * scale), *grade, ground),
            colour,
        )
    });
    let grades = grades.collect();
    let between = start - left_end - NOTE_CLEAR_MM;
    let face = hei(fonts, NOTE_MM);
    let axis = (start + left_end) / 2.0;
    FlowLegend {
        head: hei(fonts, HEAD_TYPE_MM * scale * frame.symbols).start("等级", start, MIDDLE_MM),
        grades,
        note: (face.width(NOTE) <= between).then(|| face.centred(NOTE, axis, MIDDLE_MM)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::preset;
    use crate::sheet::flow::frame::{OFFICE, UPRIGHT};

    #[test]
    fn any_number_of_grades_stands_side_by_side_in_the_room_there_is() {
        let fonts = Fonts::shipped().unwrap();
        let three = preset::vocabulary("township").grades;
        let six = [three.clone(), three.clone()].concat();
        for grades in [&three[..2], &three, &six[..4], &six[..5], &six] {
            let legend = legend(&fonts, grades, &UPRIGHT, true);
            // The words are as large as can be read, and usual numbers have their colours.
            assert!(legend.grades[0].0.word.size == WORD_MM, "{legend:?}");
            assert_eq!(legend.grades[0].1.is_none(), grades.len() > 4);
            assert!(legend.head.x >= LEFT_ENDS_MM[1] - 0.01, "{legend:?}");
            let signs: Vec<Rect> = legend.grades.iter().map(|(chip, _)| chip.rect).collect();
            for pair in signs.windows(2) {
                assert!(pair[0].right() < pair[1].x, "{legend:?}");
            }
            assert!(signs[signs.len() - 1].right() <= UPRIGHT.right + 0.01);
        }
        // On what an office prints as well, where three stand closest.
        let closest = legend(&fonts, &three, &OFFICE, true);
        let end = (closest.grades[2].1.as_ref())
            .expect("a colour")
            .extent
            .right();
        assert!(end <= OFFICE.right - OFFICE.legend_off.0 + 0.01, "{end}");
        let shapes_end = FIRST_MM + OFFICE.symbols * (LEFT_ENDS_MM[1] - FIRST_MM);
        assert!(
            closest.head.x - shapes_end >= MEASURES_MM[1][4],
            "{closest:?}"
        );
        // Nothing clings to its neighbour.
        let ends = std::iter::once(&closest.head).chain(closest.grades.iter().flat_map(|g| &g.1));
        for (end, (sign, _)) in ends.zip(&closest.grades) {
            assert!(
                sign.rect.x - end.extent.right() >= 5.0 - 0.01,
                "{closest:?}"
            );
        }
    }
}
