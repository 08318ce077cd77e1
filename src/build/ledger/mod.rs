//! `[[ledger]]`: the kinds of records, those of every preset and those of the rules.

pub(super) mod consistent;
pub(super) mod field;
pub(super) mod order;
pub(super) mod record;
mod spoken;

use super::ids::check_id;
use super::reader::Reader;
use super::registry::peek_string;
use crate::diagnostic::words::{nearest, quoted};
use crate::diagnostic::{Code, Finding, Place, Spanned};
use crate::fields::{self, Field, Holds};
use crate::load::Table;
use crate::model::ledger::{Beside, Ledger, LedgerEntry, LedgerIs};
use crate::model::vocabulary::Term;
use field::{field, whose, written_as};
use std::collections::BTreeMap;

/// Whose the records of a ledger are: the word under `about`, and what it is in Chinese.
const ABOUT: [(&str, &str); 4] = [
    ("department", "内设机构"),
    ("post", "岗位"),
    ("either", "内设机构或者岗位"),
    ("unit", "单位"),
];

/// What a reference may lead to that is no record.
const WHOSE: [&str; 3] = ["department", "post", "organ"];

/// Reads every `[[ledger]]`, each in the place of the `shipped` one of its id. One with a fault in
/// its name is no ledger; of one with a fault in a field, that field is not there.
pub(super) fn ledgers(
    shipped: &[Ledger],
    tables: &[(Place, &Table)],
    findings: &mut Vec<Finding>,
) -> Vec<Ledger> {
    let mut out = shipped.to_vec();
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
        let rank = out.iter().position(|known| known.key() == id.value);
        let rank = rank.unwrap_or(out.len());
        let (entry, referred) = ledger(&mut reader, rank, &id, &name);
        let known = shipped.iter().find(|known| known.key() == id.value);
        let kept = known.is_none_or(|known| keeps(&mut reader, known.entry(), &entry));
        reader.finish();
        if usable && kept {
            seen.insert(id.value.clone(), id.place);
            let term = Term::new(entry);
            named.extend(referred.into_iter().map(|(of, key)| (term, of, key)));
            match out.get_mut(rank) {
                Some(replaced) => *replaced = term,
                None => out.push(term),
            }
        }
    }
    // What records refer to is known when all ledgers are.
    for (place, table) in tables {
        lost_beside(&mut out, *place, table, findings);
    }
    for (ledger, of, key) in &named {
        let known = out.iter().filter(|ledger| ledger.entry().has_ids());
        let known: Vec<&str> = known.map(|ledger| ledger.key()).collect();
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

/// The name of the template of its form, below `forms/`.
fn form(reader: &mut Reader<'_, '_>) -> Option<String> {
    let form = reader.opt_string("form")?;
    let fault = check_id(&form, form.place);
    let is_name = fault.is_none();
    reader.findings.extend(fault);
    is_name.then_some(form.value)
}

/// Where the annex says the records of a ledger beside others.
fn beside(reader: &mut Reader<'_, '_>, of: &fields::Table) -> Option<Beside> {
    let table = reader.table("beside", "{ key = \"……\", says = \"……\" }")?;
    let label = format!("{}的 beside ", reader.label);
    let mut inner = Reader::new(table.value, table.place, label, reader.findings);
    let (key, says) = (inner.string("key"), inner.string("says"));
    inner.finish();
    let mut fields = of.fields.iter();
    let refers = |field: &Field| match field.holds() {
        Some(Holds::Reference { kind, many: false }) => !WHOSE.contains(&kind),
        _ => false,
    };
    if !fields.any(|field| field.key == key.value && refers(field)) && !key.is_empty() {
        let message = format!("{}的 {} 不引用另一条记录", reader.label, quoted(&key));
        let help = "写一个 type = \"record\" 的键";
        reader.fault(Code::BadValue, key.place, message, help);
        return None;
    }
    let fault = consistent::says_nothing(of, "beside 的 says", &says, says.place);
    reader.findings.extend(fault);
    Some(Beside {
        key: key.value,
        says: says.value,
    })
}

/// Reports a ledger whose records would be said beside records that are said beside others, or
/// beside their own: nobody would print them. They stand in a list of their own then.
fn lost_beside(ledgers: &mut [Ledger], place: Place, table: &Table, findings: &mut Vec<Finding>) {
    let id = peek_string(table, "id").unwrap_or_default();
    let Some(index) = ledgers.iter().position(|ledger| ledger.key() == id) else {
        return;
    };
    let entry = ledgers[index].entry();
    let Some(beside) = &entry.beside else {
        return;
    };
    let mut fields = entry.table.fields.iter();
    let field = fields.find(|field| field.key == beside.key);
    let Some(Holds::Reference { kind, .. }) = field.and_then(|field| field.holds()) else {
        return;
    };
    let mut others = ledgers.iter();
    let other = others.find(|other| other.key() == kind);
    if other.is_some_and(|other| other.entry().beside.is_none()) {
        return;
    }
    let at = table.get("beside").map_or(place, |(_, value)| value.place);
    let message = format!("台账 {id} 的记录不能写在 {kind} 旁边：那种记录自己也不另列");
    let help = "删去 beside，让它另列";
    findings.push(Finding::error(Code::BadValue, at, message).help(help));
    ledgers[index] = Term::new(LedgerEntry {
        beside: None,
        ..entry.clone()
    });
}

/// The sign on calendars: one character.
fn mark(reader: &mut Reader<'_, '_>) -> Option<char> {
    let mark = reader.opt_string("mark")?;
    let mut characters = mark.chars();
    match (characters.next(), characters.next()) {
        (Some(only), None) => Some(only),
        _ => {
            let message = format!("{}的 mark 不是一个字", reader.label);
            reader.fault(
                Code::BadValue,
                mark.place,
                message,
                "只写一个字：mark = \"讲\"",
            );
            None
        }
    }
}

/// Whether a ledger that stands in the place of a shipped one has the keys that the checks of its
/// records read; what it lacks is told.
fn keeps(reader: &mut Reader<'_, '_>, shipped: &LedgerEntry, own: &LedgerEntry) -> bool {
    let before = reader.findings.len();
    for field in &shipped.table.fields {
        let as_own = own.table.fields.iter().find(|own| own.key == field.key);
        // What is written of an optional key is read as it is, so it must be of that kind.
        let whose = matches!(field.key.as_str(), "department" | "post");
        let wanted = written_as(&field.holds);
        let key = quoted(&field.key);
        let (code, message) = match as_own {
            None if field.required || whose => {
                (Code::MissingKey, format!("{}没有 {key}", reader.label))
            }
            Some(own) if own.holds != field.holds && !own.holds.is_empty() => {
                let message = format!("{}的 {key} 应当是{wanted}", reader.label);
                (Code::WrongType, message)
            }
            _ => continue,
        };
        let help = format!(
            "核对{}要用它；照现成的写，见 lianfang templates 目录 写出来的 presets/ledgers.toml",
            shipped.name
        );
        reader.fault(code, reader.place, message, help);
    }
    reader.findings.len() == before
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
        let id = whose("id", "id", "编号", &format!("{id}-1"));
        table.fields.push(Field {
            required: true,
            ..id
        });
    }
    let about = reader.opt_string("about");
    let about = about.map_or("unit".to_owned(), |word| {
        if !ABOUT.iter().any(|(known, _)| *known == word.value) {
            let known = || ABOUT.iter().copied();
            reader.not_allowed("about", &word, word.place, known);
        }
        word.value
    });
    let either = about == "either";
    if either {
        table.either = vec!["department".into(), "post".into()];
    }
    if either || about == "department" {
        let department = whose("department", "ref:department", "", "czs");
        table.fields.push(Field {
            required: !either,
            head: "{department}".to_owned(),
            ..department
        });
    }
    if either || about == "post" {
        let post = whose("post", "ref:post", "岗位", "czs-kj");
        table.fields.push(Field {
            required: !either,
            // Written in place of the department.
            instead: either,
            ..post
        });
    }
    let mut inner = Vec::new();
    let mut public = Vec::new();
    let mut referred = Vec::new();
    let mut places = BTreeMap::new();
    const EXAMPLE: &str = "[{ key = \"date\", type = \"day\", name = \"日期\" }]";
    reader.missing("fields", EXAMPLE);
    for item in reader.tables("fields", EXAMPLE) {
        let read = field(
            reader.findings,
            item.value,
            item.place,
            id,
            None,
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
        places.insert(field.key.clone(), item.place);
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
    consistent::check(&table, &places, reader.findings);
    let spoken = spoken::of_ledger(reader, name);
    let title = reader.opt_string("title");
    let beside = beside(reader, &table);
    let mark = mark(reader);
    let short = reader.opt_string("short");
    let entry = LedgerEntry {
        rank,
        id: id.to_owned(),
        name: name.to_owned(),
        title: title.map_or_else(|| name.to_owned(), |title| title.value),
        mark,
        short: match short {
            Some(short) => short.value,
            None => match name.strip_suffix("记录") {
                None | Some("") => name.to_owned(),
                Some(deed) => deed.to_owned(),
            },
        },
        is: LedgerIs::of(id),
        day,
        table,
        inner,
        public,
        spoken,
        about_public: reader.boolean("about-public"),
        beside,
        form: form(reader),
        form_title: reader.opt_string("form-title").map(|title| title.value),
    };
    (entry, referred)
}
