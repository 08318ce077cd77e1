//! The tables of the sample as they are printed: nothing lost, nothing broken that should
//! stand together, and all of it legible without colour.

use crate::common::{page_texts, root, sample, stext};
use scraper::{ElementRef, Html, Selector};
use std::path::Path;

const TABLES: [&str; 4] = ["departments", "posts", "risks", "trace"];

fn html(table: &str) -> Html {
    let path = sample().join(format!("tables/{table}.html"));
    Html::parse_document(&std::fs::read_to_string(path).expect("the table"))
}

/// The text of an element as it is printed: what is for the screen only left out.
fn printed(element: ElementRef) -> String {
    let mut text = String::new();
    for child in element.children() {
        if let Some(plain) = child.value().as_text() {
            text.extend(plain.chars().filter(|c| !c.is_whitespace()));
        } else if let Some(child) = ElementRef::wrap(child) {
            let screen = child
                .value()
                .classes()
                .any(|class| class.ends_with("screen") || class == "paper-head");
            if !screen && child.value().name() != "svg" {
                text.push_str(&printed(child));
            }
        }
    }
    text
}

fn select<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).expect("a selector"))
        .collect()
}

/// The lines of all pages as they are read, without blanks.
fn lines(table: &str) -> Option<Vec<Vec<String>>> {
    let pages = stext(&sample().join(format!("tables/{table}.pdf")), "1-99")?;
    let text =
        |line: Vec<crate::common::Char>| line.iter().map(|c| c.c).filter(|c| *c != ' ').collect();
    Some(
        pages
            .iter()
            .map(|page| page.lines().into_iter().map(text).collect())
            .collect(),
    )
}

#[test]
fn no_cell_loses_its_text() {
    for table in TABLES {
        let Some(pages) = page_texts(&sample().join(format!("tables/{table}.pdf"))) else {
            return;
        };
        let text: String = pages
            .concat()
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        let html = html(table);
        let cells = select(&html, "main td, main th");
        assert!(cells.len() > 100, "{table}");
        for cell in cells {
            let cell = printed(cell);
            assert!(text.contains(&cell), "{table}: {cell}");
        }
    }
}

#[test]
fn dates_and_heads_are_not_broken() {
    let Some(pages) = lines("posts") else { return };
    let html = html("posts");
    let dates: Vec<String> = select(&html, "td.date").into_iter().map(printed).collect();
    assert!(dates.len() > 40);
    let all: Vec<&String> = pages.iter().flatten().collect();
    for date in dates.iter().filter(|date| date.contains('日')) {
        assert!(
            all.iter().any(|line| line.contains(date.as_str())),
            "{date}"
        );
    }
    for table in TABLES {
        let Some(pages) = lines(table) else { return };
        for head in [
            "序号",
            "站所",
            "岗位",
            "类型",
            "信息员",
            "姓名",
            "责任人",
            "期限",
            "等级",
        ] {
            let html = html_heads(table);
            if !html.iter().any(|text| text == head) {
                continue;
            }
            // On every page: the head is repeated.
            for (k, page) in pages.iter().enumerate() {
                assert!(
                    page.iter().any(|line| line.contains(head)),
                    "{table} {}: {head}",
                    k + 1
                );
            }
        }
    }
}

/// What the rules say of whom a risk point concerns names departments too; they stand in a column of
/// their own.
#[test]
fn the_column_of_posts_names_no_department() {
    let html = html("risks");
    let of = |code: &str| {
        let row = select(&html, &format!("#risk-{code} td"));
        let cells: Vec<String> = row.into_iter().map(printed).collect();
        let at = cells
            .iter()
            .position(|cell| cell.contains(&code.to_uppercase()));
        cells[at.expect("the code") + 2].clone()
    };
    // One of its kind is named.
    assert_eq!(of("cw-2"), "镇领导、站所负责人、会计");
    assert_eq!(of("cf-1"), "纪检书记、站所负责人、一般岗位、纪检干事");
    assert_eq!(of("zc-1"), "财政所所长、资产管理员、站所负责人、一般岗位");
    assert_eq!(of("nw-2"), "计生统计员、站所负责人、一般岗位");
    assert_eq!(of("nw-6"), "值班和转报岗位、党政办主任、文秘、机要档案员");
    assert_eq!(of("nw-7"), "机要档案员、党政办主任、文秘");
    assert_eq!(of("zd-1"), "各岗位");
    // Departments that it names beside a post of one have it whole, as their sheets say.
    assert_eq!(of("zd-2"), "纪检书记、纪检干事、其他站所岗位");
}

/// Who decides on other matters of a kind does not decide on one that is only prepared here.
#[test]
fn nobody_has_more_of_a_matter_than_his_department() {
    let html = html("powers");
    let title = Selector::parse("svg > title").expect("a selector");
    let mut seen = 0;
    for row in select(&html, "tbody tr") {
        // How far the department has it, then how far each of the posts.
        let extents: Vec<String> = row.select(&title).map(|t| t.inner_html()).collect();
        let Some((matter, posts)) = extents.split_first() else {
            continue;
        };
        seen += 1;
        let is_less = matter == "部分" && posts.iter().any(|post| post == "全部");
        assert!(!is_less && !posts.is_empty(), "{}", printed(row));
    }
    assert!(seen > 20, "{seen}");
}

/// A word that a line cuts is in none, so that the lines hold fewer of it than the cells.
#[test]
fn no_line_of_a_cell_cuts_a_word() {
    for table in ["risks", "post-sheets", "trace"] {
        let Some(pages) = lines(table) else { return };
        let printed_lines = pages.concat().join("\n");
        let html = html(table);
        let cells: Vec<String> = select(&html, "main td, main th")
            .into_iter()
            .map(printed)
            .collect();
        let cells = cells.join("\n");
        for word in [
            "每半年",
            "不到位",
            "扯皮",
            "不规范",
            "不公",
            "信誉",
            "诱惑",
            "自查报告",
            "坚持原则",
            "留痕",
            "通知书",
            "轮岗",
            "台账",
            "纪要",
            "印章",
            "举报",
            "第十三条",
            "违规",
        ] {
            let (in_lines, in_cells) = (
                printed_lines.matches(word).count(),
                cells.matches(word).count(),
            );
            assert!(
                in_lines >= in_cells,
                "{table} {word}: {in_lines} of {in_cells}"
            );
        }
    }
}

fn html_heads(table: &str) -> Vec<String> {
    select(&html(table), "thead th")
        .into_iter()
        .map(printed)
        .collect()
}

#[test]
fn a_merged_cell_says_its_label_again_on_the_next_page() {
    let Some(pages) = lines("posts") else { return };
    assert!(pages.len() > 1);
    for page in &pages[1..] {
        let title = page
            .iter()
            .any(|line| line.contains("岗位廉政风险等级表（续）"));
        assert!(title, "{page:?}");
    }
    let again = pages
        .iter()
        .flatten()
        .filter(|line| line.contains("（续）"))
        .count();
    assert!(again >= pages.len() - 1, "{again}");
    let Some(pages) = page_texts(&sample().join("tables/risks.pdf")) else {
        return;
    };
    let text: String = pages[3].chars().filter(|c| !c.is_whitespace()).collect();
    assert!(text.contains("违法查处（续）"), "{text}");
    // Of the cells that go on with it the first says so.
    let said = |page: &String| page.matches("（续）").count();
    assert!(pages.iter().map(said).all(|count| count <= 3), "{pages:?}");
}

/// Two posts of a department are on one page of the table of grades.
#[test]
fn no_page_of_the_table_of_posts_parts_a_group_of_two() {
    let page = std::fs::read_to_string(sample().join("tables/posts.html")).expect("the table");
    let html = Html::parse_document(&page);
    let groups = select(&html, "table.posts tbody th.group[rowspan='2'] > a").into_iter();
    let groups: Vec<String> = groups.map(printed).collect();
    assert!(groups.len() > 2, "{groups:?}");
    let Some(pages) = page_texts(&sample().join("tables/posts.pdf")) else {
        return;
    };
    for page in pages {
        let text: String = page.chars().filter(|c| !c.is_whitespace()).collect();
        let mut parted = groups
            .iter()
            .filter(|group| text.contains(&format!("{group}（续）")));
        assert_eq!(parted.next(), None, "{text}");
    }
}

/// Sums of many digits are in myriads, and no bidder's name is torn.
#[test]
fn sums_in_records_are_told_in_myriads() {
    let temp = tempfile::tempdir().expect("temp dir");
    let more = ["--only", "handbook", "--format", "html,pdf"];
    crate::common::generate(&root().join("tests/units/hospital"), temp.path(), &more);
    let page = std::fs::read_to_string(temp.path().join("handbook.html")).expect("the handbook");
    let html = Html::parse_document(&page);
    let cells: Vec<String> = select(&html, "table.records td")
        .into_iter()
        .map(printed)
        .collect();
    let bids = "报价丁公司486万元、戊公司492万元、己公司499.5万元";
    let scan = cells.iter().find(|cell| cell.contains(bids));
    assert!(scan.expect(bids).contains("，486万元，"), "{scan:?}");
    assert!(cells.iter().any(|cell| cell.contains("12.8万元")));
    let Some(pages) = page_texts(&temp.path().join("handbook.pdf")) else {
        return;
    };
    let text = pages.concat();
    for torn in "甲乙丙丁戊己".chars().map(|firm| format!("{firm}\n公司")) {
        assert!(!text.contains(&torn), "{torn}");
    }
}

#[test]
fn what_all_records_of_a_ledger_have_alike_is_said_once_above_them() {
    let page = std::fs::read_to_string(sample().join("handbook.html")).expect("the handbook");
    let html = Html::parse_document(&page);
    let shared: Vec<String> = select(&html, "p.shared").into_iter().map(printed).collect();
    let inspected =
        "各条的检查人都是镇纪委；情况最后都写着“反馈检查情况，提出整改要求”，表中略去。";
    assert!(shared.iter().any(|said| said == inspected), "{shared:?}");
    let rows_of = Selector::parse("tbody tr").expect("rows");
    for table in select(&html, "table.records") {
        let rows = table.select(&rows_of);
        let cells = |row: ElementRef| row.child_elements().map(printed).collect::<Vec<_>>();
        let rows: Vec<Vec<String>> = rows.map(cells).collect();
        // Behind the number, the day and whom or what it is about.
        for column in 3..rows.first().map_or(0, Vec::len) {
            let alike = rows
                .iter()
                .all(|row| row.get(column) == rows[0].get(column));
            assert!(rows.len() < 3 || !alike, "{:?}", rows[0]);
        }
    }
}

#[test]
fn an_address_of_200_characters_leaves_the_trace_table_as_long_as_it_was() {
    let folder = tempfile::tempdir().expect("temp");
    let rules = root().join("rules");
    for file in crate::common::files(&rules) {
        let path = folder.path().join(&file);
        std::fs::create_dir_all(path.parent().expect("folder")).expect("folder");
        std::fs::copy(rules.join(&file), path).expect("rules");
    }
    let file = folder.path().join("departments/gtzy.toml");
    let text = std::fs::read_to_string(&file).expect("rules");
    let url = format!(
        "https://www.example.gov.cn/{}",
        "tzgg/a_b.html?c=1&".repeat(10)
    );
    let long = format!("做到业务精通（见{url:.200}），");
    assert!(text.contains("做到业务精通，"));
    std::fs::write(&file, text.replace("做到业务精通，", &long)).expect("rules");
    let output = folder.path().join("output");
    let run = crate::common::generate(
        folder.path(),
        &output,
        &["--only", "tables", "--format", "pdf"],
    );
    assert_eq!(run.status.code(), Some(0), "{run:?}");
    let pages = |folder: &std::path::Path| {
        let pages = page_texts(&folder.join("tables/trace.pdf"))?;
        Some((pages.len(), pages.concat().replace(char::is_whitespace, "")))
    };
    let (Some((before, _)), Some((after, text))) = (pages(sample()), pages(&output)) else {
        return;
    };
    assert!(after <= before + 1, "{before} pages became {after}");
    assert!(text.contains(&url[..200]), "no letter of it is lost");
}

#[test]
fn grades_are_told_apart_without_colour() {
    for table in ["departments", "posts", "risks"] {
        let html = html(table);
        let chips = select(&html, "main .chip");
        assert!(!chips.is_empty(), "{table}");
        for chip in chips {
            assert!(["高级", "中级", "低级"].contains(&printed(chip).as_str()));
        }
    }
    let vocabulary = lianfang::build::preset::vocabulary("township");
    let style: toml::Table = lianfang::sheet::dress::print(&vocabulary)
        .parse()
        .expect("TOML");
    let rules = style["rule"].as_array().expect("rules");
    let colours = |grade: &str| {
        let selector = format!(".chip.grade-{grade}");
        let rule = rules
            .iter()
            .find(|rule| rule["match"].as_str() == Some(&selector))
            .expect("a rule for the grade");
        let grey = |key: &str| grey(rule[key].as_str().expect("a colour"));
        (grey("fill"), grey("colour"))
    };
    let mut fills = Vec::new();
    for grade in ["high", "middle", "low"] {
        let (fill, text) = colours(grade);
        let contrast = (fill.max(text) + 0.05) / (fill.min(text) + 0.05);
        assert!(
            contrast >= 4.5,
            "{grade}: the word has a contrast of {contrast} only"
        );
        fills.push(fill);
    }
    // Printed grey, a higher grade is plainly darker.
    assert!(
        fills[0] + 0.15 < fills[1] && fills[1] + 0.15 < fills[2],
        "{fills:?}"
    );
}

/// Relative luminance of a colour in sRGB (WCAG 2).
fn grey(colour: &str) -> f64 {
    let channel = |at: usize| {
        let byte = u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour");
        let c = f64::from(byte) / 255.0;
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

/// In pages of a document: the least blank between a character and a vertical rule beside it, in
/// mm from the edge of the rule, and where.
fn nearest_to_a_rule(document: &lianfang::typeset::Document) -> (f32, String) {
    use lianfang::typeset::document::{Item, Segment};
    const MM: f32 = 72.0 / 25.4;
    let mut nearest = (f32::MAX, String::new());
    for (at, page) in document.pages.iter().enumerate() {
        // Where each stands, from where to where it reaches, and half its width.
        let mut rules: Vec<[f32; 4]> = Vec::new();
        for item in &page.items {
            let Item::Path(path) = item else { continue };
            let Some((_, width)) = path.stroke else {
                continue;
            };
            let mut from = (0.0, 0.0);
            for segment in &path.segments {
                match *segment {
                    Segment::Move(x, y) => from = (x, y),
                    Segment::Line(x, y) => {
                        if (x - from.0).abs() < 0.01 && (y - from.1).abs() > 10.0 {
                            rules.push([x, from.1.min(y), from.1.max(y), width / 2.0]);
                        }
                        from = (x, y);
                    }
                    _ => {}
                }
            }
        }
        for item in &page.items {
            let Item::Glyphs(run) = item else { continue };
            for glyph in run.glyphs.iter().filter(|glyph| !glyph.c.is_whitespace()) {
                let closing = "，。、；：）》”".contains(glyph.c);
                let wide = if closing { 0.5 } else { glyph.natural };
                let opens = "（《“〔".contains(glyph.c);
                let left = glyph.x + if opens { 0.5 * run.size } else { 0.0 };
                let right = glyph.x + wide * run.size;
                let middle = run.y - 0.38 * run.size;
                for &[x, top, bottom, half] in &rules {
                    let blank = (left - x).max(x - right) - half;
                    if top < middle && middle < bottom && blank / MM < nearest.0 {
                        let text: String = run.glyphs.iter().map(|glyph| glyph.c).collect();
                        nearest = (blank / MM, format!("{text} on page {}", at + 1));
                    }
                }
            }
        }
    }
    nearest
}

/// Reads the HTML of pages, and lays them out as the sample's are.
fn layout() -> impl Fn(&Path) -> lianfang::typeset::Document {
    use lianfang::typeset::{typeset, Stylesheet};
    let print = std::fs::read_to_string(root().join("templates/print.toml")).expect("print.toml");
    let style = Stylesheet::parse(&print, lianfang::diagnostic::SourceId(0));
    let style = style.expect("print.toml is right");
    let fonts = lianfang::text::Fonts::shipped().expect("fonts");
    move |file| {
        let html = std::fs::read_to_string(file).expect("a page");
        typeset(&html, &style, &fonts).0
    }
}

/// The padding of .8 mm that a cell has, less half a frame of .5 mm: also where columns are fitted
/// to another unit's words.
#[test]
fn no_text_of_a_table_touches_a_rule() {
    let laid_out = layout();
    let temp = tempfile::tempdir().expect("temp");
    let more = ["--only", "tables,handbook", "--format", "html"];
    crate::common::generate(&root().join("tests/units/hospital"), temp.path(), &more);
    let mut found = Vec::new();
    for folder in [sample(), temp.path()] {
        let tables = [
            "departments",
            "posts",
            "powers",
            "risks",
            "trace",
            "post-sheets",
        ];
        let tables = tables.map(|table| format!("tables/{table}.html"));
        for file in tables.into_iter().chain(["handbook.html".to_owned()]) {
            let (blank, place) = nearest_to_a_rule(&laid_out(&folder.join(&file)));
            if blank < 0.5 {
                found.push(format!("{file}: {blank:.2} mm beside {place}"));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// One form for codes that follow one another, in all tables: XK-3–5.
#[test]
fn codes_of_a_class_stand_in_runs() {
    let class = |code: &str| code.split('-').next().map(str::to_owned);
    let html = std::fs::read_to_string(sample().join("handbook.html")).expect("the handbook");
    let html = Html::parse_document(&html);
    let cells = select(&html, "table.measures td, table.powers td");
    let mut runs = 0;
    for cell in cells.into_iter().map(printed) {
        let codes: Vec<&str> = cell.split('、').collect();
        let is_code = |text: &str| {
            let parts = text.split_once('-');
            parts.is_some_and(|(letters, _)| letters.chars().all(|c| c.is_ascii_uppercase()))
        };
        for pair in codes
            .windows(2)
            .filter(|pair| pair.iter().all(|code| is_code(code)))
        {
            assert_ne!(class(pair[0]), class(pair[1]), "{cell}");
        }
        runs += usize::from(cell.contains("XK-3–5"));
    }
    assert!(runs > 0);
    // Two posts of one cell have the mark between them.
    let html = self::html("risks");
    let posts = select(&html, "td.who").into_iter().map(printed);
    assert!(posts.into_iter().any(|cell| cell == "所长、纪检书记"));
}

/// Above the name, which is larger, as below the last line.
#[test]
fn the_name_of_a_post_stands_in_the_middle_of_its_block() {
    use lianfang::typeset::document::{Item, Segment};
    const MM: f32 = 72.0 / 25.4;
    /// Where hanzi end above and below the baseline, in em.
    const INK: (f32, f32) = (0.85, 0.08);
    let mut blocks = 0;
    for (at, page) in layout()(&sample().join("tables/post-sheets.html"))
        .pages
        .iter()
        .enumerate()
    {
        let runs = page.items.iter().filter_map(|item| match item {
            Item::Glyphs(run) => Some(run),
            _ => None,
        });
        let runs: Vec<_> = runs.collect();
        let Some(name) = runs.iter().find(|run| (run.size - 18.0).abs() < 0.1) else {
            continue;
        };
        // The rules above and below.
        let (mut top, mut bottom) = (f32::MIN, f32::MAX);
        for item in &page.items {
            let Item::Path(path) = item else { continue };
            let [Segment::Move(from, y), Segment::Line(to, end)] = path.segments[..] else {
                continue;
            };
            let over = from.min(to) < name.glyphs[0].x && name.glyphs[0].x < from.max(to);
            let Some((_, width)) = path.stroke.filter(|_| y == end && over) else {
                continue;
            };
            match y < name.y {
                true => top = top.max(y + width / 2.0),
                false => bottom = bottom.min(y - width / 2.0),
            }
        }
        let inside = runs.iter().filter(|run| (run.size - 12.0).abs() < 0.1);
        let inside = inside.filter(|run| (top..bottom).contains(&run.y));
        let last = inside.map(|run| run.y).fold(name.y, f32::max);
        let above = (name.y - INK.0 * name.size - top) / MM;
        let below = (bottom - last - INK.1 * 12.0) / MM;
        let said = format!("page {}: {above:.2} mm above, {below:.2} mm below", at + 1);
        assert!(above.min(below) >= 1.0, "{said}");
        assert!((above - below).abs() < 0.6, "{said}");
        blocks += 1;
    }
    assert_eq!(blocks, 50);
}

/// By sense: after a mark, where there is one near, and no number behind 电话 is parted from it.
#[test]
fn the_cells_of_the_sheets_of_posts_are_broken_by_sense() {
    let Some(pages) = lines("post-sheets") else {
        return;
    };
    let count = |text: &str| {
        let found = pages
            .iter()
            .flatten()
            .map(|line| line.matches(text).count());
        found.sum::<usize>()
    };
    for (start, whole) in [("回避，不", "回避，不弃案"), ("不立须经", "不立须经批准")]
    {
        assert!(count(whole) > 2, "{whole}");
        assert_eq!(count(start), count(whole), "{whole}");
    }
    let phones = pages
        .iter()
        .flatten()
        .filter(|line| line.contains("（本镇电话"));
    let phones: Vec<&String> = phones.collect();
    assert_eq!(phones.len(), 50);
    for line in phones {
        assert!(line.contains("（本镇电话××××）"), "{line}");
    }
}

/// As on the pages of the other registers.
#[test]
fn each_page_of_the_posts_says_what_grades_levels_and_informants_are() {
    let Some(pages) = lines("posts") else { return };
    for page in &pages {
        let text = page.concat();
        for said in [
            "高级红色",
            "低级黄色",
            "预警级别：一级、二级、三级",
            "信息员：“是”",
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
    }
}

/// What is short enough for a line of its column is on one.
#[test]
fn the_cells_of_the_register_are_broken_by_sense() {
    let Some(pages) = lines("risks") else { return };
    let said = |text: &str| pages.iter().flatten().any(|line| line.contains(text));
    for whole in ["做不到一次性告知", "造成难以挽回的损失", "各站所（14个）"]
    {
        assert!(said(whole), "{whole}");
    }
}
