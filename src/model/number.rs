//! Numbers in the Chinese form that chapters and articles carry.

/// 一, 十二, 二十, 一百零五: the number in the form that chapters and articles carry, up to
/// 9999 (GB/T 15835 4.2).
pub fn chinese_number(number: u16) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    const UNITS: [(u16, &str); 4] = [(1000, "千"), (100, "百"), (10, "十"), (1, "")];
    if number == 0 {
        return DIGITS[0].into();
    }
    let mut out = String::new();
    let mut rest = number;
    let mut gap = false;
    for (value, unit) in UNITS {
        let digit = rest / value;
        rest %= value;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
            gap = false;
        }
        // 十二, not 一十二, at the head of a number.
        if !(value == 10 && digit == 1 && out.is_empty()) {
            out.push_str(DIGITS[usize::from(digit.min(9))]);
        }
        out.push_str(unit);
    }
    out
}

/// ① to ⑳, the label of the lowest items; beyond them the figure by itself.
pub fn circled(number: u16) -> String {
    let c = char::from_u32('①' as u32 + u32::from(number).saturating_sub(1));
    match c.filter(|_| (1..=20).contains(&number)) {
        Some(c) => c.to_string(),
        None => number.to_string(),
    }
}

/// The number of ① to ⑳.
pub fn parse_circled(c: char) -> Option<u16> {
    let of = u16::try_from((c as u32).checked_sub('①' as u32)? + 1).ok()?;
    (of <= 20).then_some(of)
}

/// Reads what [`chinese_number`] writes.
pub fn parse_chinese_number(text: &str) -> Option<u16> {
    let (mut total, mut digit) = (0u32, 0u32);
    let mut any = false;
    for c in text.chars() {
        any = true;
        match c {
            '零' | '〇' => digit = 0,
            '一'..='龥' => match "一二三四五六七八九".chars().position(|d| d == c) {
                Some(i) => digit = i as u32 + 1,
                None => {
                    let unit = match c {
                        '十' => 10,
                        '百' => 100,
                        '千' => 1000,
                        _ => return None,
                    };
                    // A text may hold any run of these.
                    total = total.saturating_add(if digit == 0 && unit == 10 {
                        10
                    } else {
                        digit * unit
                    });
                    digit = 0;
                }
            },
            _ => return None,
        }
    }
    u16::try_from(total.saturating_add(digit))
        .ok()
        .filter(|&n| any && n > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_back_as_they_were_written() {
        for n in 1..=9999 {
            assert_eq!(
                parse_chinese_number(&chinese_number(n)),
                Some(n),
                "{}",
                chinese_number(n)
            );
        }
        assert_eq!(chinese_number(12), "十二");
        assert_eq!(chinese_number(20), "二十");
        assert_eq!(chinese_number(105), "一百零五");
        assert_eq!(chinese_number(110), "一百一十");
        assert_eq!(chinese_number(2012), "二千零一十二");
        assert_eq!(parse_chinese_number("二条"), None);
        assert_eq!(parse_chinese_number(""), None);
    }
}
