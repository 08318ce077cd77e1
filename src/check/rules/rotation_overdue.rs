//! # 查什么
//! 任现岗位满了规定年数还没有轮岗的人；要轮岗而没有写 `since` 的岗位是警告。
//!
//! # 为什么
//! 久在一个高风险岗位容易出问题，所以到期要轮换。
//!
//! # 例子
//! 规定 5 年，`since = 2008-03-01`，今天是 2013-03-31。
//!
//! # 依据
//! kind 为 `rotation` 的 norm；`grade` 是等级（这一等级的岗位，以及这一等级站所的负责人），`yea
//! rs` 是年数。

use crate::check::grading::of_post;
use crate::check::norm::read;
use crate::check::{Context, Rule};
use crate::date::Date;
use crate::diagnostic::{Code, Finding};
use crate::model::Role;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::RotationOverdue,
    source: include_str!("rotation_overdue.rs"),
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let town = context.town;
    for (norm, article) in context.norms("rotation") {
        let grade = read::grade(norm, "grade");
        let (Some(grade), Some(years)) = (grade, read::count(norm, "years")) else {
            continue;
        };
        for post in &town.posts {
            let heads = post.role.value == Role::Head
                && of_post(post).is_some_and(|d| town[d].grade.value == grade);
            if post.grade.value != grade && !heads {
                continue;
            }
            let Some(since) = &post.since else {
                let message = format!("{}没有写任职日期", post.name.value);
                findings.push(
                    Finding::warning(RULE.code, post.id.place, message)
                        .help("补写 since，程序才算得出何时轮岗")
                        .basis(article.as_str()),
                );
                continue;
            };
            if !is_over(since.value, years, context.as_of) {
                continue;
            }
            let message = format!(
                "{}自{}任职，满 {years} 年没有轮岗",
                post.name.value,
                since.chinese()
            );
            findings.push(
                Finding::error(RULE.code, since.place, message)
                    .help("安排轮岗；干部不归镇管的，向上级提出建议")
                    .basis(article.as_str()),
            );
        }
    }
}

/// Whether the day `years` after `since` is past.
fn is_over(since: Date, years: i64, today: Date) -> bool {
    let key = |date: Date, plus: i64| {
        let year = i64::from(date.0.year()).saturating_add(plus);
        (year, date.0.month(), date.0.day())
    };
    key(since, years) < key(today, 0)
}
