//! The annex that says which articles the program holds the unit to, and which it does not.

use super::common::{Anchors, Link};
use crate::check::coverage::{rows, said, title, Sought, Standing, COUNTED};
use crate::model::Unit;
use serde::Serialize;
use std::collections::BTreeSet;

/// The annex.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageView {
    /// The count of items by standing, in words.
    pub summary: String,
    /// The regulations.
    pub regulations: Vec<CoveredRegulation>,
}

/// A regulation with its articles.
#[derive(Debug, Clone, Serialize)]
pub struct CoveredRegulation {
    /// Its short title, in book marks.
    pub title: String,
    /// Its articles.
    pub articles: Vec<CoveredArticle>,
}

/// An article, and what becomes of it.
#[derive(Debug, Clone, Serialize)]
pub struct CoveredArticle {
    /// 第十二条.
    pub article: Link,
    /// What it is about.
    pub caption: String,
    /// `enforced`, `partly`, `no-record` or `documented`.
    pub key: &'static str,
    /// The same in Chinese.
    pub standing: &'static str,
    /// What is looked for.
    pub enforced: String,
    /// What would be, if there were records.
    pub unrecorded: String,
    /// Which items stand in words only, where not all are alike.
    pub apart: String,
}

impl CoverageView {
    /// Every article of every regulation.
    pub fn new(unit: &Unit, anchors: Anchors) -> Self {
        let (mut articles, mut counts) = (0, [0; 3]);
        let regulations = unit
            .regulations
            .iter()
            .map(|regulation| CoveredRegulation {
                title: title(unit, regulation),
                articles: rows(unit, regulation)
                    .into_iter()
                    .map(|row| {
                        let standing = row.standing();
                        articles += 1;
                        for (count, standing) in counts.iter_mut().zip(COUNTED) {
                            *count += row.count(standing);
                        }
                        CoveredArticle {
                            article: Link {
                                text: regulation.path_chinese(&row.path),
                                href: anchors.place(regulation, Some(&row.path)),
                            },
                            key: match standing {
                                Standing::Enforced => "enforced",
                                Standing::Partly => "partly",
                                Standing::NoRecord => "no-record",
                                Standing::Documented => "documented",
                            },
                            standing: standing.chinese(),
                            enforced: titles(row.enforced()),
                            unrecorded: titles(row.unrecorded()),
                            apart: row.apart(regulation),
                            caption: row.caption,
                        }
                    })
                    .collect(),
            })
            .collect();
        let [enforced, no_record, documented] = counts;
        let unrecorded = match no_record {
            0 => String::new(),
            _ => format!("没有登记、未能核对的{no_record}项，"),
        };
        let summary = format!(
            "各项制度共{articles}条（部分），分项计{}项，每次编印前由程序核对的{enforced}项，\
             {unrecorded}靠人工检查的{documented}项。核对的是登记的数据和记录，登记是否属实，\
             仍要人工检查。",
            counts.iter().sum::<usize>()
        );
        Self {
            summary,
            regulations,
        }
    }
}

/// What rules look for.
fn titles(sought: BTreeSet<Sought>) -> String {
    let said = said(&sought).into_iter();
    let titles: Vec<String> = said.map(|(_, title)| title).collect();
    titles.join("、")
}
