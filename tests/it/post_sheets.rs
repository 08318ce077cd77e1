//! What the sheet of a post says to whoever holds it: its risk points with those of everybody, what
//! is his to do, and no case of anybody else's.

use crate::common::{generate, root, sample, Unit};
use scraper::{ElementRef, Html, Selector};
use std::path::Path;

fn page(output: &Path, below: &str) -> Html {
    let page = std::fs::read_to_string(output.join(below));
    Html::parse_document(&page.expect(below))
}

fn sheets(output: &Path) -> Html {
    page(output, "tables/post-sheets.html")
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
    assert_eq!(heads, ["每月", "1月", "6月", "7月", "12月", "次年1月"]);
    assert_eq!(accountant[5].2, ["下半年自查报告"]);
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
    // What is done has its sign, each deed its own; what is still to come has none.
    let signs = |post: &str, month: usize| -> Vec<String> {
        let cells = select(sheet(&page, post), ".year-work tbody td");
        let signs = select(cells[month], ".sign svg").into_iter();
        let named = signs.filter_map(|sign| sign.value().attr("aria-label"));
        named.map(str::to_owned).collect()
    };
    assert_eq!(signs("gtzy-sz", 1), ["已办", "已办"]);
    assert_eq!(signs("gtzy-sz", 2), ["已办"]);
    assert_eq!(signs("gtzy-sz", 3), [""; 0]);
    // A day is told where it is not the last of its month.
    let leader = months("fzz-nm");
    assert!(leader[0]
        .2
        .contains(&"2日前检查后专题谈话（农业服务中心）".to_owned()));
}

/// What was only proposed has its sign, which is explained where it stands; so is what is coloured.
#[test]
fn the_year_of_a_sheet_explains_what_stands_there() {
    let temp = tempfile::tempdir().expect("temp dir");
    generate(&root().join("tests/units/hospital"), temp.path(), &[]);
    for (output, rotates) in [(sample(), "wsy-yz"), (temp.path(), "zwk-kz")] {
        let page = sheets(output);
        let proposed = |sheet| -> (usize, bool) {
            let signs = select(sheet, ".year-work .sign svg").into_iter();
            let signs = signs.filter(|s| s.value().attr("aria-label") == Some("已建议"));
            (signs.count(), text(sheet).contains("已建议（待定）"))
        };
        assert_eq!(proposed(sheet(&page, rotates)), (1, true));
        for sheet in select(page.root_element(), ".post-sheet") {
            let (signs, explained) = proposed(sheet);
            assert_eq!(signs > 0, explained, "{}", text(sheet));
            for (own, said) in [
                (".year-work b", ".year-block .sheet-note"),
                (".sheet-risks b", ".sheet-risks tfoot"),
            ] {
                let own = !select(sheet, own).is_empty();
                let mut said = select(sheet, said).into_iter().map(text);
                assert_eq!(own, said.any(|s| s.contains("彩色黑体")), "{}", text(sheet));
            }
        }
    }
}

/// Whoever signs a sheet must not be made to answer for measures that are all another's: it says then
/// whose they are.
#[test]
fn a_holder_answers_at_first_hand_for_measures_of_his_own_alone() {
    let temp = tempfile::tempdir().expect("temp dir");
    generate(&root().join("tests/units/four"), temp.path(), &[]);
    for output in [sample(), temp.path()] {
        let page = sheets(output);
        let (mut own, mut others) = (0, 0);
        for sheet in select(page.root_element(), ".post-sheet") {
            let said = text(select(sheet, "h3 + .sheet-note")[0]);
            let direct = said.split('；').next().expect("who answers");
            let is_own = !select(sheet, ".sheet-risks b").is_empty();
            assert_eq!(direct == "直接责任人：本人", is_own, "{}", text(sheet));
            assert!(direct.starts_with("直接责任人："), "{}", text(sheet));
            *(if is_own { &mut own } else { &mut others }) += 1;
        }
        assert!(own > 5 && others > 3, "{own} {others}");
    }
    let page = sheets(temp.path());
    let said = |post| text(select(sheet(&page, post), "h3 + .sheet-note")[0]);
    assert!(said("cwg-kj").starts_with("直接责任人：财务股股长；"));
    // Here the warnings follow the grades, whose colours they have.
    let facts = text(select(sheet(&page, "cwg-kj"), ".sheet-head")[0]);
    assert!(
        facts.ends_with("较大（橙色）权力资金财务（部分）预警级别橙色预警"),
        "{facts}"
    );
    // Grades and levels of the same colours, and not of the same meaning.
    let temp = tempfile::tempdir().expect("temp dir");
    generate(&root().join("tests/units/hospital"), temp.path(), &[]);
    let facts = text(select(sheet(&sheets(temp.path()), "cwk-kj"), ".sheet-head")[0]);
    assert!(
        facts.starts_with("会计财务科二级（橙色）")
            && facts.ends_with("预警级别黄色预警（与等级的颜色无关）"),
        "{facts}"
    );
    let posts = text(self::page(temp.path(), "tables/posts.html").root_element());
    assert!(posts.contains("预警级别与等级的颜色无关。"), "{posts}");
    let of_sample = text(sheets(sample()).root_element());
    assert!(!of_sample.contains("颜色无关"));
}

/// One level counts, and table, page and poster say the same one; a warning may have it.
#[test]
fn of_two_levels_the_stricter_counts_everywhere() {
    let posts = page(sample(), "tables/posts.html");
    let row = text(select(posts.root_element(), "#post-czs-kj")[0]);
    assert!(row.contains("一级按人三级"), "{row}");
    let of_post = text(page(sample(), "posts/czs-kj.html").root_element());
    assert!(
        of_post.contains("一级：按人员三级，按部位一级"),
        "{of_post}"
    );
    let poster = page(sample(), "posters/czs-grade.html");
    let levels = select(poster.root_element(), "svg text")
        .into_iter()
        .map(text);
    let levels: Vec<String> = levels.filter(|said| said.ends_with('级')).collect();
    assert!(levels.contains(&"一级".to_owned()), "{levels:?}");
    assert!(!levels.contains(&"三级".to_owned()), "{levels:?}");
    let unit = Unit::copy(&root().join("rules"));
    let told = |level: i64| {
        unit.write(
            "rules/records/more.toml",
            format!(
                "[[notice]]\nid = \"tz-2013-1\"\nnumber = \"〔2013〕1号\"\npost = \"czs-kj\"\nlevel = {level}\n\
                 date = 2013-03-29\nreason = \"记账不及时\"\ndisposal = \"责令整改\"\ndue = 2013-04-30\n"
            ),
        );
        unit.run("check", &["--rules", "rules"]).1
    };
    for level in [1, 3] {
        assert!(!told(level).contains("LF289"), "{}", told(level));
    }
    // Where no norm says that the stricter counts, the level is the one by person.
    unit.replace("regulations/r5.toml", "precedence = \"stricter\"\n", "");
    assert!(told(1).contains("LF289"), "{}", told(1));
    assert!(!told(3).contains("LF289"), "{}", told(3));
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
        facts.contains("一级：按人员三级，按部位一级（CW-1–3），从严"),
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

/// Whoever holds a post signs its sheet: what the table of risk points lays to a department must stand
/// on the sheets of some of its posts, and on all of them what it lays to nobody there by name.
#[test]
fn what_a_department_has_stands_on_the_sheets_of_its_posts() {
    let temp = tempfile::tempdir().expect("temp dir");
    let mut outputs = vec![sample().to_owned()];
    for unit in ["hospital", "four", "village"] {
        let output = temp.path().join(unit);
        generate(&root().join("tests/units").join(unit), &output, &[]);
        outputs.push(output);
    }
    for output in outputs {
        let (sheets, posts) = (sheets(&output), page(&output, "tables/posts.html"));
        let risks = page(&output, "tables/risks.html");
        let of = |row: ElementRef| row.value().attr("data-department").unwrap_or("").to_owned();
        let said = |post: ElementRef| -> String {
            let id = post.value().id().and_then(|id| id.strip_prefix("post-"));
            let id = id.expect("a post");
            let known = Selector::parse(&format!("#sheet-{id}")).expect("a selector");
            sheets.select(&known).next().map_or(String::new(), text)
        };
        let posts: Vec<(String, String)> = select(posts.root_element(), "tr[id^=post-]")
            .into_iter()
            .map(|row| (of(row), said(row)))
            .collect();
        let rows = select(risks.root_element(), "tr[id^=risk-]");
        assert!(rows.len() > 5, "{}", output.display());
        for row in rows {
            let id = row.value().id().and_then(|id| id.strip_prefix("risk-"));
            let code = id.expect("a risk point").to_uppercase();
            let departments = of(row);
            if departments.is_empty() {
                let all = posts.iter().filter(|(_, sheet)| !sheet.is_empty());
                for (_, sheet) in all {
                    assert!(sheet.contains(&code), "{code}: {sheet}");
                }
            }
            for department in departments.split_whitespace() {
                let mut there = posts.iter().filter(|(of, _)| of == department);
                let is_told = there.any(|(_, sheet)| sheet.contains(&code));
                assert!(is_told, "{code}: {department} in {}", output.display());
            }
        }
    }
    let page = sheets(&temp.path().join("hospital"));
    for post in ["sbk-kz", "sbk-cg", "sbk-bg"] {
        assert!(text(select(sheet(&page, post), ".sheet-risks tbody")[0]).contains("YP-1"));
    }
}
