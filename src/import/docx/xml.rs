//! XML as elements with their local names: namespaces differ between kinds of documents, the
//! names do not.

use quick_xml::events::{BytesStart, Event};
use quick_xml::Reader;

/// What comes next in a part.
pub enum Next {
    /// An element begins.
    Begins(Element),
    /// An element ends; its name.
    Ends(String),
    /// Text.
    Text(String),
}

/// The beginning of an element.
pub struct Element {
    /// Its local name.
    pub name: String,
    /// Its attributes by their local names.
    pub attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The attribute `val`.
    pub fn val(&self) -> Option<&str> {
        self.get("val")
    }

    /// Whether the element, which is there, says yes: `<w:b/>` does, `<w:b w:val="0"/>` not.
    pub fn is_on(&self) -> bool {
        !matches!(self.val(), Some("0" | "false" | "off"))
    }

    /// The attribute `val` as a number.
    pub fn number(&self) -> Option<usize> {
        self.val()?.parse().ok()
    }
}

/// Everything in a part, in order; `None` at its end or where it is no XML.
pub struct Parts<'t> {
    reader: Reader<&'t [u8]>,
    /// An empty element begins and ends.
    pending: Option<String>,
    /// Whether the text was no XML from some place on.
    pub is_broken: bool,
}

impl<'t> Parts<'t> {
    /// Reads `text`.
    pub fn new(text: &'t str) -> Self {
        Self {
            reader: Reader::from_str(text),
            pending: None,
            is_broken: false,
        }
    }

    fn element(start: &BytesStart<'_>) -> Element {
        let attributes = start.attributes().flatten().map(|attribute| {
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
            let name = local(attribute.key.local_name().as_ref());
            (
                name,
                value.map(|value| value.into_owned()).unwrap_or_default(),
            )
        });
        Element {
            name: local(start.local_name().as_ref()),
            attributes: attributes.collect(),
        }
    }
}

fn local(name: &str) -> String {
    name.to_owned()
}

impl Iterator for Parts<'_> {
    type Item = Next;

    fn next(&mut self) -> Option<Next> {
        if let Some(name) = self.pending.take() {
            return Some(Next::Ends(name));
        }
        loop {
            match self.reader.read_event() {
                Ok(Event::Start(start)) => return Some(Next::Begins(Self::element(&start))),
                Ok(Event::Empty(start)) => {
                    let element = Self::element(&start);
                    self.pending = Some(element.name.clone());
                    return Some(Next::Begins(element));
                }
                Ok(Event::End(end)) => return Some(Next::Ends(local(end.local_name().as_ref()))),
                Ok(Event::Text(text)) => {
                    return Some(Next::Text(text.xml10_content().into_owned()))
                }
                Ok(Event::CData(text)) => return Some(Next::Text(text.into_inner().into_owned())),
                Ok(Event::GeneralRef(reference)) => {
                    if let Ok(Some(c)) = reference.resolve_char_ref() {
                        return Some(Next::Text(c.to_string()));
                    }
                    // Only the five that XML itself has; a document's own are never resolved.
                    let known = match &*reference {
                        "amp" => "&",
                        "lt" => "<",
                        "gt" => ">",
                        "quot" => "\"",
                        "apos" => "'",
                        _ => continue,
                    };
                    return Some(Next::Text(known.to_owned()));
                }
                Ok(Event::Eof) => return None,
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
                Err(_) => {
                    self.is_broken = true;
                    return None;
                }
            }
        }
    }
}
