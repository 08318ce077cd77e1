//! `lianfang import`: what papers hold, as new rules files.
//!
//! What a file is, its bytes say ([`sort`]). Texts become regulations ([`text`]), which are
//! written one a file ([`write`]). Nothing that is there is overwritten, and whatever was taken
//! out, put right or is in doubt is a finding in the source ([`account`]). Tables become
//! departments, posts, risk points, measures and records ([`registers`]); a workbook that
//! `generate` made and a person edited becomes edits of the rules ([`edited`]).

pub mod account;
mod docx;
mod edited;
mod ids;
mod norms;
mod paper;
mod proposed;
mod registers;
mod sort;
mod tables;
mod text;
mod write;

use crate::build;
use crate::cli::ImportArgs;
use crate::diagnostic::{Code, Finding, Place, Source, SourceId, Sources};
use crate::fields::{Field, Holds};
use crate::fix;
use crate::load::{self, Decoded, Loaded};
use crate::model::{Organ, Unit};
use crate::output::fresh::{self, Fresh};
use account::{Account, Change};
use paper::Hints;
use registers::grid::Grid;
use registers::heads::Mapping;
use registers::Reader;
use std::collections::BTreeMap;
use std::path::Path;
use text::draft::Draft;

/// A paper of a unit is no larger.
const LARGEST_BYTES: u64 = 32 * 1024 * 1024;

/// What was read, and what is to be written.
#[derive(Debug)]
pub struct Imported {
    /// The rules that were there, then the files that were read.
    pub sources: Sources,
    /// What was taken out, put right or is in doubt, and what could not be read.
    pub findings: Vec<Finding>,
    /// What was taken out or changed, place by place, in each file that was read.
    pub changes: Vec<(SourceId, Vec<Change>)>,
    /// The new rules files.
    pub files: Vec<Fresh>,
    /// What changes in rules files that are there.
    pub edits: Vec<fix::Change>,
    /// How many tables were known.
    tables: usize,
}

/// Reads the files of the command line.
pub fn import(args: &ImportArgs) -> Imported {
    let loaded = load::load(&args.rules.path);
    let (unit, _) = build::build(&loaded);
    let mut rules = Rules::of(&loaded, &unit);
    let mut imported = Imported {
        sources: loaded.sources.clone(),
        findings: Vec::new(),
        changes: Vec::new(),
        files: Vec::new(),
        edits: Vec::new(),
        tables: 0,
    };
    if let Some(map) = &args.map {
        imported.mapping(map, &mut rules);
    }
    for path in &args.files {
        match load::bytes(path, LARGEST_BYTES) {
            Ok(bytes) => imported.read(path, &bytes, &mut rules),
            Err(reason) => {
                let place = imported.push(path, String::new());
                let finding = Finding::error(Code::UnreadableFile, place, reason);
                imported.findings.push(finding);
            }
        }
    }
    imported.registers(rules);
    imported.leave_what_is_there(&args.rules.path);
    crate::diagnostic::sort(&mut imported.findings);
    imported
}

/// What the rules have already, and what is added.
struct Rules<'u> {
    unit: &'u Unit,
    ids: BTreeMap<String, Option<Place>>,
    titles: BTreeMap<String, Place>,
    last: i64,
    loaded: &'u Loaded,
    /// What tables have told of so far.
    registers: Reader<'u>,
    /// What odd heads of columns mean.
    mapping: Mapping,
    speech: norms::Speech,
}

impl<'u> Rules<'u> {
    fn of(loaded: &'u Loaded, unit: &'u Unit) -> Self {
        let regulations = unit.regulations.iter();
        Self {
            unit,
            ids: (regulations.clone())
                .map(|r| (r.id.value.clone(), Some(r.id.place)))
                .collect(),
            titles: (regulations.clone())
                .map(|r| (r.title.value.clone(), r.title.place))
                .collect(),
            last: regulations.map(|r| r.number.value).max().unwrap_or(0),
            loaded,
            registers: Reader::new(unit),
            mapping: Mapping::new(),
            speech: speech(unit),
        }
    }
}

impl Imported {
    fn push(&mut self, path: &Path, text: String) -> Place {
        let path = path.to_string_lossy().replace('\\', "/");
        let source = self.sources.push_outside(Source::new(path, text));
        Place::new(source, 0..0)
    }

    /// Reads one file.
    fn read(&mut self, path: &Path, bytes: &[u8], rules: &mut Rules<'_>) {
        let sort = sort::sort(bytes);
        match sort {
            sort::Sort::Docx => return self.document(path, bytes, rules),
            sort::Sort::Xlsx => return self.workbook(path, bytes, rules),
            _ => {}
        }
        if let Some((message, help)) = sort.refused() {
            let place = self.push(path, String::new());
            let finding = Finding::error(Code::ImportNothing, place, message).help(help);
            self.findings.push(finding);
            return;
        }
        let (text, bad_byte) = match load::decode(bytes) {
            Decoded::Utf8(text) | Decoded::Other { text, .. } => (text, None),
            Decoded::Damaged { text, bad_byte } => (text, Some(bad_byte)),
        };
        if text.contains('\0') {
            let place = self.push(path, String::new());
            let finding = Finding::error(Code::ImportNothing, place, "这不是文本文件")
                .help("用生成它的软件打开，另存为 .docx 或者文本文件");
            self.findings.push(finding);
            return;
        }
        let csv = Grid::of_csv("", &text);
        if registers::is_one(&csv, &rules.registers, &rules.mapping) {
            self.tables_of(path, &[csv], rules);
            return;
        }
        let place = self.push(path, text);
        if let Some(at) = bad_byte {
            let place = Place::new(
                place.source,
                at..at + char::REPLACEMENT_CHARACTER.len_utf8(),
            );
            let finding = Finding::warning(Code::ImportUnsure, place, "从这里起有读不出来的字节")
                .help("照原件补上丢掉的字");
            self.findings.push(finding);
        }
        self.text(place.source, path, &[], rules);
    }

    /// Reads a Word document.
    fn document(&mut self, path: &Path, bytes: &[u8], rules: &mut Rules<'_>) {
        let mut document = match docx::read(bytes) {
            Ok(document) => document,
            Err(reason) => {
                let place = self.push(path, String::new());
                let finding = Finding::error(Code::UnreadableFile, place, reason.to_string())
                    .help("用 Word 打开，另存为 .docx 再导入");
                self.findings.push(finding);
                return;
            }
        };
        let has_tables = self.tables_in(path, &mut document, rules);
        let (text, hints) = document.lines();
        if has_tables && text.trim().is_empty() {
            return;
        }
        let rows = hints.iter().position(|hints| hints.row);
        let place = self.push(path, text);
        let doubt =
            |place, message, help| Finding::warning(Code::ImportUnsure, place, message).help(help);
        for note in &document.notes {
            let (message, help) = note.told();
            self.findings.push(doubt(place, message, help));
        }
        if let Some(row) = rows {
            let source = self.sources.get(place.source);
            let start = source.line_start(row + 1);
            let place = Place::new(place.source, start..start + source.line(row + 1).len());
            let message = "表格写成了文字，一行一段，各格用 | 隔开";
            let help = "是部门、岗位、风险点的表的，照表写进规则文件；是条文里的表的，改成文字";
            self.findings.push(doubt(place, message, help));
        }
        self.text(place.source, path, &hints, rules);
    }

    /// Reads the regulations in a text.
    fn text(&mut self, source: SourceId, path: &Path, hints: &[Hints], rules: &mut Rules<'_>) {
        let mut account = Account::new(source);
        let stem = path
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned());
        let name = stem.unwrap_or_default();
        let text = &self.sources.get(source).text;
        let drafts = text::regulations(text, hints, &name, &mut account);
        if drafts.is_empty() {
            let place = Place::new(source, 0..0);
            let (message, help) = if text.trim().is_empty() {
                (
                    "文件里没有文字",
                    "扫描件里只有图片，先用识别文字的软件转成文字",
                )
            } else {
                (
                    "没有认出制度：没有“第一条”，也没有“一、”",
                    "在标题下面写上“第一条”或者“一、”再导入",
                )
            };
            let finding = Finding::error(Code::ImportNothing, place, message).help(help);
            self.findings.push(finding);
        }
        let file = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        for draft in &drafts {
            self.regulation(source, draft, &file.clone().unwrap_or_default(), rules);
        }
        self.findings.extend(account.findings(&self.sources));
        self.changes.push((source, account.changes));
    }

    /// Writes one regulation, unless the rules have it.
    fn regulation(&mut self, source: SourceId, draft: &Draft, file: &str, rules: &mut Rules<'_>) {
        let title = paper::text(&draft.title);
        let name = rules.unit.profile.name.as_str();
        let short = title
            .strip_prefix(name)
            .filter(|short| short.chars().count() > 2);
        let short = short.unwrap_or(&title);
        let id = ids::id(short, "r");
        let begins = draft.begins.start as usize..draft.begins.end as usize;
        let place = Place::new(source, begins);
        let there = rules.titles.get(&title).copied();
        let there = there.map(Some).or_else(|| rules.ids.get(&id).copied());
        let id = match there {
            Some(Some(there)) => {
                let message = format!("《{title}》的编号 {id} 规则里已经有了，没有写");
                let finding = Finding::error(Code::DuplicateId, place, message)
                    .help("要换成新的，先把原来的移走；是两部制度的，改标题再导入")
                    .related(there, "已在此处定义");
                self.findings.push(finding);
                return;
            }
            // Two of one run may begin alike.
            Some(None) => (2..)
                .map(|n| format!("{id}-{n}"))
                .find(|id| !rules.ids.contains_key(id))
                .unwrap_or(id),
            None => id,
        };
        rules.last += 1;
        rules.ids.insert(id.clone(), None);
        let (line, _) = self.sources.get(source).line_column(draft.begins.start);
        let last: Vec<String> = (draft.articles())
            .flat_map(|article| &article.lines)
            .map(|text| text.written())
            .collect();
        let interpreter = last
            .iter()
            .rev()
            .find_map(|line| text::facts::interpreter(line));
        let facts = write::Facts {
            id: &id,
            number: rules.last,
            short,
            interpreter: interpreter.map(|name| organ(rules.unit, name).ok_or(name)),
            from: (file, line),
            proposals: &norms::proposals(draft, &rules.speech),
        };
        self.files.push(Fresh {
            path: format!("regulations/{id}.toml"),
            text: write::file(draft, &facts),
            is_program: false,
        });
    }

    /// Takes out of what is to be written the files that are there already.
    fn leave_what_is_there(&mut self, rules: &Path) {
        let paths = self.files.iter().map(|file| file.path.as_str());
        // A folder that cannot be written is told by the writer.
        let there = fresh::look(rules, paths).unwrap_or_default();
        let there: Vec<String> = there.into_iter().map(str::to_owned).collect();
        for path in &there {
            let shown = rules.join(path);
            let message = format!("{} 已经有了，没有写", shown.display());
            let help = "移走它，再导入";
            self.findings
                .push(Finding::placeless(Code::DuplicateId, message).help(help));
        }
        self.files.retain(|file| !there.contains(&file.path));
    }

    /// What was read, for the line that says that all is well.
    pub fn extent(&self) -> String {
        let regulations = self.files.iter();
        let regulations = regulations.filter(|file| file.path.starts_with("regulations/"));
        match (regulations.count(), self.tables) {
            (regulations, 0) => format!("认出 {regulations} 部制度"),
            (0, tables) => format!("认出 {tables} 张表"),
            (regulations, tables) => format!("认出 {regulations} 部制度、{tables} 张表"),
        }
    }

    /// What was written where, and what comes next.
    pub fn told(&self, rules: &Path) -> String {
        let mut out = String::new();
        for file in &self.files {
            out += &format!("已写进 {}\n", rules.join(&file.path).display());
        }
        if self.files.is_empty() {
            if self.edits.is_empty() {
                out += "没有写任何文件\n";
            }
        } else {
            out += "照原件看一遍，再用 lianfang check 核对\n";
        }
        out
    }

    /// What would be written, as a difference.
    pub fn diff(&self, rules: &Path) -> String {
        let mut out = String::new();
        for file in &self.files {
            let path = rules.join(&file.path);
            let new = format!("b/{}", path.to_string_lossy().replace('\\', "/"));
            let diff = similar::TextDiff::from_lines("", file.text.as_str());
            out += &diff.unified_diff().header("/dev/null", &new).to_string();
        }
        out += &fix::diff(&self.edits, &self.sources);
        out
    }
}

/// How the unit speaks of its ledgers and grades.
fn speech(unit: &Unit) -> norms::Speech {
    let ledgers = unit.ledgers.iter().map(|ledger| {
        let entry = ledger.entry();
        let fields = &entry.table.fields;
        let has = |key: &str| fields.iter().any(|field| field.key == key);
        let is_day = |field: &&Field| {
            field.kept.spoken.declared || matches!(field.holds(), Some(Holds::Day { .. }))
        };
        norms::Ledger {
            key: ledger.key().to_owned(),
            each: match (has("department"), has("post")) {
                (true, _) => "department",
                (_, true) => "post",
                _ => "unit",
            },
            words: entry.spoken.words.clone(),
            start: entry.day.clone(),
            ends: (fields.iter().filter(is_day))
                .map(|field| (field.key.clone(), field.kept.spoken.words.clone()))
                .collect(),
        }
    });
    let grades = unit.vocabulary.grades.iter();
    norms::Speech {
        ledgers: ledgers.collect(),
        grades: grades
            .map(|grade| (grade.key().to_owned(), grade.chinese().to_owned()))
            .collect(),
    }
}

/// The body of the unit that goes by a name: the longest name that the words end with.
fn organ<'u>(unit: &'u Unit, words: &str) -> Option<&'u str> {
    let all = unit.organs.iter();
    let all = all.flat_map(|organ| names(organ).map(move |name| (name, organ)));
    // A shorter word for it, 纪委 for 医院纪委, is for the unit to settle: the check of the text
    // against `interpreter` takes no other name either.
    all.filter(|(name, _)| words.ends_with(name))
        .max_by_key(|(name, _)| name.len())
        .map(|(_, organ)| organ.id.value.as_str())
}

/// The names of a body.
fn names(organ: &Organ) -> impl Iterator<Item = &str> {
    let more = [organ.full_name.as_ref(), organ.short.as_ref()];
    let more = more.into_iter().flatten().map(|name| name.value.as_str());
    std::iter::once(organ.name.value.as_str()).chain(more)
}
