//! What all posters of a department share: number, facts, foot.

use super::frame;
use super::sheet::{PosterView, Sheet};
use super::text::SheetText;
use super::theme::Theme;
use crate::model::{Department, Post, Town};
use crate::text::Fonts;
use crate::view::common::Edition;

/// What all posters of a department share.
pub struct Maker<'a> {
    pub(in crate::view) town: &'a Town,
    pub(in crate::view) fonts: &'a Fonts,
    pub(in crate::view) edition: Edition,
    pub(in crate::view) department: &'a Department,
    pub(in crate::view) posts: Vec<&'a Post>,
}

/// Kind, title and place in the set of the three posters.
pub(super) const DUTIES: (&str, &str, usize) = ("duties", "工作职责", 1);
pub(super) const RULES: (&str, &str, usize) = ("rules", "工作制度", 2);
pub(super) const WORKFLOW: (&str, &str, usize) = ("workflow", "工作流程", 3);

impl Maker<'_> {
    pub(super) fn poster(&self, (kind, title, number): (&'static str, &str, usize)) -> PosterView {
        let profile = &self.town.profile;
        let department = self.department;
        let grade = department.grade.value;
        let mut facts = vec![(
            "站所风险等级".to_string(),
            format!("{}（{}）", grade.chinese(), grade.colour()),
        )];
        if let Some(leader) = department.leader {
            facts.push(("分管领导".into(), self.town[leader].name.value.clone()));
        }
        facts.push(("岗位".into(), format!("{} 个", self.posts.len())));
        let receiver = match profile.phone.as_str() {
            "" => profile.receiver.clone(),
            phone => format!("{}（本镇电话 {phone}）", profile.receiver),
        };
        let code = format!(
            "{}-{}-{number:02}",
            profile.code,
            department.id.to_uppercase()
        );
        PosterView {
            file: format!("{}-{kind}", department.id.value),
            kind,
            department: department.id.value.clone(),
            title: format!("{}{}{title}", profile.name, department.name.value),
            edition: self.edition,
            theme: Theme::default(),
            sheets: Vec::new(),
            facts,
            foot: vec![
                ("监督举报电话".into(), profile.hotline.clone()),
                ("受理".into(), receiver),
                ("编号".into(), code),
                (
                    "编印".into(),
                    format!("{} {}", profile.poster_edition, profile.compiler),
                ),
            ],
        }
    }

    pub(super) fn sheet(
        &self,
        view: &PosterView,
        (_, title, number): (&str, &str, usize),
        sheet: usize,
        of: usize,
    ) -> Sheet {
        let part = (of > 1).then_some(sheet + 1);
        Sheet {
            id: format!("{}-{}", view.file, sheet + 1),
            title: match part {
                Some(n) => format!("{}（第 {n} 张，共 {of} 张）", view.title),
                None => view.title.clone(),
            },
            description: String::new(),
            frame: frame::frame(self.fonts, self.town, self.department, title, number, part),
            facts: Vec::new(),
            list: None,
            strip: None,
            flow: None,
            text: SheetText::default(),
        }
    }
}
