//! Numbers and codes in runs, as tables and charts list them.

use super::{Risk, Unit};
use std::collections::BTreeMap;

/// 1–3、5; two that follow one another are written out: 6、7. The numbers are in their order.
pub fn runs(numbers: &[u64]) -> String {
    let runs = numbers.chunk_by(|a, b| a + 1 == *b);
    let words: Vec<String> = runs
        .flat_map(|run| match run {
            [first, _, .., last] => vec![format!("{first}–{last}")],
            few => few.iter().map(u64::to_string).collect(),
        })
        .collect();
    words.join("、")
}

/// The codes of risk points, a text for all with the same letters, by the order of their
/// classes: XK-1–3、5. A code without a number stands by itself.
pub fn codes(unit: &Unit, risks: &[&Risk]) -> Vec<String> {
    let mut by_letters: BTreeMap<(i64, String), Vec<u64>> = BTreeMap::new();
    for risk in risks {
        let code = risk.code();
        let order = risk.class.map_or(i64::MAX, |class| unit[class].order);
        let numbered = code
            .rsplit_once('-')
            .and_then(|(letters, number)| Some((letters.to_owned(), number.parse().ok()?)));
        match numbered {
            Some((letters, number)) => by_letters.entry((order, letters)).or_default().push(number),
            None => by_letters.entry((order, code)).or_default().clear(),
        }
    }
    let text = |((_, letters), mut numbers): ((i64, String), Vec<u64>)| {
        numbers.sort_unstable();
        match numbers.is_empty() {
            true => letters,
            false => format!("{letters}-{}", runs(&numbers)),
        }
    };
    by_letters.into_iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn three_that_follow_one_another_are_a_run() {
        assert_eq!(runs(&[1, 2, 3, 5]), "1–3、5");
        assert_eq!(runs(&[6, 7]), "6、7");
        assert_eq!(runs(&[4]), "4");
        assert_eq!(runs(&[]), "");
    }
}
