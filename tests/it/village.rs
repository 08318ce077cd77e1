//! A village: bodies and posts, no departments, no scores, no warning levels. It prints one page
//! of risks and two posters, and speaks of nothing that it has not.

use crate::common::{files, generate, page_texts, root, Unit};

#[test]
fn it_prints_one_page_of_risks_and_two_posters() {
    let rules = root().join("tests/units/village");
    let temp = tempfile::tempdir().expect("temp");
    let output = temp.path().join("output");
    let run = generate(&rules, &output, &[]);
    let told = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(0), "{told}");
    assert!(!told.contains("警告"), "{told}");
    let made = files(&output);
    let posters: Vec<&str> = (made.iter())
        .filter_map(|file| file.strip_prefix("posters/")?.strip_suffix(".pdf"))
        .collect();
    assert_eq!(posters, ["jw-workflow", "lw-workflow", "summary"]);
    let pages = |file: &str| page_texts(&output.join(file));
    let (Some(risks), Some(book)) = (pages("tables/risks.pdf"), pages("handbook.pdf")) else {
        return;
    };
    assert_eq!(risks.len(), 1);
    for word in ["A级", "四议两公开", "村监委主任"] {
        assert!(risks[0].contains(word), "{word}");
    }
    let book: String = book
        .concat()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    // The matrix of powers has posts where there are no departments; annexes count from one.
    for word in ["全部握有的岗位数", "附录一条文核对情况表", "附录二监督记录"]
    {
        assert!(book.contains(word), "{word}");
    }
    for word in [
        "科室",
        "站所",
        "镇",
        "高级",
        "可能性与危害",
        "附录三",
        "0个村级组织",
    ] {
        assert!(!book.contains(word), "{word}");
    }
}

#[test]
fn it_keeps_every_norm_it_has() {
    let (code, told) = Unit::copy(&root().join("tests/units/village")).run("check", &[]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("检查通过：6 个岗位、8 个风险点"), "{told}");
}
