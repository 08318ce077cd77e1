//! Bodies, steps, levels and other names of a norm against those of its article.

use super::{Difference, Pair, Sort};
use crate::check::grading::actor;
use crate::check::norm::{kinds, read};
use crate::diagnostic::Place;
use crate::load::Value;
use crate::model::{Actor, OrganKind, Unit};

pub(super) fn compare(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    actors(pair, out);
    steps(pair, out);
    own_steps(pair, out);
    texts(pair, out);
    disposals(pair, out);
    levels(pair, out);
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

/// The steps that the unit's own words name: the article that has two of them has them all.
fn own_steps(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    let norm = pair.demand.norm;
    let outcomes = pair.context.outcomes.iter();
    let mut own = outcomes.filter(|outcome| outcome.demand.ordinal == pair.demand.ordinal);
    let is_faulty = own.any(|outcome| !outcome.faults.is_empty());
    if !kinds::STEPS.is_of(norm) || norm.get("key").is_none() || is_faulty {
        return;
    }
    let (said, unsaid): (Vec<_>, Vec<_>) = norm
        .words("steps")
        .partition(|(step, _)| pair.covered.text.contains(step));
    if said.len() < 2 {
        return;
    }
    let words: Vec<&str> = said.iter().map(|(step, _)| *step).collect();
    let line = pair.covered.line_with(&words).map(|line| line.place);
    for (step, place) in unsaid {
        let message = format!("steps 的{step}：条文没有写");
        out.push(Difference::new(Sort::Beyond, place, message, line));
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
            out.push(Difference::new(
                Sort::Beyond,
                place,
                message,
                pair.first_line(),
            ));
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
                out.push(Difference::new(
                    Sort::Beyond,
                    *place,
                    message,
                    pair.first_line(),
                ));
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
            out.push(Difference::new(
                sort,
                value.place,
                message,
                pair.first_line(),
            ));
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
