//! `[score]`: how the scores of a risk's factors become one number.

use super::Tables;
use crate::build::reader::Reader;
use crate::diagnostic::{Code, Finding, Spanned};
use crate::load::Value;
use crate::model::vocabulary::{Factor, Score, Vocabulary};

/// Reads `[score]`; the factors have been read.
pub(super) fn score(out: &mut Vocabulary, tables: Tables<'_>, findings: &mut Vec<Finding>) {
    for (place, table) in tables {
        let mut reader = Reader::new(table, place, "[score] ".into(), findings);
        let how = reader.word("how", Score::Sum).value;
        out.score = Some(how);
        out.score_table = score_table(&mut reader, how, &out.factors);
        reader.finish();
    }
}

/// `table = [[1, 2], [2, 4]]`: as many rows as the first of two factors has scores, in each as
/// many numbers as the second has.
fn score_table(reader: &mut Reader<'_, '_>, how: Score, factors: &[Factor]) -> Vec<Vec<i64>> {
    const EXAMPLE: &str = "[[1, 2, 3], [2, 4, 6], [3, 6, 9]]";
    if how != Score::Table {
        if let Some(table) = reader.raw("table") {
            let message = "[score] 写了 table，how 不是 \"table\"".to_owned();
            let help = "改成 how = \"table\"，或者删去 table";
            reader.fault(Code::BadValue, table.place, message, help);
        }
        return Vec::new();
    }
    reader.missing("table", EXAMPLE);
    let place = reader
        .raw("table")
        .map_or(reader.place, |table| table.place);
    let rows = reader.items("table", EXAMPLE);
    let number = |value: &Spanned<Value>| match value.value {
        Value::Integer(number) => Some(number),
        _ => None,
    };
    let row = |value: &Spanned<Value>| match &value.value {
        Value::Array(items) => items.iter().map(number).collect::<Option<Vec<i64>>>(),
        _ => None,
    };
    let table: Option<Vec<Vec<i64>>> = rows.iter().map(row).collect();
    let [first, second] = factors else {
        let message = format!("查表要有两个因素，这里有 {} 个", factors.len());
        let help = "写两个 [[factor]]，或者改用 \"sum\"、\"product\"";
        reader.fault(Code::BadValue, place, message, help);
        return Vec::new();
    };
    let (high, wide) = (first.entry().scale.len(), second.entry().scale.len());
    match table {
        Some(table) if table.len() == high && table.iter().all(|row| row.len() == wide) => table,
        _ if !reader.has("table") => Vec::new(),
        _ => {
            let (first, second) = (first.chinese(), second.chinese());
            let message = format!("table 不是 {high} 行、每行 {wide} 个整数");
            let help = format!(
                "{first}有 {high} 个分数，一个一行；{second}有 {wide} 个，一行里一个一个数，\
                 例如 {EXAMPLE}"
            );
            reader.fault(Code::BadValue, place, message, help);
            Vec::new()
        }
    }
}
