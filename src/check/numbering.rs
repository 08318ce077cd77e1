//! What the rules on numbers of chapters, articles and items share.

use crate::diagnostic::{Code, Finding, Place, Spanned};
use crate::model::number::chinese_number;
use crate::model::Line;

/// What is numbered.
#[derive(Clone, Copy)]
pub(super) enum Unit {
    Chapter,
    Article,
    Part,
}

impl Unit {
    fn name(self, number: i64) -> String {
        let number = u16::try_from(number).map_or_else(|_| number.to_string(), chinese_number);
        match self {
            Unit::Chapter => format!("第{number}章"),
            Unit::Article => format!("第{number}条"),
            Unit::Part => format!("第{number}部分"),
        }
    }
}

/// Finds the numbers that do not follow the one before. A number that stands twice is
/// reported when the regulation is read, and is passed over here.
pub(super) fn run_of<'n>(
    code: Code,
    unit: Unit,
    numbers: impl Iterator<Item = &'n Spanned<i64>>,
    findings: &mut Vec<Finding>,
) {
    let mut seen: Vec<&Spanned<i64>> = Vec::new();
    for number in numbers {
        // A number that is missing carries the place of its table's head, which is longer
        // than any number; it is reported already.
        let written = number.place.end - number.place.start <= 4;
        if !written || seen.iter().any(|s| s.value == number.value) {
            continue;
        }
        let last = seen.last();
        let expected = last.map_or(1, |last| last.value + 1);
        if number.value != expected {
            let message = match last {
                Some(last) => format!(
                    "{}接在{}后面",
                    unit.name(number.value),
                    unit.name(last.value)
                ),
                None => format!("开头是{}", unit.name(number.value)),
            };
            let help = format!("这里应当是{}；补上缺的，或者改正序号", unit.name(expected));
            let finding = Finding::error(code, number.place, message).help(help);
            findings.push(match last {
                Some(last) => finding.related(last.place, "前一个在这里"),
                None => finding,
            });
        }
        seen.push(number);
    }
}

/// The place of the label at the head of a line. Labels hold no escapes, so their length in
/// the file is their own.
pub(super) fn label_place(line: &Line) -> Place {
    Place {
        end: (line.place.start + line.label.len() as u32).min(line.place.end),
        ..line.place
    }
}
