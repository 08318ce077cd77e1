//! The words that a line is not broken inside: those of the field, and the unit's own.

use std::collections::BTreeMap;

/// Words of the field that the Unicode dictionary does not know, or cuts wrongly.
const OF_THE_FIELD: &str = include_str!("terms.txt");

/// A longer name is no word to be kept whole: a line of a table or a poster holds about so
/// many characters, and the words that the name is made of are good places to break it.
const LONGEST_CHARS: usize = 6;

/// Words by their first character.
pub struct Terms(BTreeMap<char, Vec<Vec<char>>>);

impl Terms {
    /// Those of the field.
    pub fn of_the_field() -> Self {
        let mut terms = Self(BTreeMap::new());
        terms.extend(OF_THE_FIELD.split_whitespace());
        terms
    }

    /// Adds words, such as the names of a unit's posts and bodies. Of a name with a note in
    /// brackets, or of several words, each part is one: 副镇长（农牧林） is 副镇长 and 农牧林.
    pub fn extend<'a>(&mut self, words: impl IntoIterator<Item = &'a str>) {
        let parts = words
            .into_iter()
            .flat_map(|word| word.split(|c: char| !c.is_alphanumeric()));
        for part in parts {
            let chars: Vec<char> = part.chars().collect();
            if !(2..=LONGEST_CHARS).contains(&chars.len()) {
                continue;
            }
            let alike = self.0.entry(chars[0]).or_default();
            if !alike.contains(&chars) {
                alike.push(chars);
            }
        }
    }

    /// The length of the longest word that `chars` begins with. 各 goes with the shortest word
    /// behind it: 各站所｜负责人, where 站所负责人 is a word too.
    pub(super) fn at(&self, chars: &[char]) -> Option<usize> {
        match chars {
            ['各', rest @ ..] => Some(1 + self.lengths(rest).min()?),
            _ => self.lengths(chars).max(),
        }
    }

    /// The lengths of the words that `chars` begins with.
    fn lengths<'a>(&'a self, chars: &'a [char]) -> impl Iterator<Item = usize> + 'a {
        let alike = chars.first().and_then(|first| self.0.get(first));
        let here = alike.into_iter().flatten();
        here.filter(|term| chars.starts_with(term)).map(Vec::len)
    }
}
