//! Drawings as pictures on a line (DrawingML, ECMA-376 part 1, 20.4), each with what it shows.

use super::emf::{self, FaceNames};
use super::xml::escaped;
use crate::text::Fonts;
use crate::typeset::length::Pt;
use crate::typeset::style::{Computed, Stylesheet};
use crate::typeset::{svg, Unset};
use scraper::ElementRef;
use std::collections::BTreeMap;

/// The drawings of a document.
pub(super) struct Drawings<'a> {
    pub fonts: &'a Fonts,
    names: FaceNames,
    /// Their files with their numbers: an icon that stands a hundred times is one.
    pub files: BTreeMap<Vec<u8>, usize>,
    placed: usize,
}

/// The relation of a file of that number.
pub(super) fn relation(number: usize) -> String {
    format!("rIdDrawing{number}")
}

/// The name of a file of that number, below `word/`.
pub(super) fn file_name(number: usize) -> String {
    format!("media/drawing{number}.emf")
}

impl<'a> Drawings<'a> {
    pub fn new(fonts: &'a Fonts) -> Self {
        Self {
            fonts,
            names: emf::face_names(fonts),
            files: BTreeMap::new(),
            placed: 0,
        }
    }

    /// An `<svg>` as the content of a run, no larger than `room`; empty where it has no size.
    pub fn xml(
        &mut self,
        element: ElementRef,
        around: &Computed,
        sheet: &Stylesheet,
        room: (Pt, Pt),
    ) -> String {
        // What cannot be set is told by who sets the pages.
        let mut drawing = svg::paint(element, around, self.fonts, sheet, &mut Unset::default());
        if drawing.width <= 0.0 || drawing.height <= 0.0 {
            return String::new();
        }
        let fit = (room.0 / drawing.width).min(room.1 / drawing.height);
        if fit < 1.0 {
            drawing.scale(fit);
        }
        /// English Metric Units in a point.
        const EMU: Pt = 12_700.0;
        let extent = format!(
            "cx=\"{}\" cy=\"{}\"",
            (drawing.width * EMU).round() as i64,
            (drawing.height * EMU).round() as i64
        );
        let next = self.files.len() + 1;
        let bytes = emf::write(&drawing, &self.names);
        let relation = relation(*self.files.entry(bytes).or_insert(next));
        self.placed += 1;
        let number = self.placed;
        let is_hidden = element.value().attr("aria-hidden") == Some("true");
        let said = match is_hidden {
            true => String::new(),
            false => escaped(&svg::alternative(element)),
        };
        let name = format!("id=\"{number}\" name=\"图 {number}\"");
        const MAIN: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
        const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
        const PLACED: &str =
            "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
        format!(
            "<w:drawing><wp:inline xmlns:wp=\"{PLACED}\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
             <wp:extent {extent}/><wp:docPr {name} descr=\"{said}\"/>\
             <a:graphic xmlns:a=\"{MAIN}\"><a:graphicData uri=\"{PICTURE}\"><pic:pic xmlns:pic=\"{PICTURE}\">\
             <pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"{relation}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext {extent}/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>\
             </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
        )
    }
}
