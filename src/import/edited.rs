//! A workbook of registers that `generate` made and a person edited, as edits of the rules.

use crate::build;
use crate::check;
use crate::date::Date;
use crate::diagnostic::{Code, Finding, Place, Severity, Source, SourceId, Sources};
use crate::fix;
use crate::load::{self, Loaded};
use crate::model::Unit;
use crate::register::{changes, Applied, Given, Wrong};
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
    for removed in &changed.removed {
        let finding = Finding::info(Code::ImportUnsure, place(removed), removed.message.as_str());
        findings.push(finding.help(removed.help.as_str()));
    }
    if changed.wrong.is_empty() && !changed.removed.is_empty() {
        findings.extend(missed(loaded, unit, &changed.files));
    }
    // Half of what a person changed is not what they want.
    let is_whole = !findings.iter().any(|f| f.severity == Severity::Error);
    let files = changed.files.into_iter().filter(|_| is_whole);
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

/// What is wrong with the rules only without the rows that were deleted: who refers to them, each
/// with its place in the rules as they are.
fn missed(loaded: &Loaded, unit: &Unit, files: &Applied) -> Vec<Finding> {
    let mut after = loaded.clone();
    for (source, text) in files {
        after.sources.replace(*source, text.clone());
    }
    for (source, table) in &mut after.tables {
        if let Some(text) = files.get(source) {
            *table = load::parse(*source, text, &mut after.findings);
        }
    }
    let mut before = faults(loaded, unit);
    let (unit, _) = build::build(&after);
    let mut out = Vec::new();
    for fault in faults(&after, &unit) {
        let known = before.iter().position(|f| same(f, &fault));
        if let Some(known) = known {
            before.swap_remove(known);
            continue;
        }
        let place = fault
            .place
            .and_then(|place| as_it_is(place, loaded, &after));
        let message = format!("表里删去的行，这里还在用：{}", fault.message);
        let finding = match place {
            Some(place) => Finding::error(Code::ImportUnsure, place, message),
            None => Finding::placeless(Code::ImportUnsure, message),
        };
        out.push(finding.help("先在这里改用别的；不该删的，在表里恢复那一行"));
    }
    out
}

/// What refers to nothing, or lacks what it needs.
fn faults(loaded: &Loaded, unit: &Unit) -> Vec<Finding> {
    let (_, mut out) = build::build(loaded);
    out.retain(|finding| finding.severity == Severity::Error);
    // What norms name is known to the checks. Any day will do: they say the same of the names.
    let day = unit.profile.as_of.or_else(|| Date::new(2000, 1, 1));
    if let Some(day) = day {
        let found = check::check(loaded, unit, day).findings;
        out.extend(
            found
                .into_iter()
                .filter(|f| f.code == Code::BadNormParameter),
        );
    }
    out
}

fn same(one: &Finding, other: &Finding) -> bool {
    let file = |f: &Finding| f.place.map(|place| place.source);
    one.code == other.code && one.message == other.message && file(one) == file(other)
}

/// A place in the edited rules, in the rules as they are: the line that says the same.
fn as_it_is(place: Place, loaded: &Loaded, after: &Loaded) -> Option<Place> {
    let line = |source: SourceId, sources: &Sources| {
        let (number, _) = sources.get(source).line_column(place.start);
        sources.get(source).line(number).to_owned()
    };
    let said = line(place.source, &after.sources);
    let old = &loaded.sources.get(place.source).text;
    let at = old.find(said.trim())?;
    Some(Place::new(place.source, at..at + said.trim().len()))
}
