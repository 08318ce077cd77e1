//! The items of a text that lists them.

/// The items of a text that lists them: lines, or 1. 2. 3. and （1）（2） and ①②.
pub(super) fn items(text: &str) -> Vec<String> {
    let lines = text.lines().flat_map(numbered);
    let clean = lines.map(|line| {
        let line = line.trim();
        let line = after_number(line).unwrap_or(line);
        line.trim()
            .trim_end_matches(['；', ';', '。', '，'])
            .to_owned()
    });
    clean.filter(|line| !line.is_empty()).collect()
}

/// A line parted before each of its numbers, where they count from one.
fn numbered(line: &str) -> Vec<String> {
    let characters: Vec<char> = line.chars().collect();
    let mut out = Vec::new();
    let mut from = 0;
    let mut wanted = 1;
    let mut at = 0;
    while at < characters.len() {
        let rest: String = characters[at..].iter().take(8).collect();
        if number_of(&rest) == Some(wanted) {
            if wanted > 1 {
                out.push(characters[from..at].iter().collect());
                from = at;
            } else if at > 0 {
                // What stands before the first number is a text of its own.
                out.push(characters[..at].iter().collect());
                from = at;
            }
            wanted += 1;
        }
        at += 1;
    }
    out.push(characters[from..].iter().collect());
    match wanted {
        // One number alone counts nothing: 1. at the head is cut by `after_number`.
        1 | 2 => vec![line.to_owned()],
        _ => out,
    }
}

/// The number that a text begins with: 1. 1、 （1） ① 一、
fn number_of(text: &str) -> Option<u32> {
    let mut characters = text.chars().peekable();
    let first = *characters.peek()?;
    if ('①'..='⑳').contains(&first) {
        return Some(first as u32 - '①' as u32 + 1);
    }
    if ('⑴'..='⒇').contains(&first) {
        return Some(first as u32 - '⑴' as u32 + 1);
    }
    if ('⒈'..='⒛').contains(&first) {
        return Some(first as u32 - '⒈' as u32 + 1);
    }
    let open = "（(".contains(first);
    if open {
        characters.next();
    }
    let mut number = 0;
    let mut digits = 0;
    while let Some(digit) = characters.peek().and_then(|c| c.to_digit(10)) {
        number = number * 10 + digit;
        digits += 1;
        characters.next();
        if digits > 2 {
            return None;
        }
    }
    if digits == 0 {
        let c = characters.next()?;
        number = "一二三四五六七八九十"
            .chars()
            .position(|known| known == c)? as u32
            + 1;
    }
    let end = characters.next()?;
    let closes = if open {
        "）)".contains(end)
    } else {
        "、．.)）".contains(end)
    };
    // 1.5 is a number of another kind.
    let more = characters.next().is_some_and(|c| c.is_ascii_digit());
    (closes && !(end == '.' && more)).then_some(number)
}

/// What follows a number that a text begins with.
fn after_number(text: &str) -> Option<&str> {
    number_of(text)?;
    let first = text.chars().next()?;
    if first as u32 >= 0x2460 && (first as u32) < 0x249C {
        return Some(&text[first.len_utf8()..]);
    }
    let end = text
        .char_indices()
        .find(|(at, c)| *at > 0 && "、．.)）".contains(*c))?;
    Some(&text[end.0 + end.1.len_utf8()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_measures_are_parted_whatever_their_numbers() {
        let cases = [
            ("1.加强学习；2.定期检查。", vec!["加强学习", "定期检查"]),
            ("①甲；②乙", vec!["甲", "乙"]),
            ("（1）甲\n（2）乙", vec!["甲", "乙"]),
            ("一、甲；二、乙；", vec!["甲", "乙"]),
            (
                "金额在1.5万元以上的，集体研究",
                vec!["金额在1.5万元以上的，集体研究"],
            ),
            ("1、只有一条", vec!["只有一条"]),
            ("两人以上；三人以下", vec!["两人以上；三人以下"]),
        ];
        for (text, wanted) in cases {
            assert_eq!(items(text), wanted, "{text}");
        }
    }
}
