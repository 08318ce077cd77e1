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
    norms: &[],
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
    let marks = PAIRS.iter().flat_map(|(open, close)| [*open, *close]);
    for text in context.texts_with(marks) {
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
    // Pairs within a pair of their kind, each with where the outer one opens: should that one
    // never close, its own finding says all there is to say.
    let mut inner: Vec<(usize, Finding)> = Vec::new();
    let start = line.start;
    for at in line {
        let c = text.chars[at];
        if let Some(&pair) = PAIRS.iter().find(|(o, _)| *o == c) {
            inner.extend(nested(text, &open, at));
            open.push((at, pair));
        } else if let Some(&pair) = PAIRS.iter().find(|(_, close)| *close == c) {
            // 1） is a label, and ’ is also an apostrophe.
            let label = c == '）' && text.chars[start..at].iter().all(char::is_ascii_digit);
            let foreign = c == '’' && text.before(at).is_some_and(|c| c.is_ascii_alphabetic());
            match open.iter().rposition(|(_, p)| *p == pair) {
                Some(found) => {
                    for (lost, (o, close)) in open.drain(found..).skip(1) {
                        let message = format!("{o} 到 {c} 为止没有后一半 {close}");
                        findings.push(fault(text, lost..lost + 1, message));
                    }
                }
                None if label || foreign => {}
                None => {
                    let message = format!("{c} 没有前一半 {}", pair.0);
                    findings.push(fault(text, at..at + 1, message));
                }
            }
        }
    }
    inner.retain(|(outer, _)| open.iter().all(|(lost, _)| lost != outer));
    findings.extend(inner.into_iter().map(|(_, finding)| finding));
    for (lost, (o, close)) in open {
        if o == '“' && goes_on {
            continue;
        }
        let message = format!("{o} 没有后一半 {close}");
        findings.push(fault(text, lost..lost + 1, message));
    }
}

fn fault(text: &Text<'_>, range: Range<usize>, message: String) -> Finding {
    Finding::error(RULE.code, text.place(range), message)
        .help("补上另一半，或者删去这一半")
        .basis("GB/T 15834—2011 4.8、4.9、4.15")
}

/// The finding for a mark that opens within a pair of its own kind, and where that one opens.
fn nested(text: &Text<'_>, open: &[(usize, (char, char))], at: usize) -> Option<(usize, Finding)> {
    let c = text.chars[at];
    let (inner, clause) = match c {
        '“' => (('‘', '’'), "4.8.3.4"),
        '《' => (('〈', '〉'), "4.15.3.5"),
        _ => return None,
    };
    // Only directly within: a title in a quotation in a title starts over.
    let (start, (_, close)) = open.last().filter(|(_, (outer, _))| *outer == c)?;
    let end = text.skip(at, |x| x != *close && x != '\n');
    let message = format!("{c}{close} 里面又用了 {c}");
    let finding = Finding::error(RULE.code, text.place(at..at + 1), message)
        .help(format!("里面的改用 {}{}", inner.0, inner.1))
        .basis(format!("GB/T 15834—2011 {clause}"));
    // Where the inner pair is followed by the end of the outer one, the reading is certain.
    let rest = text.chars.iter().skip(end + 1).take_while(|&&x| x != '\n');
    let next = rest.into_iter().find(|&&x| x == c || x == *close);
    if text.at(end) != Some(*close) || next != Some(close) {
        return Some((*start, finding));
    }
    let finding = finding
        .edit(text.place(at..at + 1), inner.0)
        .edit(text.place(end..end + 1), inner.1);
    Some((*start, finding))
}
