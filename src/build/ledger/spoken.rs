//! How texts speak of what a ledger keeps, and of what is done on one of its days.

use crate::build::reader::Reader;
use crate::fields::Spoken;

/// What names of records end with, and what is said of what they are kept of does not.
const OF_RECORDS: [&str; 5] = ["记录", "台账", "登记表", "登记", "报告"];
/// What names of days end with.
const OF_DAYS: [&str; 3] = ["的日期", "日期", "时间"];
/// A name of fewer characters may stand in any text.
const SURE_FROM: usize = 4;

/// How texts speak of the records of the ledger that is called so.
pub(super) fn of_ledger(reader: &mut Reader<'_, '_>, name: &str) -> Spoken {
    spoken(reader, bare(name, &OF_RECORDS))
}

/// How texts speak of what is done on the day of the key that is called so.
pub(super) fn of_day(reader: &mut Reader<'_, '_>, name: &str) -> Spoken {
    spoken(reader, bare(name, &OF_DAYS))
}

fn spoken(reader: &mut Reader<'_, '_>, name: &str) -> Spoken {
    let mut texts = |key| {
        let texts = reader.opt_strings(key).into_iter();
        texts.map(|text| text.value).collect::<Vec<String>>()
    };
    let (words, known_by) = (texts("said-as"), texts("known-by"));
    let group = |text: &String| {
        let words = text.split('、').map(str::trim);
        let words = words.filter(|word| !word.is_empty());
        words.map(str::to_owned).collect::<Vec<String>>()
    };
    let known_by: Vec<Vec<String>> = known_by.iter().map(group).collect();
    let declared = !words.is_empty();
    let sure = !declared && known_by.is_empty() && name.chars().count() >= SURE_FROM;
    let own = || vec![name.to_owned()];
    Spoken {
        words: if declared || name.is_empty() {
            words
        } else {
            own()
        },
        declared,
        known_by: if sure { vec![own()] } else { known_by },
    }
}

/// A name without what it ends with, where two characters are left at least.
fn bare<'n>(name: &'n str, ends: &[&str]) -> &'n str {
    let cut = ends.iter().filter_map(|end| name.strip_suffix(end));
    let mut cut = cut.filter(|rest| rest.chars().count() >= 2);
    cut.next().unwrap_or(name)
}
