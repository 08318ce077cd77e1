//! lianfang: a township's integrity-risk system as plain files.
//!
//! The pipeline, top to bottom: [`load`] reads the files, [`model`] makes a unit of them,
//! [`check`](mod@check) holds the unit against its own regulations, [`generate`] prints it.
#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![warn(clippy::print_stderr, clippy::print_stdout)] // They panic where a pipe is closed.

pub mod build;
pub mod check;
pub mod cli;
pub mod date;
pub mod diagnostic;
pub mod docx;
pub mod duty;
pub mod explain;
pub mod fields;
pub mod fix;
pub mod generate;
pub mod html;
pub mod import;
pub mod jinja;
pub mod load;
pub mod model;
pub mod output;
pub mod pdf;
pub mod register;
pub mod revision;
pub mod schema;
pub mod sheet;
pub mod start;
pub mod terminal;
pub mod text;
pub mod typeset;
pub mod usage;
pub mod view;
pub mod wanted;
pub mod watch;
pub mod xlsx;

pub use check::Grounds;

use check::duties::Duty;
use check::why::{Explanation, Unknown};
use date::Date;
use diagnostic::{Code, Finding, Sources};
use load::Loaded;
use model::Unit;
use std::path::Path;

/// A unit that was read and checked.
#[derive(Debug)]
pub struct Checked {
    /// The files, for showing findings.
    pub sources: Sources,
    /// The unit; with errors among the findings, as far as it could be read.
    pub unit: Unit,
    /// Everything that is wrong, by place.
    pub findings: Vec<Finding>,
    /// How many findings the unit's waivers took out.
    pub waived: usize,
    /// The day that was taken for today.
    pub as_of: Date,
    /// What grades rest on beyond the unit itself.
    pub grounds: Grounds,
}

impl Checked {
    /// What was checked, for the line that says that all is well.
    pub fn extent(&self) -> String {
        let unit = &self.unit;
        let departments = match unit.departments.len() {
            // A village has none, and no word for them.
            0 => String::new(),
            count => format!("{count} 个{}、", unit.words().department),
        };
        format!(
            "{departments}{} 个岗位、{} 个风险点、{} 条措施、{} 个工作流程、{} 部制度",
            unit.posts.len(),
            unit.risks.len(),
            unit.measures.len(),
            unit.workflows.len(),
            unit.regulations.len()
        )
    }
}

/// Reads the rules below `rules`, as far as they can be read; `None` where there are none.
pub fn read(rules: &Path) -> Option<Unit> {
    let loaded = load::load(rules);
    let mut findings = loaded.findings.iter();
    let nothing = findings.any(|finding| finding.code == Code::EmptyRules);
    (!nothing).then(|| build::build(&loaded).0)
}

/// Reads and checks the rules below `rules`. Today is `as_of`, else the day the unit names
/// in `[unit]`, else `today`.
pub fn check(rules: &Path, as_of: Option<Date>, today: Date) -> Checked {
    let (loaded, checked) = read_and_check(rules, as_of, today);
    let Loaded {
        sources, tables, ..
    } = loaded;
    // Those of a large unit are let go of beside what is done with the rest.
    rayon::spawn(move || drop(tables));
    Checked { sources, ..checked }
}

/// Reads and checks as [`check`] does, and explains what is `asked` for: ids, names, or codes of
/// findings. The files are for showing where each step stands.
///
/// # Errors
/// That there is nothing of that id, name or code.
pub fn why(
    rules: &Path,
    as_of: Option<Date>,
    today: Date,
    asked: &[String],
) -> Result<(Sources, Vec<Explanation>), Unknown> {
    let (loaded, checked) = read_and_check(rules, as_of, today);
    let (unit, findings) = (&checked.unit, &checked.findings);
    let explained = check::why::why(&loaded, unit, checked.as_of, findings, asked)?;
    Ok((loaded.sources, explained))
}

/// Reads and checks as [`check`] does, and gives what the norms want done in a year: that of the day
/// taken for today, where none is named.
pub fn duties(
    rules: &Path,
    as_of: Option<Date>,
    today: Date,
    year: Option<i16>,
) -> (Checked, Vec<Duty>) {
    let (loaded, mut checked) = read_and_check(rules, as_of, today);
    let year = year.unwrap_or(checked.as_of.0.year());
    let all = check::duties::duties_until(&loaded, &checked.unit, checked.as_of, year);
    let duties = check::duties::of_year(&all, checked.as_of, year)
        .cloned()
        .collect();
    checked.sources = loaded.sources;
    (checked, duties)
}

/// What was read, with its files, and what was made of it.
pub(crate) fn read_and_check(rules: &Path, as_of: Option<Date>, today: Date) -> (Loaded, Checked) {
    let loaded = load::load(rules);
    let (mut unit, mut found) = build::build(&loaded);
    let as_of = as_of.or(unit.profile.as_of).unwrap_or(today);
    unit.take_for_today(as_of);
    let mut findings = loaded.findings.clone();
    findings.append(&mut found);
    let outcome = check::check(&loaded, &unit, as_of);
    findings.extend(outcome.findings);
    let waived = check::waiver::apply(&loaded, &unit, as_of, &mut findings);
    diagnostic::sort(&mut findings);
    let checked = Checked {
        sources: Sources::default(),
        unit,
        findings,
        waived,
        as_of,
        grounds: outcome.grounds,
    };
    (loaded, checked)
}
