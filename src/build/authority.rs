//! Matters that powers are exercised in.

use super::people;
use super::reader::Reader;
use super::registry::Registry;
use crate::diagnostic::words::{nearest, quoted};
use crate::diagnostic::Code;
use crate::load::Value;
use crate::model::{Authority, Extent, Id};

pub(super) fn authority(reader: &mut Reader<'_, '_>, id: Id, registry: &Registry<'_>) -> Authority {
    let workflow = reader.opt_reference("workflow", registry);
    let steps = reader.opt_strings("steps");
    if let (None, Some(first)) = (&workflow, steps.first()) {
        if !reader.has("workflow") {
            let message = format!("{}写了 steps，没有写 workflow", reader.label);
            let help = "加上 workflow = \"流程编号\"，或者删去 steps";
            reader.fault(Code::BadValue, first.place, message, help);
        }
    }
    if let Some(workflow) = &workflow {
        let ids = registry.steps_of(workflow.index as usize);
        for step in &steps {
            if ids.contains(&step.as_str()) {
                continue;
            }
            let message = format!("这个工作流程里没有编号为 {} 的环节", quoted(step));
            let help = match nearest(step, ids.iter().copied()) {
                Some(near) => format!("是不是要写 {near}？"),
                None => "改正编号".to_owned(),
            };
            reader.fault(Code::DanglingReference, step.place, message, help);
        }
    }
    reader.missing("posts", "[\"岗位编号\"]");
    Authority {
        id,
        division: people::division(reader, registry, "其他机构写 organ = \"机构编号\""),
        power: super::term(reader, "power", &registry.vocabulary.powers),
        name: reader.string("name"),
        basis: reader.opt_strings("basis"),
        extent: reader.word("extent", Extent::Part),
        posts: reader.references("posts", registry),
        workflow,
        steps,
        governed_by: reader.opt_string("governed-by"),
        risks: reader.references("risks", registry),
        place: reader.place,
    }
}

impl Registry<'_> {
    /// The ids of a workflow's steps, as far as they can be read.
    fn steps_of(&self, workflow: usize) -> Vec<&str> {
        let list = self.list(super::registry::Kind::Workflow);
        let steps = list[workflow].table.get("step");
        let Some(Value::Array(steps)) = steps.map(|(_, value)| &value.value) else {
            return Vec::new();
        };
        let tables = steps.iter().filter_map(|step| match &step.value {
            Value::Table(table) => Some(table),
            _ => None,
        });
        tables
            .filter_map(|table| super::registry::peek_string(table, "id"))
            .collect()
    }
}
