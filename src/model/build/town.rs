//! The `[town]` table.

use super::reader::Reader;
use super::registry::Registry;
use crate::diagnostic::{Code, Finding, Spanned};
use crate::model::{ChartStyle, Profile};

/// Reads `[town]`. Where there are several, all are read for their faults and the first
/// holds.
pub(super) fn profile(
    registry: &Registry<'_>,
    lost_a_file: bool,
    findings: &mut Vec<Finding>,
) -> Profile {
    let mut profiles = Vec::new();
    for (place, table) in &registry.towns {
        if let Some((first, _)) = registry.towns.first().filter(|(p, _)| p != place) {
            findings.push(
                Finding::error(Code::DuplicateTown, *place, "全部文件里只能有一个 [town]")
                    .help("两处并成一处")
                    .related(*first, "已在此处定义"),
            );
        }
        let mut reader = Reader::new(table, *place, "[town] ".into(), findings);
        profiles.push(read(&mut reader));
        reader.finish();
    }
    if profiles.is_empty() && !lost_a_file {
        findings.push(
            Finding::placeless(Code::MissingTown, "全部文件里都没有 [town]")
                .help("在一个文件里写上 [town]，格式见 docs/rules-format.md"),
        );
    }
    profiles.into_iter().next().unwrap_or_default()
}

fn read(reader: &mut Reader<'_, '_>) -> Profile {
    let plain = |texts: Vec<Spanned<String>>| texts.into_iter().map(|t| t.value).collect();
    let optional = |text: Option<Spanned<String>>| text.map_or(String::new(), |t| t.value);
    Profile {
        name: reader.string("name").value,
        code: reader.string("code").value,
        title: reader.string("title").value,
        edition: reader.string("edition").value,
        issuers: plain(reader.strings("issuers")),
        issued: reader.date("issued").map(|d| d.value),
        copy_number: optional(reader.opt_string("copy-number")),
        hotline: reader.string("hotline").value,
        phone: optional(reader.opt_string("phone")),
        receiver: reader.string("receiver").value,
        compiler: reader.string("compiler").value,
        poster_edition: reader.string("poster-edition").value,
        chart_style: reader
            .opt_word("chart-style")
            .map_or(ChartStyle::default(), |style| style.value),
        // The range keeps the number within what `Date` can hold.
        grading_year: i16::try_from(reader.integer("grading-year", 1949..=9999).value)
            .unwrap_or(i16::MAX),
        as_of: reader.opt_date("as-of").map(|d| d.value),
        documents: reader.opt_strings("documents"),
        preface: plain(reader.opt_strings("preface")),
    }
}
