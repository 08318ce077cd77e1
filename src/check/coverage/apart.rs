//! Which items of an article stand in words only, said so that a reader can find them.

use super::{Item, Row, Standing};
use crate::model::{ArticlePath, Regulation};

impl Row {
    /// Which items stand in words only, where others are held to: 第二部分除第（一）项外的各项. Empty
    /// where all are alike.
    pub fn apart(&self, regulation: &Regulation) -> String {
        let in_words = self.count(Standing::Documented);
        if in_words == 0 || in_words == self.items.len() {
            return String::new();
        }
        // Items of an article that has parts are told part by part: a list of them all, each with
        // its part, says nothing to anybody.
        let below = self.path.numbers.len() + 1;
        let is_deep = |item: &Item| item.path.numbers.len() > below;
        let said = match self.items.iter().any(is_deep) {
            false => match named(regulation, &self.path, &self.items) {
                (true, named) => format!("除{named}外的各项"),
                (false, named) => named,
            },
            true => {
                let parts = (self.items).chunk_by(|a, b| part(a, below) == part(b, below));
                let parts = parts.filter_map(|items| self.part(regulation, items, below));
                parts.collect::<Vec<_>>().join("；")
            }
        };
        format!("人工检查{in_words}项：{said}")
    }

    /// Those of one part of the article, or of its own words.
    fn part(&self, regulation: &Regulation, items: &[Item], below: usize) -> Option<String> {
        let whole = items.first().map(|item| part(item, below))?;
        let name = name(regulation, &self.path, &whole);
        let in_words = items.iter().filter(|item| is_in_words(item)).count();
        if in_words == 0 {
            return None;
        }
        if in_words == items.len() {
            return Some(name);
        }
        Some(match named(regulation, &whole, items) {
            (true, named) => format!("{name}除{named}外的各项"),
            (false, named) => format!("{name}的{named}"),
        })
    }
}

/// The names of those that stand in words only, or of the others, and that, where those are fewer.
fn named(regulation: &Regulation, whole: &ArticlePath, items: &[Item]) -> (bool, String) {
    let in_words = items.iter().filter(|item| is_in_words(item)).count();
    let is_except = 2 * in_words > items.len();
    let named = (items.iter()).filter(|item| is_in_words(item) != is_except);
    let named: Vec<String> = named
        .map(|item| name(regulation, whole, &item.path))
        .collect();
    (is_except, named.join("、"))
}

fn is_in_words(item: &Item) -> bool {
    item.standing() == Standing::Documented
}

/// What it is in, so many numbers down.
fn part(item: &Item, below: usize) -> ArticlePath {
    item.path.above(below.min(item.path.numbers.len()))
}

/// 第（一）项第2目: the place within `whole`.
fn name(regulation: &Regulation, whole: &ArticlePath, path: &ArticlePath) -> String {
    if path == whole {
        return "首尾文字".to_owned();
    }
    regulation.path_within(whole, path)
}
