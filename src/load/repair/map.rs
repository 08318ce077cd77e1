//! From the repaired text back to the original.

use std::ops::Range;

/// A stretch of the repaired text.
#[derive(Debug)]
struct Piece {
    /// Where it begins in the repaired text.
    at: usize,
    original: Range<usize>,
    /// Whether the two are the same, byte for byte.
    same: bool,
}

/// Which bytes stand for which.
#[derive(Debug, Default)]
pub(super) struct Map {
    pieces: Vec<Piece>,
}

impl Map {
    /// From `at` on the texts are the same; the original goes on at `original`.
    pub fn same(&mut self, at: usize, original: usize) {
        let goes_on = self.pieces.last().is_some_and(|last| {
            last.same && at >= last.at && original == last.original.start + (at - last.at)
        });
        if !goes_on {
            self.push(at, original..original, true);
        }
    }

    /// At `at` stands something else for `original`.
    pub fn other(&mut self, at: usize, original: Range<usize>) {
        self.push(at, original, false);
    }

    fn push(&mut self, at: usize, original: Range<usize>, same: bool) {
        self.pieces.push(Piece { at, original, same });
    }

    /// The original bytes of a stretch.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let start = self.start(range.start);
        start..self.end(range.end).max(start)
    }

    fn start(&self, at: usize) -> usize {
        let next = self.pieces.partition_point(|piece| piece.at <= at);
        match next.checked_sub(1).map(|i| &self.pieces[i]) {
            Some(piece) if piece.same => piece.original.start + (at - piece.at),
            Some(piece) => piece.original.start,
            None => at,
        }
    }

    /// What ends where a piece begins ends with the piece before.
    fn end(&self, at: usize) -> usize {
        let next = self.pieces.partition_point(|piece| piece.at < at);
        match next.checked_sub(1).map(|i| &self.pieces[i]) {
            Some(piece) if piece.same => piece.original.start + (at - piece.at),
            Some(piece) => piece.original.end,
            None => at,
        }
    }
}
