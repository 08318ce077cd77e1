//! Path data as lines and curves from point to point.

use crate::typeset::document::Segment;
use svgtypes::{Error, SimplePathSegment, SimplifyingPathParser};

/// No drawing reaches as far.
const FARTHEST: f64 = 1e7;

/// Reads path data; stops at the first thing that is not understood, as browsers do, and gives the
/// number of the character there, from 1.
pub(super) fn path_data(data: &str) -> (Vec<Segment>, Option<usize>) {
    let mut out = Vec::new();
    let mut at = (0.0, 0.0);
    for segment in SimplifyingPathParser::from(data) {
        let segment = match segment {
            Ok(segment) => segment,
            Err(error) => return (out, Some(position(&error, data))),
        };
        let narrow = |n: f64| n as f32;
        let (from, end) = (at, end_of(&segment).unwrap_or(at));
        if end.0.abs().max(end.1.abs()) > FARTHEST {
            return (out, Some(data.chars().count()));
        }
        at = end;
        let (x, y) = (narrow(end.0), narrow(end.1));
        out.push(match segment {
            SimplePathSegment::MoveTo { .. } => Segment::Move(x, y),
            SimplePathSegment::LineTo { .. } => Segment::Line(x, y),
            SimplePathSegment::CurveTo { x1, y1, x2, y2, .. } => {
                let [a, b, c, d] = [x1, y1, x2, y2].map(narrow);
                Segment::Curve([a, b, c, d, x, y])
            }
            SimplePathSegment::Quadratic { x1, y1, .. } => {
                let third = |from: f64, to: f64| narrow(from + (to - from) * 2.0 / 3.0);
                let (ax, ay) = (third(from.0, x1), third(from.1, y1));
                let (bx, by) = (third(end.0, x1), third(end.1, y1));
                Segment::Curve([ax, ay, bx, by, x, y])
            }
            SimplePathSegment::ClosePath => Segment::Close,
        });
    }
    (out, None)
}

fn position(error: &Error, data: &str) -> usize {
    let length = data.chars().count();
    match error {
        Error::UnexpectedData(at)
        | Error::InvalidNumber(at)
        | Error::InvalidChar(_, at)
        | Error::InvalidString(_, at) => (*at).clamp(1, length.max(1)),
        _ => length,
    }
}

/// Where a segment leads; `None` back to where its part of the path began, which the next part
/// says again.
fn end_of(segment: &SimplePathSegment) -> Option<(f64, f64)> {
    match *segment {
        SimplePathSegment::MoveTo { x, y }
        | SimplePathSegment::LineTo { x, y }
        | SimplePathSegment::CurveTo { x, y, .. }
        | SimplePathSegment::Quadratic { x, y, .. } => Some((x, y)),
        SimplePathSegment::ClosePath => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_compact_path_data() {
        let (segments, rest) = path_data("M10-5l5,5h3V8a3 3 0 013 3z");
        assert_eq!(rest, None);
        assert_eq!(segments[0], Segment::Move(10.0, -5.0));
        assert_eq!(segments[1], Segment::Line(15.0, 0.0));
        assert_eq!(segments[2], Segment::Line(18.0, 0.0));
        assert_eq!(segments[3], Segment::Line(18.0, 8.0));
        assert!(matches!(segments[4], Segment::Curve(c) if (c[4] - 21.0).abs() < 1e-4));
        assert_eq!(segments[5], Segment::Close);
    }

    #[test]
    fn bad_path_data_ends_the_path_and_is_told() {
        for (data, whole) in [("M1 2 L3 x", 1), ("L", 0), ("M0 0 K3 4", 1), ("M1 2 3", 1)] {
            let (segments, rest) = path_data(data);
            assert_eq!((segments.len(), rest.is_some()), (whole, true), "{data}");
        }
        assert_eq!(path_data("").1, None);
        assert_eq!(path_data("M0 0 K3 4").1, Some(6));
        assert!(path_data("M0 0 L1e300 1").1.is_some());
    }

    #[test]
    fn every_command_of_the_standard_is_understood() {
        let (segments, rest) =
            path_data("m0,0 1,1 H2v3C1 1 2 2 3 3S5 5 6 6q1 1 2 0T9 9A1 2 30 1 0 1e1,1z");
        assert_eq!(rest, None);
        assert_eq!(segments.last(), Some(&Segment::Close));
    }
}
