//! # 查什么
//! 条文逐个列出风险点（措施），而引到整条、不在所列之中的风险点（措施）。
//!
//! # 为什么
//! 新加的风险点在表里有了，制度里没有写：汇编印“共2个”、列两个，表里却有三个。
//!
//! # 例子
//! 类别 `yp` 的风险点写在 `r1:6.1` 下面的各项，新加的 `yp-3` 写的是 `article = "r1:6.1"`。
//!
//! # 依据
//! 同类的都引到条文的项，它也应当引到项；没有 norm 也检查。自己补充的措施写
//! `origin = "drafted"`，不在此列。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding, Place, Spanned};
use crate::model::{ArticlePath, Cite, Class, Line, Origin, Ref};
use std::collections::BTreeMap;
use std::ops::Bound;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::UnlistedInArticle,
    source: include_str!("unlisted_in_article.rs"),
    norms: &[],
    run,
};

/// A risk point or a measure.
struct Listed<'t> {
    what: &'static str,
    code: String,
    class: Option<Ref<Class>>,
    article: &'t Spanned<Cite>,
    /// Whether it is to stand in the article at all.
    is_of_article: bool,
}

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    let risks = unit.risks.iter().filter_map(|risk| {
        Some(Listed {
            what: "风险点",
            code: risk.code(),
            class: risk.class,
            article: risk.article.as_ref()?,
            is_of_article: true,
        })
    });
    let measures = unit.measures.iter().filter_map(|measure| {
        Some(Listed {
            what: "措施",
            code: measure.code(),
            class: measure.class,
            article: measure.article.as_ref()?,
            is_of_article: measure.origin.value == Origin::Source,
        })
    });
    look(context, &risks.collect::<Vec<_>>(), findings);
    look(context, &measures.collect::<Vec<_>>(), findings);
}

/// A place that risk points (measures) of a class cite, in the order of the text, so that what lies
/// below it follows it.
type Key = (Option<u32>, u32, Option<ArticlePath>);

impl Listed<'_> {
    fn key(&self) -> Key {
        let cite = &self.article.value;
        let class = self.class.map(|class| class.index);
        (class, cite.regulation.index, cite.path.clone())
    }
}

/// How many cite each place, and how many what lies below it. Counted place by place: there may be
/// tens of thousands that cite the same.
fn counted(all: &[Listed<'_>]) -> BTreeMap<Key, (usize, usize)> {
    let mut itself: BTreeMap<Key, usize> = BTreeMap::new();
    for one in all {
        *itself.entry(one.key()).or_default() += 1;
    }
    let below = |whole: &Key| -> usize {
        let after = itself.range((Bound::Excluded(whole), Bound::Unbounded));
        let numbers = |key: &Key| {
            key.2
                .as_ref()
                .map_or(Vec::new(), |path| path.numbers.clone())
        };
        let first = numbers(whole);
        let near = after.take_while(|(key, _)| {
            (key.0, key.1) == (whole.0, whole.1) && numbers(key).starts_with(&first)
        });
        let lies_in = |path: &Option<ArticlePath>| match (path, &whole.2) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(path), Some(whole)) => path.lies_in(whole),
        };
        near.filter(|(key, _)| lies_in(&key.2))
            .map(|(_, count)| count)
            .sum()
    };
    let counted = itself
        .iter()
        .map(|(key, &count)| (key.clone(), (count, below(key))));
    counted.collect()
}

fn look(context: &Context<'_>, all: &[Listed<'_>], findings: &mut Vec<Finding>) {
    let counted = counted(all);
    for one in all.iter().filter(|one| one.is_of_article) {
        let cite = &one.article.value;
        let (itself, listed) = counted[&one.key()];
        // Where more cite the whole than its items, citing the whole is the habit.
        if listed == 0 || itself > listed {
            continue;
        }
        let whole = context.unit.cite(cite);
        let message = format!(
            "{} {} 没有写进{whole}：那里逐个列出的 {listed} 个里没有它",
            one.what, one.code
        );
        let mut next = cite.clone();
        let help = match &mut next.path {
            Some(path) => {
                path.numbers
                    .push(u16::try_from(listed + 1).unwrap_or(u16::MAX));
                format!(
                    "在条文里补写这一项，条文里的个数、norm 的 count 一起改，再写 article = \"{}\"",
                    context.unit.cite_key(&next)
                )
            }
            None => "改引它所在的条、项".to_owned(),
        };
        let finding = Finding::warning(RULE.code, one.article.place, message).help(help);
        findings.push(match last_line(context, cite) {
            Some(place) => finding.related(place, "所列的最后一个在这里"),
            None => finding,
        });
    }
}

/// Where the last line below a place in the regulations stands.
fn last_line(context: &Context<'_>, cite: &Cite) -> Option<Place> {
    let path = cite.path.as_ref()?;
    let article = context.unit[cite.regulation].article(path.article())?;
    let mut lines = article.lines.iter();
    let below = |line: &&Line| line.path.as_ref().is_some_and(|p| p.lies_in(path));
    lines.rfind(below).map(|line| line.place)
}
