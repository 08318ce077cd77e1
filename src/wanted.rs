//! Whose posters are made, whose duties are shown: as `--department` says, else everybody's.

use crate::diagnostic::words::{meant, quoted};
use crate::model::{Actor, Unit};

/// Departments and bodies, by their place in the unit's lists.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The departments.
    pub departments: Vec<usize>,
    /// The bodies.
    pub bodies: Vec<usize>,
    /// Whether nobody is named, so that all are.
    all: bool,
}

impl Wanted {
    /// Those with the `ids`; all where none is named.
    ///
    /// # Errors
    /// That one of them is nobody's, for a person.
    pub fn new(unit: &Unit, ids: &[String]) -> Result<Self, String> {
        if ids.is_empty() {
            return Ok(Self {
                departments: (0..unit.departments.len()).collect(),
                bodies: (0..unit.organs.len()).collect(),
                all: true,
            });
        }
        let mut wanted = Self {
            departments: Vec::new(),
            bodies: Vec::new(),
            all: false,
        };
        for id in ids {
            let department = unit.departments.iter().position(|d| *d.id == *id);
            let body = unit.organs.iter().position(|organ| *organ.id == *id);
            match (department, body) {
                (Some(index), _) => wanted.departments.push(index),
                (None, Some(index)) => wanted.bodies.push(index),
                (None, None) => return Err(unknown(unit, id)),
            }
        }
        Ok(wanted)
    }

    /// Whether all departments are, so that what is the unit's own is wanted too.
    pub fn is_all(&self) -> bool {
        self.all
    }

    /// Whether something is wanted that is of `object`; of the unit itself, where all are.
    pub fn has(&self, unit: &Unit, object: Option<Actor>) -> bool {
        let Some(object) = object.filter(|_| !self.all) else {
            return self.all;
        };
        match (object, unit.department_of(&object)) {
            (Actor::Organ(organ), _) => self.bodies.contains(&(organ.index as usize)),
            (_, Some(department)) => self.departments.contains(&(department.index as usize)),
            (_, None) => false,
        }
    }
}

fn unknown(unit: &Unit, id: &str) -> String {
    let departments = unit.departments.iter();
    let departments: Vec<_> = departments
        .map(|d| (d.id.as_str(), d.name.as_str()))
        .collect();
    let bodies = unit.organs.iter().flat_map(|organ| {
        let names = [
            Some(&organ.name),
            organ.full_name.as_ref(),
            organ.short.as_ref(),
        ];
        let names = names.into_iter().flatten();
        names.map(|name| (organ.id.as_str(), name.as_str()))
    });
    let near = meant(id, departments.iter().copied().chain(bodies));
    let near = near.map_or(String::new(), |near| format!("，是不是要写 {near}？"));
    let what = match departments.is_empty() {
        true => "机构",
        false => unit.words().department.as_str(),
    };
    let all: Vec<String> = departments
        .iter()
        .map(|(id, name)| format!("{id} {name}"))
        .collect();
    let all = match all.is_empty() {
        true => String::new(),
        false => format!("  可以写：{}\n", all.join(" · ")),
    };
    format!("没有编号是 {} 的{what}{near}\n{all}", quoted(id))
}
