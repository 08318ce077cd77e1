//! Files that a person goes on with: written where none is, or added to at their end, never
//! over what is there.

use super::path;
use super::refused::Refused;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A file to be written where none is.
#[derive(Debug, Clone)]
pub struct Fresh {
    /// Path below the folder, with `/` on every system.
    pub path: String,
    /// What it holds.
    pub text: String,
    /// Whether it is a program.
    pub is_program: bool,
}

/// Which of `paths` below `root` are files already, so that they are not to be written.
///
/// # Errors
/// [`Refused`] where the files could not be written: `root` or a folder on the way is a file or
/// a link, or may not be written into.
pub fn look<'a>(
    root: &Path,
    paths: impl Iterator<Item = &'a str> + Clone,
) -> Result<Vec<&'a str>, Refused> {
    if !root.is_dir() {
        // Nothing is below it; whether it can be made is seen by the nearest folder above.
        let there = |path: &&Path| path.symlink_metadata().is_ok();
        let nearest = root.ancestors().find(there);
        let nearest = nearest.unwrap_or(Path::new("."));
        if !nearest.is_dir() {
            path::is_nothing(nearest)?;
        }
        return path::can_be_written(nearest).map(|()| Vec::new());
    }
    path::look(root, paths.clone())?;
    let there = |below: &&str| root.join(below).symlink_metadata().is_ok();
    Ok(paths.filter(there).collect())
}

/// Writes `files` below `root`. Where one cannot be written, those before it are taken away
/// again.
///
/// # Errors
/// [`Refused`]: a file is there already, or the system refused.
pub fn write(root: &Path, files: &[Fresh]) -> Result<(), Refused> {
    let mut made = Made::default();
    let result = files
        .iter()
        .try_for_each(|file| write_one(root, file, &mut made));
    if result.is_err() {
        made.take_away();
    }
    result
}

/// What a run has made so far.
#[derive(Default)]
struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Made {
    /// Makes a folder and those above it.
    fn folder(&mut self, path: &Path) -> Result<(), Refused> {
        if path.as_os_str().is_empty() || path.is_dir() {
            return Ok(());
        }
        if let Some(above) = path.parent() {
            self.folder(above)?;
        }
        std::fs::create_dir(path).map_err(|error| Refused::failed(path, error))?;
        self.folders.push(path.to_owned());
        Ok(())
    }

    /// Leaves the disk as it was, as far as the disk lets it.
    fn take_away(self) {
        for file in self.files {
            drop(std::fs::remove_file(file));
        }
        for folder in self.folders.iter().rev() {
            drop(std::fs::remove_dir(folder));
        }
    }
}

fn write_one(root: &Path, file: &Fresh, made: &mut Made) -> Result<(), Refused> {
    let path = root.join(&file.path);
    let failed = |error| Refused::failed(&path, error);
    made.folder(path.parent().unwrap_or(root))?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if file.is_program {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o777);
    }
    let mut open = options.open(&path).map_err(failed)?;
    made.files.push(path.clone());
    open.write_all(file.text.as_bytes()).map_err(failed)
}

/// Writes `text` into the file at `path`, which is not there yet or holds what the program
/// wrote before, as `is_own` tells.
///
/// # Errors
/// [`Refused`]: the file is somebody's, or the system refused.
pub fn renew(path: &Path, text: &str, is_own: impl Fn(&str) -> bool) -> Result<(), Refused> {
    let failed = |error| Refused::failed(path, error);
    if path.symlink_metadata().is_err() {
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        let name = path.file_name().and_then(|name| name.to_str());
        let file = Fresh {
            path: name.unwrap_or_default().to_owned(),
            text: text.to_owned(),
            is_program: false,
        };
        return write(folder.unwrap_or(Path::new(".")), &[file]);
    }
    let old = std::fs::read(path).map_err(failed)?;
    if !std::str::from_utf8(&old).is_ok_and(is_own) {
        let why = "已经有了，又不是这个程序写的，没有动";
        return Err(failed(std::io::Error::other(why)));
    }
    std::fs::write(path, text).map_err(failed)
}

/// Writes `bytes` into the file at `path` as [`renew`] writes a text.
///
/// # Errors
/// [`Refused`]: the file is somebody's, or the system refused.
pub fn renew_bytes(
    path: &Path,
    bytes: &[u8],
    is_own: impl Fn(&[u8]) -> bool,
) -> Result<(), Refused> {
    let failed = |error| Refused::failed(path, error);
    if path.symlink_metadata().is_err() {
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        Made::default().folder(folder.unwrap_or(Path::new(".")))?;
        let mut options = OpenOptions::new();
        let mut open = options
            .write(true)
            .create_new(true)
            .open(path)
            .map_err(failed)?;
        return open.write_all(bytes).map_err(failed);
    }
    if !is_own(&std::fs::read(path).map_err(failed)?) {
        let why = "已经有了，又不是这个程序写的，没有动";
        return Err(failed(std::io::Error::other(why)));
    }
    std::fs::write(path, bytes).map_err(failed)
}

/// Adds `text` at the end of the file `below` `root`, which holds `old` (without its byte-order
/// mark) and goes on holding it byte for byte.
///
/// # Errors
/// [`Refused`]: the file leads out of the folder, has changed since `old` was read, or the
/// system refused.
pub fn append(root: &Path, below: &str, old: &str, text: &str) -> Result<(), Refused> {
    const MARK: &[u8] = b"\xEF\xBB\xBF";
    let path = root.join(below);
    let failed = |error| Refused::failed(&path, error);
    let refuse = |why: &str| failed(std::io::Error::other(why.to_owned()));
    let inside = root.canonicalize().map_err(failed)?;
    // A link may lead out of the folder that was named.
    let real = path.canonicalize().map_err(failed)?;
    if !real.starts_with(&inside) {
        return Err(refuse("链接到规则目录以外，不改"));
    }
    let bytes = std::fs::read(&real).map_err(failed)?;
    if bytes.strip_prefix(MARK).unwrap_or(&bytes) != old.as_bytes() {
        return Err(refuse("读过以后又有改动，请重新运行"));
    }
    let mut file = OpenOptions::new()
        .append(true)
        .open(&real)
        .map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fresh(path: &str) -> Fresh {
        Fresh {
            path: path.to_owned(),
            text: "x".to_owned(),
            is_program: false,
        }
    }

    #[test]
    fn what_was_made_goes_again_where_a_later_file_cannot_be_written() {
        let temp = tempfile::tempdir().expect("temp");
        let root = temp.path().join("unit");
        std::fs::create_dir(&root).expect("folder");
        std::fs::write(root.join("there"), "old").expect("file");
        let files = [fresh("rules/a.toml"), fresh("there")];
        assert!(write(&root, &files).is_err());
        assert!(!root.join("rules").exists());
        assert_eq!(std::fs::read(root.join("there")).expect("file"), b"old");
        assert_eq!(
            look(&root, ["a", "there"].into_iter()).expect("can be written"),
            ["there"]
        );
    }

    #[test]
    fn what_stands_in_a_file_stays_as_it_is() {
        let temp = tempfile::tempdir().expect("temp");
        let file = temp.path().join("a.toml");
        std::fs::write(&file, b"\xEF\xBB\xBFa = 1\r\n").expect("file");
        append(temp.path(), "a.toml", "a = 1\r\n", "b = 2\r\n").expect("appends");
        let bytes = std::fs::read(&file).expect("file");
        assert_eq!(bytes, b"\xEF\xBB\xBFa = 1\r\nb = 2\r\n");
        assert!(append(temp.path(), "a.toml", "a = 1\r\n", "c").is_err());
        assert_eq!(std::fs::read(&file).expect("file"), bytes);
    }
}
