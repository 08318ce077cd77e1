//! Pages on paper: one PDF each, and for posters what the print shop and the office printer
//! want besides.

use super::Run;
use crate::cli::{OutputFormat, TilePaper};
use crate::diagnostic::{Code, Finding};
use crate::docx;
use crate::output::Files;
use crate::pdf::{self, Metadata};
use crate::text::Fonts;
use crate::typeset::document::{Destination, OutlineEntry};
use crate::typeset::{self, press, tile, Document, Set, Stylesheet, Unset};

/// How a page becomes a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Print {
    /// Not at all.
    No,
    /// Nor on the screen: it is a script that pages share.
    Script,
    /// As it is.
    Plain,
    /// As a sheet for the wall.
    Poster {
        /// 财政所.
        department: String,
        /// 工作职责.
        name: String,
    },
}

impl Print {
    /// Whether there is a PDF of it.
    pub fn is_on_paper(&self) -> bool {
        matches!(self, Self::Plain | Self::Poster { .. })
    }
}

/// A page of the output.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a> {
    /// Path without extension.
    pub stem: &'a str,
    pub title: &'a str,
    pub print: &'a Print,
}

/// What printing a page made.
#[derive(Default)]
pub(super) struct Printed {
    pub files: Files,
    pub findings: Vec<Finding>,
    pub unset: Unset,
    /// A poster, for the file that holds all.
    pub poster: Option<Poster>,
}

impl Printed {
    /// Adds a page as a Word document.
    fn document(&mut self, sheet: Sheet<'_>, html: &str, set: &Document, press: &Press<'_>) {
        let (run, style) = (press.run, (press.stylesheet, press.fonts));
        let profile = &run.unit.profile;
        let about = docx::About {
            title: sheet.title,
            author: &profile.issuers.join("、"),
            day: profile.issued,
            is_draft: run.draft,
        };
        let name = format!("{}.docx", sheet.stem);
        match docx::write(html, style, set, &about) {
            Ok(bytes) => drop(self.files.insert(name, bytes)),
            Err(error) => self.findings.push(
                Finding::placeless(Code::Overfull, format!("{name} 写不成：{error}"))
                    .help("分成几个单位来做"),
            ),
        }
    }
}

/// A poster as pages.
pub(super) struct Poster {
    department: String,
    name: String,
    document: Document,
}

/// Prints pages.
pub(super) struct Press<'a> {
    pub run: &'a Run<'a>,
    pub stylesheet: &'a Stylesheet,
    pub fonts: &'a Fonts,
}

impl Press<'_> {
    /// Writes a page that is set, which says `html`, as PDF and as a Word document, as far as they
    /// are wanted.
    pub fn print(&self, sheet: Sheet<'_>, set: Set, html: &str) -> Printed {
        let mut document = set.document;
        let mut printed = Printed {
            findings: set.findings,
            unset: set.unset,
            ..Printed::default()
        };
        if self.run.formats(OutputFormat::Docx) && *sheet.print == Print::Plain {
            printed.document(sheet, html, &document, self);
        }
        if !self.run.formats(OutputFormat::Pdf) {
            return printed;
        }
        if self.run.draft {
            typeset::draft::stamp(&mut document, self.fonts);
        }
        let is_poster = matches!(sheet.print, Print::Poster { .. });
        if let (true, Some(paper)) = (is_poster, self.run.args.tile) {
            let (name, key, size) = match paper {
                TilePaper::A3 => ("A3", "a3", (297.0, 420.0)),
                TilePaper::A4 => ("A4", "a4", (210.0, 297.0)),
            };
            let mm = typeset::length::MM;
            let tiles = tile::tiles(&document, (size.0 * mm, size.1 * mm), name, self.fonts);
            let title = tiles.title.clone();
            self.write(
                &mut printed,
                format!("{}-{key}.pdf", sheet.stem),
                &tiles,
                &title,
            );
        }
        if is_poster && self.run.args.print_shop {
            press::prepare(&mut document, self.fonts);
        }
        self.write(
            &mut printed,
            format!("{}.pdf", sheet.stem),
            &document,
            sheet.title,
        );
        if let Print::Poster { department, name } = sheet.print {
            printed.poster = Some(Poster {
                department: department.clone(),
                name: name.clone(),
                document,
            });
        } else {
            // A long book has millions of glyphs to be let go of: whoever has time does that.
            rayon::spawn(move || drop(document));
        }
        printed
    }

    fn write(&self, printed: &mut Printed, name: String, document: &Document, title: &str) {
        match pdf::write(document, self.fonts, &self.metadata(title)) {
            Ok(bytes) => {
                printed.files.insert(name, bytes);
            }
            Err(finding) => printed.findings.push(finding),
        }
    }

    /// All posters in one file, every page at its true size, with an outline by department.
    pub fn all_in_one(&self, posters: Vec<Poster>) -> Result<Vec<u8>, Finding> {
        let profile = &self.run.unit.profile;
        let mut all = Document {
            title: format!("{}上墙图", profile.name),
            ..Document::default()
        };
        let mut last = String::new();
        for poster in posters {
            let destination = Destination {
                page: all.pages.len(),
                y: 0.0,
            };
            let mut entry = |level: u8, title: &str| {
                all.outline.push(OutlineEntry {
                    level,
                    title: title.to_string(),
                    destination,
                });
            };
            if poster.department != last {
                entry(1, &poster.department);
            }
            entry(2, &poster.name);
            last = poster.department;
            all.append(poster.document);
        }
        pdf::write(&all, self.fonts, &self.metadata(&all.title))
    }

    fn metadata(&self, title: &str) -> Metadata {
        let (profile, words) = (&self.run.unit.profile, self.run.unit.words());
        Metadata {
            title: title.to_string(),
            author: profile.issuers.join("、"),
            subject: format!("{}风险防控", words.integrity),
            keywords: vec![
                format!("{}风险", words.integrity),
                "防控".to_string(),
                profile.name.clone(),
            ],
            date: profile.issued.or(Some(self.run.as_of)),
        }
    }
}
