//! What all posters of a department or body share: number, facts, foot.

use super::band::{self, Band};
use super::canvas::Canvas;
use super::foot::{self, Foot};
use super::overfull::address_too_long;
use super::qr::Qr;
use super::sheet::{PosterView, Sheet};
use super::text::SheetText;
use super::theme::Theme;
use super::whose::whose;
use crate::check::Grounds;
use crate::diagnostic::Finding;
use crate::model::Edition;
use crate::model::{Department, Grade, Organ, Post, PosterSettings, Ref, Unit};
use crate::text::Fonts;

/// Makes the posters of one department or body.
pub struct Maker<'a> {
    pub(in crate::sheet) unit: &'a Unit,
    pub(in crate::sheet) fonts: &'a Fonts,
    pub(in crate::sheet) edition: Edition,
    pub(in crate::sheet) settings: &'a PosterSettings,
    pub(in crate::sheet) canvas: Canvas,
    pub(in crate::sheet) owner: Owner<'a>,
    pub(in crate::sheet) posts: Vec<&'a Post>,
}

/// Whose posters they are.
#[derive(Clone, Copy)]
pub(in crate::sheet) struct Owner<'a> {
    pub id: &'a str,
    pub name: &'a str,
    /// A body has none.
    pub grade: Option<Grade>,
    pub leader: Option<Ref<Post>>,
}

impl<'a> Owner<'a> {
    pub fn department(department: &'a Department) -> Self {
        Self {
            id: &department.id.value,
            name: &department.name.value,
            grade: Some(department.grade.value),
            leader: department.leader,
        }
    }

    /// The unit as a whole.
    pub fn unit() -> Self {
        Self {
            id: "",
            name: "",
            grade: None,
            leader: None,
        }
    }

    /// A body that no department is, such as a village committee.
    pub fn body(organ: &'a Organ) -> Self {
        Self {
            id: &organ.id.value,
            name: &organ.name.value,
            grade: None,
            leader: None,
        }
    }
}

/// Makes the posters that only a department has.
pub(in crate::sheet) struct DepartmentMaker<'a> {
    pub maker: Maker<'a>,
    pub department: &'a Department,
    pub index: usize,
    /// What grades rest on beyond the unit itself.
    pub grounds: &'a Grounds,
}

impl<'a> std::ops::Deref for DepartmentMaker<'a> {
    type Target = Maker<'a>;
    fn deref(&self) -> &Maker<'a> {
        &self.maker
    }
}

/// One of the four posters of a department.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// As in the name of its file.
    pub key: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Its title where there is little room.
    pub short: &'static str,
    /// Its number in the set.
    pub number: usize,
    /// What the set is called, in the foot.
    pub set: &'static str,
}

impl Kind {
    /// Name of the file of a department's or body's poster; the whole unit has no id.
    pub fn file(&self, owner: &str) -> String {
        match owner {
            "" => self.key.to_owned(),
            id => format!("{id}-{}", self.key),
        }
    }
}

/// 工作职责.
pub const DUTIES: Kind = kind("duties", ["工作职责", "职责"], 1, "三上墙之一");
/// 工作制度.
pub const RULES: Kind = kind("rules", ["工作制度", "制度"], 2, "三上墙之二");
/// 工作流程.
pub const WORKFLOW: Kind = kind("workflow", ["工作流程", "流程"], 3, "三上墙之三");
/// 风险等级公示.
pub const GRADE: Kind = kind("grade", ["风险等级公示", "公示"], 4, "");

/// 风险分布图, of the whole unit; its title begins with the unit's word for integrity.
pub const SUMMARY: Kind = kind("summary", ["风险分布图", "分布图"], 0, "");

/// 年度工作安排, of the whole unit; the unit's word for integrity stands in its title.
pub const CALENDAR: Kind = kind("calendar", ["年度工作安排", "安排"], 5, "");

/// All kinds of a department, in the order of their numbers.
pub const KINDS: [Kind; 4] = [DUTIES, RULES, WORKFLOW, GRADE];

const fn kind(
    key: &'static str,
    [title, short]: [&'static str; 2],
    number: usize,
    set: &'static str,
) -> Kind {
    Kind {
        key,
        title,
        short,
        number,
        set,
    }
}

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
    let (side, least) = foot::qr_sides(canvas);
    match Qr::of(&page, side, least) {
        Ok(qr) => Some(qr),
        Err(excess) => {
            let finding = address_too_long(address.place, excess);
            // They differ in a number alone: the longer is the greater, and of two as long the
            // one that sorts last.
            let size = |finding: &Finding| (finding.message.len(), finding.message.clone());
            match findings.iter_mut().find(|f| f.place == finding.place) {
                Some(known) if size(known) >= size(&finding) => {}
                Some(known) => *known = finding,
                None => findings.push(finding),
            }
            None
        }
    }
}

impl Maker<'_> {
    pub(in crate::sheet) fn poster(&self, kind: Kind) -> PosterView {
        let profile = &self.unit.profile;
        let owner = self.owner;
        let mut facts = Vec::new();
        if let Some(grade) = owner.grade {
            facts.push((
                format!("{}风险等级", self.unit.words().department),
                format!("{}（{}）", grade.chinese(), grade.colour().name),
            ));
        }
        if let Some(leader) = owner.leader {
            facts.push((
                self.unit.words().leader_in_charge.clone(),
                self.unit[leader].name.value.clone(),
            ));
        }
        if !self.posts.is_empty() {
            facts.push(("岗位".into(), format!("{}个", self.posts.len())));
        }
        let mut foot = vec![("监督举报电话".into(), profile.hotline.clone())];
        let lines = self.foot_lines(kind, None, false);
        foot.extend(lines.into_iter().map(|(l, v)| (l.replace('　', ""), v)));
        PosterView {
            words: self.unit.words().clone(),
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
            theme: Theme::of(self.settings.theme, self.unit),
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
        let profile = &self.unit.profile;
        let department = whose(&profile.name, self.owner.name);
        Sheet {
            id: format!("{}-{}", view.file, sheet + 1),
            title: match part {
                Some(n) => format!("{}（第 {n} 张，共 {of} 张）", view.title),
                None => view.title.clone(),
            },
            description: String::new(),
            band: self.band(&department, kind),
            foot: self.foot(kind, part, qr.as_ref()),
            facts: Vec::new(),
            list: None,
            strip: None,
            flow: None,
            grade: None,
            chart: None,
            text: SheetText::default(),
        }
    }

    fn band(&self, department: &str, kind: Kind) -> Band {
        band::band(self.fonts, &self.canvas, department, &self.title(kind))
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

    fn foot(&self, kind: Kind, part: Option<usize>, qr: Option<&Qr>) -> Foot {
        let lines = self.foot_lines(kind, part, qr.is_some());
        let hotline = &self.unit.profile.hotline;
        foot::foot(self.fonts, &self.canvas, hotline, &lines, qr)
    }

    /// 受理, 编号, 编印, and what the unit adds to them: the day of printing, and whereto the
    /// code beside them leads.
    fn foot_lines(&self, kind: Kind, part: Option<usize>, qr: bool) -> Vec<(&'static str, String)> {
        let profile = &self.unit.profile;
        let part = part.map_or(String::new(), |n| format!("（第 {n} 张）"));
        let owner = match self.owner.id {
            "" => String::new(),
            id => format!("-{}", id.to_uppercase()),
        };
        let code = format!("{}{owner}-{:02}", profile.code, kind.number);
        // The unit's own number is an office's, not a person's.
        let receiver = match profile.phone.as_str() {
            "" => profile.receiver.clone(),
            phone => format!(
                "{}（{}电话 {phone}）",
                profile.receiver,
                self.unit.words().unit
            ),
        };
        let mut edition = profile.poster_edition.clone();
        if let Some(date) = self.settings.date {
            edition = format!("{edition}　{}印", date.chinese());
        }
        let set = match kind.set {
            "" if self.owner.id.is_empty() => self.title(kind),
            "" => format!("{}风险等级公示板", self.unit.words().integrity),
            set => set.to_owned(),
        };
        let mut lines = vec![
            ("受　理", receiver),
            ("编　号", format!("{code}　{set}{part}")),
        ];
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
