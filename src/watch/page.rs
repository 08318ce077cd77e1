//! What is put around and into the pages; the pages themselves stay byte for byte what `generate`
//! writes.

use super::board::State;
use super::listing::Listing;
use serde::Serialize;

/// Where the pages themselves lie: no page has a path with a `~` in it.
pub(super) const PAGES: &str = "/~page/";
/// Where the pages of rules with errors lie.
pub(super) const DRAFTS: &str = "/~draft/";
/// Where what belongs to the preview lies.
pub(super) const OWN: &str = "/~watch/";

/// The frame with the list of findings, around every page.
pub(super) const SHELL: &str = include_str!("shell.html");

/// The files of the frame, by their names.
pub(super) const FILES: [(&str, &str); 3] = [
    ("shell.css", include_str!("shell.css")),
    ("shell.js", include_str!("shell.js")),
    ("live.js", include_str!("live.js")),
];

/// What browsers are told.
#[derive(Serialize)]
struct Told<'a> {
    run: Option<&'a str>,
    round: u64,
    at: &'a str,
    pages_at: Option<&'a str>,
    took_ms: u128,
    files: usize,
    broken: bool,
    listing: &'a Listing,
    /// Path and title of each page, and the round in which it last became another.
    pages: Vec<(&'a str, &'a str, u64)>,
}

/// The state as JSON.
pub(super) fn told(state: &State) -> String {
    let pages = state.pages.iter();
    let pages = pages.filter(|(path, _)| path.ends_with(".html"));
    let told = Told {
        run: state.run.as_deref(),
        round: state.round,
        at: &state.at,
        pages_at: state.pages_at.as_deref(),
        took_ms: state.took_ms,
        files: state.files,
        broken: state.is_broken,
        listing: &state.listing,
        pages: pages
            .map(|(path, page)| (&**path, &*page.title, page.changed))
            .collect(),
    };
    // Only maps with keys that are not strings fail to serialise, and there are none here.
    serde_json::to_string(&told).unwrap_or_default()
}

/// A page with the script that loads it anew, which is all that is put into it. `changed` is the
/// round in which it last became another.
pub(super) fn live(html: &[u8], changed: u64) -> Vec<u8> {
    let script = format!("<script src=\"{OWN}live.js\" data-changed=\"{changed}\"></script>");
    let end = b"</body>";
    let at = html.windows(end.len()).rposition(|part| part == end);
    let (before, after) = html.split_at(at.unwrap_or(html.len()));
    [before, script.as_bytes(), after].concat()
}

/// A page that says why there is none.
pub(super) fn missing(title: &str, lines: &[String]) -> Vec<u8> {
    let lines: String = lines
        .iter()
        .map(|line| format!("<p>{}</p>\n", escaped(line)))
        .collect();
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title}</title><link rel=\"stylesheet\" href=\"{OWN}shell.css\"></head>\n\
         <body class=\"missing\"><main><h1>{title}</h1>\n{lines}\
         <p><a href=\"{PAGES}index.html\">首页</a></p></main></body>\n</html>\n",
        title = escaped(title)
    );
    live(html.as_bytes(), 0)
}

/// What is in the way of a PDF.
pub(super) fn in_the_way(listing: &Listing) -> Vec<u8> {
    let line = |item: &super::listing::Item| {
        let at = item.at.as_ref().map_or("", |at| at.text.as_str());
        format!("{at} {}：{}", item.title, item.message)
    };
    let mut lines: Vec<String> = listing.items.iter().take(20).map(line).collect();
    lines.push("改好以后再打开这个 PDF".to_owned());
    missing("规则有错误，印不成", &lines)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_goes_before_the_end_of_a_page_or_to_its_end() {
        let script = "<script src=\"/~watch/live.js\" data-changed=\"7\"></script>";
        for (page, wanted) in [
            ("<p>a</body></html>", format!("<p>a{script}</body></html>")),
            ("<b></body></body>", format!("<b></body>{script}</body>")),
            ("a", format!("a{script}")),
            ("", script.to_owned()),
        ] {
            assert_eq!(live(page.as_bytes(), 7), wanted.as_bytes());
        }
    }
}
