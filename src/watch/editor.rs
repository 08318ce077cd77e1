//! Addresses by which an editor opens a file at a line: only where the command line names one.

use std::fmt::Write as _;
use std::path::Path;

/// What is known by name: Visual Studio Code (“Opening VS Code with URLs”), the editors of
/// JetBrains and of TextMate's kind by their own schemes.
const KNOWN: [(&str, &str); 4] = [
    ("vscode", "vscode://file{file}:{line}:{column}"),
    ("vscodium", "vscodium://file{file}:{line}:{column}"),
    (
        "idea",
        "idea://open?file={file}&line={line}&column={column}",
    ),
    (
        "sublime",
        "subl://open?url=file://{file}&line={line}&column={column}",
    ),
];

/// How an editor is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor(String);

impl Editor {
    /// The editor of that name, or an address of its own with `{file}`, `{line}` and `{column}`.
    ///
    /// # Errors
    /// What may be written, for a person.
    pub fn parse(text: &str) -> Result<Self, String> {
        if let Some((_, address)) = KNOWN.iter().find(|(name, _)| *name == text) {
            return Ok(Self((*address).to_owned()));
        }
        let scheme = text.split_once("://").map_or("", |(scheme, _)| scheme);
        let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
        // A page must neither run something nor send the path away.
        let is_ours = !["http", "https", "javascript", "data", "file"]
            .contains(&scheme.to_ascii_lowercase().as_str());
        if is_scheme && is_ours && text.contains("{file}") {
            return Ok(Self(text.to_owned()));
        }
        let names: Vec<&str> = KNOWN.iter().map(|(name, _)| *name).collect();
        Err(format!(
            "写 {}，或者编辑器自己的地址，例如 vscode://file{{file}}:{{line}}:{{column}}",
            names.join("、")
        ))
    }

    /// The address of a place; lines and columns count from 1.
    pub(super) fn address(&self, file: &Path, line: usize, column: usize) -> String {
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf());
        let file = file.to_string_lossy().replace('\\', "/");
        let rooted = match file.starts_with('/') {
            true => file,
            false => format!("/{file}"),
        };
        self.0
            .replace("{file}", &encoded(&rooted))
            .replace("{line}", &line.to_string())
            .replace("{column}", &column.to_string())
    }
}

/// A path for an address (RFC 3986): what is not unreserved is written by its bytes.
fn encoded(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_is_asked_by_its_own_address_only() {
        let address = |editor: &str| {
            let editor = Editor::parse(editor).expect("an editor");
            editor.address(Path::new("/规则/a b.toml"), 3, 7)
        };
        let path = "/%E8%A7%84%E5%88%99/a%20b.toml";
        assert_eq!(address("vscode"), format!("vscode://file{path}:3:7"));
        assert_eq!(
            address("my+ed://{file}#{line}"),
            format!("my+ed://{path}#3")
        );
        for bad in [
            "",
            "emacs",
            "http://x/{file}",
            "javascript://{file}",
            "://{file}",
            "x://y",
        ] {
            assert!(Editor::parse(bad).is_err(), "{bad}");
        }
    }
}
