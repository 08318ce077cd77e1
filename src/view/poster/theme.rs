//! The colours of looks/README section 1, in one place.

use crate::model::Grade;
use serde::Serialize;
use std::collections::BTreeMap;

/// Colours of a poster, as SVG writes them.
#[derive(Debug, Clone, Serialize)]
pub struct Theme {
    /// Band, numerals, outlines.
    pub accent: &'static str,
    /// Lines of gold on white or on the band.
    pub gold: &'static str,
    /// Text on the band.
    pub pale_gold: &'static str,
    /// Text and rules.
    pub ink: &'static str,
    /// Labels and notes.
    pub secondary: &'static str,
    /// Lines between rows.
    pub hairline: &'static str,
    /// Ground of cells and odd rows.
    pub tint: &'static str,
    /// Paper, and text on the band.
    pub white: &'static str,
    /// Edges of a workflow.
    pub edge: &'static str,
    /// Hairline inside a node.
    pub node_hairline: &'static str,
    /// Colours of the grades by key.
    pub grades: BTreeMap<&'static str, GradeColours>,
}

/// Colours of one grade: they mean the grade and nothing else.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct GradeColours {
    /// The ground.
    pub fill: &'static str,
    /// The darker edge, which holds the yellow on white paper.
    pub edge: &'static str,
    /// The word.
    pub text: &'static str,
}

impl Default for Theme {
    fn default() -> Self {
        const INK: &str = "#1C1917";
        const WHITE: &str = "#FFFFFF";
        let colours = |grade: &Grade| match grade {
            Grade::High => ("#D7191F", "#8E0D12", WHITE),
            Grade::Middle => ("#F28C0A", "#9A5200", INK),
            Grade::Low => ("#FFD426", "#8A6D00", INK),
        };
        Self {
            accent: "#AE1220",
            gold: "#C39A3C",
            pale_gold: "#F6E3B0",
            ink: INK,
            secondary: "#4B443E",
            hairline: "#D8CFC2",
            tint: "#F8F4EC",
            white: WHITE,
            edge: "#3A342F",
            node_hairline: "#E3B9BC",
            grades: Grade::ALL
                .iter()
                .map(|grade| {
                    let (fill, edge, text) = colours(grade);
                    (grade.key(), GradeColours { fill, edge, text })
                })
                .collect(),
        }
    }
}
