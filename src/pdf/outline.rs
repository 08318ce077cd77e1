//! The outline (ISO 32000-1 12.3.3), nested by level, and the labels of the pages.

use super::file::{Ids, Numbers, Objects};
use super::links;
use super::syntax::{dict, Dict, Id};
use crate::typeset::document::OutlineEntry;
use crate::typeset::Document;

/// An entry among the others, by their places in the list.
#[derive(Clone, Default)]
struct Item {
    parent: Option<usize>,
    previous: Option<usize>,
    next: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    count: i64,
}

/// Adds the outline and gives the object of its root; `None` where there are no entries.
pub fn add<'a>(
    objects: &mut Objects<'a>,
    numbers: &mut Numbers,
    document: &'a Document,
    pages: Ids,
) -> Option<Id> {
    let entries = &document.outline;
    if entries.is_empty() {
        return None;
    }
    let root = numbers.one();
    let ids = numbers.take(entries.len());
    let (top, items) = nested(entries);
    objects.add(ids, move |index, out| {
        let (entry, item) = (&entries[index], &items[index]);
        dict(out, |dict| {
            dict.text("Title", &entry.title);
            dict.reference("Parent", item.parent.map_or(root, |parent| ids.at(parent)));
            for (key, other) in [
                ("Prev", item.previous),
                ("Next", item.next),
                ("First", item.first),
                ("Last", item.last),
            ] {
                if let Some(other) = other {
                    dict.reference(key, ids.at(other));
                }
            }
            if item.count > 0 {
                // Closed: a reader opens on the parts and unfolds what he wants.
                dict.int("Count", -item.count);
            }
            links::place(dict.entry("Dest"), document, pages, entry.destination);
        });
    });
    objects.one(root, move |out| {
        dict(out, |dict| {
            dict.name("Type", "Outlines");
            for (key, other) in [("First", top.first), ("Last", top.last)] {
                if let Some(other) = other {
                    dict.reference(key, ids.at(other));
                }
            }
            dict.int("Count", top.count);
        });
    });
    Some(root)
}

/// The root and the entries, each below the last one before it of a lesser level.
fn nested(entries: &[OutlineEntry]) -> (Item, Vec<Item>) {
    let mut top = Item::default();
    let mut items = vec![Item::default(); entries.len()];
    let mut open: Vec<usize> = Vec::new();
    for (i, entry) in entries.iter().enumerate() {
        while open
            .last()
            .is_some_and(|&o| entries[o].level >= entry.level)
        {
            open.pop();
        }
        let parent = open.last().copied();
        open.push(i);
        let above = parent.map_or(&mut top, |parent| &mut items[parent]);
        above.count += 1;
        above.first.get_or_insert(i);
        let previous = above.last.replace(i);
        items[i].parent = parent;
        items[i].previous = previous;
        if let Some(previous) = previous {
            items[previous].next = Some(i);
        }
    }
    (top, items)
}

/// Runs of pages counted alike (ISO 32000-1 12.4.2).
pub fn page_labels(dict: &mut Dict, document: &Document) {
    let style = |text: &str| match text.chars().next() {
        None => None,
        Some(c) if c.is_ascii_digit() => Some("D"),
        Some(_) => Some("R"),
    };
    let out = dict.entry("Nums");
    out.push(b'[');
    let mut current: Option<Option<&str>> = None;
    for (index, page) in document.pages.iter().enumerate() {
        let kind = style(&page.label.text);
        if current == Some(kind) {
            continue;
        }
        current = Some(kind);
        super::syntax::int(out, index as i64);
        self::dict(out, |range| {
            if let Some(kind) = kind {
                range.name("S", kind);
                if kind == "D" {
                    range.int("St", page.label.text.parse().unwrap_or(1));
                }
            }
        });
    }
    out.push(b']');
}
