//! Presets: the words and lists of a kind of unit, for what its rules do not write.

use super::vocabulary::array;
use crate::diagnostic::{Finding, SourceId};
use crate::load::parse;
use crate::model::ledger::Ledger;
use crate::model::Vocabulary;
use std::sync::LazyLock;

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

/// What departments are called in the kinds of units that there are presets for: 站所, 科室.
pub fn department_words() -> &'static [String] {
    static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let word = |preset: &Preset| read(preset).0.words.department;
        let words = PRESETS.iter().map(word);
        words.filter(|word| !word.is_empty()).collect()
    });
    &WORDS
}

/// The ledgers that every preset has, as they are shipped.
pub const LEDGERS: &str = include_str!("../../templates/presets/ledgers.toml");

/// The ledgers of every kind of unit, for those that its rules do not write. That the file has no
/// fault is tested.
pub fn ledgers() -> &'static [Ledger] {
    static READ: LazyLock<Vec<Ledger>> = LazyLock::new(|| read_ledgers().0);
    &READ
}

/// The ledgers as they are shipped, and what is wrong with them.
pub fn read_ledgers() -> (Vec<Ledger>, Vec<Finding>) {
    let mut findings = Vec::new();
    let shipped = parse(SourceId(u32::MAX), LEDGERS, &mut findings);
    let tables = array(&shipped, "ledger");
    let ledgers = super::ledger::ledgers(&[], &tables, &mut findings);
    (ledgers, findings)
}

/// The preset with that name.
pub fn preset(key: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.key == key)
}
