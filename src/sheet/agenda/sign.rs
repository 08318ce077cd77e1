//! The signs of what became of a duty, and the marks of kinds of work, in units of a sheet.

use crate::check::duties::State;
use crate::sheet::geometry::{Point, Rect};
use crate::sheet::summary::drawing::Drawing;

/// The ground of the sheet.
pub(super) const PAPER: &str = "var(--paper)";

impl Drawing<'_> {
    /// A box of that side with its left edge at `x`: ticked, half full, with a bar, empty, or black.
    pub(super) fn sign(&mut self, state: State, x: f32, middle: f32, side: f32) {
        let (ink, accent) = (self.tones.ink, self.tones.accent);
        let (unit, top) = (side / 20.0, middle - side / 2.0);
        let at = |dx: f32, dy: f32| Point::new(x + dx * unit, top + dy * unit);
        let part = |dx: f32, dy: f32, width: f32, height: f32| {
            let Point { x, y } = at(dx, dy);
            Rect::new(x, y, width * unit, height * unit)
        };
        let (frame, line) = (part(0.75, 0.75, 18.5, 18.5), 1.5 * unit);
        let (ground, fill, edge) = match state {
            State::Late => (part(0.0, 0.0, 20.0, 20.0), ink, None),
            State::Near => (frame, PAPER, Some((accent, line))),
            _ => (frame, PAPER, Some((ink, line))),
        };
        self.svg.rect(ground, fill, edge, 2.0 * unit);
        if matches!(state, State::Done | State::DoneLate) {
            let tick = 2.4 * unit;
            self.svg.line(at(4.6, 10.4), at(8.6, 14.6), accent, tick);
            self.svg.line(at(8.2, 14.9), at(15.6, 5.4), accent, tick);
        }
        let within: &[(Rect, &str)] = match state {
            State::Late => &[
                (part(8.9, 4.0, 2.2, 8.0), PAPER),
                (part(8.9, 13.6, 2.2, 2.4), PAPER),
            ],
            State::Near => &[(part(1.5, 10.0, 17.0, 8.5), accent)],
            State::DoneLate => &[(part(12.5, 12.5, 6.5, 6.5), ink)],
            State::Proposed => &[(part(4.5, 8.9, 11.0, 2.2), ink)],
            _ => &[],
        };
        for (part, fill) in within {
            self.svg.rect(*part, fill, None, 0.0);
        }
    }

    /// A character in a square, with its left edge at `x`, its type of `size`.
    pub(super) fn mark(&mut self, mark: char, x: f32, middle: f32, size: f32) {
        let (accent, side) = (self.tones.accent, 1.36 * size);
        let frame = Rect::new(x, middle - side / 2.0, side, side);
        let edge = Some((accent, 0.08 * size));
        self.svg.rect(frame, "none", edge, 0.16 * size);
        let face = self.hei(size * 0.92);
        self.centred(face, &mark.to_string(), frame.axis(), middle, accent);
    }
}
