//! `print.toml`: how each element is set on paper.
//!
//! A list of rules, each a CSS selector with typed properties. Later rules win over earlier
//! ones, whatever their selectors: order is easier to explain to a clerk than specificity.

mod computed;
mod property;
mod sheet;

pub use computed::Computed;
pub use property::{
    Align, Break, Display, Marker, Numbering, ProhibitionName, Properties, Role, Valign,
};
pub use sheet::{PageNumber, Sheet};

use crate::diagnostic::{Code, Finding, Place, SourceId};
use crate::text::font::Chains;
use crate::typeset::length::Colour;
use scraper::{ElementRef, Selector};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    fonts: Chains,
    sheets: BTreeMap<String, Sheet>,
    page_number: PageNumber,
    #[serde(default)]
    themes: BTreeMap<String, BTreeMap<String, Colour>>,
    rule: Vec<Properties>,
}

/// A parsed `print.toml`.
pub struct Stylesheet {
    /// `[fonts]`.
    pub fonts: Chains,
    /// `[sheets]`.
    pub sheets: BTreeMap<String, Sheet>,
    /// `[page-number]`.
    pub page_number: PageNumber,
    /// `[themes]`: the colours of a drawing by theme and name.
    pub themes: BTreeMap<String, BTreeMap<String, Colour>>,
    rules: Vec<(Selector, Properties)>,
    /// Rules by what the last part of their selector asks for, so that an element is tried
    /// against few of them.
    by_key: BTreeMap<String, Vec<usize>>,
}

impl Stylesheet {
    /// Reads `print.toml`; `source` is where findings point.
    pub fn parse(text: &str, source: SourceId) -> Result<Self, Vec<Finding>> {
        let fault = |range: std::ops::Range<usize>, message: String| {
            Finding::error(Code::BadStyle, Place::new(source, range), message)
                .help("属性和取值见 docs/print.md")
        };
        let file: File = toml::from_str(text).map_err(|error| {
            vec![fault(
                error.span().unwrap_or(0..0),
                error.message().replace('\n', "；"),
            )]
        })?;
        let mut faults = Vec::new();
        let mut sheet_ok = |name: &str| {
            if !file.sheets.contains_key(name) {
                let at = text.find(&format!("\"{name}\"")).unwrap_or(0);
                faults.push(fault(
                    at..at + name.len(),
                    format!("没有叫“{name}”的 [sheets]"),
                ));
            }
        };
        sheet_ok("a4");
        file.rule
            .iter()
            .filter_map(|r| r.sheet.as_deref())
            .for_each(&mut sheet_ok);
        let mut rules = Vec::new();
        let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for properties in file.rule {
            for part in properties.selector.split(',').map(str::trim) {
                match Selector::parse(part) {
                    Ok(selector) => {
                        by_key.entry(key_of(part)).or_default().push(rules.len());
                        rules.push((selector, properties.clone()));
                    }
                    Err(_) => {
                        let at = text.find(part).unwrap_or(0);
                        faults.push(fault(
                            at..at + part.len(),
                            format!("选择器“{part}”写得不对"),
                        ));
                    }
                }
            }
        }
        if faults.is_empty() {
            let (fonts, sheets) = (file.fonts, file.sheets);
            Ok(Self {
                fonts,
                sheets,
                page_number: file.page_number,
                themes: file.themes,
                rules,
                by_key,
            })
        } else {
            Err(faults)
        }
    }

    /// The style of an element inside a parent of style `parent`.
    pub fn of(&self, element: ElementRef, parent: &Computed) -> Computed {
        let name = element.value().name();
        let mut keys = vec!["*".to_string(), name.to_string()];
        keys.extend(element.value().classes().map(|class| format!(".{class}")));
        if let Some(id) = element.value().id() {
            keys.push(format!("#{id}"));
        }
        let mut candidates: Vec<usize> = keys
            .iter()
            .filter_map(|k| self.by_key.get(k))
            .flatten()
            .copied()
            .collect();
        candidates.sort_unstable();
        let mut own = Properties::default();
        for index in candidates {
            let (selector, properties) = &self.rules[index];
            if selector.matches(&element) {
                own.apply(properties);
            }
        }
        Computed::inherit(parent, own)
    }
}

/// What the last compound of a selector asks for: a class, an id, a tag or anything.
fn key_of(selector: &str) -> String {
    let last = selector.rsplit([' ', '>', '+', '~']).next().unwrap_or("");
    let last = last.split([':', '[']).next().unwrap_or("");
    if let Some(at) = last.find('.') {
        let class = &last[at + 1..];
        return format!(".{}", class.split(['.', '#']).next().unwrap_or(""));
    }
    if let Some(at) = last.find('#') {
        return format!("#{}", &last[at + 1..]);
    }
    if last.is_empty() {
        "*".to_string()
    } else {
        last.to_string()
    }
}
