//! The state of the rules that the annex of amendments begins with.

use crate::cli::{self, GenerateArgs};
use crate::date::Date;
use crate::diagnostic::code_point::visible;
use crate::diagnostic::text;
use crate::model::Unit;
use crate::revision::{compare, Comparison, State, Trouble, NOW};
use crate::view::changes::ChangesView;

/// What changed since a state of the rules.
pub(super) struct Since {
    pub old: State,
    new: State,
    comparison: Comparison,
}

impl Since {
    /// What changed since the state that `args` name; `None` where they name none.
    ///
    /// # Errors
    /// Why the two cannot be compared, for a person.
    pub fn read(args: &GenerateArgs, as_of: Date) -> Result<Option<Self>, String> {
        let Some(since) = &args.since else {
            return Ok(None);
        };
        if args.pages.edition == cli::Edition::Public {
            // What was taken out, and why, is not allowed by name.
            return Err("错误：--since 只用于内部版：修订对照表里有改掉的文字和理由\n".to_owned());
        }
        let rules = &args.pages.rules.path;
        let old = State::named(since, rules).map_err(|trouble| told(&trouble, false))?;
        let new = State::of_folder(rules, NOW).map_err(|trouble| told(&trouble, false))?;
        let comparison = compare(&old, &new, Some(as_of));
        Ok(Some(Self {
            old,
            new,
            comparison,
        }))
    }

    /// The annex.
    pub fn view(&self, unit: &Unit) -> ChangesView {
        ChangesView::new(&self.comparison, unit, &self.old, &self.new)
    }
}

/// What is said of a state that cannot be read, as a report: what could drive a terminal is shown
/// by its number.
pub fn told(trouble: &Trouble, colour: bool) -> String {
    match trouble {
        Trouble::None(why) => visible(why).into_owned(),
        Trouble::Faulty {
            name,
            findings,
            sources,
        } => format!(
            "{}{} 的规则有错误，读不全，没有对照\n",
            text::render(findings, sources, "", colour),
            visible(name)
        ),
    }
}
