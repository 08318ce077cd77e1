//! # 查什么
//! 正文里引用的条、章、部分、项不存在：本制度的（“本办法第四条”“前款第（五）项”），或者本镇
//! 别的制度的（“《……办法》第十三条”）。
//!
//! # 为什么
//! 改了条文的次序，引用的地方容易漏改。
//!
//! # 例子
//! 制度写到第十八条为止，而正文写“依照本办法第二十条”。
//!
//! # 依据
//! 被引用的制度。

use crate::check::citations::{citations, Target};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::number::chinese_number;
use crate::model::Form;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::MissingArticle,
    source: include_str!("missing_article.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for text in &context.texts {
        for citation in citations(context, text) {
            let regulation = &context.town.regulations[citation.regulation];
            let name = &regulation.short.value;
            let (there, highest) = match &citation.target {
                Target::Article(n) => {
                    let last = regulation.articles().map(|a| a.number.value).max();
                    (regulation.article(*n).is_some(), last)
                }
                Target::Chapter(n) => {
                    let numbers = regulation
                        .chapters
                        .iter()
                        .filter_map(|c| c.heading.as_ref());
                    let mut numbers = numbers.map(|(number, _)| number.value);
                    let last = numbers.clone().max();
                    (numbers.any(|number| number == i64::from(*n)), last)
                }
                Target::Item { article, item } => {
                    let article = regulation.article(*article);
                    let numbers = article.iter().flat_map(|a| &a.lines);
                    let mut numbers = numbers.filter_map(|l| l.number);
                    (numbers.any(|number| number == *item), None)
                }
            };
            if there {
                continue;
            }
            let shown = text.slice(citation.range.clone());
            let message = format!("《{name}》里没有{shown}");
            let highest = highest.and_then(|n| u16::try_from(n).ok());
            let unit = match (&citation.target, regulation.form) {
                (Target::Chapter(_), _) => "章",
                (_, Form::Parts) => "部分",
                _ => "条",
            };
            let help = match highest {
                Some(last) => {
                    let last = chinese_number(last);
                    format!("这部制度编到第{last}{unit}为止；改正引用的序号")
                }
                None => "改正引用的序号".to_owned(),
            };
            let place = text.place(citation.range);
            findings.push(Finding::error(RULE.code, place, message).help(help));
        }
    }
}
