//! One issue of the pages: for whom, dated when, which files beside it.

use super::form::wanted::Form;
use super::public::public;
use crate::check::Grounds;
use crate::date::Date;
use crate::diagnostic::Finding;
use crate::duty::Agenda;
use crate::model::{Division, Edition, Unit, Workflow};
use crate::sheet::summary;
use std::borrow::Cow;

/// Which files the run writes; a page links to nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outputs {
    /// `handbook.*`.
    pub handbook: bool,
    /// `tables/*`.
    pub tables: bool,
    /// Departments (by index in the unit) with posters.
    pub posters: Vec<usize>,
    /// Bodies (by index in the unit) with posters, those that are no departments.
    pub bodies: Vec<usize>,
    /// What the files of the year's work are called by, where something is due.
    pub calendar: Option<String>,
    /// Pages for the browser.
    pub html: bool,
    /// Pages for the printer.
    pub pdf: bool,
    /// Tables as workbooks.
    pub xlsx: bool,
    /// Pages for Word.
    pub docx: bool,
    /// The forms.
    pub forms: Vec<Form>,
    /// Whether there is a page that leads to all forms.
    pub forms_list: bool,
}

impl Outputs {
    /// Everything, for all departments of `unit`.
    pub fn all(unit: &Unit) -> Self {
        Self {
            handbook: true,
            tables: true,
            posters: (0..unit.departments.len()).collect(),
            bodies: (0..unit.organs.len()).collect(),
            calendar: None,
            html: true,
            pdf: true,
            xlsx: true,
            docx: false,
            forms: Vec::new(),
            forms_list: false,
        }
    }

    /// Whether there is the sheet of the whole unit among the posters: nobody asked for a few
    /// departments alone.
    pub fn unit_poster(&self, unit: &Unit) -> bool {
        let all =
            self.posters.len() == unit.departments.len() && self.bodies.len() == unit.organs.len();
        all && self.any_posters(unit) && summary::hangs(unit)
    }

    /// Whether there are posters.
    pub fn any_posters(&self, unit: &Unit) -> bool {
        let drawn = |workflow: &Workflow| {
            let of = match workflow.division {
                Some(Division::Organ(organ)) => self.bodies.contains(&(organ.index as usize)),
                _ => false,
            };
            of && !workflow.steps.is_empty()
        };
        !self.posters.is_empty() || unit.workflows.iter().any(drawn)
    }
}

/// One issue of the pages: the unit's data and the choices of this run.
#[derive(Debug, Clone)]
pub struct Issue<'a> {
    /// The data, as far as the edition may show it.
    unit: Cow<'a, Unit>,
    /// For whom.
    edition: Edition,
    /// The day the tables are dated with.
    pub as_of: Option<Date>,
    /// Whether the rules still have errors.
    pub draft: bool,
    /// What is written beside the page.
    pub outputs: Outputs,
    /// What grades rest on beyond the unit itself.
    grounds: Option<&'a Grounds>,
    /// What the checks have found.
    findings: &'a [Finding],
    /// What is due in the year that the calendar shows.
    agenda: Option<&'a Agenda>,
}

impl<'a> Issue<'a> {
    /// An issue of `unit` for the readers of `edition`; it holds nothing that they may not see.
    pub fn new(
        unit: &'a Unit,
        edition: Edition,
        as_of: Option<Date>,
        draft: bool,
        outputs: Outputs,
    ) -> Self {
        let unit = match edition {
            Edition::Internal => Cow::Borrowed(unit),
            Edition::Public => Cow::Owned(public(unit)),
        };
        Self {
            unit,
            edition,
            as_of,
            draft,
            outputs,
            grounds: None,
            findings: &[],
            agenda: None,
        }
    }

    /// The same, with what the grades of the unit rest on beyond itself.
    pub fn with_grounds(mut self, grounds: &'a Grounds) -> Self {
        self.grounds = Some(grounds);
        self
    }

    /// What grades rest on that the rules of the unit do not show by themselves.
    pub(super) fn grounds(&self) -> Cow<'a, Grounds> {
        self.grounds.map_or_else(Cow::default, Cow::Borrowed)
    }

    /// The same, with what the checks have found.
    pub fn with_findings(mut self, findings: &'a [Finding]) -> Self {
        self.findings = findings;
        self
    }

    /// What the checks have found; the public edition does not tell.
    pub(super) fn findings(&self) -> &[Finding] {
        match self.edition {
            Edition::Internal => self.findings,
            Edition::Public => &[],
        }
    }

    /// The same, with what is due, for the same readers, in the year that the calendar shows.
    pub fn with_agenda(self, agenda: Option<&'a Agenda>) -> Self {
        Self { agenda, ..self }
    }

    /// What is due in the year that the calendar shows; nothing where there is no such page.
    pub(super) fn agenda(&self) -> Option<&'a Agenda> {
        (self.agenda).filter(|_| self.outputs.calendar.is_some() && self.outputs.html)
    }

    /// The data, as far as the edition may show it.
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// For whom.
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// Whether persons may be named.
    pub fn internal(&self) -> bool {
        self.edition == Edition::Internal
    }
}
