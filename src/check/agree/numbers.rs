//! Numbers of a norm against those of its article.

use super::covered::Clause;
use super::quantity::Quantity;
use super::{Difference, Pair, Sort};
use crate::diagnostic::Place;
use crate::load::Value;

/// What a number of a norm counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counts {
    Days,
    Workdays,
    /// Months from one time to the next.
    Months,
    Years,
    TimesAYear,
    Yuan,
    Persons,
    LastPlaces,
}

/// A number of a kind of norm, and how its article speaks of it.
struct Row {
    kind: &'static str,
    /// The ledger that the norm is about, where that tells which norms.
    ledger: Option<&'static str>,
    key: &'static str,
    counts: Counts,
    /// Words of the clause that says it.
    topics: &'static [&'static str],
    /// Whether the article that speaks of the thing must give the number. 大额 may be defined
    /// elsewhere.
    told: bool,
}

const fn row(
    kind: &'static str,
    key: &'static str,
    counts: Counts,
    topics: &'static [&'static str],
) -> Row {
    Row {
        kind,
        ledger: None,
        key,
        counts,
        topics,
        told: true,
    }
}

const fn of(ledger: &'static str, row: Row) -> Row {
    Row {
        ledger: Some(ledger),
        ..row
    }
}

const fn may(row: Row) -> Row {
    Row { told: false, ..row }
}

const DAYS: (&str, Counts) = ("within-days", Counts::Days);
const WORKDAYS: (&str, Counts) = ("within-workdays", Counts::Workdays);

const fn limit(
    kind: &'static str,
    (key, counts): (&'static str, Counts),
    topics: &'static [&'static str],
) -> Row {
    row(kind, key, counts, topics)
}

const ROWS: &[Row] = &[
    row("publicity", "days", Counts::Days, &["公示"]),
    of("case", limit("within", DAYS, &["立案"])),
    of("case", limit("within", WORKDAYS, &["立案"])),
    of("notice", limit("within", DAYS, &["报告"])),
    of("notice", limit("within", WORKDAYS, &["报告"])),
    of("complaint", limit("within", DAYS, &["初核", "初步"])),
    of("complaint", limit("within", WORKDAYS, &["初核", "初步"])),
    of("talk", limit("covered", DAYS, &["谈话"])),
    of("talk", limit("covered", WORKDAYS, &["谈话"])),
    limit("filing", DAYS, &["备案", "报送", "存档"]),
    limit("filing", WORKDAYS, &["备案", "报送", "存档"]),
    limit("bottom-ranks", DAYS, &["监察"]),
    limit("bottom-ranks", WORKDAYS, &["监察"]),
    row("bottom-ranks", "last", Counts::LastPlaces, &["末", "后"]),
    row("regrade", "every-months", Counts::Months, &["评定", "评估"]),
    row(
        "rotation",
        "years",
        Counts::Years,
        &["轮岗", "交流", "任满"],
    ),
    of(
        "law-study",
        row("due", "times", Counts::TimesAYear, &["学习", "学法"]),
    ),
    of(
        "asset-check",
        row(
            "due",
            "times",
            Counts::TimesAYear,
            &["核对", "盘点", "清查"],
        ),
    ),
    row("apart", "at-least", Counts::Persons, &["办", "案", "人"]),
    may(row(
        "decision-kinds",
        "large-sum-from",
        Counts::Yuan,
        &["大额", "资金"],
    )),
    may(row(
        "large-sum-minutes",
        "from",
        Counts::Yuan,
        &["大额", "资金"],
    )),
];

/// Numbers of kinds that the list does not have go by their key, where the article gives some of
/// the sort and none is theirs.
const BY_KEY: &[(&str, Counts)] = &[
    ("within-workdays", Counts::Workdays),
    ("within-days", Counts::Days),
    ("every-months", Counts::Months),
    ("times", Counts::TimesAYear),
];

pub(super) fn compare(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    let norm = pair.demand.norm;
    let mut known = false;
    let about = |row: &&Row| {
        let own = norm.word("ledger").or(norm.word("needs"));
        let ledger = row.ledger.is_none() || row.ledger == own;
        *norm.kind == *row.kind && ledger
    };
    // So many times in a month or a quarter is counted in no year.
    let yearly = norm.word("every") == Some("year");
    let counted = |counts: Counts| counts != Counts::TimesAYear || yearly;
    for row in ROWS.iter().filter(about).filter(|row| counted(row.counts)) {
        known = true;
        number(pair, row, out);
    }
    if !known {
        for &(key, counts) in BY_KEY.iter().filter(|(_, counts)| counted(*counts)) {
            number(
                pair,
                &Row {
                    kind: "",
                    ledger: None,
                    key,
                    counts,
                    topics: &[],
                    told: false,
                },
                out,
            );
        }
    }
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
            (Self::TimesAYear, Often { months, times }) => {
                Some(times.saturating_mul(12) == number.saturating_mul(months))
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
            Self::TimesAYear => format!("每年{number}次"),
            Self::Yuan => format!("{number}元"),
            Self::Persons => format!("{number}人"),
            Self::LastPlaces => format!("末{number}名"),
        }
    }
}

/// One number of the norm.
fn number(pair: &Pair<'_, '_>, row: &Row, out: &mut Vec<Difference>) {
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
