//! Path data: lines, curves and arcs, absolute and relative.

use super::map::Map;
use crate::typeset::document::Segment;

/// Reads path data; stops at the first thing it does not understand, as browsers do.
pub(super) fn path_data(data: &str) -> Vec<Segment> {
    let mut tokens = Tokens { rest: data };
    let mut out = Vec::new();
    let (mut x, mut y, mut start_x, mut start_y) = (0.0f32, 0.0f32, 0.0f32, 0.0f32);
    let mut command = ' ';
    loop {
        if let Some(next) = tokens.command() {
            command = next;
        } else if !tokens.at_number() {
            return out;
        }
        let relative = command.is_ascii_lowercase();
        let (ox, oy) = if relative { (x, y) } else { (0.0, 0.0) };
        let mut n = || tokens.number();
        match command.to_ascii_uppercase() {
            'M' => {
                let (Some(a), Some(b)) = (n(), n()) else {
                    return out;
                };
                (x, y) = (ox + a, oy + b);
                (start_x, start_y) = (x, y);
                out.push(Segment::Move(x, y));
                // Further pairs are lines.
                command = if relative { 'l' } else { 'L' };
            }
            'L' => {
                let (Some(a), Some(b)) = (n(), n()) else {
                    return out;
                };
                (x, y) = (ox + a, oy + b);
                out.push(Segment::Line(x, y));
            }
            'H' => {
                let Some(a) = n() else { return out };
                x = ox + a;
                out.push(Segment::Line(x, y));
            }
            'V' => {
                let Some(a) = n() else { return out };
                y = oy + a;
                out.push(Segment::Line(x, y));
            }
            'C' => {
                let v: Vec<f32> = (0..6).filter_map(|_| n()).collect();
                if v.len() < 6 {
                    return out;
                }
                let c = [
                    ox + v[0],
                    oy + v[1],
                    ox + v[2],
                    oy + v[3],
                    ox + v[4],
                    oy + v[5],
                ];
                (x, y) = (c[4], c[5]);
                out.push(Segment::Curve(c));
            }
            'Q' => {
                let v: Vec<f32> = (0..4).filter_map(|_| n()).collect();
                if v.len() < 4 {
                    return out;
                }
                let (qx, qy, ex, ey) = (ox + v[0], oy + v[1], ox + v[2], oy + v[3]);
                let third = |from: f32, to: f32| from + (to - from) * 2.0 / 3.0;
                out.push(Segment::Curve([
                    third(x, qx),
                    third(y, qy),
                    third(ex, qx),
                    third(ey, qy),
                    ex,
                    ey,
                ]));
                (x, y) = (ex, ey);
            }
            'A' => {
                let v: Vec<f32> = (0..3).filter_map(|_| n()).collect();
                let (large, sweep) = (tokens.flag(), tokens.flag());
                let (ex, ey) = (tokens.number(), tokens.number());
                let (Some(ex), Some(ey), 3) = (ex, ey, v.len()) else {
                    return out;
                };
                let end = (ox + ex, oy + ey);
                arc(&mut out, (x, y), end, [v[0], v[1], v[2]], large, sweep);
                (x, y) = end;
            }
            'Z' => {
                out.push(Segment::Close);
                (x, y) = (start_x, start_y);
                command = ' ';
            }
            _ => return out,
        }
    }
}

struct Tokens<'a> {
    rest: &'a str,
}

impl Tokens<'_> {
    fn skip(&mut self) {
        self.rest = self
            .rest
            .trim_start_matches(|c: char| c == ',' || c.is_whitespace());
    }

    fn command(&mut self) -> Option<char> {
        self.skip();
        let c = self.rest.chars().next().filter(char::is_ascii_alphabetic)?;
        self.rest = &self.rest[1..];
        Some(c)
    }

    fn at_number(&mut self) -> bool {
        self.skip();
        self.rest
            .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'))
    }

    fn number(&mut self) -> Option<f32> {
        self.skip();
        let bytes = self.rest.as_bytes();
        let mut end = usize::from(matches!(bytes.first(), Some(b'-' | b'+')));
        let mut dot = false;
        while let Some(&b) = bytes.get(end) {
            if b == b'.' && !dot {
                dot = true;
            } else if !b.is_ascii_digit() {
                break;
            }
            end += 1;
        }
        let value = self.rest[..end].parse().ok()?;
        self.rest = &self.rest[end..];
        Some(value)
    }

    /// A flag of an arc, which may stand without a blank after it.
    fn flag(&mut self) -> bool {
        self.skip();
        let set = self.rest.starts_with('1');
        if set || self.rest.starts_with('0') {
            self.rest = &self.rest[1..];
        }
        set
    }
}

/// An elliptic arc as cubic curves (SVG 2, appendix B.2.4).
fn arc(
    out: &mut Vec<Segment>,
    from: (f32, f32),
    to: (f32, f32),
    [rx, ry, turn]: [f32; 3],
    large: bool,
    sweep: bool,
) {
    let (mut rx, mut ry) = (rx.abs(), ry.abs());
    if rx < 1e-6 || ry < 1e-6 || from == to {
        out.push(Segment::Line(to.0, to.1));
        return;
    }
    let (sin, cos) = turn.to_radians().sin_cos();
    let (hx, hy) = ((from.0 - to.0) / 2.0, (from.1 - to.1) / 2.0);
    let (x1, y1) = (cos * hx + sin * hy, -sin * hx + cos * hy);
    let lambda = (x1 / rx).powi(2) + (y1 / ry).powi(2);
    if lambda > 1.0 {
        rx *= lambda.sqrt();
        ry *= lambda.sqrt();
    }
    let numerator = (rx * ry).powi(2) - (rx * y1).powi(2) - (ry * x1).powi(2);
    let denominator = (rx * y1).powi(2) + (ry * x1).powi(2);
    let mut k = (numerator / denominator).max(0.0).sqrt();
    if large == sweep {
        k = -k;
    }
    let (cx1, cy1) = (k * rx * y1 / ry, -k * ry * x1 / rx);
    let cx = cos * cx1 - sin * cy1 + (from.0 + to.0) / 2.0;
    let cy = sin * cx1 + cos * cy1 + (from.1 + to.1) / 2.0;
    let start = ((y1 - cy1) / ry).atan2((x1 - cx1) / rx);
    let end = ((-y1 - cy1) / ry).atan2((-x1 - cx1) / rx);
    let mut sweep_angle = end - start;
    let full = std::f32::consts::TAU;
    if sweep && sweep_angle < 0.0 {
        sweep_angle += full;
    } else if !sweep && sweep_angle > 0.0 {
        sweep_angle -= full;
    }
    let pieces = (sweep_angle.abs() / std::f32::consts::FRAC_PI_2)
        .ceil()
        .max(1.0);
    let step = sweep_angle / pieces;
    let reach = 4.0 / 3.0 * (step / 4.0).tan();
    let map = Map {
        a: rx * cos,
        b: rx * sin,
        c: -ry * sin,
        d: ry * cos,
        e: cx,
        f: cy,
    };
    let mut angle = start;
    for _ in 0..pieces as usize {
        let ((s0, c0), (s1, c1)) = (angle.sin_cos(), (angle + step).sin_cos());
        out.push(map.segment(Segment::Curve([
            c0 - reach * s0,
            s0 + reach * c0,
            c1 + reach * s1,
            s1 - reach * c1,
            c1,
            s1,
        ])));
        angle += step;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_compact_path_data() {
        let segments = path_data("M10-5l5,5h3V8a3 3 0 013 3z");
        assert_eq!(segments[0], Segment::Move(10.0, -5.0));
        assert_eq!(segments[1], Segment::Line(15.0, 0.0));
        assert_eq!(segments[2], Segment::Line(18.0, 0.0));
        assert_eq!(segments[3], Segment::Line(18.0, 8.0));
        assert!(matches!(segments[4], Segment::Curve(c) if (c[4] - 21.0).abs() < 1e-4));
        assert_eq!(segments[5], Segment::Close);
    }

    #[test]
    fn bad_path_data_ends_the_path() {
        assert_eq!(path_data("M1 2 L3 x").len(), 1);
        assert_eq!(path_data("").len(), 0);
        assert_eq!(path_data("L").len(), 0);
    }
}
