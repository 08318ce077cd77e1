//! Ids from the pinyin of names: the same name has the same id in every import.

use pinyin::ToPinyin;

/// An id has at most so many letters of its name.
const LONGEST: usize = 24;

/// The first letters of a name's pinyin: 廉政风险评估预警暂行办法 is `lzfxpgyjzxbf`.
pub fn id(name: &str, otherwise: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        let letter = match c.to_pinyin() {
            Some(reading) => reading.plain().chars().next(),
            None => Some(c.to_ascii_lowercase()),
        };
        out.extend(letter.filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit()));
        if out.len() >= LONGEST {
            break;
        }
    }
    if out.starts_with(|c: char| c.is_ascii_lowercase()) {
        out
    } else {
        format!("{otherwise}{out}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_first_letters_of_a_name() {
        assert_eq!(id("廉政风险评估预警暂行办法", "r"), "lzfxpgyjzxbf");
        assert_eq!(id("2012年规则（A）", "r"), "r2012ngza");
        assert_eq!(id("……", "r"), "r");
    }
}
