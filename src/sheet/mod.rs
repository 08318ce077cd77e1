//! What is laid out in millimetres: the wall posters, the charts of workflows on them, and the
//! charts of the summary.
//!
//! Geometry is settled here, to the hundredth of a millimetre; templates only write it down as
//! SVG. Nothing here knows a page, a link or a file.

pub mod agenda;
pub mod cell;
pub mod chip;
pub mod dress;
pub mod flow;
pub mod geometry;
pub mod poster;
pub mod posters;
pub mod summary;
pub mod svg;
pub mod words;
pub mod years;

pub use posters::{agenda as agenda_poster, posters, PosterView};
pub use summary::SummaryView;
