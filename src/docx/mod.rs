//! From HTML and `print.toml` to a Word document (WordprocessingML, ECMA-376 part 1).
//!
//! The same pages and the same rules of style as `typeset` reads: what stands on paper stands in
//! the document, set by Word. Sizes and faces are those of GB/T 9704, the faces by the names that
//! Windows and WPS have them under. Headings are Word's own styles, so that its navigation and its
//! table of contents work; what a document has beyond that is its paragraphs' own format.

mod contents;
mod drawing;
mod emf;
mod joint;
mod package;
mod paragraph;
mod place;
mod section;
mod table;
mod walk;
mod xml;

use crate::date::Date;
use crate::text::Fonts;
use crate::typeset::{Document, Stylesheet};
use scraper::Html;

/// What a document says of itself.
#[derive(Debug, Clone)]
pub struct About<'a> {
    /// Its title.
    pub title: &'a str,
    /// Who issues it.
    pub author: &'a str,
    /// The day it is of.
    pub day: Option<Date>,
    /// Whether every page says that it is a draft.
    pub is_draft: bool,
}

/// A page as a DOCX file; `set` is the same page as it is printed, for the numbers in its contents.
///
/// # Errors
/// What the zip format cannot hold.
pub fn write(
    html: &str,
    (style, fonts): (&Stylesheet, &Fonts),
    set: &Document,
    about: &About<'_>,
) -> std::io::Result<Vec<u8>> {
    let dom = Html::parse_document(html);
    let mut walk = walk::Walk::new((style, fonts), set, about.is_draft);
    walk.body(dom.root_element());
    package::write(walk.finish(), style, about)
}
