//! All parts of the summary on one sheet for the wall (looks/tables, summary-four).

use super::count::{counts, in_words, Count};
use super::drawing::{Drawing, Tones};
use super::{bars, classes, described, gravest, heat, powers, range, NUMERALS};
use crate::model::{Actor, GradingStepKind, Unit};
use crate::sheet::dress;
use crate::sheet::geometry::Point;
use crate::sheet::poster::maker::{Maker, SUMMARY};
use crate::sheet::poster::sheet::PosterView;
use crate::sheet::words::SMALLEST_MM;

/// How many units of a sheet a millimetre of the handbook is: words of 3.1 mm can just be read.
const UNIT: f32 = 3.1;
/// So much of its width the first column gives to that of the powers, at most.
const MOST_MORE: f32 = 0.21;
/// Between two columns, and between two parts one below the other, in units of the sheet.
const GAPS: [f32; 2] = [28.0, 7.0];
/// From class to class at most, in mm of the handbook.
const TALLEST_CLASS: f32 = 14.0;
/// Bars of three grades, and of more, stand no further apart, in mm of the handbook.
const PITCHES: [f32; 2] = [4.6, 3.8];
/// The line that says who manages which grade, in mm of the sheet.
const MANAGED: f32 = 24.0;

impl Maker<'_> {
    /// The sheet of the whole unit.
    pub(in crate::sheet) fn summary(&self) -> PosterView {
        let counts = counts(self.unit);
        let mut view = self.poster(SUMMARY);
        let shares = |c: &Count| format!("共{}个：{}", c.total, in_words(&c.grades));
        let facts = counts.iter().map(|c| (c.name.clone(), shares(c)));
        view.facts = facts.collect();
        let year = self.unit.profile.grading_year;
        let mut said = vec![("评定年度".into(), format!("{year}年"))];
        said.retain(|_| year > 0);
        said.push(("范围".into(), range(&counts)));
        said.extend(decided_by(self.unit).map(|by| ("决定".into(), by)));
        let charts = self.charts();
        let most = gravest::ROWS[charts.len() - 1];
        for (index, chart) in charts.iter().enumerate() {
            let of = (index, charts.len());
            let mut sheet = self.sheet(&view, SUMMARY, of, &mut Vec::new());
            sheet.description = described(&counts);
            sheet.facts = self.spread(&said);
            sheet.chart = Some(chart.clone());
            view.sheets.push(sheet);
        }
        if let Some(last) = view.sheets.last_mut() {
            last.text.first = 1;
            last.text.items = gravest::words(self.unit, most);
        }
        view
    }

    /// The parts as elements: upright in two columns over the gravest risks; lying in three, of
    /// which the first has bars and heat map, one below the other. A second sheet costs a board, but
    /// an office only paper: there the gravest have one where they would take the room of others.
    fn charts(&self) -> Vec<String> {
        let (unit, canvas, lying) = (self.unit, &self.canvas, self.canvas.landscape);
        let drawing = || Drawing::new(unit, self.fonts, self.tones(), SMALLEST_MM / UNIT);
        let mut d = drawing();
        let columns = if lying { 3.0 } else { 2.0 };
        let column = (canvas.body() - GAPS[0] * (columns - 1.0)) / columns / UNIT;
        let [between, gap] = GAPS.map(|gap| gap / UNIT);
        // The column of the powers gets from the first what names of three characters want.
        let more = (powers::width(&d) - column).clamp(0.0, MOST_MORE * column);
        let width = |n: usize| column + [-more, more, 0.0][n];
        let left = |n: usize| (0..n).map(|before| width(before) + between).sum::<f32>();
        let place = |d: &mut Drawing, n: usize, down: f32| {
            let x = canvas.left + left(n) * UNIT;
            d.svg.place(Point::new(x, canvas.top + down * UNIT), UNIT);
        };
        // In the order in which they are read: a lying sheet's first row ends with powers and classes.
        let (has_classes, has_heat) = (classes::are_there(unit), unit.vocabulary.factors.len() > 1);
        let numeral = |before: &[bool]| NUMERALS[1 + before.iter().filter(|is| **is).count()];
        place(&mut d, 0, 0.0);
        let grades = unit.vocabulary.grades.len();
        let pitch = bars::pitch(grades).min(PITCHES[usize::from(grades > 3)]);
        let mut first = bars::bars(&mut d, (width(0), pitch), &counts(unit));
        let last = if lying { 2 } else { 1 };
        // They end with what stands beside them: the bars, on a lying sheet the powers.
        let classes = |d: &mut Drawing, height: f32| {
            place(d, last, 0.0);
            classes::classes(d, (width(last), height), TALLEST_CLASS, numeral(&[lying]))
        };
        if has_classes && !lying {
            first = first.max(classes(&mut d, first));
        }
        first += gap;
        let above = if lying { 0.0 } else { first };
        let said = managed(unit);
        // The foot rule of a lying sheet stands close below the body.
        let blank = if lying { 0.0 } else { -8.0 };
        let line = if said.is_empty() { blank } else { MANAGED };
        let room = (canvas.bottom - line - canvas.top) / UNIT - above - gap;
        // Below lie the gravest risks, as many as the sheet can name; what is over is shared, as far
        // as either needs it.
        let [least_powers, powers, wall_powers] = powers::heights(&d);
        let [few, many] = gravest::ROWS;
        let [least, most] = gravest::heights(&d, room - least_powers, few);
        let [whole, _] = gravest::heights(&d, f32::INFINITY, few);
        let apart = canvas.office && !lying && whole > room - least_powers;
        // A few of them alone would leave their sheet half empty: the powers go there with them.
        let sheet = (canvas.bottom - canvas.top) / UNIT;
        let left = sheet - gap - gravest::heights(&d, sheet, many)[1];
        let follow = apart && has_heat && left >= powers;
        let spare = (room - least_powers - least).max(0.0);
        let rest = (least + spare * 0.7).max(room - powers).clamp(least, most);
        let (upper, whole) = (room - if apart { 0.0 } else { rest }, room + above + gap);
        let heat_height = if lying { whole - first } else { upper };
        let number = numeral(&[has_classes, lying]);
        place(&mut d, 0, first);
        // The gravest have all that is below, and so has a part that nothing stands beside.
        let all = [canvas.body() / UNIT, width(1) + between + width(2)][usize::from(lying)];
        let heat_width = [width(0), all][usize::from(follow)];
        heat::heat(&mut d, heat_width, heat_height, number);
        let mut more = apart.then(drawing);
        let alone = [!has_heat || follow, !has_classes][usize::from(lying)];
        let start = usize::from(lying);
        let (at, wide) = [(1, width(1)), (start, all)][usize::from(alone)];
        let number = numeral(&[has_classes && !lying, has_heat && !lying]);
        let (drawing, down, high) = match &mut more {
            Some(more) if follow => (more, 0.0, left.min(wall_powers)),
            _ => (&mut d, above, upper),
        };
        place(drawing, at, down);
        powers::powers(drawing, (wide, high), number, false);
        if has_classes && lying {
            classes(&mut d, upper);
        }
        let down = down + high + gap;
        let (below, down, rest, most) = match &mut more {
            Some(more) if follow => (more, down, sheet - down, many),
            Some(more) => (more, 0.0, sheet, many),
            None => (&mut d, down, rest, few),
        };
        place(below, start, down);
        let number = numeral(&[true, has_classes, has_heat]);
        gravest::gravest(below, (all, rest), number, most);
        d.svg.place(Point::default(), 1.0);
        let face = self.hei(12.0).within(&said, canvas.body(), SMALLEST_MM);
        d.start(face, &said, canvas.left, canvas.bottom - 7.0, d.tones.ink);
        let drawn = std::iter::once(d).chain(more);
        drawn.map(|d| d.svg.elements()).collect()
    }

    /// The colours of the sheet's theme.
    pub(in crate::sheet) fn tones(&self) -> Tones<'static> {
        Tones {
            accent: "var(--accent)",
            ink: "var(--ink)",
            second: "var(--secondary)",
            hair: "var(--hairline)",
            tint: "var(--tint)",
            grade: |grade| dress::variables(grade).map(|name| format!("var(--{name})")),
        }
    }
}

/// Who decided the grades of all departments in the year that the unit shows, where it was one.
fn decided_by(unit: &Unit) -> Option<String> {
    let year = i64::from(unit.profile.grading_year);
    let gradings = unit.gradings.iter().filter(|g| g.year.value == year);
    let steps = gradings.flat_map(|g| &g.steps);
    let decided = steps.filter(|step| step.kind.value == GradingStepKind::Decide);
    let by: Vec<&Actor> = decided.filter_map(|step| step.by.as_ref()).collect();
    let name = |by: &Actor| unit.actor_name(by).to_owned();
    let first = name(by.first()?);
    by.iter().all(|other| name(other) == first).then_some(first)
}

/// 谁来管：高级由镇党委管理，中级由分管领导管理. Empty where the unit does not say.
fn managed(unit: &Unit) -> String {
    let said = unit.vocabulary.grades.iter().map(|grade| grade.entry());
    let said = said.filter(|grade| !grade.managed_by.is_empty());
    let parts: Vec<String> = said
        .map(|grade| format!("{}由{}管理", grade.name, grade.managed_by))
        .collect();
    match parts.is_empty() {
        true => String::new(),
        false => format!("谁来管：{}。", parts.join("，")),
    }
}
