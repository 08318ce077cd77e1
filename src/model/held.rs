//! Which powers are held, in words: one wording for tables, posters and handbook.

use super::{Extent, Power, Powers};

/// How pages say that the rules do not say.
pub const NOT_KNOWN: &str = "未填报";

/// How far a power is held, as a key and in a word; `powers` is `None` where it is not known.
pub fn extent(powers: Option<&Powers>, power: Power) -> (&'static str, &'static str) {
    match powers.map(|powers| powers.get(power)) {
        None => ("unknown", NOT_KNOWN),
        Some(None) => ("none", "无"),
        Some(Some(extent)) => (extent.key(), extent.chinese()),
    }
}

/// 财务管理、物资采购: the powers held to that extent, if any.
pub fn names_held(powers: Option<&Powers>, wanted: Extent) -> Option<String> {
    let held = powers?.held().filter(|(_, extent)| *extent == wanted);
    let names: Vec<&str> = held.map(|(power, _)| power.chinese()).collect();
    (!names.is_empty()).then(|| names.join("、"))
}

/// The powers held, in words: 财务管理（全部）、物资采购（部分）; 无 where there is none.
pub fn powers_held(powers: Option<&Powers>) -> String {
    let Some(powers) = powers else {
        return NOT_KNOWN.into();
    };
    let words: Vec<String> = powers
        .held()
        .map(|(p, e)| format!("{}（{}）", p.chinese(), e.chinese()))
        .collect();
    if words.is_empty() {
        "无".into()
    } else {
        words.join("、")
    }
}
