//! How a grade comes about: what the rules say of the thing, what each norm makes of it, and
//! which of them holds.

use super::{About, Part, Said, Step, StepKind};
use crate::check::facts::Entity;
use crate::check::norm::read;
use crate::check::opinion::{allowed, weighed, Ground, Object, Opinion, Verdict, Weighed};
use crate::check::{is_written, Context};
use crate::diagnostic::Place;
use crate::model::{Cite, Extent, Grade, Power, Powers, Unit};

/// The object that an entity is, where it may have a grade.
pub(super) fn object(unit: &Unit, entity: &Entity) -> Option<Object> {
    let id = entity.text("id")?;
    Some(match entity.kind() {
        "department" => Object::Department(unit.departments.iter().position(|d| *d.id == *id)?),
        "post" => Object::Post(unit.posts.iter().position(|p| *p.id == *id)?),
        "class" => Object::Class(unit.classes.iter().position(|c| *c.id == *id)?),
        "risk" => Object::Risk(unit.risks.iter().position(|r| *r.id == *id)?),
        _ => return None,
    })
}

pub(super) fn part(context: &Context<'_>, object: Object) -> Option<Part> {
    let unit = context.unit;
    let grade = match object {
        Object::Department(i) => &unit.departments[i].grade,
        Object::Post(i) => &unit.posts[i].grade,
        Object::Class(i) => &unit.classes[i].grade,
        Object::Risk(i) => &unit.risks[i].grade,
    };
    let written = is_written(grade, object.place(unit)).then_some(grade.value);
    let all = weighed(context, object);
    let (holding, behind): (Vec<Weighed<'_>>, Vec<Weighed<'_>>) =
        all.into_iter().partition(|weighed| weighed.after.is_none());
    let opinions: Vec<Opinion<'_>> = holding.into_iter().map(|w| w.opinion).collect();
    let concluded = allowed(context, &opinions);
    if opinions.is_empty() && unit.vocabulary.grades.is_empty() {
        return None;
    }

    let mut steps = facts(unit, object);
    let norm = |kind, opinion: &Opinion<'_>| {
        Step::new(kind, ground(unit, object, opinion) + &opinion.note())
            .by(context, &opinion.demand)
            .gives(opinion.grade)
    };
    steps.extend(opinions.iter().map(|o| norm(StepKind::Norm, o)));
    for weighed in &behind {
        let mut step = norm(StepKind::SetAside, &weighed.opinion);
        let before = weighed.after.as_ref().map(|cite| unit.cite(cite));
        step.text.push_str(&format!(
            "；{}是特别规定，先于这一条",
            before.unwrap_or_default()
        ));
        steps.push(step);
    }
    steps.extend(settlements(context, &opinions));
    steps.push(conclusion(&concluded, written, grade.place));
    Some(Part {
        written: written.map(Said::of),
        concluded: concluded.into_iter().map(Said::of).collect(),
        ..Part::new(About::Grade, steps)
    })
}

/// What the rules say of the object that norms on grades ask for.
fn facts(unit: &Unit, object: Object) -> Vec<Step> {
    let fact = |text: String, place| Step::new(StepKind::Fact, text).at(place);
    let of_powers = |powers: Option<&Powers>, places: &[(Power, Extent, Place)], id: Place| {
        let text = match powers {
            Some(powers) => match list(powers.held()) {
                none if none.is_empty() => "没有权力".to_owned(),
                held => format!("权力：{held}"),
            },
            None => "没有写权力".to_owned(),
        };
        fact(text, places.first().map_or(id, |(.., place)| *place))
    };
    match object {
        Object::Department(i) => {
            let d = &unit.departments[i];
            vec![of_powers(d.powers.as_ref(), &d.power_places, d.id.place)]
        }
        Object::Post(i) => {
            let p = &unit.posts[i];
            vec![
                fact(format!("岗位类型：{}", p.role.chinese()), p.role.place),
                of_powers(p.powers.as_ref(), &p.power_places, p.id.place),
            ]
        }
        Object::Class(_) => Vec::new(),
        Object::Risk(i) => {
            let risk = &unit.risks[i];
            let class = risk.class.map(|class| {
                let name = &unit[class].name.value;
                fact(format!("类别：{name}"), class.place)
            });
            let scores = risk.factors.as_ref().map(|factors| {
                let scores = factors.0.iter();
                let scores = scores.map(|(factor, score)| format!("{}{score}", factor.chinese()));
                let scores: Vec<String> = scores.collect();
                fact(format!("评分：{}", scores.join("、")), factors.place)
            });
            class.into_iter().chain(scores).collect()
        }
    }
}

/// 财务审批（全部）、物资采购（部分）
fn list(powers: impl Iterator<Item = (Power, Extent)>) -> String {
    let named =
        powers.map(|(power, extent)| format!("{}（{}）", power.chinese(), extent.chinese()));
    named.collect::<Vec<_>>().join("、")
}

/// What the norm makes of the object, and why.
fn ground(unit: &Unit, object: Object, opinion: &Opinion<'_>) -> String {
    let grade = opinion.grade.chinese();
    let role = || match object {
        Object::Post(i) => unit.posts[i].role.chinese(),
        _ => "",
    };
    let condition = match opinion.demand.norm.get("where") {
        Some(_) => "合这一条的条件，",
        None => "",
    };
    let ground = match &opinion.ground {
        Ground::Powers(met) => format!("握有{}，定为{grade}", list(met.iter().copied())),
        Ground::NoPower => format!("权力不合更重的等级的条件，定为{grade}"),
        Ground::Listed => format!("列在{grade}的名单里"),
        Ground::Role => format!("{}定为{grade}", role()),
        Ground::OtherRole => format!("{}不在列出的岗位类型中，定为{grade}", role()),
        Ground::Class => format!("这一类定为{grade}"),
        Ground::Score(score) => match read::scores_for(unit, opinion.demand.norm, opinion.grade) {
            Some(scores) => format!("得 {score} 分，{scores}的为{grade}"),
            None => format!("得 {score} 分，定为{grade}"),
        },
    };
    format!("{condition}{ground}")
}

/// What the unit has decided between the articles that give different grades.
fn settlements(context: &Context<'_>, opinions: &[Opinion<'_>]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (index, second) in opinions.iter().enumerate() {
        let others = opinions[..index].iter();
        for first in others.filter(|first| first.grade != second.grade) {
            let (a, b) = (&first.demand.cite, &second.demand.cite);
            let named = |cite: &Cite| context.unit.cite(cite);
            let verdict = context.settled(a, b);
            let text = match verdict {
                Some((Verdict::First, _)) => format!("{}、{}，以前一条为准", named(a), named(b)),
                Some((Verdict::Second, _)) => format!("{}、{}，以前一条为准", named(b), named(a)),
                Some((Verdict::InWords, settlement)) => settlement.choice.value.clone(),
                None => format!("{}、{}不一致，没有选定", named(a), named(b)),
            };
            let mut step = Step::new(StepKind::Settlement, text);
            if let Some((_, settlement)) = verdict {
                step.text = format!("{}：{}", settlement.id.to_uppercase(), step.text);
                step.place = Some(settlement.id.place);
            }
            steps.push(step);
        }
    }
    steps.dedup_by(|a, b| a.text == b.text);
    steps
}

fn conclusion(concluded: &[Grade], written: Option<Grade>, place: Place) -> Step {
    let names: Vec<&str> = concluded.iter().map(|grade| grade.chinese()).collect();
    let names = names.join("、");
    let said = match concluded {
        [] => "没有条文给它定等级".to_owned(),
        [one] => format!("应当是{}", one.chinese()),
        _ => format!("条文不一致，没有选定，写{names}都可以"),
    };
    let compared = match written {
        None => "规则里没有写".to_owned(),
        Some(grade) if concluded.is_empty() => format!("规则里写的是{}", grade.chinese()),
        Some(grade) if concluded.contains(&grade) => match concluded.len() {
            1 => "规则里写的相同".to_owned(),
            _ => format!("规则里写的是{}", grade.chinese()),
        },
        Some(grade) => format!("规则里写的是{}，不一致", grade.chinese()),
    };
    let step = Step::new(StepKind::Conclusion, format!("{said}；{compared}")).at(place);
    match concluded {
        [one] => step.gives(*one),
        _ => step,
    }
}
