//! Closed sets of words, and what is held and scored in a unit's own words.

use super::vocabulary::{Factor, Power};

/// A closed set of words.
pub trait Word: Copy + 'static {
    /// Every value, in order.
    fn all() -> &'static [Self];
    /// How the rules write it.
    fn word(self) -> &'static str;
}

/// A closed set of words that are the same in every unit: what the builder needs to read any of
/// them.
pub trait Vocabulary: Word {
    /// How pages and findings show it.
    fn name(self) -> &'static str;
}

/// Declares an enum whose values are written in kebab-case in the rules. What they are called is
/// declared elsewhere: of a choice of records by their ledger.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident $key:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// How the rules write it.
            pub fn key(self) -> &'static str {
                match self { $($name::$variant => $key,)* }
            }

            /// Reads a key.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.key() == key)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.key())
            }
        }

        impl $crate::model::grade::Word for $name {
            fn all() -> &'static [Self] {
                Self::ALL
            }
            fn word(self) -> &'static str {
                self.key()
            }
        }
    };
}
pub(crate) use choice;

/// Declares an enum whose values are written in kebab-case in the rules and shown in Chinese.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident $key:literal $chinese:literal,)* }) => {
        $crate::model::grade::choice! {
            $(#[$doc])* $name { $($(#[$vdoc])* $variant $key,)* }
        }

        impl $name {
            /// How pages and findings show it.
            pub fn chinese(self) -> &'static str {
                match self { $($name::$variant => $chinese,)* }
            }
        }

        impl $crate::model::grade::Vocabulary for $name {
            fn name(self) -> &'static str {
                self.chinese()
            }
        }
    };
}
pub(crate) use vocabulary;

vocabulary! {
    /// How far a power is held.
    Extent {
        /// Received, first checked, registered, kept or passed on only.
        Part "part" "部分",
        /// Decided here, or nothing passes without it.
        Full "full" "全部",
    }
}

/// How far each power is held; absent means not at all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Powers(Vec<(Power, Extent)>);

impl Powers {
    /// The extent of one power.
    pub fn get(&self, power: Power) -> Option<Extent> {
        self.held().find(|(held, _)| *held == power).map(|(_, e)| e)
    }

    /// Sets the extent of one power.
    pub fn set(&mut self, power: Power, extent: Extent) {
        self.0.retain(|(held, _)| *held != power);
        self.0.push((power, extent));
        self.0.sort();
    }

    /// The powers held, in the order of the vocabulary.
    pub fn held(&self) -> impl Iterator<Item = (Power, Extent)> + '_ {
        self.0.iter().copied()
    }
}

/// The scores of a risk point, each from 1, in the order of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Factors(pub Vec<(Factor, u8)>);

impl Factors {
    /// The score of one factor.
    pub fn get(&self, factor: Factor) -> Option<u8> {
        let mut scores = self.0.iter();
        scores
            .find(|(own, _)| *own == factor)
            .map(|(_, score)| *score)
    }

    /// The scores of some factors, in the order of the vocabulary.
    pub fn of(&self, counts: impl Fn(Factor) -> bool) -> Vec<i64> {
        let counted = self.0.iter().filter(|(factor, _)| counts(*factor));
        counted.map(|(_, score)| i64::from(*score)).collect()
    }
}
