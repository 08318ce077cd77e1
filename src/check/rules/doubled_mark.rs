//! # 查什么
//! 连用的句号、逗号、顿号、分号、冒号（。。，，。，），以及三个以上连用的问号、叹号。
//!
//! # 为什么
//! 多半是改稿时没有删净。
//!
//! # 例子
//! “按期报告。。”。
//!
//! # 依据
//! GB/T 15834—2011 第 4 章；问号、叹号最多三个连用，见 4.2.3.3、4.3.3.3。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::DoubledMark,
    source: include_str!("doubled_mark.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let pause = |c: char| matches!(c, '。' | '，' | '、' | '；' | '：');
    let call = |c: char| matches!(c, '？' | '！');
    for text in context.texts_with("。，、；：？！".chars()) {
        let mut at = 0;
        while at < text.chars.len() {
            let c = text.chars[at];
            if pause(c) {
                let end = text.skip(at, pause);
                let same = text.chars[at..end].iter().all(|&x| x == c);
                // 。。。 is an ellipsis written with full stops, which has its own rule.
                if end - at > 1 && !(same && c == '。' && end - at > 2) {
                    let place = text.place(at..end);
                    let shown = text.slice(at..end.min(at + 6));
                    let finding = Finding::error(RULE.code, place, format!("“{shown}”连用"))
                        .help("只留一个")
                        .basis("GB/T 15834—2011 第 4 章");
                    findings.push(if same {
                        finding.edit(place, c)
                    } else {
                        finding
                    });
                }
                at = end;
            } else if call(c) {
                let end = text.skip(at, call);
                if end - at > 3 {
                    findings.push(
                        Finding::error(
                            RULE.code,
                            text.place(at..end),
                            format!("问号、叹号连用了 {} 个", end - at),
                        )
                        .help("最多连用三个")
                        .basis("GB/T 15834—2011 4.2.3.3、4.3.3.3"),
                    );
                }
                at = end;
            } else {
                at += 1;
            }
        }
    }
}
