//! Pages of any unit: they say what it has in its own words, and nothing of what it has not.

use crate::common::{files, page_texts, root, Unit};
use scraper::{ElementRef, Html, Selector};

fn page(unit: &Unit, file: &str) -> String {
    std::fs::read_to_string(unit.path("output").join(file)).expect("page")
}

fn select<'h>(html: &'h Html, selector: &str) -> Vec<ElementRef<'h>> {
    let selector = Selector::parse(selector).expect("selector");
    html.select(&selector).collect()
}

fn words(element: ElementRef) -> String {
    element.text().collect::<String>().trim().to_owned()
}

/// The unit with all pages of a format.
fn made(unit: Unit, format: &str) -> Unit {
    let (code, told) = unit.generate(&["--format", format]);
    assert_eq!(code, Some(0), "{told}");
    unit
}

fn handbook_of(rules: &str) -> Html {
    let unit = made(Unit::copy(&root().join(rules)), "html");
    Html::parse_document(&page(&unit, "handbook.html"))
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    select(page, selector).into_iter().map(words).collect()
}

#[test]
fn the_entry_page_calls_the_book_by_its_own_title() {
    let unit = Unit::small();
    unit.replace("town.toml", "廉政风险防控制度汇编", "廉政风险防控手册");
    let unit = made(unit, "html,pdf");
    let html = Html::parse_document(&page(&unit, "index.html"));
    let head = select(&html, "#handbook-title");
    assert_eq!(words(head[0]), "廉政风险防控手册");
    for file in ["index.html", "handbook.html"] {
        assert!(!page(&unit, file).contains("汇编"), "{file}");
    }
}

/// 第1步、第4步、第1步 says nothing where a department has two workflows.
#[test]
fn steps_of_several_workflows_have_the_name_of_theirs() {
    let unit = made(Unit::copy(&root().join("tests/units/hospital")), "html");
    let post = Html::parse_document(&page(&unit, "posts/yjk-zr.html"));
    let steps = texts(&post, "td[data-head='流程环节'] > p");
    assert!(steps.len() > 1, "{steps:?}");
    assert!(
        steps.iter().all(|said| !said.starts_with('第')),
        "{steps:?}"
    );
    let paper = texts(&post, ".paper-head");
    assert!(paper[0].contains("医院"), "{paper:?}");
}

#[test]
fn no_column_of_the_records_is_empty() {
    let mut columns = 0;
    for folder in ["rules", "tests/units/hospital", "tests/units/village"] {
        let unit = made(Unit::copy(&root().join(folder)), "html");
        let html = Html::parse_document(&page(&unit, "handbook.html"));
        for table in select(&html, "table.records") {
            let rows = Selector::parse("tbody tr").expect("selector");
            let heads = Selector::parse("thead th").expect("selector");
            let cols = Selector::parse("col").expect("selector");
            let heads: Vec<String> = table.select(&heads).map(words).collect();
            assert_eq!(table.select(&cols).count(), heads.len());
            for (i, head) in heads.iter().enumerate() {
                let said = table.select(&rows).any(|row| {
                    let cell = row.child_elements().nth(i).expect("a cell");
                    !words(cell).is_empty()
                });
                assert!(said, "{folder}: {head}");
                columns += 1;
            }
        }
    }
    assert!(columns > 9, "{columns}");
}

#[test]
fn tables_say_the_day_of_the_calendar_and_the_whole_of_all_posts() {
    let hospital = made(Unit::copy(&root().join("tests/units/hospital")), "html");
    // The 10th, not the end of the month.
    assert!(page(&hospital, "tables/post-sheets.html").contains("自查报告（10日前）"));
    let sample = made(Unit::copy(&root().join("rules")), "html");
    assert!(page(&sample, "tables/risks.html").contains("全部岗位，执法、审批"));
}

#[test]
fn a_unit_without_focuses_has_no_column_for_them() {
    let unit = made(Unit::copy(&root().join("tests/units/village")), "html");
    for file in files(&unit.path("output"))
        .iter()
        .filter(|f| f.ends_with(".html"))
    {
        let html = Html::parse_document(&page(&unit, file));
        for head in select(&html, "th") {
            assert!(!words(head).contains("重点"), "{file}: {}", words(head));
        }
    }
}

#[test]
fn the_notice_of_grades_has_a_column_of_warning_levels_where_a_post_has_one() {
    let heads = |with: &str| {
        let unit = Unit::small();
        unit.replace("czs.toml", "role = \"head\"", with);
        let unit = made(unit, "html");
        let html = Html::parse_document(&page(&unit, "posters/czs-grade.html"));
        let drawn = select(&html, "svg.sheet text").into_iter().map(words);
        let listed = select(&html, ".as-text .card dt").into_iter().map(words);
        let all: Vec<String> = drawn.chain(listed).collect();
        let dash = all.iter().any(|text| text == "—");
        (
            // 预警 and 预警级别; what the levels mean is a sentence.
            all.iter()
                .filter(|text| text.starts_with("预警") && text.chars().count() <= 4)
                .count(),
            dash,
        )
    };
    assert_eq!(heads("role = \"head\""), (0, false));
    assert_eq!(heads("role = \"head\"\nwarning-level = 2"), (2, false));
}

#[test]
fn the_foot_of_a_poster_says_the_units_name_once() {
    let unit = Unit::small();
    unit.replace("town.toml", "hotline = ", "phone = \"1234567\"\nhotline = ");
    let unit = made(unit, "html");
    let poster = page(&unit, "posters/czs-duties.html");
    assert!(poster.contains("小河镇纪委（本镇电话 1234567）"));
}

#[test]
fn a_few_duties_are_set_larger_and_many_are_not() {
    let sizes = |count: usize| -> Vec<f32> {
        let duties: Vec<String> = (0..count)
            .map(|i| format!("\"办理第{i}类的事项\""))
            .collect();
        let list = |key: &str| format!("{key} = [{}]", duties.join(", "));
        let unit = Unit::small();
        unit.replace(
            "czs.toml",
            "duties = [\"编制镇年度预算和决算草案\"]",
            &list("duties"),
        );
        unit.replace(
            "czs.toml",
            "rules = [\"会计与出纳由两人分管\"]",
            &list("rules"),
        );
        let unit = made(unit, "html");
        let sheets = ["duties", "rules"].map(|kind| {
            let html = Html::parse_document(&page(&unit, &format!("posters/czs-{kind}.html")));
            let first = select(&html, "svg.sheet text")
                .into_iter()
                .find(|t| words(*t).contains("第0类"));
            let size = first
                .expect("the first duty")
                .attr("font-size")
                .expect("a size");
            size.parse().expect("a number")
        });
        sheets.to_vec()
    };
    for count in 1..=3 {
        let size = sizes(count);
        assert!(size[0] > 26.0 && size[0] <= 34.0, "{count}: {size:?}");
        assert_eq!(size[0], size[1], "both hang side by side");
    }
    assert!(sizes(5)[0] <= 26.0);
}

#[test]
fn a_table_does_not_begin_with_one_row_at_the_foot_of_a_page() {
    let mut begun = 0;
    for count in (1..40).step_by(3) {
        let duties: Vec<String> = (0..count)
            .map(|i| format!("\"办理第{i}类的事项\""))
            .collect();
        let list = format!("duties = [{}]", duties.join(", "));
        let unit = Unit::small();
        unit.replace("czs.toml", "duties = [\"编制镇年度预算和决算草案\"]", &list);
        let (code, told) = unit.generate(&["--only", "handbook", "--format", "pdf"]);
        assert_eq!(code, Some(0), "{told}");
        let Some(pages) = page_texts(&unit.path("output/handbook.pdf")) else {
            return;
        };
        let plain = |text: &String| text.replace(char::is_whitespace, "");
        let pages: Vec<String> = pages.iter().map(plain).collect();
        let on = |text: &str| pages.iter().rposition(|page| page.contains(text));
        let (first, second) = (on("站所填报用款申请"), on("是否在预算内"));
        assert_eq!(first, second, "with {count} duties");
        begun += usize::from(first.is_some());
    }
    assert!(begun > 9, "{begun}");
}

/// The texts of the second sheet of the summary.
fn more(unit: &Unit) -> Option<Vec<String>> {
    let html = Html::parse_document(&page(unit, "handbook.html"));
    let sheets = select(&html, "section.summary svg");
    let text = Selector::parse("text").expect("selector");
    Some(sheets.get(1)?.select(&text).map(words).collect())
}

#[test]
fn no_head_of_the_chart_on_the_wall_is_stacked_and_no_word_torn() {
    let unit = made(Unit::copy(&root().join("tests/units/hospital")), "html");
    let html = Html::parse_document(&page(&unit, "posters/summary.html"));
    let texts: Vec<String> = select(&html, "svg text").into_iter().map(words).collect();
    for name in ["人事", "财务", "基建", "执纪"] {
        assert!(texts.iter().any(|text| text == name), "{name}: {texts:?}");
    }
    let torn = |text: &String| text.starts_with("身定制") || text.starts_with("定制");
    assert!(!texts.iter().any(torn), "{texts:?}");
}

#[test]
fn the_summary_shows_classes_by_grade_and_the_gravest_risks() {
    for folder in [
        "rules",
        "tests/units/hospital",
        "tests/units/four",
        "tests/units/village",
    ] {
        let unit = made(Unit::copy(&root().join(folder)), "html");
        let checked = lianfang::check(
            &unit.path("rules"),
            None,
            lianfang::date::Date::new(2024, 6, 30).expect("a day"),
        );
        let texts = more(&unit).expect("a second sheet");
        assert!(
            texts.iter().any(|t| t.ends_with("类风险")),
            "{folder}: {texts:?}"
        );
        assert!(texts.iter().any(|t| t.ends_with("最重的风险")), "{folder}");
        for grade in &checked.unit.vocabulary.grades {
            assert!(
                texts.iter().any(|t| t == grade.chinese()),
                "{folder} {grade:?}"
            );
        }
        let has = |class: &&lianfang::model::Class| {
            let of = |risk: &lianfang::model::Risk| {
                risk.class.is_some_and(|c| checked.unit[c].id == class.id)
            };
            checked.unit.risks.iter().any(of)
        };
        for class in &checked.unit.classes {
            let all = texts.concat();
            assert_eq!(
                all.contains(class.name.as_str()),
                has(&class),
                "{folder} {}",
                class.name.value
            );
        }
    }
    // Nothing where there is nothing.
    let unit = Unit::small();
    for (file, table) in [("cw.toml", "[[risk]]"), ("cw.toml", "[[measure]]")] {
        let path = unit.path("rules").join(file);
        let text = std::fs::read_to_string(&path).expect("rules");
        let (before, _) = text.split_once(table).unwrap_or((&text, ""));
        std::fs::write(&path, before).expect("rules");
    }
    unit.replace("czs-zjbf.toml", "risks = [{ risk = \"cw-1\" }]\n", "");
    unit.replace(
        "czs-zjbf.toml",
        "measures = [{ measure = \"m-cw-1\" }]\n",
        "",
    );
    let (_, told) = unit.generate(&["--format", "html", "--draft"]);
    assert!(more(&unit).is_none(), "{told}");
}

#[test]
fn a_regulation_says_at_its_head_which_articles_settlements_are_about() {
    let notes = |unit: &Unit| {
        let html = Html::parse_document(&page(unit, "handbook.html"));
        let notes = select(&html, ".dates + .settled").into_iter().map(words);
        notes.collect::<Vec<String>>()
    };
    let town = made(Unit::copy(&root().join("rules")), "html");
    let notes_of_town = notes(&town);
    assert_eq!(notes_of_town.len(), 6);
    assert_eq!(
        notes_of_town[0],
        "本制度第二条、第六条、第十条、第十二条至第十八条的适用，另见附录一"
    );
    let hospital = made(Unit::copy(&root().join("tests/units/hospital")), "html");
    assert!(notes(&hospital).is_empty());
}

#[test]
fn measures_name_the_regulation_and_a_grade_that_all_of_their_class_have() {
    let town = handbook_of("rules");
    let heads = texts(&town, "#table-measures thead th");
    assert_eq!(heads[1], "编号《廉政风险点综合防控措施》依据");
    let heads = texts(&town, "#table-trace thead th");
    assert_eq!(heads[1], "风险点编号条文");
    assert_eq!(heads[4], "措施编号《廉政风险点综合防控措施》条文");
    let chips = "#table-measures tbody .group .chip";
    assert_eq!(
        texts(&town, chips).len(),
        texts(&town, "#table-measures tbody .group").len()
    );
    // Risk points of one class have different grades there, and are set by one article each.
    let four = handbook_of("tests/units/four");
    assert_eq!(
        texts(&four, "#table-trace thead th")[1],
        "风险点编号《廉政风险防控办法》条文"
    );
    let classes = texts(&four, "#table-measures tbody .group");
    assert_eq!(
        classes,
        ["业务流程", "岗位职责", "思想道德", "制度机制", "外部环境"]
    );
}

/// A part promises what is in it: a village without lists of duties has workflows and, below them,
/// the risk points of the body's posts. What a report is for has a column of its own.
#[test]
fn parts_promise_what_is_in_them_and_reports_have_their_period_apart() {
    let village = handbook_of("tests/units/village");
    assert_eq!(
        texts(&village, "#part-4 .part-title"),
        ["第四部分　村级组织工作流程"]
    );
    let heads = texts(&village, "#part-4 section:first-of-type h4");
    assert_eq!(heads.len(), 2, "{heads:?}");
    assert!(heads[0].starts_with("（一）工作流程"), "{heads:?}");
    assert_eq!(heads[1], "（二）风险点");
    // Steps of the other body name risk points of posts that are not its own.
    assert_eq!(
        texts(&village, "#part-4 section:nth-of-type(2) h4")[1],
        "（二）风险点（流程所涉的其他风险点见第三部分）"
    );
    let hospital = handbook_of("tests/units/hospital");
    assert_eq!(
        texts(&hospital, "#part-4 .part-title"),
        ["第四部分　科室职责、制度和流程"]
    );
    assert!(texts(&hospital, "h3")
        .iter()
        .all(|h| !h.contains("预警方案")));
    let heads = texts(&hospital, "#records-self-check ~ table thead th");
    assert_eq!(heads[..5], ["序号", "日期", "期间", "科室", "情况"]);
}

/// Reports of one day that say nothing but that they were made filled two pages with empty cells.
#[test]
fn reports_of_one_day_of_which_the_same_is_said_share_a_row() {
    let hospital = handbook_of("tests/units/hospital");
    let group = "#records-self-check + table";
    let squeezed = |cell: &String| cell.split_whitespace().collect::<String>();
    let rows = texts(&hospital, &format!("{group} tbody tr"));
    let rows: Vec<String> = rows.iter().map(squeezed).collect();
    assert_eq!(
        rows[..2],
        [
            "1—52024年1月31日2024年1月人事科、财务科、药剂科、设备科、总务科—",
            "6—102024年2月29日2024年2月人事科、财务科、药剂科、设备科、总务科—",
        ]
    );
    // What one report says is said of it alone.
    let own = "182024年3月29日2024年3月药剂科带量采购品种完成率98%，两笔线下采购补写了理由";
    assert!(rows.contains(&own.to_owned()), "{rows:?}");
    assert!(rows.len() < 36 && rows.last().is_some_and(|row| row.starts_with("71—72")));
    assert_eq!(texts(&hospital, "#records-self-check .count"), ["共72条"]);
}

/// Who reads 会计 beside 药剂科 looks there for one; that of another department is named with it.
#[test]
fn the_register_says_of_which_department_those_are_who_answer() {
    let table = |rules: &str, name: &str| {
        let unit = made(Unit::copy(&root().join(rules)), "html");
        Html::parse_document(&page(&unit, &format!("tables/{name}.html")))
    };
    // From its code on: departments, posts, and at the end who answers and by when.
    let row = |page: &Html, risk: &str| {
        let cells = texts(page, &format!("#risk-{risk} td"));
        let is_code = |cell: &String| cell.contains(&risk.to_uppercase());
        let code = cells.iter().position(is_code).expect("the code");
        let without_blanks = |cell: &String| cell.split_whitespace().collect::<String>();
        [code + 2, cells.len() - 2].map(|at| without_blanks(&cells[at]))
    };
    let posts = |page: &Html, risk: &str| row(page, risk)[0].clone();
    let hospital = table("tests/units/hospital", "risks");
    assert_eq!(row(&hospital, "sb-4")[1], "设备保管员、财务科会计");
    let legend = texts(&hospital, ".legend").concat();
    assert!(
        legend.contains("责任人只写岗位的，指本行所列科室人员"),
        "{legend}"
    );
    // One of several leaders is named, and of two heads the one whom it concerns.
    assert_eq!(posts(&hospital, "sb-3"), "院长、科长、采购员");
    assert_eq!(posts(&hospital, "yp-3"), "药剂科主任、一般岗位");
    // Everybody who answers is named with the department: nothing need be said of others.
    let county = table("tests/units/four", "risks");
    let legend = texts(&county, ".legend").concat();
    assert!(
        legend.contains("蓝色") && !legend.contains("责任人"),
        "{legend}"
    );
    // The heads of the trace say what is below them.
    let county = table("tests/units/four", "trace");
    let heads = texts(&county, "thead th");
    assert!(
        heads.iter().any(|head| head == "涉及的股室和岗位"),
        "{heads:?}"
    );
    assert!(heads.iter().any(|head| head == "类别"), "{heads:?}");
}

/// A post may work for another body: what it does there is not its department's.
#[test]
fn a_notice_says_which_power_of_a_post_its_department_does_not_have() {
    let unit = made(Unit::copy(&root().join("rules")), "html");
    let notice = page(&unit, "posters/bgs-grade.html");
    assert!(notice.contains("执纪执法（部分，不计入本站所）"));
    let others = std::fs::read_dir(unit.path("output/posters")).expect("posters");
    let said = others.map(|file| std::fs::read_to_string(file.expect("a file").path()));
    // The one notice, and what the search of the sheets reads of it.
    let said = said.filter(|text| text.as_ref().is_ok_and(|text| text.contains("不计入")));
    assert_eq!(said.count(), 2);
}
