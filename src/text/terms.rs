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

    /// The length of the longest word that `chars` begins with.
    pub(super) fn at(&self, chars: &[char]) -> Option<usize> {
        let alike = self.0.get(chars.first()?)?;
        let here = alike.iter().filter(|term| chars.starts_with(term));
        here.map(Vec::len).max()
    }
}
