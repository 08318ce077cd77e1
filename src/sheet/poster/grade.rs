//! The sheet of 风险等级公示: the grade of a department and of its posts, why, and since when.

use super::basis::ABOVE_BASIS_MM;
use super::canvas::Canvas;
use super::grade_rows::{self, PostRow};
use super::maker::{DepartmentMaker, GRADE};
use super::misfit::misfits;
use super::overfull::{no_room_for_posts, too_many_posts};
use super::powers::{self, PowerGrid};
use super::procedure;
use super::sheet::{GradeSheet, PosterView};
use super::text::GradeText;
use crate::diagnostic::Finding;
use crate::model::{Grade, Grading, GradingObject, GradingStepKind, Post, Ref};
use crate::sheet::chip::{Chip, Legend};
use crate::sheet::geometry::{Anchor, Rect, TextLine};
use crate::sheet::words::SMALLEST_MM;

const OBJECTION_MM: f32 = 12.5;
const LEGEND_MM: f32 = 11.5;
/// Type of what is said of the warning levels, and the blank before it, in mm.
const LEVELS_MM: f32 = 10.0;
const BESIDE_LEVELS_MM: f32 = 16.0;
/// 等级 and a blank before the legend's signs, in em.
const LABEL_EM: f32 = 2.7;
/// Least blank beside the grade's word in its block, in mm.
const WORD_SIDE_MM: f32 = 10.0;

/// The grades with their colours, and what is said of the warning levels.
type Grades = (Vec<(Chip, TextLine)>, Vec<TextLine>);

/// What stands around the table of a sheet with few posts takes so much more at most, in mm.
const MOST_GROWTH_MM: f32 = 104.0;
/// The procedure of a sheet with many posts, as a share of its usual height.
const LOW_PROCEDURE: f32 = 0.9;

measures! {
    // On an upright sheet, a lying one, and an office's upright one: narrower, it leaves the powers a
    // line each, and the posts rows as tall as can be.
    width [158.0, 158.0, 140.0];
    /// Between the rule below the facts and the block.
    above [13.0, 12.0, 11.0];
    /// Height of the block; more where many powers stand beside it.
    block [122.0, 104.0, 116.0];
    /// Between block and table.
    below [12.0, 13.0, 10.0];
    /// Height of the table's head.
    head [25.0, 24.0, 22.0];
    word [58.0, 50.0, 58.0];
    power [31.0, 27.0, 29.0];
    /// Room for the reason.
    basis [48.0, 34.0, 47.0];
    /// Rows as tall as this leave what is over to a reason that needs more.
    leave [55.0, 45.0, 55.0];
    /// Below the table: the procedure, objection and legend.
    procedure [96.0, 88.0, 88.0];
    tail [58.0, 36.0, 53.0];
}

impl Measures {
    fn of(canvas: &Canvas) -> Self {
        Self::on(match (canvas.landscape, canvas.office) {
            (true, _) => 1,
            (false, office) => 2 * usize::from(office),
        })
    }

    /// Makes the block and the procedure so much taller together with the blanks between the parts,
    /// and the two rows of powers with the block.
    fn grow(&mut self, mm: f32) {
        let block = 0.6 * mm;
        self.block += block;
        self.power += block * 0.3;
        self.basis += block * 0.4;
        self.word *= 1.0 + block / 240.0;
        self.procedure += 0.25 * mm;
        for blank in [&mut self.above, &mut self.below, &mut self.head] {
            *blank += 0.05 * mm;
        }
    }
}

impl DepartmentMaker<'_> {
    /// How high the reason of the grade is beside the block, in mm.
    pub(in crate::sheet) fn reason_height(&self) -> f32 {
        let beside = self.canvas.left + Measures::of(&self.canvas).width;
        self.basis_height(&self.grounds.reason(self.unit, self.index), beside)
    }

    /// The notice of the department's grade, on as many sheets as its posts need. All of a unit's leave
    /// the reason as much room as the longest takes, `reason_mm`: they hang side by side.
    pub(in crate::sheet) fn grade(
        &self,
        reason_mm: f32,
        findings: &mut Vec<Finding>,
    ) -> PosterView {
        let (canvas, department) = (&self.canvas, self.department);
        let mut measures = Measures::of(canvas);
        let powers = self.unit.vocabulary.powers.len();
        let beside = canvas.left + measures.width;
        let longest = powers::longest_name(self.unit, self.fonts);
        let object = Ref::new(self.index, department.place);
        let record = self.unit.current_grading(GradingObject::Department(object));
        let tail = measures.tail;
        let heights = |measures: &Measures| {
            let grid = PowerGrid::of(powers, longest, canvas, beside, measures.power);
            let below_powers = grid.whole_height() + ABOVE_BASIS_MM;
            let block = measures.block.max(below_powers + measures.basis);
            (grid, below_powers, block)
        };
        // What a few posts leave over makes what stands around the table taller: a gap below it would
        // float.
        let n = self.posts.len();
        let over = |measures: &Measures, row: f32| {
            let (_, _, block) = heights(measures);
            let above = measures.above + block + measures.below + measures.head;
            let below = tail + record.map_or(0.0, |_| measures.procedure);
            canvas.bottom - canvas.top - above - below - n as f32 * row
        };
        let reason = self.grounds.reason(self.unit, self.index);
        let wanted = reason_mm - measures.basis;
        if wanted > 0.0 && over(&measures, measures.leave) >= wanted {
            measures.basis += wanted;
        }
        let spare = over(&measures, grade_rows::TALL_ENOUGH_MM);
        measures.grow(spare.clamp(0.0, MOST_GROWTH_MM));
        let (grid, below_powers, block_height) = heights(&measures);
        let block_y = canvas.top + measures.above;
        let block = Rect::new(canvas.left, block_y, measures.width, block_height);
        let table = block.bottom() + measures.below;
        let first_row = table + measures.head;
        let room = canvas.bottom - first_row - tail;
        // Many posts have a lower procedure, if all of it can be read, and then none; so have those
        // whose risk points show only so.
        let heights = [1.0, LOW_PROCEDURE].map(|share| share * measures.procedure);
        let shown = record.and_then(|record| {
            let fits = |(height, least): &(f32, f32)| {
                let mut cut = Vec::new();
                self.procedure(record, (0.0, *height), &mut cut);
                let row = (room - height) / n.max(1) as f32;
                let serves = match *height == measures.procedure {
                    true => self.have_room(&self.posts, row),
                    false => cut.is_empty(),
                };
                serves && row >= *least
            };
            let mut ways = heights.into_iter().zip(grade_rows::BESIDE_PROCEDURE_MM);
            Some((record, ways.find(fits)?.0))
        });
        let procedure_height = shown.map_or(0.0, |(_, height)| height);
        let room = room - procedure_height;
        let most = ((room / grade_rows::LEAST_MM) as usize).max(1);
        if n > most && !self.settings.second_sheet && !canvas.office {
            findings.push(too_many_posts(department, self.posts[most], n - most));
        }
        if n > 0 && room < grade_rows::LEAST_MM {
            findings.push(no_room_for_posts(department));
        }
        let chunks: Vec<&[&Post]> = match n {
            0 => vec![&[]],
            n => self.posts.chunks(n.div_ceil(n.div_ceil(most))).collect(),
        };
        let mut view = self.poster(GRADE);
        view.facts = self.grade_facts(record);
        let grade = department.grade.value;
        for (i, posts) in chunks.iter().enumerate() {
            let mut sheet = self.sheet(&view, GRADE, (i, chunks.len()), findings);
            let row = (room / posts.len().max(1) as f32).clamp(1.0, grade_rows::MOST_MM);
            let end = first_row + row * posts.len() as f32;
            let (name, count) = (&department.name.value, posts.len());
            let integrity = &self.unit.words().integrity;
            sheet.description = format!("{name}和{count}个岗位的{integrity}风险等级");
            sheet.facts = self.spread(&view.facts);
            let cut = &mut sheet.cut;
            let tops = (0..).map(|k| first_row + row * k as f32);
            let sizes = self.sizes(posts, row);
            let rows = posts.iter().zip(tops);
            let mut rows: Vec<PostRow> = rows
                .map(|(post, top)| self.post_row(post, (top, row), sizes, cut))
                .collect();
            if let Some(last) = rows.last_mut() {
                last.rule = None;
            }
            let word = self.song(measures.word);
            let word = word.within(grade.chinese(), block.width - 2.0 * WORD_SIDE_MM, 0.0);
            let basis = self.basis_lines(&reason, block_y + below_powers, block, table);
            // What the rows leave over stands evenly above and below what follows them.
            let spare = canvas.bottom - end - tail - procedure_height;
            let tail_top = end + (spare / 2.0).max(0.0);
            let procedure =
                shown.map(|(record, height)| self.procedure(record, (tail_top, height), cut));
            let (objection, legend_label, (legend, levels)) =
                self.tail(tail_top + procedure_height);
            sheet.text.grade = Some(GradeText {
                levels: self.levels_note(),
                basis: reason.clone(),
                rows: (posts.iter().map(|p| grade_rows::words(self.unit, p))).collect(),
                procedure: record.map_or(Vec::new(), |r| procedure::words(self.unit, r)),
            });
            let held = department.powers.as_ref();
            sheet.grade = Some(GradeSheet {
                block,
                grade: grade.key(),
                word_tone: ["-edge", ""][usize::from(grade.colour().reads_on_white())],
                block_labels: self.block_labels(block, &measures),
                block_word: word.centred(grade.chinese(), block.axis(), block.middle() - 0.5),
                powers: powers::power_cells(self.unit, self.fonts, &grid, held, block_y),
                basis,
                rules: [table, first_row, end],
                heads: self.heads(table + measures.head / 2.0),
                rows,
                procedure,
                objection,
                legend_label,
                legend,
                levels,
            });
            misfits(self, &sheet, posts, &[], findings);
            view.sheets.push(sheet);
        }
        view
    }

    /// 评定年度, 公示期, 决定: from the record of the year that the unit shows.
    fn grade_facts(&self, record: Option<&Grading>) -> Vec<(String, String)> {
        let mut facts = Vec::new();
        let year = self.unit.profile.grading_year;
        if year > 0 {
            facts.push(("评定年度".to_string(), format!("{year}年")));
        }
        let Some(record) = record else {
            facts.push(("岗位".to_string(), format!("{}个", self.posts.len())));
            return facts;
        };
        if let Some(publish) = record.step(GradingStepKind::Publish) {
            let until = publish.until.as_ref().map(|d| d.value);
            facts.push(("公示期".into(), procedure::span(publish.date.value, until)));
        }
        let decision = record.step(GradingStepKind::Decide);
        if let Some(by) = decision.and_then(|step| step.by.as_ref()) {
            facts.push(("决定".into(), self.unit.actor_name(by).to_string()));
        }
        facts
    }

    /// Where to turn, and the grades: the colour of each and, where the unit says and an upright
    /// sheet has room, who manages it; beside them what the warning levels are.
    fn tail(&self, top: f32) -> (Vec<TextLine>, Option<TextLine>, Grades) {
        /// What is said of a grade: its colour and who manages it, who alone, the colour alone.
        const COLOURS: usize = 2;
        let canvas = &self.canvas;
        let receiver = &self.unit.profile.receiver;
        let text = format!("对评定结果有异议的，可以到{receiver}实名或者匿名反映。");
        let legend = |size: f32, way: usize| {
            let said = |grade: &Grade| {
                let (colour, by) = (&grade.colour().name, &grade.entry().managed_by);
                let ways = [format!("{colour}　{by}管理"), format!("{by}管理")];
                let said = ways.into_iter().nth(way).filter(|_| !by.is_empty());
                (*grade, said.unwrap_or_else(|| colour.clone()))
            };
            Legend {
                chips: self.hei(size),
                words: self.hei(size),
                grades: self.unit.vocabulary.grades.iter().map(said).collect(),
                gaps: [0.5 * size, 1.1 * size],
            }
        };
        // Many grades of long names are set smaller; a lying sheet has the objection beside them.
        let lying = canvas.landscape;
        let share = if lying { 0.55 } else { 1.0 };
        let fitting = canvas.body() * share / (LABEL_EM + legend(1.0, COLOURS).width()).max(1.0);
        let size = fitting.clamp(SMALLEST_MM, LEGEND_MM);
        let legend_width = legend(size, COLOURS).width() + (LABEL_EM + 1.1) * size;
        // Who manages each says more than the colour's name, which shows, and than the label.
        let free = |way: usize| canvas.body() - legend(size, way).width();
        let way = (0..COLOURS).find(|way| !lying && free(*way) >= 0.0);
        let has_label = way.is_none_or(|way| free(way) >= LABEL_EM * size);
        let way = way.unwrap_or(COLOURS);
        let room = canvas.body() - if lying { legend_width + 12.0 } else { 0.0 };
        let line = (self.hei(OBJECTION_MM)).within(&text, room, SMALLEST_MM);
        let mut lines = line.fit(&text, room);
        if lying {
            lines.extend(line.fit(&self.levels_note(), room));
        }
        let label_width = if has_label { LABEL_EM * size } else { 0.0 };
        let x = match lying {
            true => canvas.right - legend_width + 0.8 * size,
            false => canvas.left,
        };
        // The levels beside the legend, or below it.
        let (face, note) = (self.hei(LEVELS_MM), self.levels_note());
        let end = x + label_width + legend(size, way).width();
        let beside = face.fit(&note, canvas.right - end - BESIDE_LEVELS_MM);
        let (middle, y, below) = match beside.len() {
            _ if lying => (20.6, 20.6, 0.0),
            ..=2 => (20.6, 44.6, 0.0),
            _ if canvas.office => (15.0, 34.0, 17.0),
            _ => (16.0, 35.0, 17.0),
        };
        let (middle, y) = (top + middle, top + y);
        let objection = line.around(&lines, line.size * 1.3, canvas.left, middle, Anchor::Start);
        let label = has_label.then(|| self.hei(size).start("等级", x, y));
        let grades = legend(size, way).place(x + label_width, y);
        let flush_right = canvas.right - face.widest(&beside);
        let (lines, x) = match below > 0.0 {
            _ if lying => (Vec::new(), x),
            true => (face.fit(&note, canvas.body()), canvas.left),
            false => (beside, flush_right),
        };
        let levels = face.around(&lines, LEVELS_MM * 1.25, x, y + below, Anchor::Start);
        (objection, label, (grades, levels))
    }

    /// 预警按苗头处置，由严到宽：一级、二级；参照：不单独定级. Nothing where there are no levels.
    fn levels_note(&self) -> String {
        let (unit, posts) = (self.unit, &self.posts);
        if !self.have_levels() {
            return String::new();
        }
        let levels = 1..=unit.vocabulary.levels.len() as i64;
        let levels: Vec<&str> = levels.map(|n| unit.vocabulary.level_short(n)).collect();
        let without = posts.iter().any(|post| post.warning_level.is_none());
        let none = (without).then(|| format!("；{}：不单独定级", unit.words().no_level));
        let none = none.unwrap_or_default();
        let apart = match unit.levels_wear_other_colours() {
            true => "，与等级的颜色无关",
            false => "",
        };
        format!(
            "预警按苗头处置{apart}，由严到宽：{}{none}",
            levels.join("、")
        )
    }

    /// 本站所等级 above the grade's word, and the colour's name below it.
    fn block_labels(&self, block: Rect, measures: &Measures) -> Vec<TextLine> {
        let off = measures.word / 2.0 + 11.0;
        let line = |text: &str, off: f32| {
            let face = self.hei(13.0);
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
