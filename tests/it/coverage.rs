//! `check --coverage`: what the tool vouches for, article by article.

use std::fs;
use std::path::Path;
use std::process::Command;

fn coverage(rules: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .args(["check", "--coverage", "--rules"])
        .arg(rules)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8(output.stdout).unwrap()
}

/// The line of an article of the first regulation that has it.
fn line<'t>(text: &'t str, article: &str) -> &'t str {
    let head = format!("  {article}\t");
    text.lines().find(|line| line.starts_with(&head)).unwrap()
}

#[test]
fn every_article_of_the_sample_stands_there_once() {
    let rules = crate::common::root().join("rules");
    let text = coverage(&rules);
    let mut articles = 0;
    for file in crate::common::files(&rules.join("regulations")) {
        let file = fs::read_to_string(rules.join("regulations").join(file)).unwrap();
        articles += file.matches(".article]]\n").count();
    }
    let lines = text.lines().filter(|line| line.starts_with("  ")).count();
    assert_eq!(lines, articles);
    assert!(text.contains("没有记录 0 项"), "{text}");
    // Every rule that reads a norm of the article, not only the first.
    let eighth = line(&text, "第八条");
    for code in ["LF221", "LF222", "LF223", "LF225", "LF226"] {
        assert!(eighth.contains(code), "{code} in {eighth}");
    }
    assert!(line(&text, "第三条").ends_with("人工检查"));
}

#[test]
fn what_only_records_would_show_is_told_where_none_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let rules = crate::common::root().join("rules");
    for file in crate::common::files(&rules) {
        if file.starts_with("records/") && !file.ends_with("inspections.toml") {
            continue;
        }
        let to = folder.path().join(&file);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(rules.join(&file), to).unwrap();
    }
    let text = coverage(folder.path());
    assert!(line(&text, "第六条").ends_with("没有记录，未核对：LF227（评估的不是提交者）"));
    let fourteenth = line(&text, "第十四条");
    let (held, unheld) = fourteenth.split_once("；没有记录，未核对：").unwrap();
    // Inspections are kept, self-checks and audits are not.
    assert!(held.contains("LF283（检查记录没有按期记）"), "{held}");
    assert!(held.contains("LF292") && held.contains("LF215"));
    let (_, due) = unheld.split_once("LF283（").expect("what is due");
    let (due, _) = due.split_once("没有按期记）").expect("what is due");
    assert!(
        due.contains("自查报告") && due.contains("内部审计记录"),
        "{due}"
    );
    assert!(
        !due.contains("检查记录") && unheld.contains("LF214"),
        "{unheld}"
    );
}

#[test]
fn what_stands_in_words_only_is_told_part_by_part() {
    let text = coverage(&crate::common::root().join("rules"));
    let (_, measures) = text.split_once("《廉政风险点综合防控措施》").unwrap();
    let (_, in_words) = line(measures, "第三条").split_once("人工检查").unwrap();
    assert!(
        in_words.starts_with("42项：第一部分除首尾文字、第（二）项外的各项；第二部分除首尾文字、"),
        "{in_words}"
    );
    assert!(
        in_words.ends_with("；第五部分除首尾文字外的各项"),
        "{in_words}"
    );
    assert!(line(measures, "第四条").ends_with("人工检查6项：除首尾文字外的各项"));
}
