//! What records are about: a department or a post.

use super::{Actor, Department, Division, Grade, Grading, GradingObject, Post, Ref, Unit};
use crate::diagnostic::Place;

impl Unit {
    /// Every department, then every post: all that is graded.
    pub fn objects(&self) -> impl Iterator<Item = GradingObject> + '_ {
        let departments = self.departments.iter().enumerate();
        let posts = self.posts.iter().enumerate();
        departments
            .map(|(i, d)| GradingObject::Department(Ref::new(i, d.id.place)))
            .chain(posts.map(|(i, p)| GradingObject::Post(Ref::new(i, p.id.place))))
    }

    /// How something was graded in the year that the unit shows: of several gradings the one decided
    /// last. One without any step says nothing of that.
    pub fn current_grading(&self, object: GradingObject) -> Option<&Grading> {
        let year = i64::from(self.profile.grading_year);
        let own = self.gradings.iter().filter(|grading| {
            let is_its = grading.object == Some(object) && grading.year.value == year;
            is_its && !grading.steps.is_empty()
        });
        own.max_by_key(|grading| grading.decided())
    }

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

    /// The department that whoever acts is or belongs to.
    pub fn department_of(&self, actor: &Actor) -> Option<Ref<Department>> {
        match actor {
            Actor::Department(department) => Some(*department),
            Actor::Post(post) => match self[*post].division? {
                Division::Department(department) => Some(department),
                Division::Organ(_) => None,
            },
            Actor::Organ(_) => None,
        }
    }

    /// The grade of whoever acts; a body has none.
    pub fn actor_grade(&self, actor: &Actor) -> Option<Grade> {
        match actor {
            Actor::Department(department) => Some(self[*department].grade.value),
            Actor::Post(post) => Some(self[*post].grade.value),
            Actor::Organ(_) => None,
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

impl From<GradingObject> for Actor {
    fn from(object: GradingObject) -> Self {
        match object {
            GradingObject::Department(department) => Self::Department(department),
            GradingObject::Post(post) => Self::Post(post),
        }
    }
}
