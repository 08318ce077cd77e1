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

/// The powers held, in words: 财务管理（全部）、物资采购（部分）; 无 where there is none.
pub fn powers_held(powers: Option<&Powers>) -> String {
    let said =
        |(power, extent): (Power, Extent)| format!("{}（{}）", power.chinese(), extent.chinese());
    in_words(powers, said)
}

/// The same of a post.
pub fn powers_of_post(unit: &Unit, post: &Post) -> String {
    let said = |(power, extent): (Power, Extent)| {
        let note = note(unit, is_beyond(unit, post, power));
        format!("{}（{}{note}）", power.chinese(), extent.chinese())
    };
    in_words(post.powers.as_ref(), said)
}

/// 财务管理、物资采购（全部）: the powers of a post by extent.
pub fn held_by_post(unit: &Unit, post: &Post) -> Vec<(Extent, String)> {
    let of = |(extent, beyond): (Extent, bool)| {
        let held = post.powers.as_ref()?.held();
        let held = held.filter(|(p, e)| *e == extent && is_beyond(unit, post, *p) == beyond);
        let names: Vec<&str> = held.map(|(power, _)| power.chinese()).collect();
        let note = note(unit, beyond);
        let said = format!("{}（{}{note}）", names.join("、"), extent.chinese());
        (!names.is_empty()).then_some((extent, said))
    };
    let (full, part) = (Extent::Full, Extent::Part);
    let groups = [(full, false), (full, true), (part, false), (part, true)];
    groups.into_iter().filter_map(of).collect()
}

fn in_words(powers: Option<&Powers>, said: impl Fn((Power, Extent)) -> String) -> String {
    let Some(powers) = powers else {
        return NOT_KNOWN.into();
    };
    let words: Vec<String> = powers.held().map(said).collect();
    match words.is_empty() {
        true => "无".into(),
        false => words.join("、"),
    }
}

/// Whether a power of a post is none of its department: it is another body's, for which it works.
fn is_beyond(unit: &Unit, post: &Post, power: Power) -> bool {
    let department = match post.division {
        Some(Division::Department(department)) => unit[department].powers.as_ref(),
        _ => None,
    };
    department.is_some_and(|own| own.get(power).is_none())
}

/// What is said of such a power: 执纪执法（部分，不计入本站所）.
fn note(unit: &Unit, is_beyond: bool) -> String {
    match is_beyond {
        true => format!("，不计入本{}", unit.words().department),
        false => String::new(),
    }
}
