//! The sheet of the whole unit for the work of a year (looks/duties, calendar-wall): what comes every
//! month or quarter in a strip of twelve columns, below it a line for everything else, by month.

mod entry;
mod lines;
mod sign;
mod strip;

use super::poster::facts;
use super::poster::maker::{Maker, CALENDAR};
use super::poster::sheet::PosterView;
use super::poster::SMALLEST_MM;
use super::summary::drawing::Drawing;
use crate::check::duties::State;
use crate::diagnostic::{Code, Finding};
use crate::duty::{self, Agenda, Kind, NEAR_DAYS};
use crate::sheet::geometry::Point;
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
        let entries = entry::entries(unit, agenda);
        let (regular, single): (Vec<Entry>, Vec<Entry>) =
            entries.into_iter().partition(|entry| entry.is_regular);
        let strip = strip::strips(&regular);
        let mut view = self.poster(CALENDAR);
        view.file = agenda.stem();
        view.facts
            .push(("年度".to_owned(), format!("{}年", agenda.year)));
        if agenda.tells() {
            view.facts.push((
                "办理情况".to_owned(),
                format!("截至{}", agenda.as_of.chinese()),
            ));
        }
        let strip_height = match strip.len() {
            0 => 0.0,
            lines => STRIP[0] + STRIP[1] * lines as f32 + 4.0,
        };
        let room = canvas.bottom - canvas.top - HEAD - LEGENDS;
        let months = lines::months(&single, !strip.is_empty());
        let pages = lines::pages(&months, [room - strip_height, room], LINE[2]);
        let count = pages.len();
        for (index, page) in pages.into_iter().enumerate() {
            let mut sheet = self.sheet(&view, CALENDAR, (index, count), findings);
            sheet.description = format!("{}年要按期办的工作，按月列出", agenda.year);
            let said: Vec<(&str, String)> = (view.facts.iter())
                .map(|(label, value)| (label.as_str(), value.clone()))
                .collect();
            sheet.facts = facts::spread(self.fonts, canvas, &said);
            let mut parts = Parts {
                d: Drawing::new(unit, self.fonts, self.tones(), SMALLEST_MM),
                agenda,
                kinds: duty::kinds(unit, agenda),
                left: canvas.left,
                right: canvas.right,
            };
            let mut top = canvas.top;
            parts.rule(top, 0.8);
            if index == 0 && !strip.is_empty() {
                parts.strip(top, &strip);
                top += strip_height;
            }
            let bottom = canvas.bottom - LEGENDS;
            let rows = page.iter().map(lines::Month::rows).sum::<usize>().max(1);
            let line = ((bottom - top - HEAD) / rows as f32).clamp(LINE[2], LINE[1]);
            parts.list(top, line, &page);
            if !parts.legends(canvas.bottom) && index == 0 {
                let message = "年度工作安排上类别太多，图例没有印全";
                let finding = Finding::warning(Code::Overfull, agenda.duties[0].norm, message);
                findings.push(finding.help("在 [[ledger]] 里写两三个字的 short"));
            }
            let mut cut = parts.cut(&page, line);
            if index == 0 {
                cut.extend(parts.strip_cut(&strip));
            }
            for (place, what) in cut {
                findings.push(
                    Finding::warning(
                        Code::Overfull,
                        place,
                        format!("年度工作安排上“{what}”太长，没有印全"),
                    )
                    .help("在 norm 里写 called，或者把台账的名称、人和机构的名称写短一些"),
                );
            }
            parts.d.svg.place(Point::default(), 1.0);
            sheet.chart = Some(parts.d.svg.elements());
            sheet.text.first = 1;
            sheet.text.items = page
                .iter()
                .flat_map(|month| &month.entries)
                .map(|entry| entry.words(agenda))
                .collect();
            if index == 0 {
                let regular = regular.iter().map(|entry| entry.words(agenda));
                sheet.text.items.extend(regular);
            }
            view.sheets.push(sheet);
        }
        view
    }
}

impl Parts<'_> {
    fn rule(&mut self, y: f32, width: f32) {
        let ink = self.d.tones.ink.clone();
        self.d.rule(self.left, self.right, y, &ink, width);
    }

    /// How many times as wide the body is as that of an upright board.
    fn wide(&self) -> f32 {
        (self.right - self.left) / 528.0
    }

    /// What the signs mean, and the marks; whether there is room for all.
    fn legends(&mut self, bottom: f32) -> bool {
        let (ink, accent, second) = (
            self.d.tones.ink.clone(),
            self.d.tones.accent.clone(),
            self.d.tones.second.clone(),
        );
        let face = self.d.hei(10.5);
        let mut y = bottom - 26.0;
        if self.agenda.tells() {
            self.d.start(face, "办理", self.left, y, &accent);
            let mut x = self.left + 29.0;
            for (state, word) in [
                (State::Done, "已办".to_owned()),
                (State::DoneLate, "迟办（过期后办）".to_owned()),
                (State::Near, format!("临期（{NEAR_DAYS}天内到期）")),
                (State::Open, "待办".to_owned()),
                (State::Late, "逾期".to_owned()),
            ] {
                self.sign(state, x, y, 10.0);
                self.d.start(face, &word, x + 13.5, y, &ink);
                x += 13.5 + face.width(&word) + 11.0;
            }
            let hint = "待办的办结后在方框内打勾";
            if x + face.width(hint) <= self.right {
                self.d.end(face, hint, self.right, y, &second);
            }
        }
        y += 16.0;
        self.d.start(face, "类别", self.left, y, &accent);
        let kinds = self.kinds.clone();
        let small = self.d.hei(SMALLEST_MM);
        let begin = self.left + 29.0;
        let wide = |kind: &Kind| 15.5 + small.width(&kind.word);
        // A few more fit where they stand closer.
        let gaps = kinds.len().saturating_sub(1).max(1) as f32;
        let over = self.right - begin - kinds.iter().map(wide).sum::<f32>();
        let gap = (over / gaps).clamp(4.0, 9.0);
        let mut x = begin;
        for kind in &kinds {
            let wide = wide(kind);
            if x + wide > self.right + 0.5 && x > begin {
                (x, y) = (begin, y + 15.0);
                if y > bottom + 7.0 {
                    return false;
                }
            }
            self.mark(kind.mark, x, y, small.size);
            self.d.start(small, &kind.word, x + 15.5, y, &ink);
            x += wide + gap;
        }
        true
    }
}
