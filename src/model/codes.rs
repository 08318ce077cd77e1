//! Numbers and codes in runs, as tables and charts list them.

use super::{Risk, Unit};
use std::collections::BTreeMap;

/// 1–3、5; two that follow one another are written out: 6、7. The numbers are in their order.
pub fn runs(numbers: &[u64]) -> String {
    let numbers: Vec<(u64, ())> = numbers.iter().map(|n| (*n, ())).collect();
    in_runs(&numbers)
        .into_iter()
        .map(|(text, _)| text)
        .collect()
}

/// The same in parts, numbers with what bears them and the marks between.
fn in_runs<T: Copy>(numbers: &[(u64, T)]) -> Vec<(String, Option<T>)> {
    let mut out: Vec<(String, Option<T>)> = Vec::new();
    for run in numbers.chunk_by(|a, b| a.0 + 1 == b.0) {
        let (shown, mark) = match run {
            [first, _, .., last] => (vec![first, last], "–"),
            few => (few.iter().collect(), "、"),
        };
        for (at, (number, whose)) in shown.into_iter().enumerate() {
            if !out.is_empty() {
                out.push((if at == 0 { "、" } else { mark }.into(), None));
            }
            out.push((number.to_string(), Some(*whose)));
        }
    }
    out
}

/// A text in parts, those with the risk point whose code they are or end.
pub type Coded<'r> = Vec<(String, Option<&'r Risk>)>;

/// The codes of risk points in parts, a text for all with the same letters, by the order of their
/// classes: XK-1–3、5. A code without a number stands by itself.
pub fn coded<'r>(unit: &Unit, risks: &[&'r Risk]) -> Vec<Coded<'r>> {
    let mut by_letters: BTreeMap<(i64, String), Vec<(u64, &Risk)>> = BTreeMap::new();
    let mut alone: BTreeMap<(i64, String), &Risk> = BTreeMap::new();
    for &risk in risks {
        let code = risk.code();
        let order = risk.class.map_or(i64::MAX, |class| unit[class].order);
        let numbered = code
            .rsplit_once('-')
            .and_then(|(letters, number)| Some((letters.to_owned(), number.parse().ok()?)));
        match numbered {
            Some((letters, number)) => {
                let of_letters = by_letters.entry((order, letters)).or_default();
                of_letters.push((number, risk));
            }
            None => {
                alone.insert((order, code), risk);
            }
        }
    }
    let numbered = by_letters.into_iter().map(|(key, mut numbers)| {
        numbers.sort_by_key(|(number, _)| *number);
        let mut text = in_runs(&numbers);
        text[0].0.insert_str(0, &format!("{}-", key.1));
        (key, text)
    });
    let alone = alone.into_iter().map(|(key, risk)| {
        let text = vec![(key.1.clone(), Some(risk))];
        (key, text)
    });
    let mut all: Vec<_> = numbered.chain(alone).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all.into_iter().map(|(_, text)| text).collect()
}

/// The same for a narrow cell: a text wider than so many letters, of which a 、 takes two, goes on in
/// further ones, each with the letters: NW-1、2 and NW-4、5.
pub fn coded_in_lines<'r>(unit: &Unit, risks: &[&'r Risk], most: usize) -> Vec<Coded<'r>> {
    let texts = coded(unit, risks).into_iter();
    texts.flat_map(|text| in_lines(&text, most)).collect()
}

fn in_lines<'r>(text: &[(String, Option<&'r Risk>)], most: usize) -> Vec<Coded<'r>> {
    let width = |parts: &[(String, Option<&Risk>)]| -> usize {
        let parts = parts.iter().flat_map(|(part, _)| part.chars());
        parts.map(|c| if c == '、' { 2 } else { 1 }).sum()
    };
    let letters =
        (text[0].0.rsplit_once('-')).map_or(String::new(), |(letters, _)| format!("{letters}-"));
    let mut lines: Vec<Coded> = Vec::new();
    for run in text.split(|(part, _)| part == "、") {
        match lines.last_mut() {
            Some(line) if width(line) + 2 + width(run) <= most => {
                line.push(("、".into(), None));
                line.extend_from_slice(run);
            }
            Some(_) => {
                let mut run = run.to_vec();
                run[0].0.insert_str(0, &letters);
                lines.push(run);
            }
            None => lines.push(run.to_vec()),
        }
    }
    lines
}

/// [`coded`] as texts.
pub fn codes(unit: &Unit, risks: &[&Risk]) -> Vec<String> {
    let texts = coded(unit, risks).into_iter();
    texts
        .map(|text| text.into_iter().map(|(part, _)| part).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{in_lines, runs};

    #[test]
    fn three_that_follow_one_another_are_a_run() {
        assert_eq!(runs(&[1, 2, 3, 5]), "1–3、5");
        assert_eq!(runs(&[6, 7]), "6、7");
        assert_eq!(runs(&[4]), "4");
        assert_eq!(runs(&[]), "");
    }

    #[test]
    fn every_line_of_a_narrow_cell_has_the_letters() {
        let parts = ["NW-1", "–", "3", "、", "5", "、", "8", "、", "10"];
        let parts = parts.map(|part| (part.to_owned(), None));
        let lines = in_lines(&parts, 9).into_iter();
        let lines = lines.map(|line| line.into_iter().map(|(part, _)| part).collect());
        assert_eq!(lines.collect::<Vec<String>>(), ["NW-1–3、5", "NW-8、10"]);
        assert_eq!(in_lines(&parts, 20).len(), 1);
        assert_eq!(in_lines(&[("ZD".into(), None)], 8).len(), 1);
    }
}
