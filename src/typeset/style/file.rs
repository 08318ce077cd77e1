//! `print.toml` as a whole: its parts, each read by itself.

use super::property::Properties;
use super::read::{word, Limits, Reader};
use super::sheet::{PageNumber, Sheet};
use crate::diagnostic::words::{nearest, quoted};
use crate::diagnostic::{Code, Finding, Place, Spanned};
use crate::load::{Table, Value};
use crate::text::font::{Chain, Chains};
use crate::text::FontRole;
use crate::typeset::length::Colour;
use std::collections::BTreeMap;

/// The parts of `print.toml` as read; a part that is missing or wrong is a finding.
pub(super) struct File {
    pub fonts: Chains,
    pub sheets: BTreeMap<String, Sheet>,
    /// Names of all sheets, also of those that could not be read.
    pub sheet_names: Vec<String>,
    pub page_number: Option<PageNumber>,
    /// `[themes]`: the unit's colours, which the program writes in this form.
    pub themes: BTreeMap<String, BTreeMap<String, Colour>>,
    pub rules: Vec<(Spanned<String>, Properties)>,
}

/// Reads the root table of `print.toml`; `whole` is where what is missing is reported.
pub(super) fn file(root: &Table, whole: Place, findings: &mut Vec<Finding>) -> File {
    let mut reader = Reader::new(root, whole, "print.toml ", findings);
    let fonts = reader.tables("fonts", "…，写成 [fonts.fangsong] 等五段");
    let sheets = reader.tables("sheets", "…，写成 [sheets.a4]");
    let themes = match reader.raw("themes") {
        Some(_) => reader.tables("themes", "…"),
        None => Vec::new(),
    };
    let number = reader.raw("page-number");
    let rules = reader.raw("rule");
    for key in ["page-number", "rule"] {
        reader.missing(key, "…，见 docs/print.md");
    }
    reader.finish();
    let page_number = number.and_then(|value| match &value.value {
        Value::Table(table) => {
            PageNumber::read(Reader::new(table, value.place, "[page-number] ", findings))
        }
        _ => None,
    });
    let mut read_rules = Vec::new();
    for value in rules.map_or(&[][..], array) {
        let Value::Table(table) = &value.value else {
            continue;
        };
        let mut reader = Reader::new(table, value.place, "规则里", findings);
        let selector = reader.required("match", Limits::Any, "\"p\"");
        let properties = Properties::read(&mut reader);
        reader.finish();
        read_rules.extend(selector.map(|selector| (selector, properties)));
    }
    File {
        fonts: chains(fonts, whole, findings),
        sheet_names: sheets.iter().map(|(name, _)| name.value.clone()).collect(),
        sheets: sheets
            .into_iter()
            .filter_map(|(name, table)| {
                let label = format!("[sheets.{}] ", name.value);
                let reader = Reader::new(table.value, table.place, &label, findings);
                Some((name.value.clone(), Sheet::read(reader)?))
            })
            .collect(),
        page_number,
        themes: themes
            .into_iter()
            .map(|(name, table)| {
                let label = format!("[themes.{}] ", name.value);
                let mut reader = Reader::new(table.value, table.place, &label, findings);
                (name.value.clone(), reader.colours())
            })
            .collect(),
        rules: read_rules,
    }
}

fn array(value: &Spanned<Value>) -> &[Spanned<Value>] {
    match &value.value {
        Value::Array(items) => items,
        _ => &[],
    }
}

/// `[fonts.<role>]`: every role has a chain.
fn chains(
    tables: Vec<(&Spanned<String>, Spanned<&Table>)>,
    whole: Place,
    findings: &mut Vec<Finding>,
) -> Chains {
    let mut chains = Chains::new();
    let mut slips = Vec::new();
    for (name, table) in tables {
        let value = Spanned::new(Value::String(name.value.clone()), name.place);
        let role = match word::<FontRole>("[fonts] 里", &value) {
            Ok(role) => role,
            Err(fault) => {
                let message = format!("[fonts] 里没有 {} 这种字体", quoted(name));
                let roles = FontRole::ALL.map(FontRole::word);
                slips.extend(nearest(name, roles));
                findings.push(Finding::error(Code::BadStyle, name.place, message).help(fault.help));
                continue;
            }
        };
        let label = format!("[fonts.{}] ", name.value);
        let mut reader = Reader::new(table.value, table.place, &label, findings);
        let chain = Chain {
            latin: reader.optional("latin", Limits::Any),
            own: reader.optional("own", Limits::Any).unwrap_or_default(),
            han: reader
                .required("han", Limits::Any, "[\"字体文件.ttf\"]")
                .unwrap_or_default(),
        };
        reader.finish();
        chains.insert(role, chain);
    }
    for role in FontRole::ALL {
        if !chains.contains_key(&role) && !slips.contains(&role.word()) {
            let message = format!("[fonts] 里少了 {} 一段", role.word());
            let help = format!("加上 [fonts.{}]，写明 han", role.word());
            findings.push(Finding::error(Code::BadStyle, whole, message).help(help));
        }
    }
    chains
}
