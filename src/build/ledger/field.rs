//! The keys of a ledger's records.

use super::Referred;
use crate::build::ids::check_id;
use crate::build::reader::Reader;
use crate::diagnostic::words::quoted;
use crate::diagnostic::{Code, Finding, Place, Spanned};
use crate::fields::{self, Column, Field, Kept};
use crate::load::{Table, Value};

/// How `type` is written, what it is in Chinese, and how `fields.toml` writes it, alone and in a
/// list; an empty word for what makes no list.
const TYPES: [(&str, &str, &str, &str); 17] = [
    ("text", "文字", "text", "texts"),
    ("number", "整数", "integer", ""),
    ("year", "年份", "integer", ""),
    ("day", "日期", "day", "days"),
    ("period", "期间", "period", ""),
    ("yes-no", "是否", "yes", ""),
    ("choice", "几选一", "word:", "words:"),
    ("grade", "风险等级", "grade", ""),
    ("level", "预警级别", "level", ""),
    ("meeting-kind", "会议的种类", "meeting-kind", ""),
    ("decision-kind", "决策的种类", "decision-kind", ""),
    (
        "department",
        "内设机构",
        "ref:department",
        "refs:department",
    ),
    ("post", "岗位", "ref:post", "refs:post"),
    ("organ", "机构", "ref:organ", "refs:organ"),
    ("actor", "岗位、内设机构或者机构", "actor", "actors"),
    ("filing", "备案", "table:filed", ""),
    ("record", "另一条记录", "ref:", "refs:"),
];
/// A small table; its own fields stand below it.
const SMALL_TABLE: (&str, &str) = ("table", "小表");

/// The years that records may be about.
const YEARS: (i64, i64) = (1949, 9999);

/// How `column` is written, and what it is in Chinese.
const COLUMNS: [(&str, &str, Column); 4] = [
    ("object", "对象", Column::Object),
    ("by", "谁办的", Column::By),
    ("note", "情况", Column::Note),
    ("none", "不印", Column::Nowhere),
];

/// What a key that holds such things is in Chinese.
pub(super) fn written_as(holds: &str) -> &'static str {
    let (prefix, _) = holds.split_once(':').unwrap_or((holds, ""));
    let of_choice = prefix.starts_with("word");
    let types = TYPES
        .iter()
        .map(|(_, name, one, list)| (*name, [*one, *list]));
    let found = types.filter(|(_, written)| {
        written.contains(&holds) || (of_choice && written.contains(&format!("{prefix}:").as_str()))
    });
    let record = TYPES
        .iter()
        .filter(|(word, ..)| *word == "record" && prefix.starts_with("ref"));
    let record = record.map(|(_, name, ..)| *name);
    found
        .map(|(name, _)| name)
        .chain(record)
        .next()
        .unwrap_or(SMALL_TABLE.1)
}

/// A key that a ledger has without naming it among its fields: the id, and whose a record is.
pub(super) fn whose(key: &str, holds: &str, about: &str, example: &str) -> Field {
    Field {
        key: key.to_owned(),
        holds: holds.to_owned(),
        about: about.to_owned(),
        example: Some(format!("\"{example}\"")),
        ..Field::default()
    }
}

/// One field, and whether the public edition may show it. Where its key is `named` already, the
/// table does not say it, and need not say what it is called.
pub(in crate::build) fn field(
    findings: &mut Vec<Finding>,
    table: &Table,
    place: Place,
    ledger: &str,
    named: Option<&Spanned<String>>,
    inner: &mut Vec<fields::Table>,
    referred: &mut Referred,
) -> Option<(Field, bool)> {
    let mut reader = Reader::new(table, place, "这个键".into(), findings);
    let before = reader.findings.len();
    let key = match named {
        Some(named) => named.clone(),
        None => reader.string("key"),
    };
    if !key.is_empty() {
        reader.findings.extend(check_id(&key, key.place));
        reader.label = format!("键 {} ", key.value);
    }
    let sound = reader.findings.len() == before && !key.is_empty();
    let name = match named {
        Some(named) => {
            let name = reader.opt_string("name");
            name.unwrap_or_else(|| named.clone())
        }
        None => reader.string("name"),
    };
    let holds = holds(&mut reader, ledger, &key, inner, referred);
    let field = Field {
        key: key.value.clone(),
        required: reader.boolean("required"),
        example: reader.opt_string("example").map(|text| text.value),
        doc: reader
            .opt_string("doc")
            .map_or(String::new(), |text| text.value),
        about: name.value.clone(),
        kept: Kept {
            spoken: super::spoken::of_day(&mut reader, &name),
            ..kept(&mut reader, holds.as_ref())
        },
        holds: holds.map_or(String::new(), |holds| holds.word),
        ..Field::default()
    };
    let public = reader.boolean("public");
    reader.finish();
    // One whose type is at fault is known all the same: its records are not.
    sound.then_some((field, public))
}

/// What a field holds.
struct Held {
    /// In the words of `fields.toml`.
    word: String,
    /// What the words of a choice are called.
    names: Vec<String>,
    /// Whether it is a year.
    year: bool,
}

impl Held {
    fn new(word: impl Into<String>) -> Self {
        Self {
            word: word.into(),
            names: Vec::new(),
            year: false,
        }
    }
}

/// What a ledger says of a field beyond what it holds.
fn kept(reader: &mut Reader<'_, '_>, held: Option<&Held>) -> Kept {
    let least = reader.opt_integer("least", i64::MIN..=i64::MAX);
    let range = match held {
        Some(held) if held.year => Some(YEARS),
        _ => least.map(|least| (least.value, i64::MAX)),
    };
    let column = reader.opt_string("column").and_then(|word| {
        let found = COLUMNS.iter().find(|(known, ..)| *known == word.value);
        if found.is_none() {
            let known = || COLUMNS.iter().map(|(word, name, _)| (*word, *name));
            reader.not_allowed("column", &word, word.place, known);
        }
        found.map(|(.., column)| *column)
    });
    let mut text = |key| reader.opt_string(key).map(|text| text.value);
    Kept {
        names: held.map_or(Vec::new(), |held| held.names.clone()),
        range,
        not_before: text("not-before"),
        not_with: text("not-with"),
        says: text("says"),
        column,
        unique: reader.boolean("unique"),
        ..Kept::default()
    }
}

/// The words of a choice, each with what it is called.
fn choices(reader: &mut Reader<'_, '_>) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for item in reader.items("choices", "[\"同意\", \"不同意\"]") {
        match &item.value {
            Value::String(word) if !word.trim().is_empty() => {
                out.push((word.clone(), word.clone()));
            }
            Value::Table(table) => {
                let label = "可以选的这一项".to_owned();
                let mut inner = Reader::new(table, item.place, label, reader.findings);
                let pair = (inner.string("id").value, inner.string("name").value);
                inner.finish();
                out.push(pair);
            }
            _ => {
                let message = "choices 的每一项应当是文字".to_owned();
                let help = "写成 \"同意\"，或者 { id = \"agree\", name = \"同意\" }";
                reader.fault(Code::WrongType, item.place, message, help);
            }
        }
    }
    out
}

fn holds(
    reader: &mut Reader<'_, '_>,
    ledger: &str,
    key: &str,
    inner: &mut Vec<fields::Table>,
    referred: &mut Referred,
) -> Option<Held> {
    let many = reader.boolean("list");
    let word = reader.string("type");
    let choices = choices(reader);
    let of = reader.opt_string("of");
    if word.is_empty() {
        return None;
    }
    if word.value == SMALL_TABLE.0 {
        let name = format!("{ledger}.{key}");
        let mut table = fields::Table {
            name: name.clone(),
            inner: true,
            ..fields::Table::default()
        };
        for item in reader.tables(
            "fields",
            "[{ key = \"step\", type = \"text\", name = \"步骤\" }]",
        ) {
            // A table in a table in a table is more than a record is.
            let mut deeper = Vec::new();
            let read = field(
                reader.findings,
                item.value,
                item.place,
                &name,
                None,
                &mut deeper,
                referred,
            );
            if !deeper.is_empty() {
                let message = "小表里不能再有小表".to_owned();
                let help = "另立一种台账，用 type = \"record\" 引用";
                reader.fault(Code::BadValue, item.place, message, help);
            }
            table.fields.extend(read.map(|(field, _)| field));
        }
        inner.push(table);
        let kind = if many { "tables" } else { "table" };
        return Some(Held::new(format!("{kind}:{name}")));
    }
    let known = || {
        let types = TYPES.iter().map(|(word, name, ..)| (*word, *name));
        types.chain([SMALL_TABLE])
    };
    let Some((_, name, one, list)) = TYPES.iter().find(|(known, ..)| *known == word.value) else {
        reader.not_allowed("type", &word, word.place, known);
        return None;
    };
    if many && list.is_empty() {
        let message = format!("{name}不能写 list = true");
        reader.fault(
            Code::BadValue,
            word.place,
            message,
            "删去 list，或者换一种 type",
        );
        return None;
    }
    let base = if many { list } else { one };
    match word.value.as_str() {
        "choice" => {
            let mut seen = std::collections::BTreeSet::new();
            let fault = choices.iter().find_map(|(word, _)| match word.as_str() {
                word if word.contains('|') => Some((word, "里有 |")),
                word if !seen.insert(word) => Some((word, "写了两次")),
                _ => None,
            });
            if let Some((word_at_fault, what)) = fault {
                let message = format!("{}可以选的 {} {what}", reader.label, quoted(word_at_fault));
                reader.fault(Code::BadValue, word.place, message, "改一个说法");
                return None;
            }
            if choices.len() < 2 {
                let help = "例如 choices = [\"同意\", \"不同意\"]";
                let message = format!("{}没有写出可以选的几项", reader.label);
                reader.fault(Code::MissingKey, word.place, message, help);
                return None;
            }
            let words: Vec<&str> = choices.iter().map(|(word, _)| word.as_str()).collect();
            let word = format!("{base}{}", words.join("|"));
            let names = choices.iter().map(|(_, name)| name.clone()).collect();
            Some(Held {
                names,
                ..Held::new(word)
            })
        }
        "record" => {
            let Some(of) = of else {
                let message = format!("{}没有写引用哪一种台账", reader.label);
                let help = "加上 of = \"台账的编号\"";
                reader.fault(Code::MissingKey, word.place, message, help);
                return None;
            };
            referred.push((of.clone(), key.to_owned()));
            Some(Held::new(format!("{base}{}", of.value)))
        }
        "year" => Some(Held {
            year: true,
            ..Held::new(*base)
        }),
        _ => Some(Held::new(*base)),
    }
}
