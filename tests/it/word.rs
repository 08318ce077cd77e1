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
        let (document, _) = without_numbers(&parts["word/document.xml"]);
        let said = squeezed(&words(&document).concat());
        let html = std::fs::read_to_string(output.join(format!("{name}.html"))).expect("html");
        let html = Html::parse_document(&html);
        let mut page = String::new();
        let body = html.select(&main).next().expect("main");
        printed(body, &style, &Computed::default(), &mut page);
        let page = squeezed(&page);
        assert!(page.chars().count() > 500, "{name}");
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

/// The document without the numbers in its contents, and those numbers.
fn without_numbers(document: &str) -> (String, Vec<String>) {
    const RESULT: &str = "<w:fldChar w:fldCharType=\"separate\"/>";
    let mut parts = document.split(" PAGEREF ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    let mut numbers = Vec::new();
    for part in parts {
        let (before, rest) = part.split_once(RESULT).expect("a result");
        let (number, rest) = rest
            .split_once("<w:fldChar w:fldCharType=\"end\"/>")
            .expect("an end");
        numbers.push(words(&format!("<w:p>{number}")).concat());
        out.push_str(before);
        out.push_str(rest);
    }
    (out, numbers)
}

#[test]
fn the_contents_have_the_numbers_that_are_printed() {
    let temp = tempfile::tempdir().expect("temp");
    let rules = crate::common::root().join("rules");
    let more = ["--only", "handbook", "--format", "docx,pdf"];
    let run = crate::common::generate(&rules, temp.path(), &more);
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success(), "{told}");
    let bytes = std::fs::read(temp.path().join("handbook.docx")).expect("docx");
    let document = &parts(&bytes)["word/document.xml"];
    let (_, numbers) = without_numbers(document);
    assert!(numbers.len() > 30, "{numbers:?}");
    // Without a PDF beside it the numbers are the same.
    let alone = tempfile::tempdir().expect("temp");
    crate::common::generate(
        &rules,
        alone.path(),
        &["--only", "handbook", "--format", "docx"],
    );
    assert!(bytes == std::fs::read(alone.path().join("handbook.docx")).expect("docx"));
    // What Word lists when it makes the contents anew is what stands there now.
    let entries: Vec<String> = (document.split("<w:p>"))
        .filter(|paragraph| paragraph.contains("<w:pStyle w:val=\"TOC"))
        .map(|paragraph| words(&format!("<w:p>{paragraph}")).concat())
        .collect();
    assert_eq!(entries.len(), numbers.len());
    for (entry, number) in entries.iter().zip(&numbers) {
        let text = entry.strip_suffix(number.as_str()).expect("a number");
        assert!(
            document.contains(&format!(" TC &quot;{text}&quot; ")),
            "{text}"
        );
    }
    assert_eq!(document.matches(" TC &quot;").count(), entries.len());
    let Some(pages) = crate::common::page_texts(&temp.path().join("handbook.pdf")) else {
        return;
    };
    let first = pages.iter().position(|page| page.starts_with("目录"));
    let printed: Vec<&str> = (pages[first.expect("contents")..].iter())
        .take_while(|page| !page.starts_with("前言\n"))
        .flat_map(|page| page.lines())
        .filter(|line| *line != "目录" && !line.starts_with('—'))
        .collect();
    assert_eq!(squeezed(&printed.concat()), squeezed(&entries.concat()));
}

#[test]
fn drawings_say_what_they_show_and_keep_their_words() {
    let temp = tempfile::tempdir().expect("temp");
    let more = ["--format", "docx,html", "--only", "handbook,tables"];
    let run = crate::common::generate(&crate::common::root().join("rules"), temp.path(), &more);
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success(), "{told}");
    let [svg, title, text] = ["main svg", "title", "text"].map(|s| Selector::parse(s).expect(s));
    let folded = |element: ElementRef| squeezed(&element.text().collect::<String>());
    for name in ["handbook", "tables/powers", "tables/departments"] {
        let bytes = std::fs::read(temp.path().join(format!("{name}.docx"))).expect("docx");
        let parts = parts(&bytes);
        let html = std::fs::read_to_string(temp.path().join(format!("{name}.html"))).expect("html");
        let html = Html::parse_document(&html);
        let said: Vec<&str> = (parts["word/document.xml"].split(" descr=\"").skip(1))
            .map(|rest| rest.split('"').next().unwrap_or_default())
            .collect();
        let relations = &parts["word/_rels/document.xml.rels"];
        for embedded in parts["word/document.xml"].split("r:embed=\"").skip(1) {
            let id = embedded.split('"').next().unwrap_or_default();
            assert!(relations.contains(&format!("Id=\"{id}\"")), "{id}");
        }
        let drawn: String = (parts.iter())
            .filter(|(part, _)| part.ends_with(".emf"))
            .map(|(_, drawn)| drawn.as_str())
            .collect();
        let mut shown = 0;
        for drawing in html.select(&svg) {
            let Some(title) = drawing.select(&title).next().map(folded) else {
                continue;
            };
            shown += 1;
            let is_said = said.iter().any(|said| squeezed(said).starts_with(&title));
            assert!(is_said, "{name}: {title} / {said:?}");
            for words in drawing.select(&text).map(folded) {
                // A run of one face at a time.
                let mut han = words.split(|c: char| c.is_ascii() || "–，；：（）、".contains(c));
                assert!(han.all(|han| drawn.contains(han)), "{name}: {words}");
            }
        }
        assert!(shown > 1 && said.len() >= 2, "{name} {shown}");
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
        " TOC \\f ",
        " PAGEREF ",
        "<w:tblHeader/>",
        "<w:pStyle w:val=\"TOC2\"/>",
        "<w:pStyle w:val=\"TOC3\"/>",
        "w:leader=\"dot\"",
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
    let is_xml = |name: &str| !name.ends_with(".emf");
    for (name, part) in parts.iter().filter(|(name, _)| is_xml(name)) {
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
