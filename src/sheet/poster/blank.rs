//! A poster and its sheets without their body: number, facts, band, foot.

use super::band::band;
use super::canvas::Canvas;
use super::foot;
use super::maker::{Kind, Maker, CALENDAR, SUMMARY};
use super::overfull::address_too_long;
use super::qr::Qr;
use super::sheet::{PosterView, Sheet};
use crate::date::Date;
use crate::diagnostic::Finding;
use crate::model::number::chinese_number;
use crate::model::{PosterSettings, WallChart};
use crate::sheet::chip;
use crate::sheet::dress::Dress;
use crate::text::whose::whose;

/// The QR code of a page below the unit's address; too long an address is a finding, once, for
/// the page whose address is the longest.
pub fn qr(
    settings: &PosterSettings,
    canvas: &Canvas,
    file: &str,
    findings: &mut Vec<Finding>,
) -> Option<Qr> {
    let address = settings.address.as_ref()?;
    let slash = if address.ends_with('/') { "" } else { "/" };
    let page = format!("{}{slash}posters/{file}.html", address.value);
    let measures = foot::Measures::of(canvas);
    let excess = match Qr::of(&page, measures.code, measures.module) {
        Ok(qr) => return Some(qr),
        Err(excess) => excess,
    };
    let finding = address_too_long(address.place, excess);
    // They differ in a number alone: the longer is the greater, and of two as long the one that
    // sorts last.
    let size = |finding: &Finding| (finding.message.len(), finding.message.clone());
    match findings.iter_mut().find(|f| f.place == finding.place) {
        Some(known) if size(known) >= size(&finding) => {}
        Some(known) => *known = finding,
        None => findings.push(finding),
    }
    None
}

impl Maker<'_> {
    pub(in crate::sheet) fn poster(&self, kind: Kind) -> PosterView {
        let profile = &self.unit.profile;
        let owner = self.owner;
        let words = self.unit.words();
        let mut facts = Vec::new();
        if let Some(grade) = owner.grade {
            let label = format!("{}风险等级", words.department);
            facts.push((label, chip::words(grade, true)));
        }
        if let Some(leader) = owner.leader {
            let name = self.unit[leader].name.value.clone();
            facts.push((words.leader_in_charge.clone(), name));
        }
        if !self.posts.is_empty() {
            facts.push(("岗位".into(), format!("{}个", self.posts.len())));
        }
        let mut foot = vec![("监督举报电话".into(), profile.hotline.clone())];
        let lines = self.foot_lines(kind, None, false);
        foot.extend(lines.into_iter().map(|(l, v)| (l.replace('　', ""), v)));
        PosterView {
            words: words.clone(),
            file: kind.file(owner.id),
            kind: kind.key,
            department: owner.id.to_owned(),
            department_name: match owner.name {
                "" => profile.name.clone(),
                name => name.to_owned(),
            },
            title: format!("{}{}", whose(&profile.name, owner.name), self.title(kind)),
            name: self.title(kind),
            edition: self.edition,
            theme: Dress::of(self.settings.theme, self.unit),
            canvas: self.canvas.clone(),
            sheets: Vec::new(),
            facts,
            foot,
        }
    }

    pub(in crate::sheet) fn sheet(
        &self,
        view: &PosterView,
        kind: Kind,
        (sheet, of): (usize, usize),
        findings: &mut Vec<Finding>,
    ) -> Sheet {
        let part = (of > 1).then_some(sheet + 1);
        let qr = qr(self.settings, &self.canvas, &view.file, findings);
        let owner = whose(&self.unit.profile.name, self.owner.name);
        let lines = self.foot_lines(kind, part, qr.is_some());
        Sheet {
            id: format!("{}-{}", view.file, sheet + 1),
            title: match part {
                Some(n) => format!("{}（第{n}张，共{of}张）", view.title),
                None => view.title.clone(),
            },
            band: band(self.fonts, &self.canvas, &owner, &self.title(kind)),
            foot: self.foot(&lines, qr.as_ref()),
            ..Sheet::default()
        }
    }

    /// What the poster is called.
    fn title(&self, kind: Kind) -> String {
        let integrity = &self.unit.words().integrity;
        match kind.key {
            key if key == SUMMARY.key => format!("{integrity}{}", kind.title),
            key if key == CALENDAR.key => format!("年度{integrity}工作安排"),
            _ => kind.title.to_owned(),
        }
    }

    /// Whether it is of a department that has duties, rules and a workflow on its wall.
    fn hangs_all(&self) -> bool {
        let mut all = self.unit.departments.iter().enumerate();
        let own = all.find(|(_, own)| own.id.value == self.owner.id);
        own.is_some_and(|(index, own)| {
            let wanted = [WallChart::Duties, WallChart::Rules, WallChart::Workflow];
            let mut workflows = self.unit.workflows_of(index);
            wanted.iter().all(|chart| own.wall.contains(chart))
                && !own.duties.is_empty()
                && !own.rules.is_empty()
                && workflows.any(|workflow| !workflow.steps.is_empty())
        })
    }

    /// 受理, 编号, 编印, and what the unit adds to them: the day of printing, and whereto the
    /// code beside them leads.
    fn foot_lines(&self, kind: Kind, part: Option<usize>, qr: bool) -> Vec<(&'static str, String)> {
        let profile = &self.unit.profile;
        let part = part.map_or(String::new(), |n| format!("（第{n}张）"));
        let owner = match self.owner.id {
            "" => String::new(),
            id => format!("-{}", id.to_uppercase()),
        };
        let code = format!("{}{owner}-{:02}", profile.code, kind.number);
        let mut edition = match self.as_of {
            Some(Date(day)) => format!("{}年{}月版", day.year(), day.month()),
            None => profile.poster_edition.clone(),
        };
        if let Some(date) = self.settings.date {
            edition = format!("{edition}　{}印", date.chinese());
        }
        let set = match kind.number {
            n @ 1..=3 if self.hangs_all() => format!("三上墙之{}", chinese_number(n as u16)),
            4 => format!("{}风险等级公示板", self.unit.words().integrity),
            _ => self.title(kind),
        };
        let number = format!("{code}　{set}{part}");
        let mut lines = vec![("受　理", self.unit.receiver()), ("编　号", number)];
        let both = format!("{edition}　{}", profile.compiler);
        let is_wide = foot::width_em(self.fonts, "编　印", &both) > foot::most_em(&self.canvas);
        if self.settings.date.is_some() || qr || is_wide {
            lines.push(("版　次", edition));
            lines.push(("编　印", profile.compiler.clone()));
        } else {
            lines.push(("编　印", both));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Place, SourceId, Spanned};

    #[test]
    fn of_several_addresses_too_long_the_longest_is_told() {
        let place = Place {
            source: SourceId(0),
            start: 0,
            end: 1,
        };
        let address = format!("https://www.example.gov.cn/{}/", "x".repeat(60));
        let settings = PosterSettings {
            address: Some(Spanned::new(address, place)),
            ..PosterSettings::default()
        };
        let canvas = Canvas::of(&settings);
        let excess = |file: &str, findings: &mut Vec<Finding>| {
            assert!(qr(&settings, &canvas, file, findings).is_none(), "{file}");
            let message = &findings.last().expect("a finding").message;
            let digits: String = message.chars().filter(char::is_ascii_digit).collect();
            digits.parse::<usize>().expect("a number")
        };
        // The first page whose address is too long is so by one character, and so on.
        let fits = |n: &usize| qr(&settings, &canvas, &"a".repeat(*n), &mut Vec::new()).is_some();
        let first = (1..200)
            .find(|n| !fits(n))
            .expect("some length is too long");
        let page = |excess: usize| "a".repeat(first - 1 + excess);
        for order in [[9, 10], [10, 9], [99, 100], [100, 99]] {
            let mut findings = Vec::new();
            excess(&page(order[0]), &mut findings);
            let told = excess(&page(order[1]), &mut findings);
            assert_eq!((findings.len(), told), (1, order[0].max(order[1])));
        }
    }
}
