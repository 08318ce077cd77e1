//! What norms that know their records ask of them.

use super::{note, Asked, Filing, Owed};
use crate::check::calendar::limit;
use crate::check::norm::read;
use crate::check::{grading, Context, Demand};
use crate::model::ledger::LedgerIs;
use crate::model::{GradingObject, Norm, Ref, Unit};

/// What the kinds ask that are about one ledger, which they know by what it is.
pub(super) fn add(context: &Context<'_>, demand: &Demand<'_>, asked: &mut Asked) {
    let (unit, norm, cite) = (context.unit, demand.norm, &demand.cite);
    let ids = |is| {
        let mut all = unit.ledgers.iter();
        all.find(move |ledger| ledger.entry().is == Some(is))
            .map(|ledger| ledger.key())
    };
    let mut keys = |is, keys: &[&str]| {
        for key in keys {
            if let Some(id) = ids(is) {
                asked.key(id, key, cite);
            }
        }
    };
    match norm.kind.as_str() {
        "assessment-steps" => {
            keys(LedgerIs::Decision, &["steps"]);
            let named = ["principal-leader", "discipline-secretary"].into_iter();
            let named = named.flat_map(|key| norm.words(key).map(|(id, _)| id));
            let members = named.filter_map(|id| grading::actor(unit, id));
            asked.members.extend(members);
        }
        "assessment-questions" => {
            keys(LedgerIs::Decision, &["answers"]);
            asked.questions = questions(unit, demand);
        }
        "report-contents" => {
            keys(LedgerIs::Decision, &["contents"]);
            if read::flag(norm, "approved") {
                keys(LedgerIs::Decision, &["approved"]);
            }
            if norm.get("signed-by").is_some() {
                keys(LedgerIs::Decision, &["signed-by"]);
            }
        }
        "decision-kinds" => keys(LedgerIs::Decision, &["kind"]),
        "assessor-is-submitter" => keys(LedgerIs::Decision, &["assessor"]),
        "report-before-meeting" => keys(LedgerIs::Decision, &["submitted"]),
        "advice" => keys(LedgerIs::Decision, &["advice"]),
        "large-sum-minutes" => keys(LedgerIs::Decision, &["amount", "meeting"]),
        "disposal" => {
            keys(LedgerIs::Notice, &["disposal"]);
            let levels = 1..=unit.vocabulary.levels.len() as i64;
            asked.disposals.extend(levels.filter_map(|level| {
                let words = read::entry(norm, "by-level", &level.to_string())?;
                Some((level, words.value.to_owned(), cite.clone()))
            }));
        }
        "warning-level-by-role" | "warning-level-by-place" => keys(LedgerIs::Notice, &["level"]),
        "bottom-ranks" => keys(LedgerIs::Appraisal, &["ranking", "supervision"]),
        "rotation" => {
            if let Some(id) = ids(LedgerIs::Rotation) {
                rotation(context, demand, id, asked);
            }
        }
        "filing" => filing(context, demand, asked),
        "publicity" => {
            let days = read::count(norm, "days").unwrap_or_default();
            asked.publicity.get_or_insert((days, cite.clone()));
        }
        "regrade" => note(&mut asked.regrade, cite),
        "information-levels" => {
            let centre = norm.word("centre").and_then(|id| grading::actor(unit, id));
            asked.centre = asked.centre.or(centre);
        }
        _ => {}
    }
}

/// The questions that an article lists.
fn questions(unit: &Unit, demand: &Demand<'_>) -> Vec<String> {
    let Some(path) = &demand.cite.path else {
        return Vec::new();
    };
    let article = unit[demand.cite.regulation].article(path.article());
    let lines = article.into_iter().flat_map(|article| &article.lines);
    let below = lines.filter(|line| {
        let own = line.path.as_ref();
        own.is_some_and(|own| own != path && own.lies_in(path) && line.number.is_some())
    });
    below.map(|line| line.text.clone()).collect()
}

/// The posts that somebody has to leave for another.
fn rotation(context: &Context<'_>, demand: &Demand<'_>, ledger: &str, asked: &mut Asked) {
    let norm: &Norm = demand.norm;
    note(&mut asked.ledger(ledger).articles, &demand.cite);
    asked.key(ledger, "kind", &demand.cite);
    let Some(years) = read::count(norm, "years") else {
        return;
    };
    let posts = context.unit.posts.iter().enumerate();
    let rotating = posts.filter(|(_, post)| context.rotates(norm, post));
    let owed = rotating.map(|(index, post)| Owed {
        object: Some(GradingObject::Post(Ref::new(index, post.id.place))),
        often: format!("任满{years}年"),
        noun: String::new(),
        article: demand.cite.clone(),
        who: Vec::new(),
    });
    let owed: Vec<Owed> = owed.collect();
    asked.ledger(ledger).owed.extend(owed);
}

fn filing(context: &Context<'_>, demand: &Demand<'_>, asked: &mut Asked) {
    let norm = demand.norm;
    let Some(record) = norm.word("record") else {
        return;
    };
    let minutes = record == "minutes";
    let ledgers = context.unit.ledgers.iter();
    let ledger = ledgers.map(|ledger| (ledger.key(), ledger.entry().is));
    let mut ledger = ledger.filter(|(id, is)| match minutes {
        true => *is == Some(LedgerIs::Meeting),
        false => *id == record,
    });
    let (Some((id, _)), Some(with)) = (
        ledger.next(),
        norm.word("with")
            .and_then(|id| grading::actor(context.unit, id)),
    ) else {
        return;
    };
    let own = asked.key(id, "filed", &demand.cite);
    let within = limit(norm).replace(' ', "");
    if !within.is_empty() {
        own.hints.push(within.trim_start_matches('在').to_owned());
    }
    let word = |key| norm.word(key).map(str::to_owned);
    asked.ledger(id).filings.push(Filing {
        subject: word("subject"),
        grade: word("grade"),
        with,
        article: demand.cite.clone(),
        norm: norm.place,
    });
}
