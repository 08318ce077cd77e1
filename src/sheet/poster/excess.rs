//! Whether lines stay within their room, and can be read.

use crate::diagnostic::Place;
use crate::sheet::geometry::TextLine;
use crate::sheet::words::SMALLEST_MM;

/// What has no room at the smallest type, which is a finding: what it is, where it stands in the
/// rules, and how many characters are too many.
pub type Cut = (String, Place, usize);

/// Left and right edge of where lines may be, and how high they may be, in mm.
pub(super) type Room = (f32, f32, f32);

/// About how many characters too many these lines have: too small, too wide, or too high.
pub(super) fn excess(lines: &[TextLine], (left, right, height): Room) -> usize {
    let count: usize = lines.iter().map(|l| l.text.chars().count()).sum();
    let mut share: f32 = 1.0;
    for line in lines {
        share = share.min(line.size / (SMALLEST_MM - 0.01));
        let wide = line.extent.width.max(1.0);
        let out = (left - 1.0 - line.extent.x).max(line.extent.right() - right - 1.0);
        share = share.min(1.0 - out.max(0.0) / wide);
    }
    let top = lines.iter().map(|l| l.extent.y).fold(f32::MAX, f32::min);
    let bottoms = lines.iter().map(|l| l.extent.bottom());
    share = share.min(height / (bottoms.fold(f32::MIN, f32::max) - top).max(f32::EPSILON));
    let missing = (count as f32 * (1.0 - share.max(0.0))).ceil() as usize;
    missing.max(usize::from(share < 1.0))
}
