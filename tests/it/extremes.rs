//! What no office should write, and some will: each ends well or in a finding with its place,
//! never in a panic, and no text is lost.

use crate::common::{page_texts, stext, Unit};

/// The text of a PDF without blanks.
fn text_of(unit: &Unit, pdf: &str) -> Option<String> {
    let pages = page_texts(&unit.path(&format!("output/{pdf}")))?;
    Some(
        pages
            .concat()
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect(),
    )
}

/// Hanzi that can be told apart, so that none may vanish unseen: 一 to 千 as a counter.
fn counted(count: usize) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    (0..count)
        .map(|n| {
            let number: String = format!("{n:04}")
                .chars()
                .map(|d| DIGITS[d.to_digit(10).expect("a digit") as usize])
                .collect();
            format!("第{number}，")
        })
        .collect()
}

/// The numbers of [`counted`] that a text holds, in order, however it is broken.
fn found(text: &str, count: usize) -> usize {
    counted(count)
        .split_inclusive('，')
        .filter(|part| text.contains(part.trim_end_matches('，')))
        .count()
}

#[test]
fn a_cell_taller_than_a_page_is_cut_between_its_lines() {
    let unit = Unit::small();
    unit.replace(
        "cw.toml",
        "不认真执行年初预算\"",
        &format!("{}\"", counted(1200)),
    );
    unit.replace("r1.toml", "不认真执行年初预算", "预算");
    let (code, told) = unit.generate(&["--only", "tables"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(
        !told.contains("LF024"),
        "nothing stands outside the type area: {told}"
    );
    let Some(text) = text_of(&unit, "tables/risks.pdf") else {
        return;
    };
    let signs = text.chars().filter(|c| *c == '第').count();
    assert!(signs >= 1200, "{signs}");
    // Nothing below the type area: on the turned sheet it is 156 mm high from 26 or 28 mm.
    let pages = stext(&unit.path("output/tables/risks.pdf"), "1-99").unwrap_or_default();
    assert!(pages.len() > 3);
    // A number that a page breaks has the next page's head within it.
    let kept = found(&text, 1200);
    assert!(kept + pages.len() > 1200, "{kept} of 1200");
    // The short cells of the row say again what it is about, to the eye and not to a reader aloud.
    let file = unit.path("output/tables/risks.pdf");
    for page in crate::common::page_texts(&file)
        .unwrap_or_default()
        .iter()
        .skip(1)
    {
        let page = page.replace(char::is_whitespace, "");
        for again in ["CW-1（续）", "高级（续）", "每年（续）", "财政所（续）"] {
            assert!(page.contains(again), "{again}: {page:.300}");
        }
    }
    let file = file.to_string_lossy().into_owned();
    if let Some(read) = crate::common::tool("pdfinfo", &["-struct-text", &file]) {
        let read = String::from_utf8_lossy(&read.stdout).into_owned();
        assert!(
            read.contains("CW-1") && !read.contains("（续）"),
            "{read:.2000}"
        );
        assert_eq!(read.matches("CW-1").count(), 1);
    }
    for page in pages {
        let low = page
            .chars
            .iter()
            .filter(|c| c.size > 10.0 && c.size < 11.0)
            .map(|c| c.y);
        let low = low.fold(0.0, f32::max);
        assert!(
            low < page.height - 26.0 * 72.0 / 25.4,
            "{low} of {}",
            page.height
        );
    }
}

#[test]
fn a_word_wider_than_its_column_stays_within_the_table() {
    let unit = Unit::small();
    let word = "Abcdefghij".repeat(30);
    unit.replace("cw.toml", "开支失控，影响工作", &word);
    let (code, told) = unit.generate(&["--only", "tables"]);
    assert_eq!(code, Some(0), "{told}");
    let Some(text) = text_of(&unit, "tables/risks.pdf") else {
        return;
    };
    let letters: String = text.chars().filter(char::is_ascii_alphabetic).collect();
    assert!(letters.contains(&word), "{letters}");
    let pages = stext(&unit.path("output/tables/risks.pdf"), "1-9").unwrap_or_default();
    let right = pages[0].chars.iter().map(|c| c.right).fold(0.0, f32::max);
    assert!(
        right < pages[0].width - 35.0 * 72.0 / 25.4 + 1.0,
        "{right} of {}",
        pages[0].width
    );
}

#[test]
fn a_town_without_risks_has_tables_that_end_well() {
    let unit = Unit::small();
    unit.write("rules/cw.toml", "");
    let (code, told) = unit.generate(&["--draft"]);
    assert!(!told.contains("panic"), "{told}");
    assert_ne!(code, Some(2), "{told}");
    assert!(unit.path("output/tables/risks.pdf").exists());
    assert!(unit.path("output/handbook.pdf").exists());
}

#[test]
fn a_heading_of_three_hundred_characters_is_set_whole() {
    let unit = Unit::small();
    let title = counted(50);
    let title = title.trim_end_matches('，');
    unit.replace("r1.toml", "小河镇廉政风险防控办法", title);
    unit.replace(
        "r1.toml",
        "title = \"总则\"",
        &format!("title = \"{title}\""),
    );
    let (code, told) = unit.generate(&["--only", "handbook"]);
    assert_eq!(code, Some(0), "{told}");
    let Some(text) = text_of(&unit, "handbook.pdf") else {
        return;
    };
    // In the contents and over the text, for the regulation and for its chapter.
    let whole = text.matches(title).count();
    assert!(whole >= 2, "{whole}: {text}");
}

#[test]
fn two_thousand_articles_are_set_in_order() {
    let unit = Unit::small();
    let mut regulation = String::from(
        "[[regulation]]\nid = \"r2\"\nnumber = 2\ntitle = \"小河镇很长的办法\"\n\
         short = \"很长的办法\"\nform = \"articles\"\nissued = 2012-07-10\n\
         effective = 2012-07-15\ninterpreter = \"jw\"\n",
    );
    for n in 1..=2000 {
        regulation.push_str(&format!(
            "[[regulation.article]]\nnumber = {n}\ntext = \"各站所按本条办理第{n}件事，并且记录在案。\"\n"
        ));
    }
    unit.write("rules/r2.toml", regulation);
    let (code, told) = unit.generate(&["--only", "handbook", "--format", "pdf"]);
    assert_eq!(
        code,
        Some(0),
        "{}",
        told.chars().take(2000).collect::<String>()
    );
    let Some(text) = text_of(&unit, "handbook.pdf") else {
        return;
    };
    let mut at = 0;
    for n in 1..=2000 {
        let wanted = format!("办理第{n}件事");
        let next = text[at..]
            .find(&wanted)
            .unwrap_or_else(|| panic!("{wanted} is lost"));
        at += next;
    }
    assert!(
        text.contains("第二千条"),
        "articles are numbered to the end"
    );
}

#[test]
fn a_regulation_without_chapters_is_set() {
    let unit = Unit::small();
    unit.write(
        "rules/r2.toml",
        "[[regulation]]\nid = \"r2\"\nnumber = 2\ntitle = \"小河镇请假办法\"\n\
         short = \"请假办法\"\nform = \"articles\"\nissued = 2012-07-10\n\
         effective = 2012-07-15\ninterpreter = \"jw\"\n\
         [[regulation.article]]\nnumber = 1\ntext = \"请假要先批准。\"\n",
    );
    let (code, told) = unit.generate(&["--only", "handbook"]);
    assert_eq!(code, Some(0), "{told}");
    let Some(text) = text_of(&unit, "handbook.pdf") else {
        return;
    };
    assert!(text.contains("第一条请假要先批准。"), "{text}");
}
