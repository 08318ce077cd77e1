//! Articles that were put in later (第二条之一), annexes, ① and the issuing body: read, cited,
//! checked and printed like all else.

use crate::common::Unit;

/// The small unit with an article after its second, and an annex.
fn unit() -> Unit {
    let unit = Unit::small();
    let file = std::fs::read_to_string(unit.path("rules/r1.toml")).expect("rules");
    let second = file
        .find("[[regulation.chapter]]\nnumber = 2")
        .expect("a chapter");
    let norms = file.find("[[regulation.norm]]").expect("norms");
    let later = "[[regulation.chapter.article]]\nnumber = 2\ninserted = 1\ntext = \"\"\"\n\
        依照本办法第二条之一、第二条登记：\n（一）金额：\n1. 现金：\n（1）收入：\n①罚款；\n②收费。\n\"\"\"\n\n";
    let annex =
        "[[regulation.annex]]\ntitle = \"附件：登记表\"\ntext = \"\"\"\n一式两份。\n\"\"\"\n\n";
    let parts = [
        &file[..second],
        later,
        &file[second..norms],
        annex,
        &file[norms..],
    ];
    let text = parts
        .concat()
        .replacen("form = ", "issued-by = \"青石镇人民政府\"\nform = ", 1);
    unit.write("rules/r1.toml", text);
    unit.replace(
        "cw.toml",
        "article = \"r1:2.1\"",
        "article = \"r1:2-1.1.1.1.2\"",
    );
    unit
}

#[test]
fn they_are_cited_and_printed() {
    let unit = unit();
    let (code, told) = unit.generate(&["--only", "handbook"]);
    assert_eq!(code, Some(0), "{told}");
    for silent in ["LF302", "LF303", "LF304", "LF306"] {
        assert!(!told.contains(silent), "{told}");
    }
    let html = std::fs::read_to_string(unit.path("output/handbook.html")).expect("handbook");
    for words in [
        "<b class=\"num\">第二条之一</b>",
        "<a href=\"#r1-a2z1\">第二条之一</a>、<a href=\"#r1-a2\">第二条</a>登记",
        "id=\"r1-a2z1-1-1-1-2\"><span class=\"label\">②</span>收费。",
        "附件：登记表</h4>",
        "青石镇人民政府发布",
        "第二条之一第（一）项第1目第（1）点②",
    ] {
        assert!(html.contains(words), "{words}");
    }
}

#[test]
fn one_that_is_not_there_or_out_of_order_is_told() {
    let unit = unit();
    unit.replace("r1.toml", "第二条之一、第二条登记", "第二条之二登记");
    let (_, told) = unit.run("check", &[]);
    assert!(
        told.contains("LF306") && told.contains("第二条之二"),
        "{told}"
    );
    unit.replace("r1.toml", "inserted = 1", "inserted = 3");
    let (_, told) = unit.run("check", &[]);
    assert!(told.contains("第二条之三接在第二条后面"), "{told}");
    unit.replace("r1.toml", "inserted = 3", "inserted = 100");
    let (code, told) = unit.run("check", &[]);
    assert!(code == Some(1) && told.contains("inserted"), "{told}");
}
