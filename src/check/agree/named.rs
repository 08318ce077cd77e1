//! Grades, bodies, steps and other names of a norm against those of its article.

use super::{Difference, Pair, Sort};
use crate::check::grading::actor;
use crate::check::norm::{kinds, read};
use crate::diagnostic::Place;
use crate::load::Value;
use crate::model::{Actor, Grade, Line, OrganKind, Unit};

pub(super) fn compare(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    grade(pair, out);
    colours(pair, out);
    lists(pair, out);
    powers(pair, out);
    actors(pair, out);
    steps(pair, out);
    texts(pair, out);
    disposals(pair, out);
    levels(pair, out);
}

impl Pair<'_, '_> {
    fn unit(&self) -> &Unit {
        self.context.unit
    }

    /// The words by which the regulation speaks of a grade.
    fn grade_words(&self, grade: Grade) -> [&str; 2] {
        [grade.chinese(), self.covered.regulation.grade_word(grade)]
    }

    fn names_grade(&self, text: &str, grade: Grade) -> bool {
        self.grade_words(grade)
            .iter()
            .any(|word| text.contains(word))
    }
}

/// The one grade of a norm, against those its place names, or else the lines above.
fn grade(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    let norm = pair.demand.norm;
    let unit = pair.unit();
    let (Some(value), Some(own)) = (norm.get("grade"), read::grade(unit, norm, "grade")) else {
        return;
    };
    let covered = pair.covered;
    let grades = &unit.vocabulary.grades;
    let named = |text: &str| -> Vec<Grade> {
        let all = grades.iter().copied();
        all.filter(|&grade| pair.names_grade(text, grade)).collect()
    };
    let of_class = kinds::CLASS_GRADE.is_of(norm);
    let caption = covered.regulation.article(norm.article.article());
    let caption = caption
        .and_then(|a| a.caption.as_ref())
        .map_or("", |c| c.value.as_str());
    // What heads a class says its grade; what stands below it may speak of others.
    let (said, line) = if of_class {
        let first = covered.lines.first().copied();
        let mut heads = first.into_iter().chain(covered.above.iter().copied());
        let head = heads.find(|line| !named(&line.text).is_empty());
        let said = head.map_or_else(|| named(caption), |line| named(&line.text));
        (said, head.or(first))
    } else {
        let line = covered.lines.iter().find(|l| !named(&l.text).is_empty());
        (
            named(&covered.text),
            line.or(covered.lines.first()).copied(),
        )
    };
    let place = line.map(|line| line.place);
    let name = own.chinese();
    if said.contains(&own) {
        return;
    }
    if let Some(other) = said.first() {
        let message = format!(
            "grade = \"{}\"（{name}），条文写的是{}",
            own.key(),
            other.chinese()
        );
        out.push(Difference::new(Sort::Differs, value.place, message, place));
        return;
    }
    // A regulation that never names a grade leaves them to another.
    let grading = covered.regulation.articles().flat_map(|a| &a.lines);
    let grades_at_all = grading
        .into_iter()
        .any(|line| !named(&line.text).is_empty());
    let speaks = of_class && grades_at_all && speaks_of_class(pair);
    if speaks {
        let message = format!("grade = \"{}\"：条文没有写这一类是{name}", own.key());
        out.push(Difference::new(Sort::Beyond, value.place, message, place));
    }
}

/// Whether the article is about the class: it has its name, and items of its own.
fn speaks_of_class(pair: &Pair<'_, '_>) -> bool {
    let norm = pair.demand.norm;
    let class = norm.word("class").unwrap_or_default();
    let class = pair.unit().classes.iter().find(|c| *c.id == *class);
    let items = pair.covered.items(norm.article.numbers.len()).len();
    let article = pair.covered.regulation.article(norm.article.article());
    let caption = article.and_then(|a| a.caption.as_ref());
    class.is_some_and(|class| {
        let name = class.name.value.as_str();
        let titled = caption.is_some_and(|c| c.value.contains(name));
        items > 1 && (titled || pair.covered.text.contains(name))
    })
}

/// Colours of grades.
fn colours(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    let norm = pair.demand.norm;
    if !kinds::GRADE_SET.is_of(norm) {
        return;
    }
    let unit = pair.unit();
    if let Some(value) = norm.get("grades") {
        let said: Vec<Grade> = (unit.vocabulary.grades.iter().copied())
            .filter(|&grade| pair.names_grade(&pair.covered.text, grade))
            .collect();
        let own: Vec<&str> = norm.words("grades").map(|(word, _)| word).collect();
        for (word, place) in norm.words("grades") {
            let grade = unit.vocabulary.grade(word);
            if let Some(grade) = grade.filter(|g| !said.is_empty() && !said.contains(g)) {
                let message = format!("grades 里有{}，条文没有写", grade.chinese());
                out.push(Difference::new(Sort::Beyond, place, message, first(pair)));
            }
        }
        for grade in said.iter().filter(|g| !own.contains(&g.key())) {
            let message = format!("条文写了{}，grades 里没有", grade.chinese());
            let line = pair
                .covered
                .line_with(&pair.grade_words(*grade))
                .map(|l| l.place);
            out.push(Difference::new(Sort::Lacking, value.place, message, line));
        }
    }
    let Some(table) = read::table(norm, "colours") else {
        return;
    };
    let colour = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        _ => None,
    };
    let named = |text: &str| {
        let mut all = table.entries.iter().filter_map(|(_, v)| colour(&v.value));
        all.any(|colour| text.contains(&colour))
    };
    let anywhere = unit.vocabulary.grades.iter();
    let anywhere = anywhere.map(|g| g.colour().name.as_str());
    let spoken = anywhere
        .clone()
        .any(|name| pair.covered.text.contains(name));
    for (key, value) in &table.entries {
        let Some(own) = colour(&value.value) else {
            continue;
        };
        if pair.covered.text.contains(&own) {
            // 高级用红色标示: the clause of the grade must have its own colour.
            let Some(grade) = unit.vocabulary.grade(key) else {
                continue;
            };
            let clause = pair.covered.clauses.iter().find(|clause| {
                let other = unit.vocabulary.grades.iter().filter(|g| **g != grade);
                let alone = other.clone().all(|g| !pair.names_grade(&clause.text, *g));
                alone && pair.names_grade(&clause.text, grade) && named(&clause.text)
            });
            if let Some(clause) = clause.filter(|clause| !clause.text.contains(&own)) {
                let message = format!("colours.{} = \"{own}\"，条文写的是别的颜色", key.value);
                let line = Some(clause.line.place);
                out.push(Difference::new(Sort::Differs, value.place, message, line));
            }
        } else if spoken || named(&pair.covered.text) {
            let message = format!("colours.{} = \"{own}\"，条文没有写{own}", key.value);
            out.push(Difference::new(
                Sort::Differs,
                value.place,
                message,
                first(pair),
            ));
        }
    }
}

fn first(pair: &Pair<'_, '_>) -> Option<Place> {
    pair.covered.lines.first().map(|line| line.place)
}

/// Lists of departments and posts by grade, name by name.
fn lists(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    let norm = pair.demand.norm;
    if !kinds::GRADE_BY_LIST.is_of(norm) {
        return;
    }
    let unit = pair.unit();
    let objects: Vec<(&str, &str)> = match norm.word("subject") {
        Some("department") => {
            let all = unit.departments.iter();
            all.map(|d| (d.id.as_str(), d.name.as_str())).collect()
        }
        Some("post") => {
            let all = unit.posts.iter();
            all.map(|p| (p.id.as_str(), p.name.as_str())).collect()
        }
        _ => return,
    };
    for &grade in &unit.vocabulary.grades {
        // The line or clause of this grade alone.
        let Some((line, names)) = names_of(pair, grade) else {
            continue;
        };
        let known = names
            .iter()
            .any(|name| objects.iter().any(|(_, n)| n == name));
        if !known {
            continue;
        }
        let listed: Vec<(&str, Place)> = read::listed_for(norm, grade).collect();
        for &(id, place) in &listed {
            let name = objects
                .iter()
                .find(|(other, _)| *other == id)
                .map(|(_, name)| *name);
            if let Some(name) = name.filter(|name| !names.iter().any(|n| n == name)) {
                let message = format!(
                    "grades.{} 里有{name}，条文的{}里没有",
                    grade.key(),
                    grade.chinese()
                );
                out.push(Difference::new(
                    Sort::Beyond,
                    place,
                    message,
                    Some(line.place),
                ));
            }
        }
        for name in &names {
            let object = objects.iter().find(|(_, other)| other == name);
            let Some((id, _)) = object.filter(|(id, _)| !listed.iter().any(|(l, _)| l == id))
            else {
                continue;
            };
            let table = norm.get("grades").map_or(norm.place, |g| g.place);
            let place = read::of_grade(norm, grade).map_or(table, |list| list.place);
            let message = format!("条文的{}里有{name}（{id}），norm 里没有", grade.chinese());
            out.push(Difference::new(
                Sort::Lacking,
                place,
                message,
                Some(line.place),
            ));
        }
    }
}

/// The names in the line that is about one grade: 高级（红色）：甲、乙，共2个.
fn names_of<'t>(pair: &Pair<'_, 't>, grade: Grade) -> Option<(&'t Line, Vec<String>)> {
    let grades = &pair.unit().vocabulary.grades;
    let alone = |line: &&&Line| {
        let of = grades.iter().filter(|g| pair.names_grade(&line.text, **g));
        of.eq([&grade])
    };
    let line = pair.covered.lines.iter().find(alone)?;
    let names = line
        .text
        .split(['、', '，', '；', '。', '：', '和', '及', '与']);
    let names = names.map(|name| {
        let name = name.trim();
        let cut = ["为", "属于", "定为"]
            .iter()
            .filter_map(|verb| name.find(verb))
            .min();
        name[..cut.unwrap_or(name.len())].to_owned()
    });
    Some((line, names.filter(|name| !name.is_empty()).collect()))
}

/// Powers: each that the norm lists, and each that the article names.
fn powers(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    let norm = pair.demand.norm;
    let by_powers = kinds::GRADE_BY_POWERS.is_of(norm);
    if !by_powers && !kinds::IMPORTANT_POSTS.is_of(norm) {
        return;
    }
    let unit = pair.unit();
    let mut own: Vec<(&str, Place)> = norm.words("powers").collect();
    let mut table = norm.get("powers").map(|value| value.place);
    for &grade in &unit.vocabulary.grades {
        let Some(Value::Table(of)) = read::of_grade(norm, grade).map(|v| &v.value) else {
            continue;
        };
        for (_, list) in &of.entries {
            table = table.or(Some(list.place));
            if let Value::Array(items) = &list.value {
                own.extend(items.iter().filter_map(|item| match &item.value {
                    Value::String(power) => Some((power.as_str(), item.place)),
                    _ => None,
                }));
            }
        }
    }
    let mut text = pair.covered.text.clone();
    // 前项所列权力 are those of another place in the article.
    if ["前项", "前款", "上述", "前条"]
        .iter()
        .any(|word| text.contains(word))
    {
        let article = pair.covered.regulation.article(norm.article.article());
        text = article.map_or(text, |a| a.lines.iter().map(|l| l.text.as_str()).collect());
    }
    // 管人、管财、管物 and 人财物 stand for the powers that begin so.
    let loosely = |name: &str| {
        let head = name.chars().next().unwrap_or('\u{0}');
        text.contains("人财物") && "人财物".contains(head) || text.contains(&format!("管{head}"))
    };
    let is_named = |name: &str| text.contains(name) || loosely(name);
    let powers = || {
        unit.vocabulary
            .powers
            .iter()
            .filter(|p| text.contains(p.chinese()))
    };
    // One or none is no list of powers.
    if powers().count() < 2 {
        return;
    }
    let mut told: Vec<&str> = Vec::new();
    for (id, place) in &own {
        let Some(power) = unit.vocabulary.power(id) else {
            continue;
        };
        if is_named(power.chinese()) || told.contains(id) {
            continue;
        }
        told.push(id);
        let message = format!("写了{}（{id}），条文没有写这项权力", power.chinese());
        out.push(Difference::new(Sort::Beyond, *place, message, first(pair)));
    }
    let Some(place) = table else { return };
    for power in powers().filter(|p| !own.iter().any(|(id, _)| *id == p.key())) {
        // A longer name may hold a shorter one.
        let mut longer = unit.vocabulary.powers.iter();
        let inside = longer.any(|other| {
            other != power
                && other.chinese().contains(power.chinese())
                && text.contains(other.chinese())
        });
        if inside {
            continue;
        }
        let message = format!(
            "条文写了{}，norm 没有写这项权力（{}）",
            power.chinese(),
            power.key()
        );
        let line = pair.covered.line_with(&[power.chinese()]).map(|l| l.place);
        out.push(Difference::new(Sort::Lacking, place, message, line));
    }
}

/// Who acts, by the key of the parameter, and the words of the clause that says so.
const ACTORS: &[(&str, &[&str])] = &[
    ("collector", &["汇总"]),
    ("rechecker", &["复核"]),
    ("decider", &["决定", "确定", "审定"]),
    ("filed-with", &["备案"]),
    ("with", &["备案", "存档", "送"]),
    ("returned-by", &["退回"]),
    ("centre", &["信息中心"]),
    ("by", &["初核", "初步"]),
];

fn actors(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    let unit = pair.unit();
    let norm = pair.demand.norm;
    for &(key, topics) in ACTORS {
        let Some(value) = norm.get(key) else { continue };
        let Some(own) = norm.word(key).and_then(|id| actor(unit, id)) else {
            continue;
        };
        let spoken: Vec<_> = (pair.covered.clauses.iter())
            .filter(|clause| topics.iter().any(|topic| clause.text.contains(topic)))
            .collect();
        let Some(clause) = spoken.first() else {
            continue;
        };
        let is_named = |text: &str, who: &Actor| {
            let named = pair.names.all(who);
            named.iter().any(|name| text.contains(name)) || is_above(unit, who, text)
        };
        // Where the clause has some body of the unit, it has to be this one; else the sentence
        // may have named it before.
        let others = (0..unit.organs.len())
            .map(|i| Actor::Organ(crate::model::Ref::new(i, unit.organs[i].id.place)));
        let others = others.filter(|who| *who != own);
        let theirs = others.filter(|who| spoken.iter().any(|c| is_named(&c.text, who)));
        let here = spoken.iter().any(|clause| is_named(&clause.text, &own));
        let other = theirs.map(|who| unit.actor_name(&who).to_owned()).next();
        if here || other.is_none() && is_named(&pair.covered.text, &own) {
            continue;
        }
        let name = unit.actor_name(&own);
        let line = Some(clause.line.place);
        let id = norm.word(key).unwrap_or_default();
        let (sort, message) = match other {
            Some(other) => (
                Sort::Differs,
                format!("{key} = \"{id}\"（{name}），条文写的是{other}"),
            ),
            None => (Sort::Beyond, format!("{key} = \"{id}\"：条文没有写{name}")),
        };
        out.push(Difference::new(sort, value.place, message, line));
    }
}

/// 上级 names a body above the unit.
fn is_above(unit: &Unit, who: &Actor, text: &str) -> bool {
    match who {
        Actor::Organ(organ) => unit[*organ].kind == OrganKind::Superior && text.contains("上级"),
        _ => false,
    }
}

/// The steps of a procedure, and the words that say them.
const STEPS: &[(&str, &[&str])] = &[
    ("self-report", &["自报", "申报", "自评"]),
    ("meeting", &["会议研究", "集体研究", "会研究"]),
    ("review", &["审核", "初审"]),
    ("collect", &["汇总"]),
    ("recheck", &["复核"]),
    ("decide", &["决定", "确定", "审定"]),
    ("publish", &["公示"]),
    ("file", &["备案"]),
];

fn steps(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    let norm = pair.demand.norm;
    if !kinds::GRADING_PROCEDURE.is_of(norm) {
        return;
    }
    let text = &pair.covered.text;
    let is_said = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if STEPS.iter().filter(|(_, words)| is_said(words)).count() < 3 {
        return; // It names no procedure, or another article's.
    }
    let Some(value) = norm.get("steps") else {
        return;
    };
    // Another norm of the same place may have the rest: one sentence for departments and posts.
    let regulation = pair.covered.regulation;
    let beside = regulation
        .norms
        .iter()
        .filter(|n| n.article.value == norm.article.value);
    let beside: Vec<_> = beside.collect();
    let has = |step: &str| {
        beside.iter().any(|n| {
            let files = kinds::FILING.is_of(n) && step == "file";
            files || n.words("steps").any(|(word, _)| word == step)
        })
    };
    for (step, words) in STEPS {
        let own = norm.words("steps").find(|(word, _)| word == step);
        if let Some((_, place)) = own.filter(|_| !is_said(words)) {
            let message = format!("steps 里有 {step}，条文没有写{}这一步", words[0]);
            out.push(Difference::new(Sort::Beyond, place, message, first(pair)));
        }
        // What is filed or published may be said of some only, in norms of their own.
        let loose = matches!(*step, "file" | "publish" | "meeting");
        if is_said(words) && !has(step) && !loose {
            let message = format!("条文写了{}这一步，steps 里没有 {step}", words[0]);
            let line = pair.covered.line_with(words).map(|l| l.place);
            out.push(Difference::new(Sort::Lacking, value.place, message, line));
        }
    }
}

/// Texts that an article lists word for word.
const TEXTS: &[(&str, &str)] = &[("feedback", "forms"), ("required-regulations", "names")];

fn texts(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    let norm = pair.demand.norm;
    for &(_, key) in TEXTS.iter().filter(|(kind, _)| *norm.kind == **kind) {
        let all: Vec<(&str, Place)> = norm.words(key).collect();
        let said = |word: &str| pair.covered.text.contains(word);
        if all.iter().any(|(word, _)| said(word)) {
            for (word, place) in all.iter().filter(|(word, _)| !said(word)) {
                let message = format!("{key} 里有“{word}”，条文没有写");
                out.push(Difference::new(Sort::Beyond, *place, message, first(pair)));
            }
        }
        if key == "names" {
            unnamed(pair, key, out);
        }
    }
    if *norm.kind == *"three-charts" {
        let charts = [("duties", "职责"), ("rules", "制度"), ("workflow", "流程")];
        let said: Vec<_> = charts
            .iter()
            .filter(|(_, w)| pair.covered.text.contains(w))
            .collect();
        let Some(value) = norm.get("charts").filter(|_| said.len() > 1) else {
            return;
        };
        let own: Vec<&str> = norm.words("charts").map(|(word, _)| word).collect();
        for (key, word) in charts {
            let told = said.iter().any(|(k, _)| *k == key);
            let message = match (told, own.contains(&key)) {
                (true, false) => format!("条文写了工作{word}，charts 里没有 {key}"),
                (false, true) => format!("charts 里有 {key}，条文没有写工作{word}"),
                _ => continue,
            };
            let sort = if told { Sort::Lacking } else { Sort::Beyond };
            out.push(Difference::new(sort, value.place, message, first(pair)));
        }
    }
}

/// 建立健全甲制度、乙制度: those that no norm of the place has.
fn unnamed(pair: &Pair<'_, '_>, key: &str, out: &mut Vec<Difference>) {
    let norm = pair.demand.norm;
    let Some(value) = norm.get(key) else { return };
    let regulation = pair.covered.regulation;
    let beside = regulation
        .norms
        .iter()
        .filter(|n| n.article.value == norm.article.value);
    let known: Vec<&str> = beside
        .flat_map(|n| n.words(key))
        .map(|(name, _)| name)
        .collect();
    for clause in &pair.covered.clauses {
        // Only what the article wants set up, and what follows in that list.
        let Some(verb) = ["建立健全", "建立", "健全"]
            .iter()
            .find(|v| clause.text.contains(**v))
        else {
            continue;
        };
        let list = clause.text.split(verb).last().unwrap_or_default();
        for name in list.split(['、', '和', '及', '与']) {
            let name = name.trim();
            let whole = name.ends_with("制度") && name.chars().count() > 4;
            let plain = ["各项", "有关", "相关", "规章", "下列", "本", "的"];
            let vague = plain.iter().any(|word| name.contains(word));
            let has = known.iter().any(|k| k.contains(name) || name.contains(k));
            if whole && !vague && !has {
                let message = format!("条文写了{name}，{key} 里没有");
                let line = Some(clause.line.place);
                out.push(Difference::new(Sort::Lacking, value.place, message, line));
            }
        }
    }
}

/// What is done about a notice of each level.
fn disposals(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    let norm = pair.demand.norm;
    let Some(table) = read::table(norm, "by-level").filter(|_| *norm.kind == *"disposal") else {
        return;
    };
    let levels = &pair.unit().vocabulary.levels;
    for (key, value) in &table.entries {
        let Value::String(own) = &value.value else {
            continue;
        };
        let number: Option<usize> = key.parse().ok();
        let level = levels
            .iter()
            .find(|level| level.key() == key.value || number == Some(level.rank() + 1));
        let Some(name) = level.map(|level| level.chinese()) else {
            continue;
        };
        let others = levels
            .iter()
            .map(|l| l.chinese())
            .filter(|other| *other != name);
        let others: Vec<&str> = others.collect();
        let alone = |text: &str| text.contains(name) && !others.iter().any(|o| text.contains(o));
        let line = pair.covered.lines.iter().find(|line| alone(&line.text));
        let Some(line) = line.filter(|line| !line.text.contains(own.as_str())) else {
            continue;
        };
        let message = format!(
            "by-level.{} = \"{own}\"，条文的{name}写的不是这样",
            key.value
        );
        out.push(Difference::new(
            Sort::Differs,
            value.place,
            message,
            Some(line.place),
        ));
    }
}

/// Warning levels by kind of post: 领导班子成员为一级.
fn levels(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    let norm = pair.demand.norm;
    if !kinds::WARNING_LEVEL_BY_ROLE.is_of(norm) {
        return;
    }
    let unit = pair.unit();
    let head = unit.words().head.as_str();
    let keys: [(&str, &[&str]); 3] = [
        ("leader", &["领导班子"]),
        ("head", &[head]),
        ("important", &["重要岗位"]),
    ];
    for (key, words) in keys {
        let (Some(value), Some(own)) = (norm.get(key), read::level(unit, norm, key)) else {
            continue;
        };
        let said = pair.covered.clauses.iter().find_map(|clause| {
            let named = words.iter().any(|word| clause.text.contains(word));
            let levels = unit.vocabulary.levels.iter();
            let mut levels = levels.filter(|l| clause.text.contains(l.chinese()));
            let level = levels.next().filter(|_| named)?;
            levels
                .next()
                .is_none()
                .then_some((*level, clause.line.place))
        });
        let Some((level, line)) = said else { continue };
        if i64::try_from(level.rank()).is_ok_and(|rank| rank + 1 == own) {
            continue;
        }
        let message = format!("{key} = {own}，条文写的是{}", level.chinese());
        out.push(Difference::new(
            Sort::Differs,
            value.place,
            message,
            Some(line),
        ));
    }
}
