//! The foot: supervision telephone, receiver, number, edition, and the QR code.

use super::canvas::{Canvas, Office};
use super::qr::Qr;
use super::SMALLEST_MM;
use crate::sheet::geometry::{Rect, TextLine};
use crate::sheet::words::{hei, Type, BASELINE_BELOW_MIDDLE_EM};
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

impl QrPlate {
    fn of(qr: &Qr, rect: Rect) -> Self {
        let path = qr.path(rect);
        Self { rect, path }
    }
}

const HOTLINE: &str = "监督举报电话";
/// Blank between the figures of the hotline, in em.
const HOTLINE_TRACKING_EM: f32 = 0.035;
/// Between label and value, in em.
const GAP_EM: f32 = 0.7;
/// The lines of an upright sheet never begin so near the left edge of its body, in mm.
const LINES_LEFT_MM: f32 = 170.0;

/// The foot of an upright sheet: what stands how far below its rule and how large, in mm.
struct Measures {
    label: f32,
    label_middle: f32,
    hotline: f32,
    hotline_baseline: f32,
    line: f32,
    /// First line and pitch of three lines.
    three: (f32, f32),
    /// The same of four.
    four: (f32, f32),
    qr_top: f32,
}

const BOARD: Measures = Measures {
    label: 12.0,
    label_middle: 17.4,
    hotline: 36.0,
    hotline_baseline: 59.2,
    line: 11.0,
    three: (18.8, 17.4),
    four: (13.4, 14.6),
    qr_top: 3.0,
};

/// From an office printer the foot is lower: it is read by who holds the sheet.
const OFFICE: Measures = Measures {
    label: 10.5,
    label_middle: 11.5,
    hotline: 29.0,
    hotline_baseline: 44.5,
    line: 10.0,
    three: (12.0, 14.6),
    four: (8.0, 12.4),
    qr_top: 1.5,
};

/// Below a list there is more room (looks/tables, poster-office-a4).
const OFFICE_LIST: Measures = Measures {
    label: 10.5,
    label_middle: 14.0,
    hotline: 32.0,
    hotline_baseline: 52.0,
    line: 10.0,
    three: (15.0, 16.2),
    four: (13.0, 13.6),
    qr_top: 8.0,
};

impl Measures {
    fn of(canvas: &Canvas) -> &'static Self {
        match canvas.office {
            Some(Office::Table) => &OFFICE,
            Some(Office::Text) => &OFFICE_LIST,
            None => &BOARD,
        }
    }
}

/// Side of a QR code with its quiet zone, and of its least module, in mm: a telephone reads
/// .33 mm on paper from a hand's breadth.
pub fn qr_sides(canvas: &Canvas) -> (f32, f32) {
    match canvas.office {
        Some(_) if !canvas.landscape => (50.0, 0.94),
        _ => (QR_MM, 1.15),
    }
}

/// How long a label and its value may be together before they get smaller than can be read, in
/// em; a lying sheet takes two lines instead.
pub fn most_em(canvas: &Canvas) -> f32 {
    match canvas.landscape {
        true => f32::INFINITY,
        false => (canvas.body() - LINES_LEFT_MM) / SMALLEST_MM,
    }
}

/// How wide a label and its value are together, in em.
pub fn width_em(fonts: &Fonts, label: &str, value: &str) -> f32 {
    hei(fonts, 1.0).width(label) + GAP_EM + hei(fonts, 1.0).width(value)
}

/// Side of the code of a board with its quiet zone, in mm.
const QR_MM: f32 = 66.0;
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
    let measures = Measures::of(canvas);
    let figures = Type::new(fonts, FontRole::Xiaobiaosong, measures.hotline);
    let figures = figures.within(hotline, LINES_LEFT_MM - 10.0, 0.0);
    // Figures stand on one baseline whatever their size.
    let baseline = canvas.foot + measures.hotline_baseline;
    let middle = baseline - BASELINE_BELOW_MIDDLE_EM * measures.hotline;
    let mut number = figures.start(hotline, canvas.left, middle);
    number.y = baseline;
    number.tracking = HOTLINE_TRACKING_EM * figures.size;
    // The quiet zone of the code is blank, so its ink ends flush with the body.
    let plate = qr.map(|qr| {
        let (side, _) = qr_sides(canvas);
        let x = canvas.right - side + qr.quiet(side);
        Rect::new(x, canvas.foot + measures.qr_top, side, side)
    });
    let right = plate.map_or(canvas.right, |p| p.x - 6.0);
    let ems = lines
        .iter()
        .map(|(label, value)| width_em(fonts, label, value));
    let widest = ems.fold(1.0, f32::max);
    let fitting = (right - canvas.left - LINES_LEFT_MM) / widest;
    let face = hei(fonts, measures.line.min(fitting));
    let label_x = right - widest * face.size;
    let value_x = label_x + (3.0 + GAP_EM) * face.size;
    let (first, pitch) = match lines.len() > 3 {
        true => measures.four,
        false => measures.three,
    };
    let middle = |i: usize| canvas.foot + first + pitch * i as f32;
    let label_middle = canvas.foot + measures.label_middle;
    Foot {
        hotline_label: hei(fonts, measures.label).start(HOTLINE, canvas.left, label_middle),
        hotline: number,
        lines: (lines.iter().enumerate())
            .map(|(i, (label, value))| {
                let at = |text: &str, x| face.start(text, x, middle(i));
                (at(label, label_x), at(value, value_x))
            })
            .collect(),
        qr: qr.zip(plate).map(|(qr, rect)| QrPlate::of(qr, rect)),
    }
}

fn lying(
    fonts: &Fonts,
    canvas: &Canvas,
    hotline: &str,
    lines: &[(&str, String)],
    qr: Option<&Qr>,
) -> Foot {
    let (label_at, number_at) = match qr {
        Some(_) => (466.0, 491.0),
        None => (526.0, 554.0),
    };
    let figures = Type::new(fonts, FontRole::Xiaobiaosong, BOARD.hotline);
    let figures = figures.within(hotline, SPINE_ROOM_MM, 0.0);
    let plate = Rect::new(SPINE_MM - QR_MM / 2.0, 516.0, QR_MM, QR_MM);
    // One line, or two where one would be too small.
    let in_columns = |columns| rows(fonts, canvas, lines, columns);
    let one = in_columns(lines.len());
    let (face, columns) = match one.0.size >= SMALLEST_MM {
        true => one,
        false => in_columns(lines.len().div_ceil(2)),
    };
    let middles: &[f32] = match columns.len() == lines.len() {
        true => &[LYING_LINE_MM],
        false => &LYING_LINES_MM,
    };
    let mut placed = Vec::new();
    for (row, &middle) in lines.chunks(columns.len().max(1)).zip(middles) {
        for ((label, value), &x) in row.iter().zip(&columns) {
            let value_x = x + face.width(label) + GAP_EM * face.size;
            placed.push((
                face.start(label, x, middle),
                face.start(value, value_x, middle),
            ));
        }
    }
    Foot {
        hotline_label: hei(fonts, BOARD.label).centred(HOTLINE, SPINE_MM, label_at),
        hotline: figures.centred(hotline, SPINE_MM, number_at),
        lines: placed,
        qr: qr.map(|qr| QrPlate::of(qr, plate)),
    }
}

/// The lines of the foot in so many columns: their type, and where the columns begin.
fn rows<'f>(
    fonts: &'f Fonts,
    canvas: &Canvas,
    lines: &[(&str, String)],
    columns: usize,
) -> (Type<'f>, Vec<f32>) {
    const BETWEEN_MM: f32 = 16.0;
    let columns = columns.max(1);
    let em = |(label, value): &(&str, String)| width_em(fonts, label, value);
    let mut widths = vec![0.0_f32; columns];
    for (i, line) in lines.iter().enumerate() {
        widths[i % columns] = widths[i % columns].max(em(line));
    }
    let total: f32 = widths.iter().sum();
    let gaps = (columns - 1) as f32;
    let size = BOARD
        .line
        .min((canvas.body() - BETWEEN_MM * gaps) / total.max(1.0));
    let gap = (canvas.body() - total * size) / gaps.max(1.0);
    let mut x = canvas.left;
    let mut starts = Vec::new();
    for width in widths {
        starts.push(x);
        x += width * size + gap;
    }
    (hei(fonts, size), starts)
}
