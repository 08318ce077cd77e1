//! The colours of the posters and of the unit's grades and warning levels, as style for the
//! screen and for paper. No style sheet knows a theme or a grade: pages carry this beside it.

use crate::model::vocabulary::{Colour, Level, Theme, Tone};
use crate::model::{Grade, Unit, Vocabulary};
use serde::Serialize;

/// The colours of a page of posters.
#[derive(Debug, Clone, Serialize)]
pub struct Dress {
    /// Id of the theme: `theme-` and it make the class.
    pub key: &'static str,
    /// What its colours are, as CSS.
    pub style: String,
    /// The colours of the grades, as CSS.
    pub grade_style: String,
}

impl Dress {
    /// Those of a theme of the unit.
    pub fn of(theme: Option<Theme>, unit: &Unit) -> Self {
        let style = theme.map(|theme| theme_css(theme, &unit.vocabulary));
        Self {
            key: theme.map_or("", Theme::key),
            style: style.unwrap_or_default(),
            grade_style: css(&unit.vocabulary),
        }
    }
}

/// The accent in `screen.css`.
const OWN_ACCENT: &str = "#AE1220";

/// Cells by how many risk points are in them: none, and four steps to many. Greys, so that many is
/// not read as grave.
pub(super) const HEAT: [&str; 5] = ["#F7F4EF", "#EAE3D8", "#CFC5B7", "#A4988A", "#50463D"];

/// The accent of a theme on paper; of a unit that chooses none the one in `screen.css`.
pub fn accent(theme: Option<Theme>) -> String {
    let accent = theme.map(|theme| theme.entry().palette.get(Tone::Accent).hex());
    accent.unwrap_or_else(|| OWN_ACCENT.to_owned())
}

/// The class of a grade's signs.
fn class(grade: Grade) -> String {
    format!("grade-{}", grade.key())
}

/// The names of a grade's colours: ground, edge, word.
pub fn variables(grade: Grade) -> [String; 3] {
    let class = class(grade);
    ["", "-edge", "-text"].map(|tone| format!("{class}{tone}"))
}

/// What they are: ground, edge, word.
pub fn tones(colour: &Colour) -> [String; 3] {
    [colour.fill, colour.edge, colour.text].map(|tone| tone.hex())
}

/// The class of a warning level's signs; `None` where the unit gives it no colour.
pub fn level_class(level: Level) -> Option<String> {
    let coloured = level.entry().colour.is_some();
    coloured.then(|| format!("level-{}", level.key()))
}

/// The warning levels that have colours: class and tones.
fn levels(vocabulary: &Vocabulary) -> Vec<(String, [String; 3])> {
    let of = |level: &Level| Some((level_class(*level)?, tones(level.entry().colour.as_ref()?)));
    vocabulary.levels.iter().filter_map(of).collect()
}

/// The colours of grades by name, as they are or in black print.
fn grades(vocabulary: &Vocabulary, grey: bool) -> Vec<(String, String)> {
    let count = vocabulary.grades.len();
    let of = |grade: &Grade| {
        let tones = match grey {
            true => tones(&Colour::grey(grade.rank(), count)),
            false => tones(grade.colour()),
        };
        variables(*grade).into_iter().zip(tones)
    };
    vocabulary.grades.iter().flat_map(of).collect()
}

/// The colours of a theme by name.
fn theme_tones(theme: Theme) -> Vec<(String, String)> {
    let palette = &theme.entry().palette;
    let tones = Tone::ALL.iter();
    let named = tones.map(|tone| (tone.key().to_owned(), palette.get(*tone).hex()));
    named.collect()
}

/// Colours as custom properties of what a selector matches.
fn block(selector: &str, colours: &[(String, String)]) -> String {
    let lines = colours.iter();
    let lines: Vec<String> = lines.map(|(name, c)| format!("--{name}: {c};")).collect();
    format!("{selector} {{ {} }}\n", lines.join(" "))
}

/// CSS: the colours of a theme, and those that grades have in it.
pub fn theme_css(theme: Theme, vocabulary: &Vocabulary) -> String {
    let mut colours = theme_tones(theme);
    if theme.entry().grey {
        colours.extend(grades(vocabulary, true));
    }
    block(&format!(".theme-{}", theme.key()), &colours)
}

/// CSS: the accent of a theme for the frame of all pages, light and dark; nothing for the accent
/// that the style sheets have anyway. In the dark it is mixed with white until it can be read.
pub fn frame_css(theme: Theme) -> String {
    let accent = accent(Some(theme));
    if accent == OWN_ACCENT {
        return String::new();
    }
    let light = format!(
        "--fill: {accent}; --accent: {accent}; --link: {accent}; --drawn: {accent}; \
         --under: color-mix(in srgb, {accent} 40%, #fff); --wash: color-mix(in srgb, {accent} 6%, #fff);"
    );
    let dark = format!(
        "--fill: color-mix(in srgb, {accent} 78%, #000); --drawn: color-mix(in srgb, {accent} 45%, #fff); \
         --accent: color-mix(in srgb, {accent} 45%, #fff); --link: color-mix(in srgb, {accent} 35%, #fff); \
         --under: color-mix(in srgb, {accent} 60%, #888); --wash: color-mix(in srgb, {accent} 30%, #181513);"
    );
    let drawn = format!("[fill=\"{accent}\"]:not([data-on])");
    format!(
        ":root {{ {light} }}\n\
         .drawn {drawn} {{ fill: var(--drawn); }} .drawn [stroke=\"{accent}\"] {{ stroke: var(--drawn); }}\n\
         @media screen and (prefers-color-scheme: dark) {{ :root:not([data-theme=light]) {{ {dark} }} }}\n\
         @media screen {{ :root[data-theme=dark] {{ {dark} }} }}\n"
    )
}

/// CSS: the colours of grades as custom properties, and the signs that wear them.
pub fn css(vocabulary: &Vocabulary) -> String {
    let mut out = block(":root", &grades(vocabulary, false));
    let worn = |class: &str, [fill, edge, text]: [String; 3]| {
        format!(".{class} {{ background: {fill}; border-color: {edge}; color: {text}; }}\n")
    };
    for grade in &vocabulary.grades {
        let named = variables(*grade).map(|name| format!("var(--{name})"));
        let tint = format!("[data-tint={}] {{ --tone: {}; }} ", grade.key(), named[0]);
        out += &(tint + &worn(&class(*grade), named));
    }
    for (class, tones) in levels(vocabulary) {
        out += &worn(&class, tones);
    }
    out
}

/// The accent of the unit's theme in the form of `print.toml`, for what templates mark as ruled or
/// written in it.
pub fn print_accent(theme: Option<Theme>) -> String {
    let accent = accent(theme);
    format!(
        "[[rule]]\nmatch = \".ruled-in-accent\"\nstroke = \"{accent}\"\n\
         [[rule]]\nmatch = \".in-accent\"\ncolour = \"{accent}\"\n"
    )
}

/// The colours of grades and levels in the form of `print.toml`, with every theme of the unit.
pub fn print(vocabulary: &Vocabulary) -> String {
    let mut out = String::new();
    for theme in &vocabulary.themes {
        out += &format!("[themes.{}]\n", theme.key());
        let grades = grades(vocabulary, theme.entry().grey);
        for (name, colour) in theme_tones(*theme).into_iter().chain(grades) {
            out += &format!("{name} = \"{colour}\"\n");
        }
    }
    let mut rule = |selector: String, [fill, edge, text]: [String; 3]| {
        out += &format!("[[rule]]\nmatch = \"{selector}\"\nfill = \"{fill}\"\n");
        out += &format!("stroke = \"{edge}\"\ncolour = \"{text}\"\n");
    };
    for grade in &vocabulary.grades {
        for what in [".chip", "th"] {
            rule(format!("{what}.{}", class(*grade)), tones(grade.colour()));
        }
    }
    for (class, tones) in levels(vocabulary) {
        rule(format!(".chip.{class}"), tones);
    }
    out
}
