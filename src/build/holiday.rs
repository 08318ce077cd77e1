//! `[[holiday]]`: days that the built-in calendar does not have.

use super::reader::Reader;
use super::registry::Registry;
use crate::diagnostic::{Code, Finding, Place};
use crate::model::holiday::{in_the_week, worked_by_calendar};
use crate::model::{Date, Holiday, Id};
use std::collections::BTreeMap;

pub(super) fn holiday(reader: &mut Reader<'_, '_>, _: Id, _: &Registry<'_>) -> Holiday {
    let written = reader.has("year");
    let holiday = Holiday {
        year: reader.integer("year", 1950..=2199),
        off: reader.opt_dates("off"),
        worked: reader.opt_dates("worked"),
    };
    let year = holiday.year.value;
    let mut seen: BTreeMap<Date, Place> = BTreeMap::new();
    for (day, worked) in (holiday.off.iter().map(|day| (day, false)))
        .chain(holiday.worked.iter().map(|day| (day, true)))
    {
        let shown = day.chinese();
        let before = seen.get(&day.value).copied();
        if let Some(before) = before {
            let message = format!("{shown}写了两次");
            let finding = Finding::error(Code::BadValue, day.place, message)
                .help("一天只写一次，放假的写进 off，上班的写进 worked")
                .related(before, "已写在此处");
            reader.findings.push(finding);
            continue;
        }
        seen.insert(day.value, day.place);
        if written && i64::from(day.0.year()) != year {
            let message = format!("{shown}不在{year}年");
            let help = format!("写进 year = {} 的那张 [[holiday]]", day.0.year());
            reader.fault(Code::BadValue, day.place, message, help);
        } else if worked && worked_by_calendar(day.value).unwrap_or(in_the_week(day.value)) {
            let message = format!("{shown}本来就上班");
            let finding = Finding::warning(Code::BadValue, day.place, message)
                .help("worked 只写调休上班的周六、周日，核对日期");
            reader.findings.push(finding);
        }
    }
    holiday
}

/// Reports a year that two tables speak of.
pub(super) fn years_twice(holidays: &[Holiday], findings: &mut Vec<Finding>) {
    let mut seen: BTreeMap<i64, Place> = BTreeMap::new();
    for holiday in holidays {
        let year = &holiday.year;
        match seen.get(&year.value) {
            Some(&first) if first != year.place => findings.push(
                Finding::error(
                    Code::DuplicateId,
                    year.place,
                    format!("已有{}年的 [[holiday]]", year.value),
                )
                .help("两张合成一张")
                .related(first, "已在此处定义"),
            ),
            _ => {
                seen.insert(year.value, year.place);
            }
        }
    }
}
