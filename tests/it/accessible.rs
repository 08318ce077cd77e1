//! PDFs as readers with a screen reader or a refreshable line of Braille get them (PDF/UA-1): two
//! checkers of the tags, with their false alarms, each with its reason.

use crate::common::{files, root, sample, tool};
use crate::forms::BLANK;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What outloud finds without cause: rule, the files where it does (none named: any), and why it is
/// none.
type Alarms = [(&'static str, &'static [&'static str], &'static str)];

const OF_THE_SAMPLE: &Alarms = &[
    (
        "TBL-004",
        &["handbook.pdf", "tables/departments.pdf"],
        "the second row of a head has six cells below one that spans six, beside seven that span \
         both rows: thirteen, but the rule counts ten",
    ),
    (
        "TBL-010",
        &[
            "calendar/departments.pdf",
            "handbook.pdf",
            "tables/post-sheets.pdf",
        ],
        "a small form has as many heads as values, and a strip of twelve months may have one row",
    ),
    (
        "ORD-001",
        &["handbook.pdf"],
        "content of an element that stands before and after a link within it is read before the \
         link by the rule, and in its order by readers",
    ),
    (
        "PAG-001",
        &[
            "calendar/departments.pdf",
            "posters.pdf",
            "tables/post-sheets.pdf",
        ],
        "sheets that are taken apart say at their foot of themselves what the others say",
    ),
    (
        "TAG-030",
        &[],
        "a poster is a figure as large as its sheet; its text is the figure's",
    ),
    (
        "HDG-010",
        &["calendar/departments.pdf"],
        "a title may name its year: 财政所2013年度廉政工作安排",
    ),
    (
        "HDG-012",
        &["posters.pdf"],
        "posters bound together are figures, with the outline to find one",
    ),
];

const OF_FORMS: &Alarms = &[
    (
        "TBL-012",
        &["forms/grading-outcome.pdf"],
        "a table to be written in is empty",
    ),
    (
        "ORD-001",
        &[],
        "of a cell's text before and after a paragraph in it, as for the sample",
    ),
];

fn checker(name: &str) -> PathBuf {
    root().join("target/tools/readers/bin").join(name)
}

#[test]
fn two_checkers_of_tags_find_nothing_but_listed_false_alarms() {
    tags_are_sound(sample(), OF_THE_SAMPLE);
}

#[test]
fn so_they_do_of_forms() {
    tags_are_sound(&BLANK, OF_FORMS);
}

/// Holds all PDFs of a folder against both checkers.
fn tags_are_sound(folder: &Path, false_alarms: &Alarms) {
    let report = tempfile::NamedTempFile::new().expect("a file");
    let report = report.path().to_string_lossy().into_owned();
    let mut arguments = ["--no-info", "--fail-on", "never", "-q", "--json", &report].to_vec();
    let files: Vec<String> = (files(folder).iter())
        .filter(|file| file.ends_with(".pdf"))
        .map(|file| folder.join(file).to_string_lossy().into_owned())
        .collect();
    arguments.extend(files.iter().map(String::as_str));
    if tool(&checker("outloud").to_string_lossy(), &arguments).is_none() {
        return;
    }
    let told = std::fs::read_to_string(&report).expect("its report");
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    let results = told["results"].as_array().expect("results");
    assert_eq!(results.len(), files.len());
    let (mut faults, mut alarms) = (Vec::new(), BTreeSet::new());
    for result in results {
        let path = PathBuf::from(result["path"].as_str().expect("a path"));
        let file = path.strip_prefix(folder).expect("of the folder");
        let file = file.to_string_lossy().into_owned();
        assert!(result["error"].is_null(), "{file}: {}", result["error"]);
        for finding in result["findings"].as_array().expect("findings") {
            let rule = finding["rule"].as_str().expect("a rule");
            let excused = false_alarms.iter().find(|(excused, files, _)| {
                *excused == rule && (files.is_empty() || files.contains(&file.as_str()))
            });
            match excused {
                Some((rule, ..)) => drop(alarms.insert(*rule)),
                None => faults.push(format!("{file}: {rule} {}", finding["message"])),
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    // An alarm that no longer sounds has no place in the list.
    let listed: BTreeSet<&str> = false_alarms.iter().map(|(rule, ..)| *rule).collect();
    assert_eq!(alarms, listed);

    let mut arguments = vec!["check"];
    arguments.extend(files.iter().map(String::as_str));
    if let Some(run) = tool(&checker("pdfua").to_string_lossy(), &arguments) {
        let said = String::from_utf8_lossy(&run.stdout).into_owned();
        // 0: nothing found in any of them.
        assert_eq!(run.status.code(), Some(0), "{said}");
        assert_eq!(said.matches("result: PASS").count(), files.len(), "{said}");
    }
}
