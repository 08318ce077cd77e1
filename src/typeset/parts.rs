//! A page set by parts: each on whichever core is free, while the rest of the page is still being
//! written; then all of them put where they stand in the frame, which is what is left of the page
//! without them.

use super::galley::Galley;
use super::markup::{Page, Part, Reader};
use super::style::Stylesheet;
use crate::text::Fonts;
use scraper::Html;
use std::io::Write;
use std::sync::mpsc;

/// A galley, and what the parser saw wrong in what it is set from.
type Set<'a> = (Galley<'a>, Option<String>);

/// Reads what `write` writes, and sets it; nothing of it where it has faults.
pub(super) fn set<'a, E: Send>(
    write: impl FnOnce(&mut dyn Write) -> Result<(), E> + Send,
    style: &'a Stylesheet,
    fonts: &'a Fonts,
) -> Result<(Page, Galley<'a>, Option<String>), E> {
    let (send, receive) = mpsc::channel();
    // The first that was read is the first to be set.
    let (page, frame) = rayon::scope_fifo(move |scope| {
        let mut reader = Reader::new(|part: Part| {
            let send = send.clone();
            scope.spawn_fifo(move |_| {
                let set = tree(part.html, style, fonts, |galley, root| {
                    galley.part(root, part.alone);
                });
                // Of a page that could not be written nobody takes the parts.
                let _ = send.send((part.number, set));
            });
        });
        write(&mut reader)?;
        let page = reader.end();
        let frame = match page.faults.is_empty() {
            true => tree(page.frame(), style, fonts, |galley, root| {
                galley.body(root, page.parts());
            }),
            false => (Galley::new(style, fonts), None),
        };
        Ok((page, frame))
    })?;
    if !page.faults.is_empty() {
        return Ok((page, frame.0, None));
    }
    let mut parts: Vec<(usize, Set)> = receive.into_iter().collect();
    parts.sort_by_key(|(number, _)| *number);
    let (frame, mut error) = frame;
    let (mut is_torn, mut galleys) = (frame.is_torn(), Vec::with_capacity(parts.len()));
    for (_, (galley, own)) in parts {
        is_torn |= galley.is_torn();
        error = error.or(own);
        galleys.push(galley);
    }
    if is_torn {
        drop(galleys);
        let (galley, error) = tree(page.whole(), style, fonts, |galley, root| {
            galley.body(root, 0);
        });
        return Ok((page, galley, error));
    }
    Ok((page, frame.join(galleys), error))
}

/// Sets what is in the tree of an HTML text. The tree is several times as large as what is set
/// from it, and is gone then.
fn tree<'a>(
    html: String,
    style: &'a Stylesheet,
    fonts: &'a Fonts,
    set: impl FnOnce(&mut Galley<'a>, scraper::ElementRef),
) -> Set<'a> {
    let dom = Html::parse_document(&html);
    drop(html);
    let mut galley = Galley::new(style, fonts);
    set(&mut galley, dom.root_element());
    galley.with.forget_styles();
    (galley, dom.errors.first().map(ToString::to_string))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceId;
    use crate::load::templates::PRINT;
    use crate::typeset::{page, set, Document};

    /// A page with parts of every kind: articles, tables under headings that are shown again, a
    /// section that is one part, blanks and anchors that wait from one to the next.
    fn book(text: &str) -> String {
        let line =
            "第一条　各站所应当在每年一月底以前完成风险点的自查，见<a href=\"#t3\">第三表</a>。";
        let body = format!("<p>{line}</p>").repeat(60);
        let article = |k: usize| {
            format!(
                "<article class=\"regulation\" id=\"r{k}\"><h3>制度{k}</h3>\
                 <p class=\"dates\">2012年1月1日施行</p><section class=\"chapter\"><h4>第一章</h4>{body}</section>\
                 </article>"
            )
        };
        let rows: String = (0..80)
            .map(|k| format!("<tr><td>{k}</td><td>{line}</td></tr>"))
            .collect();
        let table = |k: usize| {
            format!(
                "<h3 id=\"t{k}\">表{k}</h3><table class=\"coverage\"><tbody>{rows}</tbody></table>"
            )
        };
        let articles: String = (0..4).map(article).collect();
        let tables: String = (0..4).map(table).collect();
        let contents: String = (0..4)
            .map(|k| format!("<li class=\"level-2\"><a href=\"#r{k}\">制度{k}</a></li>"))
            .collect();
        format!(
            "<!DOCTYPE html><html><head><title>书</title></head><body class=\"handbook\"><main>\
             <section class=\"cover\"><h1 class=\"title\">书</h1><p class=\"edition\">版</p>\
             <p class=\"issuer\">甲</p></section>\
             <nav class=\"contents\"><h2>目录</h2><ol>{contents}</ol></nav>\
             <section class=\"part\" id=\"p1\"><h2 class=\"part-title\">一</h2>{articles}</section>\
             <section class=\"annex\"><h2 class=\"part-title\">二</h2>{tables}{text}</section>\
             </main></body></html>"
        )
    }

    fn shown(document: &Document) -> String {
        format!("{document:?}")
    }

    /// The page as it is set by parts on so many cores, and in one; and how many parts it has.
    fn both(html: &str, rules: &str, cores: usize) -> (String, String, usize) {
        let style = Stylesheet::parse(&format!("{PRINT}{rules}"), SourceId(0)).unwrap();
        let fonts = Fonts::shipped().unwrap();
        let write = |out: &mut dyn Write| out.write_all(html.as_bytes());
        let pool = rayon::ThreadPoolBuilder::new().num_threads(cores).build();
        let parted = pool.unwrap().install(|| set(write, &style, &fonts));
        let (read, parted) = parted.unwrap();
        assert_eq!(read.faults, []);
        let (whole, _) = tree(html.to_string(), &style, &fonts, |galley, root| {
            galley.body(root, 0)
        });
        let (whole, _) = page::paginate(whole, &style, &fonts);
        (shown(&parted.document), shown(&whole), read.parts())
    }

    #[test]
    fn a_page_is_the_same_set_by_parts_and_in_one_on_any_number_of_cores() {
        let html = book("");
        for cores in [1, 2, 8] {
            let (parted, whole, parts) = both(&html, "", cores);
            assert_eq!(parts, 7);
            assert!(parted == whole, "{cores} cores");
        }
    }

    #[test]
    fn rules_and_words_that_reach_from_part_to_part_are_kept() {
        let rule = |selector: &str, property: &str| {
            format!("\n[[rule]]\nmatch = \"{selector}\"\n{property}\n")
        };
        for (text, rules) in [
            ("尾", String::new()),
            ("", rule("article + article", "break-before = \"page\"")),
            ("", rule("article + article h3", "size = \"20pt\"")),
            ("", rule("h3:nth-child(2n)", "size = \"20pt\"")),
            ("", rule("section:last-child p", "size = \"12pt\"")),
            ("", rule(".part:has(h4)", "size = \"12pt\"")),
            ("", rule(".part", "keep-together = true")),
            ("", rule("section.annex", "display = \"inline\"")),
            ("", rule("article.regulation", "display = \"inline\"")),
            ("", rule("section.part", "left = \"3字\"\nwidth = \"20字\"")),
            (
                "",
                rule(
                    "article.regulation",
                    "below = \"3行\"\nbreak-before = \"none\"",
                ),
            ),
        ] {
            let (parted, whole, _) = both(&book(text), &rules, 2);
            assert!(parted == whole, "{text} {rules}");
        }
    }
}
