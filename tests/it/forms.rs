//! Forms: what the rules know is filled in, a record shows every field, a page keeps nothing and
//! prints as the PDF does.

use crate::common::{files, generate, office_parts, page_texts, root, stext, tool, Unit};
use lianfang::check::duties::{duties_until, of_year, Duty};
use lianfang::date::Date;
use lianfang::model::ledger::{FieldValue, Values};
use lianfang::model::{Division, GradingObject, Unit as Rules};
use scraper::{ElementRef, Html, Node, Selector};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

const SAMPLE: &str = "rules";
const HOSPITAL: &str = "tests/units/hospital";

fn made(rules: &str, name: &str, more: &[&str]) -> PathBuf {
    let folder = format!("forms-{name}-{}", std::process::id());
    let output = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let mut arguments = vec!["--only", "forms"];
    arguments.extend(more);
    let run = generate(&root().join(rules), &output, &arguments);
    let told = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(0), "{told}");
    // Nothing is cut, no glyph is missing, no word stands out of its cell.
    assert!(!told.contains("警告") && !told.contains("错误"), "{told}");
    output
}

/// Every blank form of the sample, and of the hospital, made once.
pub static BLANK: LazyLock<PathBuf> = LazyLock::new(|| made(SAMPLE, "sample", &[]));
static BLANK_HOSPITAL: LazyLock<PathBuf> = LazyLock::new(|| made(HOSPITAL, "hospital", &[]));

fn day() -> Date {
    Date::new(2013, 3, 31).expect("a day")
}

fn rules_of(folder: &str) -> lianfang::Checked {
    lianfang::check(&root().join(folder), None, day())
}

/// What a form says: its text without blanks, without what is offered and not ticked.
fn said(path: &Path) -> String {
    fn gather(element: ElementRef, out: &mut String) {
        for child in element.children() {
            match child.value() {
                Node::Text(text) => out.push_str(text),
                Node::Element(_) => {
                    let Some(child) = ElementRef::wrap(child) else {
                        continue;
                    };
                    let value = child.value();
                    let offered = value.classes().any(|class| class == "tick") && {
                        let input = Selector::parse("input").expect("a selector");
                        let mut inputs = child.select(&input);
                        inputs.all(|input| input.value().attr("checked").is_none())
                    };
                    let hidden = matches!(value.name(), "script" | "style" | "header");
                    if !offered && !hidden {
                        gather(child, out);
                    }
                }
                _ => {}
            }
        }
    }
    let html = std::fs::read_to_string(path).expect("a form");
    let dom = Html::parse_document(&html);
    let body = Selector::parse("main").expect("a selector");
    let mut out = String::new();
    gather(dom.select(&body).next().expect("a main part"), &mut out);
    bare(&out)
}

/// What a table shows is taken out of it as it is set, so that a part set twice lost its first row.
#[test]
fn no_printed_form_loses_a_label() {
    for output in [&*BLANK, &*BLANK_HOSPITAL] {
        let forms = files(output).into_iter();
        for file in forms.filter(|file| file.ends_with(".pdf")) {
            let Some(pages) = page_texts(&output.join(&file)) else {
                return;
            };
            let printed = bare(&pages.concat());
            let html = output.join(file.replace(".pdf", ".html"));
            let html = Html::parse_document(&std::fs::read_to_string(html).expect("a form"));
            let labels = Selector::parse(".form-table th").expect("a selector");
            for label in html.select(&labels) {
                let own = label.children().filter_map(|child| child.value().as_text());
                let label: String = own.map(|text| bare(text)).collect();
                assert!(printed.contains(&label), "{file}: {label}");
            }
        }
    }
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The blank forms for departments and posts, by ledger and object.
fn by_object(unit: &Rules, output: &Path) -> Vec<(String, GradingObject, String)> {
    let mut ids: BTreeMap<&str, Vec<GradingObject>> = BTreeMap::new();
    for (at, d) in unit.departments.iter().enumerate() {
        let object = GradingObject::Department(lianfang::model::Ref::new(at, d.id.place));
        ids.entry(&d.id.value).or_default().push(object);
    }
    for (at, p) in unit.posts.iter().enumerate() {
        let object = GradingObject::Post(lianfang::model::Ref::new(at, p.id.place));
        ids.entry(&p.id.value).or_default().push(object);
    }
    let all = files(output).into_iter();
    let forms = all.filter_map(|file| {
        let rest = file.strip_prefix("forms/")?.strip_suffix(".html")?;
        let (ledger, id) = rest.split_once('/')?;
        let object = *ids.get(id)?.first()?;
        Some((ledger.to_owned(), object, file))
    });
    forms.collect()
}

#[test]
fn what_the_rules_know_is_filled_in() {
    for (folder, output) in [(SAMPLE, &*BLANK), (HOSPITAL, &*BLANK_HOSPITAL)] {
        let checked = rules_of(folder);
        let unit = &checked.unit;
        let loaded = lianfang::load::load(&root().join(folder));
        let year = checked.as_of.0.year();
        let all = duties_until(&loaded, unit, checked.as_of, year);
        let owed: Vec<&Duty> = of_year(&all, checked.as_of, year).collect();
        let forms = by_object(unit, output);
        assert!(forms.len() > 60, "{}", forms.len());
        for (ledger, object, file) in &forms {
            let text = said(&output.join(file));
            let has = |what: &str| {
                assert!(text.contains(&bare(what)), "{file} does not say: {what}");
            };
            // Whose it is, its grade, who holds and heads it, who is in charge of it.
            has(unit.object_name(*object));
            has(unit.object_grade(*object).chinese());
            let department = match object {
                GradingObject::Department(d) => Some(*d),
                GradingObject::Post(p) => {
                    let post = &unit[*p];
                    has(unit.division_name(post.division));
                    if let Some(holder) = &post.holder {
                        has(holder);
                    }
                    match post.division {
                        Some(Division::Department(d)) => Some(d),
                        _ => None,
                    }
                }
            };
            if let (Some(d), true) = (department, ledger != "rotation") {
                let head = unit.posts_of(d.index as usize).find(|post| post.is_head());
                if let Some(head) = head {
                    has(head.holder.as_ref().map_or(&head.name, |h| h));
                }
            }
            // Its risk points; an inspection has room for the gravest seven.
            let own = unit.risks.iter().filter(|risk| match object {
                GradingObject::Department(d) => risk.departments.contains(d),
                GradingObject::Post(p) => risk.posts.contains(p),
            });
            if ledger != "inspection" {
                own.for_each(|risk| has(&risk.code()));
            }
            // When the next one is due.
            let next = owed.iter().find(|duty| {
                let of = duty.ledger.is_some_and(|of| of.key() == ledger);
                of && duty.object == Some((*object).into())
                    && duty.done.is_none()
                    && duty.period.is_some()
                    && duty.last >= checked.as_of
            });
            if let Some(duty) = next {
                has(&duty.last.chinese());
                if ledger == "self-check" || ledger == "inspection" {
                    has(&duty.period.expect("it has one").chinese());
                }
                if ledger == "inspection" || ledger == "audit" {
                    has(unit.actor_name(&duty.who[0]));
                }
            }
            // Whatever the form asks, it names.
            let entry = unit.ledgers.iter().find(|known| known.key() == ledger);
            for field in entry.iter().flat_map(|known| &known.entry().table.fields) {
                if !matches!(field.key.as_str(), "id" | "department" | "post") {
                    has(&field.about);
                }
            }
        }
    }
}

#[test]
fn a_form_says_which_article_asks_for_a_field() {
    for (file, articles) in [
        ("self-check/czs", &["评估预警办法14（一）"][..]),
        ("inspection/czs", &["评估预警办法14（二）"]),
        ("grading/czs-kj", &["评估预警办法13（二）"]),
        ("notice", &["预警防控办法19", "评估预警办法14（二）"]),
        ("case", &["综合防控措施"]),
        ("decision", &["评估预警办法8（四）", "评估预警办法7"]),
    ] {
        let text = said(&BLANK.join(format!("forms/{file}.html")));
        for article in articles {
            assert!(text.contains(article), "{file}: {article}");
        }
    }
    // Where a record is filed, by grade: high ones above, posts within.
    let filed = |file: &str| said(&BLANK.join(format!("forms/self-check/{file}.html")));
    assert!(filed("czs").contains("报旗纪委"));
    assert!(filed("czs-kj").contains("报镇纪委"));
}

/// What a value is on a form.
fn words(unit: &Rules, value: &FieldValue, out: &mut Vec<String>) {
    match value {
        FieldValue::Text(text) => out.push(text.clone()),
        FieldValue::Day(day) => out.push(day.chinese()),
        FieldValue::Period(period) => out.push(period.chinese()),
        FieldValue::Number(number) => out.push(number.to_string()),
        FieldValue::Flag(flag) => out.push(if *flag { "是" } else { "否" }.to_owned()),
        FieldValue::Grade(grade) => out.push(grade.chinese().to_owned()),
        FieldValue::Level(level) => out.push(unit.vocabulary.level_warning(*level)),
        FieldValue::MeetingKind(kind) => out.push(kind.chinese().to_owned()),
        FieldValue::DecisionKind(kind) => out.push(kind.chinese().to_owned()),
        FieldValue::Actor(actor) => out.push(unit.actor_name(actor).to_owned()),
        FieldValue::Record(ledger, index) => {
            let other = unit.records.nth(*ledger, *index).expect("a record");
            out.extend(other.day().map(|day| day.chinese()));
        }
        FieldValue::Filing(filing) => {
            out.extend(filing.with.map(|with| unit.actor_name(&with).to_owned()));
            out.extend(filing.date.as_ref().map(|day| day.chinese()));
            out.extend(filing.number.as_ref().map(|number| number.value.clone()));
        }
        FieldValue::List(items) => items.iter().for_each(|item| words(unit, &item.value, out)),
        FieldValue::Table(values) => every(unit, values, out),
    }
}

fn every(unit: &Rules, values: &Values, out: &mut Vec<String>) {
    for (field, value) in &values.0 {
        match &value.value {
            FieldValue::Text(word) => out.push(field.called(word).to_owned()),
            other => words(unit, other, out),
        }
    }
}

#[test]
fn a_record_is_shown_with_all_that_it_says() {
    for folder in [SAMPLE, HOSPITAL] {
        let unit = rules_of(folder).unit;
        let temp = tempfile::tempdir().expect("a folder");
        for ledger in &unit.ledgers {
            let own: Vec<_> = unit
                .records
                .all
                .iter()
                .filter(|r| r.ledger == *ledger)
                .collect();
            let mut ids: Vec<String> = (own.iter())
                .filter_map(|record| match &record.id {
                    Some(id) => Some(id.value.clone()),
                    None => record.day().map(|day| day.to_string()),
                })
                .collect();
            ids.dedup();
            if ids.is_empty() {
                continue;
            }
            let rules = root().join(folder);
            let output = temp.path().to_string_lossy().into_owned();
            let mut arguments = vec!["form", ledger.key()];
            arguments.extend(ids.iter().map(String::as_str));
            let rules = rules.to_string_lossy().into_owned();
            arguments.extend([
                "--rules",
                &rules,
                "--templates",
                "none",
                "--output",
                &output,
            ]);
            arguments.extend(["--format", "html"]);
            tell_of(&arguments);
            for (at, record) in own.iter().enumerate() {
                let name = match &record.id {
                    Some(id) => id.value.clone(),
                    None => (at + 1).to_string(),
                };
                let file = format!("forms/{}/records/{name}.html", ledger.key());
                let text = said(&temp.path().join(&file));
                let mut wanted = Vec::new();
                every(&unit, &record.values, &mut wanted);
                wanted.extend(record.object.map(|o| unit.object_name(o).to_owned()));
                for what in wanted {
                    assert!(text.contains(&bare(&what)), "{file} does not say: {what}");
                }
            }
        }
    }
}

fn tell_of(arguments: &[&str]) {
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .args(arguments)
        .output()
        .expect("lianfang runs");
    let told = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(0), "{arguments:?} {told}");
}

#[test]
fn the_public_edition_names_nobody() {
    let output = made(SAMPLE, "public", &["--edition", "public"]);
    let unit = rules_of(SAMPLE).unit;
    let holders = unit
        .posts
        .iter()
        .flat_map(|post| [&post.holder, &post.phone]);
    let holders: Vec<&str> = holders.flatten().map(|name| name.as_str()).collect();
    let holders: Vec<&str> = holders
        .into_iter()
        .filter(|name| !name.contains('×'))
        .collect();
    assert!(holders.len() > 20);
    for file in files(&output) {
        let text = match file.rsplit('.').next() {
            Some("html") => std::fs::read_to_string(output.join(&file)).expect("a page"),
            _ => continue,
        };
        for holder in &holders {
            // 李某 is no word of any text.
            assert!(!text.contains(holder), "{file}: {holder}");
        }
    }
}

#[test]
fn a_hospital_has_its_own_words() {
    for file in files(&BLANK_HOSPITAL) {
        let path = BLANK_HOSPITAL.join(&file);
        let text = match file.rsplit('.').next() {
            Some("html") => std::fs::read_to_string(&path).expect("a page"),
            Some("pdf") => page_texts(&path).map_or(String::new(), |pages| pages.concat()),
            _ => continue,
        };
        for foreign in [
            "站所",
            "镇",
            "旗",
            "廉政",
            "高级",
            "中级",
            "低级",
            "联席会议",
        ] {
            assert!(!text.contains(foreign), "{file}: {foreign}");
        }
    }
    let text = said(&BLANK_HOSPITAL.join("forms/self-check/yjk.html"));
    assert!(
        text.contains("廉洁风险防控自查报告") && text.contains("每月一次"),
        "{text}"
    );
    // A ledger that only this unit has, with its small table.
    let text = said(&BLANK_HOSPITAL.join("forms/contract.html"));
    assert!(text.contains("合同") && text.contains("报价"), "{text}");
}

#[test]
fn a_ledger_may_have_a_template_of_its_own() {
    let unit = Unit::small();
    unit.write(
        "rules/lecture.toml",
        "[[ledger]]\nid = \"lecture\"\nname = \"廉政讲座\"\nform = \"lecture\"\n\
         fields = [{ key = \"date\", type = \"day\", name = \"日期\" }]\n",
    );
    let (code, told) = unit.run("form", &["lecture"]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("forms/lecture.html，没有这个模板"), "{told}");
    unit.write(
        "templates/forms/lecture.html",
        "{% extends \"forms/page.html\" %}{% block form %}<section class=\"form\">\
         <h1 class=\"form-title\">本单位的样子</h1><p>{{ f.date.label }}</p></section>{% endblock %}",
    );
    let (code, told) = unit.run("form", &["lecture"]);
    assert_eq!(code, Some(0), "{told}");
    let page = std::fs::read_to_string(unit.path("output/forms/lecture.html")).expect("a form");
    assert!(page.contains("本单位的样子"));
}

#[test]
fn what_there_is_not_is_refused_with_what_there_is() {
    let unit = Unit::copy(&root().join(SAMPLE));
    let (code, told) = unit.run("form", &["self-chek"]);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("是不是要写 self-check"), "{told}");
    let (code, told) = unit.run("form", &["自查报告", "czz"]);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("czz") && told.contains("czs"), "{told}");
    let (code, told) = unit.run("form", &["notice", "tz-2012-1", "--format", "docx"]);
    assert_eq!(code, Some(0), "{told}");
    let file = unit.path("output/forms/notice/records/tz-2012-1.docx");
    let parts = office_parts(&std::fs::read(file).expect("a document"));
    let text = bare(&parts["word/document.xml"]);
    assert!(text.contains("收费公示不全") && text.contains("送达回证"));
    // The pages that are there already stay as they are: there is no index of forms alone.
    assert!(!unit.path("output/index.html").exists());
}

#[test]
fn a_long_notice_runs_on_and_is_never_signed_alone() {
    let unit = Unit::copy(&root().join(SAMPLE));
    for times in [6, 12, 18, 24, 30] {
        let fresh = Unit::copy(&root().join(SAMPLE));
        let long = "收费公示不全，抄表记录有涂改".repeat(times);
        fresh.replace(
            "records/notices.toml",
            "收费公示不全，抄表记录有涂改",
            &long,
        );
        let (code, told) = fresh.run("form", &["notice", "tz-2012-1"]);
        assert_eq!(code, Some(0), "{told}");
        assert!(!told.contains("警告"), "{told}");
        let pdf = fresh.path("output/forms/notice/records/tz-2012-1.pdf");
        let Some(pages) = page_texts(&pdf) else {
            return;
        };
        let signed = pages.iter().find(|page| page.contains("2012年12月31日"));
        let signed = bare(signed.expect("a page with the date"));
        let before = signed.split("附件：").next().unwrap_or_default();
        assert!(before.chars().count() > 12, "{times}: {signed}");
        assert!(pages.concat().contains("整改回执"));
        // The first page of a letter has no number (GB/T 9704 10.1), the reply goes on counting.
        assert!(!pages[0].contains("— 1 —"), "{times}");
        let last = format!("— {} —", pages.len());
        assert!(pages[pages.len() - 1].contains(&last), "{times}: {last}");
    }
    drop(unit);
}

#[test]
fn a_letter_stands_where_the_standard_wants_it() {
    let Some(pages) = stext(&BLANK.join("forms/notice.pdf"), "1-N") else {
        return;
    };
    const MM: f32 = 72.0 / 25.4;
    let lines = pages[0].lines();
    let mark = &lines[0];
    assert_eq!(mark[0].c, '中');
    // The ideographs of a line fill .88 em above its baseline, a little less in ink.
    let top = (mark[0].y - 0.88 * mark[0].size) / MM;
    assert!((29.0..=31.5).contains(&top), "{top}");
    assert!(pages.len() == 2, "{}", pages.len());
}

/// Pages of every kind of form.
fn kinds() -> Vec<String> {
    let pages = [
        "grading/czs-kj",
        "grading/czs",
        "self-check/czs",
        "self-check/czs-kj",
        "inspection/czs",
        "talk",
        "notice",
        "decision",
        "rotation/czs-kj",
        "grading-publicity",
        "grading-outcome",
        "meeting",
        "appraisal",
        "case",
        "law-study",
        "audit/pcs",
    ];
    let pages = pages
        .iter()
        .map(|page| BLANK.join(format!("forms/{page}.html")));
    pages
        .map(|page| page.to_string_lossy().into_owned())
        .collect()
}

#[test]
fn forms_are_html_without_a_fault() {
    for file in files(&BLANK).iter().filter(|file| file.ends_with(".html")) {
        let html = std::fs::read_to_string(BLANK.join(file)).expect("a page");
        let errors = Html::parse_document(&html).errors;
        assert!(errors.is_empty(), "{file}: {errors:?}");
    }
    let validator = root().join("tests/browser/node_modules/vnu-jar/build/dist/vnu.jar");
    if !validator.is_file() {
        return;
    }
    let validator = validator.to_string_lossy().into_owned();
    let list = BLANK.join("forms.html").to_string_lossy().into_owned();
    let pages = kinds();
    let mut arguments = vec![
        "-jar",
        &validator,
        "--format",
        "json",
        "--exit-zero-always",
        &list,
    ];
    arguments.extend(pages.iter().map(String::as_str));
    let Some(run) = tool("java", &arguments) else {
        return;
    };
    let told: Value = serde_json::from_slice(&run.stderr).expect("JSON");
    let messages = told["messages"].as_array().expect("messages").iter();
    let said: Vec<String> = messages
        .map(|m| {
            format!(
                "{} {}: {} {}",
                m["url"], m["lastLine"], m["message"], m["extract"]
            )
        })
        .collect();
    assert!(said.is_empty(), "{said:#?}");
}

#[test]
fn in_a_browser_a_form_can_be_filled_keeps_nothing_and_prints_as_the_pdf() {
    let drive = root().join("tests/browser");
    if tool("chromium", &["--version"]).is_none()
        || !drive.join("node_modules/puppeteer-core").is_dir()
    {
        return;
    }
    let printed = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("printed-forms");
    std::fs::create_dir_all(&printed).expect("a folder for prints");
    let script = drive.join("forms.mjs").to_string_lossy().into_owned();
    let folder = printed.to_string_lossy().into_owned();
    let pages = kinds();
    let mut arguments = vec![script.as_str(), &folder];
    arguments.extend(pages.iter().map(String::as_str));
    let Some(output) = tool("node", &arguments) else {
        return;
    };
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let seen: Vec<Value> = serde_json::from_slice(&output.stdout).expect("JSON");
    for page in &seen {
        let name = page["page"].as_str().expect("a name");
        assert_eq!(page["axe"], Value::Array(Vec::new()), "{name}");
        assert_eq!(page["console"], Value::Array(Vec::new()), "{name}");
        assert_eq!(page["overflow"]["out"], Value::Array(Vec::new()), "{name}");
        assert_eq!(page["left"]["text"], Value::Bool(false), "{name}");
        assert_eq!(page["left"]["stored"], 0, "{name}");
        assert_eq!(page["ticked"], Value::Bool(true), "{name}");
        assert!(page["places"].as_u64() > Some(1), "{name}");
        let asked = page["requests"].as_array().expect("requests");
        assert!(
            asked
                .iter()
                .all(|a| a.as_str().is_some_and(|a| a.ends_with(".html"))),
            "{name}"
        );
        let count = |pdf: &Path| page_texts(pdf).map(|pages| pages.len());
        let ours = PathBuf::from(name.replace(".html", ".pdf"));
        let theirs = PathBuf::from(page["print"].as_str().expect("a print"));
        assert_eq!(count(&theirs), count(&ours), "{name}");
    }
}
