//! What an element of a drawing says of itself, held against what can be painted. Nothing is
//! dropped: what is not understood is noted, and becomes a finding.

use super::{Paint, Painter};
use crate::typeset::length::Colour;
use scraper::ElementRef;
use std::str::FromStr;

/// Elements that are painted, or that name what is.
const ELEMENTS: &[&str] = &[
    "svg", "g", "a", "rect", "circle", "ellipse", "line", "polygon", "polyline", "path", "text",
    "tspan", "title", "desc",
];
/// Attributes that say nothing of how an element looks on paper.
const NAMES: &[&str] = &[
    "id",
    "class",
    "role",
    "lang",
    "tabindex",
    "focusable",
    "href",
    "xmlns",
    "version",
    "xlink",
];
/// How an element looks; as attributes or in `style`.
const PAINT: &[&str] = &[
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "font-size",
    "letter-spacing",
    "text-anchor",
    "transform",
];
/// Properties that are not understood, but do nothing with these values.
const IDLE: &[(&str, &[&str])] = &[
    ("opacity", &["1"]),
    ("fill-opacity", &["1"]),
    ("stroke-opacity", &["1"]),
    ("fill-rule", &["nonzero"]),
    ("stroke-linecap", &["butt"]),
    ("stroke-linejoin", &["miter"]),
    ("stroke-miterlimit", &["4"]),
    ("stroke-dashoffset", &["0"]),
    ("visibility", &["visible"]),
    ("display", &["inline"]),
    ("dominant-baseline", &["auto", "alphabetic"]),
    ("font-style", &["normal"]),
    ("font-weight", &["normal", "400"]),
    ("text-decoration", &["none"]),
];
/// Classes of the built-in drawings that only the screen knows.
const SCREEN_CLASSES: &[&str] = &["sheet", "icon", "step", "lying"];

/// The attributes that place an element.
fn geometry(element: &str) -> &'static [&'static str] {
    match element {
        "svg" => &["width", "height", "viewBox", "viewbox"],
        "rect" => &["x", "y", "width", "height", "rx", "ry"],
        "circle" => &["cx", "cy", "r"],
        "ellipse" => &["cx", "cy", "rx", "ry"],
        "line" => &["x1", "y1", "x2", "y2"],
        "polygon" | "polyline" => &["points"],
        "path" => &["d"],
        "text" => &["x", "y"],
        "tspan" => &["x", "y", "dx", "dy"],
        _ => &[],
    }
}

/// The attributes of an element, the declarations of its `style` among them.
pub(super) struct Attributes<'e> {
    pub(super) element: ElementRef<'e>,
    declared: Vec<(&'e str, &'e str)>,
}

impl<'e> Attributes<'e> {
    pub(super) fn of(element: ElementRef<'e>) -> Self {
        let style = element.value().attr("style").unwrap_or("");
        let declared = style.split(';').filter(|part| !part.trim().is_empty());
        let declared = declared.map(|part| {
            let (name, value) = part.split_once(':').unwrap_or((part, ""));
            (name.trim(), value.trim())
        });
        Self {
            element,
            declared: declared.collect(),
        }
    }

    /// A value: `style` goes before the attribute of the same name.
    pub(super) fn get(&self, name: &str) -> Option<&'e str> {
        let declared = self.declared.iter().rev().find(|(own, _)| *own == name);
        let declared = declared.map(|(_, value)| *value);
        declared.or_else(|| self.element.value().attr(name).map(str::trim))
    }
}

impl Painter<'_> {
    /// Notes what cannot be painted of an element.
    pub(super) fn dropped(&mut self, element: ElementRef, name: &str, message: String, help: &str) {
        let value = element.value().attr(name).or_else(|| {
            let style = element.value().attr("style")?;
            style.contains(name).then_some(style)
        });
        let name = if element.value().attr(name).is_none() && value.is_some() {
            "style"
        } else {
            name
        };
        let tag = element.value().name();
        let value = value.unwrap_or("");
        self.unset.drop(tag, name, value, message, help);
    }

    /// Notes a value that is not understood.
    pub(super) fn not_understood(&mut self, attributes: &Attributes, name: &str, help: &str) {
        let value: String = attributes
            .get(name)
            .unwrap_or("")
            .chars()
            .take(40)
            .collect();
        let tag = attributes.element.value().name();
        let message = format!("图里 <{tag}> 的 {name} 不能是 \"{value}\"");
        self.dropped(attributes.element, name, message, help);
    }

    /// Notes what of an element is not known. Gives whether it may be painted.
    pub(super) fn known(&mut self, attributes: &Attributes) -> bool {
        let element = attributes.element;
        let tag = element.value().name();
        if !ELEMENTS.contains(&tag) {
            let message = format!("图里的 <{tag}> 印不出来");
            let help = format!("可以用的：{}", ELEMENTS.join("、"));
            self.dropped(element, "", message, &help);
            return false;
        }
        let own = element.value().attrs().filter(|(name, _)| *name != "style");
        let all: Vec<(&str, &str)> = own.chain(attributes.declared.iter().copied()).collect();
        for (name, value) in all {
            let idle = IDLE
                .iter()
                .any(|(own, values)| *own == name && values.contains(&value.trim()));
            let other = name.starts_with("aria-") || name.starts_with("data-");
            let known = NAMES.contains(&name) || PAINT.contains(&name);
            if !(known || idle || other || geometry(tag).contains(&name)) {
                let message = format!("图里 <{tag}> 的 {name} 印不出来");
                let help = "去掉它，改用印得出来的写法，见 docs/print.md";
                self.dropped(element, name, message, help);
            }
        }
        for class in element.value().classes() {
            let screen = SCREEN_CLASSES.contains(&class) || class.starts_with("theme-");
            if !screen && !self.sheet.knows_class(class) {
                let message = format!("图里的 class \"{class}\" 在 print.toml 里没有规则");
                let help = "颜色、粗细写成属性；字体在 print.toml 里加一条规则";
                self.dropped(element, "class", message, help);
            }
        }
        true
    }

    /// A number; 0 where it is none.
    pub(super) fn number(&mut self, attributes: &Attributes, name: &str) -> f32 {
        self.optional(attributes, name).unwrap_or(0.0)
    }

    /// A number, where it is written.
    pub(super) fn optional(&mut self, attributes: &Attributes, name: &str) -> Option<f32> {
        let found = number(attributes.get(name)?);
        if found.is_none() {
            self.not_understood(attributes, name, "写成一个数，不带单位");
        }
        found
    }

    /// Numbers with blanks or commas between them.
    pub(super) fn numbers(&mut self, attributes: &Attributes, name: &str) -> Vec<f32> {
        let found = attributes.get(name).map(numbers);
        if found == Some(None) {
            self.not_understood(attributes, name, "写成几个数，用空格或者逗号隔开，不带单位");
        }
        found.flatten().unwrap_or_default()
    }

    /// `none`, a colour, or `var(--name)`: a colour of the drawing's theme.
    pub(super) fn colour(
        &mut self,
        attributes: &Attributes,
        name: &str,
        parent: &Paint,
    ) -> Option<Colour> {
        let text = attributes.get(name)?;
        match text {
            "none" | "transparent" => return None,
            "currentColor" | "currentcolor" => return Some(parent.text_colour),
            _ => {}
        }
        let variable = text
            .strip_prefix("var(--")
            .and_then(|rest| rest.strip_suffix(')'));
        let Some(variable) = variable else {
            let found = plain_colour(text);
            if found.is_none() {
                let help = "写成 #AE1220、red、none，或者 var(--…) 用上墙图的颜色；不能半透明";
                self.not_understood(attributes, name, help);
            }
            return found;
        };
        let found = self.theme.and_then(|colours| colours.get(variable));
        if found.is_none() {
            self.unset.colours.insert(variable.to_owned());
        }
        found.copied()
    }
}

/// A colour by its number or its name; none that shines through.
fn plain_colour(text: &str) -> Option<Colour> {
    let colour = svgtypes::Color::from_str(text).ok()?;
    (colour.alpha == u8::MAX).then_some(Colour(colour.red, colour.green, colour.blue))
}

/// A number that a page can have; `px` is what numbers mean anyway.
fn number(text: &str) -> Option<f32> {
    let text = text.trim();
    let number: f32 = text.strip_suffix("px").unwrap_or(text).parse().ok()?;
    (number.abs() < 1e7).then_some(number)
}

/// All numbers of a list.
pub(super) fn numbers(text: &str) -> Option<Vec<f32>> {
    let parts = text.split(|c: char| c == ',' || c.is_whitespace());
    parts.filter(|part| !part.is_empty()).map(number).collect()
}
