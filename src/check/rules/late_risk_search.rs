//! # 查什么
//! 没有按期查找风险、订出预警方案的站所，和迟于期限的方案。
//!
//! # 为什么
//! 防控从查找风险开始；一年的方案晚了，前几个月就没有预防。
//!
//! # 例子
//! 制度要求1月31日前完成，`[[risk-search]]` 写 `year = 2013`、`date = 2013-02-06`。
//!
//! # 依据
//! kind 为 `yearly-deadline`、record 为 `"risk-search"` 的 norm；`by` 写月和日：`"01-31"`。
//! norm 不写 `subject` 时只查站所，写 `subject = "post"` 时只查岗位。
//! 从制度施行以后的第一个期限和第一条记录的年度中较晚的一年查起。

use crate::check::ledger;
use crate::check::norm::{may, must, shapes::SUBJECT, Allowed, Kind, Reads, Shape};
use crate::check::{Context, Rule};
use crate::date::Date;
use crate::diagnostic::{Code, Finding};
use crate::model::{GradingObject, Norm, Ref};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::LateRiskSearch,
    source: include_str!("late_risk_search.rs"),
    norms: &[Reads::only(&KIND, &[("record", "risk-search")]).shown_by(&ledger::RISK_SEARCHES)],
    run,
};

/// The norms of this rule.
const KIND: Kind = Kind {
    name: "yearly-deadline",
    title: "某种记录每年在哪一天以前完成",
    parameters: &[
        must(
            "record",
            Shape::Word(Allowed::These(&["risk-search"])),
            "风险查找和预警方案",
        ),
        must("by", Shape::MonthDay, "截止的一天"),
        may("subject", SUBJECT, "内设机构的，还是岗位的"),
    ],
    identity: Some(&["record"]),
    lists: None,
    together: None,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let records = &context.unit.records;
    let searches = &records.risk_searches;
    let sound = || searches.iter().filter(|search| records.sound(search.place));
    let Some(kept) = sound().map(|search| search.year.value).min() else {
        return;
    };
    for (norm, article) in context.norms_ever(&KIND) {
        if norm.word("record") != Some("risk-search") {
            continue;
        }
        for search in sound() {
            let (Some(date), Some(object)) = (&search.date, search.object) else {
                continue;
            };
            let last = i16::try_from(search.year.value)
                .ok()
                .and_then(|year| by(norm, year));
            let held = |last: &Date| date.value > *last && norm.force.holds(*last);
            let Some(last) = last.filter(held) else {
                continue;
            };
            let name = context.unit.object_name(object);
            let message = format!(
                "{name}的{}年预警方案{}才订出，迟于{}",
                search.year.value,
                date.chinese(),
                last.chinese()
            );
            findings.push(
                Finding::error(RULE.code, date.place, message)
                    .help("查看日期；确实迟了的，在民主评议和考核中反映")
                    .basis(article.as_str()),
            );
        }
        if records.partly_lost || sound().count() < searches.len() {
            continue;
        }
        missing(context, norm, &article, kept, findings);
    }
}

/// Reports who has no plan for a year whose deadline is over.
fn missing(
    context: &Context<'_>,
    norm: &Norm,
    article: &str,
    kept: i64,
    findings: &mut Vec<Finding>,
) {
    let unit = context.unit;
    let first = i16::try_from(kept).unwrap_or(i16::MAX);
    let over = |&year: &i16| {
        let Some(last) = by(norm, year) else {
            return false;
        };
        norm.force.holds(last) && last < context.as_of
    };
    let years: Vec<i16> = (first..=context.as_of.0.year()).filter(over).collect();
    let objects: Vec<GradingObject> = if norm.word("subject") == Some("post") {
        let posts = unit.posts.iter().enumerate();
        posts
            .map(|(i, p)| GradingObject::Post(Ref::new(i, p.id.place)))
            .collect()
    } else {
        let departments = unit.departments.iter().enumerate();
        departments
            .map(|(i, d)| GradingObject::Department(Ref::new(i, d.id.place)))
            .collect()
    };
    for object in objects {
        let searches = &unit.records.risk_searches;
        let own: Vec<i64> = searches
            .iter()
            .filter(|search| search.object == Some(object))
            .map(|search| search.year.value)
            .collect();
        let lacking = years
            .iter()
            .filter(|year| !own.contains(&i64::from(**year)));
        let lacking: Vec<String> = lacking.map(|year| format!("{year}年")).collect();
        if lacking.is_empty() {
            continue;
        }
        let name = unit.object_name(object);
        let message = format!("{name}缺{}的风险查找和预警方案", lacking.join("、"));
        findings.push(
            Finding::error(RULE.code, object.place(), message)
                .help("已经做了的，补记 [[risk-search]]；没有做的，补做")
                .basis(article),
        );
    }
}

/// The last day of that year for it.
fn by(norm: &Norm, year: i16) -> Option<Date> {
    let (month, day) = norm.word("by")?.split_once('-')?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?)
}
