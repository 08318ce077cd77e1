//! The house keeps its order: a stage of `src/` uses only stages to its left, and only those
//! that [`STAGES`] lets it use; and the outside world is touched at the two ends alone.
//!
//! The source is read as text: every `crate::…` path outside comments counts, in `use` lines
//! and elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The crate's root functions: `lianfang::check` and what it returns (`src/lib.rs`).
const ROOT: &str = "lib";

/// Every stage from left to right, what it uses, and why where that is not plain.
const STAGES: &[(&str, &[&str], &str)] = &[
    ("date", &[], ""),
    ("diagnostic", &[], ""),
    (
        "text",
        &["diagnostic"],
        "fonts, widths and line filling: a tool for load, flow, view and typeset alike, which \
         knows nothing of a unit; so it stands left of them, though pages come last",
    ),
    (
        "load",
        &["date", "diagnostic", "text"],
        "text: only the shipped fonts, so that copies of them in a unit's folder are not kept \
         twice",
    ),
    (
        "jinja",
        &[],
        "the bounds of minijinja, for norms and templates alike",
    ),
    (
        "fields",
        &[],
        "the tables and keys of the rules, as data: for build, check and schema alike",
    ),
    (
        "model",
        &["date", "diagnostic", "fields", "load"],
        "fields: a unit's own ledger is such a declaration; load: a norm keeps its parameters as load::Value, since only the rule that knows its \
         kind can read them",
    ),
    ("build", &["date", "diagnostic", "fields", "load", "model"], ""),
    (
        "register",
        &["date", "diagnostic", "fields", "load", "model"],
        "load: it shows and edits what is written, not what is meant, so that it reads the raw tables",
    ),
    (
        "check",
        &[
            "build",
            "date",
            "diagnostic",
            "fields",
            "jinja",
            "load",
            "model",
        ],
        "build: what a department takes from the one that it is like, and what tables are called; fields: what each key of \
         the raw tables holds, for expressions in norms; load: parameters of norms are load::Value, and the rules on wording read every text of \
         the raw tables",
    ),
    (
        "revision",
        &[
            "build",
            "check",
            "date",
            "diagnostic",
            "fields",
            "load",
            "model",
            "register",
        ],
        "load: it reads files of another time, and compares what is written; check: only what kinds of \
         norms and their parameters are called; build: the lists of a kind of unit, what departments \
         take from others",
    ),
    (
        "duty",
        &["check", "date", "diagnostic", "model"],
        "check: what the norms want done, as rules and findings reckon it",
    ),
    (
        "wanted",
        &["diagnostic", "model"],
        "whose posters and duties a person names: for generate and main",
    ),
    (
        "sheet",
        &[
            "build",
            "check",
            "date",
            "diagnostic",
            "model",
            "text", "duty"],
        "diagnostic: what does not fit is a finding; check: the one reading of norms; build: the \
         preset that its tests take",
    ),
    (
        "view",
        &[
            "check",
            "date",
            "diagnostic",
            "fields",
            "jinja",
            "model",
            "revision",
            "sheet",
            "text",
            "duty",
        ],
        "text: that pages set no blank beside a digit; fields: what a ledger says of each key, which column of the annex it has among it; check: the one \
         reading of powers, so that a table never shows another grade than the checker computes; \
         jinja: the long lists of the book become values of templates on all cores",
    ),
    (
        "html",
        &["diagnostic", "jinja"],
        "it renders whatever can be serialised and does not know the view",
    ),
    (
        "typeset",
        &["diagnostic", "load", "text"],
        "it reads HTML and print.toml as text and does not know who wrote them; load: \
         print.toml is TOML, and the raw tables have a place for every value",
    ),
    (
        "pdf",
        &["date", "diagnostic", "text", "typeset"],
        "typeset: the display list only",
    ),
    (
        "docx",
        &["date", "text", "typeset"],
        "typeset: the rules of style, drawings as they are painted, and the numbers of pages; text: the roles of fonts and which face has a character",
    ),
    (
        "xlsx",
        &["date", "jinja", "model", "register", "view"],
        "view: the tables as they are declared; model: the colours of grades, the words of a title; \
         jinja: the guard around a reader of files that may panic",
    ),
    ("output", &[], ""),
    ("cli", &["date"], ""),
    ("usage", &[], ""),
    (
        "terminal",
        &["diagnostic"],
        "which characters a terminal must not get as they are",
    ),
    (
        "explain",
        &["check", "diagnostic"],
        "the pages of the rules, from the rules' own docs",
    ),
    (
        "fix",
        &["diagnostic"],
        "writes what a finding's certain edits say",
    ),
    (
        ROOT,
        &["build", "check", "date", "diagnostic", "load", "model"],
        "reading and checking, which both commands begin with",
    ),
    (
        "start",
        &[
            "build",
            "check",
            "cli",
            "date",
            "diagnostic",
            "fields",
            "html",
            ROOT,
            "load",
            "model",
            "output",
        ],
        "html: only the list of the built-in templates, to write them out; load and the root: \
         what is in the rules already, and what is left to fill in; check: the scores that the \
         unit's norms ask of a grade",
    ),
    (
        "import",
        &[
            "build",
            "check",
            "cli",
            "date",
            "diagnostic",
            "fields",
            "fix",
            "load",
            "model",
            "output",
            "register",
            "text",
            "xlsx",
        ],
        "what papers hold as new rules files: load reads them, output says what is there already; \
         build and model: what the rules have, so that ids stay unique; check: how articles say \
         numbers; fields: what columns are usually called, and how ledgers are spoken of; register \
         and xlsx: workbooks; text: Roman numerals; fix: the edits that one asks for",
    ),
    (
        "generate",
        &[
            "check",
            "cli",
            "date",
            "diagnostic",
            "docx",
            "html",
            ROOT,
            "load",
            "model",
            "output",
            "pdf",
            "register",
            "revision",
            "sheet",
            "terminal",
            "text",
            "typeset",
            "view",
            "wanted",
            "xlsx",
            "duty",
        ],
        "the whole line, put together; check: what norms ask of records, which forms show",
    ),
    (
        "watch",
        &["cli", "date", "diagnostic", "generate", "output", "terminal"],
        "generate: the pages in memory; output: their type",
    ),
    (
        "schema",
        &["build", "check", "fields", "model"],
        "check: the kinds of norms with their parameters; build: the presets there are",
    ),
    (
        "main",
        &[
            "check",
            "cli",
            "date",
            "diagnostic",
            "duty",
            "explain",
            "fix",
            "generate",
            "import",
            ROOT,
            "output",
            "revision",
            "schema",
            "start",
            "terminal",
            "usage",
            "wanted",
            "watch",
        ],
        "check: its table of what is enforced (--coverage), and what becomes of duties; output: the file of the schema",
    ),
];

/// What reaches outside, and the only files that may hold it.
const OUTSIDE: &[(&str, &[&str])] = &[
    (
        "std::fs",
        &[
            "src/fix.rs",
            "src/load/templates.rs",
            "src/load/walk.rs",
            "src/output/fresh.rs",
            "src/output/lock.rs",
            "src/output/manifest.rs",
            "src/output/mod.rs",
            "src/output/path.rs",
            "src/output/staging.rs",
        ],
    ),
    ("fs::File", &["src/load/walk.rs", "src/output/path.rs"]),
    (
        "WalkDir",
        &[
            "src/load/templates.rs",
            "src/load/walk.rs",
            "src/output/staging.rs",
            "src/watch/files.rs",
        ],
    ),
    (
        "tempfile::",
        &["src/fix.rs", "src/output/path.rs", "src/output/staging.rs"],
    ),
    ("std::env", &["src/terminal.rs"]),
    (
        "std::process",
        &[
            "src/generate/mod.rs",
            "src/main.rs",
            "src/revision/git.rs",
            "src/watch/mod.rs",
        ],
    ),
    (
        "std::net",
        &[
            "src/cli/year.rs",
            "src/watch/guard.rs",
            "src/watch/http.rs",
            "src/watch/serve.rs",
        ],
    ),
    ("Timestamp::now", &["src/main.rs"]),
    ("stderr()", &["src/terminal.rs"]),
    ("stdout()", &["src/main.rs", "src/terminal.rs"]),
    ("eprint", &[]),
];

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
    out.sort();
}

/// Each source file by its path below the crate, without comments and without its tests:
/// tests stand at the end of a file, or in files of their own, and may use what they like.
fn code() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&root.join("src"), &mut files);
    files
        .into_iter()
        .map(|path| {
            let parts: Vec<_> = path
                .strip_prefix(root)
                .unwrap()
                .components()
                .map(|part| part.as_os_str().to_str().unwrap().to_owned())
                .collect();
            let text = fs::read_to_string(&path).unwrap();
            let code: Vec<&str> = text
                .lines()
                .take_while(|line| *line != "mod tests {")
                .map(|line| line.split("//").next().unwrap_or(""))
                .collect();
            (parts.join("/"), code.join("\n"))
        })
        .filter(|(path, _)| !path.ends_with("/tests.rs") && !path.ends_with("_tests.rs"))
        .collect()
}

/// `src/text/font.rs` → `text`, `src/date.rs` → `date`.
fn stage_of(path: &str) -> String {
    let below = path.strip_prefix("src/").unwrap_or(path);
    let first = below.split('/').next().unwrap_or("");
    first.trim_end_matches(".rs").to_owned()
}

/// The stages that a text names after `crate::` (in the binary: `lianfang::`).
fn used(code: &str, own_crate: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for (at, _) in code.match_indices(own_crate) {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + own_crate.len()..];
        let list = match rest.strip_prefix('{') {
            Some(list) => top_level(list),
            None => vec![rest],
        };
        for path in list {
            let path = path.trim_start();
            let name: String = path
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            // A type or a function of the crate's root, not a module.
            let root = name.starts_with(char::is_uppercase) || path[name.len()..].starts_with('(');
            out.insert(if root { ROOT.to_owned() } else { name });
        }
    }
    out
}

/// The parts of `a::b, c::{d, e}}…` up to the brace that closes it.
fn top_level(list: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0, 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&list[from..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&list[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

#[test]
fn each_stage_uses_only_stages_to_its_left() {
    let place = |name: &str| STAGES.iter().position(|(stage, _, _)| *stage == name);
    for (at, (stage, uses, _)) in STAGES.iter().enumerate() {
        for other in *uses {
            assert!(
                place(other).is_some_and(|left| left < at),
                "{other} is not to the left of {stage}"
            );
        }
    }
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, code) in code() {
        let stage = stage_of(&path);
        let rule = STAGES.iter().find(|(name, _, _)| *name == stage);
        let Some((_, uses, _)) = rule else {
            panic!("{path}: {stage} stands in no row of STAGES");
        };
        let names = match stage.as_str() {
            "main" => used(&code, "lianfang::"),
            // The root names its own modules without `crate::`.
            ROOT => STAGES
                .iter()
                .map(|(name, _, _)| (*name).to_owned())
                .filter(|name| code.contains(&format!("{name}::")))
                .collect(),
            _ => used(&code, "crate::"),
        };
        for name in names.into_iter().filter(|name| *name != stage) {
            assert!(
                uses.contains(&name.as_str()),
                "{path} uses {name}, which STAGES does not let {stage} use; \
                 if it must, say why there"
            );
            found.entry(stage.clone()).or_default().insert(name);
        }
    }
    for (stage, uses, _) in STAGES {
        for other in *uses {
            assert!(
                found.get(*stage).is_some_and(|set| set.contains(*other)),
                "{stage} does not use {other} any more: take it out of STAGES"
            );
        }
    }
}

/// How many modules a file lies below the crate's root: so many `super::` would leave its
/// stage by the back door, past the test above.
fn depth(path: &str) -> usize {
    let parts = path.matches('/').count();
    if path.ends_with("/mod.rs") {
        parts - 1
    } else {
        parts
    }
}

#[test]
fn no_stage_is_left_through_super() {
    for (path, code) in code() {
        let way_out = "super::".repeat(depth(&path));
        assert!(
            !code.contains(&way_out),
            "{path}: write crate:: to leave a stage"
        );
    }
}

#[test]
fn the_outside_world_is_touched_at_the_ends_only() {
    let code = code();
    for (what, allowed) in OUTSIDE {
        let holders: BTreeSet<&str> = code
            .iter()
            .filter(|(_, text)| text.contains(what))
            .map(|(path, _)| path.as_str())
            .collect();
        let allowed: BTreeSet<&str> = allowed.iter().copied().collect();
        assert_eq!(holders, allowed, "{what}");
    }
}

#[test]
fn paths_are_read_from_lists_and_singly() {
    let names = |code| {
        used(code, "crate::")
            .into_iter()
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(names("use crate::text::{Class, FontRole};"), "text");
    assert_eq!(
        names("use crate::{date::{Date, Civil}, model};"),
        "date model"
    );
    assert_eq!(names("use crate::Checked;"), "lib");
    assert_eq!(names("crate::check(&args.rules, today)"), "lib");
    assert_eq!(names("x(crate::text::font::shipped)"), "text");
    assert_eq!(names("use mycrate::other;"), "");
}
