//! Whom a norm is about: a special provision goes before the general one of its regulation.

use crate::common::{root, Unit};

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

/// Steps are of whoever's their workflow is; a post is of its own department, not of the one that it
/// leads.
#[test]
fn what_goes_with_what_is_so() {
    let found = |rest: &str| {
        let norm = format!("[[regulation.norm]]\narticle = \"1\"\nkind = \"covered\"\n{rest}\n");
        let unit = town(&norm, ["2013-03-12", "2013-12-31"]);
        let more = "[[department]]\nid = \"dgs\"\nname = \"电管站\"\nkind = \"镇直站所\"\norder = 2\n\
                    grade = \"high\"\nleader = \"zz\"\npowers = {}\nduties = [\"收费\"]\nrules = [\"公示\"]\n";
        unit.write("rules/dgs.toml", more);
        let told = told(&unit);
        assert!(!told.contains("[LF282]"), "{rest} {told}");
        let lines = told.lines();
        let lines = lines.filter_map(|line| line.strip_prefix("错误[LF292] 缺少对应："));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    // The workflow of 财政所 has three steps, two of them taken by its head.
    for (rest, wanted) in [
        (
            "each = \"department\"\nneeds = \"step\"",
            &["电管站没有环节"][..],
        ),
        (
            "each = \"department\"\nneeds = \"step\"\nat-least = 3",
            &["电管站没有环节"],
        ),
        (
            "each = \"department\"\nwhere = \"it.id == 'czs'\"\nneeds = \"step\"\nat-least = 4",
            &["财政所的环节只有 3 个，少于 4 个"],
        ),
        ("each = \"workflow\"\nneeds = \"step\"\nat-least = 3", &[]),
        (
            "each = \"workflow\"\nneeds = \"step\"\nat-least = 4",
            &["流程“财政资金拨付”的环节只有 3 个，少于 4 个"],
        ),
        ("each = \"step\"\nneeds = \"workflow\"", &[]),
        // 镇长 leads departments and is in none.
        ("each = \"post\"\nneeds = \"department\"", &["镇长没有站所"]),
        (
            "each = \"post\"\nwhere = \"it.role == 'head'\"\nneeds = \"department\"",
            &[],
        ),
        (
            "each = \"department\"\nneeds = \"post\"",
            &["电管站没有岗位"],
        ),
    ] {
        assert_eq!(found(rest), wanted, "{rest}");
    }
}

/// Why an expression fails is said in Chinese.
#[test]
fn reasons_of_expressions_are_in_chinese() {
    for test in [
        "it.grade + 1 == 2",
        "it.order - 'a' == 2",
        "it.order / 0 == 1",
        "it.duties | round(1, 2, 3) == 1",
        "it.duties | join(',', 1, 2) == ''",
        "it.name.upper(1) == ''",
        "it.name.shout() == ''",
        "it.name | replace == ''",
        "days(it.name, it.name) == 1",
        "it.order[1:2] == 1",
        "range(1000000) | length == 1",
        "it.name | int == 1",
        "-it.name == 1",
        "1 in it.order",
    ] {
        let norm = format!(
            "[[regulation.norm]]\narticle = \"1\"\nkind = \"each\"\neach = \"department\"\ntest = \"{test}\"\n"
        );
        let told = told(&town(&norm, ["2013-03-12", "2013-12-31"]));
        let lines = told.lines().filter(|line| line.contains("[LF282]"));
        let lines: Vec<&str> = lines.collect();
        assert!(!lines.is_empty(), "{test} {told}");
        for line in lines {
            // Names of keys and helpers are quoted, and stand in the expression.
            let said = line.split_once("不对：").map_or(line, |(_, said)| said);
            let words = said.split(|c: char| !c.is_ascii_alphabetic());
            let foreign =
                words.filter(|word| word.len() > 3 && !test.contains(word) && *word != "test");
            assert_eq!(foreign.collect::<Vec<_>>(), [""; 0], "{test}: {line}");
        }
    }
}
