//! Presets: the words and lists of a kind of unit, for what its rules do not write.

use crate::diagnostic::Finding;
use crate::model::Vocabulary;

/// A preset as it is shipped.
#[derive(Debug, Clone, Copy)]
pub struct Preset {
    /// How `kind` of `[unit]` names it.
    pub key: &'static str,
    /// What units it is for, in Chinese.
    pub title: &'static str,
    /// The TOML it is written in, in the form of the rules.
    pub text: &'static str,
}

/// Declares the presets: key, and for whom each is; the file bears the key as its name.
macro_rules! presets {
    ($($key:literal $title:literal,)*) => {
        /// Every preset; the first holds where the rules name none.
        pub const PRESETS: &[Preset] = &[$(Preset {
            key: $key,
            title: $title,
            text: include_str!(concat!("../../templates/presets/", $key, ".toml")),
        },)*];
    };
}

presets! {
    "township" "乡镇、街道",
    "bureau" "局、委、办",
    "hospital" "医院",
    "school" "学校",
    "enterprise" "国有企业",
    "village" "村",
}

/// What a preset calls things; of one that there is not, the first.
pub fn vocabulary(key: &str) -> Vocabulary {
    read(preset(key).unwrap_or(&PRESETS[0])).0
}

/// What a preset calls things, and what is wrong with it: nothing, as is tested.
pub fn read(preset: &Preset) -> (Vocabulary, Vec<Finding>) {
    super::vocabulary::of_preset(preset.text)
}

/// The preset with that name.
pub fn preset(key: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.key == key)
}
