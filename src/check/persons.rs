//! Who stands behind a post: one person may hold several.

use crate::model::{Actor, Post, Ref, Unit};

/// Somebody who holds a post.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Person<'t> {
    /// By name.
    Named(&'t str),
    /// Whoever holds the post with that index.
    Holder(u32),
}

/// What is written for a holder that there is not.
const NOBODY: [&str; 5] = ["空缺", "暂缺", "缺员", "待定", "待补"];

/// Who holds the post.
pub(super) fn person(unit: &Unit, post: Ref<Post>) -> Person<'_> {
    let holder = unit[post].holder.as_ref().map(|holder| holder.trim());
    // 张某 may be anyone called 张.
    let name = holder.filter(|name| {
        let stands_for_any = name.contains(['某', '×']);
        !name.is_empty() && !stands_for_any && !NOBODY.contains(name)
    });
    name.map_or(Person::Holder(post.index), Person::Named)
}

/// Who acts, where all of them are posts; who of a department or a body comes is not known.
pub(super) fn persons<'t>(unit: &'t Unit, actors: &[Actor]) -> Option<Vec<Person<'t>>> {
    let mut out = Vec::new();
    for actor in actors {
        let Actor::Post(post) = actor else {
            return None;
        };
        let person = person(unit, *post);
        if !out.contains(&person) {
            out.push(person);
        }
    }
    Some(out)
}
