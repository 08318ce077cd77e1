//! Links in the charts of the summary: who sees a code or a name in a cell is led to its row.
//! The charts themselves know no pages (`sheet`), so it is done to what they have drawn.

use super::anchors::Anchors;
use crate::model::Unit;
use crate::sheet::SummaryView;
use std::collections::BTreeMap;

/// The charts with their links.
pub fn linked(mut summary: SummaryView, unit: &Unit, anchors: Anchors) -> SummaryView {
    let departments = unit.departments.iter();
    let departments = departments.map(|d| (d.name.value.clone(), anchors.department(d)));
    let risks = unit.risks.iter().map(|r| (r.code(), anchors.risk(r)));
    let named = departments.chain(risks);
    let places: BTreeMap<String, String> = named
        .filter_map(|(name, href)| Some((name, href?)))
        .collect();
    summary.svg = chart(&summary.svg, &places);
    summary.more = summary.more.map(|svg| chart(&svg, &places));
    summary
}

/// A chart, each text that is a name of `places`, or begins with one (`CF-1–4、`, and after it
/// `7–9，`), as a link.
/// A chart with links is no picture any more: a screen reader has to be let in.
fn chart(svg: &str, places: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(svg.len());
    let mut links = 0;
    // The letters of the code before, where another number of the same follows.
    let mut letters: Option<String> = None;
    for line in svg.split_inclusive('\n') {
        let drawn = line.trim_end();
        let text = said(drawn).unwrap_or_default();
        let name = name(text, letters.as_deref());
        let goes_on = text.ends_with('、');
        let own = name.rsplit_once('-').map(|(letters, _)| letters.to_owned());
        letters = own.filter(|_| goes_on);
        match places.get(text).or_else(|| places.get(&name)) {
            Some(href) => {
                links += 1;
                out += &format!("<a href=\"{href}\">{drawn}</a>\n");
            }
            None => out += line,
        }
    }
    match links {
        0 => out,
        _ => out.replacen("role=\"img\"", "role=\"group\"", 1),
    }
}

/// What a line of a chart says, if it is a text.
fn said(line: &str) -> Option<&str> {
    let text = line.strip_prefix("<text ")?.strip_suffix("</text>")?;
    text.split_once('>').map(|(_, said)| said)
}

/// The first name that a text says: CF-1 of `CF-1–4、`; of `7–9，` after CF- CF-7.
fn name(text: &str, letters: Option<&str>) -> String {
    let first = text.split(['、', '，', '–']).next().unwrap_or(text);
    match letters {
        Some(letters) if first.parse::<u64>().is_ok() => format!("{letters}-{first}"),
        _ => first.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_first_codes_become_links_and_nothing_else_does() {
        let pairs = [("财政所", "#d-czs"), ("CF-1", "#risk-cf-1")];
        let places = pairs.map(|(name, href)| (name.to_owned(), href.to_owned()));
        let places = BTreeMap::from(places);
        let text = |said: &str| format!("<text class=\"hei\" x=\"1\">{said}</text>\n");
        for (said, href) in [
            ("财政所", Some("#d-czs")),
            ("CF-1–4、", Some("#risk-cf-1")),
            ("CF-1，", Some("#risk-cf-1")),
            ("CF-10", None),
            ("财政所所长", None),
            ("10", None),
        ] {
            let svg = format!("<svg role=\"img\">\n{}</svg>", text(said));
            let wanted = match href {
                Some(href) => format!(
                    "<svg role=\"group\">\n<a href=\"{href}\">{}</a>\n</svg>",
                    text(said).trim_end()
                ),
                None => svg.clone(),
            };
            assert_eq!(chart(&svg, &places), wanted);
        }
    }

    #[test]
    fn each_number_of_a_row_of_codes_leads_to_its_own() {
        let places = [1, 7, 10].map(|n| (format!("CF-{n}"), format!("#risk-cf-{n}")));
        let places = BTreeMap::from(places);
        let texts = ["CF-1–4、", "7–9，", "SX-5", "10"];
        let svg: String = (texts.iter())
            .map(|text| format!("<text x=\"1\">{text}</text>\n"))
            .collect();
        let linked = chart(&svg, &places);
        assert!(
            linked.contains("<a href=\"#risk-cf-7\"><text x=\"1\">7–9，"),
            "{linked}"
        );
        assert_eq!(linked.matches("<a ").count(), 2, "{linked}");
    }
}
