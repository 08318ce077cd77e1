//! Classes, risk points and measures.

use super::reader::Reader;
use super::registry::Registry;
use crate::diagnostic::{Code, Finding, Spanned};
use crate::model::{Class, Factors, Id, Measure, Origin, Risk};

/// The longest text that fits a chart's margin.
const LONGEST_BRIEF_CHARS: usize = 24;

pub(super) fn class(reader: &mut Reader<'_, '_>, id: Id, registry: &Registry<'_>) -> Class {
    Class {
        id,
        name: reader.string("name"),
        order: reader.integer("order", 1..=i64::MAX).value,
        grade: super::grade(reader, registry),
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
        grade: super::grade(reader, registry),
        factors: factors(reader, registry),
        concerns: reader.string("concerns"),
        departments: reader.references("departments", registry),
        posts: reader.references("posts", registry),
        focus: reader.opt_term("focus", &registry.vocabulary.focuses),
        place_level: super::level(reader, "place-level", registry),
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
        line: reader.opt_word("line").map(|line| line.value),
        leader: reader.opt_reference("leader", registry),
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

/// The scores; a set with a fault is no set, since its sum would mean nothing. A unit that has
/// no factors scores nothing.
fn factors(reader: &mut Reader<'_, '_>, registry: &Registry<'_>) -> Option<Spanned<Factors>> {
    let list = &registry.vocabulary.factors;
    if list.is_empty() && !reader.has("factors") {
        return None;
    }
    let scores: Vec<String> = list.iter().map(|f| format!("{} = 2", f.key())).collect();
    let example = format!("{{ {} }}", scores.join(", "));
    reader.missing("factors", &example);
    let table = reader.table("factors", &example)?;
    let mut findings: Vec<Finding> = Vec::new();
    let label = format!("{}的 factors ", reader.label);
    let mut inner = Reader::new(table.value, table.place, label, &mut findings);
    let mut factors = Factors::default();
    for factor in list {
        let most = factor.entry().scale.len() as i64;
        let score = inner.integer(factor.key(), 1..=most.max(1)).value;
        factors.0.push((*factor, u8::try_from(score).unwrap_or(1)));
    }
    inner.finish();
    let sound = findings.is_empty() && table.value.broken.is_empty();
    reader.findings.append(&mut findings);
    sound.then(|| Spanned::new(factors, table.place))
}
