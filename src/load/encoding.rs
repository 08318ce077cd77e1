//! What a file's bytes are, so that one saved in another encoding is named, not only refused.

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

/// A file's text.
pub(crate) enum Decoded {
    Utf8(String),
    /// In another encoding, named as editors do.
    Other {
        text: String,
        encoding: &'static str,
    },
    /// UTF-8 with bytes that are none, U+FFFD in their stead, and the place of the first.
    Damaged {
        text: String,
        bad_byte: usize,
    },
}

/// Reads `bytes`, whatever they are.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    for (mark, encoding, name) in [
        (
            &b"\xFF\xFE"[..],
            UTF_16LE,
            "UTF-16 LE（记事本里叫 Unicode）",
        ),
        (
            b"\xFE\xFF",
            UTF_16BE,
            "UTF-16 BE（记事本里叫 Unicode big endian）",
        ),
    ] {
        // The mark of UTF-32 begins with that of UTF-16.
        if bytes.starts_with(mark) && !bytes.starts_with(b"\xFF\xFE\0\0") {
            return other(&bytes[mark.len()..], encoding, name);
        }
    }
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return utf32(bytes);
    }
    match zeros(bytes) {
        Some(1) => return other(bytes, UTF_16LE, "UTF-16 LE"),
        Some(_) => return other(bytes, UTF_16BE, "UTF-16 BE"),
        None => {}
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let bad_byte = match std::str::from_utf8(bytes) {
        Ok(text) => return Decoded::Utf8(text.to_owned()),
        Err(error) => error.valid_up_to(),
    };
    if let Some((encoding, name)) = utf16_by_its_characters(bytes) {
        return other(bytes, encoding, name);
    }
    let text = String::from_utf8_lossy(bytes).into_owned();
    let bad = text
        .chars()
        .filter(|&c| c == char::REPLACEMENT_CHARACTER)
        .count();
    let foreign = text.chars().filter(|c| !c.is_ascii()).count();
    // Chinese in GBK is hardly ever UTF-8 by chance; a UTF-8 file with a few bad bytes is.
    if bad * 4 > foreign {
        let (gb, had_errors) = GB18030.decode_without_bom_handling(bytes);
        if !had_errors {
            return Decoded::Other {
                text: gb.into_owned(),
                encoding: "GBK（GB18030，记事本里叫 ANSI）",
            };
        }
    }
    Decoded::Damaged { text, bad_byte }
}

fn other(bytes: &[u8], encoding: &'static Encoding, name: &'static str) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded::Other {
        text: text.into_owned(),
        encoding: name,
    }
}

fn utf32(bytes: &[u8]) -> Decoded {
    let little = bytes.starts_with(b"\xFF\xFE");
    let words = bytes[4..].chunks_exact(4).map(|word| {
        let word = [word[0], word[1], word[2], word[3]];
        let code = if little {
            u32::from_le_bytes(word)
        } else {
            u32::from_be_bytes(word)
        };
        char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
    });
    Decoded::Other {
        text: words.collect(),
        encoding: "UTF-32",
    }
}

/// Which byte of a pair is zero again and again, as in UTF-16 without a mark: every quote, key
/// and line end has one.
fn zeros(bytes: &[u8]) -> Option<usize> {
    const LOOKED_AT: usize = 4096;
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let zeros_at = |parity: usize| {
        let each = head.iter().skip(parity).step_by(2);
        each.filter(|&&byte| byte == 0).count()
    };
    let (even, odd) = (zeros_at(0), zeros_at(1));
    let (parity, most, least) = if odd > even {
        (1, odd, even)
    } else {
        (0, even, odd)
    };
    (bytes.len().is_multiple_of(2) && most * 50 > head.len() && least * 10 <= most)
        .then_some(parity)
}

/// Running Chinese text in UTF-16 without a mark has few zeros; but nearly all of its units are
/// then Chinese, which they are in no other reading of the bytes.
fn utf16_by_its_characters(bytes: &[u8]) -> Option<(&'static Encoding, &'static str)> {
    const LOOKED_AT: usize = 8192;
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let share = |unit: fn([u8; 2]) -> u16| {
        let units = head.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        units
            .filter(|unit| matches!(unit, 9..=13 | 0x20..=0x7E | 0x3000..=0x303F | 0x4E00..=0x9FFF | 0xFF00..=0xFFEF))
            .count()
    };
    let (little, big) = (share(u16::from_le_bytes), share(u16::from_be_bytes));
    let most = little.max(big);
    if !bytes.len().is_multiple_of(2) || head.len() < 16 || most * 20 < head.len() * 9 {
        return None;
    }
    Some(if little > big {
        (UTF_16LE, "UTF-16 LE")
    } else {
        (UTF_16BE, "UTF-16 BE")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(bytes: &[u8]) -> (&'static str, String) {
        match decode(bytes) {
            Decoded::Utf8(text) => ("UTF-8", text),
            Decoded::Other { text, encoding } => (encoding, text),
            Decoded::Damaged { text, .. } => ("damaged", text),
        }
    }

    fn utf16(text: &str, bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn an_encoding_is_known_by_its_bytes() {
        let text = "[unit]\nname = \"清泉镇\"\ntitle = \"廉政风险防控制度汇编\"\n";
        let (le, be) = (utf16(text, u16::to_le_bytes), utf16(text, u16::to_be_bytes));
        let gb = GB18030.encode(text).0.into_owned();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        let utf32: Vec<u8> = text
            .chars()
            .flat_map(|c| (c as u32).to_le_bytes())
            .collect();
        for (bytes, wanted) in [
            (text.as_bytes().to_vec(), "UTF-8"),
            (marked(b"\xEF\xBB\xBF", text.as_bytes()), "UTF-8"),
            (marked(b"\xFF\xFE", &le), "UTF-16 LE（记事本里叫 Unicode）"),
            (
                marked(b"\xFE\xFF", &be),
                "UTF-16 BE（记事本里叫 Unicode big endian）",
            ),
            (le, "UTF-16 LE"),
            (be, "UTF-16 BE"),
            (marked(b"\xFF\xFE\0\0", &utf32), "UTF-32"),
            (gb, "GBK（GB18030，记事本里叫 ANSI）"),
        ] {
            let (encoding, read) = name(&bytes);
            assert_eq!((encoding, read.as_str()), (wanted, text));
        }
    }

    #[test]
    fn running_text_in_utf_16_needs_no_mark() {
        let text = "为了防控廉政风险，制定本办法。本办法适用于各科室。".repeat(9);
        let (le, be) = (
            utf16(&text, u16::to_le_bytes),
            utf16(&text, u16::to_be_bytes),
        );
        let gb = GB18030.encode(&text).0.into_owned();
        assert_eq!(name(&le), ("UTF-16 LE", text.clone()));
        assert_eq!(name(&be), ("UTF-16 BE", text.clone()));
        assert_eq!(name(&gb), ("GBK（GB18030，记事本里叫 ANSI）", text.clone()));
        let mut damaged = text.into_bytes();
        damaged[10] = 0xFF;
        assert_eq!(name(&damaged).0, "damaged");
    }

    #[test]
    fn a_few_bad_bytes_leave_it_utf_8() {
        let mut bytes = "name = \"清泉镇财政所\"\n".as_bytes().to_vec();
        bytes[9] = 0xFF;
        assert_eq!(name(&bytes).0, "damaged");
        bytes.truncate(12);
        assert_eq!(name(&bytes).0, "damaged");
        for odd in [
            &b""[..],
            b"\0",
            b"\0\0",
            b"\xFF\xFE",
            b"\xFF",
            b"\xFF\xFEa",
            b"a\0b\0c",
        ] {
            name(odd);
        }
    }
}
