//! From the model to what templates see.

pub mod edition;
mod poster;
pub mod posters;

pub use edition::Edition;
pub use posters::{posters, PosterView};
