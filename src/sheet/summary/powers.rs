//! 三、各类权力的分布: which department holds which power, and what stands out.

use super::drawing::{Drawing, LABEL, SMALL};
use crate::model::held::NOT_KNOWN;
use crate::model::number::chinese_number;
use crate::model::{Extent, Grade, Power, Powers, Unit};
use crate::sheet::chip;
use crate::sheet::geometry::{Anchor, Point, Rect};
use crate::sheet::words::Type;

/// A row of the matrix: a department; where the unit has none, a post.
struct Row<'t> {
    name: &'t str,
    grade: Grade,
    powers: Option<&'t Powers>,
}

/// What the rows are called, and the rows.
fn rows(unit: &Unit) -> (&str, Vec<Row<'_>>) {
    let row = |name, grade, powers| Row {
        name,
        grade,
        powers,
    };
    let departments = unit.departments.iter();
    if departments.len() > 0 {
        let rows = departments.map(|d| row(d.name.as_str(), *d.grade, d.powers.as_ref()));
        return (&unit.words().department, rows.collect());
    }
    let posts = unit.posts.iter();
    let rows = posts.map(|p| row(p.name.as_str(), *p.grade, p.powers.as_ref()));
    ("岗位", rows.collect())
}

/// How wide a name may be, and the blank on both sides of a chip, in mm.
const NAME_MM: f32 = 24.0;
const BESIDE_CHIP_MM: f32 = 1.5;
/// Type of a name at most, in mm, and that of the chip beside it, in its size.
const MOST_MM: f32 = 3.4;
const CHIP: f32 = 0.92;
/// Where the rows begin, and what their sums take, in mm.
const TOP: f32 = 18.6;
const SUMS_MM: f32 = 11.4;
/// The line below the sums that says how many rows are left out, in mm.
const LEFT_OUT_MM: f32 = 5.4;
/// From row to row, in mm: as usual, on a wall that has the room, and the least in its type.
const PITCH_MM: f32 = 6.45;
const WALL_PITCH_MM: f32 = 8.8;
const LEAST_PITCH: f32 = 1.5;
/// The least blank between the names of two powers, in mm.
const BETWEEN_MM: f32 = 0.9;
/// Nothing is smaller, in mm: rather the rows of the lower grades are left out.
const LEAST_NAME_MM: f32 = 2.7;

/// Draws the matrix under a head with `numeral`, in a room so wide and high; with `remarks` it
/// says below what stands out.
pub(super) fn powers(d: &mut Drawing, room: (f32, f32), numeral: char, remarks: bool) {
    let (width, height) = room;
    let unit = d.unit;
    let all = &unit.vocabulary.powers;
    let count = chinese_number(all.len() as u16);
    let title = format!("{numeral}、{count}类权力的分布");
    let (accent, ink, second) = (d.tones.accent, d.tones.ink, d.tones.second);
    d.head(width, &title, "");
    let (department, rows) = rows(unit);
    key(d, width, unknown(&rows) > 0);
    let [said, most] = [[1.0, WALL_PITCH_MM], [16.6, PITCH_MM]][usize::from(remarks)];
    let least = LEAST_NAME_MM.max(d.least) * LEAST_PITCH;
    let mut room = height - TOP - SUMS_MM - said;
    let mut shown = self::shown(&rows, (room / least) as usize);
    if shown.len() < rows.len() && !remarks {
        room -= LEFT_OUT_MM;
        shown = self::shown(&rows, (room / least) as usize);
    }
    // More departments than the sample's 14 share the same height.
    let down = (room / shown.len().max(1) as f32).min(most);
    let size = (down / LEAST_PITCH).min(MOST_MM);
    let [name, chip] = widest(d, shown.iter().copied(), size);
    let chips = 1.0 + name + BESIDE_CHIP_MM + chip / 2.0;
    let left = chips + chip / 2.0 + BESIDE_CHIP_MM;
    let names: Vec<&str> = all.iter().map(|p| p.chinese()).collect();
    let face = head_face(d, &names, width - left);
    let widths = widths(face, &names, width - left);
    let column = |i: usize| left + widths[..i].iter().sum::<f32>() + widths[i] / 2.0;
    d.start(d.hei(SMALL), department, 0.0, 13.8, second);
    d.centred(d.hei(SMALL), "等级", chips, 13.8, second);
    // All names in one size, that of the longest.
    let names = names.iter().zip(&widths);
    let names = names.map(|(name, wide)| power_name(face, name, wide - BETWEEN_MM, d.least));
    let names: Vec<(Type, Vec<String>)> = names.collect();
    let sizes = names.iter().map(|(face, _)| face.size);
    let face = d.hei(sizes.fold(LABEL, f32::min));
    for (i, (_, lines)) in names.iter().enumerate() {
        let lines = face.around(lines, face.size * 1.21, column(i), 13.8, Anchor::Middle);
        d.write(face, &lines, ink);
    }
    d.rule(0.0, width, TOP - 0.2, ink, 0.25);
    for (row, holder) in shown.iter().enumerate() {
        let ground = Rect::new(0.0, TOP + row as f32 * down, width, down);
        let middle = ground.middle();
        if row % 2 == 0 {
            d.svg.rect(ground, d.tones.tint, None, 0.0);
        }
        // A long name gets smaller type: the chip of the grade begins beside it.
        let face = d.hei(size).within(holder.name, name, d.least);
        d.start(face, holder.name, 1.0, middle, ink);
        d.chip_in_row(chips, ground, size * CHIP, holder.grade);
        for (i, &power) in all.iter().enumerate() {
            let (at, r) = (Point::new(column(i), middle), size * 0.5);
            match holder.powers.map(|powers| powers.get(power)) {
                Some(Some(Extent::Full)) => d.svg.circle(at, r + 0.15, accent, None),
                Some(Some(Extent::Part)) => d.svg.half_circle(at, r, ["#FFFFFF", accent]),
                Some(None) => d.svg.circle(at, 0.3, "#A89F94", None),
                None => d.centred(d.hei(size * 0.8), "—", at.x, middle, second),
            }
        }
    }
    let foot = TOP + shown.len() as f32 * down;
    let left_out = rows.len() - shown.len();
    let some = left_out > 0;
    sums(d, (left, width), (department, &rows), (foot, some), column);
    let (mut face, mut lines) = (d.hei(LABEL), Vec::new());
    if remarks {
        // On a wall the rule of what is below ends it.
        d.rule(0.0, width, foot + SUMS_MM, ink, 0.4);
        lines = self::remarks(department, &rows, all, left_out);
    } else if some {
        lines.push(format!(
            "{}，见手册。",
            self::left_out(department, left_out)
        ));
        face = face.within(&lines[0], width, d.least);
    }
    if lines.iter().any(|line| face.width(line) > width) {
        lines = face.filled(&lines.concat(), width);
    }
    let top = foot + SUMS_MM + 2.2;
    d.write(face, &face.stack(&lines, 5.0, 0.0, top, Anchor::Start), ink);
}

/// What the matrix is high with all its rows, in mm: in the smallest type, as usual, and at most.
pub(super) fn heights(d: &Drawing) -> [f32; 3] {
    let least = LEAST_NAME_MM.max(d.least) * LEAST_PITCH;
    let rows = rows(d.unit).1.len() as f32;
    [least, PITCH_MM, WALL_PITCH_MM].map(|pitch| TOP + SUMS_MM + 1.1 + rows * pitch)
}

/// In how wide a room names of three characters have a line over their columns, and no name touches
/// its neighbour, in mm.
pub(super) fn width(d: &Drawing) -> f32 {
    let powers = || d.unit.vocabulary.powers.iter().map(|p| p.chinese());
    let [name, chip] = widest(d, rows(d.unit).1.iter(), MOST_MM);
    let least = d.hei(LABEL.min(d.least.max(LEAST_NAME_MM)));
    let names: f32 = powers().map(|name| line_width(least, name)).sum();
    1.0 + name + 2.0 * BESIDE_CHIP_MM + chip + names
}

/// The widest name of these rows in type of that size, and their widest chip, in mm.
fn widest<'r>(d: &Drawing, rows: impl Iterator<Item = &'r Row<'r>>, size: f32) -> [f32; 2] {
    let both = rows.map(|row| {
        let chip = chip::width(d.hei(size * CHIP), row.grade.chinese());
        [d.hei(size).width(row.name).min(NAME_MM), chip]
    });
    both.fold([6.4; 2], |most, own| {
        [most[0].max(own[0]), most[1].max(own[1])]
    })
}

/// What stands out in a matrix of all rows, a sentence each.
pub fn said(unit: &Unit) -> Vec<String> {
    let (department, rows) = rows(unit);
    remarks(department, &rows, &unit.vocabulary.powers, 0)
}

/// What a name of a power wants of the width: up to three characters in a line, or half of more.
fn line_width(face: Type, name: &str) -> f32 {
    let count = name.chars().count();
    let most = count.div_ceil(1 + usize::from(count > 3)).max(2);
    most as f32 * face.size + BETWEEN_MM
}

/// What the marks mean, flush right in the head.
fn key(d: &mut Drawing, width: f32, some_unknown: bool) {
    let (accent, second) = (d.tones.accent, d.tones.second);
    let face = d.hei(SMALL);
    let mut x = width;
    let mut word = |d: &mut Drawing, text: &str| {
        d.end(face, text, x, 5.4, second);
        let mark = x - face.width(text) - 2.6;
        x = mark - 4.6;
        mark
    };
    let mark = Point::new(word(d, "部分"), 5.4);
    d.svg.half_circle(mark, 1.6, ["#FFFFFF", accent]);
    let mark = word(d, "全部");
    d.svg.circle(Point::new(mark, 5.4), 1.75, accent, None);
    if some_unknown {
        word(d, &format!("— {NOT_KNOWN}"));
    }
}

/// The face of the names over the columns: so small that each has its lines, if it can be read then.
fn head_face<'u>(d: &Drawing<'u>, names: &[&str], room: f32) -> Type<'u> {
    let fits = |face: &Type| names.iter().map(|n| line_width(*face, n)).sum::<f32>() <= room;
    let mut sizes = [LABEL, LABEL.min(d.least.max(LEAST_NAME_MM))].into_iter();
    let face = sizes.find_map(|size| Some(d.hei(size)).filter(fits));
    face.unwrap_or(d.hei(LABEL))
}

/// How wide the columns of the powers are, in mm of a room: as their names, if all have room.
fn widths(face: Type, names: &[&str], room: f32) -> Vec<f32> {
    let count = names.len().max(1) as f32;
    let wanted = names.iter().map(|name| line_width(face, name));
    let spare = room - wanted.clone().sum::<f32>();
    match spare < 0.0 {
        true => vec![room / count; names.len()],
        false => wanted.map(|wanted| wanted + spare / count).collect(),
    }
}

/// The name of a power over its column: in one line where the column is so wide, else in two halves,
/// as large as the column allows.
fn power_name<'f>(face: Type<'f>, name: &str, width: f32, least: f32) -> (Type<'f>, Vec<String>) {
    let wide = face.width(name);
    let name: Vec<char> = name.chars().collect();
    // Names of more than three read as one line of words where they stand close.
    let air = if name.len() > 3 { face.size } else { 0.0 };
    let in_two = name.len() > 2 && wide + air > width;
    let most = name.len().div_ceil(1 + usize::from(in_two)).max(1);
    let lines: Vec<String> = name.chunks(most).map(String::from_iter).collect();
    (face.within(&lines[0], width, least), lines)
}

/// The rows that are shown where there is room for `most`: whole grades from the gravest down, of
/// the gravest alone as many as there is room for.
fn shown<'r, 't>(rows: &'r [Row<'t>], most: usize) -> Vec<&'r Row<'t>> {
    let mut grades: Vec<Grade> = rows.iter().map(|row| row.grade).collect();
    grades.sort_by_key(|grade| std::cmp::Reverse(grade.rank()));
    grades.dedup();
    let mut out: Vec<&Row<'t>> = rows.iter().collect();
    for least in grades {
        if out.len() <= most {
            return out;
        }
        if out.iter().any(|row| row.grade.rank() < least.rank()) {
            out.retain(|row| row.grade.rank() < least.rank());
        }
    }
    out.truncate(most.max(1));
    out
}

/// How many of these hold a power to that extent.
fn held(rows: &[Row<'_>], power: Power, extent: Extent) -> usize {
    let powers = rows.iter().filter_map(|row| row.powers);
    let held = powers.filter(|powers| powers.get(power) == Some(extent));
    held.count()
}

/// Below the matrix: how many hold each power.
fn sums(
    d: &mut Drawing,
    (left, width): (f32, f32),
    (department, holders): (&str, &[Row<'_>]),
    (y, some_left_out): (f32, bool),
    column: impl Fn(usize) -> f32,
) {
    let (accent, ink, second) = (d.tones.accent, d.tones.ink, d.tones.second);
    d.rule(0.0, width, y, ink, 0.25);
    let rows = [(Extent::Full, accent), (Extent::Part, ink)];
    for (i, (extent, colour)) in rows.into_iter().enumerate() {
        let middle = y + 3.3 + i as f32 * 4.9;
        // Under fewer rows than are counted it is said how many are.
        let words = match some_left_out {
            true => format!("{}个{department}中{}握有", holders.len(), extent.chinese()),
            false => format!("{}握有的{department}数", extent.chinese()),
        };
        let face = d.hei(LABEL).within(&words, left - 2.0, d.least);
        d.start(face, &words, 1.0, middle, second);
        for (k, &power) in d.unit.vocabulary.powers.iter().enumerate() {
            let n = held(holders, power, extent).to_string();
            d.centred(d.figures(3.9), &n, column(k), middle, colour);
        }
    }
}

/// Rows that have no room are counted all the same.
fn left_out(department: &str, count: usize) -> String {
    format!("等级较低的{count}个{department}没有列出，个数里有它们")
}

/// How many rows have not said which powers they hold.
fn unknown(rows: &[Row<'_>]) -> usize {
    rows.iter().filter(|row| row.powers.is_none()).count()
}

/// What stands out, a sentence each: the powers that most departments hold, and those that
/// none holds in full. Of powers that are all equal none stands out.
fn remarks(department: &str, rows: &[Row<'_>], all: &[Power], left_out: usize) -> Vec<String> {
    let (unknown, held) = (unknown(rows), |power, extent| held(rows, power, extent));
    let both = |p: Power| held(p, Extent::Full) + held(p, Extent::Part);
    let names = |powers: &[Power]| {
        if powers.len() == all.len() {
            return "各类权力".to_owned();
        }
        let names: Vec<&str> = powers.iter().map(|p| p.chinese()).collect();
        names.join("、")
    };
    let of = |wanted: &dyn Fn(Power) -> bool| -> Vec<Power> {
        all.iter().copied().filter(|&p| wanted(p)).collect()
    };
    let most = all.iter().map(|&p| both(p)).max().unwrap_or(0);
    let mut out = Vec::new();
    let these = of(&|p| both(p) == most);
    let said = match these.as_slice() {
        [p] => {
            let [full, part] = [Extent::Full, Extent::Part].map(|extent| held(*p, extent));
            format!("{full}个{department}全部握有、{part}个部分握有")
        }
        _ => format!("各有{most}个{department}握有"),
    };
    if most > 0 && these.len() < all.len() {
        out.push(format!("{}{said}，涉及面最广", names(&these)));
    }
    let partial = of(&|p| held(p, Extent::Full) == 0 && held(p, Extent::Part) > 0);
    if !partial.is_empty() {
        out.push(format!("{}没有{department}全部握有", names(&partial)));
    }
    if left_out > 0 {
        out.push(self::left_out(department, left_out));
    }
    if unknown > 0 {
        out.push(format!("{unknown}个{department}{NOT_KNOWN}，没有计入"));
    }
    let last = out.len().saturating_sub(1);
    let mark = |(i, text)| format!("{text}{}", if i == last { "。" } else { "；" });
    out.into_iter().enumerate().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::preset;
    use crate::sheet::words::hei;
    use crate::text::Fonts;

    /// Of each power in order: how many hold all of it, how many a part.
    fn said(counts: [(usize, usize); 6], unknown: usize) -> String {
        let vocabulary = preset::vocabulary("township");
        let (all, grade) = (&vocabulary.powers, vocabulary.grades[0]);
        let most = counts.iter().map(|(full, part)| full + part).max();
        let held = (0..most.unwrap_or(0)).map(|row| {
            let mut powers = Powers::default();
            for (power, (full, part)) in all.iter().zip(counts) {
                let extent = [Extent::Full, Extent::Part][usize::from(row >= full)];
                if row < full + part {
                    powers.set(*power, extent);
                }
            }
            powers
        });
        let held: Vec<Powers> = held.collect();
        let known = held.iter().map(Some).chain((0..unknown).map(|_| None));
        let row = |powers| Row {
            name: "财政所",
            grade,
            powers,
        };
        let rows: Vec<Row> = known.map(row).collect();
        remarks("站所", &rows, all, 0).concat()
    }

    #[test]
    fn what_is_said_to_reach_furthest_is_equalled_by_nothing_unsaid() {
        let one = [(1, 1), (0, 1), (0, 0), (0, 0), (3, 1), (0, 0)];
        let wanted = "财务管理3个站所全部握有、1个部分握有，涉及面最广；项目审批没有站所全部握有。";
        assert_eq!(said(one, 0), wanted);
        let two = [(1, 1), (0, 0), (0, 0), (0, 0), (2, 0), (0, 0)];
        let wanted = "行政许可、财务管理各有2个站所握有，涉及面最广。";
        assert_eq!(said(two, 0), wanted);
        assert_eq!(said([(1, 0); 6], 0), "");
        assert_eq!(said([(0, 0); 6], 2), "2个站所未填报，没有计入。");
    }

    #[test]
    fn a_name_of_three_characters_stands_in_one_line_where_all_have_room() {
        let fonts = Fonts::shipped().expect("fonts");
        let face = hei(&fonts, LABEL);
        let names = "人事 财务 药品采购 设备采购 基建 处方权 医保审核 执纪".split(' ');
        let names: Vec<&str> = names.collect();
        let wide = widths(face, &names, 73.0);
        for (name, wide) in names.iter().zip(&wide) {
            let (own, lines) = power_name(face, name, wide - BETWEEN_MM, 1.75);
            assert_eq!(own.size, face.size, "{name}");
            assert!(
                lines.iter().all(|line| line.chars().count() > 1),
                "{lines:?}"
            );
        }
        assert!((wide.iter().sum::<f32>() - 73.0).abs() < 1e-3);
        // Elsewhere no column is wider than another.
        for (names, room) in [(&names[..], 55.0), (&names[..5], 60.0)] {
            let wide = widths(face, names, room);
            assert!(wide.iter().all(|own| *own == wide[0]), "{wide:?}");
        }
    }

    #[test]
    fn where_not_all_have_room_whole_grades_are_left_out() {
        let grades = preset::vocabulary("township").grades;
        let row = |grade: &Grade| Row {
            name: "财政所",
            grade: *grade,
            powers: None,
        };
        let rows: Vec<Row> = [0, 1, 1, 2, 2, 2].map(|i| row(&grades[i])).into();
        for (most, wanted) in [(6, 6), (5, 3), (3, 3), (2, 1), (1, 1), (0, 1)] {
            assert_eq!(shown(&rows, most).len(), wanted, "{most}");
        }
        assert_eq!(shown(&rows[3..], 2).len(), 2);
    }
}
