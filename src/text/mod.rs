//! Fonts, character classes and Chinese line composition: all that is needed to know how
//! wide a text is and where it may break, and nothing about pages.
//!
//! Lengths here are in em or in the caller's unit, as each function says. The rules are
//! those of GB/T 15834-2011 5.1 and of W3C CLREQ, sections 3.1 and 3.2.

pub mod break_points;
pub mod class;
pub mod compose;
pub mod font;
mod gaps;
mod roman;
pub mod sense;
mod terms;
pub mod title;
pub mod whose;
mod widths;
mod words;

pub use class::{Class, Prohibition};
pub use font::{FaceId, FontRole, Fonts, Glyph};
pub use gaps::closed;
pub use roman::roman;
pub use terms::Terms;
