//! The notice that the handbook is issued with, measured against clause 7 of GB/T 9704.

use crate::common::{page_texts, sample, stext, tool, Char, StextPage, Unit};
use std::path::Path;

const MM: f32 = 72.0 / 25.4;
/// 3号, and the pitch of lines.
const BODY: f32 = 15.75;
const LINE: f32 = 29.62;
/// Half of what a line is higher than its characters.
const HALF: f32 = (LINE - BODY) / 2.0;
/// Of an em box 88 parts in 100 are above the baseline.
const ASCENT: f32 = 0.88;
/// Edges of the type area: top and bottom, and left and right on odd and on even pages.
const TOP: f32 = 37.0 * MM;
const BOTTOM: f32 = 262.0 * MM;
const ODD: (f32, f32) = (28.0 * MM, 184.0 * MM);
const EVEN: (f32, f32) = (26.0 * MM, 182.0 * MM);

/// A filled rectangle: left, top, right, bottom from the top left of the page.
type Rect = [f32; 4];

/// The filled rectangles of a page (from 1), by mupdf, with their colours.
fn rects(pdf: &Path, page: usize) -> Option<Vec<(String, Rect)>> {
    let output = tool(
        "mutool",
        &["trace", &pdf.to_string_lossy(), &page.to_string()],
    )?;
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let value = |line: &str, name: &str| -> Option<String> {
        let (_, rest) = line.split_once(&format!(" {name}=\""))?;
        rest.split('"').next().map(str::to_string)
    };
    let mut rects = Vec::new();
    for part in text.split("<fill_path").skip(1) {
        let part = part.split("</fill_path>").next().unwrap_or("");
        let height: f32 = 841.8904;
        let mut rect = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
        for line in part.lines().filter(|line| line.contains("to x=")) {
            let number = |name| value(line, name).and_then(|n| n.parse::<f32>().ok());
            let (x, y) = (number("x").expect("x"), height - number("y").expect("y"));
            rect = [
                rect[0].min(x),
                rect[1].min(y),
                rect[2].max(x),
                rect[3].max(y),
            ];
        }
        rects.push((value(part, "color").unwrap_or_default(), rect));
    }
    Some(rects)
}

/// The line that holds a text, its characters from left to right.
fn line(page: &StextPage, text: &str) -> Vec<Char> {
    page.lines()
        .into_iter()
        .find(|line| line.iter().map(|c| c.c).collect::<String>().contains(text))
        .unwrap_or_else(|| panic!("no line with {text}"))
}

fn top(line: &[Char]) -> f32 {
    line[0].y - ASCENT * line[0].size
}

fn bottom(line: &[Char]) -> f32 {
    top(line) + line[0].size
}

#[track_caller]
fn near(found: f32, wanted: f32, what: &str) {
    assert!(
        (found - wanted).abs() < 0.1 * MM,
        "{what}: {found}, not {wanted}"
    );
}

/// The page (from 1) of the handbook that holds the document number, and all pages' texts.
fn first_page(pdf: &Path, number: &str) -> Option<usize> {
    let pages = page_texts(pdf)?;
    let squeezed = |page: &String| page.split_whitespace().collect::<String>();
    let at = pages
        .iter()
        .position(|page| squeezed(page).contains(number));
    Some(at.expect("the notice") + 1)
}

#[test]
fn the_head_stands_by_clause_7_2() {
    let pdf = sample().join("handbook.pdf");
    let Some(first) = first_page(&pdf, "向党发〔2012〕15号") else {
        return;
    };
    assert_eq!(first % 2, 1, "the notice begins on the front of a leaf");
    let Some(pages) = stext(&pdf, &first.to_string()) else {
        return;
    };
    let page = &pages[0];
    // A joint document: the names one above the other and as wide, 文件 at their right in the middle.
    let large: Vec<Char> = (page.chars.iter())
        .filter(|c| (c.size - 33.0).abs() < 0.1 && c.c != ' ')
        .cloned()
        .collect();
    let text: String = large.iter().map(|c| c.c).collect();
    assert_eq!(text, "中共向阳峪镇委员会向阳峪镇人民政府文件");
    assert!(
        large[0].font.contains("Serif") && large[0].font.contains("Bold"),
        "小标宋"
    );
    let (sponsor, rest) = large.split_at(9);
    let (other, last) = rest.split_at(8);
    near(
        top(sponsor),
        TOP + 35.0 * MM,
        "发文机关标志 from the type area",
    );
    near(other[0].y - sponsor[0].y, 40.0, "the second name below");
    near(sponsor[0].x, other[0].x, "both begin alike");
    near(sponsor[8].right, other[7].right, "and end alike");
    near(
        last[0].y,
        (sponsor[0].y + other[0].y) / 2.0,
        "文件 in their middle",
    );
    let gap = last[0].x - other[7].right;
    assert!((4.0 * MM..6.0 * MM).contains(&gap), "{gap}");
    let middle = (ODD.0 + ODD.1) / 2.0;
    near((sponsor[0].x + last[1].right) / 2.0, middle, "its middle");
    let number = line(page, "向党发〔2012〕15号");
    near(number[0].size, BODY, "发文字号 in 3号");
    near(
        top(&number) - bottom(other),
        2.0 * LINE + HALF,
        "two blank lines",
    );
    near(
        (number[0].x + number[number.len() - 1].right) / 2.0,
        middle,
        "its middle",
    );
    let Some(rects) = rects(&pdf, first) else {
        return;
    };
    let red: Vec<Rect> = rects
        .iter()
        .filter(|(c, _)| c == "1 .2 .2")
        .map(|r| r.1)
        .collect();
    assert_eq!(red.len(), 1, "one red rule: {rects:?}");
    near(red[0][0], ODD.0, "the rule begins at the type area");
    near(red[0][2], ODD.1, "and ends there");
    near(
        red[0][1] - bottom(&number),
        4.0 * MM,
        "4 mm below the number",
    );
    // Each organ has a line of the title, as its author has them.
    let titles: Vec<Vec<Char>> = (page.lines().into_iter())
        .filter(|line| (line[0].size - 21.0).abs() < 0.1)
        .collect();
    let words = titles
        .iter()
        .map(|l| l.iter().map(|c| c.c).collect::<String>());
    assert_eq!(
        words.collect::<Vec<_>>(),
        [
            "中共向阳峪镇委员会",
            "向阳峪镇人民政府关于印发",
            "《向阳峪镇廉政风险防控制度汇编》的通知"
        ]
    );
    let (title, end) = (&titles[0], &titles[2]);
    near(title[0].size, 21.0, "the title in 2号");
    near(end[0].y - title[0].y, 24.0 * MM, "its lines 12 mm apart");
    let to = line(page, "镇直各站所：");
    near(to[0].x, ODD.0, "主送机关 flush left");
    let body = line(page, "为把全镇权力运行");
    near(
        body[0].x,
        ODD.0 + 2.0 * BODY,
        "paragraphs are indented by two characters",
    );
    near(body[0].y - to[0].y, LINE, "the pitch of 22 lines");
    // The blanks around the title, two lines and one, take what the mark leaves over.
    let above = top(title) - red[0][3] - (12.0 * MM - 21.0) / 2.0;
    let below = top(&to) - bottom(end) - (12.0 * MM - 21.0) / 2.0 - HALF;
    assert!(
        (2.0 * LINE..2.4 * LINE).contains(&above),
        "two lines below the rule: {above}"
    );
    near(below, above / 2.0, "one line below the title");
    let last = page
        .lines()
        .into_iter()
        .filter(|line| line[0].size == body[0].size);
    let foot = last.map(|line| bottom(&line)).fold(0.0, f32::max);
    near(foot, BOTTOM, "the last line on the last row");
}

#[test]
fn the_end_stands_by_clauses_7_3_and_7_4() {
    let pdf = sample().join("handbook.pdf");
    let Some(first) = first_page(&pdf, "向党发〔2012〕15号") else {
        return;
    };
    let Some(pages) = stext(&pdf, &(first + 1).to_string()) else {
        return;
    };
    let page = &pages[0];
    let attachment = line(page, "附件：向阳峪镇");
    near(
        attachment[0].x,
        EVEN.0 + 2.0 * BODY,
        "附件 is indented by two characters",
    );
    let date = line(page, "2012年7月10日");
    let last = &date[date.len() - 1];
    near(
        last.right,
        EVEN.1 - 4.0 * BODY,
        "成文日期 four characters from the right",
    );
    let signers = line(page, "向阳峪镇人民政府");
    let body = line(page, "程三张图挂在");
    let next = line(page, "廉政风险预警防控办公室。");
    for here in [next[0].y - body[0].y, date[0].y - signers[0].y] {
        near(here, LINE, "the pitch of the page before");
    }
    near(
        signers[0].y - attachment[0].y,
        3.0 * LINE,
        "two blank lines before the names",
    );
    let at = signers.len() - "向阳峪镇人民政府".chars().count();
    let over = (signers[at].x + signers[signers.len() - 1].right) / 2.0;
    near(
        over,
        (date[0].x + last.right) / 2.0,
        "the last signature is centred over the date",
    );
    let first_name = (signers[0].x + signers[at - 1].right) / 2.0;
    assert!(over - first_name > 42.0 * MM, "seals of 42 mm do not meet");
    assert!(first_name - 21.0 * MM > EVEN.0, "nor leave the type area");
    // Names and date stand a little below a seal's middle, which is on the names.
    let seal_top = (top(&signers) + bottom(&signers)) / 2.0 - 21.0 * MM;
    let off = seal_top - bottom(&attachment);
    assert!(
        (0.0..LINE).contains(&off),
        "a seal's top within one line of the text, and not on it: {off}"
    );
    let Some(rects) = rects(&pdf, first + 1) else {
        return;
    };
    let rules: Vec<Rect> = rects.iter().map(|r| r.1).collect();
    assert_eq!(rules.len(), 3, "{rules:?}");
    for (rule, thick) in rules.iter().zip([0.35, 0.25, 0.35]) {
        near(
            rule[0],
            EVEN.0,
            "a rule of the 版记 begins at the type area",
        );
        near(rule[2], EVEN.1, "and ends there");
        let height = rule[3] - rule[1];
        assert!(
            (height - thick * MM).abs() < 0.02,
            "{height} is not {thick} mm"
        );
    }
    near(
        rules[2][3],
        BOTTOM,
        "the last rule is the foot of the type area",
    );
    let copy = line(page, "抄送：旗纪委，旗委办公室，旗政府办公室。");
    let printed = line(page, "向阳峪镇党政办公室");
    for line in [&copy, &printed] {
        near(line[0].size, 14.0, "the 版记 in 4号");
        near(line[0].x, EVEN.0 + 14.0, "one character from the left");
    }
    let text: String = printed.iter().map(|c| c.c).collect();
    assert!(text.ends_with("2012年7月10日印发"), "{text}");
    near(
        printed[printed.len() - 1].right,
        EVEN.1 - 14.0,
        "one character from the right",
    );
}

/// The notice of the small unit, with so many paragraphs of two lines.
fn notice(paragraphs: usize) -> Unit {
    let text = "\"各站所要组织全体人员学习汇编，对照本站所、本岗位的风险点和防控措施抓好落实并且记录在案。\",";
    let unit = Unit::small();
    unit.replace(
        "town.toml",
        "[[organ]]",
        &format!(
            "[unit.notice]\nmark = \"小河镇人民政府文件\"\nnumber = \"河政发〔2012〕7号\"\n\
             title = \"小河镇人民政府关于印发制度汇编的通知\"\nto = \"镇直各站所\"\n\
             text = [{}]\nattachments = [\"制度汇编\", \"名单\"]\nsigners = [\"小河镇人民政府\"]\n\
             printed-by = \"小河镇党政办公室\"\n\n[[organ]]",
            text.repeat(paragraphs)
        ),
    );
    unit
}

#[test]
fn the_colophon_is_at_the_foot_of_the_last_even_page_whatever_the_length() {
    let mut blanks = 0;
    for paragraphs in [1, 4, 9, 11, 12, 13, 14, 15, 20, 34] {
        let unit = notice(paragraphs);
        let (code, told) = unit.generate(&["--only", "handbook", "--format", "pdf"]);
        assert_eq!(code, Some(0), "{told}");
        let pdf = unit.path("output/handbook.pdf");
        let Some(texts) = page_texts(&pdf) else {
            return;
        };
        let texts: Vec<String> = texts
            .iter()
            .map(|t| t.split_whitespace().collect())
            .collect();
        let last = texts
            .iter()
            .position(|t| t.contains("日印发"))
            .expect("the 版记")
            + 1;
        assert_eq!(last % 2, 0, "{paragraphs}: on an even page");
        let page = &stext(&pdf, &last.to_string()).expect("mupdf")[0];
        let printed = line(page, "日印发");
        let rects = rects(&pdf, last).expect("mupdf");
        let foot = rects.iter().map(|r| r.1[3]).fold(0.0, f32::max);
        near(foot, BOTTOM, "its last rule");
        let above = rects.iter().map(|r| r.1[1]).fold(f32::MAX, f32::min);
        let number = format!("—{}—", last - 2);
        if texts[last - 2].is_empty() {
            blanks += 1;
            assert!(
                !texts[last - 1].contains(&number),
                "no number after a blank page"
            );
            assert_eq!(page.lines().len(), 1, "nothing but the 版记");
        } else {
            assert!(
                texts[last - 1].contains(&number),
                "{paragraphs}: {}",
                texts[last - 1]
            );
            let body = page.chars.iter().filter(|c| (c.size - BODY).abs() < 0.1);
            let low = body.map(|c| c.y + 0.12 * c.size).fold(0.0, f32::max);
            assert!(low < above, "{paragraphs}: the text ends above it");
        }
        assert!(printed[0].y > above);
        // Two attachments are numbered, their names one below the other.
        let all = stext(&pdf, &format!("3-{last}")).expect("mupdf");
        let name = |text: &str, c: char| {
            let holds = |page: &&StextPage| {
                let text_of = |l: Vec<Char>| l.iter().map(|c| c.c).collect::<String>();
                page.lines().into_iter().any(|l| text_of(l).contains(text))
            };
            let index = all
                .iter()
                .position(|page| holds(&page))
                .expect("the attachment");
            let line = line(&all[index], text);
            let left = if index % 2 == 0 { ODD.0 } else { EVEN.0 };
            line.iter().find(|ch| ch.c == c).expect("its name").x - left
        };
        let (one, two) = (name("1.制度汇编", '制'), name("2.名单", '名'));
        near(one, two, "names of attachments begin alike");
        near(one, 5.75 * BODY, "after 附件：1.");
    }
    assert!(blanks > 0, "some length needs a blank page");
}

#[test]
fn the_page_that_is_signed_has_two_lines_of_the_text() {
    for paragraphs in 7..14 {
        let unit = notice(paragraphs);
        let (code, told) = unit.generate(&["--only", "handbook", "--format", "pdf"]);
        assert_eq!(code, Some(0), "{told}");
        let Some(texts) = page_texts(&unit.path("output/handbook.pdf")) else {
            return;
        };
        let lines = |page: &str| -> Vec<String> {
            let lines = page
                .lines()
                .map(|l| l.split_whitespace().collect::<String>());
            lines.filter(|l| !l.is_empty()).collect()
        };
        // After the cover, which bears the issuer's name too.
        let signed = texts.iter().skip(2).map(|page| lines(page));
        let signed = signed
            .filter(|page| page.iter().any(|line| line.starts_with("附件：")))
            .find(|page| page.iter().any(|line| line == "小河镇人民政府"))
            .expect("the page that is signed");
        let end = signed
            .iter()
            .position(|line| line.starts_with("附件："))
            .expect("附件");
        assert!(end >= 2, "{paragraphs}: {signed:?}");
    }
}

/// A notice of a page and a little: at the usual pitch, with lines of the text above its names on
/// the page of the 版记.
#[test]
fn a_notice_goes_on_to_the_page_of_its_colophon_at_the_usual_pitch() {
    let output = tempfile::tempdir().expect("temp");
    let hospital = crate::common::root().join("tests/units/hospital");
    let more = ["--only", "handbook", "--format", "pdf"];
    crate::common::generate(&hospital, output.path(), &more);
    let pdf = output.path().join("handbook.pdf");
    let Some(first) = first_page(&pdf, "青医党发〔2024〕6号") else {
        return;
    };
    let Some(pages) = stext(&pdf, &format!("{first}-{}", first + 1)) else {
        return;
    };
    let (to, text) = (
        line(&pages[0], "各科室："),
        line(&pages[0], "《青石县人民医院廉洁"),
    );
    near(text[0].y - to[0].y, LINE, "the pitch");
    let body = pages[0].lines().into_iter();
    let body = body.filter(|line| (line[0].size - BODY).abs() < 0.1);
    let foot = body.map(|line| bottom(&line)).fold(0.0, f32::max);
    near(foot, BOTTOM, "the first page ends on its last row");
    let attachment = line(&pages[1], "附件：");
    let above = pages[1].lines().into_iter();
    let above = above.filter(|line| line[0].y < attachment[0].y - 1.0);
    assert_eq!(
        above.count(),
        2,
        "lines of the text on the page that is signed"
    );
}

/// Without a 版记 that wants the next page, all of a notice that nearly fits stands on one.
#[test]
fn a_short_notice_is_closed_up_rather_than_leave_a_hole_before_its_signature() {
    let closed = (1..12).any(|paragraphs| {
        let unit = notice(paragraphs);
        unit.replace("town.toml", "printed-by = \"小河镇党政办公室\"\n", "");
        let (code, told) = unit.generate(&["--only", "handbook", "--format", "pdf"]);
        assert_eq!(code, Some(0), "{told}");
        let pdf = unit.path("output/handbook.pdf");
        let Some(first) = first_page(&pdf, "河政发〔2012〕7号") else {
            return true;
        };
        let Some(pages) = stext(&pdf, &first.to_string()) else {
            return true;
        };
        let lines = pages[0].lines();
        let find = |text: &str| {
            let holds = |line: &&Vec<Char>| line.iter().map(|c| c.c).collect::<String>() == text;
            lines.iter().find(holds)
        };
        let (Some(to), Some(name)) = (find("镇直各站所："), find("小河镇人民政府"))
        else {
            return false;
        };
        let next = lines.iter().find(|line| line[0].y > to[0].y + 1.0);
        let pitch = next.expect("the text")[0].y - to[0].y;
        assert!(pitch >= 0.87 * LINE - 0.1 && name[0].y < BOTTOM, "{pitch}");
        pitch < 0.99 * LINE
    });
    assert!(closed, "some length is closed up");
}

#[test]
fn a_joint_mark_that_is_none_is_told_at_its_place() {
    for (mark, message, column) in [
        ("[]", "mark 写成一列，可是只有0个机关", 8),
        ("[\"小河镇人民政府\"]", "mark 写成一列，可是只有1个机关", 8),
        ("[\"中共小河镇委员会\", \" \"]", "mark 里有一项是空的", 21),
        (
            "[\"中共小河镇委员会\", \"小河镇人民政府文件\"]",
            "发文机关标志里的 \"小河镇人民政府文件\" 写了“文件”",
            21,
        ),
        (
            "[\"中共小河镇委员会、小河镇人民政府\", \"小河镇人大\"]",
            "发文机关标志里的 \"中共小河镇委员会、小河镇人民政府\" 不止一个机关",
            9,
        ),
        (
            "[\"小河镇人民政府\", \"小河镇人民政府\"]",
            "发文机关标志里的 \"小河镇人民政府\" 已经写过",
            20,
        ),
        ("[\"中共小河镇委员会\", 2]", "mark 的每一项", 21),
    ] {
        let unit = notice(1);
        let whole = "mark = \"小河镇人民政府文件\"";
        unit.replace("town.toml", whole, &format!("mark = {mark}"));
        let (code, told) = unit.generate(&["--only", "handbook", "--format", "html"]);
        assert_eq!(code, Some(1), "{mark}: {told}");
        assert!(told.contains(message), "{mark}: {told}");
        assert!(
            told.contains(&format!("--> rules/town.toml:16:{column}")),
            "{mark}: {told}"
        );
        assert_eq!(told.matches("[LF").count(), 1, "{mark}: {told}");
    }
}

/// Many organs, or long names: smaller, within the type area, and the first page shows some text.
#[test]
fn a_joint_mark_is_as_large_as_fits() {
    let long = "小河镇退役军人事务和应急管理综合行政执法";
    for (names, most) in [(vec![long, "小河镇人民政府"], 22.0), (vec![""; 7], 33.0)] {
        let unit = notice(1);
        let names = names.iter().enumerate().map(|(at, name)| match *name {
            "" => format!(
                "\"小河镇第{}委员会\"",
                ["一", "二", "三", "四", "五", "六", "七"][at]
            ),
            name => format!("\"{name}\""),
        });
        let names = names.collect::<Vec<_>>().join(", ");
        let whole = "mark = \"小河镇人民政府文件\"";
        unit.replace("town.toml", whole, &format!("mark = [{names}]"));
        let (code, told) = unit.generate(&["--only", "handbook", "--format", "pdf"]);
        assert_eq!(code, Some(0), "{told}");
        let pdf = unit.path("output/handbook.pdf");
        let Some(first) = first_page(&pdf, "河政发〔2012〕7号") else {
            return;
        };
        let Some(pages) = stext(&pdf, &first.to_string()) else {
            return;
        };
        let mark: Vec<&Char> = (pages[0].chars.iter())
            .filter(|c| c.font.contains("Bold") && (c.size - 21.0).abs() > 0.1)
            .collect();
        for c in &mark {
            assert!(c.size <= most && c.size > 10.0, "{}", c.size);
            assert!(c.x >= ODD.0 - 0.1 && c.right <= ODD.1 + 0.5, "{}", c.c);
        }
        line(&pages[0], "镇直各站所：");
    }
}

#[test]
fn number_secrecy_and_urgency_stand_in_the_corner_and_the_public_sees_neither_of_the_first() {
    let unit = notice(3);
    unit.replace(
        "town.toml",
        "[unit.notice]\n",
        "[unit.notice]\ncopy-number = \"000123\"\nsecrecy = \"机密★1年\"\nurgency = \"特急\"\n\
         approved-by = \"张某某\"\n",
    );
    for (edition, secret) in [("internal", true), ("public", false)] {
        let output = format!("output-{edition}");
        let (code, told) = unit.generate(&[
            "--only",
            "handbook",
            "--edition",
            edition,
            "--output",
            &output,
        ]);
        assert_eq!(code, Some(0), "{told}");
        let html = std::fs::read_to_string(unit.path(&format!("{output}/handbook.html")));
        let html = html.expect("handbook.html");
        for text in ["000123", "机密★1年"] {
            assert_eq!(html.contains(text), secret, "{edition}: {text}");
        }
        let pdf = unit.path(&format!("{output}/handbook.pdf"));
        let Some(first) = first_page(&pdf, "河政发〔2012〕7号") else {
            return;
        };
        let Some(pages) = stext(&pdf, &first.to_string()) else {
            return;
        };
        let page = &pages[0];
        let mut place = TOP + (LINE - BODY) / 2.0;
        let wanted = ["000123", "机密★1年", "特急"];
        for text in wanted.into_iter().skip(if secret { 0 } else { 2 }) {
            let line = line(page, text);
            near(line[0].x, ODD.0, text);
            near(
                top(&line) - (LINE - BODY) / 2.0,
                place - (LINE - BODY),
                text,
            );
            place += LINE;
        }
        // The mark stays where the standard has it, and who signs stands at the right.
        near(
            top(&line(page, "小河镇人民政府文件")),
            TOP + 35.0 * MM,
            "the mark",
        );
        let number = line(page, "签发人：张某某");
        let right = number[number.len() - 1].right;
        assert!((right - (ODD.1 - BODY)).abs() < 0.3 * MM, "签发人: {right}");
    }
}

#[test]
fn a_bad_document_number_is_told_at_its_place() {
    for (number, message) in [
        (
            "河政发2012年7号",
            "错误[LF005] 取值不在规定范围内：发文字号写成了 \"河政发2012年7号\"",
        ),
        (
            "河政发〔12〕7号",
            "错误[LF005] 取值不在规定范围内：发文字号写成了 \"河政发〔12〕7号\"",
        ),
        (
            "河政发〔2012〕7",
            "错误[LF005] 取值不在规定范围内：发文字号写成了 \"河政发〔2012〕7\"",
        ),
        (
            "河政发[2012]7号",
            "错误[LF312] 发文字号不对：发文字号的年份写成了“[2012]”",
        ),
        (
            "河政发〔2012〕第07号",
            "警告[LF312] 发文字号不对：发文字号的序号不加“第”，不编虚位",
        ),
    ] {
        let unit = notice(1);
        unit.replace("town.toml", "河政发〔2012〕7号", number);
        let (_, told) = unit.generate(&["--only", "handbook", "--format", "html"]);
        assert!(told.starts_with(message), "{number}: {told}");
        assert_eq!(told.matches("[LF").count(), 1, "{told}");
        assert!(told.contains("--> rules/town.toml:17:"), "{told}");
    }
}
