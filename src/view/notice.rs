//! The notice that the handbook is issued with.

use crate::model::{IssueNotice, IssuingMark};
use crate::text::sense::word_ends;
use crate::text::Terms;
use serde::Serialize;

/// What the pages show of a notice, with the marks that GB/T 9704 puts around its parts.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeView {
    /// 份号, 密级和保密期限, 紧急程度: a line each at the top left.
    pub corner: Vec<Corner>,
    /// 发文机关标志; of a joint document a name in each item, beside which 文件 stands.
    pub mark: Vec<String>,
    /// The class of its size: 36 pt has room for twelve characters, and 文件 alone on a second
    /// line is no mark (7.2.4: as large as is fit). Names of a joint document are fitted as they
    /// are set.
    pub mark_class: &'static str,
    /// 发文字号.
    pub number: String,
    /// 签发人, of a document that goes upwards.
    pub approved_by: Option<String>,
    /// 标题, in the lines that its author wants, each in the words that a narrow window may part.
    pub title: Vec<Vec<String>>,
    /// 主送机关 with its colon.
    pub to: String,
    /// Paragraphs.
    pub text: Vec<String>,
    /// 附件说明, a line for each: 附件：… or 附件：1.…, then 2.… .
    pub attachments: Vec<String>,
    /// 发文机关署名.
    pub signers: Vec<String>,
    /// 2012年7月10日.
    pub date: Option<String>,
    /// 抄送：….
    pub copy_to: Option<String>,
    /// 印发机关.
    pub printed_by: Option<String>,
    /// 2012年7月10日印发.
    pub printed: Option<String>,
}

/// A line in the corner of the first page.
#[derive(Debug, Clone, Serialize)]
pub struct Corner {
    /// What it says.
    pub text: String,
    /// Whether it is the 份号, which is in the type of the text.
    pub is_number: bool,
}

impl NoticeView {
    /// The notice as it is shown; `unit` is the name of the unit, which no line parts.
    pub fn new(notice: &IssueNotice, unit: &str) -> Self {
        let mut terms = Terms::of_the_field();
        terms.extend([unit]);
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_string());
        let several = notice.attachments.len() > 1;
        let attachments = notice.attachments.iter().enumerate();
        let corner = [&notice.copy_number, &notice.secrecy, &notice.urgency];
        let corner = corner.into_iter().enumerate().filter_map(|(at, text)| {
            Some(Corner {
                text: filled(text)?,
                is_number: at == 0,
            })
        });
        Self {
            corner: corner.collect(),
            approved_by: filled(&notice.approved_by),
            mark_class: match &notice.mark {
                IssuingMark::Joint(_) => "mark joint",
                IssuingMark::Whole(mark) => match mark.chars().count() {
                    0..=12 => "mark",
                    13..=14 => "mark long",
                    _ => "mark longer",
                },
            },
            mark: match &notice.mark {
                IssuingMark::Whole(mark) => vec![mark.clone()],
                IssuingMark::Joint(names) => names.clone(),
            },
            number: notice.number.value.clone(),
            title: (notice.title.lines())
                .map(|line| words(&terms, line.trim()))
                .collect(),
            to: format!("{}：", notice.to),
            text: notice.text.clone(),
            attachments: attachments
                .map(|(k, name)| {
                    let lead = if k == 0 { "附件：" } else { "" };
                    if several {
                        format!("{lead}{}.{name}", k + 1)
                    } else {
                        format!("{lead}{name}")
                    }
                })
                .collect(),
            signers: notice.signers.clone(),
            date: notice.date.map(|d| d.chinese()),
            copy_to: filled(&notice.copy_to).map(|to| format!("抄送：{to}。")),
            printed_by: filled(&notice.printed_by),
            printed: notice.printed.map(|d| format!("{}印发", d.chinese())),
        }
    }
}

fn words(terms: &Terms, line: &str) -> Vec<String> {
    let characters: Vec<char> = line.chars().collect();
    let ends = word_ends(terms, &characters);
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let words = starts.zip(&ends);
    words
        .map(|(from, &to)| characters[from..to].iter().collect())
        .collect()
}
