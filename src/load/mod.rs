//! From files to raw tables with places: the only reader of `rules/`.

mod encoding;
mod parse;
mod repair;
mod string;
mod syntax;
pub mod templates;
pub mod value;
mod walk;

pub(crate) use encoding::{decode, Decoded};
pub use parse::parse;
pub(crate) use string::characters;
pub use value::{Table, Value};

use crate::diagnostic::{Code, Finding, Place, Source, SourceId, Sources};
use rayon::prelude::*;
use std::path::Path;
use walk::Read;

/// Everything read from a rules folder.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// The files, by path.
    pub sources: Sources,
    /// The root table of each file that could be read.
    pub tables: Vec<(SourceId, Table)>,
    /// What is wrong with the files themselves.
    pub findings: Vec<Finding>,
}

impl Loaded {
    /// Whether a file was lost as a whole, so that what seems missing may stand in it.
    pub fn lost_a_file(&self) -> bool {
        self.findings.iter().any(|finding| {
            matches!(
                finding.code,
                Code::NotUtf8 | Code::UnreadableFile | Code::EmptyRules
            )
        })
    }
}

/// Whether a rules file with the table of the unit lies in this folder itself.
pub fn holds_unit(folder: &Path) -> bool {
    let heads = |line: &str| matches!(line.trim(), "[unit]" | "[town]");
    walk::texts_in(folder).any(|text| text.lines().any(heads))
}

/// The bytes of a file that is to be imported, of at most `most_bytes`.
///
/// # Errors
/// Why it cannot be read, in Chinese.
pub fn bytes(path: &Path, most_bytes: u64) -> Result<Vec<u8>, String> {
    walk::read_bytes(path, most_bytes, "太大了，不会是制度；分成几个文件再导入")
}

/// Reads every `.toml` file below `root`. Never fails: each fault is a finding, and what can
/// be read is returned.
pub fn load(root: &Path) -> Loaded {
    let shown_root = root.to_string_lossy();
    let mut loaded = Loaded {
        sources: Sources::below(&shown_root),
        ..Loaded::default()
    };
    if !root.is_dir() {
        loaded.findings.push(
            Finding::placeless(Code::EmptyRules, format!("没有 {shown_root} 这个目录"))
                .help("用 --rules 指明规则所在的目录"),
        );
        return loaded;
    }
    for entry in walk::walk(root) {
        loaded.add(entry);
    }
    loaded.parse();
    if loaded.sources.iter().next().is_none() {
        loaded.findings.push(
            Finding::placeless(
                Code::EmptyRules,
                format!("{shown_root} 下面没有 .toml 文件"),
            )
            .help("用 --rules 指明规则所在的目录；规则文件的名字以 .toml 结尾"),
        );
    }
    loaded
}

/// Reads the files of a rules folder that lies in no folder now, such as one in version control:
/// each by its path below the folder, with `/` on every system, and its bytes or why there are
/// none. Which of them are rules files is asked as [`load`] asks it.
pub fn load_files(shown_root: &str, mut files: Vec<(String, Result<Vec<u8>, String>)>) -> Loaded {
    let mut loaded = Loaded {
        sources: Sources::below(shown_root),
        ..Loaded::default()
    };
    files.retain(|(path, _)| walk::is_rules_path(path));
    files.sort();
    for (path, bytes) in files {
        let read = match bytes {
            Ok(bytes) => walk::read_as_text(&bytes),
            Err(reason) => Read::Failed(reason),
        };
        loaded.add(walk::Entry { path, read });
    }
    loaded.parse();
    if loaded.sources.iter().next().is_none() {
        let message = format!("{shown_root} 下面没有 .toml 文件");
        let nothing = Finding::placeless(Code::EmptyRules, message);
        loaded
            .findings
            .push(nothing.help("用 --rules 指明规则所在的目录；规则文件的名字以 .toml 结尾"));
    }
    loaded
}

impl Loaded {
    /// Parses the files that were added, on all cores.
    fn parse(&mut self) {
        let sources = &self.sources;
        let parsed = self.tables.par_iter_mut().map(|(id, table)| {
            let mut findings = Vec::new();
            *table = parse(*id, &sources.get(*id).text, &mut findings);
            findings
        });
        let findings: Vec<Vec<Finding>> = parsed.collect();
        self.findings.extend(findings.into_iter().flatten());
    }

    /// Adds one file, or the reason why it could not be read.
    fn add(&mut self, entry: walk::Entry) {
        match entry.read {
            Read::Text(text) => {
                let id = self.sources.push(Source::new(entry.path, text));
                self.tables.push((id, Table::default()));
            }
            Read::Encoded { text, encoding } => {
                let id = self.sources.push(Source::new(entry.path, text));
                let text = &self.sources.get(id).text;
                let first = text.char_indices().find(|(_, c)| !c.is_ascii());
                let (start, c) = first.unwrap_or((0, '\0'));
                let place = Place::new(id, start..(start + c.len_utf8()).min(text.len()));
                self.findings.push(
                    Finding::error(Code::NotUtf8, place, format!("这个文件是 {encoding} 编码"))
                        .help("在编辑器里用“另存为”，编码选 UTF-8"),
                );
                // Its other faults are told as well, as far as they are its own.
                self.tables.push((id, Table::default()));
            }
            Read::NotUtf8 { text, bad_byte } => {
                let id = self.sources.push(Source::new(entry.path, text));
                let place = Place::new(
                    id,
                    bad_byte..bad_byte + char::REPLACEMENT_CHARACTER.len_utf8(),
                );
                self.findings.push(
                    Finding::error(Code::NotUtf8, place, "从这里起有不是 UTF-8 的字节")
                        .help("照原件改好这里的字，在编辑器里用“另存为”，编码选 UTF-8"),
                );
            }
            Read::Failed(reason) => {
                let id = self.sources.push(Source::new(entry.path, String::new()));
                self.findings.push(
                    Finding::error(Code::UnreadableFile, Place::new(id, 0..0), reason)
                        .help("查看文件的权限和位置；不用的文件移出规则目录"),
                );
            }
            Read::Loop(ancestor) => {
                let id = self.sources.push(Source::new(entry.path, String::new()));
                self.findings.push(
                    Finding::error(
                        Code::LinkLoop,
                        Place::new(id, 0..0),
                        format!("这个链接指回上级目录 {ancestor}"),
                    )
                    .help("删去这个链接"),
                );
            }
        }
    }
}
