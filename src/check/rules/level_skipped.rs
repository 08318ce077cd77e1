//! # 查什么
//! 序号的层次越级，例如（一）下面直接用（1），或者条下直接用 1.；“一、二、”编排的制度，
//! 正文里又用“一、”的，与部分号混同。
//!
//! # 为什么
//! 层次序号依次为一、（一）1.（1）；越级的，读者分不清上下。
//!
//! # 例子
//! “（一）甲”下面一行写“（1）乙”。
//!
//! # 依据
//! GB/T 15834—2011 附录 B.3.8；GB/T 9704—2012 7.3.3。

use crate::check::numbering::label_place;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Form, Line, LineLevel};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::LevelSkipped,
    source: include_str!("level_skipped.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for regulation in &context.unit.regulations {
        for article in regulation.articles() {
            levels(regulation.form, &article.lines, findings);
        }
    }
}

fn levels(form: Form, lines: &[Line], findings: &mut Vec<Finding>) {
    let mut open: Vec<LineLevel> = Vec::new();
    for line in lines.iter().filter(|l| l.number.is_some()) {
        open.retain(|level| *level <= line.level);
        if open.last() == Some(&line.level) {
            continue;
        }
        let allowed: &[LineLevel] = match open.last() {
            // 条 may be followed by 一、 or straight by （一）.
            None if form == Form::Articles => {
                &[LineLevel::First, LineLevel::Class, LineLevel::Second]
            }
            None | Some(LineLevel::First) => &[LineLevel::Class, LineLevel::Second],
            // Texts that count by 类 go on below it as they like.
            Some(LineLevel::Class) => &[LineLevel::Fourth, LineLevel::Third, LineLevel::Second],
            Some(LineLevel::SubClass) => &[LineLevel::Fourth, LineLevel::Third],
            Some(LineLevel::Second) => &[LineLevel::SubClass, LineLevel::Third],
            Some(LineLevel::Fourth | LineLevel::Fifth) => &[LineLevel::Fifth],
            Some(LineLevel::Third | LineLevel::Paragraph) => &[LineLevel::Fourth],
        };
        if !allowed.contains(&line.level) {
            let wanted = match allowed.last() {
                Some(LineLevel::Second) => "（一）",
                Some(LineLevel::Third) => "1.",
                Some(LineLevel::Fifth) => "①",
                _ => "（1）",
            };
            let message = format!("这一级不应当用{}", line.label);
            findings.push(
                Finding::warning(RULE.code, label_place(line), message)
                    .help(format!("改用{wanted}一级的序号"))
                    .basis("GB/T 15834—2011 附录 B.3.8"),
            );
        }
        open.push(line.level);
    }
}
