//! What records are about: a department or a post.

use super::{Department, Division, Grade, GradingObject, Post, Ref, Unit};
use crate::diagnostic::Place;

impl Unit {
    /// The name of a department or post.
    pub fn object_name(&self, object: GradingObject) -> &str {
        match object {
            GradingObject::Department(r) => &self[r].name,
            GradingObject::Post(r) => &self[r].name,
        }
    }

    /// The head of the table of a department or post.
    pub fn place_of(&self, object: GradingObject) -> Place {
        match object {
            GradingObject::Department(r) => self[r].place,
            GradingObject::Post(r) => self[r].place,
        }
    }

    /// The grade of a department or post.
    pub fn object_grade(&self, object: GradingObject) -> Grade {
        match object {
            GradingObject::Department(r) => self[r].grade.value,
            GradingObject::Post(r) => self[r].grade.value,
        }
    }

    /// The department that an object is or belongs to.
    pub fn department_of(&self, object: Option<GradingObject>) -> Option<Ref<Department>> {
        match object? {
            GradingObject::Department(department) => Some(department),
            GradingObject::Post(post) => match self[post].division? {
                Division::Department(department) => Some(department),
                Division::Organ(_) => None,
            },
        }
    }

    /// Whether a post heads that department.
    pub fn heads(&self, post: Ref<Post>, department: Ref<Department>) -> bool {
        let post = &self[post];
        post.is_head() && post.division == Some(Division::Department(department))
    }
}

impl GradingObject {
    /// Where the object is written.
    pub fn place(self) -> Place {
        match self {
            Self::Department(r) => r.place,
            Self::Post(r) => r.place,
        }
    }
}
