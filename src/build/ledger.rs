//! `[[ledger]]`: the kinds of records that the unit declares itself.

use super::ids::check_id;
use super::reader::Reader;
use crate::diagnostic::words::{nearest, quoted};
use crate::diagnostic::{Code, Finding, Place, Spanned};
use crate::fields::{self, Field};
use crate::load::Table;
use crate::model::ledger::{Ledger, LedgerEntry};
use crate::model::vocabulary::Term;
use crate::model::RecordKind;
use std::collections::BTreeMap;

/// How `type` is written, what it is in Chinese, and how `fields.toml` writes it, alone and in a
/// list; an empty word for what makes no list.
const TYPES: [(&str, &str, &str, &str); 12] = [
    ("text", "文字", "text", "texts"),
    ("number", "整数", "integer", ""),
    ("day", "日期", "day", "days"),
    ("period", "期间", "period", ""),
    ("yes-no", "是否", "yes", ""),
    ("choice", "几选一", "word:", "words:"),
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

/// Whose the records of a ledger are: the word under `about`, and what it is in Chinese.
const ABOUT: [(&str, &str); 4] = [
    ("department", "内设机构"),
    ("post", "岗位"),
    ("either", "内设机构或者岗位"),
    ("unit", "单位"),
];

/// Reads every `[[ledger]]`. One with a fault in its name is no ledger; of one with a fault in a
/// field, that field is not there.
pub(super) fn ledgers(tables: &[(Place, &Table)], findings: &mut Vec<Finding>) -> Vec<Ledger> {
    let mut out: Vec<Ledger> = Vec::new();
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    let mut named: Vec<(Ledger, Spanned<String>, String)> = Vec::new();
    for (place, table) in tables {
        let mut reader = Reader::new(table, *place, "这种台账".into(), findings);
        let id = reader.string("id");
        let name = reader.string("name");
        let before = reader.findings.len();
        if !id.is_empty() {
            reader.label = format!("台账 {} ", id.value);
            reader.findings.extend(check_id(&id, id.place));
            let taken = fields::table(&id).is_some() || super::registry::is_taken(&id);
            if taken {
                let message = format!("已经有 {} 这种表", quoted(&id));
                let help = "台账的编号就是它的表名，换一个编号";
                reader.fault(Code::DuplicateId, id.place, message, help);
            }
            if let Some(first) = seen.get(&id.value) {
                let message = format!("台账的编号 {} 已经用过", quoted(&id));
                let finding = Finding::error(Code::DuplicateId, id.place, message)
                    .help("两个是同一种就删去一个，不是就换一个编号")
                    .related(*first, "已在此处定义");
                reader.findings.push(finding);
            }
        }
        let usable = reader.findings.len() == before && !id.is_empty();
        let entry = ledger(&mut reader, out.len(), &id, &name);
        reader.finish();
        if usable {
            seen.insert(id.value.clone(), id.place);
            let term = Term::new(entry.0);
            named.extend(entry.1.into_iter().map(|(of, key)| (term, of, key)));
            out.push(term);
        }
    }
    // What records refer to is known when all ledgers are.
    for (ledger, of, key) in &named {
        let own = out.iter().filter(|l| l.entry().has_ids()).map(|l| l.key());
        let shipped = RecordKind::ALL.iter().filter(|kind| kind.has_id());
        let known: Vec<&str> = own.chain(shipped.map(|kind| kind.key())).collect();
        if known.contains(&of.as_str()) {
            continue;
        }
        let message = format!(
            "{}的 {key} 引用的 {} 不是有编号的台账",
            ledger.chinese(),
            quoted(of)
        );
        let help = match nearest(of, known.iter().copied()) {
            Some(near) => format!("是不是要写 \"{near}\"？"),
            None => "先用 [[ledger]] 写明那种台账，加上 ids = true".to_owned(),
        };
        findings.push(Finding::error(Code::BadValue, of.place, message).help(help));
    }
    out
}

/// The ledgers that records refer to, each with the key that does.
type Referred = Vec<(Spanned<String>, String)>;

fn ledger(
    reader: &mut Reader<'_, '_>,
    rank: usize,
    id: &str,
    name: &str,
) -> (LedgerEntry, Referred) {
    let mut table = fields::Table {
        name: id.to_owned(),
        many: true,
        ..fields::Table::default()
    };
    if reader.boolean("ids") {
        table
            .fields
            .push(plain("id", "id", "编号，别处用它来引用", true));
    }
    let about = reader.opt_string("about");
    let about = about.map_or("unit".to_owned(), |word| {
        if !ABOUT.iter().any(|(known, _)| *known == word.value) {
            let known = || ABOUT.iter().copied();
            reader.not_allowed("about", &word, word.place, known);
        }
        word.value
    });
    match about.as_str() {
        "department" => table
            .fields
            .push(plain("department", "ref:department", "", true)),
        "post" => table.fields.push(plain("post", "ref:post", "岗位", true)),
        "either" => {
            table.either = vec!["department".into(), "post".into()];
            table
                .fields
                .push(plain("department", "ref:department", "", false));
            table.fields.push(plain("post", "ref:post", "岗位", false));
        }
        _ => {}
    }
    let mut inner = Vec::new();
    let mut public = Vec::new();
    let mut referred = Vec::new();
    const EXAMPLE: &str = "[{ key = \"date\", type = \"day\", name = \"日期\" }]";
    reader.missing("fields", EXAMPLE);
    for item in reader.tables("fields", EXAMPLE) {
        let read = field(
            reader,
            item.value,
            item.place,
            id,
            &mut inner,
            &mut referred,
        );
        let Some((field, shown)) = read else { continue };
        if table.fields.iter().any(|known| known.key == field.key) {
            let message = format!("{}里 {} 写了两次", reader.label, quoted(&field.key));
            let help = "每个键只写一次；about 已经写明是谁的记录，department、post 不必再写";
            reader.fault(Code::DuplicateId, item.place, message, help);
            continue;
        }
        if shown {
            public.push(field.key.clone());
        }
        table.fields.push(field);
    }
    let days: Vec<&str> = (table.fields.iter())
        .filter(|field| field.holds == "day")
        .map(|field| field.key.as_str())
        .collect();
    let named = reader.opt_string("day");
    let day = match (&named, days.as_slice()) {
        (Some(named), days) if !days.contains(&named.as_str()) => {
            let message = format!("day 写的 {} 不是日期的键", quoted(named));
            let help = match days {
                [] => "在 fields 里写上一个 type = \"day\" 的键".to_owned(),
                days => format!("可以写：{}", days.join("、")),
            };
            reader.fault(Code::BadValue, named.place, message, help);
            None
        }
        (Some(named), _) => Some(named.value.clone()),
        (None, [only]) => Some((*only).to_owned()),
        (None, []) => None,
        (None, [first, ..]) => {
            let message = format!("{}有几个日期，没有写明从哪一个算", reader.label);
            let help = format!("加上 day = \"{first}\"；可以写：{}", days.join("、"));
            reader.fault(Code::MissingKey, reader.place, message, help);
            None
        }
    };
    let entry = LedgerEntry {
        rank,
        id: id.to_owned(),
        name: name.to_owned(),
        day,
        table,
        inner,
        public,
    };
    (entry, referred)
}

fn plain(key: &str, holds: &str, about: &str, required: bool) -> Field {
    Field {
        key: key.to_owned(),
        holds: holds.to_owned(),
        about: about.to_owned(),
        required,
        ..Field::default()
    }
}

/// One field, and whether the public edition may show it.
fn field(
    outer: &mut Reader<'_, '_>,
    table: &Table,
    place: Place,
    ledger: &str,
    inner: &mut Vec<fields::Table>,
    referred: &mut Referred,
) -> Option<(Field, bool)> {
    let mut reader = Reader::new(table, place, "这个键".into(), outer.findings);
    let before = reader.findings.len();
    let key = reader.string("key");
    if !key.is_empty() {
        reader.findings.extend(check_id(&key, key.place));
        reader.label = format!("键 {} ", key.value);
    }
    let sound = reader.findings.len() == before && !key.is_empty();
    let name = reader.string("name");
    let holds = holds(&mut reader, ledger, &key, inner, referred);
    let field = Field {
        key: key.value.clone(),
        holds: holds.unwrap_or_default(),
        about: name.value,
        required: reader.boolean("required"),
        ..Field::default()
    };
    let public = reader.boolean("public");
    reader.finish();
    // One whose type is at fault is known all the same: its records are not.
    sound.then_some((field, public))
}

/// What a field holds, in the words of `fields.toml`.
fn holds(
    reader: &mut Reader<'_, '_>,
    ledger: &str,
    key: &str,
    inner: &mut Vec<fields::Table>,
    referred: &mut Referred,
) -> Option<String> {
    let many = reader.boolean("list");
    let word = reader.string("type");
    let choices = reader.opt_strings("choices");
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
            let read = field(reader, item.value, item.place, &name, &mut deeper, referred);
            if !deeper.is_empty() {
                let message = "小表里不能再有小表".to_owned();
                let help = "另立一种台账，用 type = \"record\" 引用";
                reader.fault(Code::BadValue, item.place, message, help);
            }
            table.fields.extend(read.map(|(field, _)| field));
        }
        inner.push(table);
        return Some(format!("{}:{name}", if many { "tables" } else { "table" }));
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
            if choices.len() < 2 {
                let help = "例如 choices = [\"同意\", \"不同意\"]";
                let message = format!("{}没有写出可以选的几项", reader.label);
                reader.fault(Code::MissingKey, word.place, message, help);
                return None;
            }
            let words: Vec<&str> = choices.iter().map(|c| c.as_str()).collect();
            Some(format!("{base}{}", words.join("|")))
        }
        "record" => {
            let Some(of) = of else {
                let message = format!("{}没有写引用哪一种台账", reader.label);
                let help = "加上 of = \"台账的编号\"";
                reader.fault(Code::MissingKey, word.place, message, help);
                return None;
            };
            referred.push((of.clone(), key.to_owned()));
            Some(format!("{base}{}", of.value))
        }
        _ => Some((*base).to_owned()),
    }
}
