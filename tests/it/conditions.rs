//! Conditions of norms (`where`): what they leave out is not held to the norm, what they keep is
//! as before, and what `why` and the pages say is what the check finds.

use crate::common::{root, Unit};
use std::process::Command;

fn told(unit: &Unit) -> String {
    unit.run("check", &["--rules", "rules"]).1
}

/// What `why` says of a thing.
fn why(unit: &Unit, id: &str) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .args(["why", "--rules"])
        .arg(unit.path("rules"))
        .arg(id)
        .output()
        .expect("lianfang runs");
    String::from_utf8(run.stdout).expect("UTF-8")
}

/// A town of `tests/towns`, with `condition` in every norm of a kind.
fn town_where(name: &str, kind: &str, condition: Option<&str>) -> Unit {
    let towns = root().join("tests/towns");
    let unit = match std::fs::read_to_string(towns.join(name).join("town.edits")) {
        Ok(text) => {
            let edits: toml::Table = text.parse().unwrap();
            let unit = Unit::copy(&towns.join(edits["base"].as_str().unwrap()));
            // What the base says of its near misses stands beside what is edited.
            for file in crate::common::files(&unit.path("rules")) {
                let path = unit.path("rules").join(file);
                let text = std::fs::read_to_string(&path).unwrap();
                let lines = text.lines().map(|line| match line.split_once("# 不报 ") {
                    Some((before, _)) => before.trim_end(),
                    None => line,
                });
                let lines: Vec<&str> = lines.collect();
                std::fs::write(&path, lines.join("\n") + "\n").unwrap();
            }
            for edit in edits["edit"].as_array().unwrap() {
                let word = |key: &str| edit[key].as_str().unwrap();
                unit.replace(word("file"), word("find"), word("replace"));
            }
            unit
        }
        Err(_) => Unit::copy(&towns.join(name)),
    };
    let head = format!("kind = \"{kind}\"\n");
    let mut found = 0;
    for file in crate::common::files(&unit.path("rules")) {
        let path = unit.path("rules").join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        found += text.matches(&head).count();
        if let Some(condition) = condition {
            let with = format!("{head}where = \"{condition}\"\n");
            std::fs::write(&path, text.replace(&head, &with)).unwrap();
        }
    }
    assert!(found > 0, "{name} has no {kind}");
    unit
}

/// Each kind that is about objects or records takes a condition: what it leaves out is not held to
/// the norm, what it keeps is as before.
#[test]
fn every_kind_takes_a_condition() {
    for (kind, town, code, leaves, keeps) in [
        (
            "rotation",
            "rotation-due",
            "LF215",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
        (
            "warning-level-by-role",
            "warning-level-off-role",
            "LF135",
            "it.name == ''",
            "it.name != ''",
        ),
        (
            "warning-level-by-place",
            "warning-level-off-place",
            "LF136",
            "it.class is none",
            "it.class is not none",
        ),
        (
            "three-charts",
            "missing-wall-chart",
            "LF103",
            "it.order > 99",
            "it.order <= 99",
        ),
        (
            "publicity",
            "publicity-too-short",
            "LF130",
            "it.year < 2000",
            "it.year > 2000",
        ),
        (
            "filing",
            "self-check-not-filed",
            "LF207",
            "it.date < '2000-01-01'",
            "it.date > '2000-01-01'",
        ),
        (
            "filing",
            "minutes-not-filed",
            "LF208",
            "it.kind == 'none'",
            "it.kind != 'none'",
        ),
        (
            "disposal",
            "disposal-off-level",
            "LF216",
            "it.date < '2000-01-01'",
            "it.date > '2000-01-01'",
        ),
        (
            "bottom-ranks",
            "bottom-rank-without-supervision",
            "LF214",
            "it.grade == 'none'",
            "it.grade != 'none'",
        ),
        (
            "scope",
            "grading-missing",
            "LF125",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
        (
            "grading-procedure",
            "grading-step-missing",
            "LF127",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
        (
            "grading-procedure",
            "grading-wrong-actor",
            "LF129",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
        (
            "regrade",
            "grading-overdue",
            "LF131",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
        (
            "regrade",
            "change-without-regrade",
            "LF133",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
        (
            "assessment-steps",
            "assessment-step-missing",
            "LF222",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
        (
            "assessment-steps",
            "group-member-missing",
            "LF223",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
        (
            "assessment-questions",
            "question-unanswered",
            "LF224",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
        (
            "report-contents",
            "report-incomplete",
            "LF225",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
        (
            "assessor-is-submitter",
            "assessor-not-submitter",
            "LF227",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
        (
            "report-before-meeting",
            "decision-not-returned",
            "LF228",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
        (
            "advice",
            "decision-against-advice",
            "LF229",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
        (
            "large-sum-minutes",
            "large-sum-without-minutes",
            "LF230",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
        (
            "grade-by-powers",
            "grade-off-powers",
            "LF111",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
        (
            "grade-by-powers",
            "powers-unknown",
            "LF252",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
        (
            "grade-by-role",
            "grade-off-role",
            "LF112",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
        (
            "grade-by-factors",
            "grade-off-factors",
            "LF114",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
        (
            "class-grade",
            "class-off-article",
            "LF118",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
        (
            "information-levels",
            "lead-informant",
            "LF138",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
        (
            "information-levels",
            "centre-reports-to-itself",
            "LF139",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
        (
            "due",
            "due-self-check",
            "LF283",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
        (
            "within",
            "within-case",
            "LF284",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
        (
            "covered",
            "not-covered",
            "LF292",
            "it.id == 'none'",
            "it.id != 'none'",
        ),
    ] {
        // What a town has of faults in norms does not come of the condition.
        let faults = |told: &str| told.matches("[LF106]").count();
        let own = faults(&told(&town_where(town, kind, None)));
        let count = |condition: Option<&str>| {
            let told = told(&town_where(town, kind, condition));
            let none_more = faults(&told) == own && !told.contains("[LF282]");
            assert!(none_more, "{kind}: {told}");
            told.matches(&format!("[{code}]")).count()
        };
        let before = count(None);
        assert!(before > 0, "{town} has no {code}");
        assert_eq!(count(Some(keeps)), before, "{kind} in {town}");
        assert_eq!(count(Some(leaves)), 0, "{kind} in {town}");
    }
}

/// One of two is left out, the other is not.
#[test]
fn a_condition_chooses_among_objects() {
    let told_with = |condition: &str| {
        told(&town_where(
            "missing-wall-chart",
            "three-charts",
            Some(condition),
        ))
    };
    let all = told(&town_where("missing-wall-chart", "three-charts", None));
    assert!(all.contains("没有"), "{all}");
    let names: Vec<&str> = all
        .lines()
        .filter_map(|line| line.strip_prefix("错误[LF103] 三上墙不齐："))
        .filter_map(|line| line.split("没有").next())
        .collect();
    for name in &names {
        let told = told_with(&format!("it.name != '{name}'"));
        assert_eq!(told.matches("[LF103]").count(), names.len() - 1, "{told}");
        assert!(!told.contains(&format!("三上墙不齐：{name}")), "{told}");
    }
}

/// A name that such things have not is told at the condition, and nothing is held to the norm.
#[test]
fn an_unknown_name_in_a_condition_is_told() {
    let told = told(&town_where(
        "rotation-due",
        "rotation",
        Some("it.nmae == 'x'"),
    ));
    assert!(
        told.contains("[LF282] norm 的算式不对：算式里的键 \"nmae\" 没有"),
        "{told}"
    );
    assert!(
        told.contains("是不是要写 name？") && !told.contains("[LF215]"),
        "{told}"
    );
}

/// What a condition cannot leave out: an id that is no department's in a list, a class as a whole,
/// a post's focus, the dates of a regulation, a count that the article gives.
#[test]
fn a_condition_leaves_out_what_it_is_asked_of() {
    let (all, none) = ("it.id != 'none'", "it.id == 'none'");
    for (kind, town, code, wanted) in [
        // CW-2, and 内务 as a whole, of which a norm on some of its risk points says nothing.
        ("class-grade", "grade-off-class", "LF113", [2, 1, 0]),
        ("grade-by-list", "grade-off-list", "LF104", [3, 3, 1]),
        (
            "regulation-metadata",
            "regulation-metadata",
            "LF141",
            [2, 2, 1],
        ),
        // Two of the three stand on risk points.
        ("focus", "focus-off-norm", "LF137", [4, 4, 2]),
    ] {
        let count = |condition| {
            let told = told(&town_where(town, kind, condition));
            assert!(
                !told.contains("[LF282]") && !told.contains("[LF106]"),
                "{told}"
            );
            told.matches(&format!("[{code}]")).count()
        };
        assert_eq!([None, Some(all), Some(none)].map(count), wanted, "{kind}");
    }
}

/// The small town with norms of its own behind the article on grades.
fn graded(norms: &str) -> Unit {
    let unit = Unit::copy(&root().join("tests/towns/small"));
    let path = unit.path("rules/r1.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, _) = text
        .split_once("[[regulation.norm]]\narticle = \"4\"")
        .unwrap();
    std::fs::write(&path, format!("{before}{norms}")).unwrap();
    let more = "[[department]]\nid = \"dgs\"\nname = \"电管站\"\nkind = \"镇直站所\"\norder = 2\n\
                grade = \"low\"\nleader = \"zz\"\npowers = { finance = \"part\" }\nduties = [\"收费\"]\n\
                rules = [\"公示\"]\n\n[[post]]\nid = \"dgs-sz\"\nname = \"电管站站长\"\nshort = \"站长\"\n\
                department = \"dgs\"\nrole = \"head\"\ngrade = \"high\"\npowers = {}\n";
    unit.write("rules/dgs.toml", more);
    let charts = "charts = [";
    unit.replace(
        "r1.toml",
        charts,
        &format!("where = \"it.id == 'czs'\"\n{charts}"),
    );
    unit
}

/// A norm of the article on grades.
fn norm(kind: &str, rest: &str) -> String {
    format!("[[regulation.norm]]\narticle = \"4\"\nkind = \"{kind}\"\n{rest}\n\n")
}

const POWERS: &str = "subject = \"department\"\ngrades.high = { any-full = [\"finance\"] }\n\
                      grades.middle = { any-part = [\"finance\"] }";
/// Whoever holds it in part is low.
const LENIENT: &str = "subject = \"department\"\ngrades.high = { any-full = [\"finance\"] }";
const LIST: &str = "subject = \"department\"\ngrades.high = [\"czs\"]\ngrades.middle = [\"dgs\"]";
const SPECIAL_LIST: &str = "subject = \"department\"\ngrades.low = [\"dgs\"]";
const ROLES: &str = "subject = \"post\"\notherwise = \"high\"\ngrades.low = [\"head\"]";
const SPECIAL_ROLES: &str = "subject = \"post\"\ngrades.high = [\"head\"]";

/// One with a condition goes before one of its kind without, in one regulation; `why` and the page
/// that explains say so too.
#[test]
fn a_condition_makes_a_norm_the_special_one() {
    let with = |rest: &str, condition: &str| format!("{rest}\nwhere = \"{condition}\"");
    let dgs = "it.id == 'dgs'";
    for (kind, general, special, condition, code) in [
        ("grade-by-powers", POWERS, LENIENT, dgs, "LF111"),
        ("grade-by-list", LIST, SPECIAL_LIST, dgs, "LF104"),
        (
            "grade-by-role",
            ROLES,
            SPECIAL_ROLES,
            "it.id != 'zz'",
            "LF112",
        ),
    ] {
        let general = norm(kind, general);
        // The general norm alone: 电管站 or its head is graded otherwise.
        let alone = told(&graded(&general));
        assert!(alone.contains(&format!("[{code}]")), "{kind} {alone}");
        // The special one is about it.
        let special_norm = |condition: &str| norm(kind, &with(special, condition));
        for both in [
            format!("{general}{}", special_norm(condition)),
            format!("{}{general}", special_norm(condition)),
        ] {
            let unit = graded(&both);
            let now = told(&unit);
            assert!(
                !now.contains(code) && !now.contains("[LF122]"),
                "{kind} {now}"
            );
            let id = if kind == "grade-by-role" {
                "dgs-sz"
            } else {
                "dgs"
            };
            let why = why(&unit, id);
            assert!(why.contains("规则里写的相同"), "{kind} {why}");
            assert!(why.contains("是特别规定，先于这一条"), "{kind} {why}");
            assert!(why.contains("合这一条的条件"), "{kind} {why}");
            let (code, said) = unit.generate(&["--only", "tables", "--format", "html"]);
            assert_eq!(code, Some(0), "{said}");
            for page_of in ["departments", "posts"] {
                let page = format!("output/tables/{page_of}.html");
                let page = std::fs::read_to_string(unit.path(&page)).unwrap();
                assert!(!page.contains("，不一致"), "{kind}");
                let mine = page.contains("合这一条的条件");
                assert_eq!(mine, page_of == kind_of(kind), "{kind} {page_of}");
            }
        }
        // Near misses: it is about others, or about nobody.
        for condition in ["it.id == 'czs'", "it.grade == 'none'"] {
            let both = format!("{general}{}", special_norm(condition));
            let now = told(&graded(&both));
            assert!(
                now.contains(&format!("[{code}]")),
                "{kind} {condition} {now}"
            );
        }
    }
}

/// The table on whose page a norm of a kind gives grades.
fn kind_of(kind: &str) -> &str {
    match kind {
        "grade-by-role" => "posts",
        _ => "departments",
    }
}

/// In another regulation both hold, and the unit has to decide.
#[test]
fn a_condition_in_another_regulation_is_a_contradiction() {
    let unit = graded(&norm("grade-by-powers", POWERS));
    let rest = format!("{LENIENT}\nwhere = \"it.id == 'dgs'\"");
    let other = norm("grade-by-powers", &rest).replace("article = \"4\"", "article = \"1\"");
    let text = "[[regulation]]\nid = \"r2\"\nnumber = 2\ntitle = \"小河镇等级划分办法\"\n\
                short = \"等级划分办法\"\nform = \"articles\"\n\n[[regulation.chapter]]\n\n\
                [[regulation.chapter.article]]\nnumber = 1\ntext = \"站所按权力定等级。\"\n\n";
    unit.write("rules/r2.toml", format!("{text}{other}"));
    let told = told(&unit);
    assert!(
        told.contains("两条条文定的等级不同：电管站（中级、低级）"),
        "{told}"
    );
}

/// The declared grade may be asked for: a condition knows the rules as they are written, and what
/// norms make of them comes after.
#[test]
fn a_grade_may_be_asked_for_where_grades_are_given() {
    for (condition, found) in [("it.grade == 'low'", true), ("it.grade == 'middle'", false)] {
        let rest = format!("{POWERS}\nwhere = \"{condition}\"");
        let told = told(&graded(&norm("grade-by-powers", &rest)));
        assert_eq!(told.contains("[LF111]"), found, "{condition} {told}");
    }
}

/// Which posts are important may be a matter of a condition alone, and one norm adds to another.
#[test]
fn important_posts_are_chosen_by_a_condition() {
    const KIND: &str = "important-posts";
    const TOWN: &str = "warning-level-off-role";
    let of = |told: &str, name: &str| {
        let mut lines = told.lines();
        lines.any(|line| line.contains("[LF135]") && line.contains(name))
    };
    // 会计 is important and has no level; 驾驶员 is not, and has one.
    for (condition, found) in [
        (None, [true, true]),
        (Some("it.id != 'none'"), [true, true]),
        (Some("it.id == 'none'"), [false, true]),
    ] {
        let told = told(&town_where(TOWN, KIND, condition));
        assert_eq!(["会计", "驾驶员"].map(|n| of(&told, n)), found, "{told}");
    }
    let unit = town_where(TOWN, KIND, None);
    let file = (crate::common::files(&unit.path("rules")).into_iter())
        .find(|file| {
            let text = std::fs::read_to_string(unit.path("rules").join(file)).unwrap();
            text.contains("kind = \"important-posts\"")
        })
        .unwrap();
    let path = unit.path("rules").join(&file);
    let text = std::fs::read_to_string(&path).unwrap();
    let at = text.find("kind = \"important-posts\"").unwrap();
    let head = text[..at].rfind("[[regulation.norm]]").unwrap();
    let drivers = text[head..at].to_owned()
        + "kind = \"important-posts\"\nwhere = \"it.name == '驾驶员'\"\n\n";
    std::fs::write(
        &path,
        format!("{}{drivers}{}", &text[..head], &text[head..]),
    )
    .unwrap();
    let told = told(&unit);
    assert!(of(&told, "会计") && !of(&told, "驾驶员不是"), "{told}");
}
