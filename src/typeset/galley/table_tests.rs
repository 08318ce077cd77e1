//! Columns of tables with words that no column has room for.

use super::{table, Frame, Galley};
use crate::diagnostic::{SourceId, Sources};
use crate::load::templates::PRINT;
use crate::text::Fonts;
use crate::typeset::style::Computed;
use crate::typeset::{Stylesheet, Unset};
use scraper::{Html, Selector};

fn built_in() -> (Stylesheet, Fonts) {
    let style = Stylesheet::parse(PRINT, SourceId(0)).unwrap();
    (style, Fonts::shipped().unwrap())
}

/// The widths of the columns of a table in body size on a measure of 442 pt, without the padding,
/// in em; and what could not be set.
fn columns(style: &Stylesheet, fonts: &Fonts, html: &str) -> (Vec<f32>, Unset) {
    let dom = Html::parse_document(html);
    let table = dom
        .select(&Selector::parse("table").unwrap())
        .next()
        .unwrap();
    let mut galley = Galley::new(style, fonts);
    let own = style.of(table, &Computed::default());
    let frame = Frame {
        left: 0.0,
        width: 442.0,
    };
    let table = table::build(
        &mut galley,
        table,
        &own,
        frame,
        crate::typeset::document::ROOT,
    );
    let cells = table
        .iter()
        .flat_map(|table| table.rows.iter().flat_map(|row| &row.cells));
    let padding = cells.map(|cell| cell.padding.0).next().unwrap_or(0.0);
    let inner = |width: &f32| (width - 2.0 * padding) / own.size;
    (
        table.unwrap().columns.iter().map(inner).collect(),
        galley.with.unset,
    )
}

#[test]
fn no_column_starves_beside_a_long_word() {
    let (style, fonts) = built_in();
    let url = format!("http://example.gov.cn/{}", "tzgg/a-b_c?d=1&e".repeat(12));
    for long in [
        url,
        "a".repeat(200),
        "1".repeat(56),
        "x".repeat(700),
        "——…".repeat(30),
    ] {
        for count in [2, 5, 8] {
            for at in [0, count - 1] {
                let cells: String = (0..count)
                    .map(|c| {
                        if c == at {
                            long.as_str()
                        } else {
                            "岗位责任"
                        }
                    })
                    .map(|text| format!("<td>{text}"))
                    .collect();
                let (widths, unset) = columns(
                    &style,
                    &fonts,
                    &format!("<table><tbody><tr>{cells}</table>"),
                );
                let least = widths.iter().copied().fold(f32::MAX, f32::min);
                assert!(least >= 3.0, "{widths:?} {long:.20}");
                assert!(
                    unset.narrow.is_empty() && unset.overwide.is_empty(),
                    "{unset:?}"
                );
            }
        }
    }
}

/// A label over hundreds of rows stands in a row that is not measured with every second one, and
/// widths that were given may be less than what cannot be broken.
#[test]
fn a_label_has_room_whatever_the_rows_and_the_widths_given() {
    let (style, fonts) = built_in();
    let label = "<span class=\"chip\">特别重大风险</span>";
    for rows in [1, 2, 241, 700] {
        let more = "<tr><td>按月核对，逐笔登记".repeat(rows - 1);
        let head = "<thead><tr><th>等级<th>防控措施</thead>";
        let body = format!(
            "<tbody><tr><td>首行<td>按月核对<tr><td rowspan={rows}>{label}<td>按月核对，逐笔登记{more}"
        );
        let given = "<colgroup><col style=\"width:4%\"><col style=\"width:96%\"></colgroup>";
        for (class, given) in [("plain", ""), ("trace", given)] {
            let html = format!("<table class={class}>{given}{head}{body}</table>");
            let (widths, unset) = columns(&style, &fonts, &html);
            assert!(unset.overwide.is_empty(), "{rows} {class}: {widths:?}");
        }
    }
}

#[test]
fn a_table_of_too_many_columns_is_told() {
    let row = |count| format!("<table><tbody><tr>{}</table>", "<td>岗位责任".repeat(count));
    let (style, fonts) = built_in();
    assert!(columns(&style, &fonts, &row(8)).1.narrow.is_empty());
    let (_, unset) = columns(&style, &fonts, &row(60));
    assert_eq!(unset.narrow.iter().collect::<Vec<_>>(), ["岗位责任"]);
}

#[test]
fn spans_that_lose_cells_or_lie_on_others_are_told() {
    let (style, fonts) = built_in();
    let told = |rows: &str| -> Vec<String> {
        let html = format!("<table><tbody>{rows}</table>");
        let (_, unset) = columns(&style, &fonts, &html);
        let found = unset.findings(SourceId(0), &Sources::default());
        found.into_iter().map(|finding| finding.message).collect()
    };
    for (rows, wanted) in [
        ("<tr><td colspan=0>甲", "colspan"),
        ("<tr><td colspan=-1>甲", "colspan"),
        ("<tr><td colspan=二>甲", "colspan"),
        ("<tr><td colspan=4000000000>甲", "colspan"),
        ("<tr><td rowspan=2>甲", "rowspan"),
        ("<tr><td rowspan=1.5>甲<tr><td>乙", "rowspan"),
        ("<tr><td>甲<td rowspan=2>乙<tr><td colspan=2>丙", "重叠"),
        ("<caption>标题</caption><tr><td>甲", "<caption>"),
    ] {
        let told = told(rows);
        assert!(
            told.iter().any(|told| told.contains(wanted)),
            "{rows}: {told:?}"
        );
    }
    let many = format!("<tr>{}", "<td>甲".repeat(501));
    assert!(told(&many).iter().any(|told| told.contains("500 列")));
    for rows in [
        "<tr><td rowspan=0>甲<td>乙<tr><td>丙",
        "<tr><td rowspan=2 colspan=3>甲<tr>",
    ] {
        assert_eq!(told(rows), Vec::<String>::new(), "{rows}");
    }
}

/// A table of rows of one height, by what their cells are, and what the first page of `share` of
/// its rows' height takes.
fn first_page(rows: &str, foot: &str, share: f32) -> (usize, f32, f32) {
    let (style, fonts) = built_in();
    let html = format!("<table><tfoot>{foot}</tfoot><tbody>{rows}</tbody></table>");
    let dom = Html::parse_document(&html);
    let selector = Selector::parse("table").unwrap();
    let element = dom.select(&selector).next().unwrap();
    let mut galley = Galley::new(&style, &fonts);
    let own = style.of(element, &Computed::default());
    let frame = Frame {
        left: 0.0,
        width: 442.0,
    };
    let root = crate::typeset::document::ROOT;
    let mut table = table::build(&mut galley, element, &own, frame, root).unwrap();
    let all: f32 = table.rows.iter().map(|row| row.height).sum();
    let room = all * share;
    let part = table.part(0, (room, room), (true, 1), true).unwrap();
    (part.end, part.height, room)
}

fn rows(groups: &[usize]) -> String {
    let group = |&count: &usize| -> String {
        let first = format!("<tr><th rowspan={count}>甲<td>乙");
        first + &"<tr><td>乙".repeat(count - 1)
    };
    groups.iter().map(group).collect()
}

#[test]
fn a_page_ends_between_groups_where_that_leaves_it_nearly_full() {
    for (groups, share, end) in [
        // Eleven rows of sixteen fit; the third group would leave one of its four behind.
        (&[4; 4][..], 0.74, 8),
        // Twelve fit: a whole number of groups.
        (&[4; 8], 0.38, 12),
        // So they do here, but then the last page would be left with four.
        (&[4; 4], 0.76, 8),
        // A group of twelve is broken rather than leave half a page blank, and in the middle.
        (&[3, 12, 1], 0.6, 8),
        // Three pages take what two and a bit would: none is left with the bit.
        (&[1; 21], 0.48, 7),
        // One row is not left for the last page alone.
        (&[1; 20], 0.96, 10),
    ] {
        assert_eq!(first_page(&rows(groups), "", share).0, end, "{groups:?}");
    }
}

/// A risk point with its measures, within a class that has others.
#[test]
fn a_short_part_of_a_group_is_not_parted() {
    let class = |parts: &[usize]| -> String {
        let whole: usize = parts.iter().sum();
        let part = |&count: &usize| {
            let more = "<tr><td>乙".repeat(count - 1);
            format!("<th rowspan={count}>甲<td>乙{more}<tr>")
        };
        let parts: String = parts.iter().map(part).collect();
        let parts = parts.trim_end_matches("<tr>");
        format!("<tr><th rowspan={whole}>丙{parts}")
    };
    // Eight rows fit of fourteen.
    for (parts, end) in [(&[3, 3, 3, 3, 2][..], 6), (&[5, 4, 5], 7)] {
        assert_eq!(first_page(&class(parts), "", 0.6).0, end, "{parts:?}");
    }
}

#[test]
fn widths_that_are_fitted_go_to_the_column_with_the_long_texts() {
    let (style, fonts) = built_in();
    let given = "<colgroup><col style='width:50%'><col style='width:50%'></colgroup>";
    let text = "对符合条件的申请不予办理，层层设卡，招致申请人投诉上访";
    let rows = format!("<tr><td>许可审批站所<td class=text>{text}").repeat(6);
    let html = |class: &str| format!("<table class={class}>{given}<tbody>{rows}</table>");
    let (given, _) = columns(&style, &fonts, &html("powers"));
    let (fitted, _) = columns(&style, &fonts, &html("risks"));
    assert!(
        given[1] <= given[0] && fitted[1] > given[1] + 2.0,
        "{given:?} {fitted:?}"
    );
    assert!(fitted[0] >= 6.0, "the label stays whole: {fitted:?}");
    // Nothing goes over where no row becomes lower by it.
    let short = html("risks").replace(text, "层层设卡");
    let (short, _) = columns(&style, &fonts, &short);
    assert!((short[0] - short[1]).abs() < 1.0, "{short:?}");
}

#[test]
fn a_note_stands_on_the_pages_that_lead_to_it_and_a_legend_on_all() {
    /// Nine rows and a little.
    const ROOM: f32 = 9.2 / 90.0;
    let with = |at: usize| -> String {
        let row = |n| match n == at {
            true => "<tr><td>乙<a href='#note'>①</a>",
            false => "<tr><td>乙",
        };
        (0..90).map(row).collect()
    };
    let note = "<tr id=note><td class=legend>① 注";
    let legend = "<tr><td class=legend>注：甲";
    let plain = first_page(&with(99), "", ROOM);
    let led = first_page(&with(2), note, ROOM);
    let elsewhere = first_page(&with(19), note, ROOM);
    let always = first_page(&with(99), legend, ROOM);
    assert_eq!((plain.0, elsewhere.0), (9, 9));
    assert_eq!(elsewhere.1, plain.1);
    assert_eq!(led.0, 8, "it needs the room of a row");
    assert_eq!(always.0, 8);
    for (_, height, room) in [plain, led, elsewhere, always] {
        assert!(height <= room + 0.01);
    }
}

#[test]
fn words_that_went_and_came_wear_their_ground_and_lines() {
    use crate::typeset::document::Item;
    let (style, fonts) = built_in();
    let lines = |inner: &str| {
        let html = format!("<!DOCTYPE html><html><body><p>甲乙{inner}丙</p></body></html>");
        let (document, findings, _) = crate::typeset::typeset(&html, &style, &fonts);
        assert!(findings.is_empty(), "{findings:?}");
        let items = document.pages.iter().flat_map(|page| &page.items);
        let paths = items.filter_map(|item| match item {
            Item::Path(path) => Some((path.fill, path.stroke.map(|(_, width)| width))),
            _ => None,
        });
        paths.collect::<Vec<_>>()
    };
    assert!(lines("丁戊").is_empty());
    // A ground, and a line through: one of each for words that stand together.
    let gone = lines("<del>丁戊己</del>");
    assert_eq!(gone.len(), 2, "{gone:?}");
    assert!(gone[0].0.is_some() && gone[1].1.is_some());
    let came = lines("<ins>丁</ins>庚<ins>戊己</ins>");
    assert_eq!(came.len(), 2, "{came:?}");
    assert!(came
        .iter()
        .all(|(fill, width)| fill.is_none() && width.is_some()));
    // On two lines a line each.
    let long = "字".repeat(40);
    assert_eq!(lines(&format!("<ins>{long}</ins>")).len(), 2);
}

#[test]
fn lines_to_write_on_are_as_many_and_as_far_apart_as_they_are_asked_for() {
    use crate::typeset::document::Item;
    let (style, fonts) = built_in();
    let html = "<section class=\"form\"><table class=\"form-table\"><tbody><tr class=\"row\"><td class=\"text\">\
         <div class=\"ruled\" data-lines=\"4\" data-open>一行字</div></td></tr>\
         <tr class=\"signs\"><td></td></tr></tbody></table></section>";
    let dom = Html::parse_document(html);
    let table = dom
        .select(&Selector::parse("table").unwrap())
        .next()
        .unwrap();
    let section = dom
        .select(&Selector::parse("section").unwrap())
        .next()
        .unwrap();
    let mut galley = Galley::new(&style, &fonts);
    let own = style.of(table, &style.of(section, &Computed::default()));
    let frame = Frame {
        left: 0.0,
        width: 442.0,
    };
    let root = crate::typeset::document::ROOT;
    let table = table::build(&mut galley, table, &own, frame, root).unwrap();
    let mm = crate::typeset::length::MM;
    let lines = &table.rows[0].cells[0].content;
    assert_eq!(lines.len(), 4);
    assert!(lines
        .iter()
        .all(|line| (line.height - 8.0 * mm).abs() < 0.01));
    let ruled = |line: &crate::typeset::slice::Slice| {
        line.items.iter().any(|item| matches!(item, Item::Path(_)))
    };
    // The edge of the cell is the rule of the last one.
    let ruled: Vec<bool> = lines.iter().map(ruled).collect();
    assert_eq!(ruled, [true, true, true, false]);
    // A row to be signed is as high as a hand needs.
    assert!(table.rows[1].height >= 10.0 * mm - 0.01);
}
