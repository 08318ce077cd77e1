//! # 查什么
//! 记录的文号：〔〕里的年份与记录的日期不是一年，或者一个文号用了两次。
//!
//! # 为什么
//! 文号一年一编、一文一号；年份对不上、两件用一个号，日后调档就找不到。
//!
//! # 例子
//! `[[meeting]]` 写 `date = 2013-02-22`、`number = "联席会议纪要〔2012〕2号"`；两次会议都写〔2013〕2号。
//!
//! # 依据
//! 《党政机关公文处理工作条例》：发文字号由发文机关代字、年份、发文顺序号组成。会议纪要、备案、预警通知书的 `number`
//! 都查；备案的年份照备案的日期。报备的件数多、用一个号一并报送的，日期和去处相同就不算重复。

use crate::check::{Context, Rule};
use crate::date::Date;
use crate::diagnostic::{Code, Finding, Place, Spanned};
use crate::model::{Actor, Filing};
use std::collections::BTreeMap;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::RecordNumber,
    source: include_str!("record_number.rs"),
    norms: &[],
    run,
};

/// A number, the day it carries, and what shares it rightly: with whom it is filed.
struct Numbered<'t> {
    number: &'t Spanned<String>,
    day: Option<&'t Spanned<Date>>,
    with: Option<Actor>,
}

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let records = &context.unit.records;
    let mut all: Vec<Numbered<'_>> = Vec::new();
    for meeting in &records.meetings {
        all.extend(meeting.number.as_ref().map(|number| Numbered {
            number,
            day: meeting.date.as_ref(),
            with: None,
        }));
        all.extend(meeting.filed.as_ref().and_then(of_filing));
    }
    for check in &records.self_checks {
        all.extend(check.filed.as_ref().and_then(of_filing));
    }
    for notice in &records.notices {
        all.extend(notice.number.as_ref().map(|number| Numbered {
            number,
            day: notice.date.as_ref(),
            with: None,
        }));
    }
    let mut first: BTreeMap<&str, &Numbered<'_>> = BTreeMap::new();
    for one in &all {
        if let (Some(year), Some(day)) = (year(one.number), one.day) {
            if year != day.value.0.year() {
                let message = format!(
                    "文号“{}”的年份与日期（{}）不是一年",
                    one.number.value,
                    day.chinese()
                );
                findings.push(
                    Finding::error(RULE.code, one.number.place, message)
                        .help("查看文号和日期，改正写错的一个")
                        .related(day.place, "日期在这里"),
                );
            }
        }
        match first.get(one.number.as_str()) {
            Some(earlier) if !together(earlier, one) => {
                findings.push(twice(
                    &one.number.value,
                    one.number.place,
                    earlier.number.place,
                ));
            }
            Some(_) => {}
            None => {
                first.insert(&one.number.value, one);
            }
        }
    }
}

fn of_filing(filing: &Filing) -> Option<Numbered<'_>> {
    Some(Numbered {
        number: filing.number.as_ref()?,
        day: filing.date.as_ref(),
        with: filing.with,
    })
}

/// Whether two were filed together, under one number.
fn together(a: &Numbered<'_>, b: &Numbered<'_>) -> bool {
    let day = |one: &Numbered<'_>| one.day.map(|day| day.value);
    a.with.is_some() && a.with == b.with && day(a) == day(b)
}

fn twice(number: &str, place: Place, first: Place) -> Finding {
    let message = format!("文号“{number}”用了两次");
    Finding::error(RULE.code, place, message)
        .help("一件一个号，改正写错的一个")
        .related(first, "第一次用在这里")
}

/// The year within 〔〕.
fn year(number: &str) -> Option<i16> {
    let (_, rest) = number.split_once('〔')?;
    let (year, _) = rest.split_once('〕')?;
    year.parse()
        .ok()
        .filter(|year| (1000..=9999).contains(year))
}
