//! Fonts, character classes and Chinese line composition, without pages.

pub mod font;
pub mod sense;

pub use font::{FontRole, Fonts};
