//! What the norms say an object's grade is, and which of them holds where they disagree.

use super::norm::{kinds, read, Kind};
use super::{Context, Demand};
use crate::model::{Cite, Grade, Norm, Post, Settlement, Unit};

/// The grade one norm gives to one object.
pub(super) struct Opinion<'t> {
    pub demand: Demand<'t>,
    pub grade: Grade,
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

    /// Its name, for a list in a finding.
    pub fn name(self, unit: &Unit) -> String {
        match self {
            Object::Department(i) => unit.departments[i].name.value.clone(),
            Object::Post(i) => unit.posts[i].name.value.clone(),
            Object::Class(i) => format!("{}类", unit.classes[i].name.value),
            Object::Risk(i) => format!("风险点 {}", unit.risks[i].code()),
        }
    }

    fn declared(self, unit: &Unit) -> Grade {
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

/// All that the norms say of the object's grade, by norm.
pub(super) fn opinions<'t>(context: &Context<'t>, object: Object) -> Vec<Opinion<'t>> {
    let mut out: Vec<Opinion<'t>> = context
        .demands()
        .filter_map(|demand| {
            let grade = grade(context.unit, &demand, object)?;
            Some(Opinion { demand, grade })
        })
        .collect();
    out.sort_by_key(|opinion| opinion.demand.ordinal);
    special_first(context.unit, object, out)
}

/// Leaves out what a more special norm of the same regulation says otherwise: 院领导一律一级
/// goes before 其余按权力, and, in one article, before a list; no settlement is needed.
fn special_first<'t>(unit: &Unit, object: Object, opinions: Vec<Opinion<'t>>) -> Vec<Opinion<'t>> {
    let Object::Post(post) = object else {
        return opinions;
    };
    let role = unit.posts[post].role.key();
    // What the norm says of the kind of post itself; not what it leaves over.
    let is_special = |norm: &Norm| {
        let mut grades = unit.vocabulary.grades.iter();
        let names = |grade: &Grade| read::listed_for(norm, *grade).any(|(word, _)| word == role);
        kinds::GRADE_BY_ROLE.is_of(norm) && grades.any(names)
    };
    let special: Vec<Cite> = (opinions.iter())
        .filter(|opinion| is_special(opinion.demand.norm))
        .map(|opinion| opinion.demand.cite.clone())
        .collect();
    let general = |opinion: &Opinion<'_>| {
        let own = &opinion.demand.cite;
        let article = |cite: &Cite| cite.path.as_ref().map(|path| path.article());
        special.iter().any(|cite| {
            let by_powers = kinds::GRADE_BY_POWERS.is_of(opinion.demand.norm);
            let listed = kinds::GRADE_BY_LIST.is_of(opinion.demand.norm);
            let here = cite.regulation == own.regulation;
            here && (by_powers || listed && article(cite) == article(own))
        })
    };
    let mut opinions = opinions;
    opinions.retain(|opinion| !general(opinion));
    opinions
}

fn grade(unit: &Unit, demand: &Demand<'_>, object: Object) -> Option<Grade> {
    let norm = demand.norm;
    let subject = norm.word("subject")?;
    let is = |kind: &Kind| kind.is_of(norm);
    match (subject, object) {
        ("department", Object::Department(i)) if is(&kinds::GRADE_BY_POWERS) => {
            read::grade_by_powers(unit, norm, unit.departments[i].powers.as_ref())
        }
        ("post", Object::Post(i)) if is(&kinds::GRADE_BY_POWERS) => {
            let post = &unit.posts[i];
            let mut excepted = norm.words("except-roles").map(|(role, _)| role);
            match excepted.any(|role| role == post.role.key()) {
                true => None,
                false => read::grade_by_powers(unit, norm, post.powers.as_ref()),
            }
        }
        ("department", Object::Department(i)) if is(&kinds::GRADE_BY_LIST) => {
            listed(unit, demand, &unit.departments[i].id)
        }
        ("post", Object::Post(i)) if is(&kinds::GRADE_BY_LIST) => {
            listed(unit, demand, &unit.posts[i].id)
        }
        ("post", Object::Post(i)) if is(&kinds::GRADE_BY_ROLE) => {
            by_role(unit, demand, &unit.posts[i])
        }
        (_, Object::Class(i)) if is(&kinds::CLASS_GRADE) => {
            let class = norm.word("class") == Some(unit.classes[i].id.as_str());
            class.then(|| read::grade(unit, norm, "grade")).flatten()
        }
        ("risk", Object::Risk(i)) if is(&kinds::CLASS_GRADE) => {
            let class = &unit[unit.risks[i].class?];
            let same = norm.word("class") == Some(class.id.as_str());
            same.then(|| read::grade(unit, norm, "grade")).flatten()
        }
        ("risk", Object::Risk(i)) if is(&kinds::GRADE_BY_FACTORS) => {
            let score = read::factor_score(unit, norm, &unit.risks[i])?;
            read::grade_by_score(unit, norm, score)
        }
        _ => None,
    }
}

fn listed(unit: &Unit, demand: &Demand<'_>, id: &str) -> Option<Grade> {
    let mut grades = unit.vocabulary.grades.iter().copied();
    grades.find(|&grade| read::listed_for(demand.norm, grade).any(|(word, _)| word == id))
}

fn by_role(unit: &Unit, demand: &Demand<'_>, post: &Post) -> Option<Grade> {
    listed(unit, demand, post.role.key()).or_else(|| read::grade(unit, demand.norm, "otherwise"))
}

impl<'t> Context<'t> {
    /// How the unit has settled a disagreement between two articles; `None` where it has not.
    ///
    /// A settlement speaks of an article when it names it or, where it says which article
    /// prevails, one that holds it. One in words only must name both articles themselves, and
    /// naming a whole regulation is never enough: otherwise a settlement about, say, dates of
    /// entry into force would silence every contradiction between two regulations.
    pub fn verdict(&self, first: &Cite, second: &Cite) -> Option<Verdict> {
        let settlements = self.unit.settlements.iter();
        let verdicts = settlements.filter_map(|settlement| decides(settlement, first, second));
        // One that says which article prevails is worth more than one in words.
        verdicts.min_by_key(|verdict| *verdict == Verdict::InWords)
    }

    /// Whether the unit must follow `opinion` on `object`: no other norm that disagrees
    /// prevails over it, nor is the declared grade one that an undecided disagreement allows.
    pub fn binds(&self, opinion: &Opinion<'_>, others: &[Opinion<'_>], object: Object) -> bool {
        let declared = object.declared(self.unit);
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
