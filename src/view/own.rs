//! The annex of what the unit has added to what every unit has: a table a kind, a column a key.

use super::common::Issue;
use super::records::{column, said};
use crate::fields::Column;
use crate::model::ledger::FieldValue;
use serde::Serialize;

/// What things of one kind say under the unit's own keys.
#[derive(Debug, Clone, Serialize)]
pub struct OwnTable {
    /// 岗位.
    pub title: String,
    /// What each key is called.
    pub heads: Vec<&'static str>,
    /// Name and values, those that say something.
    pub rows: Vec<(String, Vec<String>)>,
}

/// Every kind that says something under such keys.
pub fn own_tables(issue: &Issue) -> Vec<OwnTable> {
    let unit = issue.unit();
    let tables = unit.own_fields.iter().map(|own| {
        let of_kind = || unit.own.iter().filter(|row| row.of == own.of);
        let says = |key: &str| of_kind().any(|row| row.values.get(key).is_some());
        // A key under which nothing stands, or may be shown, has no column.
        let fields = own
            .fields()
            .iter()
            .filter(|field| says(&field.key) && column(field, None) != Column::Nowhere);
        let fields: Vec<_> = fields.collect();
        let rows = of_kind().filter(|row| !row.values.0.is_empty());
        let cells = |row: &crate::model::own::Own| {
            let cells = fields.iter().map(|field| {
                let value = row.values.get(&field.key);
                value.map_or(String::new(), |value| match value.value {
                    FieldValue::Flag(flag) => (if flag { "是" } else { "否" }).to_owned(),
                    ref value => said(unit, &row.values, field, value, ""),
                })
            });
            cells.collect()
        };
        OwnTable {
            title: match own.of.key() {
                "department" => unit.words().department.clone(),
                _ => own.of.chinese().to_owned(),
            },
            heads: fields.iter().map(|field| field.about.as_str()).collect(),
            rows: rows.map(|row| (row.name.clone(), cells(row))).collect(),
        }
    });
    tables.filter(|table| !table.rows.is_empty()).collect()
}
