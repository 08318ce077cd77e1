//! Fonts by role: which face shows a character, and how wide.

mod chain;
mod face;

pub use chain::{shipped, Chain, Chains};
pub use face::{covered, Face};

use super::{Class, Terms};
use crate::diagnostic::{Code, Finding, Severity, Spanned};
use chain::FALLBACK;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

/// The unit's own font files by their path below `fonts/`. They live as long as the run: the
/// faces borrow from them.
pub type OwnFonts = BTreeMap<String, &'static [u8]>;

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

    /// The name that print.toml gives it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fangsong => "fangsong",
            Self::Kai => "kai",
            Self::Hei => "hei",
            Self::Xiaobiaosong => "xiaobiaosong",
            Self::Song => "song",
        }
    }
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

/// All faces, and the chain of each role.
pub struct Fonts {
    faces: Vec<Face>,
    chains: Vec<(Option<FaceId>, Vec<FaceId>)>,
    /// Looked-up glyphs of the basic plane by role, packed; 0 where not yet looked up. A
    /// plain cache: any thread may fill a cell, and all would write the same value.
    cache: Vec<AtomicU64>,
    /// The words that a line is not broken inside. They stand here since whoever breaks a line
    /// has the fonts at hand, and the unit adds its own to both.
    pub terms: Terms,
}

const PLANE: usize = 0x1_0000;
const KNOWN: u64 = 1 << 63;
const PRESENT: u64 = 1 << 62;

impl Fonts {
    /// The shipped fonts with the default chains.
    pub fn shipped() -> Result<Self, Vec<Finding>> {
        Self::new(&chain::default_chains(), &OwnFonts::new()).map(|(fonts, _)| fonts)
    }

    /// Builds the chains: the unit's own files first, then the shipped ones. Every chain ends
    /// in the own faces of the others, the shipped Chinese ones, and the own ones that no chain
    /// names, so that a rare character is found wherever one of them has it. Also gives what is
    /// worth knowing of the last.
    pub fn new(chains: &Chains, own: &OwnFonts) -> Result<(Self, Vec<Finding>), Vec<Finding>> {
        let mut library = Library {
            own,
            faces: Vec::new(),
            files: Vec::new(),
            faults: Vec::new(),
        };
        let mut built = Vec::new();
        for role in FontRole::ALL {
            let Some(chain) = chains.get(&role) else {
                let message = format!("print.toml 的 [fonts] 里少了 {} 一段", role.word());
                library
                    .faults
                    .push(Finding::placeless(Code::BadStyle, message));
                continue;
            };
            let latin = chain.latin.as_ref().and_then(|file| library.named(file));
            let present = chain.own.iter().filter(|file| library.has_own(file));
            let present: Vec<&Spanned<String>> = present.chain(&chain.han).collect();
            let mut han: Vec<FaceId> = Vec::new();
            for file in present {
                han.extend(library.named(file).filter(|id| !han.contains(id)));
            }
            built.push((latin, han));
        }
        if !library.faults.is_empty() {
            return Err(library.faults);
        }
        let named = |file: &&str| names(chains).any(|name| same_file(name, file));
        let (first, rest): (Vec<&str>, Vec<&str>) = own.keys().map(String::as_str).partition(named);
        let last = first.into_iter().chain(FALLBACK).chain(rest);
        let last: Vec<FaceId> = last.filter_map(|file| library.add(file)).collect();
        let Library { faces, faults, .. } = library;
        for (latin, han) in &mut built {
            for &id in &last {
                // A face that serves letters only must not bring its own quotes and dashes.
                if !han.contains(&id) && *latin != Some(id) {
                    han.push(id);
                }
            }
        }
        let cache = (0..FontRole::ALL.len() * PLANE)
            .map(|_| AtomicU64::new(0))
            .collect();
        let fonts = Self {
            faces,
            chains: built,
            cache,
            terms: Terms::of_the_field(),
        };
        Ok((fonts, faults))
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
            let units = f32::from(face.sfnt().units_per_em());
            let natural = f32::from(face.sfnt().glyph_hor_advance(glyph)?) / units;
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

/// Every file that a chain names.
pub fn names(chains: &Chains) -> impl Iterator<Item = &str> {
    chains.values().flat_map(|chain| {
        let files = chain.latin.iter().chain(&chain.own).chain(&chain.han);
        files.map(|file| file.value.as_str())
    })
}

/// Whether two names are of one file, whatever the case of their letters.
pub fn same_file(a: &str, b: &str) -> bool {
    a == b || a.to_lowercase() == b.to_lowercase()
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

/// Faces as they are asked for, each file once.
struct Library<'a> {
    own: &'a OwnFonts,
    faces: Vec<Face>,
    files: Vec<String>,
    faults: Vec<Finding>,
}

impl Library<'_> {
    /// A unit's file by the name that print.toml gives it, whatever the case of its letters:
    /// font files come as FZXBSJW.TTF and as fzxbsjw.ttf.
    fn own(&self, file: &str) -> Option<(&str, &'static [u8])> {
        let (name, data) = self.own.get_key_value(file).or_else(|| {
            let mut files = self.own.iter();
            files.find(|(name, _)| same_file(name, file))
        })?;
        Some((name, data))
    }

    fn has_own(&self, file: &str) -> bool {
        self.own(file).is_some()
    }

    /// The face of a file that print.toml names; a fault there where there is none.
    fn named(&mut self, file: &Spanned<String>) -> Option<FaceId> {
        let found = self.own(file).map(|(name, data)| (name.to_string(), data));
        let found = found.or_else(|| Some((file.value.clone(), shipped(file)?)));
        let Some((name, data)) = found else {
            let message = format!("找不到字体文件 {}", file.value);
            let help = "把字体（.ttf、.otf、.ttc）放进模板目录的 fonts/ 里，或者改这个名字";
            self.faults
                .push(Finding::error(Code::BadFont, file.place, message).help(help));
            return None;
        };
        self.load(&name, data).or_else(|| {
            let message = format!("{} 不是字体，或者已经损坏", file.value);
            let help = "换成完好的字体文件，或者从这里去掉它";
            self.faults
                .push(Finding::error(Code::BadFont, file.place, message).help(help));
            None
        })
    }

    /// Adds a file that no chain names, to look for rare characters in.
    fn add(&mut self, file: &str) -> Option<FaceId> {
        let own = self.own.get(file).copied();
        let loaded = self.load(file, own.or_else(|| shipped(file))?);
        if loaded.is_none() {
            let message = format!("模板目录里的 fonts/{file} 不是字体，或者已经损坏，没有用它");
            self.faults.push(Finding {
                severity: Severity::Warning,
                ..Finding::placeless(Code::BadFont, message).help("换成完好的字体文件，或者删去它")
            });
        }
        loaded
    }

    fn load(&mut self, file: &str, data: &'static [u8]) -> Option<FaceId> {
        if let Some(i) = self.files.iter().position(|f| f == file) {
            return Some(FaceId(i as u8));
        }
        if self.faces.len() > usize::from(u8::MAX) {
            return None;
        }
        self.faces.push(Face::parse(file, data)?);
        self.files.push(file.to_string());
        Some(FaceId(self.faces.len() as u8 - 1))
    }
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
