//! `[[waiver]]`: findings the unit has decided to live with, and what is wrong with waivers.

use crate::date::Date;
use crate::diagnostic::{Code, Finding, Place, SourceId};
use crate::load::{Loaded, Value};
use crate::model::{Unit, Waiver};

/// Codes up to this one say that the rules cannot be read or printed: nobody can waive that.
const STRUCTURAL: u16 = 99;

/// Takes the waived findings out of `findings`, adds what is wrong with the waivers, and
/// gives the number taken out.
pub fn apply(loaded: &Loaded, unit: &Unit, as_of: Date, findings: &mut Vec<Finding>) -> usize {
    if unit.waivers.is_empty() {
        return 0;
    }
    let entities = entities(loaded);
    let before = findings.len();
    let mut faults = Vec::new();
    for waiver in &unit.waivers {
        // Without them there is nothing to go by, and that they are missing is said already.
        if waiver.code.is_empty() || waiver.at.is_empty() {
            continue;
        }
        let (code, reach) = match read(waiver, loaded, &entities) {
            Ok(read) => read,
            Err(finding) => {
                faults.push(*finding);
                continue;
            }
        };
        if waiver.reason.is_none() {
            let message = format!("对 {code} 的豁免没有写明理由，不起作用");
            faults.push(
                Finding::error(Code::UnexplainedWaiver, waiver.place, message)
                    .help("加上 reason = \"……\""),
            );
            continue;
        }
        if let Some(until) = waiver.until.as_ref().filter(|until| until.value < as_of) {
            let message = format!("对 {code} 的豁免到{}为止", until.value.chinese());
            faults.push(
                Finding::warning(Code::ExpiredWaiver, until.place, message)
                    .help("改好所豁免的问题，删去这条豁免；确有必要的，重新定期限"),
            );
            continue;
        }
        let left = findings.len();
        findings.retain(|f| f.code != code || !f.place.is_some_and(|place| reach.covers(place)));
        if findings.len() == left {
            let message = format!("{} 没有 {code} 这样的问题可以豁免", waiver.at.value);
            faults.push(
                Finding::warning(Code::UnusedWaiver, waiver.place, message)
                    .help("问题已经改好的，删去这条豁免"),
            );
        }
    }
    let waived = before - findings.len();
    findings.append(&mut faults);
    waived
}

/// Where a waiver holds.
enum Reach {
    Files(Vec<SourceId>),
    Spans(Vec<Place>),
}

impl Reach {
    fn covers(&self, place: Place) -> bool {
        match self {
            Reach::Files(files) => files.contains(&place.source),
            Reach::Spans(spans) => spans.iter().any(|span| {
                span.source == place.source && (span.start..span.end).contains(&place.start)
            }),
        }
    }
}

/// The code of a waiver and where it holds.
fn read(
    waiver: &Waiver,
    loaded: &Loaded,
    entities: &[(String, Place)],
) -> Result<(Code, Reach), Box<Finding>> {
    let fault = |place, message: String, help: &str| {
        Box::new(Finding::error(Code::BadWaiver, place, message).help(help))
    };
    let Some(code) = Code::parse(&waiver.code) else {
        let message = format!("没有 \"{}\" 这个代码", waiver.code.value);
        let help = "写 LF309 或者 half-width-mark；全部代码见 lianfang explain";
        return Err(fault(waiver.code.place, message, help));
    };
    if code.number() <= STRUCTURAL || code.title().starts_with("豁免") {
        let message = format!("{code}（{}）不能豁免", code.title());
        return Err(fault(waiver.code.place, message, "改好所指的问题"));
    }
    let at = waiver.at.trim_end_matches('/');
    let spans: Vec<Place> = entities
        .iter()
        .filter(|(id, _)| id == at)
        .map(|(_, place)| *place)
        .collect();
    if !spans.is_empty() {
        return Ok((code, Reach::Spans(spans)));
    }
    let below =
        |path: &str| path == at || path.strip_prefix(at).is_some_and(|p| p.starts_with('/'));
    let files: Vec<SourceId> = loaded
        .sources
        .iter()
        .filter(|(_, source)| !at.is_empty() && below(&source.path))
        .map(|(id, _)| id)
        .collect();
    if files.is_empty() {
        let message = format!("没有 \"{}\" 这个编号、文件或者目录", waiver.at.value);
        let help = "写对象的编号（czs），或者规则目录下的文件（departments/czs.toml）";
        return Err(fault(waiver.at.place, message, help));
    }
    Ok((code, Reach::Files(files)))
}

/// Every entity with an id, from its head to the head of the next one in its file.
fn entities(loaded: &Loaded) -> Vec<(String, Place)> {
    let mut out = Vec::new();
    for (source, root) in &loaded.tables {
        let mut heads: Vec<(u32, Option<&str>)> = Vec::new();
        for (_, value) in &root.entries {
            let items = match &value.value {
                Value::Array(items) => items.as_slice(),
                _ => std::slice::from_ref(value),
            };
            for item in items {
                if let Value::Table(table) = &item.value {
                    let id = match table.get("id").map(|(_, id)| &id.value) {
                        Some(Value::String(id)) => Some(id.as_str()),
                        _ => None,
                    };
                    heads.push((item.place.start, id));
                }
            }
        }
        heads.sort_unstable();
        for (index, (start, id)) in heads.iter().enumerate() {
            let end = heads.get(index + 1).map_or(u32::MAX, |next| next.0);
            let place = Place {
                source: *source,
                start: *start,
                end,
            };
            out.extend(id.map(|id| (id.to_owned(), place)));
        }
    }
    out
}
