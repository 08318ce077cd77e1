//! Finding and reading the files of a rules folder.

use super::encoding::{decode, Decoded};
use rayon::prelude::*;
use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::Path;
use walkdir::WalkDir;

/// A rules file is written by hand; anything larger than this is no rules file, and
/// [`crate::diagnostic::Place`] counts bytes in 32 bits.
const LARGEST_BYTES: u64 = 16 * 1024 * 1024;

/// One path below the root and what came of reading it.
pub(super) struct Entry {
    /// Path below the root, with `/` on every system.
    pub path: String,
    pub read: Read,
}

/// What came of reading a file.
pub(super) enum Read {
    Text(String),
    /// The text of a file in another encoding, and what that is called.
    Encoded {
        text: String,
        encoding: &'static str,
    },
    /// The text with U+FFFD for what cannot be read, and the place of the first bad byte.
    NotUtf8 {
        text: String,
        bad_byte: usize,
    },
    /// Why the system refused, in Chinese.
    Failed(String),
    /// The link leads back to this folder above it.
    Loop(String),
}

/// Reads every `.toml` file below `root` on all cores, sorted by path, so that a run never depends
/// on the order in which the system lists a folder. Hidden files and folders are left out: editors
/// and version control keep their own files there.
pub(super) fn walk(root: &Path) -> Vec<Entry> {
    let (mut entries, mut paths) = (Vec::new(), Vec::new());
    let files = WalkDir::new(root)
        .follow_links(true)
        .into_iter()
        .filter_entry(|e| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with('.'));
    for file in files {
        match file {
            Ok(file) if file.file_type().is_dir() || !is_toml(file.path()) => {}
            Ok(file) => paths.push(file.into_path()),
            Err(error) => entries.extend(failure(root, &error)),
        }
    }
    let files = paths.into_par_iter().map(|path| Entry {
        path: below(root, &path),
        read: read(&path),
    });
    entries.par_extend(files);
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    entries
}

/// The texts of the `.toml` files in a folder itself, as far as they can be read.
pub(super) fn texts_in(folder: &Path) -> impl Iterator<Item = String> {
    let files = WalkDir::new(folder).max_depth(1).into_iter().flatten();
    files
        .filter(|file| file.depth() == 1 && is_toml(file.path()))
        .filter_map(|file| match read(file.path()) {
            Read::Text(text) | Read::Encoded { text, .. } | Read::NotUtf8 { text, .. } => {
                Some(text)
            }
            Read::Failed(_) | Read::Loop(_) => None,
        })
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "toml")
}

/// The path below `root`, with `/` between its parts.
fn below(root: &Path, path: &Path) -> String {
    let parts: Vec<_> = path
        .strip_prefix(root)
        .unwrap_or(path)
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    parts.join("/")
}

/// What a fault of the walk itself means. A dangling link to something other than a rules
/// file is none of our business.
fn failure(root: &Path, error: &walkdir::Error) -> Option<Entry> {
    let path = error.path()?;
    let read = if let Some(ancestor) = error.loop_ancestor() {
        let ancestor = below(root, ancestor);
        Read::Loop(if ancestor.is_empty() {
            "（规则目录本身）".into()
        } else {
            ancestor
        })
    } else {
        let kind = error.io_error().map_or(ErrorKind::Other, |e| e.kind());
        if kind == ErrorKind::NotFound && !is_toml(path) {
            return None;
        }
        Read::Failed(reason(kind))
    };
    Some(Entry {
        path: below(root, path),
        read,
    })
}

fn read(path: &Path) -> Read {
    let bytes = match read_bytes(path, LARGEST_BYTES, "不会是规则文件") {
        Ok(bytes) => bytes,
        Err(reason) => return Read::Failed(reason),
    };
    read_as_text(&bytes)
}

/// What the bytes of a file say.
pub(super) fn read_as_text(bytes: &[u8]) -> Read {
    if bytes.len() as u64 > LARGEST_BYTES {
        return Read::Failed(too_large(LARGEST_BYTES, "不会是规则文件"));
    }
    match decode(bytes) {
        Decoded::Utf8(text) => Read::Text(text),
        Decoded::Other { text, encoding } => Read::Encoded { text, encoding },
        Decoded::Damaged { text, bad_byte } => Read::NotUtf8 { text, bad_byte },
    }
}

/// Whether a path below the root, with `/` between its parts, is one that [`walk`] would read.
pub(super) fn is_rules_path(path: &str) -> bool {
    !path.split('/').any(|part| part.starts_with('.')) && is_toml(Path::new(path))
}

fn too_large(most_bytes: u64, why: &str) -> String {
    let mebibytes = most_bytes / (1024 * 1024);
    format!("文件超过 {mebibytes} MiB，{why}")
}

/// The bytes of a plain file, unless it is larger than `most_bytes`: then `too_large` says why not.
pub(super) fn read_bytes(path: &Path, most_bytes: u64, too_large: &str) -> Result<Vec<u8>, String> {
    let refuse = |error: std::io::Error| reason(error.kind());
    // Asked before opening: opening a named pipe would wait for a writer.
    let metadata = std::fs::metadata(path).map_err(refuse)?;
    if !metadata.is_file() {
        return Err("这不是普通文件".into());
    }
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(most_bytes + 1).read_to_end(&mut bytes))
        .map_err(refuse)?;
    if bytes.len() as u64 > most_bytes {
        return Err(self::too_large(most_bytes, too_large));
    }
    Ok(bytes)
}

/// The reason in Chinese, without the system's own words, which differ between machines.
fn reason(kind: ErrorKind) -> String {
    match kind {
        ErrorKind::NotFound => "没有这个文件，或者它是链接，指向的文件不存在".into(),
        ErrorKind::PermissionDenied => "没有读这个文件的权限".into(),
        other => format!("系统不让读这个文件（{other}）"),
    }
}
