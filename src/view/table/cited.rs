//! Which regulation the citations of a column are of.

use crate::model::{Cite, Ref, Regulation, Risk, Unit};
use crate::view::anchors::{Anchors, Link};

/// The regulation that citations need not name, since the head of their column or a cell beside
/// them does.
#[derive(Clone, Copy)]
pub(super) struct Cited(Option<Ref<Regulation>>);

impl Cited {
    /// What most of the measures are set by: the head of their column names that.
    pub(super) fn by_measures(unit: &Unit) -> Self {
        Self::most(unit.measures.iter().map(|m| m.article.as_deref()))
    }

    /// The same of the risk points, but for those whose class cites a place beside them.
    pub(super) fn by_risks(unit: &Unit) -> Self {
        let is_said = |risk: &Risk| risk.class.is_some_and(|c| unit[c].risk_article.is_some());
        let own = unit.risks.iter().filter(|risk| !is_said(risk));
        Self::most(own.map(|risk| risk.article.as_deref()))
    }

    fn most<'c>(cites: impl Iterator<Item = Option<&'c Cite>>) -> Self {
        let of: Vec<_> = cites.flatten().map(|cite| cite.regulation).collect();
        let times = |wanted| of.iter().filter(|of| **of == wanted).count();
        Self(of.iter().copied().max_by_key(|of| times(*of)))
    }

    /// What a cell beside them cites.
    pub(super) fn beside(cite: &Cite) -> Self {
        Self(Some(cite.regulation))
    }

    /// Whether the head of the column names a regulation.
    pub(super) fn is_named(self) -> bool {
        self.0.is_some()
    }

    /// The head of such a column: 编号, and below it 依据 with the name of the regulation.
    pub(super) fn head(self, unit: &Unit, first: &str, second: &str) -> String {
        match self.0 {
            Some(of) => format!("{first}|《{}》{second}", unit[of].short.value),
            None => format!("{first}|{second}"),
        }
    }

    /// A citation, with its regulation where that is another.
    pub(super) fn link(self, anchors: Anchors, cite: &Cite) -> Link {
        match self.0 == Some(cite.regulation) {
            true => anchors.cite_short(cite),
            false => anchors.cite(cite),
        }
    }
}
