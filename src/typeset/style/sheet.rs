//! The sheets of paper and the page number: `[sheets]` and `[page-number]` of `print.toml`.

use crate::text::FontRole;
use crate::typeset::length::Length;
use serde::Deserialize;

/// A sheet of paper with its type area (版心).
#[derive(Debug, Clone, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
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
    #[serde(default)]
    pub half_leading: Option<Length>,
    /// Whether the content is turned: read landscape, its head at the left edge.
    #[serde(default)]
    pub turned: bool,
    /// Whether even pages are mirrored, for printing on both sides.
    #[serde(default)]
    pub mirrored: bool,
}

/// The page number (GB/T 9704 7.5).
#[derive(Debug, Clone, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PageNumber {
    /// Its face.
    pub font: FontRole,
    /// Its size.
    pub size: Length,
    /// Distance of its dashes from the 版心.
    pub below: Length,
    /// Distance from the outer edge of the 版心, in characters of its size.
    pub indent: Length,
}
