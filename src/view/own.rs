//! The annex of what the unit has added to what every unit has: a table a kind, a column a key.

use super::issue::Issue;
use super::records::{column, said};
use crate::fields::Column;
use crate::model::own::Own;
use crate::model::Unit;
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
        let cells = |row: &Own| -> Vec<String> {
            let cells = fields.iter().map(|field| {
                let value = row.values.get(&field.key);
                value.map_or(String::new(), |value| {
                    said(unit, &row.values, field, &value.value, "")
                })
            });
            cells.collect()
        };
        let rows = of_kind().map(|row| (name(unit, row), cells(row)));
        OwnTable {
            title: match own.of.key() {
                "department" => unit.words().department.clone(),
                _ => own.of.chinese().to_owned(),
            },
            heads: fields.iter().map(|field| field.about.as_str()).collect(),
            rows: rows
                .filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()))
                .collect(),
        }
    });
    tables.filter(|table| !table.rows.is_empty()).collect()
}

/// What pages call it: its name, or its code and what it says.
fn name(unit: &Unit, own: &Own) -> String {
    let index = own.index;
    let coded = |id: &str, says: &str| format!("{}　{says}", id.to_uppercase());
    match own.of.key() {
        "department" => unit.departments[index].name.value.clone(),
        "post" => unit.posts[index].name.value.clone(),
        "organ" => unit.organs[index].name.value.clone(),
        "class" => unit.classes[index].name.value.clone(),
        "workflow" => unit.workflows[index].name.value.clone(),
        "authority" => unit.authorities[index].name.value.clone(),
        "risk" => {
            let risk = &unit.risks[index];
            coded(&risk.id, risk.in_short())
        }
        "measure" => {
            let measure = &unit.measures[index];
            coded(&measure.id, measure.in_short())
        }
        _ => unit.profile.name.clone(),
    }
}
