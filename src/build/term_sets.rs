//! The sets of terms that are shipped (`presets/terms.toml`): old names of bodies, words of
//! another trade. A unit names those that it wants in `term-sets`.

use super::reader::Reader;
use crate::diagnostic::Spanned;
use crate::model::Term;
use serde::Deserialize;
use std::sync::LazyLock;

/// A set as it is shipped.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Set {
    /// How `term-sets` names it.
    id: String,
    /// What it holds, in Chinese.
    title: String,
    /// Why its words are not to be used.
    why: String,
    /// Each a word, and what is written for it where one can tell.
    terms: Vec<Vec<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sets {
    set: Vec<Set>,
}

const SHIPPED: &str = include_str!("../../templates/presets/terms.toml");

/// All sets. That the file has no fault is tested.
fn sets() -> &'static [Set] {
    static READ: LazyLock<Sets> = LazyLock::new(|| toml::from_str(SHIPPED).unwrap_or_default());
    &READ.set
}

/// The terms of the sets that the unit asks for, each at the place where it does.
pub(super) fn terms(reader: &mut Reader<'_, '_>) -> Vec<Term> {
    let mut terms = Vec::new();
    for asked in reader.opt_strings("term-sets") {
        let Some(set) = sets().iter().find(|set| set.id == asked.value) else {
            let known = || {
                sets()
                    .iter()
                    .map(|set| (set.id.as_str(), set.title.as_str()))
            };
            reader.not_allowed("term-sets", &asked.value, asked.place, known);
            continue;
        };
        let here = |text: &String| Spanned::new(text.clone(), asked.place);
        terms.extend(set.terms.iter().filter_map(|term| {
            Some(Term {
                wrong: here(term.first()?),
                right: term.get(1).map(here),
                why: Some(here(&set.why)),
                shipped: true,
            })
        }));
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_shipped_sets_can_be_read_and_no_word_is_mended_into_another() {
        let read: Sets = toml::from_str(SHIPPED).unwrap();
        assert!(read.set.len() >= 5);
        let ids: BTreeSet<&str> = read.set.iter().map(|set| set.id.as_str()).collect();
        assert_eq!(ids.len(), read.set.len());
        for set in &read.set {
            let wrong: BTreeSet<&str> = set.terms.iter().map(|term| term[0].as_str()).collect();
            assert_eq!(wrong.len(), set.terms.len(), "{}", set.id);
            for term in &set.terms {
                assert!((1..=2).contains(&term.len()), "{term:?}");
                let right = term.get(1).map_or("", String::as_str);
                assert!(!wrong.contains(right), "{term:?}");
            }
        }
    }
}
