//! # 查什么
//! `kind` 不在 docs/norms.md 所列种类里的 norm。
//!
//! # 为什么
//! 写错了种类的 norm 没有人检查，条文等于没有写。
//!
//! # 例子
//! `kind = "grade-by-power"`，少了一个 s。
//!
//! # 依据
//! norm 的种类是封闭的，见 docs/norms.md；依据就是 norm 所在的条文。

use crate::check::norm::{self, Kind};
use crate::check::{Context, Rule};
use crate::diagnostic::words::{nearest, quoted};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::UnknownNormKind,
    source: include_str!("unknown_norm_kind.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for demand in context.written_demands() {
        let kind = &demand.norm.kind;
        if Kind::find(kind).is_some() {
            continue;
        }
        let near = || nearest(kind, norm::all().iter().map(|k| k.name));
        let near = || near().map(|near| format!("是不是要写 \"{near}\"？"));
        let help = norm::replaced(kind).or_else(near);
        let help = help.unwrap_or_else(|| "可以写的种类见 docs/norms.md".to_owned());
        let message = format!("没有 {} 这种 norm", quoted(kind));
        findings.push(
            Finding::error(RULE.code, kind.place, message)
                .help(help)
                .basis(context.basis(&demand)),
        );
    }
}
