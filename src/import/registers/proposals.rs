//! What a register says otherwise than the rules of somebody or something that they have: kept,
//! to be proposed as edits.

use super::grades::{grade, grade_by_rank};
use super::grid::{GridCell, Placed};
use super::reader::{Cells, Reader};
use crate::diagnostic::Place;
use crate::register::read_day;

/// Keys that a register may bring up to date. What names a thing, and what refers to others, is
/// how its rows are known.
const KEYS: [(&str, &[&str]); 4] = [
    ("department", &["grade", "kind"]),
    ("post", &["grade", "holder", "phone", "since", "note"]),
    ("risk", &["grade", "consequence"]),
    ("measure", &["period"]),
];

/// What a cell says of an entity that the rules have.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The sheet of its kind, and its row there: `post`, `post:czs-kj`.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// The key.
    pub key: &'static str,
    /// What it says, as our own registers would.
    pub said: String,
    /// Where.
    pub place: Place,
    /// The cell: C5.
    pub at: String,
}

impl Reader<'_> {
    /// Keeps what the cells of a row say of an entity that the rules have.
    pub(super) fn propose(&mut self, kind: &str, id: &str, cells: &Cells<'_>, placed: &Placed) {
        let Some((kind, keys)) = KEYS.into_iter().find(|(known, _)| *known == kind) else {
            return;
        };
        for key in keys {
            // 风险等级 without a risk point beside it is that of the post, or the department.
            let own = cells.get(kind, key);
            let is_last = match kind {
                "post" => cells.get("risk", "behaviour").is_none(),
                "department" => {
                    cells.get("risk", "behaviour").is_none() && cells.get("post", "name").is_none()
                }
                _ => false,
            };
            let meant = own.or_else(|| {
                cells
                    .get("risk", "grade")
                    .filter(|_| is_last && *key == "grade")
            });
            let Some(cell) = meant.filter(|cell| !cell.is_covered) else {
                continue;
            };
            let Some(said) = self.as_registers_say(key, cell) else {
                continue;
            };
            let known = (self.proposals.iter())
                .find(|p| p.kind == kind && p.id == id && p.key == *key)
                .map(|p| p.said.clone());
            match known {
                Some(known) if known != said => {
                    let message =
                        format!("{} 的“{said}”和前面一行的“{known}”不一样，没有用", cell.at);
                    self.unsure(placed, cell, message, "照原件核对，在规则文件里改");
                }
                Some(_) => {}
                None => self.proposals.push(Proposal {
                    kind,
                    id: id.to_owned(),
                    key,
                    said,
                    place: placed.place(cell),
                    at: cell.at.clone(),
                }),
            }
        }
    }

    /// What a cell says, in the words of our own registers; nothing where it is no value of the key.
    fn as_registers_say(&self, key: &str, cell: &GridCell) -> Option<String> {
        let said = cell.plain();
        match key {
            "grade" => {
                let by_rank = || grade_by_rank(self.unit, said).map(|grade| grade.key().to_owned());
                let id = grade(self.unit, said).or_else(by_rank)?;
                let mut grades = self.unit.vocabulary.grades.iter();
                let grade = grades.find(|grade| grade.key() == id)?;
                Some(grade.chinese().to_owned())
            }
            "since" => read_day(said).map(|day| day.to_string()),
            _ => {
                let said = said.trim_end_matches(['。', '；']).replace('\n', "");
                (!said.is_empty()).then_some(said)
            }
        }
    }
}
