//! Why a department has its grade, in one sentence.

use super::norm::kinds;
use super::norm::shown::{graded_by, grading, Subject};
use super::Grounds;
use crate::model::held::{names_held, NOT_KNOWN};
use crate::model::number::chinese_number;
use crate::model::{Cite, Department, Extent, GradingObject, GradingStepKind, Norm, Ref, Unit};

impl Grounds {
    /// 财务管理、物资采购由本站所决定，依《…》第十二条第（一）项，定为高级. Where no norm grades by
    /// powers, they are no reason: 由党组会于2024年1月31日决定，定为较大等级.
    pub fn reason(&self, unit: &Unit, index: usize) -> String {
        let department = &unit.departments[index];
        let norms = grading(unit, self, Subject::Department, department.place);
        let is_by_powers = |norm: &Norm| kinds::GRADE_BY_POWERS.is_of(norm);
        // That it holds none says something beside a list too.
        let holds = department
            .powers
            .as_ref()
            .and_then(|powers| powers.held().next());
        let tells =
            |norm: &Norm| is_by_powers(norm) || holds.is_none() && graded_by(norm).is_some();
        let mut clauses = match norms.iter().any(|(_, norm)| tells(norm)) {
            true => powers(unit, department),
            false => Vec::from_iter(decision(unit, Ref::new(index, department.place))),
        };
        // Powers that nobody has stated are no reason for a grade.
        let serves = |norm: &Norm| department.powers.is_some() || !is_by_powers(norm);
        let norms = norms.into_iter().filter(|(_, norm)| serves(norm));
        let cite = |(index, norm): (usize, &Norm)| {
            let regulation = Ref::new(index, norm.article.place);
            let path = Some(norm.article.value.clone());
            unit.cite(&Cite { regulation, path })
        };
        let mut cites: Vec<String> = norms.map(cite).collect();
        let raised = self.raising_department(index);
        let raised = raised.filter(|by| !cites.iter().any(|c| c == by));
        cites.extend(raised.map(str::to_owned));
        if !cites.is_empty() {
            clauses.push(format!("依{}", cites.join("、")));
        }
        if clauses.is_empty() {
            clauses.push(NOT_KNOWN.to_owned());
        }
        let grade = department.grade.value.chinese();
        // 低 alone is not what a department is.
        let level = if grade.ends_with('级') { "" } else { "等级" };
        format!("{}，定为{grade}{level}。", clauses.join("，"))
    }
}

/// What a department holds of the powers, a clause for each extent.
fn powers(unit: &Unit, department: &Department) -> Vec<String> {
    let held = |extent| names_held(department.powers.as_ref(), extent);
    let own = &unit.words().department;
    let all = unit.vocabulary.powers.len() as u16;
    let full = held(Extent::Full).map(|names| format!("{names}由本{own}决定"));
    let part = held(Extent::Part).map(|names| format!("{names}由本{own}部分经办"));
    let clauses = Vec::from_iter(full.into_iter().chain(part));
    match (clauses.is_empty(), &department.powers) {
        (false, _) => clauses,
        (_, Some(_)) => vec![format!("本{own}不行使{}项权力", chinese_number(all))],
        (_, None) => vec![format!("本{own}的权力{NOT_KNOWN}")],
    }
}

/// Who decided on its grade, and when.
fn decision(unit: &Unit, department: Ref<Department>) -> Option<String> {
    let grading = unit.current_grading(GradingObject::Department(department))?;
    let step = grading.step(GradingStepKind::Decide)?;
    let by = unit.actor_name(step.by.as_ref()?);
    Some(format!("由{by}于{}决定", step.date.value.chinese()))
}
