//! From papers to the handbook: regulations made at random, in every form of numbering, are
//! printed as they were written.

use lianfang::build;
use lianfang::cli::{ImportArgs, RulesDir};
use lianfang::diagnostic::{Finding, Severity};
use lianfang::html::{Own, Templates};
use lianfang::import::import;
use lianfang::load;
use lianfang::model::number::{chinese_number, circled};
use lianfang::model::{ArticleNumber, Edition, Form};
use lianfang::view::{HandbookView, Issue, Outputs};
use random::{item, paper, written, Dice, Wanted, SIGNED};
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeMap;

#[path = "../../src/import/text/tests/random.rs"]
#[allow(dead_code)] // The crate's own tests use all of it.
mod random;

/// So many regulations are one unit's.
const OF_ONE_UNIT: usize = 100;

#[test]
fn regulations_of_all_forms_are_printed_as_they_were_written() {
    let mut papers = Vec::new();
    for seed in 1_u64.. {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let form = [Form::Articles, Form::Articles, Form::Parts, Form::List][dice.below(4)];
        let (all, hand) = paper(&mut dice, form);
        for mut wanted in all {
            // A unit has each title once.
            let number = u16::try_from(papers.len() % OF_ONE_UNIT + 1).expect("small");
            wanted.title = format!("{}{}", chinese_number(number), wanted.title);
            let source = written(&wanted, form, &hand).join("\n");
            papers.push((wanted, form, source));
        }
        if papers.len() >= 5 * OF_ONE_UNIT {
            break;
        }
    }
    for unit in papers.chunks(OF_ONE_UNIT) {
        let printed = handbook(unit.iter().map(|(.., source)| source.as_str()));
        assert_eq!(printed.len(), unit.len());
        for (wanted, form, source) in unit {
            let wanted: Vec<String> = pages(wanted, *form).iter().map(|l| bare(l)).collect();
            let printed = &printed[&wanted[0]];
            for (printed, wanted) in printed.iter().zip(&wanted) {
                assert_eq!(printed, wanted, "{source}");
            }
            assert_eq!(printed.len(), wanted.len(), "{source}");
        }
    }
}

/// The lines of each regulation, by its title, in the handbook of a unit that imports these
/// papers.
fn handbook<'s>(sources: impl Iterator<Item = &'s str>) -> BTreeMap<String, Vec<String>> {
    let folder = tempfile::tempdir().expect("temp");
    let put = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folder");
        std::fs::write(&path, text).expect("file");
        path
    };
    let files: Vec<_> = sources
        .enumerate()
        .map(|(index, source)| put(&format!("papers/{index:03}.txt"), source))
        .collect();
    put("rules/unit.toml", "[unit]\nkind = \"township\"\n");
    let rules = folder.path().join("rules");
    let imported = import(&ImportArgs {
        files: files.clone(),
        rules: RulesDir {
            path: rules.clone(),
        },
        diff: false,
        apply: false,
        map: None,
    });
    assert_eq!(imported.files.len(), files.len());
    for file in &imported.files {
        put(&format!("rules/{}", file.path), &file.text);
    }
    let loaded = load::load(&rules);
    let (unit, findings) = build::build(&loaded);
    // The unit's own facts are not written here; its regulations are whole.
    let of_text = |f: &&Finding| f.severity == Severity::Error && f.message.contains("制度");
    let wrong = findings.iter().chain(&loaded.findings).filter(of_text);
    assert_eq!(wrong.count(), 0, "{findings:?}");
    let issue = Issue::new(&unit, Edition::Internal, None, false, Outputs::all(&unit));
    let templates = Templates::new(&Own::default()).expect("templates");
    let charts =
        lianfang::sheet::SummaryView::new(&unit, &lianfang::text::Fonts::shipped().expect("fonts"));
    let page = templates.render("handbook.html", &HandbookView::new(&issue, charts, None));
    let page = Html::parse_document(&page.expect("handbook"));
    let selector = |s: &str| Selector::parse(s).expect("selector");
    let (regulations, lines) = (selector("article.regulation"), selector("h3, h4, h5, p"));
    let of = |regulation: ElementRef<'_>| {
        let lines = regulation.select(&lines).filter(is_printed);
        let lines: Vec<String> = lines.map(|l| bare(&l.text().collect::<String>())).collect();
        (lines[0].clone(), lines)
    };
    page.select(&regulations).map(of).collect()
}

/// Whether an element is more than the screen's.
fn is_printed(element: &ElementRef<'_>) -> bool {
    let around = element.ancestors().filter_map(ElementRef::wrap);
    let mut all = around.chain([*element]).map(|e| e.value());
    !all.any(|e| e.name() == "aside" || e.classes().any(|c| c == "screen"))
}

/// What the handbook prints of a paper.
fn pages(wanted: &Wanted, form: Form) -> Vec<String> {
    let mut out = vec![wanted.title.clone()];
    let dated = format!("（{}{}发布）", SIGNED[1], SIGNED[0]);
    out.extend(wanted.signed.then_some(dated));
    out.extend(wanted.preamble.iter().cloned());
    for (heading, parts) in &wanted.chapters {
        let heading = heading.as_ref();
        out.extend(heading.map(|(n, title)| format!("第{}章{title}", chinese_number(*n))));
        for part in parts {
            let section = part.section.as_ref();
            out.extend(section.map(|(n, title)| format!("第{}节{title}", chinese_number(*n))));
            let mut lines = part.lines.iter().map(item);
            let label = form.label(part.number);
            out.push(match (form, &part.caption) {
                (Form::Parts, caption) => label + caption.as_deref().unwrap_or_default(),
                _ => label + &lines.next().unwrap_or_default(),
            });
            out.extend(lines);
        }
    }
    for (title, lines) in &wanted.annexes {
        out.push(title.clone());
        out.extend(lines.iter().map(item));
    }
    out
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
