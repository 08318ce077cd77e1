//! # 查什么
//! 书名号、引号、括号不成对、交叉，或者同形套用：引号里面再用引号的，里面用单引号；书名号
//! 里面再用书名号的，里面用单书名号。
//!
//! # 为什么
//! 少一半的标点，引文到哪里为止、书名是哪几个字就说不清。
//!
//! # 例子
//! “根据《公务员法的规定”少了后一半书名号。
//!
//! # 依据
//! GB/T 15834—2011 4.8.2、4.9.2、4.15.2（成对），4.8.3.4、4.15.3.5（套用）。

use crate::check::texts::Text;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use std::ops::Range;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::UnbalancedMark,
    source: include_str!("unbalanced_mark.rs"),
    run,
};

const PAIRS: [(char, char); 10] = [
    ('“', '”'),
    ('‘', '’'),
    ('《', '》'),
    ('〈', '〉'),
    ('（', '）'),
    ('〔', '〕'),
    ('【', '】'),
    ('「', '」'),
    ('『', '』'),
    ('［', '］'),
];

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for text in &context.texts {
        for (index, line) in text.lines.iter().enumerate() {
            // A quotation of several paragraphs opens each of them, and closes the last.
            let goes_on = text
                .lines
                .get(index + 1)
                .and_then(|next| text.at(next.start))
                == Some('“');
            check(text, line.clone(), goes_on, findings);
        }
    }
}

fn check(text: &Text<'_>, line: Range<usize>, goes_on: bool, findings: &mut Vec<Finding>) {
    let mut open: Vec<(usize, (char, char))> = Vec::new();
    let start = line.start;
    for at in line {
        let c = text.chars[at];
        if let Some(&pair) = PAIRS.iter().find(|(o, _)| *o == c) {
            nested(text, &open, at, findings);
            open.push((at, pair));
        } else if let Some(&pair) = PAIRS.iter().find(|(_, close)| *close == c) {
            // 1） is a label, and ’ is also an apostrophe.
            let label = c == '）' && text.chars[start..at].iter().all(char::is_ascii_digit);
            let foreign = c == '’' && text.before(at).is_some_and(|c| c.is_ascii_alphabetic());
            match open.iter().rposition(|(_, p)| *p == pair) {
                Some(found) => {
                    for (lost, (o, close)) in open.drain(found..).skip(1) {
                        let message = format!("“{o}”到“{c}”为止没有后一半“{close}”");
                        findings.push(fault(text, lost..lost + 1, message));
                    }
                }
                None if label || foreign => {}
                None => {
                    let message = format!("“{c}”没有前一半“{}”", pair.0);
                    findings.push(fault(text, at..at + 1, message));
                }
            }
        }
    }
    for (lost, (o, close)) in open {
        if o == '“' && goes_on {
            continue;
        }
        let message = format!("“{o}”没有后一半“{close}”");
        findings.push(fault(text, lost..lost + 1, message));
    }
}

fn fault(text: &Text<'_>, range: Range<usize>, message: String) -> Finding {
    Finding::error(RULE.code, text.place(range), message)
        .help("补上另一半，或者删去这一半")
        .basis("GB/T 15834—2011 4.8、4.9、4.15")
}

/// A mark that opens within a pair of its own kind.
fn nested(text: &Text<'_>, open: &[(usize, (char, char))], at: usize, findings: &mut Vec<Finding>) {
    let c = text.chars[at];
    let (inner, clause) = match c {
        '“' => (('‘', '’'), "4.8.3.4"),
        '《' => (('〈', '〉'), "4.15.3.5"),
        _ => return,
    };
    // Only directly within: a title in a quotation in a title starts over.
    let Some((_, (outer, close))) = open.last() else {
        return;
    };
    if *outer != c {
        return;
    }
    let end = text.chars[at..]
        .iter()
        .position(|c| c == close || *c == '\n');
    let end = end
        .map(|end| at + end)
        .filter(|&end| text.chars[end] == *close);
    let message = format!("“{c}”里面又用了“{c}”");
    let help = format!("里面的改用“{}{}”", inner.0, inner.1);
    let mut finding = Finding::error(RULE.code, text.place(at..at + 1), message)
        .help(help)
        .basis(format!("GB/T 15834—2011 {clause}"));
    // Where the inner pair is followed by the end of the outer one, the reading is certain.
    if let Some(end) = end {
        let rest = text.chars[end + 1..].iter().take_while(|c| **c != '\n');
        if rest.into_iter().find(|&&x| x == c || x == *close) == Some(close) {
            finding = finding
                .edit(text.place(at..at + 1), inner.0)
                .edit(text.place(end..end + 1), inner.1);
        }
    }
    findings.push(finding);
}
