//! Whether an article and the norm read from it say the same: each parameter has the few words
//! by which a text says it. What the text does not touch at all is left alone: only where the
//! article speaks of the thing does it matter what it says of it.

mod covered;
mod grades;
mod listed;
mod named;
mod numbers;
mod periods;
pub(crate) mod quantity;

use super::norm::{compare, kinds};
use super::{Context, Demand};
use crate::diagnostic::{Code, Finding, Place};
use crate::model::{Grade, Unit};
use covered::Covered;
pub(in crate::check) use covered::Names;
pub(in crate::check) use periods::months;

/// How the two differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Sort {
    /// The article says something else.
    Differs,
    /// The norm says what the article does not.
    Beyond,
    /// The article says what the norm does not.
    Lacking,
}

/// One thing that the two do not say alike.
pub(in crate::check) struct Disagreement<'t> {
    sort: Sort,
    demand: Demand<'t>,
    /// The parameter.
    place: Place,
    message: String,
    /// The line of the article.
    line: Option<Place>,
}

/// What is compared: a norm in force, and what it reads.
struct Pair<'c, 't> {
    context: &'c Context<'t>,
    demand: &'c Demand<'t>,
    covered: &'c Covered<'t>,
    names: &'c Names<'t>,
}

impl Pair<'_, '_> {
    fn unit(&self) -> &Unit {
        self.context.unit
    }

    /// The words by which the regulation speaks of a grade.
    fn grade_words(&self, grade: Grade) -> [&str; 2] {
        [grade.chinese(), self.covered.regulation.grade_word(grade)]
    }

    fn names_grade(&self, text: &str, grade: Grade) -> bool {
        self.grade_words(grade)
            .iter()
            .any(|word| text.contains(word))
    }

    /// Where what the norm reads begins.
    fn first_line(&self) -> Option<Place> {
        self.covered.lines.first().map(|line| line.place)
    }
}

/// A difference, before it is known whose it is.
struct Difference {
    sort: Sort,
    place: Place,
    message: String,
    line: Option<Place>,
}

impl Difference {
    fn new(sort: Sort, place: Place, message: String, line: Option<Place>) -> Self {
        Self {
            sort,
            place,
            message,
            line,
        }
    }
}

/// All disagreements between norms in force and their articles.
pub(in crate::check) fn disagreements<'t>(context: &Context<'t>) -> Vec<Disagreement<'t>> {
    let mut out = Vec::new();
    let regulations = context.unit.regulations.iter();
    let names: Vec<Names<'_>> = regulations.map(|r| Names::of(context.unit, r)).collect();
    for demand in context.demands() {
        // One that ends of itself was of a reading that the article no longer has, or soon will not.
        if demand.norm.until.is_some() {
            continue;
        }
        // They have no words of their own that an article could say otherwise.
        if kinds::SCOPE.is_of(demand.norm) {
            continue;
        }
        // Of two versions at once one cannot but differ, which is told as such.
        let regulation = &context.unit.regulations[demand.cite.regulation.index as usize];
        let twice = regulation.norms.iter().any(|other| {
            !std::ptr::eq(other, demand.norm)
                && compare::are_versions(other, demand.norm)
                && other.force.meets(demand.norm.force)
        });
        if twice {
            continue;
        }
        let Some(covered) = Covered::of(context, &demand) else {
            continue;
        };
        let pair = Pair {
            context,
            demand: &demand,
            covered: &covered,
            names: &names[demand.cite.regulation.index as usize],
        };
        let mut found = Vec::new();
        numbers::compare(&pair, &mut found);
        periods::compare(&pair, &mut found);
        listed::compare(&pair, &mut found);
        grades::compare(&pair, &mut found);
        named::compare(&pair, &mut found);
        out.extend(found.into_iter().map(|found| Disagreement {
            sort: found.sort,
            demand: demand.clone(),
            place: found.place,
            message: found.message,
            line: found.line,
        }));
    }
    out
}

/// The findings of one sort.
pub(in crate::check) fn report(
    context: &Context<'_>,
    sort: Sort,
    code: Code,
    findings: &mut Vec<Finding>,
) {
    for found in context.disagreements().iter().filter(|d| d.sort == sort) {
        let help = match sort {
            Sort::Differs => "条文对的，改 norm；norm 对的，按程序修订条文",
            Sort::Beyond => "条文里写明，或者从 norm 里删去",
            Sort::Lacking => "在 norm 里补上；条文多写了的，按程序修订条文",
        };
        let finding = match sort {
            Sort::Differs => Finding::error(code, found.place, found.message.clone()),
            _ => Finding::warning(code, found.place, found.message.clone()),
        };
        let mut finding = finding.help(help).basis(context.basis(&found.demand));
        if let Some(line) = found.line {
            finding = finding.related(line, "条文在这里");
        }
        findings.push(finding);
    }
}
