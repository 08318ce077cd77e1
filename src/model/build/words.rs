//! Words for findings: the nearest right spelling, and lists of what is allowed.

use crate::model::grade::Vocabulary;

/// The candidate that `word` was most likely meant to be, if any is near enough: one slip in
/// short words, one for every three letters in longer ones.
pub(crate) fn nearest<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let word = word.to_lowercase().replace('_', "-");
    let length = word.chars().count();
    let limit = (length / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= limit)
        .map(|candidate| (strsim::osa_distance(&word, candidate), candidate))
        .filter(|&(distance, _)| distance <= limit && distance < length)
        .min()
        .map(|(_, candidate)| candidate)
}

/// `"high"`（高级）、`"middle"`（中级）…
pub(super) fn allowed<V: Vocabulary>() -> String {
    let words: Vec<String> = V::all()
        .iter()
        .map(|v| format!("\"{}\"（{}）", v.word(), v.name()))
        .collect();
    words.join("、")
}

/// A word from the rules in quotes, cut where someone wrote a whole text.
pub(crate) fn quoted(text: &str) -> String {
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
    }
}
