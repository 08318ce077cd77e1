//! Grade chips: always the word in the colour, never colour alone.

use crate::model::Grade;
use crate::sheet::geometry::{Anchor, Point, Rect, TextLine};
use crate::sheet::words::Type;
use serde::Serialize;

/// A chip. Its measures are shares of its type (looks/README section 1).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chip {
    /// `high`, `middle`, `low`.
    pub grade: &'static str,
    /// The ground.
    pub rect: Rect,
    /// Radius of the corners, in mm.
    pub corner: f32,
    /// Width of the edge, in mm.
    pub edge: f32,
    /// The word.
    pub word: TextLine,
}

const ABOVE: f32 = 0.22;
const BELOW: f32 = 0.26;
const SIDE: f32 = 0.42;
const EDGE: f32 = 0.045;
const CORNER: f32 = 0.16;

/// 高级, or 高级（红色） where the chip is a statement of its own.
pub fn words(grade: Grade, whole: bool) -> String {
    if whole {
        format!("{}（{}）", grade.chinese(), grade.colour().name)
    } else {
        grade.chinese().to_string()
    }
}

/// The width of a chip with that type, in mm. Full boxes of all characters: a chip is symmetrical
/// also where its last mark is half blank.
pub fn width(face: Type, text: &str) -> f32 {
    (face.boxes_em(text) + 2.0 * SIDE) * face.size
}

/// A chip whose word has its middle at `centre`.
pub fn chip(face: Type, grade: Grade, whole: bool, centre: Point) -> Chip {
    let text = words(grade, whole);
    let (size, wide) = (face.size, width(face, &text));
    let mut word = face.centred(&text, centre.x, centre.y);
    if whole {
        // Placed by its left end, so that the blank half of ） counts the same everywhere.
        word.anchor = Anchor::Start;
        word.x = centre.x - wide / 2.0 + SIDE * size;
    }
    Chip {
        grade: grade.key(),
        rect: Rect::new(
            centre.x - wide / 2.0,
            centre.y - (0.5 + ABOVE) * size,
            wide,
            (1.0 + ABOVE + BELOW) * size,
        ),
        corner: CORNER * size,
        edge: EDGE * size,
        word,
    }
}

/// A chip on a ground of a size of its own, as in charts of workflows.
pub fn on(face: Type, grade: Grade, rect: Rect) -> Chip {
    Chip {
        grade: grade.key(),
        rect,
        corner: 1.5,
        edge: 0.43,
        word: face.centred(grade.chinese(), rect.axis(), rect.middle()),
    }
}

/// Grades in a row: a chip each, and behind it what is said of the grade.
pub struct Legend<'f> {
    /// Type of the chips.
    pub chips: Type<'f>,
    /// Type of the words.
    pub words: Type<'f>,
    /// The grades with their words.
    pub grades: Vec<(Grade, String)>,
    /// Behind a chip, and behind its words, in mm.
    pub gaps: [f32; 2],
}

impl Legend<'_> {
    /// How wide it is, in mm.
    pub fn width(&self) -> f32 {
        let wide = |(grade, said): &(Grade, String)| {
            let chip = width(self.chips, grade.chinese());
            chip + self.gaps[0] + self.words.width(said) + self.gaps[1]
        };
        self.grades.iter().map(wide).sum::<f32>() - self.gaps[1]
    }

    /// Chips and words from `x` mm on.
    pub fn place(&self, mut x: f32, middle: f32) -> Vec<(Chip, TextLine)> {
        let place = self.grades.iter().map(|(grade, said)| {
            let wide = width(self.chips, grade.chinese());
            let centre = Point::new(x + wide / 2.0, middle);
            let chip = chip(self.chips, *grade, false, centre);
            let line = self.words.start(said, x + wide + self.gaps[0], middle);
            x = line.x + self.words.width(said) + self.gaps[1];
            (chip, line)
        });
        place.collect()
    }
}
