//! The only writer: all files into a staging folder first, then each into its place.
//!
//! A run that fails or is killed while it makes the files leaves the last output as it was.
//! Moving the files into place is a rename each, so that no file is ever half written; the
//! manifest comes last.

use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// The file that lists the others.
pub const MANIFEST: &str = "manifest.json";

/// The files of a run, by their path below the output folder.
pub type Files = BTreeMap<String, Vec<u8>>;

#[derive(Serialize)]
struct Manifest<'a> {
    version: &'a str,
    inputs: &'a str,
    files: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    path: &'a str,
    bytes: usize,
    sha256: String,
}

/// Writes `files` and the manifest below `root`. `inputs` is the digest of all that the
/// files were made from.
pub fn write(root: &Path, files: &Files, inputs: &str) -> io::Result<()> {
    std::fs::create_dir_all(root)?;
    let staging = tempfile::Builder::new().prefix(".new-").tempdir_in(root)?;
    for (path, bytes) in files {
        let to = staging.path().join(path);
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&to, bytes)?;
    }
    let manifest = manifest(files, inputs)?;
    std::fs::write(staging.path().join(MANIFEST), manifest)?;
    for path in files.keys().map(String::as_str).chain([MANIFEST]) {
        let to = root.join(path);
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::rename(staging.path().join(path), to)?;
    }
    Ok(())
}

fn manifest(files: &Files, inputs: &str) -> io::Result<Vec<u8>> {
    let manifest = Manifest {
        version: env!("CARGO_PKG_VERSION"),
        inputs,
        files: files
            .iter()
            .map(|(path, bytes)| Entry {
                path,
                bytes: bytes.len(),
                sha256: digest([&bytes[..]]),
            })
            .collect(),
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
