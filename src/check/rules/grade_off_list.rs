//! # 查什么
//! 申报的等级与制度里的名单不一致的站所和岗位，名单里没有的站所，以及名单里有而规则里没有
//! 的站所。
//!
//! # 为什么
//! 站所的等级由制度逐个列明；表上印的等级要和制度一致。
//!
//! # 例子
//! 制度把 `czs` 列在 `high` 里，而站所 `czs` 写了 `grade = "middle"`。
//!
//! # 依据
//! 有记录而应当升级的（kind 为 `grade-raised` 的 norm），按升了以后的等级；没有记录的，不升。
//! kind 为 `grade-by-list` 的 norm；`high`、`middle`、`low` 各列站所或者岗位的编号。另一条
//! 条文对它另有规定，而 `[[settlement]]` 选定以那一条为准的，不在此列。

use crate::check::grounds::is_more_special;
use crate::check::norm::{kinds, read, Reads};
use crate::check::opinion::{opinions, Object};
use crate::check::{is_written, Context, Rule};
use crate::diagnostic::{Code, Finding, Place};
use crate::model::{Grade, Norm};
use std::collections::BTreeMap;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::GradeOffList,
    source: include_str!("grade_off_list.rs"),
    norms: &[
        Reads::all(&kinds::GRADE_BY_LIST),
        Reads::all(&kinds::GRADE_RAISED),
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let own = &context.unit.words().department;
    posts(context, findings);
    for (norm, article) in context.norms(&kinds::GRADE_BY_LIST) {
        if norm.word("subject") != Some("department") {
            continue;
        }
        let mut listed: BTreeMap<&str, (Grade, Place)> = BTreeMap::new();
        for &grade in &context.unit.vocabulary.grades {
            let entries = read::listed_for(norm, grade);
            listed.extend(entries.map(|(id, place)| (id, (grade, place))));
        }
        for (index, department) in context.unit.departments.iter().enumerate() {
            let object = Object::Department(index);
            let name = &department.name.value;
            let declared = &department.grade;
            let grade = listed.remove(department.id.as_str());
            if !context.applies(norm, department.place) {
                continue;
            }
            let finding = match grade {
                // What the list leaves over, the same regulation may grade otherwise.
                None if by_another(context, norm, department.place) => continue,
                None => {
                    let message = format!("名单里没有{name}（{}）", department.id.value);
                    Finding::error(RULE.code, department.id.place, message)
                        .help(format!("在制度的名单里补列，或者删去这个{own}"))
                        .related(norm.place, "名单在这里")
                }
                Some((listed, place)) if is_written(declared, department.place) => {
                    let all = opinions(context, object);
                    let mut own = all.iter().filter(|o| o.demand.norm.place == norm.place);
                    // A more special norm may go before this one.
                    let Some(own) = own.next() else { continue };
                    let grade = own.grade;
                    if grade == declared.value || !context.binds(own, &all, object) {
                        continue;
                    }
                    let message = format!(
                        "{name}申报{}，{}{}{}",
                        declared.chinese(),
                        said(grade != listed),
                        grade.chinese(),
                        own.note()
                    );
                    Finding::error(RULE.code, declared.place, message)
                        .help(format!("只是写错的，改成 grade = \"{}\"；评定成这一级的，重新评定，或者修订制度", grade.key()))
                        .related(place, "名单在这里")
                }
                Some(_) => continue,
            };
            findings.push(finding.basis(article.as_str()));
        }
        for (id, (grade, place)) in listed {
            let message = format!("{}名单里的 \"{id}\" 不是哪个{own}的编号", grade.chinese());
            findings.push(
                Finding::error(RULE.code, place, message)
                    .help(format!("改正编号，或者补写这个{own}"))
                    .basis(article.as_str()),
            );
        }
    }
}

/// Posts, of which a list names only some.
fn posts(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (index, post) in context.unit.posts.iter().enumerate() {
        let object = Object::Post(index);
        for opinion in opinions(context, object) {
            let norm = opinion.demand.norm;
            if !kinds::GRADE_BY_LIST.is_of(norm)
                || opinion.grade == post.grade.value
                || !is_written(&post.grade, post.place)
                || !holds(context, norm, object)
            {
                continue;
            }
            let (declared, listed) = (post.grade.chinese(), opinion.grade.chinese());
            let message = format!(
                "{}申报{declared}，{}{listed}{}",
                post.name.value,
                said(opinion.raised.is_some()),
                opinion.note()
            );
            let grades = context.unit.vocabulary.grades.iter();
            let mut words = grades.flat_map(|grade| read::listed_for(norm, *grade));
            let listed = words
                .find(|(id, _)| *id == *post.id)
                .map(|(_, place)| place);
            findings.push(
                Finding::error(RULE.code, post.grade.place, message)
                    .help(format!(
                        "只是写错的，改成 grade = \"{}\"；评定成这一级的，重新评定，或者修订制度",
                        opinion.grade.key()
                    ))
                    .related(listed.unwrap_or(norm.place), "名单在这里")
                    .basis(context.basis(&opinion.demand)),
            );
        }
    }
}

/// Whether the regulation of the list grades the department at that place by its powers, or by a
/// list for some of them.
fn by_another(context: &Context<'_>, list: &Norm, place: Place) -> bool {
    let of = |norm: &Norm| {
        let mut demands = context.demands();
        let found = demands.find(|demand| std::ptr::eq(demand.norm, norm));
        found.map(|demand| demand.cite.regulation)
    };
    let own = of(list);
    let by_powers = context.norms(&kinds::GRADE_BY_POWERS);
    let lists = context.norms(&kinds::GRADE_BY_LIST);
    let mut norms = by_powers.chain(lists.filter(|(norm, _)| is_more_special(norm, list)));
    norms.any(|(norm, _)| {
        norm.word("subject") == Some("department")
            && of(norm) == own
            && context.applies(norm, place)
    })
}

/// How a finding says that the list gives a grade, raised or as it stands.
fn said(raised: bool) -> &'static str {
    if raised {
        "按名单应当是"
    } else {
        "名单列为"
    }
}

/// Whether the list holds for the object: no other article settles it or leaves it open.
fn holds(context: &Context<'_>, norm: &Norm, object: Object) -> bool {
    let all = opinions(context, object);
    let own = all.iter().find(|o| o.demand.norm.place == norm.place);
    own.is_none_or(|own| context.binds(own, &all, object))
}
