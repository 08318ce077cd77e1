//! Rows of the workbook of registers that were deleted or added.

use crate::workbook::{only, units, written, Rules};
use lianfang::register::{registers, Given, GivenCell, GivenRow};

fn sheet<'g>(given: &'g mut [Given], key: &str) -> &'g mut Given {
    given.iter_mut().find(|s| s.key == key).expect("sheet")
}

/// A new row of a sheet with these cells.
fn add(given: &mut [Given], key: &str, said: &[(&str, &str)]) {
    let sheet = sheet(given, key);
    let cell = |column: &String| GivenCell {
        said: (said.iter())
            .find(|(key, _)| key == column)
            .map_or(String::new(), |(_, said)| (*said).to_owned()),
        at: "A9".to_owned(),
    };
    sheet.rows.push(GivenRow {
        key: None,
        cells: sheet.columns.iter().map(cell).collect(),
    });
}

#[test]
fn a_deleted_row_takes_out_what_it_stood_for_and_nothing_else() {
    for folder in units() {
        let rules = Rules::of(&folder);
        let before = registers(&rules.loaded, &rules.unit);
        let (marks, given) = rules.read_back();
        for register in before.iter().filter(|register| register.rows.len() > 1) {
            // The first, one in the midst and the last of each kind.
            let last = register.rows.len() - 1;
            for at in std::collections::BTreeSet::from([0, last / 2, last]) {
                let row = &register.rows[at];
                let mut edited = given.clone();
                let below = |key: &str| key == row.key || key.starts_with(&format!("{}/", row.key));
                for sheet in &mut edited {
                    sheet.rows.retain(|r| !r.key.as_deref().is_some_and(below));
                }
                // A sheet that lost all its rows is taken for one that was cleared.
                if edited.iter().any(|sheet| sheet.rows.is_empty()) {
                    continue;
                }
                let changed = rules.changed(&marks, &edited);
                assert!(changed.wrong.is_empty(), "{} {:?}", row.key, changed.wrong);
                assert!(!changed.removed.is_empty(), "{}", row.key);
                let mut after = Rules::of(&folder);
                for (source, table) in &mut after.loaded.tables {
                    if let Some(text) = changed.files.get(source) {
                        let mut faults = Vec::new();
                        *table = lianfang::load::parse(*source, text, &mut faults);
                        assert!(faults.is_empty(), "{} {faults:?}\n{text}", row.key);
                        let old = &rules.loaded.sources.get(*source).text;
                        assert!(
                            is_part(text, old),
                            "{} {:?}",
                            row.key,
                            similar_lines(text, old)
                        );
                    }
                }
                let wanted: Vec<Vec<String>> = (before.iter())
                    .flat_map(|register| &register.rows)
                    .filter(|r| !below(&r.key))
                    .map(said)
                    .collect();
                let now = registers(&after.loaded, &rules.unit);
                let now = now.iter().flat_map(|register| &register.rows).map(said);
                let now: Vec<Vec<String>> = now.collect();
                // What other rows call it may be another name now.
                let lost: Vec<_> = wanted.iter().filter(|w| !now.contains(w)).collect();
                assert_eq!(now.len(), wanted.len(), "{folder:?} {} {lost:?}", row.key);
                let same = now.iter().zip(&wanted).filter(|(a, b)| a == b).count();
                assert!(same * 2 >= now.len(), "{folder:?} {}", row.key);
            }
        }
    }
}

fn said(row: &lianfang::register::Row) -> Vec<String> {
    row.cells.iter().map(|cell| cell.said()).collect()
}

/// Whether the lines of a text are lines of another, in their order.
fn is_part(part: &str, whole: &str) -> bool {
    let mut lines = whole.lines();
    part.lines().all(|line| {
        lines.any(|other| other == line || other.contains('{') && line.contains(['{', '[']))
    })
}

const FLOW: &str = r#"
[[workflow]]
id = "w"
name = "办事"

# 第一步
[[workflow.step]]
id = "s1"
kind = "decision"
text = "审核"
exits = [{ to = "s2", label = "是" }]

[[workflow.step]]
id = "s2"
kind = "task"
text = "办理"

[[workflow]]
id = "v"
name = "开会"

[[self-check]]
date = 2024-03-01
department = "a"

[[self-check]]
date = 2024-04-01
department = "b"
"#;

#[test]
fn what_was_deleted_is_told_and_a_conflict_where_the_rules_changed() {
    let rules = written(&[("a.toml", FLOW)]);
    let (marks, mut given) = rules.read_back();
    sheet(&mut given, "self-check").rows.remove(0);
    sheet(&mut given, "workflow.step").rows.remove(1);
    let changed = rules.changed(&marks, &given);
    let text = only(&changed);
    let wanted = FLOW
        .replace(
            "[[workflow.step]]\nid = \"s2\"\nkind = \"task\"\ntext = \"办理\"\n\n",
            "",
        )
        .replace(
            "[[self-check]]\ndate = 2024-03-01\ndepartment = \"a\"\n\n",
            "",
        );
    assert_eq!(text, wanted);
    let told: Vec<&str> = changed.removed.iter().map(|r| r.message.as_str()).collect();
    assert!(
        told[0].contains("s2") && told[1].contains("2024-03-01"),
        "{told:?}"
    );
    // Somebody else has changed it since.
    let later = written(&[("a.toml", &FLOW.replace("办理", "照办"))]);
    let changed = later.changed(&marks, &given);
    assert!(
        changed.wrong.iter().any(|w| w.message.contains("改过")),
        "{changed:?}"
    );
    // Below what was deleted something was changed.
    let (marks, mut given) = rules.read_back();
    sheet(&mut given, "workflow").rows.remove(0);
    let at = sheet(&mut given, "workflow.step")
        .columns
        .iter()
        .position(|k| k == "text");
    sheet(&mut given, "workflow.step").rows[0].cells[at.expect("text")].said = "复核".to_owned();
    let changed = rules.changed(&marks, &given);
    assert!(
        changed.wrong.iter().any(|w| w.message.contains("下面还有")),
        "{changed:?}"
    );
    // A sheet that was cleared deletes nothing.
    let (marks, mut given) = rules.read_back();
    sheet(&mut given, "self-check").rows.clear();
    let changed = rules.changed(&marks, &given);
    assert!(
        changed.files.is_empty() && changed.left.len() == 1,
        "{changed:?}"
    );
}

#[test]
fn a_new_row_is_the_first_of_what_it_is_part_of() {
    let rules = written(&[("a.toml", FLOW)]);
    let (marks, mut given) = rules.read_back();
    let step = |id, text| [("^", "开会"), ("id", id), ("kind", "办理"), ("text", text)];
    add(&mut given, "workflow.step", &step("t1", "通知"));
    add(&mut given, "workflow.step", &step("t2", "记录"));
    let exit = |to, label| [("^", "办事 s2"), ("to", to), ("label", label)];
    add(&mut given, "workflow.step/exits", &exit("s1", "重来"));
    add(&mut given, "workflow.step/exits", &exit("s2", "再办"));
    let changed = rules.changed(&marks, &given);
    let text = only(&changed);
    let new = "[[workflow]]\nid = \"v\"\nname = \"开会\"\n\n\
        [[workflow.step]]\nid = \"t1\"\nkind = \"task\"\ntext = \"通知\"\n\n\
        [[workflow.step]]\nid = \"t2\"\nkind = \"task\"\ntext = \"记录\"\n";
    assert!(text.contains(new), "{text}");
    let exits = "text = \"办理\"\nexits = [{ to = \"s1\", label = \"重来\" }, { to = \"s2\", label = \"再办\" }]\n";
    assert!(text.contains(exits), "{text}");
    // Nobody is called so.
    add(
        &mut given,
        "workflow.step",
        &[("^", "散会"), ("id", "u"), ("text", "走")],
    );
    let changed = rules.changed(&marks, &given);
    assert!(
        changed.wrong.iter().any(|w| w.message.contains("散会")),
        "{changed:?}"
    );
}

fn similar_lines(part: &str, whole: &str) -> Vec<String> {
    part.lines()
        .filter(|l| !whole.lines().any(|w| w == *l))
        .map(str::to_owned)
        .collect()
}

/// The village's workbook without a row, as a file.
fn without(folder: &std::path::Path, key: &str) -> String {
    let rules = Rules::of(folder);
    let registers = registers(&rules.loaded, &rules.unit);
    let mut book = lianfang::xlsx::registers::book(&registers, &rules.unit);
    for sheet in book.sheets.iter_mut().filter(|sheet| !sheet.is_hidden) {
        sheet.rows.retain(|row| row.key != key);
    }
    let path = folder.join("edited.xlsx");
    std::fs::write(&path, lianfang::xlsx::write(&book).expect("a workbook")).expect("file");
    path.display().to_string()
}

#[test]
fn what_others_refer_to_is_not_taken_out() {
    let root = crate::common::root().join("tests/units/village");
    let village = crate::common::Unit::copy(&root);
    let rules = village.path("rules");
    let old = std::fs::read_to_string(rules.join("unit.toml")).expect("rules");
    let now = || std::fs::read_to_string(rules.join("unit.toml")).expect("rules");
    let import = |book: &str, more: &[&str]| {
        let arguments = [&[book, "--rules", "rules"], more].concat();
        village.run("import", &arguments)
    };
    let (code, told) = import(&without(&rules, "post:lw-kj"), &["--apply"]);
    assert_eq!(code, Some(1), "{told}");
    assert!(
        told.contains("表里删去的行，这里还在用")
            && told.contains("lw-kj")
            && told.contains("unit.toml:"),
        "{told}"
    );
    assert_eq!(now(), old);
    // What nobody refers to is shown first, and goes when it is asked for.
    let book = without(&rules, "measure:m-zc-1");
    let (code, told) = import(&book, &[]);
    assert!(code == Some(0) && told.contains("从规则里删去"), "{told}");
    assert_eq!(now(), old);
    let (code, told) = import(&book, &["--apply"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(!now().contains("id = \"m-zc-1\""));
}
