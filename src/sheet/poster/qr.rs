//! The QR code that leads to a poster's page, as vectors.

use crate::sheet::geometry::Rect;
use qrcodegen::{QrCode, QrCodeEcc};
use serde::Serialize;
use std::fmt::Write;

/// Blank modules around the code (ISO/IEC 18004 6.3.8).
const QUIET: i32 = 4;

/// A QR code.
pub struct Qr {
    code: QrCode,
}

/// A QR code in its place.
#[derive(Debug, Clone, Serialize)]
pub struct QrPlate {
    /// The white ground, quiet zone included.
    pub rect: Rect,
    /// The dark modules as SVG path data.
    pub path: String,
}

impl Qr {
    /// The code of an address, or by how many characters it is too long: a module must not
    /// be smaller than `least` of the side `side`, both in the same unit.
    pub fn of(address: &str, side: f32, least: f32) -> Result<Self, usize> {
        let of = |text: &str| {
            // Level M: a scratched poster still reads. The crate adds more where it is free.
            let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
            Some(Self { code }).filter(|qr| side / qr.modules() >= least)
        };
        of(address).ok_or_else(|| {
            let all: Vec<char> = address.chars().collect();
            let fits = |less: &usize| of(&String::from_iter(&all[..all.len() - less])).is_some();
            (1..all.len()).find(fits).unwrap_or(all.len())
        })
    }

    /// Width of the quiet zone of a code of side `side`.
    pub fn quiet(&self, side: f32) -> f32 {
        side * QUIET as f32 / self.modules()
    }

    fn modules(&self) -> f32 {
        (self.code.size() + 2 * QUIET) as f32
    }

    /// The code on its ground, quiet zone within `rect`. Modules that touch in a row are one box, so
    /// that no hairline shows between them.
    pub fn plate(&self, rect: Rect) -> QrPlate {
        let unit = rect.width / self.modules();
        let at = |from: f32, n: i32| {
            let mm = from + (n + QUIET) as f32 * unit;
            (f64::from(mm) * 1000.0).round() / 1000.0
        };
        let mut path = String::new();
        for y in 0..self.code.size() {
            let (top, bottom) = (at(rect.y, y), at(rect.y, y + 1));
            let mut x = 0;
            while x < self.code.size() {
                let start = x;
                while x < self.code.size() && self.code.get_module(x, y) {
                    x += 1;
                }
                if x > start {
                    let (left, right) = (at(rect.x, start), at(rect.x, x));
                    let _ = write!(path, "M{left} {top}H{right}V{bottom}H{left}Z");
                }
                x += 1;
            }
        }
        QrPlate { rect, path }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_too_long_says_by_how_much() {
        let long = format!("https://www.example.gov.cn/{}", "a".repeat(300));
        let excess = Qr::of(&long, 66.0, 1.1).err().unwrap();
        let shorter: String = long.chars().take(long.len() - excess).collect();
        assert!(Qr::of(&shorter, 66.0, 1.1).is_ok());
        let longer: String = long.chars().take(long.len() - excess + 1).collect();
        assert!(Qr::of(&longer, 66.0, 1.1).is_err());
    }
}
