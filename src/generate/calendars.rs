//! The calendars (.ics) of a year's work, one of all and one of each department.

use super::settings::edition;
use super::Run;
use crate::check::duties::{duties, duties_until};
use crate::cli::{GenerateArgs, Product};
use crate::date::Date;
use crate::duty::ics::{self, Published};
use crate::duty::{Agenda, Years};
use crate::load::Loaded;
use crate::model::Unit;
use crate::output::{self, Files};
use crate::view::calendar::{title, CALENDAR, FOLDER};

/// What is due in the year that is asked for; `None` where nobody asks for it, or nothing is.
pub(super) fn agenda(
    args: &GenerateArgs,
    loaded: &Loaded,
    unit: &Unit,
    as_of: Date,
) -> Option<Agenda> {
    if !(args.only.is_empty() || args.only.contains(&Product::Calendar)) {
        return None;
    }
    let year = args.year.unwrap_or(as_of.0.year());
    let duties = duties(loaded, unit, as_of, year);
    let agenda = Agenda::new(edition(args), as_of, year, duties);
    (!agenda.is_empty()).then_some(agenda)
}

/// Years beside each other; `None` where there is but one, or nothing may be told.
pub(super) fn years(loaded: &Loaded, unit: &Unit, agenda: Option<&Agenda>) -> Option<Years> {
    // Of another year the page would tell no other story.
    let agenda = agenda.filter(|agenda| agenda.year == agenda.as_of.0.year())?;
    let all = duties_until(loaded, unit, agenda.as_of, agenda.year);
    Years::new(unit, agenda, &all)
}

impl Run<'_> {
    /// All calendars. What was published before, in the output folder, says how often each event
    /// was changed.
    pub(super) fn calendars(&self) -> Files {
        let Some(agenda) = &self.agenda else {
            return Files::new();
        };
        let unit = self.unit;
        let title = title(unit, agenda);
        let mut files = Files::new();
        let mut add = |path: String, name: &str, duties: &[&crate::check::duties::Duty]| {
            let before = output::earlier(&self.args.output, &path);
            let published = before.map_or_else(Published::default, |text| Published::read(&text));
            let text = ics::write(unit, agenda, name, duties, &published);
            files.insert(path, text.into_bytes());
        };
        if self.wanted.is_all() {
            let all: Vec<_> = agenda.duties.iter().collect();
            let name = format!("{}{title}", unit.profile.name);
            add(format!("{CALENDAR}.ics"), &name, &all);
        }
        for &index in &self.wanted.departments {
            let department = &unit.departments[index];
            let own = agenda.duties.iter().filter(|duty| {
                let of = unit.department_of(duty.object);
                of.is_some_and(|of| of.index as usize == index)
            });
            let own: Vec<_> = own.collect();
            if !own.is_empty() {
                let name = format!("{}{title}", department.name.value);
                add(format!("{FOLDER}/{}.ics", department.id.value), &name, &own);
            }
        }
        files
    }
}
