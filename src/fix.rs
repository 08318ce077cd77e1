//! `check --fix`: writing what is certain into the rules files.
//!
//! Every fix so far changes marks or words inside strings. It is an edit of the bytes of the
//! source text: layout and comments stay by themselves, which no writer of TOML could promise
//! better. A fix that adds or drops keys would go through toml_edit instead; there is none.

use crate::diagnostic::{Code, Edit, Finding, SourceId, Sources};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Error, Write as _};
use std::path::Path;

/// A file before and after.
#[derive(Debug)]
pub struct Change {
    /// The file.
    pub source: SourceId,
    /// Its new text.
    pub text: String,
    /// How many findings it mends.
    pub mended: usize,
}

/// The changes that mend `findings`. A file with a syntax error is left alone: where its
/// strings begin and end is a guess.
pub fn plan(findings: &[Finding], sources: &Sources) -> Vec<Change> {
    let broken: BTreeSet<SourceId> = findings
        .iter()
        .filter(|f| {
            matches!(
                f.code,
                Code::BrokenToml | Code::NotUtf8 | Code::UnreadableFile
            )
        })
        .filter_map(|f| f.place)
        .map(|place| place.source)
        .collect();
    let mut taken: BTreeMap<SourceId, (Vec<&Edit>, usize)> = BTreeMap::new();
    for finding in findings {
        let Some(first) = finding.edits.first() else {
            continue;
        };
        let source = first.place.source;
        let (edits, mended) = taken.entry(source).or_default();
        // The edits of a finding belong together; what meets another fix waits for the next
        // round, when it may no longer be needed.
        let free = finding.edits.iter().all(|edit| {
            edit.place.source == source
                && fits(edit, &sources.get(source).text)
                && !edits.iter().any(|other| touch(edit, other))
        });
        if free && !broken.contains(&source) {
            edits.extend(&finding.edits);
            *mended += 1;
        }
    }
    taken
        .into_iter()
        .filter_map(|(source, (mut edits, mended))| {
            edits.sort_by_key(|edit| std::cmp::Reverse(edit.place.start));
            let mut text = sources.get(source).text.clone();
            for edit in &edits {
                let range = edit.place.start as usize..edit.place.end as usize;
                text.replace_range(range, &edit.text);
            }
            // The last line of defence: nothing is written that cannot be read back.
            let readable = toml::from_str::<toml::Table>(&text).is_ok();
            (mended > 0 && readable).then_some(Change {
                source,
                text,
                mended,
            })
        })
        .collect()
}

fn touch(a: &Edit, b: &Edit) -> bool {
    a.place.start < b.place.end && b.place.start < a.place.end || a.place.start == b.place.start
}

/// Whether an edit stays inside a string, and its text needs no escapes there.
fn fits(edit: &Edit, text: &str) -> bool {
    let old = text.get(edit.place.start as usize..edit.place.end as usize);
    let plain = |c: char| !c.is_control() && !"\"'\\".contains(c);
    old.is_some_and(|old| old.len() <= 1 || !old.starts_with(['"', '\'']))
        && edit.text.chars().all(plain)
}

/// The changes as a unified diff.
pub fn diff(changes: &[Change], sources: &Sources) -> String {
    let mut out = String::new();
    for change in changes {
        let path = sources.shown_path(change.source);
        let old = &sources.get(change.source).text;
        let diff = similar::TextDiff::from_lines(old.as_str(), change.text.as_str());
        let (a, b) = (format!("a/{path}"), format!("b/{path}"));
        out.push_str(&diff.unified_diff().header(&a, &b).to_string());
    }
    out
}

/// Writes the changes below `rules`, each file by a temporary file beside it and a rename.
pub fn write(changes: &[Change], sources: &Sources, rules: &Path) -> std::io::Result<()> {
    const MARK: &[u8] = b"\xEF\xBB\xBF";
    let root = rules.canonicalize()?;
    for change in changes {
        let source = sources.get(change.source);
        let path = rules.join(&source.path).canonicalize()?;
        let refuse = |why: &str| Error::other(format!("{}：{why}", source.path));
        // A link may lead out of the folder that was named.
        if !path.starts_with(&root) {
            return Err(refuse("链接到规则目录以外，不改"));
        }
        let bytes = std::fs::read(&path)?;
        let mark = if bytes.starts_with(MARK) { MARK } else { b"" };
        if &bytes[mark.len()..] != source.text.as_bytes() {
            return Err(refuse("检查以后又有改动，请重新运行"));
        }
        let folder = path.parent().unwrap_or(&root);
        let mut file = tempfile::Builder::new()
            .prefix(".fix-")
            .tempfile_in(folder)?;
        file.write_all(mark)?;
        file.write_all(change.text.as_bytes())?;
        let permissions = std::fs::metadata(&path)?.permissions();
        file.as_file().set_permissions(permissions)?;
        file.persist(&path).map_err(|error| error.error)?;
    }
    Ok(())
}
