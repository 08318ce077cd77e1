//! Classes, risk points and measures.

use super::reader::Reader;
use super::registry::Registry;
use crate::diagnostic::{Code, Finding, Spanned};
use crate::model::{Class, Factors, Grade, Id, Measure, Origin, Risk};

/// The longest text that fits a chart's margin.
const LONGEST_BRIEF_CHARS: usize = 24;

pub(super) fn class(reader: &mut Reader<'_, '_>, id: Id, registry: &Registry<'_>) -> Class {
    Class {
        id,
        name: reader.string("name"),
        order: reader.integer("order", 1..=i64::MAX).value,
        grade: reader.word("grade", Grade::Low),
        risk_article: reader.opt_cite("risk-article", registry),
        measure_article: reader.opt_cite("measure-article", registry),
        place: reader.place,
    }
}

pub(super) fn risk(reader: &mut Reader<'_, '_>, id: Id, registry: &Registry<'_>) -> Risk {
    Risk {
        id,
        class: reader.reference("class", registry),
        article: reader.cite("article", registry),
        behaviour: reader.string("behaviour"),
        consequence: reader.string("consequence"),
        brief: brief(reader),
        grade: reader.word("grade", Grade::Low),
        factors: factors(reader),
        concerns: reader.string("concerns"),
        departments: reader.references("departments", registry),
        posts: reader.references("posts", registry),
        focus: reader.opt_word("focus"),
        place_level: reader.opt_integer("place-level", 1..=3),
        place: reader.place,
    }
}

pub(super) fn measure(reader: &mut Reader<'_, '_>, id: Id, registry: &Registry<'_>) -> Measure {
    reader.missing("controls", "[\"风险点编号\"]");
    Measure {
        id,
        class: reader.reference("class", registry),
        article: reader.cite("article", registry),
        text: reader.string("text"),
        brief: brief(reader),
        controls: reader.references("controls", registry),
        responsible: reader.string("responsible"),
        responsible_actors: reader.actors("responsible-actors", registry),
        period: reader.string("period"),
        origin: reader.word("origin", Origin::Source),
        place: reader.place,
    }
}

fn brief(reader: &mut Reader<'_, '_>) -> Option<Spanned<String>> {
    let brief = reader.opt_string("brief")?;
    let length = brief.chars().count();
    if length > LONGEST_BRIEF_CHARS {
        let message = format!("brief 有 {length} 个字，多于 {LONGEST_BRIEF_CHARS} 个");
        let help = "流程图里排不下，写短一些";
        reader.fault(Code::BadValue, brief.place, message, help);
    }
    Some(brief)
}

/// The four scores; a set with a fault is no set, since its sum would mean nothing.
fn factors(reader: &mut Reader<'_, '_>) -> Option<Spanned<Factors>> {
    const EXAMPLE: &str = "{ likelihood = 2, harm = 3, discretion = 2, money = 3 }";
    reader.missing("factors", EXAMPLE);
    let table = reader.table("factors", EXAMPLE)?;
    let mut findings: Vec<Finding> = Vec::new();
    let label = format!("{}的 factors ", reader.label);
    let mut inner = Reader::new(table.value, table.place, label, &mut findings);
    let mut score = |key| u8::try_from(inner.integer(key, 1..=3).value).unwrap_or(1);
    let factors = Factors {
        likelihood: score("likelihood"),
        harm: score("harm"),
        discretion: score("discretion"),
        money: score("money"),
    };
    inner.finish();
    let sound = findings.is_empty() && table.value.broken.is_empty();
    reader.findings.append(&mut findings);
    sound.then(|| Spanned::new(factors, table.place))
}
