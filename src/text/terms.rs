//! The words that a line is not broken inside: those of the field, and the unit's own.

use std::collections::BTreeMap;

/// Words of the field that the Unicode dictionary does not know, or cuts wrongly.
const OF_THE_FIELD: &str = include_str!("terms.txt");

/// A longer name is no word to be kept whole: a line of a table or a poster holds about so
/// many characters, and the words that the name is made of are good places to break it.
const LONGEST_CHARS: usize = 6;

/// A longer name, or one with a note, of up to so many characters stays whole where there is room:
/// 副镇长（农牧林）, 执法和审批岗位.
const LONGEST_NAME_CHARS: usize = 12;

/// Words by their first character.
type Words = BTreeMap<char, Vec<Vec<char>>>;

/// Words that no line cuts, and names that none cuts without need.
pub struct Terms {
    words: Words,
    names: Words,
}

impl Terms {
    /// Those of the field.
    pub fn of_the_field() -> Self {
        let mut terms = Self {
            words: BTreeMap::new(),
            names: BTreeMap::new(),
        };
        terms.extend(OF_THE_FIELD.split_whitespace());
        terms
    }

    /// Adds words, such as the names of a unit's posts and bodies. Of a name with a note in
    /// brackets, or of several words, each part is one: 副镇长（农牧林） is 副镇长 and 农牧林.
    pub fn extend<'a>(&mut self, words: impl IntoIterator<Item = &'a str>) {
        for word in words {
            for part in word.split(|c: char| !c.is_alphanumeric()) {
                add(&mut self.words, part, LONGEST_CHARS);
            }
            add(&mut self.names, word, LONGEST_NAME_CHARS);
        }
    }

    /// The length of the longest word that `chars` begins with. 各 goes with the shortest word
    /// behind it: 各站所｜负责人, where 站所负责人 is a word too.
    pub(super) fn at(&self, chars: &[char]) -> Option<usize> {
        match chars {
            ['各', rest @ ..] => Some(1 + lengths(&self.words, rest).min()?),
            _ => lengths(&self.words, chars).max(),
        }
    }

    /// The length of the longest name, short or long, that `chars` begins with.
    pub(super) fn name_at(&self, chars: &[char]) -> Option<usize> {
        lengths(&self.names, chars).max()
    }
}

/// Adds a word of no more than so many characters.
fn add(words: &mut Words, word: &str, longest: usize) {
    let chars: Vec<char> = word.chars().collect();
    if (2..=longest).contains(&chars.len()) {
        let alike = words.entry(chars[0]).or_default();
        if !alike.contains(&chars) {
            alike.push(chars);
        }
    }
}

/// The lengths of the words that `chars` begins with.
fn lengths<'a>(words: &'a Words, chars: &'a [char]) -> impl Iterator<Item = usize> + 'a {
    let alike = chars.first().and_then(|first| words.get(first));
    let here = alike.into_iter().flatten();
    here.filter(|term| chars.starts_with(term)).map(Vec::len)
}
