//! From the model to what templates see.
//!
//! Templates only loop over these structs: every order, number, link and wording that
//! depends on the data is settled here, so that the screen and the print say the same.

pub mod anchors;
pub mod calendar;
pub mod changes;
mod chart_links;
pub mod chip;
pub mod contact;
pub mod coverage;
pub mod distribution;
pub mod form;
pub mod handbook;
pub mod index;
pub mod issue;
mod levels;
pub mod link;
mod notice;
pub mod own;
pub mod post_page;
pub mod post_sheets;
pub mod poster_page;
mod public;
pub mod recent;
pub mod records;
pub mod regulation;
mod responsible;
pub mod rests;
pub mod search;
mod shared;
pub mod site;
pub mod station;
pub mod table;
pub mod tables;
mod wall;
mod ways;
mod why;
pub mod years;

pub use handbook::HandbookView;
pub use index::IndexView;
pub use issue::{Issue, Outputs};
pub use table::TableKind;
pub use tables::{TablePage, TablesView};
