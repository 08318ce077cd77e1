//! What looks like the title of a regulation.

use super::heads::head;
use crate::import::paper::Line;

/// The last words of titles.
const LAST_WORDS: &[&str] = &[
    "办法",
    "规定",
    "制度",
    "细则",
    "条例",
    "规则",
    "准则",
    "规程",
    "规范",
    "意见",
    "方案",
    "守则",
    "章程",
    "公约",
    "纪律",
    "职责",
    "预案",
    "通知",
    "标准",
    "程序",
    "流程",
    "须知",
    "承诺",
    "体系",
    "计划",
    "纲要",
    "措施",
    "划分",
    "机制",
    "指引",
    "指南",
    "分工",
    "决定",
    "责任制",
    "清单",
    "要求",
];

/// A title is no longer.
const LONGEST: usize = 60;

/// Whether a text, without blanks, ends as titles do: 暂行办法, 规定（试行）.
pub fn ends_like_a_title(bare: &str) -> bool {
    let mut text = bare;
    while let Some(inner) = text.strip_suffix(['）', ')', '》', '〉']) {
        match inner.rfind(['（', '(']) {
            Some(at) if at > 0 => text = &inner[..at],
            _ => text = inner,
        }
    }
    // 依照本办法 speaks of one, and is none.
    let before = LAST_WORDS.iter().filter_map(|word| text.strip_suffix(word));
    let speaks = |before: &str| before.ends_with(['本', '该', '此', '各', '的']);
    before.clone().count() > 0 && !before.into_iter().any(speaks)
}

/// Whether a line may be a title, or a part of one: short, without a number or a final mark.
pub fn may_be_part(line: &Line) -> bool {
    // A paragraph grows line by line, and is asked at each.
    if line.glyphs.len() > LONGEST * 4 {
        return false;
    }
    let bare = line.bare();
    let count = bare.chars().count();
    (2..=LONGEST).contains(&count)
        && !line.hints.row
        && !line.hints.contents
        && head(&line.glyphs).is_none()
        && !bare.contains(['。', '；', '，', '：', '！', '？', ';', ':', ',', '…', '〔'])
        && !bare.starts_with(['（', '(', '—', '-', '·', '《'])
        && !is_date(&bare)
        && bare.chars().any(crate::import::paper::is_hanzi)
}

/// Whether a line may be the last of a title.
pub fn may_end(line: &Line) -> bool {
    may_be_part(line)
        && line.glyphs.len() >= 4
        && (ends_like_a_title(&line.bare()) || line.hints.heading.is_some_and(|level| level <= 1))
}

/// Whether a text, without blanks, ends as the names of bodies do.
pub fn ends_like_a_body(bare: &str) -> bool {
    const BODIES: &[&str] = &[
        "委员会",
        "政府",
        "党委",
        "党组",
        "局",
        "院",
        "校",
        "公司",
        "办公室",
        "领导小组",
        "中心",
        "支部",
        "总支",
        "委",
        "办",
        "处",
        "科",
        "所",
        "站",
    ];
    BODIES.iter().any(|word| bare.ends_with(word))
}

/// 2012年7月10日, 二〇一二年七月十日 and nothing else.
pub fn is_date(bare: &str) -> bool {
    let figure = |c: char| c.is_ascii_digit() || "〇○零一二三四五六七八九十元×".contains(c);
    let mut rest = bare;
    for unit in ["年", "月", "日"] {
        let after = rest.trim_start_matches(figure);
        let Some(next) = after
            .strip_prefix(unit)
            .filter(|_| after.len() < rest.len())
        else {
            return unit == "日" && rest.is_empty() && bare.ends_with('月');
        };
        rest = next;
    }
    rest.is_empty()
}
