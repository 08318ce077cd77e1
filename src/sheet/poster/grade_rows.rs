//! The table of posts on the notice of grades.

use super::canvas::Canvas;
use super::chip::{self, Chip};
use super::powers::Mark;
use super::SMALLEST_MM;
use crate::check::norm::shown::score;
use crate::diagnostic::Place;
use crate::model::held::powers_held;
use crate::model::{Extent, Post, Powers, Risk, Unit};
use crate::sheet::geometry::{Point, TextLine};
use crate::sheet::words;
use crate::text::{FontRole, Fonts};
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
/// So much larger.
const LARGE: f32 = 1.2;
/// Lower than this it takes the place of the procedure, in mm (looks/README: min 44).
pub const HANDSOME_LEAST_MM: f32 = 44.0;
/// A row as tall as this has room for one risk point more than two, and so on, in mm.
const MORE_RISKS_MM: [f32; 3] = [90.0, 130.0, 180.0];
/// No row is lower, in mm.
pub const LEAST_MM: f32 = 36.0;

const ROLE: FontRole = FontRole::Hei;
const HEAD_MM: f32 = 12.5;
const NAME_MM: f32 = 19.0;
const CHIP_MM: f32 = 15.5;
const CELL_MM: f32 = 13.0;
const LEADING: f32 = 1.38;
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
    let shown = if levels { 5 } else { 4 };
    texts
        .into_iter()
        .take(shown)
        .zip(columns)
        .enumerate()
        .map(|(i, (text, x))| {
            let size = within(fonts, text, HEAD_MM, columns[i + 1] - x);
            if i == 4 {
                TextLine::end(fonts, ROLE, text, size, columns[5], middle)
            } else {
                TextLine::start(fonts, ROLE, text, size, x, middle)
            }
        })
        .collect()
}

/// The largest size up to `largest` at which a text fits a line of `width` mm, and no smaller
/// than can be read.
fn within(fonts: &Fonts, text: &str, largest: f32, width: f32) -> f32 {
    let fitting = width / fonts.width(ROLE, text).max(1.0);
    largest.min(fitting).max(SMALLEST_MM)
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
    let middle = top + height / 2.0;
    let width = |i: usize| columns[i + 1] - columns[i] - GUTTER_MM;
    let (marks, powers) = powers(fonts, post, columns[2], width(2), (middle, height));
    let grade = post.grade.chinese();
    let fitting = width(1) / chip::width(fonts, grade, 1.0);
    let chip_mm = CHIP_MM * large(height);
    let size = chip_mm.min(height * 0.45).min(fitting).max(SMALLEST_MM);
    // In a low row the sign is smaller, but stands in the middle of the same place.
    let wide = chip::width(fonts, grade, chip_mm.min(fitting).max(SMALLEST_MM));
    let level = level(unit, post).filter(|_| levels).unwrap_or_default();
    let level_size = within(
        fonts,
        &level,
        CELL_MM * large(height),
        columns[5] - columns[4],
    );
    let (risks, cut) = risks(fonts, unit, post, columns[3], width(3), (middle, height));
    PostRow {
        name: name(fonts, post, columns[0], width(0), (middle, height)),
        chip: chip::chip(
            fonts,
            post.grade.value,
            false,
            size,
            Point::new(columns[1] + wide / 2.0, middle),
        ),
        marks,
        powers,
        risks,
        cut,
        level: TextLine::end(fonts, ROLE, &level, level_size, columns[5], middle),
        edges: [columns[2] - GUTTER_MM, columns[3] - GUTTER_MM, columns[4]],
        rule: (!last).then_some(top + height),
    }
}

/// The post's name in its own department, whose name is on the band.
fn name(
    fonts: &Fonts,
    post: &Post,
    x: f32,
    width: f32,
    (middle, height): (f32, f32),
) -> Vec<TextLine> {
    const SIZES_MM: [f32; 7] = [NAME_MM, 17.0, 15.0, 14.0, 13.0, 11.0, SMALLEST_MM];
    let larger = NAME_MM * large(height);
    let name = post.own_name();
    let room = height - AROUND_MM;
    let fits = |size: &f32| {
        let lines = words::fit(fonts, name, *size, width).len();
        // A second line only where the first cannot be read from two metres.
        let most = if *size > 15.0 { 1 } else { 2 };
        lines <= most && lines as f32 * size * 1.25 <= room
    };
    let size = std::iter::once(larger)
        .chain(SIZES_MM)
        .find(|s| fits(s))
        .unwrap_or(SMALLEST_MM);
    let lines = words::fit(fonts, name, size, width);
    centred(fonts, &lines, size, x, middle)
}

fn centred(fonts: &Fonts, lines: &[String], size: f32, x: f32, middle: f32) -> Vec<TextLine> {
    let leading = size * LEADING;
    let top = middle - leading * lines.len() as f32 / 2.0;
    words::stack(fonts, lines, size, leading, x, top, TextLine::start)
}

/// 财务管理、物资采购（全部）: the powers of each extent.
fn held(post: &Post) -> Vec<(Extent, String)> {
    let of = |wanted: Extent| {
        let names: Vec<&str> = (post.powers.iter())
            .flat_map(Powers::held)
            .filter(|(_, extent)| *extent == wanted)
            .map(|(power, _)| power.chinese())
            .collect();
        (!names.is_empty()).then(|| {
            (
                wanted,
                format!("{}（{}）", names.join("、"), wanted.chinese()),
            )
        })
    };
    [Extent::Full, Extent::Part]
        .into_iter()
        .filter_map(of)
        .collect()
}

fn powers(
    fonts: &Fonts,
    post: &Post,
    x: f32,
    width: f32,
    (middle, height): (f32, f32),
) -> (Vec<Mark>, Vec<TextLine>) {
    let groups = held(post);
    if groups.is_empty() {
        let none = vec![powers_held(post.powers.as_ref())];
        return (
            Vec::new(),
            centred(fonts, &none, CELL_MM * large(height), x, middle),
        );
    }
    let broken = |size: f32| -> Vec<Vec<String>> {
        let room = width - MARK_EM * size;
        groups
            .iter()
            .map(|(_, text)| words::fit(fonts, text, size, room))
            .collect()
    };
    let size = largest(height, CELL_MM * large(height), |size| {
        broken(size).iter().map(Vec::len).sum()
    });
    let groups_of_lines = broken(size);
    let all: Vec<String> = groups_of_lines.iter().flatten().cloned().collect();
    let lines = centred(fonts, &all, size, x + MARK_EM * size, middle);
    let mut marks = Vec::new();
    let mut first = 0;
    for ((extent, _), own) in groups.iter().zip(&groups_of_lines) {
        if let Some(line) = lines.get(first) {
            let at = Point::new(x + RADIUS_EM * size, line.extent.middle());
            marks.push(Mark::new(extent.key(), at, RADIUS_EM * size));
        }
        first += own.len();
    }
    (marks, lines)
}

/// How much larger the type of a row is than usual.
fn large(height: f32) -> f32 {
    if height < LARGE_MM {
        1.0
    } else {
        LARGE
    }
}

/// The largest size, `wanted` at most, at which so many lines fit a row.
fn largest(height: f32, wanted: f32, lines: impl Fn(f32) -> usize) -> f32 {
    const SIZES_MM: [f32; 5] = [CELL_MM, 12.0, 11.0, 10.0, SMALLEST_MM];
    std::iter::once(wanted)
        .chain(SIZES_MM)
        .find(|&size| lines(size) as f32 * size * LEADING <= height - AROUND_MM)
        .unwrap_or(SMALLEST_MM)
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
    &risk.brief.as_ref().unwrap_or(&risk.behaviour).value
}

fn risks(
    fonts: &Fonts,
    unit: &Unit,
    post: &Post,
    x: f32,
    width: f32,
    (middle, height): (f32, f32),
) -> (Vec<TextLine>, Option<Cut>) {
    let all = chief_risks(unit, post);
    if all.is_empty() {
        let none = centred(
            fonts,
            &["—".to_string()],
            CELL_MM * large(height),
            x,
            middle,
        );
        return (none, None);
    }
    // As many as fit at a good size, and at least one at any size.
    let lines_of = |count: usize, size: f32| -> Vec<String> {
        let mut out = Vec::new();
        for (i, risk) in all[..count].iter().enumerate() {
            let end = if i + 1 < count { "；" } else { "" };
            out.extend(words::fit(
                fonts,
                &format!("{}{end}", brief(risk)),
                size,
                width,
            ));
        }
        out
    };
    let room = height - AROUND_MM;
    let fits =
        |count: usize, size: f32| lines_of(count, size).len() as f32 * size * LEADING <= room;
    // More than a few would be read by no one who stands before the wall.
    let more = MORE_RISKS_MM.iter().filter(|&&tall| height >= tall).count();
    let most = all.len().min(2 + more);
    let (count, size) = (1..=most)
        .rev()
        .find(|&n| fits(n, CELL_MM))
        .map(|n| (n, CELL_MM))
        .unwrap_or_else(|| (1, largest(height, CELL_MM, |size| lines_of(1, size).len())));
    let mut lines = lines_of(count, size);
    let most_lines = ((room / (size * LEADING)) as usize).max(1);
    let mut cut = None;
    if lines.len() > most_lines {
        cut = Some(Cut {
            risk: all[0].id.value.clone(),
            place: all[0].brief.as_ref().unwrap_or(&all[0].behaviour).place,
            characters: lines[most_lines..].iter().map(|l| l.chars().count()).sum(),
        });
        // Only a draft is printed so: what is left out is shown to be.
        lines.truncate(most_lines);
        if let Some(last) = lines.last_mut() {
            *last = words::cut(fonts, &format!("{last}……"), size, width).0;
        }
    }
    (centred(fonts, &lines, size, x, middle), cut)
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
    let powers = match held(post) {
        none if none.is_empty() => powers_held(post.powers.as_ref()),
        held => held
            .into_iter()
            .map(|(_, t)| t)
            .collect::<Vec<_>>()
            .join("、"),
    };
    let risks: Vec<&str> = chief_risks(unit, post).into_iter().map(brief).collect();
    let or_none = |text: String| {
        if text.is_empty() {
            "无".to_string()
        } else {
            text
        }
    };
    (
        post.own_name().to_owned(),
        post.grade.key(),
        post.grade.chinese(),
        powers,
        or_none(risks.join("；")),
        level(unit, post).unwrap_or_default(),
    )
}
