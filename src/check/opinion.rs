//! What the norms say an object's grade is, and which of them holds where they disagree.

use super::demand::Raised;
use super::grounds::is_more_special;
use super::norm::{kinds, read, Kind};
use super::{Context, Demand};
use crate::diagnostic::Place;
use crate::model::{Cite, Extent, Grade, Norm, Post, Power, Settlement, Unit};

/// The grade one norm gives to one object.
pub(super) struct Opinion<'t> {
    pub demand: Demand<'t>,
    pub grade: Grade,
    /// What it is about the object that gives it.
    pub ground: Ground,
    /// What is on record of the object, where that makes the grade graver.
    pub raised: Option<Raised>,
}

impl Opinion<'_> {
    /// That the grade is raised, for the end of a message.
    pub fn note(&self) -> String {
        let raised = self.raised.as_ref();
        raised.map_or_else(String::new, |raised| {
            format!(
                "（有{}，依{}升 {} 级）",
                raised.what, raised.article, raised.up
            )
        })
    }
}

/// What it is about an object that makes a norm give it a grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ground {
    /// These of its powers meet the condition of the grade.
    Powers(Vec<(Power, Extent)>),
    /// Its powers meet no condition.
    NoPower,
    /// The norm lists it.
    Listed,
    /// The norm names its kind of post.
    Role,
    /// The norm names other kinds of posts.
    OtherRole,
    /// Its class has the grade.
    Class,
    /// Its score.
    Score(i64),
}

/// An opinion, and the article of the special norm that goes before it, if there is one.
pub(super) struct Weighed<'t> {
    pub opinion: Opinion<'t>,
    pub after: Option<Cite>,
}

/// What has a grade by several norms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Object {
    Department(usize),
    Post(usize),
    Class(usize),
    Risk(usize),
}

impl Object {
    /// Every object of the unit.
    pub fn all(unit: &Unit) -> impl Iterator<Item = Object> {
        let departments = (0..unit.departments.len()).map(Object::Department);
        departments
            .chain((0..unit.posts.len()).map(Object::Post))
            .chain((0..unit.classes.len()).map(Object::Class))
            .chain((0..unit.risks.len()).map(Object::Risk))
    }

    /// The department or post with that id.
    pub fn called(unit: &Unit, kind: &str, id: &str) -> Option<Object> {
        match kind {
            "department" => {
                let at = unit.departments.iter().position(|d| *d.id == *id)?;
                Some(Object::Department(at))
            }
            "post" => Some(Object::Post(unit.posts.iter().position(|p| *p.id == *id)?)),
            _ => None,
        }
    }

    /// Its name, for a list in a finding.
    pub fn name(self, unit: &Unit) -> String {
        match self {
            Object::Department(i) => unit.departments[i].name.value.clone(),
            Object::Post(i) => unit.posts[i].name.value.clone(),
            Object::Class(i) => format!("{}类", unit.classes[i].name.value),
            Object::Risk(i) => format!("风险点 {}", unit.risks[i].code()),
        }
    }

    /// The head of its table.
    pub fn place(self, unit: &Unit) -> Place {
        match self {
            Object::Department(i) => unit.departments[i].place,
            Object::Post(i) => unit.posts[i].place,
            Object::Class(i) => unit.classes[i].place,
            Object::Risk(i) => unit.risks[i].place,
        }
    }

    /// The grade that the rules write.
    pub fn declared(self, unit: &Unit) -> Grade {
        match self {
            Object::Department(i) => unit.departments[i].grade.value,
            Object::Post(i) => unit.posts[i].grade.value,
            Object::Class(i) => unit.classes[i].grade.value,
            Object::Risk(i) => unit.risks[i].grade.value,
        }
    }
}

/// How a settlement decides between two articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    First,
    Second,
    /// In words only.
    InWords,
}

/// All that the norms say of the object's grade, by norm, but for what a special norm goes
/// before.
pub(super) fn opinions<'t>(context: &Context<'t>, object: Object) -> Vec<Opinion<'t>> {
    let weighed = weighed(context, object).into_iter();
    let holding = weighed.filter(|weighed| weighed.after.is_none());
    holding.map(|weighed| weighed.opinion).collect()
}

/// The kinds of norms that give grades.
const GRADING: [&Kind; 5] = [
    &kinds::GRADE_BY_POWERS,
    &kinds::GRADE_BY_LIST,
    &kinds::GRADE_BY_ROLE,
    &kinds::GRADE_BY_FACTORS,
    &kinds::CLASS_GRADE,
];

/// All that the norms say of the object's grade, by norm. A more special norm of the same
/// regulation goes before: 院领导一律一级 before 其余按权力, and, in one article, before a list; what a
/// list names goes before powers and before what is left over; one with a condition before one of
/// its kind without. No settlement is needed.
pub(super) fn weighed<'t>(context: &Context<'t>, object: Object) -> Vec<Weighed<'t>> {
    let grades = |norm: &Norm| {
        let mut kinds = GRADING.iter();
        norm.get("subject").is_some() && kinds.any(|kind| kind.is_of(norm))
    };
    let mut out: Vec<Opinion<'t>> = context
        .demands_of(grades)
        .filter_map(|demand| {
            let (grade, ground) = grade(context, &demand, object)?;
            let raised = context.raised(object).filter(|_| grade.rank() > 0);
            let graver = raised.map_or(0, |raised| raised.up);
            let rank = grade.rank().saturating_sub(graver);
            Some(Opinion {
                demand,
                grade: *context.unit.vocabulary.grades.get(rank)?,
                ground,
                raised: raised.cloned(),
            })
        })
        .collect();
    out.sort_by_key(|opinion| opinion.demand.ordinal);
    let before = out.iter().map(|opinion| {
        let mut others = out.iter();
        let special = others.find(|other| goes_before(other, opinion));
        special.map(|special| special.demand.cite.clone())
    });
    let before: Vec<Option<Cite>> = before.collect();
    let weigh = |(opinion, after)| Weighed { opinion, after };
    out.into_iter().zip(before).map(weigh).collect()
}

/// Whether the one is by a special provision of the regulation by which the other is the general
/// one.
fn goes_before(special: &Opinion<'_>, general: &Opinion<'_>) -> bool {
    let (one, other) = (&special.demand, &general.demand);
    let article = |cite: &Cite| cite.path.as_ref().map(|path| path.article());
    let by_ground = match (&general.ground, &special.ground) {
        (Ground::Powers(_) | Ground::NoPower, Ground::Role | Ground::Listed) => true,
        (Ground::OtherRole, Ground::Listed) => true,
        (Ground::Listed, Ground::Role) => article(&one.cite) == article(&other.cite),
        _ => false,
    };
    one.cite.regulation == other.cite.regulation
        && (by_ground || is_more_special(one.norm, other.norm))
}

/// The grades that the object may have: those against which no opinion binds. More than one
/// where articles disagree and nothing decides between them; none where no norm grades it.
pub(super) fn allowed(context: &Context<'_>, opinions: &[Opinion<'_>]) -> Vec<Grade> {
    let mut grades = context.unit.vocabulary.grades.clone();
    grades.retain(|&grade| {
        let mut others = opinions.iter().filter(|o| o.grade != grade);
        !opinions.is_empty() && !others.any(|o| context.binds_at(o, opinions, grade))
    });
    grades
}

fn grade(context: &Context<'_>, demand: &Demand<'_>, object: Object) -> Option<(Grade, Ground)> {
    let (unit, norm) = (context.unit, demand.norm);
    // What chooses among the risk points of a class says nothing of the class as a whole.
    let of_class = matches!(object, Object::Class(_)) && norm.get("where").is_some();
    if of_class || !context.applies(norm, object.place(unit)) {
        return None;
    }
    let subject = norm.word("subject")?;
    let is = |kind: &Kind| kind.is_of(norm);
    let by_powers = |powers| {
        let (grade, met) = read::graded_by_powers(unit, norm, powers)?;
        let ground = match met.is_empty() {
            true => Ground::NoPower,
            false => Ground::Powers(met),
        };
        Some((grade, ground))
    };
    let by_list = |id| Some((listed(unit, demand, id)?, Ground::Listed));
    let by_class = |class: &str| {
        let same = norm.word("class") == Some(class);
        let grade = same.then(|| read::grade(unit, norm, "grade")).flatten()?;
        Some((grade, Ground::Class))
    };
    match (subject, object) {
        ("department", Object::Department(i)) if is(&kinds::GRADE_BY_POWERS) => {
            by_powers(unit.departments[i].powers.as_ref())
        }
        ("post", Object::Post(i)) if is(&kinds::GRADE_BY_POWERS) => {
            let post = &unit.posts[i];
            let mut excepted = norm.words("except-roles").map(|(role, _)| role);
            match excepted.any(|role| role == post.role.key()) {
                true => None,
                false => by_powers(post.powers.as_ref()),
            }
        }
        ("department", Object::Department(i)) if is(&kinds::GRADE_BY_LIST) => {
            by_list(unit.departments[i].id.as_str())
        }
        ("post", Object::Post(i)) if is(&kinds::GRADE_BY_LIST) => {
            by_list(unit.posts[i].id.as_str())
        }
        ("post", Object::Post(i)) if is(&kinds::GRADE_BY_ROLE) => {
            by_role(unit, demand, &unit.posts[i])
        }
        (_, Object::Class(i)) if is(&kinds::CLASS_GRADE) => by_class(&unit.classes[i].id),
        ("risk", Object::Risk(i)) if is(&kinds::CLASS_GRADE) => {
            by_class(&unit[unit.risks[i].class?].id)
        }
        ("risk", Object::Risk(i)) if is(&kinds::GRADE_BY_FACTORS) => {
            let score = read::factor_score(unit, norm, &unit.risks[i])?;
            let grade = read::grade_by_score(unit, norm, score)?;
            Some((grade, Ground::Score(score)))
        }
        _ => None,
    }
}

fn listed(unit: &Unit, demand: &Demand<'_>, id: &str) -> Option<Grade> {
    let mut grades = unit.vocabulary.grades.iter().copied();
    grades.find(|&grade| read::listed_for(demand.norm, grade).any(|(word, _)| word == id))
}

fn by_role(unit: &Unit, demand: &Demand<'_>, post: &Post) -> Option<(Grade, Ground)> {
    match listed(unit, demand, post.role.key()) {
        Some(grade) => Some((grade, Ground::Role)),
        None => {
            let rest = read::grade(unit, demand.norm, "otherwise")?;
            Some((rest, Ground::OtherRole))
        }
    }
}

impl<'t> Context<'t> {
    /// How the unit has settled a disagreement between two articles; `None` where it has not.
    ///
    /// A settlement speaks of an article when it names it or, where it says which article
    /// prevails, one that holds it. One in words only must name both articles themselves, and
    /// naming a whole regulation is never enough: otherwise a settlement about, say, dates of
    /// entry into force would silence every contradiction between two regulations.
    pub fn verdict(&self, first: &Cite, second: &Cite) -> Option<Verdict> {
        Some(self.settled(first, second)?.0)
    }

    /// That, and the settlement that decides so.
    pub fn settled(&self, first: &Cite, second: &Cite) -> Option<(Verdict, &'t Settlement)> {
        let settlements = self.unit.settlements.iter();
        let verdicts = settlements.filter_map(|s| Some((decides(s, first, second)?, s)));
        // One that says which article prevails is worth more than one in words.
        verdicts.min_by_key(|(verdict, _)| *verdict == Verdict::InWords)
    }

    /// Whether the unit must follow `opinion` on `object`: no other norm that disagrees
    /// prevails over it, nor is the declared grade one that an undecided disagreement allows.
    pub fn binds(&self, opinion: &Opinion<'_>, others: &[Opinion<'_>], object: Object) -> bool {
        self.binds_at(opinion, others, object.declared(self.unit))
    }

    /// The same, were the grade `declared`.
    pub fn binds_at(&self, opinion: &Opinion<'_>, others: &[Opinion<'_>], declared: Grade) -> bool {
        others
            .iter()
            .filter(|other| other.grade != opinion.grade)
            .all(
                |other| match self.verdict(&opinion.demand.cite, &other.demand.cite) {
                    Some(Verdict::First) => true,
                    Some(Verdict::Second) => false,
                    Some(Verdict::InWords) | None => other.grade != declared,
                },
            )
    }
}

/// What the settlement decides between two articles, if it is about them.
pub(super) fn decides(settlement: &Settlement, first: &Cite, second: &Cite) -> Option<Verdict> {
    if !(speaks_of(settlement, first) && speaks_of(settlement, second)) {
        return None;
    }
    let Some(prevails) = &settlement.prevails else {
        return Some(Verdict::InWords);
    };
    // One that prevails over both, or over neither, decides something else.
    match (holds(prevails, first), holds(prevails, second)) {
        (true, false) => Some(Verdict::First),
        (false, true) => Some(Verdict::Second),
        _ => None,
    }
}

/// Whether the settlement is about the article.
fn speaks_of(settlement: &Settlement, cite: &Cite) -> bool {
    let mut between = settlement.between.iter().map(|b| &b.value);
    match settlement.prevails {
        Some(_) => between.any(|named| named.path.is_some() && holds(named, cite)),
        None => between.any(|named| named == cite),
    }
}

/// Whether `whole` is the place `part` or holds it.
pub(super) fn holds(whole: &Cite, part: &Cite) -> bool {
    whole.regulation == part.regulation
        && match (&whole.path, &part.path) {
            (None, _) => true,
            (Some(whole), Some(part)) => part.lies_in(whole),
            (Some(_), None) => false,
        }
}
