//! From pages to the bytes of a PDF.
//!
//! Pages are painted, and packed, on all cores; the file is written front to back: their
//! contents, the fonts as printpdf embeds them, then all small objects packed together. Same
//! document, same bytes.

mod base;
mod catalog;
mod content;
mod deflate;
mod file;
mod font;
mod links;
mod outline;
mod painter;
mod structure;
mod syntax;
#[cfg(test)]
mod tests;
mod tree;
mod xmp;

use crate::date::Date;
use crate::diagnostic::{Code, Finding};
use crate::text::Fonts;
use crate::typeset::document::NodeId;
use crate::typeset::Document;
use base::Base;
use deflate::Packer;
use file::{File, Numbers, Objects};
use rayon::prelude::*;
use std::io::{self, Write};

/// What the file says of itself.
#[derive(Debug, Clone)]
pub struct Metadata {
    /// Title.
    pub title: String,
    /// Issuing organs.
    pub author: String,
    /// Subject.
    pub subject: String,
    /// Keywords.
    pub keywords: Vec<String>,
    /// The day the file is dated: that of the rules, never that of the clock.
    pub date: Option<Date>,
}

/// Writes a document.
pub fn write(document: &Document, fonts: &Fonts, metadata: &Metadata) -> Result<Vec<u8>, Finding> {
    let faces = font::subset(document, fonts)?;
    write_to(Vec::new(), document, &faces, metadata)
        .map_err(|error| Finding::placeless(Code::BadStyle, format!("PDF 写不出来：{error}")))
}

fn write_to<W: Write + Send>(
    sink: W,
    document: &Document,
    faces: &font::Faces,
    metadata: &Metadata,
) -> io::Result<W> {
    let mut numbers = Numbers::default();
    let mut file = File::begin(sink)?;
    let count = document.pages.len();
    let (pages, contents) = (numbers.take(count), numbers.take(count));
    let paint = || {
        let pages = document.pages.par_iter();
        let painted = pages.map_init(Packer::new, |packer, page| {
            let painted = painter::paint(page, faces);
            Ok((packer.pack(painted.content.bytes())?, painted.tags))
        });
        painted.collect::<io::Result<_>>()
    };
    let (base, painted) = rayon::join(|| Base::new(faces, &mut numbers), paint);
    let (packed, tags): (Vec<Vec<u8>>, Vec<Vec<NodeId>>) = painted?;
    let base = base?;
    let write = || -> io::Result<()> {
        for (id, content) in contents.iter().zip(&packed) {
            file.packed_stream(id, |_| {}, content)?;
        }
        base.write_streams(&mut file)
    };
    let grow = || {
        let annotations = links::annotations(document);
        let tree = structure::Tree::grow(document, &tags, &annotations);
        (annotations, tree)
    };
    let (written, (annotations, tree)) = rayon::join(write, grow);
    written?;
    drop(packed);
    let annotation_ids = numbers.take(annotations.len());
    let mut objects = Objects::default();
    base.add(&mut objects);
    links::add(&mut objects, document, &annotations, annotation_ids, pages);
    let beside = structure::Beside {
        tags: &tags,
        pages,
        annotations: &annotations,
        annotation_ids,
    };
    let parts = catalog::Parts {
        pages,
        contents,
        resources: base.resources,
        annotations: &annotations,
        annotation_ids,
        structure: structure::add(&mut objects, &mut numbers, document, tree, beside),
        outline: outline::add(&mut objects, &mut numbers, document, pages),
        names: links::add_names(&mut objects, &mut numbers, document, pages),
        metadata: numbers.one(),
        profile: numbers.one(),
    };
    catalog::write_streams(&mut file, &parts, metadata)?;
    let (root, info) = catalog::add(&mut objects, &mut numbers, document, parts, metadata);
    file.objects(&objects, &mut numbers)?;
    file.end(numbers, root, info)
}
