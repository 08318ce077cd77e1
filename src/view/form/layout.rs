//! The general form: short fields in pairs, long ones alone, small tables between; what room is
//! left goes to what is written by hand.

use super::known::{Known, KnownRisk, Person};
use super::shape::FieldView;
use serde::Serialize;

/// Rows of fields, or a small table.
#[derive(Debug, Clone, Serialize)]
pub struct Block {
    /// `rows`, `parts` or `table`.
    pub kind: &'static str,
    /// One or two fields in each.
    pub rows: Vec<Vec<FieldView>>,
    /// Whether there are two in some.
    pub pairs: bool,
    /// The field with the small table.
    pub table: Option<FieldView>,
    /// The widths of its columns, in per cent of the sheet.
    pub widths: Vec<f32>,
}

/// Height of a row of short fields, in mm.
const ROW_MM: usize = 10;
/// Height of a line that is written on, in mm.
const LINE_MM: usize = 8;
/// What all fields together may take of the sheet, in mm; the rest is the title, the signatures
/// and the foot.
const ROOM_MM: usize = 175;
/// A text has at most so many lines.
const MOST_LINES: usize = 15;

/// The fields of a form in rows, beside what stands on it of `known`.
pub(super) fn blocks(fields: &[FieldView], known: &Known) -> Vec<Block> {
    let fields = stretched(fields, beside(known));
    let mut out: Vec<Block> = Vec::new();
    let mut half: Option<FieldView> = None;
    let rows_of = |out: &mut Vec<Block>, row: Vec<FieldView>| match out.last_mut() {
        Some(block) if block.kind == "rows" => block.rows.push(row),
        _ => out.push(Block {
            kind: "rows",
            rows: vec![row],
            pairs: false,
            table: None,
            widths: Vec::new(),
        }),
    };
    for field in fields {
        let small = field.kind == "table" || field.kind == "parts";
        match (half.take(), field.wide || small) {
            (Some(first), false) => rows_of(&mut out, vec![first, field]),
            (None, false) => half = Some(field),
            (first, true) => {
                if let Some(first) = first {
                    rows_of(&mut out, vec![first]);
                }
                if small {
                    out.push(small_table(field));
                } else {
                    rows_of(&mut out, vec![field]);
                }
            }
        }
    }
    if let Some(first) = half {
        rows_of(&mut out, vec![first]);
    }
    for block in &mut out {
        block.pairs = block.rows.iter().any(|row| row.len() > 1);
    }
    out
}

/// What the risk points known, and those who sign besides, take of the sheet, in mm.
fn beside(known: &Known) -> usize {
    /// Characters on a line of a column, and its height in mm, rounded up.
    const LINE: (usize, usize) = (18, 5);
    /// From so many on they stand in two columns.
    const APART: usize = 3;
    let said = |risk: &KnownRisk| risk.code.chars().count() / 2 + risk.text.chars().count();
    let lines = |risks: &[KnownRisk]| -> usize {
        // Above those of a grade stands its name.
        let grades = risks.chunk_by(|a, b| a.grade == b.grade).count();
        let said = risks.iter().map(|risk| said(risk).div_ceil(LINE.0));
        said.sum::<usize>() + grades
    };
    let columns = if known.risks.len() < APART { 1 } else { 2 };
    let column = known.risks.len().div_ceil(columns).max(1);
    let lines = known.risks.chunks(column).map(lines).max().unwrap_or(0);
    let signed = |person: &Person, height| if person.signs.is_empty() { 0 } else { height };
    lines * LINE.1 + signed(&known.head, ROW_MM) + signed(&known.leader, 2 * LINE_MM + 2)
}

/// The fields with as many lines as the sheet has room for, beside what else takes `beside` mm.
fn stretched(fields: &[FieldView], beside: usize) -> Vec<FieldView> {
    let writes = |field: &FieldView| field.kind == "text" && field.grows;
    let height = |field: &FieldView| match field.kind {
        "table" => ROW_MM * (field.rows.len() + 1),
        "parts" => field.columns.len() * (2 * LINE_MM + 2),
        _ if writes(field) => 0,
        "text" if field.wide => field.lines * LINE_MM + 2,
        _ if field.wide => ROW_MM * field.options.len().div_ceil(6).max(1),
        _ => ROW_MM / 2,
    };
    let taken: usize = fields.iter().map(height).sum();
    let count = fields.iter().filter(|field| writes(field)).count();
    let mut out = fields.to_vec();
    if count == 0 {
        return out;
    }
    let lines = ROOM_MM.saturating_sub(taken + beside) / LINE_MM / count;
    for field in out.iter_mut().filter(|field| writes(field)) {
        field.lines = lines.clamp(2, MOST_LINES);
    }
    out
}

fn small_table(field: FieldView) -> Block {
    /// A column is at least so wide beside others, in characters.
    const LEAST: usize = 5;
    let wide = |at: usize, column: &FieldView| {
        let cells = field.rows.iter().filter_map(|row| row.get(at));
        let longest = cells.map(|cell| cell.value.chars().count().max(cell.blank.chars().count()));
        let longest = longest.max().unwrap_or(0).min(18);
        let own = match column.kind {
            "text" => 12,
            "day" => 9,
            _ => LEAST,
        };
        longest
            .max(own)
            .max(column.label.chars().count())
            .max(LEAST)
    };
    let columns = field.columns.iter().enumerate();
    let wide: Vec<usize> = columns.map(|(at, column)| wide(at, column)).collect();
    let whole: usize = wide.iter().sum::<usize>().max(1);
    let widths = wide.iter().map(|wide| {
        let share = 100.0 * *wide as f32 / whole as f32;
        (share * 10.0).round() / 10.0
    });
    Block {
        kind: field.kind,
        rows: Vec::new(),
        pairs: false,
        widths: widths.collect(),
        table: Some(field.clone()),
    }
}
