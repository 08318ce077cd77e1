//! `manifest.json`: what the tool wrote, from what, for whom.

use super::refused::Refused;
use super::{path, Files, Stamp};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::Path;

/// The file that lists the others.
pub const MANIFEST: &str = "manifest.json";

/// The list.
#[derive(Serialize, Deserialize)]
pub struct Manifest {
    version: String,
    /// For whom; absent in lists of versions that did not write it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    edition: Option<String>,
    inputs: String,
    files: Vec<Entry>,
}

/// A file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Entry {
    /// Below the output folder.
    pub path: String,
    bytes: usize,
    sha256: String,
    /// The digest of the inputs, where the file is from an earlier run with others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    inputs: Option<String>,
}

impl Manifest {
    /// The list of `files`, and of those `kept` from earlier runs.
    pub fn new(files: &Files, stamp: Stamp, kept: &[Entry]) -> Self {
        let made = files.par_iter().map(|(path, bytes)| Entry {
            path: path.clone(),
            bytes: bytes.len(),
            sha256: digest([&bytes[..]]),
            inputs: None,
        });
        let kept = kept.iter().cloned().map(|entry| Entry {
            inputs: entry.inputs.filter(|other| other != stamp.inputs),
            ..entry
        });
        let mut entries: Vec<Entry> = made.collect();
        entries.extend(kept);
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Self {
            version: env!("CARGO_PKG_VERSION").to_string(),
            edition: Some(stamp.edition.to_string()),
            inputs: stamp.inputs.to_string(),
            files: entries,
        }
    }

    /// The list in `folder`; `None` where there is none.
    pub fn read(folder: &Path) -> Result<Option<Self>, Refused> {
        let path = folder.join(MANIFEST);
        path::is_file_or_nothing(&path)?;
        match std::fs::read(&path) {
            // One that cannot be read vouches for nothing, but something was written here.
            Ok(text) => Ok(Some(
                serde_json::from_slice(&text).unwrap_or_else(|_| Self::unknown()),
            )),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Refused::failed(&path, error)),
        }
    }

    fn unknown() -> Self {
        Self {
            version: String::new(),
            edition: None,
            inputs: String::new(),
            files: Vec::new(),
        }
    }

    /// The key of the edition, where it is known.
    pub fn edition(&self) -> Option<&str> {
        self.edition.as_deref()
    }

    /// Whether the files were made for the readers of `edition`.
    pub fn is_of(&self, edition: &str) -> bool {
        self.edition() == Some(edition)
    }

    /// What it lists beyond `files`.
    pub fn beyond(&self, files: &Files) -> Vec<Entry> {
        self.outside(|path| files.contains_key(path))
    }

    /// What it lists and `other` does not.
    pub fn beyond_list(&self, other: &Self) -> Vec<Entry> {
        self.outside(|path| other.files.iter().any(|entry| entry.path == path))
    }

    fn outside(&self, inside: impl Fn(&str) -> bool) -> Vec<Entry> {
        self.files
            .iter()
            .filter(|entry| path::is_plain(&entry.path) && !inside(&entry.path))
            .map(|entry| Entry {
                inputs: entry.inputs.clone().or_else(|| Some(self.inputs.clone())),
                ..entry.clone()
            })
            .collect()
    }

    /// As it is written.
    pub fn to_json(&self) -> Vec<u8> {
        let mut text = serde_json::to_vec_pretty(self).expect("strings and numbers are JSON");
        text.push(b'\n');
        text
    }
}

impl Entry {
    /// Whether a plain file is still there.
    pub fn is_there(&self, root: &Path) -> bool {
        let data = root.join(&self.path).symlink_metadata();
        data.is_ok_and(|data| data.is_file())
    }

    /// Whether the file is as it was written: one that a person has changed is theirs.
    pub fn is_as_written(&self, root: &Path) -> bool {
        let bytes = std::fs::read(root.join(&self.path));
        bytes.is_ok_and(|bytes| digest([&bytes[..]]) == self.sha256)
    }
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
