//! From files to raw tables with places: the only reader of `rules/`.

pub mod value;

pub use value::{Table, Value};
