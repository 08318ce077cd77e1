//! The colours of the posters are the unit's: from `[[theme]]` to paper and screen.

use crate::common::{files, root, tool, Unit};
use lianfang::build::preset;
use lianfang::date::Date;
use lianfang::diagnostic::SourceId;
use lianfang::model::Vocabulary;
use lianfang::sheet::dress;
use lianfang::text::Fonts;
use lianfang::typeset::document::Item;
use lianfang::typeset::length::Colour;
use lianfang::typeset::{typeset, Stylesheet};
use std::collections::BTreeMap;
use std::path::Path;

type Colours = BTreeMap<String, String>;

/// The colours of each theme as paper gets them.
fn of_print(vocabulary: &Vocabulary) -> BTreeMap<String, Colours> {
    let table: toml::Table = dress::print(vocabulary).parse().expect("TOML");
    let themes = table["themes"].clone();
    themes.try_into().expect("themes of colours")
}

/// The custom properties of the block of a selector.
fn block(css: &str, selector: &str) -> Colours {
    let (_, rest) = css
        .split_once(&format!("{selector}{{"))
        .unwrap_or_else(|| panic!("{selector} in {css}"));
    let body = rest.split('}').next().expect("a block");
    body.split(';')
        .filter_map(|line| line.trim().strip_prefix("--")?.split_once(": "))
        .map(|(name, colour)| (name.to_string(), colour.to_string()))
        .collect()
}

/// The colours of each theme as the screen gets them.
fn of_screen(vocabulary: &Vocabulary) -> BTreeMap<String, Colours> {
    let grades = block(&dress::css(vocabulary), ":root ");
    let themes = vocabulary.themes.iter();
    themes
        .map(|theme| {
            let css = dress::theme_css(*theme, vocabulary);
            let mut colours = grades.clone();
            colours.extend(block(&css, &format!(".theme-{} ", theme.key())));
            (theme.key().to_owned(), colours)
        })
        .collect()
}

/// Relative luminance (WCAG 2).
fn luminance(colour: &str) -> f64 {
    let part = |i: usize| {
        let v = f64::from(u8::from_str_radix(&colour[i..i + 2], 16).expect("hex")) / 255.0;
        if v <= 0.04045 {
            v / 12.92
        } else {
            ((v + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn paper_and_screen_wear_the_same_colours() {
    for shipped in preset::PRESETS {
        let vocabulary = preset::vocabulary(shipped.key);
        let print = of_print(&vocabulary);
        assert_eq!(print, of_screen(&vocabulary), "{}", shipped.key);
        assert_eq!(print.keys().collect::<Vec<_>>(), ["blue", "plain", "red"]);
        let names: Vec<_> = print["red"].keys().collect();
        for (theme, colours) in &print {
            assert_eq!(colours.keys().collect::<Vec<_>>(), names, "{theme}");
        }
        // What a unit gets that chooses none.
        assert_eq!(vocabulary.themes[0].key(), "red");
    }
}

#[test]
fn every_text_stands_out_from_its_ground() {
    // WCAG 2 AA; the band's texts are large.
    let pairs = [
        ("band-title", "band", 4.5),
        ("pale-gold", "band", 4.5),
        ("ink", "paper", 7.0),
        ("ink", "tint", 7.0),
        ("ink", "held", 7.0),
        ("accent", "paper", 4.5),
        ("accent", "tint", 4.5),
        ("accent", "held", 4.5),
        ("secondary", "paper", 4.5),
        ("secondary", "tint", 4.5),
        ("secondary", "held", 4.5),
    ];
    for shipped in preset::PRESETS {
        let vocabulary = preset::vocabulary(shipped.key);
        for (theme, colours) in of_print(&vocabulary) {
            for (text, ground, least) in pairs {
                let found = contrast(&colours[text], &colours[ground]);
                assert!(found >= least, "{theme}: {text} on {ground} {found:.2}");
            }
            for grade in &vocabulary.grades {
                let tone = |tone: &str| &colours[&format!("grade-{}{tone}", grade.key())];
                assert!(contrast(tone("-text"), tone("")) >= 4.5, "{grade:?}");
                assert!(contrast(tone("-edge"), "#FFFFFF") >= 3.0, "{grade:?}");
            }
        }
    }
}

const GREEN: &str = "[[theme]]\nid = \"green\"\nname = \"绿底金线\"\n\
                     band = \"#0B5D3B\"\naccent = \"#0A6B42\"\n";

/// The small unit with themes of its own, and the one chosen.
fn unit(themes: &str, chosen: &str) -> Unit {
    let unit = Unit::small();
    unit.write("rules/themes.toml", themes);
    let posters = format!("[unit]\nposters = {{ theme = \"{chosen}\" }}\n");
    unit.replace("town.toml", "[unit]\n", &posters);
    unit
}

/// The colours of a page, each with how many pixels have it.
fn pixels(pdf: &Path, temp: &Path) -> Option<BTreeMap<[u8; 3], usize>> {
    let to = temp.join("page.ppm");
    let (from, to_text) = (pdf.to_string_lossy(), to.to_string_lossy());
    let arguments = [
        "draw", "-q", "-r", "20", "-F", "ppm", "-o", &to_text, &from, "1",
    ];
    let run = tool("mutool", &arguments)?;
    assert!(run.status.success(), "{run:?}");
    let bytes = std::fs::read(&to).expect("picture");
    // P6, width, height, depth, pixels.
    let rest = bytes.splitn(5, |b| b.is_ascii_whitespace()).nth(4);
    let mut out = BTreeMap::new();
    for pixel in rest.expect("pixels").chunks_exact(3) {
        *out.entry([pixel[0], pixel[1], pixel[2]]).or_default() += 1;
    }
    Some(out)
}

#[test]
fn no_page_of_a_unit_with_a_theme_of_its_own_holds_the_shipped_accent() {
    let unit = unit(GREEN, "green");
    let (code, told) = unit.generate(&["--only", "handbook,tables", "--format", "html"]);
    assert_eq!(code, Some(0), "{told}");
    let today = Date::new(2013, 3, 31).expect("a day");
    let checked = lianfang::check(&unit.path("rules"), None, today).unit;
    let colours =
        dress::print_accent(checked.profile.posters.theme) + &dress::print(&checked.vocabulary);
    let print = std::fs::read_to_string(root().join("templates/print.toml")).expect("print.toml");
    let style = Stylesheet::parse_over(&colours, &print, SourceId(0)).expect("print.toml is right");
    let fonts = Fonts::shipped().expect("fonts");
    let (red, green) = (Colour(0xae, 0x12, 0x20), Colour(0x0a, 0x6b, 0x42));
    for file in ["handbook.html", "tables/departments.html"] {
        let page = std::fs::read_to_string(unit.path("output").join(file)).expect("page");
        let body = page.split("</style>").last().expect("body");
        assert!(!body.contains("#AE1220"), "{file}");
        let (document, findings, _) = typeset(&page, &style, &fonts);
        assert!(findings.is_empty(), "{file}: {findings:?}");
        let items = document.pages.iter().flat_map(|page| &page.items);
        let painted: Vec<Colour> = items
            .flat_map(|item| match item {
                Item::Glyphs(run) => vec![run.colour],
                Item::Path(path) => (path.fill.into_iter())
                    .chain(path.stroke.map(|(colour, _)| colour))
                    .collect(),
                _ => Vec::new(),
            })
            .collect();
        assert!(
            painted.contains(&green) && !painted.contains(&red),
            "{file}"
        );
    }
}

#[test]
fn a_green_theme_makes_green_posters_on_paper_and_screen() {
    let unit = unit(GREEN, "green");
    let (code, told) = unit.generate(&["--only", "posters", "--format", "html,pdf"]);
    assert_eq!(code, Some(0), "{told}");
    let output = unit.path("output");
    let mut seen = 0;
    for file in files(&output) {
        let path = output.join(&file);
        if file.ends_with(".html") && file.contains("posters/") {
            let page = std::fs::read_to_string(&path).expect("page");
            let worn = block(&page, ".theme-green ");
            assert_eq!(worn["band"], "#0B5D3B", "{file}");
            assert!(page.contains("sheet theme-green"), "{file}");
            for red in ["theme-red", "#C4121A", "#AE1220"] {
                let body = page.split("</style>").last().expect("body");
                assert!(
                    !body.contains(red) && !page.contains("--band: #C4121A"),
                    "{file}"
                );
            }
            seen += 1;
        } else if file.ends_with("-grade.pdf") || file.ends_with("-duties.pdf") {
            let Some(pixels) = pixels(&path, &output) else {
                continue;
            };
            // Renderers round a colour each in its own way.
            let of = |colour: [u8; 3]| -> usize {
                let near =
                    |pixel: &[u8; 3]| pixel.iter().zip(colour).all(|(a, b)| a.abs_diff(b) < 3);
                let like = pixels.iter().filter(|(pixel, _)| near(pixel));
                like.map(|(_, count)| count).sum()
            };
            // The band and the bar at the foot take a sixth of the sheet.
            let all: usize = pixels.values().sum();
            assert!(of([0x0B, 0x5D, 0x3B]) * 8 > all, "{file}");
            assert_eq!(of([0xC4, 0x12, 0x1A]) + of([0xAE, 0x12, 0x20]), 0, "{file}");
        }
    }
    assert!(seen > 3, "{seen}");
}

#[test]
fn the_powers_that_are_held_have_a_ground_of_their_own() {
    let unit = unit(GREEN, "green");
    let (code, told) = unit.generate(&["--only", "posters", "--format", "html"]);
    assert_eq!(code, Some(0), "{told}");
    let page = std::fs::read_to_string(unit.path("output/posters/czs-grade.html")).expect("page");
    let held = page.matches("fill=\"var(--held)\"").count();
    // 财务管理 and 物资采购.
    assert_eq!(held, 2);
    let worn = block(&page, ".theme-green ");
    assert_ne!(worn["held"], worn["tint"]);
}

#[test]
fn a_theme_that_there_is_not_is_told_with_the_nearest() {
    for (themes, chosen, wanted) in [
        ("", "gren", "可以写：\"red\""),
        (GREEN, "gren", "是不是要写 \"green\""),
        (GREEN, "red", "theme 不能是 \"red\""),
    ] {
        let (code, told) = unit(themes, chosen).run("check", &[]);
        assert_eq!(code, Some(1), "{told}");
        assert!(told.contains(wanted), "{wanted}\n{told}");
        assert!(told.contains("town.toml:2:"), "{told}");
    }
}

#[test]
fn what_is_wrong_with_a_theme_is_told_at_its_place() {
    let with = |more: &str| format!("{GREEN}{more}\n");
    for (themes, wanted, line) in [
        (format!("{GREEN}\n{GREEN}"), "配色的编号写了两次", 8),
        (
            format!("{GREEN}\n{}", GREEN.replace("\"green\"", "\"green-2\"")),
            "配色的名称写了两次",
            9,
        ),
        (
            GREEN.replace("#0A6B42", "#7CC79E"),
            "配色 green：accent（序号、小标题、框线）在白纸上看不清，对比只有 2.0，不到 4.5",
            5,
        ),
        (
            GREEN.replace("#0A6B42", "#7CC79E"),
            "把 accent 改得更深些",
            5,
        ),
        (
            with("band-title = \"#3A9D6B\""),
            "band-title（色带上的标题）在band（色带）上看不清",
            6,
        ),
        (
            with("band-title = \"#3A9D6B\""),
            "把 band-title 改得更浅些",
            6,
        ),
        // A ground on which the derived text cannot be read is at fault itself.
        (with("tint = \"#6E8F80\""), "在tint（浅底）上看不清", 6),
        (
            with("held = \"#4B6B5B\""),
            "在held（握有的权力的底色）上看不清",
            6,
        ),
        (
            with("edge = \"#E0E0E0\""),
            "edge（流程图的箭头）在白纸上看不清",
            6,
        ),
        (
            GREEN.replace("#0B5D3B", "#808080"),
            "色带上的标题在band（色带）上看不清",
            4,
        ),
        (
            GREEN.replace("accent = \"#0A6B42\"\n", ""),
            "没有写 accent",
            1,
        ),
        (GREEN.replace("band = \"#0B5D3B\"\n", ""), "没有写 band", 1),
        (GREEN.replace("band =", "bnad ="), "是不是要写 band", 4),
        (with("shadow = \"#000000\""), "shadow", 6),
        (with("paper = \"#FFFFEE\""), "paper", 6),
        (with("gold = \"gold\""), "\"gold\" 不是颜色", 6),
        (with("grey = \"yes\""), "grey 应当是", 6),
        (GREEN.replace("\"green\"", "\"Green\""), "编号不能写成", 2),
    ] {
        let unit = Unit::small();
        unit.write("rules/themes.toml", &themes);
        let (code, told) = unit.run("check", &[]);
        assert_eq!(code, Some(1), "{wanted}\n{told}");
        assert!(told.contains(wanted), "{wanted}\n{told}");
        let place = format!("themes.toml:{line}:");
        assert!(told.contains(&place), "{wanted} {place}\n{told}");
        assert_eq!(told.matches("错误[").count(), 1, "{wanted}\n{told}");
    }
}

#[test]
fn the_cover_wears_the_accent_of_the_theme() {
    let unit = unit(GREEN, "green");
    let (code, told) = unit.generate(&["--only", "handbook,tables"]);
    assert_eq!(code, Some(0), "{told}");
    for file in ["handbook.pdf", "tables/post-sheets.pdf"] {
        let temp = tempfile::tempdir().expect("temp");
        let Some(pixels) = pixels(&unit.path("output").join(file), temp.path()) else {
            return;
        };
        let green = |p: &[u8; 3]| p[1] > p[0].saturating_add(60) && p[1] > p[2].saturating_add(20);
        let red = |p: &[u8; 3]| p[0] > p[1].saturating_add(60) && p[2] > p[1];
        let count = |like: &dyn Fn(&[u8; 3]) -> bool| -> usize {
            pixels
                .iter()
                .filter(|(p, _)| like(p))
                .map(|(_, count)| count)
                .sum()
        };
        assert!(count(&green) > 50, "{file}");
        // A sheet of a post shows its grade, which is red whatever the theme.
        if file == "handbook.pdf" {
            assert_eq!(count(&red), 0, "{file}");
        }
    }
}

#[test]
fn a_style_file_with_colours_of_posters_says_where_they_belong() {
    let unit = Unit::small();
    let own =
        std::fs::read_to_string(crate::common::root().join("templates/print.toml")).expect("style");
    let own = own.replace(
        "[page-number]",
        "[themes.red]\nband = \"#000000\"\n\n[page-number]",
    );
    unit.write("templates/print.toml", own);
    let templates = unit.path("templates");
    let (code, told) = unit.generate(&["--templates", &templates.to_string_lossy()]);
    assert_eq!(code, Some(1), "{told}");
    assert!(
        told.contains("LF021") && told.contains("写在规则的 [[theme]] 里"),
        "{told}"
    );
}
