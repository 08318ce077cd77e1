//! # 查什么
//! 对同一个站所、岗位、类别、风险点或者同一件事，两条条文说法不同，而没有哪条 `[[settlement]]`
//! 选定。一条条文用了另一条分的等级里没有的等级；一部制度列了的类别，另一部没有（警告）。
//!
//! # 为什么
//! 程序不替镇里选；不选定，两条条文就总有一条没有执行。
//!
//! # 例子
//! 一条按权力推算武装部长为中级，另一条把领导岗位都列为高级。
//!
//! 风险点的类别定为一级，它自己的评分合起来只够三级：多半是评分打错了，报在评分那里。两条条文对
//! 多数风险点都说得不一样的，才先报条文。
//!
//! 一条写每半年自查，另一条写每年；一条写5天以内，另一条写5个工作日以内；两个算式只差一个数；大额资金的起点，一处写5万元，一处写10万元。
//! 同一部制度里，特别规定（多写了 `subject`、`grade`、`where` 的）先于一般规定，不算不一致。
//!
//! # 依据
//! 两条条文的 norm。`[[settlement]]` 的 `between` 写上这两条（写了 `prevails` 的，也可以写到它
//! 们的上一级），就以 `prevails` 或者 `choice` 为准。

use crate::check::comparison::{spoken, unnamed_classes, unnamed_grades, Spoken, Unnamed};
use crate::check::norm::{compare, kinds, read};
use crate::check::opinion::{opinions, Object, Opinion};
use crate::check::{Context, Demand, Rule};
use crate::diagnostic::{Code, Finding, Place};
use crate::model::{Cite, Norm, Unit};
use std::collections::{BTreeMap, BTreeSet};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::ConflictingNorms,
    source: include_str!("conflicting_norms.rs"),
    norms: &[],
    run,
};

/// So many objects are named; the rest is counted.
const NAMED_AT_MOST: usize = 8;

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let told = grades(context, findings);
    values(context, &told, findings);
    names(context, findings);
    levels(context, findings);
}

/// Norms that give different grades to the same object: one finding for each two norms. Gives the
/// numbers of those of which it has told.
fn grades(context: &Context<'_>, findings: &mut Vec<Finding>) -> BTreeSet<(usize, usize)> {
    let mut pairs: BTreeMap<(usize, usize), Pair<'_>> = BTreeMap::new();
    for object in Object::all(context.unit) {
        let opinions = opinions(context, object);
        for (index, second) in opinions.iter().enumerate() {
            for first in &opinions[..index] {
                let (a, b) = (&first.demand, &second.demand);
                let pair = pairs.entry((a.ordinal, b.ordinal)).or_insert_with(|| Pair {
                    first: a.clone(),
                    second: b.clone(),
                    agreed: 0,
                    names: Vec::new(),
                    scored: Vec::new(),
                });
                if first.grade == second.grade {
                    pair.agreed += 1;
                    continue;
                }
                if is_settled(context, first, second) {
                    continue;
                }
                pair.names.push(format!(
                    "{}（{}、{}）",
                    object.name(context.unit),
                    first.grade.chinese(),
                    second.grade.chinese()
                ));
                pair.scored
                    .extend(scored(context.unit, object, first, second));
            }
        }
    }
    let told = pairs.iter().filter(|(_, pair)| !pair.names.is_empty());
    let told = told.map(|(numbers, _)| *numbers).collect();
    for pair in pairs.into_values().filter(|pair| !pair.names.is_empty()) {
        // Norms that agree on most risk points, or that only one tells apart, can live together:
        // what is wrong is rather the score.
        let few = pair.names.len() <= pair.agreed.max(1);
        if few && pair.scored.len() == pair.names.len() {
            scores(context, &pair, findings);
            continue;
        }
        let message = format!("两条条文定的等级不同：{}", list(&pair.names));
        report(context, &pair.first, &pair.second, message, findings);
    }
    told
}

/// Two norms that both give grades to some objects.
struct Pair<'t> {
    first: Demand<'t>,
    second: Demand<'t>,
    /// How many objects they give the same grade.
    agreed: usize,
    /// The objects on which they differ, each with both grades.
    names: Vec<String>,
    /// The same objects, as far as one of the norms reads a score of theirs.
    scored: Vec<Scored>,
}

/// A risk point whose own scores give it another grade than a norm does outright.
struct Scored {
    message: String,
    /// Where the scores stand.
    place: Place,
    /// The grade that the scores are to give, with the scores that do.
    wanted: String,
}

/// The scores of `object`, where they are what one of two opinions rests on.
fn scored(
    unit: &Unit,
    object: Object,
    first: &Opinion<'_>,
    second: &Opinion<'_>,
) -> Option<Scored> {
    let Object::Risk(index) = object else {
        return None;
    };
    let by_factors = |o: &&Opinion<'_>| kinds::GRADE_BY_FACTORS.is_of(o.demand.norm);
    let (by_score, other) = match (by_factors(&first), by_factors(&second)) {
        (true, false) => (first, second),
        (false, true) => (second, first),
        _ => return None,
    };
    let risk = &unit.risks[index];
    let place = risk.factors.as_ref()?.place;
    let score = read::factor_score(unit, by_score.demand.norm, risk)?;
    let class = risk.class.map_or("", |class| unit[class].name.as_str());
    let scores = read::scores_for(unit, by_score.demand.norm, other.grade);
    let scores = scores.map_or(String::new(), |scores| format!("要 {scores}"));
    Some(Scored {
        message: format!(
            "风险点 {} 评分 {score} 分，定为{}；类别“{class}”定为{}",
            risk.code(),
            by_score.grade.chinese(),
            other.grade.chinese()
        ),
        place,
        wanted: format!("定为{}{scores}", other.grade.chinese()),
    })
}

/// Reports risk points by their scores, at the first of them.
fn scores(context: &Context<'_>, pair: &Pair<'_>, findings: &mut Vec<Finding>) {
    let Some((one, others)) = pair.scored.split_first() else {
        return;
    };
    let more = match others.len() {
        0 => String::new(),
        count => format!("，这样的另有 {count} 个"),
    };
    let (first, second) = (&pair.first, &pair.second);
    let help = format!(
        "先看 factors：打错了的改正，{}；归错了类的改 class；都没有错，是两条条文不一致的，写一条 [[settlement]]，between 写上 \"{}\"、\"{}\"",
        one.wanted,
        context.unit.cite_key(&first.cite),
        context.unit.cite_key(&second.cite)
    );
    let finding = Finding::error(RULE.code, one.place, format!("{}{more}", one.message))
        .help(help)
        .basis(format!(
            "{}、{}",
            context.basis(first),
            context.basis(second)
        ));
    let others = others.iter().take(NAMED_AT_MOST);
    findings.push(others.fold(finding, |finding, other| {
        finding.related(other.place, other.message.clone())
    }));
}

fn is_settled(context: &Context<'_>, first: &Opinion<'_>, second: &Opinion<'_>) -> bool {
    let (a, b) = (&first.demand.cite, &second.demand.cite);
    context.verdict(a, b).is_some()
}

/// Norms about the same thing with different values; but for those of which the grades of objects
/// have told already.
fn values(context: &Context<'_>, told: &BTreeSet<(usize, usize)>, findings: &mut Vec<Finding>) {
    for Spoken { first, second, of } in spoken(context) {
        let known = told.contains(&(first.ordinal, second.ordinal));
        let settled = || context.verdict(&first.cite, &second.cite).is_some();
        if of.differing.is_empty() || known || settled() {
            continue;
        }
        let one = first.cite.regulation == second.cite.regulation;
        if one && compare::are_versions(first.norm, second.norm) {
            continue; // That both are in force is what is wrong, and told as such.
        }
        let message = format!("两条条文对{}的规定不同：{}", of.about, list(&of.differing));
        report(context, &first, &second, message, findings);
    }
}

/// Grades and classes that one regulation names and another, which lists them, does not.
fn names(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let title = |demand: &Demand<'_>| context.unit[demand.cite.regulation].short.value.as_str();
    for Unnamed {
        list: set,
        names,
        what,
    } in unnamed_grades(context)
    {
        if context.verdict(&set.cite, &names.cite).is_none() {
            let message = format!("条文用了{}，《{}》分的等级里没有", list(&what), title(&set));
            report(context, &set, &names, message, findings);
        }
    }
    for Unnamed {
        list: other,
        names,
        what,
    } in unnamed_classes(context)
    {
        let message = format!(
            "《{}》没有《{}》所列的类别：{}",
            title(&other),
            title(&names),
            list(&what)
        );
        let help = format!(
            "两部制度的类别应当对得上：在一部里补列，或者写一条 [[settlement]]，between 写上 \"{}\" 和另一部的条文，说明为什么不同",
            context.unit.cite_key(&names.cite)
        );
        findings.push(
            Finding::warning(RULE.code, names.norm.article.place, message)
                .help(help)
                .basis(format!(
                    "{}、{}",
                    context.basis(&names),
                    context.basis(&other)
                ))
                .related(other.norm.article.place, "另一部从这里列起"),
        );
    }
}

/// Warning levels by person and by place, where nothing says which one counts.
fn levels(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for second in context.demands() {
        if !kinds::WARNING_LEVEL_BY_PLACE.is_of(second.norm)
            || second.norm.word("precedence").is_some()
        {
            continue;
        }
        for first in context.demands() {
            if !kinds::WARNING_LEVEL_BY_ROLE.is_of(first.norm)
                || context.verdict(&first.cite, &second.cite).is_some()
            {
                continue;
            }
            let names = two_levels(context, first.norm, second.norm);
            if !names.is_empty() {
                let message = format!("按人和按部位的预警级别不同：{}", list(&names));
                report(context, &first, &second, message, findings);
            }
        }
    }
}

/// The risk points whose level differs from that of a post they concern.
fn two_levels(context: &Context<'_>, by_role: &Norm, by_place: &Norm) -> Vec<String> {
    let unit = context.unit;
    let mut names = Vec::new();
    let risks = unit.risks.iter();
    for risk in risks.filter(|risk| context.applies(by_place, risk.place)) {
        let Some(place_level) = &risk.place_level else {
            continue;
        };
        let posts = risk.posts.iter().map(|&post| &unit[post]);
        for post in posts.filter(|post| context.applies(by_role, post.place)) {
            let Some(level) = &post.warning_level else {
                continue;
            };
            if level.value != place_level.value {
                names.push(format!(
                    "{}遇 {}（{}、{}）",
                    post.name.value,
                    risk.code(),
                    unit.vocabulary.level_warning(level.value),
                    unit.vocabulary.level_warning(place_level.value)
                ));
            }
        }
    }
    names
}

fn report(
    context: &Context<'_>,
    first: &Demand<'_>,
    second: &Demand<'_>,
    message: String,
    findings: &mut Vec<Finding>,
) {
    let written = |cite: &Cite| context.unit.cite_key(cite);
    let help = format!(
        "写一条 [[settlement]]，between 写上 \"{}\"、\"{}\"，用 prevails 选定以哪条为准；或者修订其中一条",
        written(&first.cite),
        written(&second.cite)
    );
    findings.push(
        Finding::error(RULE.code, second.norm.article.place, message)
            .help(help)
            .basis(format!(
                "{}、{}",
                context.basis(first),
                context.basis(second)
            ))
            .related(first.norm.article.place, "另一条在这里"),
    );
}

fn list(names: &[String]) -> String {
    let shown = names[..names.len().min(NAMED_AT_MOST)].join("、");
    match names.len() > NAMED_AT_MOST {
        true => format!("{shown}等 {} 处", names.len()),
        false => shown,
    }
}
