//! Regulations out of running text, whether it was typed, exported or pasted.
//!
//! Each step leaves less to the next: [`characters`] splits lines, [`furniture`] takes out what
//! belongs to pages, [`flow`] joins what a margin broke, [`parted`] parts what stands in one line, [`structure`] finds where regulations
//! begin, [`body`] reads each, and [`marks`] puts its words right. Nothing goes without a word:
//! [`Account`] has every character that does not stand in the rules as it stood in the source.

mod body;
mod characters;
pub mod draft;
pub mod facts;
mod flow;
mod furniture;
pub mod heads;
mod lost;
mod marks;
mod parted;
mod structure;
mod titles;

use super::account::Account;
use super::paper::Hints;
use draft::Draft;

/// The regulations in a text. `hints` has what a document says of each line, `name` the file's
/// name, for a regulation without a title.
pub fn regulations(text: &str, hints: &[Hints], name: &str, account: &mut Account) -> Vec<Draft> {
    let lines = characters::lines(text, hints, account);
    let lines = furniture::take_out(lines, account);
    let paragraphs = flow::paragraphs(lines, account);
    let paragraphs = parted::part(paragraphs, account);
    let mut drafts = structure::regulations(paragraphs, name, account);
    for draft in &mut drafts {
        for text in draft.texts_mut() {
            // The blanks of the dates below a title part them: 通过　自某日起施行.
            let is_note = text.first().is_some_and(|g| matches!(g.c, '（' | '('));
            marks::put_right(text, !is_note, account);
            lost::tell(text, account);
        }
        complete(draft);
    }
    drafts
}

/// The days that the articles name.
fn complete(draft: &mut Draft) {
    let lines: Vec<String> = (draft.articles())
        .flat_map(|article| &article.lines)
        .map(|text| text.written())
        .collect();
    let mut at_once = false;
    for line in &lines {
        for sentence in line.split(['。', '；']).filter(|s| !s.contains('《')) {
            let found = facts::dates(sentence);
            // A day in the text is one of issue only where it says so; in force likewise.
            draft.effective = found.effective.or(draft.effective);
            at_once |= found.at_once;
        }
    }
    if at_once && draft.effective.is_none() {
        draft.effective = draft.issued;
    }
}

#[cfg(test)]
mod tests;
