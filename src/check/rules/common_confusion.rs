//! # 查什么
//! 常见的别字和混用的词：台帐（台账）、撤消（撤销）、份内（分内）、布署（部署）、反应情况
//! （反映情况）……
//!
//! # 为什么
//! 输入法容易带出这些字，校对时又容易看漏。只收有把握的；两种写法都通行的作警告。
//!
//! # 例子
//! “登记台帐”。
//!
//! # 依据
//! 《现代汉语词典》、GB/T 9704—2012 对公文用字的要求。

use crate::check::confusions::{Confusion, CONFUSIONS};
use crate::check::texts::{Text, Words};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding, Severity};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::CommonConfusion,
    source: include_str!("common_confusion.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let known = Words::of(CONFUSIONS.iter().map(|confusion| confusion.wrong));
    for text in &context.texts {
        let mut told = None;
        for (at, number) in known.found(text) {
            let confusion = &CONFUSIONS[number];
            // Of two that begin in one place the first is meant.
            if told != Some(at) && !excused(text, at, confusion) {
                findings.push(finding(text, at, confusion));
                told = Some(at);
            }
        }
    }
}

fn excused(text: &Text<'_>, at: usize, confusion: &Confusion) -> bool {
    let end = at + confusion.wrong.chars().count();
    text.quoted(at)
        || text
            .before(at)
            .is_some_and(|c| confusion.not_after.contains(c))
        || text
            .at(end)
            .is_some_and(|c| confusion.not_before.contains(c))
}

fn finding(text: &Text<'_>, at: usize, confusion: &Confusion) -> Finding {
    let Confusion { wrong, right, .. } = confusion;
    let place = text.place(at..at + wrong.chars().count());
    let finding = Finding::error(RULE.code, place, format!("“{wrong}”应当写作“{right}”"))
        .help(format!("改成“{right}”"));
    if confusion.certain {
        finding.edit(place, *right)
    } else {
        Finding {
            severity: Severity::Warning,
            ..finding
        }
    }
}
