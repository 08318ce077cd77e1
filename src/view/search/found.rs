//! The entries of the search, kind by kind.

use super::super::anchors::{number, step_id, workflow_id, Anchors};
use super::super::calendar::{line::lines, rows, Line};
use super::super::handbook::{ANNEXES, MEASURES};
use super::super::issue::Issue;
use super::super::post_sheets::{self, POST_SHEETS};
use super::super::records::record_groups;
use super::super::responsible::responsible_anywhere;
use super::super::station::separations;
use super::super::table::departments::filing;
use super::super::table::TableKind;
use super::super::wall::{body_posters, posters, unit_poster, Poster};
use super::{Kind, SearchEntry};
use crate::check::norm::shown::Levels;
use crate::model::held::powers_of_post;
use crate::model::{Article, ArticlePath, Cite, Form, Regulation, Unit, Workflow};
use crate::sheet::summary;

/// Collects entries; those that lead nowhere are left out.
struct Found<'a> {
    issue: &'a Issue<'a>,
    unit: &'a Unit,
    anchors: Anchors<'a>,
    out: Vec<SearchEntry>,
}

/// Everything that can be found, kind by kind.
pub(super) fn entries(issue: &Issue, anchors: Anchors) -> Vec<SearchEntry> {
    let mut found = Found {
        issue,
        unit: issue.unit(),
        anchors,
        out: Vec::new(),
    };
    found.departments();
    found.posts();
    found.regulations();
    found.risks();
    found.measures();
    found.workflows();
    found.duties();
    found.records();
    found.settlements();
    found.files();
    found.phones();
    found.out
}

impl Found<'_> {
    fn add(&mut self, kind: Kind, href: Option<String>, entry: SearchEntry) {
        self.out.extend(href.map(|h| SearchEntry {
            k: kind as usize,
            h,
            ..entry
        }));
    }

    fn departments(&mut self) {
        for (index, d) in self.unit.departments.iter().enumerate() {
            let texts = d.duties.iter().chain(&d.rules);
            let mut texts: Vec<String> = texts.map(|t| t.value.clone()).collect();
            let apart = separations(self.unit, index);
            if !apart.is_empty() {
                texts.push(format!("不得兼任：{}", apart.join("、")));
            }
            let filed = filing(self.unit, index).and_then(|step| step.note.as_ref());
            let entry = SearchEntry {
                t: d.name.value.clone(),
                x: texts.join("；"),
                w: d.kind.value.clone(),
                g: Some(d.grade.key()),
                f: filed.map(|number| number.value.clone()),
                ..SearchEntry::default()
            };
            self.add(Kind::Department, self.anchors.department(d), entry);
        }
    }

    fn posts(&mut self) {
        for p in &self.unit.posts {
            let division = self.unit.division_name(p.division);
            let mut text = vec![p.role.chinese().to_owned()];
            let level = Levels::of(self.unit, p).counts;
            text.extend(level.map(|level| self.unit.vocabulary.level_short(level).to_owned()));
            text.push(powers_of_post(self.unit, p));
            let page = self.anchors.post_page(p);
            let href = page
                .filter(|_| self.issue.outputs.tables)
                .or_else(|| self.anchors.post(p));
            let entry = SearchEntry {
                t: p.name.value.clone(),
                x: text.join("，"),
                w: division.to_owned(),
                g: Some(p.grade.key()),
                a: p.short.iter().map(|s| s.value.clone()).collect(),
                ..SearchEntry::default()
            };
            self.add(Kind::Post, href.clone(), entry);
            // Both are withheld from the public unit; this says so once more where it counts.
            let internal = self.issue.internal();
            if let Some(holder) = p.holder.as_ref().filter(|_| internal) {
                let phone = p.phone.as_ref().map(|n| format!("电话{}", n.value));
                let entry = SearchEntry {
                    t: holder.value.clone(),
                    x: [Some(p.name.value.clone()), phone]
                        .into_iter()
                        .flatten()
                        .collect::<Vec<_>>()
                        .join("，"),
                    w: division.to_owned(),
                    ..SearchEntry::default()
                };
                self.add(Kind::Person, href, entry);
            }
        }
    }

    fn regulations(&mut self) {
        // The notice that they are issued with, by its number.
        if let Some(notice) = &self.unit.profile.notice {
            let entry = SearchEntry {
                t: notice.title.lines().map(str::trim).collect(),
                x: notice.text.concat(),
                w: notice.number.value.clone(),
                a: vec![notice.number.value.clone()],
                ..SearchEntry::default()
            };
            self.add(Kind::Regulation, self.anchors.id("notice"), entry);
        }
        for r in &self.unit.regulations {
            let entry = SearchEntry {
                t: r.short.value.clone(),
                x: r.preamble.iter().map(|l| l.text.as_str()).collect(),
                a: vec![format!("制度{}", number(r.number.value))],
                ..SearchEntry::default()
            };
            self.add(Kind::Regulation, self.anchors.place(r, None), entry);
            for a in r.articles() {
                let path = ArticlePath::of(*a.number, []);
                let href = self.anchors.place(r, Some(&path));
                self.add(Kind::Article, href, article(r, a));
            }
        }
    }

    fn risks(&mut self) {
        for r in &self.unit.risks {
            let mut text = format!("{}。涉及：{}", r.consequence.value, r.concerns.value);
            if let Some(cite) = &r.article {
                text += &format!("。{}", cited(self.unit, cite));
            }
            let entry = SearchEntry {
                t: format!("{}　{}", r.code(), r.behaviour.value),
                x: text,
                w: r.class
                    .map_or("", |c| self.unit[c].name.as_str())
                    .to_owned(),
                g: Some(r.grade.key()),
                a: code_and(r.code(), r.brief.as_ref().map(|b| b.value.clone())),
                ..SearchEntry::default()
            };
            self.add(Kind::Risk, self.anchors.risk(r), entry);
        }
    }

    fn measures(&mut self) {
        for m in &self.unit.measures {
            let controls: Vec<String> = m.controls.iter().map(|r| self.unit[*r].code()).collect();
            let responsible = responsible_anywhere(self.unit, self.anchors, m);
            let mut text = format!("责任人：{responsible}；{}", m.period.value);
            if !controls.is_empty() {
                text += &format!("。针对{}", controls.join("、"));
            }
            if let Some(cite) = &m.article {
                text += &format!("。{}", cited(self.unit, cite));
            }
            let entry = SearchEntry {
                t: format!("{}　{}", m.code(), m.text.value),
                x: text,
                w: m.class
                    .map_or("", |c| self.unit[c].name.as_str())
                    .to_owned(),
                a: code_and(m.code(), m.brief.as_ref().map(|b| b.value.clone())),
                ..SearchEntry::default()
            };
            self.add(Kind::Measure, self.anchors.measure(m), entry);
        }
    }

    fn workflows(&mut self) {
        // Those of neither a department nor a body with a section have no place.
        let shown = |w: &&Workflow| w.division.is_some();
        for w in self.unit.workflows.iter().filter(shown) {
            let division = self.unit.division_name(w.division);
            let entry = SearchEntry {
                t: w.name.value.clone(),
                x: format!("{}步", w.steps.len()),
                w: division.to_owned(),
                a: vec![
                    format!("{division}工作流程"),
                    format!("{division}流程图"),
                    "流程图".to_owned(),
                ],
                ..SearchEntry::default()
            };
            self.add(Kind::Workflow, self.anchors.id(&workflow_id(w)), entry);
            for (index, s) in w.steps.iter().enumerate() {
                let actors = s.actors.iter();
                let actors = actors.map(|a| (self.unit.department_of(a), self.unit.actor_name(a)));
                let actors = self.unit.told_of(actors, w.department());
                let mut text = vec![w.name.value.clone()];
                text.extend(s.condition.as_ref().map(|c| c.value.clone()));
                text.extend((!actors.is_empty()).then(|| format!("经办：{}", actors.join("、"))));
                text.extend(s.limit.as_ref().map(|l| l.value.clone()));
                text.extend(s.risks.iter().map(|r| {
                    let part = r.text.as_ref().map_or("", |text| &text.value);
                    format!("{}{part}", self.unit[r.risk].code())
                }));
                let entry = SearchEntry {
                    t: format!("第{}步　{}", index + 1, s.text.value),
                    x: text.join("；"),
                    w: division.to_owned(),
                    ..SearchEntry::default()
                };
                self.add(Kind::Workflow, self.anchors.id(&step_id(w, index)), entry);
            }
        }
    }

    /// What is due, as the calendar of the year has it.
    fn duties(&mut self) {
        let Some(agenda) = self.issue.agenda() else {
            return;
        };
        let stem = agenda.stem();
        let mut lines = lines(self.unit, agenda, self.anchors, &rows(agenda));
        // What is still to be done before what is done.
        lines.sort_by_key(Line::is_done);
        for line in lines {
            let mut text = vec![line.day, line.who, line.note];
            if agenda.tells() {
                text.push(line.state.word.to_owned());
            }
            text.push(line.cite.text);
            text.retain(|part| !part.is_empty());
            let entry = SearchEntry {
                t: line.title,
                x: text.join("；"),
                w: line.whose,
                a: vec![line.kind_word],
                ..SearchEntry::default()
            };
            let href = format!("{stem}.html#{}", line.id);
            self.add(Kind::Duty, Some(href), entry);
        }
    }

    fn records(&mut self) {
        for group in record_groups(self.issue, self.anchors) {
            for row in group.rows {
                let said = [row.date.as_str(), row.object.as_str()];
                let title: Vec<&str> = said.into_iter().filter(|s| !s.is_empty()).collect();
                let more = [row.by.as_str(), row.note.as_str()];
                let more: Vec<&str> = more.into_iter().filter(|s| !s.is_empty()).collect();
                let entry = SearchEntry {
                    t: format!("{}　{}", group.title, title.join("　")),
                    x: more.join("。"),
                    w: group.title.to_owned(),
                    ..SearchEntry::default()
                };
                self.add(Kind::Record, self.anchors.id(&row.id), entry);
            }
        }
    }

    fn settlements(&mut self) {
        for s in &self.unit.settlements {
            let cites: Vec<String> = s.between.iter().map(|c| cited(self.unit, c)).collect();
            let entry = SearchEntry {
                t: format!("{}　{}", s.id.to_uppercase(), s.topic.value),
                x: format!(
                    "{}。选定：{}。{}",
                    s.conflict.trim_end_matches('。'),
                    s.choice.trim_end_matches('。'),
                    cites.join("，")
                ),
                a: vec![s.id.to_uppercase()],
                ..SearchEntry::default()
            };
            let href = self.anchors.id(&format!("settlement-{}", s.id.value));
            self.add(Kind::Settlement, href, entry);
        }
    }

    /// Tables and posters that have pages of their own, and tables that stand in the book alone.
    fn files(&mut self) {
        let outputs = &self.issue.outputs;
        if outputs.html && outputs.tables {
            let tables = TableKind::of(self.unit).into_iter();
            let tables = tables.map(|k| (k.title(self.unit.words()), k.key()));
            let sheets = post_sheets::are_there(self.unit);
            let sheets = sheets.then(|| (post_sheets::title(self.unit), POST_SHEETS));
            for (title, key) in tables.chain(sheets) {
                let entry = SearchEntry {
                    t: title,
                    ..SearchEntry::default()
                };
                self.add(Kind::Table, Some(format!("tables/{key}.html")), entry);
            }
        }
        let annexes = [
            !self.unit.settlements.is_empty(),
            !self.unit.regulations.is_empty(),
            !record_groups(self.issue, self.anchors).is_empty(),
        ];
        let measures = (MEASURES, None, !self.unit.measures.is_empty());
        let annexes = ANNEXES.into_iter().zip(annexes);
        let annexes = annexes.map(|(annex, there)| (annex, Some("附录".to_owned()), there));
        let tables = [measures].into_iter().chain(annexes);
        for ([title, id], also, _) in tables.filter(|table| table.2) {
            let entry = SearchEntry {
                t: title.to_owned(),
                a: also.into_iter().collect(),
                ..SearchEntry::default()
            };
            self.add(Kind::Table, self.anchors.id(id), entry);
        }
        if let Some(stem) = outputs.calendar.as_ref().filter(|_| outputs.html) {
            let entry = SearchEntry {
                t: format!("年度{}工作安排", self.unit.words().integrity),
                a: vec!["工作安排".to_owned(), "日历".to_owned()],
                ..SearchEntry::default()
            };
            self.add(Kind::Table, Some(format!("{stem}.html")), entry);
        }
        if let Some(poster) = unit_poster(self.issue, "") {
            let entry = SearchEntry {
                t: summary::title(self.unit),
                ..SearchEntry::default()
            };
            self.add(Kind::Poster, poster.html, entry);
        }
        for (index, d) in self.unit.departments.iter().enumerate() {
            self.posters(&d.name, posters(self.issue, index, ""));
        }
        for (index, o) in self.unit.organs.iter().enumerate() {
            self.posters(&o.name, body_posters(self.issue, index, ""));
        }
    }

    fn posters(&mut self, whose: &str, posters: Vec<Poster>) {
        for poster in posters {
            let entry = SearchEntry {
                t: format!("{whose}　{}", poster.name),
                a: vec![poster.name.to_owned(), format!("{whose}{}", poster.name)],
                ..SearchEntry::default()
            };
            self.add(Kind::Poster, poster.html, entry);
        }
    }

    /// The numbers that anyone may call; those of persons stand with the persons.
    fn phones(&mut self) {
        let profile = &self.unit.profile;
        let lines = [
            (
                "监督举报电话",
                &profile.hotline,
                format!("受理：{}", profile.receiver),
            ),
            ("电话", &profile.phone, profile.name.clone()),
        ];
        for (what, phone, whose) in lines {
            if !phone.is_empty() {
                let entry = SearchEntry {
                    t: format!("{what}　{phone}"),
                    x: whose,
                    a: vec![phone.clone()],
                    ..SearchEntry::default()
                };
                self.add(Kind::Phone, self.anchors.id("site-contact"), entry);
            }
        }
    }
}

fn code_and(code: String, other: Option<String>) -> Vec<String> {
    std::iter::once(code).chain(other).collect()
}

/// The regulation by its title and the place in it, both as they are typed.
fn cited(unit: &Unit, cite: &Cite) -> String {
    let regulation = &unit[cite.regulation];
    let path = cite.path.as_ref();
    let path = path.map_or(String::new(), |path| regulation.path_chinese(path));
    format!("{}{path}", regulation.short.value)
}

/// 第四部分第（二）项第4目: where in its article an item within another is; empty of others.
fn place_within(r: &Regulation, path: &ArticlePath) -> String {
    match path.numbers.len() {
        ..=2 => String::new(),
        _ => r.path_within(&ArticlePath::of(path.article(), []), path),
    }
}

fn article(r: &Regulation, a: &Article) -> SearchEntry {
    let caption = a.caption.as_ref().map_or("", |c| c.value.as_str());
    let mut entry = SearchEntry {
        t: match r.form {
            Form::Articles => format!("{}　{caption}", r.form.label(*a.number))
                .trim_end()
                .to_owned(),
            Form::Parts | Form::List => r.form.label(*a.number) + caption,
        },
        w: r.short.value.clone(),
        a: vec![format!("制度{}", number(r.number.value))],
        n: Some(i64::from(a.number.number)),
        ..SearchEntry::default()
    };
    // Text before the first item is the article's own; after it, the last item's.
    for line in &a.lines {
        match (&line.path, entry.l.last_mut()) {
            (Some(path), _) => entry.l.push((
                format!("{}-{}", r.id.value, path.anchor()),
                line.label.clone(),
                line.text.clone(),
                place_within(r, path),
            )),
            (None, Some(last)) => last.2 += &format!("{}{}", line.label, line.text),
            (None, None) => entry.x += &format!("{}{}", line.label, line.text),
        }
    }
    entry
}
