//! The pieces of the galley, as the page maker takes them.

use crate::typeset::document::NodeId;
use crate::typeset::length::Pt;
use crate::typeset::slice::{Meta, Slice};
use crate::typeset::svg::Drawing;
use crate::typeset::table::Table;

/// A piece of the galley.
// Nearly every piece is a slice: boxing it would cost an allocation for each line of a book.
#[allow(clippy::large_enum_variant)]
pub enum Piece {
    /// Something of one height that is never cut.
    Slice(Slice),
    /// A table, cut between its rows.
    Table(Box<Table>),
    /// What stands at the foot of the last even page: 版记 (GB/T 9704 7.4).
    Foot(Vec<Slice>, Meta),
    /// A drawing that is a page of its own size.
    Sheet(Drawing, Meta, NodeId),
}

impl Piece {
    /// Its place among the pages.
    pub fn meta_mut(&mut self) -> &mut Meta {
        match self {
            Self::Slice(slice) => &mut slice.meta,
            Self::Table(table) => &mut table.meta,
            Self::Foot(_, meta) | Self::Sheet(_, meta, _) => meta,
        }
    }

    /// Its height with the blank above it, where no page breaks it.
    pub fn height(&self) -> Pt {
        match self {
            Self::Slice(slice) => slice.meta.above + slice.meta.drop + slice.height,
            Self::Table(table) => table.meta.above + table.whole_height(),
            Self::Foot(..) | Self::Sheet(..) => 0.0,
        }
    }

    /// The height that it takes at the foot of a page.
    pub fn foot(&self) -> Pt {
        match self {
            Self::Foot(slices, _) => {
                let heights = slices.iter();
                let heights = heights.map(|s| s.meta.above + s.meta.drop + s.height);
                heights.sum()
            }
            _ => 0.0,
        }
    }

    /// Gives the structure nodes that it names their numbers in a larger structure.
    pub fn renumber(&mut self, number: &impl Fn(NodeId) -> NodeId) {
        match self {
            Self::Slice(slice) => slice.renumber(number),
            Self::Table(table) => table.renumber(number),
            Self::Foot(slices, _) => slices.iter_mut().for_each(|slice| slice.renumber(number)),
            Self::Sheet(drawing, _, node) => {
                drawing
                    .items
                    .iter_mut()
                    .for_each(|item| item.renumber(number));
                *node = number(*node);
            }
        }
    }
}
