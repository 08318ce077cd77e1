//! One font file: its glyphs, and their full-width forms.

use std::collections::BTreeSet;
use ttf_parser::gsub::SubstitutionSubtable;
use ttf_parser::{Face as Sfnt, GlyphId, Tag};

/// One font file.
pub struct Face {
    /// PostScript name, for the PDF.
    pub name: String,
    /// The whole file.
    pub data: &'static [u8],
    sfnt: Sfnt<'static>,
}

impl Face {
    /// Reads the first font of a file.
    pub(super) fn parse(file: &str, data: &'static [u8]) -> Option<Self> {
        let sfnt = Sfnt::parse(data, 0).ok()?;
        let name = sfnt
            .names()
            .into_iter()
            .find(|n| n.name_id == ttf_parser::name_id::POST_SCRIPT_NAME)
            .and_then(|n| n.to_string())
            .filter(|name| is_plain(name))
            .or_else(|| {
                let (stem, _) = file.rsplit_once('.')?;
                is_plain(stem).then(|| stem.to_string())
            })
            .unwrap_or_else(|| format!("Font{:08x}", checksum(file)));
        Some(Self { name, data, sfnt })
    }

    /// The parsed tables.
    pub fn sfnt(&self) -> &Sfnt<'static> {
        &self.sfnt
    }

    /// The glyph of a character, in its full-width form where the face has one (OpenType
    /// `fwid`): Chinese quotes, dashes and dots are a whole em wide.
    pub(super) fn glyph(&self, c: char) -> Option<GlyphId> {
        let id = self.sfnt.glyph_index(c)?;
        let wide = matches!(c, '“' | '”' | '‘' | '’' | '—' | '…');
        Some(if wide {
            self.full_width(id).unwrap_or(id)
        } else {
            id
        })
    }

    fn full_width(&self, id: GlyphId) -> Option<GlyphId> {
        let gsub = self.sfnt.tables().gsub?;
        let feature = gsub
            .features
            .into_iter()
            .find(|f| f.tag == Tag::from_bytes(b"fwid"))?;
        feature.lookup_indices.into_iter().find_map(|index| {
            let lookup = gsub.lookups.get(index)?;
            lookup
                .subtables
                .into_iter::<SubstitutionSubtable>()
                .find_map(|table| match table {
                    SubstitutionSubtable::Single(single) => match single {
                        ttf_parser::gsub::SingleSubstitution::Format1 { coverage, delta } => {
                            coverage.get(id)?;
                            Some(GlyphId(id.0.wrapping_add_signed(delta)))
                        }
                        ttf_parser::gsub::SingleSubstitution::Format2 {
                            coverage,
                            substitutes,
                        } => substitutes.get(coverage.get(id)?),
                    },
                    _ => None,
                })
        })
    }
}

/// Which of these characters a file has; `None` where it is no font.
pub fn covered(data: &'static [u8], chars: &BTreeSet<char>) -> Option<Vec<char>> {
    let face = Face::parse("", data)?;
    let has = |c: &char| face.glyph(*c).is_some();
    Some(chars.iter().copied().filter(has).collect())
}

/// Whether it may stand in a PDF as the name of a font.
fn is_plain(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
    !name.is_empty() && name.bytes().all(plain)
}

/// A stable number for a file that has no usable name of its own (FNV-1a).
fn checksum(file: &str) -> u32 {
    file.bytes().fold(0x811c_9dc5, |hash, b| {
        (hash ^ u32::from(b)).wrapping_mul(0x0100_0193)
    })
}
