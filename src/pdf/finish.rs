//! What printpdf does not write: outline, labels, links, tags, metadata, fixed ids.

use super::font::Faces;
use super::structure::{self, Annotation};
use super::xmp;
use super::Metadata;
use crate::typeset::document::{Destination, Link, NodeId, OutlineEntry};
use crate::typeset::Document;
use lopdf::{dictionary, text_string, Dictionary, Object, ObjectId, Stream, StringFormat};
use sha2::{Digest, Sha256};

/// Completes a document before it is saved.
pub fn finish(
    pdf: &mut lopdf::Document,
    document: &Document,
    tags: &[Vec<NodeId>],
    faces: &Faces,
    metadata: &Metadata,
) -> lopdf::Result<()> {
    pdf.version = "1.7".to_string();
    let pages: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    let mut annotations = Vec::new();
    for (index, (&id, page)) in pages.iter().zip(&document.pages).enumerate() {
        let mut links = Vec::new();
        for link in &page.links {
            let area = rect(page.turned, page.height, link.area);
            let Some(mut annotation) = link_annotation(document, &pages, link, area) else {
                continue;
            };
            let key = document.pages.len() + annotations.len();
            annotation.set("StructParent", key as i64);
            let object = pdf.add_object(annotation);
            links.push(Object::Reference(object));
            annotations.push(Annotation {
                page: index,
                object,
                node: link.node,
            });
        }
        let dict = pdf.get_object_mut(id)?.as_dict_mut()?;
        if links.is_empty() {
            dict.remove(b"Annots");
        } else {
            dict.set("Annots", links);
            dict.set("Tabs", "S");
        }
        if page.turned {
            dict.set("Rotate", 90);
        }
        if let Some(boxes) = page.boxes {
            dict.set("TrimBox", rect(page.turned, page.height, boxes.trim));
            dict.set("BleedBox", rect(page.turned, page.height, boxes.bleed));
        }
        dict.set("StructParents", index as i64);
    }
    let tree = structure::write(pdf, document, tags, &pages, &annotations);
    let outline = outline(pdf, document, &pages);
    let metadata_stream = pdf.add_object(Object::Stream(Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        xmp::packet(metadata),
    )));
    let profile = pdf.add_object(Object::Stream(Stream::new(
        dictionary! { "N" => 3, "Alternate" => "DeviceRGB" },
        include_bytes!("srgb.icc").to_vec(),
    )));
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => Object::Reference(profile),
    };
    let names = destinations(document, &pages);
    let names = pdf.add_object(names);
    let labels = page_labels(document);
    let catalog = pdf.catalog_mut()?;
    catalog.set("Lang", Object::string_literal("zh-CN"));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", Object::Reference(tree));
    catalog.set("Metadata", Object::Reference(metadata_stream));
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true },
    );
    catalog.set("Names", dictionary! { "Dests" => Object::Reference(names) });
    catalog.set("PageLabels", dictionary! { "Nums" => labels });
    catalog.remove(b"PageLayout");
    if let Some(outline) = outline {
        catalog.set("Outlines", Object::Reference(outline));
        catalog.set("PageMode", "UseOutlines");
    }
    info(pdf, metadata);
    glyph_sets(pdf, faces);
    fix_id(pdf);
    Ok(())
}

/// An area as read, in the coordinates of the upright sheet.
fn rect(turned: bool, height: f32, [left, top, right, bottom]: [f32; 4]) -> Vec<Object> {
    let corners = if turned {
        // See the painter: u = height - Y, v = X, with Y counted from the foot.
        [top, left, bottom, right]
    } else {
        [left, height - bottom, right, height - top]
    };
    corners
        .iter()
        .map(|&v| Object::Real((v * 100.0).round() / 100.0))
        .collect()
}

fn link_annotation(
    document: &Document,
    pages: &[ObjectId],
    link: &Link,
    rect: Vec<Object>,
) -> Option<Dictionary> {
    let mut annotation = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => rect,
        "Border" => vec![0.into(), 0.into(), 0.into()],
        // Printed, as PDF/A wants every annotation to be (ISO 19005-2 6.3.2).
        "F" => 4,
        // What a reader says of it (ISO 14289-1 7.18.5).
        "Contents" => text_string(&link.text),
    };
    let target = link.target.as_str();
    match target.strip_prefix('#') {
        Some(id) => {
            let destination = document.destinations.get(id)?;
            annotation.set("Dest", explicit(document, pages, destination));
        }
        None if target.starts_with("http://") || target.starts_with("https://") => {
            let action = dictionary! { "S" => "URI", "URI" => Object::string_literal(target) };
            annotation.set("A", action);
        }
        // A link between our own HTML files leads nowhere in a PDF.
        None => return None,
    }
    Some(annotation)
}

fn explicit(document: &Document, pages: &[ObjectId], to: &Destination) -> Vec<Object> {
    let page = &document.pages[to.page];
    // A little above the line, so that it is not cut by the edge of the window.
    let y = (page.height - to.y + 6.0).round();
    let (x, y) = if page.turned {
        (Object::Real(to.y.round()), Object::Null)
    } else {
        (Object::Null, Object::Real(y))
    };
    vec![
        Object::Reference(pages[to.page]),
        "XYZ".into(),
        x,
        y,
        Object::Null,
    ]
}

fn destinations(document: &Document, pages: &[ObjectId]) -> Dictionary {
    let mut names = Vec::new();
    for (id, destination) in &document.destinations {
        names.push(Object::string_literal(id.as_str()));
        names.push(Object::Array(explicit(document, pages, destination)));
    }
    dictionary! { "Names" => names }
}

/// Runs of pages counted alike (ISO 32000-1 12.4.2).
fn page_labels(document: &Document) -> Vec<Object> {
    let style = |text: &str| match text.chars().next() {
        None => None,
        Some(c) if c.is_ascii_digit() => Some("D"),
        Some(_) => Some("R"),
    };
    let mut out = Vec::new();
    let mut current: Option<Option<&str>> = None;
    for (index, page) in document.pages.iter().enumerate() {
        let kind = style(&page.label.text);
        if current != Some(kind) {
            current = Some(kind);
            let mut range = Dictionary::new();
            if let Some(kind) = kind {
                range.set("S", kind);
                if kind == "D" {
                    range.set("St", page.label.text.parse::<i64>().unwrap_or(1));
                }
            }
            out.push(Object::Integer(index as i64));
            out.push(Object::Dictionary(range));
        }
    }
    out
}

/// The outline as a tree by level.
fn outline(pdf: &mut lopdf::Document, document: &Document, pages: &[ObjectId]) -> Option<ObjectId> {
    let entries = &document.outline;
    if entries.is_empty() {
        return None;
    }
    let root = pdf.new_object_id();
    let ids: Vec<ObjectId> = entries.iter().map(|_| pdf.new_object_id()).collect();
    let parents = parents(entries);
    let mut items: Vec<Dictionary> = entries
        .iter()
        .enumerate()
        .map(|(i, entry)| {
            dictionary! {
                "Title" => text_string(&entry.title),
                "Parent" => Object::Reference(parents[i].map_or(root, |p| ids[p])),
                "Dest" => explicit(document, pages, &entry.destination),
            }
        })
        .collect();
    let mut last_child: Vec<Option<usize>> = vec![None; entries.len()];
    let mut counts = vec![0i64; entries.len()];
    let (mut first_top, mut last_top, mut tops) = (0, 0, 0i64);
    for i in 0..entries.len() {
        let previous = match parents[i] {
            Some(parent) => {
                counts[parent] += 1;
                let previous = last_child[parent].replace(i);
                if previous.is_none() {
                    items[parent].set("First", Object::Reference(ids[i]));
                }
                items[parent].set("Last", Object::Reference(ids[i]));
                previous
            }
            None => {
                let previous = (tops > 0).then_some(last_top);
                if tops == 0 {
                    first_top = i;
                }
                last_top = i;
                tops += 1;
                previous
            }
        };
        if let Some(previous) = previous {
            items[i].set("Prev", Object::Reference(ids[previous]));
            items[previous].set("Next", Object::Reference(ids[i]));
        }
    }
    for (i, mut item) in items.into_iter().enumerate() {
        if counts[i] > 0 {
            // Closed: a reader opens on the parts and unfolds what he wants.
            item.set("Count", -counts[i]);
        }
        pdf.objects.insert(ids[i], Object::Dictionary(item));
    }
    let list = dictionary! {
        "Type" => "Outlines",
        "First" => Object::Reference(ids[first_top]),
        "Last" => Object::Reference(ids[last_top]),
        "Count" => tops,
    };
    pdf.objects.insert(root, Object::Dictionary(list));
    Some(root)
}

/// The entry each entry belongs below: the last one before it of a lesser level.
fn parents(entries: &[OutlineEntry]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    entries
        .iter()
        .enumerate()
        .map(|(i, entry)| {
            while open
                .last()
                .is_some_and(|&o| entries[o].level >= entry.level)
            {
                open.pop();
            }
            let parent = open.last().copied();
            open.push(i);
            parent
        })
        .collect()
}

/// The information dictionary; it must agree with the XMP packet.
fn info(pdf: &mut lopdf::Document, metadata: &Metadata) {
    let mut info = dictionary! {
        "Title" => text_string(&metadata.title),
        "Author" => text_string(&metadata.author),
        "Subject" => text_string(&metadata.subject),
        "Keywords" => text_string(&metadata.keywords.join("，")),
        "Creator" => Object::string_literal(xmp::PRODUCER),
        "Producer" => Object::string_literal(xmp::PRODUCER),
    };
    if let Some(date) = metadata.date {
        let stamp = format!("D:{}000000+08'00'", date.to_string().replace('-', ""));
        info.set("CreationDate", Object::string_literal(stamp.clone()));
        info.set("ModDate", Object::string_literal(stamp));
    }
    let id = pdf.add_object(info);
    if let Ok(old) = pdf.trailer.get(b"Info").and_then(Object::as_reference) {
        pdf.objects.remove(&old);
    }
    pdf.trailer.set("Info", Object::Reference(id));
}

/// Says of each embedded TrueType subset which glyphs it has: PDF/A-1 asks for it, PDF/A-2
/// allows it (ISO 19005-2 6.2.11.4.2). Subsets number their glyphs without a gap.
fn glyph_sets(pdf: &mut lopdf::Document, faces: &Faces) {
    let counts: Vec<(&[u8], u16)> = faces.used().map(|f| (f.name(), f.glyph_count)).collect();
    let descriptors: Vec<(ObjectId, u16)> = (pdf.objects.iter())
        .filter_map(|(&id, object)| {
            let dict = object.as_dict().ok()?;
            dict.get(b"FontFile2").ok()?;
            let name = dict.get(b"FontName").and_then(Object::as_name).ok()?;
            let (_, count) = counts.iter().find(|(own, _)| *own == name)?;
            Some((id, *count))
        })
        .collect();
    for (id, count) in descriptors {
        let bits = (0..count.div_ceil(8)).map(|byte| match count - byte * 8 {
            rest @ 1..8 => 0xff << (8 - rest),
            _ => 0xff,
        });
        let set = pdf.add_object(Stream::new(Dictionary::new(), bits.collect()));
        if let Ok(dict) = pdf.get_object_mut(id).and_then(Object::as_dict_mut) {
            dict.set("CIDSet", Object::Reference(set));
        }
    }
}

/// An id drawn from the contents, where printpdf draws it from a counter.
fn fix_id(pdf: &mut lopdf::Document) {
    let mut hash = Sha256::new();
    for (id, object) in &pdf.objects {
        hash.update(id.0.to_be_bytes());
        if let Object::Stream(stream) = object {
            hash.update(&stream.content);
        }
    }
    let id = Object::String(hash.finalize()[..16].to_vec(), StringFormat::Hexadecimal);
    pdf.trailer.set("ID", vec![id.clone(), id]);
}
