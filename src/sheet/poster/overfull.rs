//! Findings about content that does not fit its sheet.

use super::list::Excess;
use crate::diagnostic::{Code, Finding, Place, Spanned};
use crate::model::{Actor, Department, Post, Workflow};
use crate::sheet::flow::route::MOST_JUMPS;
use crate::sheet::flow::Chart;

/// What is not as it should be on a sheet, but is there.
pub fn warning(place: Place, message: String, help: &str) -> Finding {
    Finding::warning(Code::Overfull, place, message).help(help)
}

/// What a sheet has no room for.
fn error(place: Place, message: String, help: &str) -> Finding {
    Finding::error(Code::Overfull, place, message).help(help)
}

fn named(workflow: &Workflow) -> String {
    format!("工作流程“{}”", workflow.name.value)
}

/// A list that takes more than one sheet, as the unit allows.
pub fn second_sheet(title: &str, department: &Department, first: Place, sheets: usize) -> Finding {
    let name = &department.name.value;
    let message = format!("{name}的{title}一张纸排不下，要用 {sheets} 张");
    let help = "字再小在墙上就看不清，因此分张；删短条文或者合并条目可以排在一张上";
    warning(first, message, help)
}

/// A list that does not fit its sheet at the smallest size.
pub fn too_long(
    title: &str,
    department: &Department,
    texts: &[Spanned<String>],
    excess: Excess,
) -> Finding {
    let name = &department.name.value;
    let longest = texts.iter().max_by_key(|t| t.chars().count());
    let (by, place) = match excess {
        // What is too many stands at the end.
        Excess::Items(items) => {
            let first = texts.get(texts.len().saturating_sub(items));
            (format!("多 {items} 条"), first)
        }
        Excess::Characters(count) => (format!("多 {count} 个字"), longest),
    };
    let place = place.or(longest).map_or(department.place, |t| t.place);
    let message = format!("{name}的{title}用最小的字也排不下一张，{by}");
    let help =
        "上墙的条文每条写一两句话：删短、合并，或者在 [unit.posters] 里写 second-sheet = true，\
         允许用第二张";
    error(place, message, help)
}

/// More posts than one notice of grades can show.
pub fn too_many_posts(department: &Department, first: &Post, excess: usize) -> Finding {
    let name = &department.name.value;
    let message = format!("{name}的风险等级公示用最小的字也排不下一张，多 {excess} 个岗位");
    let help = "换大一号的纸不增加行数；在 [unit.posters] 里写 second-sheet = true，允许用第二张";
    error(first.place, message, help)
}

/// Powers so many or of names so long that no post has room below them.
pub fn no_room_for_posts(department: &Department) -> Finding {
    let name = &department.name.value;
    let message = format!("{name}的风险等级公示上权力占满了纸，下面排不下岗位");
    let help = "把 [[power]] 的 name 写得短一些，或者把权力并成少几项";
    error(department.grade.place, message, help)
}

/// A web address whose QR code would be too fine to be read.
pub fn address_too_long(place: Place, characters: usize) -> Finding {
    let message = format!("网址太长，二维码太密，手机扫不出来，多 {characters} 个字符");
    let help =
        "换一个短的网址，或者让网站管理员设一个短的目录，例如 https://www.example.gov.cn/lf/";
    error(place, message, help)
}

/// A workflow that does not fit at the smallest type.
pub fn too_tall(workflow: &Workflow, excess_mm: f32) -> Finding {
    /// A line of a chart's cell at the smallest type: its height in mm, its characters.
    const LINE: (f32, f32) = (10.8, 12.0);
    let characters = (excess_mm / LINE.0).ceil() * LINE.1;
    let name = named(workflow);
    let message =
        format!("{name}用最小的字也排不下，高出 {excess_mm:.0} 毫米，约多 {characters:.0} 个字");
    let help = "减少或者合并环节，删短文字，或者拆成两个流程";
    error(workflow.place, message, help)
}

/// A workflow with more ways aside than a chart can show.
pub fn too_many_ways(workflow: &Workflow, ways: usize) -> Finding {
    let name = named(workflow);
    let message = format!("{name}有 {ways} 条去路不到下一步，一张图最多画 {MOST_JUMPS} 条");
    let help = "多数去路只写到下一步或者退回一步；拆成几个流程";
    error(workflow.place, message, help)
}

/// The name of a workflow that is too long for its line.
pub fn name_too_long(workflow: &Workflow, characters: usize) -> Finding {
    let name = named(workflow);
    let message = format!("{name}的名称太长，用最小的字排两行也排不下，多 {characters} 个字");
    let help = "写得短一些，图上会接着写“流程图”";
    error(workflow.name.place, message, help)
}

/// A workflow that only an upright sheet shows at a size that can be read.
pub fn stands_upright(workflow: &Workflow) -> Finding {
    let name = named(workflow);
    let message = format!("{name}内容多，横放排不下，这张图改用竖幅");
    let help = "横放的图最多排十个环节；要横放，减少环节或者删短文字";
    warning(workflow.place, message, help)
}

/// What a chart could not show as it should; whether it can be read from afar does not matter
/// where nobody reads it so, or more is wrong.
pub fn shortcomings(workflow: &Workflow, chart: &Chart, is_near: bool) -> Vec<Finding> {
    let name = named(workflow);
    let mut out = Vec::new();
    if !chart.readable_from_two_metres && !is_near {
        let message = format!("{name}内容太满，两米外看不清");
        let help = "步骤的字小于 13 毫米或者说明的字小于 11 毫米；删短文字，或者减少环节";
        out.push(warning(workflow.place, message, help));
    }
    let steps = &workflow.steps;
    for step in chart.cut_names.iter().filter_map(|&i| steps.get(i)) {
        let place = match step.actors.first() {
            Some(Actor::Post(r)) => r.place,
            Some(Actor::Department(r)) => r.place,
            Some(Actor::Organ(r)) => r.place,
            None => step.id.place,
        };
        let message = format!("{name}第一经办人的名称太长，分栏的栏头没有写全");
        let help = "岗位、机构的名称写得短一些，或者换一种 style";
        out.push(warning(place, message, help));
    }
    for &(step, exit) in &chart.shortened {
        let exits = steps.get(step).map(|s| &s.exits);
        let Some(exit) = exits.and_then(|exits| exits.get(exit)) else {
            continue;
        };
        let number = step + 1;
        let message = format!("{name}第 {number} 步去路上的字太长，图上没有写全");
        let help = "去路的 label 写一到三个字，note 写两到四个字";
        out.push(warning(exit.place, message, help));
    }
    out
}
