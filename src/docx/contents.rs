//! The contents as a field of Word's own: it begins with what is printed, and Word makes it anew
//! with the numbers of its own pages.
//!
//! The words of the printed contents are not those of the headings (一、… for 向阳峪镇…): so the
//! field lists entries that stand hidden where they lead (TC, ECMA-376 part 1, 17.16.5.69), not
//! headings.

use super::paragraph::{properties, run_properties, Format, Run};
use super::xml::escaped;
use crate::text::FontRole;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Before the first entry.
const BEGIN: &str = "<w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\f \\l &quot;1-4&quot; \\h \\z </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
/// Behind the last.
pub(super) const END: &str = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";

/// The entries of the contents.
#[derive(Default)]
pub(super) struct Contents {
    /// Level and text of those whose place has not come yet, by the bookmark there.
    waiting: BTreeMap<String, (u8, String)>,
    /// The format of each level, as its first entry has it.
    styles: BTreeMap<u8, String>,
}

impl Contents {
    /// Whether there are any.
    pub fn is_there(&self) -> bool {
        !self.styles.is_empty()
    }

    /// The format of a level's style.
    pub fn style(&self, level: u8) -> &str {
        self.styles.get(&level).map_or("", String::as_str)
    }

    /// Takes an entry in; gives what stands before it.
    pub fn entry(
        &mut self,
        anchor: String,
        text: String,
        format: &Format,
        run: &Run,
    ) -> &'static str {
        let begin = if self.is_there() { "" } else { BEGIN };
        let level = format.contents;
        self.styles.entry(level).or_insert_with(|| {
            let mut paragraph = String::new();
            properties(format, &mut paragraph);
            let run = run_properties(run.font, run.size, run.colour, run.tracking);
            format!("<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr>")
        });
        self.waiting.insert(anchor, (level, text));
        begin
    }

    /// Behind a bookmark that an entry leads to: the entry, hidden, for Word to list.
    pub fn listed(&mut self, bookmark: &str, out: &mut String) {
        let Some((level, text)) = self.waiting.remove(bookmark) else {
            return;
        };
        let text = escaped(&text.replace('\\', "\\\\").replace('"', "\\\""));
        let instruction = format!(" TC &quot;{text}&quot; \\l {level} ");
        for inner in [
            "<w:fldChar w:fldCharType=\"begin\"/>".to_owned(),
            format!("<w:instrText xml:space=\"preserve\">{instruction}</w:instrText>"),
            "<w:fldChar w:fldCharType=\"end\"/>".to_owned(),
        ] {
            let _ = write!(out, "<w:r><w:rPr><w:vanish/></w:rPr>{inner}</w:r>");
        }
    }
}

/// Behind an entry: dots and the number of its page as it is printed, until Word counts its own.
pub(super) fn number(anchor: &str, printed: &str, entry: &Run) -> String {
    let properties = run_properties(FontRole::Fangsong, entry.size, entry.colour, 0.0);
    let mut out = String::new();
    for inner in [
        "<w:tab/>".to_owned(),
        "<w:fldChar w:fldCharType=\"begin\"/>".to_owned(),
        format!("<w:instrText xml:space=\"preserve\"> PAGEREF {anchor} \\h </w:instrText>"),
        "<w:fldChar w:fldCharType=\"separate\"/>".to_owned(),
        format!("<w:t>{}</w:t>", escaped(printed)),
        "<w:fldChar w:fldCharType=\"end\"/>".to_owned(),
    ] {
        let _ = write!(out, "<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>");
    }
    out
}
