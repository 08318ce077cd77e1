//! Numbers in the forms that lists of Word have.

use crate::model::number::chinese_number;
use crate::text::roman;

/// A number in a form; empty for a bullet or none.
pub fn written(number: u16, form: &str) -> String {
    let one_of = |first: char, last: u16| {
        let c = char::from_u32(first as u32 + u32::from(number) - 1);
        match c.filter(|_| (1..=last).contains(&number)) {
            Some(c) => c.to_string(),
            None => number.to_string(),
        }
    };
    match form {
        "bullet" | "none" => String::new(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "koreanCounting" => chinese_number(number),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            digits(number, "〇一二三四五六七八九")
        }
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => {
            legal(&chinese_number(number))
        }
        "decimalZero" if number < 10 => format!("0{number}"),
        "decimalFullWidth" | "decimalFullWidth2" => digits(number, "０１２３４５６７８９"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => one_of('①', 20),
        "decimalEnclosedParen" => one_of('⑴', 20),
        "decimalEnclosedFullstop" => one_of('⒈', 20),
        "ideographTraditional" => nth(number, "甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => nth(number, "子丑寅卯辰巳午未申酉戌亥"),
        "upperLetter" => letters(number, b'A'),
        "lowerLetter" => letters(number, b'a'),
        "upperRoman" => roman(number.into()),
        "lowerRoman" => roman(number.into()).to_lowercase(),
        _ => number.to_string(),
    }
}

fn digits(number: u16, digits: &str) -> String {
    let all: Vec<char> = digits.chars().collect();
    let shown = number.to_string();
    shown.bytes().map(|b| all[usize::from(b - b'0')]).collect()
}

fn nth(number: u16, all: &str) -> String {
    let found = all.chars().nth(usize::from(number).wrapping_sub(1));
    found.map_or(number.to_string(), String::from)
}

fn legal(chinese: &str) -> String {
    let pairs = "零零一壹二贰三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟";
    let pairs: Vec<char> = pairs.chars().collect();
    let of = |c: char| {
        pairs
            .chunks(2)
            .find(|pair| pair[0] == c)
            .map_or(c, |pair| pair[1])
    };
    chinese.chars().map(of).collect()
}

/// a to z, then aa, bb.
fn letters(number: u16, first: u8) -> String {
    let at = number.saturating_sub(1);
    let letter = char::from(first + (at % 26) as u8);
    String::from_iter(std::iter::repeat_n(letter, usize::from(at / 26 + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_shows_them() {
        for (number, form, shown) in [
            (12, "chineseCounting", "十二"),
            (105, "chineseCountingThousand", "一百零五"),
            (12, "ideographDigital", "一二"),
            (12, "chineseLegalSimplified", "拾贰"),
            (3, "decimal", "3"),
            (3, "decimalZero", "03"),
            (3, "decimalEnclosedCircle", "③"),
            (30, "decimalEnclosedCircle", "30"),
            (2, "decimalEnclosedParen", "⑵"),
            (13, "decimalFullWidth", "１３"),
            (2, "ideographTraditional", "乙"),
            (28, "lowerLetter", "bb"),
            (14, "upperRoman", "XIV"),
            (1, "bullet", ""),
            (7, "unheard-of", "7"),
        ] {
            assert_eq!(written(number, form), shown, "{form}");
        }
    }
}
