//! Which characters a text may hold: asked before the text is read, for most rules on marks want
//! one that few texts have, and the texts of a large unit fit in no cache.

/// A set that knows of each character whether it is certainly not in it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Signs([u64; 4]);

impl Signs {
    /// Of those characters.
    pub fn of(chars: impl IntoIterator<Item = char>) -> Self {
        let mut signs = Self::default();
        for c in chars {
            let bit = bit(c);
            signs.0[bit / 64] |= 1 << (bit % 64);
        }
        signs
    }

    /// Whether it may have one of those in `other`.
    pub fn may_share(self, other: Self) -> bool {
        self.0
            .iter()
            .zip(other.0)
            .any(|(own, other)| own & other != 0)
    }
}

/// Its place in a set. Full-width digits and letters have one of their own, and half-width ones
/// two: whoever asks for one of them asks for all.
fn bit(c: char) -> usize {
    const OWN: usize = 3;
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' => 0,
        '0'..='9' => 1,
        'A'..='Z' | 'a'..='z' => 2,
        // What is left of a product spreads neighbours apart.
        c => OWN + ((c as u32).wrapping_mul(0x9E37_79B1) >> 16) as usize % (256 - OWN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_a_text_is_never_denied() {
        let text: Vec<char> = "各站所（14个）应当在2013年3月底以前，报“镇纪委”备案……１２％ AbＸ×"
            .chars()
            .collect();
        let signs = Signs::of(text.iter().copied());
        for c in text {
            assert!(signs.may_share(Signs::of([c])), "{c}");
        }
    }

    #[test]
    fn few_marks_are_taken_for_others() {
        let marks: Vec<char> = "，。、；：？！（）《》〈〉“”‘’〔〕【】—…·～-,;:?!.()<>"
            .chars()
            .collect();
        let taken = |a: char| {
            marks
                .iter()
                .filter(|b| Signs::of([a]).may_share(Signs::of([**b])))
                .count()
                - 1
        };
        let all: usize = marks.iter().map(|&a| taken(a)).sum();
        assert!(all <= marks.len() / 2, "{all}");
        let names = [
            "财政所",
            "派出所",
            "国土资源所",
            "农业服务中心",
            "会计",
            "出纳",
            "镇长",
            "村官",
        ];
        let with_comma = |name: &&&str| Signs::of(name.chars()).may_share(Signs::of(['、']));
        assert!(names.iter().filter(with_comma).count() <= 1);
    }
}
