//! Which forms a run makes.

use crate::check::forms::{asked, Asked};
use crate::date::Date;
use crate::diagnostic::{Code, Finding};
use crate::html::BUILT_IN;
use crate::load::templates::OwnTemplates;
use crate::load::Loaded;
use crate::model::Unit;
use crate::view::form::{wanted, Form};
use std::collections::BTreeSet;

/// What is asked for.
pub(super) enum Asking<'a> {
    /// Every blank form.
    Blank,
    /// Those of a kind, with these ids.
    Named(&'a str, &'a [String]),
}

/// The forms of a run.
#[derive(Default)]
pub(super) struct Forms {
    /// What the norms ask of them.
    pub asked: Asked,
    /// Each.
    pub all: Vec<Form>,
    /// Whether a page leads to all of them.
    pub listed: bool,
    /// Whether nothing else is made: the pages that are there already stay as they are.
    pub alone: bool,
}

impl Forms {
    /// Those that are asked for; none where nothing is.
    ///
    /// # Errors
    /// That there is nothing of that kind or id, for a person.
    pub fn new(
        asking: Option<&Asking<'_>>,
        loaded: &Loaded,
        unit: &Unit,
        as_of: Date,
    ) -> Result<Self, String> {
        let Some(asking) = asking else {
            return Ok(Self::default());
        };
        let asked = asked(loaded, unit, as_of);
        let (all, alone) = match asking {
            Asking::Blank => (wanted::all(unit, &asked), false),
            Asking::Named(kind, ids) => (wanted::named(unit, (&asked, as_of), kind, ids)?, true),
        };
        Ok(Self {
            asked,
            all,
            listed: !alone,
            alone,
        })
    }

    /// The templates that ledgers name and that there are not.
    pub fn without_template(&self, own: &OwnTemplates) -> Vec<Finding> {
        let known = |form: &Form| {
            let name = format!("forms/{}.html", form.what.template());
            let built_in = BUILT_IN.iter().any(|(known, _)| *known == name);
            built_in || own.files.contains_key(&name)
        };
        let without: BTreeSet<(&str, &str)> = (self.all.iter())
            .filter(|form| !known(form))
            .map(|form| (form.what.key(), form.what.template()))
            .collect();
        let findings = without.iter().map(|(ledger, template)| {
            let message =
                format!("台账 {ledger} 的表单要用模板 forms/{template}.html，没有这个模板");
            let help = "在模板目录里写上这个文件，或者删去 form，用 forms/ledger.html";
            Finding::placeless(Code::BadTemplate, message).help(help)
        });
        findings.collect()
    }
}
