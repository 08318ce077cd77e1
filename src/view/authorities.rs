//! 权力清单（目录）: each matter that a power is exercised in, by whom, on what basis, how it
//! runs and what may go wrong.

use super::common::{Anchors, GradeView, Link, PowerView};
use super::risks::Group;
use super::search::division_name;
use crate::model::held::extent;
use crate::model::{Authority, Extent, Post, Risk, Unit};
use serde::Serialize;
use std::collections::BTreeMap;

/// The table with its totals.
#[derive(Debug, Clone, Serialize)]
pub struct AuthoritiesView {
    /// In the order of the departments.
    pub rows: Vec<AuthorityRow>,
    /// How many departments have some.
    pub departments: usize,
    /// How many are held in full.
    pub full: usize,
    /// How many are held in part.
    pub part: usize,
}

/// A matter.
#[derive(Debug, Clone, Serialize)]
pub struct AuthorityRow {
    /// From 1.
    pub number: usize,
    /// The department's cell, in the first row of its matters.
    pub department: Option<Group>,
    /// 分管领导, in the same row.
    pub leader: Option<Link>,
    /// 行政许可.
    pub power: &'static str,
    /// What it is.
    pub name: String,
    /// The law, then the document.
    pub basis: Vec<String>,
    /// How far it is held.
    pub extent: PowerView,
    /// Who exercises it.
    pub posts: Vec<Holder>,
    /// The workflow's name, or what governs it where none is drawn.
    pub course: String,
    /// 全程9步, 第7步; 未绘流程图.
    pub steps: String,
    /// The codes of its risk points, a line a class: XK-1–3、5.
    pub codes: Vec<String>,
    /// The gravest of its risk points.
    pub grade: Option<GradeView>,
}

/// A post that exercises a power.
#[derive(Debug, Clone, Serialize)]
pub struct Holder {
    /// Its short name, and where it is.
    pub post: Link,
    /// How far it holds the power.
    pub extent: PowerView,
}

impl AuthoritiesView {
    /// The matters of a unit.
    pub fn new(unit: &Unit, anchors: Anchors) -> Self {
        let all = &unit.authorities;
        let mut rows = Vec::with_capacity(all.len());
        let mut departments = 0;
        for run in all.chunk_by(|a, b| a.division == b.division) {
            departments += usize::from(run[0].department().is_some());
            for (i, authority) in run.iter().enumerate() {
                let first = (i == 0).then_some(run.len());
                rows.push(row(unit, anchors, authority, rows.len() + 1, first));
            }
        }
        let held = |extent| all.iter().filter(|a| *a.extent == extent).count();
        Self {
            rows,
            departments,
            full: held(Extent::Full),
            part: held(Extent::Part),
        }
    }
}

fn row(
    unit: &Unit,
    anchors: Anchors,
    authority: &Authority,
    number: usize,
    rows: Option<usize>,
) -> AuthorityRow {
    let department = authority.department().map(|d| &unit[d]);
    let leader = department.and_then(|d| d.leader).map(|p| &unit[p]);
    let course = authority.workflow.map(|w| &unit[w]);
    let risks: Vec<&Risk> = authority.risks.iter().map(|r| &unit[*r]).collect();
    let held = |post: &Post| {
        let (key, word) = extent(post.powers.as_ref(), authority.power.value);
        PowerView {
            name: authority.power.chinese(),
            key,
            word,
        }
    };
    AuthorityRow {
        number,
        department: rows.map(|rows| Group {
            names: vec![Link {
                text: division_name(unit, authority.division).to_owned(),
                href: department.and_then(|d| anchors.department(d)),
            }],
            grade: department.map(|d| d.grade.value.into()),
            rows,
        }),
        leader: leader.filter(|_| rows.is_some()).map(|leader| Link {
            text: leader.name.value.clone(),
            href: anchors.post(leader),
        }),
        power: authority.power.chinese(),
        name: authority.name.value.clone(),
        basis: authority
            .basis
            .iter()
            .flat_map(|b| in_two(&b.value))
            .collect(),
        extent: PowerView {
            name: authority.power.chinese(),
            key: authority.extent.key(),
            word: authority.extent.chinese(),
        },
        posts: (authority.posts.iter())
            .map(|post| &unit[*post])
            .map(|post| Holder {
                post: Link {
                    text: post.short.as_ref().unwrap_or(&post.name).value.clone(),
                    href: anchors.post(post),
                },
                extent: held(post),
            })
            .collect(),
        course: course
            .map(|w| &w.name)
            .or(authority.governed_by.as_ref())
            .map_or(String::new(), |name| name.value.clone()),
        steps: match course {
            None => "未绘流程图".to_owned(),
            Some(workflow) if authority.steps.is_empty() => {
                format!("全程{}步", workflow.steps.len())
            }
            Some(workflow) => {
                let place = |id: &str| workflow.steps.iter().position(|s| s.id.value == id);
                let places = authority.steps.iter().filter_map(|id| place(id));
                let places: Vec<u64> = places.map(|at| at as u64 + 1).collect();
                format!("第{}步", runs(&places))
            }
        },
        codes: codes(&risks),
        grade: (risks.iter().map(|r| r.grade.value).min()).map(Into::into),
    }
}

/// A law and its article, a line each: 《会计法》 and 第三十七条. The name of the state before a
/// law's is left out, as the note below the table says.
fn in_two(basis: &str) -> Vec<String> {
    let basis = basis.replace("《中华人民共和国", "《");
    match basis.split_once("》第") {
        Some((law, article)) => vec![format!("{law}》"), format!("第{article}")],
        None => vec![basis],
    }
}

/// Codes in runs, those with the same letters in one: XK-1–3、5.
fn codes(risks: &[&Risk]) -> Vec<String> {
    let mut by_letters: BTreeMap<(usize, String), Vec<u64>> = BTreeMap::new();
    let mut out = Vec::new();
    for risk in risks {
        let code = risk.code();
        let numbered = code
            .rsplit_once('-')
            .and_then(|(letters, number)| Some((letters.to_owned(), number.parse().ok()?)));
        let class = risk.class.map_or(usize::MAX, |class| class.index as usize);
        match numbered {
            Some((letters, number)) => {
                by_letters.entry((class, letters)).or_default().push(number);
            }
            None => out.push(code),
        }
    }
    let runs = by_letters.into_iter().map(|((_, letters), mut numbers)| {
        numbers.sort_unstable();
        format!("{letters}-{}", runs(&numbers))
    });
    runs.chain(out).collect()
}

/// 1–3、5; two that follow one another are written out: 6、7.
fn runs(numbers: &[u64]) -> String {
    let runs = numbers.chunk_by(|a, b| a + 1 == *b);
    let words: Vec<String> = runs
        .flat_map(|run| match run {
            [first, _, .., last] => vec![format!("{first}–{last}")],
            few => few.iter().map(u64::to_string).collect(),
        })
        .collect();
    words.join("、")
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn three_that_follow_one_another_are_a_run() {
        assert_eq!(runs(&[1, 2, 3, 5]), "1–3、5");
        assert_eq!(runs(&[6, 7]), "6、7");
        assert_eq!(runs(&[4]), "4");
        assert_eq!(runs(&[]), "");
    }
}
