//! Which files serve a role, and the shipped files.

use super::FontRole;
use crate::diagnostic::{Place, SourceId, Spanned};
use std::collections::BTreeMap;

/// Which files serve a role: `[fonts.<role>]` of print.toml.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// File for letters and digits only; the first of the others where absent.
    pub latin: Option<Spanned<String>>,
    /// Files of the unit's own that go before `han` where they are there.
    pub own: Vec<Spanned<String>>,
    /// Files tried in order for everything else, and for letters the Latin file lacks.
    pub han: Vec<Spanned<String>>,
}

/// `[fonts]` of print.toml: a chain for each role.
pub type Chains = BTreeMap<FontRole, Chain>;

const FANGSONG: &str = "ZhuqueFangsong-Regular.ttf";
const KAI: &str = "LXGWWenKaiGBLite-Regular.ttf";
const HEI: &str = "NotoSansSC-Regular.ttf";
const SONG: &str = "NotoSerifSC-Regular.ttf";
const BOLD: &str = "NotoSerifSC-Bold.ttf";
const LATIN: &str = "LiberationSerif-Regular.ttf";

/// Shipped faces that every chain ends in, those with the most characters first.
pub(super) const FALLBACK: [&str; 4] = [SONG, HEI, KAI, FANGSONG];

/// A font file built into the binary, so that one file is all a unit needs.
pub fn shipped(file: &str) -> Option<&'static [u8]> {
    Some(match file {
        FANGSONG => include_bytes!("../../../templates/fonts/ZhuqueFangsong-Regular.ttf"),
        KAI => include_bytes!("../../../templates/fonts/LXGWWenKaiGBLite-Regular.ttf"),
        HEI => include_bytes!("../../../templates/fonts/NotoSansSC-Regular.ttf"),
        SONG => include_bytes!("../../../templates/fonts/NotoSerifSC-Regular.ttf"),
        BOLD => include_bytes!("../../../templates/fonts/NotoSerifSC-Bold.ttf"),
        LATIN => include_bytes!("../../../templates/fonts/LiberationSerif-Regular.ttf"),
        _ => return None,
    })
}

/// The chains of the shipped fonts.
pub(super) fn default_chains() -> Chains {
    let named = |file: &str| Spanned::new(file.to_string(), Place::new(SourceId(0), 0..0));
    [
        (FontRole::Fangsong, Some(LATIN), FANGSONG),
        (FontRole::Kai, Some(LATIN), KAI),
        (FontRole::Hei, None, HEI),
        (FontRole::Xiaobiaosong, None, BOLD),
        (FontRole::Song, None, SONG),
    ]
    .into_iter()
    .map(|(role, latin, han)| {
        let chain = Chain {
            latin: latin.map(named),
            own: Vec::new(),
            han: vec![named(han)],
        };
        (role, chain)
    })
    .collect()
}
