//! The documents keep up with the code: what a clerk may write in print.toml stands in
//! docs/print.md. Both are read as text.

use lianfang::diagnostic::Code;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The lines between the one that is `open` and the next that is `close`.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    let lines: Vec<&str> = text
        .lines()
        .skip_while(|line| *line != open)
        .skip(1)
        .take_while(|line| *line != close)
        .collect();
    assert!(!lines.is_empty(), "no “{open}”; has the code moved?");
    lines
}

/// The names before the colon in declarations of fields, in kebab-case.
fn fields(lines: &[&str]) -> BTreeSet<String> {
    lines
        .iter()
        .map(|line| line.trim())
        .filter(|line| !line.starts_with("//") && !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
        .map(|(name, _)| name.trim_start_matches("pub ").replace('_', "-"))
        .collect()
}

/// The variants of an enum as serde writes them: a name given by `rename`, else kebab-case
/// where `kebab` says so.
fn variants(text: &str, name: &str, kebab: bool) -> BTreeSet<String> {
    let mut renamed = None;
    let mut out = BTreeSet::new();
    for line in between(text, &format!("pub enum {name} {{"), "}") {
        let line = line.trim();
        if let Some(rename) = line.strip_prefix("#[serde(rename = \"") {
            renamed = rename.split('"').next().map(str::to_owned);
        } else if let Some(variant) = line.strip_suffix(',').filter(|l| !l.starts_with("//")) {
            let plain = if kebab {
                to_kebab(variant)
            } else {
                variant.to_owned()
            };
            out.insert(renamed.take().unwrap_or(plain));
        }
    }
    assert!(!out.is_empty(), "no variants of {name}");
    out
}

fn to_kebab(variant: &str) -> String {
    let mut out = String::new();
    for c in variant.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// Names in the first column of the document's tables, without their backticks.
fn documented(doc: &str) -> BTreeSet<&str> {
    doc.lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .filter_map(|rest| rest.split('`').next())
        .collect()
}

#[test]
fn every_property_of_print_toml_is_documented() {
    let style = read("src/typeset/style/property.rs");
    let doc = read("docs/print.md");
    let documented = documented(&doc);
    let properties = fields(&between(&style, "properties! {", "}"));
    assert!(properties.len() > 30, "{properties:?}");
    let sheets = read("src/typeset/style/sheet.rs");
    let sheet = fields(&between(&sheets, "pub struct Sheet {", "}"));
    let number = fields(&between(&sheets, "pub struct PageNumber {", "}"));
    let font = read("src/text/font/chain.rs");
    let chain = fields(&between(&font, "pub struct Chain {", "}"));
    for name in properties.iter().chain(&sheet).chain(&number).chain(&chain) {
        assert!(
            documented.contains(name.as_str()),
            "docs/print.md has no row for {name}"
        );
    }
}

#[test]
fn the_table_of_demands_names_rules_that_exist_and_have_a_town() {
    let mut named = 0;
    for line in read("docs/demands.md")
        .lines()
        .filter(|l| l.starts_with("| "))
    {
        for mention in line.split("LF").skip(1) {
            let (number, rest) = mention.split_at(3);
            let Some(code) = Code::parse(number) else {
                continue; // `LF…` in the text above the table.
            };
            let name = rest
                .trim_start_matches(" `")
                .split('`')
                .next()
                .unwrap_or_default();
            assert_eq!(name, code.name(), "{line}");
            let unit = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("tests/towns")
                .join(name);
            assert!(unit.is_dir(), "{name}");
            named += 1;
        }
    }
    assert!(named > 80, "{named}");
}

#[test]
fn every_value_of_print_toml_is_documented() {
    let style = read("src/typeset/style/property.rs");
    let font = read("src/text/font/mod.rs");
    let doc = read("docs/print.md");
    let enums = [
        "Display",
        "Align",
        "Break",
        "Numbering",
        "Valign",
        "ColumnWidths",
        "Marker",
        "ProhibitionName",
    ];
    let mut values: BTreeSet<String> = enums
        .iter()
        .flat_map(|name| variants(&style, name, true))
        .collect();
    values.extend(variants(&style, "Role", false));
    values.extend(variants(&font, "FontRole", true));
    for value in values {
        assert!(
            doc.contains(&format!("`{value}`")),
            "docs/print.md does not name the value {value}"
        );
    }
}

#[test]
fn every_named_size_is_documented() {
    let lengths = read("src/typeset/length.rs");
    let doc = read("docs/print.md");
    for line in between(&lengths, "const NAMED: &[(&str, Pt)] = &[", "];") {
        let (name, pt) = line
            .trim()
            .trim_start_matches("(\"")
            .trim_end_matches("),")
            .split_once("\", ")
            .unwrap_or_else(|| panic!("{line}"));
        let pt = pt.trim_end_matches(".0");
        assert!(doc.contains(&format!("`{name}` | {pt} |")), "{name} {pt}");
    }
}

#[test]
fn every_test_that_the_table_of_standards_names_exists() {
    let doc = read("docs/standards.md");
    let mut named = 0;
    for (file, test) in doc.split('`').filter_map(|part| part.split_once("::")) {
        let source = read(file);
        let head = format!("fn {test}()");
        let at = source.find(&head);
        let at = at.unwrap_or_else(|| panic!("docs/standards.md names {file}::{test}"));
        assert!(
            source[..at].trim_end().ends_with("#[test]"),
            "{test} in {file} is no test"
        );
        named += 1;
    }
    assert!(named > 25, "{named}");
}

/// The first column of the table below a heading, each name in backticks for itself.
fn first_column<'t>(doc: &'t str, heading: &str) -> BTreeSet<&'t str> {
    let table = doc
        .split(heading)
        .nth(1)
        .unwrap_or_else(|| panic!("no {heading}"));
    let table = table.split("\n## ").next().unwrap_or(table);
    let rows = table.lines().filter_map(|line| line.strip_prefix("| "));
    rows.filter_map(|row| row.split(" | ").next())
        .flat_map(|cell| cell.split(", "))
        .map(|name| name.trim_matches('`'))
        .collect()
}

#[test]
fn the_code_map_has_every_room_and_no_other() {
    let doc = read("ARCHITECTURE.md");
    let rooms: BTreeSet<String> = fs::read_dir(crate::common::root().join("src"))
        .expect("src")
        .map(|entry| entry.expect("entry").path())
        .map(|path| {
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            let slash = if path.is_dir() { "/" } else { "" };
            format!("src/{name}{slash}")
        })
        .collect();
    let named = first_column(&doc, "## Code map");
    let named: BTreeSet<String> = named
        .into_iter()
        .filter(|path| path.starts_with("src/"))
        .map(str::to_owned)
        .collect();
    assert_eq!(named, rooms);
}

#[test]
fn every_crate_has_a_line_and_every_line_a_crate() {
    let manifest: toml::Table = read("Cargo.toml").parse().expect("TOML");
    let crates: BTreeSet<&str> = manifest["dependencies"]
        .as_table()
        .expect("dependencies")
        .keys()
        .map(String::as_str)
        .collect();
    let doc = read("ARCHITECTURE.md");
    let mut named = first_column(&doc, "## Dependencies");
    named.remove("crate");
    named.retain(|name| !name.starts_with("---"));
    assert_eq!(named, crates);
    let section = doc.split("## Dependencies").nth(1).expect("the section");
    for name in manifest["dev-dependencies"]
        .as_table()
        .expect("them")
        .keys()
    {
        assert!(section.contains(name.as_str()), "no word on {name}");
    }
}

/// Paths that documents name, in backticks.
#[test]
fn every_file_that_a_document_names_is_there() {
    let mut named = 0;
    let docs = [
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "README.md",
        "docs/standards.md",
    ];
    for doc in docs {
        for path in read(doc).split('`').skip(1).step_by(2) {
            let path = path.split("::").next().expect("a part");
            let tops = [
                "src/",
                "tests/",
                "templates/",
                "docs/",
                "benches/",
                "rules/",
            ];
            let plain = path
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"/._-".contains(&b));
            if plain && tops.iter().any(|top| path.starts_with(top)) {
                assert!(
                    crate::common::root().join(path).exists(),
                    "{doc} names {path}"
                );
                named += 1;
            }
        }
    }
    assert!(named > 100, "{named}");
}

/// What the readmes say of the sample is what a run says.
#[test]
fn the_numbers_of_the_sample_are_those_of_a_run() {
    let rules = crate::common::root().join("rules");
    let day = lianfang::date::Date::new(2013, 3, 31).expect("a day");
    let checked = lianfang::check(&rules, None, day);
    let line = format!("检查通过：{}", checked.extent());
    let output = crate::common::sample();
    let files = crate::common::files(output)
        .iter()
        .filter(|file| !file.starts_with('.'))
        .count();
    let handbook = lopdf::Document::load(output.join("handbook.pdf")).expect("a PDF");
    let pages = handbook.get_pages().len();
    let unit = &checked.unit;
    let sizes = [
        (unit.departments.len(), "departments", "个站所"),
        (unit.posts.len(), "posts", "个岗位"),
        (unit.risks.len(), "risk points", "个风险点"),
        (unit.measures.len(), "measures", "条措施"),
        (unit.workflows.len(), "workflows", "个工作流程"),
        (unit.regulations.len(), "regulations", "部制度"),
    ];
    let english: Vec<String> = sizes
        .iter()
        .map(|(n, what, _)| format!("{n} {what}"))
        .collect();
    let english = english.join(", ");
    let readme = read("README.md");
    for text in [
        line.as_str(),
        english.as_str(),
        &format!("已生成 {files} 个文件，在 output"),
        &format!("`output/handbook.pdf` has {pages} pages"),
    ] {
        assert!(readme.contains(text), "README.md does not say: {text}");
    }
    let readme = read("README.zh-CN.md");
    assert!(
        readme.contains(&line),
        "README.zh-CN.md does not say: {line}"
    );
    for (code, what) in [
        (0, "材料写错、排版不下"),
        (1, "材料与制度"),
        (2, "记录与制度"),
        (3, "文字"),
    ] {
        let of_kind = |c: &&Code| c.number() / 100 == code;
        let count = Code::ALL.iter().filter(of_kind).count();
        let text = format!("{what}：{count}种");
        assert!(
            readme.contains(&text),
            "README.zh-CN.md does not say: {text}"
        );
    }
}

#[test]
fn every_preset_stands_in_the_format_of_the_rules() {
    let text = read("docs/rules-format.md");
    for preset in lianfang::build::preset::PRESETS {
        let line = format!("`{}` {}", preset.key, preset.title);
        assert!(text.contains(&line), "docs/rules-format.md lacks {line}");
    }
}
