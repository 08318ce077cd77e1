//! The colours of a poster, by name. What they are the unit says (`[[theme]]`, `[[grade]]`); a
//! sheet says which theme it wears by its class, and its page carries the colours.

use crate::model::vocabulary::Theme as Chosen;
use crate::model::Unit;
use crate::sheet::dress;
use serde::Serialize;
use std::collections::BTreeMap;

/// The names of the colours as SVG writes them.
#[derive(Debug, Clone, Serialize)]
pub struct Theme {
    /// Its id: `theme-` and it make the class.
    pub key: &'static str,
    /// Ground of the band.
    pub band: &'static str,
    /// The title on the band.
    pub band_title: &'static str,
    /// The department on the band.
    pub pale_gold: &'static str,
    /// Numerals, heads, outlines.
    pub accent: &'static str,
    /// Lines of gold on white or on the band.
    pub gold: &'static str,
    /// Text and rules.
    pub ink: &'static str,
    /// Labels and notes.
    pub secondary: &'static str,
    /// Lines between rows.
    pub hairline: &'static str,
    /// Ground of cells and odd rows.
    pub tint: &'static str,
    /// Ground of the powers that are held.
    pub held: &'static str,
    /// Paper.
    pub white: &'static str,
    /// Edges of a workflow.
    pub edge: &'static str,
    /// Hairline inside a node.
    pub node_hairline: &'static str,
    /// What they are, as CSS.
    pub style: String,
    /// The colours of the grades, as CSS.
    pub grade_style: String,
    /// Colours of the grades by key.
    pub grades: BTreeMap<&'static str, GradeColours>,
}

/// Colours of one grade: they mean the grade and nothing else.
#[derive(Debug, Clone, Serialize)]
pub struct GradeColours {
    /// The ground.
    pub fill: String,
    /// The darker edge, which holds a light ground on white paper.
    pub edge: String,
    /// The word.
    pub text: String,
}

impl Theme {
    /// The names for a theme of the unit.
    pub fn of(theme: Option<Chosen>, unit: &Unit) -> Self {
        let vocabulary = &unit.vocabulary;
        Self {
            key: theme.map_or("", Chosen::key),
            band: "var(--band)",
            band_title: "var(--band-title)",
            pale_gold: "var(--pale-gold)",
            accent: "var(--accent)",
            gold: "var(--gold)",
            ink: "var(--ink)",
            secondary: "var(--secondary)",
            hairline: "var(--hairline)",
            tint: "var(--tint)",
            held: "var(--held)",
            white: "var(--paper)",
            edge: "var(--edge)",
            node_hairline: "var(--node-hairline)",
            style: theme.map_or(String::new(), |theme| dress::theme_css(theme, vocabulary)),
            grade_style: dress::css(vocabulary),
            grades: (vocabulary.grades.iter())
                .map(|grade| {
                    let [fill, edge, text] =
                        dress::variables(*grade).map(|name| format!("var(--{name})"));
                    (grade.key(), GradeColours { fill, edge, text })
                })
                .collect(),
        }
    }
}
