//! The rows of tables, one after the other: what is there already, what is new, what is not known.

use super::entities::{text_of, Entity};
use super::grades::{grade, grade_by_rank};
use super::grid::{Grid, GridCell, Placed};
use super::heads::{is_row, Heads, Role};
use super::points::Point;
use super::proposals::Proposal;
use crate::diagnostic::{Code, Finding};
use crate::model::Unit;
use std::collections::{BTreeMap, BTreeSet};

/// What stands in a cell that says what the one above says.
const SAME_AS_ABOVE: [&str; 5] = ["同上", "〃", "″", "\"", "”"];
/// What stands in a cell that says nothing.
const NOTHING: [&str; 6] = ["", "无", "—", "-", "/", "——"];

/// What came of a run: the entities, in their order, over all tables of all files.
pub struct Reader<'u> {
    pub unit: &'u Unit,
    /// The file at hand.
    pub file: String,
    /// How many tables were known.
    pub tables: usize,
    /// Entities to be written.
    pub entities: Vec<Entity>,
    /// Where an entity stands, by kind and name.
    pub(super) at: BTreeMap<(String, String), usize>,
    /// Ids that are taken, by kind.
    pub(super) taken: BTreeMap<String, BTreeSet<String>>,
    /// What is called a grade and is one by its rank only, told once.
    pub(super) ranked: BTreeSet<String>,
    /// The measures of the row before.
    pub(super) last: Vec<usize>,
    /// What the rows say of what the unit has.
    pub proposals: Vec<Proposal>,
    /// What was not sure or not taken.
    pub findings: Vec<Finding>,
}

/// A row's cells by what their columns are.
pub(super) struct Cells<'g> {
    pub(super) by: BTreeMap<(String, String), Vec<&'g GridCell>>,
}

impl<'g> Cells<'g> {
    pub fn get(&self, kind: &str, key: &str) -> Option<&'g GridCell> {
        let found = self.by.get(&(kind.to_owned(), key.to_owned()))?;
        found.iter().copied().find(|cell| !says_nothing(cell))
    }

    pub fn said(&self, kind: &str, key: &str) -> &'g str {
        self.get(kind, key).map_or("", |cell| cell.plain())
    }
}

pub(super) fn says_nothing(cell: &GridCell) -> bool {
    NOTHING.contains(&cell.plain())
}

impl<'u> Reader<'u> {
    /// A reader beside what the unit has already.
    pub fn new(unit: &'u Unit) -> Self {
        let mut taken: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut take = |kind: &str, ids: Vec<String>| {
            taken.entry(kind.to_owned()).or_default().extend(ids);
        };
        let actors = (unit.departments.iter().map(|d| d.id.value.clone()))
            .chain(unit.posts.iter().map(|p| p.id.value.clone()))
            .chain(unit.organs.iter().map(|o| o.id.value.clone()));
        take("actor", actors.collect());
        take(
            "class",
            unit.classes.iter().map(|c| c.id.value.clone()).collect(),
        );
        take(
            "risk",
            unit.risks.iter().map(|r| r.id.value.clone()).collect(),
        );
        take(
            "measure",
            unit.measures.iter().map(|m| m.id.value.clone()).collect(),
        );
        take(
            "authority",
            unit.authorities
                .iter()
                .map(|a| a.id.value.clone())
                .collect(),
        );
        Self {
            unit,
            file: String::new(),
            tables: 0,
            entities: Vec::new(),
            at: BTreeMap::new(),
            taken,
            ranked: BTreeSet::new(),
            last: Vec::new(),
            proposals: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// Takes in a table with a head.
    pub fn table(&mut self, grid: &Grid, heads: &Heads, placed: &Placed) {
        self.tables += 1;
        self.around(grid, heads, placed);
        // What cells say that are left empty below one, and mean the same: 部门, 类别, 风险点.
        let mut above: BTreeMap<usize, GridCell> = BTreeMap::new();
        for row in &grid.rows[heads.rows.1..] {
            if row.iter().all(|cell| cell.plain().is_empty()) {
                continue;
            }
            if !is_row(row) && !heads.goes_on(row) {
                self.told(row, placed, "表下面的说明没有写进规则");
                continue;
            }
            let mut row: Vec<GridCell> = row.clone();
            for (column, cell) in row.iter_mut().enumerate() {
                let same = SAME_AS_ABOVE.contains(&cell.plain());
                if same || (cell.plain().is_empty() && self.goes_on(&heads.roles[column], heads)) {
                    if let Some(before) = above.get(&column) {
                        cell.said = before.said.clone();
                        cell.is_covered = true;
                    }
                } else {
                    above.insert(column, cell.clone());
                }
                if cell.is_error {
                    let message = format!("{} 是公式的错误 {}，没有写", cell.at, cell.said);
                    self.unsure(
                        placed,
                        cell,
                        message,
                        "在原表里改好公式，或者直接在规则里填",
                    );
                    cell.said.clear();
                }
            }
            match heads.ledger {
                Some(_) => self.record(&row, heads, placed),
                None => self.row(&row, heads, placed),
            }
        }
    }

    /// Whether an empty cell of such a column means what the one above says.
    pub(super) fn goes_on(&self, role: &Role, heads: &Heads) -> bool {
        if heads.ledger.is_some() {
            return false;
        }
        let register = heads.roles.iter().any(|role| is(role, "risk", "behaviour"));
        is(role, "department", "name")
            || (register
                && (is(role, "risk", "class")
                    || is(role, "risk", "behaviour")
                    || is(role, "post", "name")))
    }

    pub(super) fn unsure(&mut self, placed: &Placed, cell: &GridCell, message: String, help: &str) {
        let place = placed.place(cell);
        self.findings
            .push(Finding::warning(Code::ImportUnsure, place, message).help(help));
    }

    /// Tells of the title above a table and of columns that are so by a part of their name.
    pub(super) fn around(&mut self, grid: &Grid, heads: &Heads, placed: &Placed) {
        for row in &grid.rows[..heads.rows.0] {
            self.told(row, placed, "表上面的标题没有写进规则");
        }
        let head: Vec<&GridCell> = (0..heads.roles.len())
            .map(|column| {
                let rows = &grid.rows[heads.rows.0..heads.rows.1];
                let cells = rows.iter().map(|row| &row[column]);
                let own = cells
                    .clone()
                    .rev()
                    .find(|cell| !cell.is_covered && !cell.plain().is_empty());
                own.or(cells.clone().next_back())
                    .unwrap_or(&grid.rows[heads.rows.0][column])
            })
            .collect();
        for &column in &heads.unsure {
            let Role::Key(kind, key) = &heads.roles[column] else {
                continue;
            };
            let message = format!("“{}”这一列当作 {kind}.{key} 读", heads.names[column]);
            self.unsure(
                placed,
                head[column],
                message,
                "不对的，用 --map 写明这一列是什么",
            );
        }
        for (column, role) in heads.roles.iter().enumerate() {
            if *role == Role::Unknown && !heads.names[column].is_empty() {
                let message = format!(
                    "不认识“{}”这一列，内容写成注释，放在各行的下面",
                    heads.names[column]
                );
                self.unsure(
                    placed,
                    head[column],
                    message,
                    "是规则里的哪一个键，用 --map 写明",
                );
            }
        }
    }

    /// Tells that the cells of a row were not taken.
    pub(super) fn told(&mut self, row: &[GridCell], placed: &Placed, message: &str) {
        for cell in row
            .iter()
            .filter(|cell| !cell.is_covered && !cell.plain().is_empty())
        {
            let finding = Finding::info(Code::ImportTakenOut, placed.place(cell), message);
            self.findings.push(finding);
        }
    }

    /// A row that tells of departments, posts, risk points, measures.
    pub(super) fn row(&mut self, row: &[GridCell], heads: &Heads, placed: &Placed) {
        let mut cells = Cells {
            by: BTreeMap::new(),
        };
        for (column, role) in heads.roles.iter().enumerate() {
            if let Role::Key(kind, key) = role {
                let place = (kind.clone(), key.clone());
                cells.by.entry(place).or_default().push(&row[column]);
            }
        }
        let before = self.entities.len();
        let department = self.department(&cells, heads, placed);
        let posts = self.posts(&cells, department.as_deref(), placed);
        let risk = self.risk(&cells, department.as_deref(), &posts);
        let post = posts.into_iter().next();
        if let Some(at) = risk.as_ref().and_then(|risk| risk.at) {
            self.graded(at, cells.get("risk", "grade"), placed);
        }
        let authority = self.authority(&cells, department.as_deref(), post.as_deref());
        self.measures(&cells, risk.as_ref(), placed);
        self.of_those_there(&cells, [&department, &post], risk.as_ref(), placed);
        let of = |kind: &str, id: Option<&String>| id.and_then(|id| self.entity_at(kind, id));
        let owner = (risk.as_ref().and_then(|risk| risk.at))
            .or(authority)
            .or_else(|| of("post", post.as_ref()))
            .or_else(|| of("department", department.as_ref()));
        let owner = owner.or((before < self.entities.len()).then_some(before));
        if risk.as_ref().is_some_and(|risk| risk.at.is_none()) {
            let of_risk = |role: &Role| matches!(role, Role::Key(kind, _) if kind == "risk");
            let told = heads
                .roles
                .iter()
                .zip(row)
                .filter(|(role, _)| of_risk(role));
            self.there(told.map(|(_, cell)| cell), placed);
        }
        if let Some(owner) = owner {
            for (column, role) in heads.roles.iter().enumerate() {
                let cell = &row[column];
                if *role == Role::Unknown && !says_nothing(cell) && !cell.is_covered {
                    let remark = (heads.names[column].clone(), cell.plain().to_owned());
                    self.entities[owner].remarks.push(remark);
                }
            }
            return;
        }
        match (&risk, &post, &department) {
            (Some(_), ..) => {}
            (None, None, None) => {
                let help = "在规则里补上，或者在原表里填全再导入";
                self.left(row.iter(), placed, "这一行没有部门、岗位、风险点", help);
            }
            _ => self.there(row.iter(), placed),
        }
    }

    /// What the row says of the department, the post and the risk point that the rules have.
    fn of_those_there(
        &mut self,
        cells: &Cells<'_>,
        [department, post]: [&Option<String>; 2],
        risk: Option<&Point>,
        placed: &Placed,
    ) {
        let unit = self.unit;
        let department = department.as_ref();
        if let Some(id) =
            department.filter(|id| unit.departments.iter().any(|d| d.id.value == **id))
        {
            self.propose("department", id, cells, placed);
        }
        // Several posts in a cell do not share a telephone.
        let named = cells.said("post", "name");
        let post = post
            .as_ref()
            .filter(|_| !named.contains(['、', '，', '\n', ',']));
        if let Some(id) = post.filter(|id| unit.posts.iter().any(|p| p.id.value == **id)) {
            self.propose("post", id, cells, placed);
        }
        if let Some(point) = risk.filter(|risk| risk.at.is_none()) {
            self.propose("risk", &point.id, cells, placed);
        }
    }

    /// Tells that what cells say is in the rules already.
    fn there<'c>(&mut self, cells: impl Iterator<Item = &'c GridCell>, placed: &Placed) {
        let help = "不一样的地方，程序认得准的另外提出来，别的在规则文件里改";
        self.left(cells, placed, "说的规则里已经有了", help);
    }

    /// Tells that cells were not taken, and why.
    fn left<'c>(
        &mut self,
        cells: impl Iterator<Item = &'c GridCell>,
        placed: &Placed,
        why: &str,
        help: &str,
    ) {
        let own: Vec<&GridCell> = cells
            .filter(|cell| !cell.is_covered && !cell.plain().is_empty())
            .collect();
        let Some(first) = own.first() else { return };
        let said: Vec<&str> = own.iter().map(|cell| cell.plain()).collect();
        let message = format!("{why}，没有写：{}", said.join(" | ").replace('\n', " "));
        let finding = Finding::warning(Code::ImportTakenOut, placed.place(first), message);
        self.findings.push(finding.help(help));
    }

    /// The place of an entity of this run.
    pub(super) fn entity_at(&self, kind: &str, id: &str) -> Option<usize> {
        let is = |entity: &Entity| entity.kind == kind && text_of(entity, "id") == id;
        self.entities.iter().position(is)
    }

    /// Takes the grade that a cell says for an entity; what is none becomes a remark, and is told.
    pub(super) fn graded(&mut self, at: usize, cell: Option<&GridCell>, placed: &Placed) {
        let Some(cell) = cell.filter(|_| !self.entities[at].has("grade")) else {
            return;
        };
        let said = cell.plain();
        let grades = &self.unit.vocabulary.grades;
        if let Some(grade) = grade(self.unit, said) {
            self.entities[at].text("grade", &grade);
        } else if let Some(grade) = grade_by_rank(self.unit, said) {
            self.entities[at].text("grade", grade.key());
            if self.ranked.insert(said.to_owned()) {
                let message = format!("{} 的“{said}”当作“{}”", cell.at, grade.chinese());
                self.unsure(placed, cell, message, "不对的，在规则里改");
            }
        } else if !cell.is_covered {
            let names: Vec<&str> = grades.iter().map(|grade| grade.chinese()).collect();
            let remark = ("风险等级".to_owned(), said.to_owned());
            self.entities[at].remarks.push(remark);
            let message = format!("{} 的“{said}”不是哪一个等级，写成了注释", cell.at);
            let help = format!("本单位的等级：{}；别的叫法写进 [[grade]]", names.join("、"));
            self.unsure(placed, cell, message, &help);
        }
    }

    /// A new id of a kind.
    pub(super) fn fresh(&mut self, kind: &str, wanted: String) -> String {
        let taken = self.taken.entry(kind.to_owned()).or_default();
        let mut id = wanted.clone();
        let mut number = 2;
        while !taken.insert(id.clone()) {
            id = format!("{wanted}-{number}");
            number += 1;
        }
        id
    }

    pub(super) fn push(&mut self, kind: &str, name: &str, entity: Entity) -> usize {
        self.at
            .insert((kind.to_owned(), name.to_owned()), self.entities.len());
        let file = self.file.clone();
        self.entities.push(Entity { file, ..entity });
        self.entities.len() - 1
    }
}

pub(super) fn is(role: &Role, kind: &str, key: &str) -> bool {
    matches!(role, Role::Key(k, f) if k == kind && f == key)
}
