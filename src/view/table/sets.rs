//! Long lists of departments in a cell: 许可审批站所（8个）③, and the note that names them.
//!
//! Up to three names are written out. A list that has a name of its own is called by it, any
//! other by its first member and their number; its note names its members, or says who is not
//! among them, whichever is shorter. None builds on another, which may stand on a page before.

use super::{listed, Note, Piece};
use crate::model::Unit;
use crate::view::anchors::{Anchors, Link};

/// So many names are written out.
const WRITTEN_OUT: usize = 3;

/// The lists of a table, in the order in which its rows come to them.
pub(super) struct Sets<'a> {
    unit: &'a Unit,
    anchors: Anchors<'a>,
    /// By index in the unit, in the order in which they are said.
    sets: Vec<Vec<usize>>,
    key: &'static str,
    /// Names that lists have, wherever the rules call them so.
    names: Vec<(Vec<usize>, &'a str)>,
}

impl<'a> Sets<'a> {
    /// No list yet, of the table of that key.
    /// `concerned` are the lists that its rows will come to, each with what it is called there.
    pub fn new(
        unit: &'a Unit,
        anchors: Anchors<'a>,
        key: &'static str,
        concerned: impl Iterator<Item = (Vec<usize>, &'a str)>,
    ) -> Self {
        let word = unit.words().department.as_str();
        let names = concerned.filter_map(|(set, said)| Some((set, own_name(said, word)?)));
        Self {
            names: names.collect(),
            unit,
            anchors,
            sets: Vec::new(),
            key,
        }
    }

    /// How a cell names the departments and bodies that a risk point concerns, by lines, with 、
    /// between the names.
    /// `departments` are by index in the unit.
    pub fn words(&mut self, departments: &[usize], bodies: Vec<Link>) -> Vec<Vec<Piece>> {
        let unit = self.unit;
        let word = unit.words().department.as_str();
        let count = departments.len();
        // A name that takes two lines must not read as two: behind every name but the last is its mark.
        let with = |first: Vec<Piece>| {
            let bodies = bodies.iter().cloned();
            let bodies = bodies.map(|body| vec![Piece::Listed(body, '、')]);
            bodies.chain([first]).collect::<Vec<_>>()
        };
        if count == 0 && bodies.is_empty() {
            return match unit.departments.is_empty() {
                true => Vec::new(),
                false => vec![vec![Piece::Text(format!("不分{word}"))]],
            };
        }
        if count == unit.departments.len() && count > WRITTEN_OUT {
            return with(vec![Piece::Text(format!("各{word}（{count}个）"))]);
        }
        let link = |&d: &usize| Link {
            text: unit.departments[d].name.value.clone(),
            href: self.anchors.department(&unit.departments[d]),
        };
        if count <= WRITTEN_OUT {
            let names = bodies.iter().cloned().chain(departments.iter().map(link));
            // A line each: a short one beside half of a long one would be read with it.
            let names = listed(names).into_iter();
            return names.map(|name| vec![name]).collect();
        }
        let at = match self.sets.iter().position(|set| same(set, departments)) {
            Some(at) => at,
            None => {
                self.sets.push(departments.to_vec());
                self.sets.len() - 1
            }
        };
        let note = Piece::Note(Link {
            text: mark(at + 1),
            href: Some(format!("#{}", self.id(at))),
        });
        let named = self.names.iter().find(|(set, _)| same(set, departments));
        match named {
            Some((_, name)) => with(vec![Piece::Text(format!("{name}（{count}个）")), note]),
            None => {
                let first = &unit.departments[departments[0]].name.value;
                let mut lines = with(vec![Piece::Text(first.clone())]);
                lines.push(vec![Piece::Text(format!("等{count}个{word}")), note]);
                lines
            }
        }
    }

    fn id(&self, at: usize) -> String {
        format!("{}-note-{}", self.key, at + 1)
    }

    /// The notes.
    pub fn notes(&self) -> Vec<Note> {
        let note = |at| Note {
            id: self.id(at),
            mark: mark(at + 1),
            text: self.text(at),
        };
        (0..self.sets.len()).map(note).collect()
    }

    fn text(&self, at: usize) -> String {
        let unit = self.unit;
        let word = &unit.words().department;
        let set = &self.sets[at];
        let names = |of: &[usize]| -> String {
            let names = of.iter().map(|&d| unit.departments[d].name.as_str());
            names.collect::<Vec<_>>().join("、")
        };
        let all = names(set);
        let missing: Vec<usize> = (0..unit.departments.len())
            .filter(|d| !set.contains(d))
            .collect();
        let ways = [all, format!("除{}以外的各{word}", names(&missing))];
        let shortest = ways.into_iter().min_by_key(|way| way.chars().count());
        format!("{}。", shortest.unwrap_or_default())
    }
}

/// Whether two lists have the same members.
fn same(a: &[usize], b: &[usize]) -> bool {
    a.len() == b.len() && a.iter().all(|member| b.contains(member))
}

/// What the rules call a list of departments, where they do not enumerate them: 许可审批站所 of
/// 全部许可审批站所.
pub(super) fn own_name<'t>(concerns: &'t str, word: &str) -> Option<&'t str> {
    let name = concerns
        .strip_prefix("全部")
        .or(concerns.strip_prefix("各"))?;
    let own = !word.is_empty() && name != word && name.ends_with(word);
    (own && !name.contains(['、', '，', '（'])).then_some(name)
}

/// ①, and in words beyond what there are characters for.
fn mark(number: usize) -> String {
    let circled = match number {
        1..=20 => char::from_u32('①' as u32 + number as u32 - 1),
        _ => None,
    };
    circled.map_or_else(|| format!("（{number}）"), String::from)
}
