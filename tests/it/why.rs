//! `lianfang why`: how a grade, a level, a duty or a finding comes about.

use crate::common::{root, Unit};
use lianfang::check::why::{About, Explanation, Part, StepKind};
use lianfang::date::Date;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn run(rules: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .arg("why")
        .arg("--rules")
        .arg(rules)
        .args(more)
        .output()
        .expect("lianfang runs")
}

/// What is said on standard output, where all goes well.
fn told(rules: &Path, more: &[&str]) -> String {
    let run = run(rules, more);
    let error = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(0), "{more:?} {error}");
    assert_eq!(error, "", "{more:?}");
    String::from_utf8(run.stdout).expect("UTF-8")
}

fn sample() -> PathBuf {
    root().join("rules")
}

/// The rules that every grade is explained of.
fn units() -> Vec<PathBuf> {
    let units = ["hospital", "village", "canary", "four"];
    let units = units.map(|name| root().join("tests/units").join(name));
    std::iter::once(sample()).chain(units).collect()
}

/// Everything that has a grade, explained.
fn explained(rules: &Path) -> Vec<Explanation> {
    let today = Date::new(2013, 3, 31).expect("a day");
    let unit = lianfang::check(rules, None, today).unit;
    let ids = unit.departments.iter().map(|d| &d.id);
    let ids = ids.chain(unit.posts.iter().map(|p| &p.id));
    let ids = ids.chain(unit.classes.iter().map(|c| &c.id));
    let ids = ids.chain(unit.risks.iter().map(|r| &r.id));
    let ids: Vec<String> = ids.map(|id| id.value.clone()).collect();
    lianfang::why(rules, None, today, &ids).expect("known").1
}

fn part(explanation: &Explanation, about: About) -> Option<&Part> {
    explanation.parts.iter().find(|part| part.about == about)
}

/// Codes that say that a grade or a level is not what norms make of it.
const OFF: [&str; 7] = [
    "grade-off-powers",
    "grade-off-list",
    "grade-off-role",
    "grade-off-class",
    "grade-off-factors",
    "warning-level-off-role",
    "warning-level-off-place",
];

/// Whether a finding says so of this thing; that it is missing from a list says nothing of its
/// grade.
fn is_off(explanation: &Explanation, codes: &[&str]) -> bool {
    let codes = codes
        .iter()
        .map(|name| lianfang::diagnostic::Code::parse(name).expect("a code"));
    let codes: Vec<String> = codes.map(|code| code.to_string()).collect();
    let findings = part(explanation, About::Findings);
    let mut steps = findings.iter().flat_map(|part| &part.steps);
    steps.any(|step| {
        !step.text.contains("名单里没有") && {
            codes
                .iter()
                .any(|code| step.text.starts_with(code.as_str()))
        }
    })
}

/// Whether what is written may stand by what the norms come to.
fn agrees(part: &Part) -> bool {
    match (&part.written, part.concluded.as_slice()) {
        (Some(written), concluded @ [_, ..]) => concluded.contains(written),
        (None, concluded) => part.about == About::Grade || concluded.is_empty(),
        (Some(_), []) => part.about == About::Grade,
    }
}

#[test]
fn what_why_concludes_is_what_check_finds() {
    let mut graded = 0;
    for rules in units() {
        for explanation in explained(&rules) {
            let id = format!(
                "{} {} {}",
                rules.display(),
                explanation.kind,
                explanation.id
            );
            for about in [About::Grade, About::Level] {
                let Some(part) = part(&explanation, about) else {
                    continue;
                };
                let codes = if about == About::Grade {
                    &OFF[..5]
                } else {
                    &OFF[5..]
                };
                assert_eq!(agrees(part), !is_off(&explanation, codes), "{id} {part:?}");
                graded += usize::from(!part.concluded.is_empty());
                let ends = part.steps.iter().filter(|s| s.kind == StepKind::Conclusion);
                assert_eq!(ends.count(), 1, "{id}");
            }
        }
    }
    assert!(graded > 150, "{graded}");
}

#[test]
fn a_wrong_grade_is_concluded_as_the_check_finds_it() {
    let unit = Unit::copy(&sample());
    for file in crate::common::files(&unit.path("rules")) {
        let text = std::fs::read_to_string(unit.path("rules").join(&file)).expect("rules");
        if file.starts_with("departments/") {
            // Each grade becomes the next; the records of grading as well.
            let text = text
                .replace("grade = \"high\"", "grade = \"MIDDLE\"")
                .replace("grade = \"middle\"", "grade = \"low\"")
                .replace("MIDDLE", "middle")
                .replace("warning-level = 2", "warning-level = 1")
                .replace("place-level = 1", "place-level = 2");
            unit.write(&format!("rules/{file}"), text);
        }
    }
    let mut off = 0;
    for explanation in explained(&unit.path("rules")) {
        for (about, codes) in [(About::Grade, &OFF[..5]), (About::Level, &OFF[5..])] {
            let Some(part) = part(&explanation, about) else {
                continue;
            };
            let found = is_off(&explanation, codes);
            assert_eq!(agrees(part), !found, "{} {part:?}", explanation.id);
            off += usize::from(found);
        }
    }
    assert!(off > 60, "{off}");
}

#[test]
fn a_grade_is_told_from_the_facts_to_the_record() {
    let told = told(&sample(), &["czs-kj"]);
    let steps = [
        "岗位 czs-kj（会计）",
        "rules/departments/czs.toml:",
        "等级：高级",
        "事实  权力：财务管理（全部）",
        "条文  《廉政风险评估预警暂行办法》第十二条第（二）项：握有财务管理（全部），定为高级",
        "“岗位：由本人直接行使",
        "rules/regulations/r1.toml:",
        "结论  应当是高级；规则里写的相同",
        "预警级别：三级预警",
        "握有财务管理，是重要岗位",
        "评定",
        "由财政所所长审核",
        "2013年评定为高级：自报 2013年1月6日（会计）",
        "写到它的风险点：nw-1、",
    ];
    let mut rest = told.as_str();
    for step in steps {
        let at = rest
            .find(step)
            .unwrap_or_else(|| panic!("{step} in {told}"));
        rest = &rest[at..];
    }
    // As a person at a terminal reads it: no line begins or ends with a space too many.
    assert!(told.lines().all(|line| line.trim_end() == line), "{told}");
}

#[test]
fn a_name_or_a_code_as_pages_show_it_is_as_good_as_an_id() {
    let by_id = told(&sample(), &["czs"]);
    assert_eq!(told(&sample(), &["财政所"]), by_id);
    assert_eq!(told(&sample(), &["XK-1"]), told(&sample(), &["xk-1"]));
    // Everything of a name that several have.
    let accountants = told(&sample(), &["会计"]);
    assert!(accountants.contains("czs-kj"), "{accountants}");
    // A code, with the norms that it rests on, and what it found.
    let code = told(&sample(), &["LF107"]);
    assert!(
        code.contains("依据的条文") && code.contains("没有发现"),
        "{code}"
    );
}

#[test]
fn what_there_is_not_is_told_with_the_nearest() {
    for (asked, near) in [
        ("czs-kk", "czs-kj（会计）"),
        ("财政站", "czs（财政所）"),
        ("nothing-like-it", ""),
        ("", ""),
    ] {
        let run = run(&sample(), &[asked]);
        assert_eq!(run.status.code(), Some(2), "{asked}");
        assert!(run.stdout.is_empty(), "{asked}");
        let told = String::from_utf8_lossy(&run.stderr);
        assert!(told.starts_with("没有编号、名称或者代码是"), "{told}");
        assert!(told.contains(near), "{told}");
    }
}

#[test]
fn with_errors_it_tells_them_of_the_thing_they_are_about() {
    let unit = Unit::copy(&sample());
    let file = unit.path("rules/departments/czs.toml");
    let text = std::fs::read_to_string(file).expect("rules");
    let text = text.replacen("grade = \"high\"", "grade = \"middle\"", 1);
    unit.write("rules/departments/czs.toml", text);
    let told = told(&unit.path("rules"), &["czs"]);
    assert!(
        told.contains("应当是高级；规则里写的是中级，不一致"),
        "{told}"
    );
    assert!(told.contains("检查发现的问题"), "{told}");
    assert!(told.contains("改成 grade = \"high\""), "{told}");
    // Only of one code, where one is named.
    let one = self::told(&unit.path("rules"), &["czs", "grade-off-list"]);
    assert!(
        one.contains("名单列为高级") && !one.contains("按权力（"),
        "{one}"
    );
    // Another thing has none of it.
    assert!(!self::told(&unit.path("rules"), &["wsy"]).contains("检查发现的问题"));
}

#[test]
fn a_program_reads_the_same_under_stable_keys() {
    let json = told(&sample(), &["czs-kj", "XK-1", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(document["version"], 1);
    let all = document["explanations"].as_array().expect("a list");
    assert_eq!(all.len(), 2);
    let keys = |value: &serde_json::Value| -> Vec<String> {
        value
            .as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect()
    };
    assert_eq!(keys(&all[0]), ["id", "kind", "location", "name", "parts"]);
    let grade = &all[0]["parts"][0];
    assert_eq!(keys(grade), ["about", "concluded", "steps", "written"]);
    assert_eq!(grade["about"], "grade");
    assert_eq!(grade["written"]["id"], "high");
    assert_eq!(grade["concluded"][0]["id"], "high");
    let norm = &grade["steps"][2];
    assert_eq!(
        keys(norm),
        ["article", "due", "gives", "kind", "location", "text"]
    );
    assert_eq!(norm["kind"], "norm");
    assert_eq!(norm["article"]["cite"], "r1:12.2");
    assert_eq!(keys(&norm["location"]), ["column", "line", "path"]);
}

#[test]
fn duties_are_told_with_what_was_done_and_what_is_due() {
    let rules = sample();
    let told = told(&rules, &["czs", "--as-of", "2013-03-31"]);
    let duty = told
        .lines()
        .find(|line| line.contains("一次自查报告"))
        .expect("a duty");
    assert!(duty.contains("每半年一次自查报告；最近一次 "), "{duty}");
    assert!(duty.contains("下一次 2013年7月31日以前"), "{duty}");
}

#[test]
fn duties_of_rotation_and_of_grading_anew_are_told_too() {
    let rules = sample();
    let told = told(&rules, &["czs-sz", "--as-of", "2013-03-31"]);
    let line = |words: &str| {
        let found = told.lines().find(|line| line.contains(words));
        found.unwrap_or_else(|| panic!("{words}: {told}"))
    };
    let rotation = line("任满 5 年轮岗；自");
    assert!(rotation.contains("；下一次 "), "{rotation}");
    let regrade = line("每年重新评定等级；最近一次 2013年1月");
    assert!(regrade.contains("下一次 2014年1月31日以前"), "{regrade}");
}

#[test]
fn tables_fold_out_how_grades_come_about_on_the_screen_only() {
    let unit = Unit::copy(&root().join("tests/units/hospital"));
    let (code, told) = unit.generate(&["--only", "tables", "--format", "html"]);
    assert_eq!(code, Some(0), "{told}");
    let page = |name: &str| std::fs::read_to_string(unit.path("output").join(name));
    let posts = page("tables/posts.html").expect("a page");
    // Hidden from print by its class, opened by keyboard since it is what browsers make so.
    let at = posts
        .find("<section class=\"why screen\"")
        .expect("the fold-out");
    let (table, folded) = posts.split_at(at);
    assert!(!table.contains("<details id=\"why-"));
    assert!(
        folded.contains("<summary>") && folded.contains("<b>条文</b>"),
        "{folded}"
    );
    // The traces rest on no grades of their own.
    assert!(!page("tables/trace.html")
        .expect("a page")
        .contains("class=\"why"));
}
