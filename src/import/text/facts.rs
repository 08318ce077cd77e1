//! What the text says of itself: when it was issued, from when it holds, who interprets it.

use crate::date::Date;

/// The days that a text names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dates {
    /// 发布, 印发, 公布, 通过
    pub issued: Option<Date>,
    /// 起施行
    pub effective: Option<Date>,
    /// 自发布之日起施行
    pub at_once: bool,
}

const ISSUED: &[&str] = &[
    "发布",
    "印发",
    "公布",
    "下发",
    "颁布",
    "制定",
    "通过",
    "审议通过",
];
const IN_FORCE: &[&str] = &["施行", "实施", "执行", "生效"];

/// The days in a text without blanks.
pub fn dates(bare: &str) -> Dates {
    let mut out = Dates::default();
    for (at, _) in bare.match_indices('年') {
        let Some((day, end)) = day_around(bare, at) else {
            continue;
        };
        let after = &bare[end..];
        let clause = after
            .split(['，', '。', '；', '、', '）', ',', ')'])
            .next()
            .unwrap_or("");
        let near: String = clause.chars().take(24).collect();
        let begins = |words: &[&str]| {
            words
                .iter()
                .any(|word| near.trim_start_matches('起').starts_with(word))
        };
        let has = |words: &[&str]| words.iter().any(|word| near.contains(word));
        if begins(IN_FORCE) || near.starts_with('起') && has(IN_FORCE) {
            out.effective = out.effective.or(Some(day));
        } else if begins(ISSUED) || has(&["通过", "印发", "发布", "公布"]) {
            out.issued = out.issued.or(Some(day));
        }
    }
    let at_once = ["发布", "印发", "公布", "下发", "颁布"];
    out.at_once = at_once.iter().any(|word| {
        IN_FORCE
            .iter()
            .any(|force| bare.contains(&format!("{word}之日起{force}")))
    });
    if out == Dates::default() {
        out.issued = day(bare.trim_matches(['（', '）', '(', ')']));
    }
    out
}

/// Whether a line below a title says nothing but when it was issued and from when it holds, so
/// that the keys say it all.
pub fn is_dates_only(bare: &str) -> bool {
    let mut rest = bare.trim_matches(['（', '）', '(', ')']).to_owned();
    if !rest.contains('年') {
        return false;
    }
    for word in [
        "发布", "印发", "公布", "施行", "实施", "自", "起", "，", ",", "、",
    ] {
        rest = rest.replace(word, "");
    }
    let date = |c: char| c.is_ascii_digit() || "年月日〇○零一二三四五六七八九十".contains(c);
    rest.chars().all(date)
}

/// The day that is all of a text.
pub fn day(bare: &str) -> Option<Date> {
    let (day, end) = day_around(bare, bare.find('年')?)?;
    (end == bare.len()).then_some(day)
}

/// The day whose 年 stands at `at`, and where it ends.
fn day_around(text: &str, at: usize) -> Option<(Date, usize)> {
    let digit = |c: char| match c {
        '0'..='9' => Some(c as i64 - '0' as i64),
        '０'..='９' => Some(c as i64 - '０' as i64),
        '○' => Some(0),
        c => "〇一二三四五六七八九"
            .chars()
            .position(|d| d == c)
            .or((c == '零').then_some(0))
            .and_then(|d| i64::try_from(d).ok()),
    };
    let mut digits: Vec<i64> = Vec::new();
    for c in text[..at].chars().rev().take(4) {
        digits.push(digit(c)?);
    }
    let year = digits.iter().rev().fold(0, |sum, d| sum * 10 + d);
    if digits.len() != 4 || !(1900..2200).contains(&year) {
        return None;
    }
    let small = |from: usize, unit: &str| {
        let rest = text.get(from..)?;
        let end = rest.find(unit)?;
        let shown = &rest[..end];
        let number = match crate::model::number::parse_chinese_number(shown) {
            Some(number) => i64::from(number),
            None => {
                let mut all = shown.chars();
                let sum = all.try_fold(0, |sum: i64, c| Some(sum.checked_mul(10)? + digit(c)?));
                sum.filter(|_| !shown.is_empty() && shown.chars().count() <= 2)?
            }
        };
        Some((number, from + end + unit.len()))
    };
    let (month, next) = small(at + '年'.len_utf8(), "月")?;
    let (day, end) = small(next, "日").or_else(|| small(next, "号"))?;
    let date = Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )?;
    Some((date, end))
}

/// Who interprets it, in the words of the text: 由某某负责解释.
pub fn interpreter(bare: &str) -> Option<&str> {
    for sentence in bare.split(['。', '；', '，', ';', ',']) {
        let Some((before, _)) = sentence.split_once("负责解释") else {
            continue;
        };
        let (subject, who) = before.rsplit_once('由')?;
        return (!subject.contains('《') && !who.is_empty()).then_some(who);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_figures_and_in_characters() {
        let date = |y, m, d| Date::new(y, m, d);
        for (text, issued, effective, at_once) in [
            (
                "（2012年7月10日发布，2012年7月15日起施行）",
                date(2012, 7, 10),
                date(2012, 7, 15),
                false,
            ),
            ("（二〇一二年七月十日印发）", date(2012, 7, 10), None, false),
            (
                "本办法自2012年7月15日起施行。",
                None,
                date(2012, 7, 15),
                false,
            ),
            (
                "本办法自二○一二年十一月二十日起实施。",
                None,
                date(2012, 11, 20),
                false,
            ),
            ("本办法自发布之日起施行。", None, None, true),
            ("2012年7月10日", date(2012, 7, 10), None, false),
            (
                "（2012年7月10日镇党政联席会议通过）",
                date(2012, 7, 10),
                None,
                false,
            ),
            ("2012年2月30日印发", None, None, false),
        ] {
            let wanted = Dates {
                issued,
                effective,
                at_once,
            };
            assert_eq!(dates(text), wanted, "{text}");
        }
        assert!(is_dates_only("（2012年7月10日发布，2012年7月15日起施行）"));
        assert!(!is_dates_only("（2012年7月10日镇党政联席会议通过）"));
        assert_eq!(interpreter("本办法由镇纪委负责解释。"), Some("镇纪委"));
        assert_eq!(interpreter("《某办法》由镇纪委负责解释"), None);
    }
}
