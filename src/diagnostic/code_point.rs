//! Code points that nobody sees, that drive a terminal, or that only look like others.

use std::borrow::Cow;

/// What is odd about a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// A control character.
    Control,
    /// Nothing is seen where it stands.
    Invisible,
    /// It turns the direction of the text around it, so that one reads what is not written.
    Direction,
    /// It breaks a line without being a line's end.
    LineBreak,
    /// It stands for a character that was lost when the text was converted.
    Lost,
    /// It asks for a variant of the character before it.
    Variation,
    /// It means what each machine's own fonts make of it.
    Private,
    /// A blank that is no space.
    Blank,
    /// It looks like a Chinese character and is none: ⼋ for 八.
    Radical,
    /// A second code for a Chinese character, kept for old encodings.
    Compatibility,
}

/// What is odd about `c`, wherever it stands.
pub fn oddity(c: char) -> Option<Oddity> {
    Some(match c {
        '\t' | '\n' | '\r' => return None,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Oddity::Control,
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2064}'
        | '\u{206a}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e007f}' => Oddity::Invisible,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Oddity::Direction
        }
        '\u{2028}' | '\u{2029}' => Oddity::LineBreak,
        '\u{fffc}' | '\u{fffd}' | '\u{fdd0}'..='\u{fdef}' => Oddity::Lost,
        c if c as u32 & 0xFFFE == 0xFFFE => Oddity::Lost,
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => Oddity::Variation,
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => Oddity::Private,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => Oddity::Blank,
        '\u{2e80}'..='\u{2eff}' | '\u{2f00}'..='\u{2fdf}' => Oddity::Radical,
        // Twelve of the block are characters of their own.
        '\u{fa0e}'
        | '\u{fa0f}'
        | '\u{fa11}'
        | '\u{fa13}'
        | '\u{fa14}'
        | '\u{fa1f}'
        | '\u{fa21}'
        | '\u{fa23}'
        | '\u{fa24}'
        | '\u{fa27}'..='\u{fa29}' => return None,
        '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => Oddity::Compatibility,
        _ => return None,
    })
}

/// Whether a character shows nothing and so ends no word: a blank does, an invisible does not.
pub fn hidden(c: char) -> bool {
    matches!(
        oddity(c),
        Some(
            Oddity::Control
                | Oddity::Invisible
                | Oddity::Direction
                | Oddity::LineBreak
                | Oddity::Variation
        )
    )
}

/// `U+202E`.
pub fn name(c: char) -> String {
    format!("U+{:04X}", c as u32)
}

/// Text in which every odd character is written as ‹U+202E›, for reports that people read.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| oddity(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match oddity(c) {
            Some(_) => out.push_str(&format!("‹{}›", name(c))),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// A JSON document in which every odd character is an escape. Outside of strings a document
/// has none, so that its meaning stays.
pub fn escaped_json(json: &str) -> Cow<'_, str> {
    if !json.chars().any(|c| oddity(c).is_some()) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len());
    let mut units = [0; 2];
    for c in json.chars() {
        match oddity(c) {
            Some(_) => {
                for unit in c.encode_utf16(&mut units) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_characters_are_named_and_others_stand() {
        let text = "按照第⼋⼗条\u{202e}，\u{200b}\u{e0001}\u{1b}[31m　全角Ａ（）\t\n";
        let shown = visible(text);
        assert_eq!(
            shown,
            "按照第‹U+2F0B›‹U+2F17›条‹U+202E›，‹U+200B›‹U+E0001›‹U+001B›[31m　全角Ａ（）\t\n"
        );
        assert!(matches!(visible("财政所，“”——…￥①㎡"), Cow::Borrowed(_)));
    }

    #[test]
    fn an_escaped_document_means_the_same() {
        let json = serde_json::to_string("a\u{202e}\u{e0001}⼋\"\u{7f}").unwrap();
        let escaped = escaped_json(&json);
        assert_eq!(escaped, r#""a\u202e\udb40\udc01\u2f0b\"\u007f""#);
        let back: String = serde_json::from_str(&escaped).unwrap();
        assert_eq!(back, "a\u{202e}\u{e0001}⼋\"\u{7f}");
    }
}
