//! What a norm says of grades, and of what has them, against its article.

use super::{Difference, Pair, Sort};
use crate::check::norm::{kinds, read};
use crate::diagnostic::Place;
use crate::load::Value;
use crate::model::{Grade, Line};

pub(super) fn compare(pair: &Pair<'_, '_>, out: &mut Vec<Difference>) {
    grade(pair, out);
    colours(pair, out);
    lists(pair, out);
    powers(pair, out);
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
                out.push(Difference::new(
                    Sort::Beyond,
                    place,
                    message,
                    pair.first_line(),
                ));
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
                pair.first_line(),
            ));
        }
    }
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
        out.push(Difference::new(
            Sort::Beyond,
            *place,
            message,
            pair.first_line(),
        ));
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
