//! How much two texts have in common, as a share from 0 to 1: so that what was given another id or
//! number is known again by its content.

/// A text as pairs of neighbouring characters, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Content {
    pairs: Vec<(char, char)>,
    /// The text itself.
    pub text: String,
}

impl Content {
    pub fn new(text: String) -> Self {
        let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        let mut pairs: Vec<(char, char)> = chars.windows(2).map(|two| (two[0], two[1])).collect();
        if pairs.is_empty() {
            pairs.extend(chars.first().map(|&only| (only, only)));
        }
        pairs.sort_unstable();
        Self { pairs, text }
    }

    /// The share of pairs that both have (Dice's coefficient); of two empty texts none.
    pub fn share(&self, other: &Self) -> f32 {
        let (a, b) = (&self.pairs, &other.pairs);
        let whole = a.len() + b.len();
        if whole == 0 {
            return 0.0;
        }
        let (mut i, mut j, mut both) = (0, 0, 0);
        while i < a.len() && j < b.len() {
            match a[i].cmp(&b[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    both += 1;
                    i += 1;
                    j += 1;
                }
            }
        }
        2.0 * both as f32 / whole as f32
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::Content;

    #[test]
    fn alike_is_what_shares_most_of_its_words() {
        let content = |text: &str| Content::new(text.to_owned());
        let whole = content("固定资产账每半年核对，账物相符");
        assert!(whole.share(&content("固定资产账定期核对，账物相符")) > 0.7);
        assert!(whole.share(&content("罚缴分离、当日入账")) < 0.2);
        assert_eq!(content("").share(&content("")), 0.0);
    }
}
