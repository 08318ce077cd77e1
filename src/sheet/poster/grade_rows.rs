//! The table of posts on the notice of grades.

use super::canvas::Canvas;
use super::powers::Mark;
use super::SMALLEST_MM;
use crate::check::norm::shown::score;
use crate::diagnostic::Place;
use crate::model::held::{names_held, powers_held};
use crate::model::{Extent, Post, Risk, Unit};
use crate::sheet::chip::{self, Chip};
use crate::sheet::geometry::{Anchor, Point, TextLine};
use crate::sheet::words::hei;
use crate::text::Fonts;
use serde::Serialize;

/// A post.
#[derive(Debug, Clone, Serialize)]
pub struct PostRow {
    /// Its name.
    pub name: Vec<TextLine>,
    /// Its grade.
    pub chip: Chip,
    /// Marks of the powers exercised.
    pub marks: Vec<Mark>,
    /// The powers beside them.
    pub powers: Vec<TextLine>,
    /// Its chief risk points.
    pub risks: Vec<TextLine>,
    /// Level of warning.
    pub level: TextLine,
    /// Where the sign of the grade and the powers must end, and the level may begin, in mm.
    #[serde(skip)]
    pub edges: [f32; 3],
    /// The hairline below, in mm from the top; none under the last.
    #[serde(serialize_with = "crate::sheet::geometry::round_some")]
    pub rule: Option<f32>,
    /// A risk point that is too long for the row, which is a finding.
    #[serde(skip)]
    pub cut: Option<Cut>,
}

/// What a row has no room for.
#[derive(Debug, Clone)]
pub struct Cut {
    /// Id of the risk point.
    pub risk: String,
    /// Where its words stand.
    pub place: Place,
    /// How many characters are too many.
    pub characters: usize,
}

/// Rows as tall as this leave what is over to the block above them, in mm.
pub const TALL_ENOUGH_MM: f32 = 160.0;
/// A row is not taller, in mm: only the one post of a department without a grading has more.
pub const MOST_MM: f32 = 264.0;
/// In a row as tall as this the type is larger, in mm; its risk points are more instead.
const LARGE_MM: f32 = 130.0;
/// So much larger: nine characters and a mark stay on a line.
const LARGE: f32 = 1.18;
/// Lower than this it takes the place of the procedure, in mm (looks/README: min 44).
pub const HANDSOME_LEAST_MM: f32 = 44.0;
/// A row as tall as this has room for one risk point more than two, in mm.
const MORE_RISKS_MM: f32 = 90.0;
/// No row is lower, in mm.
pub const LEAST_MM: f32 = 36.0;

const HEAD_MM: f32 = 12.5;
const NAME_MM: f32 = 19.0;
const CHIP_MM: f32 = 15.5;
const CELL_MM: f32 = 13.0;
const LEADING: f32 = 1.38;
/// The share of a row that risk points in its large type take at most.
const AIRY: f32 = 0.85;
/// Blank above and below the texts of a row together, in mm.
const AROUND_MM: f32 = 8.0;
const RADIUS_EM: f32 = 0.37;
/// From the left of a power's mark to its words, in em.
const MARK_EM: f32 = 1.1;
/// Blank between columns, in mm.
const GUTTER_MM: f32 = 10.0;

/// Left edges of the five columns, and the right edge of the last, in mm; the last has no width
/// where there are no warning `levels`.
fn columns(canvas: &Canvas, levels: bool) -> [f32; 6] {
    // looks/README: 118 / 66 / 156 / 152 / 36 on a body of 528.
    let spare = (canvas.body() - 528.0).max(0.0);
    // Without warning levels the risk points have their column.
    let level = if levels { 36.0 } else { 0.0 };
    let widths = [
        118.0 + spare * 0.1,
        66.0,
        152.0 + spare * 0.4,
        192.0 - level + spare * 0.5,
        level,
    ];
    let mut out = [canvas.left; 6];
    for (i, width) in widths.iter().enumerate() {
        out[i + 1] = out[i] + width;
    }
    out
}

/// Whether a post of these has a warning level: else a column of them would say nothing.
pub fn have_levels(posts: &[&Post]) -> bool {
    posts.iter().any(|post| post.warning_level.is_some())
}

/// The heads of the columns.
pub fn heads(
    fonts: &Fonts,
    canvas: &Canvas,
    unit: &Unit,
    levels: bool,
    middle: f32,
) -> Vec<TextLine> {
    let columns = columns(canvas, levels);
    let risks = format!("主要{}风险点", unit.words().integrity);
    let texts = ["岗位", "等级", "直接行使的权力", &risks, "预警"];
    let shown = texts.into_iter().take(if levels { 5 } else { 4 });
    let line = |(i, text): (usize, &str)| {
        let room = columns[i + 1] - columns[i];
        let face = hei(fonts, HEAD_MM).within(text, room, SMALLEST_MM);
        match i {
            4 => face.end(text, columns[5], middle),
            _ => face.start(text, columns[i], middle),
        }
    };
    shown.enumerate().map(line).collect()
}

/// The row of a post, `top` and `height` in mm; `levels` is whether there is a column of them.
pub fn row(
    fonts: &Fonts,
    canvas: &Canvas,
    unit: &Unit,
    post: &Post,
    (top, height): (f32, f32),
    (levels, last): (bool, bool),
) -> PostRow {
    let columns = columns(canvas, levels);
    let cell = |i: usize| Cell {
        fonts,
        x: columns[i],
        width: columns[i + 1] - columns[i] - GUTTER_MM,
        middle: top + height / 2.0,
        height,
    };
    let middle = top + height / 2.0;
    let (marks, powers) = powers(&cell(2), post);
    let grade = post.grade.value;
    let fitting = cell(1).width / chip::width(hei(fonts, 1.0), grade.chinese());
    let chip_mm = CHIP_MM * cell(1).large();
    let size = chip_mm.min(height * 0.45).min(fitting).max(SMALLEST_MM);
    // In a low row the sign is smaller, but stands in the middle of the same place.
    let usual = hei(fonts, chip_mm.min(fitting).max(SMALLEST_MM));
    let axis = columns[1] + chip::width(usual, grade.chinese()) / 2.0;
    let level = level(unit, post).filter(|_| levels).unwrap_or_default();
    let level_room = columns[5] - columns[4];
    let level_face = hei(fonts, cell(4).usual()).within(&level, level_room, SMALLEST_MM);
    let (risks, cut) = risks(&cell(3), unit, post);
    PostRow {
        name: name(&cell(0), post),
        chip: chip::chip(usual.at(size), grade, false, Point::new(axis, middle)),
        marks,
        powers,
        risks,
        cut,
        level: level_face.end(&level, columns[5], middle),
        edges: [columns[2] - GUTTER_MM, columns[3] - GUTTER_MM, columns[4]],
        rule: (!last).then_some(top + height),
    }
}

/// A cell of a row, in mm.
struct Cell<'f> {
    fonts: &'f Fonts,
    x: f32,
    width: f32,
    middle: f32,
    height: f32,
}

impl Cell<'_> {
    /// How much larger the type of a row is than usual.
    fn large(&self) -> f32 {
        match self.height < LARGE_MM {
            true => 1.0,
            false => LARGE,
        }
    }

    /// Size of its type.
    fn usual(&self) -> f32 {
        CELL_MM * self.large()
    }

    /// The height that texts may take.
    fn room(&self) -> f32 {
        self.height - AROUND_MM
    }

    /// The largest size, `wanted` at most, at which so many lines fit.
    fn largest(&self, wanted: f32, lines: impl Fn(f32) -> usize) -> f32 {
        const SIZES_MM: [f32; 5] = [CELL_MM, 12.0, 11.0, 10.0, SMALLEST_MM];
        let mut sizes = std::iter::once(wanted).chain(SIZES_MM);
        let fits = |size: &f32| lines(*size) as f32 * size * LEADING <= self.room();
        sizes.find(fits).unwrap_or(SMALLEST_MM)
    }

    /// Lines in the middle of the height, so far right of the left edge.
    fn lines(&self, lines: &[String], size: f32, indent: f32) -> Vec<TextLine> {
        let x = self.x + indent;
        hei(self.fonts, size).around(lines, size * LEADING, x, self.middle, Anchor::Start)
    }
}

/// The post's name in its own department, whose name is on the band.
fn name(cell: &Cell<'_>, post: &Post) -> Vec<TextLine> {
    const SIZES_MM: [f32; 7] = [NAME_MM, 17.0, 15.0, 14.0, 13.0, 11.0, SMALLEST_MM];
    let broken = |size: f32| hei(cell.fonts, size).fit(post.own_name(), cell.width);
    let fits = |size: &f32| {
        let lines = broken(*size).len();
        // A second line only where the first cannot be read from two metres.
        let most = if *size > 15.0 { 1 } else { 2 };
        lines <= most && lines as f32 * size * 1.25 <= cell.room()
    };
    let mut sizes = std::iter::once(NAME_MM * cell.large()).chain(SIZES_MM);
    let size = sizes.find(fits).unwrap_or(SMALLEST_MM);
    cell.lines(&broken(size), size, 0.0)
}

/// 财务管理、物资采购（全部）: the powers of each extent.
fn held(post: &Post) -> Vec<(Extent, String)> {
    let of = |extent: Extent| {
        let names = names_held(post.powers.as_ref(), extent)?;
        Some((extent, format!("{names}（{}）", extent.chinese())))
    };
    [Extent::Full, Extent::Part]
        .into_iter()
        .filter_map(of)
        .collect()
}

fn powers(cell: &Cell<'_>, post: &Post) -> (Vec<Mark>, Vec<TextLine>) {
    let groups = held(post);
    if groups.is_empty() {
        let none = vec![powers_held(post.powers.as_ref())];
        return (Vec::new(), cell.lines(&none, cell.usual(), 0.0));
    }
    let broken = |size: f32| -> Vec<Vec<String>> {
        let (face, room) = (hei(cell.fonts, size), cell.width - MARK_EM * size);
        groups
            .iter()
            .map(|(_, text)| face.fit(text, room))
            .collect()
    };
    let size = cell.largest(cell.usual(), |size| broken(size).iter().map(Vec::len).sum());
    let groups_of_lines = broken(size);
    let lines = cell.lines(&groups_of_lines.concat(), size, MARK_EM * size);
    let mut marks = Vec::new();
    let mut first = 0;
    for ((extent, _), own) in groups.iter().zip(&groups_of_lines) {
        if let Some(line) = lines.get(first) {
            let at = Point::new(cell.x + RADIUS_EM * size, line.extent.middle());
            marks.push(Mark::new(extent.key(), at, RADIUS_EM * size));
        }
        first += own.len();
    }
    (marks, lines)
}

/// The post's risk points: the gravest first, by grade and then by score, and of equals the
/// ones that concern fewest others, which say most about this post.
fn chief_risks<'t>(unit: &'t Unit, post: &Post) -> Vec<&'t Risk> {
    let mut own: Vec<&Risk> = unit
        .risks
        .iter()
        .filter(|risk| risk.posts.iter().any(|p| unit[*p].id == post.id))
        .collect();
    own.sort_by_key(|risk| {
        // Grades stand the gravest first.
        let gravity = (risk.grade.rank(), std::cmp::Reverse(score(unit, risk)));
        (gravity, risk.posts.len())
    });
    own
}

fn brief(risk: &Risk) -> &str {
    &risk.in_short().value
}

fn risks(cell: &Cell<'_>, unit: &Unit, post: &Post) -> (Vec<TextLine>, Option<Cut>) {
    let all = chief_risks(unit, post);
    if all.is_empty() {
        return (cell.lines(&["—".to_string()], cell.usual(), 0.0), None);
    }
    // As many as fit at a good size, and at least one at any size.
    let lines_of = |count: usize, size: f32| -> Vec<String> {
        let end = |i: usize| if i + 1 < count { "；" } else { "" };
        let face = hei(cell.fonts, size);
        let lines = |i: usize| {
            let text = format!("{}{}", brief(all[i]), end(i));
            // The mark at the end of a line counts half (GB/T 15834 5.1.10).
            match face.width(brief(all[i])) + size / 2.0 <= cell.width {
                true => vec![text],
                false => face.fit(&text, cell.width),
            }
        };
        (0..count).flat_map(lines).collect()
    };
    // More than a few would be read by no one who stands before the wall.
    let more = usize::from(cell.height >= MORE_RISKS_MM);
    let most = all.len().min(2 + more);
    let fitting = |size: f32, room: f32| {
        let fits = |count: &usize| lines_of(*count, size).len() as f32 * size * LEADING <= room;
        let count = (1..=most).rev().find(fits)?;
        Some((count, size))
    };
    // In the type of the row with air around, rather than more of them in a smaller one.
    let alike = fitting(cell.usual(), AIRY * cell.room());
    let alike = alike.filter(|(count, _)| *count >= most.min(2));
    let usual = || fitting(CELL_MM, cell.room());
    let (count, size) = alike.or_else(usual).unwrap_or_else(|| {
        let size = cell.largest(CELL_MM, |size| lines_of(1, size).len());
        (1, size)
    });
    let mut lines = lines_of(count, size);
    let most_lines = ((cell.room() / (size * LEADING)) as usize).max(1);
    let characters = hei(cell.fonts, size).shorten(&mut lines, most_lines, cell.width);
    let cut = (characters > 0).then(|| Cut {
        risk: all[0].id.value.clone(),
        place: all[0].in_short().place,
        characters,
    });
    (cell.lines(&lines, size, 0.0), cut)
}

/// The post's warning level; one that follows from another's by reference has none of its own,
/// and the tables say so in the same word.
fn level(unit: &Unit, post: &Post) -> Option<String> {
    match &post.warning_level {
        None if unit.vocabulary.levels.is_empty() => None,
        None => Some("参照".to_owned()),
        Some(level) => Some(unit.vocabulary.level_short(level.value).to_owned()),
    }
}

/// The row in words: name, grade key and word, powers, risks, level.
pub fn words(
    unit: &Unit,
    post: &Post,
) -> (String, &'static str, &'static str, String, String, String) {
    let held: Vec<String> = held(post).into_iter().map(|(_, text)| text).collect();
    let powers = match held.is_empty() {
        true => powers_held(post.powers.as_ref()),
        false => held.join("、"),
    };
    let risks: Vec<&str> = chief_risks(unit, post).into_iter().map(brief).collect();
    let risks = match risks.is_empty() {
        true => "无".to_string(),
        false => risks.join("；"),
    };
    (
        post.own_name().to_owned(),
        post.grade.key(),
        post.grade.chinese(),
        powers,
        risks,
        level(unit, post).unwrap_or_default(),
    )
}
