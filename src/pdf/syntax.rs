//! Objects of a PDF as bytes (ISO 32000-1 7.3).

use lopdf::Object;

/// The number of an indirect object; all are of generation 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Id(pub u32);

/// The entries of a dictionary that is being written.
pub struct Dict<'a>(&'a mut Vec<u8>);

/// A dictionary.
pub fn dict(out: &mut Vec<u8>, entries: impl FnOnce(&mut Dict)) {
    out.extend(b"<<");
    entries(&mut Dict(out));
    out.extend(b">>");
}

impl Dict<'_> {
    /// An entry whose value is written by hand.
    pub fn entry(&mut self, key: &str) -> &mut Vec<u8> {
        name(self.0, key.as_bytes());
        self.0.push(b' ');
        self.0
    }

    /// `/Type /Page`.
    pub fn name(&mut self, key: &str, value: &str) {
        name(self.0, key.as_bytes());
        name(self.0, value.as_bytes());
    }

    /// `/Count 3`.
    pub fn int(&mut self, key: &str, value: i64) {
        int(self.entry(key), value);
    }

    /// `/Parent 2 0 R`.
    pub fn reference(&mut self, key: &str, value: Id) {
        reference(self.entry(key), value);
    }

    /// Text for people.
    pub fn text(&mut self, key: &str, value: &str) {
        text(self.entry(key), value);
    }

    /// A string of bytes.
    pub fn string(&mut self, key: &str, value: &[u8]) {
        string(self.entry(key), value);
    }

    /// A dictionary within.
    pub fn dict(&mut self, key: &str, entries: impl FnOnce(&mut Dict)) {
        dict(self.entry(key), entries);
    }

    /// `/Kids [3 0 R 4 0 R]`.
    pub fn references(&mut self, key: &str, values: impl IntoIterator<Item = Id>) {
        references(self.entry(key), values);
    }

    /// An array of numbers, as they are.
    pub fn numbers(&mut self, key: &str, values: &[f32]) {
        numbers(self.entry(key), values);
    }
}

/// `[3 0 R 4 0 R]`.
pub fn references(out: &mut Vec<u8>, values: impl IntoIterator<Item = Id>) {
    out.push(b'[');
    for (k, value) in values.into_iter().enumerate() {
        if k > 0 {
            out.push(b' ');
        }
        reference(out, value);
    }
    out.push(b']');
}

/// `[0 0 595.27563 841.88977]`.
pub fn numbers(out: &mut Vec<u8>, values: &[f32]) {
    out.push(b'[');
    for (k, value) in values.iter().enumerate() {
        if k > 0 {
            out.push(b' ');
        }
        real(out, *value);
    }
    out.push(b']');
}

/// `3 0 R`.
pub fn reference(out: &mut Vec<u8>, Id(id): Id) {
    int(out, id.into());
    out.extend(b" 0 R");
}

/// A name; what is not a regular character stands as `#` with its number (7.3.5).
pub fn name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) {
            out.push(byte);
        } else {
            const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
            let digit = |part: u8| DIGITS[usize::from(part)];
            out.extend([b'#', digit(byte >> 4), digit(byte & 15)]);
        }
    }
}

/// Text for people: ASCII as it stands, else UTF-16 with its mark (7.9.2.2).
pub fn text(out: &mut Vec<u8>, text: &str) {
    if text.is_ascii() {
        return string(out, text.as_bytes());
    }
    out.push(b'(');
    for unit in std::iter::once(0xfeff).chain(text.encode_utf16()) {
        for byte in unit.to_be_bytes() {
            string_byte(out, byte);
        }
    }
    out.push(b')');
}

/// A string of bytes.
pub fn string(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'(');
    for &byte in bytes {
        string_byte(out, byte);
    }
    out.push(b')');
}

/// A byte within a string; a bare carriage return would be read as a line feed (7.3.4.2).
pub fn string_byte(out: &mut Vec<u8>, byte: u8) {
    match byte {
        b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
        b'\r' => out.extend(b"\\r"),
        _ => out.push(byte),
    }
}

/// A whole number.
pub fn int(out: &mut Vec<u8>, value: i64) {
    if value < 0 {
        out.push(b'-');
    }
    digits(out, value.unsigned_abs(), 1);
}

/// A number with the digits that tell it from all others.
pub fn real(out: &mut Vec<u8>, value: f32) {
    // PDF has no word for what is not a number, nor for the infinite.
    let value = if value.is_finite() { value } else { 0.0 };
    out.extend(value.to_string().bytes());
}

/// A number with at most so many decimals, as few as it needs.
pub fn number(out: &mut Vec<u8>, value: f32, decimals: u32) {
    let scale = 10_u64.pow(decimals);
    // Saturates; a number that is none becomes 0.
    let scaled = (f64::from(value) * scale as f64).round() as i64;
    if scaled < 0 {
        out.push(b'-');
    }
    let scaled = scaled.unsigned_abs();
    digits(out, scaled / scale, 1);
    let (mut rest, mut places) = (scaled % scale, decimals as usize);
    if rest > 0 {
        while rest % 10 == 0 {
            rest /= 10;
            places -= 1;
        }
        out.push(b'.');
        digits(out, rest, places);
    }
}

/// Decimal digits, at least so many.
fn digits(out: &mut Vec<u8>, mut value: u64, least: usize) {
    let mut buffer = [b'0'; 20];
    let mut at = buffer.len();
    while value > 0 || buffer.len() - at < least {
        at -= 1;
        buffer[at] = b'0' + (value % 10) as u8;
        value /= 10;
    }
    out.extend(&buffer[at..]);
}

/// An object of lopdf, its references under the numbers they have in our file. Streams are
/// not objects of this kind.
pub fn object(out: &mut Vec<u8>, object: &Object, renumbered: &impl Fn(lopdf::ObjectId) -> Id) {
    match object {
        Object::Null | Object::Stream(_) => out.extend(b"null"),
        Object::Boolean(true) => out.extend(b"true"),
        Object::Boolean(false) => out.extend(b"false"),
        Object::Integer(value) => int(out, *value),
        Object::Real(value) => real(out, *value),
        Object::Name(value) => name(out, value),
        Object::String(bytes, _) => string(out, bytes),
        Object::Reference(id) => reference(out, renumbered(*id)),
        Object::Dictionary(entries) => dict(out, |dict| {
            for (key, value) in entries {
                let key = String::from_utf8_lossy(key);
                self::object(dict.entry(&key), value, renumbered);
            }
        }),
        Object::Array(items) => {
            out.push(b'[');
            for (k, item) in items.iter().enumerate() {
                if k > 0 {
                    out.push(b' ');
                }
                self::object(out, item, renumbered);
            }
            out.push(b']');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).expect("ASCII")
    }

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        for (value, shown) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (0.5, "0.5"),
            (-0.25, "-0.25"),
            (841.89, "841.89"),
            (0.001, "0.001"),
            (0.0004, "0"),
            (-0.0004, "0"),
            (15.750_4, "15.75"),
            (9.9996, "10"),
            (f32::NAN, "0"),
            (1e30, "9223372036854775.807"),
        ] {
            assert_eq!(written(|out| number(out, value, 3)), shown, "{value}");
        }
        assert_eq!(written(|out| real(out, 62.362_207)), "62.362206");
        assert_eq!(written(|out| real(out, f32::INFINITY)), "0");
        assert_eq!(written(|out| int(out, -120)), "-120");
        assert_eq!(written(|out| int(out, i64::MIN)), i64::MIN.to_string());
    }

    /// Whatever stands in it, lopdf reads a string and a name back as they were.
    #[test]
    fn strings_and_names_are_read_back() {
        let all: Vec<u8> = (0..=255).chain(*b"((\r\n)\\)").collect();
        let mut content = Vec::new();
        string(&mut content, &all);
        content.push(b' ');
        name(&mut content, &all[1..]);
        content.push(b' ');
        text(&mut content, "第一条（甲）🀄");
        content.extend(b" Tj");
        let content = lopdf::content::Content::decode(&content).expect("an operator");
        let [bytes, name, text] = content.operations[0].operands.as_slice() else {
            panic!("{content:?}");
        };
        assert_eq!(bytes.as_str().expect("a string"), all);
        assert_eq!(name.as_name().expect("a name"), &all[1..]);
        let text = lopdf::decode_text_string(text).expect("text");
        assert_eq!(text, "第一条（甲）🀄");
    }
}
