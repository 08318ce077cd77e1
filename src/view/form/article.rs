//! Articles in the small type of a form: 评估预警办法 14（一）, explained at its foot.

use crate::model::{Cite, Regulation, Unit};
use crate::view::anchors::{number, Anchors, Link};

/// What a regulation is called where there is little room: its brief name, else its number in the
/// handbook.
pub(super) fn brief(regulation: &Regulation) -> String {
    match &regulation.brief {
        Some(brief) => brief.value.clone(),
        None => format!("制度{}", number(*regulation.number)),
    }
}

/// 评估预警办法 14（一）.
pub(super) fn short(unit: &Unit, anchors: Anchors, cite: &Cite) -> Link {
    let regulation = &unit[cite.regulation];
    let named = brief(regulation);
    let text = match &cite.path {
        Some(path) => format!("{named} {}", regulation.path_short(path)),
        None => named,
    };
    Link {
        text,
        href: anchors.place(regulation, cite.path.as_ref()),
    }
}
