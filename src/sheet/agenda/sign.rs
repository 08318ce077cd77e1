//! The signs of what became of a duty, and the marks of kinds of work, in units of a sheet.

use super::Parts;
use crate::check::duties::State;
use crate::sheet::geometry::{Point, Rect};

impl Parts<'_> {
    /// A box of that side with its left edge at `x`: ticked, half full, empty, or black.
    pub(super) fn sign(&mut self, state: State, x: f32, middle: f32, side: f32) {
        let (ink, accent) = (self.d.tones.ink.clone(), self.d.tones.accent.clone());
        let unit = side / 20.0;
        let top = middle - side / 2.0;
        let at = |dx: f32, dy: f32| Point::new(x + dx * unit, top + dy * unit);
        let line = 1.5 * unit;
        let frame = Rect::new(x + line / 2.0, top + line / 2.0, side - line, side - line);
        let corner = 2.0 * unit;
        let white = "var(--paper)";
        match state {
            State::Late => {
                self.d
                    .svg
                    .rect(Rect::new(x, top, side, side), &ink, None, corner);
                let stroke = Rect::new(x + 8.9 * unit, top + 4.0 * unit, 2.2 * unit, 8.0 * unit);
                let dot = Rect::new(x + 8.9 * unit, top + 13.6 * unit, 2.2 * unit, 2.4 * unit);
                self.d.svg.rect(stroke, white, None, 0.0);
                self.d.svg.rect(dot, white, None, 0.0);
            }
            State::Near => {
                self.d.svg.rect(frame, white, Some((&accent, line)), corner);
                let lower = Rect::new(
                    x + line,
                    top + side / 2.0,
                    side - 2.0 * line,
                    side / 2.0 - line,
                );
                self.d.svg.rect(lower, &accent, None, 0.0);
            }
            State::Open | State::Done | State::DoneLate => {
                self.d.svg.rect(frame, white, Some((&ink, line)), corner);
            }
        }
        if matches!(state, State::Done | State::DoneLate) {
            let tick = 2.4 * unit;
            self.d.svg.line(at(4.6, 10.4), at(8.6, 14.6), &accent, tick);
            self.d.svg.line(at(8.2, 14.9), at(15.6, 5.4), &accent, tick);
        }
        if state == State::DoneLate {
            let corner = Rect::new(x + 12.5 * unit, top + 12.5 * unit, 6.5 * unit, 6.5 * unit);
            self.d.svg.rect(corner, &ink, None, 0.0);
        }
    }

    /// A character in a square, with its left edge at `x`, its type of `size`.
    pub(super) fn mark(&mut self, mark: char, x: f32, middle: f32, size: f32) {
        let accent = self.d.tones.accent.clone();
        let side = 1.36 * size;
        let frame = Rect::new(x, middle - side / 2.0, side, side);
        self.d
            .svg
            .rect(frame, "none", Some((&accent, 0.08 * size)), 0.16 * size);
        let face = self.d.hei(size * 0.92);
        let mut text = [0; 4];
        self.d.centred(
            face,
            mark.encode_utf8(&mut text),
            x + side / 2.0,
            middle,
            &accent,
        );
    }
}
