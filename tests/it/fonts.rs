//! Fonts: the unit's own first, then the shipped ones, then whatever has the character; and
//! what is wrong with them is told at its place.

use crate::common::{root, stext, tool, Unit};
use std::path::Path;

/// The tables show every face.
const ARGUMENTS: [&str; 4] = ["--only", "tables", "--format", "pdf"];

fn print_toml() -> String {
    std::fs::read_to_string(root().join("templates/print.toml")).expect("print.toml")
}

/// Puts a shipped font into the unit's fonts folder under another name.
fn font(unit: &Unit, shipped: &str, name: &str) {
    let from = root().join("templates/fonts").join(shipped);
    let to = unit.path("templates/fonts");
    std::fs::create_dir_all(&to).expect("folder");
    std::fs::copy(from, to.join(name)).expect("font");
}

/// Names of the fonts of a PDF, without the tags of their subsets, and their kinds.
fn fonts(pdf: &Path) -> Option<Vec<(String, String)>> {
    let output = tool("pdffonts", &[&pdf.to_string_lossy()])?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let font = |line: &str| {
        let name = line.split_whitespace().next()?.split('+').next_back()?;
        let kind = line.get(37..55)?.trim();
        Some((name.to_string(), kind.to_string()))
    };
    Some(text.lines().skip(2).filter_map(font).collect())
}

#[test]
fn an_own_font_goes_before_the_shipped_one_without_a_line_in_print_toml() {
    let unit = Unit::small();
    // The shipped 楷体 plays the part of a 小标宋 that the unit owns; the name as Windows has it.
    font(&unit, "LXGWWenKaiGBLite-Regular.ttf", "FZXBSJW.TTF");
    let (code, told) = unit.generate(&ARGUMENTS);
    assert_eq!(code, Some(0), "{told}");
    let Some(pages) = stext(&unit.path("output/tables/risks.pdf"), "1") else {
        return;
    };
    // The title is set in 小标宋, and nothing is larger.
    let title = pages[0]
        .chars
        .iter()
        .max_by(|a, b| a.size.total_cmp(&b.size))
        .expect("a title");
    assert!(title.size > 14.0, "{}", title.size);
    assert!(title.font.contains("LXGWWenKai"), "{}", title.font);
}

#[test]
fn an_own_font_with_a_shipped_name_is_used() {
    let unit = Unit::small();
    font(&unit, "NotoSansSC-Regular.ttf", "NotoSerifSC-Bold.ttf");
    let (code, told) = unit.generate(&ARGUMENTS);
    assert_eq!(code, Some(0), "{told}");
    let Some(fonts) = fonts(&unit.path("output/tables/risks.pdf")) else {
        return;
    };
    assert!(
        fonts.iter().all(|(name, _)| name != "NotoSerifSC-Bold"),
        "{fonts:?}"
    );
    assert!(
        fonts.iter().any(|(name, _)| name == "NotoSansSC-Regular"),
        "{fonts:?}"
    );
}

#[test]
fn a_file_that_is_no_font_is_told_where_print_toml_names_it() {
    let unit = Unit::small();
    unit.write("templates/fonts/我镇.ttf", "<html>没有找到</html>");
    let own = "[fonts.xiaobiaosong]\nhan = [\"我镇.ttf\", \"没有.ttf\"]\n";
    let rest = print_toml();
    let at = rest.find("[fonts.xiaobiaosong]").expect("its chain");
    let end = at + rest[at..].find("[fonts.song]").expect("the next chain");
    unit.write(
        "templates/print.toml",
        format!("{own}{}{}", &rest[..at], &rest[end..]),
    );
    let (code, told) = unit.generate(&ARGUMENTS);
    assert_eq!(code, Some(1));
    assert_eq!(
        told,
        "错误[LF023] 字体文件有误：我镇.ttf 不是字体，或者已经损坏
 --> templates/print.toml:2:8
  |
2 | han = [\"我镇.ttf\", \"没有.ttf\"]
  |        ^^^^^^^^^^
  = 建议：换成完好的字体文件，或者从这里去掉它

错误[LF023] 字体文件有误：找不到字体文件 没有.ttf
 --> templates/print.toml:2:18
  |
2 | han = [\"我镇.ttf\", \"没有.ttf\"]
  |                    ^^^^^^^^^^
  = 建议：把字体（.ttf、.otf、.ttc）放进模板目录的 fonts/ 里，或者改这个名字

共 2 个错误
有错误，没有生成；output 里的文件没有改动
"
    );
}

#[test]
fn a_font_that_nothing_uses_is_not_read() {
    let unit = Unit::small();
    let digest = |unit: &Unit| {
        let manifest = std::fs::read_to_string(unit.path("output/manifest.json")).expect("it");
        let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
        manifest["inputs"].as_str().expect("a digest").to_string()
    };
    assert_eq!(unit.generate(&ARGUMENTS).0, Some(0));
    let plain = digest(&unit);
    // Broken, empty, huge, a copy under another name, and one that no one may read.
    unit.write("templates/fonts/坏.otf", b"OTTO\0\x01");
    unit.write("templates/fonts/空.ttf", b"");
    unit.write("templates/fonts/大.ttc", b"");
    let huge = std::fs::File::options()
        .write(true)
        .open(unit.path("templates/fonts/大.ttc"));
    huge.expect("file").set_len(300 << 20).expect("a hole");
    font(&unit, "NotoSansSC-Regular.ttf", "备用.ttf");
    let (code, told) = unit.generate(&ARGUMENTS);
    assert_eq!(code, Some(0), "{told}");
    assert!(!told.contains("LF023"), "{told}");
    assert_eq!(digest(&unit), plain);
    // A character that the shipped ones lack is looked for in all of them, and each is told.
    unit.replace("cw.toml", "behaviour = \"", "behaviour = \"\u{30000}");
    let (code, told) = unit.generate(&ARGUMENTS);
    assert_eq!(code, Some(1), "{told}");
    for what in [
        "fonts/坏.otf 不是字体",
        "fonts/空.ttf 不是字体",
        "fonts/大.ttc 超过 256 MiB",
    ] {
        assert!(
            told.contains("警告[LF023]") && told.contains(what),
            "{told}"
        );
    }
    assert!(told.contains("U+30000"), "{told}");
    // One that print.toml names is an input.
    let unit = Unit::small();
    font(&unit, "LXGWWenKaiGBLite-Regular.ttf", "FZXBSJW.TTF");
    assert_eq!(unit.generate(&ARGUMENTS).0, Some(0));
    assert_ne!(digest(&unit), plain);
}

#[test]
fn a_font_that_print_toml_names_and_nobody_can_read_is_told() {
    let whole = std::fs::read(root().join("templates/fonts/LXGWWenKaiGBLite-Regular.ttf"));
    let whole = whole.expect("font");
    let cut = |share: usize| whole[..whole.len() * share / 100].to_vec();
    let spoilt = |every: usize| {
        let mut bytes = whole.clone();
        bytes
            .iter_mut()
            .step_by(every)
            .for_each(|byte| *byte ^= 0x5a);
        bytes
    };
    for bytes in [
        Vec::new(),
        b"ttcf".to_vec(),
        cut(1),
        cut(50),
        cut(99),
        spoilt(7),
        spoilt(997),
    ] {
        let unit = Unit::small();
        unit.write("templates/fonts/FZXBSJW.TTF", &bytes);
        let (code, told) = unit.generate(&ARGUMENTS);
        assert!(!told.contains("panicked"), "{told}");
        // A face may be whole enough for what is set in it.
        let told_of = told.contains("LF023");
        assert!(
            code == Some(0) || (code == Some(1) && told_of),
            "{code:?}: {told}"
        );
    }
}

#[cfg(unix)]
#[test]
fn links_in_the_templates_folder_are_followed_and_bad_ones_told() {
    let unit = Unit::small();
    font(&unit, "LXGWWenKaiGBLite-Regular.ttf", "../../elsewhere.ttf");
    let link = |to: &str, at: &str| {
        std::os::unix::fs::symlink(unit.path(to), unit.path(at)).expect("link");
    };
    link("elsewhere.ttf", "templates/fonts/FZXBSJW.ttf");
    assert_eq!(unit.generate(&ARGUMENTS).0, Some(0));
    if let Some(fonts) = fonts(&unit.path("output/tables/risks.pdf")) {
        assert!(
            fonts.iter().any(|(name, _)| name.contains("LXGWWenKai")),
            "{fonts:?}"
        );
    }
    link("nowhere.ttf", "templates/fonts/b.ttf");
    link("templates", "templates/fonts/up");
    let (code, told) = unit.generate(&ARGUMENTS);
    assert_eq!(code, Some(1));
    assert!(
        told.contains(
            "错误[LF011] 文件读不出来：模板目录里的 fonts/b.ttf 读不出来：链接指向的文件不存在"
        ),
        "{told}"
    );
    assert!(
        told.contains("错误[LF012] 链接成环：模板目录里的链接 fonts/up 指回上级目录"),
        "{told}"
    );
}

#[test]
fn a_character_that_no_font_has_is_told_where_it_stands_in_the_rules() {
    let unit = Unit::small();
    let rules = std::fs::read_to_string(unit.path("rules/cw.toml")).expect("rules");
    let (before, after) = rules.split_once("behaviour = \"").expect("a text");
    // A hanzi of Unicode's extension G, and an emoji: neither is in the shipped fonts.
    unit.write(
        "rules/cw.toml",
        format!("{before}behaviour = \"\u{30000}\u{1F600}{after}"),
    );
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 14;
    let (code, told) = unit.generate(&ARGUMENTS);
    assert_eq!(code, Some(1), "{told}");
    for (c, number, column) in [
        ('\u{30000}', "30000", column),
        ('\u{1F600}', "1F600", column + 1),
    ] {
        let head = format!("错误[LF022] 字库里没有这个字：字库里没有“{c}”（U+{number}）\n");
        assert!(told.contains(&head), "{told}");
        assert!(
            told.contains(&format!("--> rules/cw.toml:{line}:{column}\n")),
            "{told}"
        );
    }
    assert_eq!(
        told.matches("错误[").count(),
        2,
        "each is told once: {told}"
    );
}

#[test]
fn latin_faces_serve_letters_only_and_quotes_are_full_width() {
    let unit = Unit::small();
    let rules = std::fs::read_to_string(unit.path("rules/cw.toml")).expect("rules");
    let (before, after) = rules.split_once("behaviour = \"").expect("a text");
    unit.write(
        "rules/cw.toml",
        format!("{before}behaviour = \"查“小金库”——第2号A项…… ‘账’·外{after}"),
    );
    let (code, told) = unit.generate(&ARGUMENTS);
    assert_eq!(code, Some(0), "{told}");
    let pdf = unit.path("output/tables/risks.pdf");
    let Some(pages) = stext(&pdf, "1-9") else {
        return;
    };
    let chars: Vec<_> = pages.iter().flat_map(|page| &page.chars).collect();
    let mut seen = std::collections::BTreeSet::new();
    for pair in chars.windows(2) {
        let (c, next) = (pair[0], pair[1]);
        if c.font.contains("Liberation") {
            assert!(c.c.is_ascii(), "{} is set in the Latin face", c.c);
        }
        if "“”‘’—…".contains(c.c) {
            assert!(!c.font.contains("Liberation"), "{}", c.c);
            seen.insert(c.c);
            // Its box is a whole em, or half of one where it stands beside another mark or at
            // the edge of a line: never the third of an em that a Latin quote takes.
            let advance = (c.right - c.x).abs().max((next.x - c.x).abs()) / c.size;
            assert!(advance > 0.45, "{} is {advance} em wide", c.c);
        }
    }
    assert!(
        seen.contains(&'“') && seen.contains(&'—') && seen.contains(&'…'),
        "{seen:?}"
    );
}
