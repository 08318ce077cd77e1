//! # 查什么
//! 常见的别字和混用的词：台帐（台账）、撤消（撤销）、份内（分内）、布署（部署）、反应情况
//! （反映情况）……
//!
//! # 为什么
//! 输入法容易带出这些字，校对时又容易看漏。有把握的作错误，引号里面的也查（说明怎样写才对的
//! 除外）；两种写法都通行的、要看意思的作警告。
//!
//! # 例子
//! “登记台帐”。
//!
//! # 依据
//! 《现代汉语词典》、GB/T 9704—2012 对公文用字的要求。

use crate::check::confusions::{Confusion, Confusions};
use crate::check::texts::Text;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding, Severity};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::CommonConfusion,
    source: include_str!("common_confusion.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let known = Confusions::all();
    for text in &context.texts {
        for (at, confusion) in known.found(text) {
            if !(text.quoted(at) && (!confusion.certain || mentioned(text, at, confusion))) {
                findings.push(finding(text, at, confusion));
            }
        }
    }
}

/// Whether a quoted word is spoken of as a wrong one: 不得写“台帐”, “台帐”应为“台账”.
fn mentioned(text: &Text<'_>, at: usize, confusion: &Confusion) -> bool {
    const SPEAKS_OF_WORDS: [&str; 10] = [
        "写成", "写作", "写为", "误作", "误为", "不写", "得写", "应为", "不用", "改为",
    ];
    let alone = text.before(at).is_some_and(|c| "“‘「".contains(c))
        && text
            .at(at + confusion.length)
            .is_some_and(|c| "”’」".contains(c));
    let line = text.lines.iter().find(|line| line.contains(&at));
    alone
        && line.is_some_and(|line| {
            let line = text.slice(line.clone());
            let mut words = SPEAKS_OF_WORDS.iter().chain([&confusion.right]);
            words.any(|word| line.contains(word))
        })
}

fn finding(text: &Text<'_>, at: usize, confusion: &Confusion) -> Finding {
    let Confusion { wrong, right, .. } = confusion;
    let place = text.place(at..at + confusion.length);
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
