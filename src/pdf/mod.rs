//! From pages to the bytes of a PDF.
//!
//! printpdf writes the page contents and fonts; what it cannot say (nested outline, page
//! labels, tags, fixed ids) is added to its lopdf document before saving. Same document,
//! same bytes.

mod finish;
mod font;
mod painter;
mod structure;
mod xmp;

use crate::date::Date;
use crate::diagnostic::{Code, Finding};
use crate::text::Fonts;
use crate::typeset::Document;
use printpdf::{PdfDocument, PdfPage, PdfSaveOptions};
use rayon::prelude::*;

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
    let painted: Vec<painter::Painted> = document
        .pages
        .par_iter()
        .map(|page| painter::paint(page, &faces))
        .collect();
    let mut pdf = PdfDocument::new(&metadata.title);
    for face in faces.used() {
        pdf.resources
            .fonts
            .map
            .insert(face.id.clone(), face.font.clone());
    }
    let mut tags = Vec::with_capacity(painted.len());
    let mut pages = Vec::with_capacity(painted.len());
    for (page, painted) in document.pages.iter().zip(painted) {
        let (width, height) = if page.turned {
            (page.height, page.width)
        } else {
            (page.width, page.height)
        };
        pages.push(PdfPage::new(
            printpdf::Pt(width).into(),
            printpdf::Pt(height).into(),
            painted.ops,
        ));
        tags.push(painted.tags);
    }
    pdf.with_pages(pages);
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        ..Default::default()
    };
    let mut lopdf = pdf.to_lopdf_document(&options, &mut Vec::new());
    finish::finish(&mut lopdf, document, &tags, &faces, metadata)
        .map_err(|error| Finding::placeless(Code::BadStyle, format!("PDF 写不出来：{error}")))?;
    // Streams are independent of each other: deflate them on all cores.
    let mut streams: Vec<&mut lopdf::Object> = lopdf.objects.values_mut().collect();
    streams.par_iter_mut().for_each(|object| {
        if let lopdf::Object::Stream(stream) = object {
            // Metadata stays readable without a PDF reader (ISO 19005-2 6.6.2.1).
            if !stream.dict.has_type(b"Metadata") {
                let _ = stream.compress();
            }
        }
    });
    let mut bytes = Vec::new();
    lopdf
        .save_to(&mut bytes)
        .map_err(|error| Finding::placeless(Code::BadStyle, format!("PDF 写不出来：{error}")))?;
    Ok(bytes)
}
