//! lianfang: a township's integrity-risk system as plain files.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod date;
pub mod diagnostic;
pub mod flow;
pub mod load;
pub mod model;
pub mod text;
