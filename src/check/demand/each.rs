//! Norms of kind `each`: demands that a unit writes as expressions over its rules.

use super::expression::text;
use super::{help, Breach, Demand, Faults, Held, Scope};

pub(super) fn hold(scope: &Scope<'_, '_>, demand: &Demand<'_>) -> Result<Held, Faults> {
    let norm = demand.norm;
    let expressions = &scope.expressions;
    let subjects = expressions.subjects(norm, norm.word("each").unwrap_or_default())?;
    let at = text(norm, "at").map_or("id", |at| at.value);
    let mut out = Vec::new();
    for entity in expressions.failing(norm, "test", subjects)? {
        let message = expressions.message(norm, &entity)?;
        out.push(Breach::new(
            entity.place_of(at),
            message.unwrap_or_else(|| format!("{}没有做到这一条", entity.name())),
            help(norm, "照条文办；已经办了的，补记"),
        ));
    }
    Ok(Held::with(out))
}
