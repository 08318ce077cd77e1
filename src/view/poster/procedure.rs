//! How a grade came about: the steps of the grading's record as a row of boxes.

use super::canvas::Canvas;
use super::SMALLEST_MM;
use crate::date::Date;
use crate::flow::{words, Rect, TextLine};
use crate::model::{Grading, GradingStep, GradingStepKind, Town};
use crate::text::{FontRole, Fonts};
use serde::Serialize;

/// The row of boxes.
#[derive(Debug, Clone, Serialize)]
pub struct Procedure {
    /// 评定程序.
    pub head: TextLine,
    /// Where it is filed.
    pub note: Option<TextLine>,
    /// The steps.
    pub boxes: Vec<StepBox>,
    /// Triangles between them, as SVG points.
    pub arrows: Vec<String>,
}

/// A step.
#[derive(Debug, Clone, Serialize)]
pub struct StepBox {
    /// Its ground.
    pub rect: Rect,
    /// Who did what.
    pub text: Vec<TextLine>,
    /// The day.
    pub date: TextLine,
}

const ROLE: FontRole = FontRole::Hei;
const HEAD_MM: f32 = 14.0;
const NOTE_MM: f32 = 11.0;
const GAP_MM: f32 = 9.0;
const TEXT_MM: f32 = 12.5;
const DATE_MM: f32 = 10.0;

/// Heights of head and boxes, in mm.
fn heights(canvas: &Canvas) -> (f32, f32) {
    if canvas.landscape {
        (28.0, 54.0)
    } else {
        (34.0, 62.0)
    }
}

/// What the procedure takes, in mm.
pub fn height(canvas: &Canvas) -> f32 {
    let (head, boxes) = heights(canvas);
    head + boxes
}

/// The steps of a record, its upper edge at `top` mm.
pub fn procedure(
    fonts: &Fonts,
    canvas: &Canvas,
    town: &Town,
    record: &Grading,
    top: f32,
) -> Procedure {
    let steps = in_order(record);
    let (head, tall) = heights(canvas);
    let count = steps.len().max(1) as f32;
    let width = (canvas.body() - GAP_MM * (count - 1.0)) / count;
    let room = width - 4.0;
    let (y, middle) = (top + head, top + head - 13.0);
    let labels: Vec<String> = steps.iter().map(|s| label(town, s)).collect();
    let fits = |size: &f32| {
        labels
            .iter()
            .all(|l| lines(fonts, l, *size, room).len() <= 2)
    };
    let size = [TEXT_MM, 11.5, 10.5, SMALLEST_MM]
        .into_iter()
        .find(|s| fits(s))
        .unwrap_or(SMALLEST_MM);
    let place = |i: usize| Rect::new(canvas.left + i as f32 * (width + GAP_MM), y, width, tall);
    let boxes = steps
        .iter()
        .zip(&labels)
        .enumerate()
        .map(|(i, (step, text))| {
            let rect = place(i);
            let centre = rect.x + width / 2.0;
            let mut text = lines(fonts, text, size, room);
            text.truncate(2);
            let leading = size * 1.3;
            let top = rect.y + (tall - 18.0 - leading * text.len() as f32) / 2.0 + 1.6;
            StepBox {
                rect,
                text: words::stack(fonts, &text, size, leading, centre, top, TextLine::centred),
                date: TextLine::centred(
                    fonts,
                    ROLE,
                    &day(step.date.value),
                    DATE_MM.min(room / 6.0).max(SMALLEST_MM),
                    centre,
                    rect.bottom() - 13.0,
                ),
            }
        })
        .collect();
    let arrows = (1..steps.len())
        .map(|i| {
            let (x, y) = (place(i).x - GAP_MM / 2.0 - 2.4, place(i).middle());
            format!(
                "{x:.2},{:.2} {x:.2},{:.2} {:.2},{y:.2}",
                y - 3.4,
                y + 3.4,
                x + 5.0
            )
        })
        .collect();
    let filed = steps.iter().find(|s| s.kind.value == GradingStepKind::File);
    let note = filed.and_then(|s| s.note.as_ref());
    Procedure {
        head: TextLine::start(fonts, ROLE, "评定程序", HEAD_MM, canvas.left, middle),
        note: note
            .map(|note| TextLine::end(fonts, ROLE, &note.value, NOTE_MM, canvas.right, middle)),
        boxes,
        arrows,
    }
}

fn in_order(record: &Grading) -> Vec<&GradingStep> {
    let mut steps: Vec<&GradingStep> = record.steps.iter().collect();
    steps.sort_by_key(|step| step.date.value);
    // Eight kinds of steps there are; a record that repeats them shows the first eight.
    steps.truncate(8);
    steps
}

/// Who did what, in a few characters: the verb stands in the second line.
fn label(town: &Town, step: &GradingStep) -> String {
    match (step.kind.value, &step.by) {
        (GradingStepKind::Review, Some(by)) => {
            // 副镇长（城建国土）: what he is in charge of stands in the handbook.
            let name = town.actor_name(by);
            format!("{}审核", name.split('（').next().unwrap_or(name))
        }
        (GradingStepKind::SelfReport, _) => "站所自报".to_string(),
        (GradingStepKind::Publish, _) => "公开栏公示".to_string(),
        (GradingStepKind::File, _) => "旗纪委备案".to_string(),
        (kind, _) => kind.chinese().to_string(),
    }
}

fn lines(fonts: &Fonts, text: &str, size: f32, room: f32) -> Vec<String> {
    let verb = text.chars().count().saturating_sub(2);
    let (who, what): (String, String) = (
        text.chars().take(verb).collect(),
        text.chars().skip(verb).collect(),
    );
    let mut out = words::fit(fonts, &who, size, room);
    out.push(what);
    out
}

/// 1月5日.
fn day(date: Date) -> String {
    format!("{}月{}日", date.0.month(), date.0.day())
}

/// 2013年1月21日至27日（7 天）: what both days share is written once.
pub fn span(from: Date, until: Option<Date>) -> String {
    let Some(until) = until.filter(|until| *until > from) else {
        return from.chinese();
    };
    let end = match (
        from.0.year() == until.0.year(),
        from.0.month() == until.0.month(),
    ) {
        (true, true) => format!("{}日", until.0.day()),
        (true, false) => day(until),
        _ => until.chinese(),
    };
    let days = from
        .0
        .until(until.0)
        .map_or(0, |between| between.get_days())
        + 1;
    format!("{}至{end}（{days}天）", from.chinese())
}

/// The steps in words: what, and when.
pub fn words(record: &Grading) -> Vec<(String, String)> {
    in_order(record)
        .iter()
        .map(|step| {
            let until = step.until.as_ref().map(|d| d.value);
            (
                step.kind.chinese().to_string(),
                span(step.date.value, until),
            )
        })
        .collect()
}
