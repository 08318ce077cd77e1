//! The folder that files wait in until all of them are there.
//!
//! A staging folder is filled under one name and then, in one rename, gets another: from then
//! on its run is decided. One that is found under its first name is of a run that died while
//! it made its files, and goes; one under its second name is of a run that died while it moved
//! them, and is moved on.

use super::lock::LOCK;
use super::manifest::{Manifest, MANIFEST};
use super::path;
use super::refused::Refused;
use super::Files;
use rayon::prelude::*;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How the name of a folder begins that is being filled.
const NEW: &str = ".new-";
/// The name of a folder that is full.
const READY: &str = ".ready";
/// A folder without lock file may be of a run that is about to make it; not one of an hour ago.
const OLD: Duration = Duration::from_secs(3600);

/// Ends what killed runs left: what they had decided is done, the rest is removed.
pub fn settle(root: &Path) -> Result<(), Refused> {
    let ready = root.join(READY);
    if ready.symlink_metadata().is_ok_and(|data| data.is_dir()) {
        place(root, &ready)?;
    }
    let failed = |error| Refused::failed(root, error);
    let now = root.join(LOCK).metadata().and_then(|data| data.modified());
    for entry in fs::read_dir(root).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = entry.path();
        let name = entry.file_name();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && name.to_string_lossy().starts_with(NEW) && is_dead(&path, &now) {
            fs::remove_dir_all(&path).map_err(|error| Refused::failed(&path, error))?;
        }
    }
    Ok(())
}

/// Whether nobody fills the folder any more. Its run holds a lock file in it: the lock of the
/// output folder says the same, but versions before this one had none. `now` is when the output folder was locked.
fn is_dead(folder: &Path, now: &std::io::Result<std::time::SystemTime>) -> bool {
    let lock = folder.join(LOCK);
    if path::is_file_or_nothing(&lock).is_ok() {
        if let Ok(lock) = File::open(lock) {
            return lock.try_lock().is_ok();
        }
    }
    let made = folder.metadata().and_then(|data| data.modified());
    match (now, made) {
        (Ok(now), Ok(made)) => now.duration_since(made).is_ok_and(|age| age > OLD),
        _ => false,
    }
}

/// Writes all files that differ from what is in `root`, and the manifest, into a folder there
/// that is ready to be moved.
pub fn stage(root: &Path, files: &Files, manifest: &[u8]) -> Result<PathBuf, Refused> {
    let staging = tempfile::Builder::new()
        .prefix(NEW)
        .tempdir_in(root)
        .map_err(|error| Refused::failed(root, error))?;
    let lock = staging.path().join(LOCK);
    let locked = File::create(&lock).and_then(|file| file.lock().map(|()| file));
    let locked = locked.map_err(|error| Refused::failed(&lock, error))?;
    let write = |path: &str, bytes: &[u8]| {
        let to = staging.path().join(path);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(|error| Refused::failed(folder, error))?;
        }
        fs::write(&to, bytes).map_err(|error| Refused::failed(&to, error))
    };
    let changed = files
        .par_iter()
        .filter(|(path, bytes)| !is_already(&root.join(path), bytes));
    changed.try_for_each(|(path, bytes)| write(path, bytes))?;
    write(MANIFEST, manifest)?;
    drop(locked);
    fs::remove_file(&lock).map_err(|error| Refused::failed(&lock, error))?;
    let ready = root.join(READY);
    fs::rename(staging.path(), &ready).map_err(|error| Refused::failed(&ready, error))?;
    // It is not where it was made: there is nothing left to remove.
    drop(staging.keep());
    Ok(ready)
}

/// Whether a plain file with these bytes is there.
fn is_already(path: &Path, bytes: &[u8]) -> bool {
    let data = path.symlink_metadata();
    data.is_ok_and(|data| data.is_file() && data.len() == bytes.len() as u64)
        && fs::read(path).is_ok_and(|there| there == bytes)
}

/// Moves the files of a folder that is ready into their places, removes the tool's own files
/// that its manifest no longer lists, and puts the manifest in its place. Returns how many
/// were removed.
pub fn place(root: &Path, ready: &Path) -> Result<usize, Refused> {
    let paths = files_below(ready)?;
    path::look(root, paths.iter().map(String::as_str))?;
    for path in paths.iter().filter(|path| *path != MANIFEST) {
        let to = root.join(path);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(|error| Refused::failed(folder, error))?;
        }
        fs::rename(ready.join(path), &to).map_err(|error| Refused::failed(&to, error))?;
    }
    let mut removed = 0;
    if let (Some(new), Some(old)) = (Manifest::read(ready)?, Manifest::read(root)?) {
        for entry in old.beyond_list(&new) {
            if entry.is_there(root) && entry.is_as_written(root) {
                let path = root.join(&entry.path);
                fs::remove_file(&path).map_err(|error| Refused::failed(&path, error))?;
                removed += 1;
            }
        }
    }
    let manifest = root.join(MANIFEST);
    if ready.join(MANIFEST).is_file() {
        fs::rename(ready.join(MANIFEST), &manifest)
            .map_err(|error| Refused::failed(&manifest, error))?;
    }
    fs::remove_dir_all(ready).map_err(|error| Refused::failed(ready, error))?;
    Ok(removed)
}

/// The plain files below a staging folder, sorted.
fn files_below(ready: &Path) -> Result<Vec<String>, Refused> {
    let mut paths = Vec::new();
    for entry in walkdir::WalkDir::new(ready).sort_by_file_name() {
        let entry = entry.map_err(|error| Refused::failed(ready, error.into()))?;
        let below = entry.path().strip_prefix(ready).unwrap_or(entry.path());
        let below = below.to_string_lossy().replace('\\', "/");
        if entry.file_type().is_file() && path::is_plain(&below) {
            paths.push(below);
        }
    }
    Ok(paths)
}
