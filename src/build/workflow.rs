//! Workflows and their steps.

use super::ids::check_id;
use super::people;
use super::reader::Reader;
use super::registry::Registry;
use crate::diagnostic::words::{nearest, quoted};
use crate::diagnostic::{Code, Finding, Place, Spanned};
use crate::model::{Exit, Id, Step, StepKind, StepMeasure, StepRisk, Workflow};
use std::collections::BTreeMap;

/// A way out before its target is found.
struct Way {
    to: Spanned<String>,
    label: Option<Spanned<String>>,
    note: Option<Spanned<String>>,
}

pub(super) fn workflow(reader: &mut Reader<'_, '_>, id: Id, registry: &Registry<'_>) -> Workflow {
    let name = reader.string("name");
    let division = people::division(reader, registry, "其他机构写 organ = \"机构编号\"");
    let style = reader.opt_word("style");
    if !reader.has("step") {
        let message = format!("{}没有写 step", reader.label);
        let help = "在它下面用 [[workflow.step]] 写各步";
        reader.fault(Code::MissingKey, reader.place, message, help);
    }
    let mut steps = Vec::new();
    for table in reader.tables("step", "[[workflow.step]]") {
        let label = format!("{}的这一步", reader.label);
        let mut inner = Reader::new(table.value, table.place, label, reader.findings);
        steps.push(step(&mut inner, registry));
        inner.finish();
    }
    let steps = link(steps, &reader.label, reader.findings);
    Workflow {
        id,
        name,
        division,
        style,
        steps,
        place: reader.place,
    }
}

fn step(reader: &mut Reader<'_, '_>, registry: &Registry<'_>) -> (Step, Vec<Way>) {
    let id = reader.string("id");
    if !id.is_empty() {
        reader.label = format!("{} {} ", reader.label, id.value);
        reader.findings.extend(check_id(&id, id.place));
    }
    let step = Step {
        id,
        kind: reader.word("kind", StepKind::Task),
        text: reader.string("text"),
        condition: reader.opt_string("condition"),
        actors: reader.actors("actors", registry),
        limit: reader.opt_string("limit"),
        exits: Vec::new(),
        ways_written: 0,
        risks: step_risks(reader, registry),
        measures: step_measures(reader, registry),
        place: reader.place,
    };
    (step, ways(reader))
}

/// The ways out as written: `next`, or `exits`.
fn ways(reader: &mut Reader<'_, '_>) -> Vec<Way> {
    if let (true, Some(exits)) = (reader.has("next"), reader.raw("exits")) {
        let message = format!("{}又写了 next，又写了 exits", reader.label);
        let help = "只有一条去路时用 next，有几条时用 exits";
        reader.fault(Code::BadValue, exits.place, message, help);
    }
    let mut ways = Vec::new();
    ways.extend(reader.opt_string("next").map(|to| Way {
        to,
        label: None,
        note: None,
    }));
    for table in reader.tables("exits", "[{ to = \"s2\", label = \"是\" }]") {
        let label = "这条去路".to_owned();
        let mut inner = Reader::new(table.value, table.place, label, reader.findings);
        let to = inner.string("to");
        let label = inner.opt_string("label");
        let note = inner.opt_string("note");
        inner.finish();
        if !to.is_empty() {
            ways.push(Way { to, label, note });
        }
    }
    ways
}

/// Leads every way out to its step, and reports steps that share an id.
fn link(steps: Vec<(Step, Vec<Way>)>, workflow: &str, findings: &mut Vec<Finding>) -> Vec<Step> {
    let mut ids: BTreeMap<String, (usize, Place)> = BTreeMap::new();
    for (index, (step, _)) in steps.iter().enumerate() {
        if step.id.is_empty() {
            continue;
        }
        match ids.get(&step.id.value) {
            Some((_, first)) => findings.push(
                Finding::error(
                    Code::DuplicateId,
                    step.id.place,
                    format!("{workflow}里环节的编号 {} 已经用过", quoted(&step.id)),
                )
                .help("换一个编号，引用它的 next 和 to 也一起改")
                .related(*first, "已在此处定义"),
            ),
            None => {
                ids.insert(step.id.value.clone(), (index, step.id.place));
            }
        }
    }
    let mut linked = Vec::with_capacity(steps.len());
    for (mut step, ways) in steps {
        step.ways_written = ways.len();
        for way in ways {
            match ids.get(&way.to.value) {
                Some(&(to, _)) => step.exits.push(Exit {
                    to,
                    place: way.to.place,
                    label: way.label,
                    note: way.note,
                }),
                None => {
                    let message = format!("{workflow}里没有编号为 {} 的环节", quoted(&way.to));
                    let help = match nearest(&way.to, ids.keys().map(String::as_str)) {
                        Some(near) => format!("是不是要写 {near}？"),
                        None => "改正编号，或者补写这一步".to_owned(),
                    };
                    findings.push(
                        Finding::error(Code::DanglingReference, way.to.place, message).help(help),
                    );
                }
            }
        }
        linked.push(step);
    }
    linked
}

fn step_risks(reader: &mut Reader<'_, '_>, registry: &Registry<'_>) -> Vec<StepRisk> {
    let mut out = Vec::new();
    for table in reader.tables("risks", "[{ risk = \"cw-1\" }]") {
        let label = "这一项".to_owned();
        let mut inner = Reader::new(table.value, table.place, label, reader.findings);
        let risk = inner.reference("risk", registry);
        let text = inner.opt_string("text");
        inner.finish();
        out.extend(risk.map(|risk| StepRisk { risk, text }));
    }
    out
}

fn step_measures(reader: &mut Reader<'_, '_>, registry: &Registry<'_>) -> Vec<StepMeasure> {
    let mut out = Vec::new();
    for table in reader.tables("measures", "[{ measure = \"m-cw-1\" }]") {
        let label = "这一项".to_owned();
        let mut inner = Reader::new(table.value, table.place, label, reader.findings);
        let measure = inner.reference("measure", registry);
        let text = inner.opt_string("text");
        let responsible = inner.opt_string("responsible");
        inner.finish();
        out.extend(measure.map(|measure| StepMeasure {
            measure,
            text,
            responsible,
        }));
    }
    out
}
