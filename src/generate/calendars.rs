//! What is due, and the calendars (.ics) of a year's work, one of all and one of each department.

use super::settings::edition;
use super::Run;
use crate::check::duties::{duties_until, Duty};
use crate::cli::{GenerateArgs, Product};
use crate::date::Date;
use crate::duty::ics::{self, Published};
use crate::duty::{Agenda, Years};
use crate::load::Loaded;
use crate::model::{Actor, Unit};
use crate::output::{self, Files};
use crate::view::calendar::title;

/// What is due in the year that is asked for, where something is and a page shows it; and years beside
/// each other, where somebody asks for calendars, there are several and they may be told of.
pub(super) fn due(
    args: &GenerateArgs,
    loaded: &Loaded,
    unit: &Unit,
    as_of: Date,
) -> (Option<Agenda>, Option<Years>) {
    let asks = |product: Product| args.only.is_empty() || args.only.contains(&product);
    let calendars = asks(Product::Calendar);
    // The sheets of posts are among the tables.
    if !(calendars || asks(Product::Tables)) {
        return (None, None);
    }
    let this = as_of.0.year();
    let year = args.year.unwrap_or(this);
    let all = duties_until(loaded, unit, as_of, year);
    let agenda = Agenda::new(edition(args), as_of, year, &all);
    if agenda.is_empty() {
        return (None, None);
    }
    // Of another year the page would tell no other story.
    let years = (calendars && year == this).then(|| Years::new(unit, &agenda, &all));
    (Some(agenda), years.flatten())
}

impl Run<'_> {
    /// What is due in the year, where somebody asks for calendars.
    pub(super) fn agenda(&self) -> Option<&Agenda> {
        self.due.as_ref().filter(|_| self.wants(Product::Calendar))
    }

    /// All calendars. What was published before, in the output folder, says how often each event
    /// was changed.
    pub(super) fn calendars(&self) -> Files {
        let Some(agenda) = self.agenda() else {
            return Files::new();
        };
        let unit = self.unit;
        let title = title(unit, agenda);
        let mut files = Files::new();
        let mut add = |end: &str, name: &str, duties: &[&Duty]| {
            let stems = [agenda.stem(), agenda.other_stem()];
            let paths = stems.map(|stem| format!("{stem}{end}.ics"));
            let before = paths.iter().map(|path| {
                let text = output::earlier(&self.args.written.output, path);
                text.map_or_else(Published::default, |text| Published::read(&text))
            });
            let published = before.reduce(Published::and).unwrap_or_default();
            let text = ics::write(unit, agenda, name, duties, &published);
            let [path, _] = paths;
            files.insert(path, text.into_bytes());
        };
        if self.wanted.is_all() {
            let all: Vec<&Duty> = agenda.duties.iter().collect();
            add("", &format!("{}{title}", unit.profile.name), &all);
        }
        for &index in &self.wanted.departments {
            let department = &unit.departments[index];
            let is_own = |object: Actor| {
                let of = unit.department_of(&object);
                of.is_some_and(|of| of.index as usize == index)
            };
            let own = agenda.duties.iter();
            let own: Vec<&Duty> = own.filter(|d| d.object.is_some_and(is_own)).collect();
            if !own.is_empty() {
                let name = format!("{}{title}", department.name.value);
                add(&format!("/{}", department.id.value), &name, &own);
            }
        }
        files
    }
}
