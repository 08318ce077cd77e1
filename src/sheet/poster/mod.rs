//! The parts of a poster sheet, in the units of its [`canvas`] (looks/README section 2).

pub mod band;
pub mod basis;
pub mod canvas;
pub mod chip;
pub mod excess;
pub mod facts;
pub mod foot;
pub mod grade;
pub mod grade_rows;
pub mod legend;
pub mod list;
pub mod lists;
pub mod maker;
pub mod misfit;
pub mod overfull;
pub mod powers;
pub mod procedure;
pub mod qr;
pub mod sheet;
pub mod strip;
pub mod text;
pub mod theme;
pub mod whose;
pub mod workflow;

/// Left margin of the body of an upright sheet, in mm.
pub const LEFT_MM: f32 = 36.0;
/// Right edge of the body of an upright sheet, in mm.
pub const RIGHT_MM: f32 = 564.0;
/// Width of the body of an upright sheet, in mm.
pub const BODY_MM: f32 = RIGHT_MM - LEFT_MM;
/// Half the width of an upright sheet, in mm.
pub const CENTRE_MM: f32 = 300.0;
/// Nothing on a sheet is smaller: it is what can just be read from two metres, in mm.
pub const SMALLEST_MM: f32 = 9.5;
