//! How posts are called on the pages of a department: its own in short, those of another one with
//! that.

use super::{Actor, Department, Division, Post, Ref, Unit, Workflow};

impl Unit {
    /// The department that whoever is called `name` is or belongs to, where the name does not say so.
    pub fn unsaid(&self, its: Option<Ref<Department>>, name: &str) -> Option<Ref<Department>> {
        its.filter(|department| !name.contains(&*self[*department].name))
    }

    /// Names on pages of the department `of`, each with its own department where it stands: that
    /// is told of those of another one, once where several stand in a row: 校长、财政所会计、出纳.
    pub fn told_of<'n>(
        &self,
        named: impl IntoIterator<Item = (Option<Ref<Department>>, &'n str)>,
        of: Option<Ref<Department>>,
    ) -> Vec<String> {
        let mut last = of;
        let told = named.into_iter().map(|(its, name)| {
            let is_new = its != std::mem::replace(&mut last, its) && its != of;
            let department = self.unsaid(its, name).filter(|_| is_new);
            format!("{}{name}", department.map_or("", |d| &*self[d].name))
        });
        told.collect()
    }
}

/// The names of posts on a poster of their own department, whose name is on the band: 所长,
/// where elsewhere it is 财政所所长.
pub struct OwnNames<'u> {
    unit: &'u Unit,
    department: Option<Ref<Department>>,
    /// Whether posts of another department are told with it.
    tells: bool,
    /// What the department's posts are called elsewhere, and here.
    names: Vec<(String, &'u str)>,
    /// What is said at the steps.
    said: Vec<&'u str>,
}

impl<'u> OwnNames<'u> {
    /// Those of the department of a workflow; with that of posts of others where it `tells`.
    pub fn of(unit: &'u Unit, workflow: &'u Workflow, tells: bool) -> Self {
        let department = workflow.department();
        let owner = department.map_or("", |d| unit[d].name.value.as_str());
        let posts = department.map(|department| unit.posts_of(department.index as usize));
        let names = posts.into_iter().flatten().flat_map(|post| {
            let (whole, own) = (&post.name.value, post.own_name());
            [(whole.clone(), own), (format!("{owner}{own}"), own)]
        });
        let said = workflow.steps.iter().flat_map(|step| {
            let by = step.measures.iter().map(|own| match &own.responsible {
                Some(responsible) => responsible,
                None => &unit[own.measure].responsible,
            });
            by.chain([&step.text]).map(|text| text.value.as_str())
        });
        Self {
            said: said.collect(),
            unit,
            department,
            tells,
            names: names.filter(|(whole, own)| whole != own).collect(),
        }
    }

    /// Those who act in a step.
    pub fn actors(&self, actors: &[Actor]) -> Vec<String> {
        let named = actors.iter().map(|actor| match actor {
            Actor::Post(post) if self.is_at_home(actor) => {
                (self.department, self.unit[*post].own_name())
            }
            _ => {
                let its = self.unit.department_of(actor).filter(|_| self.tells);
                (its, self.called(actor))
            }
        });
        self.unit.told_of(named, self.department)
    }

    /// A body by its short name where the words of the chart call it so: nobody reads one sheet
    /// with two names for it.
    fn called(&self, actor: &Actor) -> &'u str {
        let name = self.unit.actor_name(actor);
        let short = match actor {
            Actor::Organ(organ) => self.unit[*organ].short.as_ref(),
            _ => None,
        };
        let says = |short: &str| {
            let mut said = self.said.iter();
            said.any(|text| text.replace(name, "").contains(short))
        };
        short.map_or(name, |short| if says(short) { short } else { name })
    }

    fn is_at_home(&self, actor: &Actor) -> bool {
        self.department.is_some() && self.unit.department_of(actor) == self.department
    }

    /// 财政所所长、镇长 as 所长、镇长: each name of the list by itself.
    pub fn shortened(&self, list: &str) -> String {
        let named = list.split('、').map(|name| match self.own(name) {
            Some(own) => (self.department, own),
            None => (self.only_department(name).filter(|_| self.tells), name),
        });
        self.unit.told_of(named, self.department).join("、")
    }

    /// The department of the only post of this name.
    fn only_department(&self, name: &str) -> Option<Ref<Department>> {
        let named = self.unit.posts.iter().filter(|post| *post.name == name);
        match named.collect::<Vec<_>>().as_slice() {
            [Post {
                division: Some(Division::Department(department)),
                ..
            }] => Some(*department),
            _ => None,
        }
    }

    /// What is called `name` elsewhere, by its name here.
    fn own(&self, name: &str) -> Option<&'u str> {
        let known = self.names.iter().find(|(whole, _)| whole == name);
        known.map(|(_, own)| *own)
    }
}
