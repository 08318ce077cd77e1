//! What stands together on a sheet, with the marks of powers. Which parts a cell has, and what
//! colours they wear, its template knows.

use super::chip::Chip;
use super::geometry::{Point, Rect, TextLine};
use serde::Serialize;

/// A cell: an item of a list, a box of a strip, a power, a risk point with its grade.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Cell {
    /// Its ground.
    pub rect: Rect,
    /// What stands before its text: a numeral, the name of a value.
    pub label: Option<TextLine>,
    /// What it says.
    pub text: Vec<TextLine>,
    /// What is said beside that: a remark, a day, who answers.
    pub note: Vec<TextLine>,
    /// A grade.
    pub chip: Option<Chip>,
    /// How far a power is held, where it is known.
    pub mark: Option<Mark>,
    /// The hairline below, in mm from the top; none under the last.
    pub rule: Option<f32>,
    /// About how many characters are too many, which is a finding.
    #[serde(skip)]
    pub cut: usize,
}

impl Cell {
    /// The name of a value, and the value.
    pub fn labelled(label: TextLine, text: TextLine) -> Self {
        Self {
            label: Some(label),
            text: vec![text],
            ..Self::default()
        }
    }

    /// The cell moved down by `mm`.
    #[must_use]
    pub fn lowered(mut self, mm: f32) -> Self {
        self.rect.y += mm;
        for line in (self.label.iter_mut().chain(&mut self.text)).chain(&mut self.note) {
            line.lower(mm);
        }
        if let Some(chip) = &mut self.chip {
            chip.rect.y += mm;
            chip.word.lower(mm);
        }
        self
    }
}

/// A full, half or empty circle: how far a power is held.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mark {
    /// `full`, `part` or `none`.
    pub extent: &'static str,
    /// Its middle.
    pub at: Point,
    /// Its radius, in mm.
    pub radius: f32,
}
