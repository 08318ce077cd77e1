//! `print.toml`: how each element is set on paper.
//!
//! A list of rules, each a CSS selector with typed properties. Later rules win over earlier
//! ones, whatever their selectors: order is easier to explain to a clerk than specificity.

mod computed;
mod file;
mod known;
mod property;
mod read;
mod select;
mod sheet;

pub use computed::Computed;
pub use known::Known;
pub use property::{
    Align, Break, ColumnWidths, Display, Marker, Numbering, ProhibitionName, Properties, Role,
    Valign,
};
pub use sheet::{PageNumber, Sheet};

use crate::diagnostic::words::{nearest, quoted};
use crate::diagnostic::{Code, Finding, Place, SourceId};
use crate::load;
use crate::text::font::Chains;
use crate::typeset::length::Colour;
use scraper::ElementRef;
use select::{Refusal, Rules};
use std::collections::BTreeMap;

/// A parsed `print.toml`.
pub struct Stylesheet {
    /// `[fonts]`.
    pub fonts: Chains,
    /// `[sheets]`.
    pub sheets: BTreeMap<String, Sheet>,
    /// `[page-number]`.
    pub page_number: PageNumber,
    /// The colours of a drawing by theme and name; the unit's, not the file's.
    pub themes: BTreeMap<String, BTreeMap<String, Colour>>,
    rules: Rules,
    /// Where it was read from, for findings about what it leaves out.
    pub source: SourceId,
}

impl Stylesheet {
    /// Reads `print.toml`; `source` is where findings point. With any finding there is no
    /// style sheet: half a house style would print pages that nobody wanted.
    pub fn parse(text: &str, source: SourceId) -> Result<Self, Vec<Finding>> {
        Self::parse_over("", text, source)
    }

    /// The same, over rules made from the data that is printed, in the same form: what `text`
    /// says of the same comes later, and wins. Themes are data alone.
    pub fn parse_over(base: &str, text: &str, source: SourceId) -> Result<Self, Vec<Finding>> {
        let mut findings = Vec::new();
        // What the program writes itself lacks the parts that a whole file must have, and
        // nothing else.
        let base = load::parse(source, base, &mut Vec::new());
        let base = file::file(&base, Place::new(source, 0..0), &mut Vec::new());
        let root = load::parse(source, text, &mut findings);
        for finding in &mut findings {
            finding.code = Code::BadStyle;
        }
        let whole = Place::new(source, 0..0);
        let file = file::file(&root, whole, &mut findings);
        if let Some((key, _)) = root.get("themes") {
            let message = "print.toml 里不写上墙图的颜色";
            let help = "删去 [themes] 各段；颜色写在规则的 [[theme]] 里，见 docs/rules-format.md";
            findings.push(Finding::error(Code::BadStyle, key.place, message).help(help));
        }
        let names = || file.sheet_names.iter().map(String::as_str);
        let known = |name: &str| file.sheet_names.iter().any(|n| n == name);
        if !known("a4") {
            let message = "[sheets] 里没有 a4";
            let help = "加上 [sheets.a4]，正文排在这种纸上";
            findings.push(Finding::error(Code::BadStyle, whole, message).help(help));
        }
        let mut rules = Rules::default();
        for (selector, mut properties) in base.rules.into_iter().chain(file.rules) {
            if let Some(sheet) = properties.sheet.as_ref().filter(|s| !known(s)) {
                let message = format!("[sheets] 里没有 {} 这种纸", quoted(sheet));
                let help = match nearest(sheet, names()) {
                    Some(near) => format!("是不是要写 \"{near}\"？"),
                    None => format!("可以写：{}", names().collect::<Vec<_>>().join("、")),
                };
                findings.push(Finding::error(Code::BadStyle, sheet.place, message).help(help));
                properties.sheet = None;
            }
            if let Err(refusal) = rules.add(&selector, properties) {
                findings.push(refused(&refusal, &selector.value, selector.place, text));
            }
        }
        match file.page_number {
            Some(page_number) if findings.is_empty() => Ok(Self {
                fonts: file.fonts,
                sheets: file.sheets,
                page_number,
                themes: base.themes,
                rules,
                source,
            }),
            _ => Err(findings),
        }
    }

    /// The style of an element inside a parent of style `parent`.
    pub fn of(&self, element: ElementRef, parent: &Computed) -> Computed {
        Computed::inherit(parent, self.rules.of(element))
    }

    /// Whether a rule that an element could be under asks what stands beside it.
    pub fn looks_beside(&self, element: ElementRef) -> bool {
        self.rules.looks_beside(element)
    }

    /// Whether a rule says something of a class.
    pub fn knows_class(&self, class: &str) -> bool {
        self.rules.knows_class(class)
    }

    /// The element that a template most likely meant by `name`, where it is none itself.
    pub fn near_element(name: &str) -> Option<&'static str> {
        select::near_element(name)
    }
}

/// The finding about a selector, at the part of it that is wrong where it stands in the file
/// as it reads.
fn refused(refusal: &Refusal, selector: &str, place: Place, text: &str) -> Finding {
    match refusal {
        Refusal::Syntax => {
            let message = format!("选择器 {} 写得不对", quoted(selector));
            Finding::error(Code::BadStyle, place, message)
                .help("写 CSS 选择器，如 p、.chapter h4、section.part > h2，几个之间用逗号")
        }
        Refusal::Element(name, near) => {
            let start = place.start as usize + 1;
            let plain = text.get(start..start + selector.len()) == Some(selector);
            let at = selector.find(name.as_str()).filter(|_| plain);
            let place = at.map_or(place, |at| {
                Place::new(place.source, start + at..start + at + name.len())
            });
            let message = format!("网页里没有 {name} 这种元素");
            let help = match near {
                Some(near) => format!("是不是要写 {near}？"),
                None => format!("如果是 class，前面加点：.{name}"),
            };
            Finding::error(Code::BadStyle, place, message).help(help)
        }
    }
}
