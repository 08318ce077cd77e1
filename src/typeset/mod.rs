//! From HTML and `print.toml` to pages.
//!
//! The stages, in order: scraper parses the HTML; [`style`] says how each element is set;
//! [`galley`] turns elements into a list of slices (lines, figures, tables) as wide as
//! their sheet; [`page`] cuts that list into pages. The result is a display list
//! ([`document`]) that any painter can show: glyphs, paths, links, structure.

pub mod caption;
pub mod document;
pub mod draft;
pub mod galley;
pub mod inline;
pub mod length;
pub mod markup;
pub mod page;
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
use scraper::Html;

/// Sets a whole HTML page. Findings tell of what does not fit.
pub fn typeset(html: &str, style: &Stylesheet, fonts: &Fonts) -> (Document, Vec<Finding>, Unset) {
    let dom = Html::parse_document(html);
    let mut galley = galley::Galley::new(style, fonts);
    galley.body(dom.root_element());
    let unset = std::mem::take(&mut galley.with.unset);
    // A tree is several times as large as what is set from it.
    let error = dom.errors.first().cloned();
    drop(dom);
    let (document, mut findings) = page::paginate(galley, style, fonts);
    // `markup` tells what is wrong where it stands; what a parser sees besides is told as it says.
    findings.extend(error.map(|error| {
        let message = format!("模板排出来的不是合规的网页（{error}）");
        Finding::placeless(Code::BadTemplate, message).help("对照程序自带的同名模板检查标记的层次")
    }));
    (document, findings, unset)
}
