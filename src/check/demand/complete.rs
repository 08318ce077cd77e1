//! Norms of kind `complete`: what a record must have.

use super::expression::Fault;
use super::{called, help, known, Breach, Scope};
use crate::load::Value;
use crate::model::Norm;

pub(super) fn hold(scope: &Scope<'_, '_>, norm: &Norm) -> Result<Vec<Breach>, Fault> {
    let ledger = norm.word("ledger").unwrap_or_default();
    let mut needs = Vec::new();
    if let Some(Value::Array(items)) = norm.get("needs").map(|value| &value.value) {
        for item in items {
            if let Value::String(key) = &item.value {
                known(scope, ledger, key, item.place, false)?;
                needs.push(key.as_str());
            }
        }
    }
    let name = scope.context.ledger_name(ledger);
    let mut out = Vec::new();
    for record in scope.expressions.subjects(norm, ledger)? {
        let facts = scope.expressions.facts;
        let missing: Vec<&str> = needs
            .iter()
            .copied()
            .filter(|key| !record.says(key))
            .collect();
        if missing.is_empty() {
            continue;
        }
        let names: Vec<String> = missing
            .iter()
            .map(|key| facts.key_name(ledger, key))
            .collect();
        out.push(Breach::new(
            record.place_of("id"),
            format!("{}没有写{}", called(&record, &name), names.join("、")),
            help(norm, &format!("补写 {}", missing.join("、"))),
        ));
    }
    Ok(out)
}
