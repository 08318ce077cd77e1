//! # 查什么
//! 早于所因检查的谈话。
//!
//! # 为什么
//! 谈话是因检查发现的情况而谈的，不会谈在前面；多半是日期写错，或者引错了检查。
//!
//! # 例子
//! `[[inspection]]` 在2012年12月6日，写 `inspection` 引用它的 `[[talk]]` 在2012年12月1日。
//!
//! # 依据
//! 记录的先后；检查和谈话在同一天的不查。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::TalkBeforeInspection,
    source: include_str!("talk_before_inspection.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let records = &context.unit.records;
    for talk in records
        .talks
        .iter()
        .filter(|talk| records.sound(talk.place))
    {
        let inspection = talk
            .inspection
            .map(|r| &records.inspections[r.index as usize]);
        let days = inspection.and_then(|i| Some((i.date.as_ref()?, talk.date.as_ref()?)));
        let Some((inspected, talked)) = days else {
            continue;
        };
        if talked.value < inspected.value {
            let message = format!(
                "谈话（{}）早于所因的检查（{}）",
                talked.chinese(),
                inspected.chinese()
            );
            findings.push(
                Finding::error(RULE.code, talked.place, message)
                    .help("查看两个日期；引错了检查的，改正 inspection")
                    .related(inspected.place, "检查的日期在这里"),
            );
        }
    }
}
