//! Fonts cut down to the glyphs a document uses.

use crate::diagnostic::{Code, Finding};
use crate::text::{FaceId, Fonts};
use crate::typeset::document::Item;
use crate::typeset::Document;
use printpdf::{FontId, FontMetrics, FontType, ParsedFont, PdfFont, PdfFontMetricsStub};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use subsetter::GlyphRemapper;

/// One embedded face.
pub struct Embedded {
    /// Its name among the page resources.
    pub id: FontId,
    /// Glyphs in the subset, those that only serve as parts of others included.
    pub glyph_count: u16,
    /// The subset with its widths.
    pub font: PdfFont,
    /// Glyph numbers of the whole face to those of the subset, and widths in 1/1000 em as the
    /// PDF will state them.
    glyphs: BTreeMap<u16, (u16, f32)>,
}

/// The faces of a document, by their number.
pub struct Faces(BTreeMap<FaceId, Embedded>);

impl Faces {
    /// All embedded faces.
    pub fn used(&self) -> impl Iterator<Item = &Embedded> {
        self.0.values()
    }

    /// A face; every face that a page uses was embedded before.
    pub fn get(&self, id: FaceId) -> Option<&Embedded> {
        self.0.get(&id)
    }
}

impl Embedded {
    /// Its name with the mark of the subset.
    pub fn name(&self) -> &[u8] {
        let name = self.font.parsed_font.font_name.as_deref();
        name.unwrap_or_default().as_bytes()
    }

    /// The glyph's number in the subset and its stated width.
    pub fn glyph(&self, id: u16) -> (u16, f32) {
        self.glyphs.get(&id).copied().unwrap_or((0, 1000.0))
    }
}

/// Subsets every face that a document uses.
pub fn subset(document: &Document, fonts: &Fonts) -> Result<Faces, Finding> {
    let mut used: BTreeMap<FaceId, BTreeSet<u16>> = BTreeMap::new();
    for item in document.pages.iter().flat_map(|page| &page.items) {
        if let Item::Glyphs(run) = item {
            used.entry(run.face)
                .or_default()
                .extend(run.glyphs.iter().map(|g| g.id));
        }
    }
    let used: Vec<(FaceId, BTreeSet<u16>)> = used.into_iter().collect();
    let faces: Result<BTreeMap<FaceId, Embedded>, Finding> = used
        .par_iter()
        .map(|(id, glyphs)| Ok((*id, embed(*id, glyphs, fonts)?)))
        .collect();
    Ok(Faces(faces?))
}

fn embed(id: FaceId, used: &BTreeSet<u16>, fonts: &Fonts) -> Result<Embedded, Finding> {
    let face = fonts.face(id);
    let sfnt = face.sfnt();
    let mut remapper = GlyphRemapper::new();
    let units = sfnt.units_per_em();
    let mut glyphs = BTreeMap::new();
    let mut glyph_widths = BTreeMap::new();
    for &old in used {
        let new = remapper.remap(old);
        let width = sfnt
            .glyph_hor_advance(ttf_parser::GlyphId(old))
            .unwrap_or(units);
        glyph_widths.insert(new, width);
        // printpdf cuts the stated width down to a whole number; positions must be reckoned
        // against the same number.
        let stated = (f32::from(width) * 1000.0 / f32::from(units)).trunc();
        glyphs.insert(old, (new, stated));
    }
    let original_bytes = subsetter::subset(face.data, 0, &remapper).map_err(|error| {
        Finding::placeless(
            Code::BadFont,
            format!("字体 {} 不能取子集：{error}", face.name),
        )
        .help("换一个 TrueType 字体")
    })?;
    // The number of glyphs stands at byte 4 of the table of maxima (OpenType, maxp).
    let glyph_count = ttf_parser::RawFace::parse(&original_bytes, 0)
        .ok()
        .and_then(|raw| raw.table(ttf_parser::Tag::from_bytes(b"maxp")))
        .and_then(|maxp| Some(u16::from_be_bytes([*maxp.get(4)?, *maxp.get(5)?])))
        .unwrap_or(0);
    let bounds = sfnt.global_bounding_box();
    let parsed = ParsedFont {
        original_bytes,
        font_index: 0,
        font_name: Some(format!("{}+{}", tag(used), face.name)),
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths,
        units_per_em: units,
        font_metrics: FontMetrics {
            ascent: sfnt.ascender(),
            descent: sfnt.descender(),
        },
        font_type: FontType::TrueType,
        pdf_font_metrics: PdfFontMetricsStub {
            units_per_em: units,
            x_min: bounds.x_min,
            y_min: bounds.y_min,
            x_max: bounds.x_max,
            y_max: bounds.y_max,
            caret_slope_rise: 1,
            caret_slope_run: 0,
            us_weight_class: sfnt.weight().to_number(),
        },
    };
    Ok(Embedded {
        id: FontId(format!("F{}", id.0)),
        glyph_count,
        font: PdfFont::new(parsed),
        glyphs,
    })
}

/// Six letters that stand for the set of glyphs (ISO 32000-1 9.6.4).
fn tag(used: &BTreeSet<u16>) -> String {
    // FNV-1a: any stable mixture will do.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for glyph in used {
        hash = (hash ^ u64::from(*glyph)).wrapping_mul(0x100_0000_01b3);
    }
    (0..6)
        .map(|_| {
            let letter = (b'A' + (hash % 26) as u8) as char;
            hash /= 26;
            letter
        })
        .collect()
}
