//! What the norms ask of records, key by key, for forms: which article asks for a field, who owes a
//! record and by when, where it is filed, and by which steps a grading goes.

use super::calendar::limit;
use super::demand::standings;
use super::duties::who;
use super::norm::{kinds, read};
use super::{grading, Context, Demand};
use crate::date::Date;
use crate::diagnostic::{Place, Spanned};
use crate::load::Loaded;
use crate::model::ledger::LedgerIs;
use crate::model::{
    Actor, Cite, Frequency, Grade, Grading, GradingObject, GradingStepKind, Norm, Period, Ref, Unit,
};
use std::collections::BTreeMap;

/// What norms in force ask of all records.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    ledgers: BTreeMap<String, OfLedger>,
    /// How gradings go: of each department and post, in their order.
    pub chains: Vec<Chain>,
    /// The days of publicity of a grading, and the article.
    pub publicity: Option<(i64, Cite)>,
    /// The articles that say that gradings are made again.
    pub regrade: Vec<Cite>,
    /// What a notice of each level is disposed of by: the level, the words, the article.
    pub disposals: Vec<(i64, String, Cite)>,
    /// Where information on risks comes together.
    pub centre: Option<Actor>,
    /// The questions that an assessment answers.
    pub questions: Vec<String>,
    /// The posts of the group that assesses, beside those of the department itself.
    pub members: Vec<Actor>,
}

/// What norms ask of the records of a ledger.
#[derive(Debug, Clone, Default)]
pub struct OfLedger {
    /// The articles that ask that they are kept.
    pub articles: Vec<Cite>,
    /// What is asked of a key.
    pub keys: BTreeMap<String, OfKey>,
    /// Who owes one.
    pub owed: Vec<Owed>,
    filings: Vec<Filing>,
    /// Who makes one about whom, where the norms say so of what goes with other records.
    by: Vec<(GradingObject, Vec<Actor>)>,
}

impl OfLedger {
    /// Who makes the record about an object, where the norms say.
    pub fn made_by(&self, object: Option<GradingObject>) -> &[Actor] {
        let owed = self.owed.iter().filter(|owed| owed.object == object);
        let owed = owed.map(|owed| owed.who.as_slice());
        let by = self.by.iter().filter(|(of, _)| Some(*of) == object);
        let mut all = owed.chain(by.map(|(_, who)| who.as_slice()));
        all.find(|who| !who.is_empty()).unwrap_or_default()
    }
}

/// What norms ask of a key.
#[derive(Debug, Clone, Default)]
pub struct OfKey {
    /// By these articles.
    pub articles: Vec<Cite>,
    /// In a few words: 10个工作日以内.
    pub hints: Vec<String>,
}

/// A record that somebody owes.
#[derive(Debug, Clone)]
pub struct Owed {
    /// Who; `None` for the unit.
    pub object: Option<GradingObject>,
    /// 每半年一次.
    pub often: String,
    /// The last day for the next one.
    pub next: Option<Date>,
    /// The period that it answers for.
    pub period: Option<Period>,
    /// What the norm calls it.
    pub noun: String,
    /// The article.
    pub article: Cite,
    /// Who makes it, where the norm says so.
    pub who: Vec<Actor>,
}

#[derive(Debug, Clone)]
struct Filing {
    subject: Option<String>,
    grade: Option<String>,
    with: Actor,
    article: Cite,
    norm: Place,
}

/// How a grading goes.
#[derive(Debug, Clone)]
pub struct Chain {
    /// Of what.
    pub object: GradingObject,
    /// The article.
    pub article: Cite,
    /// Its steps in order.
    pub steps: Vec<ChainStep>,
}

/// A step of a grading.
#[derive(Debug, Clone)]
pub struct ChainStep {
    /// Which.
    pub kind: GradingStepKind,
    /// Who takes it, where the norms say.
    pub by: Option<Actor>,
    /// The article.
    pub article: Cite,
}

impl Asked {
    /// What is asked of the records of the ledger with that id.
    pub fn of(&self, ledger: &str) -> Option<&OfLedger> {
        self.ledgers.get(ledger)
    }

    /// How the grading of an object goes.
    pub fn chain(&self, object: GradingObject) -> Option<&Chain> {
        self.chains.iter().find(|chain| chain.object == object)
    }

    /// Where the record of an object is filed, and by which article.
    pub fn filed(
        &self,
        ledger: &str,
        unit: &Unit,
        grounds: &super::Grounds,
        object: Option<GradingObject>,
    ) -> Option<(Actor, &Cite)> {
        let own = self.of(ledger)?;
        let fits = |filing: &&Filing| {
            let (subject, grade) = (filing.subject.as_deref(), filing.grade.as_deref());
            let Some(object) = object else {
                return subject.is_none() && grade.is_none();
            };
            let of_object: Grade = unit.object_grade(object);
            let mut norms = unit.norms();
            let norm = norms.find(|norm| norm.place == filing.norm);
            subject.is_none_or(|subject| subject == grading::subject(&object))
                && grade.is_none_or(|grade| grade == of_object.key())
                && norm.is_none_or(|norm| grounds.applies(norm, unit.place_of(object)))
        };
        let filing = own.filings.iter().find(fits)?;
        Some((filing.with, &filing.article))
    }

    fn ledger(&mut self, id: &str) -> &mut OfLedger {
        self.ledgers.entry(id.to_owned()).or_default()
    }

    fn key(&mut self, ledger: &str, key: &str, cite: &Cite) -> &mut OfKey {
        let own = self.ledger(ledger).keys.entry(key.to_owned()).or_default();
        add(&mut own.articles, cite);
        own
    }
}

fn add(all: &mut Vec<Cite>, cite: &Cite) {
    if !all.contains(cite) {
        all.push(cite.clone());
    }
}

/// What the norms of `unit`, made of `loaded`, ask on the day `as_of`.
pub fn asked(loaded: &Loaded, unit: &Unit, as_of: Date) -> Asked {
    let context = Context::new(loaded, unit, as_of);
    let mut asked = Asked::default();
    for demand in context.demands() {
        general(&context, &demand, &mut asked);
        special(&context, &demand, &mut asked);
    }
    asked.chains = grading::objects(unit)
        .filter_map(|object| chain(&context, object))
        .collect();
    asked
}

/// What the general kinds ask.
fn general(context: &Context<'_>, demand: &Demand<'_>, asked: &mut Asked) {
    let (norm, cite) = (demand.norm, &demand.cite);
    if kinds::EACH.is_of(norm) {
        let ledgers: Vec<&str> = norm.words("each").map(|(word, _)| word).collect();
        for ledger in ledgers {
            if let (true, Some(key)) = (is_ledger(context, ledger), norm.word("at")) {
                asked.key(ledger, key, cite);
            }
        }
        return;
    }
    if kinds::COVERED.is_of(norm) {
        if let Some(ledger) = norm.word("needs").filter(|id| is_ledger(context, id)) {
            add(&mut asked.ledger(ledger).articles, cite);
            let all = grading::objects(context.unit);
            let by = all.map(|object| (object, named(context, demand, Some(object))));
            let by: Vec<_> = by.filter(|(_, who)| !who.is_empty()).collect();
            asked.ledger(ledger).by.extend(by);
        }
        return;
    }
    let Some(ledger) = norm.word("ledger") else {
        return;
    };
    let entry = context
        .unit
        .ledgers
        .iter()
        .find(|known| known.key() == ledger);
    if kinds::DUE.is_of(norm) {
        due(context, demand, ledger, asked);
        // What says of when it is, is what the norm asks.
        let keys = entry.into_iter().flat_map(|ledger| {
            let entry = ledger.entry();
            let fields = entry.table.fields.iter();
            let of_when = fields.filter(|field| {
                field.holds == "period" || field.kept.range.is_some_and(|range| range.0 == 1949)
            });
            let of_when = of_when.map(|field| field.key.as_str());
            of_when.chain(entry.day.as_deref()).take(1)
        });
        for key in keys {
            asked.key(ledger, key, cite);
        }
    } else if kinds::WITHIN.is_of(norm) {
        let begin = norm.word("start").unwrap_or_default();
        asked.key(ledger, begin, cite);
        let begin = entry
            .and_then(|known| known.entry().table.fields.iter().find(|f| f.key == begin))
            .map_or("", |field| field.about.as_str());
        for (key, _) in norm.words("deadline") {
            asked.key(ledger, key, cite);
        }
        let within = limit(norm).replace(' ', "");
        for (key, _) in norm.words("end") {
            let own = asked.key(ledger, key, cite);
            if !within.is_empty() && !begin.is_empty() {
                let within = within.trim_start_matches('在');
                own.hints.push(format!("自{begin}起{within}"));
            }
        }
    } else if kinds::COMPLETE.is_of(norm) {
        for (key, _) in norm.words("needs") {
            asked.key(ledger, key, cite);
        }
    } else if kinds::STEPS.is_of(norm) {
        if let Some(key) = norm.word("key") {
            asked.key(ledger, key, cite);
        }
    }
}

fn is_ledger(context: &Context<'_>, id: &str) -> bool {
    super::ledger::is_ledger(context.unit, id)
}

/// Who makes what a norm wants of an object, where it says so.
fn named(context: &Context<'_>, demand: &Demand<'_>, object: Option<GradingObject>) -> Vec<Actor> {
    let norm = demand.norm;
    let in_charge = norm
        .words("who")
        .any(|(word, _)| matches!(word, "leader" | "head"));
    let nobody =
        in_charge && object.is_none_or(|of| context.unit.department_of(&of.into()).is_none());
    match norm.get("who") {
        Some(_) if !nobody => who(context, norm, object.map(Actor::from)),
        _ => Vec::new(),
    }
}

/// Who owes records of a ledger.
fn due(context: &Context<'_>, demand: &Demand<'_>, ledger: &str, asked: &mut Asked) {
    add(&mut asked.ledger(ledger).articles, &demand.cite);
    for (entity, standing) in standings(context, demand) {
        let object = object(context.unit, entity.kind(), entity.text("id").unwrap_or(""));
        if object.is_none() && entity.kind() != "unit" {
            continue;
        }
        let frequency = standing.frequency.chinese();
        let often = match standing.times {
            1 => format!("{frequency}一次"),
            times => format!("{frequency}{times}次"),
        };
        let period = standing
            .period
            .filter(|_| standing.frequency != Frequency::TwoYears);
        asked.ledger(ledger).owed.push(Owed {
            object,
            often,
            next: standing.next,
            period,
            noun: standing.noun,
            article: demand.cite.clone(),
            who: named(context, demand, object),
        });
    }
}

fn object(unit: &Unit, kind: &str, id: &str) -> Option<GradingObject> {
    grading::objects(unit).find(|object| match object {
        GradingObject::Department(d) => kind == "department" && *unit[*d].id == *id,
        GradingObject::Post(p) => kind == "post" && *unit[*p].id == *id,
    })
}

/// What the kinds ask that are about one ledger, which they know by what it is.
fn special(context: &Context<'_>, demand: &Demand<'_>, asked: &mut Asked) {
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
        "regrade" => add(&mut asked.regrade, cite),
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
    add(&mut asked.ledger(ledger).articles, &demand.cite);
    asked.key(ledger, "kind", &demand.cite);
    let Some(years) = read::count(norm, "years") else {
        return;
    };
    let posts = context.unit.posts.iter().enumerate();
    let rotating = posts.filter(|(_, post)| context.rotates(norm, post));
    let owed = rotating.map(|(index, post)| {
        let records = context.unit.records.rotations.iter();
        let moved = records
            .filter(|r| r.post.is_some_and(|p| p.index as usize == index))
            .filter_map(|r| r.date.as_ref());
        let since = moved.chain(&post.since).map(|day| day.value).max();
        Owed {
            object: Some(GradingObject::Post(Ref::new(index, post.id.place))),
            often: format!("任满{years}年"),
            next: since.map(|since| super::calendar::after_years(since, years)),
            period: None,
            noun: String::new(),
            article: demand.cite.clone(),
            who: Vec::new(),
        }
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

/// How the next grading of an object goes.
fn chain(context: &Context<'_>, object: GradingObject) -> Option<Chain> {
    let unit = context.unit;
    let procedure = grading::procedure(context, &object, context.as_of)?;
    let place = unit.place_of(object);
    // As if it were graded today as it was.
    let next = Grading {
        object: Some(object),
        year: Spanned::new(i64::from(unit.profile.grading_year), place),
        grade: Spanned::new(unit.object_grade(object), place),
        steps: Vec::new(),
        place,
    };
    let named = |key| {
        let id = procedure.norm.word(key)?;
        grading::actor(unit, id)
    };
    let publicity = context.demands_of(|norm| *norm.kind == "publicity").next();
    let filed = grading::filing(context, &next);
    let steps = grading::steps(context, &procedure, &next).into_iter();
    let steps = steps.map(|kind| {
        let mut article = procedure.cite.clone();
        let by = match kind {
            GradingStepKind::SelfReport => match object {
                GradingObject::Department(d) => Some(Actor::Department(d)),
                GradingObject::Post(p) => Some(Actor::Post(p)),
            },
            GradingStepKind::Meeting => grading::department(unit, &object).map(Actor::Department),
            GradingStepKind::Review => {
                let found = grading::reviewer(context, &procedure, &object, context.as_of);
                found.map(|(demand, by)| {
                    article = demand.cite;
                    by
                })
            }
            GradingStepKind::Collect => named("collector"),
            GradingStepKind::Recheck => named("rechecker"),
            GradingStepKind::Decide => named("decider"),
            GradingStepKind::Publish => {
                if let Some(demand) = &publicity {
                    article = demand.cite.clone();
                }
                None
            }
            GradingStepKind::File => match &filed {
                Some(filed) => {
                    article = filed.demand.cite.clone();
                    Some(filed.with)
                }
                None => named("filed-with"),
            },
        };
        ChainStep { kind, by, article }
    });
    Some(Chain {
        object,
        article: procedure.cite.clone(),
        steps: steps.collect(),
    })
}
