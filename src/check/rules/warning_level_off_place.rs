//! # 查什么
//! `place-level` 与风险点所在部位应有的级别不同的风险点，以及没有写的。
//!
//! # 为什么
//! 预警级别决定处置的轻重，照条文是几级就写几级。
//!
//! # 例子
//! 财务部位定为一级，财务类的风险点写了 `place-level = 2`。
//!
//! # 依据
//! kind 为 `warning-level-by-place` 的 norm：`classes`、`focus` 定一些部位的级别，两样都有的取
//! 较严的；都没有的看 `otherwise`。

use crate::check::norm::{kinds, Reads};
use crate::check::{level, Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::WarningLevelOffPlace,
    source: include_str!("warning_level_off_place.rs"),
    norms: &[Reads::all(&kinds::WARNING_LEVEL_BY_PLACE)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    for (norm, article) in context.norms(&kinds::WARNING_LEVEL_BY_PLACE) {
        for risk in &unit.risks {
            if !context.applies(norm, risk.place) {
                continue;
            }
            let Some((wanted, _)) = level::by_place(unit, norm, risk) else {
                continue;
            };
            let (message, help, place) = match &risk.place_level {
                Some(level) if level.value == wanted => continue,
                Some(level) => (
                    format!(
                        "风险点 {} 按部位写了{}，应当是{}",
                        risk.code(),
                        unit.vocabulary.level_warning(level.value),
                        unit.vocabulary.level_warning(wanted)
                    ),
                    format!("改成 place-level = {wanted}，或者改正 class、focus"),
                    level.place,
                ),
                None => (
                    format!(
                        "风险点 {} 没有写按部位定的级别，应当是{}",
                        risk.code(),
                        unit.vocabulary.level_warning(wanted)
                    ),
                    format!("补写 place-level = {wanted}"),
                    risk.id.place,
                ),
            };
            findings.push(
                Finding::error(RULE.code, place, message)
                    .help(help)
                    .basis(article.as_str()),
            );
        }
    }
}
