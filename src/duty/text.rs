//! Duties for a person at a terminal: what is late, what is near, what was done last.

use super::{article_short, rows, Row};
use crate::check::duties::{Duty, State};
use crate::date::Date;
use crate::diagnostic::code_point::visible;
use crate::model::Unit;
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

/// How much is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// What is due in so many days is near.
    pub days: i64,
    /// Everything that is done, not the last few only.
    pub done: bool,
    /// Everything that is due later, month by month.
    pub later: bool,
    /// Whether colours may be used.
    pub coloured: bool,
}

/// How many of what is done are shown unless all are asked for.
const LAST_DONE: usize = 3;
/// The narrowest and the widest columns, in cells of the terminal: after the sign the day, how long,
/// whose, what, who. What is wider moves what follows it, in its own row alone.
const WIDTHS: [(usize, usize); 5] = [(7, 12), (12, 14), (8, 24), (16, 36), (8, 20)];

const RED: &str = "\x1b[31m";
const YELLOW: &str = "\x1b[33m";
const GREY: &str = "\x1b[90m";
const PLAIN: &str = "\x1b[0m";

/// The sign of a state, in ASCII, since what is wider or narrower by the font tears columns.
pub fn sign(state: State) -> &'static str {
    match state {
        State::Late => "[!]",
        State::Near => "[>]",
        State::Open | State::Proposed => "[ ]",
        State::Done => "[x]",
        State::DoneLate => "[~]",
    }
}

/// Rows under a head.
struct Block<'d> {
    colour: &'static str,
    head: String,
    note: &'static str,
    rows: Vec<Row<'d>>,
    /// How many more there are.
    more: usize,
}

/// All duties of a year, as `shown` says.
pub fn render(unit: &Unit, duties: &[Duty], as_of: Date, year: i16, shown: Shown) -> String {
    let of = |wanted: &[State]| -> Vec<Row<'_>> {
        let all = duties.iter();
        let of: Vec<&Duty> = (all)
            .filter(|duty| wanted.contains(&duty.state(as_of, shown.days)))
            .collect();
        rows(&of, |duty| duty.state(as_of, shown.days))
    };
    let (unknown, later): (Vec<Row<'_>>, Vec<Row<'_>>) = of(&[State::Open])
        .into_iter()
        .partition(|row| !row.first().is_kept);
    let (done, cut) = done(of(&[State::Done, State::DoneLate]), shown.done);
    let mut blocks = vec![
        Block {
            colour: RED,
            head: "逾期".to_owned(),
            note: "",
            rows: of(&[State::Late]),
            more: 0,
        },
        Block {
            colour: YELLOW,
            head: format!("{} 天内到期", shown.days),
            note: "",
            rows: of(&[State::Near]),
            more: 0,
        },
        Block {
            colour: YELLOW,
            head: "过了期、没有记录".to_owned(),
            note: "台账还没有一条记录，办没办无从核对；记了第一条就核对",
            rows: unknown,
            more: 0,
        },
        Block {
            colour: "",
            head: State::Proposed.chinese().to_owned(),
            note: "提出了建议，还没有办成",
            rows: of(&[State::Proposed]),
            more: 0,
        },
        Block {
            colour: "",
            head: "已办".to_owned(),
            note: match cut {
                0 => "",
                _ => "最近的和迟办的；其余用 --done 列出",
            },
            rows: done,
            more: cut,
        },
    ];
    let shown_now = blocks.iter().map(|block| block.rows.len() + block.more);
    let count = shown_now.sum::<usize>() + later.len();
    let summary = match (shown.later, later.is_empty()) {
        (_, true) => String::new(),
        (false, false) => summary(&later),
        (true, false) => {
            blocks.push(Block {
                colour: "",
                head: "以后".to_owned(),
                note: "",
                rows: later,
                more: 0,
            });
            String::new()
        }
    };
    let mut out = Text {
        unit,
        as_of,
        year,
        coloured: shown.coloured,
        widths: [0; 5],
        text: String::new(),
    };
    out.line(&format!(
        "{}  {year}年度工作  截至 {as_of}  共 {count} 项",
        unit.profile.name
    ));
    if count == 0 {
        out.line("");
        out.line("这一年没有要按期办的事");
        return out.text;
    }
    out.measure(&blocks);
    for block in blocks.iter().filter(|block| !block.rows.is_empty()) {
        let head = format!("{} {} 项", block.head, block.rows.len() + block.more);
        out.head(block.colour, &head, block.note);
        for row in &block.rows {
            out.row(row);
        }
    }
    out.line("");
    if !summary.is_empty() {
        out.painted(GREY, &summary);
    }
    let days = shown.days;
    let signs = format!("标记：[!] 逾期  [>] {days} 天内到期  [ ] 待办  [x] 已办  [~] 迟办");
    out.painted(GREY, &signs);
    out.text
}

/// What is done, the last first: all of it, or the last few and what was late; and how many that
/// leaves out.
fn done(mut rows: Vec<Row<'_>>, all: bool) -> (Vec<Row<'_>>, usize) {
    rows.sort_by_key(|row| std::cmp::Reverse(row.done()));
    let count = rows.len();
    let mut in_time = 0;
    if !all {
        rows.retain(|row| {
            in_time += usize::from(row.state == State::Done);
            row.state == State::DoneLate || in_time <= LAST_DONE
        });
    }
    let cut = count - rows.len();
    (rows, cut)
}

/// How many are due later, and in which months most.
fn summary(later: &[Row<'_>]) -> String {
    let mut months: BTreeMap<(i16, i8), usize> = BTreeMap::new();
    for row in later {
        let day = row.first().day.0;
        *months.entry((day.year(), day.month())).or_default() += 1;
    }
    let mut most: Vec<((i16, i8), usize)> = months.into_iter().collect();
    most.sort_by_key(|&(month, count)| (std::cmp::Reverse(count), month));
    let most: Vec<String> = (most.iter().take(2))
        .map(|((_, month), count)| format!("{month}月 {count} 项"))
        .collect();
    let count = later.len();
    format!(
        "以后 {count} 项：{}最多；用 --all 列出，--department 编号 只看一个",
        most.join("，")
    )
}

struct Text<'u> {
    unit: &'u Unit,
    as_of: Date,
    year: i16,
    coloured: bool,
    /// How wide the columns are.
    widths: [usize; 5],
    text: String,
}

impl Text<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(visible(line).trim_end());
        self.text.push('\n');
    }

    fn painted(&mut self, colour: &str, line: &str) {
        let line = self.colour(colour, line);
        self.text.push_str(&line);
        self.text.push('\n');
    }

    fn colour(&self, colour: &str, text: &str) -> String {
        let text = visible(text);
        match self.coloured && !colour.is_empty() {
            true => format!("{colour}{text}{PLAIN}"),
            false => text.into_owned(),
        }
    }

    fn head(&mut self, colour: &str, head: &str, note: &str) {
        let head = self.colour(colour, head);
        let note = match note {
            "" => String::new(),
            note => format!("  {}", self.colour(GREY, note)),
        };
        self.text.push_str(&format!("\n{head}{note}\n"));
    }

    /// Settles how wide the columns are.
    fn measure(&mut self, blocks: &[Block<'_>]) {
        let mut widths = WIDTHS.map(|(least, _)| least);
        for row in blocks.iter().flat_map(|block| &block.rows) {
            for (index, cell) in self.cells(row).iter().enumerate() {
                let wide = visible(cell).width() + 2;
                widths[index] = widths[index].max(wide.min(WIDTHS[index].1));
            }
        }
        self.widths = widths;
    }

    /// Day, how long, whose, what, who.
    fn cells(&self, row: &Row<'_>) -> [String; 5] {
        let duty = row.first();
        let (whose, who) = row.parties(self.unit);
        let day = match duty.day.0.year() == self.year {
            true => format!("{:02}-{:02}", duty.day.0.month(), duty.day.0.day()),
            false => duty.day.to_string(),
        };
        [
            day,
            row.how_long(self.as_of),
            whose,
            duty.title(self.year),
            who,
        ]
    }

    fn row(&mut self, row: &Row<'_>) {
        let colour = match row.state {
            State::Late => RED,
            State::Near => YELLOW,
            State::Open | State::Proposed => "",
            State::Done | State::DoneLate => GREY,
        };
        let mut line = format!(" {} ", self.colour(colour, sign(row.state)));
        let cells = self.cells(row);
        for (index, (cell, width)) in cells.iter().zip(self.widths).enumerate() {
            let gap = width.saturating_sub(visible(cell).width()).max(1);
            let colour = match (index, row.state) {
                (1, _) | (_, State::Late) => colour,
                (_, State::Done | State::DoneLate) => GREY,
                _ => "",
            };
            line.push_str(&self.colour(colour, cell));
            line.push_str(&" ".repeat(gap));
        }
        let article = article_short(self.unit, row.first());
        line.push_str(&self.colour(GREY, &article));
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }
}
