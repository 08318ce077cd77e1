//! What a template may ask for, beyond what minijinja limits by itself.
//!
//! minijinja's fuel pays for instructions and bytes, and its parser counts nested blocks and
//! brackets. Not counted are chains (`not not …`, `1 + 1 + …`, `a.b.c…`, `elif`), whose syntax
//! trees are as deep as they are long, nor the bytes of a list's items while `join` gathers them.

use minijinja::value::{Rest, Value, ValueKind, ValueOrKwargs};
use minijinja::{escape_formatter, filters, Environment, Error, ErrorKind, State};
use rayon::prelude::*;
use std::io::{self, Write};

/// A tag is at most so long, its strings not counted; the longest of the built-in templates has
/// 150 characters.
const LONGEST_TAG: usize = 2_000;
/// A template has at most so many `elif`; the built-in ones have no more than two.
const MOST_ELIF: usize = 500;
/// A template has at most so many `set`: `{% set a = [a] %}` again and again makes a list that is
/// too deep to be let go of. The built-in ones have no more than twenty.
const MOST_SET: usize = 200;
/// A page has at most so many bytes, whatever it is given; a handbook of 2,600 printed pages has a
/// quarter of it.
const LARGEST_PAGE: usize = 64 << 20;
/// A page has at most so many bytes more for each value that it is given.
const BYTES_A_VALUE: usize = 500;
/// What one page may cost whatever it is given, in minijinja instructions; one pays for 64 bytes as
/// well. No page can take more than some hundred megabytes; a template that loops without end
/// stops here.
const FUEL: u64 = 6_000_000;
/// What a page may cost more for each value that it is given; the built-in ones take ten at most.
const FUEL_A_VALUE: u64 = 30;
/// A filter makes at most so many bytes.
const LARGEST_TEXT: usize = 16 << 20;

/// The line of a tag that would make a syntax tree, or a value, too deep to walk.
pub fn too_deep(source: &str) -> Option<usize> {
    let bytes = source.as_bytes();
    let line = |at: usize| bytes[..at].iter().filter(|b| **b == b'\n').count() + 1;
    let (mut at, mut elifs, mut sets) = (0, 0, 0);
    while let Some(found) = source[at..].find('{') {
        at += found;
        let close = match bytes.get(at + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => {
                at = source[at..].find("#}").map_or(bytes.len(), |end| at + end);
                continue;
            }
            _ => {
                at += 1;
                continue;
            }
        };
        let (length, end) = tag(&source[at + 2..], close);
        let body = source[at + 2..at + 2 + end].trim_start_matches(['-', '+', ' ', '\n', '\t']);
        elifs += usize::from(body.starts_with("elif"));
        sets += usize::from(body.starts_with("set"));
        if length > LONGEST_TAG || elifs > MOST_ELIF || sets > MOST_SET {
            return Some(line(at));
        }
        at += 2 + end;
    }
    None
}

/// How long a tag is without its strings, and the offset of its end.
fn tag(source: &str, close: &str) -> (usize, usize) {
    let mut length = 0;
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in source.char_indices() {
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if c == '\\' => escaped = true,
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if source[at..].starts_with(close) => return (length, at),
            None => {
                quote = Some(c).filter(|c| matches!(c, '"' | '\''));
                length += 1;
            }
        }
    }
    (length, source.len())
}

/// What a page may cost: more for a unit of fifty thousand risk points than for a village, so that
/// no size of unit is too large, and no template may do more with little.
#[derive(Debug, Clone, Copy)]
pub struct Allowance {
    /// In minijinja instructions.
    pub fuel: u64,
    bytes: usize,
}

impl Allowance {
    /// By what a page is given.
    pub fn of(context: &Value) -> Self {
        let values = count(context, 0);
        Self {
            fuel: FUEL + FUEL_A_VALUE * values as u64,
            bytes: LARGEST_PAGE + BYTES_A_VALUE * values,
        }
    }
}

/// How many values there are in a value, itself included.
fn count(value: &Value, depth: usize) -> usize {
    /// What a page is given nests no deeper than a dozen levels.
    const DEEPEST: usize = 64;
    if depth == DEEPEST || !matches!(value.kind(), ValueKind::Seq | ValueKind::Map) {
        return 1;
    }
    let map = value.kind() == ValueKind::Map;
    let items: Vec<Value> = value.try_iter().into_iter().flatten().collect();
    // Only a long list is shared out: whoever waits for its end takes up other pages meanwhile.
    let items = items.par_iter().with_min_len(64);
    let below = items.map(|item| match map {
        true => value
            .get_item(item)
            .map_or(1, |item| count(&item, depth + 1)),
        false => count(item, depth + 1),
    });
    1 + below.sum::<usize>()
}

/// Hands a page on as long as it is no larger than it may be.
pub struct Page<'w> {
    to: &'w mut dyn Write,
    /// How many bytes it may still have.
    left: usize,
}

impl<'w> Page<'w> {
    /// An empty page.
    pub fn new(to: &'w mut dyn Write, allowance: Allowance) -> Self {
        Self {
            to,
            left: allowance.bytes,
        }
    }
}

impl Write for Page<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let left = self.left.checked_sub(bytes.len());
        self.left = left.ok_or(io::ErrorKind::FileTooLarge)?;
        self.to.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Puts the limits on an environment: on what `{{ }}` shows, and on the filters that make a text
/// of a value without asking first how long it will be.
pub fn limit(environment: &mut Environment) {
    environment.set_formatter(|out, state, value| {
        if value.as_object().is_some() {
            weigh(std::slice::from_ref(value), 1)?;
        }
        escape_formatter(out, state, value)
    });
    macro_rules! limited {
        ($($name:ident)*) => {$(
            let plain = concat!("plain-", stringify!($name));
            environment.add_filter(plain, filters::$name);
            environment.add_filter(
                stringify!($name),
                move |state: &mut State, values: Rest<ValueOrKwargs>| {
                    let values = values.into_values();
                    // What a filter repeats, it repeats as often as a number says.
                    let times = match stringify!($name) {
                        "indent" | "tojson" => times(&values[1.min(values.len())..]),
                        _ => 1,
                    };
                    weigh(&values, times)?;
                    // What stands between or in place of others does so as often as they are.
                    let (again, count) = match stringify!($name) {
                        "join" => (values.get(1), values.first().and_then(parts)),
                        "replace" => (values.get(2), values.first().and_then(parts)),
                        _ => (None, None),
                    };
                    if let (Some(again), Some(count)) = (again, count) {
                        weigh(std::slice::from_ref(again), count + 1)?;
                    }
                    state.apply_filter(plain, &values)
                },
            );
        )*};
    }
    limited! {
        capitalize escape format indent join lines lower pprint replace split string title tojson
        trim upper
    }
    environment.add_filter("e", |state: &mut State, value: Value| {
        state.apply_filter("escape", &[value])
    });
    // The only value that a loop may put into itself again and again.
    environment.remove_global("namespace");
}

/// How many parts a filter finds in a value: characters of a text, items of a list.
fn parts(value: &Value) -> Option<usize> {
    match value.as_str() {
        Some(text) => Some(text.chars().count()),
        None => value.len(),
    }
}

/// The largest number among the arguments of a filter, named ones included.
fn times(arguments: &[Value]) -> usize {
    let number = |value: &Value| usize::try_from(value.clone()).unwrap_or(1).max(1);
    let named = |value: &Value| {
        let keys = value.try_iter().ok().filter(|_| value.is_kwargs());
        let values = keys
            .into_iter()
            .flatten()
            .filter_map(|key| value.get_item(&key).ok());
        values.map(|value| number(&value)).max()
    };
    let all = arguments
        .iter()
        .map(|value| named(value).unwrap_or_else(|| number(value)));
    all.max().unwrap_or(1)
}

/// Refuses values whose text, so many times over, is longer than any text may be.
fn weigh(values: &[Value], times: usize) -> Result<(), Error> {
    let mut left = LARGEST_TEXT / times;
    values
        .iter()
        .try_for_each(|value| take(value, &mut left, 0))
}

fn take(value: &Value, left: &mut usize, depth: usize) -> Result<(), Error> {
    /// Of lists in lists; more would also overflow the stack of whatever shows them.
    const DEEPEST: usize = 64;
    /// What a number, and the marks between it and the next, may take as text.
    const NUMBER: usize = 8;
    let weight = value.as_str().map_or(NUMBER, |text| text.len() + 1);
    *left = match left.checked_sub(weight) {
        Some(rest) if depth < DEEPEST => rest,
        _ => return Err(Error::new(ErrorKind::WriteFailure, "")),
    };
    if !matches!(
        value.kind(),
        ValueKind::Seq | ValueKind::Iterable | ValueKind::Map
    ) {
        return Ok(());
    }
    let map = value.kind() == ValueKind::Map;
    for item in value.try_iter()? {
        if map {
            take(&value.get_item(&item)?, left, depth + 1)?;
        }
        take(&item, left, depth + 1)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_measured_without_its_strings() {
        let long = "a".repeat(LONGEST_TAG);
        assert_eq!(too_deep(&format!("{{{{ \"{long}}}}}\" }}}}")), None);
        assert_eq!(too_deep(&format!("\n{{{{ {long} }}}}")), Some(2));
        assert_eq!(too_deep(&format!("{{# {long} #}} {{ {long}")), None);
        assert_eq!(too_deep(&format!("{{% if '\\'' {long} %}}")), Some(1));
        assert_eq!(too_deep(&"{%- elif 0 %}".repeat(MOST_ELIF + 1)), Some(1));
        assert_eq!(too_deep("{{"), None);
    }
}
