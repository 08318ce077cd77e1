//! What of a drawing is not understood is told, and nothing else is.

use crate::diagnostic::{SourceId, Sources};
use crate::load::templates::PRINT;
use crate::text::Fonts;
use crate::typeset::document::Item;
use crate::typeset::length::MM;
use crate::typeset::{typeset, Stylesheet};

/// What is told of each of these drawings.
fn told(drawings: &[&str]) -> Vec<String> {
    let style = Stylesheet::parse(PRINT, SourceId(0)).unwrap();
    let fonts = Fonts::shipped().unwrap();
    let told = |inner: &&str| {
        let svg = format!("<svg viewBox=\"0 0 9 9\" width=\"9mm\" height=\"9mm\">{inner}</svg>");
        let page = format!("<!DOCTYPE html><title>t</title><p>x{svg}</p>");
        let (_, findings, unset) = typeset(&page, &style, &fonts);
        let all = unset.findings(SourceId(0), &Sources::default());
        let all = findings
            .iter()
            .chain(&all)
            .map(|finding| finding.message.as_str());
        all.collect::<Vec<_>>().join("\n")
    };
    drawings.iter().map(told).collect()
}

#[test]
fn whatever_cannot_be_painted_is_told() {
    let cases = [
        ("<use href='#a'/>", "<use>"),
        ("<image href='a.png'/>", "<image>"),
        (
            "<foreignObject><p>甲</p></foreignObject>",
            "<foreignObject>",
        ),
        ("<defs></defs>", "<defs>"),
        ("<style>rect{fill:red}</style>", "<style>"),
        ("<linearGradient></linearGradient>", "<linearGradient>"),
        ("<svg viewBox='0 0 1 1'></svg>", "里面的 <svg>"),
        ("<tspan>甲</tspan>", "不在 <text>"),
        ("<rect opacity='0.5'/>", "opacity"),
        ("<rect style='opacity: .5'/>", "opacity"),
        (
            "<rect style='fill: red; mix-blend-mode: screen'/>",
            "mix-blend-mode",
        ),
        ("<rect filter='url(#f)'/>", "filter"),
        ("<rect clip-path='url(#f)'/>", "clip-path"),
        ("<rect wdith='3'/>", "wdith"),
        ("<rect class='alarm'/>", "alarm"),
        ("<rect fill='url(#g)'/>", "fill"),
        ("<rect fill='rgba(1,2,3,.5)'/>", "fill"),
        ("<rect style='fill:#12'/>", "fill"),
        ("<rect stroke='rde'/>", "stroke"),
        ("<rect width='50%'/>", "width"),
        ("<rect width='3mm'/>", "width"),
        ("<rect width='NaN'/>", "width"),
        ("<rect width='1e30'/>", "width"),
        ("<rect transform='turn(3)'/>", "transform"),
        ("<rect transform='rotate(3deg)'/>", "transform"),
        ("<rect transform='scale(1'/>", "transform"),
        ("<rect stroke-dasharray='1 x'/>", "stroke-dasharray"),
        ("<line stroke-linecap='round'/>", "stroke-linecap"),
        ("<polygon points='1 2 3'/>", "points"),
        ("<polygon points='1 2 x'/>", "points"),
        ("<path d='M1 2 L3'/>", "<path> 的 d"),
        ("<path d='M1 2 K3 4'/>", "第 6 个"),
        ("<path fill-rule='evenodd' d='M0 0z'/>", "fill-rule"),
        ("<text x='1 2'>甲乙</text>", "x"),
        ("<text text-anchor='left'>甲</text>", "text-anchor"),
        ("<text font-family='x'>甲</text>", "font-family"),
        ("<text transform='rotate(90)'>甲</text>", "旋转"),
        ("<g transform='scale(2 1)'><text>甲</text></g>", "旋转"),
        ("<g stroke='red'><text>甲</text></g>", "描边"),
        ("<text><tspan><tspan>甲</tspan></tspan></text>", "一层"),
        ("<text><textPath>甲</textPath></text>", "<textPath>"),
    ];
    let drawings = cases.map(|(drawing, _)| drawing);
    for ((drawing, wanted), told) in cases.iter().zip(told(&drawings)) {
        assert!(told.contains(wanted), "{drawing}: {told:?}");
    }
}

#[test]
fn what_is_painted_is_not_told() {
    let drawings = [
        "<title>甲</title><desc>乙</desc><g id='a' aria-hidden='true' data-x='1'></g>",
        "<rect x='1' y='1' width='3' height='2' rx='1' fill='#abc' stroke='none'/>",
        "<rect width='3px' height='2' style='fill: red; stroke: rgb(1,2,3); stroke-width: 2'/>",
        "<ellipse cx='4' cy='4' rx='3' ry='2' fill='transparent' stroke='currentColor'/>",
        "<circle cx='1' cy='1' r='1' opacity='1' stroke-linecap='butt' stroke-dasharray='none'/>",
        "<g transform='translate(1) rotate(30, 4 4),scale(2) skewX(3)'><path d='M0 0h1v1z'/></g>",
        "<polyline points='1,2 3,4' fill='none'/><line x2='3'/>",
        "<g stroke='red'><text stroke='none' class='hei' x='1' y='2'>甲<tspan dx='1'>乙</tspan></text></g>",
    ];
    for (drawing, told) in drawings.iter().zip(told(&drawings)) {
        assert_eq!(told, "", "{drawing}");
    }
}

/// How wide and how high a drawing comes out on paper, in millimetres.
fn printed(svg: &str) -> [f32; 2] {
    let style = Stylesheet::parse(PRINT, SourceId(0)).unwrap();
    let fonts = Fonts::shipped().unwrap();
    let page = format!("<!DOCTYPE html><title>t</title><main><figure>{svg}</figure></main>");
    let (document, _, _) = typeset(&page, &style, &fonts);
    let paths = |item: &&Item| matches!(item, Item::Path(_));
    let items = document.pages[0].items.iter().filter(paths);
    let mut all = items.map(|item| item.bounds().expect("painted"));
    let first = all.next().expect("a path");
    let [left, top, right, bottom] = all.fold(first, |a, b| {
        [
            a[0].min(b[0]),
            a[1].min(b[1]),
            a[2].max(b[2]),
            a[3].max(b[3]),
        ]
    });
    [(right - left) / MM, (bottom - top) / MM]
}

#[test]
fn a_drawing_is_as_large_as_it_says_and_as_its_column_lets_it_be() {
    let drawing = |size: &str, width: u16| {
        format!(
            "<svg viewBox='0 0 {width} 20' {size}><path d='M0 0H{width}V20C{width} 20 0 0 0 20Z'/></svg>"
        )
    };
    for (svg, wanted) in [
        (drawing("width='80mm' height='40mm'", 40), [80.0, 40.0]),
        // Without a size the units of its view box are millimetres.
        (drawing("", 40), [40.0, 20.0]),
        // The type area is 156 mm wide: what is wider shrinks in proportion.
        (drawing("", 312), [156.0, 10.0]),
    ] {
        let found = printed(&svg);
        for (found, wanted) in found.iter().zip(wanted) {
            assert!((found - wanted).abs() < 0.1, "{svg}: {found}, {wanted}");
        }
    }
}
