//! The table of posts on the notice of grades.

use super::excess::Cut;
use super::maker::Maker;
use super::text::{post_text, PostWords};
use crate::check::norm::shown::{score, Levels};
use crate::model::held::{held_by_post, powers_of_post};
use crate::model::{Extent, Post, Risk, Unit};
use crate::sheet::cell::Mark;
use crate::sheet::chip::{self, Chip};
use crate::sheet::geometry::{Anchor, Point, TextLine};
use crate::sheet::words::{hei, Type, SMALLEST_MM};
use crate::text::Fonts;
use serde::Serialize;
use std::cmp::Reverse;

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
    /// The hairline below, in mm from the top; none under the last.
    pub rule: Option<f32>,
}

/// Rows as tall as this leave what is over to the block above them, in mm.
pub const TALL_ENOUGH_MM: f32 = 90.0;
/// A row is not taller, in mm: only the one post of a department without a grading has more.
pub const MOST_MM: f32 = 264.0;
/// Rows are not lower for the procedure's sake, in mm (looks/README: min 44); lower than the second,
/// which two risk points and a low procedure leave them, they take its place.
pub const BESIDE_PROCEDURE_MM: [f32; 2] = [44.0, 37.5];
/// No row is lower, in mm.
pub const LEAST_MM: f32 = 36.0;

const HEAD_MM: f32 = 12.5;
const NAME_MM: f32 = 19.0;
const CHIP_MM: f32 = 15.5;
const CELL_MM: f32 = 13.0;
const LEADING: f32 = 1.38;
/// A row names so many risk points at most.
const MOST_RISKS: usize = 3;
/// In smaller type risk points after the first are left out, in mm: on a board, and on A4 (10 pt).
const FURTHER_RISKS_MM: [f32; 2] = [11.0, 10.0];
/// Blank above and below the texts of a row together, in mm.
const AROUND_MM: f32 = 8.0;
const RADIUS_EM: f32 = 0.37;
/// From the left of a power's mark to its words, in em.
const MARK_EM: f32 = 1.1;
/// Blank between risk points and the widest warning level, in mm.
const BEFORE_LEVEL_MM: f32 = 10.0;
/// Blank between columns, in mm.
pub const GUTTER_MM: f32 = 10.0;

impl Maker<'_> {
    /// Left edges of the five columns, and the right edge of the last, in mm; the last has no width
    /// where there are no warning levels.
    pub(super) fn post_columns(&self) -> [f32; 6] {
        // looks/README: 118 / 66 / 156 / 152 / 36 on a body of 528.
        let spare = self.canvas.body() - 528.0;
        let shares = match spare < 0.0 {
            // The narrower sheet of an office: the texts give way, which can be smaller or broken.
            true => [0.2, 0.15, 0.3, 0.35],
            false => [0.1, 0.0, 0.4, 0.5],
        };
        // Without warning levels the risk points have their column.
        let level = if self.have_levels() { 36.0 } else { 0.0 };
        let widths = [
            118.0 + spare * shares[0],
            66.0 + spare * shares[1],
            152.0 + spare * shares[2],
            192.0 - level + spare * shares[3],
            level,
        ];
        let mut out = [self.canvas.left; 6];
        for (i, width) in widths.iter().enumerate() {
            out[i + 1] = out[i] + width;
        }
        out
    }

    /// Whether a post of these has a warning level: else a column of them would say nothing.
    pub(super) fn have_levels(&self) -> bool {
        self.posts.iter().any(|post| post.warning_level.is_some())
    }

    /// The risk points of a post that its row names, so many at most, and how many it has: by how
    /// many posts share the notice, not by the room on one size of paper, so that prints of one
    /// number say the same. More than a few would be read by no one who stands before the wall.
    fn risks(&self, post: &Post, most: usize) -> Risks<'_> {
        let mut chief = chief_risks(self.unit, post);
        let all = chief.len();
        chief.truncate(most.min(match (self.posts.len(), all) {
            (..=2, ..=MOST_RISKS) => MOST_RISKS,
            (..=3, _) => 2,
            _ => 1,
        }));
        Risks { chief, all }
    }

    /// Whether none of these posts leaves out a risk point in rows so high because of their height.
    pub(super) fn have_room(&self, posts: &[&Post], height: f32) -> bool {
        self.sizes(posts, height).1 == MOST_RISKS
    }

    /// The heads of the columns.
    pub(super) fn heads(&self, middle: f32) -> Vec<TextLine> {
        let (columns, levels) = (self.post_columns(), self.have_levels());
        let risks = format!("主要{}风险点", self.unit.words().integrity);
        let texts = ["岗位", "等级", "直接行使的权力", &risks, "预警"];
        let line = |(i, text): (usize, &str)| {
            let room = columns[i + 1] - columns[i];
            let face = self.hei(HEAD_MM).within(text, room, SMALLEST_MM);
            match i {
                4 => face.end(text, columns[5], middle),
                _ => face.start(text, columns[i], middle),
            }
        };
        let shown = texts.into_iter().take(if levels { 5 } else { 4 });
        shown.enumerate().map(line).collect()
    }

    /// The cell of a column in a row of `top` and `height`, in mm.
    fn cell(&self, column: usize, (top, height): (f32, f32)) -> Room<'_> {
        let columns = self.post_columns();
        Room {
            fonts: self.fonts,
            x: columns[column],
            width: columns[column + 1] - columns[column] - GUTTER_MM,
            middle: top + height / 2.0,
            height,
        }
    }

    /// The type of the names of these posts in rows so high, and the one of all else in the table: the
    /// largest in which each has room for its powers and its chief risk points, in mm; and how many of
    /// these, fewer where all take small type.
    pub(super) fn sizes(&self, posts: &[&Post], height: f32) -> ([f32; 2], usize) {
        let [names, powers] = [0, 2].map(|column| self.cell(column, (0.0, height)));
        let beside = self.beside_level((0.0, height));
        let largest = |most: &usize| {
            let sizes = posts.iter().flat_map(|post| {
                let groups = held_by_post(self.unit, post);
                let of_powers = |face: Type| broken(&powers, &groups, face).concat();
                let risks = self.risks(post, *most);
                let of_risks = |face: Type| risks.lines(face, beside.width);
                [powers.largest(of_powers), beside.largest(of_risks)]
            });
            sizes.fold(CELL_MM, f32::min)
        };
        let least = FURTHER_RISKS_MM[usize::from(self.canvas.office)];
        let mut counts = (2..=MOST_RISKS).rev();
        let most = counts.find(|most| largest(most) >= least).unwrap_or(1);
        ([name_size(&names, posts), largest(&most)], most)
    }

    /// The cell of the risk points: levels stand at the right edge, and what the widest leaves of its
    /// column is room for these.
    fn beside_level(&self, row: (f32, f32)) -> Room<'_> {
        let (columns, mut beside) = (self.post_columns(), self.cell(3, row));
        if self.have_levels() {
            let levels = self.posts.iter().filter_map(|post| level(self.unit, post));
            let widest = self.hei(CELL_MM).widest(levels);
            let level = widest.min(columns[5] - columns[4]);
            beside.width = columns[5] - level - BEFORE_LEVEL_MM - columns[3];
        }
        beside
    }

    /// The row of a post, `top` and height in mm, in type of these sizes, with so many risk points at
    /// most. One too long for it goes to `cut`.
    pub(super) fn post_row(
        &self,
        post: &Post,
        (top, height): (f32, f32),
        ([name_mm, size_mm], most): ([f32; 2], usize),
        cut: &mut Vec<Cut>,
    ) -> PostRow {
        let columns = self.post_columns();
        let middle = top + height / 2.0;
        let cell = |i: usize| self.cell(i, (top, height));
        let (names, name) = (cell(0), self.hei(name_mm));
        let (marks, powers) = powers(self.unit, &cell(2), post, size_mm);
        let grade = post.grade.value;
        let fitting = cell(1).width / chip::width(self.hei(1.0), grade.chinese());
        let size = CHIP_MM.min(height * 0.45).min(fitting).max(SMALLEST_MM);
        // In a low row the sign is smaller, but stands in the middle of the same place.
        let usual = self.hei(CHIP_MM.min(fitting).max(SMALLEST_MM));
        let axis = columns[1] + chip::width(usual, grade.chinese()) / 2.0;
        let level = level(self.unit, post).filter(|_| self.have_levels());
        let (level, room) = (level.unwrap_or_default(), columns[5] - columns[4]);
        let level_face = (self.hei(size_mm)).within(&level, room, SMALLEST_MM);
        let beside = self.beside_level((top, height));
        let (face, shown) = (self.hei(size_mm), self.risks(post, most));
        let mut risks = shown.lines(face, beside.width);
        let lost = face.shorten(&mut risks, beside.most_lines(size_mm).max(1), beside.width);
        if let Some(risk) = shown.chief.first().filter(|_| lost > 0) {
            let what = format!("岗位 {} 的风险点 {} ", post.id.value, risk.id.value);
            cut.push((what, risk.in_short().place, lost));
        }
        PostRow {
            // In its own department, whose name is on the band.
            name: names.lines(&name.fit(post.own_name(), names.width), name, 0.0),
            chip: chip::chip(usual.at(size), grade, false, Point::new(axis, middle)),
            marks,
            powers,
            risks: beside.lines(&risks, face, 0.0),
            level: level_face.end(&level, columns[5], middle),
            rule: Some(top + height),
        }
    }
}

/// A cell of a row, in mm.
struct Room<'f> {
    fonts: &'f Fonts,
    x: f32,
    width: f32,
    middle: f32,
    height: f32,
}

impl<'f> Room<'f> {
    /// How many lines of type of `size` fit the height that texts may take, both in mm.
    fn most_lines(&self, size: f32) -> usize {
        ((self.room() / size + LEADING - 1.0) / LEADING) as usize
    }

    /// The height that texts may take.
    fn room(&self) -> f32 {
        self.height - AROUND_MM
    }

    /// The largest type in which these lines fit, in mm.
    fn largest(&self, lines: impl Fn(Type) -> Vec<String>) -> f32 {
        let fits = |size: &f32| lines(hei(self.fonts, *size)).len() <= self.most_lines(*size);
        let sizes = [CELL_MM, 12.0, 11.0, 10.0];
        sizes.into_iter().find(fits).unwrap_or(SMALLEST_MM)
    }

    /// Lines in the middle of the height, so far right of the left edge.
    fn lines(&self, lines: &[String], face: Type, indent: f32) -> Vec<TextLine> {
        let (x, leading) = (self.x + indent, face.size * LEADING);
        face.around(lines, leading, x, self.middle, Anchor::Start)
    }
}

/// The type of all names of a column, in mm: a little smaller where each then takes one line, else
/// the largest at which none takes more than two.
fn name_size(cell: &Room<'_>, posts: &[&Post]) -> f32 {
    /// So much smaller is still large.
    const ONE_LINE: f32 = 0.89;
    let all = |(size, most): &(f32, usize)| {
        let most = (*most).min((cell.room() / (size * 1.25)) as usize);
        let face = hei(cell.fonts, *size);
        let mut names = posts.iter().map(|post| post.own_name());
        names.all(|name| face.fit(name, cell.width).len() <= most)
    };
    let one_line = [NAME_MM, NAME_MM * ONE_LINE].map(|size| (size, 1));
    let two_lines = [NAME_MM, 17.0, 15.0, 14.0, 13.0, 11.0].map(|size| (size, 2));
    let found = one_line.into_iter().chain(two_lines).find(all);
    found.map_or(SMALLEST_MM, |(size, _)| size)
}

/// The powers of each extent in lines beside their mark.
fn broken(cell: &Room<'_>, groups: &[(Extent, String)], face: Type) -> Vec<Vec<String>> {
    let room = cell.width - MARK_EM * face.size;
    let lines = groups.iter().map(|(_, text)| face.fit(text, room));
    lines.collect()
}

fn powers(unit: &Unit, cell: &Room<'_>, post: &Post, size: f32) -> (Vec<Mark>, Vec<TextLine>) {
    let (groups, face) = (held_by_post(unit, post), hei(cell.fonts, size));
    if groups.is_empty() {
        let none = powers_of_post(unit, post);
        return (Vec::new(), cell.lines(&[none], face, 0.0));
    }
    let (broken, radius) = (broken(cell, &groups, face), RADIUS_EM * face.size);
    let lines = cell.lines(&broken.concat(), face, MARK_EM * face.size);
    let mut first = 0;
    let marks = groups.iter().zip(&broken).filter_map(|((extent, _), own)| {
        let line = lines.get(first)?;
        first += own.len();
        Some(Mark {
            extent: extent.key(),
            at: Point::new(cell.x + radius, line.extent.middle()),
            radius,
        })
    });
    (marks.collect(), lines)
}

/// The post's risk points by grade and then by score, and of equals the ones that concern fewest
/// first: they say most about whom they concern.
fn chief_risks<'t>(unit: &'t Unit, post: &Post) -> Vec<&'t Risk> {
    let mut risks: Vec<&Risk> = unit.risks_of(post).map(|(_, risk)| risk).collect();
    risks.sort_by_key(|risk| (weight(unit, risk), risk.posts.len()));
    risks
}

/// Grades stand the gravest first.
pub(in crate::sheet) fn weight(unit: &Unit, risk: &Risk) -> (usize, Reverse<i64>) {
    (risk.grade.rank(), Reverse(score(unit, risk)))
}

/// The chief risk points of a post, and how many it has.
struct Risks<'t> {
    chief: Vec<&'t Risk>,
    all: usize,
}

impl Risks<'_> {
    /// In lines of such a width, each but the last with its mark; some of many are not told as if
    /// they were all.
    fn lines(&self, face: Type, width: f32) -> Vec<String> {
        let (count, all) = (self.chief.len(), self.all);
        if count == 0 {
            return vec!["—".to_string()];
        }
        let lines = |(i, risk): (usize, &&Risk)| {
            let mut text = risk.in_short().value.clone();
            match i + 1 < count {
                // The mark at the end of a line counts half (GB/T 15834 5.1.10).
                true if face.width(&text) + face.size / 2.0 <= width => return vec![text + "；"],
                true => text.push('；'),
                false if all > count => text += &format!("等{all}项"),
                false => {}
            }
            face.fit(&text, width)
        };
        self.chief.iter().enumerate().flat_map(lines).collect()
    }
}

/// The post's warning level that counts; one that follows from another's by reference has none of its own,
/// and the tables say so in the same word.
fn level(unit: &Unit, post: &Post) -> Option<String> {
    match Levels::of(unit, post).counts {
        None if unit.vocabulary.levels.is_empty() => None,
        None => Some(unit.words().no_level.clone()),
        Some(level) => Some(unit.vocabulary.level_short(level).to_owned()),
    }
}

/// The row in words.
pub fn words(unit: &Unit, post: &Post) -> PostWords {
    let groups = held_by_post(unit, post).into_iter();
    let held: Vec<String> = groups.map(|(_, text)| text).collect();
    let powers = match held.is_empty() {
        true => powers_of_post(unit, post),
        false => held.join("、"),
    };
    let risks = chief_risks(unit, post).into_iter();
    let risks: Vec<&str> = risks.map(|risk| risk.in_short().as_str()).collect();
    let risks = match risks.is_empty() {
        true => "无".to_string(),
        false => risks.join("；"),
    };
    let (name, grade) = post_text(post);
    let level = level(unit, post).unwrap_or_default();
    (name, grade, powers, risks, level)
}
