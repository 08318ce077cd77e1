//! # 查什么
//! 正文里《》引用的文件，既不是本镇的制度和汇编，也不在本镇列明的外部文件里。与列明的只差一两个
//! 字的，多半是写错了，作错误；其他的作警告。
//!
//! # 为什么
//! 文件名写错一个字，就查不到原文；列明一次，以后处处都能核对。
//!
//! # 例子
//! 列明的是“行政机关公务员处分条例”，正文写《行政机关公务员处分条列》。
//!
//! # 依据
//! `[unit]` 的 `documents`。

use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::citation::named;
use std::collections::BTreeSet;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::UnknownDocument,
    source: include_str!("unknown_document.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    let profile = &unit.profile;
    let own = [
        profile.title.clone(),
        format!("{}{}", profile.name, profile.title),
    ];
    let known: Vec<&str> = own
        .iter()
        .map(String::as_str)
        .chain(profile.documents.iter().map(|d| d.value.as_str()))
        .chain(
            unit.regulations
                .iter()
                .flat_map(|r| [r.title.value.as_str(), r.short.value.as_str()]),
        )
        .filter(|title| !title.is_empty())
        .collect();
    // （以下简称《条例》）: a short name holds in the text that declares it.
    let mut short: BTreeSet<(usize, String)> = BTreeSet::new();
    for text in context.texts_with(['《']) {
        for at in text.find_all("简称《") {
            let end = text.skip(at + 3, |c| !"《》\n".contains(c));
            short.insert((text.unit, text.slice(at + 3..end)));
        }
    }
    for text in context.texts_with(['《']) {
        for open in text.find_all("《") {
            let end = text.skip(open + 1, |c| !"《》\n".contains(c));
            let title = text.slice(open + 1..end);
            if text.at(end) != Some('》') || title.is_empty() {
                continue;
            }
            if known.contains(&title.as_str()) || named(&unit.regulations, &title).is_some() {
                continue;
            }
            if short.contains(&(text.unit, title.clone())) {
                continue;
            }
            let place = text.place(open + 1..end);
            let length = title.chars().count();
            // A unit may well cite both of two titles that differ in two characters; on a
            // long title one wrong character is a slip.
            let near = known.iter().find(|k| {
                length >= 6 && k.chars().count() == length && strsim::osa_distance(k, &title) == 1
            });
            // The basis of a power is a list of documents itself.
            let lists = (text.table, text.key) == ("authority", "basis");
            findings.push(match near {
                Some(near) => Finding::error(RULE.code, place, format!("没有《{title}》这个文件"))
                    .help(format!("是不是要写《{near}》？")),
                None if lists => continue,
                None => {
                    let message = format!("《{title}》不在列明的文件里");
                    Finding::warning(RULE.code, place, message)
                        .help("核对文件名，无误的写进 [unit] 的 documents")
                }
            });
        }
    }
}
