//! How a warning level comes about: of a post by who holds it, of a risk point by where it lies.

use super::{About, Part, Said, Step, StepKind};
use crate::check::level::{by_place, by_role, ByPlace, ByRole, Importance};
use crate::check::norm::shown::Levels;
use crate::check::norm::{kinds, read::stricter_counts, Kind};
use crate::check::opinion::Object;
use crate::check::{Context, Demand};
use crate::model::{Post, Risk, Unit};
use std::collections::BTreeMap;

pub(super) fn part(context: &Context<'_>, object: Object) -> Option<Part> {
    let unit = context.unit;
    let mut part = match object {
        Object::Post(i) => of_post(context, &unit.posts[i]),
        Object::Risk(i) => of_risk(context, &unit.risks[i]),
        _ => return None,
    };
    part.concluded.dedup();
    (!part.steps.is_empty()).then_some(part)
}

fn demands<'t>(context: &Context<'t>, kind: &'static Kind) -> Vec<Demand<'t>> {
    let all = context.demands();
    all.filter(|demand| kind.is_of(demand.norm)).collect()
}

/// A level by its number, from 1.
fn said(unit: &Unit, number: i64) -> Said {
    let known = unit.vocabulary.level(number);
    Said {
        id: known.map_or_else(|| number.to_string(), |level| level.key().to_owned()),
        name: unit.vocabulary.level_warning(number),
    }
}

fn conclude(part: &mut Part) {
    let written = part.written.as_ref().map(|said| said.name.as_str());
    let wanted: Vec<&str> = part.concluded.iter().map(|s| s.name.as_str()).collect();
    let text = match (wanted.as_slice(), written) {
        ([], None) => "不定级别；规则里没有写".to_owned(),
        ([], Some(written)) => format!("不定级别；规则里写的是{written}，不一致"),
        (wanted, None) => format!("应当是{}；规则里没有写", wanted.join("、")),
        ([wanted], Some(written)) if *wanted == written => {
            format!("应当是{wanted}；规则里写的相同")
        }
        (wanted, Some(written)) => {
            format!("应当是{}；规则里写的是{written}，不一致", wanted.join("、"))
        }
    };
    let mut step = Step::new(StepKind::Conclusion, text);
    if let [one] = part.concluded.as_slice() {
        step.gives = Some(one.clone());
    }
    part.steps.push(step);
}

fn of_post(context: &Context<'_>, post: &Post) -> Part {
    let unit = context.unit;
    let mut part = Part::new(About::Level, Vec::new());
    part.written = (post.warning_level.as_ref()).map(|level| said(unit, level.value));
    for demand in demands(context, &kinds::WARNING_LEVEL_BY_ROLE) {
        if !context.applies(demand.norm, post.place) {
            continue;
        }
        let Some((level, ground)) = by_role(context, demand.norm, post) else {
            continue;
        };
        if let ByRole::Other(_) = &ground {
            part.steps.extend(important(context, post));
        }
        let who = match ground {
            ByRole::Other(Importance::No) if level.is_none() => "不是重要岗位，不定级别".to_owned(),
            ByRole::Other(Importance::No) => "其余岗位".to_owned(),
            ByRole::Other(_) => "重要岗位".to_owned(),
            ByRole::Leader | ByRole::Head => post.role.chinese().to_owned(),
        };
        let level = level.map(|level| said(unit, level));
        let text = match &level {
            Some(level) => format!("{who}定为{}", level.name),
            None => who,
        };
        let mut step = Step::new(StepKind::Norm, text).by(context, &demand);
        step.gives = level.clone();
        part.steps.push(step);
        part.concluded.extend(level);
    }
    if !part.steps.is_empty() {
        conclude(&mut part);
        part.steps.extend(met_by_place(context, post));
    }
    part
}

/// The stricter level of its risk points, where that counts.
fn met_by_place(context: &Context<'_>, post: &Post) -> Option<Step> {
    let levels = Levels::of(context.unit, post);
    let (place, risks) = levels
        .by_place
        .filter(|(place, _)| Some(*place) == levels.counts)?;
    levels.by_person.filter(|person| *person != place)?;
    let norms = demands(context, &kinds::WARNING_LEVEL_BY_PLACE);
    let demand = norms.iter().find(|demand| stricter_counts(demand.norm))?;
    let level = said(context.unit, place);
    let codes: Vec<String> = risks.iter().map(|risk| risk.code()).collect();
    let text = format!(
        "风险点 {} 按部位定为{}；从严，按{}处置",
        codes.join("、"),
        level.name,
        level.name
    );
    let mut step = Step::new(StepKind::Norm, text).by(context, demand);
    step.gives = Some(level);
    Some(step)
}

/// Why a post is one of the important ones, or not.
fn important(context: &Context<'_>, post: &Post) -> Option<Step> {
    let (importance, demand) = context.importance(post)?;
    let text = match importance {
        Importance::Role => "这类岗位是重要岗位".to_owned(),
        Importance::Powers(powers) => {
            let powers: Vec<&str> = powers.iter().map(|power| power.chinese()).collect();
            format!("握有{}，是重要岗位", powers.join("、"))
        }
        Importance::Condition => "合这一条的条件，是重要岗位".to_owned(),
        Importance::No if demand.norm.get("where").is_some() => {
            "不是这一条所说的岗位，不是重要岗位".to_owned()
        }
        Importance::No => "不是所列的岗位类型，也没有所列的权力，不是重要岗位".to_owned(),
    };
    Some(Step::new(StepKind::Norm, text).by(context, &demand))
}

fn of_risk(context: &Context<'_>, risk: &Risk) -> Part {
    let unit = context.unit;
    let mut part = Part::new(About::Level, Vec::new());
    part.written = (risk.place_level.as_ref()).map(|level| said(unit, level.value));
    let norms = demands(context, &kinds::WARNING_LEVEL_BY_PLACE);
    for demand in &norms {
        if !context.applies(demand.norm, risk.place) {
            continue;
        }
        let Some((level, ground)) = by_place(unit, demand.norm, risk) else {
            continue;
        };
        let class = risk.class.map_or("", |class| &unit[class].name.value);
        let focus = risk.focus.as_ref().map_or("", |focus| focus.chinese());
        let where_ = match ground {
            ByPlace::Class => format!("{class}类的风险点"),
            ByPlace::Focus => format!("{focus}方面的风险点"),
            ByPlace::Otherwise => "类别和方面都没有另定，其他的".to_owned(),
        };
        let level = said(unit, level);
        let text = format!("按部位，{where_}定为{}", level.name);
        let mut step = Step::new(StepKind::Norm, text).by(context, demand);
        step.gives = Some(level.clone());
        part.steps.push(step);
        part.concluded.push(level);
    }
    if part.steps.is_empty() {
        return part;
    }
    conclude(&mut part);
    part.steps.extend(met_by_person(context, risk, &norms));
    part
}

/// What counts where a post that the risk point concerns has a level of its own.
fn met_by_person(context: &Context<'_>, risk: &Risk, norms: &[Demand<'_>]) -> Vec<Step> {
    let unit = context.unit;
    let Some(place) = &risk.place_level else {
        return Vec::new();
    };
    // The posts by their own level, where it is another.
    let mut differing: BTreeMap<i64, Vec<&str>> = BTreeMap::new();
    for post in risk.posts.iter().map(|&post| &unit[post]) {
        let own = post.warning_level.as_ref().map(|level| level.value);
        if let Some(own) = own.filter(|own| *own != place.value) {
            differing.entry(own).or_default().push(&post.name.value);
        }
    }
    let precedence = norms.iter().find(|demand| stricter_counts(demand.norm));
    let tell = |(own, posts): (i64, Vec<&str>)| {
        let by_person = unit.vocabulary.level_warning(own);
        let text = format!("涉及的{}按人定为{by_person}", posts.join("、"));
        let Some(demand) = precedence else {
            let text = format!("{text}；条文没有说以哪一个为准");
            return Step::new(StepKind::Fact, text).at(place.place);
        };
        let level = said(unit, own.min(place.value));
        let text = format!("{text}；从严，按{}处置", level.name);
        let mut step = Step::new(StepKind::Norm, text).by(context, demand);
        step.gives = Some(level);
        step
    };
    differing.into_iter().map(tell).collect()
}
