//! # 查什么
//! 申报的等级与按所握权力推算的等级不一致的站所和岗位。
//!
//! # 为什么
//! 权力大小决定风险大小；等级定低了，监督就少了。
//!
//! # 例子
//! 站所 `czs` 写了 `finance = "full"`，又写 `grade = "middle"`。
//!
//! # 依据
//! 有记录而应当升级的（kind 为 `grade-raised` 的 norm），按升了以后的等级；没有记录的，不升。
//! kind 为 `grade-by-powers` 的 norm；`except-roles` 列出的岗位类型另有规定，不按权力定。另一条条文对它另有规定，而 `[[settlement]]` 选定以那一条
//! 为准的，不在此列。

use crate::check::norm::{kinds, Reads};
use crate::check::opinion::{opinions, Object};
use crate::check::{is_written, Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Powers, Unit};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::GradeOffPowers,
    source: include_str!("grade_off_powers.rs"),
    norms: &[
        Reads::all(&kinds::GRADE_BY_POWERS),
        Reads::all(&kinds::GRADE_RAISED),
    ],
    run,
};

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for object in Object::all(context.unit) {
        let unit = context.unit;
        let (name, declared, powers, place) = match object {
            Object::Department(i) => {
                let d = &unit.departments[i];
                (&d.name, &d.grade, &d.powers, d.place)
            }
            Object::Post(i) => {
                let p = &unit.posts[i];
                (&p.name, &p.grade, &p.powers, p.place)
            }
            _ => continue,
        };
        if !is_written(declared, place) {
            continue;
        }
        let all = opinions(context, object);
        for opinion in &all {
            if !kinds::GRADE_BY_POWERS.is_of(opinion.demand.norm)
                || opinion.grade == declared.value
                || !context.binds(opinion, &all, object)
            {
                continue;
            }
            let message = format!(
                "{}申报{}，按权力（{}）应当是{}{}",
                name.value,
                declared.chinese(),
                powers.as_ref().map_or_else(String::new, held),
                opinion.grade.chinese(),
                opinion.note()
            );
            let mut finding = Finding::error(RULE.code, declared.place, message)
                .help(format!(
                    "只是写错的，改成 grade = \"{}\" 或者改正 powers；评定成这一级的，重新评定",
                    opinion.grade.key()
                ))
                .basis(context.basis(&opinion.demand));
            if let Some(place) = power_place(unit, object) {
                finding = finding.related(place, "权力写在这里");
            }
            if let Some(raised) = &opinion.raised {
                finding = finding.related(raised.place, "因这条记录升级");
            }
            findings.push(finding);
        }
    }
}

fn held(powers: &Powers) -> String {
    let held: Vec<String> = powers
        .held()
        .map(|(power, extent)| format!("{}{}", power.chinese(), extent.chinese()))
        .collect();
    match held.is_empty() {
        true => "没有权力".to_owned(),
        false => held.join("、"),
    }
}

/// Where the widest power stands: it is what makes the grade.
fn power_place(unit: &Unit, object: Object) -> Option<crate::diagnostic::Place> {
    let places = match object {
        Object::Department(i) => &unit.departments[i].power_places,
        Object::Post(i) => &unit.posts[i].power_places,
        _ => return None,
    };
    let widest = places.iter().map(|(_, extent, _)| *extent).max()?;
    let first = places.iter().find(|(_, extent, _)| *extent == widest)?;
    Some(first.2)
}
