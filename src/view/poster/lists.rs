//! Sheets of 工作职责 and 工作制度, both in the smaller of their sizes.

use super::frame;
use super::list;
use super::maker::{Maker, DUTIES, RULES};
use super::overfull::too_long;
use super::sheet::PosterView;
use super::strip::{self, Strip};
use super::text::{pair_text, post_text};
use crate::diagnostic::{Finding, Spanned};
use crate::load::Value;
use crate::model::{ArticlePath, Cite, Separation};

impl Maker<'_> {
    /// Duties and rules, both in the smaller of their sizes.
    pub(in crate::view) fn lists(
        &self,
        index: usize,
        views: &mut Vec<PosterView>,
        findings: &mut Vec<Finding>,
    ) {
        let pairs: Vec<&Separation> = self
            .town
            .separations
            .iter()
            .filter(|s| s.department.is_some_and(|d| d.index as usize == index))
            .collect();
        let posts = (!self.posts.is_empty())
            .then(|| strip::posts(self.fonts, &self.posts, self.publicity()));
        let held =
            (!pairs.is_empty()).then(|| strip::separations(self.fonts, &pairs, self.basis(&pairs)));
        let bottom = |strip: &Option<Strip>| match strip {
            Some(_) => list::BOTTOM_MM,
            None => list::BOTTOM_WITHOUT_STRIP_MM,
        };
        let set = [
            (DUTIES, &self.department.duties, posts),
            (RULES, &self.department.rules, held),
        ];
        let fits = set.each_ref().map(|(_, texts, strip)| {
            let items = strings(texts);
            list::fit(self.fonts, &items, bottom(strip) - list::TOP_MM)
        });
        let size = fits[0].size_mm.min(fits[1].size_mm);
        for ((which, texts, strip), fit) in set.into_iter().zip(fits) {
            let Some(first_text) = texts.first() else {
                continue;
            };
            if !fit.fits || fit.sheets > 1 {
                findings.push(too_long(which.1, self.department, first_text, fit));
            }
            let items = strings(texts);
            let mut view = self.poster(which);
            let parts = list::parts(&items, fit.sheets);
            let mut first = 1;
            for (i, part) in parts.iter().enumerate() {
                let mut sheet = self.sheet(&view, which, i, parts.len());
                sheet.description = format!("{}，共 {} 条", which.1, items.len());
                sheet.facts =
                    frame::facts(self.fonts, self.town, self.department, self.posts.len());
                sheet.list = Some(list::list(self.fonts, part, first, size, bottom(&strip)));
                sheet.text.first = first;
                sheet.text.items = part.iter().map(|t| t.to_string()).collect();
                if which.0 == DUTIES.0 {
                    sheet.text.posts = self.posts.iter().map(|post| post_text(post)).collect();
                } else {
                    sheet.text.pairs = pairs.iter().map(|pair| pair_text(pair)).collect();
                }
                sheet.strip.clone_from(&strip);
                first += part.len();
                view.sheets.push(sheet);
            }
            views.push(view);
        }
    }

    /// 2013年评定，结果公示 7 天: the days as the regulations' norm has them.
    fn publicity(&self) -> Option<String> {
        let norms = self.town.regulations.iter().flat_map(|r| &r.norms);
        let days = norms
            .filter(|norm| norm.kind.value == "publicity")
            .flat_map(|norm| &norm.parameters)
            .find_map(|(key, value)| match value.value {
                Value::Integer(days) if key.value == "days" => Some(days),
                _ => None,
            });
        let year = self.town.profile.grading_year;
        let graded = (year > 0).then(|| format!("{year}年评定"));
        let shown = days.map(|days| format!("结果公示 {days} 天"));
        let parts: Vec<String> = graded.into_iter().chain(shown).collect();
        (!parts.is_empty()).then(|| parts.join("，"))
    }

    /// 依据《…》第三条: the regulations that the pairs rest on, down to where all agree.
    fn basis(&self, pairs: &[&Separation]) -> Option<String> {
        let cites: Vec<_> = pairs
            .iter()
            .filter_map(|p| p.article.as_ref().map(|a| &a.value))
            .collect();
        let first = cites.first()?;
        if cites.iter().any(|c| c.regulation != first.regulation) {
            let mut names: Vec<String> = Vec::new();
            for cite in cites {
                let name = format!("《{}》", self.town[cite.regulation].short.value);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            return Some(format!("依据{}", names.concat()));
        }
        let numbers = |cite: &Cite| cite.path.as_ref().map_or(Vec::new(), |p| p.0.clone());
        let mut shared = numbers(first);
        for cite in &cites {
            let other = numbers(cite);
            let same = shared.iter().zip(&other).take_while(|(a, b)| a == b);
            shared.truncate(same.count());
        }
        let common = Cite {
            regulation: first.regulation,
            path: (!shared.is_empty()).then_some(ArticlePath(shared)),
        };
        Some(format!("依据{}", self.town.cite(&common)))
    }
}

fn strings(texts: &[Spanned<String>]) -> Vec<&str> {
    texts.iter().map(|t| t.value.as_str()).collect()
}
