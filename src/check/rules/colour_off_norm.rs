//! # 查什么
//! norm 里写的等级颜色与程序印出的颜色不同。
//!
//! # 为什么
//! 表上高级印红色、中级印橙色、低级印黄色；制度写的颜色不同，印出来的就与制度不符。
//!
//! # 例子
//! `colours = { high = "红色", middle = "黄色" }`。
//!
//! # 依据
//! kind 为 `grade-set` 的 norm；`colours` 列出各级的颜色。

use crate::check::norm::{kinds, read, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::load::Value;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::ColourOffNorm,
    source: include_str!("colour_off_norm.rs"),
    norms: &[Reads::all(&kinds::GRADE_SET)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (norm, article) in context.norms(&kinds::GRADE_SET) {
        let Some(colours) = read::table(norm, "colours") else {
            continue;
        };
        for (key, value) in &colours.entries {
            let grade = context.unit.vocabulary.grade(key);
            let (Some(grade), Value::String(colour)) = (grade, &value.value) else {
                continue;
            };
            let own = &grade.colour().name;
            if colour == own {
                continue;
            }
            let message = format!("制度定{}为{colour}，单位的等级写的是{own}", grade.chinese());
            findings.push(
                Finding::error(RULE.code, value.place, message)
                    .help(format!(
                        "写成 \"{own}\"，条文也一起改；或者在 [[grade]] 里改 colour"
                    ))
                    .basis(article.as_str()),
            );
        }
    }
}
