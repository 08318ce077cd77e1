//! The only writer: all files into a staging folder first, then each into its place.
//!
//! A run that fails or is killed while it makes the files leaves the last output as it was.
//! Moving the files into place is a rename each, so that no file is ever half written; the
//! manifest comes last. By the manifest a later run knows which files are the tool's own: of a
//! department that is no more, the posters go.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::{Component, Path};

/// The file that lists the others.
pub const MANIFEST: &str = "manifest.json";

/// How the names of staging folders begin.
const STAGING: &str = ".new-";

/// The file in a staging folder that its run holds locked while it lives.
const LOCK: &str = ".lock";

/// The files of a run, by their path below the output folder.
pub type Files = BTreeMap<String, Vec<u8>>;

/// How the files of a run stand to those of the run before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The run made all there is: what an earlier run made beyond that is out of date, and goes.
    Whole,
    /// The run made a part (`--only`, `--department`, `--format`): the rest stays.
    Part,
}

#[derive(Serialize, Deserialize)]
struct Manifest {
    version: String,
    inputs: String,
    files: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    path: String,
    bytes: usize,
    sha256: String,
    /// The digest of the inputs, where the file is from an earlier run with others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    inputs: Option<String>,
}

/// Writes `files` and the manifest below `root`. `inputs` is the digest of all that the
/// files were made from. Returns how many files were removed, being out of date.
pub fn write(root: &Path, files: &Files, inputs: &str, scope: Scope) -> io::Result<usize> {
    std::fs::create_dir_all(root)?;
    remove_dead_stagings(root)?;
    let earlier = earlier_files(root, files)?;
    let staging = tempfile::Builder::new().prefix(STAGING).tempdir_in(root)?;
    let lock = File::create(staging.path().join(LOCK))?;
    lock.lock()?;
    for (path, bytes) in files {
        let to = staging.path().join(path);
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&to, bytes)?;
    }
    let kept: &[Entry] = match scope {
        Scope::Whole => &[],
        Scope::Part => &earlier,
    };
    let manifest = manifest(files, inputs, kept)?;
    std::fs::write(staging.path().join(MANIFEST), manifest)?;
    for path in files.keys().map(String::as_str).chain([MANIFEST]) {
        let to = root.join(path);
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::rename(staging.path().join(path), to)?;
    }
    if scope == Scope::Part {
        return Ok(0);
    }
    for entry in &earlier {
        std::fs::remove_file(root.join(&entry.path))?;
    }
    Ok(earlier.len())
}

/// What the manifest in `root` lists beyond `files` and what is still there as it was written.
/// A file that a person has changed or put there is theirs.
fn earlier_files(root: &Path, files: &Files) -> io::Result<Vec<Entry>> {
    let text = match std::fs::read(root.join(MANIFEST)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    // A manifest that cannot be read vouches for nothing.
    let Ok(manifest) = serde_json::from_slice::<Manifest>(&text) else {
        return Ok(Vec::new());
    };
    let inputs = manifest.inputs;
    Ok(manifest
        .files
        .into_iter()
        .filter(|entry| !files.contains_key(&entry.path) && is_below(&entry.path))
        .filter(|entry| {
            std::fs::read(root.join(&entry.path))
                .is_ok_and(|bytes| digest([&bytes[..]]) == entry.sha256)
        })
        .map(|entry| Entry {
            inputs: entry.inputs.or_else(|| Some(inputs.clone())),
            ..entry
        })
        .collect())
}

/// Whether a path of the manifest stays below the output folder.
fn is_below(path: &str) -> bool {
    let mut parts = Path::new(path).components();
    parts.all(|part| matches!(part, Component::Normal(_)))
}

/// Removes the staging folders of runs that were killed: those whose lock nobody holds.
fn remove_dead_stagings(root: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(root)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !name.starts_with(STAGING) {
            continue;
        }
        let Ok(lock) = File::open(path.join(LOCK)) else {
            continue;
        };
        if lock.try_lock().is_ok() {
            std::fs::remove_dir_all(&path)?;
        }
    }
    Ok(())
}

fn manifest(files: &Files, inputs: &str, kept: &[Entry]) -> io::Result<Vec<u8>> {
    let mut entries: Vec<Entry> = files
        .iter()
        .map(|(path, bytes)| Entry {
            path: path.clone(),
            bytes: bytes.len(),
            sha256: digest([&bytes[..]]),
            inputs: None,
        })
        .collect();
    entries.extend(kept.iter().map(|entry| Entry {
        inputs: entry.inputs.clone().filter(|other| other != inputs),
        path: entry.path.clone(),
        bytes: entry.bytes,
        sha256: entry.sha256.clone(),
    }));
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    let manifest = Manifest {
        version: env!("CARGO_PKG_VERSION").to_string(),
        inputs: inputs.to_string(),
        files: entries,
    };
    let mut text = serde_json::to_vec_pretty(&manifest)?;
    text.push(b'\n');
    Ok(text)
}

/// The sha256 of some byte strings, each with its length before it.
pub fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut parts = parts.into_iter().peekable();
    let mut hash = Sha256::new();
    let first = parts.next().unwrap_or_default();
    if parts.peek().is_none() {
        hash.update(first);
    } else {
        for part in std::iter::once(first).chain(parts) {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
