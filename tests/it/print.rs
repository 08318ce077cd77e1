//! print.toml as a clerk writes it: what is wrong in it is told at its place, all at once.

use crate::common::root;
use std::path::Path;
use std::process::Command;

/// Runs `generate` on the small unit in a folder with these templates; gives the exit code and
/// what was told.
fn generate(templates: &[(&str, &str)]) -> (Option<i32>, String) {
    let temp = tempfile::tempdir().expect("temp");
    for (name, text) in templates {
        let path = temp.path().join("templates").join(name);
        std::fs::create_dir_all(path.parent().expect("folder")).expect("folder");
        std::fs::write(path, text).expect("file");
    }
    let run = Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .current_dir(temp.path())
        .args(["generate", "--only", "tables", "--format", "pdf", "--rules"])
        .arg(root().join("tests/towns/small"))
        .output()
        .expect("lianfang runs");
    let told = String::from_utf8(run.stderr).expect("UTF-8");
    assert_eq!(
        temp.path().join("output").exists(),
        run.status.code() == Some(0),
        "files are made where nothing is wrong, and only there"
    );
    (run.status.code(), told)
}

fn built_in() -> String {
    std::fs::read_to_string(root().join("templates/print.toml")).expect("print.toml")
}

/// What is told of the built-in print.toml with `text` before it.
fn told_of(text: &str) -> String {
    let whole = format!("{text}{}", built_in());
    let (code, told) = generate(&[("print.toml", &whole)]);
    assert_eq!(code, Some(1), "{told}");
    told
}

/// What is told of the built-in print.toml with a text replaced, without the place.
fn told_without(old: &str, new: &str) -> String {
    let text = built_in();
    assert!(text.contains(old), "{old}");
    let (code, told) = generate(&[("print.toml", &text.replacen(old, new, 1))]);
    assert_eq!(code, Some(1), "{told}");
    let messages = told.lines().filter(|line| line.starts_with("错误"));
    messages.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_fault_of_a_rule_is_told_at_its_place() {
    let told = told_of(
        r##"[[rule]]
match = ".a"
algin = "center"
size = "0"
leading = "-3pt"
above = "1e30mm"
font = "fangsogn"
sheet = "a5"
outline = 9
display = true
latin-gap = 1e30
colour = "red"
indent = "2 em"
"##,
    );
    assert_eq!(
        told,
        r##"错误[LF021] 版式文件有误：规则里没有 "algin" 这一项
 --> templates/print.toml:3:1
  |
3 | algin = "center"
  | ^^^^^
  = 建议：是不是要写 align？

错误[LF021] 版式文件有误：size 不能是 "0"
 --> templates/print.toml:4:8
  |
4 | size = "0"
  |        ^^^
  = 建议：可以写 1pt 到 400pt；用字、行写，0.1 到 20

错误[LF021] 版式文件有误：leading 不能是 "-3pt"
 --> templates/print.toml:5:11
  |
5 | leading = "-3pt"
  |           ^^^^^^
  = 建议：可以写 1pt 到 800pt；用字、行写，0.1 到 50

错误[LF021] 版式文件有误：above 不能是 "1e30mm"
 --> templates/print.toml:6:9
  |
6 | above = "1e30mm"
  |         ^^^^^^^^
  = 建议：可以写 0pt 到 3000pt；用字、行写，0 到 200

错误[LF021] 版式文件有误：font 不能是 "fangsogn"
 --> templates/print.toml:7:8
  |
7 | font = "fangsogn"
  |        ^^^^^^^^^^
  = 建议：是不是要写 "fangsong"？可以写：fangsong、kai、hei、xiaobiaosong、song

错误[LF021] 版式文件有误：[sheets] 里没有 "a5" 这种纸
 --> templates/print.toml:8:9
  |
8 | sheet = "a5"
  |         ^^^^
  = 建议：是不是要写 "a4"？

错误[LF021] 版式文件有误：outline 不能是 9
 --> templates/print.toml:9:11
  |
9 | outline = 9
  |           ^
  = 建议：可以写 1 到 6 的整数

错误[LF021] 版式文件有误：display 应当是带引号的文字，这里是真假值
  --> templates/print.toml:10:11
   |
10 | display = true
   |           ^^^^
   = 建议：写成 display = "……"

错误[LF021] 版式文件有误：latin-gap 不能是 1e30
  --> templates/print.toml:11:13
   |
11 | latin-gap = 1e30
   |             ^^^^
   = 建议：可以写 0 到 2

错误[LF021] 版式文件有误：colour 的 "red" 不是颜色
  --> templates/print.toml:12:10
   |
12 | colour = "red"
   |          ^^^^^
   = 建议：写成 "#AE1220" 或者 "#abc"

错误[LF021] 版式文件有误：indent 的 "2 em" 不是长度
  --> templates/print.toml:13:10
   |
13 | indent = "2 em"
   |          ^^^^^^
   = 建议：长度带引号和单位，写成 3号、14pt、2mm、2字 或者 1.5行

共 11 个错误
有错误，没有生成；output 里的文件没有改动
"##
    );
}

#[test]
fn selectors_are_told_with_the_nearest_element() {
    let told = told_of(
        "[[rule]]\nmatch = \"td, .a > tabel b\"\n[[rule]]\nmatch = \"p >> b\"\n\
         [[rule]]\nmatch = \":not(zz)\"\n[[rule]]\nsize = \"3号\"\n",
    );
    assert_eq!(
        told,
        r##"错误[LF021] 版式文件有误：网页里没有 tabel 这种元素
 --> templates/print.toml:2:19
  |
2 | match = "td, .a > tabel b"
  |                   ^^^^^
  = 建议：是不是要写 table？

错误[LF021] 版式文件有误：选择器 "p >> b" 写得不对
 --> templates/print.toml:4:9
  |
4 | match = "p >> b"
  |         ^^^^^^^^
  = 建议：写 CSS 选择器，如 p、.chapter h4、section.part > h2，几个之间用逗号

错误[LF021] 版式文件有误：网页里没有 zz 这种元素
 --> templates/print.toml:6:15
  |
6 | match = ":not(zz)"
  |               ^^
  = 建议：如果是 class，前面加点：.zz

错误[LF021] 版式文件有误：规则里没有写 match
 --> templates/print.toml:7:1
  |
7 | [[rule]]
  | ^^^^^^^^
  = 建议：加上 match = "p"

共 4 个错误
有错误，没有生成；output 里的文件没有改动
"##
    );
}

#[test]
fn a_slip_of_the_pen_is_told_in_chinese() {
    let told = told_of("[[rule]]\nmatch = 正文\nsize = \n");
    assert_eq!(
        told,
        r##"错误[LF021] 版式文件有误：文字没有加引号：正文
 --> templates/print.toml:2:9
  |
2 | match = 正文
  |         ^^^^
  = 建议：文字两头加上英文双引号 "

错误[LF021] 版式文件有误：等号后面缺少值
 --> templates/print.toml:3:8
  |
3 | size = 
  |        ^
  = 建议：补上值，文字要加引号

共 2 个错误
有错误，没有生成；output 里的文件没有改动
"##
    );
}

#[test]
fn fonts_sheets_and_page_numbers_are_held_to_their_limits() {
    let fault = |message: &str| format!("错误[LF021] 版式文件有误：{message}");
    for (old, new, message) in [
        (
            "[fonts.kai]",
            "[fonts.kia]",
            "[fonts] 里没有 \"kia\" 这种字体",
        ),
        (
            "body-width = \"156mm\"",
            "body-width = \"190mm\"",
            "订口加版心宽，比纸还宽",
        ),
        (
            "body-height = \"225mm\"",
            "body-height = \"9行\"",
            "body-height 不能是 \"9行\"",
        ),
        (
            "top = \"37mm\"",
            "topp = \"37mm\"",
            "[sheets.a4] 没有 \"topp\" 这一项",
        ),
        (
            "[sheets.a4]",
            "[sheets.a3]",
            "[sheets] 里没有 a4\n错误[LF021] 版式文件有误：[sheets] 里没有 \"a4\" 这种纸",
        ),
        (
            "below = \"7mm\"",
            "below = 7",
            "below 应当是带引号的文字，这里是整数",
        ),
        (
            "mirrored = true",
            "mirrored = \"是\"",
            "mirrored 应当是是非，这里是文字",
        ),
    ] {
        assert_eq!(told_without(old, new), fault(message), "{new}");
    }
}

#[test]
fn an_element_without_a_rule_is_told_with_its_template() {
    let table = std::fs::read_to_string(root().join("templates/table.html")).expect("table.html");
    let open = "{% block main %}";
    assert!(table.contains(open));
    let table = table.replacen(open, &format!("{open}<tabel>甲</tabel>"), 1);
    let (code, told) = generate(&[("table.html", &table)]);
    assert_eq!(code, Some(1));
    assert!(
        told.contains("错误[LF021] 版式文件有误：print.toml 没有规定 <tabel> 怎样排\n"),
        "{told}"
    );
    assert!(told.contains("--> print.toml:1:1\n"), "{told}");
    assert!(told.contains("templates/table.html:"), "{told}");
    assert!(told.contains("模板里是不是要写 <table>？"), "{told}");
}

#[test]
fn a_rule_with_brackets_and_commas_reaches_its_elements() {
    // The heads of tables, asked for in a way that neither a split at commas nor one at
    // blanks would understand.
    let text = format!(
        "{}[[rule]]\nmatch = \"thead :is(th, td):not(.a .b)\"\nsize = \"5pt\"\n",
        built_in()
    );
    let temp = tempfile::tempdir().expect("temp");
    std::fs::create_dir(temp.path().join("templates")).expect("folder");
    std::fs::write(temp.path().join("templates/print.toml"), text).expect("file");
    let run = Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .current_dir(temp.path())
        .args(["generate", "--only", "tables", "--format", "pdf", "--rules"])
        .arg(root().join("tests/towns/small"))
        .output()
        .expect("lianfang runs");
    assert_eq!(run.status.code(), Some(0));
    let pdf: &Path = &temp.path().join("output/tables/risks.pdf");
    let Some(pages) = crate::common::stext(pdf, "1") else {
        return;
    };
    let chars = &pages[0].chars;
    let word = "防控措施（一项一行）责任人期限";
    let text: String = chars.iter().map(|c| c.c).filter(|c| *c != ' ').collect();
    let at = text.find(word).expect("the head of the table");
    let at = text[..at].chars().count();
    let sizes: Vec<f32> = chars
        .iter()
        .filter(|c| c.c != ' ')
        .skip(at)
        .take(word.chars().count())
        .map(|c| c.size)
        .collect();
    assert!(
        sizes.iter().all(|size| (size - 5.0).abs() < 0.01),
        "{sizes:?}"
    );
}

#[test]
fn hostile_files_end_in_findings() {
    let whole = built_in();
    let deep =
        |open: &str, close: &str| format!("x = {}1{}\n", open.repeat(9_000), close.repeat(9_000));
    for text in [
        deep("[", "]"),
        deep("{a = ", "}"),
        format!("{}a = 1\n", "[a.".repeat(9_000)),
        format!("x{} = 1\n", ".x".repeat(9_000)),
        "x = 99999999999999999999\n".to_string(),
        "x = nan\n".to_string(),
        format!("x = \"{}\"\n", "甲".repeat(1_000_000)),
    ] {
        let (code, told) = generate(&[("print.toml", &format!("{text}{whole}"))]);
        assert_eq!(code, Some(1), "{text:.40}: {told:.500}");
        assert!(told.contains("LF021"), "{text:.40}: {told:.500}");
        assert!(told.len() < 100_000, "{text:.40}: {}", told.len());
    }
    for (key, values) in [
        (
            "size",
            &[
                "nan",
                "inf",
                "-1e300",
                "1e300",
                "\"nanpt\"",
                "\"infmm\"",
                "\"1e39pt\"",
                "\"-3号\"",
            ][..],
        ),
        ("latin-gap", &["nan", "-inf", "1e300", "-0.1"]),
        (
            "outline",
            &[
                "0",
                "7",
                "-9223372036854775808",
                "9223372036854775807",
                "1.5",
            ],
        ),
        ("tracking", &["\"1e20mm\"", "\"nan字\""]),
    ] {
        for value in values {
            let rule = format!("{whole}\n[[rule]]\nmatch = \"p\"\n{key} = {value}\n");
            let (code, told) = generate(&[("print.toml", &rule)]);
            assert_eq!(code, Some(1), "{key} = {value}: {told:.500}");
            assert!(told.contains("LF021"), "{key} = {value}: {told:.500}");
        }
    }
}
