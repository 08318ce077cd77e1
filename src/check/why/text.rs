//! An explanation for a person at a terminal.

use super::{About, Explanation, Part, Step, StepKind};
use crate::diagnostic::code_point::visible;
use crate::diagnostic::{Place, Sources};
use std::fmt::Write as _;

/// Everything that was asked for, one after another.
pub fn render(explanations: &[Explanation], sources: &Sources) -> String {
    let mut out = String::new();
    for (index, explanation) in explanations.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{} {}（{}）",
            explanation.kind_name, explanation.id, explanation.name
        );
        if let Some(place) = explanation.place {
            let _ = writeln!(out, " --> {}", shown(place, sources));
        }
        for part in &explanation.parts {
            let _ = writeln!(out, "\n{}", head(part));
            for step in &part.steps {
                write_step(&mut out, step, sources);
            }
        }
    }
    visible(&out).into_owned()
}

fn head(part: &Part) -> String {
    let about = part.about.chinese();
    match (&part.written, part.about) {
        (Some(written), About::Grade | About::Level) => format!("{about}：{}", written.name),
        _ => about.to_owned(),
    }
}

fn write_step(out: &mut String, step: &Step, sources: &Sources) {
    let label = step.kind.chinese();
    let _ = match &step.article {
        Some(article) => writeln!(out, "  {label}  {}：{}", article.chinese, step.text),
        // What it is stands in the text.
        None if step.kind == StepKind::Link => writeln!(out, "  {}", step.text),
        None => writeln!(out, "  {label}  {}", step.text),
    };
    if let Some(words) = step.article.as_ref().and_then(|a| a.words.as_ref()) {
        let _ = writeln!(out, "        “{words}”");
    }
    if let Some(place) = step.place {
        let _ = writeln!(out, "        {}", shown(place, sources));
    }
}

fn shown(place: Place, sources: &Sources) -> String {
    let (line, column) = sources.get(place.source).line_column(place.start);
    format!("{}:{line}:{column}", sources.shown_path(place.source))
}
