//! What the search box of the handbook and the index looks through.

use super::common::number;
use super::common::{Anchors, Issue};
use crate::model::{Article, Division, Form, Regulation, Unit};
use serde::Serialize;

/// One thing that can be found. Keys are short: the list is part of each page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SearchEntry {
    /// 条文, 站所, 岗位, 风险点 or 措施.
    pub k: String,
    /// Title of the hit.
    pub t: String,
    /// The text that is looked through and quoted.
    pub x: String,
    /// Where it leads.
    pub h: String,
}

/// Everything that can be found, departments first: a name is the likeliest query.
pub fn entries(issue: &Issue, anchors: Anchors) -> Vec<SearchEntry> {
    let unit = issue.unit();
    let mut out = Vec::new();
    let mut add = |k: &str, t: String, x: String, h: Option<String>| {
        let k = k.to_owned();
        out.extend(h.map(|h| SearchEntry { k, t, x, h }));
    };
    for d in &unit.departments {
        let texts: Vec<&str> = d
            .duties
            .iter()
            .chain(&d.rules)
            .map(|t| t.as_str())
            .collect();
        let x = format!("{}。{}", d.kind.value, texts.join("；"));
        add(
            &unit.words().department,
            d.name.value.clone(),
            x,
            anchors.department(d),
        );
    }
    for p in &unit.posts {
        let x = format!("{}　{}", division_name(unit, p.division), p.grade.chinese());
        add("岗位", p.name.value.clone(), x, anchors.post(p));
    }
    for r in &unit.regulations {
        for a in r.articles() {
            let path = crate::model::ArticlePath::new(vec![u16::try_from(*a.number).unwrap_or(0)]);
            add(
                "条文",
                article_title(r, a),
                article_text(a),
                anchors.place(r, Some(&path)),
            );
        }
    }
    for r in &unit.risks {
        let t = format!("{}　{}", r.code(), r.behaviour.value);
        let x = format!("{}。涉及：{}", r.consequence.value, r.concerns.value);
        add("风险点", t, x, anchors.risk(r));
    }
    for m in &unit.measures {
        let t = format!("{}　{}", m.code(), m.text.value);
        let x = format!("责任人：{}；{}", m.responsible.value, m.period.value);
        add("措施", t, x, anchors.measure(m));
    }
    out
}

/// The name of a post's department or body.
pub(super) fn division_name(unit: &Unit, division: Option<Division>) -> &str {
    match division {
        Some(Division::Department(d)) => &unit[d].name,
        Some(Division::Organ(o)) => &unit[o].name,
        None => "",
    }
}

fn article_title(r: &Regulation, a: &Article) -> String {
    let n = number(a.number.value);
    let caption = a.caption.as_ref().map_or("", |c| c.value.as_str());
    match r.form {
        Form::Articles => format!("《{}》第{n}条　{caption}", r.short.value),
        Form::Parts => format!("《{}》{n}、{caption}", r.short.value),
    }
}

fn article_text(a: &Article) -> String {
    a.lines
        .iter()
        .flat_map(|l| [l.label.as_str(), l.text.as_str()])
        .collect()
}
