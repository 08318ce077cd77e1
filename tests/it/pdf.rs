//! The PDFs of the sample, read back by poppler, mupdf and qpdf.

use crate::common::{files, generate, page_texts, pdfs, root, sample, stext, tool, Char};
use std::path::Path;

/// Points in a millimetre.
const MM: f32 = 72.0 / 25.4;
/// 3号.
const BODY: f32 = 15.75;

#[test]
fn every_file_of_the_contract_is_written() {
    let written = files(sample());
    let mut expected: Vec<String> = ["index.html", "manifest.json"]
        .iter()
        .map(|s| s.to_string())
        .collect();
    let mut stems = vec!["handbook".to_string()];
    for table in ["departments", "posts", "risks", "trace"] {
        stems.push(format!("tables/{table}"));
    }
    let departments = [
        "nyfw", "xmsy", "gtzy", "czs", "shbz", "czgh", "dgs", "pcs", "wsy", "mzxx", "bgs", "whgd",
        "lyz", "jsb",
    ];
    for department in departments {
        for wall in ["duties", "rules", "workflow", "grade"] {
            stems.push(format!("posters/{department}-{wall}"));
        }
    }
    expected.push("posters/index.html".to_string());
    expected.push("posters.pdf".to_string());
    for stem in stems {
        expected.push(format!("{stem}.html"));
        expected.push(format!("{stem}.pdf"));
    }
    expected.sort();
    let mut written_sorted = written;
    written_sorted.sort();
    let missing: Vec<&String> = expected
        .iter()
        .filter(|f| !written_sorted.contains(f))
        .collect();
    assert!(missing.is_empty(), "missing: {missing:?}");
}

#[test]
fn readers_open_every_pdf_without_complaint() {
    for pdf in pdfs() {
        let path = pdf.to_string_lossy().into_owned();
        if let Some(output) = tool("qpdf", &["--check", &path]) {
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success() && told.is_empty(), "{path}: {told}");
        }
        if let Some(output) = tool("pdffonts", &[&path]) {
            assert!(output.stderr.is_empty(), "{path}");
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            let fonts: Vec<&str> = text.lines().skip(2).collect();
            assert!(!fonts.is_empty(), "{path}");
            for font in fonts {
                assert!(
                    font.contains("yes yes yes"),
                    "{path}: not embedded and subset: {font}"
                );
            }
        }
        if let Some(output) = tool("mutool", &["info", &path]) {
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            let told = told.replace("warning: ICC support is not available\n", "");
            assert!(told.is_empty(), "{path}: {told}");
        }
        page_texts(&pdf);
    }
}

#[test]
fn the_text_comes_back_in_reading_order() {
    let Some(pages) = page_texts(&sample().join("handbook.pdf")) else {
        return;
    };
    let text: String = pages
        .concat()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let mut at = text.find("第一部分制度第二").unwrap_or(0);
    for expected in [
        "为了做实廉政风险的预警和防范，提高全镇预防腐败的能力",
        "第十二条",
        "向阳峪镇廉政风险等级评估办法",
        "向阳峪镇廉政风险点综合防控措施",
        "站所廉政风险等级表",
        "廉政风险点及防控措施一览表",
        "（一）工作职责",
        "条文不一致处理表",
    ] {
        let found = text[at..].find(expected);
        assert!(found.is_some(), "{expected} not found in order");
        at += found.unwrap_or(0);
    }
    assert!(!text.contains('\u{fffd}'), "a glyph without Unicode text");
}

/// Pages of the handbook set in the body style, from the first regulation to the tables.
fn regulation_pages(pages: &[String]) -> std::ops::Range<usize> {
    let first = pages
        .iter()
        .position(|p| p.contains("廉政风险评估预警暂行办法") && p.contains("发布"))
        .expect("the first regulation");
    let last = pages
        .iter()
        .position(|p| p.contains("第二部分") && !p.contains("目"))
        .unwrap_or(0);
    let last = if last > first {
        last
    } else {
        pages.len().min(first + 30)
    };
    first..last
}

/// Where the ink of a line's last character may end: a closing mark has its right half blank.
fn visible_right(c: &Char) -> f32 {
    if "，。、；：？！）》”’〉〕】".contains(c.c) {
        c.x + c.size / 2.0
    } else {
        c.right
    }
}

#[test]
fn lines_keep_the_prohibitions_and_both_edges() {
    let pdf = sample().join("handbook.pdf");
    let Some(texts) = page_texts(&pdf) else {
        return;
    };
    let range = regulation_pages(&texts);
    let Some(pages) = stext(&pdf, &format!("{}-{}", range.start + 1, range.end)) else {
        return;
    };
    let (mut lines_seen, mut full) = (0, 0);
    for (index, page) in pages.iter().enumerate() {
        let even = (range.start + index) % 2 == 1;
        let left = if even { 210.0 - 28.0 - 156.0 } else { 28.0 } * MM;
        let right = left + 156.0 * MM;
        let mut lines = page.lines();
        lines.retain(|line| line.iter().any(|c| (c.size - BODY).abs() < 0.01));
        for (k, line) in lines.iter().enumerate() {
            lines_seen += 1;
            let (first, last) = (&line[0], &line[line.len() - 1]);
            let text: String = line.iter().map(|c| c.c).collect();
            assert!(
                !"，。、；：？！）》”’〉〕】·—～".contains(first.c),
                "starts: {text}"
            );
            assert!(!"（《“‘〈〔【".contains(last.c), "ends: {text}");
            // A line is full when the next one goes on at the left edge of the measure.
            let Some(next) = lines.get(k + 1) else {
                continue;
            };
            let start = next[0].x
                + if "（《“‘".contains(next[0].c) {
                    BODY / 2.0
                } else {
                    0.0
                };
            if (start - left).abs() < 0.5 {
                full += 1;
                let end = visible_right(last);
                assert!((end - right).abs() < 0.5, "{end} is not {right}: {text}");
            }
        }
    }
    assert!(
        lines_seen > 300 && full > 150,
        "too few lines: {lines_seen}, {full} full"
    );
}

#[test]
fn contents_carry_the_pages_of_their_headings() {
    let pdf = sample().join("handbook.pdf");
    let Some(pages) = page_texts(&pdf) else {
        return;
    };
    let squeezed = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    // The number each page prints on itself.
    let printed = |page: &str| -> Option<String> {
        let text = squeezed(page);
        let mut found = None;
        for part in text.split('—') {
            let digits = part
                .chars()
                .all(|c| c.is_ascii_digit() || "IVXLC".contains(c));
            if !part.is_empty() && part.len() <= 6 && digits {
                found = Some(part.to_string());
            }
        }
        found
    };
    let html = std::fs::read_to_string(sample().join("handbook.html")).expect("handbook.html");
    let contents = html
        .split("<nav class=\"contents\"")
        .nth(1)
        .expect("contents");
    let contents = contents.split("</nav>").next().unwrap_or("");
    let mut entries = Vec::new();
    for item in contents.split("<li").skip(1) {
        let text = item
            .split("\">")
            .nth(2)
            .and_then(|t| t.split("</a>").next())
            .unwrap_or("");
        entries.push(squeezed(text));
    }
    assert!(entries.len() > 30, "{entries:?}");
    // The contents as printed: each line with the number at its end.
    let Some(front) = stext(&pdf, "2-8") else {
        return;
    };
    let toc: String = front
        .iter()
        .flat_map(|page| page.lines())
        .map(|line| {
            line.iter()
                .map(|c| c.c)
                .filter(|c| !c.is_whitespace())
                .collect::<String>()
        })
        .collect();
    let notice = pages
        .iter()
        .position(|p| printed(p).as_deref() == Some("I"))
        .expect("the first page of the contents");
    let mut checked = 0;
    let mut at = 0;
    for entry in &entries {
        let start = toc[at..].find(entry.as_str()).map(|i| at + i + entry.len());
        let start = start.unwrap_or_else(|| panic!("{entry} is not in the contents"));
        let number: String = toc[start..]
            .chars()
            .take_while(|c| c.is_ascii_digit() || "IVXLC".contains(*c))
            .collect();
        at = start;
        // The notice before the contents counts its own pages.
        let page = (notice..pages.len())
            .find(|&p| printed(&pages[p]).as_deref() == Some(number.as_str()))
            .unwrap_or_else(|| panic!("no page prints {number} ({entry})"));
        // The heading proper, without the number that the contents put before it.
        let heading = entry.split_once('、').map_or(entry.as_str(), |(_, h)| h);
        let text = squeezed(&pages[page]);
        assert!(text.contains(heading), "{entry} is not on page {number}");
        checked += 1;
    }
    assert_eq!(checked, entries.len());
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let again = Path::new(env!("CARGO_TARGET_TMPDIR")).join("again");
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .current_dir(root().join("tests"))
        .env("TZ", "America/New_York")
        .env("LC_ALL", "C")
        .args([
            "generate",
            "--templates",
            "none",
            "--rules",
            "../rules",
            "--output",
        ])
        .arg(&again)
        .output()
        .expect("lianfang runs");
    assert_eq!(run.status.code(), Some(0));
    let names = files(sample());
    assert_eq!(names, files(&again));
    for name in names {
        let (a, b) = (
            std::fs::read(sample().join(&name)),
            std::fs::read(again.join(&name)),
        );
        assert!(
            a.expect("first") == b.expect("second"),
            "{name} differs between two runs"
        );
    }
}

/// Parts of a page are set on whichever core is free, and the first page that is ready is no rule.
#[test]
fn the_bytes_do_not_hang_on_the_number_of_cores() {
    let temp = tempfile::tempdir().expect("temp");
    let made = ["1", "2", "8"].map(|cores| {
        let output = temp.path().join(cores);
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_lianfang"))
            .current_dir(root())
            .env("RAYON_NUM_THREADS", cores)
            .args(["generate", "--only", "handbook,tables"])
            .arg("--output")
            .arg(&output)
            .output()
            .expect("lianfang runs");
        assert_eq!(run.status.code(), Some(0));
        let names = files(&output).into_iter();
        let bytes = |name: String| (std::fs::read(output.join(&name)).expect("file"), name);
        names.map(bytes).collect::<Vec<_>>()
    });
    for other in &made[1..] {
        assert_eq!(other.len(), made[0].len());
        for (one, other) in made[0].iter().zip(other) {
            assert!(one == other, "{} differs", one.1);
        }
    }
}

#[test]
fn a_failed_run_leaves_the_last_output_as_it_was() {
    let temp = tempfile::tempdir().expect("temp");
    let output = temp.path().join("output");
    let small = root().join("tests/towns/small");
    let run = generate(&small, &output, &["--only", "tables"]);
    assert_eq!(
        run.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let before: Vec<(String, Vec<u8>)> = files(&output)
        .into_iter()
        .map(|f| (f.clone(), std::fs::read(output.join(f)).expect("file")))
        .collect();
    let broken = temp.path().join("rules");
    std::fs::create_dir(&broken).expect("folder");
    std::fs::write(broken.join("a.toml"), "[town\n").expect("file");
    let run = generate(&broken, &output, &[]);
    assert_eq!(run.status.code(), Some(1));
    let after: Vec<(String, Vec<u8>)> = files(&output)
        .into_iter()
        .map(|f| (f.clone(), std::fs::read(output.join(f)).expect("file")))
        .collect();
    assert!(before == after);
    let run = generate(
        &broken,
        &temp.path().join("draft"),
        &["--draft", "--only", "tables"],
    );
    assert_eq!(
        run.status.code(),
        Some(1),
        "a draft is made, yet the errors are told"
    );
    let Some(texts) = page_texts(&temp.path().join("draft/tables/posts.pdf")) else {
        return;
    };
    assert!(
        texts.iter().all(|t| t.contains('草') && t.contains('稿')),
        "{texts:?}"
    );
}
