//! The page that leads to all forms.

use super::wanted::{Form, Of, What};
use crate::model::GradingObject;
use crate::view::anchors::Link;
use crate::view::issue::Issue;
use crate::view::site::Site;
use serde::Serialize;

/// Path of the page without extension.
pub const STEM: &str = "forms";

/// All that `forms.html` shows.
#[derive(Debug, Clone, Serialize)]
pub struct FormList {
    /// The frame.
    pub site: Site,
    /// The kinds of forms.
    pub kinds: Vec<Kind>,
}

/// The forms of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct Kind {
    /// Its anchor.
    pub id: String,
    /// 自查报告.
    pub name: String,
    /// Each, by whom it is for.
    pub forms: Vec<Files>,
}

/// A form and its files.
#[derive(Debug, Clone, Serialize)]
pub struct Files {
    /// For whom; 空白 where it is for anybody.
    pub whose: String,
    /// On the screen.
    pub html: Option<String>,
    /// To be printed.
    pub pdf: Option<String>,
    /// For Word.
    pub docx: Option<String>,
}

impl FormList {
    /// The list of `forms`.
    pub fn new(issue: &Issue, forms: &[Form]) -> Self {
        let unit = issue.unit();
        let kinds = What::all(unit).into_iter();
        let kinds = kinds.map(|what| Kind {
            id: format!("form-{}", what.key()),
            name: what.name(unit),
            forms: (forms.iter())
                .filter(|form| form.what == what)
                .map(|form| files(issue, form))
                .collect(),
        });
        Self {
            site: Site::new(issue, ""),
            kinds: kinds.filter(|kind| !kind.forms.is_empty()).collect(),
        }
    }
}

fn files(issue: &Issue, form: &Form) -> Files {
    let unit = issue.unit();
    let stem = form.stem(unit);
    let file = |on: bool, ending: &str| on.then(|| format!("{stem}.{ending}"));
    let outputs = &issue.outputs;
    Files {
        whose: match form.of {
            Of::Blank => "空白".to_owned(),
            _ => form.whose(unit),
        },
        html: file(outputs.html, "html"),
        pdf: file(outputs.pdf, "pdf"),
        docx: file(outputs.docx, "docx"),
    }
}

/// The forms for a department or a post, seen from a page `root` away from the output folder;
/// nothing where the run makes none.
pub fn about(issue: &Issue, object: GradingObject, root: &str) -> Vec<Link> {
    let unit = issue.unit();
    let forms = issue.outputs.forms.iter();
    let own = forms.filter(|form| form.of == Of::Object(object));
    own.map(|form| Link {
        text: form.what.name(unit),
        href: Some(format!("{root}{}.html", form.stem(unit))),
    })
    .collect()
}
