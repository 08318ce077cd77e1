//! The node of one step: its outline, number and text.

use super::frame::Slot;
use super::scale::{NUMBER_EDGE_MM, NUMBER_RADIUS_MM};
use crate::sheet::geometry::{Point, Rect, TextLine};
use serde::Serialize;

/// The outline of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// First and last steps: corner 12.
    Terminal,
    /// Work: corner 2.
    Task,
    /// Waiting for a day or an outsider: as work, the outline dashed.
    Wait,
    /// A question.
    Diamond,
}

/// Corner of the first and last node, in mm.
const TERMINAL_CORNER_MM: f32 = 12.0;
/// Corner of a node of work, in mm.
const TASK_CORNER_MM: f32 = 2.0;

/// A node with its text, its top at `rect.y`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Node {
    /// Outline.
    pub shape: Shape,
    /// The box of the outline.
    pub rect: Rect,
    /// Radius of the corners in mm; 0 for a diamond.
    #[serde(serialize_with = "crate::sheet::geometry::round")]
    pub corner: f32,
    /// Corners of a diamond; empty for a box.
    pub diamond: Vec<Point>,
    /// The hairline over the strip, in mm from the top of the sheet.
    #[serde(serialize_with = "crate::sheet::geometry::round_some")]
    pub hairline: Option<f32>,
    /// What is done or asked.
    pub title: Vec<TextLine>,
    /// Who, and the time limit.
    pub facts: Vec<TextLine>,
    /// Middle of the number's circle.
    pub number_at: Point,
    /// The number.
    pub number: TextLine,
    /// How far text hangs below the outline, in mm.
    #[serde(skip)]
    pub drop: f32,
}

impl Node {
    /// Middle of the outline, in mm from the left of the sheet: edges down run here.
    pub fn axis(&self) -> f32 {
        self.rect.axis()
    }

    /// Outline and hanging text together, in mm.
    pub fn block_height(&self) -> f32 {
        self.rect.height + self.drop
    }

    /// The box of the number's circle with its white edge.
    pub fn number_box(&self) -> Rect {
        let side = 2.0 * (NUMBER_RADIUS_MM + NUMBER_EDGE_MM);
        Rect::around(self.number_at, side, side)
    }

    /// The node moved down by `mm`.
    #[must_use]
    pub fn lowered(mut self, mm: f32) -> Self {
        self.rect = self.rect.lowered(mm);
        for point in &mut self.diamond {
            point.y += mm;
        }
        self.hairline = self.hairline.map(|y| y + mm);
        self.number_at.y += mm;
        let texts = self.title.iter_mut().chain(&mut self.facts);
        for line in texts.chain([&mut self.number]) {
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
        let dx = off(self.axis(), other.x, other.right()) / (self.rect.width / 2.0);
        let dy = off(self.rect.middle(), other.y, other.bottom()) / (self.rect.height / 2.0);
        dx + dy < 1.0
    }
}

/// A node without text.
pub(super) fn bare(shape: Shape, slot: Slot, height: f32) -> Node {
    let rect = Rect::new(slot.left, 0.0, slot.width, height);
    let (corner, diamond) = match shape {
        Shape::Terminal => (TERMINAL_CORNER_MM.min(height / 2.0), Vec::new()),
        Shape::Task | Shape::Wait => (TASK_CORNER_MM, Vec::new()),
        Shape::Diamond => (
            0.0,
            vec![
                Point::new(slot.axis(), 0.0),
                Point::new(rect.right(), height / 2.0),
                Point::new(slot.axis(), height),
                Point::new(rect.x, height / 2.0),
            ],
        ),
    };
    Node {
        shape,
        rect,
        corner,
        diamond,
        hairline: None,
        title: Vec::new(),
        facts: Vec::new(),
        number_at: Point::default(),
        number: TextLine::default(),
        drop: 0.0,
    }
}
