//! 修订对照表 as a page and as a PDF, for `lianfang diff`.

use super::{fonts, push_templates};
use crate::diagnostic::{sort, Finding, Source, Sources, Tally};
use crate::html::Templates;
use crate::load::templates;
use crate::model::Edition;
use crate::pdf::{self, Metadata};
use crate::revision::{Comparison, State};
use crate::sheet::dress;
use crate::typeset::{self, markup, Stylesheet};
use crate::view::changes::{ChangesPage, ChangesView};
use crate::view::{Issue, Outputs};
use std::io::Write;
use std::path::Path;

/// What was made, and what is wrong with it.
#[derive(Debug)]
pub struct Page {
    /// Its bytes; none where something is wrong.
    pub bytes: Option<Vec<u8>>,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// The files that findings point into.
    pub sources: Sources,
}

/// The page of what changed from `old` to `new`, as HTML or, where `on_paper`, as PDF, by the
/// templates in a folder.
pub fn page(
    (old, new): (&State, &State),
    comparison: &Comparison,
    folder: &Path,
    on_paper: bool,
) -> Page {
    let mut sources = new.sources.clone();
    // Its words may need fonts that those of today do not.
    for (_, source) in old.sources.iter() {
        let path = format!("{}:{}", old.name, source.path);
        sources.push_outside(Source::new(path, source.text.clone()));
    }
    let made = make((old, new), comparison, folder, on_paper, &mut sources);
    let (bytes, mut findings) = match made {
        Ok((bytes, findings)) => (Some(bytes), findings),
        Err(findings) => (None, findings),
    };
    sort(&mut findings);
    Page {
        bytes: bytes.filter(|_| Tally::of(&findings).errors == 0),
        findings,
        sources,
    }
}

fn make(
    (old, new): (&State, &State),
    comparison: &Comparison,
    folder: &Path,
    on_paper: bool,
    sources: &mut Sources,
) -> Result<(Vec<u8>, Vec<Finding>), Vec<Finding>> {
    let (own, mut findings) = templates::load(folder);
    let (print, ids) = push_templates(folder, &own, sources);
    let unit = &new.unit;
    let colours = dress::print_accent(unit.profile.posters.theme) + &dress::print(&unit.vocabulary);
    let stylesheet = Stylesheet::parse_over(&colours, own.print(), print)?;
    let outputs = Outputs {
        handbook: false,
        tables: false,
        posters: Vec::new(),
        bodies: Vec::new(),
        calendar: None,
        html: false,
        pdf: false,
        xlsx: false,
        docx: false,
        forms: Vec::new(),
        forms_list: false,
    };
    let issue = Issue::new(unit, Edition::Internal, None, false, outputs);
    let view = ChangesView::new(comparison, unit, old, new);
    let page = ChangesPage::new(&issue, view);
    let templates = Templates::new(&ids)?;
    let write = |out: &mut dyn Write| templates.write(out, "changes.html", &page);
    let sound = |read: markup::Page| match read.faults.is_empty() {
        true => Ok(read.html),
        false => Err(read.findings(sources)),
    };
    if !on_paper {
        let html = sound(markup::read(write).map_err(|finding| vec![finding])?)?;
        return Ok((html.into_bytes(), findings));
    }
    let chosen = fonts::choose(&stylesheet.fonts, &own, sources)?;
    let mut fonts = chosen.fonts;
    fonts.terms.extend(unit.names());
    findings.extend(chosen.findings);
    let (read, set) = typeset::set(write, &stylesheet, &fonts).map_err(|finding| vec![finding])?;
    sound(read)?;
    findings.extend(set.findings);
    findings.extend(set.unset.findings(print, sources));
    let profile = &unit.profile;
    let about = Metadata {
        title: format!("{}{}", profile.name, page.title),
        author: profile.issuers.join("、"),
        subject: format!("{}风险防控", unit.words().integrity),
        keywords: vec!["修订".to_owned(), profile.name.clone()],
        // Not the clock's: the same states make the same bytes.
        date: new.day.or(profile.as_of).or(profile.issued),
    };
    let bytes = pdf::write(&set.document, &fonts, &about).map_err(|finding| vec![finding])?;
    Ok((bytes, findings))
}
