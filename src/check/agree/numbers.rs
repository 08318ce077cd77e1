//! Numbers of a norm against those of its article.

use super::covered::Clause;
use super::periods::months;
use super::quantity::Quantity;
use super::{Difference, Pair, Sort};
use crate::check::norm::kinds;
use crate::diagnostic::Place;
use crate::fields::Spoken;
use crate::load::Value;

/// What a number of a norm counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counts {
    Days,
    Workdays,
    /// Months from one time to the next.
    Months,
    Years,
    /// Times in so many months.
    Times(i64),
    Yuan,
    Persons,
    LastPlaces,
}

/// A number of a norm, and how its article speaks of it.
struct Row<'t> {
    key: &'static str,
    counts: Counts,
    /// Words of the clause that says it.
    topics: Vec<&'t str>,
    /// Whether the article that speaks of the thing must give the number. 大额 may be defined
    /// elsewhere.
    told: bool,
}

/// The numbers of kinds that are about one thing each: the kind, the key, what it counts, the words
/// of the thing and whether they must come with the number.
const ROWS: &[(&str, &str, Counts, &[&str], bool)] = &[
    ("publicity", "days", Counts::Days, &["公示"], true),
    ("filing", DAYS.0, DAYS.1, FILED, true),
    ("filing", WORKDAYS.0, WORKDAYS.1, FILED, true),
    ("bottom-ranks", DAYS.0, DAYS.1, &["监察"], true),
    ("bottom-ranks", WORKDAYS.0, WORKDAYS.1, &["监察"], true),
    (
        "bottom-ranks",
        "last",
        Counts::LastPlaces,
        &["末", "后"],
        true,
    ),
    ("regrade", MONTHS.0, MONTHS.1, &["评定", "评估"], true),
    (
        "rotation",
        "years",
        Counts::Years,
        &["轮岗", "交流", "任满"],
        true,
    ),
    (
        "apart",
        "at-least",
        Counts::Persons,
        &["办", "案", "人"],
        true,
    ),
    (
        "decision-kinds",
        "large-sum-from",
        Counts::Yuan,
        &["大额", "资金"],
        false,
    ),
    (
        "large-sum-minutes",
        "from",
        Counts::Yuan,
        &["大额", "资金"],
        false,
    ),
];

const FILED: &[&str] = &["备案", "报送", "存档"];

type Number = (&'static str, Counts);

const DAYS: Number = ("within-days", Counts::Days);
const WORKDAYS: Number = ("within-workdays", Counts::Workdays);
const MONTHS: Number = ("every-months", Counts::Months);

const GRACE: Number = ("grace-days", Counts::Days);

/// Numbers of days, whatever they are of.
const OF_DAYS: [Number; 2] = [DAYS, WORKDAYS];

pub(super) fn compare(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    let norm = pair.demand.norm;
    let own = ROWS.iter().filter(|(kind, ..)| *norm.kind == **kind);
    let own = own.map(|&(_, key, counts, topics, told)| Row {
        key,
        counts,
        topics: topics.to_vec(),
        told,
    });
    let mut rows: Vec<Row<'_>> = own.collect();
    rows.extend(of_records(pair));
    if rows.is_empty() {
        // Numbers of other kinds go by their key, where the article gives some of the sort and none
        // is theirs.
        let by_key = OF_DAYS.into_iter().chain([MONTHS]);
        rows.extend(by_key.map(|(key, counts)| Row {
            key,
            counts,
            topics: Vec::new(),
            told: false,
        }));
    }
    for row in &rows {
        number(pair, row, out);
    }
}

/// The numbers of a norm on the records of a ledger, which says how articles speak of them.
fn of_records<'c>(pair: &Pair<'c, '_>) -> Vec<Row<'c>> {
    let norm = pair.demand.norm;
    let ledger = norm.word("needs").or(norm.word("ledger"));
    let mut ledgers = pair.context.unit.ledgers.iter();
    let Some(entry) = ledgers.find(|l| Some(l.key()) == ledger) else {
        return Vec::new();
    };
    let entry = entry.entry();
    let (spoken, numbers): (Vec<&Spoken>, Vec<Number>) = if kinds::WITHIN.is_of(norm) {
        let ends = norm.words("end").filter_map(|(key, _)| {
            let mut fields = entry.table.fields.iter();
            fields.find(|field| field.key == key)
        });
        let spoken = ends.map(|field| &field.kept.spoken).collect();
        (spoken, OF_DAYS.to_vec())
    } else if kinds::COVERED.is_of(norm) {
        (vec![&entry.spoken], OF_DAYS.to_vec())
    } else if kinds::DUE.is_of(norm) {
        let times = months(norm).map(|months| ("times", Counts::Times(months)));
        (
            vec![&entry.spoken],
            times.into_iter().chain([GRACE]).collect(),
        )
    } else {
        return Vec::new();
    };
    let topics = spoken.iter().flat_map(|spoken| &spoken.words);
    let topics: Vec<&str> = topics.map(String::as_str).collect();
    let declared = spoken.iter().any(|spoken| spoken.declared);
    let rows = numbers.into_iter().map(|(key, counts)| Row {
        key,
        counts,
        topics: topics.clone(),
        // Days of grace may be given where nobody speaks of the records.
        told: declared && key != GRACE.0,
    });
    rows.collect()
}

impl Counts {
    /// Whether the text's quantity is of this sort, and then whether it is that number.
    fn says(self, quantity: Quantity, number: i64) -> Option<bool> {
        use Quantity::{Days, Last, Months, Often, Persons, Workdays, Yuan};
        match (self, quantity) {
            (Self::Days | Self::Workdays, Days(days)) => Some(self == Self::Days && days == number),
            (Self::Days | Self::Workdays, Workdays(days)) => {
                Some(self == Self::Workdays && days == number)
            }
            // Some 30 days are written as a month.
            (Self::Days | Self::Workdays, Months(months)) => {
                let days = months.saturating_mul(30);
                let near = (days..=days.saturating_add(months)).contains(&number);
                Some(self == Self::Days && (near || months == 12 && number == 365))
            }
            (Self::Months, Often { months, times }) => Some(months == number.saturating_mul(times)),
            (Self::Months, Months(months)) => Some(months == number),
            (Self::Years, Months(months)) => Some(months == number.saturating_mul(12)),
            (Self::Years, Often { months, times }) => {
                Some(months == number.saturating_mul(12).saturating_mul(times))
            }
            (Self::Times(period), Often { months, times }) => {
                Some(times.saturating_mul(period) == number.saturating_mul(months))
            }
            (Self::Yuan, Yuan(yuan)) => Some(yuan == number),
            (Self::Persons, Persons(persons)) => Some(persons == number),
            (Self::LastPlaces, Last(places)) => Some(places == number),
            _ => None,
        }
    }

    fn chinese(self, number: i64) -> String {
        match self {
            Self::Days => format!("{number}天"),
            Self::Workdays => format!("{number}个工作日"),
            Self::Months if number == 12 => "每年一次".to_owned(),
            Self::Months => format!("每{number}个月一次"),
            Self::Years => format!("{number}年"),
            Self::Times(months) => Quantity::Often {
                months,
                times: number,
            }
            .chinese(),
            Self::Yuan => format!("{number}元"),
            Self::Persons => format!("{number}人"),
            Self::LastPlaces => format!("末{number}名"),
        }
    }
}

/// One number of the norm.
fn number(pair: &Pair<'_, '_>, row: &Row<'_>, out: &mut Vec<Difference>) {
    let Some(value) = pair.demand.norm.get(row.key) else {
        return;
    };
    let Value::Integer(number) = value.value else {
        return;
    };
    let clauses = &pair.covered.clauses;
    let speaks = |clause: &&Clause<'_>| row.topics.iter().any(|t| clause.text.contains(t));
    let has = |clause: &&Clause<'_>| {
        let mut all = clause.quantities.iter();
        all.any(|q| row.counts.says(*q, number).is_some())
    };
    let near: Vec<&Clause<'_>> = clauses.iter().filter(speaks).filter(has).collect();
    let sentences: Vec<usize> = clauses.iter().filter(speaks).map(|c| c.sentence).collect();
    let same = |clause: &&Clause<'_>| sentences.contains(&clause.sentence);
    let nearby: Vec<&Clause<'_>> = clauses.iter().filter(same).filter(has).collect();
    let all: Vec<&Clause<'_>> = clauses.iter().filter(has).collect();
    let chosen = [near, nearby, all]
        .into_iter()
        .find(|list| !list.is_empty());
    let name = row.counts.chinese(number);
    let Some(chosen) = chosen else {
        if row.told && !sentences.is_empty() {
            let message = format!("{} = {number}：条文没有写{name}", row.key);
            let line = clauses.iter().find(speaks).map(|c| c.line.place);
            out.push(Difference::new(Sort::Beyond, value.place, message, line));
        }
        return;
    };
    let said: Vec<(Quantity, Place)> = chosen
        .iter()
        .flat_map(|clause| clause.quantities.iter().map(|q| (*q, clause.line.place)))
        .filter(|(q, _)| row.counts.says(*q, number).is_some())
        .collect();
    if said
        .iter()
        .any(|(q, _)| row.counts.says(*q, number) == Some(true))
    {
        return;
    }
    // Where the article never speaks of it in words known here, several numbers may be of
    // several things.
    if sentences.is_empty() && said.len() > 1 {
        return;
    }
    if let Some((quantity, line)) = said.first() {
        let message = format!("{} = {number}，条文写的是{}", row.key, quantity.chinese());
        out.push(Difference::new(
            Sort::Differs,
            value.place,
            message,
            Some(*line),
        ));
    }
}
