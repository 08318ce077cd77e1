//! Every page of the output as HTML.

use super::print::Print;
use super::settings::edition;
use super::Run;
use crate::cli::{OutputFormat, Product};
use crate::diagnostic::Finding;
use crate::duty::Agenda;
use crate::html::Templates;
use crate::output;
use crate::sheet::{self, years::Halves, PosterView, SummaryView};
use crate::text::Fonts;
use crate::view::calendar::sheets::CalendarSheets;
use crate::view::calendar::{self, CalendarPage};
use crate::view::contact::{self, ContactSheet};
use crate::view::form::list::{self, FormList};
use crate::view::form::FormPage;
use crate::view::post_page::PostPage;
use crate::view::post_sheets::{self, PostSheets, POST_SHEETS};
use crate::view::poster_page::PosterPage;
use crate::view::search::SearchData;
use crate::view::years::{self, YearsPage};
use crate::view::{HandbookView, IndexView, Issue, Outputs, TableKind, TablePage};
use std::io::Write;

/// One page of the output, and how it becomes a PDF.
pub(super) struct Planned<'a> {
    /// Path without extension.
    pub stem: String,
    /// What it is called.
    pub title: String,
    /// How it becomes a PDF.
    pub print: Print,
    /// Writes its HTML, on whichever core is free.
    pub write: Box<Writing<'a>>,
}

type Writing<'a> = dyn FnOnce(&mut dyn Write) -> Result<(), Finding> + Send + 'a;

/// What all pages of a run show.
pub(super) struct Content<'a> {
    issue: Issue<'a>,
    posters: Vec<PosterView>,
}

impl Run<'_> {
    /// What all pages and tables of the run show.
    pub(super) fn issue(&self) -> Issue<'_> {
        let posters = |of: &[usize]| match self.wants(Product::Posters) {
            true => of.to_vec(),
            false => Vec::new(),
        };
        let outputs = Outputs {
            handbook: self.wants(Product::Handbook),
            tables: self.wants(Product::Tables),
            posters: posters(&self.wanted.departments),
            bodies: posters(&self.wanted.bodies),
            calendar: self.agenda().map(Agenda::stem),
            html: self.formats(OutputFormat::Html),
            pdf: self.formats(OutputFormat::Pdf),
            xlsx: self.formats(OutputFormat::Xlsx),
            docx: self.formats(OutputFormat::Docx),
            forms: self.forms.all.clone(),
            forms_list: self.forms.listed,
        };
        Issue::new(
            self.unit,
            edition(self.args),
            Some(self.as_of),
            self.draft,
            outputs,
        )
        .with_grounds(self.grounds)
        .with_findings(self.findings)
        .with_agenda(self.agenda())
    }

    /// Whether a run of one product leads back to the index that is there; with nothing to show it
    /// makes none either.
    fn keeps_index(&self) -> bool {
        let calendar = self.args.only == [Product::Calendar];
        let is_there = || output::earlier(&self.args.written.output, "index.html").is_some();
        match (
            self.forms.alone || calendar,
            calendar && self.agenda().is_none(),
        ) {
            (false, _) => false,
            (true, nothing) => nothing || is_there(),
        }
    }

    /// Settles what the pages show; findings tell of what has no room on a poster.
    pub(super) fn content(&self, fonts: &Fonts) -> (Content<'_>, Vec<Finding>) {
        let issue = self.issue();
        let unit = issue.unit();
        let (mut posters, mut findings) = (Vec::new(), Vec::new());
        if issue.outputs.any_posters(unit) {
            let settings = self.poster_settings();
            let edition = issue.edition();
            (posters, findings) = sheet::posters(unit, fonts, edition, &settings, self.grounds);
            let departments = self.wanted.departments.iter();
            let departments = departments.map(|&d| unit.departments[d].id.as_str());
            let bodies = self.wanted.bodies.iter();
            // The sheet of the whole unit is nobody's.
            let whole = issue.outputs.unit_poster(unit).then_some("");
            let wanted: Vec<&str> = (whole.into_iter().chain(departments))
                .chain(bodies.map(|&body| unit.organs[body].id.as_str()))
                .collect();
            posters.retain(|p| wanted.contains(&p.department.as_str()));
        }
        // It is the whole unit's, and nobody's who asks for a few departments.
        if let Some(agenda) = self.agenda().filter(|_| self.wanted.is_all()) {
            let settings = self.poster_settings();
            let (poster, mut found) = sheet::agenda_poster(unit, fonts, &settings, agenda);
            let after = posters
                .iter()
                .take_while(|p| p.department.is_empty())
                .count();
            posters.insert(after, poster);
            findings.append(&mut found);
        }
        (Content { issue, posters }, findings)
    }

    /// Every page to be rendered, the longest first.
    pub(super) fn planned<'a>(
        &'a self,
        content: &'a Content<'a>,
        templates: &'a Templates,
        fonts: &'a Fonts,
    ) -> Vec<Planned<'a>> {
        let Content { issue, posters } = content;
        let unit = issue.unit();
        let name = &unit.profile.name;
        let book = format!("{name}{}", unit.profile.title);
        let mut planned = Vec::new();
        if issue.outputs.handbook {
            planned.push(plan("handbook", book.clone(), Print::Plain, |out| {
                let charts = SummaryView::new(unit, fonts);
                let changes = self.since.map(|since| since.view(unit));
                templates.write(
                    out,
                    "handbook.html",
                    &HandbookView::new(issue, charts, changes),
                )
            }));
        }
        planned.extend(self.forms.all.iter().map(|form| {
            let title = format!("{}{}", form.whose(unit), form.what.name(unit));
            plan(&form.stem(unit), title, Print::Plain, move |out| {
                let page = FormPage::new(issue, &self.forms.asked, form);
                let template = format!("forms/{}.html", form.what.template());
                templates.write(out, &template, &page)
            })
        }));
        if issue.outputs.html && self.forms.listed {
            planned.push(plan(list::STEM, book.clone(), Print::No, |out| {
                templates.write(out, "forms.html", &FormList::new(issue, &self.forms.all))
            }));
        }
        if issue.outputs.html && !self.keeps_index() {
            planned.push(plan("index", book, Print::No, |out| {
                templates.write(out, "index.html", &IndexView::new(issue, self.agenda()))
            }));
        }
        if issue.outputs.tables {
            planned.extend(TableKind::of(unit).into_iter().map(|kind| {
                let title = format!("{name}{}", kind.title(unit.words()));
                plan(
                    &format!("tables/{}", kind.key()),
                    title,
                    Print::Plain,
                    move |out| templates.write(out, "table.html", &TablePage::new(issue, kind)),
                )
            }));
        }
        if issue.outputs.tables && post_sheets::are_there(unit) {
            let page = PostSheets::new(issue, self.due.as_ref());
            let title = format!("{name}{}", page.title);
            let stem = format!("tables/{POST_SHEETS}");
            planned.push(plan(&stem, title, Print::Plain, move |out| {
                templates.write(out, "post-sheets.html", &page)
            }));
        }
        // What they lead to is in the handbook.
        if issue.outputs.tables && issue.outputs.handbook && issue.outputs.html {
            planned.extend(PostPage::all(issue).into_iter().map(|page| {
                let title = format!("{name}{}", page.name);
                let stem = format!("posts/{}", page.id);
                plan(&stem, title, Print::No, move |out| {
                    templates.write(out, "post.html", &page)
                })
            }));
        }
        if issue.outputs.html && issue.outputs.handbook {
            planned.push(plan("search", String::new(), Print::Script, |out| {
                templates.write(out, "search-file.js", &SearchData::new(issue))
            }));
        }
        if let Some(agenda) = self.agenda() {
            if let Some(years) = &self.years {
                let title = format!("{name}{}", years::title(years));
                planned.push(plan(years::YEARS, title, Print::Plain, move |out| {
                    let charts = [Halves::Beside, Halves::Below]
                        .map(|halves| sheet::years::chart(unit, fonts, years, halves));
                    let page = YearsPage::new(issue, years, charts);
                    templates.write(out, "years.html", &page)
                }));
            }
            let wall = posters.iter().any(|poster| poster.file == agenda.stem());
            planned.extend(calendar(
                issue,
                agenda,
                templates,
                wall,
                self.years.is_some(),
                &self.wanted.departments,
            ));
        }
        planned.extend(PosterPage::all(issue, posters).into_iter().map(|page| {
            let poster = page.poster;
            let print = Print::Poster {
                department: poster.department_name.clone(),
                name: poster.name.to_string(),
            };
            let stem = format!("posters/{}", poster.file);
            plan(&stem, poster.title.clone(), print, move |out| {
                templates.write(out, "poster.html", &page)
            })
        }));
        if issue.outputs.html && issue.outputs.any_posters(unit) {
            let title = format!("{name}上墙图");
            planned.push(plan(contact::CONTACT_SHEET, title, Print::No, |out| {
                templates.write(out, "contact.html", &ContactSheet::new(issue, posters))
            }));
        }
        planned
    }
}

/// The pages of a year's work.
fn calendar<'a>(
    issue: &'a Issue<'a>,
    agenda: &'a Agenda,
    templates: &'a Templates,
    wall: bool,
    years: bool,
    departments: &'a [usize],
) -> Vec<Planned<'a>> {
    let unit = issue.unit();
    let title = format!("{}{}", unit.profile.name, calendar::title(unit, agenda));
    let mut planned = Vec::new();
    if issue.outputs.html {
        planned.push(plan(&agenda.stem(), title.clone(), Print::No, move |out| {
            templates.write(
                out,
                "calendar.html",
                &CalendarPage::new(issue, agenda, wall, years),
            )
        }));
    }
    if calendar::sheets::are_there(unit, agenda) {
        planned.push(plan(
            &calendar::sheets::path(agenda),
            title,
            Print::Plain,
            move |out| {
                let sheets = CalendarSheets::new(issue, agenda, departments);
                templates.write(out, "calendar-sheets.html", &sheets)
            },
        ));
    }
    planned
}

fn plan<'a>(
    stem: &str,
    title: String,
    print: Print,
    write: impl FnOnce(&mut dyn Write) -> Result<(), Finding> + Send + 'a,
) -> Planned<'a> {
    Planned {
        stem: stem.to_string(),
        title,
        print,
        write: Box::new(write),
    }
}
