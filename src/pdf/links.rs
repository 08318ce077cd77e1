//! Where links stand, and where they lead (ISO 32000-1 12.3.2, 12.5).

use super::file::{Ids, Numbers, Objects};
use super::syntax::{self, dict, Id};
use super::tree::{self, Entries};
use crate::typeset::document::{Destination, Link, Page};
use crate::typeset::Document;
use rayon::prelude::*;

/// The annotation of a link that leads somewhere.
pub struct Annotation<'a> {
    /// Page index.
    pub page: usize,
    /// The link.
    pub link: &'a Link,
    target: Target<'a>,
}

#[derive(Clone, Copy)]
enum Target<'a> {
    Place(Destination),
    Address(&'a str),
}

/// The links of all pages, in order.
pub fn annotations(document: &Document) -> Vec<Annotation<'_>> {
    let pages = document.pages.par_iter().enumerate();
    let annotations = pages.flat_map_iter(|(page, Page { links, .. })| {
        links.iter().filter_map(move |link| {
            // A link between our own HTML files leads nowhere in a PDF.
            let target = target(document, &link.target)?;
            Some(Annotation { page, link, target })
        })
    });
    annotations.collect()
}

/// Where an address leads, if anywhere.
fn target<'a>(document: &Document, address: &'a str) -> Option<Target<'a>> {
    match address.strip_prefix('#') {
        Some(id) => document.destinations.get(id).copied().map(Target::Place),
        None => (address.starts_with("http://") || address.starts_with("https://"))
            .then_some(Target::Address(address)),
    }
}

/// Adds the annotations as objects.
pub fn add<'a>(
    objects: &mut Objects<'a>,
    document: &'a Document,
    annotations: &'a [Annotation],
    ids: Ids,
    pages: Ids,
) {
    objects.add(ids, move |index, out| {
        let Annotation { page, link, target } = &annotations[index];
        let sheet = &document.pages[*page];
        dict(out, |dict| {
            dict.name("Type", "Annot");
            dict.name("Subtype", "Link");
            area(dict, "Rect", sheet, link.area);
            dict.numbers("Border", &[0.0; 3]);
            // Printed, as PDF/A wants every annotation to be (ISO 19005-2 6.3.2).
            dict.int("F", 4);
            // What a reader says of it (ISO 14289-1 7.18.5).
            dict.text("Contents", &link.text);
            match *target {
                Target::Place(to) => place(dict.entry("Dest"), document, pages, to),
                Target::Address(address) => dict.dict("A", |dict| {
                    dict.name("S", "URI");
                    dict.string("URI", address.as_bytes());
                }),
            }
            dict.int("StructParent", (document.pages.len() + index) as i64);
        });
    });
}

/// The places that have names, in order of those.
struct Names<'a> {
    document: &'a Document,
    pages: Ids,
    places: Vec<(&'a str, Destination)>,
}

impl Entries for Names<'_> {
    const KIND: &'static str = "Names";

    fn count(&self) -> usize {
        self.places.len()
    }

    fn key(&self, index: usize, out: &mut Vec<u8>) {
        syntax::string(out, self.places[index].0.as_bytes());
    }

    fn value(&self, index: usize, out: &mut Vec<u8>) {
        place(out, self.document, self.pages, self.places[index].1);
    }
}

/// Adds the named places.
pub fn add_names<'a>(
    objects: &mut Objects<'a>,
    numbers: &mut Numbers,
    document: &'a Document,
    pages: Ids,
) -> Id {
    let places = document.destinations.iter();
    let names = Names {
        document,
        pages,
        places: places.map(|(id, to)| (id.as_str(), *to)).collect(),
    };
    tree::add(objects, numbers, names)
}

/// A place as a reader goes to it.
pub fn place(out: &mut Vec<u8>, document: &Document, pages: Ids, to: Destination) {
    let page = &document.pages[to.page];
    out.push(b'[');
    syntax::reference(out, pages.at(to.page));
    out.extend(b"/XYZ ");
    if page.turned {
        syntax::number(out, to.y, 0);
        out.extend(b" null null]");
    } else {
        // A little above the line, so that it is not cut by the edge of the window.
        out.extend(b"null ");
        syntax::number(out, page.height - to.y + 6.0, 0);
        out.extend(b" null]");
    }
}

/// An area as read, in the coordinates of the upright sheet.
pub fn area(dict: &mut syntax::Dict, key: &str, page: &Page, [left, top, right, bottom]: [f32; 4]) {
    let corners = if page.turned {
        // See the painter: u = height - Y, v = X, with Y counted from the foot.
        [top, left, bottom, right]
    } else {
        [left, page.height - bottom, right, page.height - top]
    };
    dict.numbers(key, &corners.map(|v| (v * 100.0).round() / 100.0));
}
