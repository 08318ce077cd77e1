//! The pages of a small unit: what a reader and the typesetter rely on.

use lianfang::html::Templates;
use lianfang::model::Edition;
use lianfang::text::Fonts;
use lianfang::view::{HandbookView, IndexView, Issue, Outputs, TableKind, TablePage};
use lianfang::{build, load};
use scraper::{Html, Selector};
use std::collections::{BTreeMap, BTreeSet};

const RULES: &str = r#"
[unit]
name = "甲镇"
code = "JZ"
title = "廉政风险防控制度汇编"
edition = "2012年版"
issuers = ["甲镇人民政府"]
issued = 2012-07-10
hotline = "12388"
receiver = "甲镇纪委"
compiler = "甲镇领导小组"
poster-edition = "2013年1月版"
grading-year = 2013
as-of = 2013-03-31
preface = ["说明<一>"]

[[class]]
id = "cw"
name = "财务"
order = 1
grade = "high"
risk-article = "r1:1"

[[department]]
id = "czs"
name = "财政所"
kind = "镇直站所"
order = 1
grade = "high"
leader = "czs-sz"
powers = { finance = "full", approval = "part" }
duties = ["编制预算", "办理拨付"]
rules = ["钱账分管"]

[[post]]
id = "czs-sz"
name = "财政所所长"
short = "所长"
department = "czs"
role = "head"
grade = "high"
powers = { finance = "full" }
holder = "不公开某"
phone = "13900000000"
since = 2010-03-01

[[post]]
id = "czs-kj"
name = "会计"
department = "czs"
role = "accountant"
grade = "high"
powers = {}
holder = "也不公开某"

[[risk]]
id = "cw-1"
class = "cw"
article = "r1:2.1"
behaviour = "不执行预算"
consequence = "开支失控"
grade = "high"
factors = { likelihood = 2, harm = 3, discretion = 2, money = 3 }
concerns = "财政所"
departments = ["czs"]

[[risk]]
id = "cw-2"
class = "cw"
article = "r1:2.2"
behaviour = "人人都有的"
consequence = "不好"
grade = "low"
factors = { likelihood = 1, harm = 1, discretion = 1, money = 1 }
concerns = "全部岗位"

[[measure]]
id = "m-cw-1"
class = "cw"
article = "r1:2"
text = "严格执行预算"
controls = ["cw-1", "cw-2"]
responsible = "财政所所长"
responsible-actors = ["czs-sz"]
period = "每年"
origin = "source"

[[workflow]]
id = "czs-bf"
department = "czs"
name = "拨付"
[[workflow.step]]
id = "s1"
kind = "start"
text = "申请"
actors = ["czs-kj"]
next = "s2"
risks = [{ risk = "cw-1" }]
measures = [{ measure = "m-cw-1" }]
[[workflow.step]]
id = "s2"
kind = "end"
text = "归档"
actors = ["czs-kj"]

[[settlement]]
id = "c-01"
topic = "等级"
between = ["r1:1", "r1:2"]
conflict = "说法不一"
choice = "从严"
reason = "稳妥"
prevails = "r1:2"

[[regulation]]
id = "r1"
number = 1
title = "甲镇评估办法"
short = "评估办法"
form = "articles"
issued = 2012-07-10
effective = 2012-07-15
[[regulation.chapter]]
number = 1
title = "总则"
[[regulation.chapter.article]]
number = 1
caption = "等级"
text = """
分为高级、中级、低级，按第二条第（一）项评定。
"""
[[regulation.chapter.article]]
number = 2
caption = "标准"
text = """
标准如下：
（一）甲；
（二）乙。
"""
[[regulation.norm]]
article = "2.1"
kind = "grade-by-powers"
subject = "department"
grades.high = { any-full = ["finance"] }
grades.middle = { any-part = ["approval"] }

[[self-check]]
post = "czs-kj"
period = "2012-h2"
date = 2013-01-07
result = "自查结果不公开"

[[notice]]
id = "tz-1"
department = "czs"
level = 2
date = 2013-02-01
reason = "预警缘由不公开"

[[complaint]]
id = "xf-1"
post = "czs-kj"
date = 2013-02-04
result = "举报内容不公开"

[[case]]
id = "aj-1"
department = "czs"
subject = "案件名称不公开"
received = 2013-02-04
"#;

/// Every page of the small unit.
fn pages(edition: Edition) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("town.toml"), RULES).expect("writes");
    let loaded = load::load(folder.path());
    let (unit, findings) = build::build(&loaded);
    assert!(
        findings.is_empty() && loaded.findings.is_empty(),
        "{findings:?}"
    );
    let outputs = Outputs::all(&unit);
    let as_of = unit.profile.as_of;
    let issue = Issue::new(&unit, edition, as_of, false, outputs);
    let templates = Templates::new(&BTreeMap::new()).expect("built-in templates compile");
    let mut out = BTreeMap::new();
    let mut add = |name: &str, page: Result<String, lianfang::diagnostic::Finding>| {
        out.insert(name.to_owned(), page.expect("renders"));
    };
    let charts = lianfang::sheet::SummaryView::new(&unit, &Fonts::shipped().expect("fonts"));
    add(
        "handbook",
        templates.render("handbook.html", &HandbookView::new(&issue, charts, None)),
    );
    add(
        "index",
        templates.render("index.html", &IndexView::new(&issue, None)),
    );
    for kind in TableKind::ALL {
        add(
            kind.key(),
            templates.render("table.html", &TablePage::new(&issue, kind)),
        );
    }
    out
}

fn all(page: &str, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let html = Html::parse_document(page);
    html.select(&selector).map(|e| e.text().collect()).collect()
}

#[test]
fn the_public_edition_names_nobody() {
    for (name, page) in pages(Edition::Public) {
        for secret in ["不公开某", "13900000000"] {
            assert!(!page.contains(secret), "{name} shows {secret}");
        }
    }
    assert!(pages(Edition::Internal)["posts"].contains("不公开某"));
}

#[test]
fn the_annex_of_records_keeps_discipline_in_the_house() {
    let heads = |edition| {
        all(
            &pages(edition)["handbook"],
            "#annex-records > h3 > span:first-child",
        )
    };
    assert_eq!(heads(Edition::Public), ["一、自查报告"]);
    let inside = [
        "一、自查报告",
        "二、预警通知书",
        "三、信访举报和初核",
        "四、案件",
    ];
    assert_eq!(heads(Edition::Internal), inside);
    let page = &pages(Edition::Internal)["handbook"];
    let secrets = ["自查结果", "预警缘由", "举报内容", "案件名称"];
    for secret in secrets {
        assert!(page.contains(&format!("{secret}不公开")), "{secret}");
    }
    for (name, page) in pages(Edition::Public) {
        assert!(!page.contains("不公开"), "{name}");
    }
}

#[test]
fn the_annex_of_coverage_has_every_article_once() {
    let page = &pages(Edition::Internal)["handbook"];
    let articles = all(page, "#annex-coverage table.coverage > tbody > tr > th");
    assert_eq!(articles, ["第一条", "第二条"]);
    let standings = all(page, "#annex-coverage tbody td:nth-child(3)");
    assert_eq!(standings, ["人工检查", "部分核对"]);
    assert_eq!(
        all(page, "#annex-coverage tr.partly td.text"),
        ["等级与权力不符；权力没有填报人工检查1项：第（二）项"]
    );
}

#[test]
fn every_page_is_one_document_with_one_head_line_and_no_network() {
    for (name, page) in pages(Edition::Internal) {
        let html = Html::parse_document(&page);
        assert!(html.errors.is_empty(), "{name}: {:?}", html.errors);
        assert_eq!(all(&page, "h1").len(), 1, "{name}");
        assert_eq!(all(&page, "html[lang=zh-CN] main#main").len(), 1, "{name}");
        for outside in ["https://", "src=\"", "@import", "url("] {
            assert!(!page.contains(outside), "{name} has {outside}");
        }
    }
}

#[test]
fn every_link_of_the_handbook_leads_somewhere_and_ids_are_unique() {
    let pages = pages(Edition::Internal);
    let html = Html::parse_document(&pages["handbook"]);
    let with_id = Selector::parse("[id]").expect("a selector");
    let mut ids = BTreeSet::new();
    for element in html.select(&with_id) {
        let id = element.attr("id").unwrap_or_default();
        assert!(ids.insert(id), "{id} twice");
    }
    for (name, page) in &pages {
        let html = Html::parse_document(page);
        for link in html.select(&Selector::parse("a[href*='#']").expect("a selector")) {
            let href = link.attr("href").unwrap_or_default();
            let own = href.starts_with('#') && name != "handbook";
            let (file, id) = href.split_once('#').unwrap_or_default();
            if !own && (file.is_empty() || file.ends_with("handbook.html")) {
                assert!(ids.contains(id), "{name}: {href}");
            }
        }
    }
}

#[test]
fn the_parts_that_the_typesetter_looks_for_are_there() {
    let page = &pages(Edition::Internal)["handbook"];
    for selector in [
        "main > section.cover > h1.title br",
        "main > nav.contents > ol > li.level-3 > a[href='#r1-c1']",
        "main > section.preface > p",
        "main > section.summary.landscape > svg > title",
        "section.part#part-1 > article.regulation#r1 > h3.title",
        "article.regulation > p.dates",
        "section.chapter#r1-c1 > section.article#r1-a1 > p > b.num",
        "section.article p.item.level-2#r1-a2-1",
        "section.landscape#table-departments > table.departments > thead",
        "section.landscape#table-posts > table.posts",
        "section.landscape#table-risks > table.risks > tbody > tr#risk-cw-1",
        "section.landscape#table-trace > table.trace",
        "section.department#d-czs > ol.duties > li",
        "section.department#d-czs > table.steps",
        "section.annex#annex > table.settlements > tbody > tr#settlement-c-01",
    ] {
        assert!(!all(page, selector).is_empty(), "{selector}");
    }
    assert_eq!(all(page, "#r1-c1 > h4"), ["第一章　总　则"]);
    assert_eq!(all(page, "#r1-a1 a[href='#r1-a2-1']"), ["第二条第（一）项"]);
    assert_eq!(all(page, "section.preface > p"), ["说明<一>"]);
}

#[test]
fn a_shared_risk_point_is_shown_once_and_all_are_shown() {
    let page = &pages(Edition::Internal)["risks"];
    let points = all(page, "table.risks th.text");
    let rows = all(page, "table.risks tbody tr[id]");
    assert_eq!((points.len(), rows.len()), (2, 2), "{points:?}");
    let who = all(page, "table.risks tbody tr[id] td.who");
    let departments: Vec<&str> = who.iter().step_by(3).map(String::as_str).collect();
    assert_eq!(departments, ["财政所", "不分站所"], "{who:?}");
}

#[test]
fn grades_come_with_their_word_and_what_the_powers_give() {
    let page = &pages(Edition::Internal)["departments"];
    let cells = all(page, "table.departments tbody td");
    assert!(
        cells.iter().filter(|c| c.trim() == "高级").count() == 2,
        "{cells:?}"
    );
}
