//! The page of GB/T 9704, measured in the PDF as mupdf reads it: type area, lines and
//! characters, pitch, page numbers.

use crate::common::{page_texts, sample, stext, Char, StextPage};

/// Points in a millimetre.
const MM: f32 = 72.0 / 25.4;
/// 3号, in points.
const BODY: f32 = 15.75;
/// Marks with their right half blank.
const TRAILING: &str = "，。、；：？！）》”’〉〕】";
/// Marks with their left half blank.
const LEADING: &str = "（《“‘〈〔【";

/// The pages of the handbook and their numbers (from 1), with the number printed on each.
struct Handbook {
    pages: Vec<StextPage>,
    printed: Vec<Option<String>>,
}

fn handbook() -> Option<Handbook> {
    let pages = stext(&sample().join("handbook.pdf"), "1-N")?;
    let printed = pages.iter().map(|page| {
        let (chars, _) = number_of(page)?;
        Some(chars.iter().map(|c| c.c).filter(|c| *c != '—').collect())
    });
    let printed = printed.collect();
    Some(Handbook { pages, printed })
}

/// The page number `— 1 —` of an upright page: all that stands below the type area, left to
/// right, and its baseline.
fn number_of(page: &StextPage) -> Option<(Vec<Char>, f32)> {
    let foot = (37.0 + 225.0) * MM;
    let mut chars: Vec<Char> = page
        .chars
        .iter()
        .filter(|c| c.y > foot + 1.0 && c.c != ' ')
        .cloned()
        .collect();
    chars.sort_by(|a, b| a.x.total_cmp(&b.x));
    let first = chars.first()?;
    let y = first.y;
    Some((chars, y))
}

/// Left edge of the type area of the page with that index.
fn left_of(index: usize) -> f32 {
    if index % 2 == 1 {
        (210.0 - 28.0 - 156.0) * MM
    } else {
        28.0 * MM
    }
}

/// Whether a page is of the body: its lines are those of the grid and nothing else.
fn is_body(page: &StextPage) -> bool {
    page.width < page.height
        && page
            .chars
            .iter()
            .filter(|c| c.y < 262.0 * MM && c.c != ' ')
            .count()
            > 300
        && page
            .chars
            .iter()
            .filter(|c| c.y < 262.0 * MM && c.c != ' ')
            .all(|c| (c.size - BODY).abs() < 0.01)
}

/// How many rows a page has: 22, or 23 where its regulation would end with a few lines on a page
/// of their own (5.2.3).
fn rows(lines: &[Vec<Char>]) -> usize {
    let pitches = lines.windows(2).map(|w| w[1][0].y - w[0][0].y);
    let closed_up = pitches.fold(f32::MAX, f32::min) < (pitch(22) + pitch(23)) / 2.0;
    if closed_up {
        23
    } else {
        22
    }
}

/// From row to row, the first and the last at the edges of the type area.
fn pitch(rows: usize) -> f32 {
    (225.0 * MM - BODY) / (rows - 1) as f32
}

/// A regulation whose pages have a row more has none that is nearly empty.
#[test]
fn pages_give_way_only_where_that_saves_one() {
    let Some(handbook) = handbook() else { return };
    let lines_of = |page: &StextPage| {
        let mut lines = page.lines();
        lines.retain(|line| line[0].y < 262.0 * MM);
        lines
    };
    let of_text = |page: &&StextPage| page.width < page.height && page.chars.len() > 100;
    let all: Vec<_> = (handbook.pages.iter().filter(of_text))
        .map(lines_of)
        .collect();
    let mut closed_up = 0;
    for pair in all.windows(2) {
        if rows(&pair[0]) == 23 {
            closed_up += 1;
            let same = rows(&pair[1]) == 23;
            assert!(!same || pair[1].len() > 5, "{} lines", pair[1].len());
        }
    }
    assert!(closed_up >= 5, "{closed_up}");
}

#[test]
fn a_full_page_has_22_lines_of_28_characters() {
    let Some(handbook) = handbook() else { return };
    let (mut full_pages, mut full_lines) = (0, 0);
    for (index, page) in handbook
        .pages
        .iter()
        .enumerate()
        .filter(|(_, p)| is_body(p))
    {
        let mut lines = page.lines();
        lines.retain(|line| line[0].y < 262.0 * MM);
        let rows = rows(&lines);
        assert!(
            lines.len() <= rows,
            "page {}: {} lines",
            index + 1,
            lines.len()
        );
        full_pages += usize::from(lines.len() == 22);
        let left = left_of(index);
        // Each line lies in one of the rows: none sits between two.
        let first = 37.0 * MM + 0.88 * BODY;
        let pitch = pitch(rows);
        for line in &lines {
            let row = (line[0].y - first) / pitch;
            // A heading centred in two rows stands on the border between them.
            let centred = line[0].x > left + 2.5 * BODY;
            let off = (row - row.round()).abs().min(if centred {
                (row - row.floor() - 0.5).abs()
            } else {
                1.0
            });
            assert!(off * pitch < 0.1 * MM, "page {}: row {row}", index + 1);
            // A line of 28 whole characters, no two marks sharing a blank, shows the columns.
            let text: String = line.iter().map(|c| c.c).collect();
            let mark = |c: char| TRAILING.contains(c) || LEADING.contains(c);
            let whole = line.iter().all(|c| c.c > '\u{2fff}' || mark(c.c));
            let apart = line.windows(2).all(|w| !mark(w[0].c) || !mark(w[1].c));
            let ends = mark(line[0].c) || mark(line[line.len() - 1].c);
            if line.len() == 28 && whole && apart && !ends {
                full_lines += 1;
                for (column, c) in line.iter().enumerate() {
                    let x = left + column as f32 * 156.0 * MM / 28.0;
                    assert!((c.x - x).abs() < 0.1 * MM, "column {column}: {} {x}", c.x);
                }
            }
            assert!(
                line.len() <= 36,
                "half-width digits and marks fit in, not this: {text}"
            );
        }
    }
    assert!(full_pages >= 4, "{full_pages} pages with 22 lines");
    assert!(full_lines >= 20, "{full_lines} lines of 28 characters");
}

#[test]
fn the_type_area_is_156_by_225_mm() {
    let Some(handbook) = handbook() else { return };
    let mut measured = [0, 0];
    for (index, page) in handbook
        .pages
        .iter()
        .enumerate()
        .filter(|(_, p)| is_body(p))
    {
        assert!((page.width - 210.0 * MM).abs() < 0.1 && (page.height - 297.0 * MM).abs() < 0.1);
        let mut lines = page.lines();
        lines.retain(|line| line[0].y < 262.0 * MM);
        let rows = rows(&lines);
        if lines.len() < rows {
            continue;
        }
        // The hanzi box stands 0.88 em above and 0.12 em below its baseline.
        let top = lines[0][0].y - 0.88 * BODY;
        let bottom = lines[rows - 1][0].y + 0.12 * BODY;
        let edge = |c: &Char| {
            c.x + if LEADING.contains(c.c) {
                BODY / 2.0
            } else {
                0.0
            }
        };
        let end = |c: &Char| {
            if TRAILING.contains(c.c) {
                c.x + BODY / 2.0
            } else {
                c.right
            }
        };
        let left = lines.iter().map(|l| edge(&l[0])).fold(f32::MAX, f32::min);
        let right = lines
            .iter()
            .map(|l| end(&l[l.len() - 1]))
            .fold(0.0, f32::max);
        for (what, got, wanted) in [
            ("top", top, 37.0 * MM),
            ("bottom", bottom, (37.0 + 225.0) * MM),
            ("left", left, left_of(index)),
            ("right", right, left_of(index) + 156.0 * MM),
        ] {
            let off = (got - wanted) / MM;
            assert!(
                off.abs() < 0.1,
                "page {}: {what} is off by {off} mm",
                index + 1
            );
        }
        measured[index % 2] += 1;
    }
    assert!(
        measured[0] > 0 && measured[1] > 0,
        "odd and even: {measured:?}"
    );
}

#[test]
fn lines_stand_at_an_even_pitch() {
    let Some(handbook) = handbook() else { return };
    let mut seen = 0;
    for (index, page) in handbook
        .pages
        .iter()
        .enumerate()
        .filter(|(_, p)| is_body(p))
    {
        let mut lines = page.lines();
        lines.retain(|line| line[0].y < 262.0 * MM);
        let rows = rows(&lines);
        if lines.len() < rows {
            continue;
        }
        let pitches: Vec<f32> = lines.windows(2).map(|w| w[1][0].y - w[0][0].y).collect();
        let (least, most) = pitches
            .iter()
            .fold((f32::MAX, 0.0f32), |(l, m), &p| (l.min(p), m.max(p)));
        // GB/T 9704 3.2: a hanzi and 7/8 of one of 3号, stretched to fill the 225 mm.
        assert!(most - least < 0.02, "page {}: {least} to {most}", index + 1);
        assert!(
            (least - pitch(rows)).abs() < 0.05,
            "page {}: {least}",
            index + 1
        );
        seen += 1;
    }
    assert!(seen >= 4, "{seen}");
}

#[test]
fn page_numbers_stand_where_clause_7_5_wants_them() {
    let Some(handbook) = handbook() else { return };
    let (mut odd, mut even) = (0, 0);
    for (index, page) in handbook.pages.iter().enumerate() {
        if page.width > page.height {
            continue;
        }
        let Some((chars, y)) = number_of(page) else {
            continue;
        };
        let text: String = chars.iter().map(|c| c.c).collect();
        assert!(
            text.starts_with('—') && text.ends_with('—'),
            "page {}: {text}",
            index + 1
        );
        for c in &chars {
            assert!((c.size - 14.0).abs() < 0.01, "4号: {}", c.size);
            assert!(c.font.contains("NotoSerifSC"), "宋体: {}", c.font);
            assert!((c.y - y).abs() < 0.01);
            if c.c.is_ascii_digit() {
                assert!(
                    c.right - c.x < 0.6 * c.size,
                    "half width: {}",
                    c.right - c.x
                );
            }
        }
        // The 一字线 is drawn .36 em above the baseline.
        let below = (y - 0.36 * 14.0) / MM - (37.0 + 225.0);
        assert!((below - 7.0).abs() < 0.1, "page {}: {below} mm", index + 1);
        let (first, last) = (&chars[0], &chars[chars.len() - 1]);
        let left = left_of(index);
        // One character of its own size in from the outer edge.
        if index % 2 == 0 {
            let indent = left + 156.0 * MM - last.right;
            assert!((indent - 14.0).abs() < 0.5, "page {}: {indent}", index + 1);
            odd += 1;
        } else {
            let indent = first.x - left;
            assert!((indent - 14.0).abs() < 0.5, "page {}: {indent}", index + 1);
            even += 1;
        }
    }
    assert!(odd > 15 && even > 15, "{odd} {even}");
}

#[test]
fn numbers_run_on_and_blank_pages_have_none() {
    let pdf = sample().join("handbook.pdf");
    let Some(handbook) = handbook() else { return };
    let Some(texts) = page_texts(&pdf) else {
        return;
    };
    let turned = |index: usize| handbook.pages[index].width > handbook.pages[index].height;
    // The cover and its back carry nothing; the notice has pages 1 and 2; contents and preface
    // count I, II, …; the body, which is attached to the notice, goes on with 3 (GB/T 9704 7.5),
    // so that no two pages have the same number.
    assert_eq!(handbook.printed[..2], [None, None]);
    assert_eq!(handbook.printed[2].as_deref(), Some("1"));
    assert_eq!(handbook.printed[3].as_deref(), Some("2"));
    let first = handbook
        .printed
        .iter()
        .rposition(|p| p.as_deref() == Some("3"))
        .expect("a page 3");
    assert_eq!(first % 2, 0, "the body begins on an odd page");
    let mut blanks = 0;
    for (index, text) in texts.iter().enumerate().skip(first) {
        if text.trim().is_empty() {
            blanks += 1;
            continue;
        }
        let number = (index - first + 3).to_string();
        if turned(index) {
            let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            assert!(text.contains(&format!("—{number}—")), "page {}", index + 1);
        } else {
            assert_eq!(handbook.printed[index].as_deref(), Some(number.as_str()));
        }
    }
    assert!(
        blanks > 0,
        "a part that begins on an odd page leaves a blank one before it"
    );
    let front: Vec<&str> = handbook.printed[4..first]
        .iter()
        .flatten()
        .map(|s| s.as_str())
        .collect();
    assert!(front.len() >= 3, "{front:?}");
    assert!(
        front.iter().all(|n| n.chars().all(|c| "IVX".contains(c))),
        "{front:?}"
    );
    assert_eq!(front[0], "I");
}
