//! Blanks around numbers.

use super::Class;

/// A text as pages set it: without the blanks that a line of a terminal has between Chinese
/// characters and digits. In print none is set there (CLREQ leaves it to the house), and what
/// stands on a screen and on paper is the same.
pub fn closed(text: &str) -> String {
    let is_han = |c: char| Class::of(c) == Class::Han || "（）".contains(c);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let sides = (out.chars().next_back(), rest.peek().copied());
        let gap = match sides {
            (Some(a), Some(b)) => {
                (is_han(a) && b.is_ascii_digit()) || (a.is_ascii_digit() && is_han(b))
            }
            _ => false,
        };
        if c != ' ' || !gap {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::closed;

    #[test]
    fn only_blanks_between_characters_and_digits_go() {
        assert_eq!(closed("镇纪委（10 个站所）"), "镇纪委（10个站所）");
        assert_eq!(closed("自报 2013年1月5日"), "自报2013年1月5日");
        assert_eq!(closed("得 5 分，4 到 5 分"), "得5分，4到5分");
        assert_eq!(closed("A 5 B　第 x 步 3"), "A 5 B　第 x 步3");
        assert_eq!(closed(" 5 "), " 5 ");
    }
}
