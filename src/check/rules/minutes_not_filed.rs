//! # 查什么
//! 研究旗委、旗政府部署事项的联席会议，没有纪要编号，或者纪要没有报备、报错了机关。
//!
//! # 为什么
//! 纪要是集体决定的凭据，报备以后才有人监督落实。
//!
//! # 例子
//! `[[meeting]]` 写 `kind = "joint"`、`superior-task = true`，而没有写 `filed`。
//!
//! # 依据
//! kind 为 `filing`、record 为 `"minutes"` 的 norm；`with` 是报备的机构；`within-days` 或者 `within-workdays` 是期限，
//! 不写时次日起就查。

use crate::check::calendar::limit;
use crate::check::decisions::actor_place;
use crate::check::ledger;
use crate::check::norm::{kinds, Reads};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::MeetingIs;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::MinutesNotFiled,
    source: include_str!("minutes_not_filed.rs"),
    norms: &[
        Reads::only(&kinds::FILING, &[("record", "minutes")]).shown_by(&ledger::JOINT_MEETINGS)
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    for (norm, article) in context.norms_ever(&kinds::FILING) {
        let (Some("minutes"), Some(with)) = (norm.word("record"), norm.word("with")) else {
            continue;
        };
        let organ = unit.organs.iter().find(|organ| organ.id.value == with);
        let organ = organ.map_or(with, |organ| organ.name.as_str());
        for meeting in &unit.records.meetings {
            let bound = meeting.kind.entry().is == Some(MeetingIs::Joint) && meeting.superior_task;
            let Some(date) = meeting
                .date
                .as_ref()
                .filter(|date| bound && norm.binds(Some(date)))
            else {
                continue;
            };
            if !unit.records.sound(meeting.place) || !context.applies(norm, meeting.place) {
                continue;
            }
            let (day, kind) = (date.chinese(), meeting.kind.chinese());
            if meeting.number.is_none() && date.value < context.as_of {
                let message = format!("{day}的{kind}没有写纪要编号");
                findings.push(
                    Finding::error(RULE.code, meeting.id.place, message)
                        .help("有纪要的，照纪要写上 number = \"……〔2013〕1号\" 这样的编号")
                        .basis(article.as_str()),
                );
            }
            let deadline = context.deadline(norm, date.value);
            let finding = match &meeting.filed {
                Some(filed) => match filed.with {
                    Some(actor) if unit.actor_id(&actor) != with => {
                        let wrong = unit.actor_name(&actor);
                        let message = format!("{day}的{kind}纪要报了{wrong}，应当报{organ}");
                        Finding::error(RULE.code, actor_place(actor), message)
                            .help(format!(
                                "补报{organ}，照实写新的 date 和 with = \"{with}\"；只是写错的，改正 with"
                            ))
                    }
                    _ => continue,
                },
                None if deadline.day < context.as_of => {
                    let message = format!("{day}的{kind}纪要没有{}报{organ}", limit(norm));
                    Finding::error(RULE.code, meeting.id.place, message).help(format!(
                        "报备后写上 filed = {{ with = \"{with}\", date = 报备日期 }}{}",
                        deadline.note()
                    ))
                }
                None => continue,
            };
            findings.push(finding.basis(article.as_str()));
        }
    }
}
