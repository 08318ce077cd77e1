//! What the way of one exit is: its side, its ports, its track.

/// A side of the nodes, and the lane along it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// Backward jumps.
    Left,
    /// Forward skips.
    Right,
}

impl Side {
    /// Backward jumps go left, forward skips right (edge rule 2).
    pub fn natural(from: usize, to: usize) -> Self {
        match to <= from {
            true => Self::Left,
            false => Self::Right,
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

/// A place on the side of a node: the `rank`th of `of` from the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Port {
    /// From 0.
    pub rank: usize,
    /// How many there are on that side.
    pub of: usize,
    /// The rank of the only one that leaves there: it takes the tip of a question.
    pub tip: Option<usize>,
}

impl Port {
    /// Where it is within its row, from 0 to 1; only the order counts.
    pub fn share(self) -> f32 {
        (self.rank + 1) as f32 / (self.of + 1) as f32
    }
}

/// An exit straight down to the next row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drop {
    /// Row it leaves.
    pub from: usize,
    /// Index of the exit.
    pub exit: usize,
}

/// An exit through a lane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Jump {
    /// Row it leaves.
    pub from: usize,
    /// Index of the exit.
    pub exit: usize,
    /// Row it enters.
    pub to: usize,
    /// The lane.
    pub side: Side,
    /// Where it leaves.
    pub leaves: Port,
    /// Where it enters.
    pub enters: Port,
    /// Track in the lane, from 0 beside the nodes.
    pub track: usize,
}

impl Jump {
    /// Where it leaves and where it enters, in rows.
    pub fn ends(&self) -> [f32; 2] {
        let leaves = self.from as f32 + self.leaves.share();
        [leaves, self.to as f32 + self.enters.share()]
    }

    /// Rows it covers, from its upper to its lower end.
    pub fn span(&self) -> (f32, f32) {
        let [a, b] = self.ends();
        (a.min(b), a.max(b))
    }

    /// Whether two on one side would run beside each other.
    pub fn meets(&self, other: &Self) -> bool {
        let ((a, b), (c, d)) = (self.span(), other.span());
        self.side == other.side && a < d && c < b
    }
}
