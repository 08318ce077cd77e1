//! The parts of a poster sheet, in the units of its [`canvas`] (looks/README section 2).

/// Declares lengths that differ between sheets: for each its name, what it is, and its value on each of
/// them, in mm; `on` reads those of one.
macro_rules! measures {
    ($($(#[$doc:meta])* $field:ident $values:expr;)*) => {
        /// What differs between sheets, in mm.
        pub(super) struct Measures {
            $($(#[$doc])* pub $field: f32,)*
        }

        impl Measures {
            fn on(sheet: usize) -> Self {
                Self { $($field: $values[sheet],)* }
            }
        }
    };
}

pub mod band;
pub mod basis;
pub mod blank;
pub mod canvas;
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
pub mod workflow;
