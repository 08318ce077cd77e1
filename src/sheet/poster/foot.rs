//! The foot: supervision telephone, receiver, number, edition, and the QR code.

use super::canvas::Canvas;
use super::qr::Qr;
use super::SMALLEST_MM;
use crate::sheet::geometry::{Rect, TextLine};
use crate::text::{FontRole, Fonts};
use serde::Serialize;

/// The foot of a sheet. On a lying sheet telephone and code stand on the spine.
#[derive(Debug, Clone, Serialize)]
pub struct Foot {
    /// 监督举报电话.
    pub hotline_label: TextLine,
    /// The number.
    pub hotline: TextLine,
    /// 受理, 编号, 编印: label and value.
    pub lines: Vec<(TextLine, TextLine)>,
    /// Where the page of the poster is.
    pub qr: Option<QrPlate>,
}

/// A QR code in its place.
#[derive(Debug, Clone, Serialize)]
pub struct QrPlate {
    /// The white ground, quiet zone included.
    pub rect: Rect,
    /// The dark modules as SVG path data.
    pub path: String,
}

const ROLE: FontRole = FontRole::Hei;
const LABEL_MM: f32 = 12.0;
const LINE_MM: f32 = 11.0;
const HOTLINE_MM: f32 = 36.0;
/// Blank between the figures of the hotline, in em.
const HOTLINE_TRACKING_EM: f32 = 0.035;
/// Between label and value, in em.
const GAP_EM: f32 = 0.7;
/// The lines of an upright sheet never begin left of this, in mm.
const LINES_LEFT_MM: f32 = 206.0;
/// First line and pitch of three lines and of four, in mm.
const THREE_LINES_MM: (f32, f32) = (835.8, 17.4);
const FOUR_LINES_MM: (f32, f32) = (830.4, 14.6);
/// The QR code of an upright sheet: left end of its place, top and side, in mm.
const QR_TOP_MM: f32 = 820.0;
/// Side of the code with its quiet zone, in mm.
pub const QR_MM: f32 = 66.0;
/// Axis of the spine of a lying sheet, in mm.
const SPINE_MM: f32 = 56.0;
/// Width of the spine that text may take, in mm.
const SPINE_ROOM_MM: f32 = 96.0;
/// Middle of the line at the foot of a lying sheet, in mm.
const LYING_LINE_MM: f32 = 582.0;
/// Middles of two lines there, in mm.
const LYING_LINES_MM: [f32; 2] = [576.5, 589.0];

/// Builds the foot: labels with their values, of which the first is the hotline's number.
pub fn foot(
    fonts: &Fonts,
    canvas: &Canvas,
    hotline: &str,
    lines: &[(&str, String)],
    qr: Option<&Qr>,
) -> Foot {
    if canvas.landscape {
        lying(fonts, canvas, hotline, lines, qr)
    } else {
        upright(fonts, canvas, hotline, lines, qr)
    }
}

fn upright(
    fonts: &Fonts,
    canvas: &Canvas,
    hotline: &str,
    lines: &[(&str, String)],
    qr: Option<&Qr>,
) -> Foot {
    let song = FontRole::Xiaobiaosong;
    let ems = fonts.width(song, hotline).max(1.0);
    let size = HOTLINE_MM.min((LINES_LEFT_MM - canvas.left - 10.0) / ems);
    let mut number = TextLine::start(fonts, song, hotline, size, canvas.left, 863.0);
    // Figures stand on one baseline whatever their size.
    number.y = 876.2;
    number.tracking = HOTLINE_TRACKING_EM * size;
    // The quiet zone of the code is blank, so its ink ends flush with the body.
    let plate = qr.map(|qr| {
        let quiet = qr.quiet(QR_MM);
        Rect::new(canvas.right - QR_MM + quiet, QR_TOP_MM, QR_MM, QR_MM)
    });
    let right = plate.map_or(canvas.right, |p| p.x - 6.0);
    let widest = lines
        .iter()
        .map(|(label, value)| fonts.width(ROLE, label) + GAP_EM + fonts.width(ROLE, value))
        .fold(1.0, f32::max);
    let size = LINE_MM.min((right - LINES_LEFT_MM) / widest);
    let label_x = right - widest * size;
    let (first, pitch) = if lines.len() > 3 {
        FOUR_LINES_MM
    } else {
        THREE_LINES_MM
    };
    let place = |text: &str, x: f32, i: usize| {
        TextLine::start(fonts, ROLE, text, size, x, first + pitch * i as f32)
    };
    Foot {
        hotline_label: TextLine::start(fonts, ROLE, "监督举报电话", LABEL_MM, canvas.left, 834.4),
        hotline: number,
        lines: lines
            .iter()
            .enumerate()
            .map(|(i, (label, value))| {
                let value_x = label_x + (3.0 + GAP_EM) * size;
                (place(label, label_x, i), place(value, value_x, i))
            })
            .collect(),
        qr: qr.zip(plate).map(|(qr, rect)| QrPlate {
            path: qr.path(rect),
            rect,
        }),
    }
}

fn lying(
    fonts: &Fonts,
    canvas: &Canvas,
    hotline: &str,
    lines: &[(&str, String)],
    qr: Option<&Qr>,
) -> Foot {
    let song = FontRole::Xiaobiaosong;
    let (label_at, number_at) = if qr.is_some() {
        (466.0, 491.0)
    } else {
        (526.0, 554.0)
    };
    let ems = fonts.width(song, hotline).max(1.0);
    let size = HOTLINE_MM.min(SPINE_ROOM_MM / ems);
    let plate = Rect::new(SPINE_MM - QR_MM / 2.0, 516.0, QR_MM, QR_MM);
    // One line, or two where one would be too small.
    let one = rows(fonts, canvas, lines, lines.len());
    let (line_size, columns) = if one.0 >= SMALLEST_MM {
        one
    } else {
        rows(fonts, canvas, lines, lines.len().div_ceil(2))
    };
    let middles: &[f32] = if columns.len() == lines.len() {
        &[LYING_LINE_MM]
    } else {
        &LYING_LINES_MM
    };
    let placed = lines
        .chunks(columns.len().max(1))
        .zip(middles)
        .flat_map(|(row, &middle)| {
            row.iter().zip(&columns).map(move |((label, value), &x)| {
                let at = |text: &str, x| TextLine::start(fonts, ROLE, text, line_size, x, middle);
                let value_x = x + (fonts.width(ROLE, label) + GAP_EM) * line_size;
                (at(label, x), at(value, value_x))
            })
        })
        .collect();
    Foot {
        hotline_label: TextLine::centred(fonts, ROLE, "监督举报电话", LABEL_MM, SPINE_MM, label_at),
        hotline: TextLine::centred(fonts, song, hotline, size, SPINE_MM, number_at),
        lines: placed,
        qr: qr.map(|qr| QrPlate {
            path: qr.path(plate),
            rect: plate,
        }),
    }
}

/// The lines of the foot in so many columns: the size of the type, and where the columns begin.
fn rows(
    fonts: &Fonts,
    canvas: &Canvas,
    lines: &[(&str, String)],
    columns: usize,
) -> (f32, Vec<f32>) {
    const BETWEEN_MM: f32 = 16.0;
    let columns = columns.max(1);
    let em = |(label, value): &(&str, String)| {
        fonts.width(ROLE, label) + GAP_EM + fonts.width(ROLE, value)
    };
    let mut widths = vec![0.0_f32; columns];
    for (i, line) in lines.iter().enumerate() {
        widths[i % columns] = widths[i % columns].max(em(line));
    }
    let total: f32 = widths.iter().sum();
    let gaps = (columns - 1) as f32;
    let size = LINE_MM.min((canvas.body() - BETWEEN_MM * gaps) / total.max(1.0));
    let gap = (canvas.body() - total * size) / gaps.max(1.0);
    let mut x = canvas.left;
    let mut starts = Vec::new();
    for width in widths {
        starts.push(x);
        x += width * size + gap;
    }
    (size, starts)
}
