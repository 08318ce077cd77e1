//! The catalogue, the tree of pages, and what the file says of itself (ISO 32000-1 7.7, 14.3).

use super::deflate::Packer;
use super::file::{File, Ids, Numbers, Objects};
use super::links::{self, Annotation};
use super::outline;
use super::syntax::{dict, Dict, Id};
use super::{xmp, Metadata};
use crate::typeset::length::Pt;
use crate::typeset::Document;
use std::io::{self, Write};

/// What the catalogue and the pages refer to.
pub struct Parts<'a> {
    /// The pages.
    pub pages: Ids,
    /// Their contents, in the same order.
    pub contents: Ids,
    /// The resources that all pages share.
    pub resources: Id,
    /// The links, in order of their pages.
    pub annotations: &'a [Annotation<'a>],
    /// Their numbers.
    pub annotation_ids: Ids,
    /// The root of the structure.
    pub structure: Id,
    /// The root of the outline, where there is one.
    pub outline: Option<Id>,
    /// The named places.
    pub names: Id,
    /// The XMP packet.
    pub metadata: Id,
    /// The output intent's profile.
    pub profile: Id,
}

/// Writes the XMP packet and the profile of the output intent.
pub fn write_streams<W: Write>(
    file: &mut File<W>,
    parts: &Parts,
    metadata: &Metadata,
) -> io::Result<()> {
    let entries = |dict: &mut Dict| {
        dict.name("Type", "Metadata");
        dict.name("Subtype", "XML");
    };
    // It stays readable without a PDF reader (ISO 19005-2 6.6.2.1).
    file.stream(parts.metadata, entries, &xmp::packet(metadata))?;
    let entries = |dict: &mut Dict| {
        dict.int("N", 3);
        dict.name("Alternate", "DeviceRGB");
    };
    let profile = Packer::new().pack(include_bytes!("srgb.icc"))?;
    file.packed_stream(parts.profile, entries, &profile)
}

/// Adds the pages, the catalogue and the information dictionary; gives the last two.
pub fn add<'a>(
    objects: &mut Objects<'a>,
    numbers: &mut Numbers,
    document: &'a Document,
    parts: Parts<'a>,
    metadata: &'a Metadata,
) -> (Id, Id) {
    let (tree, root, info) = (numbers.one(), numbers.one(), numbers.one());
    add_pages(objects, document, &parts, tree);
    objects.one(tree, move |out| {
        dict(out, |dict| {
            dict.name("Type", "Pages");
            dict.int("Count", document.pages.len() as i64);
            dict.references("Kids", parts.pages.iter());
        });
    });
    objects.one(info, move |out| {
        dict(out, |dict| information(dict, metadata))
    });
    objects.one(root, move |out| {
        dict(out, |dict| {
            dict.name("Type", "Catalog");
            dict.reference("Pages", tree);
            let mode = parts.outline.map_or("UseNone", |_| "UseOutlines");
            dict.name("PageMode", mode);
            if let Some(outline) = parts.outline {
                dict.reference("Outlines", outline);
            }
            dict.string("Lang", b"zh-CN");
            dict.dict("MarkInfo", |dict| dict.entry("Marked").extend(b"true"));
            dict.reference("StructTreeRoot", parts.structure);
            dict.reference("Metadata", parts.metadata);
            let out = dict.entry("OutputIntents");
            out.push(b'[');
            self::dict(out, |dict| {
                dict.name("Type", "OutputIntent");
                dict.name("S", "GTS_PDFA1");
                dict.string("OutputConditionIdentifier", b"sRGB");
                dict.string("Info", b"sRGB IEC61966-2.1");
                dict.reference("DestOutputProfile", parts.profile);
            });
            out.push(b']');
            dict.dict("ViewerPreferences", |dict| {
                dict.entry("DisplayDocTitle").extend(b"true");
            });
            dict.dict("Names", |dict| dict.reference("Dests", parts.names));
            dict.dict("PageLabels", |dict| outline::page_labels(dict, document));
        });
    });
    (root, info)
}

fn add_pages<'a>(objects: &mut Objects<'a>, document: &'a Document, parts: &Parts<'a>, tree: Id) {
    let (contents, resources) = (parts.contents, parts.resources);
    let (annotations, annotation_ids) = (parts.annotations, parts.annotation_ids);
    objects.add(parts.pages, move |index, out| {
        let page = &document.pages[index];
        let (width, height) = match page.turned {
            true => (page.height, page.width),
            false => (page.width, page.height),
        };
        let sheet = [0.0, 0.0, stated(width), stated(height)];
        let from = annotations.partition_point(|a| a.page < index);
        let to = annotations.partition_point(|a| a.page <= index);
        dict(out, |dict| {
            dict.name("Type", "Page");
            dict.reference("Parent", tree);
            dict.numbers("MediaBox", &sheet);
            dict.numbers("CropBox", &sheet);
            match page.boxes {
                Some(boxes) => {
                    links::area(dict, "TrimBox", page, boxes.trim);
                    links::area(dict, "BleedBox", page, boxes.bleed);
                }
                None => dict.numbers("TrimBox", &sheet),
            }
            if page.turned {
                dict.int("Rotate", 90);
            }
            dict.reference("Resources", resources);
            dict.reference("Contents", contents.at(index));
            if from < to {
                let links = from..to;
                dict.references("Annots", links.map(|k| annotation_ids.at(k)));
                dict.name("Tabs", "S");
            }
            dict.int("StructParents", index as i64);
        });
    });
}

/// A side of a page. printpdf, which stated them before, counts in millimetres; a page whose
/// size changed by the last digit would be drawn another shade at every edge.
fn stated(side: Pt) -> Pt {
    printpdf::Pt::from(printpdf::Mm::from(printpdf::Pt(side))).0
}

/// The information dictionary; it must agree with the XMP packet.
fn information(dict: &mut Dict, metadata: &Metadata) {
    dict.text("Title", &metadata.title);
    dict.text("Author", &metadata.author);
    dict.text("Subject", &metadata.subject);
    dict.text("Keywords", &metadata.keywords.join("，"));
    dict.text("Creator", xmp::PRODUCER);
    dict.text("Producer", xmp::PRODUCER);
    if let Some(date) = metadata.date {
        let stamp = format!("D:{}000000+08'00'", date.to_string().replace('-', ""));
        dict.text("CreationDate", &stamp);
        dict.text("ModDate", &stamp);
    }
}
