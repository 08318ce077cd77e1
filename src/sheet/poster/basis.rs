//! 评定依据: where the words why a department has its grade stand on the notice.

use super::maker::DepartmentMaker;
use super::powers::BESIDE_BLOCK_MM;
use crate::sheet::cell::Cell;
use crate::sheet::geometry::Rect;
use crate::sheet::words::{Type, SMALLEST_MM};

const SIZES_MM: [f32; 4] = [12.5, 11.5, 10.5, SMALLEST_MM];
const LEADING: f32 = 1.42;
const LABEL: &str = "评定依据";
/// Between the powers and the reason below them, in mm: plainly more than between two rows of them.
pub const ABOVE_BASIS_MM: f32 = 11.0;

impl DepartmentMaker<'_> {
    /// How high the reason is in its largest type beside a block that ends at `block_right`, in mm.
    pub(super) fn basis_height(&self, text: &str, block_right: f32) -> f32 {
        let (face, measure) = (self.hei(SIZES_MM[0]), self.basis_measure(block_right));
        let lines = face.fit(&labelled(text), measure).len();
        (lines as f32 * LEADING - (LEADING - 1.0)) * face.size
    }

    fn basis_measure(&self, block_right: f32) -> f32 {
        self.canvas.right - block_right - BESIDE_BLOCK_MM
    }

    /// The reason below the powers, from `top` down, as large as its room beside the block allows,
    /// in the midst of what there is down to the `rule` below.
    pub(super) fn basis_lines(&self, text: &str, top: f32, block: Rect, rule: f32) -> Cell {
        let left = block.right() + BESIDE_BLOCK_MM;
        let measure = self.basis_measure(block.right());
        let at = |face: Type| face.fit(&labelled(text), measure);
        let most = |face: Type| (block.bottom() - top + 0.42 * face.size) / (face.size * LEADING);
        let face = self.hei(SIZES_MM[0]);
        let face = face.first(&SIZES_MM, |face| at(face).len() as f32 <= most(face) + 1e-3);
        let (size, leading) = (face.size, face.size * LEADING);
        let mut lines = at(face);
        let taken = LABEL.chars().count() + 1;
        if let Some(first) = lines.first_mut() {
            *first = first.chars().skip(taken).collect();
        }
        let cut = face.shorten(&mut lines, (most(face) as usize).max(1), measure);
        let above = leading * (lines.len() - 1) as f32;
        let midst = (top - ABOVE_BASIS_MM + rule - above) / 2.0;
        // A full text ends with the block.
        let first_middle = midst.min((block.bottom() - size / 2.0 - above).max(top + size / 2.0));
        let placed = lines.iter().enumerate().map(|(i, line)| {
            let indent = if i == 0 { taken as f32 * size } else { 0.0 };
            face.start(line, left + indent, first_middle + leading * i as f32)
        });
        Cell {
            label: Some(face.start(LABEL, left, first_middle)),
            text: placed.collect(),
            cut,
            ..Cell::default()
        }
    }
}

/// The text after its label, which takes the beginning of the first line: as many blanks hold its
/// place.
fn labelled(text: &str) -> String {
    format!("{LABEL}　{text}")
}
