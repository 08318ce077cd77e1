//! # 查什么
//! 预警信息中心同时又是报送点。
//!
//! # 为什么
//! 自己向自己报告，分析处置就没有人监督。
//!
//! # 例子
//! `centre = "bgs"`，`reporting = "department"`，而 `bgs` 是一个站所。
//!
//! # 依据
//! kind 为 `information-levels` 的 norm；`centre` 是中心，`reporting` 是报送点。

use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::CentreReportsToItself,
    source: include_str!("centre_reports_to_itself.rs"),
    norms: &[Reads::all(&kinds::INFORMATION_LEVELS)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (norm, article) in context.norms(&kinds::INFORMATION_LEVELS) {
        let (Some(centre), Some(reporting)) = (norm.word("centre"), norm.word("reporting")) else {
            continue;
        };
        let mut departments = context.unit.departments.iter();
        let inside = reporting == "department"
            && departments.any(|d| *d.id == *centre && context.applies(norm, d.place));
        if centre != reporting && !inside {
            continue;
        }
        let place = |key| norm.get(key).map_or(norm.place, |value| value.place);
        findings.push(
            Finding::error(RULE.code, place("centre"), "预警信息中心同时是报送点")
                .help("中心和报送点由不同的机构承担，条文也一起改")
                .related(place("reporting"), "报送点写在这里")
                .basis(article.as_str()),
        );
    }
}
