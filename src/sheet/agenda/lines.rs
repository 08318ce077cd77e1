//! The list: a line for each entry, month by month. Neighbouring months without any share a line.

use super::entry::Entry;
use super::sign::PAPER;
use super::{Parts, HEAD, LINE};
use crate::check::duties::State;
use crate::diagnostic::Place;
use crate::sheet::chip;
use crate::sheet::geometry::Rect;
use crate::sheet::summary::drawing::Drawing;
use crate::sheet::words::Type;

/// A month, or several that have nothing.
#[derive(Debug, Clone)]
pub(super) struct Month<'a> {
    /// 8, 8—10; of another year 上年, 次年.
    pub head: String,
    /// What there is to do.
    pub entries: Vec<Entry<'a>>,
}

impl Month<'_> {
    /// How many lines it takes.
    pub fn rows(&self) -> usize {
        self.entries.len().max(1)
    }
}

/// The months of a year with their entries, which are in order.
pub(super) fn months<'a>(entries: &[Entry<'a>], year: i16) -> Vec<Month<'a>> {
    let month = |head: String, is: &dyn Fn(&Entry) -> bool| Month {
        head,
        entries: entries.iter().filter(|e| is(e)).cloned().collect(),
    };
    // What is left of years before stands first, what is due after the year last.
    let mut out = vec![month("上年".into(), &|e| e.day.0 < year)];
    let all = (1..=12).map(|n| month(n.to_string(), &|e| e.day.0 == year && e.day.1 == n));
    let all: Vec<Month> = all.collect();
    for run in all.chunk_by(|a, b| a.entries.is_empty() && b.entries.is_empty()) {
        out.push(run[0].clone());
        if let ([first, .., last], Some(own)) = (run, out.last_mut()) {
            own.head = format!("{}—{}", first.head, last.head);
        }
    }
    out.push(month("次年".into(), &|e| e.day.0 > year));
    out.retain(|month| !month.head.ends_with('年') || !month.entries.is_empty());
    out
}

/// Months on as few sheets as have room for them with lines so high: the first has `rooms[0]`, each
/// other `rooms[1]`. A month is parted only where it alone is too much for a sheet.
pub(super) fn pages<'a>(months: &[Month<'a>], rooms: [f32; 2], line: f32) -> Vec<Vec<Month<'a>>> {
    let (mut pages, mut page, mut left) = (Vec::new(), Vec::new(), rooms[0]);
    let most = |room: f32| ((room / line).floor() as usize).max(1);
    for month in months {
        let mut rest = month.clone();
        while rest.rows() > most(left) || left < line {
            if page.is_empty() && !pages.is_empty() {
                let tail = rest.entries.split_off(most(left).min(rest.entries.len()));
                page.push(rest.clone());
                rest.entries = tail;
            }
            pages.push(std::mem::take(&mut page));
            left = rooms[1];
        }
        left -= rest.rows() as f32 * line;
        page.push(rest);
    }
    pages.push(page);
    pages
}

/// Where the columns begin, in units of an upright board's body.
const MARK: f32 = 44.0;
const TITLE: f32 = 63.0;
const CHIP: f32 = 219.0;
const WHO: f32 = 270.0;
const DAY: f32 = 456.0;
const STATE: f32 = 470.0;
/// How much of a line a chip takes at most, so that chips of lines that follow each other are no bar.
const CHIP_SHARE: f32 = 0.74;
/// The line below a month (looks/duties, calendar-wall).
const MONTH: &str = "#A79C8F";
/// Type of what is to be done, and of who does it.
const TITLE_SIZE: f32 = 13.5;
const WHO_SIZE: f32 = 12.0;

impl<'u> Parts<'u> {
    /// Where a column begins on the sheet.
    fn x(&self, column: f32) -> f32 {
        self.left + column * self.wide()
    }

    /// The list from `top` down, its lines so high; `none` is said of a month that has nothing.
    pub(super) fn list(&mut self, top: f32, line: f32, months: &[Month], none: &str) {
        let [mark, title, chip, who, day, state] =
            [MARK, TITLE, CHIP, WHO, DAY, STATE].map(|column| self.x(column));
        let (left, right, tells) = (self.left, self.right, self.agenda.tells());
        let d = &mut self.d;
        let (accent, face, middle) = (d.tones.accent, d.hei(12.5), top + HEAD / 2.0 + 0.5);
        d.start(face, "月", left + 3.0, middle, accent);
        d.start(face, "工作", title, middle, accent);
        d.start(face, "等级", chip, middle, accent);
        d.start(face, "责任人、机构", who, middle, accent);
        d.end(face, "期限", day, middle, accent);
        if tells {
            d.start(face, "办理", state, middle, accent);
        }
        let mut y = top + HEAD;
        // All grounds before all rules, or a ground hides half of the rule above it.
        for (index, month) in months.iter().enumerate() {
            let height = line * month.rows() as f32;
            if index % 2 == 0 {
                let ground = Rect::new(left, y, right - left, height);
                d.svg.rect(ground, d.tones.tint, None, 0.0);
            }
            y += height;
        }
        y = top + HEAD;
        self.rule(y, 0.6);
        let shrink = (line / LINE[0]).min(1.0);
        for (index, month) in months.iter().enumerate() {
            let (height, d) = (line * month.rows() as f32, &mut self.d);
            head(d, &month.head, left + 3.0, y + line / 2.0, line);
            if month.entries.is_empty() {
                let face = d.hei(12.0 * shrink);
                d.start(face, none, title, y + line / 2.0, d.tones.second);
            }
            for (row, entry) in month.entries.iter().enumerate() {
                let middle = y + line * (row as f32 + 0.5);
                if row > 0 {
                    let d = &mut self.d;
                    d.rule(mark, right, middle - line / 2.0, d.tones.hair, 0.35);
                }
                self.entry(entry, middle, line);
            }
            y += height;
            match index + 1 == months.len() {
                true => self.rule(y, 0.8),
                false => self.d.rule(left, right, y, MONTH, 0.35),
            }
        }
    }

    fn entry(&mut self, entry: &Entry, middle: f32, line: f32) {
        let [mark, title, chip, who, day, state] =
            [MARK, TITLE, CHIP, WHO, DAY, STATE].map(|column| self.x(column));
        let shrink = (line / LINE[0]).min(1.0);
        let sign = self.mark_of(entry);
        let [said, done_by, due] = self.words(entry, shrink);
        let (unit, tells, d) = (self.d.unit, self.agenda.tells(), &mut self.d);
        let (ink, accent, second) = (d.tones.ink, d.tones.accent, d.tones.second);
        d.mark(sign, mark, middle, 10.0 * shrink.max(0.85));
        d.start(said.0, &said.1, title, middle, ink);
        // What is the unit's concerns all; what is of several grades says from which.
        let grade = entry.row.grade(unit).filter(|_| entry.names);
        let grades = match grade {
            Some(grade) => grade.chinese().to_owned(),
            None if entry.names => entry.row.grades(unit).unwrap_or("全部".to_owned()),
            None => "—".to_owned(),
        };
        let face = d.hei(9.6 * shrink);
        let blank = chip::width(face, "");
        let face = face.within(&grades, who - chip - blank - 3.0, d.least);
        let high = (CHIP_SHARE * line).min(1.48 * face.size);
        let wide = face.width(&grades) + blank;
        let frame = Rect::new(chip, middle - high / 2.0, wide, high);
        match grade {
            Some(grade) => {
                let tones = (d.tones.grade)(grade);
                d.svg.chip(&chip::on(face, grade, frame), &tones);
            }
            None if entry.names && frame.right() < who => {
                d.svg.rect(frame, PAPER, Some((ink, 0.45)), 1.5);
                d.centred(face, &grades, frame.axis(), middle, ink);
            }
            None => d.start(face, &grades, chip + blank / 2.0, middle, ink),
        }
        d.start(done_by.0, &done_by.1, who, middle, ink);
        d.end(due.0, &due.1, day, middle, ink);
        if !tells {
            return;
        }
        let (became, face) = (entry.row.state, d.hei(13.0 * shrink));
        let word = became.chinese();
        let colour = match became {
            State::Late => PAPER,
            State::Near => accent,
            State::Done | State::DoneLate => second,
            State::Open | State::Proposed => ink,
        };
        if became == State::Late {
            let wide = face.width(word) + 25.5;
            let label = Rect::new(state - 5.0, middle - 8.2 * shrink, wide, 16.4 * shrink);
            d.svg.rect(label, ink, None, 1.6);
        }
        let face = face.within(word, self.right - state - 15.5, d.least);
        d.sign(became, state, middle, 12.0 * shrink);
        d.start(face, word, state + 15.5, middle, colour);
    }

    /// What is to be done, who does it and by when, in the type in which they have room, cut where
    /// they have not.
    fn words(&self, entry: &Entry, shrink: f32) -> [(Type<'u>, String); 3] {
        let [title, chip, who, day] = [TITLE, CHIP, WHO, DAY].map(|column| self.x(column));
        let (year, month, of_month) = entry.day;
        let other = (year != self.agenda.year).then(|| format!("{month}月"));
        let due = format!("{}{of_month}日{}", other.unwrap_or_default(), entry.until);
        let due = (self.d.hei(12.5 * shrink), due);
        let room = [chip - title - 6.0, day - who - due.0.width(&due.1) - 8.0];
        // Rather in short than smaller than its neighbours.
        let (who, size) = (entry.in_charge(), WHO_SIZE * shrink);
        let who = match self.d.hei(size).width(&who) <= room[1] {
            true => who,
            false => entry.in_charge_in_short(self.d.unit),
        };
        [
            self.d.cut(&entry.title, TITLE_SIZE * shrink, room[0]),
            self.d.cut(&who, size, room[1]),
            due,
        ]
    }

    /// What has no room at the smallest type: where its norm stands, and what it is.
    pub(super) fn cut(&self, months: &[Month], line: f32) -> Vec<(Place, String)> {
        let shrink = (line / LINE[0]).min(1.0);
        let entries = months.iter().flat_map(|month| &month.entries);
        let cut = entries.flat_map(|entry| {
            let said = self.words(entry, shrink).map(|(_, said)| said);
            let whole = [entry.title.clone(), entry.in_charge()];
            let both = whole.into_iter().zip(said);
            both.filter(|(_, said)| said.ends_with('…'))
                .map(|(whole, _)| (entry.norm(), whole))
        });
        cut.collect()
    }
}

/// 6月 from `x` on, the numeral large.
fn head(d: &mut Drawing, head: &str, x: f32, middle: f32, line: f32) {
    let accent = d.tones.accent;
    let size = match head.chars().all(|c| c.is_ascii_digit()) {
        true => line.min(19.0),
        false => (line * 0.8).min(13.0),
    };
    let face = d.figures(size);
    d.start(face, head, x, middle, accent);
    if !head.ends_with('年') {
        let word = d.hei((line * 0.68).min(12.0));
        let (x, lower) = (x + face.width(head) + 1.0, (size - word.size) * 0.28);
        d.start(word, "月", x, middle + lower, accent);
    }
}
