//! Names that are too long for their place on a sheet: each a finding, none cut in silence.

use super::excess::excess;
use super::maker::DepartmentMaker;
use super::powers::name_excess;
use super::sheet::Sheet;
use crate::diagnostic::{Code, Finding, Place};
use crate::model::{Post, Separation};
use crate::sheet::geometry::TextLine;

/// Adds what of a finished sheet cannot be read or does not stay in its place: once for a
/// department, though each of its sheets says so. `posts` and `pairs` are those that the sheet
/// shows, in order.
pub(super) fn misfits(
    maker: &DepartmentMaker,
    sheet: &Sheet,
    posts: &[&Post],
    pairs: &[&Separation],
    findings: &mut Vec<Finding>,
) {
    let (canvas, department, words) = (&maker.canvas, maker.department, maker.unit.words());
    let mut tell = |what: &str, place: Option<Place>, excess: Option<usize>| {
        if let Some(excess) = excess {
            let message = format!("{what}太长，上墙图上用最小的字也排不下，约多 {excess} 个字");
            if !findings.iter().any(|told| told.message == message) {
                findings.push(Finding {
                    place,
                    ..Finding::error(Code::Overfull, department.place, message)
                        .help("写得短一些：岗位和机构可以写上 short，风险点可以写上 brief")
                });
            }
        }
    };
    let body = (canvas.left, canvas.right);
    let band = if canvas.landscape { (0.0, 150.0) } else { body };
    let name = Some(department.name.place);
    let found = excess(&sheet.band.department, band, f32::MAX);
    tell(&format!("{}的名称", words.department), name, found);
    for pair in &sheet.facts {
        let value: Vec<TextLine> = pair.value.iter().cloned().collect();
        tell("栏目里的名称", None, excess(&value, body, f32::MAX));
    }
    let foot = &sheet.foot;
    let whole = (canvas.view[0], canvas.view[0] + canvas.view[2]);
    let hotline = std::slice::from_ref(&foot.hotline);
    tell("[unit] 的 hotline ", None, excess(hotline, whole, f32::MAX));
    for (_, value) in &foot.lines {
        let what = format!("下角的“{}”", value.text);
        tell(
            &what,
            None,
            excess(std::slice::from_ref(value), body, f32::MAX),
        );
    }
    let rows = sheet.grade.iter().flat_map(|g| &g.rows);
    let height = sheet.grade.as_ref().map_or(0.0, |g| {
        (g.rules[2] - g.rules[1]) / g.rows.len().max(1) as f32
    });
    for (row, post) in rows.zip(posts) {
        let room = (canvas.left, row.chip.rect.x);
        let found = excess(&row.name, room, super::grade_rows::MOST_MM);
        let what = format!("岗位 {} 的名称", post.id.value);
        tell(&what, Some(post.name.place), found);
        let [chip, powers, level] = row.edges;
        let grade = std::slice::from_ref(&row.chip.word);
        let found = excess(grade, (canvas.left, chip), f32::MAX);
        tell("等级的名称", Some(post.grade.place), found);
        let what = format!("岗位 {} 的权力", post.id.value);
        tell(
            &what,
            Some(post.place),
            excess(&row.powers, (canvas.left, powers), height),
        );
        let shown = std::slice::from_ref(&row.level);
        let place = post.warning_level.as_ref().map(|level| level.place);
        tell(
            "预警级别的名称",
            place,
            excess(shown, (level, canvas.right), f32::MAX),
        );
        if let Some(cut) = &row.cut {
            let what = format!("岗位 {} 的风险点 {} ", post.id.value, cut.risk);
            tell(&what, Some(cut.place), Some(cut.characters));
        }
    }
    let procedure = sheet.grade.iter().filter_map(|g| g.procedure.as_ref());
    for (place, text, characters) in procedure.flat_map(|p| &p.cut) {
        tell(
            &format!("评定程序里的“{text}”"),
            Some(*place),
            Some(*characters),
        );
    }
    if let Some(strip) = sheet.strip.as_ref().filter(|s| s.cut > 0) {
        let cited = pairs.iter().find_map(|pair| pair.article.as_ref());
        let place = cited.map_or(department.place, |article| article.place);
        let what = format!("“{}”一栏的说明", strip.head.text);
        tell(&what, Some(place), Some(strip.cut));
    }
    if let Some(grade) = &sheet.grade {
        for power in &grade.powers {
            let name: String = power.name.iter().map(|line| line.text.as_str()).collect();
            let what = format!("权力“{name}”的名称");
            tell(&what, Some(department.grade.place), name_excess(power));
        }
        let block = (grade.block.x, grade.block.right());
        let labels = excess(&grade.block_labels, block, f32::MAX);
        tell("等级下面颜色的名称", Some(department.grade.place), labels);
        let heads = grade.heads.windows(2).find_map(|pair| {
            let room = (pair[0].extent.x, pair[1].extent.x);
            excess(&pair[..1], room, f32::MAX)
        });
        tell("[words] 的 integrity ", None, heads);
        let last = grade.legend.last().map(|(_, words)| words);
        let words = last.and_then(|line| excess(std::slice::from_ref(line), body, f32::MAX));
        tell("等级和颜色的名称", Some(department.grade.place), words);
        let what = "“评定依据”里权力和制度的名称";
        tell(what, Some(department.grade.place), grade.basis_excess);
        // The legend stands below the objection, or at its right on a lying sheet.
        let legend = grade.legend.first().map(|(chip, _)| chip.rect);
        let (right, end) = match legend {
            Some(legend) if canvas.landscape => (legend.x, canvas.bottom),
            Some(legend) => (canvas.right, legend.y),
            None => (canvas.right, canvas.bottom),
        };
        let above = (grade.procedure.iter().flat_map(|p| &p.boxes))
            .map(|step| step.rect.bottom())
            .fold(grade.rules[2], f32::max);
        let found = excess(&grade.objection, (canvas.left, right), end - above);
        tell("[unit] 的 receiver ", None, found);
    }
    let cells = sheet.strip.iter().flat_map(|s| &s.cells);
    for (i, cell) in cells.enumerate() {
        let rect = cell.rect;
        // A chip stands below the name, or beside it in a low cell.
        let (right, height) = match &cell.chip {
            Some(chip) if chip.rect.y > rect.middle() => (rect.right(), chip.rect.y - rect.y),
            Some(chip) => (chip.rect.x, rect.height),
            // The note stands below the names of a pair.
            None => {
                let note = cell
                    .note
                    .first()
                    .map_or(rect.bottom(), |line| line.extent.y);
                (rect.right(), note - rect.y)
            }
        };
        let found = excess(&cell.names, (rect.x, right), height);
        match (pairs.get(i), posts.get(i)) {
            (Some(pair), _) => {
                tell("不得兼任的职责", Some(pair.first.place), found);
                let cut = (cell.cut > 0).then_some(cell.cut);
                tell("不得兼任的说明", Some(pair.note.place), cut);
            }
            (None, Some(post)) => {
                let place = post.short.as_ref().map_or(post.name.place, |s| s.place);
                tell(
                    &format!("岗位 {} 的名称", post.id.value),
                    Some(place),
                    found,
                );
            }
            (None, None) => {}
        }
    }
}
