//! What any text is set with: the rules, the fonts, the structure that grows, and the list of
//! what could not be set.

use super::document::{Node, NodeId, ROOT};
use super::style::{Computed, Display, Known, Stylesheet};
use super::unset::Unset;
use crate::text::Fonts;
use scraper::ElementRef;
use std::sync::Arc;

/// What text is set with.
pub struct Setting<'a> {
    /// The rules.
    pub style: &'a Stylesheet,
    /// The fonts.
    pub fonts: &'a Fonts,
    /// The structure so far; node 0 is the document.
    pub structure: Vec<Node>,
    /// What could not be set.
    pub unset: Unset,
    styles: Known,
}

/// Elements whose content is not their text.
const FILLED_BY_BROWSER: &[&str] = &[
    "img", "picture", "video", "audio", "canvas", "iframe", "object", "embed", "input", "textarea",
    "select", "progress", "meter", "hr", "math",
];

impl<'a> Setting<'a> {
    /// By these rules, in these fonts, with nothing set yet.
    pub fn new(style: &'a Stylesheet, fonts: &'a Fonts) -> Self {
        let root = Node {
            role: "Document",
            parent: ROOT,
            alt: None,
            span: (1, 1),
            scope: None,
        };
        Self {
            style,
            fonts,
            structure: vec![root],
            unset: Unset::default(),
            styles: Known::default(),
        }
    }

    /// The style of an element inside a parent of style `parent`.
    pub fn of(&mut self, element: ElementRef, parent: &Computed) -> Arc<Computed> {
        self.styles.of(self.style, element, parent)
    }

    /// Lets go of the styles of a tree that is gone.
    pub fn forget_styles(&mut self) {
        self.styles = Known::default();
    }

    /// Adds a structure node.
    pub fn node(&mut self, role: &'static str, parent: NodeId) -> NodeId {
        self.structure.push(Node {
            role,
            parent,
            alt: None,
            span: (1, 1),
            scope: None,
        });
        NodeId(self.structure.len() as u32 - 1)
    }

    /// Adds the number of the item that a node is in; a node in none has its number within.
    pub fn label(&mut self, node: NodeId) -> NodeId {
        let mut at = node;
        while at != ROOT && self.structure[at.0 as usize].role != "LI" {
            at = self.structure[at.0 as usize].parent;
        }
        self.node("Lbl", if at == ROOT { node } else { at })
    }

    /// Notes an element that print.toml says nothing of: it must not vanish unseen.
    pub fn known(&mut self, element: ElementRef, style: &Computed) {
        let name = element.value().name();
        let drawing = matches!(name, "svg" | "br");
        if style.display().is_none() && !drawing && !self.unset.elements.contains(name) {
            self.unset.elements.insert(name.to_string());
        }
        // What a browser fills by itself has nothing to set.
        let shown = style
            .display()
            .is_some_and(|display| display != Display::None);
        if shown && FILLED_BY_BROWSER.contains(&name) {
            let message = format!("<{name}> 印不出来");
            let help =
                "图画成 <svg>，线用 print.toml 的 rule-above；只给屏幕看的加 class=\"screen\"";
            self.unset.drop(name, "", "", message, help);
        }
    }
}
