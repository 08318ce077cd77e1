//! The sample's pages in Chromium: what a reader at a desk, on a phone, at a printer and with
//! a screen reader gets. `browser/check.mjs` drives the browser once for all tests.

use crate::common::{files, page_texts, root, sample, stext, tool};
use scraper::Html;
use serde_json::{json, Value};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, OnceLock};

/// What the browser saw, a page each; `None` where there is no browser.
pub fn seen() -> Option<&'static [Value]> {
    static SEEN: OnceLock<Option<Vec<Value>>> = OnceLock::new();
    SEEN.get_or_init(look).as_deref()
}

fn look() -> Option<Vec<Value>> {
    let drive = root().join("tests/browser");
    tool("chromium", &["--version"])?;
    if !drive.join("node_modules/puppeteer-core").is_dir() {
        // `npm ci` has not run: as if the tool were missing.
        return tool("npm ci --prefix tests/browser", &[]).and(None);
    }
    let printed = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("printed");
    std::fs::create_dir_all(&printed).expect("folder for prints");
    let script = drive.join("check.mjs");
    let arguments = [&script, sample(), &printed].map(|p: &Path| p.to_string_lossy().into_owned());
    let output = tool("node", &arguments.each_ref().map(String::as_str))?;
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let seen: Vec<Value> = serde_json::from_slice(&output.stdout).expect("JSON");
    let told = |kind: &str| seen.iter().any(|p| text(p, "page").contains(kind));
    let kinds = [
        "index",
        "handbook",
        "tables/",
        "-duties",
        "-rules",
        "-workflow",
    ];
    assert!(
        kinds.iter().all(|kind| told(kind)),
        "a kind of page is missing"
    );
    Some(seen)
}

pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key]
        .as_str()
        .unwrap_or_else(|| panic!("{key} in {value}"))
}

pub fn page(name: &str) -> Option<&'static Value> {
    let found = seen()?.iter().find(|p| p["page"] == name);
    Some(found.unwrap_or_else(|| panic!("{name} was not opened")))
}

#[test]
fn every_page_is_html_without_a_parse_error() {
    let mut pages = 0;
    for file in files(sample()).iter().filter(|f| f.ends_with(".html")) {
        let html = std::fs::read_to_string(sample().join(file)).expect("page");
        let errors = Html::parse_document(&html).errors;
        assert!(errors.is_empty(), "{file}: {errors:?}");
        pages += 1;
    }
    assert!(pages >= 48, "{pages}");
}

/// What the Nu checker says that is no fault, with the reason.
const FALSE_ALARMS: [&str; 1] = [
    // An article of a regulation is a numbered paragraph: its number is its name, and a heading
    // there would be one that the regulation does not have.
    "Section lacks heading.",
];

#[test]
fn the_validator_of_html_has_nothing_to_say() {
    let validator = root().join("tests/browser/node_modules/vnu-jar/build/dist/vnu.jar");
    if !validator.is_file() {
        tool("npm ci --prefix tests/browser", &[]);
        return;
    }
    // Pages of a kind differ in their words only.
    let all = files(sample());
    let first = |start: &str, end: &str| {
        let found = all
            .iter()
            .filter(|f| f.starts_with(start) && f.ends_with(end));
        found.take(1).cloned().collect::<Vec<String>>()
    };
    let mut pages = vec!["index.html".to_owned(), "handbook.html".to_owned()];
    pages.extend(
        all.iter()
            .filter(|f| f.starts_with("tables/") && f.ends_with(".html"))
            .cloned(),
    );
    pages.extend(first("posts/", ".html"));
    pages.push("posters/index.html".to_owned());
    for kind in [
        "-duties.html",
        "-rules.html",
        "-workflow.html",
        "-grade.html",
    ] {
        pages.extend(first("posters/", kind));
    }
    assert!(pages.len() > 12, "{pages:?}");
    let paths = pages
        .iter()
        .map(|page| sample().join(page).to_string_lossy().into_owned());
    let validator = validator.to_string_lossy().into_owned();
    let more = ["-jar", &validator, "--format", "json", "--exit-zero-always"];
    let arguments: Vec<String> = more.map(str::to_owned).into_iter().chain(paths).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let Some(run) = tool("java", &arguments) else {
        return;
    };
    let told: Value = serde_json::from_slice(&run.stderr).expect("JSON");
    let messages = told["messages"].as_array().expect("messages").iter();
    let said = messages.filter(|m| {
        !FALSE_ALARMS
            .iter()
            .any(|a| text(m, "message").starts_with(a))
    });
    let said: Vec<String> = said
        .map(|m| format!("{} {}: {}", m["url"], m["lastLine"], m["message"]))
        .collect();
    assert!(said.is_empty(), "{said:#?}");
}

#[test]
fn nothing_is_fetched_and_the_console_stays_empty() {
    for page in seen().unwrap_or_default() {
        let name = text(page, "page");
        assert_eq!(page["console"], Value::Array(Vec::new()), "{name}");
        let asked = page["requests"].as_array().expect("requests");
        assert!(!asked.is_empty(), "{name}");
        for address in asked.iter().filter_map(Value::as_str) {
            // The page itself, opened twice; nothing else, not even from the disk.
            let own = address.starts_with("file://") && address.contains(name);
            assert!(own, "{name} asks for {address}");
        }
    }
}

#[test]
fn no_page_is_wider_than_a_phone() {
    for page in seen().unwrap_or_default() {
        let over = &page["overflow"];
        assert_eq!(over["screen"], 375, "{}", page["page"]);
        assert_eq!(over["page"], 375, "{}: {}", page["page"], over["out"]);
        let over = &page["narrow"];
        assert_eq!(over["page"], 320, "{}: {}", page["page"], over["out"]);
        for over in page["tablet"].as_array().expect("widths") {
            assert_eq!(over["page"], over["screen"], "{}: {over}", page["page"]);
        }
    }
}

/// The sample with an address of 120 characters behind every name and text of more than four.
fn long_words() -> tempfile::TempDir {
    let word = format!(
        "https://www.example.gov.cn/zwgk/tzgg/{}",
        "abcdefghij".repeat(8)
    );
    // Their values are words of the format, not text.
    let fixed = [
        "grade", "role", "kind", "level", "style", "theme", "by", "article",
    ];
    let rules = root().join("rules");
    let folder = tempfile::tempdir().expect("temp");
    let mut planted = 0;
    for file in files(&rules) {
        let text = std::fs::read_to_string(rules.join(&file)).expect("rules");
        let mut out = String::new();
        for line in text.lines() {
            let text = line.split_once(" = \"").and_then(|(key, value)| {
                let text = value.strip_suffix('"')?;
                let wanted = text.chars().count() > 4 && !text.is_ascii() && !text.contains('"');
                (wanted && !fixed.contains(&key)).then_some(line.strip_suffix('"')?)
            });
            planted += usize::from(text.is_some());
            match text {
                Some(text) => out.push_str(&format!("{text}{word}\"\n")),
                None => out.push_str(&format!("{line}\n")),
            }
        }
        let path = folder.path().join("rules").join(file);
        std::fs::create_dir_all(path.parent().expect("folder")).expect("folder");
        std::fs::write(path, out).expect("rules");
    }
    assert!(planted > 700, "{planted}");
    folder
}

#[test]
fn no_long_word_makes_a_page_wider_than_a_phone() {
    let drive = root().join("tests/browser");
    if seen().is_none() {
        return;
    }
    let folder = long_words();
    let output = folder.path().join("output");
    let more = ["--draft", "--format", "html"];
    let run = crate::common::generate(&folder.path().join("rules"), &output, &more);
    assert!(output.join("handbook.html").is_file(), "{run:?}");
    let pages = files(&output)
        .into_iter()
        .filter(|file| file.ends_with(".html"));
    // Posters differ in their words only.
    let pages = pages.filter(|file| !file.starts_with("posters/") || file.contains("/czs-"));
    let script = drive.join("phone.mjs").to_string_lossy().into_owned();
    let mut arguments = vec![script, output.to_string_lossy().into_owned()];
    arguments.extend(pages);
    assert!(arguments.len() > 9, "{arguments:?}");
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let Some(run) = tool("node", &arguments) else {
        return;
    };
    let told = String::from_utf8_lossy(&run.stderr);
    let seen: Vec<Value> = serde_json::from_slice(&run.stdout).unwrap_or_else(|_| panic!("{told}"));
    assert_eq!(seen.len(), arguments.len() - 2);
    for page in &seen {
        let over = &page["overflow"];
        assert_eq!(over["page"], 375, "{}: {}", page["page"], over["out"]);
    }
}

#[test]
fn axe_finds_no_fault() {
    let mut checked = 0;
    for page in seen().unwrap_or_default() {
        let faults = page["axe"].as_array().expect("what axe found");
        checked += 1;
        assert!(faults.is_empty(), "{}: {faults:#?}", page["page"]);
        let dark = &page["dark"];
        assert_eq!(
            *dark,
            Value::Array(Vec::new()),
            "{} in the dark",
            page["page"]
        );
    }
    assert!(seen().is_none() || checked >= 12, "{checked}");
}

#[test]
fn axe_finds_no_fault_on_a_phone() {
    for page in seen().unwrap_or_default() {
        let nothing = Value::Array(Vec::new());
        assert_eq!(page["phone"], nothing, "{}", page["page"]);
    }
}

#[test]
fn the_register_is_sieved_on_a_phone() {
    let Some(page) = page("tables/risks.html") else {
        return;
    };
    let sieved = &page["sieved"];
    assert_eq!(sieved["open"], true, "the sheet is modal");
    assert_eq!(sieved["faults"], Value::Array(Vec::new()));
    type Toggle = (String, usize, bool);
    let toggles = |key: &str| -> Vec<Toggle> {
        serde_json::from_value(sieved[key].clone()).expect("toggles")
    };
    let (before, after) = (toggles("before"), toggles("after"));
    assert!(before.len() > 9 && before.iter().all(|(_, count, on)| *count > 0 && !on));
    let pressed: Vec<&Toggle> = after.iter().filter(|(_, _, on)| *on).collect();
    assert_eq!(pressed.len(), 3, "a grade and two classes: {after:?}");
    // The counts of the classes follow the grade, and together they are what is shown.
    let wanted: usize = pressed[1..].iter().map(|(_, count, _)| count).sum();
    assert_eq!(sieved["shown"], wanted);
    assert_eq!(text(sieved, "go"), format!("看{wanted}个风险点"));
    assert_eq!(sieved["closed"], true, "Esc closes the sheet");
    let names: Vec<&str> = pressed.iter().map(|(name, _, _)| name.as_str()).collect();
    assert_eq!(sieved["chips"], serde_json::json!(names));
    let hash = text(sieved, "hash");
    assert!(hash.starts_with("#grade=") && hash.contains(','), "{hash}");
    assert_eq!(sieved["dropped"], 2);
    let cards = sieved["cards"].as_array().expect("cards");
    assert!(
        !cards.is_empty() && cards.iter().all(|cells| *cells == 10),
        "{cards:?}"
    );
    assert_eq!(sieved["small"], Value::Array(Vec::new()));
}

#[test]
fn a_step_and_its_row_mark_each_other() {
    let mut charts = 0;
    for page in seen().unwrap_or_default() {
        if page["steps"].is_null() {
            continue;
        }
        charts += 1;
        let wanted = serde_json::json!([[[1], [1]], [[2], [2]]]);
        assert_eq!(page["steps"], wanted, "{}", page["page"]);
    }
    assert!(seen().is_none() || charts > 1, "{charts}");
}

/// Scripts that measure what is far away make the browser lay out the whole book: it was deaf
/// for half a minute on an unhindered processor.
#[test]
fn a_large_handbook_is_there_at_once_and_answers_while_it_is_read() {
    if seen().is_none() {
        return;
    }
    let script = root().join("tests/browser/large.mjs");
    let paths = [script, sample().join("handbook.html")];
    let [script, handbook] = paths.map(|path| path.to_string_lossy().into_owned());
    let Some(run) = tool("node", &[&script, &handbook, "16", "1"]) else {
        return;
    };
    let told = String::from_utf8_lossy(&run.stderr);
    let seen: Value = serde_json::from_slice(&run.stdout).unwrap_or_else(|_| panic!("{told}"));
    let at = |key: &str| seen[key].as_f64().unwrap_or(f64::MAX);
    assert!(at("elements") > 200_000.0, "{seen}");
    assert!(at("firstPaint") < 2_000.0, "{seen}");
    assert!(at("longestTask") < 4_000.0, "{seen}");
    assert!(
        !seen["answered"].as_array().expect("clicks").is_empty(),
        "{seen}"
    );
}

/// Where readers of the sample land; `browser/place.mjs` looks.
static PLACES: LazyLock<Option<Value>> = LazyLock::new(|| {
    seen()?;
    let paths = [root().join("tests/browser/place.mjs"), sample().to_owned()];
    let [script, output] = paths.map(|path| path.to_string_lossy().into_owned());
    let run = tool("node", &[&script, &output])?;
    let told = String::from_utf8_lossy(&run.stderr);
    Some(serde_json::from_slice(&run.stdout).unwrap_or_else(|_| panic!("{told}")))
});

/// Far sections are but guessed to be so high, so that a browser alone lands elsewhere.
#[test]
fn what_was_read_is_where_it_was_on_the_way_back_and_when_loaded_again() {
    let Some(places) = &*PLACES else { return };
    let moved = places["moved"].as_array().expect("a list");
    assert_eq!(moved.len(), 8);
    for one in moved {
        assert!(one["by"].as_f64().expect("px") < 4.0, "{one}");
    }
}

#[test]
fn what_is_jumped_to_lies_below_whatever_stays_above() {
    let Some(places) = &*PLACES else { return };
    let landed = places["landed"].as_array().expect("a list");
    assert_eq!(landed.len(), 8);
    for one in landed {
        assert_eq!(one["on"], "", "{one}");
        assert!(one["top"].as_f64().expect("px") < 400.0, "{one}");
    }
}

#[test]
fn on_a_phone_the_menu_goes_when_it_has_led_on_and_a_sheet_has_its_true_size() {
    let Some(places) = &*PLACES else { return };
    assert_eq!(places["menu"], json!([true, false]));
    let wide = places["wide"].as_array().expect("widths");
    let wide: Vec<f64> = wide.iter().filter_map(Value::as_f64).collect();
    assert!(wide[1] > 4.0 * wide[0], "{wide:?}");
}

#[test]
fn the_search_box_finds_parts_of_words() {
    let Some(handbook) = page("handbook.html") else {
        return;
    };
    let html = std::fs::read_to_string(sample().join("handbook.html")).expect("handbook");
    let data = html
        .split("id=\"search-data\">")
        .nth(1)
        .expect("search data");
    let data = data.split("</script>").next().unwrap_or("");
    let data: Value = serde_json::from_str(data).expect("search data");
    let entries = data["entries"].as_array().expect("entries");
    for word in ["联席会议", "一岗双责", "票据"] {
        let holds = |e: &&Value| {
            let all = [&e["t"], &e["x"], &e["w"], &e["a"], &e["l"]];
            all.iter().any(|part| part.to_string().contains(word))
        };
        let expected = entries.iter().filter(holds).count();
        assert!(expected > 3, "{word}: {expected}");
        let hits = &handbook["hits"][word];
        assert_eq!(hits["total"], expected, "{word}");
        assert_eq!(hits["listed"], expected, "{word}");
        assert_eq!(hits["dead"], Value::Array(Vec::new()));
        let marks = hits["marks"].as_array().expect("marks");
        assert!(
            marks.len() >= expected && marks.iter().all(|m| m == word),
            "{marks:?}"
        );
    }
    let none = &handbook["hits"]["没有这样的词"];
    assert!(text(none, "none").starts_with("没有") && none["total"] == 0);
    assert!(
        text(handbook, "jumped").len() > 1,
        "Enter opens the first hit"
    );
}

#[test]
fn a_hit_is_marked_where_it_leads_and_going_back_shows_the_search_again() {
    let Some(handbook) = page("handbook.html") else {
        return;
    };
    let arrived = &handbook["arrived"];
    assert_eq!(text(arrived, "query"), "?q=%E7%A5%A8%E6%8D%AE");
    assert_eq!(arrived["open"], false, "the panel closes");
    let marks = arrived["marks"].as_array().expect("marks");
    assert!(
        !marks.is_empty() && marks.iter().all(|m| m == "票据"),
        "{marks:?}"
    );
    let crumbs = arrived["crumbs"].as_array().expect("crumbs");
    assert!(crumbs.len() > 2 && crumbs[0] == "首页", "{crumbs:?}");
    let back = &handbook["back"];
    assert_eq!((&back["open"], text(back, "value")), (&true.into(), "票据"));
    assert_eq!(
        handbook["searching"],
        Value::Array(Vec::new()),
        "axe on the open search"
    );
    let escaped = serde_json::json!([["", true], ["", false]]);
    assert_eq!(handbook["escaped"], escaped);
}

#[test]
fn articles_have_anchors_and_the_contents_lead_somewhere() {
    let Some(handbook) = page("handbook.html") else {
        return;
    };
    let links = &handbook["links"];
    let count = |key: &str| links[key].as_u64().unwrap_or(0);
    assert!(count("side") > 35 && count("articles") > 50, "{links}");
    assert_eq!(count("articles"), count("anchored"));
    for dead in ["deadSide", "deadAnchors"] {
        assert_eq!(links[dead], Value::Array(Vec::new()), "{dead}");
    }
    let landed = &handbook["landed"];
    let at = |key: &str| landed[key].as_f64().unwrap_or(-1.0);
    assert!(
        at("top") >= at("bar") && at("top") < at("height") / 2.0,
        "{landed}"
    );
}

#[test]
fn a_filter_by_grade_shows_the_rows_of_that_grade_and_no_others() {
    for name in ["tables/posts.html", "tables/risks.html"] {
        let Some(page) = page(name) else { return };
        for word in ["高级", "中级", "低级"] {
            let found = &page["answers"]["words"][word];
            let rows = |key: &str| found[key].as_array().expect("rows");
            let wanted = rows("all").iter().filter(|grade| *grade == word).count();
            assert!(wanted > 0, "{name} {word}");
            assert_eq!(rows("shown").len(), wanted, "{name} {word}: {found}");
            assert!(rows("shown").iter().all(|grade| grade == word), "{name}");
        }
    }
}

#[test]
fn the_work_that_is_chosen_is_counted() {
    let Some(calendar) = page("calendar.html") else {
        return;
    };
    let chosen = calendar["chosen"].as_array().expect("counts");
    assert!(chosen[0].as_u64() > Some(0), "{chosen:?}");
    assert!(chosen.iter().all(|count| *count == chosen[0]), "{chosen:?}");
}

/// The rows of a table as the clipboard got them.
fn taken(value: &Value) -> Vec<Vec<String>> {
    let rows = value.get("taken").unwrap_or(value);
    serde_json::from_value(rows.clone()).expect("rows of cells")
}

#[test]
fn a_table_answers_to_its_choices_and_is_taken_elsewhere_whole() {
    for name in ["tables/posts.html", "tables/risks.html"] {
        let Some(page) = page(name) else { return };
        let answers = &page["answers"];
        let chosen = answers["chosen"].as_object().expect("grades");
        assert_eq!(chosen.len(), 3, "{name}");
        for (grade, seen) in chosen {
            let word = text(seen, "word");
            let rows = |key: &str| seen[key].as_array().expect("rows").clone();
            let wanted = rows("all").iter().filter(|g| *g == word).count();
            assert_eq!(rows("shown").len(), wanted, "{name} {grade}");
            assert!(rows("shown").iter().all(|g| g == word), "{name} {grade}");
            assert_eq!(text(seen, "hash"), format!("#grade={grade}"));
            assert!(text(seen, "count").starts_with("命中"), "{name}");
            assert!(
                text(seen, "told").starts_with(&format!("等级：{word}。命中")),
                "{name}"
            );
            let taken = taken(seen);
            assert_eq!(
                taken.len(),
                wanted + 1,
                "{name} {grade}: the head and each row"
            );
            let heads = taken[0].len();
            assert!(taken.iter().all(|row| row.len() == heads), "{name}");
            // What is merged on the screen stands in each row: a row without its name is no row.
            let named = |row: &Vec<String>| row[..3].iter().all(|cell| !cell.is_empty());
            assert!(taken.iter().all(named), "{name}: {taken:?}");
        }
        // The last choice was made before the page was opened anew.
        assert_eq!(answers["reloaded"], chosen["low"]["shown"], "{name}");
        let none = answers["none"].as_array().expect("none");
        let said = none[0].as_str().expect("text");
        assert!(
            said.contains("“没有这样的词”") && none[1] == false,
            "{said}"
        );
        if name == "tables/risks.html" {
            // By how long it is, then by how often, then what has no length.
            let order = [
                "24小时",
                "5个工作日",
                "每日",
                "每月",
                "每季度",
                "每半年",
                "每年",
                "经常",
            ];
            let sorted = taken(&answers["sorted"][0]);
            let place = |term| {
                sorted
                    .iter()
                    .position(|row| row.last().is_some_and(|t| t == term))
            };
            let places = order.map(|term| place(term).expect(term));
            assert!(places.is_sorted(), "{places:?}");
        }
        let below = &page["below"];
        assert!(below.as_f64().expect("below") < 1.0, "{name}: {below}");
        let before = taken(&answers["before"]);
        assert_eq!(answers["dropped"], before.len() - 1, "{name}");
        for (at, sort) in ["ascending", "descending"].iter().enumerate() {
            let sorted = &answers["sorted"][at];
            assert_eq!(text(sorted, "sort"), *sort, "{name}");
            // Other order, the same rows.
            let (mut all, mut as_before) = (taken(sorted), before.clone());
            assert_ne!(all, as_before, "{name}");
            all.sort();
            as_before.sort();
            assert_eq!(all, as_before, "{name}");
        }
        assert_eq!(answers["csv"]["bom"], serde_json::json!([0xEF, 0xBB, 0xBF]));
        let lines = answers["csv"]["lines"].as_u64().expect("lines") as usize;
        assert!(lines >= before.len(), "{name}: {lines}");
    }
}

#[test]
fn a_jump_to_a_row_lands_below_the_head_of_its_table() {
    let Some(handbook) = page("handbook.html") else {
        return;
    };
    for width in ["1280", "1000", "375"] {
        let jumps = &handbook["jumps"][width];
        assert!(jumps["rows"].as_u64().expect("rows") > 60, "{jumps}");
        assert_eq!(jumps["out"], Value::Array(Vec::new()), "{width} px");
    }
}

#[test]
fn the_red_mark_of_the_notice_stands_free() {
    let Some(handbook) = page("handbook.html") else {
        return;
    };
    let notice = &handbook["notice"];
    assert_eq!(text(notice, "border"), "0px");
    assert_eq!(text(notice, "ground"), "rgba(0, 0, 0, 0)");
}

/// The sizes of a PDF's pages in mm.
fn sizes(pdf: &Path) -> Option<Vec<(f64, f64)>> {
    let output = tool("pdfinfo", &["-l", "9999", &pdf.to_string_lossy()])?;
    let told = String::from_utf8(output.stdout).expect("UTF-8");
    let mm = |n: &str| n.parse::<f64>().expect("points") * 25.4 / 72.0;
    let size = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        Some((mm(words.get(3)?), mm(words.get(5)?)))
    };
    let pages = told
        .lines()
        .filter(|l| l.starts_with("Page ") && l.contains(" size:"));
    Some(pages.filter_map(size).collect())
}

fn near((w, h): (f64, f64), (wide, high): (f64, f64)) -> bool {
    (w - wide).abs() < 0.5 && (h - high).abs() < 0.5
}

#[test]
fn a_poster_prints_on_one_sheet_with_its_text() {
    let mut printed = 0;
    for page in seen().unwrap_or_default() {
        let name = text(page, "page");
        for (key, sheet) in [("print", (600.0, 900.0)), ("a3", (297.0, 420.0))] {
            let Some(pdf) = page[key].as_str().filter(|_| name.starts_with("posters/")) else {
                continue;
            };
            let pdf = Path::new(pdf);
            let Some(sizes) = sizes(pdf) else { return };
            assert_eq!(sizes.len(), 1, "{name} on {key}");
            assert!(near(sizes[0], sheet), "{name}: {sizes:?}");
            let Some(texts) = page_texts(pdf) else { return };
            // A browser sets marks that meet as closely as the sheet was measured with.
            if let Some(page) = stext(pdf, "1").filter(|_| key == "print") {
                let right = page[0].chars.iter().map(|c| c.right).fold(0.0, f32::max);
                assert!(right <= 564.5 * 72.0 / 25.4, "{name}: text to {right} pt");
            }
            let squeezed: String = texts[0].split_whitespace().collect();
            for words in ["向阳峪镇", "监督举报电话", "12388"] {
                assert!(
                    squeezed.contains(words),
                    "{name}: {words} cannot be selected"
                );
            }
            printed += 1;
        }
    }
    assert!(seen().is_none() || printed >= 10, "{printed}");
}

#[test]
fn the_handbook_prints_on_a4_without_the_screen_furniture() {
    let Some(handbook) = page("handbook.html") else {
        return;
    };
    let pdf = Path::new(text(handbook, "print"));
    let Some(sizes) = sizes(pdf) else { return };
    assert!(sizes.len() > 60, "{}", sizes.len());
    let a4 = |s: &&(f64, f64)| near(**s, (210.0, 297.0));
    let turned = |s: &&(f64, f64)| near(**s, (297.0, 210.0));
    let (upright, wide) = (
        sizes.iter().filter(a4).count(),
        sizes.iter().filter(turned).count(),
    );
    assert_eq!(upright + wide, sizes.len(), "{sizes:?}");
    assert!(wide > 5, "the tables lie on landscape sheets");
    let Some(texts) = page_texts(pdf) else { return };
    let all: String = texts.concat().split_whitespace().collect();
    for furniture in ["跳到正文", "本章条文", "下载汇编PDF", "搜索条文、站所"] {
        assert!(!all.contains(furniture), "{furniture} is printed");
    }
    // Every page has its number, and no way that a sheet of paper cannot lead.
    let squeezed = |page: &String| page.split_whitespace().collect::<String>();
    let numbered = |(at, page): (usize, &String)| squeezed(page).contains(&format!("—{}—", at + 1));
    assert!(
        texts.iter().enumerate().all(numbered),
        "a page without its number"
    );
    assert!(!all.contains("首页›"), "crumbs are printed");
    // The cover has its sheet to itself; the notice of issue follows on the next.
    let cover: String = texts[0].split_whitespace().collect();
    assert!(cover.contains("2012年7月10日"), "{cover}");
    assert!(!cover.contains("委员会文件"), "{cover}");
    let empty = texts.iter().filter(|t| t.trim().is_empty()).count();
    assert_eq!(empty, 0, "empty pages");
}

#[test]
fn what_a_browser_prints_is_cut_off_nowhere() {
    let mut looked = 0;
    for page in seen().unwrap_or_default() {
        let Some(cut) = page["cut"].as_array() else {
            continue;
        };
        looked += 1;
        assert!(cut.is_empty(), "{}: {cut:#?}", page["page"]);
    }
    assert!(seen().is_none() || looked >= 9, "{looked}");
}

/// A browser leaves words out of a head that it repeats where they stand in a button or stick, and
/// leaves sheets half empty where it keeps too much together.
#[test]
fn a_table_printed_from_the_browser_has_its_head_on_every_sheet_and_takes_no_more_than_the_pdf() {
    for (name, head) in [
        ("departments", "类型"),
        ("posts", "岗位"),
        ("powers", "依据"),
        ("risks", "可能后果"),
        ("trace", "防控措施"),
        ("post-sheets", "一览表"),
    ] {
        let Some(page) = page(&format!("tables/{name}.html")) else {
            return;
        };
        let Some(printed) = page_texts(Path::new(text(page, "print"))) else {
            return;
        };
        let pdf = sample().join(format!("tables/{name}.pdf"));
        let sheets = page_texts(&pdf).expect("the PDF").len();
        let most = sheets + 1 + sheets / 10;
        assert!(
            printed.len() <= most,
            "{name}: {} sheets, the PDF has {sheets}",
            printed.len()
        );
        for (at, text) in printed.iter().enumerate() {
            let squeezed: String = text.split_whitespace().collect();
            assert!(squeezed.contains(head), "{name}, sheet {}: {text}", at + 1);
            // Where to report and the signature stay on one sheet.
            assert_eq!(
                squeezed.contains("监督举报电话"),
                squeezed.contains("签名"),
                "{name}, sheet {}",
                at + 1
            );
            // The number of the sheet, and more than a title.
            assert!(squeezed.chars().count() > 60, "{name}, sheet {}", at + 1);
        }
    }
}

#[test]
fn no_head_lies_on_a_row_and_no_label_of_a_card_on_its_value() {
    for page in seen().unwrap_or_default() {
        let none = Value::Array(Vec::new());
        assert_eq!(page["overprinted"], none, "{}", page["page"]);
    }
}
