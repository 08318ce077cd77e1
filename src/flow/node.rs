//! One node: how tall it must be for its text, and where the text stands in it.

use super::geometry::{Point, Rect, TextLine};
use super::plan::PlannedStep;
use super::scale::{
    Scale, AXIS_MM, NODE_LEFT_MM, NODE_WIDTH_MM, NUMBER_EDGE_MM, NUMBER_RADIUS_MM, SMALLEST_TYPE_MM,
};
use super::words::{fit, stack, width};
use crate::model::StepKind;
use crate::text::Fonts;
use serde::Serialize;

/// The outline of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// First and last steps: corner 12.
    Terminal,
    /// Work: corner 2.
    Task,
    /// A question.
    Diamond,
}

/// Corner of the first and last node, in mm.
const TERMINAL_CORNER_MM: f32 = 12.0;
/// Corner of a node of work, in mm.
const TASK_CORNER_MM: f32 = 2.0;
/// Side blanks of the strip, in mm: the handsome, and the least.
const STRIP_SIDE_MM: [f32; 2] = [9.0, 6.0];
/// Least blank between who and time limit, in mm.
const STRIP_GAP_MM: f32 = 6.0;
/// Middle of the number below the top of a node, in mm: 3 for a box, 9 for a diamond.
const NUMBER_BELOW_TOP_MM: [f32; 2] = [3.0, 9.0];
/// Clear space between a question and the diamond's outline, in mm.
const QUESTION_CLEAR_MM: f32 = 3.0;
/// Longest line of a question, in em, for an even look.
const QUESTION_EM: f32 = 8.0;
/// Heights tried for a question that is too long, over the handsome one.
const DIAMOND_GROWTH: [f32; 8] = [1.0, 1.24, 1.5, 1.8, 2.2, 2.8, 3.6, 5.0];
/// Outlines are 1.3 mm wide; text in a diamond's corner stays this far off, in mm.
const CORNER_CLEAR_MM: f32 = 2.6;

/// A node with its text, its top at `rect.y`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Node {
    /// Outline.
    pub shape: Shape,
    /// The box of the outline.
    pub rect: Rect,
    /// Radius of the corners in mm; 0 for a diamond.
    pub corner: f32,
    /// Corners of a diamond; empty for a box.
    pub diamond: Vec<Point>,
    /// The hairline over the strip, in mm from the top of the sheet.
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
    /// Fits the text of a step, with the node's top at 0.
    pub fn fit(fonts: &Fonts, scale: &Scale, step: &PlannedStep, number: usize) -> Self {
        let mut node = if step.kind == StepKind::Decision {
            diamond(fonts, scale, step)
        } else {
            work(fonts, scale, step)
        };
        let below = NUMBER_BELOW_TOP_MM[usize::from(node.shape == Shape::Diamond)];
        node.number_at = Point::new(NODE_LEFT_MM, below);
        let text = number.to_string();
        // Figures of the bold Song are .55 em wide: three of them just fill the circle.
        let size = match text.len() {
            1 => 12.5,
            2 => 11.5,
            _ => SMALLEST_TYPE_MM,
        };
        node.number = TextLine::centred(
            fonts,
            crate::text::FontRole::Xiaobiaosong,
            &text,
            size,
            NODE_LEFT_MM,
            below,
        );
        // Figures have no descent: their middle is .36 em over the baseline.
        node.number.y = below + 0.36 * size;
        node
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
        let lower = |lines: Vec<TextLine>| lines.into_iter().map(|l| l.lowered(mm)).collect();
        self.title = lower(self.title);
        self.facts = lower(self.facts);
        self.number_at.y += mm;
        self.number = self.number.lowered(mm);
        self
    }

    /// How far inwards the outline is at height `y`, in mm; 0 for a box.
    pub fn inset_at(&self, y: f32) -> f32 {
        if self.shape == Shape::Diamond {
            let half = self.rect.height / 2.0;
            NODE_WIDTH_MM / 2.0 * ((y - self.rect.middle()).abs() / half).min(1.0)
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
        let dx = off(AXIS_MM, other.x, other.right()) / (self.rect.width / 2.0);
        let dy = off(self.rect.middle(), other.y, other.bottom()) / (self.rect.height / 2.0);
        dx + dy < 1.0
    }
}

/// A node without text.
fn bare(shape: Shape, height: f32) -> Node {
    let rect = Rect::new(NODE_LEFT_MM, 0.0, NODE_WIDTH_MM, height);
    let (corner, diamond) = match shape {
        Shape::Terminal => (TERMINAL_CORNER_MM.min(height / 2.0), Vec::new()),
        Shape::Task => (TASK_CORNER_MM, Vec::new()),
        Shape::Diamond => (
            0.0,
            vec![
                Point::new(AXIS_MM, 0.0),
                Point::new(rect.right(), height / 2.0),
                Point::new(AXIS_MM, height),
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
        number_at: Point::new(0.0, 0.0),
        number: TextLine {
            x: 0.0,
            y: 0.0,
            size: 0.0,
            tracking: 0.0,
            anchor: super::geometry::Anchor::Middle,
            text: String::new(),
            extent: Rect::default(),
        },
        drop: 0.0,
    }
}

fn work(fonts: &Fonts, scale: &Scale, step: &PlannedStep) -> Node {
    // The number covers the upper left corner: the title keeps clear of it on both sides.
    let measure = NODE_WIDTH_MM - 2.0 * (NUMBER_RADIUS_MM + NUMBER_EDGE_MM + 0.4);
    let (size, lines) = title(fonts, scale, &step.title, measure);
    let leading = size * scale.title_leading / scale.title;
    let head = lines.len().max(1) as f32 * leading + scale.title_blank;
    let (strip, strip_height) = strip(fonts, scale, step, head);
    let shape = match step.kind {
        StepKind::Start | StepKind::End => Shape::Terminal,
        _ => Shape::Task,
    };
    let mut node = bare(shape, head + strip_height.max(scale.title_blank));
    node.hairline = (!strip.is_empty()).then_some(head);
    node.title = stack(
        fonts,
        &lines,
        size,
        leading,
        AXIS_MM,
        scale.title_blank / 2.0,
        TextLine::centred,
    );
    node.facts = strip;
    node
}

/// Two lines at the handsome size or a little less; longer texts get three lines, then
/// smaller type.
fn title(fonts: &Fonts, scale: &Scale, text: &str, measure: f32) -> (f32, Vec<String>) {
    let least = scale.title.min(13.0);
    let tries = [
        (scale.title, 2),
        (least, 2),
        (least, 3),
        ((least - 1.5).max(SMALLEST_TYPE_MM), 3),
    ];
    for (size, most) in tries {
        let lines = fit(fonts, text, size, measure);
        if lines.len() <= most {
            return (size, lines);
        }
    }
    (
        SMALLEST_TYPE_MM,
        fit(fonts, text, SMALLEST_TYPE_MM, measure),
    )
}

/// The strip below a title: who at the left, time limit at the right; longer ones in several
/// lines. Gives its height too, 0 where there is nothing to say.
fn strip(fonts: &Fonts, scale: &Scale, step: &PlannedStep, top: f32) -> (Vec<TextLine>, f32) {
    if step.who.is_empty() && step.limit.is_empty() {
        return (Vec::new(), 0.0);
    }
    let mut size = scale.strip;
    let mut side = STRIP_SIDE_MM[0];
    let room = |side: f32| NODE_WIDTH_MM - 2.0 * side;
    let wanted =
        |size: f32| width(fonts, &step.who, size) + width(fonts, &step.limit, size) + STRIP_GAP_MM;
    if wanted(size) > room(side) {
        size = SMALLEST_TYPE_MM;
        side = STRIP_SIDE_MM[1];
    }
    let (left, right) = if wanted(size) <= room(side) {
        (vec![step.who.clone()], vec![step.limit.clone()])
    } else {
        let limit = width(fonts, &step.limit, size).min(room(side) * 0.45);
        let who = room(side) - limit - STRIP_GAP_MM;
        (
            fit(fonts, &step.who, size, who),
            fit(fonts, &step.limit, size, limit + 0.01),
        )
    };
    let leading = size * 1.15;
    let lines = left.len().max(right.len()) as f32;
    let height = scale.strip_height + (lines - 1.0) * leading;
    let first = |count: usize| top + height / 2.0 - count as f32 * leading / 2.0;
    let (x0, x1) = (NODE_LEFT_MM + side, NODE_LEFT_MM + NODE_WIDTH_MM - side);
    let mut out = stack(
        fonts,
        &left,
        size,
        leading,
        x0,
        first(left.len()),
        TextLine::start,
    );
    out.extend(stack(
        fonts,
        &right,
        size,
        leading,
        x1,
        first(right.len()),
        TextLine::end,
    ));
    out.retain(|line| !line.text.is_empty());
    (out, height)
}

fn diamond(fonts: &Fonts, scale: &Scale, step: &PlannedStep) -> Node {
    let (height, mut title) = DIAMOND_GROWTH
        .iter()
        .flat_map(|growth| {
            let height = scale.diamond * growth;
            let smaller = [scale.question, (scale.question - 2.0).max(SMALLEST_TYPE_MM)];
            // Growing comes first; smaller type only when a diamond would fill half a sheet.
            let sizes = if *growth < 2.0 {
                &smaller[..1]
            } else {
                &smaller[..]
            };
            sizes
                .iter()
                .map(move |&size| (height, size))
                .collect::<Vec<_>>()
        })
        .find_map(|(height, size)| {
            question(fonts, scale, step, height, size).map(|lines| (height, lines))
        })
        .unwrap_or_else(|| endless_question(fonts, step));
    let mut node = bare(Shape::Diamond, height);
    node.title.append(&mut title);
    let (facts, drop) = corners(fonts, scale, step, height);
    node.facts = facts;
    node.drop = drop;
    node
}

/// The lines of a question in a diamond of `height`, or `None` where they do not fit.
fn question(
    fonts: &Fonts,
    scale: &Scale,
    step: &PlannedStep,
    height: f32,
    size: f32,
) -> Option<Vec<TextLine>> {
    let leading = size * scale.question_leading / scale.question;
    let small = scale.condition.min(size);
    let small_leading = small * 1.3;
    let condition = match step.condition.as_str() {
        "" => String::new(),
        text if text.starts_with('（') => text.to_string(),
        text => format!("（{text}）"),
    };
    // From the widest measure to the narrowest: the fewest lines win.
    let widest = (NODE_WIDTH_MM * 0.75)
        .min(QUESTION_EM * size)
        .max(4.0 * size);
    let narrow = [1.0, 0.85, 0.7, 0.55];
    narrow.iter().find_map(|share| {
        let lines = fit(fonts, &step.title, size, widest * share);
        let extra = fit(fonts, &condition, small, widest * share);
        let total = lines.len() as f32 * leading + extra.len() as f32 * small_leading;
        let top = height / 2.0 - total / 2.0;
        let mut placed = stack(
            fonts,
            &lines,
            size,
            leading,
            AXIS_MM,
            top,
            TextLine::centred,
        );
        placed.extend(stack(
            fonts,
            &extra,
            small,
            small_leading,
            AXIS_MM,
            top + lines.len() as f32 * leading,
            TextLine::centred,
        ));
        placed
            .iter()
            .all(|line| {
                let far = (line.extent.y - height / 2.0)
                    .abs()
                    .max((line.extent.bottom() - height / 2.0).abs());
                let half = NODE_WIDTH_MM / 2.0 * (1.0 - far / (height / 2.0));
                line.extent.width / 2.0 + QUESTION_CLEAR_MM <= half
            })
            .then_some(placed)
    })
}

/// A question far too long for any sensible diamond: one tall enough for a narrow column.
fn endless_question(fonts: &Fonts, step: &PlannedStep) -> (f32, Vec<TextLine>) {
    let size = SMALLEST_TYPE_MM;
    let text = format!("{}{}", step.title, step.condition);
    let lines = fit(fonts, &text, size, NODE_WIDTH_MM * 0.45);
    let total = lines.len() as f32 * size * 1.2;
    // Half of the width is free over half of the height.
    let height = 2.1 * total;
    let top = height / 2.0 - total / 2.0;
    let placed = stack(
        fonts,
        &lines,
        size,
        size * 1.2,
        AXIS_MM,
        top,
        TextLine::centred,
    );
    (height, placed)
}

/// Who and time limit in the lower corners of a diamond, as low as its outline asks. Gives
/// how far they hang below it.
fn corners(fonts: &Fonts, scale: &Scale, step: &PlannedStep, height: f32) -> (Vec<TextLine>, f32) {
    const SIDE_MM: f32 = 2.5;
    let size = scale.strip;
    let leading = size * 1.15;
    // The axis, with an arrow and its label, stays free between the two.
    let measure = NODE_WIDTH_MM / 2.0 - SIDE_MM - 8.0;
    let left = fit(fonts, &step.who, size, measure);
    let right = fit(fonts, &step.limit, size, measure - 12.0);
    let clear = |lines: &[String]| {
        lines
            .iter()
            .enumerate()
            .map(|(i, line)| {
                let reach = width(fonts, line, size) + SIDE_MM + CORNER_CLEAR_MM;
                let depth = (reach / (NODE_WIDTH_MM / 2.0)).min(1.0);
                height / 2.0 * (1.0 + depth) - i as f32 * leading
            })
            .fold(height / 2.0 + height * 0.33, f32::max)
    };
    let top = clear(&left).max(clear(&right));
    let (x0, x1) = (
        NODE_LEFT_MM + SIDE_MM,
        NODE_LEFT_MM + NODE_WIDTH_MM - SIDE_MM,
    );
    let mut out = stack(fonts, &left, size, leading, x0, top, TextLine::start);
    out.extend(stack(fonts, &right, size, leading, x1, top, TextLine::end));
    let bottom = out.iter().map(|l| l.extent.bottom()).fold(0.0, f32::max);
    (out, (bottom - height).max(0.0))
}
