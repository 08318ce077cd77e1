//! # 查什么
//! 措施、流程、职责和制度条目里照抄条文的期限、次数、金额，和条文写的不一样。
//!
//! # 为什么
//! 上墙的、照着办的是这些文字；条文写5个工作日立案，流程图上写10个，就都照10个办了。
//!
//! # 例子
//! 条文写固定资产账“至少每半年核对1次”，引这一条的措施写 `period = "每年"`。
//!
//! # 依据
//! 措施的 `article` 所引的条文；没有引条文的，大额资金、轮岗，以及台账（`[[ledger]]` 和它的键）用
//! `known-by` 写明怎样认得的事，例如立案、固定资产核对，也照有关的 norm 核对。自己的台账没有写的，四个
//! 字以上的名称就是认得的词。

use super::large_sum_without_minutes;
use crate::check::agree::months;
use crate::check::agree::quantity::{quantities, Quantity};
use crate::check::norm::{kinds, read, Kind};
use crate::check::{Context, Demand, Rule};
use crate::diagnostic::{Code, Finding, Spanned};
use crate::fields::Spoken;
use crate::model::{Cite, Line, Norm, Unit};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::TextOffArticle,
    source: include_str!("text_off_article.rs"),
    norms: &[],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    for measure in &unit.measures {
        let Some(article) = &measure.article else {
            continue;
        };
        let Some(line) = line_of(unit, article) else {
            continue;
        };
        for text in [&measure.text, &measure.period] {
            cited(unit, text, article, line, findings);
        }
    }
    let limits = limits(context);
    if limits.is_empty() {
        return;
    }
    let mut look = |text: &Spanned<String>, own: &Spanned<String>| {
        findings.extend(
            limits
                .iter()
                .find_map(|limit| limit.broken(context, text, own)),
        );
    };
    for step in unit.workflows.iter().flat_map(|w| &w.steps) {
        look(&step.text, &step.text);
        if let Some(limit) = &step.limit {
            look(&step.text, limit);
        }
    }
    for department in &unit.departments {
        for text in department.duties.iter().chain(&department.rules) {
            look(text, text);
        }
    }
    for measure in unit.measures.iter().filter(|m| m.article.is_none()) {
        look(&measure.text, &measure.text);
        look(&measure.text, &measure.period);
    }
}

fn found(text: &str) -> Vec<Quantity> {
    let chars: Vec<char> = text.chars().collect();
    quantities(&chars).into_iter().map(|f| f.quantity).collect()
}

/// The line that a measure cites.
fn line_of<'t>(unit: &'t Unit, cite: &Cite) -> Option<&'t Line> {
    let path = cite.path.as_ref()?;
    let article = unit[cite.regulation].article(path.article())?;
    article
        .lines
        .iter()
        .find(|line| line.path.as_ref() == Some(path))
}

/// Quantities of one sort can be held against each other.
fn alike(a: Quantity, b: Quantity) -> bool {
    use Quantity::{Days, Often, Persons, Workdays, Yuan};
    matches!(
        (a, b),
        (Days(_) | Workdays(_), Days(_) | Workdays(_))
            | (Often { .. }, Often { .. })
            | (Yuan(_), Yuan(_))
            | (Persons(_), Persons(_))
    )
}

fn same(a: Quantity, b: Quantity) -> bool {
    match (a, b) {
        (
            Quantity::Often { months, times },
            Quantity::Often {
                months: other,
                times: as_often,
            },
        ) => months.saturating_mul(as_often) == other.saturating_mul(times),
        _ => a == b,
    }
}

/// What a measure says in numbers, where the line it cites says one of that sort, and another.
fn cited(
    unit: &Unit,
    text: &Spanned<String>,
    article: &Spanned<Cite>,
    line: &Line,
    findings: &mut Vec<Finding>,
) {
    let own = found(text);
    let theirs = found(&line.text);
    for quantity in &own {
        let of_sort = || theirs.iter().filter(|other| alike(*quantity, **other));
        let one = of_sort().count() == 1;
        let agrees = own.iter().any(|q| {
            theirs
                .iter()
                .any(|other| alike(*quantity, *q) && same(*q, *other))
        });
        if !one || agrees {
            continue;
        }
        let theirs = of_sort()
            .next()
            .map_or(String::new(), |other| other.chinese());
        let message = format!("写的是{}，所引的条文是{theirs}", quantity.chinese());
        findings.push(
            Finding::error(RULE.code, text.place, message)
                .help("照条文改；条文写错的，按程序修订条文")
                .basis(unit.cite(article))
                .related(line.place, "条文在这里"),
        );
        return;
    }
}

/// What any text of the unit may repeat: a number of a norm, known by words that leave no doubt.
struct Limit<'t> {
    demand: Demand<'t>,
    quantity: Quantity,
    /// One of each group names the thing.
    words: Vec<Vec<&'t str>>,
}

/// Numbers of kinds that are about one thing each: the kind, the key, and the word of the thing.
const LIMITS: [(&Kind, &str, &str); 3] = [
    (&kinds::DECISION_KINDS, "large-sum-from", "大额"),
    (&large_sum_without_minutes::KIND, "from", "大额"),
    (&kinds::ROTATION, "years", "轮岗"),
];

fn limits<'t>(context: &Context<'t>) -> Vec<Limit<'t>> {
    let mut out = Vec::new();
    for demand in context.demands() {
        let norm = demand.norm;
        for (_, key, word) in LIMITS.iter().filter(|(kind, ..)| kind.is_of(norm)) {
            let quantity = read::count(norm, key).map(|number| match *key {
                "years" => Quantity::Months(number.saturating_mul(12)),
                _ => Quantity::Yuan(number),
            });
            out.extend(quantity.map(|quantity| Limit {
                demand: demand.clone(),
                quantity,
                words: vec![vec![word]],
            }));
        }
        for (quantity, spoken) in of_records(context.unit, norm) {
            let groups = spoken.known_by.iter();
            let words = groups.map(|group| group.iter().map(String::as_str).collect());
            out.push(Limit {
                demand: demand.clone(),
                quantity,
                words: words.collect(),
            });
        }
    }
    out.retain(|limit| !limit.words.is_empty());
    out
}

/// What a norm on the records of a ledger gives in numbers, and how texts speak of it.
fn of_records<'t>(unit: &'t Unit, norm: &Norm) -> Vec<(Quantity, &'t Spoken)> {
    let mut ledgers = unit.ledgers.iter();
    let Some(entry) = ledgers.find(|l| norm.word("ledger") == Some(l.key())) else {
        return Vec::new();
    };
    let entry = entry.entry();
    if kinds::DUE.is_of(norm) {
        let often = months(norm).map(|months| Quantity::Often {
            months,
            times: read::count(norm, "times").unwrap_or(1),
        });
        return often
            .map(|often| (often, &entry.spoken))
            .into_iter()
            .collect();
    }
    if !kinds::WITHIN.is_of(norm) {
        return Vec::new();
    }
    let days = read::count(norm, "within-days").map(Quantity::Days);
    let workdays = || read::count(norm, "within-workdays").map(Quantity::Workdays);
    let Some(limit) = days.or_else(workdays) else {
        return Vec::new();
    };
    let ends = norm.words("end").filter_map(|(key, _)| {
        let mut fields = entry.table.fields.iter();
        fields.find(|field| field.key == key)
    });
    ends.map(|field| (limit, &field.kept.spoken)).collect()
}

impl Limit<'_> {
    /// The finding that `own`, which is about what `text` says, repeats the number otherwise.
    fn broken(
        &self,
        context: &Context<'_>,
        text: &Spanned<String>,
        own: &Spanned<String>,
    ) -> Option<Finding> {
        let about = |text: &str| {
            let mut groups = self.words.iter();
            groups.all(|group| group.iter().any(|word| text.contains(word)))
        };
        let years = |q: &Quantity| {
            matches!(
                (self.quantity, q),
                (Quantity::Months(_), Quantity::Months(_))
            )
        };
        let clauses = own.split(['，', '；', '。', ',', ';']);
        let whole = text.place != own.place;
        let said: Vec<Quantity> = clauses
            .filter(|clause| if whole { about(text) } else { about(clause) })
            .flat_map(found)
            .filter(|q| alike(self.quantity, *q) || years(q))
            .collect();
        if said.is_empty() || said.iter().any(|q| same(*q, self.quantity)) {
            return None;
        }
        let (own_says, wanted) = (said[0].chinese(), self.quantity.chinese());
        let message = format!("写的是{own_says}，条文要求{wanted}");
        let line = self.demand.norm.article.place;
        Some(
            Finding::error(RULE.code, own.place, message)
                .help("照条文改；条文写错的，按程序修订条文和 norm")
                .basis(context.basis(&self.demand))
                .related(line, "条文的 norm 在这里"),
        )
    }
}
