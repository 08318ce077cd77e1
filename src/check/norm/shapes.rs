//! Shapes that parameters of several kinds have.

use super::shape::{words, Allowed, Entity, Shape};
use crate::model::{Grade, GradingStepKind, Power, Role};

/// The three grades as words, for kinds with one parameter a grade.
pub(in crate::check) const GRADES: Allowed = Allowed::Of(words::<Grade>);

/// The powers as words.
pub(in crate::check) const POWERS: Allowed = Allowed::Of(words::<Power>);

/// What is graded.
pub(in crate::check) const SUBJECT: Shape = Shape::Word(Allowed::These(&["department", "post"]));

/// A grade.
pub(in crate::check) const GRADE: Shape = Shape::Word(GRADES);

/// The steps of a grading.
pub(in crate::check) const STEPS: Shape = Shape::Words(Allowed::Of(words::<GradingStepKind>));

/// An organ's id.
pub(in crate::check) const ORGAN: Shape = Shape::Id(&[Entity::Organ], &[]);

/// Whoever may act.
pub(in crate::check) const ACTOR: &[Entity] = &[Entity::Post, Entity::Department, Entity::Organ];

/// Kinds of posts.
pub(in crate::check) const ROLES: Shape = Shape::Words(Allowed::Of(words::<Role>));

/// A number of days, months, years, persons.
pub(in crate::check) const AT_LEAST_ONE: Shape = Shape::Count(1, i64::MAX);

/// A warning level.
pub(in crate::check) const LEVEL: Shape = Shape::Count(1, 3);

/// How often.
pub(in crate::check) const PERIOD: Shape = Shape::Word(Allowed::These(&[
    "month",
    "quarter",
    "half-year",
    "year",
    "two-years",
]));
