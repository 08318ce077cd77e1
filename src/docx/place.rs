//! Where what was walked stands: paragraphs with their format, on which page and in which section.

use super::contents;
use super::paragraph::{join, justify, Format, Run, LEVELS};
use super::section::{self, Section};
use super::walk::{Block, Walk};
use crate::typeset::length::Pt;
use crate::typeset::style::{Align, Break, Computed, Display, Numbering, Sheet};
use scraper::ElementRef;

impl<'a> Walk<'a> {
    pub(super) fn sheet(&self, style: &Computed) -> &'a Sheet {
        self.style
            .sheets
            .get(&*style.sheet)
            .unwrap_or(&self.style.sheets["a4"])
    }

    /// The room for a drawing between blanks at the left and the right.
    pub(super) fn room(&self, style: &Computed, blanks: (Pt, Pt)) -> (Pt, Pt) {
        let sheet = self.sheet(style);
        (
            section::width(sheet) - blanks.0 - blanks.1,
            section::height(sheet),
        )
    }

    /// A drawing on a line of its own.
    pub(super) fn figure(&mut self, element: ElementRef, style: &Computed, blanks: (Pt, Pt)) {
        let room = self.room(style, blanks);
        let mut alone = Computed {
            align: Align::Center,
            leading: 0.0,
            ..style.clone()
        };
        alone.own.indent = None;
        let mut run = Run::new(String::new(), &alone, None);
        run.drawing = Some(self.drawings.xml(element, style, self.style, room));
        self.paragraph(vec![run], &alone, blanks);
    }

    /// The first child at the left, the last at the right of one line.
    pub(super) fn ends(&mut self, element: ElementRef, style: &Computed, blanks: (Pt, Pt)) {
        let runs = self.at_both_ends(element, style);
        let width = section::width(self.sheet(style)) - blanks.1;
        self.put(runs, style, blanks, Some((width, false)));
    }

    /// The parts of a line that stand at its ends, with tabs between.
    pub(super) fn at_both_ends(&mut self, element: ElementRef, style: &Computed) -> Vec<Run> {
        let mut runs = Vec::new();
        for child in element.child_elements() {
            let own = self.style.of(child, style);
            if own.display() == Some(Display::None) {
                continue;
            }
            if !runs.is_empty() {
                join(&mut runs, Run::new("\t".to_owned(), style, None));
            }
            self.inline(child, &own, None, &mut runs);
        }
        runs
    }

    /// Lines to be written on, each with its rule.
    pub(super) fn ruled(&mut self, element: ElementRef, style: &Computed, blanks: (Pt, Pt)) {
        let mut runs = Vec::new();
        self.inline(element, style, None, &mut runs);
        let colour = style.own.stroke.unwrap_or(style.colour);
        for _ in 0..crate::typeset::lines_wanted(element) {
            self.put(std::mem::take(&mut runs), style, blanks, None);
            if let Some(Block::Paragraph(format, ..)) = self.blocks.last_mut() {
                format.rules[1] = Some((style.pt(style.own.rule_below), colour));
            }
        }
    }

    pub(super) fn paragraph(&mut self, runs: Vec<Run>, style: &Computed, blanks: (Pt, Pt)) {
        let shows =
            |run: &Run| run.drawing.is_some() || !run.text.trim_matches([' ', '\n']).is_empty();
        if !runs.iter().any(shows) {
            return;
        }
        let leads = style.own.leader == Some(true) && self.in_contents;
        if !leads {
            self.put(runs, style, blanks, None);
            return;
        }
        let width = section::width(self.sheet(style)) - blanks.1;
        self.put(runs, style, blanks, Some((width, true)));
    }

    /// Puts a paragraph into the document.
    pub(super) fn put(
        &mut self,
        mut runs: Vec<Run>,
        style: &Computed,
        blanks: (Pt, Pt),
        tab: Option<(Pt, bool)>,
    ) {
        while let Some(last) = runs.last_mut() {
            let trimmed = last.text.trim_end_matches(['\n', ' ']).len();
            last.text.truncate(trimmed);
            if !last.is_empty() {
                break;
            }
            runs.pop();
        }
        let page_break = self.enter(style);
        let own = &style.own;
        let pending = std::mem::take(&mut self.pending);
        let lines = runs
            .iter()
            .map(|run| run.text.matches('\n').count())
            .sum::<usize>()
            + 1;
        let height = lines as Pt * style.leading;
        let mut before = pending.above;
        let mut after = 0.0;
        if let Some(place) = pending.place {
            before = (place - self.down).max(0.0);
        }
        if own.height.is_some() {
            let rest = (style.pt(own.height) - height).max(0.0);
            before += rest / 2.0;
            after = rest / 2.0;
        }
        let turn_over = style.pt(own.turn_over);
        let first = style.pt(own.indent);
        let in_contents = tab.is_some_and(|(_, dots)| dots);
        let level = pending.level.clamp(1, LEVELS);
        let format = Format {
            heading: if in_contents {
                0
            } else {
                pending.heading.min(LEVELS)
            },
            contents: if in_contents { level } else { 0 },
            justify: justify(style.align),
            leading: style.leading,
            before,
            after,
            first: first - turn_over,
            left: blanks.0 + turn_over,
            right: blanks.1,
            keep_next: own.keep_with_next == Some(true),
            page_break,
            tab,
            rules: [pending.rule, None],
        };
        self.down += before + height + after;
        let mut marks = self.bookmarks(&pending.anchors);
        let mut tail = String::new();
        if let (true, Some(run)) = (in_contents, runs.iter().find(|run| run.link.is_some())) {
            let anchor = run.link.clone().unwrap_or_default();
            let number = self.numbers.get(&anchor).copied().unwrap_or_default();
            let text: String = runs.iter().map(|run| run.text.as_str()).collect();
            let begin = self.contents.entry(anchor.clone(), text, &format, run);
            marks.push_str(begin);
            tail = contents::number(&anchor, number, run);
        }
        self.blocks
            .push(Block::Paragraph(format, marks, runs, tail));
    }

    /// Sees to the section and the page that a block of this style begins on; gives whether a new
    /// page begins within the section.
    pub(super) fn enter(&mut self, style: &Computed) -> bool {
        let begins = std::mem::take(&mut self.pending.break_before);
        let same = |section: &Section| {
            section.sheet == style.sheet && section.numbering == style.numbering
        };
        match self.section.take() {
            Some(section) if same(&section) && begins != Break::Odd => {
                self.section = Some(section);
                if begins == Break::Page {
                    self.down = 0.0;
                }
                begins == Break::Page && !self.blocks.is_empty()
            }
            before => {
                let restarts = match &before {
                    Some(section) => {
                        section.numbering != style.numbering && style.numbering != Numbering::None
                    }
                    None => true,
                };
                if let Some(before) = before {
                    self.blocks.push(Block::End(before));
                }
                self.down = 0.0;
                self.section = Some(Section {
                    sheet: style.sheet.clone(),
                    numbering: style.numbering,
                    restarts,
                    begins,
                });
                false
            }
        }
    }
}
