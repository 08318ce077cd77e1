//! Fonts by role: which face shows a character, and how wide.

use super::Class;
use crate::diagnostic::{Code, Finding};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use ttf_parser::gsub::SubstitutionSubtable;
use ttf_parser::{Face as Sfnt, GlyphId, Tag};

/// The faces that GB/T 9704 names.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, serde::Serialize, Default,
)]
#[serde(rename_all = "kebab-case")]
pub enum FontRole {
    /// 仿宋: body text.
    #[default]
    Fangsong,
    /// 楷体: second-level headings, dates, names.
    Kai,
    /// 黑体: first-level headings, 第X条, table heads, wall text.
    Hei,
    /// 小标宋: titles.
    Xiaobiaosong,
    /// 宋体: page numbers.
    Song,
}

impl FontRole {
    /// Every role, in the order of their discriminants.
    pub const ALL: [Self; 5] = [
        Self::Fangsong,
        Self::Kai,
        Self::Hei,
        Self::Xiaobiaosong,
        Self::Song,
    ];
}

/// Number of a face within [`Fonts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u8);

/// A glyph with its measures in em.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// The face that has it.
    pub face: FaceId,
    /// Its number in that face.
    pub id: u16,
    /// The width of its box: one em for hanzi and marks, whatever the face says.
    pub advance: f32,
    /// How far its origin stands from the left of the box.
    pub shift: f32,
    /// The width that the face itself gives it.
    pub natural: f32,
}

/// One font file.
pub struct Face {
    /// PostScript name, for the PDF.
    pub name: String,
    /// The whole file.
    pub data: &'static [u8],
    sfnt: Sfnt<'static>,
}

impl Face {
    fn parse(file: &str, data: &'static [u8]) -> Result<Self, Finding> {
        let sfnt = Sfnt::parse(data, 0).map_err(|error| {
            Finding::placeless(Code::BadFont, format!("字体文件 {file} 读不出来：{error}"))
                .help("换成完好的 TrueType（.ttf）字体，或者在 print.toml 的 [fonts] 里去掉它")
        })?;
        let name = sfnt
            .names()
            .into_iter()
            .find(|n| n.name_id == ttf_parser::name_id::POST_SCRIPT_NAME)
            .and_then(|n| n.to_string())
            .unwrap_or_else(|| file.trim_end_matches(".ttf").to_string());
        Ok(Self { name, data, sfnt })
    }

    /// The parsed tables.
    pub fn sfnt(&self) -> &Sfnt<'static> {
        &self.sfnt
    }

    /// The glyph of a character, in its full-width form where the face has one (OpenType
    /// `fwid`): Chinese quotes, dashes and dots are a whole em wide.
    fn glyph(&self, c: char) -> Option<GlyphId> {
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

/// Which files serve a role: `[fonts.<role>]` of print.toml.
#[derive(Debug, Clone, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Chain {
    /// File for letters and digits only; the first of `han` where absent.
    pub latin: Option<String>,
    /// Files tried in order for everything else, and for letters the Latin file lacks.
    pub han: Vec<String>,
}

/// `[fonts]` of print.toml: a chain for each role.
pub type Chains = BTreeMap<FontRole, Chain>;

/// All faces, and the chain of each role.
pub struct Fonts {
    faces: Vec<Face>,
    chains: Vec<(Option<FaceId>, Vec<FaceId>)>,
    /// Looked-up glyphs of the basic plane by role, packed; 0 where not yet looked up. A
    /// plain cache: any thread may fill a cell, and all would write the same value.
    cache: Vec<AtomicU64>,
}

const PLANE: usize = 0x1_0000;
const KNOWN: u64 = 1 << 63;
const PRESENT: u64 = 1 << 62;

impl Fonts {
    /// The shipped fonts with the default chains.
    pub fn shipped() -> Result<Self, Finding> {
        let chains: Chains = [
            (FontRole::Fangsong, Some(LATIN), FANGSONG),
            (FontRole::Kai, Some(LATIN), KAI),
            (FontRole::Hei, None, HEI),
            (FontRole::Xiaobiaosong, None, BOLD),
            (FontRole::Song, None, SONG),
        ]
        .into_iter()
        .map(|(role, latin, han)| {
            (
                role,
                Chain {
                    latin: latin.map(String::from),
                    han: vec![han.to_string()],
                },
            )
        })
        .collect();
        Self::new(&chains, &|_| None)
    }

    /// Builds the chains. `own` gives the bytes of a file in the town's own fonts folder; the
    /// shipped files come after. Every chain ends in all shipped Chinese faces, so that a
    /// rare character is found wherever one of them has it.
    pub fn new(
        chains: &Chains,
        own: &dyn Fn(&str) -> Option<&'static [u8]>,
    ) -> Result<Self, Finding> {
        let mut faces: Vec<Face> = Vec::new();
        let mut files: Vec<String> = Vec::new();
        let mut face = |file: &str| -> Result<FaceId, Finding> {
            if let Some(i) = files.iter().position(|f| f == file) {
                return Ok(FaceId(i as u8));
            }
            let data = own(file).or_else(|| shipped(file)).ok_or_else(|| {
                Finding::placeless(Code::BadFont, format!("找不到字体文件 {file}"))
                    .help("把字体放进模板目录的 fonts/ 里，或者改 print.toml 的 [fonts]")
            })?;
            faces.push(Face::parse(file, data)?);
            files.push(file.to_string());
            Ok(FaceId(faces.len() as u8 - 1))
        };
        let mut built = Vec::new();
        for role in FontRole::ALL {
            let chain = chains.get(&role).ok_or_else(|| {
                Finding::placeless(
                    Code::BadStyle,
                    format!("print.toml 的 [fonts] 缺少 {role:?}"),
                )
            })?;
            let latin = chain.latin.as_deref().map(&mut face).transpose()?;
            let mut han = Vec::new();
            for file in chain.han.iter().map(String::as_str).chain([SONG, HEI, KAI]) {
                let id = face(file)?;
                if !han.contains(&id) {
                    han.push(id);
                }
            }
            built.push((latin, han));
        }
        let cache = (0..FontRole::ALL.len() * PLANE)
            .map(|_| AtomicU64::new(0))
            .collect();
        Ok(Self {
            faces,
            chains: built,
            cache,
        })
    }

    /// A face by number.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[usize::from(id.0)]
    }

    /// Number of faces.
    pub fn len(&self) -> usize {
        self.faces.len()
    }

    /// Whether there is no face at all; never so after [`Fonts::new`].
    pub fn is_empty(&self) -> bool {
        self.faces.is_empty()
    }

    /// The glyph that shows `c` in a role, or `None` where no face has it.
    pub fn glyph(&self, role: FontRole, c: char) -> Option<Glyph> {
        let code = c as usize;
        if code >= PLANE {
            return self.look_up(role, c);
        }
        let cell = &self.cache[role as usize * PLANE + code];
        let mut packed = cell.load(Ordering::Relaxed);
        if packed & KNOWN == 0 {
            packed = KNOWN
                | self
                    .look_up(role, c)
                    .map_or(0, |glyph| PRESENT | pack(&glyph));
            cell.store(packed, Ordering::Relaxed);
        }
        (packed & PRESENT != 0).then(|| unpack(packed, c))
    }

    fn look_up(&self, role: FontRole, c: char) -> Option<Glyph> {
        let (latin, han) = &self.chains[role as usize];
        // The Latin face also has quotes, dashes and dots of its own shape: it may serve
        // letters, digits and ASCII marks only.
        let latin = latin.filter(|_| matches!(Class::of(c), Class::Latin | Class::Space));
        latin.iter().chain(han).find_map(|&id| {
            let face = self.face(id);
            let glyph = face.glyph(c)?;
            let units = f32::from(face.sfnt.units_per_em());
            let natural = f32::from(face.sfnt.glyph_hor_advance(glyph)?) / units;
            let (advance, shift) = box_of(c, natural);
            Some(Glyph {
                face: id,
                id: glyph.0,
                advance,
                shift,
                natural,
            })
        })
    }

    /// The width of a text on one line in em, with the trims of [`super::compose`]: marks that
    /// meet share their blanks, and a mark at either end gives up its outer half.
    pub fn width(&self, role: FontRole, text: &str) -> f32 {
        let mut width = 0.0;
        let mut before: Option<Class> = None;
        for c in text.chars() {
            let class = Class::of(c);
            width += self.glyph(role, c).map_or(1.0, |g| g.advance);
            width -= match before {
                None if class == Class::Opening => 0.5,
                Some(before) => shared_blank(before, class),
                None => 0.0,
            };
            before = Some(class);
        }
        width
            - if before.is_some_and(Class::is_trailing_blank) {
                0.5
            } else {
                0.0
            }
    }
}

/// How much blank two neighbours give up, in em: marks that meet take one and a half em
/// together (CLREQ 3.1.6.1).
pub fn shared_blank(before: Class, after: Class) -> f32 {
    let facing = match (before, after) {
        // 。” and ）， : the blank after the first.
        (b, a) if b.is_trailing_blank() && a.is_trailing_blank() => true,
        // ”（ and ，《 : one of the two blanks between them.
        (b, Class::Opening) if b.is_trailing_blank() => true,
        // （“ : the blank before the second.
        (Class::Opening, Class::Opening) => true,
        _ => false,
    };
    if facing {
        0.5
    } else {
        0.0
    }
}

/// The box of a character: its width, and where its glyph starts within, both in em.
fn box_of(c: char, natural: f32) -> (f32, f32) {
    match Class::of(c) {
        Class::Latin | Class::Space | Class::Slash if c != '／' => (natural, 0.0),
        Class::MiddleDot => (0.5, (0.5 - natural) / 2.0),
        Class::Connector if c == '–' => (natural, 0.0),
        // A narrow glyph in a wide box: openers stand at its right, the rest at its left or,
        // where the ink is centred, in the middle.
        Class::Opening => (1.0, 1.0 - natural),
        Class::Closing | Class::Pause | Class::Stop => (1.0, 0.0),
        _ if natural > 1.05 => (natural, 0.0),
        _ => (1.0, (1.0 - natural) / 2.0),
    }
}

fn pack(glyph: &Glyph) -> u64 {
    u64::from(glyph.id) | u64::from(glyph.face.0) << 16 | u64::from(glyph.natural.to_bits()) << 24
}

fn unpack(packed: u64, c: char) -> Glyph {
    let natural = f32::from_bits((packed >> 24) as u32);
    let (advance, shift) = box_of(c, natural);
    Glyph {
        face: FaceId((packed >> 16) as u8),
        id: packed as u16,
        advance,
        shift,
        natural,
    }
}

const FANGSONG: &str = "ZhuqueFangsong-Regular.ttf";
const KAI: &str = "LXGWWenKaiGBLite-Regular.ttf";
const HEI: &str = "NotoSansSC-Regular.ttf";
const SONG: &str = "NotoSerifSC-Regular.ttf";
const BOLD: &str = "NotoSerifSC-Bold.ttf";
const LATIN: &str = "LiberationSerif-Regular.ttf";

/// Names of the shipped files.
pub const SHIPPED: [&str; 6] = [FANGSONG, KAI, HEI, SONG, BOLD, LATIN];

/// The fonts built into the binary, so that one file is all a town needs.
fn shipped(file: &str) -> Option<&'static [u8]> {
    Some(match file {
        FANGSONG => include_bytes!("../../templates/fonts/ZhuqueFangsong-Regular.ttf"),
        KAI => include_bytes!("../../templates/fonts/LXGWWenKaiGBLite-Regular.ttf"),
        HEI => include_bytes!("../../templates/fonts/NotoSansSC-Regular.ttf"),
        SONG => include_bytes!("../../templates/fonts/NotoSerifSC-Regular.ttf"),
        BOLD => include_bytes!("../../templates/fonts/NotoSerifSC-Bold.ttf"),
        LATIN => include_bytes!("../../templates/fonts/LiberationSerif-Regular.ttf"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_a_whole_em_in_every_role() {
        let fonts = Fonts::shipped().unwrap();
        for role in FontRole::ALL {
            for c in "“”‘’（）《》，。——……镇峪①".chars() {
                let glyph = fonts.glyph(role, c).unwrap();
                assert_eq!(glyph.advance, 1.0, "{role:?} {c}");
            }
        }
    }

    #[test]
    fn widths_share_the_blanks_of_marks() {
        let fonts = Fonts::shipped().unwrap();
        let width = |text| fonts.width(FontRole::Hei, text);
        assert_eq!(width("廉政"), 2.0);
        assert_eq!(width("廉政，"), 2.5);
        assert_eq!(width("“廉”"), 2.0);
        assert_eq!(width("廉》《政"), 3.5);
    }

    #[test]
    fn the_latin_face_serves_letters_only() {
        let fonts = Fonts::shipped().unwrap();
        let face = |c| {
            fonts
                .face(fonts.glyph(FontRole::Fangsong, c).unwrap().face)
                .name
                .clone()
        };
        assert_eq!(face('2'), "LiberationSerif-Regular");
        assert_eq!(face('“'), "ZhuqueFangsong-Regular");
        assert_eq!(face('—'), "ZhuqueFangsong-Regular");
        assert_eq!(face('①'), "NotoSerifSC-Regular");
    }
}
