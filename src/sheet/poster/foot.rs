//! The foot: supervision telephone, receiver, number, edition, and the QR code.

use super::canvas::Canvas;
use super::facts::{pair, spread_over};
use super::maker::Maker;
use super::qr::{Qr, QrPlate};
use crate::sheet::cell::Cell;
use crate::sheet::geometry::{Point, Rect, TextLine};
use crate::sheet::words::{hei, BASELINE_BELOW_MIDDLE_EM, SMALLEST_MM};
use crate::text::Fonts;
use serde::Serialize;

/// The foot of a sheet. On a lying sheet telephone and code stand on the spine.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Foot {
    /// 监督举报电话.
    pub hotline_label: TextLine,
    /// The number.
    pub hotline: TextLine,
    /// 受理, 编号, 编印: label and value.
    pub lines: Vec<Cell>,
    /// Where the page of the poster is.
    pub qr: Option<QrPlate>,
}

const HOTLINE: &str = "监督举报电话";
/// Blank between the figures of the hotline, in em.
const HOTLINE_TRACKING_EM: f32 = 0.035;
/// Between label and value, in em.
const GAP_EM: f32 = 0.7;
/// The lines of an upright sheet never begin so near the left edge of its body, in mm.
const LINES_LEFT_MM: f32 = 170.0;

measures! {
    // On a board; from an office printer, where who reads it holds the sheet; there without air.
    label [12.0, 10.5, 10.5];
    /// Its middle below the foot's rule.
    label_off [17.4, 13.0, 11.5];
    hotline [36.0, 29.0, 29.0];
    /// Its baseline below the rule.
    hotline_off [59.2, 46.0, 44.5];
    line [11.0, 10.0, 10.0];
    /// First line below the rule and pitch of up to three lines, and of four.
    first [18.8, 13.0, 12.0];
    pitch [17.4, 14.6, 14.6];
    first_of_four [13.4, 9.0, 8.0];
    pitch_of_four [14.6, 12.4, 12.4];
    /// Side of the code with its quiet zone.
    code [66.0, 50.0, 50.0];
    /// Side of its least module: a telephone reads .33 mm on paper from a hand's breadth.
    module [1.15, 0.94, 0.94];
    code_off [3.0, 3.0, 1.5];
}

impl Measures {
    /// Those of a sheet.
    pub fn of(canvas: &Canvas) -> Self {
        Self::on(match canvas.office && !canvas.landscape {
            true => 1 + usize::from(canvas.snug),
            false => 0,
        })
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
    pair(hei(fonts, 1.0), [label, value], GAP_EM, Point::default()).1
}

/// Axis of the spine of a lying sheet, in mm.
const SPINE_MM: f32 = 56.0;
/// Width of the spine that text may take, in mm.
const SPINE_ROOM_MM: f32 = 96.0;
/// Middle of the line at the foot of a lying sheet, in mm.
const LYING_LINE_MM: f32 = 582.0;
/// Middles of two lines there, in mm.
const LYING_LINES_MM: [f32; 2] = [576.5, 589.0];

impl Maker<'_> {
    /// Builds the foot: labels with their values.
    pub(super) fn foot(&self, lines: &[(&str, String)], qr: Option<&Qr>) -> Foot {
        match self.canvas.landscape {
            true => self.lying_foot(lines, qr),
            false => self.upright_foot(lines, qr),
        }
    }

    fn upright_foot(&self, lines: &[(&str, String)], qr: Option<&Qr>) -> Foot {
        let (canvas, measures) = (&self.canvas, Measures::of(&self.canvas));
        let hotline = &self.unit.profile.hotline;
        let figures = (self.song(measures.hotline)).within(hotline, LINES_LEFT_MM - 10.0, 0.0);
        // Figures stand on one baseline whatever their size.
        let baseline = canvas.foot + measures.hotline_off;
        let middle = baseline - BASELINE_BELOW_MIDDLE_EM * measures.hotline;
        let mut number = figures.start(hotline, canvas.left, middle);
        number.y = baseline;
        number.tracking = HOTLINE_TRACKING_EM * figures.size;
        // The quiet zone of the code is blank, so its ink ends flush with the body.
        let plate = qr.map(|qr| {
            let side = measures.code;
            let x = canvas.right - side + qr.quiet(side);
            qr.plate(Rect::new(x, canvas.foot + measures.code_off, side, side))
        });
        let right = plate.as_ref().map_or(canvas.right, |p| p.rect.x - 6.0);
        let ems = (lines.iter()).map(|(label, value)| width_em(self.fonts, label, value));
        let widest = ems.fold(1.0, f32::max);
        let fitting = (right - canvas.left - LINES_LEFT_MM) / widest;
        let face = self.hei(measures.line.min(fitting));
        let label_x = right - widest * face.size;
        let value_x = label_x + (3.0 + GAP_EM) * face.size;
        let (first, pitch) = match lines.len() {
            ..=3 => (measures.first, measures.pitch),
            _ => (measures.first_of_four, measures.pitch_of_four),
        };
        let line = |(i, (label, value)): (usize, &(&str, String))| {
            let middle = canvas.foot + first + pitch * i as f32;
            let label = face.start(label, label_x, middle);
            Cell::labelled(label, face.start(value, value_x, middle))
        };
        let label_middle = canvas.foot + measures.label_off;
        Foot {
            hotline_label: self
                .hei(measures.label)
                .start(HOTLINE, canvas.left, label_middle),
            hotline: number,
            lines: lines.iter().enumerate().map(line).collect(),
            qr: plate,
        }
    }

    fn lying_foot(&self, lines: &[(&str, String)], qr: Option<&Qr>) -> Foot {
        let (measures, hotline) = (Measures::of(&self.canvas), &self.unit.profile.hotline);
        let (label_at, number_at) = match qr {
            Some(_) => (466.0, 491.0),
            None => (526.0, 554.0),
        };
        let figures = self
            .song(measures.hotline)
            .within(hotline, SPINE_ROOM_MM, 0.0);
        let side = measures.code;
        let plate = Rect::new(SPINE_MM - side / 2.0, 516.0, side, side);
        // One line, or two where one would be too small.
        let one = self.foot_columns(lines, lines.len());
        let (size, columns) = match one.0 >= SMALLEST_MM {
            true => one,
            false => self.foot_columns(lines, lines.len().div_ceil(2)),
        };
        let middles: &[f32] = match columns.len() == lines.len() {
            true => &[LYING_LINE_MM],
            false => &LYING_LINES_MM,
        };
        let rows = lines.chunks(columns.len().max(1)).zip(middles);
        let placed = rows.flat_map(|(row, &middle)| {
            let row = row.iter().zip(&columns);
            row.map(move |((label, value), &x)| {
                let at = Point::new(x, middle);
                pair(self.hei(size), [label, value], GAP_EM, at).0
            })
        });
        Foot {
            hotline_label: self
                .hei(measures.label)
                .centred(HOTLINE, SPINE_MM, label_at),
            hotline: figures.centred(hotline, SPINE_MM, number_at),
            lines: placed.collect(),
            qr: qr.map(|qr| qr.plate(plate)),
        }
    }

    /// The lines of the foot in so many columns: the size of their type, and where the columns begin.
    fn foot_columns(&self, lines: &[(&str, String)], columns: usize) -> (f32, Vec<f32>) {
        const BETWEEN_MM: f32 = 16.0;
        let mut widths = vec![0.0_f32; columns.max(1)];
        for (i, (label, value)) in lines.iter().enumerate() {
            let column = &mut widths[i % columns];
            *column = column.max(width_em(self.fonts, label, value));
        }
        let room = (self.canvas.left, self.canvas.body());
        let sizes = (0.0, Measures::of(&self.canvas).line);
        spread_over(&widths, room, BETWEEN_MM, sizes)
    }
}
