//! Departments and posts.

use super::entities::{text_of, Entity, Written};
use super::grid::Placed;
use super::heads::{Heads, Role};
use super::items::items;
use super::reader::{is, Cells, Reader};
use crate::import::ids::id;
use crate::model::vocabulary::RoleIs;
use crate::model::Unit;
use crate::register::read_day;

/// The ends of names of posts, by which a name is known that is no person's.
const POST_ENDS: &str = "长任记员师计纳理事人岗位部门科室所站办组委会领导者管家主席";
/// Common family names.
const FAMILY_NAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";

impl<'u> Reader<'u> {
    /// The department of a row: the id that it has, or gets.
    pub(super) fn department(
        &mut self,
        cells: &Cells<'_>,
        heads: &Heads,
        placed: &Placed,
    ) -> Option<String> {
        let name = cells
            .get("department", "name")?
            .plain()
            .replace(['\n', ' ', '　'], "");
        let unit = self.unit;
        let there = unit.departments.iter().find(|d| d.name.value == name);
        let organ = unit.organs.iter().find(|o| {
            o.name.value == name || o.full_name.as_ref().is_some_and(|full| full.value == name)
        });
        if let Some(id) = there.map(|d| &d.id.value).or(organ.map(|o| &o.id.value)) {
            return Some(id.clone());
        }
        let key = ("department".to_owned(), name.clone());
        let at = match self.at.get(&key) {
            Some(at) => *at,
            None => {
                let id = self.fresh("actor", id(&name, "d"));
                let mut entity = Entity::new("department", &id);
                entity.text("name", &name);
                let order = unit.departments.len()
                    + self
                        .entities
                        .iter()
                        .filter(|e| e.kind == "department")
                        .count();
                entity.set("order", Written::Number(order as i64 + 1));
                self.push("department", &name, entity)
            }
        };
        self.graded(at, cells.get("department", "grade"), placed);
        let others = |role: &Role| is(role, "risk", "behaviour") || is(role, "post", "name");
        if !heads.roles.iter().any(others) {
            self.graded(at, cells.get("risk", "grade"), placed);
        }
        let entity = &mut self.entities[at];
        entity.text("kind", cells.said("department", "kind"));
        if let Some(leader) = cells.get("department", "leader") {
            if let Some(post) = post_named(unit, leader.plain()) {
                entity.text("leader", &post);
            } else if !entity.remarks.iter().any(|(head, _)| head == "leader") && !leader.is_covered
            {
                entity.remarks.push((
                    unit.words().leader_in_charge.clone(),
                    leader.plain().to_owned(),
                ));
            }
        }
        for key in ["duties", "rules"] {
            let lines = items(cells.said("department", key));
            if !lines.is_empty() && !entity.has(key) {
                entity.set(key, Written::Texts(lines));
            }
        }
        Some(text_of(&self.entities[at], "id"))
    }

    /// The posts of a row: the ids that they have, or get.
    pub(super) fn posts(
        &mut self,
        cells: &Cells<'_>,
        department: Option<&str>,
        placed: &Placed,
    ) -> Vec<String> {
        let Some(cell) = cells.get("post", "name") else {
            return Vec::new();
        };
        let names: Vec<&str> = cell
            .plain()
            .split(['、', '，', '\n', ','])
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect();
        let one = |name: &&str| self.one_post(name, cells, department, names.len() == 1, placed);
        names.iter().map(one).collect()
    }

    pub(super) fn one_post(
        &mut self,
        name: &str,
        cells: &Cells<'_>,
        department: Option<&str>,
        alone: bool,
        placed: &Placed,
    ) -> String {
        let unit = self.unit;
        let there = unit.posts.iter().find(|post| {
            let of = match post.division {
                Some(crate::model::Division::Department(d)) => Some(unit[d].id.value.as_str()),
                Some(crate::model::Division::Organ(o)) => Some(unit[o].id.value.as_str()),
                None => None,
            };
            let named = post.name.value == name
                || post.short.as_ref().is_some_and(|short| short.value == name);
            named && (department.is_none() || of == department)
        });
        if let Some(post) = there {
            return post.id.value.clone();
        }
        let key = format!("{}/{name}", department.unwrap_or_default());
        let at = match self.at.get(&("post".to_owned(), key.clone())) {
            Some(at) => *at,
            None => {
                let own = id(name, "p");
                let wanted =
                    department.map_or(own.clone(), |department| format!("{department}-{own}"));
                let id = self.fresh("actor", wanted);
                let mut entity = Entity::new("post", &id);
                entity.text("name", name);
                if let Some(department) = department {
                    let organ = unit.organs.iter().any(|organ| organ.id.value == department);
                    entity.text(if organ { "organ" } else { "department" }, department);
                }
                if let Some(role) = role(unit, name, cells.said("post", "role")) {
                    entity.text("role", &role);
                }
                self.push("post", &key, entity)
            }
        };
        let is_register = cells.get("risk", "behaviour").is_some();
        self.graded(at, cells.get("post", "grade"), placed);
        if !is_register {
            self.graded(at, cells.get("risk", "grade"), placed);
        }
        if !alone {
            return text_of(&self.entities[at], "id");
        }
        let entity = &mut self.entities[at];
        entity.text("holder", cells.said("post", "holder"));
        entity.text("phone", cells.said("post", "phone"));
        entity.text("note", cells.said("post", "note"));
        if let Some(cell) = cells.get("post", "since") {
            match read_day(cell.plain()) {
                Some(day) => entity.set("since", Written::Day(day)),
                None => {
                    entity
                        .remarks
                        .push(("任职日期".to_owned(), cell.plain().to_owned()));
                    let message = format!("{} 的“{}”不是哪一天，写成了注释", cell.at, cell.plain());
                    self.unsure(placed, cell, message, "在规则里写 since = 2013-01-18");
                }
            }
        }
        text_of(&self.entities[at], "id")
    }

    /// The id of a post, department or body of that name, of the unit or of this run.
    pub(super) fn actor(&self, name: &str) -> Option<String> {
        let unit = self.unit;
        let posts = unit
            .posts
            .iter()
            .map(|post| (&post.name.value, &post.id.value));
        let departments = unit
            .departments
            .iter()
            .map(|d| (&d.name.value, &d.id.value));
        let organs = unit
            .organs
            .iter()
            .map(|organ| (&organ.name.value, &organ.id.value));
        let mut all = posts.chain(departments).chain(organs);
        if let Some((_, id)) = all.find(|(known, _)| *known == name) {
            return Some(id.clone());
        }
        let mut own = self.entities.iter().filter(|entity| {
            ["post", "department"].contains(&entity.kind.as_str())
                && text_of(entity, "name") == name
        });
        let first = own.next().map(|entity| text_of(entity, "id"));
        // 会计 of several departments is none of them.
        first.filter(|_| own.next().is_none())
    }
}

/// The kind of a post by what its column or its name says.
pub(super) fn role(unit: &Unit, name: &str, said: &str) -> Option<String> {
    let roles = &unit.vocabulary.roles;
    let named = |word: &str| roles.iter().find(|role| role.chinese() == word);
    let head = || {
        let ends = ["长", "主任", "负责人", "经理", "所长", "主席"];
        let first = !name.starts_with('副') && ends.iter().any(|end| name.ends_with(end));
        roles
            .iter()
            .find(|role| first && role.entry().is == Some(RoleIs::Head))
    };
    let inside = || {
        roles
            .iter()
            .find(|role| role.chinese().chars().count() > 1 && name.contains(role.chinese()))
    };
    let found = named(said)
        .or_else(|| named(name))
        .or_else(inside)
        .or_else(head);
    found.map(|role| role.key().to_owned())
}

/// The post of the unit with that name.
pub(super) fn post_named(unit: &Unit, name: &str) -> Option<String> {
    let post = unit.posts.iter().find(|post| post.name.value == name);
    post.map(|post| post.id.value.clone())
}

/// Whether a name seems to be a person's: two to four characters, a family name before, no word for
/// a post behind.
pub(super) fn is_person(name: &str) -> bool {
    let count = name.chars().count();
    let first = name
        .chars()
        .next()
        .is_some_and(|c| FAMILY_NAMES.contains(c));
    let last = name.chars().last().is_some_and(|c| POST_ENDS.contains(c));
    (2..=3).contains(&count) && first && !last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_a_person_is_told_from_a_post() {
        for name in ["张某", "李四", "王小明"] {
            assert!(is_person(name), "{name}");
        }
        for name in [
            "会计",
            "出纳",
            "财务科",
            "张某某科长",
            "副院长",
            "高级工程师",
            "全体人员",
            "主任",
        ] {
            assert!(!is_person(name), "{name}");
        }
    }
}
