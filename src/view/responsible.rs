//! Who answers for a measure, each post and department named there leading to its place.

use super::anchors::{Anchors, Link};
use super::table::Piece;
use crate::model::{Actor, Measure, Unit};

/// Marks that stand behind a name.
const MARKS: [char; 4] = ['、', '，', '；', '。'];

/// The words for who answers for a measure. They are the unit's own; what of them leads on are
/// the names of those whom the rules resolve them to. A post of another department than those
/// `here`, by index, that are named beside it is told with its own: 财务科会计. Where none is
/// named all are meant.
pub(super) fn responsible<'u>(
    unit: &'u Unit,
    anchors: Anchors,
    measure: &'u Measure,
    here: &[usize],
) -> Vec<Piece> {
    let name = |(said, actor): (&'u str, &'u Actor)| {
        let department = unit.unsaid(unit.department_of(actor), said);
        let other = department.filter(|d| !here.is_empty() && !here.contains(&(d.index as usize)));
        let whole = other.map(|department| format!("{}{said}", &*unit[department].name));
        // The words may say it already: 财政所会计 of the post 会计.
        let whole = whole.filter(|whole| !measure.responsible.contains(whole));
        let text = whole.unwrap_or_else(|| said.to_owned());
        let href = Some(place(unit, anchors, actor)?);
        Some((said, Link { text, href }))
    };
    let mut names: Vec<(&str, Link)> = said(unit, measure).filter_map(name).collect();
    // 财政所所长 before 财政所.
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    marked(linked(&measure.responsible.value, &names))
}

/// The same in words where no department is named beside it: each post with its own.
pub(super) fn responsible_anywhere(unit: &Unit, anchors: Anchors, measure: &Measure) -> String {
    let pieces = responsible(unit, anchors, measure, &[usize::MAX]);
    let words = pieces.into_iter().map(|piece| match piece {
        Piece::Text(text) | Piece::Whole(text) => text,
        Piece::Link(link) => link.text,
        Piece::Listed(link, mark) => format!("{}{mark}", link.text),
        _ => String::new(),
    });
    words.collect()
}

/// Whether some of those who answer for a measure are named by their posts alone: 会计, 巡查岗位.
pub(super) fn names_posts_alone(unit: &Unit, measure: &Measure) -> bool {
    let whole = |word: &str| {
        let mut said = said(unit, measure).filter(|(name, _)| *name == word);
        said.any(|(name, actor)| unit.unsaid(unit.department_of(actor), name).is_none())
    };
    let mut words = measure.responsible.split(MARKS).filter(|w| !w.is_empty());
    words.any(|word| !whole(word) && unit.departments.iter().all(|d| !word.contains(&*d.name)))
}

/// The actors who answer for a measure, with the name that its words have for each.
fn said<'u>(unit: &'u Unit, measure: &'u Measure) -> impl Iterator<Item = (&'u str, &'u Actor)> {
    let actors = &measure.responsible_actors;
    let by_name = |actor: &Actor| measure.responsible.contains(unit.actor_name(actor));
    let said = move |actor: &'u Actor| {
        if by_name(actor) {
            return Some(unit.actor_name(actor));
        }
        // A post goes by its short name too, where no other of them does.
        let own = short(unit, actor)?;
        let others = actors.iter().filter(|other| !by_name(other));
        let same = others.filter(|other| short(unit, other) == Some(own));
        (same.count() == 1).then_some(own)
    };
    let said = move |actor| Some((said(actor)?, actor));
    actors.iter().filter_map(said)
}

/// The same with each mark at the name before it, and each name without a link as a piece.
fn marked(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for piece in pieces {
        let Piece::Text(text) = piece else {
            out.push(piece);
            continue;
        };
        let mut text = text.as_str();
        if let Some(mark) = text.chars().next().filter(|c| MARKS.contains(c)) {
            if let Some(Piece::Link(link)) = out.pop_if(|last| matches!(last, Piece::Link(_))) {
                out.push(Piece::Listed(link, mark));
                text = &text[mark.len_utf8()..];
            }
        }
        let parts = text.split_inclusive('、').filter(|part| !part.is_empty());
        out.extend(parts.map(|part| match part.ends_with('、') {
            true => Piece::Whole(part.to_owned()),
            false => Piece::Text(part.to_owned()),
        }));
    }
    out
}

fn short<'u>(unit: &'u Unit, actor: &Actor) -> Option<&'u str> {
    match actor {
        Actor::Post(post) => unit[*post].short.as_ref().map(|short| short.as_str()),
        _ => None,
    }
}

fn place(unit: &Unit, anchors: Anchors, actor: &Actor) -> Option<String> {
    match actor {
        Actor::Post(post) => anchors.post(&unit[*post]),
        Actor::Department(department) => anchors.department(&unit[*department]),
        Actor::Organ(_) => None,
    }
}

/// A text, the first place of each of the `names` in it as its link.
fn linked(text: &str, names: &[(&str, Link)]) -> Vec<Piece> {
    let found = names.iter().enumerate().find_map(|(at, (name, link))| {
        let (before, after) = text.split_once(name)?;
        (!name.is_empty()).then_some((at, before, link, after))
    });
    let Some((at, before, link, after)) = found else {
        return vec![Piece::Text(text.to_owned())];
    };
    let rest = &names[at + 1..];
    let mut out = linked(before, rest);
    out.push(Piece::Link(link.clone()));
    out.extend(linked(after, rest));
    out.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_on_and_the_words_stay_as_they_are() {
        let link = |name: &str| Link {
            text: name.to_owned(),
            href: Some(format!("#{name}")),
        };
        let names = |all: &[&'static str]| -> Vec<(&str, Link)> {
            all.iter().map(|name| (*name, link(name))).collect()
        };
        for (text, known, wanted) in [
            (
                "财政所所长、镇长",
                &["财政所所长", "镇长"][..],
                "[财政所所长]、[镇长]",
            ),
            (
                "会计，由财政所所长复核",
                &["财政所所长", "会计"],
                "[会计]，由[财政所所长]复核",
            ),
            // The longer name goes first; what is left of it names nobody.
            ("财政所所长", &["财政所所长", "财政所"], "[财政所所长]"),
            ("各站所负责人", &["镇长"], "各站所负责人"),
            ("", &["镇长"], ""),
        ] {
            let said: String = linked(text, &names(known))
                .into_iter()
                .map(|piece| match piece {
                    Piece::Link(link) => format!("[{}]", link.text),
                    Piece::Text(text) => text,
                    other => panic!("{other:?}"),
                })
                .collect();
            assert_eq!(said, wanted);
        }
    }
}
