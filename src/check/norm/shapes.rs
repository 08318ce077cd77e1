//! Shapes that parameters of several kinds have.

use super::shape::{words, Allowed, Entity, Listed, Shape};
use crate::model::GradingStepKind;

/// The unit's grades.
pub(in crate::check) const GRADES: Allowed = Allowed::Listed(Listed::Grades);

/// The unit's powers.
pub(in crate::check) const POWERS: Allowed = Allowed::Listed(Listed::Powers);

/// What is graded.
pub(in crate::check) const SUBJECT: Shape = Shape::Word(Allowed::These(&["department", "post"]));

/// A grade.
pub(in crate::check) const GRADE: Shape = Shape::Word(GRADES);

/// The steps of a grading.
pub(in crate::check) const GRADING_STEPS: Shape =
    Shape::Words(Allowed::Of(words::<GradingStepKind>));

/// An organ's id.
pub(in crate::check) const ORGAN: Shape = Shape::Id(&[Entity::Organ], &[]);

/// Whoever may act.
pub(in crate::check) const ACTOR: &[Entity] = &[Entity::Post, Entity::Department, Entity::Organ];

/// Kinds of posts.
pub(in crate::check) const ROLES: Shape = Shape::Words(Allowed::Listed(Listed::Roles));

/// A number of days, months, years, persons.
pub(in crate::check) const AT_LEAST_ONE: Shape = Shape::Count(1, i64::MAX);

/// A warning level.
pub(in crate::check) const LEVEL: Shape = Shape::Level;

/// How often.
pub(in crate::check) const PERIOD: Shape = Shape::Word(Allowed::These(&[
    "month",
    "quarter",
    "half-year",
    "year",
    "two-years",
]));

/// A kind of post.
pub(in crate::check) const ROLE: Shape = Shape::Word(Allowed::Listed(Listed::Roles));
