//! Citations: `r1:12.1` in the rules, 《…》第十二条第（一）项 on a page.

use super::regulation::Regulation;
use super::{ArticlePath, Ref};

/// A place in a regulation: the whole of it, or an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cite {
    /// The regulation; its `place` is that of the whole citation.
    pub regulation: Ref<Regulation>,
    /// The article, or `None` for the whole regulation.
    pub path: Option<ArticlePath>,
}
