//! The contact sheet of the posters: all of them in small, by department.

use super::chip::GradeView;
use super::issue::Issue;
use super::site::Site;
use crate::sheet::dress::Dress;
use crate::sheet::PosterView;
use serde::Serialize;

/// Path of the contact sheet, without extension.
pub const CONTACT_SHEET: &str = "posters/index";
/// Id of the group of the whole unit: no department has an underscore in its.
const UNIT: &str = "_unit";
/// Path of the file with all posters, without extension.
pub const ALL_POSTERS: &str = "posters";

/// All that `posters/index.html` shows.
#[derive(Debug, Clone, Serialize)]
pub struct ContactSheet<'p> {
    /// The frame.
    pub site: Site,
    /// The file with all of them.
    pub all: Option<String>,
    /// Whether each has its own PDF.
    pub pdf: bool,
    /// 600×900毫米.
    pub size: String,
    /// How many.
    pub count: usize,
    /// The colours of the posters.
    pub theme: Dress,
    /// Departments and bodies with posters.
    pub owners: usize,
    /// The whole unit, and the departments.
    pub groups: Vec<Group<'p>>,
}

/// A department with its posters.
#[derive(Debug, Clone, Serialize)]
pub struct Group<'p> {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: String,
    /// Its grade.
    pub grade: Option<GradeView>,
    /// Its posters.
    pub posters: Vec<&'p PosterView>,
}

impl<'p> ContactSheet<'p> {
    /// The contact sheet of these posters, which are in the order of their departments.
    pub fn new(issue: &Issue, posters: &'p [PosterView]) -> Self {
        let size = posters.first().map_or(String::new(), |p| {
            format!("{}×{}毫米", p.canvas.width_mm, p.canvas.height_mm)
        });
        let count = posters.len();
        let mut groups: Vec<Group> = Vec::new();
        for poster in posters {
            if groups
                .last()
                .is_none_or(|g| g.name != poster.department_name)
            {
                let departments = &issue.unit().departments;
                let own = departments.iter().find(|d| *d.id == poster.department);
                groups.push(Group {
                    name: poster.department_name.clone(),
                    id: match poster.department.as_str() {
                        "" => UNIT.to_owned(),
                        id => id.to_owned(),
                    },
                    grade: own.map(|d| d.grade.value.into()),
                    posters: Vec::new(),
                });
            }
            if let Some(group) = groups.last_mut() {
                group.posters.push(poster);
            }
        }
        let pdf = issue.outputs.pdf;
        Self {
            site: Site::new(issue, "../"),
            all: pdf.then(|| format!("../{ALL_POSTERS}.pdf")),
            pdf,
            size,
            count,
            theme: Dress::of(issue.unit().profile.posters.theme, issue.unit()),
            owners: groups.iter().filter(|group| group.id != UNIT).count(),
            groups,
        }
    }
}
