//! The public edition of every output names no person and no person's number.

mod common;

use common::{files, generate, page_texts, root};
use std::path::Path;

/// Gives every holder of a post a name and a number that stand nowhere else.
fn with_persons(text: &str, persons: &mut Vec<(String, String)>) -> String {
    const FIRST: [&str; 5] = ["欧阳", "司马", "诸葛", "慕容", "尉迟"];
    const SECOND: [&str; 10] = ["春", "夏", "秋", "冬", "东", "南", "西", "北", "山", "水"];
    let mut out = String::new();
    for line in text.lines() {
        if line.starts_with("holder = ") {
            let n = persons.len();
            let name = format!(
                "{}{}{}",
                FIRST[n / 10 % 5],
                SECOND[n % 10],
                SECOND[n / 7 % 10]
            );
            let number = format!("139{:08}", 47_110_000 + n);
            out.push_str(&format!("holder = \"{name}\"\nphone = \"{number}\"\n"));
            persons.push((name, number));
        } else if !(line.starts_with("phone = ") && out.contains("holder = ")) {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

fn all_text(output: &Path) -> Option<Vec<(String, String)>> {
    let mut out = Vec::new();
    for name in files(output) {
        let path = output.join(&name);
        let text = if name.ends_with(".pdf") {
            page_texts(&path)?.concat()
        } else {
            std::fs::read_to_string(&path).expect("text")
        };
        let squeezed = text.chars().filter(|c| !c.is_whitespace()).collect();
        out.push((name, squeezed));
    }
    Some(out)
}

#[test]
fn no_output_names_a_person() {
    let temp = tempfile::tempdir().expect("temp");
    let rules = temp.path().join("rules");
    let mut persons = Vec::new();
    for name in files(&root().join("rules")) {
        if !name.ends_with(".toml") {
            continue;
        }
        let text = std::fs::read_to_string(root().join("rules").join(&name)).expect("rules");
        let to = rules.join(&name);
        std::fs::create_dir_all(to.parent().expect("folder")).expect("folder");
        std::fs::write(to, with_persons(&text, &mut persons)).expect("copy");
    }
    assert!(persons.len() >= 40, "{}", persons.len());
    let output = temp.path().join("public");
    let run = generate(&rules, &output, &["--edition", "public", "--tile", "A3"]);
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(0), "{told}");
    let Some(texts) = all_text(&output) else {
        return;
    };
    assert!(texts.len() > 100);
    for (name, text) in &texts {
        for (person, number) in &persons {
            assert!(!text.contains(person), "{name} names {person}");
            assert!(!text.contains(number), "{name} has the number of {person}");
        }
    }
    // What is looked for would be found: the internal edition has the names.
    let output = temp.path().join("internal");
    let arguments = ["--only", "tables", "--format", "html,pdf"];
    let run = generate(&rules, &output, &arguments);
    assert_eq!(run.status.code(), Some(0));
    let texts = all_text(&output).expect("poppler again");
    for ending in ["posts.html", "posts.pdf"] {
        let (_, text) = texts
            .iter()
            .find(|(n, _)| n.ends_with(ending))
            .expect("posts");
        let named = persons
            .iter()
            .filter(|(person, _)| text.contains(person))
            .count();
        assert!(named * 10 >= persons.len() * 9, "{ending}: {named}");
    }
}
