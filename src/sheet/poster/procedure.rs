//! How a grade came about: the steps of the grading's record as a row of boxes.

use super::canvas::Canvas;
use super::SMALLEST_MM;
use crate::date::Date;
use crate::diagnostic::Place;
use crate::model::{Actor, Grading, GradingStep, GradingStepKind, Unit};
use crate::sheet::geometry::{Anchor, Rect, TextLine};
use crate::sheet::words::hei;
use crate::text::Fonts;
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
    /// Names too long for their boxes, each a finding: its step, the name, characters too many.
    #[serde(skip)]
    pub cut: Vec<(Place, String, usize)>,
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

const HEAD_MM: f32 = 14.0;
const NOTE_MM: f32 = 11.0;
/// Width of the head, in em.
const HEAD_EM: f32 = 4.0;
const GAP_MM: f32 = 9.0;
const TEXT_MM: f32 = 12.5;
const DATE_MM: f32 = 10.0;
const LEADING: f32 = 1.3;
/// What a box keeps free for its day, in mm.
const DATE_ROOM_MM: f32 = 18.0;

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
    unit: &Unit,
    record: &Grading,
    top: f32,
) -> Procedure {
    let (steps, more) = in_order(record);
    let (head, tall) = heights(canvas);
    let count = steps.len().max(1) as f32;
    let width = (canvas.body() - GAP_MM * (count - 1.0)) / count;
    let room = width - 4.0;
    let (y, middle) = (top + head, top + head - 13.0);
    let deeds: Vec<Deed> = steps.iter().map(|s| Deed::short(unit, s)).collect();
    let lines_room = tall - DATE_ROOM_MM;
    let is_short = |lines: usize, size: f32| lines as f32 * size * LEADING <= lines_room;
    let fits = |size: &f32| {
        let mut lines = deeds.iter().map(|d| d.lines(fonts, *size, room).len());
        lines.all(|lines| is_short(lines, *size))
    };
    let mut sizes = [TEXT_MM, 11.5, 10.5].into_iter();
    let size = sizes.find(fits).unwrap_or(SMALLEST_MM);
    let face = hei(fonts, size);
    let leading = size * LEADING;
    let dates = hei(fonts, DATE_MM.min(room / 6.0).max(SMALLEST_MM));
    let mut cut = Vec::new();
    if let Some(first) = more.first() {
        let labels = more
            .iter()
            .map(|step| step.kind.value.chinese().chars().count());
        cut.push((
            first.kind.place,
            first.kind.chinese().to_owned(),
            labels.sum(),
        ));
    }
    let place = |i: usize| Rect::new(canvas.left + i as f32 * (width + GAP_MM), y, width, tall);
    let boxes = steps
        .iter()
        .zip(&deeds)
        .enumerate()
        .map(|(i, (step, deed))| {
            let rect = place(i);
            let mut text = deed.lines(fonts, size, room);
            if !is_short(text.len(), size) {
                let kept = ((lines_room / leading) as usize).max(1);
                let lost = face.shorten(&mut text, kept, room);
                cut.push((step.kind.place, deed.who.clone(), lost));
            }
            let middle = rect.y + lines_room / 2.0 + 1.6;
            StepBox {
                rect,
                text: face.around(&text, leading, rect.axis(), middle, Anchor::Middle),
                date: dates.centred(&day(step.date.value), rect.axis(), rect.bottom() - 13.0),
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
    Procedure {
        head: hei(fonts, HEAD_MM).start("评定程序", canvas.left, middle),
        note: note(fonts, canvas, &steps, middle, &mut cut),
        boxes,
        arrows,
        cut,
    }
}

/// Where it is filed, beside the head: as large as its room allows.
fn note(
    fonts: &Fonts,
    canvas: &Canvas,
    steps: &[&GradingStep],
    middle: f32,
    cut: &mut Vec<(Place, String, usize)>,
) -> Option<TextLine> {
    let filed = steps
        .iter()
        .find(|s| s.kind.value == GradingStepKind::File)?;
    let note = filed.note.as_ref()?;
    let room = canvas.body() - (HEAD_EM + 1.0) * HEAD_MM;
    let face = hei(fonts, NOTE_MM).within(&note.value, room, SMALLEST_MM);
    let (text, is_cut) = face.cut(&note.value, room);
    if is_cut {
        let lost = note
            .chars()
            .count()
            .saturating_sub(text.chars().count() - 1);
        cut.push((note.place, note.value.clone(), lost));
    }
    Some(face.end(&text, canvas.right, middle))
}

/// The steps by their days: as many as there are boxes for, and what is too many. Eight kinds
/// of steps there are.
fn in_order(record: &Grading) -> (Vec<&GradingStep>, Vec<&GradingStep>) {
    let mut steps: Vec<&GradingStep> = record.steps.iter().collect();
    steps.sort_by_key(|step| step.date.value);
    let more = steps.split_off(steps.len().min(GradingStepKind::ALL.len()));
    (steps, more)
}

/// Who did what, by the record: nobody is named who is not named there.
struct Deed {
    who: String,
    what: &'static str,
}

impl Deed {
    /// With names as short as the rules have them, for a box.
    fn short(unit: &Unit, step: &GradingStep) -> Self {
        let who = step.by.as_ref().map(|by| match by {
            Actor::Post(post) => {
                let post = &unit[*post];
                // 副镇长（城建国土）: what he is in charge of stands in the handbook.
                let name = post.own_name();
                name.split('（').next().unwrap_or(name)
            }
            Actor::Organ(organ) => {
                let organ = &unit[*organ];
                organ.short.as_ref().unwrap_or(&organ.name).value.as_str()
            }
            Actor::Department(_) => unit.actor_name(by),
        });
        Self::of(step, who)
    }

    /// With names in full.
    fn full(unit: &Unit, step: &GradingStep) -> Self {
        Self::of(step, step.by.as_ref().map(|by| unit.actor_name(by)))
    }

    /// Of publicity it matters where it was, which the note says.
    fn of(step: &GradingStep, by: Option<&str>) -> Self {
        let place = match step.kind.value {
            GradingStepKind::Publish => step.note.as_ref().map(|note| note.value.as_str()),
            _ => None,
        };
        Self {
            who: place.or(by).unwrap_or_default().to_string(),
            what: step.kind.chinese(),
        }
    }

    /// The verb stands in a line of its own.
    fn lines(&self, fonts: &Fonts, size: f32, room: f32) -> Vec<String> {
        let mut out = hei(fonts, size).fit(&self.who, room);
        out.extend(hei(fonts, size).fit(self.what, room));
        out
    }
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

/// The steps in words: who did what, and when.
pub fn words(unit: &Unit, record: &Grading) -> Vec<(String, String)> {
    let (steps, more) = in_order(record);
    (steps.iter().chain(&more))
        .map(|step| {
            let until = step.until.as_ref().map(|d| d.value);
            let Deed { who, what } = Deed::full(unit, step);
            (format!("{who}{what}"), span(step.date.value, until))
        })
        .collect()
}
