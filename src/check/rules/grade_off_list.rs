//! # 查什么
//! 申报的等级与制度里的名单不一致的站所，名单里没有的站所，以及名单里有而规则里没有的站所。
//!
//! # 为什么
//! 站所的等级由制度逐个列明；表上印的等级要和制度一致。
//!
//! # 例子
//! 制度把 `czs` 列在 `high` 里，而站所 `czs` 写了 `grade = "middle"`。
//!
//! # 依据
//! kind 为 `grade-by-list`、subject 为 `"department"` 的 norm；`high`、`middle`、`low`
//! 各列站所编号。

use crate::check::{is_written, Context, Rule};
use crate::diagnostic::{Code, Finding, Place};
use crate::model::Grade;
use std::collections::BTreeMap;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::GradeOffList,
    source: include_str!("grade_off_list.rs"),
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (norm, article) in context.norms("grade-by-list") {
        if norm.word("subject") != Some("department") {
            continue;
        }
        let mut listed: BTreeMap<&str, (Grade, Place)> = BTreeMap::new();
        for &grade in Grade::ALL {
            let entries = norm.words(grade.key());
            listed.extend(entries.map(|(id, place)| (id, (grade, place))));
        }
        for department in &context.town.departments {
            let name = &department.name.value;
            let declared = &department.grade;
            let finding = match listed.remove(department.id.as_str()) {
                None => {
                    let message = format!("名单里没有{name}（{}）", department.id.value);
                    Finding::error(RULE.code, department.id.place, message)
                        .help("在制度的名单里补列，或者删去这个站所")
                        .related(norm.place, "名单在这里")
                }
                Some((grade, place))
                    if grade != declared.value && is_written(declared, department.place) =>
                {
                    let message = format!(
                        "{name}申报{}，名单列为{}",
                        declared.chinese(),
                        grade.chinese()
                    );
                    Finding::error(RULE.code, declared.place, message)
                        .help(format!("改成 grade = \"{}\"，或者修订制度", grade.key()))
                        .related(place, "名单在这里")
                }
                Some(_) => continue,
            };
            findings.push(finding.basis(article.as_str()));
        }
        for (id, (grade, place)) in listed {
            let message = format!("{}名单里的 \"{id}\" 不是哪个站所的编号", grade.chinese());
            findings.push(
                Finding::error(RULE.code, place, message)
                    .help("改正编号，或者补写这个站所")
                    .basis(article.as_str()),
            );
        }
    }
}
