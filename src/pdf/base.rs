//! printpdf's share: the embedded fonts as objects, with their widths and the characters they
//! show, and the resources of the pages.

use super::deflate::Packer;
use super::file::{File, Ids, Numbers, Objects};
use super::font::Faces;
use super::syntax::{self, Id};
use lopdf::{Dictionary, Object, ObjectId, Stream};
use printpdf::{
    Codepoint, Mm, Op, PdfDocument, PdfFontHandle, PdfPage, PdfResources, PdfSaveOptions, TextItem,
};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What printpdf made, under the numbers it has in our file.
pub struct Base {
    objects: Vec<Object>,
    order: BTreeMap<ObjectId, usize>,
    ids: Ids,
    /// The streams among them, packed.
    packed: Vec<(usize, Vec<u8>)>,
    /// The resources that all pages share.
    pub resources: Id,
}

impl Base {
    /// Lets printpdf embed the faces.
    pub fn new(faces: &Faces, numbers: &mut Numbers) -> io::Result<Self> {
        let mut pdf = PdfDocument::new("");
        pdf.resources = PdfResources::default();
        let mut ops = Vec::new();
        for face in faces.used() {
            let fonts = &mut pdf.resources.fonts.map;
            fonts.insert(face.id.clone(), face.font.clone());
            ops.push(Op::SetFont {
                font: PdfFontHandle::External(face.id.clone()),
                size: printpdf::Pt(1.0),
            });
            // It draws from its pages which character each glyph shows.
            let shown = (face.shown()).map(|(id, c)| Codepoint::with_cid(id, 0.0, c.to_string()));
            let items = vec![TextItem::GlyphIds(shown.collect())];
            ops.push(Op::ShowText { items });
        }
        pdf.with_pages(vec![PdfPage::new(Mm(1.0), Mm(1.0), ops)]);
        let options = PdfSaveOptions {
            optimize: false,
            subset_fonts: false,
            ..Default::default()
        };
        let mut made = pdf.to_lopdf_document(&options, &mut Vec::new());
        glyph_sets(&mut made, faces);
        let missing = |_| io::Error::other("printpdf: no resources");
        let page = made.page_iter().next().unwrap_or_default();
        let page = made.get_dictionary(page).map_err(missing)?;
        let resources = page.get(b"Resources").and_then(Object::as_reference);
        let resources = resources.map_err(missing)?;
        // Its page, and what names it, were for this only.
        made.trailer = Dictionary::new();
        made.trailer.set("Root", Object::Reference(resources));
        made.prune_objects();
        let order: BTreeMap<ObjectId, usize> = made.objects.keys().copied().zip(0..).collect();
        let ids = numbers.take(order.len());
        let own = order.get(&resources).map(|&k| ids.at(k));
        let objects: Vec<Object> = made.objects.into_values().collect();
        Ok(Self {
            packed: packed(&objects)?,
            objects,
            resources: own.ok_or_else(|| io::Error::other("printpdf: no resources"))?,
            order,
            ids,
        })
    }

    /// Writes the streams: font programs and what belongs to them.
    pub fn write_streams<W: Write>(&self, file: &mut File<W>) -> io::Result<()> {
        for (k, packed) in &self.packed {
            let Ok(stream) = self.objects[*k].as_stream() else {
                continue;
            };
            let entries = |dict: &mut syntax::Dict| {
                for (key, value) in &stream.dict {
                    if key != b"Length" {
                        let key = String::from_utf8_lossy(key);
                        syntax::object(dict.entry(&key), value, &|id| self.id(id));
                    }
                }
            };
            file.packed_stream(self.ids.at(*k), entries, packed)?;
        }
        Ok(())
    }

    /// Adds the objects that are no streams.
    pub fn add<'a>(&'a self, objects: &mut Objects<'a>) {
        for (k, object) in self.objects.iter().enumerate() {
            if object.as_stream().is_err() {
                objects.one(self.ids.at(k), move |out| {
                    syntax::object(out, object, &|id| self.id(id));
                });
            }
        }
    }

    /// 0, which is no object's, for what printpdf names and has not.
    fn id(&self, id: ObjectId) -> Id {
        self.order.get(&id).map_or(Id(0), |&k| self.ids.at(k))
    }
}

/// The streams among objects, with their places there, packed on all cores.
fn packed(objects: &[Object]) -> io::Result<Vec<(usize, Vec<u8>)>> {
    let streams: Vec<(usize, &Stream)> = (objects.iter().enumerate())
        .filter_map(|(k, object)| Some((k, object.as_stream().ok()?)))
        .collect();
    let pack =
        |packer: &mut Packer, (k, stream): (usize, &Stream)| Ok((k, packer.pack(&stream.content)?));
    let packed = streams.into_par_iter().map_init(Packer::new, pack);
    packed.collect()
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
