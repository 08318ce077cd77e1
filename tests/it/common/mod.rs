//! What the tests of the output share: one run over the sample township, and readers for
//! what outside tools say of it.
#![allow(clippy::disallowed_methods)] // LIANFANG_… are settings of the tests.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// The output of `generate` on the sample, made once for all tests.
pub fn sample() -> &'static Path {
    static OUTPUT: OnceLock<PathBuf> = OnceLock::new();
    OUTPUT.get_or_init(|| {
        let output =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("sample-{}", std::process::id()));
        let run = generate(&root().join("rules"), &output, &[]);
        let told = String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.code(), Some(0), "{told}");
        output
    })
}

/// The top of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs `lianfang generate` with the built-in templates.
pub fn generate(rules: &Path, output: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lianfang"))
        .arg("generate")
        .args(["--templates", "no-such-folder"])
        .arg("--rules")
        .arg(rules)
        .arg("--output")
        .arg(output)
        .args(more)
        .output()
        .expect("lianfang runs")
}

/// The small unit in a folder of its own, to be changed: `rules/` and `templates/`.
pub struct Unit(tempfile::TempDir);

impl Unit {
    /// A copy of `tests/towns/small`, with an empty templates folder.
    pub fn small() -> Self {
        Self::copy(&root().join("tests/towns/small"))
    }

    /// A copy of the rules in `folder`, with an empty templates folder.
    pub fn copy(folder: &Path) -> Self {
        let temp = tempfile::tempdir().expect("temp");
        let unit = Self(temp);
        for file in files(folder).iter().filter(|file| file.ends_with(".toml")) {
            let text = std::fs::read_to_string(folder.join(file)).expect("rules");
            unit.write(&format!("rules/{file}"), text);
        }
        unit
    }

    /// A path below its folder.
    pub fn path(&self, below: &str) -> PathBuf {
        self.0.path().join(below)
    }

    /// Writes a file below its folder.
    pub fn write(&self, below: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(below);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folder");
        std::fs::write(path, bytes).expect("file");
    }

    /// Replaces a text in a rules file, which must be there.
    pub fn replace(&self, file: &str, old: &str, new: &str) {
        let path = self.path("rules").join(file);
        let text = std::fs::read_to_string(&path).expect("rules");
        assert!(text.contains(old), "{file}: {old}");
        std::fs::write(path, text.replacen(old, new, 1)).expect("rules");
    }

    /// Runs `lianfang generate` in its folder; gives the exit code and what was told.
    pub fn generate(&self, arguments: &[&str]) -> (Option<i32>, String) {
        self.run("generate", arguments)
    }

    /// Runs a command of `lianfang` in its folder; gives the exit code and what was told.
    pub fn run(&self, command: &str, arguments: &[&str]) -> (Option<i32>, String) {
        let run = Command::new(env!("CARGO_BIN_EXE_lianfang"))
            .current_dir(self.0.path())
            .arg(command)
            .args(arguments)
            .output()
            .expect("lianfang runs");
        let told = String::from_utf8(run.stderr).expect("UTF-8");
        (run.status.code(), told)
    }
}

/// Every file below a folder, sorted, as paths below it.
pub fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.expect("output folder can be read");
        if entry.file_type().is_file() {
            let below = entry.path().strip_prefix(folder).expect("below the folder");
            found.push(below.to_string_lossy().into_owned());
        }
    }
    found
}

/// Every PDF of the sample.
pub fn pdfs() -> Vec<PathBuf> {
    let folder = sample();
    files(folder)
        .iter()
        .filter(|f| f.ends_with(".pdf"))
        .map(|f| folder.join(f))
        .collect()
}

/// Runs an outside tool. Where it is missing the test has nothing to say; but where
/// `LIANFANG_TOOLS=required` (as CI sets it) that is a failure, unless `LIANFANG_WITHOUT`
/// names this very tool among those that could not be had.
pub fn tool(name: &str, arguments: &[&str]) -> Option<Output> {
    match Command::new(name).args(arguments).output() {
        Ok(output) => Some(output),
        Err(error) => {
            let set = |key: &str| std::env::var(key).unwrap_or_default();
            let required = set("LIANFANG_TOOLS") == "required";
            let known = set("LIANFANG_WITHOUT");
            let excused = known.split(',').any(|without| without == name);
            assert!(!required || excused, "{name} is required: {error}");
            eprintln!("left out: {name} is not installed");
            None
        }
    }
}

/// The parts of a DOCX or XLSX file, by their names; a drawing as the UTF-16 that its words are in.
pub fn office_parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut out = BTreeMap::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("a part");
        let name = file.name().expect("a name").to_string();
        let text = if name.ends_with(".emf") {
            let units = bytes
                .chunks_exact(2)
                .map(|b| u16::from_le_bytes([b[0], b[1]]));
            String::from_utf16_lossy(&units.collect::<Vec<u16>>())
        } else {
            String::from_utf8(bytes).expect("UTF-8")
        };
        out.insert(name, text);
    }
    out
}

/// The text of a PDF's pages in the order of their contents, by poppler. (`-raw`: without it
/// poppler guesses at columns where two lines happen to have their full-width blanks one
/// above the other.)
pub fn page_texts(pdf: &Path) -> Option<Vec<String>> {
    let output = tool(
        "pdftotext",
        &["-raw", "-enc", "UTF-8", &pdf.to_string_lossy(), "-"],
    )?;
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_string).collect();
    pages.pop();
    Some(pages)
}

/// One character as mupdf reads it, in points from the top left of the page.
#[derive(Debug, Clone)]
pub struct Char {
    pub c: char,
    pub font: String,
    pub size: f32,
    /// Origin.
    pub x: f32,
    /// Baseline.
    pub y: f32,
    /// Right edge of its advance.
    pub right: f32,
}

/// A page as mupdf reads it.
#[derive(Debug, Default)]
pub struct StextPage {
    pub width: f32,
    pub height: f32,
    pub chars: Vec<Char>,
}

impl StextPage {
    /// The characters of one face, size and baseline each, left to right, top to bottom:
    /// lines as they are printed.
    pub fn lines(&self) -> Vec<Vec<Char>> {
        let mut lines: Vec<Vec<Char>> = Vec::new();
        let mut chars = self.chars.clone();
        chars.retain(|c| c.c != ' ');
        chars.sort_by(|a, b| (a.y, a.x).partial_cmp(&(b.y, b.x)).expect("finite"));
        for c in chars {
            match lines.last_mut() {
                Some(line) if (line[0].y - c.y).abs() < 0.5 => line.push(c),
                _ => lines.push(vec![c]),
            }
        }
        for line in &mut lines {
            line.sort_by(|a, b| a.x.partial_cmp(&b.x).expect("finite"));
        }
        lines
    }
}

/// Reads pages (from 1) of a PDF with mupdf.
pub fn stext(pdf: &Path, pages: &str) -> Option<Vec<StextPage>> {
    let output = tool(
        "mutool",
        &[
            "draw",
            "-F",
            "stext",
            "-o",
            "-",
            &pdf.to_string_lossy(),
            pages,
        ],
    )?;
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let mut found: Vec<StextPage> = Vec::new();
    let (mut font, mut size) = (String::new(), 0.0);
    for line in text.lines() {
        if line.starts_with("<page ") {
            found.push(StextPage {
                width: number(line, "width"),
                height: number(line, "height"),
                chars: Vec::new(),
            });
        } else if line.starts_with("<font ") {
            font = attribute(line, "name").to_string();
            size = number(line, "size");
        } else if line.starts_with("<char ") {
            let quad: Vec<f32> = attribute(line, "quad")
                .split(' ')
                .filter_map(|n| n.parse().ok())
                .collect();
            let page = found.last_mut().expect("a page before its characters");
            page.chars.push(Char {
                c: character(attribute(line, "c")),
                font: font.clone(),
                size,
                x: number(line, "x"),
                y: number(line, "y"),
                right: quad[2],
            });
        }
    }
    Some(found)
}

fn attribute<'a>(line: &'a str, name: &str) -> &'a str {
    let key = format!(" {name}=\"");
    let from = line.find(&key).map_or(0, |at| at + key.len());
    line[from..].split('"').next().unwrap_or("")
}

fn number(line: &str, name: &str) -> f32 {
    attribute(line, name).parse().unwrap_or(0.0)
}

fn character(text: &str) -> char {
    match text {
        "&lt;" => '<',
        "&gt;" => '>',
        "&amp;" => '&',
        "&quot;" => '"',
        "&apos;" => '\'',
        _ => match text.strip_prefix("&#x").and_then(|t| t.strip_suffix(';')) {
            Some(hex) => u32::from_str_radix(hex, 16)
                .ok()
                .and_then(char::from_u32)
                .unwrap_or('?'),
            None => text.chars().next().unwrap_or('?'),
        },
    }
}
