//! A PDF as text that a person can review: what is painted where on each page, links, outline,
//! labels, tags, metadata.

use crate::common::tool;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// The whole PDF; `None` where the tools are not installed.
pub fn readable_pdf(path: &Path) -> Option<String> {
    let document = Document::load(path).expect("a PDF");
    let numbers: BTreeMap<ObjectId, u32> = document
        .get_pages()
        .into_iter()
        .map(|(number, id)| (id, number))
        .collect();
    let name = path.to_string_lossy();
    let told = |tool_name: &str, arguments: &[&str]| {
        let output = tool(tool_name, arguments)?;
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{tool_name}: {told}");
        Some(String::from_utf8(output.stdout).expect("UTF-8"))
    };
    let painted = painted(&told("mutool", &["trace", &name])?);
    let outline = told("mutool", &["show", &name, "outline"])?;
    let tags = without_numbers(&told("pdfinfo", &["-struct-text", &name])?);
    let mut out = String::new();
    for (n, (id, page)) in painted_pages(&document)
        .into_iter()
        .zip(&painted)
        .enumerate()
    {
        writeln!(out, "# page {} {}", n + 1, page.size).expect("text");
        out.push_str(&page.painted);
        let dictionary = document.get_dictionary(id).expect("a page");
        let mut dump = Dump::new(&document, &numbers);
        dump.skip = &[
            "Parent",
            "Contents",
            "Resources",
            "StructParents",
            "Type",
            "P",
            "StructParent",
        ];
        dump.dictionary(dictionary, 0);
        out.push_str(&dump.out);
    }
    writeln!(out, "# outline\n{}", outline.trim_end()).expect("text");
    writeln!(out, "# tags\n{}", tags.trim_end()).expect("text");
    out.push_str("# document\n");
    let mut dump = Dump::new(&document, &numbers);
    dump.skip = &[
        "Pages",
        "StructTreeRoot",
        "Outlines",
        "DestOutputProfile",
        "CIDSet",
    ];
    dump.dictionary(document.catalog().expect("a catalog"), 0);
    if let Ok(info) = document.trailer.get(b"Info") {
        dump.value("Info", info, 0);
    }
    out.push_str(&dump.out);
    Some(out)
}

/// The tags without the numbers of objects, which say nothing of what they are: `Object 7 0`.
fn without_numbers(tags: &str) -> String {
    let number = |c: char| c.is_ascii_digit() || c == ' ';
    let line = |line: &str| match line.trim_start().strip_prefix("Object ") {
        Some(rest) if rest.chars().all(number) => line.trim_end_matches(number).to_owned(),
        _ => line.to_owned(),
    };
    tags.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn painted_pages(document: &Document) -> Vec<ObjectId> {
    document.get_pages().into_values().collect()
}

/// A page as it is painted.
#[derive(Default)]
struct Page {
    size: String,
    painted: String,
}

/// What `mutool trace` tells, a line a run of text or a path, from the top left in pt.
fn painted(trace: &str) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    let mut height = 0.0;
    let mut run: Option<Run> = None;
    let mut path: Option<PathSeen> = None;
    let mut row: Option<PathSeen> = None;
    let mut colour = String::new();
    for line in trace.lines() {
        let line = line.trim();
        if line.starts_with("<page ") {
            let sides: Vec<f32> = numbers(attribute(line, "mediabox"));
            height = sides[3];
            pages.push(Page {
                size: format!("{:.1} × {:.1}", sides[2], sides[3]),
                painted: String::new(),
            });
            continue;
        }
        let Some(page) = pages.last_mut() else {
            continue;
        };
        if path.is_none() && !line.contains("_path") {
            if let Some(row) = row.take() {
                row.write(&mut page.painted, height);
            }
        }
        if line.starts_with("<layer ") {
            writeln!(page.painted, "[{}", attribute(line, "name")).expect("text");
        } else if line.starts_with("<end_layer") {
            page.painted.push_str("]\n");
        } else if line.starts_with("<fill_text") {
            colour = hex(attribute(line, "color"));
        } else if line.starts_with("<span ") {
            let size = numbers(attribute(line, "trm"));
            run = Some(Run::new(attribute(line, "font"), &size));
        } else if line.starts_with("<g ") {
            let run = run.as_mut().expect("a span before its glyphs");
            run.add(line);
        } else if line.starts_with("</span") {
            let run = run.take().expect("a span");
            run.write(&mut page.painted, height, &colour);
        } else if line.starts_with("<fill_path") || line.starts_with("<stroke_path") {
            path = Some(PathSeen::new(line));
        } else if line.starts_with("</fill_path") || line.starts_with("</stroke_path") {
            let mut path = path.take().expect("a path");
            if let Some(before) = row.take() {
                if before.is_followed_by(&path) {
                    path.alike = before.alike + 1;
                } else {
                    before.write(&mut page.painted, height);
                }
            }
            row = Some(path);
            continue;
        } else if let Some(path) = &mut path {
            path.add(line);
        } else if line.starts_with('<') && !line.starts_with("</") && !line.starts_with("<set_") {
            // Clips, images, shades: whatever else is painted.
            writeln!(page.painted, "{line}").expect("text");
        }
    }
    pages
}

/// Glyphs of one face and size.
struct Run {
    face: String,
    size: f32,
    text: String,
    from: Option<(f32, f32)>,
    to: f32,
}

impl Run {
    fn new(font: &str, matrix: &[f32]) -> Self {
        let face = font.split_once('+').map_or(font, |(_, face)| face);
        Self {
            face: face.to_owned(),
            // A run turned by a quarter has its size beside the diagonal.
            size: matrix[0].hypot(matrix[1]),
            text: String::new(),
            from: None,
            to: 0.0,
        }
    }

    fn add(&mut self, line: &str) {
        let at = |name| attribute(line, name).parse::<f32>().unwrap_or(f32::NAN);
        self.from.get_or_insert((at("x"), at("y")));
        self.to = at("x") + at("adv") * self.size;
        self.text.push_str(&unescaped(attribute(line, "unicode")));
    }

    fn write(&self, out: &mut String, height: f32, colour: &str) {
        let (x, y) = self.from.unwrap_or_default();
        writeln!(
            out,
            "{x:.1}–{:.1} {:.1} {} {:.1} {colour} {}",
            self.to,
            height - y,
            self.face,
            self.size,
            self.text
        )
        .expect("text");
    }
}

/// A path as the box around it.
struct PathSeen {
    what: String,
    segments: usize,
    /// How many alike stand in a row, this one the last: the dots of a leader.
    alike: usize,
    left: f32,
    right: f32,
    low: f32,
    high: f32,
}

impl PathSeen {
    /// Whether `next` goes on with a row of small ones.
    fn is_followed_by(&self, next: &Self) -> bool {
        let width = |path: &Self| path.right - path.left;
        self.what == next.what
            && (self.low - next.low).abs() < 0.05
            && (width(self) - width(next)).abs() < 0.05
            && width(next) < 3.0
    }

    fn new(line: &str) -> Self {
        let colour = hex(attribute(line, "color"));
        let what = if line.starts_with("<fill") {
            format!("fill {colour}")
        } else {
            let width: f32 = attribute(line, "linewidth").parse().unwrap_or(f32::NAN);
            let dash = if line.contains("dash") { " dashed" } else { "" };
            format!("line {width:.2} {colour}{dash}")
        };
        Self {
            what,
            segments: 0,
            alike: 1,
            left: f32::MAX,
            right: f32::MIN,
            low: f32::MAX,
            high: f32::MIN,
        }
    }

    fn add(&mut self, line: &str) {
        if line.starts_with("<closepath") {
            return;
        }
        self.segments += 1;
        for (x, y) in [("x", "y"), ("x1", "y1"), ("x2", "y2"), ("x3", "y3")] {
            let at = |name: &str| attribute(line, name).parse::<f32>();
            if let (Ok(x), Ok(y)) = (at(x), at(y)) {
                self.left = self.left.min(x);
                self.right = self.right.max(x);
                self.low = self.low.min(y);
                self.high = self.high.max(y);
            }
        }
    }

    fn write(&self, out: &mut String, height: f32) {
        let row = match self.alike {
            1 => String::new(),
            n => format!(" the last of {n}"),
        };
        writeln!(
            out,
            "{} {:.1}–{:.1} {:.1}–{:.1} /{}{row}",
            self.what,
            self.left,
            self.right,
            height - self.high,
            height - self.low,
            self.segments
        )
        .expect("text");
    }
}

fn attribute<'a>(line: &'a str, name: &str) -> &'a str {
    let key = format!(" {name}=\"");
    let from = line.find(&key).map(|at| at + key.len());
    from.and_then(|from| line[from..].split('"').next())
        .unwrap_or("")
}

fn numbers(text: &str) -> Vec<f32> {
    text.split([' ', ','])
        .filter_map(|n| n.parse().ok())
        .collect()
}

fn hex(colour: &str) -> String {
    let parts = numbers(colour);
    let byte = |part: &f32| format!("{:02X}", (part * 255.0).round() as u8);
    format!("#{}", parts.iter().map(byte).collect::<String>())
}

fn unescaped(text: &str) -> String {
    match text {
        "&lt;" => "<".into(),
        "&gt;" => ">".into(),
        "&amp;" => "&".into(),
        "&quot;" => "\"".into(),
        "&apos;" => "'".into(),
        _ => text.to_owned(),
    }
}

/// PDF objects as indented lines, references followed once.
struct Dump<'a> {
    document: &'a Document,
    pages: &'a BTreeMap<ObjectId, u32>,
    skip: &'a [&'a str],
    open: BTreeSet<ObjectId>,
    out: String,
}

impl<'a> Dump<'a> {
    fn new(document: &'a Document, pages: &'a BTreeMap<ObjectId, u32>) -> Self {
        Self {
            document,
            pages,
            skip: &[],
            open: BTreeSet::new(),
            out: String::new(),
        }
    }

    fn dictionary(&mut self, dictionary: &Dictionary, depth: usize) {
        // In a file the keys stand in whatever order; here by name.
        let mut entries: Vec<_> = dictionary.iter().collect();
        entries.sort_by_key(|(key, _)| *key);
        for (key, value) in entries {
            let key = String::from_utf8_lossy(key);
            if !self.skip.contains(&key.as_ref()) {
                self.value(&key, value, depth);
            }
        }
    }

    fn value(&mut self, key: &str, value: &Object, depth: usize) {
        let blank = "  ".repeat(depth);
        match value {
            Object::Dictionary(inner) => {
                writeln!(self.out, "{blank}{key}:").expect("text");
                self.dictionary(inner, depth + 1);
            }
            Object::Array(items) if items.iter().any(|i| self.is_deep(i)) => {
                writeln!(self.out, "{blank}{key}:").expect("text");
                for item in items {
                    self.value("-", item, depth + 1);
                }
            }
            Object::Reference(id) if !self.pages.contains_key(id) => {
                if !self.open.insert(*id) {
                    writeln!(self.out, "{blank}{key}: (above)").expect("text");
                    return;
                }
                let target = self.document.get_object(*id).expect("an object").clone();
                self.value(key, &target, depth);
                self.open.remove(id);
            }
            Object::Stream(stream) => {
                writeln!(self.out, "{blank}{key}: stream").expect("text");
                if stream.dict.has_type(b"Metadata") {
                    let bytes = stream.decompressed_content();
                    let bytes = bytes.unwrap_or_else(|_| stream.content.clone());
                    for line in String::from_utf8_lossy(&bytes).lines() {
                        writeln!(self.out, "{blank}  {}", line.trim_end()).expect("text");
                    }
                }
            }
            flat => {
                let text = self.flat(flat);
                writeln!(self.out, "{blank}{key}: {text}").expect("text");
            }
        }
    }

    fn is_deep(&self, value: &Object) -> bool {
        match value {
            Object::Dictionary(_) | Object::Stream(_) => true,
            Object::Array(items) => items.iter().any(|item| self.is_deep(item)),
            Object::Reference(id) => !self.pages.contains_key(id),
            _ => false,
        }
    }

    fn flat(&self, value: &Object) -> String {
        match value {
            Object::Null => "null".into(),
            Object::Boolean(b) => b.to_string(),
            Object::Integer(n) => n.to_string(),
            Object::Real(n) => format!("{n:.1}"),
            Object::Name(name) => format!("/{}", String::from_utf8_lossy(name)),
            Object::String(..) => {
                let text = lopdf::decode_text_string(value);
                format!("“{}”", text.unwrap_or_default())
            }
            Object::Array(items) => {
                let items: Vec<String> = items.iter().map(|item| self.flat(item)).collect();
                format!("[{}]", items.join(" "))
            }
            Object::Reference(id) => format!("page {}", self.pages[id]),
            Object::Dictionary(_) | Object::Stream(_) => String::new(),
        }
    }
}
