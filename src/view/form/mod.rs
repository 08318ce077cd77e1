//! Forms to be filled in by hand or on the screen: for each ledger from what it declares, filled
//! before with what the rules know. A record on file is shown as its form, filled.

mod article;
mod documents;
mod field;
mod known;
mod layout;
pub mod list;
mod prefill;
mod shape;
pub mod wanted;

pub use known::Known;
pub use shape::FieldView;
pub use wanted::{Form, Of, What};

use super::anchors::{Anchors, Link};
use super::issue::Issue;
use super::site::Site;
use crate::check::duties::Duty;
use crate::check::forms::{Asked, Owed};
use crate::model::ledger::Record;
use crate::model::{GradingObject, Unit};
use article::short;
use documents::{documents, Named};
use layout::Block;
use serde::Serialize;
use shape::Fill;
use std::collections::BTreeMap;

/// All that a template of `forms/` sees.
#[derive(Debug, Clone, Serialize)]
pub struct FormPage {
    /// The frame.
    pub site: Site,
    /// The list of all forms, where it is made.
    pub home: Option<String>,
    /// The same form to be printed.
    pub pdf: Option<String>,
    /// The same form for Word.
    pub docx: Option<String>,
    /// What its records are called: 自查报告.
    pub name: String,
    /// What the page is called: 财政所自查报告.
    pub title: String,
    /// `XYY-CZS-SC-2013-H1`.
    pub number: String,
    /// 2013年度, or the period that it answers for.
    pub period: String,
    /// Whether it shows a record on file.
    pub filled: bool,
    /// Its fields, in the order of the ledger.
    pub fields: Vec<FieldView>,
    /// The same by their keys.
    pub f: BTreeMap<String, FieldView>,
    /// The same in rows, as the general form has them.
    pub blocks: Vec<Block>,
    /// What the rules know of whom it is about.
    pub known: Known,
    /// How often, and by when.
    pub owed: Option<OwedView>,
    /// The articles that ask for it.
    pub articles: Vec<Link>,
    /// The articles that ask for it and for its fields, in full: 《…》第十四条、第十九条.
    pub laws: Vec<String>,
    /// What 评估预警办法 on the form is: the brief name and the title.
    pub documents: Vec<Named>,
}

/// When the next record is owed.
#[derive(Debug, Clone, Serialize)]
pub struct OwedView {
    /// 每半年一次.
    pub often: String,
    /// 2013年6月30日.
    pub by: Option<String>,
    /// The article.
    pub article: Link,
}

impl FormPage {
    /// The page of a form.
    pub fn new(issue: &Issue, asked: &Asked, form: &Form) -> Self {
        let unit = issue.unit();
        let root = form.root();
        let anchors = Anchors::from(issue, handbook(root));
        let record = form.record(unit);
        let object = match form.of {
            Of::Object(object) => Some(object),
            Of::Record(_) => record.and_then(|record| record.object),
            Of::Blank => None,
        };
        let owed = owed(asked, form, object);
        let answers = asked.answered(form.what.key(), object, record);
        let fill = Fill {
            unit,
            asked,
            anchors,
            object,
            answers,
            record,
            grounds: issue.grounds(),
        };
        let fields = match form.what {
            What::Ledger(ledger) => field::fields(&fill, ledger),
            _ => Vec::new(),
        };
        let known = known::known(issue, &fill);
        let owns = |ledger: &str| asked.of(ledger).map(|own| own.articles.as_slice());
        let articles = owns(form.what.key()).unwrap_or_default();
        let articles: Vec<Link> = articles.iter().map(|c| short(unit, anchors, c)).collect();
        let period = period(unit, form, answers, record);
        let name = form.what.name(unit);
        let whose = match object {
            Some(object) => unit.object_name(object).to_owned(),
            None => String::new(),
        };
        let stem = form.stem(unit);
        let file = stem.rsplit('/').next().unwrap_or_default();
        let is_blank = matches!(form.of, Of::Blank | Of::Object(_));
        Self {
            site: Site::new(issue, root),
            home: (issue.outputs.html && issue.outputs.forms_list)
                .then(|| format!("{root}{}.html", list::STEM)),
            pdf: issue.outputs.pdf.then(|| format!("{file}.pdf")),
            docx: issue.outputs.docx.then(|| format!("{file}.docx")),
            title: format!("{whose}{name}"),
            number: number(unit, form, object, answers),
            period,
            filled: !is_blank,
            blocks: layout::blocks(&fields, &known),
            f: fields.iter().map(|f| (f.key.clone(), f.clone())).collect(),
            documents: documents(
                unit,
                &fields,
                &articles,
                Some(&known).filter(|_| shows_known(form)),
            ),
            fields,
            known,
            owed: owed.map(|owed| OwedView {
                often: owed.often.clone(),
                by: answers.map(|duty| duty.last.chinese()),
                article: short(unit, anchors, &owed.article),
            }),
            laws: documents::laws(unit, asked.of(form.what.key())),
            articles,
            name,
        }
    }
}

/// The handbook, seen from a page so far below the output folder.
fn handbook(root: &str) -> &'static str {
    match root {
        "" => "handbook.html",
        "../" => "../handbook.html",
        "../../" => "../../handbook.html",
        _ => "../../../handbook.html",
    }
}

/// Whether the form shows risk points, measures and steps with their articles.
fn shows_known(form: &Form) -> bool {
    let template = form.what.template();
    [
        "screening",
        "self-check",
        "inspection",
        "publicity",
        "publicity-outcome",
    ]
    .contains(&template)
}

/// What is owed next of what the form is for.
fn owed<'a>(asked: &'a Asked, form: &Form, object: Option<GradingObject>) -> Option<&'a Owed> {
    let own = asked.of(form.what.key())?;
    let mut own = own.owed.iter().filter(|owed| owed.object == object);
    own.next()
}

/// The period that it answers for, in words.
fn period(unit: &Unit, form: &Form, answers: Option<&Duty>, record: Option<&Record>) -> String {
    let written = record.and_then(|record| {
        let fields = &record.ledger.entry().table.fields;
        let key = fields.iter().find(|field| field.holds == "period")?;
        record.values.period(&key.key)
    });
    if let Some(period) = written {
        return period.value.chinese();
    }
    let year = record.and_then(|record| record.day());
    if let Some(day) = year {
        return format!("{}年度", day.0.year());
    }
    match answers.and_then(|duty| duty.period) {
        Some(period) => period.chinese(),
        None => match form.what {
            What::Ledger(_) => String::new(),
            _ => format!("{}年度", unit.profile.grading_year),
        },
    }
}

/// `XYY-CZS-SELF-CHECK-2013-H1`: the unit, whom it is about, the ledger, the time; nothing for a
/// form that is nobody's yet.
fn number(
    unit: &Unit,
    form: &Form,
    object: Option<GradingObject>,
    answers: Option<&Duty>,
) -> String {
    let Some(object) = object else {
        return String::new();
    };
    let id = unit.actor_id(&object.into());
    let time = match answers.and_then(|duty| duty.period) {
        Some(period) => period.key(),
        None => unit.profile.grading_year.to_string(),
    };
    let (code, key) = (&unit.profile.code, form.what.key());
    let number = format!("{code}-{id}-{key}-{time}").to_uppercase();
    number.trim_start_matches('-').to_owned()
}
