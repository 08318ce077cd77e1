//! What readers see of the pages at several widths and in the dark; `browser/screen.mjs` looks.

use crate::browser::{page, seen, text};
use crate::common::{files, sample};
use crate::hospital::OUTPUT;
use scraper::{ElementRef, Html, Selector};
use serde_json::json;
use std::collections::BTreeMap;

fn html(file: &str) -> Html {
    Html::parse_document(&std::fs::read_to_string(sample().join(file)).expect(file))
}

fn select<'h>(page: &'h Html, selector: &str) -> Vec<ElementRef<'h>> {
    page.select(&Selector::parse(selector).expect("selector"))
        .collect()
}

fn within<'h>(element: ElementRef<'h>, selector: &str) -> Vec<ElementRef<'h>> {
    element
        .select(&Selector::parse(selector).expect("selector"))
        .collect()
}

fn words(element: ElementRef) -> String {
    element.text().collect::<String>().trim().to_owned()
}

/// How many steps of workflows each risk point bites at, as the handbook's tables of steps say.
fn bitten(handbook: &Html) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for risk in select(handbook, "table.steps tbody tr td.code a") {
        *out.entry(words(risk)).or_default() += 1;
    }
    out
}

#[test]
fn every_step_of_a_risk_point_is_led_to() {
    let handbook = html("handbook.html");
    let bitten = bitten(&handbook);
    assert!(bitten.len() > 20, "{bitten:?}");
    let register = html("tables/risks.html");
    let (mut folded, mut seen) = (0, 0);
    for page in [&handbook, &register] {
        for row in select(page, "table.risks tbody tr[id]") {
            let code = words(within(row, "td.code a")[0]);
            let wanted = bitten.get(&code).copied().unwrap_or(0);
            let ways = within(row, ".way > .ref:first-child").len();
            assert_eq!(ways, wanted, "{code}");
            let more = within(row, "details.ways summary");
            assert_eq!(more.len(), usize::from(wanted > 3), "{code}");
            for summary in more {
                assert_eq!(words(summary), format!("全部{wanted}步"), "{code}");
                folded += 1;
            }
            seen += 1;
        }
    }
    assert!(seen > 70 && folded > 20, "{seen} {folded}");
    // The page of a post has those of its own workflows, and says how many there are elsewhere.
    let mut elsewhere = 0;
    let all = files(sample());
    for file in all.iter().filter(|f| f.starts_with("posts/")) {
        for row in select(&html(file), "table.post-risks tbody tr") {
            let code = words(within(row, "th a")[0]);
            let own = within(row, "td:last-child > a").len();
            let others = within(row, "td:last-child .way > .ref:first-child").len();
            let wanted = bitten.get(&code).copied().unwrap_or(0);
            assert_eq!(own + others, wanted, "{file} {code}");
            let said = within(row, "details.ways > summary");
            let said: Vec<String> = said.into_iter().map(words).collect();
            let also = if own > 0 { "另" } else { "" };
            let told = (others > 0).then(|| format!("别处{also}有{others}步"));
            assert_eq!(said, Vec::from_iter(told), "{file} {code}");
            elsewhere += others;
        }
    }
    assert!(elsewhere > 100, "{elsewhere}");
}

#[test]
fn a_step_stays_with_its_chart() {
    let mut ways = 0;
    for page in seen().unwrap_or_default() {
        let pairs = &page["pairs"];
        if pairs.is_null() {
            continue;
        }
        ways += pairs["ways"].as_u64().expect("ways");
        assert_eq!(pairs["parted"], json!([]), "{}", page["page"]);
    }
    assert!(seen().is_none() || ways > 150, "{ways}");
}

/// GB/T 15834 5.1: no line begins with a mark that stands behind a word.
#[test]
fn no_line_begins_with_a_mark() {
    let mut looked = 0;
    for page in seen().unwrap_or_default() {
        for (width, marks) in page["begins"].as_object().expect("widths") {
            assert_eq!(*marks, json!([]), "{}, {width}", page["page"]);
            looked += 1;
        }
    }
    assert!(seen().is_none() || looked >= 50, "{looked}");
}

#[test]
fn grades_are_printed_in_their_colours_and_cover_nothing() {
    let mut looked = 0;
    for page in seen().unwrap_or_default() {
        if page["faint"].is_null() {
            continue;
        }
        looked += 1;
        for what in ["faint", "covering"] {
            assert_eq!(page[what], json!([]), "{}, {what}", page["page"]);
        }
    }
    assert!(seen().is_none() || looked >= 10, "{looked}");
}

#[test]
fn what_a_sign_says_stands_in_its_box() {
    for page in seen().unwrap_or_default() {
        assert_eq!(page["outside"], json!([]), "{}", page["page"]);
    }
}

#[test]
fn what_is_folded_on_the_screen_is_printed() {
    for page in seen().unwrap_or_default() {
        assert_eq!(page["shut"], json!([]), "{}", page["page"]);
    }
}

#[test]
fn the_tables_of_the_handbook_are_cards_on_a_phone() {
    let Some(page) = page("handbook.html") else {
        return;
    };
    let sheets = page["sheets"].as_array().expect("sheets");
    assert_eq!(sheets.len(), 6);
    for sheet in sheets {
        assert_eq!(sheet["beyond"], 0, "{sheet}");
        assert_eq!(sheet["nameless"], 0, "{sheet}");
    }
}

#[test]
fn whose_row_it_is_stays_while_a_table_is_pushed_past() {
    let Some(page) = page("handbook.html") else {
        return;
    };
    let frozen = page["frozen"].as_array().expect("sheets");
    assert_eq!(frozen.len(), 6);
    for sheet in frozen {
        assert!(sheet["pushed"].as_f64().expect("px") > 100.0, "{sheet}");
        assert_eq!(sheet["left"], sheet["wanted"], "{sheet}");
    }
}

#[test]
fn no_name_is_torn_in_the_tables_of_the_handbook() {
    let Some(page) = page("handbook.html") else {
        return;
    };
    for width in ["1280", "1440"] {
        let seen = &page["torn"][width];
        assert!(seen["names"].as_u64().expect("names") > 100, "{seen}");
        assert_eq!(seen["torn"], json!([]), "{width}");
    }
}

#[test]
fn the_reader_is_told_which_part_begins() {
    let Some(page) = page("handbook.html") else {
        return;
    };
    let wanted = [
        ("part-2", "第二部分 风险等级表", "站所廉政风险等级表"),
        (
            "part-3",
            "第三部分 风险点和防控措施",
            "廉政风险点及防控措施一览表",
        ),
        ("part-4", "第四部分 站所职责、制度和流程", "农业服务中心"),
        ("r2", "二、廉政风险等级评估办法", "一、评估对象"),
        ("r1-c2", "第二章", "第二章 重大决策廉政风险评估"),
        ("d-czs", "财政所", "财政所"),
        ("annex-records", "监督记录", "监督记录"),
    ];
    for key in ["places", "phoned"] {
        for (id, crumb, side) in wanted {
            let seen = &page[key][id];
            assert_eq!(text(seen, "crumb"), crumb, "{key} {id}");
            assert_eq!(text(seen, "side"), side, "{key} {id}");
            assert_eq!(seen["holes"], json!([]), "{key} {id}");
            assert_eq!(seen["crushed"], json!([]), "{key} {id}");
        }
    }
    // On a phone the foot leads on, and at the end of the book nowhere.
    let foot = |id: &str| page["phoned"][id]["foot"].clone();
    assert_eq!(
        foot("d-czs"),
        json!(["‹ 国土资源所", "目录", "社会保障室 ›"])
    );
    assert_eq!(foot("annex-records"), json!(["‹ 条文核对情况表", "目录"]));
}

#[test]
fn no_blank_stands_between_a_number_and_its_measure_word() {
    let measures = "个项条天处步次件级章人份张页行分名类年月日";
    let is_han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    let mut numbers = 0;
    for folder in [sample(), OUTPUT.as_path()] {
        for file in files(folder).iter().filter(|f| f.ends_with(".html")) {
            let page = std::fs::read_to_string(folder.join(file)).expect("page");
            let page = Html::parse_document(&page);
            for node in page.tree.root().descendants() {
                let Some(text) = node.value().as_text() else {
                    continue;
                };
                let code = node.parent().and_then(|p| p.value().as_element().cloned());
                if code.is_some_and(|e| matches!(e.name(), "script" | "style")) {
                    continue;
                }
                let chars: Vec<char> = text.chars().collect();
                for (at, window) in chars.windows(3).enumerate() {
                    let [a, gap, b] = [window[0], window[1], window[2]];
                    let counted = a.is_ascii_digit() && measures.contains(b);
                    // 共 12项: the number that a blank parts from its word is one of things.
                    let rest = &chars[at + 2..];
                    let end = rest.iter().find(|c| !c.is_ascii_digit());
                    let begins = is_han(a) && b.is_ascii_digit();
                    let counts = begins && end.is_some_and(|&c| measures.contains(c));
                    let around: String = chars[at.saturating_sub(8)..].iter().take(20).collect();
                    assert!(gap != ' ' || !(counted || counts), "{file}: {around}");
                    numbers += usize::from(a.is_ascii_digit() && measures.contains(gap));
                }
            }
        }
    }
    assert!(numbers > 5000, "{numbers}");
}

#[test]
fn each_table_of_the_entry_page_has_a_page_and_a_sheet() {
    let index = html("index.html");
    let rows = select(&index, "#tables li");
    assert!(rows.len() > 6);
    let mut names = Vec::new();
    for row in rows {
        let forms: Vec<String> = within(row, ".formats a").into_iter().map(words).collect();
        assert_eq!(forms, ["网页", "PDF"], "{}", words(row));
        names.push(words(within(row, ".name")[0]));
    }
    assert!(names.iter().any(|name| name == "防控措施清单"), "{names:?}");
}

#[test]
fn beside_a_poster_chips_keep_apart_and_who_answers_begins_a_line() {
    let mut panels = 0;
    for page in seen().unwrap_or_default() {
        let panel = &page["panel"];
        if panel.is_null() || panel["who"] == 0 {
            continue;
        }
        panels += 1;
        assert!(panel["chips"].as_u64().expect("chips") > 3, "{panel}");
        assert_eq!(panel["near"], 0, "{}", page["page"]);
        assert_eq!(panel["alone"], 0, "{}", page["page"]);
        assert_eq!(panel["running"], 0, "{}", page["page"]);
    }
    assert!(seen().is_none() || panels > 0);
}

#[test]
fn the_summary_can_be_read_in_the_dark() {
    let Some(page) = page("handbook.html") else {
        return;
    };
    let drawn = &page["drawn"];
    assert!(drawn["texts"].as_u64().expect("texts") > 150, "{drawn}");
    assert_eq!(text(drawn, "paper"), "rgba(0, 0, 0, 0)");
    let least: Vec<(f64, String)> = serde_json::from_value(drawn["least"].clone()).expect("pairs");
    assert!(least[0].0 >= 4.5, "{least:?}");
}

/// Looks, screen: targets of at least 44 px and texts of at least 14 px on a phone.
#[test]
fn on_a_phone_nothing_is_too_small_to_read_or_to_touch() {
    let mut looked = 0;
    for page in seen().unwrap_or_default() {
        let none = json!({ "small": [], "low": [] });
        assert_eq!(page["handy"], none, "{}", page["page"]);
        looked += 1;
    }
    assert!(seen().is_none() || looked >= 20, "{looked}");
}

#[test]
fn on_a_phone_a_value_begins_beside_its_label_and_all_at_one_edge() {
    let mut labels = 0;
    for page in seen().unwrap_or_default() {
        let cards = &page["cards"];
        labels += cards["labels"].as_u64().expect("labels");
        for what in ["off", "nameless"] {
            assert_eq!(cards[what], json!([]), "{}, {what}", page["page"]);
        }
        let foot = cards["foot"].as_f64().expect("px");
        assert!(foot.abs() < 1.0, "{}, {foot} px", page["page"]);
    }
    assert!(seen().is_none() || labels > 2000, "{labels}");
}

/// 显示, 字号, 特大: nothing is pushed out of the window, and no box cuts its own hint.
#[test]
fn the_largest_type_has_room() {
    let mut looked = 0;
    for page in seen().unwrap_or_default() {
        let Some(widths) = page["largest"].as_object() else {
            continue;
        };
        for (width, seen) in widths {
            let what = format!("{}, {width} px: {seen}", page["page"]);
            assert_eq!(seen["page"], seen["screen"], "{what}");
            assert_eq!(seen["cut"], json!([]), "{what}");
            looked += 1;
        }
    }
    assert!(seen().is_none() || looked >= 60, "{looked}");
}

#[test]
fn no_row_is_seen_between_the_head_of_the_register_and_a_band() {
    let Some(page) = page("tables/risks.html") else {
        return;
    };
    for (width, seen) in page["banded"].as_object().expect("widths") {
        assert!(seen["gap"].as_f64().expect("px") < 0.0, "{width}: {seen}");
        assert!(seen["words"].as_f64().expect("px") > 0.0, "{width}: {seen}");
    }
}

#[test]
fn a_sheet_seen_in_part_is_not_said_to_fit() {
    let mut looked = 0;
    for page in seen().unwrap_or_default() {
        if page["pressed"].is_null() {
            continue;
        }
        let part = json!([[], true]);
        let whole = json!([["适合窗口"], false]);
        assert_eq!(
            page["pressed"],
            json!([part, whole, part]),
            "{}",
            page["page"]
        );
        looked += 1;
    }
    assert!(seen().is_none() || looked > 1, "{looked}");
}

#[test]
fn on_paper_the_chart_begins_where_its_title_does() {
    let Some(page) = page("handbook.html") else {
        return;
    };
    let parts = page["aligned"].as_array().expect("parts");
    assert_eq!(parts[0], parts[2], "{parts:?}");
}
