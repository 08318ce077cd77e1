//! The numbers that Word puts before paragraphs: 第%1条, （%1）, counted as Word counts.

use super::number::written;
use super::xml::{Next, Parts};
use std::collections::BTreeMap;

/// Word has nine levels.
const LEVELS: usize = 9;
/// No list counts further.
const HIGHEST: u16 = 9999;

/// How a level of a list counts.
#[derive(Debug, Clone)]
struct Level {
    start: u16,
    form: String,
    /// `第%1条`; `%n` stands for the number of level n.
    text: String,
    /// Whether a blank or a tab follows.
    gap: bool,
    /// After which level it begins anew; `None` after every one above.
    restart: Option<usize>,
    /// The style whose paragraphs are on it.
    style: Option<String>,
    /// Whether all its numbers are in figures.
    legal: bool,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            form: "decimal".to_owned(),
            text: String::new(),
            gap: true,
            restart: None,
            style: None,
            legal: false,
        }
    }
}

/// A list that paragraphs name: which abstract one it is, and what it has otherwise.
#[derive(Debug, Clone, Default)]
struct List {
    of: usize,
    /// Where levels begin otherwise, and whether that was heeded.
    starts: BTreeMap<usize, u16>,
    levels: BTreeMap<usize, Level>,
    is_used: bool,
}

/// All lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub struct Numbering {
    kinds: BTreeMap<usize, BTreeMap<usize, Level>>,
    lists: BTreeMap<usize, List>,
    /// By abstract list: lists of one count on together.
    counts: BTreeMap<usize, [Option<u16>; LEVELS]>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub fn read(text: &str) -> Self {
        let mut out = Self::default();
        let (mut kind, mut list, mut at) = (None, None, 0);
        let mut level: Option<Level> = None;
        for part in Parts::new(text) {
            match part {
                Next::Begins(element) => {
                    let id = |name| element.get(name).and_then(|id| id.parse().ok());
                    match element.name.as_str() {
                        "abstractNum" => kind = id("abstractNumId"),
                        "num" => {
                            list = id("numId").map(|id: usize| (id, List::default()));
                        }
                        "abstractNumId" => {
                            if let (Some((_, list)), Some(of)) = (&mut list, element.number()) {
                                list.of = of;
                            }
                        }
                        "lvlOverride" => at = id("ilvl").unwrap_or(0),
                        "startOverride" => {
                            if let (Some((_, list)), Some(start)) = (&mut list, element.number()) {
                                list.starts.insert(at, small(start));
                            }
                        }
                        "lvl" => {
                            at = id("ilvl").unwrap_or(at);
                            level = Some(Level::default());
                        }
                        name => {
                            if let Some(level) = &mut level {
                                level.say(name, element.val(), element.is_on());
                            }
                        }
                    }
                }
                Next::Ends(name) => match name.as_str() {
                    "lvl" => {
                        let level = level.take().filter(|_| at < LEVELS);
                        match (&mut list, kind) {
                            (Some((_, list)), _) => list.levels.extend(level.map(|l| (at, l))),
                            (None, Some(kind)) => {
                                out.kinds
                                    .entry(kind)
                                    .or_default()
                                    .extend(level.map(|l| (at, l)));
                            }
                            _ => {}
                        }
                    }
                    "abstractNum" => kind = None,
                    "num" => out.lists.extend(list.take()),
                    _ => {}
                },
                Next::Text(_) => {}
            }
        }
        out
    }

    /// The level of a list whose paragraphs have that style.
    pub fn level_of_style(&self, list: usize, style: &str) -> Option<usize> {
        let kind = self.kinds.get(&self.lists.get(&list)?.of)?;
        let mut levels = kind.iter();
        let found = levels.find(|(_, level)| level.style.as_deref() == Some(style));
        found.map(|(at, _)| *at)
    }

    /// The label of the next paragraph of that list on that level, as Word shows it.
    pub fn next(&mut self, list: usize, at: usize) -> Option<String> {
        let at = at.min(LEVELS - 1);
        let own = self.lists.get_mut(&list)?;
        let mut levels = self.kinds.get(&own.of).cloned().unwrap_or_default();
        levels.extend(own.levels.clone());
        let counts = self.counts.entry(own.of).or_default();
        if !std::mem::replace(&mut own.is_used, true) {
            for level in own.starts.keys().filter(|level| **level < LEVELS) {
                counts[*level] = None;
            }
        }
        let start = |level: usize| {
            let own = own.starts.get(&level).copied();
            own.or(levels.get(&level).map(|l| l.start)).unwrap_or(1)
        };
        // Levels that were passed over count as begun.
        for (above, count) in counts.iter_mut().enumerate().take(at) {
            *count = count.or(Some(start(above)));
        }
        counts[at] =
            Some(counts[at].map_or(start(at), |count| count.saturating_add(1).min(HIGHEST)));
        for (below, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restarts = levels.get(&below).and_then(|l| l.restart);
            // 0 is never; else after the levels up to the one named.
            if restarts.is_none_or(|after| at < after) {
                *count = None;
            }
        }
        let level = levels.get(&at)?;
        if level.form == "bullet" {
            return None;
        }
        let mut out = String::new();
        let mut rest = level.text.chars().peekable();
        while let Some(c) = rest.next() {
            let named = rest
                .peek()
                .and_then(|d| d.to_digit(10))
                .filter(|_| c == '%');
            let Some(named) = named.and_then(|n| (n as usize).checked_sub(1)) else {
                out.push(c);
                continue;
            };
            rest.next();
            let number = counts
                .get(named)
                .copied()
                .flatten()
                .unwrap_or_else(|| start(named));
            let form = levels.get(&named).map_or("decimal", |l| l.form.as_str());
            out += &written(number, if level.legal { "decimal" } else { form });
        }
        if level.gap && !out.is_empty() {
            out.push('\u{3000}');
        }
        Some(out)
    }
}

impl Level {
    fn say(&mut self, name: &str, value: Option<&str>, is_on: bool) {
        let text = value.unwrap_or_default();
        match name {
            "start" => self.start = small(text.parse().unwrap_or(1)),
            "numFmt" => self.form = text.to_owned(),
            "lvlText" => self.text = text.to_owned(),
            "suff" => self.gap = text != "nothing",
            "lvlRestart" => self.restart = text.parse().ok(),
            "pStyle" => self.style = Some(text.to_owned()),
            "isLgl" => self.legal = is_on,
            _ => {}
        }
    }
}

fn small(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(HIGHEST).min(HIGHEST)
}
