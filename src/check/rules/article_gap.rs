//! # 查什么
//! 条号（或者“一、二、”的部分号）跳号，或者倒着排的制度。条号全篇连续，不因分章重新起头；
//! 后来插进的“第十二条之一”排在第十二条后面。
//!
//! # 为什么
//! 条文按条号引用；缺号多半是漏了一条或者删后没有改号。
//!
//! # 例子
//! 第二条后面直接写 `number = 4`。
//!
//! # 依据
//! 制度汇编的通行编排：全篇的条统一编号，依次连续。

use crate::check::numbering::{run_of, Unit};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding, Spanned};
use crate::model::{ArticleNumber, Form, Regulation};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::ArticleGap,
    source: include_str!("article_gap.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for regulation in &context.unit.regulations {
        let unit = match regulation.form {
            Form::Articles | Form::List => Unit::Article,
            Form::Parts => Unit::Part,
        };
        let counted: Vec<Spanned<i64>> = (regulation.articles().map(|a| &a.number))
            .filter(|number| number.inserted.is_none())
            .map(|number| Spanned::new(i64::from(number.number), number.place))
            .collect();
        run_of(RULE.code, unit, counted.iter(), findings);
        put_in_later(regulation, findings);
    }
}

/// 第十二条之二 follows 第十二条之一, and that 第十二条.
fn put_in_later(regulation: &Regulation, findings: &mut Vec<Finding>) {
    let numbers: Vec<_> = regulation.articles().map(|a| &a.number).collect();
    for (at, number) in numbers.iter().enumerate() {
        let Some(inserted) = number.inserted else {
            continue;
        };
        let wanted = ArticleNumber {
            number: number.number,
            inserted: inserted.checked_sub(1).filter(|&n| n > 0),
        };
        let before = at.checked_sub(1).map(|before| numbers[before]);
        if before.is_some_and(|before| before.value == wanted) {
            continue;
        }
        let unit = if regulation.form == Form::Parts {
            "部分"
        } else {
            "条"
        };
        let (shown, wanted) = (number.chinese(unit), wanted.chinese(unit));
        let message = match before {
            Some(before) => format!("{shown}接在{}后面", before.chinese(unit)),
            None => format!("开头是{shown}"),
        };
        let help = format!("它的前一条应当是{wanted}；补上缺的，或者改正 number、inserted");
        findings.push(Finding::error(RULE.code, number.place, message).help(help));
    }
}
