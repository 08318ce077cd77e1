//! What was found of a thing, and what a code rests on and found.

use super::{About, Explanation, Part, Step, StepKind};
use crate::check::facts::Entity;
use crate::check::{Context, RULES};
use crate::diagnostic::{Code, Finding, Place};

/// Findings that are told one by one; a check tells all of them.
const MOST_TOLD: usize = 20;

/// What was found in the tables of the thing and in its records, or tells of them.
pub(super) fn part(context: &Context<'_>, findings: &[Finding], entity: &Entity) -> Option<Part> {
    let facts = context.facts();
    let records = facts.written().filter(|other| other.mentions(entity));
    let records = records.filter(|other| other.day().is_some() || other.kind() == "grading");
    let tables: Vec<Place> = records
        .map(|e| e.extent())
        .chain([entity.extent()])
        .collect();
    let about = |finding: &&Finding| {
        let places = finding.related.iter().map(|(place, _)| place);
        let mut places = places.chain(&finding.place);
        places.any(|place| tables.iter().any(|table| holds(table, place)))
    };
    told(findings.iter().filter(about))
}

fn holds(table: &Place, place: &Place) -> bool {
    table.source == place.source && table.start <= place.start && place.start < table.end
}

fn told<'f>(findings: impl Iterator<Item = &'f Finding>) -> Option<Part> {
    let findings: Vec<&Finding> = findings.collect();
    let mut steps: Vec<Step> = findings.iter().take(MOST_TOLD).map(|f| step(f)).collect();
    if findings.len() > MOST_TOLD {
        let rest = findings.len() - MOST_TOLD;
        let text = format!("另有 {rest} 个，用 lianfang check 看");
        steps.push(Step::new(StepKind::Finding, text));
    }
    (!steps.is_empty()).then(|| Part::new(About::Findings, steps))
}

fn step(finding: &Finding) -> Step {
    let mut text = format!("{} {}", finding.code, finding.message);
    if let Some(help) = &finding.help {
        text.push_str(&format!("。建议：{help}"));
    }
    if let Some(basis) = &finding.basis {
        text.push_str(&format!("。依据：{basis}"));
    }
    Step {
        place: finding.place,
        ..Step::new(StepKind::Finding, text)
    }
}

/// Keeps of the findings told only those of `codes`.
pub(super) fn only(explanation: &mut Explanation, codes: &[Code]) {
    let is_of = |step: &Step| {
        let mut codes = codes.iter();
        codes.any(|code| step.text.starts_with(&code.to_string()))
    };
    explanation.parts.retain_mut(|part| match part.about {
        About::Findings => {
            part.steps.retain(is_of);
            !part.steps.is_empty()
        }
        _ => true,
    });
}

/// The norms that a code rests on, and what it found.
pub(super) fn code(context: &Context<'_>, findings: &[Finding], code: Code) -> Explanation {
    let rule = RULES.iter().find(|rule| rule.code == code);
    let mut norms = Vec::new();
    for demand in context.demands() {
        let reads = rule.iter().flat_map(|rule| rule.norms);
        let Some(reads) = reads.into_iter().find(|reads| reads.covers(demand.norm)) else {
            continue;
        };
        let text = format!("{}（{}）", reads.kind.title, reads.kind.name);
        norms.push(Step::new(StepKind::Norm, text).by(context, &demand));
    }
    let rests = rule.is_some_and(|rule| !rule.norms.is_empty());
    if norms.is_empty() {
        let text = match rests {
            true => "制度里没有这样的条文，所以不查",
            false => "不论条文怎样写都查",
        };
        norms.push(Step::new(StepKind::Fact, text));
    }
    let mut parts = vec![Part::new(About::Norms, norms)];
    let found = told(findings.iter().filter(|finding| finding.code == code));
    parts.push(found.unwrap_or_else(|| {
        Part::new(
            About::Findings,
            vec![Step::new(StepKind::Conclusion, "没有发现")],
        )
    }));
    Explanation {
        kind: "code".to_owned(),
        kind_name: "检查".to_owned(),
        id: code.to_string(),
        name: code.title().to_owned(),
        place: None,
        parts,
    }
}
