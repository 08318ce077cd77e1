//! Sheets of 工作职责 and 工作制度, those that are hung up in the smaller of their sizes.

use super::list::{self, Room};
use super::maker::{DepartmentMaker, DUTIES, RULES};
use super::misfit::misfits;
use super::overfull::{second_sheet, too_long};
use super::sheet::PosterView;
use super::text::post_text;
use crate::check::norm::shown::publicity_days;
use crate::diagnostic::Finding;
use crate::model::{Cite, Separation, WallChart};

impl DepartmentMaker<'_> {
    /// Duties and rules as far as they are hung up, both in the smaller of their sizes.
    pub(in crate::sheet) fn lists(&self, views: &mut Vec<PosterView>, findings: &mut Vec<Finding>) {
        let pairs = (self.unit.separations.iter()).filter(|s| s.is_of(self.index));
        let pairs: Vec<&Separation> = pairs.collect();
        let (department, office) = (self.department, self.canvas.office);
        let posts = (!self.posts.is_empty()).then(|| self.post_strip(self.publicity()));
        let strip = (!pairs.is_empty()).then(|| self.pair_strip(&pairs, self.basis(&pairs)));
        let both = [
            (WallChart::Duties, DUTIES, &department.duties, posts),
            (WallChart::Rules, RULES, &department.rules, strip),
        ];
        let hung: Vec<_> = (both.into_iter())
            .filter(|(chart, _, texts, _)| department.wall.contains(chart) && !texts.is_empty())
            .map(|(_, kind, texts, strip)| {
                let items: Vec<&str> = texts.iter().map(|t| t.value.as_str()).collect();
                let room = Room::of(self.fonts, &self.canvas, strip.is_some());
                // A second sheet costs a board, but an office only paper.
                let second = self.settings.second_sheet || office;
                let fit = room.fit(&items, second);
                (kind, texts, items, strip, room, fit)
            })
            .collect();
        let sizes = hung.iter().map(|(.., (size, ..))| *size);
        let size = sizes.fold(f32::INFINITY, f32::min);
        for (kind, texts, items, strip, room, (_, sheets, fits)) in hung {
            if sheets > 1 && !office {
                let first = texts[0].place;
                findings.push(second_sheet(kind.title, department, first, sheets));
            }
            if !fits {
                let excess = room.excess(&items);
                findings.push(too_long(kind.title, department, texts, excess));
            }
            let (posts, pairs) = match kind.key == DUTIES.key {
                true => (&self.posts[..], &[][..]),
                false => (&[][..], &pairs[..]),
            };
            let mut view = self.poster(kind);
            let parts = list::parts(&items, sheets);
            let mut first = 1;
            for (i, part) in parts.iter().enumerate() {
                let mut sheet = self.sheet(&view, kind, (i, parts.len()), findings);
                sheet.description = format!("{}，共{}条", kind.title, items.len());
                sheet.facts = self.spread(&view.facts);
                sheet.list = Some(room.list(part, first, size));
                sheet.text.first = first;
                sheet.text.items = part.iter().map(|t| t.to_string()).collect();
                sheet.text.posts = posts.iter().map(|post| post_text(post)).collect();
                let said = pairs
                    .iter()
                    .map(|pair| [&pair.first, &pair.second, &pair.note]);
                sheet.text.pairs = said.map(|all| all.map(|text| text.value.clone())).collect();
                sheet.strip.clone_from(&strip);
                first += part.len();
                if i == 0 {
                    misfits(self, &sheet, posts, pairs, findings);
                }
                view.sheets.push(sheet);
            }
            views.push(view);
        }
    }

    /// 2013年评定，结果公示 7 天: the days as the regulations' norm has them.
    pub(super) fn publicity(&self) -> Option<String> {
        let year = self.unit.profile.grading_year;
        let graded = (year > 0).then(|| format!("{year}年评定"));
        let shown = publicity_days(self.unit).map(|days| format!("结果公示{days}天"));
        let parts: Vec<String> = graded.into_iter().chain(shown).collect();
        (!parts.is_empty()).then(|| parts.join("，"))
    }

    /// 依据《…》第三条: the regulations that the pairs rest on, down to where all agree.
    fn basis(&self, pairs: &[&Separation]) -> Option<String> {
        let cites = (pairs.iter()).filter_map(|p| p.article.as_ref().map(|a| &a.value));
        let cites: Vec<&Cite> = cites.collect();
        let first = cites.first()?;
        if cites.iter().any(|c| c.regulation != first.regulation) {
            let mut names: Vec<String> = Vec::new();
            for cite in cites {
                let name = format!("《{}》", self.unit[cite.regulation].short.value);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            return Some(format!("依据{}", names.concat()));
        }
        let paths = cites.iter().map(|cite| cite.path.clone());
        let path = paths.reduce(|a, b| a?.shared(&b?)).flatten();
        let common = Cite {
            path,
            ..(*first).clone()
        };
        Some(format!("依据{}", self.unit.cite(&common)))
    }
}
