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
}
