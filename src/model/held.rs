//! Which powers are held, in words: one wording for tables, posters and handbook.

use super::{Division, Extent, Post, Power, Powers, Unit};

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

/// 财务管理、物资采购（全部）: the powers of a post by extent. One that its department does not have is
/// another body's, for which it works: 执纪执法（部分，不计入本站所）.
pub fn held_by_post(unit: &Unit, post: &Post) -> Vec<(Extent, String)> {
    let department = match post.division {
        Some(Division::Department(department)) => unit[department].powers.as_ref(),
        _ => None,
    };
    let of = |extent: Extent, is_beyond: bool| {
        let beyond = |power| department.is_some_and(|own| own.get(power).is_none());
        let held = post.powers.as_ref()?.held();
        let held = held.filter(|(power, e)| *e == extent && beyond(*power) == is_beyond);
        let names: Vec<&str> = held.map(|(power, _)| power.chinese()).collect();
        let note = match is_beyond {
            true => format!("，不计入本{}", unit.words().department),
            false => String::new(),
        };
        let said = format!("{}（{}{note}）", names.join("、"), extent.chinese());
        (!names.is_empty()).then_some((extent, said))
    };
    let both = [Extent::Full, Extent::Part].into_iter();
    both.flat_map(|extent| [of(extent, false), of(extent, true)])
        .flatten()
        .collect()
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
