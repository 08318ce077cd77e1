//! The `[unit]` table, and `[town]`, the older spelling of it.

use super::reader::Reader;
use super::registry::Registry;
use crate::diagnostic::words::quoted;
use crate::diagnostic::{Code, Finding, Spanned};
use crate::model::vocabulary::Theme;
use crate::model::{ChartStyle, Orientation, PosterSettings, PosterSize, Profile};

/// Reads `[unit]`. Where there are several, all are read for their faults and the first
/// holds.
pub(super) fn profile(
    registry: &Registry<'_>,
    lost_a_file: bool,
    findings: &mut Vec<Finding>,
) -> Profile {
    let mut profiles = Vec::new();
    for (place, table) in &registry.units() {
        if let Some((first, _)) = registry.units().first().filter(|(p, _)| p != place) {
            findings.push(
                Finding::error(Code::DuplicateUnit, *place, "全部文件里只能有一个 [unit]")
                    .help("两处并成一处")
                    .related(*first, "已在此处定义"),
            );
        }
        let mut reader = Reader::new(table, *place, "[unit] ".into(), findings);
        // Which list of words it is has been read already.
        reader.raw("kind");
        // What it declares too.
        reader.raw("fields");
        super::own::known(&mut reader, registry, "unit");
        profiles.push(read(&mut reader, &registry.vocabulary.themes));
        reader.finish();
    }
    if profiles.is_empty() && !lost_a_file {
        findings.push(
            Finding::placeless(Code::MissingUnit, "全部文件里都没有 [unit]")
                .help("在一个文件里写上 [unit]，格式见 docs/rules-format.md"),
        );
    }
    profiles.into_iter().next().unwrap_or_default()
}

fn read(reader: &mut Reader<'_, '_>, themes: &[Theme]) -> Profile {
    let plain = |texts: Vec<Spanned<String>>| -> Vec<String> {
        texts.into_iter().map(|t| t.value).collect()
    };
    let optional = |text: Option<Spanned<String>>| text.map_or(String::new(), |t| t.value);
    let issuers: Vec<String> = plain(reader.strings("issuers"));
    let issued = reader.date("issued").map(|d| d.value);
    Profile {
        notice: super::issue_notice::notice(reader, &issuers, issued),
        name: reader.string("name").value,
        code: reader.string("code").value,
        title: reader.string("title").value,
        edition: reader.string("edition").value,
        issuers,
        issued,
        copy_number: optional(reader.opt_string("copy-number")),
        hotline: reader.string("hotline").value,
        phone: optional(reader.opt_string("phone")),
        receiver: reader.string("receiver").value,
        compiler: reader.string("compiler").value,
        posters: posters(reader, themes),
        poster_edition: reader.string("poster-edition").value,
        chart_style: reader
            .opt_word("chart-style")
            .map_or(ChartStyle::default(), |style| style.value),
        // The range keeps the number within what `Date` can hold.
        grading_year: i16::try_from(reader.integer("grading-year", 1949..=9999).value)
            .unwrap_or(i16::MAX),
        as_of: reader.opt_date("as-of").map(|d| d.value),
        documents: reader.opt_strings("documents"),
        term_sets: super::term_sets::terms(reader),
        compare_sentences: reader.boolean("compare-sentences"),
        unbroken: plain(reader.opt_strings("unbroken")),
        preface: plain(reader.opt_strings("preface")),
    }
}

/// Reads `[unit.posters]`; what is not written there is as by default.
fn posters(reader: &mut Reader<'_, '_>, themes: &[Theme]) -> PosterSettings {
    let mut settings = PosterSettings {
        theme: themes.first().copied(),
        ..PosterSettings::default()
    };
    let Some(table) = reader.table("posters", "{ size = \"600x900\" }") else {
        return settings;
    };
    let label = "[unit.posters] ".to_string();
    let mut own = Reader::new(table.value, table.place, label, reader.findings);
    if let Some(size) = own.opt_word::<PosterSize>("size") {
        settings.size = size.value;
    }
    if let Some(orientation) = own.opt_word::<Orientation>("orientation") {
        settings.orientation = orientation.value;
    }
    if let Some(theme) = own.opt_term("theme", themes) {
        settings.theme = Some(theme.value);
    }
    settings.second_sheet = own.boolean("second-sheet");
    settings.date = own.opt_date("date").map(|d| d.value);
    settings.address = own.opt_string("address");
    if let Some(address) = settings.address.take_if(|a| !is_web_address(a)) {
        own.fault(
            Code::BadValue,
            address.place,
            format!("address 不是网址：{}", quoted(&address)),
            "写成 https://www.example.gov.cn/lianfang/ 这样，从 http:// 或者 https:// 写起，不含空格",
        );
    }
    own.finish();
    settings
}

/// Whether `text` can be typed into a browser as it stands.
fn is_web_address(text: &str) -> bool {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| {
        let plain = |c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}?#".contains(c);
        !host.is_empty() && !host.starts_with('/') && !host.contains(plain)
    })
}
