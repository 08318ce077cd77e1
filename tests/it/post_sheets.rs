//! What the sheet of a post says to whoever holds it: its risk points with those of everybody, what
//! is his to do, and no case of anybody else's.

use crate::common::{generate, root, sample};
use scraper::{ElementRef, Html, Selector};
use std::path::Path;

fn sheets(output: &Path) -> Html {
    let page = output.join("tables/post-sheets.html");
    Html::parse_document(&std::fs::read_to_string(page).expect("the sheets"))
}

fn select<'a>(sheet: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("a selector");
    sheet.select(&selector).collect()
}

fn text(element: ElementRef) -> String {
    let all: String = element.text().collect();
    all.split_whitespace().collect()
}

fn sheet<'h>(page: &'h Html, post: &str) -> ElementRef<'h> {
    let selector = Selector::parse(&format!("#sheet-{post}")).expect("a selector");
    page.select(&selector).next().expect(post)
}

#[test]
fn the_year_is_told_by_months_with_what_is_the_holders_own_standing_out() {
    let page = sheets(sample());
    let months = |post: &str| -> Vec<(String, String, Vec<String>)> {
        let sheet = sheet(&page, post);
        let heads = select(sheet, ".year-work thead th").into_iter().map(text);
        let cells = select(sheet, ".year-work tbody td").into_iter();
        let own = |cell| select(cell, "b").into_iter().map(text).collect();
        heads
            .zip(cells)
            .map(|(head, cell)| (head, text(cell), own(cell)))
            .collect()
    };
    let accountant = months("czs-kj");
    let heads: Vec<&str> = accountant.iter().map(|(head, ..)| &**head).collect();
    assert_eq!(heads, ["每月", "1月", "6月", "7月", "12月"]);
    assert_eq!(accountant[0].1, "所长：学法");
    assert_eq!(accountant[1].2, ["2012年下半年自查报告"]);
    assert!(accountant[1]
        .1
        .contains("所长：年度风险查找、2012年下半年自查报告"));
    // The head does both, for the department and for himself.
    assert_eq!(
        months("czs-sz")[1].2,
        ["年度风险查找", "2012年下半年自查报告（站所和本人）"]
    );
    // A day is told where it is not the last of its month.
    let leader = months("fzz-nm");
    assert!(leader[0]
        .2
        .contains(&"2日前检查后谈话（农业服务中心）".to_owned()));
}

/// A case is the business of whoever handles it, and even his sheet does not say which it is.
#[test]
fn no_sheet_tells_of_a_case_or_a_complaint() {
    let temp = tempfile::tempdir().expect("temp dir");
    generate(&root().join("tests/units/hospital"), temp.path(), &[]);
    for output in [sample(), temp.path()] {
        for cell in select(sheets(output).root_element(), ".year-work td") {
            let said = text(cell);
            for case in ["线索", "盗窃", "初核", "〔", "“"] {
                assert!(!said.contains(case), "{said}");
            }
        }
    }
}

#[test]
fn a_sheet_says_what_the_grade_rests_on_and_which_measures_are_the_holders_own() {
    let page = sheets(sample());
    let leader = sheet(&page, "wzbz");
    let facts: Vec<String> = select(leader, ".sheet-head tr")
        .into_iter()
        .map(text)
        .collect();
    let says = |fact: &str| facts.iter().any(|own| own.ends_with(fact));
    assert!(
        says("定级依据《站所和岗位廉政风险等级划分》第二部分：领导定为高级"),
        "{facts:?}"
    );
    assert!(says("按权力测算中级"), "{facts:?}");
    // Of the levels by person and by place the graver one counts.
    let accountant = sheet(&page, "czs-kj");
    let facts = text(select(accountant, ".sheet-head")[0]);
    assert!(
        facts.contains("按人员三级；按部位一级（CW-1–3）"),
        "{facts}"
    );
    let own = |post: &str| -> Vec<String> {
        let own = select(sheet(&page, post), ".sheet-risks b");
        own.into_iter().map(text).collect()
    };
    // Two are his department's, two name his post.
    assert_eq!(
        own("czs-zc"),
        [
            "购置依政府采购规定，防不廉洁；",
            "先调研、按需要分配，不看人情",
            "固定资产账每半年核对，账物相符；",
            "及时登录资产，监督直属单位；"
        ]
    );
    // Where the rules do not say who 年审经办人 is, it is nobody's own.
    let heads = own("nyfw-zr");
    assert!(
        heads.contains(&"限时办结、一次告知，违者追责；".to_owned()),
        "{heads:?}"
    );
    assert!(!heads.iter().any(|own| own.contains("年审")), "{heads:?}");
    assert_eq!(own("mzxx-mw"), [""; 0]);
    for sheet in select(page.root_element(), ".post-sheet") {
        let common = text(select(sheet, ".sheet-risks tfoot")[0]);
        assert!(
            common.contains("SX-1") && common.contains("SX-3"),
            "{common}"
        );
    }
}
