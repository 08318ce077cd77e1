//! What could not be set: characters without a glyph, elements without a rule, text without
//! room.

use super::style::Stylesheet;
use crate::diagnostic::words::quoted;
use crate::diagnostic::{Code, Finding, Place, SourceId, Sources};
use std::collections::BTreeSet;

/// What a document holds that could not be set. Its places are found when all documents of a
/// run are done, so that a character that stands in thirty of them is told once.
#[derive(Debug, Default)]
pub struct Unset {
    /// Characters that no face has.
    pub characters: BTreeSet<char>,
    /// Names of elements that print.toml gives no `display`.
    pub elements: BTreeSet<String>,
    /// Names of colours that the drawing's theme has not.
    pub colours: BTreeSet<String>,
    /// Lines that reach beyond their measure: a single character or a box is wider.
    pub overwide: BTreeSet<String>,
    /// For each table with a column too narrow to be read, the text of a cell in it.
    pub narrow: BTreeSet<String>,
    /// What of a template cannot be printed.
    dropped: BTreeSet<Dropped>,
}

/// Something in a template that print does not understand.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Dropped {
    message: String,
    help: String,
    /// What it is looked for by in the templates, the most exact first.
    written: Vec<String>,
}

impl Unset {
    /// Adds what another document could not set.
    pub fn extend(&mut self, other: Self) {
        self.characters.extend(other.characters);
        self.elements.extend(other.elements);
        self.colours.extend(other.colours);
        self.overwide.extend(other.overwide);
        self.narrow.extend(other.narrow);
        self.dropped.extend(other.dropped);
    }

    /// Notes what cannot be printed of a `<tag>`: its attribute `name`, or the tag itself where
    /// that is empty.
    pub fn drop(&mut self, tag: &str, name: &str, value: &str, message: String, help: &str) {
        let mut written = Vec::new();
        if !name.is_empty() {
            written.extend(['"', '\''].map(|quote| format!("{name}={quote}{value}{quote}")));
            // A value that the template makes.
            written.extend([format!("{name}=\""), format!("{name}=")]);
        }
        written.push(format!("<{tag}"));
        let help = help.to_string();
        self.dropped.insert(Dropped {
            message,
            help,
            written,
        });
    }

    /// A finding for each, where it stands in the rules or in the unit's own templates.
    pub fn findings(&self, style: SourceId, sources: &Sources) -> Vec<Finding> {
        let missing = self.characters.iter().map(|&c| missing(c, sources));
        let unknown = self
            .elements
            .iter()
            .map(|name| unknown(name, style, sources));
        let colours = self.colours.iter().map(|name| {
            let message = format!("图里的颜色 var(--{name}) 不是上墙图的颜色");
            let help = "上墙图的颜色有哪些，见 docs/rules-format.md 的 [[theme]]；\
                        别的颜色写成 #AE1220 这样";
            Finding {
                place: sources.find_outside(&format!("var(--{name})")),
                ..Finding::placeless(Code::BadTemplate, message).help(help)
            }
        });
        let overwide = self.overwide.iter().map(|text| {
            let message = format!("{}比它所在的栏还宽，印到了栏外", quoted(text));
            let help = "把文字改短；或者在 print.toml 里把字号改小，或者把栏加宽";
            overfull(text, message, sources).help(help)
        });
        let narrow = self.narrow.iter().map(|text| {
            let message = format!("表格里{}所在的列不足两个字宽", quoted(text));
            let help = "减少表格的列；或者在 print.toml 里用横放的纸张、小一些的字号";
            overfull(text, message, sources).help(help)
        });
        let dropped = self.dropped.iter().map(|dropped| {
            let mut written = dropped.written.iter();
            Finding {
                place: written.find_map(|text| sources.find_outside(text)),
                ..Finding::placeless(Code::BadTemplate, &dropped.message).help(&dropped.help)
            }
        });
        let known = missing.chain(unknown).chain(colours).chain(dropped);
        known.chain(overwide).chain(narrow).collect()
    }
}

/// A finding on text that has no room, where it stands in the rules or the templates.
fn overfull(text: &str, message: String, sources: &Sources) -> Finding {
    let place = sources.find(text).or_else(|| sources.find_outside(text));
    Finding {
        place: place.filter(|_| !text.is_empty()),
        ..Finding::placeless(Code::Overfull, message)
    }
}

fn missing(c: char, sources: &Sources) -> Finding {
    let text = c.to_string();
    let place = sources.find(&text).or_else(|| sources.find_outside(&text));
    // Some characters cannot be seen even where they stand: their number is told as well.
    let message = format!("字库里没有“{c}”（U+{:04X}）", c as u32);
    Finding {
        place,
        ..Finding::placeless(Code::MissingGlyph, message)
            .help("换一个字，或者把有这个字的字体放进模板目录的 fonts/ 里")
    }
}

fn unknown(name: &str, style: SourceId, sources: &Sources) -> Finding {
    let message = format!("print.toml 没有规定 <{name}> 怎样排");
    let near = Stylesheet::near_element(name);
    let near = near.map_or(String::new(), |near| format!("模板里是不是要写 <{near}>？"));
    let help = format!("{near}在 print.toml 里加一条 match = \"{name}\" 的规则，写明 display");
    let finding = Finding::error(Code::BadStyle, Place::new(style, 0..0), message).help(help);
    match sources.find_outside(&format!("<{name}")) {
        Some(place) => finding.related(place, "用在这里"),
        None => finding,
    }
}
