//! `lianfang generate`: from rules and templates to handbook, tables and posters.

use crate::cli::{self, GenerateArgs, OutputFormat, Product};
use crate::date::Date;
use crate::diagnostic::{self, text, Finding, Source, SourceId, Sources, Tally};
use crate::html::Templates;
use crate::load::templates::{self, OwnTemplates, PRINT_NAME};
use crate::model::{Orientation, PosterSettings, PosterSize, Town};
use crate::output::{self, Files, Scope};
use crate::pdf::{self, Metadata};
use crate::terminal::{coloured, tell, Progress};
use crate::text::Fonts;
use crate::typeset::{self, Stylesheet, Unset};
use crate::view::{self, Edition, HandbookView, IndexView, Issue, Outputs, TableKind, TablePage};
use crate::Checked;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::process::ExitCode;

/// One page of the output: its HTML, and whether it also becomes a PDF.
struct Sheet {
    /// Path without extension.
    stem: String,
    html: String,
    title: String,
    print: bool,
}

/// Generates what `args` ask for, on the day `today`, and tells how it went.
pub fn generate(args: &GenerateArgs, today: Date) -> ExitCode {
    let Checked {
        mut sources,
        town,
        mut findings,
        as_of,
        ..
    } = crate::check(&args.rules, args.as_of, today);
    let (own, mut found) = templates::load(&args.templates);
    findings.append(&mut found);
    let departments = match wanted(&town, &args.department) {
        Ok(departments) => departments,
        Err(unknown) => {
            tell(&format!("没有编号是“{unknown}”的站所\n"));
            return ExitCode::from(2);
        }
    };
    let errors = Tally::of(&findings).errors;
    let mut files = Files::new();
    if errors == 0 || args.draft {
        let run = Run {
            args,
            town: &town,
            as_of,
            departments,
            draft: args.draft,
        };
        match run.files(&own, &mut sources) {
            Ok((made, mut found)) => {
                findings.append(&mut found);
                files = made;
            }
            Err(mut found) => findings.append(&mut found),
        }
    }
    diagnostic::sort(&mut findings);
    let tally = Tally::of(&findings);
    if tally.errors > 0 || tally.warnings > 0 {
        tell(&text::render(&findings, &sources, "", coloured()));
    }
    if files.is_empty() || (tally.errors > 0 && !args.draft) {
        tell(&format!(
            "有错误，没有生成；{} 里的文件没有改动\n",
            args.output.display()
        ));
        return ExitCode::from(1);
    }
    let inputs = input_digest(&sources, &own);
    let removed = match output::write(&args.output, &files, &inputs, scope(args)) {
        Ok(removed) => removed,
        Err(error) => {
            tell(&format!("写不进 {}：{error}\n", args.output.display()));
            return ExitCode::from(2);
        }
    };
    tell(&format!(
        "已生成 {} 个文件，在 {}\n",
        files.len() + 1,
        args.output.display()
    ));
    if removed > 0 {
        tell(&format!("已删去以前生成、现在不再有的 {removed} 个文件\n"));
    }
    ExitCode::from(u8::from(tally.errors > 0))
}

/// Whether a run makes everything, or only what the command line names.
fn scope(args: &GenerateArgs) -> Scope {
    let formats = [OutputFormat::Pdf, OutputFormat::Html];
    let whole = args.only.is_empty()
        && args.department.is_empty()
        && formats.iter().all(|format| args.format.contains(format));
    if whole {
        Scope::Whole
    } else {
        Scope::Part
    }
}

/// Indices of the departments named by id; all where none is named.
fn wanted(town: &Town, ids: &[String]) -> Result<Vec<usize>, String> {
    if ids.is_empty() {
        return Ok((0..town.departments.len()).collect());
    }
    ids.iter()
        .map(|id| {
            town.departments
                .iter()
                .position(|department| *department.id == *id)
                .ok_or_else(|| id.clone())
        })
        .collect()
}

struct Run<'a> {
    args: &'a GenerateArgs,
    town: &'a Town,
    as_of: Date,
    departments: Vec<usize>,
    draft: bool,
}

type Made = (Files, Vec<Finding>);

impl Run<'_> {
    fn wants(&self, product: Product) -> bool {
        self.args.only.is_empty() || self.args.only.contains(&product)
    }

    fn files(&self, own: &OwnTemplates, sources: &mut Sources) -> Result<Made, Vec<Finding>> {
        let print = self.push_templates(own, sources);
        let stylesheet = Stylesheet::parse(own.print(), print)?;
        let (fonts, font_findings) = Fonts::new(&stylesheet.fonts, &own.fonts)?;
        let templates = Templates::new(&own.files)?;
        let (sheets, mut findings) = self.sheets(&templates, &fonts)?;
        findings.extend(font_findings);
        let progress = Progress::new(sheets.len());
        let (pdf, html) = (
            self.formats(OutputFormat::Pdf),
            self.formats(OutputFormat::Html),
        );
        let made: Vec<(Made, Unset)> = sheets
            .into_par_iter()
            .map(|sheet| {
                progress.step(&sheet.stem);
                let mut files = Files::new();
                let mut found = Vec::new();
                let mut unset = Unset::default();
                if pdf && sheet.print {
                    match self.print(&sheet, &stylesheet, &fonts) {
                        Ok((bytes, mut more, left)) => {
                            files.insert(format!("{}.pdf", sheet.stem), bytes);
                            found.append(&mut more);
                            unset = left;
                        }
                        Err(finding) => found.push(finding),
                    }
                }
                if html {
                    files.insert(format!("{}.html", sheet.stem), sheet.html.into_bytes());
                }
                ((files, found), unset)
            })
            .collect();
        progress.end();
        let mut files = Files::new();
        let mut unset = Unset::default();
        for ((made, mut found), left) in made {
            files.extend(made);
            findings.append(&mut found);
            unset.extend(left);
        }
        findings.extend(unset.findings(print, sources));
        Ok((files, findings))
    }

    /// The town's wishes, with what the command line says in their place.
    fn poster_settings(&self) -> PosterSettings {
        let mut settings = self.town.profile.posters.clone();
        if let Some(size) = self.args.size {
            settings.size = match size {
                cli::PosterSize::Board => PosterSize::Board,
                cli::PosterSize::SmallBoard => PosterSize::SmallBoard,
                cli::PosterSize::LargeBoard => PosterSize::LargeBoard,
                cli::PosterSize::A0 => PosterSize::A0,
                cli::PosterSize::A1 => PosterSize::A1,
                cli::PosterSize::A2 => PosterSize::A2,
                cli::PosterSize::A3 => PosterSize::A3,
                cli::PosterSize::A4 => PosterSize::A4,
            };
        }
        if let Some(orientation) = self.args.orientation {
            settings.orientation = match orientation {
                cli::Orientation::Portrait => Orientation::Portrait,
                cli::Orientation::Landscape => Orientation::Landscape,
            };
        }
        settings
    }

    /// Adds print.toml and the town's own templates to the files that findings may point into;
    /// gives the number of print.toml.
    fn push_templates(&self, own: &OwnTemplates, sources: &mut Sources) -> SourceId {
        let mut push = |name: &str, text: &str, own: bool| {
            let folder = self.args.templates.to_string_lossy().replace('\\', "/");
            let path = match folder.trim_start_matches("./").trim_end_matches('/') {
                folder if own && folder != "." => format!("{folder}/{name}"),
                _ => name.to_string(),
            };
            sources.push_outside(Source::new(path, text.to_string()))
        };
        let print = push(PRINT_NAME, own.print(), own.files.contains_key(PRINT_NAME));
        for (name, text) in own.files.iter().filter(|(name, _)| *name != PRINT_NAME) {
            push(name, text, true);
        }
        print
    }

    fn formats(&self, format: OutputFormat) -> bool {
        self.args.format.contains(&format)
    }

    /// Renders every page to HTML.
    fn sheets(
        &self,
        templates: &Templates,
        fonts: &Fonts,
    ) -> Result<(Vec<Sheet>, Vec<Finding>), Vec<Finding>> {
        let issue = Issue {
            town: self.town,
            edition: match self.args.edition {
                cli::Edition::Internal => Edition::Internal,
                cli::Edition::Public => Edition::Public,
            },
            as_of: Some(self.as_of),
            draft: self.draft,
            outputs: Outputs {
                handbook: self.wants(Product::Handbook),
                tables: self.wants(Product::Tables),
                posters: if self.wants(Product::Posters) {
                    self.departments.clone()
                } else {
                    vec![]
                },
                html: self.formats(OutputFormat::Html),
                pdf: self.formats(OutputFormat::Pdf),
            },
        };
        let profile = &self.town.profile;
        let book = format!("{}{}", profile.name, profile.title);
        let mut sheets = Vec::new();
        let mut faults = Vec::new();
        let mut render =
            |stem: &str, title: String, print: bool, html: Result<String, Finding>| match html {
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
            render("index", book.clone(), false, html);
        }
        if issue.outputs.handbook {
            let html = templates.render("handbook.html", &HandbookView::new(&issue));
            render("handbook", book.clone(), true, html);
        }
        if issue.outputs.tables {
            for kind in [
                TableKind::Departments,
                TableKind::Posts,
                TableKind::Risks,
                TableKind::Trace,
            ] {
                let html = templates.render("table.html", &TablePage::new(&issue, kind));
                let title = format!("{}{}", profile.name, kind.title());
                render(&format!("tables/{}", kind.key()), title, true, html);
            }
        }
        let mut findings = Vec::new();
        if !issue.outputs.posters.is_empty() {
            let (posters, mut found) =
                view::posters(self.town, fonts, issue.edition, &self.poster_settings());
            findings.append(&mut found);
            let wanted: Vec<&str> = self
                .departments
                .iter()
                .map(|&d| self.town.departments[d].id.as_str())
                .collect();
            for poster in posters
                .iter()
                .filter(|p| wanted.contains(&p.department.as_str()))
            {
                let html = templates.render("poster.html", poster);
                render(
                    &format!("posters/{}", poster.file),
                    poster.title.clone(),
                    true,
                    html,
                );
            }
        }
        if faults.is_empty() {
            Ok((sheets, findings))
        } else {
            Err(faults)
        }
    }

    /// Sets a page and writes it as PDF.
    fn print(
        &self,
        sheet: &Sheet,
        stylesheet: &Stylesheet,
        fonts: &Fonts,
    ) -> Result<(Vec<u8>, Vec<Finding>, Unset), Finding> {
        let (mut document, findings, unset) = typeset::typeset(&sheet.html, stylesheet, fonts);
        if self.draft {
            typeset::draft::stamp(&mut document, fonts);
        }
        let profile = &self.town.profile;
        let metadata = Metadata {
            title: sheet.title.clone(),
            author: profile.issuers.join("、"),
            subject: "廉政风险防控".to_string(),
            keywords: vec![
                "廉政风险".to_string(),
                "防控".to_string(),
                profile.name.clone(),
            ],
            date: profile.issued.or(Some(self.as_of)),
        };
        Ok((pdf::write(&document, fonts, &metadata)?, findings, unset))
    }
}

fn input_digest(sources: &Sources, own: &OwnTemplates) -> String {
    let mut parts: BTreeMap<String, &[u8]> = BTreeMap::new();
    for (_, source) in sources.iter() {
        parts.insert(format!("rules/{}", source.path), source.text.as_bytes());
    }
    for (name, text) in &own.files {
        parts.insert(format!("templates/{name}"), text.as_bytes());
    }
    for (name, bytes) in &own.fonts {
        parts.insert(format!("fonts/{name}"), bytes);
    }
    output::digest(
        parts
            .iter()
            .flat_map(|(name, bytes)| [name.as_bytes(), bytes]),
    )
}
