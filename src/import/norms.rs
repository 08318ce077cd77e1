//! Norms that articles say plainly, proposed as comments with the words that each was read from:
//! a person uncomments what is right. The words are those by which norms and texts are held
//! against each other ([`crate::check`]), read the other way.

use super::text::draft::{Article, Draft};
use crate::check::agree::quantity::{quantities, Found, Quantity};
use std::fmt::Write as _;

/// How the unit speaks of what norms are about.
#[derive(Debug, Default)]
pub struct Speech {
    /// Its ledgers.
    pub ledgers: Vec<Ledger>,
    /// Its grades, the gravest first: key and name.
    pub grades: Vec<(String, String)>,
}

/// A ledger, as articles speak of it.
#[derive(Debug)]
pub struct Ledger {
    /// Its id.
    pub key: String,
    /// What one is kept for: `department`, `post` or `unit`.
    pub each: &'static str,
    /// The words by which articles speak of it.
    pub words: Vec<String>,
    /// The day that it counts from.
    pub start: Option<String>,
    /// Its other days, with the words of each.
    pub ends: Vec<(String, Vec<String>)>,
}

/// A norm: the words it was read from, and its keys.
type Norm = (String, Vec<String>);

/// The comments that propose norms; empty where the text says none plainly.
pub fn proposals(draft: &Draft, speech: &Speech) -> String {
    let graded = draft.articles().flat_map(|a| &a.lines).any(|line| {
        let text = line.written();
        text.contains("等级") && text.contains("评定")
    });
    let mut out = String::new();
    for article in draft.articles() {
        let mut seen: Vec<Vec<String>> = Vec::new();
        for (words, keys) in of_article(article, speech, graded) {
            if seen.contains(&keys) {
                continue;
            }
            let place = draft.form.label(article.number);
            // Writing to a string cannot fail.
            let _ = write!(
                out,
                "\n## {place}：“{words}”\n# [[regulation.norm]]\n# article = \"{}\"\n",
                article.number
            );
            for key in &keys {
                let _ = writeln!(out, "# {key}");
            }
            seen.push(keys);
        }
    }
    if out.is_empty() {
        return out;
    }
    const HEAD: &str =
        "\n## 可以写成 norm 的话。都没有启用：照条文核对，改好参数，去掉行首的一个井号和空格。\n\
                        ## 每一种的写法见 docs/norms.md，别的要求也在那里。\n";
    HEAD.to_owned() + &out
}

/// What an article says.
fn of_article(article: &Article, speech: &Speech, graded: bool) -> Vec<Norm> {
    let mut out = Vec::new();
    for line in &article.lines {
        let text = line.written();
        for sentence in text.split(['。', '；']).filter(|s| !s.is_empty()) {
            let sentence = Sentence::new(sentence);
            let readings = [
                graded.then(|| publicity(&sentence)).flatten(),
                rotation(&sentence, speech),
                regrade(&sentence),
                due(&sentence, speech),
                within(&sentence, speech),
                apart(&sentence),
                procedure(&sentence),
                grade_set(&sentence, speech),
                covered(&sentence),
            ];
            let readings = readings.into_iter().flatten();
            out.extend(readings.map(|keys| (sentence.shown(), keys)));
        }
    }
    out
}

/// A sentence with what it says in numbers.
struct Sentence<'t> {
    text: &'t str,
    chars: Vec<char>,
    found: Vec<Found>,
}

impl<'t> Sentence<'t> {
    fn new(text: &'t str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let found = quantities(&chars);
        Self { text, chars, found }
    }

    fn says(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.text.contains(word))
    }

    /// The clause around a quantity: up to the marks on either side.
    fn clause(&self, found: &Found) -> String {
        let stop = |c: &char| "，：、".contains(*c) && *c != '、';
        let from = self.chars[..found.range.start].iter().rposition(stop);
        let from = from.map_or(0, |at| at + 1);
        let to = self.chars[found.range.end..].iter().position(stop);
        let to = to.map_or(self.chars.len(), |at| found.range.end + at);
        self.chars[from..to].iter().collect()
    }

    /// Its words, for the comment.
    fn shown(&self) -> String {
        const MOST: usize = 60;
        let cut = self.chars.len() > MOST;
        let words = self.chars.iter().take(MOST).filter(|c| !c.is_control());
        let end = if cut { "……" } else { "" };
        words.collect::<String>() + end
    }
}

fn kind(kind: &str) -> String {
    format!("kind = \"{kind}\"")
}

/// 评定结果公示七天.
fn publicity(sentence: &Sentence<'_>) -> Option<Vec<String>> {
    let days = sentence
        .found
        .iter()
        .find_map(|found| match found.quantity {
            Quantity::Days(days) if sentence.clause(found).contains("公示") => {
                let before: String = sentence.chars[..found.range.start].iter().collect();
                // 公示结束之日起十五日以内 is another term.
                (!before.contains("之日起")).then_some(days)
            }
            _ => None,
        })?;
    sentence
        .says(&["评定", "等级"])
        .then(|| vec![kind("publicity"), format!("days = {days}")])
}

/// 任满五年的，应当轮岗.
fn rotation(sentence: &Sentence<'_>, speech: &Speech) -> Option<Vec<String>> {
    let years = sentence
        .found
        .iter()
        .find_map(|found| match found.quantity {
            Quantity::Months(months) if months % 12 == 0 && months > 0 => Some(months / 12),
            _ => None,
        })?;
    let topic = sentence.says(&["轮岗", "任满"]);
    let (key, _) = (speech.grades.iter())
        .find(|(_, name)| sentence.text.contains(name.as_str()))
        .or(speech.grades.first())?;
    topic.then(|| {
        vec![
            kind("rotation"),
            format!("grade = \"{key}\"  # 各级都要轮岗的，一级写一条"),
            format!("years = {years}"),
        ]
    })
}

/// 等级每两年重新评定一次.
fn regrade(sentence: &Sentence<'_>) -> Option<Vec<String>> {
    let months = sentence
        .found
        .iter()
        .find_map(|found| match found.quantity {
            Quantity::Often { months, times: 1 } => Some(months),
            _ => None,
        })?;
    let topic = sentence.says(&["重新评定", "评定一次", "评定1次"]);
    topic.then(|| vec![kind("regrade"), format!("every-months = {months}")])
}

/// 高级的每半年、中级的每年自查一次.
fn due(sentence: &Sentence<'_>, speech: &Speech) -> Option<Vec<String>> {
    let ledger = spoken(sentence.text, &speech.ledgers)?;
    let (mut every, mut grades, mut count) = (None, Vec::new(), 1);
    let mut from = 0;
    for found in &sentence.found {
        let Quantity::Often { months, times } = found.quantity else {
            continue;
        };
        let often = match months {
            1 => "month",
            3 => "quarter",
            6 => "half-year",
            12 => "year",
            24 => "two-years",
            _ => return None,
        };
        count = count.max(times);
        let before: String = sentence.chars[from..found.range.start].iter().collect();
        let of: Vec<&str> = (speech.grades.iter())
            .filter(|(_, name)| before.contains(name.as_str()))
            .map(|(key, _)| key.as_str())
            .collect();
        if of.is_empty() {
            every = every.or(Some(often));
        }
        grades.extend(of.iter().map(|key| format!("{key} = \"{often}\"")));
        from = found.range.end;
    }
    let often = match (every, grades.is_empty()) {
        (_, false) => format!("grades = {{ {} }}", grades.join(", ")),
        (Some(every), true) => format!("every = \"{every}\""),
        (None, true) => return None,
    };
    let mut keys = vec![
        kind("due"),
        format!("ledger = \"{}\"", ledger.key),
        format!("each = \"{}\"", ledger.each),
        often,
    ];
    if count > 1 {
        keys.push(format!("times = {count}"));
    }
    Some(keys)
}

/// The ledger that a text speaks of, by the longest of its words.
fn spoken<'s>(text: &str, ledgers: &'s [Ledger]) -> Option<&'s Ledger> {
    let words = ledgers.iter().flat_map(|ledger| {
        let words = ledger
            .words
            .iter()
            .filter(|word| text.contains(word.as_str()));
        words.map(move |word| (word.len(), ledger))
    });
    words
        .max_by_key(|(length, _)| *length)
        .map(|(_, ledger)| ledger)
}

/// 收到通知书十五日以内书面报告.
fn within(sentence: &Sentence<'_>, speech: &Speech) -> Option<Vec<String>> {
    sentence.found.iter().find_map(|found| {
        let limit = match found.quantity {
            Quantity::Days(days) => format!("within-days = {days}"),
            Quantity::Workdays(days) => format!("within-workdays = {days}"),
            _ => return None,
        };
        let after: String = sentence.chars[found.range.end..].iter().take(3).collect();
        let limited = ["以内", "之内", "内"]
            .iter()
            .any(|word| after.starts_with(word));
        let clause = sentence.clause(found);
        let found = speech.ledgers.iter().find_map(|ledger| {
            let start = ledger.start.as_ref()?;
            let said = |words: &[String]| words.iter().any(|word| clause.contains(word.as_str()));
            let end = ledger
                .ends
                .iter()
                .find(|(key, words)| key != start && said(words));
            // The sentence must speak of the ledger too: 备案 is of many things.
            let topic = ledger
                .words
                .iter()
                .any(|word| sentence.text.contains(word.as_str()));
            end.filter(|_| topic).map(|(end, _)| (ledger, start, end))
        });
        let (ledger, start, end) = found.filter(|_| limited)?;
        Some(vec![
            kind("within"),
            format!("ledger = \"{}\"", ledger.key),
            format!("start = \"{start}\""),
            format!("end = \"{end}\""),
            limit,
        ])
    })
}

/// 会计与出纳不得由一人兼任; 申请、审批、验收、付款，应当由不同的人员办理.
fn apart(sentence: &Sentence<'_>) -> Option<Vec<String>> {
    const SAID: &[&str] = &[
        "不得由一人兼任",
        "不得由同一人",
        "不得兼任",
        "不能由一人兼任",
        "由不同的人",
        "相互分离",
        "相分离",
    ];
    let at = SAID
        .iter()
        .filter_map(|said| sentence.text.find(said))
        .min()?;
    let before =
        sentence.text[..at].trim_end_matches(['，', '必', '须', '应', '当', '要', '分', '别']);
    let list = before.rsplit(['，', '：']).next()?;
    // 采购的申请、审批: what is listed is what follows 的.
    let list = match list.split_once('的') {
        Some((_, rest)) if rest.contains(['、', '与', '和']) => rest,
        _ => list,
    };
    let duties: Vec<&str> = list.split(['、', '与', '和', '及']).collect();
    let plain = |duty: &&str| (1..=8).contains(&duty.chars().count()) && !duty.contains('《');
    if duties.len() < 2 || duties.len() > 8 || !duties.iter().all(plain) {
        return None;
    }
    let duties: Vec<String> = duties.iter().map(|duty| format!("\"{duty}\"")).collect();
    Some(vec![
        kind("apart"),
        format!("duties = [[{}]]", duties.join(", ")),
    ])
}

/// 按照自报、审核、汇总、复核、决定、公示、备案的顺序进行.
fn procedure(sentence: &Sentence<'_>) -> Option<Vec<String>> {
    const STEPS: &[(&str, &[&str])] = &[
        ("self-report", &["自报", "申报", "自评"]),
        ("meeting", &["会议研究", "集体研究"]),
        ("review", &["审核", "初审"]),
        ("collect", &["汇总"]),
        ("recheck", &["复核"]),
        ("decide", &["决定", "审定"]),
        ("publish", &["公示"]),
        ("file", &["备案"]),
    ];
    let mut said: Vec<(usize, &str)> = (STEPS.iter())
        .filter_map(|(key, words)| {
            let at = words
                .iter()
                .filter_map(|word| sentence.text.find(word))
                .min();
            at.map(|at| (at, *key))
        })
        .collect();
    said.sort_unstable();
    if said.len() < 4
        || !sentence.says(&["顺序", "程序", "步骤"])
        || !sentence.says(&["评定", "等级"])
    {
        return None;
    }
    let steps: Vec<String> = said.iter().map(|(_, key)| format!("\"{key}\"")).collect();
    Some(vec![
        kind("grading-procedure"),
        "subject = \"department\"  # 岗位也这样评的，另写一条 subject = \"post\"".to_owned(),
        format!("steps = [{}]", steps.join(", ")),
    ])
}

/// 分为一级、二级、三级.
fn grade_set(sentence: &Sentence<'_>, speech: &Speech) -> Option<Vec<String>> {
    let (_, after) = sentence
        .text
        .split_once("分为")
        .or_else(|| sentence.text.split_once("分成"))?;
    let clause = after.split(['，', '：']).next()?;
    let all = !speech.grades.is_empty()
        && speech
            .grades
            .iter()
            .all(|(_, name)| clause.contains(name.as_str()));
    let keys: Vec<String> = speech
        .grades
        .iter()
        .map(|(key, _)| format!("\"{key}\""))
        .collect();
    all.then(|| vec![kind("grade-set"), format!("grades = [{}]", keys.join(", "))])
}

/// 每一个风险点都应当制定防控措施.
fn covered(sentence: &Sentence<'_>) -> Option<Vec<String>> {
    let each = [
        "每个风险点",
        "每一个风险点",
        "每一风险点",
        "逐一制定防控措施",
    ];
    (sentence.says(&each) && sentence.says(&["措施"])).then(|| {
        vec![
            kind("covered"),
            "each = \"risk\"".to_owned(),
            "needs = \"measure\"".to_owned(),
        ]
    })
}
