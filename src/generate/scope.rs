//! How much a run makes, and what keeps it from that.

use crate::check::duties;
use crate::cli::{GenerateArgs, OutputFormat, Product};
use crate::diagnostic::{Finding, Severity};
use crate::output::Scope;

/// Whether errors keep a run from its pages. What is late keeps nobody from the form that it is
/// caught up with, nor from the calendar that shows it.
pub(super) fn stops(args: &GenerateArgs, findings: &[Finding]) -> bool {
    let is_of_year = |product: &Product| matches!(product, Product::Calendar | Product::Forms);
    let of_year = !args.only.is_empty() && args.only.iter().all(is_of_year);
    let mut errors = findings.iter().filter(|f| f.severity == Severity::Error);
    !args.written.draft && errors.any(|f| !(of_year && duties::TOLD_BY.contains(&f.code)))
}

/// Whether a run makes everything, or only what the command line names.
pub(super) fn scope(args: &GenerateArgs) -> Scope {
    let formats = [OutputFormat::Pdf, OutputFormat::Html];
    let whole = args.only.is_empty()
        && args.department.is_empty()
        && formats
            .iter()
            .all(|format| args.written.format.contains(format));
    if whole {
        Scope::Whole
    } else {
        Scope::Part
    }
}
