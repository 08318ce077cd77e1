//! Findings: what is wrong in the rules, where, what to do, and which article says so.
//!
//! This module holds data only. How a finding is shown is up to the reporters
//! ([`text`], [`json`], [`sarif`], [`github`]); where it comes from is up to `load`, `model`, `check`, `html`
//! and `typeset`, which all return their findings together with their value.

pub mod code;
pub mod code_point;
pub mod github;
pub mod group;
pub mod json;
pub mod pages;
pub mod sarif;
mod shown;
pub mod source;
pub mod text;
pub mod words;

pub use code::Code;
pub use shown::{Shown, MOST_AT_ONCE, MOST_READ};
pub use source::{Place, Source, SourceId, Sources, Spanned};

use serde::Serialize;

/// How grave a finding is. Only errors stop `generate` and make `check` exit with 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing; never affects the exit code.
    Info,
    /// Probably wrong; affects the exit code under `--deny warnings`.
    Warning,
    /// Wrong: nothing is generated while it stands.
    Error,
}

/// One fault, told to a clerk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which defect it is.
    pub code: Code,
    /// How grave it is here.
    pub severity: Severity,
    /// The field (not the entity) that is wrong. `None` only for faults of no file,
    /// such as an empty rules folder.
    pub place: Option<Place>,
    /// What is wrong, in Chinese, one sentence without a final full stop.
    pub message: String,
    /// What to do, in Chinese.
    pub help: Option<String>,
    /// The article it rests on, in Chinese: 《…》第十二条第（一）项.
    pub basis: Option<String>,
    /// Other places that matter, each with a short Chinese label ("已在此处定义").
    pub related: Vec<(Place, String)>,
    /// What `check --fix` writes instead; empty where a person must decide.
    pub edits: Vec<Edit>,
}

/// A change of the text of a rules file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What goes. It never reaches over the quotes of a string.
    pub place: Place,
    /// What comes in its stead, as it stands in the file.
    pub text: String,
}

impl Finding {
    /// A finding of level error at `place`.
    pub fn error(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            place: Some(place),
            message: message.into(),
            help: None,
            basis: None,
            related: Vec::new(),
            edits: Vec::new(),
        }
    }

    /// A finding of level warning at `place`.
    pub fn warning(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, place, message)
        }
    }

    /// A finding of level info at `place`.
    pub fn info(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Info,
            ..Self::error(code, place, message)
        }
    }

    /// An error that belongs to no place in a file.
    pub fn placeless(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            place: None,
            message: message.into(),
            help: None,
            basis: None,
            related: Vec::new(),
            edits: Vec::new(),
        }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the article the finding rests on.
    #[must_use]
    pub fn basis(mut self, basis: impl Into<String>) -> Self {
        self.basis = Some(basis.into());
        self
    }

    /// Adds what to write at `place` instead of what stands there; for certain fixes only.
    #[must_use]
    pub fn edit(mut self, place: Place, text: impl Into<String>) -> Self {
        self.edits.push(Edit {
            place,
            text: text.into(),
        });
        self
    }

    /// Adds another place that matters.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }
}

/// How many findings of each level there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Number of errors.
    pub errors: usize,
    /// Number of warnings.
    pub warnings: usize,
    /// Number of infos.
    pub infos: usize,
}

impl Tally {
    /// Counts `findings`.
    pub fn of(findings: &[Finding]) -> Self {
        let mut tally = Self::default();
        for finding in findings {
            match finding.severity {
                Severity::Error => tally.errors += 1,
                Severity::Warning => tally.warnings += 1,
                Severity::Info => tally.infos += 1,
            }
        }
        tally
    }
}

/// Sorts findings by file, place and code, so that the same faults always read the same.
pub fn sort(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| {
        (a.place, a.code.number(), &a.message).cmp(&(b.place, b.code.number(), &b.message))
    });
    findings.dedup();
}
