//! Whom a norm is about: those that its condition chooses; a special provision goes before the
//! general one of its regulation.

mod common;

use common::{root, Unit};

/// The town with ledgers of its own, its lectures as `lectures` has them: two days of czs.
fn town(norm: &str, lectures: [&str; 2]) -> Unit {
    let unit = Unit::copy(&root().join("tests/towns/ledgers"));
    for (old, new) in [("2013-03-12", lectures[0]), ("2013-12-31", lectures[1])] {
        unit.replace(
            "ledgers.toml",
            &format!("date = {old}"),
            &format!("date = {new}"),
        );
    }
    let path = unit.path("rules/r2.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("{text}\n{norm}")).unwrap();
    unit
}

fn told(unit: &Unit) -> String {
    unit.run("check", &["--rules", "rules"]).1
}

const HEAD: &str = "[[regulation.norm]]\narticle = \"1\"\nkind = \"due\"\nledger = \"lecture\"\n";

#[test]
fn what_a_special_duty_asks_the_general_one_does_not() {
    let yearly = ["2013-03-12", "2014-02-01"];
    let twice = "财政所2013年的廉政讲座有 1 次，少于 2 次";
    for (norm, finds) in [
        // The general norm alone: twice a year.
        ("", Some(twice)),
        // A condition, and it holds for czs: once is enough.
        (
            "each = \"department\"\nwhere = \"it.id == 'czs'\"\nevery = \"year\"",
            None,
        ),
        // It holds for nobody.
        (
            "each = \"department\"\nwhere = \"it.id == 'dgs'\"\nevery = \"year\"",
            Some(twice),
        ),
        // It asks more, and its own words are told.
        (
            "each = \"department\"\nwhere = \"it.id == 'czs'\"\nevery = \"half-year\"",
            Some("财政所缺2013年下半年的廉政讲座"),
        ),
        // About other records of the ledger: another thing.
        (
            "each = \"department\"\nwhere = \"it.id == 'czs'\"\nrecords = \"it.form == '授课'\"\n\
             every = \"year\"",
            Some(twice),
        ),
        // Not in force in 2013.
        (
            "each = \"department\"\nwhere = \"it.id == 'czs'\"\nevery = \"year\"\n\
             from = 2014-01-01",
            Some(twice),
        ),
        // No more special than the general one.
        (
            "each = [\"department\", \"post\"]\nevery = \"two-years\"",
            Some(twice),
        ),
    ] {
        let norm = if norm.is_empty() {
            String::new()
        } else {
            format!("{HEAD}{norm}\n")
        };
        let told = told(&town(&norm, yearly));
        let found = told.matches("[LF283]").count();
        assert_eq!(found, usize::from(finds.is_some()), "{norm}\n{told}");
        assert!(
            finds.is_none_or(|words| told.contains(words)),
            "{norm}\n{told}"
        );
    }
}

#[test]
fn of_two_kinds_of_objects_the_narrower_norm_goes_first() {
    let unit = town("", ["2013-03-12", "2014-02-01"]);
    unit.replace(
        "r2.toml",
        "each = \"department\"",
        "each = [\"department\", \"organ\"]",
    );
    let path = unit.path("rules/r2.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let narrower = format!("{text}\n{HEAD}each = \"department\"\nevery = \"year\"\n");
    assert!(
        told(&unit).contains("财政所2013年的廉政讲座"),
        "{}",
        told(&unit)
    );
    std::fs::write(&path, narrower).unwrap();
    assert!(
        !told(&unit).contains("财政所2013年的廉政讲座"),
        "{}",
        told(&unit)
    );
}

#[test]
fn in_another_regulation_both_hold() {
    let unit = town("", ["2013-03-12", "2014-02-01"]);
    let path = unit.path("rules/r1.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let special = "each = \"department\"\nwhere = \"it.id == 'czs'\"\nevery = \"year\"\n";
    std::fs::write(&path, format!("{text}\n{HEAD}{special}")).unwrap();
    assert!(told(&unit).contains("少于 2 次"), "{}", told(&unit));
}

#[test]
fn a_special_time_goes_before_the_general_one() {
    // ht-1 is filed five working days after it is signed; a day more is late.
    let special =
        "[[regulation.norm]]\narticle = \"2\"\nkind = \"within\"\nledger = \"contract\"\n\
                   start = \"signed\"\nend = \"filed-on\"\nwithin-workdays = 10\n";
    for (condition, late) in [
        ("where = \"it.amount < 50000\"\n", false),
        ("where = \"it.amount >= 50000\"\n", true),
    ] {
        let unit = town(
            &format!("{special}{condition}"),
            ["2013-03-12", "2013-12-31"],
        );
        unit.replace(
            "ledgers.toml",
            "filed-on = 2013-03-07",
            "filed-on = 2013-03-08",
        );
        assert_eq!(
            told(&unit).contains("[LF284]"),
            late,
            "{condition}{}",
            told(&unit)
        );
    }
}

/// A town of `tests/towns`, with `condition` in every norm of a kind.
fn town_where(name: &str, kind: &str, condition: Option<&str>) -> Unit {
    let towns = root().join("tests/towns");
    let unit = match std::fs::read_to_string(towns.join(name).join("town.edits")) {
        Ok(text) => {
            let edits: toml::Table = text.parse().unwrap();
            let unit = Unit::copy(&towns.join(edits["base"].as_str().unwrap()));
            // What the base says of its near misses stands beside what is edited.
            for file in common::files(&unit.path("rules")) {
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
    for file in common::files(&unit.path("rules")) {
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
        let count = |condition: Option<&str>| {
            let told = told(&town_where(town, kind, condition));
            assert!(
                !told.contains("[LF282]") && !told.contains("[LF106]"),
                "{kind}: {told}"
            );
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

/// What is asked for must be something that there can be more of; what is advised must be right
/// to write: a study says with `departments`, a list, who was there.
#[test]
fn what_is_needed_can_be_had_and_written_as_advised() {
    let norm = |needs: &str| {
        let norm =
            "[[regulation.norm]]\narticle = \"1\"\nkind = \"covered\"\neach = \"department\"\n";
        let days = ["2013-03-12", "2013-12-31"];
        let unit = town(&format!("{norm}{needs}\n"), days);
        let study = "[[law-study]]\ndate = 2013-03-15\ndepartments = [\"czs\"]\n";
        unit.write("rules/study.toml", study);
        told(&unit)
    };
    let of_unit = norm("needs = \"unit\"\nat-least = 2");
    assert!(of_unit.contains("department 和 unit 互不引用"), "{of_unit}");
    let studied = norm("needs = \"law-study\"\nat-least = 9");
    assert!(studied.contains("写 departments = [\"czs\"]"), "{studied}");
}
