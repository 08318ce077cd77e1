//! The parts of a poster sheet: 600 × 900 mm, all lengths in mm (looks/README section 2).

pub mod chip;
pub mod frame;
pub mod list;
pub mod lists;
pub mod maker;
pub mod overfull;
pub mod sheet;
pub mod strip;
pub mod text;
pub mod theme;
pub mod workflow;

/// Left margin of the body, in mm.
pub const LEFT_MM: f32 = 36.0;
/// Right edge of the body, in mm.
pub const RIGHT_MM: f32 = 564.0;
/// Width of the body, in mm.
pub const BODY_MM: f32 = RIGHT_MM - LEFT_MM;
/// Half the width of the sheet, in mm.
pub const CENTRE_MM: f32 = 300.0;
