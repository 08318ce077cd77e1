//! Risk points with their classes, measures, matters of power.

use super::entities::{text_of, Entity, Written};
use super::grades::{grade, grade_by_rank};
use super::grid::Placed;
use super::items::items;
use super::people::{is_person, post_named};
use super::reader::{says_nothing, Cells, Reader};
use crate::import::ids::id;

/// The risk point of a row.
pub(super) struct Point {
    /// Its place among the entities of this run; `None` where the rules have it.
    pub(super) at: Option<usize>,
    pub(super) id: String,
    pub(super) class: String,
}

impl<'u> Reader<'u> {
    /// The risk point of a row: what it is called, and its place among the entities of this run.
    pub(super) fn risk(
        &mut self,
        cells: &Cells<'_>,
        department: Option<&str>,
        posts: &[String],
    ) -> Option<Point> {
        let cell = cells.get("risk", "behaviour")?;
        let behaviour = cell
            .plain()
            .trim_end_matches(['。', '；', ';'])
            .replace('\n', "");
        let unit = self.unit;
        if let Some(there) = unit
            .risks
            .iter()
            .find(|risk| risk.behaviour.value == behaviour)
        {
            let class = there.class.map(|class| unit[class].id.value.clone());
            return Some(Point {
                at: None,
                id: there.id.value.clone(),
                class: class.unwrap_or_default(),
            });
        }
        let class = self.class(cells);
        let at = match self.at.get(&("risk".to_owned(), behaviour.clone())) {
            Some(at) => *at,
            None => {
                let stem = class.clone().unwrap_or_else(|| "fx".to_owned());
                let taken = self.taken.entry("risk".to_owned()).or_default();
                let free = |number: &u32| !taken.contains(&format!("{stem}-{number}"));
                let number = (1..).find(free).unwrap_or(1);
                let id = self.fresh("risk", format!("{stem}-{number}"));
                let mut entity = Entity::new("risk", &id);
                entity.text("class", class.as_deref().unwrap_or_default());
                entity.text("behaviour", &behaviour);
                self.push("risk", &behaviour, entity)
            }
        };
        let entity = &mut self.entities[at];
        let consequence = cells.said("risk", "consequence");
        let consequence = consequence.trim_end_matches(['。', '；']).replace('\n', "");
        entity.text("consequence", &consequence);
        let concerns: Vec<&str> = [cells.said("department", "name"), cells.said("post", "name")]
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect();
        entity.text("concerns", &concerns.join("："));
        let organ = |id: &str| unit.organs.iter().any(|organ| organ.id.value == id);
        if let Some(department) = department.filter(|id| !organ(id)) {
            entity.add("departments", department);
        }
        for post in posts {
            entity.add("posts", post);
        }
        Some(Point {
            at: Some(at),
            id: text_of(&self.entities[at], "id"),
            class: text_of(&self.entities[at], "class"),
        })
    }

    /// The class of a row's risk point: the id that it has, or gets.
    pub(super) fn class(&mut self, cells: &Cells<'_>) -> Option<String> {
        let said = cells.get("risk", "class")?.plain().replace('\n', "");
        let name = said.trim_end_matches("风险").to_owned();
        let name = if name.is_empty() { said } else { name };
        let there = self
            .unit
            .classes
            .iter()
            .find(|class| class.name.value == name);
        if let Some(class) = there {
            return Some(class.id.value.clone());
        }
        let said = cells.said("risk", "grade");
        let by_rank = || grade_by_rank(self.unit, said).map(|grade| grade.key().to_owned());
        let grade = grade(self.unit, said).or_else(by_rank);
        let at = match self.at.get(&("class".to_owned(), name.clone())) {
            Some(at) => *at,
            None => {
                let id = self.fresh("class", id(&name, "c"));
                let mut entity = Entity::new("class", &id);
                entity.text("name", &name);
                let order = self.unit.classes.len()
                    + self.entities.iter().filter(|e| e.kind == "class").count();
                entity.set("order", Written::Number(order as i64 + 1));
                self.push("class", &name, entity)
            }
        };
        // A class has the gravest grade of its risk points.
        let rank = |id: &str| {
            self.unit
                .vocabulary
                .grades
                .iter()
                .position(|g| g.key() == id)
        };
        if let Some(grade) = grade {
            let old = text_of(&self.entities[at], "grade");
            if old.is_empty() || rank(&grade) < rank(&old) {
                self.entities[at].set("grade", Written::Text(grade));
            }
        }
        Some(text_of(&self.entities[at], "id"))
    }

    pub(super) fn authority(
        &mut self,
        cells: &Cells<'_>,
        department: Option<&str>,
        post: Option<&str>,
    ) -> Option<usize> {
        let name = cells.get("authority", "name")?.plain().replace('\n', "");
        let key = format!("{}/{name}", department.unwrap_or_default());
        if let Some(at) = self.at.get(&("authority".to_owned(), key.clone())) {
            return Some(*at);
        }
        let own = id(&name, "q");
        let id = self.fresh(
            "authority",
            department.map_or(own.clone(), |d| format!("{d}-{own}")),
        );
        let mut entity = Entity::new("authority", &id);
        if let Some(department) = department {
            entity.text("department", department);
        }
        entity.text("name", &name);
        let basis = items(cells.said("authority", "basis"));
        if !basis.is_empty() {
            entity.set("basis", Written::Texts(basis));
        }
        if let Some(post) = post {
            entity.add("posts", post);
        }
        Some(self.push("authority", &key, entity))
    }

    /// The measures of a row.
    pub(super) fn measures(&mut self, cells: &Cells<'_>, risk: Option<&Point>, placed: &Placed) {
        let Some(cell) = cells.get("measure", "text") else {
            return;
        };
        let Some(risk) = risk else {
            if !cell.is_covered {
                let message = format!("{} 的措施没有写：这一行没有风险点", cell.at);
                self.unsure(placed, cell, message, "在规则文件里给它的风险点加一条措施");
            }
            return;
        };
        let (words, actors) = self.responsible(cells, placed);
        if cell.is_covered {
            // One cell for several risk points: the same measures control them all.
            for at in self.last.clone() {
                self.entities[at].add("controls", &risk.id);
                for actor in &actors {
                    self.entities[at].add("responsible-actors", actor);
                }
                let said = text_of(&self.entities[at], "responsible");
                let more = words
                    .iter()
                    .filter(|word| !said.split('、').any(|known| known == *word));
                let all: Vec<&str> = [said.as_str()]
                    .into_iter()
                    .chain(more.map(String::as_str))
                    .collect();
                let all = all
                    .into_iter()
                    .filter(|word| !word.is_empty())
                    .collect::<Vec<_>>()
                    .join("、");
                if !all.is_empty() {
                    self.entities[at].set("responsible", Written::Text(all));
                }
            }
            return;
        }
        let known: Vec<(&str, &str)> = (self.unit.measures.iter())
            .map(|measure| (measure.text.value.as_str(), measure.id.value.as_str()))
            .collect();
        self.last.clear();
        for (number, text) in items(cell.plain()).into_iter().enumerate() {
            if let Some((_, id)) = known.iter().find(|(known, _)| *known == text) {
                self.propose("measure", id, cells, placed);
                let message = format!("{} 的措施“{text}”规则里已经有了（{id}），没有再写", cell.at);
                self.unsure(
                    placed,
                    cell,
                    message,
                    "它也控制这一个风险点的，在 controls 里加上",
                );
                continue;
            }
            let key = format!("{}/{text}", risk.id);
            if self.at.contains_key(&("measure".to_owned(), key.clone())) {
                continue;
            }
            let wanted = match number {
                0 => format!("m-{}", risk.id),
                number => format!("m-{}-{}", risk.id, number + 1),
            };
            let id = self.fresh("measure", wanted);
            let mut entity = Entity::new("measure", &id);
            entity.text("class", &risk.class);
            entity.text("text", &text);
            entity.add("controls", &risk.id);
            entity.text("responsible", &words.join("、"));
            for actor in &actors {
                entity.add("responsible-actors", actor);
            }
            entity.text("period", cells.said("measure", "period"));
            entity.text("origin", "source");
            if let Some(leader) = cells.get("measure", "leader") {
                match post_named(self.unit, leader.plain()) {
                    Some(post) => entity.text("leader", &post),
                    None => entity
                        .remarks
                        .push(("责任领导".to_owned(), leader.plain().to_owned())),
                }
            }
            let at = self.push("measure", &key, entity);
            self.last.push(at);
        }
    }

    /// Who answers for the measures of a row: in words, and whoever is known by them. A person's
    /// name is not taken, since the public edition prints this.
    pub(super) fn responsible(
        &mut self,
        cells: &Cells<'_>,
        placed: &Placed,
    ) -> (Vec<String>, Vec<String>) {
        let key = ("measure".to_owned(), "responsible".to_owned());
        let found = cells.by.get(&key).into_iter().flatten().copied();
        let mut words: Vec<String> = Vec::new();
        let mut actors: Vec<String> = Vec::new();
        for cell in found.filter(|cell| !says_nothing(cell)) {
            let names = cell.plain().split(['、', '，', '\n', ',']).map(str::trim);
            for name in names.filter(|name| !name.is_empty()) {
                let actor = self.actor(name);
                if actor.is_none() && is_person(name) {
                    if !cell.is_covered {
                        let message = format!(
                            "{} 的“{name}”看来是姓名，没有写：责任人一栏公开版也印",
                            cell.at
                        );
                        let help = "写成岗位；姓名写在岗位的 holder 里，公开版不印";
                        self.unsure(placed, cell, message, help);
                    }
                    continue;
                }
                actors.extend(actor.filter(|id| !actors.contains(id)));
                if !words.iter().any(|word| word == name) {
                    words.push(name.to_owned());
                }
            }
        }
        (words, actors)
    }
}
