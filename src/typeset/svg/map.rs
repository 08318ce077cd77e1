//! Affine maps: `transform` attributes, and the way from a drawing to its page.

use crate::typeset::document::Segment;
use std::str::FromStr;

/// An affine map: x' = a x + c y + e, y' = b x + d y + f.
#[derive(Debug, Clone, Copy)]
pub(super) struct Map {
    pub(super) a: f32,
    pub(super) b: f32,
    pub(super) c: f32,
    pub(super) d: f32,
    pub(super) e: f32,
    pub(super) f: f32,
}

impl Map {
    pub(super) fn then(self, inner: Self) -> Self {
        Self {
            a: self.a * inner.a + self.c * inner.b,
            b: self.b * inner.a + self.d * inner.b,
            c: self.a * inner.c + self.c * inner.d,
            d: self.b * inner.c + self.d * inner.d,
            e: self.a * inner.e + self.c * inner.f + self.e,
            f: self.b * inner.e + self.d * inner.f + self.f,
        }
    }

    pub(super) fn point(&self, x: f32, y: f32) -> (f32, f32) {
        (
            self.a * x + self.c * y + self.e,
            self.b * x + self.d * y + self.f,
        )
    }

    /// Whether it moves and enlarges only: type can be neither turned nor drawn out.
    pub(super) fn keeps_type(&self) -> bool {
        let slack = 1e-3 * self.a.abs();
        self.a > 0.0
            && self.b.abs() <= slack
            && self.c.abs() <= slack
            && (self.a - self.d).abs() <= slack
    }

    /// How much lengths grow.
    pub(super) fn factor(&self) -> f32 {
        (self.a * self.d - self.b * self.c).abs().sqrt()
    }

    pub(super) fn segment(&self, segment: Segment) -> Segment {
        match segment {
            Segment::Move(x, y) => {
                let (x, y) = self.point(x, y);
                Segment::Move(x, y)
            }
            Segment::Line(x, y) => {
                let (x, y) = self.point(x, y);
                Segment::Line(x, y)
            }
            Segment::Curve([a, b, c, d, e, f]) => {
                let ((a, b), (c, d), (e, f)) =
                    (self.point(a, b), self.point(c, d), self.point(e, f));
                Segment::Curve([a, b, c, d, e, f])
            }
            Segment::Close => Segment::Close,
        }
    }
}

/// The map that a `transform` attribute writes; `None` where part of it is not understood.
pub(super) fn transform_of(text: &str) -> Option<Map> {
    let transform = svgtypes::Transform::from_str(text).ok()?;
    let svgtypes::Transform { a, b, c, d, e, f } = transform;
    let [a, b, c, d, e, f] = [a, b, c, d, e, f].map(|n| n as f32);
    let all = [a, b, c, d, e, f];
    all.iter()
        .all(|n| n.is_finite())
        .then_some(Map { a, b, c, d, e, f })
}
