//! What is due: for each norm of two units the duties of a year are those of a list written by
//! hand, and each is done on the day of its record and not before.

use crate::common::{root, Unit};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn status(rules: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .args(["status", "--rules"])
        .arg(rules)
        .args(more)
        .output()
        .expect("lianfang runs")
}

fn duties(rules: &Path, more: &[&str]) -> Vec<Value> {
    let run = status(rules, &[&["--format", "json"], more].concat());
    let told = String::from_utf8_lossy(&run.stderr);
    assert!(matches!(run.status.code(), Some(0 | 1)), "{told}");
    let document: Value = serde_json::from_slice(&run.stdout).expect("JSON");
    document["duties"].as_array().expect("a list").clone()
}

fn text<'v>(duty: &'v Value, key: &str) -> &'v str {
    duty[key].as_str().unwrap_or("-")
}

fn sample() -> PathBuf {
    root().join("rules")
}

fn hospital() -> PathBuf {
    root().join("tests/units/hospital")
}

/// A line of a list for each duty, with the groups written out.
fn by_hand(file: &str) -> Vec<String> {
    let list = std::fs::read_to_string(root().join("tests/duties").join(file)).expect("a list");
    let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut out = Vec::new();
    for line in list
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
    {
        if let Some((name, ids)) = line.split_once(" = ") {
            groups.insert(name, ids.split(' ').collect());
            continue;
        }
        let mut words: Vec<&str> = line.split(' ').collect();
        let last = match words[1] == "or" {
            true => words.drain(1..3).nth(1).expect("a day"),
            false => words[0],
        };
        let (what, whose) = words.split_at(4);
        for id in whose
            .iter()
            .flat_map(|w| groups.get(w).cloned().unwrap_or(vec![w]))
        {
            out.push(format!("{} {last} {id}", what.join(" ")));
        }
    }
    out.sort();
    out
}

fn as_lines(duties: &[Value]) -> Vec<String> {
    let line = |duty: &Value| {
        let words = [
            text(duty, "due"),
            duty["article"]["cite"].as_str().expect("an article"),
            text(duty, "ledger"),
            text(duty, "period"),
            text(duty, "latest"),
            duty["object"]["id"].as_str().unwrap_or("unit"),
        ];
        words.join(" ")
    };
    let mut lines: Vec<String> = duties.iter().map(line).collect();
    lines.sort();
    lines
}

#[test]
fn the_duties_of_a_year_are_those_that_the_regulations_make() {
    let year = |rules: &Path| as_lines(&duties(rules, &[]));
    assert_eq!(year(&sample()), by_hand("township-2013.txt"));
    assert_eq!(year(&hospital()), by_hand("hospital-2024.txt"));
}

#[test]
fn each_duty_is_done_on_the_day_of_its_record_and_not_before() {
    for (rules, year) in [(sample(), "2013"), (hospital(), "2024")] {
        let last = duties(&rules, &["--year", year]);
        let done: BTreeSet<&str> = (last.iter())
            .filter_map(|duty| duty["done"].as_str())
            .collect();
        assert!(done.len() > 20, "{} days", done.len());
        for day in done {
            let before = lianfang::date::Date::parse(day).expect("a day");
            let before = before.0.yesterday().expect("a day before").to_string();
            let on = |day: &str| -> BTreeMap<String, Value> {
                let all = duties(&rules, &["--year", year, "--as-of", day]).into_iter();
                all.map(|duty| (text(&duty, "key").to_owned(), duty))
                    .collect()
            };
            let (before, on) = (on(&before), on(day));
            for duty in last.iter().filter(|duty| text(duty, "done") == day) {
                let key = text(duty, "key");
                assert_eq!(on[key]["done"], *day, "{key} on {day}");
                // One that follows on a record of the same day is not there yet.
                let earlier = before.get(key).map(|duty| &duty["done"]);
                assert!(earlier.is_none_or(Value::is_null), "{key} before {day}");
            }
        }
    }
}

#[test]
fn what_is_late_fails_and_says_so_first() {
    let unit = Unit::copy(&sample());
    let clean = status(&unit.path("rules"), &[]);
    assert_eq!(clean.status.code(), Some(0));
    unit.replace("records/cases.toml", "filed = 2013-02-20\n", "");
    let run = status(&unit.path("rules"), &[]);
    assert_eq!(run.status.code(), Some(1));
    let told = String::from_utf8(run.stdout).expect("UTF-8");
    let late = told.find("逾期 1 项").expect("what is late");
    assert!(
        late < told.find("30 天内到期").expect("what is near"),
        "{told}"
    );
    assert!(told.contains("[!] 02-25  逾期 34 天  派出所"), "{told}");
    // Not of another department.
    let other = status(&unit.path("rules"), &["--department", "czs"]);
    assert_eq!(other.status.code(), Some(0));
    let unknown = status(&unit.path("rules"), &["--department", "czx"]);
    assert_eq!(unknown.status.code(), Some(2));
}

/// The rules that tell of what is late and not done.
const LATE: [&str; 3] = ["record-due", "done-late", "rotation-due"];

/// What is late is what `check` tells too, by the same reckoning, of the same articles.
#[test]
fn what_is_late_is_what_findings_tell() {
    let sample = sample();
    let audits = root().join("tests/towns/due-audit");
    let audited = |day: &'static str| (&audits, "records.toml", "2012-11-20", day);
    for ((from, file, old, new), day, count) in [
        (
            (
                &sample,
                "records/notices.toml",
                "answered = 2013-01-11\n",
                "",
            ),
            "2013-03-31",
            1,
        ),
        (
            (&sample, "records/notices.toml", "closed = 2013-02-26\n", ""),
            "2013-03-31",
            1,
        ),
        (
            (
                &sample,
                "departments/czgh.toml",
                "since = 2008-09-22",
                "since = 2008-03-22",
            ),
            "2013-03-31",
            1,
        ),
        // What is to be done each two years counts from the last time, even from before the norm was
        // in force, but is not due before.
        (audited("2012-11-20"), "2014-11-20", 1),
        (audited("2012-11-20"), "2014-11-21", 2),
        (audited("2011-03-01"), "2013-03-01", 0),
        (audited("2011-03-01"), "2013-03-02", 1),
        (audited("2009-03-01"), "2012-07-15", 0),
        (audited("2009-03-01"), "2012-07-16", 1),
    ] {
        let unit = Unit::copy(from);
        unit.replace(file, old, new);
        let check = Command::new(env!("CARGO_BIN_EXE_lianfang"))
            .args(["check", "--format", "json", "--as-of", day, "--rules"])
            .arg(unit.path("rules"))
            .output()
            .expect("lianfang runs");
        let found: Value = serde_json::from_slice(&check.stdout).expect("JSON");
        let told = found["findings"].as_array().expect("a list").iter();
        let told: BTreeSet<&str> = told
            .filter(|f| LATE.contains(&text(f, "name")))
            .map(|f| text(f, "basis"))
            .collect();
        let all = duties(&unit.path("rules"), &["--as-of", day]);
        let late = all.iter().filter(|duty| text(duty, "state") == "late");
        let late: Vec<&str> = late.map(|duty| text(&duty["article"], "name")).collect();
        assert_eq!(late.len(), count, "{new} {day}\n{found:#}");
        let late: BTreeSet<&str> = late.into_iter().collect();
        assert_eq!(told, late, "{new} {day}\n{found:#}");
    }
}

/// What is late keeps nobody from the form that it is caught up with, nor from the calendar.
#[test]
fn what_is_late_can_be_caught_up_with() {
    let unit = Unit::copy(&sample());
    unit.replace("records/notices.toml", "closed = 2013-02-26\n", "");
    let run = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_lianfang"))
            .args(arguments)
            .arg("--rules")
            .arg(unit.path("rules"))
            .arg("--output")
            .arg(unit.path("output"))
            .output()
            .expect("lianfang runs")
    };
    assert_eq!(run(&["generate"]).status.code(), Some(1));
    assert!(!unit.path("output").exists());
    for (arguments, made) in [
        (
            &["form", "self-check", "czs"][..],
            "forms/self-check/czs.pdf",
        ),
        (&["calendar"], "posters/calendar.pdf"),
    ] {
        let told = run(arguments);
        // The fault is told as ever.
        assert_eq!(told.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&told.stderr).contains("没有在期限内办"));
        assert!(unit.path("output").join(made).exists(), "{made}");
    }
}

/// Of a ledger that has no record yet, what is over is neither late nor gone.
#[test]
fn what_nobody_has_recorded_is_told() {
    let unit = Unit::copy(&sample());
    std::fs::remove_file(unit.path("rules/records/risk-searches.toml")).expect("records");
    for (day, kept) in [
        ("2013-01-31", true),
        ("2013-02-01", false),
        ("2013-12-31", false),
    ] {
        let all = duties(&unit.path("rules"), &["--as-of", day]);
        let own: Vec<&Value> = all
            .iter()
            .filter(|duty| {
                text(duty, "ledger") == "risk-search" && text(duty, "due") == "2013-01-31"
            })
            .collect();
        assert_eq!(own.len(), 14, "{day}");
        for duty in own {
            let state = if kept { "near" } else { "open" };
            assert_eq!(
                (text(duty, "state"), &duty["kept"]),
                (state, &Value::Bool(kept))
            );
        }
    }
}

/// Two records of one day are two duties, and each has a key of its own; what is due by 29 February
/// is due by 28 in other years.
#[test]
fn no_duty_hides_another_and_no_year_has_its_29th_of_february_in_december() {
    let unit = Unit::copy(&sample());
    unit.replace(
        "regulations/r1.toml",
        "record = \"minutes\"\nwith = \"qjw\"\n",
        "record = \"minutes\"\nwith = \"qjw\"\nwithin-days = 5\n",
    );
    let meeting = "\n[[meeting]]\nid = \"lx-2013-9\"\nkind = \"joint\"\ndate = 2013-02-22\n\
                   number = \"联席会议纪要〔2013〕9号\"\ntopic = \"防火\"\nsuperior-task = true\n";
    let file = unit.path("rules/records/meetings.toml");
    let before = std::fs::read_to_string(&file).expect("records");
    std::fs::write(&file, before + meeting).expect("records");
    let all = duties(&unit.path("rules"), &[]);
    let filed = all
        .iter()
        .filter(|duty| text_of(duty).ends_with("filing/unit/2013-02-22"));
    let second = all
        .iter()
        .filter(|duty| text_of(duty).ends_with("filing/unit/2013-02-22/2"));
    assert_eq!((filed.count(), second.count()), (1, 1));
    assert_eq!(
        all.iter()
            .filter(|duty| text(duty, "state") == "late")
            .count(),
        1
    );
    unit.replace(
        "regulations/r1.toml",
        "each = \"department\"\nby = \"01-31\"",
        "each = \"department\"\nby = \"02-29\"",
    );
    for (year, day) in [("2014", "2014-02-28"), ("2016", "2016-02-29")] {
        let of = duties(&unit.path("rules"), &["--year", year]);
        let search = of
            .iter()
            .filter(|duty| text(duty, "ledger") == "risk-search");
        let days: BTreeSet<&str> = search.map(|duty| text(duty, "due")).collect();
        assert_eq!(days, BTreeSet::from([day]));
    }
}

fn text_of(duty: &Value) -> &str {
    text(duty, "key")
}

/// What a body owes is the body's own; one of several that owe it does not do it for the others.
#[test]
fn what_a_body_owes_is_not_the_units() {
    let unit = Unit::copy(&root().join("tests/units/village"));
    let norm = "\n[[regulation.norm]]\narticle = \"1\"\nkind = \"due\"\nledger = \"meeting\"\n\
                each = \"organ\"\nevery = \"year\"\n";
    let file = unit.path("rules/r1.toml");
    let before = std::fs::read_to_string(&file).expect("rules");
    std::fs::write(&file, before + norm).expect("rules");
    let all = duties(&unit.path("rules"), &[]);
    let bodies: Vec<&Value> = all
        .iter()
        .filter(|d| d["object"]["kind"] == "organ")
        .collect();
    assert!(bodies.len() > 1, "{all:?}");
    let names: BTreeSet<&str> = bodies.iter().map(|duty| text(duty, "name")).collect();
    assert_eq!(names.len(), bodies.len());
    let own = text(bodies[0], "name").to_owned();
    let id = bodies[0]["object"]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let only = duties(&unit.path("rules"), &["--department", &id]);
    let only: BTreeSet<&str> = only.iter().map(|duty| text(duty, "name")).collect();
    assert_eq!(only, BTreeSet::from([own.as_str()]));
}

/// What could never be done, and who is nobody, is told at the norm.
#[test]
fn a_norm_that_nothing_can_satisfy_is_at_fault() {
    let hospital = root().join("tests/units/hospital");
    let told = |old: &str, new: &str| {
        let unit = Unit::copy(&hospital);
        unit.replace("regulations/r1.toml", old, new);
        unit.run("check", &[]).1
    };
    let memo = "\n[[ledger]]\nid = \"memo\"\nname = \"便条\"\nfields = [{ key = \"text\", type = \"text\", name = \"内容\" }]\n";
    let unit = Unit::copy(&hospital);
    let file = unit.path("rules/ledgers.toml");
    let before = std::fs::read_to_string(&file).expect("ledgers");
    std::fs::write(&file, before + memo).expect("ledgers");
    unit.replace(
        "regulations/r1.toml",
        "ledger = \"lecture\"",
        "ledger = \"memo\"",
    );
    let told_of_memo = unit.run("check", &[]).1;
    assert!(
        told_of_memo.contains("memo 的记录没有日期"),
        "{told_of_memo}"
    );
    for (who, said) in [
        ("who = \"head\"", "each 里没有内设机构和岗位"),
        ("who = [\"jw\", \"jv\"]", "没有编号为 \"jv\""),
    ] {
        let text = told(
            "each = \"unit\"\nwho = \"ldxz\"",
            &format!("each = \"unit\"\n{who}"),
        );
        assert!(text.contains(said), "{who}: {text}");
    }
}
