//! The list: a line for each entry, month by month. Neighbouring months without any share a line.

use super::entry::Entry;
use super::{Parts, HEAD, LINE};
use crate::check::duties::State;
use crate::diagnostic::Place;
use crate::sheet::geometry::Rect;

/// A month, or several that have nothing.
#[derive(Debug, Clone)]
pub(super) struct Month {
    /// 8, 8—10; of another year with the year.
    pub head: String,
    /// What there is to do.
    pub entries: Vec<Entry>,
    /// What is said of a month without.
    pub none: &'static str,
}

impl Month {
    /// How many lines it takes.
    pub fn rows(&self) -> usize {
        self.entries.len().max(1)
    }
}

/// The months of a year with their entries, which are in order; `regular` says whether there is a
/// strip for what comes every month.
pub(super) fn months(entries: &[Entry], regular: bool) -> Vec<Month> {
    let none = match regular {
        true => "没有专项工作，按月、按季的照常办理",
        false => "没有专项工作",
    };
    let mut out: Vec<Month> = Vec::new();
    let year = entries.iter().map(|entry| entry.day.0).max();
    let mut empty: Option<(i8, i8)> = None;
    let close = |empty: &mut Option<(i8, i8)>, out: &mut Vec<Month>| {
        if let Some((first, last)) = empty.take() {
            let head = match first == last {
                true => first.to_string(),
                false => format!("{first}—{last}"),
            };
            out.push(Month {
                head,
                entries: Vec::new(),
                none,
            });
        }
    };
    // What is left of years before stands first.
    let earlier = entries.iter().filter(|entry| Some(entry.day.0) != year);
    let earlier: Vec<Entry> = earlier.cloned().collect();
    if !earlier.is_empty() {
        out.push(Month {
            head: "上年".to_owned(),
            entries: earlier,
            none,
        });
    }
    for number in 1..=12 {
        let of = entries
            .iter()
            .filter(|e| Some(e.day.0) == year && e.day.1 == number);
        let of: Vec<Entry> = of.cloned().collect();
        if of.is_empty() {
            empty = Some(empty.map_or((number, number), |(first, _)| (first, number)));
            continue;
        }
        close(&mut empty, &mut out);
        out.push(Month {
            head: number.to_string(),
            entries: of,
            none,
        });
    }
    close(&mut empty, &mut out);
    out
}

/// Months on as few sheets as have room for them with lines so high: the first has `rooms[0]`, each
/// other `rooms[1]`. A month is parted only where it alone is too much for a sheet.
pub(super) fn pages(months: &[Month], rooms: [f32; 2], line: f32) -> Vec<Vec<Month>> {
    let mut pages: Vec<Vec<Month>> = vec![Vec::new()];
    let mut left = rooms[0];
    let most = |room: f32| ((room / line).floor() as usize).max(1);
    for month in months {
        let mut rest = month.clone();
        loop {
            let rows = rest.rows();
            if rows <= most(left) && left >= line {
                left -= rows as f32 * line;
                if let Some(page) = pages.last_mut() {
                    page.push(rest);
                }
                break;
            }
            let is_new = pages.last().is_some_and(Vec::is_empty) && pages.len() > 1;
            if is_new {
                let tail = rest.entries.split_off(most(left).min(rest.entries.len()));
                if let Some(page) = pages.last_mut() {
                    page.push(rest.clone());
                }
                rest.entries = tail;
            }
            pages.push(Vec::new());
            left = rooms[1];
        }
    }
    pages
}

/// Where the columns begin, in units of an upright board's body.
const TITLE: f32 = 63.0;
const CHIP: f32 = 227.0;
const WHO: f32 = 265.0;
const DAY: f32 = 458.0;
const STATE: f32 = 473.0;

impl Parts<'_> {
    /// The list from `top` down, its lines so high.
    pub(super) fn list(&mut self, top: f32, line: f32, months: &[Month]) {
        let (accent, second, hair, tint) = (
            self.d.tones.accent.clone(),
            self.d.tones.second.clone(),
            self.d.tones.hair.clone(),
            self.d.tones.tint.clone(),
        );
        let wide = self.wide();
        let x = |at: f32| self.left + at * wide;
        let (title, chip, who, day, state) = (x(TITLE), x(CHIP), x(WHO), x(DAY), x(STATE));
        let face = self.d.hei(12.5);
        let middle = top + HEAD / 2.0 + 0.5;
        for (word, at) in [
            ("月", self.left + 3.0),
            ("工作", title),
            ("等级", chip - 2.0),
            ("责任人、机构", who),
        ] {
            self.d.start(face, word, at, middle, &accent);
        }
        self.d.end(face, "期限", day, middle, &accent);
        if self.agenda.tells() {
            self.d.start(face, "办理", state, middle, &accent);
        }
        let mut y = top + HEAD;
        self.rule(y, 0.6);
        let shrink = (line / LINE[0]).min(1.0);
        for (index, month) in months.iter().enumerate() {
            let height = line * month.rows() as f32;
            if index % 2 == 0 {
                let ground = Rect::new(self.left, y, self.right - self.left, height);
                self.d.svg.rect(ground, &tint, None, 0.0);
            }
            self.month(&month.head, y + line / 2.0, line);
            if month.entries.is_empty() {
                let face = self.d.hei(12.0 * shrink);
                self.d
                    .start(face, month.none, title, y + line / 2.0, &second);
            }
            for (row, entry) in month.entries.iter().enumerate() {
                let middle = y + line * (row as f32 + 0.5);
                if row > 0 {
                    self.d.rule(
                        self.left + 44.0 * wide,
                        self.right,
                        middle - line / 2.0,
                        &hair,
                        0.35,
                    );
                }
                self.entry(entry, middle, shrink);
            }
            y += height;
            self.rule(y, if index + 1 == months.len() { 0.8 } else { 0.35 });
        }
    }

    /// 6月, the numeral large.
    fn month(&mut self, head: &str, middle: f32, line: f32) {
        let accent = self.d.tones.accent.clone();
        let is_one = head.chars().all(|c| c.is_ascii_digit());
        let size = if is_one {
            19.0_f32.min(line)
        } else {
            13.0_f32.min(line * 0.8)
        };
        let face = self.d.figures(size);
        self.d.start(face, head, self.left + 3.0, middle, &accent);
        if head != "上年" {
            let x = self.left + 3.0 + face.width(head) + 1.0;
            let word = self.d.hei(12.0_f32.min(line * 0.68));
            self.d
                .start(word, "月", x, middle + (size - word.size) * 0.28, &accent);
        }
    }

    fn entry(&mut self, entry: &Entry, middle: f32, shrink: f32) {
        let (ink, accent, second) = (
            self.d.tones.ink.clone(),
            self.d.tones.accent.clone(),
            self.d.tones.second.clone(),
        );
        let wide = self.wide();
        let kind = self.kinds.iter().find(|kind| kind.key == entry.kind);
        let mark = kind.map_or('办', |kind| kind.mark);
        self.mark(
            mark,
            self.left + 44.0 * wide,
            middle,
            10.0 * shrink.max(0.85),
        );
        let (title, title_room) = (self.left + TITLE * wide, self.title_room());
        let face = self
            .d
            .hei(13.5 * shrink)
            .within(&entry.title, title_room, self.d.least);
        let (cut, _) = face.cut(&entry.title, title_room);
        self.d.start(face, &cut, title, middle, &ink);
        match entry.grade {
            Some(grade) => {
                let x = self.left + (CHIP - 4.0) * wide;
                self.d.chip_from(x, middle, 9.6 * shrink, grade);
            }
            None if !entry.is_units => {
                let all = self.d.hei(10.0 * shrink);
                let x = self.left + (CHIP - 4.0) * wide;
                let side = all.width("全部") + 8.4 * shrink;
                let frame = Rect::new(x, middle - 7.4 * shrink, side, 14.8 * shrink);
                self.d
                    .svg
                    .rect(frame, "var(--paper)", Some((&ink, 0.45)), 1.6);
                self.d.centred(all, "全部", x + side / 2.0, middle, &ink);
            }
            None => {}
        }
        let (who, room) = (entry.in_charge(), self.who_room());
        let face = self.d.hei(12.0 * shrink).within(&who, room, self.d.least);
        let (cut, _) = face.cut(&who, room);
        self.d
            .start(face, &cut, self.left + WHO * wide, middle, &ink);
        let face = self.d.hei(12.5 * shrink);
        let day = format!("{}日{}", entry.day.2, entry.until);
        self.d.end(face, &day, self.left + DAY * wide, middle, &ink);
        if !self.agenda.tells() {
            return;
        }
        let x = self.left + STATE * wide;
        let word = entry.state.chinese();
        let face = self.d.hei(13.0 * shrink);
        if entry.state == State::Late {
            let label = Rect::new(
                x - 5.0,
                middle - 8.2 * shrink,
                face.width(word) + 27.0,
                16.4 * shrink,
            );
            self.d.svg.rect(label, &ink, None, 1.6);
            self.sign(entry.state, x, middle, 12.0 * shrink);
            self.d.start(face, word, x + 17.0, middle, "var(--paper)");
            return;
        }
        self.sign(entry.state, x, middle, 12.0 * shrink);
        let colour = match entry.state {
            State::Near => &accent,
            State::Done | State::DoneLate => &second,
            _ => &ink,
        };
        self.d.start(face, word, x + 17.0, middle, colour);
    }

    fn title_room(&self) -> f32 {
        (CHIP - TITLE - 8.0) * self.wide()
    }

    fn who_room(&self) -> f32 {
        (DAY - WHO - 44.0) * self.wide()
    }

    /// What has no room at the smallest type: where its norm stands, and what it is.
    pub(super) fn cut(&self, months: &[Month], line: f32) -> Vec<(Place, String)> {
        let shrink = (line / LINE[0]).min(1.0);
        let cut = |text: &str, size: f32, room: f32| {
            let face = self.d.hei(size * shrink).within(text, room, self.d.least);
            face.cut(text, room).1
        };
        let entries = months.iter().flat_map(|month| &month.entries);
        let mut out = Vec::new();
        for entry in entries {
            if cut(&entry.title, 13.5, self.title_room()) {
                out.push((entry.norm, entry.title.clone()));
            }
            let who = entry.in_charge();
            if cut(&who, 12.0, self.who_room()) {
                out.push((entry.norm, who));
            }
        }
        out
    }
}

impl Entry {
    /// Who does it for whom: 镇纪委 for what it does with ten departments.
    fn in_charge(&self) -> String {
        match (self.whose.as_str(), self.who.as_str()) {
            (whose, "" | "本人") => whose.to_owned(),
            // The head of a department is its name too.
            (whose, who) if self.is_one && who.starts_with(whose) => who.to_owned(),
            (whose, who) => format!("{who}（{whose}）"),
        }
    }
}
