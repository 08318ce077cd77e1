//! A unit's vocabulary as the templates of rules files see it.

use crate::model::vocabulary::{Entry, Term, Vocabulary, Words};
use serde::Serialize;

/// A term of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Named {
    /// How the rules write it.
    pub id: &'static str,
    /// How pages show it.
    pub name: &'static str,
}

/// A grade.
#[derive(Debug, Clone, Serialize)]
pub struct Grade {
    id: &'static str,
    name: &'static str,
    /// As a regulation says it: 一级, 重大风险.
    said: String,
    /// 红色.
    colour: &'static str,
}

/// A factor.
#[derive(Debug, Clone, Serialize)]
pub struct Factor {
    id: &'static str,
    name: &'static str,
    /// What each score means, from 1.
    scale: &'static [String],
}

/// Every list of a vocabulary.
#[derive(Debug, Clone, Serialize)]
pub struct Terms {
    words: Words,
    grades: Vec<Grade>,
    powers: Vec<Named>,
    roles: Vec<Named>,
    focuses: Vec<Named>,
    factors: Vec<Factor>,
    levels: Vec<Named>,
    meeting_kinds: Vec<Named>,
    decision_kinds: Vec<Named>,
}

impl Terms {
    /// What the templates may say of `vocabulary`.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        Self {
            words: vocabulary.words.clone(),
            grades: vocabulary
                .grades
                .iter()
                .map(|grade| Grade {
                    id: grade.key(),
                    name: grade.chinese(),
                    said: said(grade.chinese()),
                    colour: &grade.colour().name,
                })
                .collect(),
            powers: named(&vocabulary.powers),
            roles: named(&vocabulary.roles),
            focuses: named(&vocabulary.focuses),
            factors: vocabulary
                .factors
                .iter()
                .map(|factor| Factor {
                    id: factor.key(),
                    name: factor.chinese(),
                    scale: &factor.entry().scale,
                })
                .collect(),
            levels: named(&vocabulary.levels),
            meeting_kinds: named(&vocabulary.meeting_kinds),
            decision_kinds: named(&vocabulary.decision_kinds),
        }
    }
}

/// 一级 as it is; 重大 as 重大风险, since 定为重大 is no sentence.
pub fn said(grade: &str) -> String {
    if grade.ends_with('级') || grade.ends_with("风险") {
        grade.to_owned()
    } else {
        format!("{grade}风险")
    }
}

fn named<E: Entry>(list: &[Term<E>]) -> Vec<Named> {
    list.iter()
        .map(|term| Named {
            id: term.key(),
            name: term.chinese(),
        })
        .collect()
}
