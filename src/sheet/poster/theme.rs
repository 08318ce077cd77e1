//! The colours of a poster. What they are the unit says (`[[theme]]`, `[[grade]]`); a sheet says
//! which theme it wears by its class, its templates name them, and its page carries them.

use crate::model::vocabulary::Theme as Chosen;
use crate::model::Unit;
use crate::sheet::dress;
use serde::Serialize;

/// The colours of a page of posters.
#[derive(Debug, Clone, Serialize)]
pub struct Theme {
    /// Id of the theme: `theme-` and it make the class.
    pub key: &'static str,
    /// What its colours are, as CSS.
    pub style: String,
    /// The colours of the grades, as CSS.
    pub grade_style: String,
}

impl Theme {
    /// Those of a theme of the unit.
    pub fn of(theme: Option<Chosen>, unit: &Unit) -> Self {
        let style = theme.map(|theme| dress::theme_css(theme, &unit.vocabulary));
        Self {
            key: theme.map_or("", Chosen::key),
            style: style.unwrap_or_default(),
            grade_style: dress::css(&unit.vocabulary),
        }
    }
}
