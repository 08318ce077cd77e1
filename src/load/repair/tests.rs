use super::super::parse::parse;
use super::repair;
use crate::diagnostic::SourceId;
use crate::load::{Table, Value};

/// The findings of a text, as `line:message`, and what was read.
fn read(text: &str) -> (Vec<String>, Table) {
    let mut findings = Vec::new();
    let table = parse(SourceId(0), text, &mut findings);
    let shown = findings.iter().map(|finding| {
        let place = finding.place.expect("a place");
        let (start, end) = (place.start as usize, place.end as usize);
        assert!(
            text.get(start..end).is_some(),
            "a place between characters: {text}"
        );
        format!(
            "{}:{}",
            text[..start].matches('\n').count() + 1,
            finding.message
        )
    });
    (shown.collect(), table)
}

/// A table without its places.
fn plain(table: &Table) -> String {
    let value = |value: &Value| value_plain(value);
    let entries = table.entries.iter();
    let entries: Vec<String> = entries
        .map(|(key, v)| format!("{}={}", key.value, value(&v.value)))
        .collect();
    format!("{{{}}}", entries.join(","))
}

fn value_plain(value: &Value) -> String {
    match value {
        Value::Table(table) => plain(table),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|i| value_plain(&i.value)).collect();
            format!("[{}]", items.join(","))
        }
        Value::String(text) => format!("{text:?}"),
        Value::Integer(number) => number.to_string(),
        Value::Boolean(boolean) => boolean.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
    }
}

#[test]
fn one_slip_is_one_finding_and_the_value_is_read() {
    // What was written, what was meant, what the finding says.
    let cases: [(&str, &str, &str); 41] = [
        ("a＝\"镇\"", "a = \"镇\"", "写了全角等号 ＝"),
        ("a：\"镇\"", "a = \"镇\"", "写了全角冒号 ："),
        ("a: \"镇\"", "a = \"镇\"", "写了冒号 :"),
        ("a \"镇\"", "a = \"镇\"", "键后面缺少等号"),
        ("a 12", "a = 12", "键后面缺少等号"),
        ("a = “镇”", "a = \"镇\"", "写了中文引号 “ ”"),
        ("a = ”镇“", "a = \"镇\"", "写了中文引号 “ ”"),
        ("a = “镇\"", "a = \"镇\"", "写了中文引号 “ ”"),
        ("a = \"镇”", "a = \"镇\"", "写了中文引号 “ ”"),
        ("a = \"镇”  # 说明", "a = \"镇\"", "写了中文引号 “ ”"),
        ("a = ‘镇’", "a = \"镇\"", "写了中文单引号 ‘ ’"),
        ("a = 「镇」", "a = \"镇\"", "写了直角引号 「 」"),
        ("a = ＂镇＂", "a = \"镇\"", "写了全角引号 ＂"),
        (
            "a = “他说\"好\"\\”",
            "a = '他说\"好\"\\'",
            "写了中文引号 “ ”",
        ),
        ("a = “他说“好”的”", "a = \"他说“好”的\"", "写了中文引号 “ ”"),
        ("a = “““\n甲\n乙”””", "a = \"甲\\n乙\"", "写了中文引号 “ ”"),
        (
            "a = [\"x\"，\"y\"]",
            "a = [\"x\", \"y\"]",
            "写了全角逗号 ，",
        ),
        ("a = [\"x\"、\"y\"]", "a = [\"x\", \"y\"]", "写了顿号 、"),
        (
            "a = ［“x”，“y”］",
            "a = [\"x\", \"y\"]",
            "写了全角方括号 ［ ］，写了中文引号 “ ”，写了全角逗号 ，",
        ),
        (
            "a = 【1，2】",
            "a = [1, 2]",
            "写了方头括号 【 】，写了全角逗号 ，",
        ),
        (
            "a = ｛ b＝1，c：2 ｝",
            "a = { b = 1, c = 2 }",
            "写了全角花括号 ｛ ｝，写了全角等号 ＝，写了全角逗号 ，，写了全角冒号 ：",
        ),
        ("a = １２", "a = 12", "写了全角的 １２"),
        ("a = 1２", "a = 12", "写了全角的 1２"),
        (
            "a = ２０１２－０７－１０",
            "a = 2012-07-10",
            "写了全角的 ２０１２－０７－１０",
        ),
        (
            "a = 2012年7月10日",
            "a = 2012-07-10",
            "日期写得不对：2012年7月10日",
        ),
        ("ａ = 1", "a = 1", "写了全角的 ａ"),
        ("　a = 1", "a = 1", "写了全角空格"),
        ("a　=　1", "a = 1", "写了全角空格"),
        ("a = 1 ＃ 说明", "a = 1", "写了全角井号 ＃"),
        ("＃ 说明\na = 1", "a = 1", "写了全角井号 ＃"),
        ("［t］\na = 1", "[t]\na = 1", "写了全角方括号 ［ ］"),
        ("【t】\na = 1", "[t]\na = 1", "写了方头括号 【 】"),
        ("［［t］］\na = 1", "[[t]]\na = 1", "写了全角方括号 ［ ］"),
        ("[[t.u]\na = 1", "[[t.u]]\na = 1", "表头两边的方括号不配对"),
        ("[t]]\na = 1", "[[t]]\na = 1", "表头两边的方括号不配对"),
        ("[t\na = 1", "[t]\na = 1", "表头两边的方括号不配对"),
        (
            "[[t # 说明\na = 1",
            "[[t]]\na = 1",
            "表头两边的方括号不配对",
        ),
        ("a = [1, 2\nb = 3", "a = [1, 2]\nb = 3", "数组没有写完"),
        (
            "a = [\n  \"x\",\n\n[[t]]\nb = 3",
            "a = [\"x\"]\n[[t]]\nb = 3",
            "数组没有写完",
        ),
        (
            "a = { b = 1\n\n[t]\nc = 2",
            "a = { b = 1 }\n[t]\nc = 2",
            "花括号没有写完",
        ),
        (
            "a = \"\"\"\n甲\n\n[[t]]\nb = \"\"\"\n乙\"\"\"",
            "a = \"甲\\n\"\n[[t]]\nb = \"乙\"",
            "多行文字没有写完，或者里面有不能直接写的字符",
        ),
    ];
    for (written, meant, message) in cases {
        let (told, table) = read(written);
        let (none, wanted) = read(meant);
        assert!(none.is_empty(), "{meant}: {none:?}");
        assert_eq!(plain(&table), plain(&wanted), "{written}");
        let told: Vec<&str> = told.iter().map(|t| t.split_once(':').unwrap().1).collect();
        assert_eq!(told, [message], "{written}");
    }
}

#[test]
fn what_nobody_sees_is_passed_over_without_a_syntax_error() {
    for written in [
        "na\u{200b}me = 1",
        "\u{a0}name\u{2003}= 1",
        "\u{feff}name = 1\u{202e}",
        "name = 1 # \u{1}说明",
    ] {
        let (told, table) = read(written);
        assert!(told.is_empty(), "{written:?}: {told:?}");
        assert_eq!(plain(&table), "{name=1}", "{written:?}");
    }
    assert_eq!(plain(&read("id = \"cz\u{200b}s\"").1), "{id=\"czs\"}");
    assert_eq!(
        plain(&read("a = \"财\u{200b}所\"").1),
        "{a=\"财\\u{200b}所\"}"
    );
}

#[test]
fn a_key_that_cannot_be_read_leaves_its_table_torn() {
    let (told, root) = read("[t]\n名称 = \"x\"\nb = 1\n[u]\nc\nd = 1\n");
    assert_eq!(told, ["2:键名写得不对：名称", "5:键后面缺少等号和值"]);
    let table = |key: &str| match &root.get(key).unwrap().1.value {
        Value::Table(table) => table.clone(),
        other => panic!("{other:?}"),
    };
    assert!(table("t").torn && !table("u").torn);
    assert_eq!(plain(&table("t")), "{b=1}");
    assert_eq!(
        (table("u").broken.clone(), root.torn),
        (vec!["c".to_owned()], false)
    );
}

#[test]
fn a_good_text_is_left_as_it_is() {
    let text = "# 说明：＝“”\n[unit]\nname = \"镇，“甲”\" # ，\nlist = [\n  'a', # “\n  { b = 1.5, c.d = true },\n]\n\
                text = \"\"\"\n一、＝\n[甲]\n\\\"\\u4E00\"\"\"\n\"quoted key\" = 2012-07-10\n";
    let repaired = repair(text);
    assert_eq!(repaired.text, text);
    assert!(repaired.slips.is_empty());
}

#[test]
fn no_text_makes_it_stumble() {
    // Whatever is cut out of a text full of slips, and put together again, ends in findings at
    // places between characters, and goes on.
    const TEXT: &str = "［［t］］\na＝“镇”\nb = [１，“x\"、'y’】\nc：｛d = 1，e＝２｝ ＃ 说明\n　f = “““\n甲\"\\\n”””\n名 = 2012年7月1日\ng \"\"\"\n[h\ni";
    let characters: Vec<char> = TEXT.chars().collect();
    let mut seed: u64 = 7;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as usize % below
    };
    for _ in 0..3_000 {
        let mut text = String::new();
        for _ in 0..random(6) + 1 {
            let from = random(characters.len());
            let to = from + random(characters.len() - from) + 1;
            text.extend(&characters[from..to.min(characters.len())]);
        }
        read(&text);
    }
}
