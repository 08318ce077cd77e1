//! What paragraphs' styles say: headings, numbers, who stands in the middle.

use super::xml::{Next, Parts};
use std::collections::BTreeMap;

/// What is said of a paragraph, by a style or by itself.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// The level of a heading, from 1; 0 for a title.
    pub heading: Option<u8>,
    /// Which list it is an item of; 0 for none.
    pub list: Option<usize>,
    /// On which level of the list.
    pub level: Option<usize>,
    /// Whether it stands in the middle.
    pub centred: Option<bool>,
    /// Whether it is an entry of a list of contents.
    pub contents: bool,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    all: BTreeMap<String, (Said, Option<String>)>,
    default: Option<String>,
}

/// A style rests on no more than so many others.
const DEEPEST: usize = 16;

impl Styles {
    /// Reads `styles.xml`.
    pub fn read(text: &str) -> Self {
        let mut out = Self::default();
        let mut id = None;
        let (mut said, mut based) = (Said::default(), None);
        for part in Parts::new(text) {
            match part {
                Next::Begins(element) if element.name == "style" => {
                    let is_default = matches!(element.get("default"), Some("1" | "true"));
                    id = element.get("styleId").map(str::to_owned);
                    if is_default && element.get("type") == Some("paragraph") {
                        out.default = id.clone();
                    }
                    (said, based) = (Said::default(), None);
                }
                Next::Begins(element) => match element.name.as_str() {
                    "name" => named(&mut said, element.val().unwrap_or_default()),
                    "basedOn" => based = element.val().map(str::to_owned),
                    "outlineLvl" => said.heading = level(element.number()).or(said.heading),
                    "numId" => said.list = element.number(),
                    "ilvl" => said.level = element.number(),
                    "jc" => said.centred = Some(element.val() == Some("center")),
                    _ => {}
                },
                Next::Ends(name) if name == "style" => {
                    let made = (std::mem::take(&mut said), based.take());
                    out.all.extend(id.take().map(|id| (id, made)));
                }
                _ => {}
            }
        }
        out
    }

    /// What a style says, with those that it rests on.
    pub fn said(&self, id: Option<&str>) -> Said {
        let mut out = Said::default();
        let mut next = id.or(self.default.as_deref());
        for _ in 0..DEEPEST {
            let Some((said, based)) = next.and_then(|id| self.all.get(id)) else {
                break;
            };
            out.heading = out.heading.or(said.heading);
            out.list = out.list.or(said.list);
            out.level = out.level.or(said.level);
            out.centred = out.centred.or(said.centred);
            out.contents |= said.contents;
            next = based.as_deref();
        }
        out
    }
}

/// An outline's level as that of a heading; 9 is none.
pub fn level(outline: Option<usize>) -> Option<u8> {
    let outline = u8::try_from(outline?).ok()?;
    (outline < 9).then_some(outline + 1)
}

/// What the name of a style that Word itself has says.
fn named(said: &mut Said, name: &str) {
    let lower = name.to_lowercase();
    if lower == "title" {
        said.heading = Some(0);
    } else if let Some(number) = lower.strip_prefix("heading ") {
        said.heading = number.trim().parse().ok();
    }
    said.contents = lower.starts_with("toc ") && lower != "toc heading";
}
