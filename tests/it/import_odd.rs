//! Registers that are odd: of what the unit has already, and workbooks that nobody's program writes.

use crate::import_registers::{lianfang, told, unit};

/// A workbook written by hand, with these rows and what stands behind them.
fn odd_workbook(rows: &[&[&str]], behind: &str) -> Vec<u8> {
    use std::io::Write as _;
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>");
    for (row, cells) in rows.iter().enumerate() {
        sheet += &format!("<row r=\"{}\">", row + 1);
        for (column, said) in cells.iter().enumerate() {
            let at = lianfang::xlsx::read::cell_name(row as u32, column as u32);
            sheet += &format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{said}</t></is></c>");
        }
        sheet += "</row>";
    }
    sheet += &format!("</sheetData>{behind}</worksheet>");
    let relation = |kind: &str, target: &str| {
        format!("<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r1\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/></Relationships>")
    };
    let book = format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", book),
        (
            "xl/_rels/workbook.xml.rels",
            relation("worksheet", "worksheets/sheet1.xml"),
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ] {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name, options).expect("part");
        zip.write_all(text.as_bytes()).expect("bytes");
    }
    zip.finish().expect("zip").into_inner()
}

/// Ranges that end before they begin, cover each other or the whole sheet, and more columns than
/// any register has: read as far as they can be, or told; never a panic.
#[test]
fn odd_ranges_and_widths_are_told() {
    let temp = unit("township");
    let import = |name: &str, bytes: &[u8]| {
        std::fs::write(temp.path().join(name), bytes).expect("file");
        let run = lianfang(temp.path(), &["import", name, "--diff"]);
        let said = told(&run);
        assert!(
            matches!(run.status.code(), Some(0 | 1)) && !said.contains("panicked"),
            "{said}"
        );
        said
    };
    let head: &[&str] = &["部门", "岗位", "风险点", "防控措施"];
    let rows = [
        head,
        &["财务科", "会计", "甲", "乙"],
        &["财务科", "出纳", "丙", "丁"],
    ];
    for merged in [
        "Z9:A1",
        "A1:XFD1048576",
        "A1:C3\"/><mergeCell ref=\"B2:D9",
        "",
        "A0:B1",
        "第一格",
    ] {
        let behind = format!("<mergeCells><mergeCell ref=\"{merged}\"/></mergeCells>");
        import("merged.xlsx", &odd_workbook(&rows, &behind));
    }
    let wide = vec!["部门"; 20_000].join(",");
    let said = import("wide.csv", format!("{wide}\n{wide}\n").as_bytes());
    assert!(said.contains("LF37"), "{said}");
    // Several posts in a cell all have the risk point.
    let posts = "部门,岗位,风险点,防控措施\n财务科,出纳、会计,票据管理不严,专人保管\n";
    std::fs::write(temp.path().join("posts.csv"), posts).expect("file");
    let run = lianfang(temp.path(), &["import", "posts.csv", "--diff"]);
    let shown = String::from_utf8_lossy(&run.stdout).into_owned();
    let of_risk = shown.split("[[risk]]").nth(1).unwrap_or_default();
    let named = of_risk
        .lines()
        .find(|line| line.starts_with("+posts"))
        .unwrap_or_default();
    assert_eq!(named.matches('"').count(), 4, "{shown}");
}

/// A register of what the unit has already, with other values: shown as a difference, written when
/// it is asked for; what is the same, or is no value, changes nothing.
#[test]
fn what_a_register_says_otherwise_is_proposed() {
    let village = crate::common::Unit::copy(&crate::common::root().join("tests/units/village"));
    let old = std::fs::read_to_string(village.path("rules/unit.toml")).expect("rules");
    village.write(
        "posts.csv",
        "岗位名称,岗位风险等级,联系电话,任职时间\n村会计,低,12345,2020年1月2日\n村监委主任,,,哪天\n",
    );
    let run = |more: &[&str]| {
        let arguments = [&["import", "posts.csv"], more].concat();
        let run = lianfang(&village.path(""), &arguments);
        let shown = String::from_utf8_lossy(&run.stdout).into_owned();
        (run.status.success(), shown, told(&run))
    };
    let (is_well, shown, said) = run(&[]);
    assert!(is_well, "{said}");
    let changed: Vec<&str> = (shown.lines())
        .filter(|line| {
            line.starts_with(['+', '-']) && !line.starts_with("+++") && !line.starts_with("---")
        })
        .collect();
    assert_eq!(
        changed,
        [
            "-grade = \"b\"",
            "+grade = \"c\"",
            "-since = 2019-05-06",
            "+since = 2020-01-02",
            "+phone = \"12345\""
        ],
        "{said}"
    );
    assert_eq!(
        std::fs::read_to_string(village.path("rules/unit.toml")).expect("rules"),
        old
    );
    let (is_well, _, said) = run(&["--apply"]);
    assert!(is_well && said.contains("3 格"), "{said}");
    let (_, shown, _) = run(&[]);
    assert_eq!(shown, "");
}
