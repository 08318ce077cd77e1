//! Who there is and what is controlled: the unit, organs, departments, posts, risk points,
//! measures.

use super::grade::vocabulary;
use super::{
    ChartStyle, Cite, Date, Extent, Factors, Focus, Grade, Id, IssueNotice, PosterSettings, Power,
    Powers, Ref, Role, RoleIs, Workflow,
};
use crate::diagnostic::{Place, Spanned};

/// The `[unit]` table.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// 向阳峪镇.
    pub name: String,
    /// Letters for poster numbers: `XYY`.
    pub code: String,
    /// Title of the handbook, without the unit's name: 廉政风险防控制度汇编.
    pub title: String,
    /// 2012年版.
    pub edition: String,
    /// 中共…委员会, …人民政府.
    pub issuers: Vec<String>,
    /// Day of issue of the handbook.
    pub issued: Option<Date>,
    /// 份号, six digits; may be empty.
    pub copy_number: String,
    /// 监督举报电话.
    pub hotline: String,
    /// The unit's own number.
    pub phone: String,
    /// Who takes complaints: 向阳峪镇纪委.
    pub receiver: String,
    /// Who compiles the posters and tables.
    pub compiler: String,
    /// Edition line of the posters: 2013年1月版.
    pub poster_edition: String,
    /// How workflows are drawn that do not say so themselves.
    pub chart_style: ChartStyle,
    /// Size, orientation, theme of the posters.
    pub posters: PosterSettings,
    /// The year of grading that tables and posters show.
    pub grading_year: i16,
    /// The day taken for today when `--as-of` is absent.
    pub as_of: Option<Date>,
    /// Titles of outside documents that the rules may cite, without 《》.
    pub documents: Vec<Spanned<String>>,
    /// The terms of the shipped sets that the unit asks for.
    pub term_sets: Vec<super::Term>,
    /// Whether sentences of two regulations that differ in one place are told.
    pub compare_sentences: bool,
    /// Words that no line breaks inside, beside the unit's names.
    pub unbroken: Vec<String>,
    /// Paragraphs of the preface (前言).
    pub preface: Vec<String>,
    /// The notice that the handbook is issued with.
    pub notice: Option<IssueNotice>,
}

vocabulary! {
    /// What an `[[organ]]` is.
    OrganKind {
        /// A body of the unit.
        Body "body" "机构",
        /// The unit's leadership, whose members are posts of no department.
        Leadership "leadership" "领导班子",
        /// A body above the unit.
        Superior "superior" "上级",
        /// A villager, a firm, a village committee: takes part, but is not graded.
        Outside "outside" "外部",
    }
}

/// A body that acts but is no department.
#[derive(Debug, Clone)]
pub struct Organ {
    /// Its id.
    pub id: Id,
    /// The one name used everywhere.
    pub name: Spanned<String>,
    /// Full name, for covers and first mentions.
    pub full_name: Option<Spanned<String>>,
    /// A shorter name, for boxes on posters that have room for a few characters.
    pub short: Option<Spanned<String>>,
    /// What it is.
    pub kind: OrganKind,
    /// Names that must not be used for it.
    pub wrong_names: Vec<Spanned<String>>,
}

impl Organ {
    /// Its name where there is room for a few characters.
    pub fn in_short(&self) -> &str {
        &self.short.as_ref().unwrap_or(&self.name).value
    }
}

/// 站所.
#[derive(Debug, Clone)]
pub struct Department {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: Spanned<String>,
    /// 镇直事业单位, …
    pub kind: Spanned<String>,
    /// Place in lists, from 1.
    pub order: i64,
    /// Declared grade.
    pub grade: Spanned<Grade>,
    /// 分管领导.
    pub leader: Option<Ref<Post>>,
    /// Powers held; `None` where the rules do not say, which is not the same as none.
    pub powers: Option<Powers>,
    /// Places of the powers' extents.
    pub power_places: Vec<(Power, Extent, Place)>,
    /// 工作职责, without numbers.
    pub duties: Vec<Spanned<String>>,
    /// 工作制度, without numbers.
    pub rules: Vec<Spanned<String>>,
    /// The posters it hangs up.
    pub wall: Vec<WallChart>,
    /// Place of the whole table's head.
    pub place: Place,
}

vocabulary! {
    /// The posters of a department.
    WallChart {
        /// 工作职责.
        Duties "duties" "工作职责",
        /// 工作制度.
        Rules "rules" "工作制度",
        /// 工作流程.
        Workflow "workflow" "工作流程",
        /// The notice of grades.
        Grade "grade" "风险等级公示",
    }
}

/// Where a post belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Division {
    /// A department.
    Department(Ref<Department>),
    /// An organ, such as the leadership.
    Organ(Ref<Organ>),
}

/// 岗位.
#[derive(Debug, Clone)]
pub struct Post {
    /// Its id.
    pub id: Id,
    /// Its name, unique enough to stand alone: 财政所所长, 会计.
    pub name: Spanned<String>,
    /// Shorter name inside its department: 所长.
    pub short: Option<Spanned<String>>,
    /// Department or leadership.
    pub division: Option<Division>,
    /// Kind of post.
    pub role: Spanned<Role>,
    /// Declared grade.
    pub grade: Spanned<Grade>,
    /// Powers exercised directly; `None` where the rules do not say.
    pub powers: Option<Powers>,
    /// Places of the powers' extents.
    pub power_places: Vec<(Power, Extent, Place)>,
    /// Placeholder of the holder's name; internal edition only.
    pub holder: Option<Spanned<String>>,
    /// Telephone; internal edition only.
    pub phone: Option<Spanned<String>>,
    /// Posts whose holders are the holder's spouse or close relatives; internal edition only.
    pub relatives: Vec<Ref<Post>>,
    /// Holder's first day on the post.
    pub since: Option<Spanned<Date>>,
    /// Whether the post leads as 信息员 in its department.
    pub informant: bool,
    /// Focus tags (R5 5–7).
    pub focus: Vec<Spanned<Focus>>,
    /// Level by person (R5 18), 1 to 3; `None` for posts by reference.
    pub warning_level: Option<Spanned<i64>>,
    /// A remark.
    pub note: Option<Spanned<String>>,
    /// Place of the whole table's head.
    pub place: Place,
}

impl Post {
    /// What it is called where its department stands above: on the department's own posters.
    pub fn own_name(&self) -> &str {
        &self.short.as_ref().unwrap_or(&self.name).value
    }

    /// Whether it is a member of the leadership.
    pub fn is_leader(&self) -> bool {
        self.role.entry().is == Some(RoleIs::Leader)
    }

    /// Whether it is the head of a department.
    pub fn is_head(&self) -> bool {
        self.role.entry().is == Some(RoleIs::Head)
    }

    /// Whether it belongs to whoever that is: its department, its body.
    pub fn is_of(&self, actor: Actor) -> bool {
        match (actor, self.division) {
            (Actor::Department(of), Some(Division::Department(own))) => of == own,
            (Actor::Organ(of), Some(Division::Organ(own))) => of == own,
            _ => false,
        }
    }
}

/// `[[class]]`: a class of risk points or of measures, with the grade it gives them.
#[derive(Debug, Clone)]
pub struct Class {
    /// Its id: `xk`.
    pub id: Id,
    /// 许可审批.
    pub name: Spanned<String>,
    /// Place in lists, from 1.
    pub order: i64,
    /// Grade of every risk point and measure of the class.
    pub grade: Spanned<Grade>,
    /// Where the class is set up for risk points.
    pub risk_article: Option<Spanned<Cite>>,
    /// Where the class is set up for measures.
    pub measure_article: Option<Spanned<Cite>>,
    /// Place of the whole table's head.
    pub place: Place,
}

/// 廉政风险点.
#[derive(Debug, Clone)]
pub struct Risk {
    /// Its id: `xk-1`, shown as `XK-1`.
    pub id: Id,
    /// Its class.
    pub class: Option<Ref<Class>>,
    /// Article that sets it.
    pub article: Option<Spanned<Cite>>,
    /// The behaviour.
    pub behaviour: Spanned<String>,
    /// What may come of it.
    pub consequence: Spanned<String>,
    /// A short text (up to 24 characters) for charts.
    pub brief: Option<Spanned<String>>,
    /// Declared grade.
    pub grade: Spanned<Grade>,
    /// The four factors.
    pub factors: Option<Spanned<Factors>>,
    /// Whom it concerns, in words.
    pub concerns: Spanned<String>,
    /// Departments concerned.
    pub departments: Vec<Ref<Department>>,
    /// Posts concerned.
    pub posts: Vec<Ref<Post>>,
    /// Focus tag.
    pub focus: Option<Spanned<Focus>>,
    /// Level by place (R5 18), 1 to 3.
    pub place_level: Option<Spanned<i64>>,
    /// Place of the whole table's head.
    pub place: Place,
}

impl Risk {
    /// The behaviour, in short where it has a short text.
    pub fn in_short(&self) -> &Spanned<String> {
        self.brief.as_ref().unwrap_or(&self.behaviour)
    }

    /// `XK-1`.
    pub fn code(&self) -> String {
        self.id.to_uppercase()
    }
}

/// Who acts or answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// A post.
    Post(Ref<Post>),
    /// A department.
    Department(Ref<Department>),
    /// An organ or outsider.
    Organ(Ref<Organ>),
}

impl Actor {
    /// The name of the tables of its kind: `post`.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Post(_) => "post",
            Self::Department(_) => "department",
            Self::Organ(_) => "organ",
        }
    }

    /// The post, where it is one.
    pub fn post(self) -> Option<Ref<Post>> {
        match self {
            Self::Post(post) => Some(post),
            _ => None,
        }
    }

    /// The department, where it is one.
    pub fn department(self) -> Option<Ref<Department>> {
        match self {
            Self::Department(department) => Some(department),
            _ => None,
        }
    }
}

vocabulary! {
    /// 三道防线: when a measure takes hold.
    DefenceLine {
        /// Before anything has happened.
        Early "early" "前期预防",
        /// While it is being done.
        Middle "middle" "中期监控",
        /// After something has come to light.
        Late "late" "后期处置",
    }
}

vocabulary! {
    /// Where a measure comes from.
    Origin {
        /// The unit's handbook.
        Source "source" "原有",
        /// The handbook, but cut off.
        Cut "cut" "原文残缺",
        /// Drafted for completeness.
        Drafted "drafted" "补充",
    }
}

/// 防控措施.
#[derive(Debug, Clone)]
pub struct Measure {
    /// Its id: `m-xk-1`, shown as `M-XK-1`.
    pub id: Id,
    /// Its class.
    pub class: Option<Ref<Class>>,
    /// Article that sets it.
    pub article: Option<Spanned<Cite>>,
    /// What is done.
    pub text: Spanned<String>,
    /// A short text (up to 24 characters) for charts.
    pub brief: Option<Spanned<String>>,
    /// The risk points it controls.
    pub controls: Vec<Ref<Risk>>,
    /// Who answers, in words.
    pub responsible: Spanned<String>,
    /// The posts, departments or organs behind those words.
    pub responsible_actors: Vec<Actor>,
    /// How often or by when.
    pub period: Spanned<String>,
    /// Where it comes from.
    pub origin: Spanned<Origin>,
    /// Its line of defence, where the unit has sorted its measures so.
    pub line: Option<DefenceLine>,
    /// 责任领导, beside those who answer.
    pub leader: Option<Ref<Post>>,
    /// Place of the whole table's head.
    pub place: Place,
}

impl Measure {
    /// What is done, in short where it has a short text.
    pub fn in_short(&self) -> &Spanned<String> {
        self.brief.as_ref().unwrap_or(&self.text)
    }

    /// `M-XK-1`.
    pub fn code(&self) -> String {
        self.id.to_uppercase()
    }
}

/// `[[authority]]`: a matter that a power is exercised in (职权事项), a row of 权力清单.
#[derive(Debug, Clone)]
pub struct Authority {
    /// Its id.
    pub id: Id,
    /// Whose it is: a department's, or a body's that is none.
    pub division: Option<Division>,
    /// The power exercised.
    pub power: Spanned<Power>,
    /// What it is: 农村宅基地用地审批.
    pub name: Spanned<String>,
    /// The law, article by article, or the document; empty where nobody has said.
    pub basis: Vec<Spanned<String>>,
    /// How far the power is held in this matter.
    pub extent: Spanned<Extent>,
    /// The posts that exercise it.
    pub posts: Vec<Ref<Post>>,
    /// How it runs.
    pub workflow: Option<Ref<Workflow>>,
    /// Ids of the steps of the workflow it is; none for all of them.
    pub steps: Vec<Spanned<String>>,
    /// Where no workflow is drawn: what governs it, in words (工作制度第4条).
    pub governed_by: Option<Spanned<String>>,
    /// The risk points that bite here, beside those of the steps it is: see [`super::Unit::risks_in`].
    pub risks: Vec<Ref<Risk>>,
    /// Place of the whole table's head.
    pub place: Place,
}

impl Authority {
    /// The department whose it is.
    pub fn department(&self) -> Option<Ref<Department>> {
        match self.division {
            Some(Division::Department(department)) => Some(department),
            _ => None,
        }
    }
}
