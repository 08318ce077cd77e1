//! Findings about content that does not fit its sheet.

use super::list::Fit;
use crate::diagnostic::{Code, Finding, Spanned};
use crate::flow::Chart;
use crate::model::{Department, Workflow};

/// A list that needs more than one sheet, or an item that fits none.
pub fn too_long(
    title: &str,
    department: &Department,
    first: &Spanned<String>,
    fit: Fit,
) -> Finding {
    let name = &department.name.value;
    if fit.fits {
        Finding::warning(
            Code::Overfull,
            first.place,
            format!("{name}的{title}一张纸排不下，要用 {} 张", fit.sheets),
        )
        .help("字小于 14 毫米在墙上看不清，因此分张；删短条文或者合并条目可以排在一张上")
    } else {
        Finding::error(
            Code::Overfull,
            first.place,
            format!("{name}的{title}里有一条太长，单独一张也排不下"),
        )
        .help("上墙的条文每条写一两句话，把这一条删短或者拆开")
    }
}

/// A workflow that does not fit at the smallest type.
pub fn too_tall(workflow: &Workflow, excess_mm: f32) -> Finding {
    let name = &workflow.name.value;
    Finding::error(
        Code::Overfull,
        workflow.place,
        format!("工作流程“{name}”用最小的字也排不下，高出 {excess_mm:.0} 毫米"),
    )
    .help("减少或者合并环节，删短文字，或者拆成两个流程")
}

/// What a chart could not show as it should.
pub fn shortcomings(workflow: &Workflow, chart: &Chart, is_too_tall: bool) -> Vec<Finding> {
    let mut out = Vec::new();
    let name = &workflow.name.value;
    if !chart.readable_from_two_metres && !is_too_tall {
        out.push(
            Finding::warning(
                Code::Overfull,
                workflow.place,
                format!("工作流程“{name}”内容太满，两米外看不清"),
            )
            .help("步骤的字小于 13 毫米或者说明的字小于 11 毫米；删短文字，或者减少环节"),
        );
    }
    for &(step, exit) in &chart.shortened {
        let Some(exit) = workflow.steps.get(step).and_then(|s| s.exits.get(exit)) else {
            continue;
        };
        out.push(
            Finding::warning(
                Code::Overfull,
                exit.place,
                format!(
                    "工作流程“{name}”第 {} 步去路上的字太长，图上没有写全",
                    step + 1
                ),
            )
            .help("去路的 label 写一到三个字，note 写两到四个字"),
        );
    }
    out
}
