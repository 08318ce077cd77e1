//! What stands in a cell: lines of pieces.

use crate::view::anchors::Link;
use crate::view::chip::{GradeView, PowerView};
use crate::view::ways::Ways;
use serde::Serialize;

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What stands in it, by lines.
    pub lines: Vec<Vec<Piece>>,
    /// Rows it covers; 0 where one above covers it.
    pub rows: usize,
}

impl Cell {
    /// A cell with a text; an empty one for no text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::of(Piece::Text(text.into()))
    }

    /// A cell with one piece.
    pub fn of(piece: Piece) -> Self {
        Self::lines([vec![piece]])
    }

    /// A cell with lines.
    pub fn lines(lines: impl IntoIterator<Item = Vec<Piece>>) -> Self {
        let lines = lines.into_iter().map(|line| {
            let mut line = line;
            line.retain(|piece| !piece.is_empty());
            line
        });
        Self {
            lines: lines.filter(|line| !line.is_empty()).collect(),
            rows: 1,
        }
    }

    /// The same with a line more, if there is one.
    pub fn with(mut self, piece: Option<Piece>) -> Self {
        self.lines.extend(piece.map(|piece| vec![piece]));
        self
    }

    /// The same, with a dash where there is nothing.
    pub fn or_nothing(mut self) -> Self {
        if self.lines.is_empty() {
            self.lines.push(vec![Piece::Nothing]);
        }
        self
    }

    /// Whether it says nothing, or by a dash that there is nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.iter().flatten().all(|piece| match piece {
            Piece::Text(text) => text == "—",
            piece => *piece == Piece::Nothing,
        })
    }
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "is", content = "value")]
pub enum Piece {
    /// Words.
    Text(String),
    /// Words that stand out.
    Strong(String),
    /// Words in short, on paper, and in whole, on the screen and in workbooks.
    Brief(String, String),
    /// The dash of a cell with nothing in it.
    Nothing,
    /// Words about what the reader has to do.
    Own(String),
    /// The sign of what became of a piece of work: the key of its state, its word.
    State(&'static str, &'static str),
    /// Words of a list that stay together on a line where they have room there.
    Whole(String),
    /// Words that went.
    Gone(String),
    /// Words that came.
    New(String),
    /// The sign that something came, and its word.
    Added(String),
    /// Words beside the main ones.
    Small(String),
    /// Words that lead somewhere.
    Link(Link),
    /// Such words in a list, and the mark that stands behind them: no line begins with it.
    Listed(Link, char),
    /// Such words beside the main ones.
    SmallLink(Link),
    /// A grade in running text: its id, its word.
    Graded(String, String),
    /// A grade's sign.
    Chip(GradeView),
    /// A warning level's sign: the class of its colours, its name.
    Level(Option<String>, String),
    /// ● ◐, or a dash where it is not known.
    Power(PowerView),
    /// ● with its meaning beside it, for legends.
    FullMark,
    /// ◐ likewise.
    PartMark,
    /// A code that leads on, on the screen alone.
    Ref(Link),
    /// Several such that stay in one line.
    Refs(Vec<Link>),
    /// The ways to steps of workflows, on the screen alone.
    Ways(Ways),
    /// The mark of a note, which leads to it: ③.
    Note(Link),
}

impl Piece {
    fn is_empty(&self) -> bool {
        match self {
            Self::Text(text)
            | Self::Whole(text)
            | Self::Strong(text)
            | Self::Own(text)
            | Self::Small(text)
            | Self::Gone(text)
            | Self::New(text) => text.is_empty(),
            Self::Link(link)
            | Self::Listed(link, _)
            | Self::SmallLink(link)
            | Self::Ref(link)
            | Self::Note(link) => link.text.is_empty(),
            Self::Refs(all) => all.is_empty(),
            Self::Ways(ways) => ways.count == 0,
            _ => false,
        }
    }
}

/// A list with 、 between its parts, each of which stays whole.
pub(in crate::view) fn parts(list: &str) -> Vec<Piece> {
    let parts = list.split_inclusive('、');
    parts.map(|part| Piece::Whole(part.to_owned())).collect()
}

/// Links in a row, with 、 between.
pub(in crate::view) fn listed(links: impl IntoIterator<Item = Link>) -> Vec<Piece> {
    let mut links = links.into_iter().peekable();
    let mut out = Vec::new();
    while let Some(link) = links.next() {
        out.push(match links.peek() {
            Some(_) => Piece::Listed(link, '、'),
            None => Piece::Link(link),
        });
    }
    out
}
