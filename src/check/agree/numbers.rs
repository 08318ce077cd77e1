//! Numbers, periods and days of a norm against those of its article.

use super::covered::Clause;
use super::quantity::Quantity;
use super::{Difference, Pair, Sort};
use crate::check::counts;
use crate::check::norm::{kinds, read};
use crate::diagnostic::Place;
use crate::load::Value;
use crate::model::{Frequency, Grade, Norm};

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
        key,
        counts,
        topics,
        told: true,
    }
}

const fn may(row: Row) -> Row {
    Row { told: false, ..row }
}

const ROWS: &[Row] = &[
    row("publicity", "days", Counts::Days, &["公示"]),
    row(
        "case-filing",
        "within-workdays",
        Counts::Workdays,
        &["立案"],
    ),
    row(
        "notice-answer",
        "within-workdays",
        Counts::Workdays,
        &["报告"],
    ),
    row("notice-answer", "within-days", Counts::Days, &["报告"]),
    row("inspection-talk", "within-days", Counts::Days, &["谈话"]),
    row(
        "inspection-talk",
        "within-workdays",
        Counts::Workdays,
        &["谈话"],
    ),
    row(
        "initial-check",
        "within-days",
        Counts::Days,
        &["初核", "初步"],
    ),
    row(
        "initial-check",
        "within-workdays",
        Counts::Workdays,
        &["初核", "初步"],
    ),
    row(
        "filing",
        "within-days",
        Counts::Days,
        &["备案", "报送", "存档"],
    ),
    row(
        "filing",
        "within-workdays",
        Counts::Workdays,
        &["备案", "报送", "存档"],
    ),
    row("bottom-ranks", "within-days", Counts::Days, &["监察"]),
    row(
        "bottom-ranks",
        "within-workdays",
        Counts::Workdays,
        &["监察"],
    ),
    row("bottom-ranks", "last", Counts::LastPlaces, &["末", "后"]),
    row("regrade", "every-months", Counts::Months, &["评定", "评估"]),
    row(
        "rotation",
        "years",
        Counts::Years,
        &["轮岗", "交流", "任满"],
    ),
    row(
        "law-study",
        "times-a-year",
        Counts::TimesAYear,
        &["学习", "学法"],
    ),
    row(
        "asset-reconciliation",
        "times-a-year",
        Counts::TimesAYear,
        &["核对", "盘点", "清查"],
    ),
    row(
        "officers-per-case",
        "at-least",
        Counts::Persons,
        &["办案", "案"],
    ),
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
    ("times-a-year", Counts::TimesAYear),
];

pub(super) fn compare(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    let norm = pair.demand.norm;
    let mut known = false;
    for row in ROWS.iter().filter(|row| *norm.kind == *row.kind) {
        known = true;
        number(pair, row, out);
    }
    if !known {
        for &(key, counts) in BY_KEY {
            number(
                pair,
                &Row {
                    kind: "",
                    key,
                    counts,
                    topics: &[],
                    told: false,
                },
                out,
            );
        }
    }
    periods(pair, out);
    deadline(pair, out);
    points(pair, out);
    items(pair, out);
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

/// How often, by grade: what the article says of one of the things it speaks of.
struct Statement {
    often: (i64, i64),
    grades: Vec<Grade>,
    /// 其他的
    rest: bool,
    line: Place,
}

/// What a kind of record is called where an article says how often.
const RECORDS: &[(&str, &[&str])] = &[
    ("self-check", &["自查"]),
    ("inspection", &["检查"]),
    ("appraisal", &["评议"]),
    ("audit", &["审计"]),
    ("prevention-meeting", &["会议"]),
];

fn periods(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    let norm = pair.demand.norm;
    let Some(record) = norm
        .word("record")
        .filter(|_| kinds::PERIOD_BY_GRADE.is_of(norm))
    else {
        return;
    };
    let (all, spoken) = statements(pair, record);
    let unit = pair.context.unit;
    for &grade in &unit.vocabulary.grades {
        let Some(value) = read::of_grade(norm, grade) else {
            let told = all.iter().find(|s| s.grades.contains(&grade));
            if let (Some(told), Some(place)) = (told, norm.get("grades")) {
                let message = format!(
                    "条文对{}写了{}，norm 没有写",
                    grade.chinese(),
                    shown_often(told.often)
                );
                out.push(Difference::new(
                    Sort::Lacking,
                    place.place,
                    message,
                    Some(told.line),
                ));
            }
            continue;
        };
        let Value::String(word) = &value.value else {
            continue;
        };
        let Some(frequency) = Frequency::from_key(word) else {
            continue;
        };
        let of = |wanted: &dyn Fn(&Statement) -> bool| -> Vec<&Statement> {
            all.iter().filter(|s| wanted(s)).collect()
        };
        let ways = [
            of(&|s| s.grades.contains(&grade)),
            of(&|s| s.rest),
            of(&|s| s.grades.is_empty() && !s.rest),
        ];
        let said = ways.into_iter().find(|list| !list.is_empty());
        let months = months(frequency);
        let name = grade.chinese();
        let Some(said) = said else {
            if spoken.is_some() {
                let message = format!(
                    "grades.{} = \"{word}\"：条文没有写{name}{}一次",
                    grade.key(),
                    frequency.chinese()
                );
                out.push(Difference::new(Sort::Beyond, value.place, message, spoken));
            }
            continue;
        };
        if said
            .iter()
            .any(|s| s.often.0 == months.saturating_mul(s.often.1))
        {
            continue;
        }
        let message = format!(
            "grades.{} = \"{word}\"（{}一次），条文写的是{}",
            grade.key(),
            frequency.chinese(),
            shown_often(said[0].often)
        );
        out.push(Difference::new(
            Sort::Differs,
            value.place,
            message,
            Some(said[0].line),
        ));
    }
}

fn shown_often((months, times): (i64, i64)) -> String {
    Quantity::Often { months, times }.chinese()
}

fn months(frequency: Frequency) -> i64 {
    match frequency {
        Frequency::Month => 1,
        Frequency::Quarter => 3,
        Frequency::HalfYear => 6,
        Frequency::Year => 12,
        Frequency::TwoYears => 24,
    }
}

/// What the article says of how often such records are due; and the line that speaks of them.
fn statements(pair: &Pair<'_, '_>, record: &str) -> (Vec<Statement>, Option<Place>) {
    let unit = pair.context.unit;
    let regulation = pair.covered.regulation;
    let mut out = Vec::new();
    let (mut topic, mut sentence, mut spoken) = (None, 0, None);
    for clause in &pair.covered.clauses {
        let grades: Vec<Grade> = (unit.vocabulary.grades.iter().copied())
            .filter(|&grade| {
                let words = [grade.chinese(), regulation.grade_word(grade)];
                words.iter().any(|word| clause.text.contains(word))
            })
            .collect();
        let rest = ["其他", "其余", "其它"]
            .iter()
            .any(|w| clause.text.contains(w));
        let anew = clause.sentence != sentence && grades.is_empty() && !rest;
        let fresh_line = sentence == 0;
        sentence = clause.sentence;
        let mut named = RECORDS
            .iter()
            .filter(|(_, words)| words.iter().any(|w| clause.text.contains(w)));
        match named.next_back() {
            Some((name, _)) => topic = Some(*name),
            // A sentence that names neither a grade nor the thing speaks of something else.
            None if anew && !fresh_line => topic = None,
            None => {}
        }
        if topic != Some(record) {
            continue;
        }
        spoken = spoken.or(Some(clause.line.place));
        let often = clause.quantities.iter().find_map(|q| match q {
            Quantity::Often { months, times } => Some((*months, *times)),
            _ => None,
        });
        out.extend(often.map(|often| Statement {
            often,
            grades,
            rest,
            line: clause.line.place,
        }));
    }
    (out, spoken)
}

/// By which day of the year.
fn deadline(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    let norm = pair.demand.norm;
    let Some(value) = norm.get("by").filter(|_| *norm.kind == *"yearly-deadline") else {
        return;
    };
    let Some(day) = norm.word("by").and_then(|by| read::month_day(by, 2000)) else {
        return;
    };
    let wanted = (i64::from(day.0.month()), i64::from(day.0.day()));
    let days = pair.covered.clauses.iter().flat_map(|clause| {
        clause.quantities.iter().filter_map(|q| match q {
            Quantity::Day(None, month, day) => Some(((*month, *day), clause.line.place)),
            _ => None,
        })
    });
    let days: Vec<_> = days.collect();
    if days.is_empty() || days.iter().any(|(day, _)| *day == wanted) {
        return;
    }
    let ((month, day), line) = days[0];
    let message = format!(
        "by = \"{}\"，条文写的是{month}月{day}日",
        norm.word("by").unwrap_or_default()
    );
    out.push(Difference::new(
        Sort::Differs,
        value.place,
        message,
        Some(line),
    ));
}

/// From how many points up.
fn points(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    let norm = pair.demand.norm;
    if !kinds::GRADE_BY_FACTORS.is_of(norm) {
        return;
    }
    let Some(table) = read::table(norm, "from") else {
        return;
    };
    for (key, value) in &table.entries {
        let (Value::Integer(from), Some(grade)) =
            (&value.value, pair.context.unit.vocabulary.grade(key))
        else {
            continue;
        };
        let said: Vec<(i64, Place)> = (pair.covered.clauses.iter())
            .filter(|clause| clause.text.contains(grade.chinese()))
            .flat_map(|clause| {
                clause.quantities.iter().filter_map(|q| match q {
                    Quantity::Points(points) => Some((*points, clause.line.place)),
                    _ => None,
                })
            })
            .collect();
        if said.is_empty() || said.iter().any(|(points, _)| points == from) {
            continue;
        }
        let message = format!("from.{} = {from}，条文写的是{}分", key.value, said[0].0);
        out.push(Difference::new(
            Sort::Differs,
            value.place,
            message,
            Some(said[0].1),
        ));
    }
}

/// The parameters that repeat how many items an article lists, or list them.
const LISTS: &[(&str, &str)] = &[
    ("assessment-questions", "count"),
    ("class-grade", "count"),
    ("decision-kinds", "kinds"),
    ("assessment-steps", "steps"),
    ("report-contents", "fields"),
    ("feedback", "forms"),
];

fn items(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    let norm = pair.demand.norm;
    for &(_, key) in LISTS.iter().filter(|(kind, _)| *norm.kind == **kind) {
        let Some(value) = norm.get(key) else { continue };
        let written = match &value.value {
            Value::Integer(count) => *count,
            Value::Array(items) => i64::try_from(items.len()).unwrap_or(i64::MAX),
            _ => continue,
        };
        let Some((listed, line)) = listed(pair, norm) else {
            continue;
        };
        if listed == written {
            continue;
        }
        let sort = match &value.value {
            Value::Array(_) if listed > written => Sort::Lacking,
            Value::Array(_) => Sort::Beyond,
            _ => Sort::Differs,
        };
        let message = format!("{key} 写了 {written} 项，条文列了 {listed} 项");
        out.push(Difference::new(sort, value.place, message, Some(line)));
    }
}

/// How many items the article lists, where that is beyond doubt: numbered below a line that
/// announces so many, or, for a class, numbered below its heading; or in one line that counts
/// them itself.
fn listed(pair: &Pair<'_, '_>, norm: &Norm) -> Option<(i64, Place)> {
    let depth = norm.article.numbers.len();
    let items = pair.covered.items(depth);
    let of_class = kinds::CLASS_GRADE.is_of(norm);
    let count = i64::try_from(items.len()).ok()?;
    if items.len() > 1 {
        let head = pair.covered.lines.first()?;
        if of_class {
            return Some((count, head.place));
        }
        let (text, range) = pair.context.text_of(head)?;
        let announced = counts::before_list(text, range, &[])?;
        return (announced.value == items.len()).then_some((count, head.place));
    }
    let mut inline = pair.covered.lines.iter().flat_map(|line| {
        let counts = pair.context.text_of(line);
        let counts = counts.map_or(Vec::new(), |(text, range)| counts::inline(text, range));
        let sure = counts
            .into_iter()
            .filter(|(count, listed)| count.value == *listed);
        sure.map(|(_, listed)| (listed, line.place))
    });
    let (first, line) = inline.next()?;
    (inline.next().is_none() && !of_class).then_some((i64::try_from(first).ok()?, line))
}
