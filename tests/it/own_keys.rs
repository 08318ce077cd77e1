//! Keys of the unit's own (`[unit.fields]`) and ledgers written anew: declared, read, checked,
//! asked by norms, printed, and public only where they say so.

use crate::common::{files, page_texts, root, Unit};
use std::path::Path;

/// A unit that adds keys to a post, to itself, to a risk and to a ledger, and writes the ledger of
/// audits anew.
fn unit() -> Unit {
    let unit = Unit::copy(&root().join("tests/towns/ledgers"));
    unit.write(
        "rules/own.toml",
        r#"[[ledger]]
id = "audit"
name = "审计台账"
title = "内部审计情况"
about = "department"
day = "date"
fields = [
  { key = "date", type = "day", name = "审计日期", required = true, public = true },
  { key = "by", type = "actor", name = "审计人" },
  { key = "result", type = "text", name = "结果" },
  { key = "sum", type = "number", name = "查出金额", least = 0, says = "查出{}元" },
  { key = "put-right", type = "day", name = "整改日期", not-before = "date", says = "{}整改" },
]

[[audit]]
department = "czs"
date = 2013-11-05
by = "jw"
sum = 1200
put-right = 2013-11-20

[[inspection]]
id = "jc-1"
department = "czs"
date = 2013-06-20
by = "jw"
surprise = true
"#,
    );
    unit.replace(
        "unit.toml",
        "\n[[organ]]",
        r#"seals = 3

[unit.fields.unit]
seals = { type = "number", name = "印章数" }

[unit.fields.post]
petitions = "yes-no"
trained = { type = "day", name = "上岗培训", public = true }

[unit.fields.risk]
seen = { type = "choice", name = "发现途径", choices = ["自查", { id = "report", name = "群众反映" }] }

[unit.fields.inspection]
surprise = { type = "yes-no", name = "突击检查", public = true }

[[organ]]"#,
    );
    unit.replace(
        "czs.toml",
        "short = \"所长\"",
        "short = \"所长\"\npetitions = true\ntrained = 2013-01-18",
    );
    unit.replace(
        "cw.toml",
        "id = \"cw-1\"",
        "id = \"cw-1\"\nseen = \"report\"",
    );
    unit
}

/// The text of the handbook in both forms, without blanks.
fn handbook(unit: &Unit, edition: &str) -> String {
    let output = unit.path(edition);
    let shown = output.to_string_lossy().into_owned();
    let (code, told) = unit.generate(&["--edition", edition, "--output", &shown]);
    assert_eq!(code, Some(0), "{told}");
    let html = std::fs::read_to_string(output.join("handbook.html")).expect("html");
    let pdf = page_texts(&output.join("handbook.pdf")).unwrap_or_default();
    let text = html + &pdf.join("\n");
    text.split_whitespace().collect()
}

#[test]
fn they_are_printed_and_public_where_they_say_so() {
    let unit = unit();
    let (internal, public) = (handbook(&unit, "internal"), handbook(&unit, "public"));
    for text in [
        "补充情况",
        "印章数",
        "petitions",
        "上岗培训",
        "2013年1月18日",
        "发现途径",
        "群众反映",
        "突击检查",
        "内部审计情况",
        "查出1200元",
        "2013年11月20日整改",
    ] {
        assert!(internal.contains(text), "internal: {text}");
    }
    for text in [
        "补充情况",
        "上岗培训",
        "2013年1月18日",
        "突击检查",
        "2013年11月5日",
    ] {
        assert!(public.contains(text), "public: {text}");
    }
    for text in [
        "印章数",
        "petitions",
        "发现途径",
        "群众反映",
        "1200元",
        "2013年11月20日",
    ] {
        assert!(!public.contains(text), "public: {text}");
    }
}

#[test]
fn norms_ask_them_and_a_wrong_name_is_told() {
    let norm = |test: &str| {
        let unit = unit();
        let norms = std::fs::read_to_string(unit.path("rules/r2.toml")).expect("rules");
        let more = format!(
            "\n[[regulation.norm]]\narticle = \"3\"\nkind = \"each\"\neach = \"post\"\n\
             where = \"it.role == 'head'\"\ntest = \"{test}\"\nat = \"trained\"\n"
        );
        unit.write("rules/r2.toml", norms + &more);
        unit.run("check", &[]).1
    };
    assert!(!norm("it.trained >= '2013-01-01'").contains("LF281"));
    let told = norm("it.trained >= '2013-02-01'");
    assert!(
        told.contains("LF281") && told.contains("trained = 2013-01-18"),
        "{told}"
    );
    let told = norm("it.traned is not none");
    assert!(
        told.contains("traned") && told.contains("trained"),
        "{told}"
    );
    assert!(!norm("unit.seals == 3").contains("LF281"));
    assert!(norm("unit.seals == 4").contains("LF281"));
}

#[test]
fn what_is_wrong_with_them_is_told_at_its_place() {
    for (file, from, to, wanted) in [
        // What is written.
        (
            "czs.toml",
            "trained = 2013-01-18",
            "trained = \"春天\"",
            "trained 应当是日期",
        ),
        (
            "cw.toml",
            "seen = \"report\"",
            "seen = \"电话\"",
            "可以写：\"自查\"（自查）、\"report\"（群众反映）",
        ),
        ("own.toml", "sum = 1200", "sum = -1", "sum 不能是 -1"),
        (
            "own.toml",
            "put-right = 2013-11-20",
            "put-right = 2013-11-01",
            "整改日期（2013-11-01）早于 2013-11-05",
        ),
        (
            "own.toml",
            "surprise = true",
            "suprise = true",
            "是不是要写 surprise？",
        ),
        (
            "unit.toml",
            "seals = 3",
            "seals = \"三\"",
            "seals 应当是整数",
        ),
        // What is declared.
        (
            "own.toml",
            "not-before = \"date\"",
            "not-before = \"dat\"",
            "不能是 \"dat\"",
        ),
        (
            "own.toml",
            "not-before = \"date\"",
            "not-before = \"result\"",
            "可以写：date",
        ),
        (
            "own.toml",
            "not-before = \"date\"",
            "not-with = \"put-right\"",
            "not-with 不能是 \"put-right\"",
        ),
        (
            "own.toml",
            "says = \"{}整改\"",
            "says = \"{}{dat}整改\"",
            "是不是要写 {date}？",
        ),
        (
            "own.toml",
            "says = \"{}整改\"",
            "says = \"{}整改{\"",
            "花括号不成对",
        ),
        (
            "unit.toml",
            "\"自查\", { id",
            "\"report\", { id",
            "可以选的 \"report\" 写了两次",
        ),
        (
            "unit.toml",
            "\"自查\", { id",
            "\"自查|互查\", { id",
            "可以选的 \"自查|互查\" 里有 |",
        ),
        (
            "unit.toml",
            "[unit.fields.post]",
            "[unit.fields.pots]",
            "是不是要写 post？",
        ),
        (
            "unit.toml",
            "petitions = \"yes-no\"",
            "petitions = \"yesno\"",
            "是不是要写 \"yes-no\"？",
        ),
        (
            "unit.toml",
            "petitions = \"yes-no\"",
            "holder = \"text\"",
            "岗位已经有 \"holder\" 这个键",
        ),
        (
            "unit.toml",
            "petitions = \"yes-no\"",
            "petitions = 3",
            "type 应当是文字",
        ),
        (
            "unit.toml",
            "[unit.fields.risk]\nseen",
            "[unit.fields]\nrisk = 3\n[x]\nseen",
            "risk 应当是表",
        ),
        (
            "unit.toml",
            "[\"自查\", { id",
            "[{ id",
            "没有写出可以选的几项",
        ),
        (
            "own.toml",
            "least = 0",
            "least = \"零\"",
            "least 应当是整数",
        ),
        (
            "own.toml",
            "not-before = \"date\"",
            "column = \"left\"",
            "column 不能是 \"left\"",
        ),
        (
            "own.toml",
            "  { key = \"date\", type = \"day\"",
            "  { key = \"day\", type = \"day\"",
            "台账 audit 没有 \"date\"",
        ),
        (
            "own.toml",
            "{ key = \"by\", type = \"actor\"",
            "{ key = \"by\", type = \"text\"",
            "台账 audit 的 \"by\" 应当是岗位、内设机构或者机构",
        ),
    ] {
        let unit = unit();
        unit.replace(file, from, to);
        let (code, told) = unit.run("check", &[]);
        assert_eq!(code, Some(1), "{to}: {told}");
        assert!(told.contains(wanted), "{to}: {told}");
    }
}

#[test]
fn the_schema_and_new_records_know_them() {
    let unit = unit();
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .current_dir(unit.path("."))
        .arg("schema")
        .output()
        .expect("lianfang runs");
    let schema: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let valid = jsonschema::validator_for(&schema).expect("a schema");
    for file in files(&unit.path("rules")) {
        let text = std::fs::read_to_string(unit.path("rules").join(&file)).expect("rules");
        let told = faults(&valid, &text);
        assert!(told.is_empty(), "{file}: {told}");
    }
    for wrong in [
        "[[post]]\nid = \"x\"\nname = \"甲\"\ndepartment = \"czs\"\nrole = \"head\"\ngrade = \"high\"\npetition = true",
        "[[audit]]\ndepartment = \"czs\"\ndate = 2013-01-01\nsum = \"多\"",
        "[unit.fields.post]\npetitions = \"yesno\"",
    ] {
        assert!(!faults(&valid, wrong).is_empty(), "{wrong}");
    }
    let (code, told) = unit.run("new", &["record", "审计台账"]);
    assert_eq!(code, Some(0), "{told}");
    let written = files(&unit.path("rules"));
    let written = written.iter().map(|file| {
        std::fs::read_to_string(Path::new(&unit.path("rules")).join(file)).expect("rules")
    });
    assert!(written.collect::<String>().contains("# 查出金额"));
}

/// What a schema has against a file of rules.
fn faults(schema: &jsonschema::Validator, text: &str) -> String {
    let rules: toml::Table = text.parse().expect("TOML");
    let rules = serde_json::to_value(dated(toml::Value::Table(rules))).expect("JSON");
    let faults = schema.iter_errors(&rules);
    faults.map(|fault| format!("{fault}\n")).collect()
}

/// The same with days as the texts that editors take them for.
fn dated(value: toml::Value) -> toml::Value {
    match value {
        toml::Value::Datetime(day) => toml::Value::String(day.to_string()),
        toml::Value::Array(items) => items.into_iter().map(dated).collect::<Vec<_>>().into(),
        toml::Value::Table(table) => {
            let entries = table.into_iter().map(|(key, value)| (key, dated(value)));
            toml::Value::Table(entries.collect())
        }
        other => other,
    }
}

#[test]
fn keys_may_be_declared_in_a_file_of_their_own() {
    let unit = Unit::copy(&root().join("tests/towns/ledgers"));
    unit.write("rules/a.toml", "[unit.fields.post]\nroom = \"text\"\n");
    assert_eq!(
        unit.run("check", &[]).0,
        Some(0),
        "{}",
        unit.run("check", &[]).1
    );
    unit.replace(
        "czs.toml",
        "short = \"所长\"",
        "short = \"所长\"\nroom = \"二楼\"",
    );
    assert!(handbook(&unit, "internal").contains("二楼"));
}

#[test]
fn no_record_is_lost_beside_others() {
    let beside = |of: &str, other: &str| {
        let unit = Unit::copy(&root().join("tests/towns/ledgers"));
        unit.write(
            "rules/own.toml",
            format!(
                "[[ledger]]\nid = \"visit\"\nname = \"回访\"\nids = true\n\
                 beside = {{ key = \"of\", says = \"{{date}}回访\" }}\n\
                 fields = [\n  {{ key = \"date\", type = \"day\", name = \"日期\" }},\n  \
                 {{ key = \"of\", type = \"record\", of = \"{of}\", name = \"哪一次\" }},\n  \
                 {{ key = \"said\", type = \"text\", name = \"意见\" }},\n]\n\n\
                 [[inspection]]\nid = \"jc-1\"\ndepartment = \"czs\"\ndate = 2013-06-20\nby = \"jw\"\n\n\
                 [[visit]]\nid = \"v-1\"\ndate = 2013-07-02\nof = \"{other}\"\nsaid = \"已经改好\"\n"
            ),
        );
        unit
    };
    let text = handbook(&beside("inspection", "jc-1"), "internal");
    assert!(
        text.contains("2013年7月2日回访，已经改好"),
        "beside the inspection"
    );
    // Beside itself nobody would print it.
    let (code, told) = beside("visit", "v-1").run("check", &[]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("那种记录自己也不另列"), "{told}");
}

#[test]
fn shipped_ledgers_can_be_copied_as_they_are() {
    let unit = Unit::copy(&root().join("tests/towns/ledgers"));
    let shipped = root().join("templates/presets/ledgers.toml");
    unit.write(
        "rules/shipped.toml",
        std::fs::read(shipped).expect("preset"),
    );
    let (code, told) = unit.run("check", &["--deny", "warnings"]);
    assert_eq!(code, Some(0), "{told}");
}

/// A department like another has its keys of the unit's own too, but for what it writes itself.
#[test]
fn own_keys_are_taken_over_by_what_is_alike() {
    let norm = "[[regulation.norm]]\narticle = \"1\"\nkind = \"each\"\neach = \"department\"\n\
                test = \"it.beds == 30\"\n";
    for (own, found) in [("", false), ("beds = 20\n", true), ("beds = 30\n", false)] {
        let unit = Unit::copy(&root().join("tests/towns/ledgers"));
        let fields = "[unit.fields.department]\n\
                      beds = { type = \"number\", name = \"床位\", required = true }\n\n[[organ]]\nid = \"ldbz\"";
        unit.replace("unit.toml", "[[organ]]\nid = \"ldbz\"", fields);
        unit.replace("czs.toml", "order = 1\n", "order = 1\nbeds = 30\n");
        let like = format!(
            "[[department]]\nid = \"czs2\"\nname = \"财政二所\"\norder = 2\nlike = \"czs\"\n{own}"
        );
        unit.write("rules/czs2.toml", like);
        let path = unit.path("rules/r2.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, format!("{text}\n{norm}")).unwrap();
        let told = unit.run("check", &["--rules", "rules"]).1;
        assert_eq!(told.contains("[LF281]"), found, "{own} {told}");
        assert!(
            !told.contains("[LF002]") && !told.contains("[LF001]"),
            "{told}"
        );
        assert!(!told.contains("床位"), "{own} {told}");
        let (_, said) = unit.generate(&["--draft", "--only", "handbook", "--format", "html"]);
        let page = std::fs::read_to_string(unit.path("output/handbook.html"));
        let page = page.unwrap_or_else(|_| panic!("{said}"));
        let text: String = page.split_whitespace().collect();
        let (_, table) = text.split_once("站所的补充情况").expect("the annex");
        let (_, row) = table.split_once("财政二所").expect("its row");
        let beds = if own.contains("20") { "20" } else { "30" };
        assert!(
            row.starts_with(&format!("</th><tdclass=\"text\">{beds}</td>")),
            "{own}"
        );
    }
}

/// What is advised for a number is one that a person could write.
#[test]
fn a_number_is_advised_that_can_be_meant() {
    let unit = unit();
    unit.replace("own.toml", "least = 0", "least = \"1\"");
    let told = unit.run("check", &["--rules", "rules"]).1;
    assert!(told.contains("least"), "{told}");
    assert!(!told.contains("-9223372036854775808"), "{told}");
}
