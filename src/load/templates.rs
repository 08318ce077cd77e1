//! The town's own templates: files that stand in for the built-in ones.

use crate::diagnostic::{Code, Finding};
use std::collections::BTreeMap;
use std::path::Path;

/// The style sheet for print, built in.
pub const PRINT: &str = include_str!("../../templates/print.toml");
/// Its file name, here and in a town's folder.
pub const PRINT_NAME: &str = "print.toml";

/// What a templates folder holds.
#[derive(Debug, Default)]
pub struct OwnTemplates {
    /// Text files by their path below the folder.
    pub files: BTreeMap<String, String>,
    /// Font files by name.
    pub fonts: BTreeMap<String, &'static [u8]>,
}

impl OwnTemplates {
    /// The style sheet for print: the town's own, else the built-in one.
    pub fn print(&self) -> &str {
        self.files.get(PRINT_NAME).map_or(PRINT, String::as_str)
    }
}

/// Reads a templates folder; one that is missing counts as empty.
pub fn load(root: &Path) -> (OwnTemplates, Vec<Finding>) {
    let mut own = OwnTemplates::default();
    let mut findings = Vec::new();
    if !root.is_dir() {
        return (own, findings);
    }
    let print = own_print(root);
    for entry in walkdir::WalkDir::new(root).sort_by_file_name() {
        let Ok(entry) = entry else { continue };
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path();
        let Ok(below) = path.strip_prefix(root) else {
            continue;
        };
        let name = below.to_string_lossy().replace('\\', "/");
        let text = ["html", "css", "js", "toml", "svg"];
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
        if text.contains(&extension) {
            match std::fs::read_to_string(path) {
                Ok(text) => {
                    own.files.insert(name, text);
                }
                Err(error) => findings.push(
                    Finding::placeless(Code::BadTemplate, format!("模板 {name} 读不出来：{error}"))
                        .help("检查文件权限，文件要存成 UTF-8"),
                ),
            }
        } else if let Some(file) = name.strip_prefix("fonts/") {
            // Large, and most towns have only copies of the shipped ones: read what is named.
            if matches!(extension, "ttf" | "otf" | "ttc") && print.contains(file) && !shipped(file)
            {
                match std::fs::read(path) {
                    // Fonts live as long as the run: the faces borrow from them.
                    Ok(bytes) => {
                        own.fonts
                            .insert(file.to_string(), Box::leak(bytes.into_boxed_slice()));
                    }
                    Err(error) => findings.push(Finding::placeless(
                        Code::BadFont,
                        format!("字体文件 {file} 读不出来：{error}"),
                    )),
                }
            }
        }
    }
    (own, findings)
}

fn own_print(root: &Path) -> String {
    std::fs::read_to_string(root.join(PRINT_NAME)).unwrap_or_else(|_| PRINT.to_string())
}

fn shipped(file: &str) -> bool {
    crate::text::font::SHIPPED.contains(&file)
}
