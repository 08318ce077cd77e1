//! How a grade came about: the steps of the grading's record as a row of boxes.

use super::excess::Cut;
use super::maker::Maker;
use super::strip::Strip;
use crate::date::Date;
use crate::diagnostic::Place;
use crate::model::{Actor, Grading, GradingStep, GradingStepKind, Unit};
use crate::sheet::cell::Cell;
use crate::sheet::geometry::{Anchor, Rect};
use crate::sheet::words::{Type, SMALLEST_MM};

const HEAD_MM: f32 = 14.0;
const NOTE_MM: f32 = 11.0;
/// Width of the head, in em.
const HEAD_EM: f32 = 4.0;
const GAP_MM: f32 = 9.0;
const SIZES_MM: [f32; 5] = [14.5, 12.5, 11.5, 10.5, SMALLEST_MM];
/// Boxes as high as this have the largest, in mm.
const TALL_MM: f32 = 74.0;
const DATE_MM: f32 = 10.0;
/// The head takes no more of the height, in mm.
const HEAD_MOST_MM: f32 = 34.0;
const LEADING: f32 = 1.3;
/// The coloured edge of a box, and the most blank below its day, in mm.
const EDGE_MM: f32 = 1.6;
const MOST_BLANK_MM: f32 = 8.0;
/// What a box keeps free for its day, in mm.
const DATE_ROOM_MM: f32 = 18.0;

impl Maker<'_> {
    /// The steps of a record, from `top` down and so high, in mm: who did what, and the day, and beside the
    /// head where it is filed. What has no room goes to `cut`. The arrows stand in the template.
    pub(super) fn procedure(
        &self,
        record: &Grading,
        (top, height): (f32, f32),
        cut: &mut Vec<Cut>,
    ) -> Strip {
        let canvas = &self.canvas;
        let mut tell = |text: &str, place: Place, lost: usize| {
            if lost > 0 {
                cut.push((format!("评定程序里的“{text}”"), place, lost));
            }
        };
        let (steps, more) = in_order(record);
        // A tall row of boxes is what a few posts leave over: its type is larger.
        let head = (0.345 * height).min(HEAD_MOST_MM);
        let tall = height - head;
        let count = steps.len().max(1) as f32;
        let width = (canvas.body() - GAP_MM * (count - 1.0)) / count;
        let (room, lines_room) = (width - 4.0, tall - DATE_ROOM_MM);
        // Who did what; the verb stands in a line of its own.
        let deeds = (steps.iter()).map(|s| (who(self.unit, s, true), s.kind.chinese()));
        let deeds: Vec<(String, &str)> = deeds.collect();
        let lines = |face: Type, (who, what): &(String, &str)| {
            [face.fit(who, room), face.fit(what, room)].concat()
        };
        let most = |face: Type| (lines_room / face.size + LEADING - 1.0) / LEADING;
        let no_more = |face: Type, most: f32| {
            let mut all = deeds.iter().map(|deed| lines(face, deed).len() as f32);
            all.all(|count| count <= most)
        };
        // Rather smaller than with a name in two lines.
        let sizes = &SIZES_MM[usize::from(tall < TALL_MM)..];
        let largest = self.hei(sizes[0]);
        let whole = |size: &&f32| no_more(largest.at(**size), most(largest.at(**size)).min(2.0));
        let face = match sizes.iter().find(whole) {
            Some(size) => largest.at(*size),
            None => largest.first(sizes, |face| no_more(face, most(face))),
        };
        let dates = self.hei(DATE_MM.min(room / 6.0).max(SMALLEST_MM));
        if let Some(first) = more.first() {
            let labels = more.iter().map(|step| step.kind.chinese().chars().count());
            tell(first.kind.chinese(), first.kind.place, labels.sum());
        }
        // The blank above the highest text is the one below it, and the one below the day.
        let counts = deeds.iter().map(|deed| lines(face, deed).len() as f32);
        let highest = counts.fold(1.0, f32::max).min(most(face));
        let highest = (highest * LEADING - (LEADING - 1.0)) * face.size;
        let blank = (tall - EDGE_MM - highest - dates.size) / 3.0;
        let day_top = top + height - blank.clamp(2.0, MOST_BLANK_MM) - dates.size;
        let boxes = (0..).zip(&steps).zip(&deeds).map(|((i, step), deed)| {
            let x = canvas.left + i as f32 * (width + GAP_MM);
            let rect = Rect::new(x, top + head, width, tall);
            let mut text = lines(face, deed);
            let lost = face.shorten(&mut text, (most(face) as usize).max(1), room);
            tell(&deed.0, step.kind.place, lost);
            let (leading, middle) = (face.size * LEADING, (rect.y + EDGE_MM + day_top) / 2.0);
            let day = day(step.date.value);
            Cell {
                rect,
                text: face.around(&text, leading, rect.axis(), middle, Anchor::Middle),
                note: vec![dates.centred(&day, rect.axis(), day_top + dates.size / 2.0)],
                ..Cell::default()
            }
        });
        let cells = boxes.collect();
        let middle = top + head - 13.0;
        // Where it is filed, beside the head: as large as its room allows.
        let filed = (steps.iter()).find(|s| s.kind.value == GradingStepKind::File);
        let note = filed.and_then(|filed| filed.note.as_ref()).map(|note| {
            let room = canvas.body() - (HEAD_EM + 1.0) * HEAD_MM;
            let face = (self.hei(NOTE_MM)).within(&note.value, room, SMALLEST_MM);
            let text = face.cut(&note.value, room).0;
            if text != note.value {
                let lost = note.chars().count() + 1 - text.chars().count();
                tell(&note.value, note.place, lost);
            }
            face.end(&text, canvas.right, middle)
        });
        let head = Cell {
            label: Some(self.hei(HEAD_MM).start("评定程序", canvas.left, middle)),
            note: note.into_iter().collect(),
            ..Cell::default()
        };
        Strip { head, cells }
    }
}

/// The steps by their days: as many as there are boxes for, and what is too many. Eight kinds
/// of steps there are.
fn in_order(record: &Grading) -> (Vec<&GradingStep>, Vec<&GradingStep>) {
    let mut steps: Vec<&GradingStep> = record.steps.iter().collect();
    steps.sort_by_key(|step| step.date.value);
    let more = steps.split_off(steps.len().min(GradingStepKind::ALL.len()));
    (steps, more)
}

/// Who did a step, by the record: nobody is named who is not named there; for a box with names as
/// short as the rules have them. Of publicity it matters where it was, which the note says.
fn who(unit: &Unit, step: &GradingStep, short: bool) -> String {
    let is_publicity = step.kind.value == GradingStepKind::Publish;
    if let Some(place) = step.note.as_ref().filter(|_| is_publicity) {
        return place.value.clone();
    }
    let name = step.by.as_ref().map(|by| match by {
        Actor::Post(post) if short => {
            // 副镇长（城建国土）: what he is in charge of stands in the handbook.
            let name = unit[*post].own_name();
            name.split('（').next().unwrap_or(name)
        }
        Actor::Organ(organ) if short => unit[*organ].in_short(),
        by => unit.actor_name(by),
    });
    name.unwrap_or_default().to_owned()
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
    let end = match (until.0.year(), until.0.month()) {
        (year, _) if year != from.0.year() => until.chinese(),
        (_, month) if month != from.0.month() => day(until),
        _ => format!("{}日", until.0.day()),
    };
    let days = (until.0 - from.0).get_days() + 1;
    format!("{}至{end}（{days}天）", from.chinese())
}

/// The steps in words: who did what, and when.
pub fn words(unit: &Unit, record: &Grading) -> Vec<(String, String)> {
    let (steps, more) = in_order(record);
    (steps.iter().chain(&more))
        .map(|step| {
            let until = step.until.as_ref().map(|d| d.value);
            let (who, what) = (who(unit, step, false), step.kind.chinese());
            (format!("{who}{what}"), span(step.date.value, until))
        })
        .collect()
}
