//! Which rules apply to an element: CSS selectors, read and matched by the `selectors` crate.

use super::property::Properties;
use crate::diagnostic::words::nearest;
use cssparser::Parser as CssParser;
use scraper::selector::{Parser, Simple};
use scraper::ElementRef;
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode,
    SelectorCaches,
};
use selectors::matching::matches_selector;
use selectors::parser::{Component, ParseRelative, Selector, SelectorList};
use std::collections::{BTreeMap, BTreeSet};

/// The rules of a style sheet in order.
#[derive(Default)]
pub(super) struct Rules {
    properties: Vec<Properties>,
    /// Each selector of each rule's list, with the number of the rule.
    selectors: Vec<(Selector<Simple>, usize)>,
    /// Selectors by what their last compound asks for, so that an element is tried against
    /// few of them.
    by_key: ByKey<Vec<usize>>,
    /// Whether a selector asks what stands beside an element.
    beside: ByKey<bool>,
    /// Whether one asks for more than its name and classes, and those of what it is in.
    more: ByKey<bool>,
    /// Every class that a selector names.
    classes: BTreeSet<String>,
}

/// What the last compound of a selector asks an element to have.
#[derive(Debug, PartialEq)]
enum Key {
    Any,
    Element(String),
    Class(String),
    Id(String),
}

/// Something by what it asks an element to have.
#[derive(Default)]
struct ByKey<T> {
    any: T,
    elements: BTreeMap<String, T>,
    classes: BTreeMap<String, T>,
    ids: BTreeMap<String, T>,
}

impl<T: Default> ByKey<T> {
    fn entry(&mut self, key: Key) -> &mut T {
        match key {
            Key::Any => &mut self.any,
            Key::Element(name) => self.elements.entry(name).or_default(),
            Key::Class(class) => self.classes.entry(class).or_default(),
            Key::Id(id) => self.ids.entry(id).or_default(),
        }
    }

    /// All that an element has what it asks for.
    fn of<'s>(&'s self, element: ElementRef<'s>) -> impl Iterator<Item = &'s T> {
        let value = element.value();
        let classes = value.classes().filter_map(|class| self.classes.get(class));
        // Few rules name ids, and few elements have none.
        let id = (!self.ids.is_empty()).then(|| value.id()).flatten();
        [&self.any]
            .into_iter()
            .chain(self.elements.get(value.name()))
            .chain(classes)
            .chain(id.and_then(|id| self.ids.get(id)))
    }
}

/// Why a selector is refused.
#[derive(Debug, PartialEq)]
pub(super) enum Refusal {
    /// It is no selector; the parser does not tell where it went wrong.
    Syntax,
    /// An element that no page can have, and the nearest that one can.
    Element(String, Option<&'static str>),
}

impl Rules {
    /// Adds a rule; `list` is one selector or several with commas between them.
    pub fn add(&mut self, list: &str, properties: Properties) -> Result<(), Refusal> {
        let mut parser = CssParser::new(list);
        let parsed = SelectorList::parse(&Parser, &mut parser, ParseRelative::No)
            .map_err(|_| Refusal::Syntax)?;
        for selector in parsed.slice() {
            for component in selector.iter_raw_match_order() {
                known_element(component)?;
                self.note_classes(component);
            }
        }
        let rule = self.properties.len();
        for selector in parsed.slice() {
            for key in those(selector, &stands) {
                *self.beside.entry(key) = true;
            }
            for key in those(selector, &|c| stands(c) || asks_more(c)) {
                *self.more.entry(key) = true;
            }
            let key = key(selector.iter());
            self.by_key.entry(key).push(self.selectors.len());
            self.selectors.push((selector.clone(), rule));
        }
        self.properties.push(properties);
        Ok(())
    }

    /// Whether a selector could ask what stands beside an element.
    pub fn looks_beside(&self, element: ElementRef) -> bool {
        self.beside.of(element).any(|beside| *beside)
    }

    /// Whether a selector could ask for more of an element than its name and classes, and those of
    /// what it is in.
    pub fn ask_more(&self, element: ElementRef) -> bool {
        self.more.of(element).any(|more| *more)
    }

    /// Whether a selector names a class.
    pub fn knows_class(&self, class: &str) -> bool {
        self.classes.contains(class)
    }

    fn note_classes(&mut self, component: &Component<Simple>) {
        match component {
            Component::Class(class) => {
                self.classes.insert(class.0.to_string());
            }
            Component::Is(list) | Component::Where(list) => {
                let inner = list.slice().iter().flat_map(Selector::iter_raw_match_order);
                inner.for_each(|component| self.note_classes(component));
            }
            _ => {}
        }
    }

    /// The properties that all matching rules give an element, later ones over earlier ones.
    pub fn of(&self, element: ElementRef) -> Properties {
        let mut candidates: Vec<usize> = self.by_key.of(element).flatten().copied().collect();
        candidates.sort_unstable();
        let mut caches = SelectorCaches::default();
        let mut context = MatchingContext::new(
            MatchingMode::Normal,
            None,
            &mut caches,
            QuirksMode::NoQuirks,
            NeedsSelectorFlags::No,
            MatchingForInvalidation::No,
        );
        let mut own = Properties::default();
        let mut applied = None;
        for index in candidates {
            let (selector, rule) = &self.selectors[index];
            if applied != Some(rule) && matches_selector(selector, 0, None, &element, &mut context)
            {
                own.apply(&self.properties[*rule]);
                applied = Some(rule);
            }
        }
        own
    }
}

/// What those compounds of a selector ask for that stand beside others, or have a component that
/// `is_one`.
fn those(selector: &Selector<Simple>, is_one: &dyn Fn(&Component<Simple>) -> bool) -> Vec<Key> {
    let mut compounds = selector.iter();
    let mut keys = Vec::new();
    loop {
        let compound: Vec<_> = compounds.by_ref().collect();
        let combinator = compounds.next_sequence();
        let sibling = combinator.is_some_and(|combinator| combinator.is_sibling());
        let within = |component: &Component<Simple>| match component {
            Component::Is(list) | Component::Where(list) | Component::Negation(list) => {
                let mut inner = list.slice().iter();
                inner.any(|selector| !those(selector, is_one).is_empty())
            }
            _ => is_one(component),
        };
        if sibling || compound.iter().any(|component| within(component)) {
            keys.push(key(compound.into_iter()));
        }
        if combinator.is_none() {
            return keys;
        }
    }
}

/// Whether a component asks where among others an element stands, or what is in it.
fn stands(component: &Component<Simple>) -> bool {
    matches!(
        component,
        Component::Nth(_) | Component::NthOf(_) | Component::Has(_)
    )
}

/// Whether a component asks for what is neither a name nor a class.
fn asks_more(component: &Component<Simple>) -> bool {
    !matches!(
        component,
        Component::LocalName(_)
            | Component::Class(_)
            | Component::ExplicitUniversalType
            | Component::Root
    )
}

/// What a compound asks for: an id, a class, a tag or anything.
fn key<'a>(compound: impl Iterator<Item = &'a Component<Simple>>) -> Key {
    let mut key = Key::Any;
    for component in compound {
        match component {
            Component::ID(id) => return Key::Id(id.0.to_string()),
            Component::Class(class) => key = Key::Class(class.0.to_string()),
            Component::LocalName(name) if key == Key::Any => {
                key = Key::Element(name.lower_name.0.to_string());
            }
            _ => {}
        }
    }
    key
}

/// Refuses an element that is neither of HTML nor of SVG, also within `:not(…)` and the like.
fn known_element(component: &Component<Simple>) -> Result<(), Refusal> {
    match component {
        Component::LocalName(name) => {
            let (written, lower) = (&*name.name.0, &*name.lower_name.0);
            // SVG has names with capitals; a name with a hyphen is someone's own element.
            if ELEMENTS.iter().any(|e| *e == written || *e == lower) || lower.contains('-') {
                Ok(())
            } else {
                let near = nearest(lower, ELEMENTS.iter().copied());
                Err(Refusal::Element(written.to_string(), near))
            }
        }
        Component::Is(list) | Component::Where(list) | Component::Negation(list) => {
            let inner = list.slice().iter();
            inner
                .flat_map(Selector::iter_raw_match_order)
                .try_for_each(known_element)
        }
        _ => Ok(()),
    }
}

/// The element that `name` was meant to be, where it is none itself.
pub(super) fn near_element(name: &str) -> Option<&'static str> {
    let known = ELEMENTS.contains(&name);
    nearest(name, ELEMENTS.iter().copied()).filter(|_| !known)
}

/// The elements of HTML and SVG that a template may hold.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "circle",
    "cite",
    "clipPath",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "defs",
    "del",
    "desc",
    "details",
    "dfn",
    "dialog",
    "div",
    "dl",
    "dt",
    "ellipse",
    "em",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "image",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "line",
    "linearGradient",
    "link",
    "main",
    "map",
    "mark",
    "marker",
    "mask",
    "menu",
    "meta",
    "metadata",
    "meter",
    "nav",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "path",
    "pattern",
    "picture",
    "polygon",
    "polyline",
    "pre",
    "progress",
    "q",
    "radialGradient",
    "rect",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "slot",
    "small",
    "source",
    "span",
    "stop",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "switch",
    "symbol",
    "table",
    "tbody",
    "td",
    "template",
    "text",
    "textPath",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "tspan",
    "u",
    "ul",
    "use",
    "var",
    "video",
    "view",
    "wbr",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::style::Display;
    use scraper::Html;

    /// The ids of the elements that a selector list matches.
    fn matched(list: &str, html: &str) -> Vec<String> {
        let mut rules = Rules::default();
        let properties = Properties {
            display: Some(Display::Block),
            ..Properties::default()
        };
        rules.add(list, properties).unwrap();
        let dom = Html::parse_document(html);
        dom.root_element()
            .descendent_elements()
            .filter(|e| rules.of(*e).display.is_some())
            .filter_map(|e| e.value().id().map(str::to_string))
            .collect()
    }

    #[test]
    fn selectors_with_brackets_and_blanks_match() {
        let html = "<div class=a><p class=b id=1></p></div><p class=b id=2></p>\
                    <p class='c, d' id=3 title='x, y z'></p><h2 class=b id=4></h2>";
        assert_eq!(matched("p:not(.a .b)", html), ["2", "3"]);
        assert_eq!(matched(":is(.a, h2)", html), ["4"]);
        assert_eq!(matched(":is(p, h2).b", html), ["1", "2", "4"]);
        assert_eq!(matched("p[title=\"x, y z\"]", html), ["3"]);
        assert_eq!(matched("div > p, h2", html), ["1", "4"]);
        assert_eq!(matched("p + p:where(.d, .e)", html), ["3"]);
        assert_eq!(matched("#\\31", html), ["1"]);
        assert_eq!(matched("*:has(> .b)", html), Vec::<String>::new());
    }

    #[test]
    fn what_is_no_selector_is_refused() {
        let refusal = |list| {
            Rules::default()
                .add(list, Properties::default())
                .unwrap_err()
        };
        assert_eq!(refusal("p, .章 >> b"), Refusal::Syntax);
        assert_eq!(refusal(""), Refusal::Syntax);
        assert_eq!(refusal("p:hover"), Refusal::Syntax);
        assert_eq!(
            refusal("tabel td"),
            Refusal::Element("tabel".into(), Some("table"))
        );
        assert_eq!(refusal(":not(zzz)"), Refusal::Element("zzz".into(), None));
    }
}
