//! Every page of the output as HTML.

use super::print::Print;
use super::settings::edition;
use super::Run;
use crate::cli::{OutputFormat, Product};
use crate::diagnostic::Finding;
use crate::html::Templates;
use crate::sheet::{self, PosterView, SummaryView};
use crate::text::Fonts;
use crate::view::contact::{self, ContactSheet};
use crate::view::post_page::PostPage;
use crate::view::post_sheets::{self, PostSheets, POST_SHEETS};
use crate::view::poster_page::PosterPage;
use crate::view::search::SearchData;
use crate::view::{HandbookView, IndexView, Issue, Outputs, TableKind, TablePage};

/// One page of the output: its HTML, and how it becomes a PDF.
pub(super) struct Sheet {
    /// Path without extension.
    pub stem: String,
    pub html: String,
    pub title: String,
    pub print: Print,
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
            html: self.formats(OutputFormat::Html),
            pdf: self.formats(OutputFormat::Pdf),
            xlsx: self.formats(OutputFormat::Xlsx),
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
    }

    /// Renders every page to HTML.
    pub(super) fn sheets(
        &self,
        templates: &Templates,
        fonts: &Fonts,
    ) -> Result<(Vec<Sheet>, Vec<Finding>), Vec<Finding>> {
        let issue = self.issue();
        let edition = issue.edition();
        let unit = issue.unit();
        let profile = &unit.profile;
        let book = format!("{}{}", profile.name, profile.title);
        let mut sheets = Vec::new();
        let mut faults = Vec::new();
        let mut render =
            |stem: &str, title: String, print: Print, html: Result<String, Finding>| match html {
                Ok(html) => sheets.push(Sheet {
                    stem: stem.to_string(),
                    html,
                    title,
                    print,
                }),
                Err(finding) => faults.push(finding),
            };
        if issue.outputs.html {
            let html = templates.render("index.html", &IndexView::new(&issue));
            render("index", book.clone(), Print::No, html);
        }
        if issue.outputs.handbook {
            let charts = SummaryView::new(unit, fonts);
            let html = templates.render("handbook.html", &HandbookView::new(&issue, charts));
            render("handbook", book.clone(), Print::Plain, html);
        }
        if issue.outputs.tables {
            for kind in TableKind::of(unit) {
                let html = templates.render("table.html", &TablePage::new(&issue, kind));
                let title = format!("{}{}", profile.name, kind.title(unit.words()));
                render(&format!("tables/{}", kind.key()), title, Print::Plain, html);
            }
        }
        if issue.outputs.tables && post_sheets::are_there(unit) {
            let page = PostSheets::new(&issue);
            let title = format!("{}{}", profile.name, page.title);
            let html = templates.render("post-sheets.html", &page);
            render(&format!("tables/{POST_SHEETS}"), title, Print::Plain, html);
        }
        // What they lead to is in the handbook.
        if issue.outputs.tables && issue.outputs.handbook && issue.outputs.html {
            for page in PostPage::all(&issue) {
                let html = templates.render("post.html", &page);
                let title = format!("{}{}", profile.name, page.name);
                render(&format!("posts/{}", page.id), title, Print::No, html);
            }
        }
        if issue.outputs.html && issue.outputs.handbook {
            let script = templates.render("search-file.js", &SearchData::new(&issue));
            render("search", String::new(), Print::Script, script);
        }
        let mut findings = Vec::new();
        if issue.outputs.any_posters(unit) {
            let (posters, mut found) =
                sheet::posters(unit, fonts, edition, &self.poster_settings(), self.grounds);
            findings.append(&mut found);
            let departments = self.wanted.departments.iter();
            let departments = departments.map(|&d| unit.departments[d].id.as_str());
            let bodies = self.wanted.bodies.iter();
            // The sheet of the whole unit is nobody's.
            let whole = issue.outputs.unit_poster(unit).then_some("");
            let wanted: Vec<&str> = (whole.into_iter().chain(departments))
                .chain(bodies.map(|&body| unit.organs[body].id.as_str()))
                .collect();
            let posters: Vec<PosterView> = posters
                .into_iter()
                .filter(|p| wanted.contains(&p.department.as_str()))
                .collect();
            for page in PosterPage::all(&issue, &posters) {
                let poster = page.poster;
                let html = templates.render("poster.html", &page);
                let print = Print::Poster {
                    department: poster.department_name.clone(),
                    name: poster.name.to_string(),
                };
                let stem = format!("posters/{}", poster.file);
                render(&stem, poster.title.clone(), print, html);
            }
            if issue.outputs.html {
                let html = templates.render("contact.html", &ContactSheet::new(&issue, posters));
                let title = format!("{}上墙图", profile.name);
                render(contact::CONTACT_SHEET, title, Print::No, html);
            }
        }
        if faults.is_empty() {
            Ok((sheets, findings))
        } else {
            Err(faults)
        }
    }
}
