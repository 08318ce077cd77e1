//! What the tool vouches for: each article, item by item, with the rules that hold the unit to
//! it. An item without a norm stands in words only, whatever the items beside it have.

mod apart;

use super::demand;
use super::ledger;
use super::norm::Kind;
use super::RULES;
use crate::diagnostic::Code;
use crate::model::{Article, ArticlePath, Norm, Regulation, Unit};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// How far an article or an item is held to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Rules hold the unit to it.
    Enforced,
    /// Rules hold the unit to some of its items.
    Partly,
    /// Rules read it, but the unit keeps none of the records that would show it kept.
    NoRecord,
    /// It has no norm: it stands in words only.
    Documented,
}

impl Standing {
    /// How pages show it.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Enforced => "程序核对",
            Self::Partly => "部分核对",
            Self::NoRecord => "没有记录",
            Self::Documented => "人工检查",
        }
    }
}

/// What says something by itself: an item that has none below it, or the words of an article
/// beside its items.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its place.
    pub path: ArticlePath,
    /// What the rules that hold the unit to it look for.
    pub enforced: BTreeSet<Sought>,
    /// What could be found if there were records.
    pub unrecorded: BTreeSet<Sought>,
}

/// What a rule looks for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sought {
    /// The defect.
    pub code: Code,
    /// In which records (自查报告), or the whole of it (风险点没有措施); empty where the defect says so itself.
    pub noun: String,
}

/// What rules look for, defect by defect, in Chinese: 自查报告、检查记录没有按期记.
pub fn said(sought: &BTreeSet<Sought>) -> Vec<(Code, String)> {
    let mut nouns: BTreeMap<Code, Vec<&str>> = BTreeMap::new();
    for one in sought {
        let named = nouns.entry(one.code).or_default();
        named.extend(Some(one.noun.as_str()).filter(|noun| !noun.is_empty()));
    }
    let title = |(code, nouns): (Code, Vec<&str>)| {
        let title = code.title();
        let said = match nouns.as_slice() {
            [] => title.to_owned(),
            said if code == Code::NotCovered => said.join("、"),
            // The word that stands for any record in the title.
            nouns => {
                let rest = title.strip_prefix("台账").or(title.strip_prefix("记录"));
                format!("{}{}", nouns.join("、"), rest.unwrap_or(title))
            }
        };
        (code, said)
    };
    nouns.into_iter().map(title).collect()
}

/// The same in a line: what is looked for twice, a record and whether it was late, is named once.
pub fn in_words(sought: BTreeSet<Sought>) -> String {
    let twice = [Code::RecordDue, Code::DoneLate];
    let nouns = |code: Code| -> BTreeSet<&str> {
        let of_code = sought.iter().filter(|one| one.code == code);
        of_code.map(|one| one.noun.as_str()).collect()
    };
    let both = &nouns(twice[0]) & &nouns(twice[1]);
    let is_rest = |one: &&Sought| !(twice.contains(&one.code) && both.contains(one.noun.as_str()));
    let rest: BTreeSet<Sought> = sought.iter().filter(is_rest).cloned().collect();
    let mut parts: Vec<String> = said(&rest).into_iter().map(|(_, title)| title).collect();
    if !both.is_empty() {
        let nouns = Vec::from_iter(both).join("、");
        let [due, late] = twice.map(Code::title);
        let due = due.trim_start_matches("台账");
        parts.push(format!("{nouns}{due}或者{late}"));
    }
    // A part may be a list itself: all are parted alike, or neighbours differ in their marks.
    parts.join("；")
}

impl Item {
    /// How far it is held to.
    pub fn standing(&self) -> Standing {
        match (self.enforced.is_empty(), self.unrecorded.is_empty()) {
            (false, _) => Standing::Enforced,
            (true, false) => Standing::NoRecord,
            (true, true) => Standing::Documented,
        }
    }
}

/// One article.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its number.
    pub path: ArticlePath,
    /// What it is about.
    pub caption: String,
    /// What it consists of; itself where it has no items.
    pub items: Vec<Item>,
}

impl Row {
    /// How far the article is held to, on the whole.
    pub fn standing(&self) -> Standing {
        let mut all = self.items.iter().map(Item::standing);
        let first = all.next().unwrap_or(Standing::Documented);
        if all.all(|other| other == first) {
            return first;
        }
        let held = |item: &Item| item.standing() == Standing::Enforced;
        match self.items.iter().any(held) {
            true => Standing::Partly,
            false => Standing::NoRecord,
        }
    }

    /// What the rules find that hold the unit to one of its items.
    pub fn enforced(&self) -> BTreeSet<Sought> {
        self.items.iter().flat_map(|i| i.enforced.clone()).collect()
    }

    /// What could be found besides if there were records.
    pub fn unrecorded(&self) -> BTreeSet<Sought> {
        let all = self.items.iter().flat_map(|i| i.unrecorded.clone());
        let enforced = self.enforced();
        all.filter(|sought| !enforced.contains(sought)).collect()
    }

    /// How many of its items have that standing.
    pub fn count(&self, standing: Standing) -> usize {
        let of = |item: &&Item| item.standing() == standing;
        self.items.iter().filter(of).count()
    }
}

/// The articles of `regulation`, in order; none where it is not in force, and so binds nothing.
pub fn rows(unit: &Unit, regulation: &Regulation) -> Vec<Row> {
    if unit.standing(regulation).is_some() {
        return Vec::new();
    }
    let numbered = regulation
        .articles()
        .map(|article| (ArticlePath::of(article.number.value, []), article));
    numbered
        .map(|(path, article)| Row {
            items: places(regulation, &path, article)
                .into_iter()
                .map(|place| item(unit, regulation, place))
                .collect(),
            caption: article
                .caption
                .as_ref()
                .map_or(String::new(), |c| c.value.clone()),
            path,
        })
        .collect()
}

/// The places of an article that say something by themselves: the items that have none below
/// them, and what has some but says more than that they follow.
fn places(regulation: &Regulation, whole: &ArticlePath, article: &Article) -> Vec<ArticlePath> {
    let numbered: BTreeSet<&ArticlePath> = article
        .lines
        .iter()
        .filter_map(|line| line.path.as_ref())
        .collect();
    let has_items = |path: &ArticlePath| {
        let below =
            |other: &&&ArticlePath| other.numbers.len() > path.numbers.len() && other.lies_in(path);
        numbered.iter().any(|other| below(&other))
    };
    let has_own_norm = |path: &ArticlePath| {
        let mut own = regulation.norms.iter().filter(|n| n.article.value == *path);
        own.any(|norm| !reads_items(norm))
    };
    // 分为下列几级： is the head of its items; a paragraph that ends in a stop says something.
    let says_more = article
        .lines
        .iter()
        .any(|line| line.number.is_none() && !line.text.trim_end().ends_with('：'));
    let mut out = Vec::new();
    if !has_items(whole) || says_more || has_own_norm(whole) {
        out.push(whole.clone());
    }
    let items = numbered
        .iter()
        .filter(|path| !has_items(path) || has_own_norm(path));
    out.extend(items.map(|path| (*path).clone()));
    out
}

fn item(unit: &Unit, regulation: &Regulation, path: ArticlePath) -> Item {
    let mut item = Item {
        path,
        enforced: BTreeSet::new(),
        unrecorded: BTreeSet::new(),
    };
    let about = |norm: &&Norm| {
        norm.article.value == item.path || (item.path.lies_in(&norm.article) && reads_items(norm))
    };
    let in_force = |norm: &&Norm| {
        let day = unit.profile.as_of;
        day.is_none_or(|day| norm.force.holds(day))
    };
    let norms = regulation.norms.iter().filter(in_force).filter(about);
    let norms: Vec<&Norm> = norms.collect();
    for norm in norms {
        read(unit, norm, &mut item);
    }
    item
}

fn reads_items(norm: &Norm) -> bool {
    Kind::find(&norm.kind).is_some_and(|kind| kind.lists(norm))
}

/// Adds each rule that reads `norm`.
fn read(unit: &Unit, norm: &Norm, item: &mut Item) {
    for rule in RULES {
        for reads in rule.norms.iter().filter(|reads| reads.covers(norm)) {
            let sought = Sought {
                code: rule.code,
                noun: match rule.code {
                    Code::NotCovered => demand::uncovered(unit, norm),
                    _ => ledger::noun(unit, norm),
                }
                .unwrap_or_default(),
            };
            match reads.unrecorded(norm, unit) {
                Some(_) => item.unrecorded.insert(sought),
                None => item.enforced.insert(sought),
            };
        }
    }
}

/// 《…》, and that it is not in force.
pub fn title(unit: &Unit, regulation: &Regulation) -> String {
    let standing = unit.standing(regulation);
    let remark = standing.map_or(String::new(), |standing| format!("（{standing}）"));
    format!("《{}》{remark}", regulation.short.value)
}

/// The whole table, as text.
pub fn table(unit: &Unit) -> String {
    let mut out = String::new();
    let (mut articles, mut counts) = (0, [0; 3]);
    for regulation in &unit.regulations {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}", title(unit, regulation));
        for row in rows(unit, regulation) {
            articles += 1;
            for (count, standing) in counts.iter_mut().zip(COUNTED) {
                *count += row.count(standing);
            }
            let list = |sought: BTreeSet<Sought>| {
                let said = said(&sought).into_iter();
                let named = said.map(|(code, title)| format!("{code}（{title}）"));
                named.collect::<Vec<_>>().join("、")
            };
            let (enforced, unrecorded) = (row.enforced(), row.unrecorded());
            let mut said = row.standing().chinese().to_owned();
            let lead = match enforced.is_empty() {
                true => "，未核对：",
                false => "；没有记录，未核对：",
            };
            if !enforced.is_empty() {
                let _ = write!(said, "：{}", list(enforced));
            }
            if !unrecorded.is_empty() {
                let _ = write!(said, "{lead}{}", list(unrecorded));
            }
            let apart = row.apart(regulation);
            if !apart.is_empty() {
                let _ = write!(said, "；{apart}");
            }
            let article = regulation.path_chinese(&row.path);
            let _ = writeln!(out, "  {article}\t{}\t{said}", row.caption);
        }
    }
    let [enforced, unrecorded, documented] = counts;
    let _ = writeln!(
        out,
        "{articles} 条，分项计：程序核对 {enforced} 项，没有记录 {unrecorded} 项，人工检查 {documented} 项"
    );
    out
}

/// The standings that an item can have, as they are counted.
pub const COUNTED: [Standing; 3] = [Standing::Enforced, Standing::NoRecord, Standing::Documented];
