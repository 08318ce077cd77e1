//! The sheet of 风险等级公示: the grade of a department and of its posts, why, and since when.

use super::canvas::Canvas;
use super::facts;
use super::grade_rows;
use super::maker::{DepartmentMaker, GRADE};
use super::misfit::misfits;
use super::overfull::{no_room_for_posts, too_many_posts};
use super::powers::{self, PowerGrid};
use super::procedure;
use super::sheet::{GradeSheet, PosterView};
use super::text::GradeText;
use super::SMALLEST_MM;
use crate::diagnostic::Finding;
use crate::model::{Grade, GradingStepKind};
use crate::sheet::chip::{self, Chip};
use crate::sheet::geometry::{Anchor, Point, Rect, TextLine};
use crate::sheet::words::{hei, Type};
use crate::text::FontRole;

const BLOCK_WIDTH_MM: f32 = 158.0;
/// Between the rule below the facts and the block, in mm.
const ABOVE_BLOCK_MM: f32 = 15.0;
/// Between block and table, in mm.
const BELOW_BLOCK_MM: f32 = 13.0;
/// Height of the table's head, in mm.
const HEAD_MM: f32 = 26.0;
const OBJECTION_MM: f32 = 12.5;
const LEGEND_MM: f32 = 11.5;
/// 等级 and a blank before the legend's signs, in em.
const LABEL_EM: f32 = 2.7;
/// Least blank beside the grade's word in its block, in mm.
const WORD_SIDE_MM: f32 = 10.0;

/// The block of a sheet with few posts is so much taller at most, in mm.
const MOST_GROWTH_MM: f32 = 60.0;
/// Between the powers and the reason below them, in mm.
const ABOVE_BASIS_MM: f32 = 5.0;

/// What an upright and a lying sheet do differently, in mm.
struct Measures {
    /// Height of the block; more where many powers stand beside it.
    block: f32,
    word: f32,
    power: f32,
    /// Room for the reason.
    basis: f32,
    /// Below the table: objection and legend.
    tail: f32,
}

impl Measures {
    /// Makes the block so much taller, and the two rows of powers with it.
    fn grow(&mut self, mm: f32) {
        self.block += mm;
        self.power += mm * 0.3;
        self.basis += mm * 0.4;
        self.word *= 1.0 + mm / 240.0;
    }

    fn of(canvas: &Canvas) -> Self {
        if canvas.landscape {
            Self {
                block: 106.0,
                word: 50.0,
                power: 28.0,
                basis: 39.0,
                tail: 30.0,
            }
        } else {
            Self {
                block: 122.0,
                word: 58.0,
                power: 31.0,
                basis: 49.0,
                tail: 58.0,
            }
        }
    }
}

impl DepartmentMaker<'_> {
    /// The notice of the department's grade, on as many sheets as its posts need.
    pub(in crate::sheet) fn grade(&self, findings: &mut Vec<Finding>) -> PosterView {
        let canvas = &self.canvas;
        let mut measures = Measures::of(canvas);
        let block_y = canvas.top + ABOVE_BLOCK_MM;
        let count = self.unit.vocabulary.powers.len();
        let beside = canvas.left + BLOCK_WIDTH_MM;
        let longest = powers::longest_name(self.unit, self.fonts);
        let record = self.department_record();
        let with_procedure = procedure::height(canvas);
        let tail = measures.tail;
        let heights = |measures: &Measures| {
            let grid = PowerGrid::of(count, longest, canvas, beside, measures.power);
            let below_powers = grid.whole_height() + ABOVE_BASIS_MM;
            let block = measures.block.max(below_powers + measures.basis);
            (grid, below_powers, block)
        };
        // What a few posts leave over makes the block and the powers beside it taller: a gap
        // below the table would float.
        let n = self.posts.len();
        let (_, _, block) = heights(&measures);
        let above = block_y + block + BELOW_BLOCK_MM + HEAD_MM;
        let below = tail + record.map_or(0.0, |_| with_procedure);
        let wanted = n as f32 * grade_rows::TALL_ENOUGH_MM;
        let over = (canvas.bottom - above - below - wanted).clamp(0.0, MOST_GROWTH_MM);
        measures.grow(over);
        let (grid, below_powers, block_height) = heights(&measures);
        let table = block_y + block_height + BELOW_BLOCK_MM;
        let room = canvas.bottom - table - HEAD_MM;
        let fits_with = |n: usize| (room - tail - with_procedure) / n.max(1) as f32;
        let shows_procedure =
            record.is_some() && fits_with(self.posts.len()) >= grade_rows::HANDSOME_LEAST_MM;
        let room = room - tail - if shows_procedure { with_procedure } else { 0.0 };
        let most = ((room / grade_rows::LEAST_MM) as usize).max(1);
        let mut chunks: Vec<&[&crate::model::Post]> = if self.posts.len() <= most {
            vec![&self.posts]
        } else {
            let sheets = self.posts.len().div_ceil(most);
            if !self.settings.second_sheet && canvas.office.is_none() {
                let (first, excess) = (self.posts[most], self.posts.len() - most);
                findings.push(too_many_posts(self.department, first, excess));
            }
            self.posts
                .chunks(self.posts.len().div_ceil(sheets))
                .collect()
        };
        if chunks.is_empty() {
            chunks.push(&[]);
        }
        if !self.posts.is_empty() && room < grade_rows::LEAST_MM {
            findings.push(no_room_for_posts(self.department));
        }
        let mut view = self.poster(GRADE);
        view.facts = self.grade_facts();
        let basis = self.grade_basis();
        let levels = grade_rows::have_levels(&self.posts);
        for (i, posts) in chunks.iter().enumerate() {
            let mut sheet = self.sheet(&view, GRADE, (i, chunks.len()), findings);
            let row = (room / posts.len().max(1) as f32).clamp(1.0, grade_rows::MOST_MM);
            let first_row = table + HEAD_MM;
            let end = first_row + row * posts.len() as f32;
            sheet.description = format!(
                "{}和{}个岗位的{}风险等级",
                self.department.name.value,
                posts.len(),
                self.unit.words().integrity
            );
            let facts: Vec<(&str, String)> = view
                .facts
                .iter()
                .map(|(l, v)| (l.as_str(), v.clone()))
                .collect();
            sheet.facts = facts::spread(self.fonts, canvas, &facts);
            let rows = posts
                .iter()
                .enumerate()
                .map(|(k, post)| {
                    let top = first_row + row * k as f32;
                    let last = k + 1 == posts.len();
                    grade_rows::row(
                        self.fonts,
                        canvas,
                        self.unit,
                        post,
                        (top, row),
                        (levels, last),
                    )
                })
                .collect();
            let block = Rect::new(canvas.left, block_y, BLOCK_WIDTH_MM, block_height);
            let grade = self.department.grade.value;
            let word = Type::new(self.fonts, FontRole::Xiaobiaosong, measures.word);
            let word = word.within(grade.chinese(), block.width - 2.0 * WORD_SIDE_MM, 0.0);
            let (basis_label, basis_lines, basis_excess) =
                self.basis_lines(&basis, block_y + below_powers, block);
            // What the rows leave over stands evenly above and below what follows them.
            let spare =
                canvas.bottom - end - tail - if shows_procedure { with_procedure } else { 0.0 };
            let tail_top = end + (spare / 2.0).max(0.0);
            let shown = record.filter(|_| shows_procedure);
            let procedure =
                shown.map(|r| procedure::procedure(self.fonts, canvas, self.unit, r, tail_top));
            let under = tail_top + if shows_procedure { with_procedure } else { 0.0 };
            let (objection, legend_label, legend) = self.tail(under);
            sheet.text.grade = Some(GradeText {
                levels,
                basis: basis.clone(),
                rows: posts
                    .iter()
                    .map(|p| grade_rows::words(self.unit, p))
                    .collect(),
                procedure: record.map_or(Vec::new(), |r| procedure::words(self.unit, r)),
            });
            sheet.grade = Some(GradeSheet {
                block,
                grade: grade.key(),
                block_labels: self.block_labels(block, &measures),
                block_word: word.centred(grade.chinese(), block.axis(), block.middle() - 0.5),
                powers: powers::power_cells(
                    self.unit,
                    self.fonts,
                    &grid,
                    self.department.powers.as_ref(),
                    block_y,
                ),
                basis_label,
                basis: basis_lines,
                basis_excess,
                rules: [table, first_row, end],
                heads: grade_rows::heads(
                    self.fonts,
                    canvas,
                    self.unit,
                    levels,
                    table + HEAD_MM / 2.0,
                ),
                rows,
                procedure,
                objection,
                legend_label,
                legend,
            });
            misfits(self, &sheet, posts, &[], findings);
            view.sheets.push(sheet);
        }
        view
    }

    /// 评定年度, 公示期, 决定: from the record of the year that the unit shows.
    fn grade_facts(&self) -> Vec<(String, String)> {
        let mut facts = Vec::new();
        let year = self.unit.profile.grading_year;
        if year > 0 {
            facts.push(("评定年度".to_string(), format!("{year}年")));
        }
        let Some(record) = self.department_record() else {
            facts.push(("岗位".to_string(), format!("{}个", self.posts.len())));
            return facts;
        };
        let step = |kind| record.steps.iter().find(|s| s.kind.value == kind);
        if let Some(publish) = step(GradingStepKind::Publish) {
            let until = publish.until.as_ref().map(|d| d.value);
            facts.push(("公示期".into(), procedure::span(publish.date.value, until)));
        }
        if let Some(by) = step(GradingStepKind::Decide).and_then(|s| s.by.as_ref()) {
            facts.push(("决定".into(), self.unit.actor_name(by).to_string()));
        }
        facts
    }

    /// Where to turn, and the grades: the colour of each and, where the unit says and an upright
    /// sheet has room, who manages it.
    fn tail(&self, top: f32) -> (Vec<TextLine>, Option<TextLine>, Vec<(Chip, TextLine)>) {
        let canvas = &self.canvas;
        let receiver = &self.unit.profile.receiver;
        let text = format!("对评定结果有异议的，可以到{receiver}实名或者匿名反映。");
        let grades = &self.unit.vocabulary.grades;
        let colour = |grade: &Grade| grade.colour().name.clone();
        let managed = |grade: &Grade| match grade.entry().managed_by.as_str() {
            "" => colour(grade),
            by => format!("{}　{by}管理", colour(grade)),
        };
        let em = hei(self.fonts, 1.0);
        let em_width = |words: &dyn Fn(&Grade) -> String| -> f32 {
            let wide =
                |grade: &Grade| chip::width(em, grade.chinese()) + em.width(&words(grade)) + 1.6;
            grades.iter().map(wide).sum()
        };
        // Many grades of long names are set smaller; a lying sheet has the objection beside them.
        let lying = canvas.landscape;
        let share = if lying { 0.55 } else { 1.0 };
        let fitting = canvas.body() * share / (LABEL_EM + em_width(&colour) - 1.1).max(1.0);
        let face = em.at(fitting.clamp(SMALLEST_MM, LEGEND_MM));
        let size = face.size;
        let legend_width = (LABEL_EM + em_width(&colour)) * size;
        // Who manages each says more than the label, and that it is of grades.
        let free = canvas.body() + (1.1 - em_width(&managed)) * size;
        let says_who = !lying && free >= 0.0;
        let has_label = !says_who || free >= LABEL_EM * size;
        let room = canvas.body() - if lying { legend_width + 12.0 } else { 0.0 };
        let line = hei(self.fonts, OBJECTION_MM).within(&text, room, SMALLEST_MM);
        let (lines, leading) = (line.fit(&text, room), line.size * 1.3);
        let middle = top + if lying { 16.0 } else { 20.0 };
        let objection = line.around(&lines, leading, canvas.left, middle, Anchor::Start);
        let (mut x, y) = match lying {
            true => (canvas.right - legend_width + 0.8 * size, middle),
            false => (canvas.left, middle + 24.0),
        };
        let label = has_label.then(|| face.start("等级", x, y));
        x += label.as_ref().map_or(0.0, |_| LABEL_EM * size);
        let mut legend = Vec::new();
        for grade in grades {
            let wide = chip::width(face, grade.chinese());
            let chip = chip::chip(face, *grade, false, Point::new(x + wide / 2.0, y));
            x += wide + 0.5 * size;
            let text = match says_who {
                true => managed(grade),
                false => colour(grade),
            };
            legend.push((chip, face.start(&text, x, y)));
            x += face.width(&text) + 1.1 * size;
        }
        (objection, label, legend)
    }

    /// The department's grading of the year that the unit shows.
    fn department_record(&self) -> Option<&crate::model::Grading> {
        use crate::model::GradingObject::Department;
        let year = i64::from(self.unit.profile.grading_year);
        self.unit.gradings.iter().find(|g| {
            let own = matches!(g.object, Some(Department(d)) if d.index as usize == self.index);
            own && g.year.value == year && !g.steps.is_empty()
        })
    }

    /// 本站所等级 above the grade's word, and the colour's name below it.
    fn block_labels(&self, block: Rect, measures: &Measures) -> Vec<TextLine> {
        let off = measures.word / 2.0 + 11.0;
        let line = |text: &str, off: f32| {
            let face = hei(self.fonts, 13.0);
            let face = face.within(text, block.width - WORD_SIDE_MM, SMALLEST_MM);
            face.centred(text, block.axis(), block.middle() + off)
        };
        let department = &self.unit.words().department;
        let colour = &self.department.grade.value.colour().name;
        vec![
            line(&format!("本{department}等级"), -off - 1.0),
            line(colour, off),
        ]
    }
}
