//! The SARIF 2.1.0 reporter, for code hosts and editors.

use super::code_point::escaped_json;
use super::shown::level;
use super::{Code, Finding, Place, Shown, Sources};
use serde_json::{json, Value};
use std::collections::BTreeMap;

/// Shows findings as one SARIF log. `docs` gives the page of a code.
pub fn render(shown: &Shown, sources: &Sources, docs: impl Fn(Code) -> String) -> String {
    let mut codes: BTreeMap<u16, Code> = BTreeMap::new();
    for finding in &shown.findings {
        codes.insert(finding.code.number(), finding.code);
    }
    let rules: Vec<Value> = codes
        .values()
        .map(|&code| rule(code, &docs(code)))
        .collect();
    let index = |code: Code| codes.keys().position(|&n| n == code.number());
    let results: Vec<Value> = shown
        .findings
        .iter()
        .map(|finding| result(finding, index(finding.code), sources))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "lianfang",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "language": "zh-CN",
            "columnKind": "utf16CodeUnits",
            "results": results,
            "properties": {
                "waived": shown.waived,
                "omitted": shown.omitted.iter().map(|(_, n)| n).sum::<usize>(),
            },
        }],
    });
    // Only maps with keys that are not strings fail to serialise, and there are none here.
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    escaped_json(&text).into_owned()
}

fn rule(code: Code, docs: &str) -> Value {
    json!({
        "id": code.to_string(),
        "name": code.name(),
        "shortDescription": { "text": code.title() },
        "help": { "text": docs, "markdown": docs },
    })
}

fn result(finding: &Finding, index: Option<usize>, sources: &Sources) -> Value {
    let mut text = finding.message.clone();
    for (label, part) in [("建议", &finding.help), ("依据", &finding.basis)] {
        if let Some(part) = part {
            text.push_str(&format!("\n{label}：{part}"));
        }
    }
    let mut result = json!({
        "ruleId": finding.code.to_string(),
        "level": level(finding.severity),
        "message": { "text": text },
    });
    if let Some(index) = index {
        result["ruleIndex"] = json!(index);
    }
    if let Some(place) = finding.place {
        result["locations"] = json!([location(place, sources)]);
    }
    let related: Vec<Value> = finding
        .related
        .iter()
        .enumerate()
        .map(|(id, (place, label))| {
            let mut location = location(*place, sources);
            location["id"] = json!(id);
            location["message"] = json!({ "text": label });
            location
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    if let Some(first) = finding.edits.first() {
        let replacements: Vec<Value> = finding
            .edits
            .iter()
            .map(|edit| {
                json!({
                    "deletedRegion": region(edit.place, sources),
                    "insertedContent": { "text": edit.text },
                })
            })
            .collect();
        // All edits of a finding are in the file of the finding.
        result["fixes"] = json!([{
            "artifactChanges": [{
                "artifactLocation": { "uri": uri(first.place, sources) },
                "replacements": replacements,
            }],
        }]);
    }
    result
}

fn location(place: Place, sources: &Sources) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(place, sources) },
            "region": region(place, sources),
        },
    })
}

fn region(place: Place, sources: &Sources) -> Value {
    let source = sources.get(place.source);
    let (line, column) = source.line_column_utf16(place.start);
    let (end_line, end_column) = source.line_column_utf16(place.end);
    json!({
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
    })
}

/// The path as a relative URI: everything but unreserved characters and / is escaped.
fn uri(place: Place, sources: &Sources) -> String {
    let mut out = String::new();
    for byte in sources.shown_path(place.source).bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
