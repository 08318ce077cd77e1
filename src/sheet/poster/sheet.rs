//! A poster as its template sees it.

use super::band::Band;
use super::canvas::Canvas;
use super::excess::Cut;
use super::facts::Fact;
use super::foot::Foot;
use super::grade_rows::PostRow;
use super::legend::FlowLegend;
use super::strip::Strip;
use super::text::SheetText;
use crate::model::{Edition, Words};
use crate::sheet::cell::Cell;
use crate::sheet::chip::Chip;
use crate::sheet::dress::Dress;
use crate::sheet::flow::frame::Frame;
use crate::sheet::flow::Chart;
use crate::sheet::geometry::{Rect, TextLine};
use serde::Serialize;

/// One poster: a file of one or more sheets.
#[derive(Debug, Clone, Serialize)]
pub struct PosterView {
    /// Name of the file, without its ending: `czs-duties`.
    pub file: String,
    /// `duties`, `rules`, `workflow`, `grade`.
    pub kind: &'static str,
    /// Id of the department; empty of what is the whole unit's.
    pub department: String,
    /// 财政所; the unit's name.
    pub department_name: String,
    /// 工作职责.
    pub name: String,
    /// 向阳峪镇财政所工作职责.
    pub title: String,
    /// Whom it is for.
    pub edition: Edition,
    /// What the unit calls things.
    pub words: Words,
    /// Its colours.
    pub theme: Dress,
    /// Its sheet of paper.
    pub canvas: Canvas,
    /// Its sheets.
    pub sheets: Vec<Sheet>,
    /// Grade, leader, number of posts, in words.
    pub facts: Vec<Fact>,
    /// Hotline, receiver, number, edition, in words.
    pub foot: Vec<Fact>,
}

/// One sheet.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Sheet {
    /// Id of the SVG, unique on the page.
    pub id: String,
    /// Title for those who cannot see it.
    pub title: String,
    /// Description for the same.
    pub description: String,
    /// Department and title.
    pub band: Band,
    /// Telephone, number, edition, code.
    pub foot: Foot,
    /// The row below the band.
    pub facts: Vec<Cell>,
    /// Duties or rules.
    pub list: Option<Vec<Cell>>,
    /// Posts or separations.
    pub strip: Option<Strip>,
    /// A workflow.
    pub flow: Option<FlowSheet>,
    /// The grades.
    pub grade: Option<GradeSheet>,
    /// The charts of the whole unit, as elements of SVG.
    pub chart: Option<String>,
    /// The same in words.
    pub text: SheetText,
    /// What was cut where it was placed.
    #[serde(skip)]
    pub cut: Vec<Cut>,
}

/// A workflow on its sheet.
#[derive(Debug, Clone, Serialize)]
pub struct FlowSheet {
    /// 财政资金拨付廉政风险防控流程图, in one line or two.
    pub heading: Vec<TextLine>,
    /// `risk`, `plain` or `lanes`.
    pub style: &'static str,
    /// Whether some step waits: only then the legend shows how that looks.
    pub waits: bool,
    /// Where the heads of its columns and its legend stand.
    pub frame: &'static Frame,
    /// Shrinks a chart that does not fit, as an SVG transform; drafts only.
    pub transform: Option<String>,
    /// The chart.
    pub chart: Chart,
    /// The grades, where the chart shows them.
    pub legend: Option<FlowLegend>,
}

/// The grades on their sheet.
#[derive(Debug, Clone, Serialize)]
pub struct GradeSheet {
    /// The block in the grade's colour.
    pub block: Rect,
    /// `high`, `middle`, `low`.
    pub grade: &'static str,
    /// The tone of its word on white paper: the ground's own, if it can be read there.
    pub word_tone: &'static str,
    /// 本站所等级, and the colour's name.
    pub block_labels: Vec<TextLine>,
    /// 高级.
    pub block_word: TextLine,
    /// The powers.
    pub powers: Vec<Cell>,
    /// 评定依据: why, with the articles.
    pub basis: Cell,
    /// The rules of the table's head and foot, in mm from the top.
    pub rules: [f32; 3],
    /// Heads of its columns.
    pub heads: Vec<TextLine>,
    /// The posts.
    pub rows: Vec<PostRow>,
    /// How the grade came about, where there is room.
    pub procedure: Option<Strip>,
    /// Where to turn with an objection.
    pub objection: Vec<TextLine>,
    /// 等级, before the legend, where there is room.
    pub legend_label: Option<TextLine>,
    /// The grades with their colours.
    pub legend: Vec<(Chip, TextLine)>,
    /// What the warning levels are, where posts have them.
    pub levels: Vec<TextLine>,
}
