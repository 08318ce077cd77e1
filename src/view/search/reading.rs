//! How Chinese characters are read: what is typed in letters finds what is written in characters.

use pinyin::ToPinyinMulti;
use std::collections::{BTreeMap, BTreeSet};

/// The readings of each character of `texts` that has any, without tones, the commonest first
/// and parted by a space: 长 is `chang zhang`.
pub fn readings<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeMap<char, String> {
    let characters: BTreeSet<char> = texts.flat_map(str::chars).collect();
    let read = |c: char| {
        let mut all: Vec<&str> = Vec::new();
        for reading in c.to_pinyin_multi()? {
            // Tones are not typed; what differs in them alone is one reading here.
            let plain = reading.plain();
            if !all.contains(&plain) {
                all.push(plain);
            }
        }
        // ü is typed as v.
        Some((c, all.join(" ").replace('ü', "v")))
    };
    characters.into_iter().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_has_all_its_readings_each_once() {
        let all = readings(["财长行女", "ab，财"].into_iter());
        let of = |c| all.get(&c).map_or("", String::as_str);
        assert_eq!(of('财'), "cai");
        assert!(of('长').split(' ').any(|r| r == "zhang"), "{}", of('长'));
        assert!(of('长').split(' ').any(|r| r == "chang"), "{}", of('长'));
        assert!(of('行').split(' ').any(|r| r == "hang"), "{}", of('行'));
        assert!(of('女').split(' ').any(|r| r == "nv"), "{}", of('女'));
        assert_eq!(all.len(), 4, "what is no character has no reading");
    }
}
