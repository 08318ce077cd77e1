//! Articles mentioned in running text lead there, on the screen and in the PDF.

use crate::common::{page_texts, sample};
use lopdf::{Document, Object};
use scraper::{ElementRef, Html, Selector};

fn select<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).collect()
}

fn handbook() -> Html {
    let html = std::fs::read_to_string(sample().join("handbook.html")).expect("handbook.html");
    Html::parse_document(&html)
}

/// 第十二条 at the places where it stands in a text.
fn articles(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('第') {
        let inside = &text[at + '第'.len_utf8()..];
        let length = inside
            .chars()
            .take_while(|c| "零一二三四五六七八九十百".contains(*c))
            .map(char::len_utf8)
            .sum::<usize>();
        if length > 0 && inside[length..].starts_with('条') {
            let end = at + '第'.len_utf8() + length + '条'.len_utf8();
            found.push((at, &text[at..end]));
        }
    }
    found
}

/// The text of an element with that of its links left out, and the links.
fn apart<'a>(element: ElementRef<'a>, links: &mut Vec<(String, &'a str)>) -> String {
    let mut plain = String::new();
    for child in element.children() {
        match (child.value(), ElementRef::wrap(child)) {
            (scraper::Node::Text(text), _) => plain.push_str(text),
            (_, Some(child)) => match child.value().attr("href") {
                Some(href) => links.push((child.text().collect(), href)),
                None if child.value().name() == "b" => {} // An article's own label.
                None => plain.push_str(&apart(child, links)),
            },
            _ => {}
        }
    }
    plain
}

/// The handbook's running text: that of regulations, settlements, stations.
const RUNNING: &str = "article.regulation p, table.settlements td.text, section.department li";

#[test]
fn every_article_of_the_rules_that_a_text_mentions_is_a_link_on_the_screen() {
    let html = handbook();
    let mut linked = 0;
    for element in select(&html, RUNNING) {
        let mut links = Vec::new();
        let plain = apart(element, &mut links);
        // What is left without a link is an article of a law that the handbook does not hold,
        // or in a settlement of several regulations one that is not said to be of which.
        for (at, article) in articles(&plain) {
            let before = &plain[..at];
            let settled = element.value().name() == "td";
            let named = before.contains('》') || settled;
            assert!(named, "{article} is no link in “{plain}”");
        }
        for (text, href) in links {
            for (_, article) in articles(&text) {
                let target = href.strip_prefix('#').expect("a place in the handbook");
                let place = select(&html, &format!("[id=\"{target}\"]"));
                assert_eq!(place.len(), 1, "{href}");
                // The place is the article or one of its items.
                let number: String = place[0]
                    .ancestors()
                    .filter_map(ElementRef::wrap)
                    .chain([place[0]])
                    .filter_map(|e| e.value().attr("data-outline"))
                    .collect();
                assert!(number.starts_with(article), "{text} leads to {number}");
                linked += 1;
            }
        }
    }
    assert!(linked > 100, "{linked}");
}

#[test]
fn the_same_links_are_in_the_pdf_and_lead_to_the_page_of_the_article() {
    let pdf = sample().join("handbook.pdf");
    let document = Document::load(&pdf).expect("a PDF");
    let Some(pages) = page_texts(&pdf) else {
        return;
    };
    let numbers: std::collections::BTreeMap<_, _> = document
        .get_pages()
        .into_iter()
        .map(|(number, id)| (id, number as usize))
        .collect();
    let mut checked = 0;
    for object in document.objects.values() {
        let Ok(link) = object.as_dict() else { continue };
        if link.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Link") {
            continue;
        }
        let words = link.get(b"Contents").map(lopdf::decode_text_string);
        let words = words.expect("words").expect("text");
        // A mention cut by a line's end is two links; the whole ones suffice.
        let Some((0, article)) = articles(&words).first().copied() else {
            continue;
        };
        let to = link
            .get(b"Dest")
            .and_then(Object::as_array)
            .expect("a place");
        let page = numbers[&to[0].as_reference().expect("a page")];
        // The article begins on that page; one of its items may stand some pages on.
        let from = page.saturating_sub(6);
        let text: String = pages[from..page].concat();
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(
            text.contains(article),
            "{words} leads to page {page}, where it is not"
        );
        checked += 1;
    }
    let mut on_screen = 0;
    for element in select(&handbook(), RUNNING) {
        let mut links = Vec::new();
        apart(element, &mut links);
        on_screen += links
            .iter()
            .filter(|(text, _)| !articles(text).is_empty())
            .count();
    }
    assert!(
        checked * 10 > on_screen * 8,
        "{checked} of {on_screen}, some cut by line ends"
    );
}
