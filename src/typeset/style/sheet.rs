//! The sheets of paper and the page number: `[sheets]` and `[page-number]` of `print.toml`.

use super::read::{Limits, Reader};
use crate::diagnostic::Spanned;
use crate::text::FontRole;
use crate::typeset::length::Length;

/// A sheet of paper with its type area (版心).
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Width of the upright sheet.
    pub width: Length,
    /// Height of the upright sheet.
    pub height: Length,
    /// 天头: top margin.
    pub top: Length,
    /// 订口: margin at the binding edge, left on odd pages.
    pub binding: Length,
    /// Width of the 版心 on the upright sheet.
    pub body_width: Length,
    /// Height of the 版心 on the upright sheet.
    pub body_height: Length,
    /// Half of what the leading is more than the size: the grid of lines begins and ends this
    /// far outside the 版心, so that 22 lines fill it from the top of the first line's characters
    /// to the bottom of the last line's (GB/T 9704 3.2, 5.2.3).
    pub half_leading: Option<Length>,
    /// Whether the content is turned: read landscape, its head at the left edge.
    pub turned: bool,
    /// Whether even pages are mirrored, for printing on both sides.
    pub mirrored: bool,
}

/// The page number (GB/T 9704 7.5).
#[derive(Debug, Clone, PartialEq)]
pub struct PageNumber {
    /// Its face.
    pub font: FontRole,
    /// Its size.
    pub size: Length,
    /// Its size on sheets that are counted among those they hang together with.
    pub sheets_size: Length,
    /// Distance of its dashes from the 版心.
    pub below: Length,
    /// Distance from the outer edge of the 版心, in characters of its size.
    pub indent: Length,
}

impl Sheet {
    /// Reads a table of `[sheets]`.
    pub(super) fn read(mut reader: Reader) -> Option<Self> {
        let (paper, margin) = (Limits::PAPER, Limits::MARGIN);
        let width = reader.required("width", paper, "\"210mm\"");
        let height = reader.required("height", paper, "\"297mm\"");
        let top = reader.required("top", margin, "\"37mm\"");
        let binding = reader.required("binding", margin, "\"28mm\"");
        let body_width = reader.required("body-width", paper, "\"156mm\"");
        let body_height = reader.required("body-height", paper, "\"225mm\"");
        let half_leading = reader.optional("half-leading", margin);
        let turned = reader.optional("turned", Limits::Any);
        let mirrored = reader.optional("mirrored", Limits::Any);
        let pt = |length: Length| length.pt(0.0, 0.0);
        let wider = |inner: &Option<Spanned<Length>>, margin: Option<Length>, paper| {
            let (inner, margin, paper): (_, _, Length) = (inner.as_ref()?, margin?, paper?);
            // 0.01 pt: 28 mm + 156 mm + 26 mm need not be 210 mm to the last bit.
            (pt(inner.value) + pt(margin) > pt(paper) + 0.01).then_some(inner.place)
        };
        if let Some(place) = wider(&body_width, binding, width) {
            let message = "订口加版心宽，比纸还宽";
            reader.refuse(place, message, "改小 binding 或者 body-width");
        }
        if let Some(place) = wider(&body_height, top, height) {
            let message = "天头加版心高，比纸还高";
            reader.refuse(place, message, "改小 top 或者 body-height");
        }
        reader.finish();
        Some(Self {
            width: width?,
            height: height?,
            top: top?,
            binding: binding?,
            body_width: body_width?.value,
            body_height: body_height?.value,
            half_leading,
            turned: turned.unwrap_or(false),
            mirrored: mirrored.unwrap_or(false),
        })
    }
}

impl PageNumber {
    /// Reads `[page-number]`.
    pub(super) fn read(mut reader: Reader) -> Option<Self> {
        let font = reader.required("font", Limits::Any, "\"song\"");
        let size = reader.required("size", Limits::Absolute(1.0, 100.0), "\"4号\"");
        let below = reader.required("below", Limits::BLANK, "\"7mm\"");
        let indent = reader.required("indent", Limits::BLANK, "\"1字\"");
        let sheets_size = reader.optional("sheets-size", Limits::Absolute(1.0, 100.0));
        reader.finish();
        Some(Self {
            font: font?,
            size: size?,
            sheets_size: sheets_size.or(size)?,
            below: below?,
            indent: indent?,
        })
    }
}
