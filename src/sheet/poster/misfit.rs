//! Names that are too long for their place on a sheet: each a finding, none cut in silence.

use super::excess::{excess, Room};
use super::grade_rows::{GUTTER_MM, MOST_MM};
use super::maker::DepartmentMaker;
use super::sheet::{GradeSheet, Sheet};
use crate::diagnostic::{Code, Finding, Place};
use crate::model::{Department, Post, Separation};
use crate::sheet::cell::Cell;
use crate::sheet::geometry::TextLine;
use std::slice::from_ref;

/// Any height.
const ANY: f32 = f32::MAX;

/// Where what does not fit is told.
struct Told<'a> {
    department: &'a Department,
    findings: &'a mut Vec<Finding>,
}

impl Told<'_> {
    /// Something of which so many characters are too many.
    fn tell(&mut self, what: &str, place: impl Into<Option<Place>>, excess: usize) {
        let message = format!("{what}太长，上墙图上用最小的字也排不下，约多 {excess} 个字");
        if excess > 0 && !self.findings.iter().any(|told| told.message == message) {
            let finding = Finding::error(Code::Overfull, self.department.place, message)
                .help("写得短一些：岗位和机构可以写上 short，风险点可以写上 brief");
            self.findings.push(Finding {
                place: place.into(),
                ..finding
            });
        }
    }

    /// Lines in their room.
    fn check<P>(&mut self, what: &str, place: P, lines: &[TextLine], room: Room)
    where
        P: Into<Option<Place>>,
    {
        self.tell(what, place, excess(lines, room));
    }
}

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
    let (canvas, department) = (&maker.canvas, maker.department);
    let mut told = Told {
        department,
        findings,
    };
    let body = (canvas.left, canvas.right, ANY);
    let band = [body, (0.0, 150.0, ANY)][usize::from(canvas.landscape)];
    let name = format!("{}的名称", maker.unit.words().department);
    told.check(&name, department.name.place, &sheet.band.department, band);
    for fact in &sheet.facts {
        told.check("栏目里的名称", None, &fact.text, body);
    }
    let whole = (canvas.view[0], canvas.view[0] + canvas.view[2], ANY);
    let hotline = from_ref(&sheet.foot.hotline);
    told.check("[unit] 的 hotline ", None, hotline, whole);
    for value in sheet.foot.lines.iter().flat_map(|line| &line.text) {
        let what = format!("下角的“{}”", value.text);
        told.check(&what, None, from_ref(value), body);
    }
    for (what, place, characters) in &sheet.cut {
        told.tell(what, *place, *characters);
    }
    if let Some(strip) = &sheet.strip {
        let cited = pairs.iter().find_map(|pair| pair.article.as_ref());
        let place = cited.map_or(department.place, |article| article.place);
        let head = strip.head.label.iter().map(|label| label.text.as_str());
        let what = format!("“{}”一栏的说明", head.collect::<String>());
        told.tell(&what, place, strip.head.cut);
    }
    if let Some(grade) = &sheet.grade {
        rows(&mut told, maker, grade, posts);
        notice(&mut told, maker, grade);
    }
    let cells = sheet.strip.iter().flat_map(|s| &s.cells);
    for (i, cell) in cells.enumerate() {
        let room = names_room(cell);
        match (pairs.get(i), posts.get(i)) {
            (Some(pair), _) => {
                told.check("不得兼任的职责", pair.first.place, &cell.text, room);
                told.tell("不得兼任的说明", pair.note.place, cell.cut);
            }
            (None, Some(post)) => {
                let place = post.short.as_ref().map_or(post.name.place, |s| s.place);
                let what = format!("岗位 {} 的名称", post.id.value);
                told.check(&what, place, &cell.text, room);
            }
            (None, None) => {}
        }
    }
}

/// The rows of the posts on a notice of grades.
fn rows(told: &mut Told, maker: &DepartmentMaker, grade: &GradeSheet, posts: &[&Post]) {
    let [left, _, chip_end, powers_end, level, right] = maker.post_columns();
    let height = (grade.rules[2] - grade.rules[1]) / grade.rows.len().max(1) as f32;
    let before = |column: f32| column - GUTTER_MM;
    for (row, post) in grade.rows.iter().zip(posts) {
        let what = format!("岗位 {} 的名称", post.id.value);
        let room = (left, row.chip.rect.x, MOST_MM);
        told.check(&what, post.name.place, &row.name, room);
        let (word, room) = (from_ref(&row.chip.word), (left, before(chip_end), ANY));
        told.check("等级的名称", post.grade.place, word, room);
        let what = format!("岗位 {} 的权力", post.id.value);
        let room = (left, before(powers_end), height);
        told.check(&what, post.place, &row.powers, room);
        let place = post.warning_level.as_ref().map(|level| level.place);
        let (word, room) = (from_ref(&row.level), (level, right, ANY));
        told.check("预警级别的名称", place, word, room);
    }
}

/// What else there is on a notice of grades.
fn notice(told: &mut Told, maker: &DepartmentMaker, grade: &GradeSheet) {
    let (canvas, place) = (&maker.canvas, maker.department.grade.place);
    for power in &grade.powers {
        let name: String = power.text.iter().map(|line| line.text.as_str()).collect();
        told.tell(&format!("权力“{name}”的名称"), place, power.cut);
    }
    let block = (grade.block.x, grade.block.right(), ANY);
    told.check("等级下面颜色的名称", place, &grade.block_labels, block);
    for pair in grade.heads.windows(2) {
        let room = (pair[0].extent.x, pair[1].extent.x, ANY);
        told.check("[words] 的 integrity ", None, &pair[..1], room);
    }
    if let Some((_, words)) = grade.legend.last() {
        let body = (canvas.left, canvas.right, ANY);
        told.check("等级和颜色的名称", place, from_ref(words), body);
    }
    let what = "“评定依据”里权力和制度的名称";
    told.tell(what, place, grade.basis.cut);
    // The legend stands below the objection, or at its right on a lying sheet.
    let legend = grade.legend.first().map(|(chip, _)| chip.rect);
    let (right, end) = match legend {
        Some(legend) if canvas.landscape => (legend.x, canvas.bottom),
        Some(legend) => (canvas.right, legend.y),
        None => (canvas.right, canvas.bottom),
    };
    let boxes = grade.procedure.iter().flat_map(|p| &p.cells);
    let above = boxes.map(|step| step.rect.bottom());
    let above = above.fold(grade.rules[2], f32::max);
    let room = (canvas.left, right, end - above);
    told.check("[unit] 的 receiver ", None, &grade.objection, room);
}

/// Where the names of a cell may be, and how high.
fn names_room(cell: &Cell) -> Room {
    let rect = cell.rect;
    let (right, bottom) = match (&cell.chip, cell.note.first()) {
        // A chip stands below the name, or beside it in a low cell.
        (Some(chip), _) if chip.rect.y > rect.middle() => (rect.right(), chip.rect.y),
        (Some(chip), _) => (chip.rect.x, rect.bottom()),
        // The note stands below the names of a pair.
        (None, Some(note)) => (rect.right(), note.extent.y),
        (None, None) => (rect.right(), rect.bottom()),
    };
    (rect.x, right, bottom - rect.y)
}
