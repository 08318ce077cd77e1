//! The colours of grades and warning levels.

use crate::build::reader::Reader;
use crate::diagnostic::words::quoted;
use crate::diagnostic::{Code, Finding, Place, Spanned};
use crate::load::{Table, Value};
use crate::model::vocabulary::{Colour, Grade, Rgb};

/// How many grades a unit may have: with one nothing is graded, and more than six no one can
/// tell apart by colour.
pub(super) const GRADES: std::ops::RangeInclusive<usize> = 2..=6;

/// `colour = { name = "红色", fill = "#D7191F" }`; `edge` and `text` where they are given.
pub(super) fn colour(reader: &mut Reader<'_, '_>) -> Option<Colour> {
    const EXAMPLE: &str = "{ name = \"红色\", fill = \"#D7191F\" }";
    reader.missing("colour", EXAMPLE);
    let table = reader.table("colour", EXAMPLE)?;
    let label = format!("{}的 colour ", reader.label.trim_end());
    let mut inner = Reader::new(table.value, table.place, label, reader.findings);
    let name = inner.string("name").value;
    inner.missing("fill", "\"……\"");
    let fill = tone(&mut inner, "fill");
    let (edge, text) = (tone(&mut inner, "edge"), tone(&mut inner, "text"));
    let mut colour = fill.as_ref().map(|fill| Colour::new(name, fill.value));
    if let (Some(colour), Some(fill)) = (&mut colour, fill) {
        colour.edge = edge.map_or(colour.edge, |edge| edge.value);
        colour.text = text.map_or(colour.text, |text| text.value);
        let fault = if !colour.is_readable() {
            Some("上面的字看不清，字和底的对比不到 4.5")
        } else if !colour.is_visible() {
            Some("在白纸上看不清，边和白纸的对比不到 3")
        } else {
            None
        };
        if let Some(fault) = fault {
            let message = format!("{} {fault}", colour.fill.hex());
            let help = "换一个颜色，或者用 text、edge 另写字和边的颜色";
            inner.fault(Code::BadValue, fill.place, message, help);
        }
    }
    inner.finish();
    colour
}

/// A colour as `#D7191F`, where it is written.
pub(super) fn tone(reader: &mut Reader<'_, '_>, key: &'static str) -> Option<Spanned<Rgb>> {
    let text = reader.opt_string(key)?;
    let tone = Rgb::parse(&text);
    if tone.is_none() {
        let message = format!("{} 不是颜色", quoted(&text));
        let help = "写成 #D7191F 这样：红、绿、蓝各两位十六进制数";
        reader.fault(Code::BadValue, text.place, message, help);
    }
    tone.map(|tone| Spanned::new(tone, text.place))
}

/// Grades are few, and no two look alike.
pub(super) fn apart(grades: &[Grade], tables: &[(Place, &Table)], findings: &mut Vec<Finding>) {
    let Some((first, _)) = tables.first() else {
        return;
    };
    if !GRADES.contains(&tables.len()) {
        let place = tables
            .get(*GRADES.end())
            .map_or(*first, |(place, _)| *place);
        let message = format!("分了 {} 个等级", tables.len());
        let help = format!(
            "写 {} 到 {} 个，最重的写在最前面",
            GRADES.start(),
            GRADES.end()
        );
        findings.push(Finding::error(Code::BadValue, place, message).help(help));
    }
    let fill = |table: &Table| -> Option<Place> {
        match &table.get("colour")?.1.value {
            Value::Table(colour) => Some(colour.get("fill")?.1.place),
            _ => None,
        }
    };
    let place_of = |grade: Grade| {
        let own = tables.iter().find(|(_, table)| {
            matches!(table.get("id"), Some((_, Spanned { value: Value::String(id), .. })) if id == grade.key())
        });
        own.and_then(|(_, table)| fill(table))
    };
    for (index, grade) in grades.iter().enumerate() {
        let alike = |other: &&Grade| other.colour().fill.is_like(grade.colour().fill);
        let Some(before) = grades[..index].iter().find(alike) else {
            continue;
        };
        if let (Some(place), Some(first)) = (place_of(*grade), place_of(*before)) {
            let (a, b) = (grade.chinese(), before.chinese());
            let message = format!("{a}和{b}的颜色分不清");
            findings.push(
                Finding::error(Code::BadValue, place, message)
                    .help("换一个差得远的颜色")
                    .related(first, format!("{b}的颜色在这里")),
            );
        }
    }
}
