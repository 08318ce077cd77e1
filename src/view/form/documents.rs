//! What the numbers in the small type of a form are, for its foot.

use super::article::brief;
use super::known::Known;
use super::shape::FieldView;
use crate::check::forms::OfLedger;
use crate::model::{ArticleNumber, Cite, Regulation, Unit};
use crate::view::anchors::Link;
use serde::Serialize;

/// A regulation that a form names.
#[derive(Debug, Clone, Serialize)]
pub struct Named {
    /// 评估预警办法.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Whether its name is no more than its number in the handbook, which the foot explains.
    pub named_by_number: bool,
}

/// The regulations that a form names by their numbers: 评估预警办法, and the title.
pub(super) fn documents(
    unit: &Unit,
    fields: &[FieldView],
    articles: &[Link],
    known: Option<&Known>,
) -> Vec<Named> {
    let inner = |field: &FieldView| -> Vec<String> {
        let columns = field.columns.iter().flat_map(|column| &column.articles);
        let all = field.articles.iter().chain(columns);
        all.map(|link| link.text.clone()).collect()
    };
    let mut said: Vec<String> = fields.iter().flat_map(inner).collect();
    said.extend(articles.iter().map(|link| link.text.clone()));
    said.extend(
        known
            .into_iter()
            .flat_map(Known::articles)
            .map(str::to_owned),
    );
    // A form that shows nothing of what is known names no article of it.
    let named = |regulation: &&Regulation| {
        let name = brief(regulation);
        let begins = format!("{name} ");
        said.iter()
            .any(|said| *said == name || said.starts_with(&begins))
    };
    let of = |regulation: &Regulation| Named {
        name: brief(regulation),
        title: regulation.short.value.clone(),
        named_by_number: regulation.brief.is_none(),
    };
    unit.regulations.iter().filter(named).map(of).collect()
}

/// The articles that ask for records of a ledger and for their keys, one entry a regulation:
/// 《…》第十四条、第十九条.
pub(super) fn laws(unit: &Unit, asked: Option<&OfLedger>) -> Vec<String> {
    let Some(asked) = asked else {
        return Vec::new();
    };
    let of_keys = asked.keys.values().flat_map(|key| &key.articles);
    let mut cites: Vec<(u32, ArticleNumber)> = (asked.articles.iter().chain(of_keys))
        .filter_map(|cite: &Cite| {
            let path = cite.path.as_ref()?;
            Some((cite.regulation.index, path.article()))
        })
        .collect();
    cites.sort_unstable();
    cites.dedup();
    let mut out: Vec<(u32, String)> = Vec::new();
    for (index, article) in cites {
        let regulation = &unit.regulations[index as usize];
        let path = crate::model::ArticlePath::of(article, []);
        let article = regulation.path_chinese(&path);
        match out.last_mut() {
            Some((last, text)) if *last == index => *text += &format!("、{article}"),
            _ => out.push((index, format!("《{}》{article}", regulation.short.value))),
        }
    }
    out.into_iter().map(|(_, text)| text).collect()
}
