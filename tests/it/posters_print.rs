//! Posters on their way to the wall: the print shop's boxes, tiles for an office printer, the
//! code in the foot, and the file with all of them.

use crate::common::{files, generate, root, tool};
use std::path::{Path, PathBuf};

/// Pixels to a millimetre at 50.8 dpi.
const PX: usize = 2;

fn small(output: &Path, more: &[&str]) {
    let rules = root().join("tests/towns/small");
    let mut arguments = vec!["--only", "posters", "--format", "pdf"];
    arguments.extend(more);
    let run = generate(&rules, output, &arguments);
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(0), "{told}");
}

fn ending(output: &Path, end: &str) -> PathBuf {
    let all = files(output);
    let found = all.iter().find(|f| f.ends_with(end));
    output.join(found.unwrap_or_else(|| panic!("no {end} in {all:?}")))
}

/// A page in grey, a byte for each pixel.
struct Picture {
    width: usize,
    height: usize,
    grey: Vec<u8>,
}

/// The pages of a PDF at 50.8 dpi, by mupdf. (Poppler draws a page from its foot, and rounds
/// its height up to whole pixels: the same letter falls otherwise into another page's raster.)
fn pictures(pdf: &Path, temp: &Path) -> Option<Vec<Picture>> {
    let to = temp.join("page-%03d.pgm");
    let (from, to) = (pdf.to_string_lossy(), to.to_string_lossy());
    let arguments = [
        "draw", "-q", "-r", "50.8", "-c", "gray", "-F", "pgm", "-o", &to, &from,
    ];
    let run = tool("mutool", &arguments)?;
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let mut out = Vec::new();
    for name in files(temp).iter().filter(|f| f.starts_with("page")) {
        let path = temp.join(name);
        let bytes = std::fs::read(&path).expect("picture");
        std::fs::remove_file(path).expect("picture");
        let mut fields = bytes.splitn(4, |b| b.is_ascii_whitespace());
        assert_eq!(fields.next(), Some(&b"P5"[..]));
        let mut number = || -> usize {
            let field = std::str::from_utf8(fields.next().expect("field")).expect("ASCII");
            field.parse().expect("number")
        };
        let (width, height) = (number(), number());
        let rest = fields.next().expect("pixels");
        let pixels = rest.iter().position(|b| *b == b'\n').expect("255") + 1;
        out.push(Picture {
            width,
            height,
            grey: rest[pixels..].to_vec(),
        });
    }
    Some(out)
}

#[test]
fn tiles_put_together_again_are_the_poster() {
    // Paper lies: a window of 400 × 277 mm or 277 × 190 mm, of which neighbours share 10.
    for (paper, window, columns, rows) in [("A3", (400, 277), 2, 4), ("a4", (277, 190), 3, 5)] {
        let temp = tempfile::tempdir().expect("temp");
        let output = temp.path().join("output");
        small(&output, &["--tile", paper]);
        let name = format!("-grade-{}.pdf", paper.to_lowercase());
        let Some(whole) = pictures(&ending(&output, "-grade.pdf"), temp.path()) else {
            return;
        };
        let tiles = pictures(&ending(&output, &name), temp.path()).expect("mupdf again");
        assert_eq!(tiles.len(), 1 + columns * rows, "the plan and the tiles");
        let whole = &whole[0];
        // A page may be rounded up to whole pixels.
        let (width, height) = (600 * PX, 900 * PX);
        assert!(whole.width.abs_diff(width) < 2 && whole.height.abs_diff(height) < 2);
        let (step_x, step_y) = ((window.0 - 10) * PX, (window.1 - 10) * PX);
        let margin = 10 * PX;
        let mut together = vec![None; width * height];
        for row in 0..rows {
            for column in 0..columns {
                let tile = &tiles[1 + row * columns + column];
                for y in 0..window.1 * PX {
                    for x in 0..window.0 * PX {
                        let (px, py) = (column * step_x + x, row * step_y + y);
                        if px < width && py < height {
                            let value = tile.grey[(margin + y) * tile.width + margin + x];
                            together[py * width + px] = Some(value);
                        }
                    }
                }
            }
        }
        let mut differing = 0;
        for (i, found) in together.iter().enumerate() {
            let found = found.expect("the tiles leave no gap");
            let wanted = whole.grey[i / width * whole.width + i % width];
            differing += usize::from(found.abs_diff(wanted) > 16);
        }
        assert_eq!(differing, 0, "{paper}: pixels differ");
    }
}

#[test]
fn the_plan_says_how_the_tiles_go_together() {
    let temp = tempfile::tempdir().expect("temp");
    small(temp.path(), &["--tile", "A3"]);
    let Some(texts) = crate::common::page_texts(&ending(temp.path(), "-duties-a3.pdf")) else {
        return;
    };
    let squeezed: Vec<String> = texts
        .iter()
        .map(|t| t.chars().filter(|c| !c.is_whitespace()).collect())
        .collect();
    for wanted in ["拼贴图", "4行2列", "A3纸8张", "实际大小", "1-1", "4-2"] {
        assert!(squeezed[0].contains(wanted), "{wanted}: {}", squeezed[0]);
    }
    for (i, text) in squeezed[1..].iter().enumerate() {
        let label = format!("第{}行第{}列", i / 2 + 1, i % 2 + 1);
        assert!(text.contains(&label), "{label}: {text}");
    }
}

#[test]
fn the_print_shop_gets_bleed_and_boxes() {
    const MM: f32 = 72.0 / 25.4;
    let temp = tempfile::tempdir().expect("temp");
    small(temp.path(), &["--print-shop", "--size", "A2"]);
    let pdf = ending(temp.path(), "-duties.pdf");
    let path = pdf.to_string_lossy().into_owned();
    let Some(info) = tool("pdfinfo", &["-box", &path]) else {
        return;
    };
    let info = String::from_utf8_lossy(&info.stdout).into_owned();
    let read = |name: &str| -> Vec<f32> {
        let line = info.lines().find(|l| l.starts_with(name)).expect("the box");
        let numbers = line.split_whitespace().skip(1);
        numbers.map(|n| n.parse().expect("number")).collect()
    };
    let (media, bleed, trim) = (read("MediaBox"), read("BleedBox"), read("TrimBox"));
    assert!((trim[2] - trim[0] - 420.0 * MM).abs() < 0.1, "{trim:?}");
    assert!((trim[3] - trim[1] - 594.0 * MM).abs() < 0.1, "{trim:?}");
    for side in 0..4 {
        let beyond = (bleed[side] - trim[side]).abs();
        assert!((beyond - 3.0 * MM).abs() < 0.1, "{bleed:?}");
        assert!((media[side] - bleed[side]).abs() > 8.0 * MM, "{media:?}");
    }
    // The band runs into the bleed and no further; the marks stand outside it.
    let pages = pictures(&pdf, temp.path()).expect("mupdf again");
    let page = &pages[0];
    let at = |x_mm: f32, y_mm: f32| {
        let (x, y) = ((x_mm * PX as f32) as usize, (y_mm * PX as f32) as usize);
        page.grey[y * page.width + x]
    };
    let (edge, height) = (14.0, 594.0 + 28.0);
    assert!(at(edge - 2.0, edge + 20.0) < 120, "no band in the bleed");
    assert!(
        at(edge - 4.0, edge + 20.0) > 250,
        "the band runs over the bleed"
    );
    assert!(
        at(edge - 2.0, height - edge + 2.0) < 120,
        "no bar in the bleed"
    );
    let mark = |y_mm: f32| {
        let row = (y_mm * PX as f32).round() as usize;
        (row - 1..=row + 1).any(|y| page.grey[y * page.width + 5 * PX] < 246)
    };
    assert!(mark(edge) && mark(height - edge), "no crop marks");
    assert!(!mark(edge + 60.0));
}

#[test]
fn all_posters_stand_in_one_file_at_their_true_size() {
    let output = crate::common::sample();
    let posters = files(output)
        .into_iter()
        .filter(|f| f.starts_with("posters/") && f.ends_with(".pdf"))
        .count();
    assert_eq!(posters, 14 * 4 + 2);
    let all = output.join("posters.pdf");
    let Some(info) = tool("pdfinfo", &["-l", "999", &all.to_string_lossy()]) else {
        return;
    };
    let info = String::from_utf8_lossy(&info.stdout).into_owned();
    let sizes: Vec<&str> = info
        .lines()
        .filter(|l| l.starts_with("Page ") && l.contains(" size:"))
        .collect();
    assert_eq!(sizes.len(), posters);
    for size in sizes {
        assert!(size.contains("1700.79 x 2551.18"), "{size}");
    }
    // Each department once in the outline, its four posters below it.
    let outline = tool("mutool", &["show", &all.to_string_lossy(), "outline"]);
    let outline = outline.expect("mupdf stands beside poppler").stdout;
    let outline = String::from_utf8_lossy(&outline).into_owned();
    let below = |line: &str| line.split('\t').nth(1) == Some("");
    let lines: Vec<&str> = outline.lines().collect();
    // The two sheets of the whole unit stand before them.
    assert_eq!(lines.len(), 15 + posters, "{outline}");
    assert!(!below(lines[0]) && below(lines[1]) && below(lines[2]));
    for department in lines[3..].chunks(5) {
        assert!(!below(department[0]), "{outline}");
        assert!(department[1..].iter().all(|line| below(line)), "{outline}");
    }
    let html = std::fs::read_to_string(output.join("posters/index.html")).expect("contact sheet");
    for department in ["czs", "bgs", "mzxx"] {
        for kind in ["duties", "rules", "workflow", "grade"] {
            let link = format!("href=\"{department}-{kind}.html\"");
            assert!(html.contains(&link), "no {link}");
            let drawing = format!("id=\"{department}-{kind}-1\"");
            assert_eq!(html.matches(&drawing).count(), 1, "{drawing}");
        }
    }
    assert!(html.contains("posters.pdf\">"), "no link to all posters");
}

/// The address that a telephone reads from the code of a page.
fn scanned(html: &str) -> String {
    let path = html
        .split("<path class=\"qr\" d=\"")
        .nth(1)
        .expect("a code");
    let path = path.split('"').next().expect("path data");
    let boxes: Vec<[f32; 4]> = path
        .split('Z')
        .filter(|part| !part.is_empty())
        .map(|part| {
            let numbers: Vec<f32> = part
                .split(['M', ' ', 'H', 'V'])
                .filter(|n| !n.is_empty())
                .map(|n| n.parse().expect("number"))
                .collect();
            let [x, y, right, bottom, _] = numbers[..] else {
                panic!("{part}")
            };
            [x, y, right, bottom]
        })
        .collect();
    let (left, top) = boxes
        .iter()
        .fold((f32::MAX, f32::MAX), |(l, t), b| (l.min(b[0]), t.min(b[1])));
    // Eight pixels to a unit, twenty units of blank around.
    let dark = |x: usize, y: usize| {
        let (x, y) = (left - 20.0 + x as f32 / 8.0, top - 20.0 + y as f32 / 8.0);
        boxes
            .iter()
            .any(|b| b[0] <= x && x < b[2] && b[1] <= y && y < b[3])
    };
    let mut image = rqrr::PreparedImage::prepare_from_bitmap(900, 900, dark);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "one code");
    grids[0].decode().expect("a code that can be read").1
}

#[test]
fn the_code_leads_to_the_page() {
    let temp = tempfile::tempdir().expect("temp");
    let rules = temp.path().join("rules");
    std::fs::create_dir(&rules).expect("folder");
    for name in files(&root().join("tests/towns/small")) {
        if name.ends_with(".toml") {
            let text = std::fs::read_to_string(root().join("tests/towns/small").join(&name));
            let with = "[unit]\nposters = { address = \"https://www.example.gov.cn/lf\" }\n";
            let text = text.expect("rules").replacen("[unit]\n", with, 1);
            std::fs::write(rules.join(&name), text).expect("copy");
        }
    }
    let output = temp.path().join("output");
    for orientation in ["portrait", "landscape"] {
        let run = generate(
            &rules,
            &output,
            &["--only", "posters", "--orientation", orientation],
        );
        assert_eq!(
            run.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&run.stderr)
        );
        let page = ending(&output, "-grade.html");
        let html = std::fs::read_to_string(&page).expect("HTML");
        let name = page
            .file_name()
            .expect("name")
            .to_string_lossy()
            .into_owned();
        assert_eq!(
            scanned(&html),
            format!("https://www.example.gov.cn/lf/posters/{name}")
        );
    }
}
