//! # 查什么
//! 不予立案而没有报批，或者批准的人不合规定的案件。
//!
//! # 为什么
//! 不立案最容易成人情案，要由领导把关。
//!
//! # 例子
//! `[[case]]` 写了 `refused = 2013-03-05`，没有写 `refusal-approved-by`。
//!
//! # 依据
//! kind 为 `case-filing` 的 norm；`refusal-approved-by` 是批准人的岗位类型（`"leader"`）。

use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::RefusalNotApproved,
    source: include_str!("refusal_not_approved.rs"),
    norms: &[Reads::all(&kinds::CASE_FILING).shown_by(&ledger::CASES)],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    for (norm, article) in context.norms_ever(&kinds::CASE_FILING) {
        let Some(role) = norm
            .word("refusal-approved-by")
            .and_then(|id| context.unit.vocabulary.role(id))
        else {
            continue;
        };
        for case in unit
            .records
            .cases
            .iter()
            .filter(|c| unit.records.sound(c.place) && norm.binds(c.received.as_ref()))
        {
            let Some(refused) = &case.refused else {
                continue;
            };
            let (subject, name) = (&case.subject.value, role.chinese());
            let finding = match case.refusal_approved_by {
                None => {
                    let message = format!("{subject}不予立案，没有报{name}批准");
                    Finding::error(RULE.code, refused.place, message)
                }
                Some(post) if unit[post].role.value != role => {
                    let wrong = &unit[post].name.value;
                    let message = format!("{subject}不予立案，由{wrong}批准，不是{name}");
                    Finding::error(RULE.code, post.place, message)
                }
                Some(_) => continue,
            };
            findings.push(
                finding
                    .help("报请批准后写上 refusal-approved-by = \"岗位编号\"")
                    .basis(article.as_str()),
            );
        }
    }
}
