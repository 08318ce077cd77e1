//! Paths below the output folder, and what is there already.

use super::refused::Refused;
use std::collections::BTreeSet;
use std::fs::FileType;
use std::io::ErrorKind;
use std::path::Path;

/// Names that Windows keeps for devices, whatever their extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Whether `path` is plain on every system and stays below the folder it is joined to: parts
/// of ASCII letters, digits, `-`, `_` and `.`, none hidden, none the name of a device.
pub fn is_plain(path: &str) -> bool {
    path.split('/').all(is_plain_name)
}

fn is_plain_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let device = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    (1..=255).contains(&name.len())
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !DEVICES.contains(&device.to_ascii_lowercase().as_str())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

/// Refuses what would stop the renames halfway: a folder where a file should go, a file or a
/// link where a folder should be, a folder that cannot be written.
pub fn look<'a>(root: &Path, paths: impl Iterator<Item = &'a str>) -> Result<(), Refused> {
    let mut looked = BTreeSet::new();
    for path in paths {
        let mut at = root.to_owned();
        if looked.insert(at.clone()) {
            can_be_written(&at)?;
        }
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        for folder in folders.split('/').filter(|folder| !folder.is_empty()) {
            at.push(folder);
            if looked.insert(at.clone()) && is_folder(&at)? {
                can_be_written(&at)?;
            }
        }
        is_replaceable(&at.join(name))?;
    }
    Ok(())
}

/// Whether a folder is at `path`; `false` where nothing is.
fn is_folder(path: &Path) -> Result<bool, Refused> {
    match there(path)? {
        None => Ok(false),
        Some(kind) if kind.is_dir() => Ok(true),
        // Through a link the files would go elsewhere.
        Some(kind) => Err(in_the_way(path, kind)),
    }
}

/// Refuses a folder that cannot be written into.
pub fn can_be_written(folder: &Path) -> Result<(), Refused> {
    tempfile::tempfile_in(folder)
        .map(drop)
        .map_err(|error| Refused::failed(folder, error))
}

/// Refuses a folder: a rename replaces anything else.
fn is_replaceable(path: &Path) -> Result<(), Refused> {
    match there(path)? {
        Some(kind) if kind.is_dir() => Err(in_the_way(path, kind)),
        _ => Ok(()),
    }
}

/// Refuses whatever is at `path`.
pub fn is_nothing(path: &Path) -> Result<(), Refused> {
    match there(path)? {
        Some(kind) => Err(in_the_way(path, kind)),
        None => Ok(()),
    }
}

/// Refuses what is neither a plain file nor nothing: to open a pipe would wait for its other end.
pub fn is_file_or_nothing(path: &Path) -> Result<(), Refused> {
    match there(path)? {
        Some(kind) if !kind.is_file() => Err(in_the_way(path, kind)),
        _ => Ok(()),
    }
}

/// Whether anything but hidden files lies in `root`.
pub fn holds_pages(root: &Path) -> Result<bool, Refused> {
    let failed = |error| Refused::failed(root, error);
    for entry in std::fs::read_dir(root).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        if !name.to_string_lossy().starts_with('.') {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What is at `path`, a link not being followed.
fn there(path: &Path) -> Result<Option<FileType>, Refused> {
    match path.symlink_metadata() {
        Ok(data) => Ok(Some(data.file_type())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Refused::failed(path, error)),
    }
}

fn in_the_way(path: &Path, kind: FileType) -> Refused {
    let what = if kind.is_dir() {
        "一个文件夹"
    } else if kind.is_symlink() {
        "一个链接"
    } else if kind.is_file() {
        "一个文件"
    } else {
        "管道一类的特殊文件"
    };
    Refused::InTheWay {
        path: path.to_owned(),
        what,
    }
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn only_plain_paths_below_the_folder_are_written() {
        for good in ["index.html", "posters/czs-grade.pdf", "posters/a3/x_1.pdf"] {
            assert!(is_plain(good), "{good}");
        }
        for bad in [
            "",
            "/",
            "/etc/x",
            "../x",
            "a/../../x",
            "a//b",
            "./a",
            "a/.",
            ".hidden",
            "a/.git/x",
            "a\\b",
            "c:x",
            "a\0b",
            "a\nb",
            "财政所",
            "a b",
            "nul",
            "con.html",
            "posters/COM1.pdf",
            "a.",
            "x\u{202e}y",
        ] {
            assert!(!is_plain(bad), "{bad:?}");
        }
        assert!(!is_plain(&"a".repeat(256)));
    }
}
