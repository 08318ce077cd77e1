//! Grading records: which there are of an object, and which procedure they had to follow.

use super::norm::kinds;
use super::{Context, Demand};
use crate::date::Date;
use crate::model::{
    Actor, Department, Division, Grading, GradingObject, GradingStepKind, OrganKind, Post, Ref,
    Unit,
};

/// The object's name.
pub(super) fn name<'t>(unit: &'t Unit, object: &GradingObject) -> &'t str {
    match object {
        GradingObject::Department(r) => &unit[*r].name,
        GradingObject::Post(r) => &unit[*r].name,
    }
}

/// How norms call the object's kind.
pub(super) fn subject(object: &GradingObject) -> &'static str {
    match object {
        GradingObject::Department(_) => "department",
        GradingObject::Post(_) => "post",
    }
}

/// The gradings of an object, the oldest first.
pub(super) fn of<'t>(unit: &'t Unit, object: &GradingObject) -> Vec<&'t Grading> {
    let all = unit.gradings.iter();
    let mut own: Vec<&Grading> = all.filter(|g| g.object.as_ref() == Some(object)).collect();
    own.sort_by_key(|grading| (grading.year.value, grading.decided()));
    own
}

/// The day whose norms a grading is held against: that of its decision; today, where it has
/// come to none.
pub(super) fn day(context: &Context<'_>, grading: &Grading) -> Date {
    grading.decided().unwrap_or(context.as_of)
}

/// The norm that says which objects must be graded, if it covers this one.
pub(super) fn scope<'t>(context: &Context<'t>, object: &GradingObject) -> Option<Demand<'t>> {
    let key = match object {
        GradingObject::Department(_) => "departments",
        GradingObject::Post(_) => "posts",
    };
    context
        .demands()
        .filter(|demand| kinds::SCOPE.is_of(demand.norm) && demand.norm.word(key) == Some("all"))
        .find(|demand| context.applies(demand.norm, context.unit.place_of(*object)))
}

/// The procedure that a grading of the object follows, by the norms of its day. Of several the
/// one that prevails, or else the first: that they differ is a finding of its own.
pub(super) fn procedure<'t>(
    context: &Context<'t>,
    object: &GradingObject,
    day: Date,
) -> Option<Demand<'t>> {
    use super::opinion::Verdict;
    let all: Vec<Demand<'t>> = context
        .demands_on(day)
        .filter(|demand| {
            kinds::GRADING_PROCEDURE.is_of(demand.norm)
                && demand.norm.word("subject") == Some(subject(object))
                && context.applies(demand.norm, context.unit.place_of(*object))
        })
        .collect();
    let beaten = |demand: &Demand<'t>| {
        all.iter().any(|other| {
            other.ordinal != demand.ordinal
                && context.verdict(&other.cite, &demand.cite) == Some(Verdict::First)
        })
    };
    let chosen = all.iter().find(|demand| !beaten(demand)).or(all.first());
    chosen.cloned()
}

/// Each grading with what was graded and the procedure it had to follow.
pub(super) fn followed<'t, 'c>(
    context: &'c Context<'t>,
) -> impl Iterator<Item = (&'t Grading, GradingObject, Demand<'t>)> + use<'t, 'c> {
    context.unit.gradings.iter().filter_map(|grading| {
        let object = grading.object?;
        let day = day(context, grading);
        Some((grading, object, procedure(context, &object, day)?))
    })
}

/// The steps that the object's grading must have, in order. A member of the leadership
/// belongs to no department whose meeting could discuss the post.
pub(super) fn steps(
    context: &Context<'_>,
    procedure: &Demand<'_>,
    grading: &Grading,
) -> Vec<GradingStepKind> {
    let mut steps: Vec<GradingStepKind> = procedure
        .norm
        .words("steps")
        .filter_map(|(word, _)| GradingStepKind::from_key(word))
        .collect();
    let Some(object) = &grading.object else {
        return steps;
    };
    if department(context.unit, object).is_none() {
        steps.retain(|&step| step != GradingStepKind::Meeting);
    }
    if filing(context, grading).is_some_and(|filing| filing.is_sent)
        && !steps.contains(&GradingStepKind::File)
    {
        steps.push(GradingStepKind::File);
    }
    steps
}

/// Where a grading is filed by a norm of kind `filing`.
pub(super) struct Filing<'t> {
    pub demand: Demand<'t>,
    /// The organ it goes to.
    pub with: Actor,
    /// Whether it is sent to a body above the unit. What a body of the unit keeps in its own
    /// archive takes no step.
    pub is_sent: bool,
}

pub(super) fn filing<'t>(context: &Context<'t>, grading: &Grading) -> Option<Filing<'t>> {
    let object = grading.object.as_ref()?;
    let demand = context.demands_on(day(context, grading)).find(|demand| {
        let norm = demand.norm;
        let fits = |key, value| norm.word(key).is_none_or(|word| word == value);
        kinds::FILING.is_of(norm)
            && norm.word("record") == Some("grading")
            && fits("subject", subject(object))
            && fits("grade", grading.grade.key())
            && context.applies(norm, grading.place)
    })?;
    let with = actor(context.unit, demand.norm.word("with")?)?;
    let is_sent = match with {
        Actor::Organ(organ) => context.unit[organ].kind == OrganKind::Superior,
        _ => false,
    };
    Some(Filing {
        demand,
        with,
        is_sent,
    })
}

/// Who must review the object's grading, and by which norm; `None` where no norm says.
pub(super) fn reviewer<'t>(
    context: &Context<'t>,
    procedure: &Demand<'t>,
    object: &GradingObject,
    day: Date,
) -> Option<(Demand<'t>, Actor)> {
    let unit = context.unit;
    let special = |demand: &Demand<'_>, by_name: bool| match object {
        GradingObject::Department(_) => false,
        GradingObject::Post(post) => {
            let post = &unit[*post];
            let norm = demand.norm;
            kinds::GRADING_REVIEWER.is_of(norm)
                && context.applies(norm, post.place)
                && match by_name {
                    true => norm.words("posts").any(|(id, _)| id == *post.id),
                    false => norm.word("role") == Some(post.role.key()),
                }
        }
    };
    let find = |by_name| (context.demands_on(day)).find(|demand| special(demand, by_name));
    let (demand, word) = match find(true).or_else(|| find(false)) {
        Some(demand) => {
            let word = demand.norm.word("by")?;
            (demand, word)
        }
        None => (procedure.clone(), procedure.norm.word("reviewer")?),
    };
    let department = department(unit, object);
    let actor = match word {
        "leader" => Actor::Post(unit[department?].leader?),
        "head" => Actor::Post(head(unit, department?)?),
        id => actor(unit, id)?,
    };
    // Where the norm would have someone review himself, it has not said who does.
    (!is_same(&actor, object)).then_some((demand, actor))
}

/// Whether the actor is the object itself.
pub(super) fn is_same(actor: &Actor, object: &GradingObject) -> bool {
    match (actor, object) {
        (Actor::Post(a), GradingObject::Post(b)) => a == b,
        (Actor::Department(a), GradingObject::Department(b)) => a == b,
        _ => false,
    }
}

/// The department that the object is or belongs to.
pub(super) fn department(unit: &Unit, object: &GradingObject) -> Option<Ref<Department>> {
    match object {
        GradingObject::Department(department) => Some(*department),
        GradingObject::Post(post) => of_post(&unit[*post]),
    }
}

/// The department of a post.
pub(super) fn of_post(post: &Post) -> Option<Ref<Department>> {
    match post.division {
        Some(Division::Department(department)) => Some(department),
        _ => None,
    }
}

pub(super) fn head(unit: &Unit, department: Ref<Department>) -> Option<Ref<Post>> {
    let mut posts = unit.posts.iter().enumerate();
    let (index, post) =
        posts.find(|(_, post)| post.is_head() && of_post(post).is_some_and(|d| d == department))?;
    Some(Ref::new(index, post.id.place))
}

/// The post, department or organ with that id.
pub(super) fn actor(unit: &Unit, id: &str) -> Option<Actor> {
    let posts = unit.posts.iter().position(|p| *p.id == *id);
    let departments = unit.departments.iter().position(|d| *d.id == *id);
    let organs = unit.organs.iter().position(|o| *o.id == *id);
    posts
        .map(|i| Actor::Post(Ref::new(i, unit.posts[i].id.place)))
        .or_else(|| {
            departments.map(|i| Actor::Department(Ref::new(i, unit.departments[i].id.place)))
        })
        .or_else(|| organs.map(|i| Actor::Organ(Ref::new(i, unit.organs[i].id.place))))
}

/// Where an actor is written.
pub(super) fn place(actor: &Actor) -> crate::diagnostic::Place {
    match actor {
        Actor::Post(r) => r.place,
        Actor::Department(r) => r.place,
        Actor::Organ(r) => r.place,
    }
}

/// Months from one day to another, days left out: a grading of 25 January follows in time
/// on one of 18 January the year before.
pub(super) fn months_between(from: Date, to: Date) -> i64 {
    let months = |date: Date| i64::from(date.0.year()) * 12 + i64::from(date.0.month());
    months(to) - months(from)
}
