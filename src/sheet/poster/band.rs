//! Department and title: on the band of an upright sheet, on the spine of a lying one.

use super::canvas::Canvas;
use crate::sheet::geometry::{Anchor, Point, Rect, TextLine};
use crate::sheet::words::song;
use crate::text::{sense, FontRole, Fonts};
use serde::Serialize;

/// Unit, department and title.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Band {
    /// Unit and department; on a spine a line for each character.
    pub department: Vec<TextLine>,
    /// The gold rules beside it.
    pub gold_rules: Vec<Rect>,
    /// 工作职责; on a spine a line for each character.
    pub title: Vec<TextLine>,
}

const ROLE: FontRole = FontRole::Xiaobiaosong;
const GOLD_RULE_MM: (f32, f32) = (42.0, 0.9);
const GOLD_RULE_GAP_MM: f32 = 10.0;

const DEPARTMENT_TRACKING_EM: f32 = 0.14;
/// A title gets no smaller before it takes two lines, as a share of its size.
const TITLE_LEAST: f32 = 44.0 / 60.0;
/// Size and leading of a title of two lines, likewise: both stay below the department's line.
const TITLE_TWO_LINES: (f32, f32) = (38.0 / 60.0, 42.0 / 60.0);

/// Where the columns of a spine begin, in mm.
const SPINE_TOP_MM: f32 = 36.0;
/// Axis and lower end of a column, and its type at most, in mm, with its tracking, in em: read from
/// right to left, the department comes first.
const SPINE_DEPARTMENT: [f32; 4] = [89.0, 384.0, 19.0, 0.2];
const SPINE_TITLE: [f32; 4] = [43.0, 436.0, 57.0, 0.3];

/// Builds the band of a poster.
pub fn band(fonts: &Fonts, canvas: &Canvas, department: &str, title: &str) -> Band {
    if canvas.landscape {
        return spine(fonts, department, title);
    }
    let (line, mut gold_rules) = department_line(fonts, canvas, department);
    // On white the rules at the edges are gold enough.
    gold_rules.retain(|_| !canvas.office);
    Band {
        department: vec![line],
        gold_rules,
        title: title_lines(fonts, canvas, title),
    }
}

/// A line around `centre` within `room` mm, as large as wanted and with blanks of so many em between
/// its characters: first it gives up these, then its size.
fn tracked(
    fonts: &Fonts,
    (text, largest, wanted): (&str, f32, f32),
    room: f32,
    centre: Point,
) -> TextLine {
    let ems = fonts.width(ROLE, text);
    let gaps = text.chars().count().saturating_sub(1) as f32;
    let tracking = ((room / largest - ems) / gaps.max(1.0)).clamp(0.0, wanted);
    let size = largest.min(room / (ems + gaps * tracking).max(1.0));
    song(fonts, size).tracked(text, size * tracking, centre)
}

fn department_line(fonts: &Fonts, canvas: &Canvas, name: &str) -> (TextLine, Vec<Rect>) {
    let (middle, largest) = canvas.head[0];
    let room = canvas.body() - 2.0 * (GOLD_RULE_MM.0 + GOLD_RULE_GAP_MM);
    let centre = Point::new(canvas.centre(), middle);
    let line = tracked(fonts, (name, largest, DEPARTMENT_TRACKING_EM), room, centre);
    let rule = |x: f32| Rect::new(x, middle + 0.6, GOLD_RULE_MM.0, GOLD_RULE_MM.1);
    let left = rule(line.extent.x - GOLD_RULE_GAP_MM - GOLD_RULE_MM.0);
    let right = rule(line.extent.right() + GOLD_RULE_GAP_MM);
    (line, vec![left, right])
}

/// Titles that do not fit lose their tracking, then size down to 44 of 60, then take two lines.
fn title_lines(fonts: &Fonts, canvas: &Canvas, title: &str) -> Vec<TextLine> {
    let (middle, whole) = canvas.head[1];
    let wanted = match title.chars().count() {
        ..=4 => 0.16,
        _ => 0.10,
    };
    let centre = Point::new(canvas.centre(), middle);
    let line = tracked(fonts, (title, whole, wanted), canvas.body(), centre);
    if line.size >= TITLE_LEAST * whole {
        return vec![line];
    }
    let (largest, leading) = (TITLE_TWO_LINES.0 * whole, TITLE_TWO_LINES.1 * whole);
    let measure = (fonts.width(ROLE, title) / 2.0 + 0.6).max(canvas.body() / largest);
    let lines = sense::lines(fonts, ROLE, title, measure);
    let widest = song(fonts, 1.0).widest(&lines).max(1.0);
    let size = largest
        .min(canvas.body() / widest)
        .min(2.0 * leading / lines.len().max(1) as f32);
    let (leading, middle) = (size * leading / largest, middle + 0.05 * whole);
    let face = song(fonts, size);
    face.around(&lines, leading, canvas.centre(), middle, Anchor::Middle)
}

/// Two columns of upright characters, as on a hanging board.
fn spine(fonts: &Fonts, department: &str, title: &str) -> Band {
    let department = column(fonts, department, SPINE_DEPARTMENT);
    let end = department.last().map(|last| last.extent.bottom());
    let (length, width) = GOLD_RULE_MM;
    let x = SPINE_DEPARTMENT[0] - width / 2.0;
    let y = end.unwrap_or(SPINE_TOP_MM) + GOLD_RULE_GAP_MM;
    Band {
        gold_rules: vec![Rect::new(x, y, width, length)],
        department,
        title: column(fonts, title, SPINE_TITLE),
    }
}

/// A column of characters from the spine's top, size and tracking at most as wanted, and all above
/// `bottom`.
fn column(fonts: &Fonts, text: &str, [x, bottom, wanted, tracking]: [f32; 4]) -> Vec<TextLine> {
    let count = text.chars().count().max(1) as f32;
    let room = bottom - SPINE_TOP_MM;
    let size = wanted.min(room / (count + (count - 1.0) * tracking * 0.4));
    let step = (size * (1.0 + tracking)).min((room - size) / (count - 1.0).max(1.0));
    let lines = text.chars().enumerate().map(|(i, c)| {
        let middle = SPINE_TOP_MM + size / 2.0 + step * i as f32;
        song(fonts, size).centred(&c.to_string(), x, middle)
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PosterSettings;

    #[test]
    fn a_long_department_gives_up_its_tracking_before_its_size() {
        let fonts = Fonts::shipped().expect("fonts");
        let canvas = Canvas::of(&PosterSettings::default());
        let (_, wanted) = canvas.head[0];
        let of = |characters: usize| department_line(&fonts, &canvas, &"财".repeat(characters)).0;
        let room = canvas.body() - 2.0 * (GOLD_RULE_MM.0 + GOLD_RULE_GAP_MM);
        let longest = (room / wanted) as usize;
        for characters in 1..=longest {
            let line = of(characters);
            assert!((line.size - wanted).abs() < 1e-3, "{characters}");
            assert!(line.extent.width <= room + 0.1, "{characters}");
        }
        assert!(of(longest + 1).size < wanted);
    }
}
