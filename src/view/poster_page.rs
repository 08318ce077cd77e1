//! The page of one poster: the sheet in its frame, with the ways to its neighbours.

use super::common::{Issue, Link, Site};
use crate::sheet::PosterView;
use serde::Serialize;

/// All that `poster.html` shows.
#[derive(Debug, Clone, Serialize)]
pub struct PosterPage<'p> {
    /// The frame.
    pub site: Site,
    /// The poster.
    #[serde(flatten)]
    pub poster: &'p PosterView,
    /// The posters of the same department: name, file, whether it is this one.
    pub siblings: Vec<(&'static str, String, bool)>,
    /// The same poster of the department before.
    pub back: Option<Link>,
    /// The same poster of the department after.
    pub on: Option<Link>,
    /// Its sheet.
    pub pdf: Option<String>,
}

impl<'p> PosterPage<'p> {
    /// The pages of posters that are in the order of their departments.
    pub fn all(issue: &Issue, posters: &'p [PosterView]) -> Vec<Self> {
        let site = Site::new(issue, "../");
        let file = |poster: &PosterView| format!("{}.html", poster.file);
        let beside = |poster: &PosterView| Link {
            text: poster.department_name.clone(),
            href: Some(file(poster)),
        };
        let page = |(at, poster): (usize, &'p PosterView)| {
            let (before, after) = (&posters[..at], &posters[at + 1..]);
            let other =
                |p: &&PosterView| p.kind == poster.kind && p.department != poster.department;
            let mine = posters.iter().filter(|p| p.department == poster.department);
            Self {
                site: site.clone(),
                poster,
                siblings: mine
                    .map(|p| (p.name, file(p), p.file == poster.file))
                    .collect(),
                back: before.iter().rev().find(other).map(beside),
                on: after.iter().find(other).map(beside),
                pdf: issue.outputs.pdf.then(|| format!("{}.pdf", poster.file)),
            }
        };
        posters.iter().enumerate().map(page).collect()
    }
}
