//! The sheet of the whole unit for the work of a year (looks/duties, calendar-wall): what comes every
//! month or quarter in a strip of twelve columns, below it a line for everything else, by month.

mod entry;
mod lines;
mod sign;
mod strip;

use super::cell::Cell;
use super::chip::Legend;
use super::poster::maker::{Maker, CALENDAR};
use super::poster::overfull::warning;
use super::poster::sheet::PosterView;
use super::summary::count;
use super::summary::drawing::Drawing;
use crate::check::duties::State;
use crate::diagnostic::Finding;
use crate::duty::{self, Agenda, Kind, NEAR_DAYS};
use crate::model::Grade;
use crate::sheet::words::{Type, SMALLEST_MM};
use entry::Entry;

/// Height of the strip's head and of its lines.
const STRIP: [f32; 2] = [17.0, 18.6];
/// Height of the list's head.
const HEAD: f32 = 18.0;
/// Height of a line of the list: where it is read best, at most, at least.
const LINE: [f32; 3] = [19.0, 24.0, 13.6];
/// The two legends below the list.
const LEGENDS: f32 = 36.0;

/// What the parts of a sheet see.
struct Parts<'u> {
    d: Drawing<'u>,
    agenda: &'u Agenda,
    kinds: Vec<Kind>,
    left: f32,
    right: f32,
}

impl Maker<'_> {
    /// The work of a year on as many sheets as it needs.
    pub(in crate::sheet) fn agenda(
        &self,
        agenda: &Agenda,
        findings: &mut Vec<Finding>,
    ) -> PosterView {
        let (unit, canvas) = (self.unit, &self.canvas);
        let maker = Self {
            as_of: agenda.tells().then_some(agenda.as_of),
            ..self.clone()
        };
        let entries = entry::entries(unit, agenda);
        let (regular, single): (Vec<Entry>, Vec<Entry>) =
            entries.into_iter().partition(|entry| entry.is_regular);
        let strip = strip::strips(&regular);
        let mut view = maker.poster(CALENDAR);
        view.file = agenda.stem();
        view.facts = vec![("年度".into(), format!("{}年", agenda.year))];
        if agenda.tells() {
            let said = format!("截至{}", agenda.as_of.chinese());
            view.facts.push(("办理情况".into(), said));
        }
        let strip_height = match strip.len() {
            0 => 0.0,
            lines => STRIP[0] + STRIP[1] * lines as f32 + 4.0,
        };
        let none = match strip.is_empty() {
            true => "没有专项工作",
            false => &format!("没有专项工作，{}的照常办理", strip::how_often(&strip)),
        };
        let room = canvas.bottom - canvas.top - HEAD - LEGENDS;
        let rooms = [room - strip_height, room];
        let pages = lines::pages(&lines::months(&single, agenda.year), rooms, LINE[2]);
        for (index, page) in pages.iter().enumerate() {
            let of = (index, pages.len());
            let mut sheet = maker.sheet(&view, CALENDAR, of, findings);
            sheet.description = format!("{}年要按期办的工作，按月列出", agenda.year);
            sheet.facts = self.spread(&view.facts);
            let graded = self.graded(&sheet.facts);
            sheet.facts.extend(graded);
            let mut parts = Parts {
                d: Drawing::new(unit, self.fonts, self.tones(), SMALLEST_MM),
                agenda,
                kinds: duty::kinds(unit, agenda),
                left: canvas.left,
                right: canvas.right,
            };
            let mut top = canvas.top;
            parts.rule(top, 0.8);
            let first = if index == 0 { &strip[..] } else { &[] };
            if !first.is_empty() {
                parts.strip(top, first);
                top += strip_height;
            }
            let rows = page.iter().map(lines::Month::rows).sum::<usize>().max(1);
            let room = canvas.bottom - LEGENDS - top - HEAD;
            let line = (room / rows as f32).clamp(LINE[2], LINE[1]);
            parts.list(top, line, page, none);
            if !parts.legends(canvas.bottom) && index == 0 {
                let message = "年度工作安排上类别太多，图例没有印全".to_owned();
                let help = "在 [[ledger]] 里写两三个字的 short";
                findings.push(warning(agenda.duties[0].norm, message, help));
            }
            for (place, what) in (parts.cut(page, line).into_iter()).chain(parts.strip_cut(first)) {
                let message = format!("年度工作安排上“{what}”太长，没有印全");
                let help = "在 norm 里写 called，或者把台账的名称、人和机构的名称写短一些";
                findings.push(warning(place, message, help));
            }
            sheet.chart = Some(parts.d.svg.elements());
            sheet.text.first = 1;
            let also = regular.iter().filter(|_| index == 0);
            let entries = also.chain(page.iter().flat_map(|month| &month.entries));
            sheet.text.items = entries.map(|entry| entry.words(agenda)).collect();
            view.sheets.push(sheet);
        }
        view
    }

    /// How many departments have each grade, on chips in the midst of the facts beside which there is
    /// room for them.
    fn graded(&self, facts: &[Cell]) -> Vec<Cell> {
        let (words, mut all) = (self.unit.words(), count::counts(self.unit).into_iter());
        let departments = all.find(|own| own.name == words.department);
        let ([first, .., last], Some(departments)) = (facts, departments) else {
            return Vec::new();
        };
        let said = |(grade, count): &(Grade, usize)| match count {
            0 => (*grade, "无".to_owned()),
            count => (*grade, format!("{count}个")),
        };
        let face = self.hei(self.canvas.facts);
        let legend = Legend {
            chips: face,
            words: face,
            grades: departments.grades.iter().map(said).collect(),
            gaps: [0.25, 0.9].map(|em| em * face.size),
        };
        let label = face.width(&departments.name) + 0.5 * face.size;
        let from = first.text.iter().map(|line| line.extent.right());
        let to = last.label.iter().map(|line| line.extent.x);
        let (from, to) = (from.fold(0.0, f32::max), to.fold(f32::MAX, f32::min));
        let spare = to - from - label - legend.width();
        if spare < 2.0 * face.size {
            return Vec::new();
        }
        let (x, middle) = (from + spare / 2.0, self.canvas.facts_middle);
        let mut out = vec![Cell {
            label: Some(face.start(&departments.name, x, middle)),
            ..Cell::default()
        }];
        let chips = legend.place(x + label, middle).into_iter();
        out.extend(chips.map(|(chip, said)| Cell {
            chip: Some(chip),
            text: vec![said],
            ..Cell::default()
        }));
        out
    }
}

impl Parts<'_> {
    fn rule(&mut self, y: f32, width: f32) {
        let ink = self.d.tones.ink;
        self.d.rule(self.left, self.right, y, ink, width);
    }

    /// How many times as wide the body is as that of an upright board.
    fn wide(&self) -> f32 {
        (self.right - self.left) / 528.0
    }

    /// The sign of an entry's kind.
    fn mark_of(&self, entry: &Entry) -> char {
        let kind = self.kinds.iter().find(|kind| kind.key == entry.kind());
        kind.map_or('办', |kind| kind.mark)
    }

    /// What the signs mean, and the marks; whether there is room for all.
    fn legends(&mut self, bottom: f32) -> bool {
        let (left, right, d) = (self.left, self.right, &mut self.d);
        let (ink, accent) = (d.tones.ink, d.tones.accent);
        let (face, small) = (d.hei(10.5), d.hei(SMALLEST_MM));
        let mut y = bottom - 26.0;
        if self.agenda.tells() {
            let near = format!("临期（{NEAR_DAYS}天内）");
            let mut said = vec![
                (State::Done, "已办"),
                (State::DoneLate, "迟办"),
                (State::Near, near.as_str()),
                (State::Open, "待办（办结后打勾）"),
                (State::Proposed, "已建议（待定）"),
                (State::Late, "逾期"),
            ];
            let is_there =
                |state: State| (self.agenda.duties.iter()).any(|d| self.agenda.state(d) == state);
            said.retain(|(state, _)| *state != State::Proposed || is_there(*state));
            let wide = |face: Type| {
                let words = said.iter().map(|(_, word)| 13.5 + face.width(word));
                face.width("办理") + 8.0 + words.sum::<f32>() + 11.0 * (said.len() - 1) as f32
            };
            let face = if wide(face) <= right - left {
                face
            } else {
                small
            };
            d.start(face, "办理", left, y, accent);
            let mut x = left + face.width("办理") + 8.0;
            for (state, word) in said {
                d.sign(state, x, y, 10.0);
                d.start(face, word, x + 13.5, y, ink);
                x += 13.5 + face.width(word) + 11.0;
            }
        }
        y += 16.0;
        d.start(face, "类别", left, y, accent);
        // The sign stands in its word: 检 and 查 in its square.
        let parts = |kind: &Kind| match kind.word.split_once(kind.mark) {
            Some((before, behind)) => [before.to_owned(), behind.to_owned()],
            None => [String::new(), kind.word.clone()],
        };
        let square = 1.36 * small.size + 3.2;
        let wide = |kind: &Kind| {
            parts(kind)
                .map(|part| small.width(&part))
                .iter()
                .sum::<f32>()
                + square
        };
        let begin = left + face.width("类别") + 8.0;
        // A few more fit where they stand closer.
        let gaps = self.kinds.len().saturating_sub(1).max(1) as f32;
        let over = right - begin - self.kinds.iter().map(wide).sum::<f32>();
        let gap = (over / gaps).clamp(5.0, 12.0);
        let mut x = begin;
        for kind in &self.kinds {
            if x + wide(kind) > right + 0.5 && x > begin {
                (x, y) = (begin, y + 15.0);
                if y > bottom + 7.0 {
                    return false;
                }
            }
            let [before, behind] = parts(kind);
            let at = x + small.width(&before);
            d.start(small, &before, x, y, ink);
            d.mark(kind.mark, at + 1.6, y, small.size);
            d.start(small, &behind, at + square, y, ink);
            x += wide(kind) + gap;
        }
        true
    }
}
