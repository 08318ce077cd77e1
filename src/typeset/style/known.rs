//! The styles of a page so far. Most of its elements are as others before them: cells of one
//! column, items of one list.

use super::{Computed, Stylesheet};
use scraper::ElementRef;
use std::sync::Arc;

/// Styles by what decides them: what an element is in, its name and its classes.
#[derive(Default)]
pub struct Known {
    /// By the number of what an element is in, whatever was met in it.
    met: Vec<Vec<Met>>,
}

struct Met {
    name: String,
    classes: Vec<String>,
    style: Arc<Computed>,
}

impl Known {
    /// The style of an element inside a parent of style `parent`.
    pub fn of(
        &mut self,
        sheet: &Stylesheet,
        element: ElementRef,
        parent: &Computed,
    ) -> Arc<Computed> {
        if self.met.is_empty() {
            // What is in nothing.
            self.met.push(Vec::new());
        }
        let value = element.value();
        let asked = sheet.rules.ask_more(element);
        let is_it = |met: &&Met| {
            met.name == value.name() && met.classes.iter().map(String::as_str).eq(value.classes())
        };
        let before = self.met[parent.number].iter().find(is_it);
        if let (false, Some(met)) = (asked, before) {
            return met.style.clone();
        }
        let mut style = sheet.of(element, parent);
        style.number = self.met.len();
        self.met.push(Vec::new());
        let style = Arc::new(style);
        if !asked {
            self.met[parent.number].push(Met {
                name: value.name().to_string(),
                classes: value.classes().map(str::to_string).collect(),
                style: style.clone(),
            });
        }
        style
    }
}
