//! # 查什么
//! 与正文或者日子不合的修订记录：修订的日子还没有到，或者早于制度施行；写的原文和现文一样；同一条同一天
//! 写了两次。
//!
//! # 为什么
//! 正文就是现在施行的文字；还没有施行的改动先写进正文，照着办的人就办早了。
//!
//! # 例子
//! 今天是2013年3月31日，`[[regulation.amendment]]` 写 `day = 2013-05-01`，正文已经改成了新的。
//!
//! # 依据
//! `[[regulation.amendment]]` 记的是条文修订以前的文字，见 docs/rules-format.md。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Amendment, ArticlePath, Line, Regulation};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::AmendmentOffText,
    source: include_str!("amendment_off_text.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for regulation in &context.unit.regulations {
        for (index, amendment) in regulation.amendments.iter().enumerate() {
            let day = &amendment.day;
            let article = regulation.path_chinese(&amendment.article);
            let effective = regulation.effective.as_ref();
            let finding = if day.value > context.as_of {
                let message = format!("{article}的修订到{}才施行，正文已经改了", day.chinese());
                Finding::warning(RULE.code, day.place, message)
                    .help("到那一天再改正文、补这条记录；用 --as-of 查以前某一天的，不必理会")
            } else if let Some(effective) = effective.filter(|e| day.value <= e.value) {
                let message = format!("{article}的修订不晚于制度施行的{}", effective.chinese());
                Finding::error(RULE.code, day.place, message)
                    .help("查看两个日期；施行以前的改动不是修订，不用记")
                    .related(effective.place, "施行的日期在这里")
            } else if let Some(first) = twice(&regulation.amendments[..index], amendment) {
                let message = format!("{article}同一天的修订写了两次");
                Finding::error(RULE.code, amendment.article.place, message)
                    .help("合成一次，before 写修订以前的全文")
                    .related(first.article.place, "已写在此处")
            } else if is_unchanged(regulation, index, amendment) {
                let message = format!("{article}修订以前的文字和修订以后的一样");
                Finding::error(RULE.code, amendment.article.place, message)
                    .help("before 写修订以前的原文；没有改的，删去这次修订")
            } else {
                continue;
            };
            findings.push(finding);
        }
    }
}

fn twice<'a>(earlier: &'a [Amendment], amendment: &Amendment) -> Option<&'a Amendment> {
    let mut earlier = earlier.iter();
    earlier
        .find(|a| a.day.value == amendment.day.value && a.article.value == amendment.article.value)
}

/// Whether the article read the same afterwards: by the next amendment, or by its text.
fn is_unchanged(regulation: &Regulation, index: usize, amendment: &Amendment) -> bool {
    let article = &amendment.article.value;
    let mut later = regulation.amendments[index + 1..].iter();
    let next = later.find(|a| a.article.value == *article);
    let after = match next {
        Some(next) => words(&next.before),
        None => words(&lines(regulation, article)),
    };
    !amendment.before.is_empty() && words(&amendment.before) == after
}

/// The lines of the text at that place.
fn lines(regulation: &Regulation, path: &ArticlePath) -> Vec<Line> {
    let article = regulation.article(path.article());
    let lines = article.map_or(&[][..], |article| article.lines.as_slice());
    if path.numbers.len() == 1 {
        return lines.to_vec();
    }
    let lies_in = |line: &&Line| line.path.as_ref().is_some_and(|p| p.lies_in(path));
    lines.iter().filter(lies_in).cloned().collect()
}

fn words(lines: &[Line]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect()
}
