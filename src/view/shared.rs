//! What all records of a ledger have alike, which is said once above them and not in each row: who
//! inspected, and the sentence with which every inspection ends.

/// Of fewer records none is said above.
const LEAST: usize = 3;
/// An end of fewer characters is no sentence.
const LEAST_CHARS: usize = 6;

/// Takes out of the values of a column, under a head, what all of them have alike, and says it:
/// the whole value, or the clauses with which all end. `None` where they have nothing alike.
pub(super) fn taken_out(head: &str, values: &mut [&mut String]) -> Option<String> {
    let first = values.first().filter(|_| values.len() >= LEAST)?;
    let whole = first.to_string();
    if !whole.is_empty() && values.iter().all(|value| **value == whole) {
        values.iter_mut().for_each(|value| value.clear());
        return Some(format!("{head}都是{whole}"));
    }
    let end = common_end(values)?;
    for value in values.iter_mut() {
        let rest = value.strip_suffix(&end).unwrap_or(value);
        **value = rest.trim_end_matches('，').to_owned();
    }
    Some(format!("{head}最后都写着“{end}”，表中略去"))
}

/// The longest run of whole clauses with which all values end.
fn common_end(values: &[&mut String]) -> Option<String> {
    let first = values[0].as_str();
    let starts = std::iter::once(0).chain(first.match_indices('，').map(|(at, c)| at + c.len()));
    let mut ends = starts.map(|at| &first[at..]);
    let ends_with = |value: &str, end: &str| {
        let before = value.strip_suffix(end);
        before.is_some_and(|before| before.is_empty() || before.ends_with('，'))
    };
    let opens = |end: &str| end.matches(['（', '《', '“']).count();
    let closes = |end: &str| end.matches(['）', '》', '”']).count();
    let end = ends.find(|end| {
        let all = values.iter().all(|value| ends_with(value, end));
        all && end.chars().count() >= LEAST_CHARS && opens(end) == closes(end)
    });
    end.map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(values: &[&str]) -> (Option<String>, Vec<String>) {
        let mut values: Vec<String> = values.iter().map(|value| value.to_string()).collect();
        let mut each: Vec<&mut String> = values.iter_mut().collect();
        let said = taken_out("情况", &mut each);
        (said, values)
    }

    #[test]
    fn what_all_have_alike_is_said_once() {
        let (said, rest) = taken(&["镇纪委"; 3]);
        assert_eq!(said.as_deref(), Some("情况都是镇纪委"));
        assert_eq!(rest, ["", "", ""]);
        let (said, rest) = taken(&[
            "制度健全，反馈检查情况，提出整改要求",
            "台账不全，已改正，反馈检查情况，提出整改要求",
            "反馈检查情况，提出整改要求",
        ]);
        assert_eq!(
            said.as_deref(),
            Some("情况最后都写着“反馈检查情况，提出整改要求”，表中略去")
        );
        assert_eq!(rest, ["制度健全", "台账不全，已改正", ""]);
    }

    #[test]
    fn what_some_have_alike_stays_where_it_is() {
        for values in [
            &["镇纪委", "镇纪委", "镇党委"][..],
            &["镇纪委", "镇纪委"],
            &["", "", ""],
            // Half a clause, half a bracket, a few characters.
            &["没有提出整改要求", "提出整改要求", "提出整改要求"],
            &[
                "谈话（甲，提出整改要求）",
                "谈话（乙，提出整改要求）",
                "谈话（丙，提出整改要求）",
            ],
            &["一，账目清楚", "二，账目清楚", "三，账目清楚"],
        ] {
            assert_eq!(
                taken(values),
                (None, values.iter().map(|v| v.to_string()).collect())
            );
        }
    }
}
