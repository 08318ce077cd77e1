//! Whether a page is well-formed HTML, before a tree is made of it.
//!
//! A parser mends whatever it is given: what follows `<!--` without `-->` is gone, and so is
//! everything between a lost quote and the next. Nothing of a page may vanish unseen, so a page
//! that would have to be mended is refused, with its faults at their places in the templates. The
//! same pass bounds how deep elements nest: a tree is walked by recursion. And it finds the parts of
//! a page that can be set each by itself, while the page is still being written.

mod place;
mod reader;

use reader::UNREAD;
pub use reader::{mark, Page, Part, Reader, AROUND};

use crate::diagnostic::{Code, Finding, Sources};
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use std::cell::RefCell;
use std::io::Write;

/// Elements nest no deeper; those of the built-in templates to a dozen.
const DEEPEST: usize = 100;
/// So many faults of a page are told.
const MOST_TOLD: usize = 20;

/// Elements that have no end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];
/// Elements that end where the next begins or their parent ends.
const OPTIONAL_END: &[&str] = &[
    "html", "head", "body", "p", "li", "dt", "dd", "option", "optgroup", "td", "th", "tr", "tbody",
    "thead", "tfoot", "colgroup", "caption", "rp", "rt",
];
/// For elements that end by themselves, what begins after them.
const ENDED_BY: &[(&[&str], &[&str])] = &[
    (&["li"], &["li"]),
    (&["dt", "dd"], &["dt", "dd"]),
    (&["option"], &["option", "optgroup"]),
    (
        &["td", "th"],
        &["td", "th", "tr", "tbody", "thead", "tfoot"],
    ),
    (&["tr"], &["tr", "tbody", "thead", "tfoot"]),
    (
        &["tbody", "thead", "tfoot", "colgroup", "caption"],
        &["tbody", "thead", "tfoot"],
    ),
    (&["colgroup", "caption"], &["tr", "colgroup"]),
    (&["head"], &["body"]),
];
/// What ends a paragraph by beginning.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// A fault of a page.
#[derive(Debug, PartialEq)]
pub struct Fault {
    /// Where it is, in bytes.
    at: usize,
    what: String,
    help: &'static str,
}

impl Page {
    /// What is wrong with it, where it stands in the unit's own templates.
    pub fn findings(&self, sources: &Sources) -> Vec<Finding> {
        let faults = self.faults.iter();
        faults
            .map(|fault| Finding {
                place: place::find(&self.html, fault.at, sources),
                ..Finding::placeless(Code::BadTemplate, fault.what.clone()).help(fault.help)
            })
            .collect()
    }
}

/// Reads the page that `write` writes.
///
/// # Errors
/// Those of `write`.
pub fn read<E>(write: impl FnOnce(&mut dyn Write) -> Result<(), E>) -> Result<Page, E> {
    let mut reader = Reader::new(|_| {});
    write(&mut reader)?;
    Ok(reader.end())
}

#[derive(Default)]
struct Scan(RefCell<State>);

#[derive(Default)]
struct State {
    /// Where the pieces begin that the tokenizer was given.
    pieces: Vec<usize>,
    /// The number of those that ended with a tag, a comment or text.
    done: usize,
    /// Open elements with their places.
    open: Vec<(String, usize)>,
    /// How many of them are drawings.
    drawings: usize,
    faults: Vec<Fault>,
    /// Elements nest too deeply, or a tag has too many attributes.
    too_many: bool,
    unfinished: bool,
}

impl TokenSink for Scan {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => {
                let raw = state.tag(&tag);
                state.done = state.pieces.len();
                return raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData);
            }
            Token::ParseError(error) => state.error(&error),
            Token::NullCharacterToken => state.error("NUL"),
            Token::CommentToken(_) | Token::CharacterTokens(_) => state.done = state.pieces.len(),
            Token::DoctypeToken(_) | Token::EOFToken => {}
        }
        TokenSinkResult::Continue
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.0.borrow().in_svg()
    }
}

impl State {
    fn fault(&mut self, at: usize, what: String, help: &'static str) {
        if self.faults.len() < MOST_TOLD {
            self.faults.push(Fault { at, what, help });
        }
    }

    /// Whether what comes is a script or other text without tags.
    fn raw(&self) -> bool {
        let raw = ["script", "style", "title", "textarea"];
        self.open
            .last()
            .is_some_and(|(name, _)| raw.contains(&name.as_str()))
    }

    /// The script or style sheet whose text comes.
    fn unread(&self) -> Option<&'static str> {
        let (name, _) = self.open.last().filter(|_| !self.in_svg())?;
        UNREAD.into_iter().find(|own| own == name)
    }

    /// Whether nothing more need be told.
    fn over(&self) -> bool {
        self.too_many || self.faults.len() >= MOST_TOLD
    }

    /// Where the tokenizer is.
    fn at(&self) -> usize {
        self.pieces.last().copied().unwrap_or_default()
    }

    fn in_svg(&self) -> bool {
        self.drawings > 0
    }

    /// What the tokenizer itself found wrong.
    fn error(&mut self, error: &str) {
        if error.contains("haracter reference") {
            let help = "& 本身写成 &amp;，空格写成 &nbsp;";
            return self.fault(self.at(), "& 后面不是字符的名字或者号码".to_string(), help);
        }
        self.unfinished |= error.contains("EOF");
        let (what, help) = if self.unfinished {
            let text = "标记或者注释没有写完，后面的内容都没有了";
            (text, "补上 -->、> 或者引号")
        } else if error.contains("Duplicate attribute") {
            ("一个标记里同一个属性写了两次", "删去一个")
        } else {
            ("标记写得不对", "检查 < > 和引号是否成对；< 本身写成 &lt;")
        };
        // It began in the first piece that ended with nothing yet: a lost quote is only seen at
        // the next one.
        let begun = self.pieces.get(self.done).copied().unwrap_or(self.at());
        self.fault(begun, what.to_string(), help);
    }

    /// Takes a tag; how the text after it is read where it is no markup.
    fn tag(&mut self, tag: &Tag) -> Option<RawKind> {
        let name = tag.name.to_string();
        let in_svg = self.in_svg();
        match tag.kind {
            TagKind::StartTag => {
                if VOID.contains(&name.as_str()) && !in_svg {
                    return None;
                }
                if tag.self_closing {
                    if !in_svg && name != "svg" {
                        let what = format!("<{name} /> 没有结束：在网页里要有 </{name}>");
                        self.fault(self.at(), what, "去掉 /，写上结束标记");
                    }
                    return None;
                }
                self.end_before(&name);
                if self.open.len() >= DEEPEST {
                    self.too_many = true;
                    let what = format!("标记一层套一层，超过了 {DEEPEST} 层");
                    self.fault(self.at(), what, "检查循环里是否漏了结束标记");
                }
                self.drawings += usize::from(name == "svg");
                self.open.push((name.clone(), self.at()));
                match name.as_str() {
                    _ if in_svg => None,
                    "script" => Some(RawKind::ScriptData),
                    "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
                    "title" | "textarea" => Some(RawKind::Rcdata),
                    _ => None,
                }
            }
            TagKind::EndTag => {
                self.close(&name);
                None
            }
        }
    }

    /// Ends what ends by itself where `name` begins.
    fn end_before(&mut self, name: &str) {
        while let Some((top, _)) = self.open.last() {
            let ended =
                |(who, by): &(&[&str], &[&str])| who.contains(&&**top) && by.contains(&name);
            let paragraph = top == "p" && BLOCKS.contains(&name);
            if !paragraph && !ENDED_BY.iter().any(ended) {
                return;
            }
            self.open.pop();
        }
    }

    fn close(&mut self, name: &str) {
        let Some(found) = self.open.iter().rposition(|(open, _)| open == name) else {
            let what = format!("</{name}> 没有对应的 <{name}>");
            return self.fault(self.at(), what, "删去它，或者补上开始标记");
        };
        let inside = self.open.split_off(found);
        self.drawings -= inside.iter().filter(|(name, _)| name == "svg").count();
        for (open, at) in inside.into_iter().skip(1) {
            self.unclosed(&open, at);
        }
    }

    fn unclosed(&mut self, open: &str, at: usize) {
        if !OPTIONAL_END.contains(&open) {
            let what = format!("<{open}> 没有 </{open}>");
            self.fault(at, what, "补上结束标记");
        }
    }

    fn end(&mut self) {
        if self.unfinished {
            // What ends them is in what was not finished.
            return;
        }
        for (open, at) in std::mem::take(&mut self.open) {
            self.unclosed(&open, at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(page: &str) -> Vec<Fault> {
        Reader::of(page, |_| {}).faults
    }

    /// The faults of a body, each with the text it stands at.
    fn told(body: &str) -> Vec<(String, String)> {
        let page = format!("<!DOCTYPE html><html><body>{body}</body></html>");
        let at = |fault: &Fault| page[fault.at..].chars().take(6).collect();
        faults(&page)
            .iter()
            .map(|f| (at(f), f.what.clone()))
            .collect()
    }

    #[test]
    fn each_fault_is_told_where_it_stands() {
        for (body, at) in [
            ("甲<p>x<!-- 乙</p>", "<!-- 乙"),
            ("<p>x</p></p>", "</p></"),
            ("<p><b>x</p>", "<b>x</"),
            ("<p><b>x<i>y</b></i></p>", "<i>y</"),
            ("<div><section>x</div>", "<secti"),
            ("<p title=\"x>y</p>", "<p tit"),
            ("<p title=\"a\"\">z</p>", "<p tit"),
            ("<p>R&nosuch;D</p>", "<p>R&n"),
            ("<p>R&lt D</p>", "<p>R&l"),
            ("<p>1 < 2 <3</p>", "< 2 <3"),
            ("<p a=1 a=2>x</p>", "<p a=1"),
            ("<div/>x", "<div/>"),
            ("<svg><rect>x</svg>", "<rect>"),
        ] {
            let told = told(body);
            let found = told.first().map(|(at, _)| at.as_str());
            assert_eq!(found, Some(at), "{body}: {told:?}");
        }
    }

    #[test]
    fn what_html_allows_is_no_fault() {
        for body in [
            "<ul><li>x<li>y</ul><p>x<p>y<div>z</div>",
            "<table><caption>c<colgroup><col><tbody><tr><td>x<th>y<tr><td>z</table>",
            "<dl><dt>x<dd>y<dt>z</dl><br><img src=x alt=''><hr>",
            "<script>if (a < b && c) '</p>'</script><style>a > b {}</style>",
            "<svg><title>x</title><rect x='1'/><g><path d='M0 0'></path></g></svg>",
            "<p>R&D, a & b, 1 &lt; 2 &#20013; 〈</p><!-- x -->",
            "<textarea><b></textarea>",
        ] {
            assert_eq!(told(body), [], "{body}");
        }
    }

    #[test]
    fn only_what_can_be_walked_is_let_through() {
        let nested =
            |open: &str, close: &str, n: usize| format!("{}{}", open.repeat(n), close.repeat(n));
        assert_eq!(told(&nested("<div>", "</div>", DEEPEST - 2)), []);
        for body in [
            nested("<div>", "</div>", 200_000),
            nested("<b>", "</b>", 3_000),
            nested("<p><b id=x>", "", 3_000),
            nested("<svg><g>", "</g></svg>", 3_000),
            nested("<ul><li>", "", 3_000),
        ] {
            let told = told(&body);
            assert!(
                told.iter().any(|(_, what)| what.contains("100 层")),
                "{:.30}",
                body
            );
        }
        // Whatever has other faults is refused for them.
        assert_eq!(told(&"<div></x>".repeat(20_000)).len(), MOST_TOLD);
        let many: String = (0..300).map(|k| format!(" a{k}=1")).collect();
        assert!(told(&format!("<p{many}>x</p>"))[0].1.contains("属性"));
        // Many on one level are none too deep.
        assert_eq!(told(&"<p>x<p><b>y</b>".repeat(20_000)), []);
    }

    /// What is set of a page that comes in writes of so many bytes, and its faults.
    fn written(page: &str, bytes: usize) -> (String, Vec<Fault>) {
        let write = |out: &mut dyn Write| {
            page.as_bytes()
                .chunks(bytes)
                .try_for_each(|part| out.write_all(part))
        };
        let page = read(write).expect("nothing fails");
        (page.whole(), page.faults)
    }

    #[test]
    fn what_scripts_and_style_sheets_say_is_passed_over() {
        let page = |text: &str, rest: &str| format!("<body><p>a</p><{text}><p>b</p>{rest}");
        for (text, left) in [
            ("style>p > b { content: '</p>' }</style", "style></style"),
            (
                "script>if (1 < 2 && a</b>/c) x('</style>')</script",
                "script></script",
            ),
            ("STYLE>b</STYLE", "STYLE></STYLE"),
            ("script>a</SCRIPT", "script></SCRIPT"),
            (
                "script type='x>y'>[\"<p>\"]</script",
                "script type='x>y'></script",
            ),
            ("script></script", "script></script"),
            // What a comment begins may hold the end of a script.
            (
                "script><!--<script></script>--></script",
                "script><!--<script></script>--></script",
            ),
            (
                "svg><style>b<i>c</i></style></svg",
                "svg><style>b<i>c</i></style></svg",
            ),
            ("title>a<b></title", "title>a<b></title"),
        ] {
            for bytes in [1, 7, 1000] {
                assert_eq!(
                    written(&page(text, ""), bytes),
                    (page(left, ""), vec![]),
                    "{text} {bytes}"
                );
            }
        }
        for text in [
            "style>p { }",
            "script>a</scrip>",
            "script>a</",
            "script><!--<script></script>",
        ] {
            for bytes in [1, 1000] {
                let (_, faults) = written(&page(text, ""), bytes);
                assert_eq!(faults.len(), 1, "{text} {bytes}: {faults:?}");
            }
        }
    }
}
