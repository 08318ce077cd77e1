//! What a new entity belongs to. Where its id does not say so and nothing else does, it is
//! refused: in the wrong file, below the wrong department, it would be found by nobody.

use super::place::{Entities, Entity};
use super::wanted::Wanted;
use crate::cli::NewArgs;
use crate::diagnostic::words::{meant, quoted};

/// What a new thing may belong to: a department, or a body without departments.
pub(super) const DIVISIONS: [&str; 2] = ["department", "organ"];
/// How many choices a refusal lists.
const MOST_LISTED: usize = 12;

/// The entities that the new one belongs to: as the command line says, else by its id (`cw-kj`
/// is of `cw`, `m-zj-3` controls `zj-3`), else because there is only one.
pub(super) struct Near<'a> {
    /// The department or body of a post, a workflow, a matter, a risk point or a record.
    pub division: Option<Entity<'a>>,
    /// The class of a risk point or a measure.
    pub class: Option<Entity<'a>>,
    /// The risk point that a measure controls.
    pub risk: Option<Entity<'a>>,
}

impl<'a> Near<'a> {
    /// Those that `wanted` belongs to.
    ///
    /// # Errors
    /// That nobody can tell, for a person.
    pub fn new(
        wanted: &Wanted,
        args: &NewArgs,
        department: &str,
        entities: &Entities<'a>,
    ) -> Result<Self, String> {
        let mut near = Self {
            division: named(&args.department, "--department", &DIVISIONS, entities)?,
            class: named(&args.class, "--class", &["class"], entities)?,
            risk: None,
        };
        let id = wanted.id.as_deref().unwrap_or_default();
        match wanted.kind.as_str() {
            "post" | "workflow" | "authority" => {
                near.division = near
                    .division
                    .or_else(|| division_before(id, entities))
                    .or_else(|| only(entities.of("department")));
                if near.division.is_none() {
                    return Err(unknown(wanted, department, entities));
                }
            }
            "risk" => near.place_risk(id, entities),
            "measure" => near.place_measure(id, entities),
            _ if wanted.is_record => {
                near.division = near.division.or_else(|| only(entities.of("department")));
            }
            _ => {}
        }
        let is_placed = near.division.is_some() || near.class.is_some() || near.risk.is_some();
        if matches!(wanted.kind.as_str(), "risk" | "measure") && !is_placed {
            return Err(unknown(wanted, department, entities));
        }
        Ok(near)
    }

    fn place_risk(&mut self, id: &str, entities: &Entities<'a>) {
        self.class = self.class.or_else(|| entities.before("class", id));
        self.division = self.division.or_else(|| division_before(id, entities));
        match (self.class, self.division) {
            (Some(class), None) => {
                let siblings = entities.of("risk").filter(|r| r.text("class") == class.id);
                let departments = siblings.flat_map(|risk| risk.texts("departments"));
                self.division = one(departments).and_then(|id| entities.find("department", id));
            }
            (None, Some(division)) => {
                let siblings = entities.of("risk").filter(|r| is_of(r, division, entities));
                let classes = siblings.map(|risk| risk.text("class"));
                self.class = one(classes).and_then(|id| entities.find("class", id));
            }
            (None, None) => self.class = only(entities.of("class")),
            (Some(_), Some(_)) => {}
        }
    }

    fn place_measure(&mut self, id: &str, entities: &Entities<'a>) {
        let id = id.strip_prefix("m-").unwrap_or(id);
        let same = entities.find("risk", id);
        self.risk = same.or_else(|| entities.before("risk", id));
        if let Some(risk) = self.risk {
            let class = entities.find("class", risk.text("class"));
            self.class = self.class.or(class);
            return;
        }
        self.class = self.class.or_else(|| entities.before("class", id));
        self.division = self.division.or_else(|| division_before(id, entities));
        // The one of them that nothing controls yet.
        let controlled: Vec<&str> = entities
            .of("measure")
            .flat_map(|measure| measure.texts("controls"))
            .collect();
        let open = entities.of("risk").filter(|risk| {
            let of_class = self
                .class
                .is_none_or(|class| risk.text("class") == class.id);
            let of_division = self
                .division
                .is_none_or(|division| is_of(risk, division, entities));
            of_class && of_division && !controlled.contains(&risk.id)
        });
        let is_placed = self.class.is_some() || self.division.is_some();
        self.risk = only(open).filter(|_| is_placed);
        if let (None, Some(risk)) = (self.class, self.risk) {
            self.class = entities.find("class", risk.text("class"));
        }
    }

    /// The id of the department or body; empty where there is none.
    pub fn division_id(&self) -> &'a str {
        self.division.map_or("", |division| division.id)
    }

    /// What it belongs to, for a person; empty where that is left to fill in.
    pub fn told(&self) -> String {
        let names = [self.division, self.class].into_iter().flatten();
        let names: Vec<String> = names
            .map(|of| format!("{}（{}）", of.text("name"), of.id))
            .chain(self.risk.map(|risk| format!("风险点 {}", risk.id)))
            .collect();
        match names.is_empty() {
            true => String::new(),
            false => format!("，归{}", names.join("、")),
        }
    }
}

/// Whether an entity is of that department or body; a risk point is of a body by its posts.
pub(super) fn is_of(entity: &Entity<'_>, division: Entity<'_>, entities: &Entities<'_>) -> bool {
    let is_own = |post: &str| {
        let post = entities.find("post", post);
        post.is_some_and(|post| post.text(division.kind) == division.id)
    };
    match division.kind {
        "department" if entity.texts("departments").contains(&division.id) => true,
        "organ" if entity.kind == "risk" && entity.texts("posts").into_iter().any(is_own) => true,
        kind => entity.text(kind) == division.id,
    }
}

/// The department or body that an id begins with, the longer one of two.
fn division_before<'a>(id: &str, entities: &Entities<'a>) -> Option<Entity<'a>> {
    let found = DIVISIONS
        .iter()
        .filter_map(|kind| entities.before(kind, id));
    found.max_by_key(|entity| entity.id.len())
}

/// The entity that an option names.
fn named<'a>(
    id: &Option<String>,
    option: &str,
    kinds: &[&str],
    entities: &Entities<'a>,
) -> Result<Option<Entity<'a>>, String> {
    let Some(id) = id else { return Ok(None) };
    let found = kinds.iter().find_map(|kind| entities.find(kind, id));
    if found.is_some() {
        return Ok(found);
    }
    let all: Vec<Entity<'_>> = kinds.iter().flat_map(|kind| entities.of(kind)).collect();
    let near = meant(
        id,
        all.iter().map(|entity| (entity.id, entity.text("name"))),
    );
    let near = near.map_or(String::new(), |near| format!("，是不是要写 {near}？"));
    Err(format!(
        "{option}：没有编号是 {} 的{near}\n  可以写：{}\n",
        quoted(id),
        listed(&all)
    ))
}

/// Why a thing is not written: nobody can tell whose it is.
fn unknown(wanted: &Wanted, department: &str, entities: &Entities<'_>) -> String {
    let id = wanted.id.as_deref().unwrap_or_default();
    let of = |kinds: &[&str]| -> Vec<Entity<'_>> {
        kinds.iter().flat_map(|kind| entities.of(kind)).collect()
    };
    let (divisions, classes) = (of(&DIVISIONS), of(&["class"]));
    let by_class = matches!(wanted.kind.as_str(), "risk" | "measure");
    let (whose, example) = match (by_class, classes.first(), divisions.first()) {
        (true, Some(class), _) => (format!("哪个{department}、哪个类别"), class.id),
        (_, _, Some(division)) => (format!("哪个{department}或者机构"), division.id),
        _ => (format!("哪个{department}"), "cw"),
    };
    let prefix = if wanted.kind == "measure" { "m-" } else { "" };
    let mut out = format!(
        "看不出{} {id} 归{whose}，没有写\n  编号以所属的编号和连字符开头，例如 {prefix}{example}-1；或者加上 --department 编号",
        wanted.named
    );
    if by_class {
        out += "、--class 编号";
    }
    out += &format!("\n  {department}、机构：{}\n", listed(&divisions));
    if by_class {
        out += &format!("  类别：{}\n", listed(&classes));
    }
    out
}

/// `cw 财务股 · xk 行政审批股`
fn listed(all: &[Entity<'_>]) -> String {
    let shown = all.iter().take(MOST_LISTED);
    let mut names: Vec<String> = shown
        .map(|entity| format!("{} {}", entity.id, entity.text("name")))
        .collect();
    if all.len() > MOST_LISTED {
        names.push("……".to_owned());
    }
    names.join(" · ")
}

/// The entity that is alone.
fn only<'a>(mut all: impl Iterator<Item = Entity<'a>>) -> Option<Entity<'a>> {
    let first = all.next();
    first.filter(|_| all.next().is_none())
}

/// The id that all of them are.
fn one<'a>(mut ids: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let first = ids.next()?;
    ids.all(|id| id == first).then_some(first)
}
