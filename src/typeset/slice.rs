//! What is set and never cut: lines, figures, rules, with what the page maker must know of them.

use crate::typeset::document::{Item, Link, NodeId};
use crate::typeset::length::Pt;
use crate::typeset::style::{Break, Computed, Numbering};
use std::sync::Arc;

/// What the page maker must know of a piece besides its height.
#[derive(Debug, Clone, Default)]
pub struct Meta {
    /// Sheet it is on.
    pub sheet: Arc<str>,
    /// How its page is counted.
    pub numbering: Numbering,
    /// Where it begins.
    pub break_before: Break,
    /// Blank above, dropped at the top of a page; less than none where lines are closed up.
    pub above: Pt,
    /// Blank above that stays at the top of a page.
    pub drop: Pt,
    /// Its least distance from the top of the type area.
    pub place: Option<Pt>,
    /// Whether it stands exactly at `place`, beside what is there already.
    pub overlap: bool,
    /// Ids that stand here.
    pub anchors: Vec<String>,
    /// Outline entries that stand here.
    pub outline: Vec<(u8, String)>,
    /// Whether it is a name or the date below a document.
    pub signature: bool,
}

impl Meta {
    /// Takes up what waited for a piece before it did.
    pub fn take_up(&mut self, mut earlier: Self) {
        self.break_before = self.break_before.max(earlier.break_before);
        self.above = self.above.max(earlier.above);
        self.drop += earlier.drop;
        if self.place.is_none() {
            (self.place, self.overlap) = (earlier.place, earlier.overlap);
        }
        earlier.anchors.append(&mut self.anchors);
        earlier.outline.append(&mut self.outline);
        (self.anchors, self.outline) = (earlier.anchors, earlier.outline);
    }
}

/// A line, a figure, a rule: never cut.
#[derive(Debug, Clone)]
pub struct Slice {
    /// Its place among the pages.
    pub meta: Meta,
    /// Height.
    pub height: Pt,
    /// What it shows, from the left of the type area and its own top.
    pub items: Vec<Item>,
    /// Links in it.
    pub links: Vec<Link>,
    /// Whether the next piece must be on the same page.
    pub keep_with_next: bool,
    /// A contents entry that awaits its page number: link target, end of its text, style.
    pub leader: Option<Box<Leader>>,
}

impl Slice {
    /// Gives the structure nodes that it names their numbers in a larger structure.
    pub fn renumber(&mut self, number: &impl Fn(NodeId) -> NodeId) {
        self.items.iter_mut().for_each(|item| item.renumber(number));
        for link in &mut self.links {
            link.node = number(link.node);
        }
        if let Some(leader) = &mut self.leader {
            leader.node = number(leader.node);
        }
    }
}

/// What a part of a table shows of a slice, and how far that is moved to the right and down.
/// Items are moved when their page is painted: on all cores.
pub struct Shifted {
    /// What it shows.
    pub items: Vec<Item>,
    /// Links in it.
    pub links: Vec<Link>,
    /// To the right.
    pub dx: Pt,
    /// Down.
    pub dy: Pt,
}

impl Shifted {
    /// What already stands where it should, with no links.
    pub fn still(items: Vec<Item>) -> Self {
        Self {
            items,
            links: Vec::new(),
            dx: 0.0,
            dy: 0.0,
        }
    }
}

/// Words behind what is said again: （续）.
#[derive(Debug, Clone, Copy)]
pub enum Suffix {
    /// At the end of its first line.
    Behind(&'static str),
    /// Below it, smaller.
    Below(&'static str),
}

/// The end of a contents entry.
#[derive(Debug, Clone)]
pub struct Leader {
    /// Id of the place whose page is wanted.
    pub target: String,
    /// Where the text of the entry ends.
    pub from: Pt,
    /// Right edge of the measure.
    pub to: Pt,
    /// Style of the number.
    pub style: Computed,
    /// Structure node of the entry.
    pub node: NodeId,
}
