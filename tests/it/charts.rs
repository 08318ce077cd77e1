//! The workflow charts of the sample as a reader of the PDF and of the HTML gets them, their
//! other styles, and workflows that nobody should write.

use crate::common::{generate, page_texts, root, sample, stext};
use scraper::{Html, Selector};
use std::fs;
use std::path::Path;

const DEPARTMENTS: [&str; 14] = [
    "nyfw", "xmsy", "gtzy", "czs", "shbz", "czgh", "dgs", "pcs", "wsy", "mzxx", "bgs", "whgd",
    "lyz", "jsb",
];
/// Points in a millimetre.
const MM: f32 = 72.0 / 25.4;

fn page(folder: &Path, department: &str) -> Html {
    let path = folder.join(format!("posters/{department}-workflow.html"));
    Html::parse_document(&fs::read_to_string(path).expect("poster"))
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("selector");
    let found = page.select(&selector);
    found
        .map(|e| squeezed(&e.text().collect::<String>()))
        .collect()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn no_character_of_a_chart_is_under_nine_millimetres() {
    for department in DEPARTMENTS {
        let pdf = sample().join(format!("posters/{department}-workflow.pdf"));
        let Some(pages) = stext(&pdf, "1") else {
            return;
        };
        assert!(pages[0].chars.len() > 300, "{department}");
        for c in &pages[0].chars {
            assert!(c.size >= 9.0 * MM, "{department}: {c:?}");
        }
        let steps = pages[0]
            .chars
            .iter()
            .filter(|c| c.size >= 13.0 * MM)
            .count();
        assert!(
            steps > 60,
            "{department}: steps are to be read from two metres"
        );
    }
}

#[test]
fn the_pdf_reads_step_by_step() {
    for department in DEPARTMENTS {
        let pdf = sample().join(format!("posters/{department}-workflow.pdf"));
        let Some(pages) = page_texts(&pdf) else {
            return;
        };
        // A condition has its brackets in the diamond whether or not the list shows them.
        let plain = |text: &str| squeezed(text).replace(['（', '）'], "");
        let text = plain(&pages.concat());
        let heads = text.find("防控措施与责任人").expect("heads of the columns");
        let mut rest = &text[heads..];
        let steps = texts(&page(sample(), department), ".as-text .steps .what");
        assert!(steps.len() >= 8, "{department}");
        for (i, step) in steps.iter().enumerate() {
            let title = format!("{}{}", i + 1, plain(step.trim_start_matches("判定：")));
            let at = rest.find(&title);
            let at = at.unwrap_or_else(|| panic!("{department}: {title} is not next: {rest}"));
            rest = &rest[at + title.len()..];
        }
    }
}

#[test]
fn a_chart_says_what_it_shows_to_who_cannot_see_it() {
    for department in DEPARTMENTS {
        let page = page(sample(), department);
        let svg = Selector::parse("svg.sheet").expect("selector");
        let svg = page.select(&svg).next().expect("a sheet").value();
        assert_eq!(svg.attr("role"), Some("img"));
        let label = svg.attr("aria-labelledby").expect("a label");
        let said: Vec<String> = label
            .split(' ')
            .flat_map(|id| texts(&page, &format!("[id='{id}']")))
            .collect();
        assert_eq!(said.len(), 2, "{label}");
        for (i, step) in texts(&page, ".as-text .steps .what").iter().enumerate() {
            let step = step.trim_start_matches("判定：");
            let step = step.split('（').next().unwrap_or(step);
            assert!(
                said[1].contains(&format!("{}.{step}", i + 1)),
                "{}",
                said[1]
            );
        }
    }
}

/// The clinic has no 出纳: who reads that name on its wall would look for one there.
#[test]
fn people_of_another_department_are_named_with_it() {
    let steps = |id: &str| texts(&page(sample(), id), ".as-text .steps").concat();
    let wsy = steps("wsy");
    assert!(wsy.contains("药械采购员、院长、财政所出纳"), "{wsy}");
    assert!(wsy.contains("责任人：财政所出纳"), "{wsy}");
    assert!(steps("mzxx").contains("校长、财政所会计、出纳"));
    // On their own wall they are at home.
    let czs = steps("czs");
    assert!(czs.contains("出纳") && !czs.contains("财政所出纳"), "{czs}");
    let (hospital, _) = posters(
        &root().join("tests/units/hospital"),
        &["--department", "yjk"],
    );
    let yjk = texts(&page(hospital.path(), "yjk"), ".as-text").concat();
    assert!(yjk.contains("财务科科长、会计"), "{yjk}");
}

/// A copy of a unit with one file changed.
fn changed(unit: &str, file: &str, change: impl Fn(&str) -> String) -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("folder");
    for entry in walkdir::WalkDir::new(root().join(unit)) {
        let entry = entry.expect("file");
        let below = entry.path().strip_prefix(root().join(unit)).expect("below");
        let to = copy.path().join(below);
        match entry.file_type().is_dir() {
            true => fs::create_dir_all(to).expect("folder"),
            false => drop(fs::copy(entry.path(), to).expect("copy")),
        }
    }
    let path = copy.path().join(file);
    let text = fs::read_to_string(&path).expect("file");
    fs::write(&path, change(&text)).expect("file");
    copy
}

fn posters(rules: &Path, more: &[&str]) -> (tempfile::TempDir, String) {
    let output = tempfile::tempdir().expect("folder");
    let mut arguments = vec!["--only", "posters"];
    arguments.extend(more);
    let run = generate(rules, output.path(), &arguments);
    (output, String::from_utf8_lossy(&run.stderr).into_owned())
}

#[test]
fn a_town_and_a_workflow_choose_their_style() {
    let rules = changed("rules", "town.toml", |unit| {
        unit.replace("poster-edition", "chart-style = \"plain\"\nposter-edition")
    });
    let path = rules.path().join("departments/nyfw.toml");
    let text = fs::read_to_string(&path).expect("file");
    let lanes = text.replace("[[workflow]]\n", "[[workflow]]\nstyle = \"lanes\"\n");
    fs::write(&path, lanes).expect("file");
    let more = ["--department", "nyfw", "--department", "whgd"];
    let (output, told) = posters(rules.path(), &more);

    let plain = page(output.path(), "whgd");
    let shown = texts(&plain, "svg text").concat();
    assert!(
        shown.contains("文化经营场所设立初审流程图"),
        "{told} {shown}"
    );
    assert!(
        !shown.contains("责任人") && !shown.contains("图例等级"),
        "{shown}"
    );
    let lanes = page(output.path(), "nyfw");
    let shown = texts(&lanes, "svg text");
    let at = |text: &str| shown.iter().position(|t| t == text).expect("an actor");
    // The actors stand over the lanes, before the first step.
    assert!(at("村委会") < at("1") && at("惠农补贴核实员") < at("1"));
    // The list in words is the same whatever the style.
    assert_eq!(texts(&lanes, ".as-text .steps .what").len(), 9);
}

/// The small unit's workflow with `count` more steps of `text` before its last.
fn lengthened(count: usize, text: &str) -> tempfile::TempDir {
    changed("tests/towns/small", "czs-zjbf.toml", |workflow| {
        let mut steps = String::new();
        for i in 1..=count {
            let next = if i == count {
                "s3".into()
            } else {
                format!("t{}", i + 1)
            };
            steps += &format!(
                "[[workflow.step]]\nid = \"t{i}\"\nkind = \"task\"\ntext = \"{text}\"\n\
                 actors = [\"czs-sz\"]\nnext = \"{next}\"\nrisks = [{{ risk = \"cw-1\" }}]\n\
                 measures = [{{ measure = \"m-cw-1\" }}]\n\n"
            );
        }
        let first = workflow.replace("to = \"s3\"", "to = \"t1\"");
        let (before, last) =
            first.split_at(first.find("[[workflow.step]]\nid = \"s3\"").expect("s3"));
        format!("{before}{steps}{last}")
    })
}

#[test]
fn sixty_steps_are_a_finding_and_a_draft_shows_them_all() {
    let rules = lengthened(57, "逐项核对材料");
    let (output, told) = posters(rules.path(), &[]);
    assert!(
        told.contains("LF024") && told.contains("czs-zjbf.toml:1:1"),
        "{told}"
    );
    assert!(told.contains("用最小的字也排不下，高出"), "{told}");
    assert!(!output.path().join("posters").exists());
    let (output, _) = posters(rules.path(), &["--draft"]);
    let shown = texts(&page(output.path(), "czs"), "svg text");
    for number in 1..=60 {
        let drawn = shown.iter().filter(|t| **t == number.to_string()).count();
        assert_eq!(drawn, 1, "step {number}");
    }
}

#[test]
fn a_step_of_two_hundred_characters_is_drawn_whole() {
    let long = "受理申请登记材料".repeat(25);
    let rules = lengthened(1, &long);
    let (output, told) = posters(rules.path(), &[]);
    let shown = texts(&page(output.path(), "czs"), "svg text").concat();
    assert!(shown.contains(&long), "{told} {shown}");
}
