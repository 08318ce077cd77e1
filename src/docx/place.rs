//! Where what was walked stands: paragraphs with their format, on which page and in which section.

use super::paragraph::{self, join, justify, Format, Run, CONTENTS_BEGIN, LEVELS};
use super::section::{self, Section};
use super::walk::{Block, Walk};
use crate::typeset::length::Pt;
use crate::typeset::style::{Align, Break, Computed, Display, Numbering, Sheet};
use scraper::ElementRef;

impl<'a> Walk<'a> {
    pub(super) fn sheet(&self, style: &Computed) -> &'a Sheet {
        self.style
            .sheets
            .get(&style.sheet)
            .unwrap_or(&self.style.sheets["a4"])
    }

    /// A drawing, which Word cannot show: what it says.
    pub(super) fn figure(&mut self, element: ElementRef, style: &Computed, blanks: (Pt, Pt)) {
        let label = element.value().attr("aria-label").map(str::to_owned);
        let title = || {
            let mut titles = element
                .descendent_elements()
                .filter(|e| e.value().name() == "title");
            titles.next().map(|title| title.text().collect::<String>())
        };
        let said = label.or_else(title).unwrap_or_default();
        let note = format!("〔图：{}，见 PDF〕", said.trim());
        let plain = Computed {
            align: Align::Center,
            ..style.clone()
        };
        let run = Run::new(note, &plain, None);
        self.paragraph(vec![run], &plain, blanks);
    }

    /// The first child at the left, the last at the right of one line.
    pub(super) fn ends(&mut self, element: ElementRef, style: &Computed, blanks: (Pt, Pt)) {
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
        let width = section::width(self.sheet(style)) - blanks.1;
        self.put(runs, style, blanks, Some((width, false)));
    }

    pub(super) fn paragraph(&mut self, runs: Vec<Run>, style: &Computed, blanks: (Pt, Pt)) {
        let has_text = runs
            .iter()
            .any(|run| !run.text.trim_matches([' ', '\n']).is_empty());
        if !has_text {
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
            if !last.text.is_empty() {
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
        let level = (style.own.outline)
            .or_else(|| in_contents.then_some(1))
            .unwrap_or(0);
        let format = Format {
            heading: if in_contents {
                0
            } else {
                pending.heading.min(LEVELS)
            },
            contents: if in_contents { level.max(1) } else { 0 },
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
        if in_contents {
            if !std::mem::replace(&mut self.has_contents, true) {
                marks.push_str(CONTENTS_BEGIN);
            }
            if let Some(anchor) = runs.iter().find_map(|run| run.link.as_ref()) {
                let properties =
                    paragraph::run_properties(style.font, style.size, style.colour, 0.0);
                let run = |inner: &str| format!("<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>");
                // The number is Word's to find.
                tail.push_str(&run("<w:tab/>"));
                tail.push_str(&run(
                    "<w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/>",
                ));
                let instruction = format!(" PAGEREF {anchor} \\h ");
                tail.push_str(&run(&format!(
                    "<w:instrText xml:space=\"preserve\">{instruction}</w:instrText>"
                )));
                tail.push_str(&run("<w:fldChar w:fldCharType=\"separate\"/>"));
                tail.push_str(&run("<w:fldChar w:fldCharType=\"end\"/>"));
            }
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
