//! The words of an article that a norm reads.

use super::quantity::{clause_end, is_stop, quantities, Quantity};
use crate::check::{Context, Demand};
use crate::model::{Actor, Line, Regulation, Unit};

/// A piece of a line between two marks, with what it says in numbers.
pub(super) struct Clause<'t> {
    /// The line it stands in.
    pub line: &'t Line,
    pub text: String,
    pub quantities: Vec<Quantity>,
    /// The number of its sentence: up to 。 or ；.
    pub sentence: usize,
}

/// What stands at the place of a norm and below it.
pub(super) struct Covered<'t> {
    pub regulation: &'t Regulation,
    pub lines: Vec<&'t Line>,
    pub clauses: Vec<Clause<'t>>,
    /// The lines above it in its article, from the nearest up.
    pub above: Vec<&'t Line>,
    /// Everything, in one string.
    pub text: String,
}

impl<'t> Covered<'t> {
    /// What the norm reads; `None` where its place does not exist.
    pub fn of(context: &Context<'t>, demand: &Demand<'t>) -> Option<Self> {
        let unit = context.unit;
        let regulation = &unit.regulations[demand.cite.regulation.index as usize];
        let path = &demand.norm.article.value;
        let article = regulation.article(path.article())?;
        let whole = path.numbers.len() == 1;
        let below = |line: &&Line| line.path.as_ref().is_some_and(|p| p.lies_in(path));
        let lines: Vec<&Line> = (article.lines.iter())
            .filter(|line| whole || below(line))
            .collect();
        let mut above: Vec<&Line> = (article.lines.iter())
            .filter(|line| match &line.path {
                Some(other) => other.numbers.len() < path.numbers.len() && path.lies_in(other),
                None => !whole,
            })
            .collect();
        above.sort_by_key(|line| {
            std::cmp::Reverse(line.path.as_ref().map_or(0, |path| path.numbers.len()))
        });
        let mut clauses = Vec::new();
        let mut sentence = 0;
        for line in &lines {
            sentence += 1;
            let chars: Vec<char> = line.text.chars().collect();
            let found = quantities(&chars);
            let mut from = 0;
            while from < chars.len() {
                let end = clause_end(&chars, from);
                let within = found
                    .iter()
                    .filter(|f| (from..end).contains(&f.range.start));
                clauses.push(Clause {
                    line,
                    text: chars[from..end].iter().collect(),
                    quantities: within.map(|f| f.quantity).collect(),
                    sentence,
                });
                sentence += usize::from(chars.get(end).is_some_and(|c| "。；;".contains(*c)));
                from = end
                    + chars[end..]
                        .iter()
                        .take_while(|c| is_stop(**c))
                        .count()
                        .max(1);
            }
        }
        let text = lines.iter().map(|line| line.text.as_str()).collect();
        Some(Self {
            regulation,
            lines,
            clauses,
            above,
            text,
        })
    }

    /// The first line in which one of the words stands.
    pub fn line_with(&self, words: &[&str]) -> Option<&'t Line> {
        let has = |line: &&&Line| words.iter().any(|word| line.text.contains(word));
        self.lines.iter().find(has).copied()
    }

    /// The numbered items right below the norm's place.
    pub fn items(&self, depth: usize) -> Vec<&'t Line> {
        let right_below = |line: &&&Line| {
            let numbers = line.path.as_ref().map_or(0, |path| path.numbers.len());
            numbers == depth + 1
        };
        self.lines.iter().filter(right_below).copied().collect()
    }
}

/// What a regulation calls its bodies: 镇党政联席会议（以下简称联席会议）.
pub(in crate::check) struct Names<'t> {
    unit: &'t Unit,
    /// What stands before （以下简称, and the short name.
    short: Vec<(&'t str, &'t str)>,
}

impl<'t> Names<'t> {
    /// Those of one regulation.
    pub fn of(unit: &'t Unit, regulation: &'t Regulation) -> Self {
        const MARK: &str = "（以下简称";
        let mut short = Vec::new();
        let lines = regulation.articles().flat_map(|a| &a.lines);
        for line in lines.chain(&regulation.preamble) {
            for (at, _) in line.text.match_indices(MARK) {
                let rest = &line.text[at + MARK.len()..];
                if let Some((name, _)) = rest.split_once('）') {
                    short.push((&line.text[..at], name.trim_matches(['“', '”'])));
                }
            }
        }
        Self { unit, short }
    }

    /// What the regulation may call an actor.
    pub fn all(&self, actor: &Actor) -> Vec<&'t str> {
        let unit = self.unit;
        let mut names: Vec<&str> = match actor {
            Actor::Organ(organ) => {
                let organ = &unit[*organ];
                let more = [&organ.full_name, &organ.short].into_iter().flatten();
                let all = std::iter::once(&organ.name).chain(more);
                all.map(|name| name.value.as_str()).collect()
            }
            Actor::Department(department) => vec![unit[*department].name.as_str()],
            Actor::Post(post) => vec![unit[*post].name.as_str()],
        };
        let short = self.short.iter();
        let short = short.filter(|(before, _)| names.iter().any(|name| before.ends_with(name)));
        let short: Vec<&str> = short.map(|(_, short)| *short).collect();
        names.extend(short);
        // 镇党政联席会议 is 党政联席会议 in the town's own papers; what is left of a short name
        // might be another body's too.
        let own = unit.profile.name.chars().last();
        let bare: Vec<&str> = (names.iter())
            .filter_map(|name| name.strip_prefix(own?))
            .filter(|name| name.chars().count() > 3)
            .collect();
        names.extend(bare);
        names
    }
}
