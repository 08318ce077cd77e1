//! Words for findings: the nearest right spelling, and what was written in quotes.

/// The candidate that `word` was most likely meant to be, if any is near enough: one slip in
/// short words, one for every three letters in longer ones.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = word.to_lowercase().replace('_', "-");
    let length = word.chars().count();
    let limit = (length / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= limit)
        .map(|candidate| {
            // Letters that changed places are a likelier slip than a wrong letter.
            let other_letters = letters(&word) != letters(candidate);
            let distance = strsim::osa_distance(&word, candidate);
            (distance, other_letters, candidate)
        })
        .filter(|&(distance, ..)| distance <= limit && distance < length)
        .min()
        .map(|(.., candidate)| candidate)
}

/// The key that `written` was most likely meant to be. A key is a word of some length among few,
/// so that one more slip is forgiven than in an id: `dutys` is duties.
pub fn nearest_key<'c>(
    written: &str,
    keys: impl IntoIterator<Item = &'c str> + Clone,
) -> Option<&'c str> {
    let near = nearest(written, keys.clone());
    near.or_else(|| {
        const SHORTEST: usize = 5;
        let likely = keys.into_iter().filter(|key| {
            key.len() >= SHORTEST
                && key.get(..2) == written.get(..2)
                && strsim::osa_distance(written, key) == 2
        });
        likely.min()
    })
}

/// What stands for `word` among `known`, ids each with the names of what they are: the id whose
/// name was written, else the one most likely meant. A clerk who writes the name where an id is
/// wanted has said as plainly whom they mean as one who misspelt the id.
pub fn meant<'c>(
    word: &str,
    known: impl IntoIterator<Item = (&'c str, &'c str)>,
) -> Option<&'c str> {
    let known: Vec<(&str, &str)> = known.into_iter().collect();
    let word = word.trim().trim_matches(['《', '》', '“', '”']);
    let mut named = known
        .iter()
        .filter(|(_, name)| *name == word && !word.is_empty());
    let first = named.next().map(|(id, _)| *id);
    match first {
        // Two of one name: neither is plainly meant.
        Some(first) if named.all(|(id, _)| *id == first) => Some(first),
        Some(_) => None,
        None => nearest(word, known.iter().map(|(id, _)| *id)),
    }
}

fn letters(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
}

/// A word from a file in quotes, cut where someone wrote a whole text.
pub fn quoted(text: &str) -> String {
    const LONGEST: usize = 40;
    let one_line = text.lines().next().unwrap_or_default();
    if one_line.len() == text.len() && text.chars().count() <= LONGEST {
        return format!("\"{text}\"");
    }
    let head: String = one_line.chars().take(LONGEST).collect();
    format!("\"{head}…\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_likely_slip_is_suggested() {
        let keys = ["grade", "name", "leader", "copy-number"];
        assert_eq!(nearest("grad", keys), Some("grade"));
        assert_eq!(nearest("copy_number", keys), Some("copy-number"));
        assert_eq!(nearest("laeder", keys), Some("leader"));
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(nearest("zz", ["jw"]), None);
        assert_eq!(nearest("", ["a"]), None);
        assert_eq!(nearest("tabel", ["label", "table"]), Some("table"));
    }

    #[test]
    fn a_key_may_have_one_slip_more() {
        let keys = ["duties", "rules", "like", "id"];
        assert_eq!(nearest_key("dutys", keys), Some("duties"));
        assert_eq!(nearest_key("ruels", keys), Some("rules"));
        assert_eq!(nearest_key("limits", keys), None);
    }

    #[test]
    fn a_name_stands_for_its_id() {
        let known = [
            ("fyz", "副院长"),
            ("yz", "院长"),
            ("a", "会计"),
            ("b", "会计"),
        ];
        assert_eq!(meant("副院长", known), Some("fyz"));
        assert_eq!(meant(" 院长 ", known), Some("yz"));
        assert_eq!(meant("fyzz", known), Some("fyz"));
        assert_eq!(meant("会计", known), None);
        assert_eq!(meant("护士长", known), None);
    }
}
