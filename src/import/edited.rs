//! A workbook of registers that `generate` made and a person edited, as edits of the rules.

use crate::diagnostic::{Code, Finding, Place, Source, Sources};
use crate::fix;
use crate::load::Loaded;
use crate::model::Unit;
use crate::register::{changes, Given, Wrong};
use crate::xlsx::Marks;

/// What came of a workbook.
#[derive(Debug, Default)]
pub(super) struct Edited {
    /// The files with their new texts; none where a cell says what the rules cannot.
    pub edits: Vec<fix::Change>,
    /// What could not be taken over, and what was left as it is.
    pub findings: Vec<Finding>,
}

/// The edits that the sheets of a workbook ask for.
pub(super) fn edits(
    file: &str,
    marks: &Marks,
    given: &[Given],
    loaded: &Loaded,
    unit: &Unit,
    sources: &mut Sources,
) -> Edited {
    let changed = changes(loaded, unit, marks, given);
    let mut place = |wrong: &Wrong| {
        let path = format!("{file}〔{}〕{}", wrong.sheet, wrong.at);
        let source = sources.push_outside(Source::new(path, wrong.said.replace('\n', " ")));
        Place::new(source, 0..wrong.said.replace('\n', " ").len())
    };
    let mut findings = Vec::new();
    for wrong in &changed.wrong {
        let finding = Finding::error(Code::ImportUnsure, place(wrong), wrong.message.as_str());
        findings.push(finding.help(wrong.help.as_str()));
    }
    for left in &changed.left {
        let finding = Finding::warning(Code::ImportUnsure, place(left), left.message.as_str());
        findings.push(finding.help(left.help.as_str()));
    }
    // Half of what a person changed is not what they want.
    let files = changed
        .files
        .into_iter()
        .filter(|_| changed.wrong.is_empty());
    let edits = files.map(|(source, text)| fix::Change {
        source,
        text,
        mended: changed.cells,
    });
    Edited {
        edits: edits.collect(),
        findings,
    }
}
