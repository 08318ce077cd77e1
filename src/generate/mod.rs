//! `lianfang generate`: from rules and templates to handbook, tables and posters.

mod calendars;
pub mod changes;
mod fonts;
mod forms;
mod pages;
mod print;
mod scope;
mod settings;
mod since;
mod workbooks;

use crate::cli::{FormArgs, GenerateArgs, OutputFormat, Product};
use crate::date::Date;
use crate::diagnostic::{self, text, Finding, Source, SourceId, Sources, Tally};
use crate::duty::{Agenda, Years};
use crate::html::{self, Templates};
use crate::load::templates::{self, OwnTemplates, PRINT_NAME};
use crate::load::Loaded;
use crate::model::{Edition, Unit};
use crate::output::{self, Files, Stamp};
use crate::sheet;
use crate::terminal::{coloured, tell, tell_report, Progress};
use crate::text::font::OwnFonts;
use crate::typeset::{self, markup, Stylesheet, Unset};
use crate::view::contact::ALL_POSTERS;
use crate::wanted::Wanted;
use crate::Checked;
use crate::Grounds;
use forms::{Asking, Forms};
use pages::Planned;
use print::{Press, Print, Printed, Sheet};
use rayon::prelude::*;
use scope::{scope, stops};
use settings::edition;
pub use since::told;
use since::Since;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Which files of a run are made. Every page is the same in each: what a page leads to are the
/// formats of the command line, made or not.
#[derive(Clone, Copy)]
pub enum Share<'a> {
    /// All of them.
    All,
    /// Pages as they are seen on the screen, and their scripts; none is set for print. Those that
    /// someone is looking at come first.
    Screen(Ahead<'a>),
    /// One page on paper, by its path without extension, or all posters in one file, by theirs.
    Paper(&'a str),
}

/// Pages that someone waits for.
#[derive(Clone, Copy)]
pub struct Ahead<'a> {
    /// Their paths.
    pub pages: &'a [String],
    /// Is handed each, with its path, before the others are made. Whether they can be made is not
    /// known then.
    pub show: &'a (dyn Fn(&str, &[u8]) + Sync),
}

/// What a run made, before anything of it is written.
#[derive(Debug)]
pub struct Made {
    /// The files; none where something is wrong and no draft was asked for.
    pub files: Files,
    /// Everything that is wrong, by place.
    pub findings: Vec<Finding>,
    /// The files of the rules, and the templates that findings point into.
    pub sources: Sources,
    own: OwnTemplates,
    own_fonts: OwnFonts,
    /// The files of the state that the annex of amendments begins with.
    since: Sources,
}

/// Reads, checks and makes what `args` ask for, on the day `today`; writes nothing.
///
/// # Errors
/// That `args` name a department that the unit has not, or a state of the rules that cannot be
/// read, for a person.
pub fn make(args: &GenerateArgs, today: Date, share: Share) -> Result<Made, String> {
    make_with(args, &Asking::Blank, today, share)
}

/// The same, with the forms that are asked for.
fn make_with(
    args: &GenerateArgs,
    asking: &Asking<'_>,
    today: Date,
    share: Share,
) -> Result<Made, String> {
    let (loaded, checked) =
        crate::read_and_check(&args.pages.rules.path, args.pages.day.as_of, today);
    let Checked {
        unit,
        mut findings,
        as_of,
        grounds,
        ..
    } = checked;
    let mut sources = loaded.sources.clone();
    let (own, mut found) = templates::load(&args.pages.templates);
    findings.append(&mut found);
    let wanted = Wanted::new(&unit, &args.department)?;
    let since = Since::read(args, as_of)?;
    let mut before = Sources::default();
    if let Some(since) = &since {
        before = since.old.sources.clone();
        // Its words may need fonts that those of today do not.
        for (_, source) in before.iter() {
            let path = format!("{}:{}", since.old.name, source.path);
            sources.push_outside(Source::new(path, source.text.clone()));
        }
    }
    let asks = args.only.contains(&Product::Forms);
    let forms = Forms::new(asks.then_some(asking), &loaded, &unit, as_of)?;
    let mut files = Files::new();
    let mut own_fonts = OwnFonts::new();
    if !stops(args, &findings) {
        let (due, years) = calendars::due(args, &loaded, &unit, as_of);
        let run = Run {
            args,
            due,
            years,
            share,
            loaded: &loaded,
            unit: &unit,
            grounds: &grounds,
            as_of,
            wanted,
            forms,
            draft: args.written.draft,
            findings: &findings,
            since: since.as_ref(),
        };
        match run.files(&own, &mut sources) {
            Ok((made, used, mut found)) => {
                findings.append(&mut found);
                files = made;
                own_fonts = used;
            }
            Err(mut found) => findings.append(&mut found),
        }
    }
    // A large unit is let go of while the files are written.
    rayon::spawn(move || drop((loaded, unit, grounds)));
    diagnostic::sort(&mut findings);
    if stops(args, &findings) {
        files.clear();
    }
    Ok(Made {
        files,
        findings,
        sources,
        own,
        own_fonts,
        since: before,
    })
}

/// Generates what `args` ask for, on the day `today`, and tells how it went.
pub fn generate(args: &GenerateArgs, today: Date) -> ExitCode {
    run(args, &Asking::Blank, today)
}

/// Makes the forms that `args` ask for, on the day `today`, and tells how it went.
pub fn form(args: &FormArgs, today: Date) -> ExitCode {
    let asking = Asking::Named(&args.kind, &args.ids);
    let generate = GenerateArgs::only(Product::Forms, args.pages.clone(), args.written.clone());
    run(&generate, &asking, today)
}

fn run(args: &GenerateArgs, asking: &Asking<'_>, today: Date) -> ExitCode {
    let read = [&args.pages.rules.path, &args.pages.templates];
    if let Err(refused) = output::apart(&args.written.output, &read.map(PathBuf::as_path)) {
        tell(&format!("{refused}\n"));
        return ExitCode::from(2);
    }
    let made = match make_with(args, asking, today, Share::All) {
        Ok(made) => made,
        Err(refused) => {
            tell(&refused);
            return ExitCode::from(2);
        }
    };
    let files = &made.files;
    let tally = Tally::of(&made.findings);
    if tally.errors > 0 || tally.warnings > 0 {
        tell_report(&text::render(&made.findings, &made.sources, "", coloured()));
    }
    if files.is_empty() && !stops(args, &made.findings) {
        tell(match args.only.contains(&Product::Calendar) {
            true => "这一年没有要按期办的事，没有生成什么\n",
            false => "要的内容没有这种格式，没有生成什么\n",
        });
        return ExitCode::SUCCESS;
    }
    if files.is_empty() {
        tell(&format!(
            "有错误，没有生成；{} 里的文件没有改动\n",
            args.written.output.display()
        ));
        return ExitCode::from(1);
    }
    let inputs = input_digest(&made);
    let stamp = Stamp {
        inputs: &inputs,
        edition: edition(args).key(),
    };
    let folder = args.written.output.display();
    let waiting = || tell(&format!("另一次生成正在写 {folder}，等它写完\n"));
    let removed = match output::write(&args.written.output, files, stamp, scope(args), &waiting) {
        Ok(removed) => removed,
        Err(refused) => {
            tell(&format!("写不进 {folder}：{refused}\n"));
            return ExitCode::from(2);
        }
    };
    if args.only == [Product::Forms] && edition(args) == Edition::Public {
        tell("公开版的表单不印姓名和记录里写的内容\n");
    }
    tell(&format!(
        "已生成 {} 个文件，在 {}\n",
        files.len() + 1,
        args.written.output.display()
    ));
    if removed > 0 {
        tell(&format!("已删去以前生成、现在不再有的 {removed} 个文件\n"));
    }
    ExitCode::from(u8::from(tally.errors > 0))
}

struct Run<'a> {
    args: &'a GenerateArgs,
    /// What is due in the year; `None` where no page shows it, or nothing is.
    due: Option<Agenda>,
    /// Years beside each other, where there are several.
    years: Option<Years>,
    share: Share<'a>,
    /// The raw tables, for the registers.
    loaded: &'a Loaded,
    unit: &'a Unit,
    grounds: &'a Grounds,
    as_of: Date,
    wanted: Wanted,
    forms: Forms,
    draft: bool,
    findings: &'a [Finding],
    since: Option<&'a Since>,
}

/// The files of a run, with the own fonts that they use.
type MadeFiles = (Files, OwnFonts, Vec<Finding>);

impl Run<'_> {
    fn wants(&self, product: Product) -> bool {
        // Forms are made when they are named: a township has hundreds.
        let named = self.args.only.contains(&product);
        named || (self.args.only.is_empty() && product != Product::Forms)
    }

    fn files(&self, own: &OwnTemplates, sources: &mut Sources) -> Result<MadeFiles, Vec<Finding>> {
        let (print, ids) = push_templates(&self.args.pages.templates, own, sources);
        let theme = self.unit.profile.posters.theme;
        let accent = sheet::dress::print_accent(theme);
        let colours = accent + &sheet::dress::print(&self.unit.vocabulary);
        let stylesheet = Stylesheet::parse_over(&colours, own.print(), print)?;
        let chosen = fonts::choose(&stylesheet.fonts, own, sources)?;
        let mut fonts = chosen.fonts;
        fonts.terms.extend(self.unit.names());
        let templates = Templates::new(&ids)?;
        let without = self.forms.without_template(own);
        if !without.is_empty() {
            return Err(without);
        }
        let formats = [OutputFormat::Pdf, OutputFormat::Html, OutputFormat::Docx];
        let mut findings = chosen.findings;
        let content = match formats.iter().any(|format| self.formats(*format)) {
            true => {
                let (content, found) = self.content(&fonts);
                findings.extend(found);
                Some(content)
            }
            false => None,
        };
        let planned = content.as_ref();
        let mut planned = planned.map_or_else(Vec::new, |c| self.planned(c, &templates, &fonts));
        planned.retain(|planned| self.shares(planned));
        let progress = Progress::new(planned.len());
        let press = Press {
            run: self,
            stylesheet: &stylesheet,
            fonts: &fonts,
        };
        let make = |planned: Planned| {
            progress.step(&planned.stem);
            self.printed(planned, &press, sources)
        };
        let mut made: Vec<Result<Printed, Finding>> = Vec::new();
        if let Share::Screen(ahead) = self.share {
            let (first, rest) = planned.into_iter().partition(|planned| {
                let stem_of = |path: &String| path.strip_suffix(".html") == Some(&planned.stem);
                ahead.pages.iter().any(stem_of)
            });
            planned = rest;
            made.par_extend(first.into_par_iter().map(make));
            let shown = made.iter().flatten().flat_map(|printed| &printed.files);
            shown.for_each(|(path, bytes)| (ahead.show)(path, bytes));
        }
        made.par_extend(planned.into_par_iter().map(make));
        progress.end();
        let mut files = Files::new();
        let mut unset = Unset::default();
        let mut posters = Vec::new();
        let mut faults = Vec::new();
        for printed in made {
            match printed {
                Ok(mut printed) => {
                    files.extend(printed.files);
                    findings.append(&mut printed.findings);
                    unset.extend(printed.unset);
                    posters.extend(printed.poster);
                }
                Err(fault) => faults.push(fault),
            }
        }
        // What else is wrong with pages would only repeat what a template that fails has left out.
        if !faults.is_empty() {
            return Err(faults);
        }
        let all_in_one = !matches!(self.share, Share::Paper(of) if of != ALL_POSTERS);
        if all_in_one && !posters.is_empty() {
            match press.all_in_one(posters) {
                Ok(bytes) => {
                    files.insert(format!("{ALL_POSTERS}.pdf"), bytes);
                }
                Err(finding) => findings.push(finding),
            }
        }
        if self.formats(OutputFormat::Xlsx) {
            let (books, mut found) = self.workbooks(self.loaded);
            files.extend(books);
            findings.append(&mut found);
        }
        if !matches!(self.share, Share::Paper(_)) {
            files.extend(self.calendars());
        }
        findings.extend(unset.findings(print, sources));
        Ok((files, chosen.own, findings))
    }

    /// Makes all files of a page.
    fn printed(
        &self,
        planned: Planned,
        press: &Press,
        sources: &Sources,
    ) -> Result<Printed, Finding> {
        let Planned {
            stem,
            title,
            print,
            write,
        } = planned;
        if print == Print::Script {
            let mut script = Vec::new();
            write(&mut script)?;
            return Ok(Printed {
                files: Files::from([(format!("{stem}.js"), script)]),
                ..Printed::default()
            });
        }
        // The contents of a Word document have the numbers of printed pages.
        let on_paper = match print {
            Print::Plain => [OutputFormat::Pdf, OutputFormat::Docx].as_slice(),
            Print::Poster { .. } => &[OutputFormat::Pdf],
            Print::No | Print::Script => &[],
        };
        let screen = matches!(self.share, Share::Screen(_));
        let is_set = !screen && on_paper.iter().any(|format| self.formats(*format));
        let (page, set) = match is_set {
            true => {
                let (page, set) = typeset::set(write, press.stylesheet, press.fonts)?;
                (page, Some(set))
            }
            false => (markup::read(write)?, None),
        };
        if !page.faults.is_empty() {
            return Ok(Printed {
                findings: page.findings(sources),
                ..Printed::default()
            });
        }
        let html = page.html;
        let mut printed = match set {
            Some(set) => {
                let sheet = Sheet {
                    stem: &stem,
                    title: &title,
                    print: &print,
                };
                press.print(sheet, set, &html)
            }
            None => Printed::default(),
        };
        if self.formats(OutputFormat::Html) && !matches!(self.share, Share::Paper(_)) {
            let name = format!("{stem}.html");
            printed.files.insert(name, html.into_bytes());
        }
        Ok(printed)
    }

    /// Whether a page is made, as far as the share goes.
    fn shares(&self, planned: &Planned) -> bool {
        match self.share {
            Share::All | Share::Screen(_) => true,
            Share::Paper(ALL_POSTERS) => matches!(planned.print, Print::Poster { .. }),
            Share::Paper(stem) => planned.stem == stem && planned.print.is_on_paper(),
        }
    }

    fn formats(&self, format: OutputFormat) -> bool {
        self.args.written.format.contains(&format)
    }
}

/// Adds print.toml and the unit's own templates to the files that findings may point into;
/// gives the number of print.toml, and the templates with theirs.
fn push_templates<'o>(
    folder: &Path,
    own: &'o OwnTemplates,
    sources: &mut Sources,
) -> (SourceId, html::Own<'o>) {
    let mut push = |name: &str, text: &str, own: bool| {
        let folder = folder.to_string_lossy().replace('\\', "/");
        let path = match folder.trim_start_matches("./").trim_end_matches('/') {
            folder if own && folder != "." => format!("{folder}/{name}"),
            _ => name.to_string(),
        };
        sources.push_outside(Source::new(path, text.to_string()))
    };
    let print = push(PRINT_NAME, own.print(), own.files.contains_key(PRINT_NAME));
    let templates = own.files.iter().filter(|(name, _)| *name != PRINT_NAME);
    let ids = templates.map(|(name, text)| (&**name, (push(name, text, true), &**text)));
    (print, ids.collect())
}

fn input_digest(made: &Made) -> String {
    let Made { sources, own, .. } = made;
    let mut parts: BTreeMap<String, &[u8]> = BTreeMap::new();
    for (_, source) in sources.iter() {
        parts.insert(format!("rules/{}", source.path), source.text.as_bytes());
    }
    for (_, source) in made.since.iter() {
        parts.insert(format!("since/{}", source.path), source.text.as_bytes());
    }
    // A copy of a built-in template makes no other pages than the template itself.
    let built_in = |name: &str| match name {
        PRINT_NAME => Some(templates::PRINT),
        _ => html::BUILT_IN
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, t)| *t),
    };
    let own = own.files.iter();
    for (name, text) in own.filter(|(name, text)| built_in(name) != Some(text.as_str())) {
        parts.insert(format!("templates/{name}"), text.as_bytes());
    }
    for (name, bytes) in &made.own_fonts {
        parts.insert(format!("fonts/{name}"), bytes);
    }
    output::digest(
        parts
            .iter()
            .flat_map(|(name, bytes)| [name.as_bytes(), bytes]),
    )
}
