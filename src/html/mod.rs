//! From view data to HTML: the minijinja environment and the built-in templates.
//!
//! Nothing is read or written here. The caller hands over the templates of a user's
//! folder as a map from name to source; each of them replaces the built-in one of the
//! same name, and a new name may be included by the others.

mod error;

pub use error::Own;

use crate::diagnostic::Finding;
use crate::jinja::{self, guard, Allowance};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

/// The templates that come with the program, by name.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("base.html", include_str!("../../templates/base.html")),
    ("macros.html", include_str!("../../templates/macros.html")),
    ("parts.html", include_str!("../../templates/parts.html")),
    ("tables.html", include_str!("../../templates/tables.html")),
    (
        "handbook.html",
        include_str!("../../templates/handbook.html"),
    ),
    (
        "post-sheets.html",
        include_str!("../../templates/post-sheets.html"),
    ),
    ("changes.html", include_str!("../../templates/changes.html")),
    ("table.html", include_str!("../../templates/table.html")),
    ("index.html", include_str!("../../templates/index.html")),
    ("index.css", include_str!("../../templates/index.css")),
    ("post.html", include_str!("../../templates/post.html")),
    ("post.css", include_str!("../../templates/post.css")),
    ("years.html", include_str!("../../templates/years.html")),
    (
        "calendar.html",
        include_str!("../../templates/calendar.html"),
    ),
    ("calendar.css", include_str!("../../templates/calendar.css")),
    ("calendar.js", include_str!("../../templates/calendar.js")),
    (
        "calendar-sheets.html",
        include_str!("../../templates/calendar-sheets.html"),
    ),
    (
        "calendar-sheets.css",
        include_str!("../../templates/calendar-sheets.css"),
    ),
    ("contact.html", include_str!("../../templates/contact.html")),
    ("contact.css", include_str!("../../templates/contact.css")),
    ("poster.html", include_str!("../../templates/poster.html")),
    ("poster.css", include_str!("../../templates/poster.css")),
    (
        "poster/flow.html",
        include_str!("../../templates/poster/flow.html"),
    ),
    (
        "poster/grade.html",
        include_str!("../../templates/poster/grade.html"),
    ),
    (
        "poster/list.html",
        include_str!("../../templates/poster/list.html"),
    ),
    (
        "poster/parts.html",
        include_str!("../../templates/poster/parts.html"),
    ),
    (
        "poster/sheet.html",
        include_str!("../../templates/poster/sheet.html"),
    ),
    (
        "poster/text.html",
        include_str!("../../templates/poster/text.html"),
    ),
    (
        "forms/page.html",
        include_str!("../../templates/forms/page.html"),
    ),
    (
        "forms/parts.html",
        include_str!("../../templates/forms/parts.html"),
    ),
    (
        "forms/ledger.html",
        include_str!("../../templates/forms/ledger.html"),
    ),
    (
        "forms/screening.html",
        include_str!("../../templates/forms/screening.html"),
    ),
    (
        "forms/self-check.html",
        include_str!("../../templates/forms/self-check.html"),
    ),
    (
        "forms/inspection.html",
        include_str!("../../templates/forms/inspection.html"),
    ),
    (
        "forms/talk.html",
        include_str!("../../templates/forms/talk.html"),
    ),
    (
        "forms/notice.html",
        include_str!("../../templates/forms/notice.html"),
    ),
    (
        "forms/decision.html",
        include_str!("../../templates/forms/decision.html"),
    ),
    (
        "forms/publicity.html",
        include_str!("../../templates/forms/publicity.html"),
    ),
    (
        "forms/publicity-outcome.html",
        include_str!("../../templates/forms/publicity-outcome.html"),
    ),
    (
        "forms/rotation.html",
        include_str!("../../templates/forms/rotation.html"),
    ),
    ("forms.html", include_str!("../../templates/forms.html")),
    ("forms.css", include_str!("../../templates/forms.css")),
    ("forms.js", include_str!("../../templates/forms.js")),
    ("screen.css", include_str!("../../templates/screen.css")),
    ("print.css", include_str!("../../templates/print.css")),
    ("search.js", include_str!("../../templates/search.js")),
    (
        "search-file.js",
        include_str!("../../templates/search-file.js"),
    ),
    (
        "search-panel.js",
        include_str!("../../templates/search-panel.js"),
    ),
    ("search.css", include_str!("../../templates/search.css")),
    ("early.js", include_str!("../../templates/early.js")),
    ("display.js", include_str!("../../templates/display.js")),
    ("frame.js", include_str!("../../templates/frame.js")),
    ("poster.js", include_str!("../../templates/poster.js")),
    ("take.js", include_str!("../../templates/take.js")),
    ("table.js", include_str!("../../templates/table.js")),
    ("page.js", include_str!("../../templates/page.js")),
];

/// A set of templates, ready to render.
pub struct Templates<'a> {
    environment: Environment<'static>,
    own: Own<'a>,
}

impl<'a> Templates<'a> {
    /// Compiles the built-in templates, each replaced by the one of the same name in `own`.
    /// All faulty templates are told, not only the first.
    pub fn new(own: &Own<'a>) -> Result<Self, Vec<Finding>> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        jinja::limit(&mut environment);
        environment.set_auto_escape_callback(|name| {
            if name.ends_with(".html") {
                AutoEscape::Html
            } else {
                AutoEscape::None
            }
        });
        let mut findings = Vec::new();
        match SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()
        {
            Ok(syntax) => environment.set_syntax(syntax),
            Err(e) => findings.push(error::finding("", &e, own)),
        }
        let mut sources: BTreeMap<&str, &str> = BUILT_IN.iter().copied().collect();
        sources.extend(own.iter().map(|(&name, &(_, source))| (name, source)));
        for (name, source) in sources {
            if let Some(line) = jinja::too_deep(source) {
                findings.push(error::too_deep(name, line, own));
                continue;
            }
            let compiled =
                guard(|| environment.add_template_owned(name.to_owned(), source.to_owned()));
            match compiled {
                Some(Ok(())) => {}
                Some(Err(e)) => findings.push(error::finding(name, &e, own)),
                None => findings.push(error::unreadable(name, own)),
            }
        }
        if findings.is_empty() {
            Ok(Self {
                environment,
                own: own.clone(),
            })
        } else {
            Err(findings)
        }
    }

    /// The page that template `name` makes of `context`.
    pub fn render(&self, name: &str, context: &impl Serialize) -> Result<String, Finding> {
        let mut page = Vec::new();
        self.write(&mut page, name, context)?;
        Ok(String::from_utf8_lossy(&page).into_owned())
    }

    /// Writes the page that template `name` makes of `context`, as it comes.
    pub fn write(
        &self,
        out: &mut dyn Write,
        name: &str,
        context: &impl Serialize,
    ) -> Result<(), Finding> {
        let value = Value::from(Serde(context));
        let allowance = Allowance::of(&value);
        let mut page = jinja::Page::new(out, allowance);
        let mut environment = self.environment.clone();
        environment.set_fuel(Some(allowance.fuel));
        let rendered = guard(|| {
            let template = environment.get_template(name)?;
            template.render_captured_to(value, &mut page).map(drop)
        });
        match rendered {
            Some(Ok(())) => Ok(()),
            Some(Err(e)) => Err(error::finding(name, &e, &self.own)),
            None => Err(error::unreadable(name, &self.own)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Place, SourceId};
    use serde_json::json;

    fn own<'a>(name: &'a str, source: &'a str) -> Own<'a> {
        Own::from([(name, (SourceId(0), source))])
    }

    fn render(source: &str, context: serde_json::Value) -> Result<String, Finding> {
        Templates::new(&own("t.html", source))
            .map_err(|mut f| f.remove(0))?
            .render("t.html", &context)
    }

    #[test]
    fn the_built_in_templates_compile() {
        assert!(Templates::new(&BTreeMap::new()).is_ok());
    }

    #[test]
    fn values_are_escaped_in_pages_and_in_scripts() {
        let page = render("<p>{{ a }}</p>", json!({"a": "<b>&\"'"}));
        assert_eq!(page.as_deref(), Ok("<p>&lt;b&gt;&amp;&quot;&#x27;</p>"));
        let script = render(
            "<script>{{ a|tojson }}</script>",
            json!({"a": ["</script><!--&"]}),
        );
        let script = script.expect("renders");
        assert!(!script.contains("</script><"), "{script}");
        assert!(!script.contains("<!--"), "{script}");
    }

    #[test]
    fn a_missing_value_is_a_finding_with_template_and_line() {
        let finding = render("<p>\n{{ nothing }}</p>", json!({})).expect_err("strict");
        assert!(
            finding.message.contains("t.html 第 2 行"),
            "{}",
            finding.message
        );
        assert_eq!(finding.place, Some(Place::new(SourceId(0), 4..21)));
    }

    #[test]
    fn every_broken_template_is_told() {
        let own = Own::from([
            ("a.html", (SourceId(0), "{% if %}")),
            ("b.html", (SourceId(1), "{{ x ")),
        ]);
        assert_eq!(Templates::new(&own).err().map(|f| f.len()), Some(2));
    }

    #[test]
    fn an_endless_loop_runs_out_of_fuel() {
        let source =
            "{% for a in range(9999) %}{% for b in range(9999) %}{{ b }}{% endfor %}{% endfor %}";
        let finding = render(source, json!({})).expect_err("fuel");
        assert!(finding.message.contains("超过"), "{}", finding.message);
    }

    #[test]
    fn no_built_in_template_comes_near_the_limits() {
        for (name, source) in BUILT_IN {
            assert_eq!(jinja::too_deep(source), None, "{name}");
        }
    }
}
