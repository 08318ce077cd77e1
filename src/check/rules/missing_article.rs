//! # 查什么
//! 正文里引用的条、章、部分、项不存在：本制度的（“本办法第四条”“前款第（五）项”），或者本镇
//! 别的制度的（“《……办法》第十三条”）。条文属于同一句里最后说到的文件，法律不写书名号也认得
//! （“公务员法第五条和第九条”都是公务员法的）；分号后面分不清是谁的，不查。汇编里的链接也照
//! 这个读法。
//!
//! # 为什么
//! 改了条文的次序，引用的地方容易漏改。
//!
//! # 例子
//! 制度写到第十八条为止，而正文写“依照本办法第二十条”。
//!
//! # 依据
//! 被引用的制度。

use crate::check::citations::{Citations, Cited};
use crate::check::texts::Text;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::citation::Tier;
use crate::model::{ArticleNumber, Form, Regulation};
use std::ops::Range;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::MissingArticle,
    source: include_str!("missing_article.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (text, cited) in Citations::new(context).all() {
        for citation in cited {
            let regulation = &context.unit.regulations[citation.regulation];
            findings.extend(missing(regulation, text, &citation));
        }
    }
}

fn missing(regulation: &Regulation, text: &Text<'_>, cited: &Cited) -> Option<Finding> {
    let fault = |range: Range<usize>, help: String| {
        let shown = text.slice(range.clone());
        let message = format!("《{}》里没有{shown}", regulation.short.value);
        Finding::error(RULE.code, text.place(range), message).help(help)
    };
    let is_chapter = cited.tier == Tier::Chapter;
    let numbers = || -> Vec<ArticleNumber> {
        if !is_chapter {
            return regulation.articles().map(|a| a.number.value).collect();
        }
        let headings = regulation
            .chapters
            .iter()
            .filter_map(|c| c.heading.as_ref());
        headings
            .filter_map(|h| u16::try_from(h.number.as_ref()?.value).ok())
            .map(ArticleNumber::plain)
            .collect()
    };
    let article = match is_chapter {
        true => None,
        false => regulation.article(cited.article),
    };
    let is_there = article.is_some() || (is_chapter && numbers().contains(&cited.article));
    if !is_there {
        let unit = match regulation.form {
            _ if is_chapter => "章",
            Form::Parts => "部分",
            Form::Articles | Form::List => "条",
        };
        let help = match numbers().iter().max() {
            Some(last) => {
                let last = last.chinese(unit);
                format!("这部制度编到{last}为止；改正引用的序号")
            }
            None => "改正引用的序号".to_owned(),
        };
        // 款 and 项 of an article that is not there are told with the article.
        return (!cited.head.is_empty()).then(|| fault(cited.head.clone(), help));
    }
    let lines = &article?.lines;
    let there = |number: u16| lines.iter().any(|l| l.number == Some(number));
    let (_, range) = cited.items.iter().find(|(number, _)| !there(*number))?;
    Some(fault(range.clone(), "改正引用的序号".to_owned()))
}
