//! Fonts cut down to the glyphs a document uses.

use crate::diagnostic::{Code, Finding};
use crate::text::{FaceId, Fonts};
use crate::typeset::document::{Item, Page};
use crate::typeset::Document;
use printpdf::{FontId, FontMetrics, FontType, ParsedFont, PdfFont, PdfFontMetricsStub};
use rayon::prelude::*;
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;

/// One embedded face.
pub struct Embedded {
    /// Its name among the page resources.
    pub id: FontId,
    /// Glyphs in the subset, those that only serve as parts of others included.
    pub glyph_count: u16,
    /// The subset with its widths.
    pub font: PdfFont,
    /// By the glyph's number in the whole face, its number in the subset, and its width in
    /// 1/1000 em as the PDF will state it.
    glyphs: Vec<Option<(u16, f32)>>,
    /// The glyphs of the subset, in order, with the character that each shows.
    shown: Vec<(u16, char)>,
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
        let known = self.glyphs.get(usize::from(id)).copied().flatten();
        known.unwrap_or((0, 1000.0))
    }

    /// The numbers of the glyphs in the subset, with the character that each shows.
    pub fn shown(&self) -> impl Iterator<Item = (u16, char)> + '_ {
        self.shown.iter().copied()
    }
}

/// By face and number of the glyph, the last character that it shows.
type Shown = BTreeMap<FaceId, Vec<Option<char>>>;

/// So many pages are looked through by one core.
const PAGES_TOGETHER: usize = 64;

fn shown_on(pages: &[Page]) -> Shown {
    let mut used = Shown::new();
    for item in pages.iter().flat_map(|page| &page.items) {
        if let Item::Glyphs(run) = item {
            let shown = used.entry(run.face).or_default();
            for glyph in &run.glyphs {
                let id = usize::from(glyph.id);
                if shown.len() <= id {
                    shown.resize(id + 1, None);
                }
                shown[id] = Some(glyph.c);
            }
        }
    }
    used
}

/// Subsets every face that a document uses.
pub fn subset(document: &Document, fonts: &Fonts) -> Result<Faces, Finding> {
    let used = (document.pages.par_chunks(PAGES_TOGETHER)).map(shown_on);
    let used = used.reduce(BTreeMap::new, |mut earlier, later| {
        for (face, later) in later {
            let shown = earlier.entry(face).or_default();
            if shown.len() < later.len() {
                shown.resize(later.len(), None);
            }
            let glyphs = shown.iter_mut().zip(later);
            glyphs.for_each(|(shown, later)| *shown = later.or(*shown));
        }
        earlier
    });
    let used: Vec<(FaceId, Used)> = used
        .into_iter()
        .map(|(face, shown)| {
            let glyphs = shown.into_iter().enumerate();
            let used = glyphs.filter_map(|(id, c)| Some((u16::try_from(id).ok()?, c?)));
            (face, used.collect())
        })
        .collect();
    let faces: Result<BTreeMap<FaceId, Embedded>, Finding> = used
        .par_iter()
        .map(|(id, glyphs)| Ok((*id, embed(*id, glyphs, fonts)?)))
        .collect();
    Ok(Faces(faces?))
}

/// Glyphs of a face, in order, with the character that each shows.
type Used = Vec<(u16, char)>;

fn embed(id: FaceId, used: &Used, fonts: &Fonts) -> Result<Embedded, Finding> {
    let face = fonts.face(id);
    let sfnt = face.sfnt();
    let mut remapper = GlyphRemapper::new();
    let units = sfnt.units_per_em();
    let mut glyphs = vec![None; used.last().map_or(0, |&(id, _)| usize::from(id) + 1)];
    let mut shown = Vec::with_capacity(used.len());
    let mut glyph_widths = BTreeMap::new();
    for &(old, c) in used {
        let new = remapper.remap(old);
        let width = sfnt
            .glyph_hor_advance(ttf_parser::GlyphId(old))
            .unwrap_or(units);
        glyph_widths.insert(new, width);
        // printpdf cuts the stated width down to a whole number; positions must be reckoned
        // against the same number.
        let stated = (f32::from(width) * 1000.0 / f32::from(units)).trunc();
        glyphs[usize::from(old)] = Some((new, stated));
        shown.push((new, c));
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
        shown,
    })
}

/// Six letters that stand for the set of glyphs (ISO 32000-1 9.6.4).
fn tag(used: &Used) -> String {
    // FNV-1a: any stable mixture will do.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for (glyph, _) in used {
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
