//! The few parameters of norms that pages and posters show.

use super::{kinds, read};
use crate::check::Grounds;
use crate::diagnostic::Place;
use crate::model::vocabulary::{Factor, Score};
use crate::model::{Grade, Norm, Post, Powers, Risk, Unit};

/// What a grading norm grades.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A department.
    Department,
    /// A post.
    Post,
}

/// The subject of a norm that grades departments or posts by powers or by list.
pub fn graded_by(norm: &Norm) -> Option<Subject> {
    if !kinds::GRADE_BY_POWERS.is_of(norm) && !kinds::GRADE_BY_LIST.is_of(norm) {
        return None;
    }
    subject_of(norm)
}

fn subject_of(norm: &Norm) -> Option<Subject> {
    match norm.word("subject")? {
        "department" => Some(Subject::Department),
        "post" => Some(Subject::Post),
        _ => None,
    }
}

/// The norms on what stands at a place and is of that kind, each with the index of its regulation: those
/// that grade it, by powers or by list; where there is none, who decides its grade.
pub fn grading<'t>(
    unit: &'t Unit,
    grounds: &Grounds,
    subject: Subject,
    place: Place,
) -> Vec<(usize, &'t Norm)> {
    let all = || unit.norms_by_regulation();
    let grades =
        |norm: &Norm| graded_by(norm) == Some(subject) && grounds.governs(unit, norm, place);
    let decides =
        |norm: &Norm| kinds::GRADING_PROCEDURE.is_of(norm) && subject_of(norm) == Some(subject);
    let grading: Vec<_> = all().filter(|(_, norm)| grades(norm)).collect();
    match grading.is_empty() {
        true => all().filter(|(_, norm)| decides(norm)).collect(),
        false => grading,
    }
}

/// The grade that its powers alone would give to what stands at a place, by the unit's first norm
/// that so grades it. `None` where no norm does or the powers are not known, so that the tables
/// leave the column blank.
pub fn grade_by_powers(
    unit: &Unit,
    grounds: &Grounds,
    subject: Subject,
    place: Place,
    powers: Option<&Powers>,
) -> Option<Grade> {
    let by_powers = |n: &&Norm| kinds::GRADE_BY_POWERS.is_of(n) && graded_by(n) == Some(subject);
    let mut norms = unit.norms().filter(by_powers);
    let norm = norms.find(|norm| grounds.governs(unit, norm, place))?;
    read::grade_by_powers(unit, norm, powers)
}

/// For how many days the result of a grading is public, both its first and its last counted, by the
/// unit's first norm on that.
pub fn publicity_days(unit: &Unit) -> Option<i64> {
    let norm = unit.norms().find(|norm| kinds::PUBLICITY.is_of(norm))?;
    read::count(norm, "days")
}

/// The warning levels of a post, by their number; the first is the strictest.
#[derive(Debug, Clone)]
pub struct Levels<'t> {
    /// By who holds it; `None` where it follows from another's by reference.
    pub by_person: Option<i64>,
    /// By where its risk points lie: the strictest of theirs, and those that have it.
    pub by_place: Option<(i64, Vec<&'t Risk>)>,
    /// The one that counts.
    pub counts: Option<i64>,
}

impl<'t> Levels<'t> {
    /// Of a post. What counts is the level by person, unless a norm says that of two the stricter
    /// does; a post without a level of its own has none by its risk points alone.
    pub fn of(unit: &'t Unit, post: &Post) -> Self {
        let by_person = post.warning_level.as_ref().map(|level| level.value);
        let own = unit.risks_of(post);
        let own = own.filter_map(|(_, risk)| Some((risk.place_level.as_ref()?.value, risk)));
        let own: Vec<(i64, &Risk)> = own.collect();
        let by_place = own.iter().map(|(level, _)| *level).min().map(|strictest| {
            let there = own.iter().filter(|(level, _)| *level == strictest);
            (strictest, there.map(|(_, risk)| *risk).collect())
        });
        let stricter = unit.norms().any(read::stricter_counts);
        let place = by_place.as_ref().map(|(level, _)| *level);
        let counts = match (by_person, place) {
            (Some(person), Some(place)) if stricter => Some(person.min(place)),
            (person, _) => person,
        };
        Self {
            by_person,
            by_place,
            counts,
        }
    }

    /// By person, where another level counts.
    pub fn overruled(&self) -> Option<i64> {
        self.by_person.filter(|_| self.by_person != self.counts)
    }
}

/// What a risk point scores by the factors that the unit's first norm on all of them counts; by
/// every factor where there is none. One without scores has 0.
pub fn score(unit: &Unit, risk: &Risk) -> i64 {
    let norm = unit.norms().find(|n| is_on_all_scores(n));
    match (norm, &risk.factors) {
        (Some(norm), _) => read::factor_score(unit, norm, risk).unwrap_or(0),
        (None, Some(factors)) => unit.vocabulary.score(&factors.of(|_| true)).unwrap_or(0),
        (None, None) => 0,
    }
}

/// Whether a norm grades every risk point by its scores.
fn is_on_all_scores(norm: &Norm) -> bool {
    kinds::GRADE_BY_FACTORS.is_of(norm) && norm.get("where").is_none()
}

/// How two factors, and nothing else, give the grade of a risk point.
pub struct GradedByTwo<'t> {
    norm: &'t Norm,
    how: Score,
}

impl<'t> GradedByTwo<'t> {
    /// By the unit's first norm that grades by factors, where it counts just these two and none
    /// grades some otherwise.
    pub fn new(unit: &'t Unit, first: Factor, second: Factor) -> Option<Self> {
        let mut norms = unit.norms().filter(|n| kinds::GRADE_BY_FACTORS.is_of(n));
        let norm = norms.next().filter(|norm| is_on_all_scores(norm))?;
        if norms.any(|other| !is_on_all_scores(other)) {
            return None;
        }
        let counted = |factor: &&Factor| {
            norm.get("factors").is_none() || norm.words("factors").any(|(id, _)| id == factor.key())
        };
        let counted = unit.vocabulary.factors.iter().filter(counted);
        let just_these = counted.eq([&first, &second]);
        let how = unit.vocabulary.score.filter(|_| just_these)?;
        Some(Self { norm, how })
    }

    /// How the two scores become one.
    pub fn how(&self) -> Score {
        self.how
    }

    /// The score of both, and the grade of that score.
    pub fn of(&self, unit: &Unit, first: usize, second: usize) -> (i64, Option<Grade>) {
        let scores = [first as i64, second as i64];
        let score = unit.vocabulary.score(&scores).unwrap_or(0);
        (score, read::grade_by_score(unit, self.norm, score))
    }
}
