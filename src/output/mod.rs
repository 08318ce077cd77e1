//! The only writer: all files into a staging folder first, then each into its place.
//!
//! Whoever writes holds the folder's lock, so that two runs never mix their files. What could
//! go wrong is looked at before anything is moved. A run that is killed while it makes the
//! files leaves the last output as it was; one that is killed while it moves them, a rename
//! each, is completed by the next run ([`staging`]). The manifest comes last: by it a later
//! run knows which files are the tool's own, and for which readers they were made.

pub mod fresh;
mod lock;
mod manifest;
mod path;
mod refused;
mod staging;

pub use manifest::{digest, MANIFEST};
pub use path::is_plain;
pub use refused::Refused;

use manifest::Manifest;
use std::collections::BTreeMap;
use std::path::Path;

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

/// What the files were made from, and for whom.
#[derive(Debug, Clone, Copy)]
pub struct Stamp<'a> {
    /// The digest of all inputs.
    pub inputs: &'a str,
    /// The key of the edition. A folder holds one edition only: else what one may not show
    /// would lie beside what it shows.
    pub edition: &'a str,
}

/// Writes `files` and the manifest below `root`, and calls `waiting` once if another run has
/// to end first. Returns how many files were removed, being out of date.
///
/// # Errors
/// [`Refused`], and then the output is what it was, unless the disk itself failed in the
/// midst of the renames: that is made good by the next run.
pub fn write(
    root: &Path,
    files: &Files,
    stamp: Stamp,
    scope: Scope,
    waiting: &dyn Fn(),
) -> Result<usize, Refused> {
    if let Some(path) = files.keys().find(|path| !path::is_plain(path)) {
        return Err(Refused::BadPath(path.clone()));
    }
    std::fs::create_dir_all(root).map_err(|error| Refused::failed(root, error))?;
    let _lock = lock::take(root, waiting)?;
    staging::settle(root)?;
    let earlier = Manifest::read(root)?;
    if scope == Scope::Part {
        same_edition(root, earlier.as_ref(), stamp.edition)?;
    }
    let beyond: Vec<_> = earlier
        .iter()
        .flat_map(|manifest| manifest.beyond(files))
        .collect();
    let (own, changed): (Vec<_>, Vec<_>) = beyond
        .into_iter()
        .filter(|entry| entry.is_there(root))
        .partition(|entry| entry.is_as_written(root));
    let other_edition = earlier.is_some_and(|manifest| !manifest.is_of(stamp.edition));
    if scope == Scope::Whole && other_edition && !changed.is_empty() {
        let paths = changed.into_iter().map(|entry| entry.path).collect();
        return Err(Refused::ChangedFiles(paths));
    }
    path::look(root, files.keys().map(String::as_str).chain([MANIFEST]))?;
    let kept = match scope {
        Scope::Whole => &[],
        Scope::Part => own.as_slice(),
    };
    let manifest = Manifest::new(files, stamp, kept).to_json();
    let ready = staging::stage(root, files, &manifest)?;
    staging::place(root, &ready)
}

/// The text of a file that an earlier run wrote below `root`; `None` where there is none that can be
/// read.
pub fn earlier(root: &Path, path: &str) -> Option<String> {
    // A run that writes nothing has no folder.
    let named = path::is_plain(path) && !root.as_os_str().is_empty();
    let plain = named.then(|| root.join(path))?;
    std::fs::read_to_string(plain).ok()
}

/// A part can only join what is of its own edition.
/// That the output folder is none of the folders that a run reads.
///
/// # Errors
/// [`Refused::Read`].
pub fn apart(root: &Path, read: &[&Path]) -> Result<(), Refused> {
    let Ok(there) = root.canonicalize() else {
        return Ok(());
    };
    let is_it = |folder: &&&Path| folder.canonicalize().is_ok_and(|folder| folder == there);
    match read.iter().find(is_it) {
        Some(_) => Err(Refused::Read(root.to_owned())),
        None => Ok(()),
    }
}

fn same_edition(root: &Path, earlier: Option<&Manifest>, edition: &str) -> Result<(), Refused> {
    match earlier {
        Some(manifest) if manifest.is_of(edition) => Ok(()),
        Some(manifest) => Err(Refused::OtherEdition(manifest.edition().map(str::to_owned))),
        // Without a manifest no one knows for whom the files there were made.
        None if path::holds_pages(root)? => Err(Refused::OtherEdition(None)),
        None => Ok(()),
    }
}
