//! Affine maps: `transform` attributes, and the way from a drawing to its page.

use super::numbers;
use crate::typeset::document::Segment;

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
    pub(super) const ONE: Self = Self {
        a: 1.0,
        b: 0.0,
        c: 0.0,
        d: 1.0,
        e: 0.0,
        f: 0.0,
    };

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

/// The map that a `transform` attribute writes; what it does not understand is left out.
pub(super) fn transform_of(text: &str) -> Map {
    let mut map = Map::ONE;
    for part in text.split(')') {
        let Some((name, arguments)) = part.split_once('(') else {
            continue;
        };
        let v = numbers(arguments);
        let at = |i: usize| v.get(i).copied();
        let next = match name.trim().trim_start_matches(',').trim() {
            "translate" => Map {
                e: at(0).unwrap_or(0.0),
                f: at(1).unwrap_or(0.0),
                ..Map::ONE
            },
            "scale" => {
                let sx = at(0).unwrap_or(1.0);
                Map {
                    a: sx,
                    d: at(1).unwrap_or(sx),
                    ..Map::ONE
                }
            }
            "rotate" => {
                let (sin, cos) = at(0).unwrap_or(0.0).to_radians().sin_cos();
                let turn = Map {
                    a: cos,
                    b: sin,
                    c: -sin,
                    d: cos,
                    e: 0.0,
                    f: 0.0,
                };
                let (x, y) = (at(1).unwrap_or(0.0), at(2).unwrap_or(0.0));
                let to = Map {
                    e: x,
                    f: y,
                    ..Map::ONE
                };
                let back = Map {
                    e: -x,
                    f: -y,
                    ..Map::ONE
                };
                to.then(turn).then(back)
            }
            "matrix" if v.len() == 6 => Map {
                a: v[0],
                b: v[1],
                c: v[2],
                d: v[3],
                e: v[4],
                f: v[5],
            },
            _ => Map::ONE,
        };
        map = map.then(next);
    }
    map
}
