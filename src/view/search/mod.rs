//! What the search box looks through: everything that has a place of its own, with the words
//! it goes by. `templates/search.js` does the looking; the words of the unit that it must know
//! (kinds of things, grades) are in the data, never in the script.

mod found;
mod reading;

use super::anchors::Anchors;
use super::chip::GradeView;
use super::issue::Issue;
use crate::model::Unit;
use reading::readings;
use serde::Serialize;
use std::collections::BTreeMap;

/// All that `search.js` needs. Keys of entries are short: the list is part of the handbook.
#[derive(Debug, Clone, Serialize)]
pub struct SearchData {
    /// The kinds of things in the order of their groups.
    pub kinds: Vec<KindView>,
    /// The grades, the gravest first.
    pub grades: Vec<GradeView>,
    /// How each character of a title is read, for queries in letters.
    pub readings: BTreeMap<char, String>,
    /// What one can try, for a reader who does not know.
    pub examples: Vec<String>,
    /// Everything that can be found.
    pub entries: Vec<SearchEntry>,
}

/// What kind of thing is found, in the order of groups that match equally well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A department.
    Department,
    /// A post.
    Post,
    /// Who holds a post; internal edition only.
    Person,
    /// A telephone number.
    Phone,
    /// An article, with its items.
    Article,
    /// A risk point.
    Risk,
    /// A measure.
    Measure,
    /// A workflow or one of its steps.
    Workflow,
    /// What is due in the year.
    Duty,
    /// A record.
    Record,
    /// A settlement between articles.
    Settlement,
    /// A regulation as a whole.
    Regulation,
    /// A table.
    Table,
    /// A poster.
    Poster,
}

/// A kind as the box names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KindView {
    /// 站所, 岗位.
    pub name: String,
    /// What they are counted by: 个, 条.
    pub by: &'static str,
}

impl Kind {
    const ALL: [Self; 14] = [
        Self::Department,
        Self::Post,
        Self::Person,
        Self::Phone,
        Self::Article,
        Self::Risk,
        Self::Measure,
        Self::Workflow,
        Self::Duty,
        Self::Record,
        Self::Settlement,
        Self::Regulation,
        Self::Table,
        Self::Poster,
    ];

    fn view(self, unit: &Unit) -> KindView {
        let (name, by) = match self {
            Self::Department => (unit.words().department.as_str(), "个"),
            Self::Post => ("岗位", "个"),
            Self::Person => ("人员", "人"),
            Self::Phone => ("电话", "个"),
            Self::Article => ("条文", "条"),
            Self::Risk => ("风险点", "个"),
            Self::Measure => ("措施", "条"),
            Self::Workflow => ("流程", "项"),
            Self::Duty => ("年度工作", "项"),
            Self::Record => ("记录", "条"),
            Self::Settlement => ("选定", "项"),
            Self::Regulation => ("制度", "部"),
            Self::Table => ("表格", "张"),
            Self::Poster => ("上墙图", "张"),
        };
        KindView {
            name: name.to_owned(),
            by,
        }
    }
}

/// One thing that can be found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct SearchEntry {
    /// Its kind, by its place among the kinds.
    pub k: usize,
    /// Its title.
    pub t: String,
    /// The text that is looked through and quoted.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub x: String,
    /// Where it leads, seen from the output folder.
    pub h: String,
    /// Where it belongs: the department of a post, the regulation of an article.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub w: String,
    /// The id of its grade.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub g: Option<&'static str>,
    /// Other names and codes it goes by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub a: Vec<String>,
    /// The number that it is filed under: found by the whole of it only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub f: Option<String>,
    /// The number of an article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<i64>,
    /// The numbered items of an article: anchor, label, text; of an item within another its place
    /// in the article, which its label alone does not tell.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub l: Vec<(String, String, String, String)>,
}

impl SearchData {
    /// Everything that can be found in an issue; empty without a handbook to lead to.
    pub fn new(issue: &Issue) -> Self {
        let unit = issue.unit();
        let entries = found::entries(issue, Anchors::from(issue, "handbook.html"));
        let titles = entries.iter().flat_map(|e| {
            let other = e.a.iter().map(String::as_str);
            [e.t.as_str(), e.w.as_str()].into_iter().chain(other)
        });
        Self {
            kinds: Kind::ALL.iter().map(|kind| kind.view(unit)).collect(),
            grades: (unit.vocabulary.grades.iter())
                .map(|&grade| grade.into())
                .collect(),
            readings: readings(titles),
            examples: examples(unit),
            entries,
        }
    }
}

/// Queries of several kinds that find something in this unit.
pub fn examples(unit: &Unit) -> Vec<String> {
    let grade = unit.posts.first().map(|p| p.grade.chinese());
    let article = unit.regulations.first().and_then(|r| r.articles().last());
    let mut out = Vec::new();
    out.extend(grade.map(|grade| format!("{grade} 岗位")));
    out.extend(article.map(|a| format!("第{}条", a.number.number)));
    out.extend(unit.risks.first().map(|r| r.code()));
    out.extend(unit.departments.first().map(|d| initials(&d.name)));
    out
}

/// 财政所 as czs.
fn initials(name: &str) -> String {
    let all = readings(std::iter::once(name));
    let first = |c: char| all.get(&c).and_then(|read| read.chars().next());
    name.chars().filter_map(first).collect()
}
