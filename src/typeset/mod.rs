//! From HTML and `print.toml` to pages.
//!
//! The stages, in order: [`markup`] finds the parts of the HTML while it is being written, and
//! scraper parses each; [`style`] says how each element is set; [`galley`] turns elements into a
//! list of slices (lines, figures, tables) as wide as their sheet; [`page`] cuts that list into
//! pages. The result is a display list
//! ([`document`]) that any painter can show: glyphs, paths, links, structure.

pub mod caption;
pub mod document;
pub mod draft;
pub mod galley;
pub mod inline;
pub mod length;
pub mod markup;
pub mod page;
mod parts;
pub mod press;
pub mod setting;
pub mod slice;
pub mod style;
pub mod svg;
pub mod table;
pub mod tile;
pub mod unset;

pub use document::Document;
pub use galley::lines_wanted;
pub use style::Stylesheet;
pub use unset::Unset;

use crate::diagnostic::{Code, Finding};
use crate::text::Fonts;
use std::io::Write;

/// A page that is set.
#[derive(Debug, Default)]
pub struct Set {
    /// It on paper.
    pub document: Document,
    /// What does not fit.
    pub findings: Vec<Finding>,
    /// What could not be set.
    pub unset: Unset,
}

/// Reads the HTML page that `write` writes, and sets it; nothing of it where it has faults.
///
/// # Errors
/// Those of `write`.
pub fn set<E: Send>(
    write: impl FnOnce(&mut dyn Write) -> Result<(), E> + Send,
    style: &Stylesheet,
    fonts: &Fonts,
) -> Result<(markup::Page, Set), E> {
    let (page, mut galley, error) = parts::set(write, style, fonts)?;
    let unset = std::mem::take(&mut galley.with.unset);
    let (document, mut findings) = page::paginate(galley, style, fonts);
    // `markup` tells what is wrong where it stands; what a parser sees besides is told as it says.
    findings.extend(error.map(|error| {
        let message = format!("模板排出来的不是合规的网页（{error}）");
        Finding::placeless(Code::BadTemplate, message).help("对照程序自带的同名模板检查标记的层次")
    }));
    let set = Set {
        document,
        findings,
        unset,
    };
    Ok((page, set))
}

/// Sets a whole HTML page. Findings tell of what does not fit.
pub fn typeset(html: &str, style: &Stylesheet, fonts: &Fonts) -> (Document, Vec<Finding>, Unset) {
    let written = |out: &mut dyn Write| out.write_all(html.as_bytes());
    // Nothing that is read stops what is written.
    let (_, set) = set(written, style, fonts).unwrap_or_default();
    (set.document, set.findings, set.unset)
}
