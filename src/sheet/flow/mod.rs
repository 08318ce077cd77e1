//! A workflow as a wall chart: from the steps of a workflow to geometry in millimetres
//! on a sheet of 600 × 900.
//!
//! One step is one row over three columns, which ties risk, step and measure together without
//! leader lines. The rules are those of looks/README section 3. The result is plain data
//! ([`Chart`]); how it is drawn is up to a template.

pub mod cell;
pub mod chart;
pub mod columns;
pub mod diamond;
pub mod edges;
pub mod frame;
pub mod lane;
pub mod layout;
pub mod node;
pub mod place;
pub mod plan;
pub mod route;
pub mod scale;
pub mod sides;
#[cfg(test)]
mod tests;
pub mod way;
pub mod work;
pub mod write;

pub use chart::{Chart, Edge, Row};
pub use plan::Plan;

/// A chart that is taller than its sheet even at the smallest type, or has more ways through
/// its lanes than anyone can follow.
#[derive(Debug, Clone, PartialEq)]
pub struct Overfull {
    /// How much too tall it is, in mm; 0 where it is not.
    pub excess_mm: f32,
    /// How many ways through the lanes there are, where they are too many.
    pub ways: Option<usize>,
    /// The chart at the smallest type, running over the sheet's foot.
    pub chart: Chart,
}
