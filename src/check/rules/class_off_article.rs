//! # 查什么
//! `class` 与所引条文设定的类别不是同一类的风险点和措施。
//!
//! # 为什么
//! 类别决定等级和印在哪一组；引的条文是许可审批，就不能归到财务。
//!
//! # 例子
//! `article = "r3:3.1.2"`（许可审批），而 `class = "cw"`（财务）。
//!
//! # 依据
//! kind 为 `class-grade` 的 norm：条文设定哪一类。

use crate::check::norm::{kinds, Reads};
use crate::check::opinion::holds;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding, Place, Spanned};
use crate::model::{Cite, Class, Ref};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::ClassOffArticle,
    source: include_str!("class_off_article.rs"),
    norms: &[Reads::all(&kinds::CLASS_GRADE)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    for risk in &unit.risks {
        look(
            context,
            "risk",
            "风险点",
            (&risk.code(), risk.place),
            risk.class,
            &risk.article,
            findings,
        );
    }
    for measure in &unit.measures {
        let (code, article) = (measure.code(), &measure.article);
        look(
            context,
            "measure",
            "措施",
            (&code, measure.place),
            measure.class,
            article,
            findings,
        );
    }
}

fn look(
    context: &Context<'_>,
    subject: &str,
    what: &str,
    (code, place): (&str, Place),
    class: Option<Ref<Class>>,
    article: &Option<Spanned<Cite>>,
    findings: &mut Vec<Finding>,
) {
    let (Some(class), Some(article)) = (class, article) else {
        return;
    };
    for demand in context.demands() {
        let norm = demand.norm;
        if !kinds::CLASS_GRADE.is_of(norm)
            || norm.word("subject") != Some(subject)
            || !holds(&demand.cite, article)
            || !context.applies(norm, place)
        {
            continue;
        }
        let wanted = norm.word("class").unwrap_or_default();
        let mut classes = context.unit.classes.iter();
        let Some(wanted) = classes.find(|c| *c.id == *wanted) else {
            continue; // A bad parameter, and reported as such.
        };
        let own = &context.unit[class];
        if own.id.value == wanted.id.value {
            continue;
        }
        let message = format!(
            "{what} {code} 归在{}类，所引条文是{}类",
            own.name.value, wanted.name.value
        );
        findings.push(
            Finding::error(RULE.code, class.place, message)
                .help(format!(
                    "改成 class = \"{}\"，或者改正 article",
                    wanted.id.value
                ))
                .related(article.place, "引的条文在这里")
                .basis(context.basis(&demand)),
        );
    }
}
