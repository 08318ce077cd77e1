//! The node of one step: its outline, number and text, and what it is drawn with.

use super::plan::PlannedStep;
use super::scale::{Scale, NUMBER_EDGE_MM, NUMBER_RADIUS_MM};
use crate::sheet::geometry::{Point, Rect, TextLine};
use crate::text::Fonts;
use serde::Serialize;

/// The outline of a node.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// First and last steps: corner 12.
    Terminal,
    /// Work: corner 2.
    #[default]
    Task,
    /// Waiting for a day or an outsider: as work, the outline dashed.
    Wait,
    /// A question.
    Diamond,
}

/// A node with its text, its top at `rect.y`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Node {
    /// Outline.
    pub shape: Shape,
    /// The box of the outline.
    pub rect: Rect,
    /// The hairline over the strip, in mm from the top of the sheet.
    pub hairline: Option<f32>,
    /// What is done or asked.
    pub title: Vec<TextLine>,
    /// Who, and the time limit.
    pub facts: Vec<TextLine>,
    /// Its number, in a circle on its left edge.
    pub number: usize,
    /// How far text hangs below the outline, in mm.
    #[serde(skip)]
    pub drop: f32,
}

/// What a step is drawn with: the type and blanks of one try, and where its node stands across the
/// sheet.
#[derive(Clone, Copy)]
pub struct Draft<'a> {
    /// The faces.
    pub fonts: &'a Fonts,
    /// Sizes and blanks.
    pub scale: &'a Scale,
    /// Its words.
    pub step: &'a PlannedStep,
    /// Left edge and width of its node.
    pub slot: Rect,
}

impl Draft<'_> {
    /// A node without text, its top at 0.
    pub fn bare(&self, shape: Shape, height: f32) -> Node {
        let rect = Rect {
            height,
            ..self.slot
        };
        Node {
            shape,
            rect,
            ..Node::default()
        }
    }
}

impl Node {
    /// Outline and hanging text together, in mm.
    pub fn block_height(&self) -> f32 {
        self.rect.height + self.drop
    }

    /// The box of the number's circle with its white edge: its middle is 3 mm below the top of a
    /// box, 9 below that of a diamond.
    pub fn number_box(&self) -> Rect {
        let below = match self.shape {
            Shape::Diamond => 9.0,
            _ => 3.0,
        };
        let side = 2.0 * (NUMBER_RADIUS_MM + NUMBER_EDGE_MM);
        Rect::around(Point::new(self.rect.x, self.rect.y + below), side, side)
    }

    /// The node moved down by `mm`.
    #[must_use]
    pub fn lowered(mut self, mm: f32) -> Self {
        self.rect.y += mm;
        self.hairline = self.hairline.map(|y| y + mm);
        for line in self.title.iter_mut().chain(&mut self.facts) {
            line.lower(mm);
        }
        self
    }

    /// How far inwards the outline is at height `y`, in mm; 0 for a box.
    pub fn inset_at(&self, y: f32) -> f32 {
        if self.shape == Shape::Diamond {
            let half = self.rect.height / 2.0;
            self.rect.width / 2.0 * ((y - self.rect.middle()).abs() / half).min(1.0)
        } else {
            0.0
        }
    }

    /// Whether a box touches the outline or the inside.
    pub fn touches(&self, other: &Rect) -> bool {
        if self.shape != Shape::Diamond {
            return self.rect.overlaps(other);
        }
        let off = |centre: f32, from: f32, to: f32| (from - centre).max(centre - to).max(0.0);
        let dx = off(self.rect.axis(), other.x, other.right()) / (self.rect.width / 2.0);
        let dy = off(self.rect.middle(), other.y, other.bottom()) / (self.rect.height / 2.0);
        dx + dy < 1.0
    }
}
