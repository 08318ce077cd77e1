//! Which forms there are: for each ledger a blank one for each who owes a record of it, or one for
//! anybody; for gradings what is filled in before, and what is shown in public.

use crate::check::forms::Asked;
use crate::date::Date;
use crate::diagnostic::words::{meant, quoted};
use crate::model::ledger::{Ledger, LedgerIs, Record};
use crate::model::{GradingObject, Unit};

/// What is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A record of a ledger.
    Ledger(Ledger),
    /// What a department or a post reports of itself before it is graded: 排查登记表.
    Screening,
    /// What is shown in public of the gradings: 公示.
    Publicity,
    /// What came of it: 公示结果.
    Outcome,
}

/// The name of the forms about gradings, as `[[grading]]` is that of their records.
const GRADING: &str = "grading";

impl What {
    /// How the command line and the files call it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Ledger(ledger) => ledger.key(),
            Self::Screening => GRADING,
            Self::Publicity => "grading-publicity",
            Self::Outcome => "grading-outcome",
        }
    }

    /// What such a form is called.
    pub fn name(self, unit: &Unit) -> String {
        let integrity = &unit.words().integrity;
        match self {
            Self::Ledger(ledger) => {
                let entry = ledger.entry();
                entry.form_title.as_ref().unwrap_or(&entry.name).clone()
            }
            Self::Screening => format!("{integrity}风险排查登记表"),
            Self::Publicity => format!("{integrity}风险等级公示"),
            Self::Outcome => format!("{integrity}风险等级公示结果"),
        }
    }

    /// The template that prints it, below `forms/`.
    pub fn template(self) -> &'static str {
        match self {
            Self::Ledger(ledger) => ledger.entry().form.as_deref().unwrap_or("ledger"),
            Self::Screening => "screening",
            Self::Publicity => "publicity",
            Self::Outcome => "publicity-outcome",
        }
    }

    /// Every kind that a unit has.
    pub fn all(unit: &Unit) -> Vec<Self> {
        let ledgers = unit.ledgers.iter().copied().map(Self::Ledger);
        let mut all: Vec<Self> = ledgers.collect();
        let own = [Self::Screening, Self::Publicity, Self::Outcome];
        let graded = !unit.departments.is_empty() || !unit.posts.is_empty();
        // A ledger of the unit's own may be called so.
        let free = |what: &Self| unit.ledgers.iter().all(|ledger| ledger.key() != what.key());
        all.extend(own.into_iter().filter(|what| graded && free(what)));
        all
    }
}

/// For whom a form is, or which record it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Nobody yet.
    Blank,
    /// A department or a post.
    Object(GradingObject),
    /// The record with that place among all.
    Record(usize),
}

/// A form that is to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// What is filled in.
    pub what: What,
    /// For whom.
    pub of: Of,
}

impl Form {
    /// Its path below the output folder, without extension.
    pub fn stem(&self, unit: &Unit) -> String {
        let key = self.what.key();
        match self.of {
            Of::Blank => format!("forms/{key}"),
            Of::Object(object) => format!("forms/{key}/{}", unit.actor_id(&object.into())),
            Of::Record(at) => {
                let name = match &unit.records.all[at].id {
                    Some(id) => id.value.clone(),
                    None => number(unit, at).to_string(),
                };
                format!("forms/{key}/records/{name}")
            }
        }
    }

    /// The way from it to the output folder.
    pub fn root(&self) -> &'static str {
        match self.of {
            Of::Blank => "../",
            Of::Object(_) => "../../",
            Of::Record(_) => "../../../",
        }
    }

    /// The record that it shows.
    pub fn record<'u>(&self, unit: &'u Unit) -> Option<&'u Record> {
        match self.of {
            Of::Record(at) => unit.records.all.get(at),
            _ => None,
        }
    }

    /// Whom it is for, in words; empty for anybody.
    pub fn whose(&self, unit: &Unit) -> String {
        let object = match self.of {
            Of::Object(object) => Some(object),
            Of::Record(_) => self.record(unit).and_then(|record| record.object),
            Of::Blank => None,
        };
        object.map_or(String::new(), |object| unit.object_name(object).to_owned())
    }
}

/// The place of a record in its ledger, from 1.
fn number(unit: &Unit, at: usize) -> usize {
    let (before, rest) = unit.records.all.split_at(at);
    let own = before.iter().filter(|other| other.ledger == rest[0].ledger);
    own.count() + 1
}

/// Every blank form.
pub fn all(unit: &Unit, asked: &Asked) -> Vec<Form> {
    let kinds = What::all(unit).into_iter();
    kinds.flat_map(|what| blank(unit, asked, what)).collect()
}

/// The blank forms of one kind: one for each who owes such a record, else one for anybody.
fn blank(unit: &Unit, asked: &Asked, what: What) -> Vec<Form> {
    let form = |object| Form {
        what,
        of: Of::Object(object),
    };
    let objects: Vec<GradingObject> = match what {
        What::Ledger(ledger) => {
            let owed = asked.of(ledger.key()).map_or(&[][..], |own| &own.owed);
            let mut objects = Vec::new();
            for object in owed.iter().filter_map(|owed| owed.object) {
                if fits(ledger, object) && !objects.contains(&object) {
                    objects.push(object);
                }
            }
            objects
        }
        What::Screening => unit.objects().collect(),
        What::Publicity | What::Outcome => Vec::new(),
    };
    match objects.is_empty() {
        true => vec![Form {
            what,
            of: Of::Blank,
        }],
        false => objects.into_iter().map(form).collect(),
    }
}

/// Whether the records of a ledger can be about such an object.
fn fits(ledger: Ledger, object: GradingObject) -> bool {
    let key = match object {
        GradingObject::Department(_) => "department",
        GradingObject::Post(_) => "post",
    };
    let table = &ledger.entry().table;
    let fields = table.fields.iter();
    let whose = fields.filter(|field| field.key == key);
    let mut whose = whose.filter(|field| field.holds == format!("ref:{key}"));
    whose.next().is_some()
}

/// The forms that a command line asks for: of a kind, by its id or its name, for those with these
/// ids; all blank ones of the kind where none is named.
///
/// # Errors
/// That there is no such kind, or nothing of such an id, for a person.
pub fn named(
    unit: &Unit,
    (asked, as_of): (&Asked, Date),
    kind: &str,
    ids: &[String],
) -> Result<Vec<Form>, String> {
    let all = What::all(unit);
    let called = |what: &&What| what.key() == kind || what.name(unit) == kind;
    let Some(&what) = all.iter().find(called) else {
        return Err(no_such_kind(unit, &all, kind));
    };
    if ids.is_empty() {
        return Ok(blank(unit, asked, what));
    }
    let mut out = Vec::new();
    for asked_for in ids {
        let found = of_id(unit, what, asked_for);
        if found.is_empty() {
            return Err(no_such_id(unit, what, asked_for, as_of));
        }
        out.extend(found);
    }
    Ok(out)
}

/// The records with that id or that day, and the department or post with that id or name.
fn of_id(unit: &Unit, what: What, asked: &str) -> Vec<Form> {
    let day = Date::parse(asked);
    let records = unit.records.all.iter().enumerate();
    let records = records.filter(|(_, record)| match what {
        What::Ledger(ledger) => record.ledger == ledger,
        _ => false,
    });
    // One without an id and a day is called by its place in the ledger.
    let is_it = |at: usize, record: &Record| match (&record.id, record.day()) {
        (Some(id), _) if id.value == asked => true,
        (None, None) => number(unit, at).to_string() == asked,
        (_, own) => day.is_some() && own == day,
    };
    let records = records.filter(|&(at, record)| is_it(at, record));
    let records = records.map(|(at, _)| Of::Record(at));
    let is_object = |object: &GradingObject| {
        unit.actor_id(&(*object).into()) == asked || unit.object_name(*object) == asked
    };
    let can = |object: &GradingObject| match what {
        What::Ledger(ledger) => takes(ledger, *object),
        What::Screening => true,
        What::Publicity | What::Outcome => false,
    };
    let objects = unit.objects().filter(is_object).filter(can).map(Of::Object);
    let all = records.chain(objects);
    all.map(|of| Form { what, of }).collect()
}

/// Whether a form of a ledger can be filled in for an object: its records are about such, or say
/// it under some key.
fn takes(ledger: Ledger, object: GradingObject) -> bool {
    let kind = match object {
        GradingObject::Department(_) => "department",
        GradingObject::Post(_) => "post",
    };
    let fields = &ledger.entry().table.fields;
    let known = matches!(ledger.entry().is, Some(LedgerIs::Appraisal));
    known
        || fields.iter().any(|field| {
            let (one, many) = (format!("ref:{kind}"), format!("refs:{kind}"));
            field.holds == one || field.holds == many
        })
}

fn no_such_kind(unit: &Unit, all: &[What], kind: &str) -> String {
    let names: Vec<(&str, String)> = (all.iter())
        .map(|what| (what.key(), what.name(unit)))
        .collect();
    let near = meant(kind, names.iter().map(|(id, name)| (*id, name.as_str())));
    let near = near.map_or(String::new(), |near| format!("，是不是要写 {near}？"));
    let names: Vec<String> = names
        .iter()
        .map(|(id, name)| format!("{id} {name}"))
        .collect();
    format!(
        "没有 {} 这种表单{near}\n  可以写：{}\n",
        quoted(kind),
        names.join(" · ")
    )
}

fn no_such_id(unit: &Unit, what: What, asked: &str, as_of: Date) -> String {
    let name = what.name(unit);
    let word = match unit.words().department.as_str() {
        "" => "机构",
        word => word,
    };
    let names = unit
        .objects()
        .map(|object| (unit.actor_id(&object.into()), unit.object_name(object)));
    let ids = unit.records.all.iter().filter_map(|record| {
        let own = What::Ledger(record.ledger) == what;
        let id = record.id.as_ref().filter(|_| own)?;
        Some((id.as_str(), ""))
    });
    let near = meant(asked, ids.chain(names));
    let near = near.map_or(String::new(), |near| format!("，是不是要写 {near}？"));
    if Date::parse(asked).is_some_and(|day| day > as_of) {
        let as_of = as_of.chinese();
        return format!(
            "{} 在今天（{as_of}）以后，那天的记录还不算；要算，用 --as-of 写明哪一天\n",
            quoted(asked)
        );
    }
    format!(
        "{name}里没有 {} 这条记录，也没有可以填它的{word}或者岗位{near}\n  写记录的编号或者日期（2013-01-04），或者{word}、岗位的编号；不写时，应当填它的各印一张空白的\n",
        quoted(asked)
    )
}
