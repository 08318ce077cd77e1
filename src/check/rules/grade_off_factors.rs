//! # 查什么
//! 等级与四项因素总分所定等级不一致的风险点。
//!
//! # 为什么
//! 打了分又不照分定级，分数就没有用处。
//!
//! # 例子
//! 总分 10 分，条文定 9 分以上为高级，而写了 `grade = "middle"`。
//!
//! # 依据
//! kind 为 `grade-by-factors` 的 norm；`from` 是各级的界线。另一条条文（例如按类
//! 别定级）另有规定而 `[[settlement]]` 选定以那一条为准的，不在此列。

use crate::check::norm::{kinds, read, Reads};
use crate::check::opinion::{opinions, Object};
use crate::check::{is_written, Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::GradeOffFactors,
    source: include_str!("grade_off_factors.rs"),
    norms: &[Reads::all(&kinds::GRADE_BY_FACTORS)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (index, risk) in context.unit.risks.iter().enumerate() {
        let object = Object::Risk(index);
        let declared = &risk.grade;
        let Some(factors) = &risk.factors else {
            continue; // A fault in the scores is reported already.
        };
        if !is_written(declared, risk.place) {
            continue;
        }
        let all = opinions(context, object);
        for opinion in &all {
            if !kinds::GRADE_BY_FACTORS.is_of(opinion.demand.norm)
                || opinion.grade == declared.value
                || !context.binds(opinion, &all, object)
            {
                continue;
            }
            let sum =
                read::factor_score(context.unit, opinion.demand.norm, risk).unwrap_or_default();
            let message = format!(
                "风险点 {} 写了{}，评分 {sum} 分应当是{}",
                risk.code(),
                declared.chinese(),
                opinion.grade.chinese()
            );
            findings.push(
                Finding::error(RULE.code, declared.place, message)
                    .help(format!(
                        "改成 grade = \"{}\"，或者改正评分",
                        opinion.grade.key()
                    ))
                    .related(factors.place, "评分写在这里")
                    .basis(context.basis(&opinion.demand)),
            );
        }
    }
}
