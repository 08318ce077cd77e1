//! Norms of kind `complete`: what a record must have.

use super::{called, help, keys, records, Breach, Demand, Faults, Held, Scope};

pub(super) fn hold(scope: &Scope<'_, '_>, demand: &Demand<'_>) -> Result<Held, Faults> {
    let norm = demand.norm;
    let ledger = norm.word("ledger").unwrap_or_default();
    let needs = keys(scope, norm, ledger, "needs", false)?;
    let name = scope.context.noun(norm);
    let facts = scope.expressions.facts;
    if facts.all(ledger).next().is_none() {
        return Ok(Held::without_records());
    }
    let mut out = Vec::new();
    for record in records(scope, norm, ledger)? {
        let missing: Vec<&str> = needs
            .iter()
            .copied()
            .filter(|key| !record.says(key))
            .collect();
        if missing.is_empty() {
            continue;
        }
        let names: Vec<&str> = missing
            .iter()
            .map(|key| facts.key_name(ledger, key))
            .collect();
        out.push(Breach::new(
            record.place_of("id"),
            format!("{}没有写{}", called(&record, &name), names.join("、")),
            help(
                norm,
                &format!("有的照实补写 {}；没有的，补做以后再写", missing.join("、")),
            ),
        ));
    }
    Ok(Held::with(out))
}
