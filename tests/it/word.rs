//! The Word documents: they hold what the pages hold, and every part of them is sound XML.

use lianfang::diagnostic::SourceId;
use lianfang::typeset::style::{Computed, Display, Marker};
use lianfang::typeset::Stylesheet;
use scraper::{ElementRef, Html, Selector};

use crate::common::office_parts as parts;

/// The text of a document, by paragraphs; what fields say of themselves is no text.
fn words(document: &str) -> Vec<String> {
    let text = |paragraph: &str| {
        let mut out = String::new();
        for run in paragraph.split("<w:t").skip(1) {
            // `<w:tab/>` and the like are other elements.
            let Some(rest) = run.strip_prefix(['>', ' ']) else {
                continue;
            };
            let text = rest.split_once('>').map_or(rest, |(attributes, text)| {
                if attributes.contains('<') {
                    rest
                } else {
                    text
                }
            });
            out.push_str(text.split("</w:t>").next().unwrap_or_default());
        }
        out.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
    };
    document.split("<w:p>").skip(1).map(text).collect()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What a page says on paper, element by element.
fn printed(element: ElementRef, style: &Stylesheet, parent: &Computed, out: &mut String) {
    let own = style.of(element, parent);
    if own.display() == Some(Display::None) || element.value().name() == "svg" {
        return;
    }
    let mut items = 0;
    for child in element.children() {
        if let Some(text) = child.value().as_text() {
            out.push_str(text);
        } else if let Some(child) = ElementRef::wrap(child) {
            if child.value().name() == "li" {
                items += 1;
                if style.of(child, &own).own.marker == Some(Marker::Decimal) {
                    out.push_str(&format!("{items}."));
                }
            }
            printed(child, style, &own, out);
        }
    }
}

#[test]
fn the_documents_say_what_the_pages_say() {
    let temp = tempfile::tempdir().expect("temp");
    let output = temp.path().join("output");
    let run = crate::common::generate(
        &crate::common::root().join("rules"),
        &output,
        &["--format", "docx,html"],
    );
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let main = Selector::parse("main").expect("selector");
    let rules =
        std::fs::read_to_string(crate::common::root().join("templates/print.toml")).expect("rules");
    let style = Stylesheet::parse(&rules, SourceId(0)).expect("print.toml");
    for name in [
        "handbook",
        "tables/risks",
        "tables/posts",
        "tables/departments",
        "tables/trace",
    ] {
        let bytes = std::fs::read(output.join(format!("{name}.docx"))).expect("docx");
        let parts = parts(&bytes);
        let document = squeezed(&words(&parts["word/document.xml"]).concat());
        let html = std::fs::read_to_string(output.join(format!("{name}.html"))).expect("html");
        let html = Html::parse_document(&html);
        let mut page = String::new();
        let body = html.select(&main).next().expect("main");
        printed(body, &style, &Computed::default(), &mut page);
        let page = squeezed(&page);
        assert!(page.chars().count() > 500, "{name}");
        // Drawings are named where they stand.
        let said: String = document
            .split('〔')
            .enumerate()
            .map(|(at, part)| match part.split_once("，见PDF〕") {
                Some((_, rest)) if at > 0 => rest.to_owned(),
                _ if at > 0 => format!("〔{part}"),
                _ => part.to_owned(),
            })
            .collect();
        let (mut a, mut b) = (said.chars(), page.chars());
        let mut at = 0;
        loop {
            match (a.next(), b.next()) {
                (None, None) => break,
                (x, y) if x == y => at += 1,
                _ => {
                    let near = |text: &str| {
                        text.chars()
                            .skip(at.max(20) - 20)
                            .take(60)
                            .collect::<String>()
                    };
                    panic!("{name} at {at}: {} / {}", near(&said), near(&page));
                }
            }
        }
    }
}

#[test]
fn headings_tables_and_faces_are_words_own() {
    let temp = tempfile::tempdir().expect("temp");
    let output = temp.path().join("output");
    let more = ["--format", "docx", "--only", "handbook"];
    let run = crate::common::generate(&crate::common::root().join("rules"), &output, &more);
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let bytes = std::fs::read(output.join("handbook.docx")).expect("docx");
    let again = tempfile::tempdir().expect("temp");
    crate::common::generate(&crate::common::root().join("rules"), again.path(), &more);
    assert!(bytes == std::fs::read(again.path().join("handbook.docx")).expect("docx"));
    let parts = parts(&bytes);
    let document = &parts["word/document.xml"];
    for wanted in [
        "<w:pStyle w:val=\"Heading1\"/>",
        "<w:pStyle w:val=\"Heading2\"/>",
        "<w:pStyle w:val=\"Heading3\"/>",
        "<w:pStyle w:val=\"TOC1\"/>",
        " TOC \\o ",
        " PAGEREF ",
        "<w:tblHeader/>",
        "<w:vMerge w:val=\"restart\"/>",
        "w:eastAsia=\"仿宋_GB2312\"",
        "w:eastAsia=\"方正小标宋简体\"",
        "w:orient=\"landscape\"",
        "w:fmt=\"upperRoman\"",
    ] {
        assert!(document.contains(wanted), "{wanted}");
    }
    assert!(parts["word/settings.xml"].contains("<w:evenAndOddHeaders/>"));
    // Every link leads to a bookmark, and no bookmark stands twice.
    let values = |attribute: &str| -> Vec<String> {
        let parts = document.split(attribute).skip(1);
        parts
            .map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
            .collect()
    };
    let marks = values("<w:bookmarkStart w:id=\"").len();
    let named: std::collections::BTreeSet<String> = document
        .split("<w:bookmarkStart w:id=\"")
        .skip(1)
        .filter_map(|rest| {
            Some(
                rest.split("w:name=\"")
                    .nth(1)?
                    .split('"')
                    .next()?
                    .to_owned(),
            )
        })
        .collect();
    assert_eq!(named.len(), marks);
    for anchor in values("w:anchor=\"") {
        assert!(named.contains(&anchor), "{anchor}");
    }
    // As many opened as closed, whatever the texts held.
    for (name, part) in &parts {
        let mut open: Vec<&str> = Vec::new();
        for tag in part.split('<').skip(1) {
            let inner = tag.split('>').next().unwrap_or_default();
            let of = inner
                .split([' ', '/'])
                .find(|word| !word.is_empty())
                .unwrap_or_default();
            match inner {
                _ if inner.starts_with('?') || inner.ends_with('/') => {}
                _ if inner.starts_with('/') => assert_eq!(open.pop(), Some(of), "{name}"),
                _ => open.push(of),
            }
        }
        assert!(open.is_empty(), "{name} {open:?}");
    }
}
