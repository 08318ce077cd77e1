//! Widths of a table's columns.

use super::read::is_cell;
use crate::typeset::galley::Galley;
use crate::typeset::inline::Inline;
use crate::typeset::length::Pt;
use crate::typeset::style::Computed;
use scraper::ElementRef;

/// The share of the table that `style="width:12%"` gives a column: one figure for both media.
pub(super) fn percentage(col: ElementRef) -> Option<f32> {
    let style = col.value().attr("style")?;
    let value = style
        .split(';')
        .find_map(|part| part.trim().strip_prefix("width:"))?;
    value
        .trim()
        .strip_suffix('%')?
        .parse()
        .ok()
        .map(|p: f32| (p / 100.0).clamp(0.005, 1.0))
}

/// Widths of the columns: those given, and for the rest a share of what is left by the
/// widest cell of each, no column wider than three times the narrowest of them.
pub(super) fn column_widths(
    galley: &mut Galley,
    sections: &[(bool, Vec<(ElementRef, Computed)>)],
    given: Vec<Option<Pt>>,
    count: usize,
    width: Pt,
) -> Vec<Pt> {
    let mut given = given;
    given.resize(count, None);
    if given.iter().any(Option::is_none) {
        let mut natural: Vec<Pt> = vec![0.0; count];
        for (row, row_style) in sections.iter().flat_map(|(_, rows)| rows).take(200) {
            let cells: Vec<ElementRef> = row.child_elements().filter(is_cell).collect();
            if cells.len() != count {
                continue; // Rows below a merged cell say nothing of their columns here.
            }
            for (column, cell) in cells.into_iter().enumerate() {
                let style = galley.style.of(cell, row_style);
                let mut inline = Inline::default();
                inline.children(galley, cell, &style, None);
                let need = inline.max_width(galley) + 2.0 * style.pt(style.own.padding_x);
                natural[column] = natural[column].max(need);
            }
        }
        let fixed: Pt = given.iter().flatten().sum();
        let least = (width - fixed).max(0.0) / count as f32 / 2.0;
        let open: Vec<usize> = (0..count).filter(|&c| given[c].is_none()).collect();
        let weight = |c: usize| natural[c].clamp(least.max(1.0), least.max(1.0) * 6.0);
        let total: Pt = open.iter().map(|&c| weight(c)).sum();
        for &c in &open {
            given[c] = Some((width - fixed).max(1.0) * weight(c) / total);
        }
    }
    let widths: Vec<Pt> = given.into_iter().map(|w| w.unwrap_or(0.0)).collect();
    // Given widths may be a little off the measure: scale them to fill it exactly.
    let total: Pt = widths.iter().sum();
    widths.into_iter().map(|w| w * width / total).collect()
}
