//! Who makes the posters of a department or body, and which kinds there are.

use super::canvas::Canvas;
use crate::check::Grounds;
use crate::date::Date;
use crate::model::{Department, Edition, Grade, Organ, Post, PosterSettings, Ref, Unit};
use crate::sheet::words::{hei, song, Type};
use crate::text::Fonts;

/// Makes the posters of one department or body.
#[derive(Clone)]
pub struct Maker<'a> {
    pub(in crate::sheet) unit: &'a Unit,
    pub(in crate::sheet) fonts: &'a Fonts,
    pub(in crate::sheet) edition: Edition,
    pub(in crate::sheet) settings: &'a PosterSettings,
    pub(in crate::sheet) canvas: Canvas,
    pub(in crate::sheet) owner: Owner<'a>,
    pub(in crate::sheet) posts: Vec<&'a Post>,
    /// The day that they tell of, where that is not the unit's edition of its posters.
    pub(in crate::sheet) as_of: Option<Date>,
}

impl<'a> Maker<'a> {
    /// Makes those of the whole unit.
    pub(in crate::sheet) fn new(
        unit: &'a Unit,
        fonts: &'a Fonts,
        edition: Edition,
        settings: &'a PosterSettings,
    ) -> Self {
        Self {
            unit,
            fonts,
            edition,
            settings,
            canvas: Canvas::of(settings),
            owner: Owner::default(),
            posts: Vec::new(),
            as_of: None,
        }
    }

    /// The same on another sheet.
    pub(in crate::sheet) fn on(&self, canvas: Canvas) -> Self {
        Self {
            canvas,
            ..self.clone()
        }
    }

    /// Wall text.
    pub(in crate::sheet) fn hei(&self, size: f32) -> Type<'a> {
        hei(self.fonts, size)
    }

    /// Figures that count, and names of charts.
    pub(in crate::sheet) fn song(&self, size: f32) -> Type<'a> {
        song(self.fonts, size)
    }
}

/// Whose posters they are; the whole unit's have no name.
#[derive(Clone, Copy, Default)]
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

    /// A body that no department is, such as a village committee.
    pub fn body(organ: &'a Organ) -> Self {
        Self {
            id: &organ.id.value,
            name: &organ.name.value,
            ..Self::default()
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
    /// Its number: the first three make up 三上墙.
    pub number: usize,
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
pub const DUTIES: Kind = kind("duties", ["工作职责", "职责"], 1);
/// 工作制度.
pub const RULES: Kind = kind("rules", ["工作制度", "制度"], 2);
/// 工作流程.
pub const WORKFLOW: Kind = kind("workflow", ["工作流程", "流程"], 3);
/// 风险等级公示.
pub const GRADE: Kind = kind("grade", ["风险等级公示", "公示"], 4);

/// 风险分布图, of the whole unit; its title begins with the unit's word for integrity.
pub const SUMMARY: Kind = kind("summary", ["风险分布图", "分布图"], 0);

/// 年度工作安排, of the whole unit; the unit's word for integrity stands in its title.
pub const CALENDAR: Kind = kind("calendar", ["年度工作安排", "安排"], 5);

/// All kinds of a department, in the order of their numbers.
pub const KINDS: [Kind; 4] = [DUTIES, RULES, WORKFLOW, GRADE];

const fn kind(key: &'static str, [title, short]: [&'static str; 2], number: usize) -> Kind {
    Kind {
        key,
        title,
        short,
        number,
    }
}
