//! `lianfang import` of texts: a paper becomes rules that check clean and print as they were
//! written, and what was left out or changed is told.

use crate::common::{root, Unit};
use lianfang::cli::{ImportArgs, RulesDir};
use lianfang::diagnostic::{Code, Finding};
use lianfang::import::{import, Imported};
use std::io::Write as _;
use std::path::{Path, PathBuf};

fn paper(name: &str) -> PathBuf {
    root().join("tests/import").join(name)
}

fn read(rules: &Path, files: &[PathBuf]) -> Imported {
    import(&ImportArgs {
        files: files.to_vec(),
        rules: RulesDir {
            path: rules.to_owned(),
        },
        diff: false,
        apply: false,
        map: None,
    })
}

/// The one file that a paper becomes, without the line that says where it came from.
fn rules_of(file: &Path) -> String {
    let imported = read(Path::new("no-such-folder"), &[file.to_owned()]);
    assert_eq!(imported.files.len(), 1, "{}", file.display());
    let text = &imported.files[0].text;
    text.split_once('\n').expect("a first line").1.to_owned()
}

/// What is told of a text.
fn told(text: impl AsRef<[u8]>) -> (Imported, Vec<Finding>) {
    let temp = tempfile::tempdir().expect("temp");
    let file = temp.path().join("制度.txt");
    std::fs::write(&file, text).expect("file");
    let imported = read(&temp.path().join("rules"), &[file]);
    let findings = imported.findings.clone();
    (imported, findings)
}

#[test]
fn a_regulation_is_one_file_that_checks_clean_and_prints() {
    let unit = Unit::small();
    let file = paper("hospital.txt");
    let file = file.to_str().expect("UTF-8");
    let (code, told) = unit.run("import", &[file]);
    assert_eq!(code, Some(0), "{told}");
    let (code, told) = unit.run("check", &[]);
    assert_eq!(code, Some(0), "{told}");
    // The laws that a hospital cites and the bodies that it has are not the town's; nothing else
    // is amiss.
    let known = ["警告[LF307]", "警告[LF366]"].map(|code| told.matches(code).count());
    assert_eq!(
        told.matches("[LF").count(),
        known.iter().sum::<usize>(),
        "{told}"
    );
    let (code, told) = unit.generate(&["--only", "handbook", "--format", "html"]);
    assert_eq!(code, Some(0), "{told}");
    let html = std::fs::read_to_string(unit.path("output/handbook.html")).expect("handbook");
    for words in [
        "青石县人民医院廉洁风险防控管理办法",
        "第四章　等级评定",
        "第二节　评定程序",
        "第六十一条",
        "对照岗位职责列出权力事项；",
    ] {
        assert!(html.contains(words), "{words}");
    }
    // A second time there is nothing left to write, and nothing is overwritten.
    let (code, told) = unit.run("import", &[file]);
    assert_eq!(code, Some(1), "{told}");
    assert!(
        told.contains("LF007") && told.contains("没有写任何文件"),
        "{told}"
    );
}

#[test]
fn one_regulation_is_the_same_file_however_it_comes() {
    let typed = rules_of(&paper("hospital.txt"));
    assert!(typed.contains("number = 61\n") && typed.contains("issued = 2024-03-05"));
    for other in ["hospital-pasted.txt", "hospital.docx"] {
        assert_eq!(typed, rules_of(&paper(other)), "{other}");
    }
}

#[test]
fn a_text_is_read_in_every_encoding() {
    let text = std::fs::read_to_string(paper("hospital.txt")).expect("text");
    // 𠮷 has four bytes in GB18030.
    let text = text.replace("青石县", "𠮷石县");
    let utf16 =
        |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let (little, big) = (utf16(u16::to_le_bytes), utf16(u16::to_be_bytes));
    let gb = encoding_rs::GB18030.encode(&text).0.into_owned();
    let (wanted, _) = told(&text);
    for (name, bytes) in [
        (
            "UTF-8 with a mark",
            [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        ),
        ("GB18030", gb),
        (
            "UTF-16 LE with a mark",
            [b"\xFF\xFE", little.as_slice()].concat(),
        ),
        (
            "UTF-16 BE with a mark",
            [b"\xFE\xFF", big.as_slice()].concat(),
        ),
        ("UTF-16 LE", little),
        ("UTF-16 BE", big),
    ] {
        let (imported, _) = told(bytes);
        assert_eq!(imported.files[0].text, wanted.files[0].text, "{name}");
    }
}

#[test]
fn what_is_no_text_of_regulations_is_told() {
    for (bytes, code, words) in [
        (
            &b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..],
            Code::ImportNothing,
            ".docx",
        ),
        (b"%PDF-1.7 ...", Code::ImportNothing, "PDF"),
        (b"PK\x03\x04 xl/workbook.xml", Code::UnreadableFile, "Excel"),
        (b"PK\x03\x04 a.txt", Code::ImportNothing, "压缩"),
        (b"\x89PNG\r\n", Code::ImportNothing, "图片"),
        (b"a\0\x01\x02\0\0\0", Code::ImportNothing, "不是文本"),
        (b"", Code::ImportNothing, "没有文字"),
        (
            "会议纪要，没有条文。".as_bytes(),
            Code::ImportNothing,
            "第一条",
        ),
    ] {
        let (imported, findings) = told(bytes);
        assert!(imported.files.is_empty());
        let finding = findings.iter().find(|f| f.code == code);
        let finding = finding.unwrap_or_else(|| panic!("{words}: {findings:?}"));
        let text = format!(
            "{}{}",
            finding.message,
            finding.help.as_deref().unwrap_or_default()
        );
        assert!(text.contains(words), "{text}");
    }
    let imported = read(
        Path::new("no-such-folder"),
        &[PathBuf::from("no-such-file.txt")],
    );
    assert_eq!(imported.findings[0].code, Code::UnreadableFile);
}

/// Bytes of an archive with parts of these names.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options).expect("a part");
        zip.write_all(bytes).expect("a part");
    }
    zip.finish().expect("an archive").into_inner()
}

#[test]
fn a_document_that_is_none_or_has_no_end_is_told() {
    let body = |inner: &str| format!("<w:document><w:body>{inner}</w:body></w:document>");
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let document = |text: &str| archive(&[("word/document.xml", text.as_bytes())]);
    let deep = "<w:tbl><w:tr><w:tc>".repeat(5000);
    let bomb = vec![b' '; 80 * 1024 * 1024];
    for (bytes, code, words) in [
        (
            document("<w:document><w:p>"),
            Code::ImportNothing,
            "没有文字",
        ),
        (document("<w:document></w:p>"), Code::UnreadableFile, "损坏"),
        (document(&body(&deep)), Code::UnreadableFile, "损坏"),
        (
            archive(&[("word/document.xml", &bomb)]),
            Code::UnreadableFile,
            "太大",
        ),
        (
            archive(&[("word/document.xml.rels", b"")]),
            Code::UnreadableFile,
            "损坏",
        ),
        (
            b"PK\x03\x04 word/document.xml".to_vec(),
            Code::UnreadableFile,
            "损坏",
        ),
        (
            document(&body("<w:p><w:drawing><a:blip/></w:drawing></w:p>")),
            Code::ImportNothing,
            "扫描件",
        ),
    ] {
        let (imported, findings) = told(bytes);
        assert!(imported.files.is_empty(), "{words}");
        let finding = findings.iter().find(|f| f.code == code);
        let finding = finding.unwrap_or_else(|| panic!("{words}: {findings:?}"));
        let text = format!(
            "{}{}",
            finding.message,
            finding.help.as_deref().unwrap_or_default()
        );
        assert!(text.contains(words), "{text}");
    }
    // Entities of its own are not resolved, macros not run, and both leave the text as it is.
    let laughs = "<!DOCTYPE a [<!ENTITY b \"哈\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
    let text = paragraph("甲制度") + &paragraph("第一条　甲&c;乙&lt;&#x4E19;。");
    let bytes = archive(&[
        (
            "word/document.xml",
            (laughs.to_owned() + &body(&text)).as_bytes(),
        ),
        ("word/vbaProject.bin", b"x"),
    ]);
    let (imported, findings) = told(bytes);
    assert!(
        imported.files[0].text.contains("甲乙<丙。"),
        "{}",
        imported.files[0].text
    );
    assert!(findings.iter().any(|f| f.message.contains("宏")));
}

#[test]
fn a_handbook_in_word_becomes_a_file_for_each_regulation() {
    let imported = read(Path::new("no-such-folder"), &[paper("handbook.docx")]);
    let files: Vec<&str> = imported.files.iter().map(|f| f.path.as_str()).collect();
    let [first, second] = imported.files.as_slice() else {
        panic!("{files:?}");
    };
    for (file, texts) in [
        (
            first,
            [
                "title = \"河东镇公务接待管理办法（试行）\"",
                "issued = 2012-07-10\neffective = 2012-07-10\n",
                "为了规范公务接待，制定本办法。",
                "caption = \"标准\"",
                "对象 | 标准（元/人）\n早餐 | 正餐\n上级单位 | 20 | 60\n",
                "陪同人员不超过三人。",
                "issued-by = \"河东镇人民政府\"\n",
                "[[regulation.annex]]\ntitle = \"附件：公务接待清单\"\ntext = \"\"\"\n接待单位、时间、人数。\n\"\"\"\n",
            ],
        ),
        (
            second,
            [
                "title = \"河东镇印章管理制度\"",
                "form = \"list\"",
                "number = 1\ntext = \"\"\"\n印章由党政办专人保管，不得带出机关。\n",
                "用印应当登记，写明：\n（1）事由；\n（2）批准人。\n",
                "number = 3\n",
                "",
                "",
                "",
            ],
        ),
    ] {
        for text in texts {
            assert!(file.text.contains(text), "{text}\n{}", file.text);
        }
        assert!(!file.text.contains("不限"), "what was deleted is not read");
    }
    for words in ["拿掉目录", "第 1 至 3 行", "落款", "修订", "表格"] {
        let told = imported.findings.iter().any(|f| f.message.contains(words));
        assert!(told, "{words}: {:?}", imported.findings);
    }
}

#[test]
fn what_is_there_stays_and_what_would_be_written_can_be_seen_first() {
    let unit = Unit::small();
    let file = paper("hospital.txt");
    let file = file.to_str().expect("UTF-8");
    let before = crate::common::files(&unit.path("rules"));
    let (code, _) = unit.run("import", &[file, "--diff"]);
    assert_eq!(code, Some(0));
    assert_eq!(crate::common::files(&unit.path("rules")), before);
    // A file of that name that is no rules file is nobody's to overwrite.
    let path = "rules/regulations/qsxrmyyljfxfkglbf.toml";
    unit.write(path, "# mine\n");
    let (code, told) = unit.run("import", &[file]);
    assert_eq!(code, Some(1), "{told}");
    let kept = std::fs::read_to_string(unit.path(path)).expect("file");
    assert_eq!(kept, "# mine\n");
}

#[test]
fn norms_that_an_article_says_plainly_are_proposed_and_agree_with_it() {
    let temp = tempfile::tempdir().expect("temp");
    let lianfang = |arguments: &[&str]| {
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_lianfang"))
            .current_dir(temp.path())
            .args(arguments)
            .output()
            .expect("lianfang runs");
        String::from_utf8([run.stdout, run.stderr].concat()).expect("UTF-8")
    };
    lianfang(&["init", ".", "--unit", "hospital"]);
    let file = paper("hospital.txt");
    lianfang(&["import", file.to_str().expect("UTF-8")]);
    let rules = temp.path().join("rules/regulations/qsxrmyyljfxfkglbf.toml");
    let text = std::fs::read_to_string(&rules).expect("rules");
    let (_, proposed) = text.split_once("\n## 可以写成 norm").expect("proposals");
    for words in [
        "第二十九条：“评定结果在院内公开栏公示七天”\n# [[regulation.norm]]\n# article = \"29\"\n# kind = \"publicity\"\n# days = 7\n",
        "# kind = \"regrade\"\n# every-months = 24\n",
        "# duties = [[\"会计\", \"出纳\"]]\n",
        "# steps = [\"self-report\", \"review\", \"collect\", \"recheck\", \"decide\", \"publish\", \"file\"]\n",
        "# ledger = \"audit\"\n# each = \"department\"\n# every = \"year\"\n",
        "# kind = \"rotation\"",
        "# needs = \"measure\"\n",
    ] {
        assert!(proposed.contains(words), "{words}\n{proposed}");
    }
    // As comments they do nothing; without the sign they are norms that the articles say.
    let active: Vec<&str> = text
        .lines()
        .map(|l| l.strip_prefix("# ").unwrap_or(l))
        .collect();
    let active = active
        .join("\n")
        .replacen("从 hospital.txt", "# 从 hospital.txt", 1);
    std::fs::write(&rules, active + "\n").expect("rules");
    let told = lianfang(&["check", "--max", "0"]);
    for code in ["LF001", "LF002", "LF105", "LF106", "LF351"] {
        assert!(!told.contains(code), "{told}");
    }
}

#[test]
fn every_line_of_the_paper_stands_in_the_handbook_in_its_order() {
    let unit = Unit::small();
    let file = paper("hospital.docx");
    let (code, told) = unit.run("import", &[file.to_str().expect("UTF-8")]);
    assert_eq!(code, Some(0), "{told}");
    let (code, told) = unit.generate(&["--only", "handbook", "--format", "html"]);
    assert_eq!(code, Some(0), "{told}");
    let html = std::fs::read_to_string(unit.path("output/handbook.html")).expect("handbook");
    let (_, mut rest) = html
        .split_once("<h3 class=\"title\">青石县")
        .expect("the title");
    let mut text = String::from("青石县");
    while let Some((before, tag)) = rest.split_once('<') {
        text += before;
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let text = bare(&text);
    let typed = std::fs::read_to_string(paper("hospital.txt")).expect("text");
    let mut from = 0;
    for line in typed.lines().map(bare).filter(|line| !line.is_empty()) {
        let at = text[from..].find(&line);
        let at = at.unwrap_or_else(|| panic!("the handbook lacks {line}"));
        from += at + line.len();
    }
}
