//! Which of the unit's own fonts a run reads: those that print.toml names, and of the others as
//! many as it takes to show what no face has yet.

use crate::diagnostic::{Code, Finding, Severity, Sources};
use crate::load::templates::{self, OwnTemplates};
use crate::text::font::{self, Chains, OwnFonts};
use crate::text::{FontRole, Fonts};
use std::collections::BTreeSet;

/// The fonts of a run, the own ones that it uses, and what is worth knowing of others.
pub(super) struct Chosen {
    pub fonts: Fonts,
    pub own: OwnFonts,
    pub findings: Vec<Finding>,
}

/// Chooses and reads fonts; `sources` hold every character that may be wanted.
pub(super) fn choose(
    chains: &Chains,
    templates: &OwnTemplates,
    sources: &Sources,
) -> Result<Chosen, Vec<Finding>> {
    let named = |file: &str| font::names(chains).any(|name| font::same_file(name, file));
    let mut own = OwnFonts::new();
    let mut faults = Vec::new();
    for (name, path) in templates.fonts.iter().filter(|(name, _)| named(name)) {
        match templates::font(name, path) {
            Ok(data) => own.extend(data.map(|data| (name.clone(), data))),
            Err(fault) => faults.push(fault),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let (mut fonts, mut findings) = Fonts::new(chains, &own)?;
    let mut missing = missing(&fonts, sources);
    let before = own.len();
    for (name, path) in templates.fonts.iter().filter(|(name, _)| !named(name)) {
        if missing.is_empty() {
            break;
        }
        let data = match templates::font(name, path) {
            Ok(Some(data)) => data,
            Ok(None) => continue,
            Err(fault) => {
                findings.push(warning(fault));
                continue;
            }
        };
        match font::covered(data, &missing) {
            Some(found) if found.is_empty() => {}
            Some(found) => {
                missing.retain(|c| !found.contains(c));
                own.insert(name.clone(), data);
            }
            None => {
                let message = format!("模板目录里的 fonts/{name} 不是字体，或者已经损坏，没有用它");
                let fault = Finding::placeless(Code::BadFont, message);
                findings.push(warning(fault.help("换成完好的字体文件，或者删去它")));
            }
        }
    }
    if own.len() > before {
        let (again, more) = Fonts::new(chains, &own)?;
        fonts = again;
        findings.extend(more);
    }
    Ok(Chosen {
        fonts,
        own,
        findings,
    })
}

/// A fault of a font that was read only in case it helps.
fn warning(fault: Finding) -> Finding {
    Finding {
        severity: Severity::Warning,
        ..fault
    }
}

/// The characters of the rules and the templates that no face shows.
fn missing(fonts: &Fonts, sources: &Sources) -> BTreeSet<char> {
    let texts = sources.iter().chain(sources.outside());
    let mut written = vec![false; char::MAX as usize + 1];
    let chars = texts.flat_map(|(_, source)| source.text.chars());
    chars.for_each(|c| written[c as usize] = true);
    let chars = (0..=char::MAX as u32).filter(|&c| written[c as usize]);
    let chars = chars.filter_map(char::from_u32);
    let shown = |c: &char| {
        FontRole::ALL
            .iter()
            .all(|&role| fonts.glyph(role, *c).is_some())
    };
    let wanted = chars.filter(|c| !c.is_control() && !c.is_whitespace());
    wanted.filter(|c| !shown(c)).collect()
}
