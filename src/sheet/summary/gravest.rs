//! 最重的风险: the gravest risk points, whole bands of one score, with what is done about them.

use super::drawing::{Drawing, HEAD as HEAD_SIZE, LEADING, SMALL};
use crate::check::norm::shown::score;
use crate::model::vocabulary::Score;
use crate::model::{Grade, Measure, Risk, Unit};
use crate::sheet::chip;
use crate::sheet::geometry::{Anchor, Rect};
use crate::sheet::poster::grade_rows::weight;

/// So many rows at most beside other parts (looks/tables, summary-four), and on a sheet of their own.
pub const ROWS: [usize; 2] = [6, 12];
/// A row has two lines at least, and is so high in its type.
const ROW_EM: f32 = 2.62;
/// Height of a row, in mm; less where the sheet ends.
const PITCH: f32 = 10.6;
const HEAD: f32 = 13.6;
/// Type of the names at most, and what is between two columns, in mm.
const SIZE: f32 = 3.4;
const BETWEEN: f32 = 2.6;

/// Risk points of one weight: their grade and, where the unit scores, their score.
pub struct Band<'t> {
    grade: Grade,
    score: i64,
    risks: Vec<&'t Risk>,
}

/// All risk points in bands, the gravest first; within one as the rules have them, by their codes.
pub fn bands(unit: &Unit) -> Vec<Band<'_>> {
    let mut risks: Vec<&Risk> = unit.risks.iter().collect();
    risks.sort_by_key(|risk| weight(unit, risk));
    let runs = risks.chunk_by(|a, b| weight(unit, a) == weight(unit, b));
    runs.map(|run| Band {
        grade: *run[0].grade,
        score: score(unit, run[0]),
        risks: run.to_vec(),
    })
    .collect()
}

/// The risk points shown, so many at most, and a remark on which they are: whole bands; of the
/// gravest band alone as many as there is room for.
pub fn shown<'t>(bands: &[Band<'t>], most: usize) -> (Vec<&'t Risk>, String) {
    let named = |band: &Band<'_>| match band.score {
        0 => band.grade.chinese().to_owned(),
        score => format!("评{score}分"),
    };
    let mut count = 0;
    let whole = bands.iter().take_while(|band| {
        count += band.risks.len();
        count <= most
    });
    let (listed, rest) = bands.split_at(whole.count());
    let mut out: Vec<&Risk> = listed.iter().flat_map(|band| band.risks.clone()).collect();
    let mut notes = Vec::new();
    if let Some(last) = listed.last() {
        let is_first = last.score == 0 || listed.len() == 1;
        let above = if is_first { "" } else { "以上" };
        let (named, all) = (named(last), out.len());
        notes.push(format!("{named}{above}的共{all}个，全部列出"));
    }
    if let Some(band) = rest.first() {
        let (named, all) = (named(band), band.risks.len());
        notes.push(match listed {
            [] => format!("{named}的共{all}个，列出{most}个，其余未列"),
            _ => format!("{named}的另有{all}个，此处未列"),
        });
        let fills = if listed.is_empty() { most } else { 0 };
        out.extend(band.risks.iter().take(fills));
    }
    (out, notes.join("；"))
}

const COLUMNS: usize = 6;
const SCORE: &str = "评分";

/// The columns: their heads and their widths, in mm.
fn columns(d: &Drawing, width: f32, scored: bool) -> [(String, f32); COLUMNS] {
    /// What the texts share beside number and score, of all that is left.
    const SHARES: [f32; 4] = [54.0, 22.0, 52.0, 61.0];
    let number = 8.0;
    // The widest sum and the widest chip.
    let bands = bands(d.unit);
    let first = bands.iter().take(ROWS[0]).map(|band| band.risks[0]);
    let sums = d.hei(3.2).widest(first.map(|risk| sum(d, risk, width)));
    let grades = d.unit.vocabulary.grades.iter();
    let chips = grades.map(|grade| chip::width(d.hei(3.1), grade.chinese()));
    let score = sums.max(6.0) + chips.fold(0.0, f32::max) + 4.0;
    let share = |i: usize| (width - number - score) * SHARES[i] / SHARES.iter().sum::<f32>();
    // 可能性×危害, as far as it fits.
    let title = factors(d.unit, signs(d.unit)[0]);
    let title = match scored {
        true if d.hei(SMALL).width(&title) <= score - 1.0 => title,
        true => SCORE.to_owned(),
        false => "等级".to_owned(),
    };
    [
        ("序".to_owned(), number),
        (format!("{}风险点", d.unit.words().integrity), share(0)),
        ("类别".to_owned(), share(1)),
        ("涉及".to_owned(), share(2)),
        (title, score),
        ("怎么管、谁来管".to_owned(), share(3)),
    ]
}

/// What the table is high that names as many risks as a room so high lets it, `most` at most, in
/// mm: in the smallest type, and as usual.
pub(super) fn heights(d: &Drawing, room: f32, most: usize) -> [f32; 2] {
    let rows = shown(&bands(d.unit), rows_in(d, room, most)).0.len();
    [least(d), pitch(d, most)].map(|pitch| HEAD + rows as f32 * pitch + 0.1)
}

/// For how many rows there is room, two at least and so many at most.
fn rows_in(d: &Drawing, height: f32, most: usize) -> usize {
    (((height - HEAD) / least(d)) as usize).clamp(2, most)
}

/// From row to row in the smallest type.
fn least(d: &Drawing) -> f32 {
    ROW_EM * d.least.max(2.3)
}

/// From row to row of a table with so many rows at most: three lines of the smallest type, on a
/// sheet of its own four.
fn pitch(d: &Drawing, most: usize) -> f32 {
    let lines = if most > ROWS[0] { 4.0 } else { 3.0 };
    PITCH.max(lines * LEADING * d.least + 1.6)
}

/// Draws the table of so many rows at most under a head with `numeral`, in a room so wide and high,
/// and gives where it ends.
pub(super) fn gravest(d: &mut Drawing, room: (f32, f32), numeral: char, most: usize) -> f32 {
    let (width, height) = room;
    let bands = bands(d.unit);
    let (risks, note) = shown(&bands, rows_in(d, height, most));
    if risks.is_empty() {
        return 0.0;
    }
    let (ink, hair, accent) = (d.tones.ink, d.tones.hair, d.tones.accent);
    let scored = risks.iter().any(|risk| score(d.unit, risk) > 0);
    let columns = columns(d, width, scored);
    // Where the head of the column has no room for what the parts of a score are.
    let (parts, [.., made]) = (factors(d.unit, "、"), signs(d.unit));
    let key = match risks.iter().any(|risk| sum(d, risk, width).contains('=')) {
        _ if columns[4].0 != SCORE || made.is_empty() => String::new(),
        true => format!("评分依次为{parts}；"),
        false if risks.iter().all(|risk| counted(d.unit, risk).is_some()) => {
            format!("评分为{parts}{made}，最高{}分\n", highest(d.unit))
        }
        false => String::new(),
    };
    let note = key + &note;
    d.head(width, &format!("{numeral}、最重的风险"), &note);
    let mut x = 0.0;
    for (title, wide) in &columns {
        d.start(d.hei(SMALL), title, x, HEAD - 2.7, accent);
        x += wide;
    }
    d.rule(0.0, width, HEAD, ink, 0.25);
    let pitch = pitch(d, most).min((height - HEAD) / risks.len() as f32);
    // Names of one column in one size, that of the longest.
    let room = Rect::new(0.0, 0.0, columns[1].1 - BETWEEN, pitch - 0.4);
    let sizes = risks
        .iter()
        .map(|risk| d.fitting(risk.in_short(), room, SIZE).0.size);
    let size = sizes.fold(SIZE, f32::min);
    for (index, risk) in risks.iter().enumerate() {
        let y = HEAD + index as f32 * pitch;
        if index > 0 {
            d.rule(0.0, width, y, hair, 0.2);
        }
        let mut x = 0.0;
        let cells: [Rect; COLUMNS] = std::array::from_fn(|i| {
            let left = x;
            x += columns[i].1;
            Rect::new(left, y, columns[i].1, pitch)
        });
        row(d, risk, (index + 1, scored, size), cells);
    }
    HEAD + risks.len() as f32 * pitch
}

/// Between the names of factors, between their scores where these make a sum or product, and its name.
fn signs(unit: &Unit) -> [&'static str; 3] {
    match unit.vocabulary.score {
        Some(Score::Product) => ["×", "×", "之积"],
        Some(Score::Sum) => ["＋", "+", "之和"],
        _ => ["、", "", ""],
    }
}

/// The most that the scores of all factors make.
fn highest(unit: &Unit) -> usize {
    let factors = unit.vocabulary.factors.iter();
    let scales = factors.map(|f| f.entry().scale.len());
    match unit.vocabulary.score {
        Some(Score::Product) => scales.product(),
        _ => scales.sum(),
    }
}

fn factors(unit: &Unit, sign: &str) -> String {
    let factors = unit.vocabulary.factors.iter();
    factors.map(|f| f.chinese()).collect::<Vec<_>>().join(sign)
}

fn row(
    d: &mut Drawing,
    risk: &Risk,
    (number, scored, size): (usize, bool, f32),
    [no, said, class, whose, grade, done]: [Rect; COLUMNS],
) {
    const LESS: f32 = SIZE * 0.94;
    let unit = d.unit;
    let (accent, ink, second) = (d.tones.accent, d.tones.ink, d.tones.second);
    // Between two columns, and to the rules above and below.
    let high = no.height - 0.4;
    let inner = |cell: Rect| Rect::new(cell.x, cell.y + 0.2, cell.width - BETWEEN, high);
    let middle = no.middle();
    let figures = d.figures(HEAD_SIZE);
    d.start(figures, &number.to_string(), 0.4, middle, accent);
    d.fitted(risk.in_short(), inner(said), size, ink);
    if let Some(own) = risk.class {
        d.fitted(&unit[own].name, inner(class), LESS, ink);
    }
    let room = inner(whose);
    d.fitted(&concerned(d, risk, room, LESS), room, LESS, ink);
    let mut x = grade.x;
    if scored {
        let (face, sum) = (d.hei(3.2), sum(d, risk, done.right()));
        d.start(face, &sum, x, middle, second);
        x += face.width(&sum) + 1.0;
    }
    let chip = chip::width(d.hei(3.1), risk.grade.chinese());
    d.chip_in_row(x + chip / 2.0, no, 3.1, *risk.grade);
    let Some((measure, count)) = measure(unit, risk) else {
        return;
    };
    let (label, who) = match measure.leader {
        Some(leader) => ("责任领导", unit[leader].name.as_str()),
        None => ("责任人", measure.responsible.as_str()),
    };
    // One of several is not told as if it were all.
    let also = (count > 1).then(|| format!("等{count}项"));
    let said = format!("{}{}", measure.in_short().value, also.unwrap_or_default());
    // Both in the midst of the row, who answers right below what is done.
    let small = d.hei(2.8);
    let (line, beside) = (small.size * LEADING, small.width(label) + 1.6);
    let who_room = Rect::new(0.0, 0.0, done.width - beside, done.height - line - 0.3);
    let lower = d.fitting(who, who_room, 2.8).1.len() as f32 * line;
    let room = Rect::new(done.x, done.y, done.width, done.height - lower - 0.3);
    let (face, lines) = d.fitting(&said, room, 3.1);
    let leading = face.size * LEADING;
    let tall = leading * lines.len() as f32;
    let top = done.middle() - (tall + lower) / 2.0;
    let lines = face.stack(&lines, leading, done.x, top, Anchor::Start);
    d.write(face, &lines, ink);
    d.start(small, label, done.x, top + tall + line / 2.0, accent);
    let room = Rect::new(done.x + beside, top + tall, who_room.width, lower);
    d.fitted(who, room, 2.8, ink);
}

/// Whom a risk point concerns; of departments that have no room the first, and how many they are.
fn concerned(d: &Drawing, risk: &Risk, room: Rect, size: f32) -> String {
    let (all, unit) = (risk.concerns.as_str(), d.unit);
    let is_whole = d.fitting(all, room, size).1.concat() == all;
    let names: Vec<&str> = all.split('、').collect();
    let departments: Vec<&str> = unit.departments.iter().map(|d| d.name.as_str()).collect();
    match is_whole || !names.iter().all(|name| departments.contains(name)) {
        true => all.to_owned(),
        false => format!("{}等{}个{}", names[0], names.len(), unit.words().department),
    }
}

/// The gravest risk points in words, so many at most: behaviour, class, whom they concern, what is
/// done.
pub(super) fn words(unit: &Unit, most: usize) -> Vec<String> {
    let (risks, _) = shown(&bands(unit), most);
    let one = |risk: &&Risk| {
        let class = risk
            .class
            .map(|class| format!("，{}类", unit[class].name.value));
        let done = measure(unit, risk).map(|(m, _)| format!("：{}", m.text.value));
        let (grade, whose) = (risk.grade.chinese(), &risk.concerns.value);
        let [class, done] = [class, done].map(Option::unwrap_or_default);
        format!("{}（{grade}，{whose}{class}）{done}", risk.behaviour.value)
    };
    risks.iter().map(one).collect()
}

/// 5×5=25; the score alone where it is no sum or product of all factors, or where a table so wide
/// has no room for many.
fn sum(d: &Drawing, risk: &Risk, width: f32) -> String {
    let whole = score(d.unit, risk);
    let most = if width < 200.0 { 2 } else { 4 };
    match counted(d.unit, risk).filter(|factors| factors.len() <= most) {
        Some(factors) => {
            let parts: Vec<String> = factors.iter().map(i64::to_string).collect();
            format!("{}={whole}", parts.join(signs(d.unit)[1]))
        }
        None => format!("{whole}分"),
    }
}

/// The scores of all factors, where a risk point's own is their sum or product.
fn counted(unit: &Unit, risk: &Risk) -> Option<Vec<i64>> {
    let factors = risk.factors.as_ref()?.of(|_| true);
    let made: i64 = match unit.vocabulary.score? {
        Score::Product => factors.iter().product(),
        Score::Sum => factors.iter().sum(),
        Score::Table => return None,
    };
    (made == score(unit, risk) && factors.len() >= 2).then_some(factors)
}

/// The measure that answers to a risk point, of its own class, else the most special one; and how
/// many there are.
pub fn measure<'t>(unit: &'t Unit, risk: &Risk) -> Option<(&'t Measure, usize)> {
    let index = unit.risks.iter().position(|own| own.id == risk.id)?;
    let own = unit.measures_for(index).find(|m| m.class == risk.class);
    let special = || unit.measures_for(index).min_by_key(|m| m.controls.len());
    Some((own.or_else(special)?, unit.measures_for(index).count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_bands_are_listed_as_far_as_the_rows_reach() {
        let day = crate::date::Date::new(2013, 3, 31).unwrap();
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/units/four");
        let unit = crate::check(&folder, None, day).unit;
        let bands = bands(&unit);
        let (risks, note) = shown(&bands, ROWS[0]);
        assert!(!risks.is_empty() && risks.len() <= ROWS[0], "{note}");
        // No risk point that is left out weighs as much as one that is listed.
        let weight = |risk: &Risk| (risk.grade.rank(), -score(&unit, risk));
        let listed = |risk: &Risk| risks.iter().any(|own| own.id == risk.id);
        let least = risks.iter().map(|risk| weight(risk)).max();
        for risk in unit.risks.iter().filter(|risk| !listed(risk)) {
            assert!(Some(weight(risk)) > least, "{} {note}", risk.id.value);
        }
        // A band longer than the list says how many it leaves out.
        let one = vec![Band {
            grade: bands[0].grade,
            score: 0,
            risks: unit.risks.iter().take(9).collect(),
        }];
        let (risks, note) = shown(&one, ROWS[0]);
        assert_eq!(risks.len(), ROWS[0]);
        assert!(note.contains("共9个，列出6个"), "{note}");
        assert!(shown(&[], ROWS[0]).0.is_empty());
    }
}
