//! Norms of kind `within`: from one day of a record to another at most, or at least, so long. What
//! was done late is found as well as what is not done.

use super::expression::Fault;
use super::{called, help, key, Breach, Scope};
use crate::check::calendar::{after_days, limit};
use crate::check::norm::read;
use crate::model::Norm;

pub(super) fn hold(scope: &Scope<'_, '_>, norm: &Norm) -> Result<Vec<Breach>, Fault> {
    let ledger = norm.word("ledger").unwrap_or_default();
    let (Some(from), Some(to)) = (
        key(scope, norm, ledger, "start", true)?,
        key(scope, norm, ledger, "end", true)?,
    ) else {
        return Ok(Vec::new());
    };
    let facts = scope.expressions.facts;
    let name = scope.context.ledger_name(ledger);
    let called_to = facts.key_name(ledger, to);
    let called_from = facts.key_name(ledger, from);
    let most = norm
        .get("within-days")
        .or(norm.get("within-workdays"))
        .is_some();
    let mut out = Vec::new();
    for record in scope.expressions.subjects(norm, ledger)? {
        let Some(begun) = record.day_of(from) else {
            continue;
        };
        let deadline = scope.context.deadline(norm, begun);
        let subject = called(&record, &name);
        match record.day_of(to) {
            None if most && deadline.day < scope.context.as_of => out.push(Breach::new(
                record.place_of(from),
                format!("{subject}没有{}{called_to}", limit(norm)),
                help(
                    norm,
                    &format!(
                        "办了以后写上 {to} = 办的日期；期限是{}{}",
                        deadline.day.chinese(),
                        deadline.note()
                    ),
                ),
            )),
            Some(done) if most && done > deadline.day => out.push(Breach::new(
                record.place_of(to),
                format!(
                    "{subject}的{called_to}（{}）晚于期限（{}）",
                    done.chinese(),
                    deadline.day.chinese()
                ),
                help(
                    norm,
                    &format!(
                        "照实记录，说明迟的原因；只是写错的，改正 {to}{}",
                        deadline.note()
                    ),
                ),
            )),
            Some(done) => {
                let Some(least) = read::count(norm, "at-least-days") else {
                    continue;
                };
                if done < after_days(begun, least) {
                    out.push(Breach::new(
                        record.place_of(to),
                        format!("{subject}从{called_from}到{called_to}不满 {least} 天"),
                        help(
                            norm,
                            &format!("照实记录，补足时间另办一次；只是写错的，改正 {to}"),
                        ),
                    ));
                }
            }
            None => {}
        }
    }
    Ok(out)
}
