//! The first hour: a small unit to begin with ([`init`]), one more entity in the right file
//! ([`new`]), the built-in templates to change ([`templates`]).
//!
//! What is written is data in `templates/init/` and `templates/new/`; it is made of the words
//! of the unit's kind, so that no text here knows what a unit is called.

pub mod init;
pub mod new;
pub mod templates;

mod context;
mod near;
mod page;
mod place;
mod target;
mod terms;
mod wanted;

use crate::build::preset::{preset, Preset, PRESETS};
use crate::diagnostic::words::meant;

/// The preset of that name, or what to tell the person who asked for it.
fn kind(name: &str) -> Result<&'static Preset, String> {
    preset(name).ok_or_else(|| {
        let near = meant(
            name,
            PRESETS.iter().map(|preset| (preset.key, preset.title)),
        );
        let near = near.map_or(String::new(), |near| format!("，是不是要写 {near}？"));
        format!("没有 \"{name}\" 这种单位{near}\n  可以写：{}\n", kinds())
    })
}

/// `township 乡镇、街道 · bureau 局、委、办`
fn kinds() -> String {
    let kinds = PRESETS.iter().map(|p| format!("{} {}", p.key, p.title));
    kinds.collect::<Vec<_>>().join(" · ")
}
