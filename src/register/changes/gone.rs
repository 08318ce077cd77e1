//! Rows that a person deleted: what they stood for is taken out of the rules.

use super::super::edits::Change;
use super::super::{taken_out, Register, Row};
use super::{Given, GivenCell, Work, Wrong};
use crate::diagnostic::{Place, SourceId};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

impl<'a> Work<'a> {
    /// Keeps which rows of a sheet are no more.
    pub(super) fn look_for_gone(
        &mut self,
        sheet: &Given,
        register: &'a Register,
        rows: &BTreeMap<&str, &'a Row>,
        seen: &BTreeSet<&str>,
    ) {
        let mut told = false;
        let kept: BTreeSet<&str> = (sheet.rows.iter())
            .filter_map(|given| given.key.as_deref())
            .collect();
        for exported in &register.rows {
            let key = exported.key.as_str();
            if kept.contains(key) || !self.was_exported(register, exported) {
                continue;
            }
            // Rows without ids may have moved since.
            let row = self.row_of(register, rows, key);
            let Some(row) = row.filter(|row| !seen.contains(row.key.as_str())) else {
                continue;
            };
            let shown = shown(row);
            let cell = GivenCell::default();
            if sheet.rows.is_empty() {
                // More likely the sheet was cleared, or is another's.
                if !std::mem::replace(&mut told, true) {
                    self.out.left.push(Wrong {
                        sheet: sheet.title.clone(),
                        at: String::new(),
                        said: String::new(),
                        message: "这张表空了，规则里的没有删".to_owned(),
                        help: "真要全部删去的，在规则文件里删".to_owned(),
                    });
                }
            } else if !self.is_as_exported(register, row, key) {
                let message = format!("表里删去了“{shown}”，导出以后它在规则里改过");
                let help = "照现在的规则重新导出，看过再删";
                self.wrong(sheet, &cell, message, help);
            } else {
                self.gone.insert(&row.key);
                self.out.removed.push(Wrong {
                    sheet: sheet.title.clone(),
                    at: String::new(),
                    said: String::new(),
                    message: format!("表里没有了“{shown}”这一行：从规则里删去它和它下面的"),
                    help: "不该删的，恢复这一行再导入".to_owned(),
                });
            }
        }
    }

    /// Whether the rules still say of a row what was exported.
    fn is_as_exported(&self, register: &Register, row: &Row, key: &str) -> bool {
        let cells = register.columns.iter().zip(&row.cells);
        let mut known = cells.filter_map(|(c, cell)| self.base.was(key, &c.key, &cell.said()));
        known.all(|same| same)
    }

    /// Takes out what is no more, with all below it; what changes there is told, and is not made.
    pub(super) fn take_out(&mut self) {
        let mut spans: BTreeMap<SourceId, Vec<Range<usize>>> = BTreeMap::new();
        for register in self.registers {
            for row in &register.rows {
                if self.gone.contains(row.key.as_str()) {
                    let place = row.table.place;
                    let text = &self.loaded.sources.get(place.source).text;
                    let found = taken_out::spans(&row.table.value, place, text);
                    spans.entry(place.source).or_default().extend(found);
                }
            }
        }
        for (source, mut spans) in spans {
            spans.sort_by_key(|span| span.start);
            let mut apart: Vec<Range<usize>> = Vec::new();
            for span in spans {
                match apart.last_mut() {
                    Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                    _ => apart.push(span),
                }
            }
            let inside = |place: Place| {
                let (start, end) = (place.start as usize, place.end as usize);
                let within =
                    |span: &Range<usize>| span.start < end.max(start + 1) && start < span.end;
                place.source == source && apart.iter().any(within)
            };
            if self.edits.iter().any(|edit| inside(edit.place)) {
                self.out.wrong.push(Wrong {
                    sheet: String::new(),
                    at: String::new(),
                    said: String::new(),
                    message: "表里删去的一行，下面还有改过的或者新加的行".to_owned(),
                    help: "要删的，把它下面的行也删去；不删的，恢复那一行".to_owned(),
                });
                self.edits.retain(|edit| !inside(edit.place));
            }
            self.edits.extend(apart.into_iter().map(|span| Change {
                place: Place::new(source, span),
                text: String::new(),
                is_table: false,
            }));
        }
    }
}

/// What a row is called in a message: its id, or what stands in its first cells.
fn shown(row: &Row) -> String {
    match row.key.rsplit_once(':') {
        Some((_, id)) if !id.contains('#') => id.to_owned(),
        _ => {
            let said = row.cells.iter().map(|cell| cell.said());
            let said: Vec<String> = said.filter(|said| !said.is_empty()).take(3).collect();
            super::brief(&said.join(" "))
        }
    }
}

/// The key of a row once those that are gone no longer count: `a#3` is `a#2` without `a#1`.
pub(super) fn counted_anew(key: &str, gone: &BTreeSet<&str>) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut whole = String::new();
    for part in key.split('/') {
        let above = whole.clone();
        if !whole.is_empty() {
            whole.push('/');
        }
        whole.push_str(part);
        let counted = part.split_once('#').and_then(|(kind, n)| {
            let number: usize = n.parse().ok()?;
            Some((kind, number))
        });
        out.push(match counted {
            Some((kind, number)) => {
                let above = match above.is_empty() {
                    true => String::new(),
                    false => above + "/",
                };
                let before =
                    (1..number).filter(|n| gone.contains(format!("{above}{kind}#{n}").as_str()));
                format!("{kind}#{}", number - before.count())
            }
            None => part.to_owned(),
        });
    }
    out.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_without_ids_count_anew() {
        let gone = BTreeSet::from(["a:x/b#1", "a:x/b#3/c#1", "d#2"]);
        for (key, wanted) in [
            ("a:x/b#2", "a:x/b#1"),
            ("a:x/b#3/c#2", "a:x/b#2/c#1"),
            ("d#1", "d#1"),
            ("d#4", "d#3"),
            ("a:y/b#2", "a:y/b#2"),
        ] {
            assert_eq!(counted_anew(key, &gone), wanted);
        }
    }
}
