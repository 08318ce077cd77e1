//! The colours of the unit's grades and warning levels, as style for the screen and for paper. No style sheet
//! knows a grade: pages carry this beside it.

use crate::model::vocabulary::{Colour, Level};
use crate::model::{Grade, PosterTheme, Vocabulary};
use std::fmt::Write;

/// The themes in which signs are black, grey and white.
fn is_grey(theme: PosterTheme) -> bool {
    theme == PosterTheme::Plain
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

fn tones(colour: &Colour) -> [String; 3] {
    [colour.fill.hex(), colour.edge.hex(), colour.text.hex()]
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

/// The colours by name, in a theme or, where none is given, outside of posters.
fn colours(vocabulary: &Vocabulary, theme: Option<PosterTheme>) -> Vec<(String, String)> {
    let of = |grade: &Grade| {
        let entry = grade.entry();
        let grey = theme.is_some_and(is_grey);
        let colour = if grey { &entry.grey } else { &entry.colour };
        variables(*grade).into_iter().zip(tones(colour))
    };
    vocabulary.grades.iter().flat_map(of).collect()
}

/// CSS: the colours as custom properties, and the signs that wear them.
pub fn css(vocabulary: &Vocabulary) -> String {
    let mut out = String::new();
    let mut block = |selector: &str, theme| {
        let colours = colours(vocabulary, theme);
        let lines: Vec<String> = colours
            .iter()
            .map(|(n, c)| format!("--{n}: {c};"))
            .collect();
        writeln!(out, "{selector} {{ {} }}", lines.join(" ")).expect("text");
    };
    block(":root", None);
    for theme in PosterTheme::ALL.iter().filter(|theme| is_grey(**theme)) {
        block(&format!(".theme-{}", theme.key()), Some(*theme));
    }
    for grade in &vocabulary.grades {
        let [fill, edge, text] = variables(*grade);
        writeln!(
            out,
            ".{} {{ background: var(--{fill}); border-color: var(--{edge}); color: var(--{text}); }}",
            class(*grade)
        )
        .expect("text");
    }
    for (class, [fill, edge, text]) in levels(vocabulary) {
        writeln!(
            out,
            ".{class} {{ background: {fill}; border-color: {edge}; color: {text}; }}"
        )
        .expect("text");
    }
    out
}

/// The same in the form of `print.toml`.
pub fn print(vocabulary: &Vocabulary) -> String {
    let mut out = String::new();
    for theme in PosterTheme::ALL {
        writeln!(out, "[themes.{}]", theme.key()).expect("text");
        for (name, colour) in colours(vocabulary, Some(*theme)) {
            writeln!(out, "{name} = \"{colour}\"").expect("text");
        }
    }
    for grade in &vocabulary.grades {
        let [fill, edge, text] = tones(grade.colour());
        let class = class(*grade);
        for what in [".chip", "th"] {
            writeln!(
                out,
                "[[rule]]\nmatch = \"{what}.{class}\"\nfill = \"{fill}\"\nstroke = \"{edge}\"\ncolour = \"{text}\""
            )
            .expect("text");
        }
    }
    for (class, [fill, edge, text]) in levels(vocabulary) {
        writeln!(
            out,
            "[[rule]]\nmatch = \".chip.{class}\"\nfill = \"{fill}\"\nstroke = \"{edge}\"\ncolour = \"{text}\""
        )
        .expect("text");
    }
    out
}
