//! An explanation for a program: `docs/findings.md` describes it.

use super::{Explanation, Part, Said, Step};
use crate::diagnostic::code_point::escaped_json;
use crate::diagnostic::{Place, Sources};
use serde_json::{json, Value};

/// Grows when a key changes its meaning or goes.
const VERSION: u32 = 1;

/// Everything that was asked for, as one JSON document.
pub fn render(explanations: &[Explanation], sources: &Sources) -> String {
    let items: Vec<Value> = explanations.iter().map(|e| item(e, sources)).collect();
    let document = json!({ "version": VERSION, "explanations": items });
    let text = format!("{document:#}\n");
    escaped_json(&text).into_owned()
}

fn item(explanation: &Explanation, sources: &Sources) -> Value {
    let parts: Vec<Value> = explanation.parts.iter().map(|p| part(p, sources)).collect();
    json!({
        "kind": explanation.kind,
        "id": explanation.id,
        "name": explanation.name,
        "location": location(explanation.place, sources),
        "parts": parts,
    })
}

fn part(part: &Part, sources: &Sources) -> Value {
    json!({
        "about": part.about.key(),
        "written": part.written.as_ref().map(said),
        "concluded": part.concluded.iter().map(said).collect::<Vec<_>>(),
        "steps": part.steps.iter().map(|s| step(s, sources)).collect::<Vec<_>>(),
    })
}

fn said(said: &Said) -> Value {
    json!({ "id": said.id, "name": said.name })
}

fn step(step: &Step, sources: &Sources) -> Value {
    let article = step.article.as_ref();
    json!({
        "kind": step.kind.key(),
        "text": step.text,
        "article": article.map(|a| json!({
            "cite": a.cite,
            "name": a.chinese,
            "words": a.words,
        })),
        "due": step.due.map(|due| json!({
            "last": due.last.map(|day| day.to_string()),
            "next": due.next.map(|day| day.to_string()),
        })),
        "gives": step.gives.as_ref().map(said),
        "location": location(step.place, sources),
    })
}

/// As in the JSON of findings; null for what stands in no file.
fn location(place: Option<Place>, sources: &Sources) -> Value {
    let Some(place) = place else {
        return Value::Null;
    };
    let (line, column) = sources.get(place.source).line_column(place.start);
    json!({ "path": sources.shown_path(place.source), "line": line, "column": column })
}
