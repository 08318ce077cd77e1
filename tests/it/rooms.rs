//! Inside a room of `src/` the files make no circle either: each can be read with only those
//! that it uses in mind.
//!
//! A file uses another of its room where a `use` names it, or a path in the code does. A folder's
//! `mod.rs` stands for what is written in it; tests are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The rooms that are kept so.
const ROOMS: &[&str] = &["revision", "sheet", "typeset", "view", "watch"];

/// The modules of a room, with their code: `table::risks` of `src/view/table/risks.rs`.
fn modules(room: &str) -> BTreeMap<Vec<String>, String> {
    let folder = crate::common::root().join("src").join(room);
    let files = crate::common::files(&folder).into_iter();
    let files = files.filter(|file| file.ends_with(".rs") && !file.contains("tests"));
    let of = |file: String| {
        let text = fs::read_to_string(folder.join(&file)).expect("a file of the crate");
        let path = file.trim_end_matches(".rs").split('/').map(str::to_owned);
        let path: Vec<String> = path.filter(|part| part != "mod").collect();
        let code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        let code: String = code.map(|line| format!("{line}\n")).collect();
        let code = code
            .split("#[cfg(test)]\nmod tests")
            .next()
            .unwrap_or_default();
        (path, code.to_owned())
    };
    files.map(of).collect()
}

/// The paths that a tree of a `use` names: `a::{b, c::d}` names `a::b` and `a::c::d`.
fn spread(tree: &str) -> Vec<String> {
    let Some((before, rest)) = tree.split_once('{') else {
        return vec![tree.split(" as ").next().unwrap_or("").trim().to_owned()];
    };
    let inner = rest.rsplit_once('}').map_or(rest, |(inner, _)| inner);
    let (mut depth, mut parts, mut part) = (0, Vec::new(), String::new());
    for c in inner.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(std::mem::take(&mut part));
                continue;
            }
            _ => {}
        }
        part.push(c);
    }
    parts.push(part);
    let parts = parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty());
    parts
        .flat_map(|part| spread(&format!("{}{part}", before.trim())))
        .collect()
}

/// The paths of the crate that a file names.
fn named(code: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let uses = code.split("use ").skip(1);
    for tree in uses
        .filter_map(|rest| rest.split_once(';'))
        .map(|(tree, _)| tree)
    {
        out.extend(spread(&tree.replace('\n', " ")));
    }
    let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    out.extend(code.split(|c| !is_path(c)).map(str::to_owned));
    out.retain(|path| path.starts_with("crate::") || path.starts_with("super::"));
    out
}

/// What each module of a room uses of it.
fn uses(room: &str) -> BTreeMap<Vec<String>, BTreeSet<Vec<String>>> {
    let modules = modules(room);
    let resolve = |from: &[String], path: &str| -> Option<Vec<String>> {
        let mut parts: Vec<&str> = path.split("::").collect();
        let mut at: Vec<String> = Vec::new();
        if parts[0] == "crate" {
            if *parts.get(1)? != room {
                return None;
            }
            parts.drain(..2);
        } else {
            at = from.to_vec();
            while parts.first() == Some(&"super") {
                at.pop()?;
                parts.remove(0);
            }
        }
        at.extend(parts.into_iter().map(str::to_owned));
        (1..=at.len())
            .rev()
            .map(|length| at[..length].to_vec())
            .find(|module| modules.contains_key(module) && module != from)
    };
    let of = |(module, code): (&Vec<String>, &String)| {
        let named = named(code);
        let used = named.iter().filter_map(|path| resolve(module, path));
        (module.clone(), used.collect())
    };
    modules.iter().map(of).collect()
}

#[test]
fn no_file_uses_what_uses_it() {
    for room in ROOMS {
        let mut left = uses(room);
        assert!(left.len() > 3, "{room} was read");
        // What uses nothing that is left can be read next; a circle is what is never reached.
        loop {
            let here: BTreeSet<Vec<String>> = left.keys().cloned().collect();
            let before = left.len();
            left.retain(|_, used| used.iter().any(|used| here.contains(used)));
            if left.len() == before {
                break;
            }
        }
        let circle: Vec<String> = left.keys().map(|module| module.join("::")).collect();
        assert!(
            circle.is_empty(),
            "{room}: a circle among, or above, {circle:?}"
        );
    }
}

#[test]
fn a_tree_of_names_is_spread() {
    assert_eq!(
        spread("super::table::{self, kind::TableKind, risks::{table, Row as R}}"),
        [
            "super::table::self",
            "super::table::kind::TableKind",
            "super::table::risks::table",
            "super::table::risks::Row"
        ]
    );
}
