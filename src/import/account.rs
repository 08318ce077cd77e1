//! What becomes of each character that does not stand in the rules as it stood in the source.

use crate::diagnostic::{Code, Finding, Place, Severity, SourceId, Sources};
use std::collections::BTreeMap;
use std::ops::Range;

/// Why a text was changed or taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The number of a page.
    PageNumber,
    /// What stands at the head or foot of each page.
    RunningHead,
    /// A list of contents.
    Contents,
    /// Below a title: what the keys of the regulation say.
    Dates,
    /// Who signed, and when.
    Signature,
    /// What belongs to no regulation.
    NoPlace,
    /// Nothing is seen where it stands.
    Invisible,
    /// It looks like a Chinese character and is none, or is a second code for one.
    LookAlike,
    /// A half-width mark.
    Mark,
    /// Blanks in a word.
    Blank,
    /// The number at the head of a line.
    Label,
    /// The brackets around the subject of an article.
    Caption,
    /// A line that was broken.
    Joined,
    /// Two lines that stood in one.
    Parted,
}

impl Why {
    /// What was done, for a person.
    fn done(self) -> &'static str {
        match self {
            Self::PageNumber => "拿掉页码",
            Self::RunningHead => "拿掉页眉、页脚",
            Self::Contents => "拿掉目录",
            Self::Dates => "题注写进了 issued、effective",
            Self::Signature => "落款写进了 issued-by、issued",
            Self::NoPlace => "认不出属于哪部制度，没有导入",
            Self::Invisible => "拿掉看不见的字符",
            Self::LookAlike => "貌似汉字的字符改成汉字",
            Self::Mark => "半角标点改成全角",
            Self::Blank => "删去字中间的空格",
            Self::Label => "序号改成统一的写法",
            Self::Caption => "条旨写进了 caption",
            Self::Joined => "断开的行接起来",
            Self::Parted => "一行里的几项分成几行",
        }
    }

    fn code(self) -> Code {
        match self {
            Self::PageNumber | Self::RunningHead | Self::Contents => Code::ImportTakenOut,
            Self::Dates | Self::Signature | Self::NoPlace => Code::ImportTakenOut,
            _ => Code::ImportChanged,
        }
    }

    /// Whether each place is worth a finding of its own.
    fn is_single(self) -> bool {
        matches!(
            self,
            Self::Contents | Self::Dates | Self::Signature | Self::NoPlace
        )
    }

    fn severity(self) -> Severity {
        match self {
            Self::NoPlace => Severity::Warning,
            _ => Severity::Info,
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::Dates => "照原件核对 issued、effective；别的话要留的，写进 preamble",
            Self::Signature => "照原件核对；汇编把发布机关和日期印在标题下面的题注里",
            Self::NoPlace => "是前言、封面的，写进 [unit]；是制度的，写上标题和“第一条”再导入",
            Self::Label => "照 GB/T 9704—2012 第 7.3.3 条：一、（一）1.（1）",
            _ => "照原件看一眼",
        }
    }
}

/// One change of the source's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The bytes of the source.
    pub range: Range<u32>,
    /// What stands in the rules instead.
    pub into: String,
    /// Why.
    pub why: Why,
}

/// All that was changed, taken out or left in doubt in one source.
#[derive(Debug)]
pub struct Account {
    source: SourceId,
    /// What was changed, in no order.
    pub changes: Vec<Change>,
    /// What is not certain.
    pub doubts: Vec<Finding>,
}

impl Account {
    /// Nothing yet.
    pub fn new(source: SourceId) -> Self {
        Self {
            source,
            changes: Vec::new(),
            doubts: Vec::new(),
        }
    }

    /// A place in the source.
    pub fn place(&self, range: Range<u32>) -> Place {
        Place::new(self.source, range.start as usize..range.end as usize)
    }

    /// Something became something else, or nothing.
    pub fn change(&mut self, range: Range<u32>, into: impl Into<String>, why: Why) {
        self.changes.push(Change {
            range,
            into: into.into(),
            why,
        });
    }

    /// Something is not certain.
    pub fn doubt(&mut self, range: Range<u32>, message: impl Into<String>, help: &str) {
        let place = self.place(range);
        self.doubts
            .push(Finding::warning(Code::ImportUnsure, place, message).help(help));
    }

    /// As findings: those of one kind that each say the same are one, with their number.
    pub fn findings(&self, sources: &Sources) -> Vec<Finding> {
        /// Places named one by one.
        const MOST_NAMED: usize = 12;
        let text = &sources.get(self.source).text;
        let mut folded: BTreeMap<(Why, String, &str), Vec<&Change>> = BTreeMap::new();
        for change in &self.changes {
            let range = change.range.start as usize..change.range.end as usize;
            let old = text.get(range).unwrap_or_default();
            let key = match change.why {
                Why::PageNumber | Why::Joined | Why::Blank | Why::Parted | Why::Caption => {
                    (change.why, String::new(), "")
                }
                Why::Label => {
                    let form = |text: &str| -> String {
                        let number = |c: &char| {
                            !c.is_alphanumeric() && !c.is_whitespace() || "第章节条类".contains(*c)
                        };
                        text.chars().filter(number).collect()
                    };
                    (change.why, form(old) + &form(&change.into), "")
                }
                why if why.is_single() => (why, format!("{:010}", change.range.start), old),
                why => (why, change.into.clone(), old),
            };
            folded.entry(key).or_default().push(change);
        }
        let mut out = self.doubts.clone();
        for ((why, _, old), mut changes) in folded {
            changes.sort_by_key(|change| change.range.start);
            let first = changes[0];
            let lines: Vec<usize> = changes
                .iter()
                .map(|c| sources.get(self.source).line_column(c.range.start).0)
                .collect();
            let mut message = why.done().to_owned();
            let range = first.range.start as usize..first.range.end as usize;
            let old = if why == Why::Label {
                text.get(range).unwrap_or_default()
            } else {
                old
            };
            if !old.is_empty() && !why.is_single() {
                message += &format!("“{}”", shortened(old));
                if !first.into.is_empty() {
                    message = format!("{}：“{}”改成“{}”", why.done(), shortened(old), first.into);
                }
            }
            let last = sources
                .get(self.source)
                .line_column(first.range.end.saturating_sub(1))
                .0;
            if why.is_single() && last > lines[0] {
                message += &format!("，第 {} 至 {last} 行", lines[0]);
            }
            if changes.len() > 1 {
                let mut named = lines.clone();
                named.dedup();
                let list: Vec<String> = (named.iter().take(MOST_NAMED))
                    .map(usize::to_string)
                    .collect();
                let more = if named.len() > MOST_NAMED {
                    "等行"
                } else {
                    "行"
                };
                let count = changes.len();
                message += &format!("，共 {count} 处：第 {}{more}", list.join("、"));
            }
            let mut finding = Finding::info(why.code(), self.place(first.range.clone()), message)
                .help(why.help());
            finding.severity = why.severity();
            out.push(finding);
        }
        out
    }
}

/// A text that a message quotes.
fn shortened(text: &str) -> String {
    const MOST: usize = 24;
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if one_line.chars().count() <= MOST {
        return one_line;
    }
    one_line.chars().take(MOST).chain(['…']).collect()
}
