//! Every page of the sample and of the units of other kinds as a proofreader looks at it: full enough,
//! no number torn from the next line, no line of a single character.

use crate::common::{generate, root, sample, stext, tool, Char, StextPage};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

const MM: f32 = 72.0 / 25.4;
/// A page with less is nearly empty.
const LEAST_FULL: f32 = 0.4;
/// A page with less that goes on from the one before is no page to turn over for.
const LEAST_LAST: f32 = 0.3;
/// What stands further below another piece, in lines, is a cell of its own, not the end of its text.
const NEXT_CELL: f32 = 1.7;
/// A line at least so high begins a part: titles of regulations, of tables, of parts.
const TITLE_PT: f32 = 17.0;

/// The documents that are bound: the book and its tables.
const BOUND: [&str; 6] = [
    "handbook.pdf",
    "tables/departments.pdf",
    "tables/posts.pdf",
    "tables/powers.pdf",
    "tables/risks.pdf",
    "tables/trace.pdf",
];

/// The units beside the sample.
const UNITS: [&str; 3] = ["hospital", "four", "village"];

fn pages(file: &str) -> Option<Vec<StextPage>> {
    let pdf: &Path = &sample().join(file);
    stext(pdf, "1-N")
}

/// The bound documents of the sample and of the other units, which have not all of them: what each is
/// called in a message, and its pages. None where there is no tool to read them.
fn bound() -> &'static [(String, Vec<StextPage>)] {
    static BOOKS: OnceLock<Vec<(String, Vec<StextPage>)>> = OnceLock::new();
    BOOKS.get_or_init(|| {
        let folder = |unit: &str| -> PathBuf {
            let name = format!("{unit}-{}", std::process::id());
            let output = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
            let rules = root().join("tests/units").join(unit);
            let more = ["--only", "handbook,tables", "--format", "pdf"];
            let told = generate(&rules, &output, &more).stderr;
            assert!(output.exists(), "{}", String::from_utf8_lossy(&told));
            output
        };
        let others = UNITS.iter().map(|unit| (*unit, folder(unit)));
        let units = [("sample", sample().to_owned())].into_iter().chain(others);
        let files = units.flat_map(|(unit, output)| {
            let file = move |file: &&str| (format!("{unit}/{file}"), output.join(file));
            BOUND.iter().map(file).collect::<Vec<_>>()
        });
        let there = files.filter(|(_, pdf)| pdf.exists());
        there
            .filter_map(|(name, pdf)| Some((name, stext(&pdf, "1-N")?)))
            .collect()
    })
}

/// The lines of a page, the page number beside.
fn body(page: &StextPage) -> Vec<Vec<Char>> {
    let is_number = |line: &[Char]| {
        let text: String = line.iter().map(|c| c.c).collect();
        text.starts_with('—') && text.ends_with('—')
    };
    let lines = page.lines().into_iter();
    lines.filter(|line| !is_number(line)).collect()
}

#[test]
fn no_page_but_the_last_of_its_part_is_nearly_empty() {
    let mut found = Vec::new();
    for (file, pages) in bound() {
        let pages: Vec<_> = pages.iter().map(|page| (page, body(page))).collect();
        for (at, (page, lines)) in pages.iter().enumerate() {
            let (top, height) = match page.width > page.height {
                true => (28.0 * MM, 156.0 * MM),
                false => (37.0 * MM, 225.0 * MM),
            };
            // A blank page, or the title of a part by itself.
            if lines.len() <= 1 {
                continue;
            }
            let foot = lines.iter().flatten().map(|c| c.y).fold(0.0, f32::max);
            let full = (foot - top) / height;
            let next = pages.get(at + 1).map_or(&[][..], |(_, lines)| lines);
            let turns = pages
                .get(at + 1)
                .is_some_and(|(next, _)| next.width != page.width);
            // A table that goes on has its title again, with （续）.
            let goes_on = |line: &[Char]| line.iter().any(|c| c.c == '续');
            let ends = (next.first()).is_none_or(|line| line[0].size >= TITLE_PT && !goes_on(line));
            // The last page of a part has what is left, as far as that is worth one. A short part
            // alone has what it has.
            let begins = lines[0][0].size >= TITLE_PT && !goes_on(&lines[0]);
            let least = match ends || turns {
                true if begins => 0.0,
                true => LEAST_LAST,
                false => LEAST_FULL,
            };
            if full < least {
                found.push(format!(
                    "{file}, page {}: {:.0} % full",
                    at + 1,
                    full * 100.0
                ));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The number of rows of a register on each of its pages: those that begin there, by the number
/// in the first columns.
fn rows_begun(page: &StextPage) -> usize {
    let pieces = pieces(page);
    let in_table = || pieces.iter().filter(|piece| piece.size < 11.0);
    let left = in_table().map(|piece| piece.x).fold(f32::MAX, f32::min);
    in_table()
        .filter(|piece| piece.x - left < 20.0 * MM)
        .filter(|piece| piece.text.trim().chars().all(|c| c.is_ascii_digit()))
        .count()
}

#[test]
fn no_page_of_a_register_has_a_single_row() {
    let is_register = |file: &str| BOUND[1..5].iter().any(|name| file.ends_with(name));
    for (file, pages) in bound().iter().filter(|(file, _)| is_register(file)) {
        let rows: Vec<usize> = pages.iter().map(rows_begun).collect();
        assert!(rows.iter().all(|&rows| rows >= 2), "{file}: {rows:?}");
        // Balanced: the last page alone may hold less than half of what the fullest does.
        let most = rows.iter().max().copied().unwrap_or(0);
        let even = |&rows: &usize| 2 * rows >= most;
        let (_, others) = rows.split_last().expect("pages");
        assert!(others.iter().all(even), "{file}: {rows:?}");
    }
}

/// A line for each measure against each risk point, 120 of them, twenty a page and more; on pages
/// alike full.
#[test]
fn the_register_of_risk_points_takes_six_pages() {
    let page = std::fs::read_to_string(sample().join("tables/risks.html")).expect("the register");
    let measures = scraper::Selector::parse("table.risks tbody td.term").expect("cells");
    let listed = scraper::Html::parse_document(&page);
    assert_eq!(listed.select(&measures).count(), 120);
    let Some(pages) = pages("tables/risks.pdf") else {
        return;
    };
    assert!(pages.len() <= 6, "{} pages", pages.len());
    for (at, page) in pages.iter().enumerate() {
        let foot = body(page).into_iter().flatten().map(|c| c.y);
        let full = (foot.fold(0.0, f32::max) - 28.0 * MM) / (156.0 * MM);
        assert!(full > 0.75, "page {}: {:.0} % full", at + 1, full * 100.0);
    }
    // Who made it stands on the line of the title.
    let lines = body(&pages[0]);
    let place = |c: char| lines.iter().flatten().find(|found| found.c == c);
    let (made, title) = (place('编').expect("编制"), place('廉').expect("the title"));
    assert!((made.y - title.y).abs() < 3.0, "{} {}", made.y, title.y);
}

/// Twenty-six short measures are no three pages, nor is their table of articles; and no head is half as
/// high as what is below it.
#[test]
fn a_list_of_measures_takes_no_more_pages_than_it_fills() {
    let Some((_, pages)) = bound().iter().find(|(file, _)| file == "four/handbook.pdf") else {
        return;
    };
    for (title, wanted) in [("防控措施清单", 2), ("条文、风险点和措施对照表", 2)]
    {
        let mut found = 0;
        for page in pages.iter().filter(|page| page.width > page.height) {
            let lines = body(page);
            let text = |line: &Vec<Char>| line.iter().map(|c| c.c).collect::<String>();
            let is_title =
                |line: &&Vec<Char>| line[0].size >= TITLE_PT && text(line).contains(title);
            let Some(title) = lines.iter().find(is_title) else {
                continue;
            };
            found += 1;
            let pieces = pieces(page);
            let first = pieces.iter().filter(|piece| {
                let mut text = piece.text.chars();
                text.next().is_some_and(|c| c.is_ascii_uppercase()) && piece.text.contains('-')
            });
            let first = first.map(|piece| piece.y).fold(f32::MAX, f32::min);
            assert!(first - title[0].y < 22.0 * MM, "{first} {}", title[0].y);
        }
        assert_eq!(found, wanted, "{title}");
    }
}

/// The risk points of all departments stand in one form, below the steps on their page: none leaves
/// a third of its page blank, and none begins a page for them. What is done about them is said to be
/// elsewhere.
#[test]
fn all_departments_have_their_risk_points_in_one_form_on_the_page_of_their_steps() {
    let Some(pages) = pages("handbook.pdf") else {
        return;
    };
    let mut departments = 0;
    for (at, page) in pages.iter().enumerate() {
        let lines = body(page);
        let text = |line: &Vec<Char>| line.iter().map(|c| c.c).collect::<String>();
        let Some(heading) = lines
            .iter()
            .position(|line| text(line).starts_with("（四）风险点"))
        else {
            continue;
        };
        departments += 1;
        assert!(heading > 0, "page {} begins with it", at + 1);
        let foot = lines.iter().flatten().map(|c| c.y).fold(0.0, f32::max);
        let full = (foot - 37.0 * MM) / (225.0 * MM);
        assert!(full > 0.68, "page {}: {:.0} % full", at + 1, full * 100.0);
        let head = lines[heading + 1..].iter().map(text).next();
        let head = head.unwrap_or_default().replace(' ', "");
        assert_eq!(head, "编号风险点（措施见第三部分）等级编号风险点等级");
    }
    assert_eq!(departments, 14);
}

/// What a page fills with the colour of the unit and reaches over its whole width, by the tops of its
/// rules from the foot of the sheet, in millimetres.
fn bars(page: &str) -> Vec<i32> {
    let paths = page.split("<fill_path ").skip(1);
    let bars = paths.filter_map(|path| {
        let path = path.split("</fill_path>").next()?;
        let of = |key: &str| -> Vec<f32> {
            let values = path.split(key).skip(1);
            values
                .filter_map(|value| value.split('"').next()?.parse().ok())
                .collect()
        };
        let (x, y) = (of(" x=\""), of(" y=\""));
        let most = |of: &[f32]| of.iter().copied().fold(0.0, f32::max);
        let least = |of: &[f32]| of.iter().copied().fold(f32::MAX, f32::min);
        let wide = most(&x) - least(&x) > 165.0 * MM;
        let bar = (2.0 * MM..2.4 * MM).contains(&(most(&y) - least(&y)));
        (wide && bar && path.contains("color=\".6824 ")).then(|| (most(&y) / MM).round() as i32)
    });
    bars.collect()
}

/// Every sheet of a post is closed as it is opened, the last as the others; and what one has too
/// little room for is shared: none goes on with a row or two of seven.
#[test]
fn all_sheets_of_a_post_are_closed_and_share_its_risk_points() {
    let pdf = sample().join("tables/post-sheets.pdf");
    let Some(trace) = tool("mutool", &["draw", "-F", "trace", &pdf.to_string_lossy()]) else {
        return;
    };
    let trace = String::from_utf8_lossy(&trace.stdout).into_owned();
    let pages: Vec<&str> = trace.split("<page ").skip(1).collect();
    assert!(pages.len() > 60, "{} pages", pages.len());
    for (at, page) in pages.iter().enumerate() {
        assert_eq!(bars(page), [282, 17], "page {}", at + 1);
    }
    let Some(pages) = self::pages("tables/post-sheets.pdf") else {
        return;
    };
    // The first and the further sheets of a post, by how many risk points stand on each.
    let mut posts: Vec<Vec<usize>> = Vec::new();
    for page in &pages {
        let lines = page.lines();
        let text = |line: &Vec<Char>| line.iter().map(|c| c.c).collect::<String>();
        let is_code = |line: &&Vec<Char>| {
            let text = text(line);
            let mut parts = text.splitn(2, '-');
            let letters = parts.next().unwrap_or_default();
            let digit = parts
                .next()
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            letters.len() == 2 && letters.chars().all(|c| c.is_ascii_uppercase()) && digit
        };
        let count = lines.iter().filter(is_code).count();
        match (text(&lines[0]).contains('续'), posts.last_mut()) {
            (true, Some(post)) => post.push(count),
            _ => posts.push(vec![count]),
        }
    }
    let shared = posts.iter().filter(|sheets| sheets.len() > 1);
    let (mut count, mut fewest) = (0, usize::MAX);
    for sheets in shared {
        count += 1;
        fewest = fewest.min(sheets.iter().copied().min().unwrap_or(0));
    }
    assert!(count > 20 && fewest >= 3, "{posts:?}");
    // Neither sheet is crowded while the other is half empty.
    let pairs = posts.iter().filter(|sheets| sheets.len() == 2);
    let mut apart = pairs.map(|sheets| sheets[0].abs_diff(sheets[1]));
    assert!(apart.all(|apart| apart <= 4), "{posts:?}");
}

/// Sheets come apart: each says whose it is and, of several, which it is of how many.
#[test]
fn each_sheet_of_a_post_has_its_head_its_name_and_its_number() {
    let Some(pages) = pages("tables/post-sheets.pdf") else {
        return;
    };
    let text = |line: &Vec<Char>| line.iter().map(|c| c.c).collect::<String>();
    let named = |text: &str| text.starts_with('第') && text.contains("页/共");
    let sheet = |number: &str| {
        let (nth, of) = number.split_once("页/共")?;
        let nth: usize = nth.strip_prefix('第')?.parse().ok()?;
        Some((nth, of.strip_suffix('页')?.parse::<usize>().ok()?))
    };
    // What the first sheet of a post says, and the number of the last one seen, of how many.
    let mut before: Option<(String, (usize, usize))> = None;
    let mut further = 0;
    for (at, page) in pages.iter().enumerate() {
        let lines: Vec<String> = page.lines().iter().map(text).collect();
        let number = lines.iter().find(|line| named(line)).cloned();
        let (first, whole) = (&lines[0], lines.concat());
        let said = format!("page {}: {first}, {number:?}", at + 1);
        assert!(first.contains("一览表"), "{said}");
        match (first.contains('续'), before.take()) {
            (false, None) => {
                let number = number.map(|number| sheet(&number).expect(&said));
                assert!(number.is_none_or(|(nth, of)| nth == 1 && of > 1), "{said}");
                before = number.map(|number| (whole, number));
            }
            (true, Some((above, (last, of)))) => {
                further += 1;
                let number = number.as_deref().and_then(sheet);
                assert_eq!(number, Some((last + 1, of)), "{said}");
                // The name, the department, the grade, a blank between them.
                let second = &page.lines()[1];
                let blank = |pair: &[Char]| pair[1].x - pair[0].right > 0.5 * pair[0].size;
                let name = second.windows(2).take_while(|pair| !blank(pair)).count() + 1;
                let name = text(&second[..name].to_vec());
                assert!(above.contains(&name), "{said}: {name}");
                let body = page.lines().into_iter().filter(|line| !named(&text(line)));
                let foot = body.flatten().map(|c| c.y).fold(0.0, f32::max);
                assert!(foot > LEAST_FULL * page.height, "{said}: {foot}");
                before = (last + 1 < of).then_some((above, (last + 1, of)));
            }
            (_, before) => panic!("{said} after {before:?}"),
        }
    }
    assert!(before.is_none(), "{before:?}");
    // Fifty posts; what is a little too much for a sheet stands a little closer.
    assert_eq!((pages.len() - further, further), (50, 27));
}

#[test]
fn no_heading_stands_at_the_foot_of_a_page() {
    for (file, pages) in bound() {
        for (at, page) in pages.iter().enumerate() {
            let lines = body(page);
            // A title of a part has a page by itself.
            let [.., above, last] = &lines[..] else {
                continue;
            };
            let is_heading = |line: &[Char]| {
                let mut shown = line.iter().filter(|c| !c.c.is_whitespace());
                shown.all(|c| c.size > 13.0 && c.font.contains("Sans"))
            };
            let text: String = last.iter().map(|c| c.c).collect();
            // An entry of the contents ends with its number.
            let entry = text.ends_with(|c: char| c.is_ascii_digit());
            let heading = is_heading(last) && above[0].y < last[0].y && !entry;
            assert!(!heading, "{file}, page {}: {text}", at + 1);
        }
    }
}

/// A piece of a line: characters of one size that stand close together.
struct Piece {
    x: f32,
    right: f32,
    y: f32,
    size: f32,
    text: String,
}

/// The pieces of a page, by lines. A line that is set flush has gaps of nearly a character, two
/// columns of a table never less than two.
fn pieces(page: &StextPage) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for line in page.lines() {
        let first = out.len();
        for c in line {
            match out[first..].last_mut() {
                Some(piece) if c.x - piece.right < 1.5 * c.size => {
                    piece.text.push(c.c);
                    piece.right = c.right;
                }
                _ => out.push(Piece {
                    x: c.x,
                    right: c.right,
                    y: c.y,
                    size: c.size,
                    text: c.c.to_string(),
                }),
            }
        }
    }
    out
}

impl Piece {
    /// Whether it stands on the line above another piece of the same text.
    fn is_above(&self, below: &Self) -> bool {
        let lines = (below.y - self.y) / self.size;
        (self.size - below.size).abs() < 0.1
            && (0.9..2.1).contains(&lines)
            && self.x - 2.0 * self.size <= below.x
            && below.right <= self.right + 1.0
    }

    /// Whether it stands on the line above another piece, and no further out at either end.
    fn is_over(&self, below: &Self) -> bool {
        let lines = (below.y - self.y) / self.size;
        (self.size - below.size).abs() < 0.1
            && (0.9..1.6).contains(&lines)
            && below.x - 1.0 <= self.x
            && self.right <= below.right + 1.0
    }
}

#[test]
fn no_number_is_torn_and_no_line_is_a_single_character() {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let counted = |c: char| "年月日号个条项件次天人".contains(c);
    let mut found: Vec<String> = Vec::new();
    for (file, pages) in bound() {
        for (at, page) in pages.iter().enumerate() {
            let pieces = pieces(page);
            let left = pieces
                .iter()
                .filter(|piece| piece.size < 11.0)
                .map(|piece| piece.x)
                .fold(f32::MAX, f32::min);
            for below in &pieces {
                let mut above = pieces.iter().filter(|above| above.is_above(below));
                let first = below.text.chars().next().unwrap_or(' ');
                let torn = |piece: &Piece| {
                    let last = piece.text.chars().last().unwrap_or(' ');
                    last.is_ascii_digit() && (counted(first) || first == '%')
                };
                let said = |what: &str| format!("{file}, page {}: {what} {}", at + 1, below.text);
                // The name of a class is set upright, in the first column of a turned sheet.
                let upright = page.width > page.height && below.x - left < 8.0 * MM;
                let single = below.text.chars().filter(|c| han(*c)).count() == 1
                    && below.text.chars().count() <= 3
                    && !below.text.contains('续');
                let long = |piece: &Piece| piece.text.chars().count() > 3;
                let ends = |piece: &Piece| (below.y - piece.y) / piece.size < NEXT_CELL;
                if single && !upright && above.clone().any(|p| long(p) && ends(p)) {
                    found.push(said("a single character"));
                }
                // 各 above 站所负责人.
                let lonely = |piece: &&Piece| {
                    let under = piece.text.starts_with(han) && piece.is_over(below);
                    under && piece.text.chars().count() == 1
                };
                if !upright && long(below) && pieces.iter().any(|piece| lonely(&piece)) {
                    found.push(said("a single character above"));
                }
                if above.any(torn) {
                    found.push(said("a torn number"));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
