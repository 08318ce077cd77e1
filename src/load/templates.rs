//! The unit's own templates: files that stand in for the built-in ones.

use crate::diagnostic::{Code, Finding};
use crate::text::font::shipped;
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The style sheet for print, built in.
pub const PRINT: &str = include_str!("../../templates/print.toml");
/// Its file name, here and in a unit's folder.
pub const PRINT_NAME: &str = "print.toml";

/// What a templates folder holds.
#[derive(Debug, Default)]
pub struct OwnTemplates {
    /// Text files by their path below the folder.
    pub files: BTreeMap<String, String>,
    /// Font files by their path below `fonts/`. They are read when something uses them.
    pub fonts: BTreeMap<String, PathBuf>,
}

impl OwnTemplates {
    /// The style sheet for print: the unit's own, else the built-in one.
    pub fn print(&self) -> &str {
        self.files.get(PRINT_NAME).map_or(PRINT, String::as_str)
    }
}

/// Reads a templates folder; one that is missing counts as empty. Links are followed, as in
/// the rules folder: an office may keep its fonts in one place for several units.
pub fn load(root: &Path) -> (OwnTemplates, Vec<Finding>) {
    let mut own = OwnTemplates::default();
    let mut findings = Vec::new();
    if !root.is_dir() {
        return (own, findings);
    }
    let entries = walkdir::WalkDir::new(root)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|e| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with('.'));
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                own.add(root, entry.path(), &mut findings);
            }
            Ok(_) => {}
            Err(error) => findings.push(unreadable(root, &error)),
        }
    }
    (own, findings)
}

impl OwnTemplates {
    fn add(&mut self, root: &Path, path: &Path, findings: &mut Vec<Finding>) {
        let name = below(root, path);
        // `lianfang templates` writes the presets there, to be read and copied into rules.
        if name.starts_with("presets/") {
            return;
        }
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
        let extension = extension.to_ascii_lowercase();
        if ["html", "css", "js", "toml", "svg"].contains(&extension.as_str()) {
            match std::fs::read_to_string(path) {
                Ok(text) => {
                    self.files.insert(name, text);
                }
                Err(error) => findings.push(
                    Finding::placeless(
                        Code::BadTemplate,
                        format!("模板 {name} 读不出来：{}", reason(&error)),
                    )
                    .help("检查文件权限，文件要存成 UTF-8"),
                ),
            }
        } else if let Some(file) = name.strip_prefix("fonts/") {
            if !["ttf", "otf", "ttc"].contains(&extension.as_str()) {
                return;
            }
            self.fonts.insert(file.to_string(), path.to_path_buf());
        }
    }
}

/// More than any font has; the largest collections of Chinese faces have 150 MB.
const LARGEST_FONT_BYTES: u64 = 256 << 20;

/// Reads a font of the unit's own, which lives as long as the program; `None` where it is a copy of
/// the shipped one of the same name. Most units have only such: one in memory is enough.
pub fn font(name: &str, path: &Path) -> Result<Option<&'static [u8]>, Finding> {
    let size = std::fs::metadata(path).map_or(0, |data| data.len());
    let fault = |reason: &str, help: &str| {
        let message = format!("字体文件 fonts/{name} {reason}");
        Err(Finding::placeless(Code::BadFont, message).help(help))
    };
    if size > LARGEST_FONT_BYTES {
        return fault("超过 256 MiB，不会是字体", "换成一种字体的文件");
    }
    match std::fs::read(path) {
        Ok(bytes) if shipped(name) == Some(bytes.as_slice()) => Ok(None),
        Ok(bytes) => Ok(Some(kept(bytes))),
        Err(error) => fault(&format!("读不出来：{}", reason(&error)), "检查文件权限"),
    }
}

/// The bytes of a font for as long as the program runs. Whoever makes pages again and again reads
/// the same fonts each time: they are kept once.
fn kept(bytes: Vec<u8>) -> &'static [u8] {
    static KEPT: Mutex<Vec<&'static [u8]>> = Mutex::new(Vec::new());
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    match kept.iter().find(|font| **font == bytes) {
        Some(font) => font,
        None => {
            let font: &'static [u8] = Box::leak(bytes.into_boxed_slice());
            kept.push(font);
            font
        }
    }
}

/// The finding of a folder or a link that could not be followed.
fn unreadable(root: &Path, error: &walkdir::Error) -> Finding {
    let name = error.path().map_or(String::new(), |path| below(root, path));
    if error.loop_ancestor().is_some() {
        let message = format!("模板目录里的链接 {name} 指回上级目录");
        return Finding::placeless(Code::LinkLoop, message).help("删去这个链接");
    }
    let reason = error.io_error().map_or("读不出来", reason);
    Finding::placeless(
        Code::UnreadableFile,
        format!("模板目录里的 {name} 读不出来：{reason}"),
    )
    .help("检查权限；链接要指向存在的文件，不用的删去")
}

/// The path below `root`, with `/` on every system.
fn below(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    below.to_string_lossy().replace('\\', "/")
}

/// Why the system refused, in Chinese.
fn reason(error: &std::io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::PermissionDenied => "没有读的权限",
        ErrorKind::NotFound => "链接指向的文件不存在",
        ErrorKind::InvalidData => "不是 UTF-8 编码",
        _ => "系统拒绝",
    }
}
