//! The kinds of norms that more than one rule, or a page, reads. A kind that one rule reads stands in that
//! rule's own file.

pub(in crate::check) use super::general::{
    APART, COMPLETE, COVERED, DUE, EACH, GRADE_RAISED, STEPS, WITHIN,
};
pub(in crate::check) use super::record_kinds::{
    ASSESSMENT_STEPS, DECISION_KINDS, REPORT_BEFORE_MEETING, REPORT_CONTENTS, ROTATION,
};
use super::shapes::{
    ACTOR, AT_LEAST_ONE, GRADE, GRADES, GRADING_STEPS, LEVEL, ORGAN, POWERS, ROLE, ROLES, SUBJECT,
};
use super::{may, must, Allowed, Entity, Kind, Listed, Shape, Slip};
use crate::model::Norm;

/// 民主评议末几名列为监察重点.
pub(in crate::check) const BOTTOM_RANKS: Kind = Kind {
    name: "bottom-ranks",
    title: "民主评议末几名列为监察重点",
    parameters: &[
        must("last", AT_LEAST_ONE, "末几名"),
        may("small-group-below", AT_LEAST_ONE, "不足几个的组算小组"),
        may("small-group-last", AT_LEAST_ONE, "小组取末几名"),
        may("within-days", AT_LEAST_ONE, "几天以内"),
        may("within-workdays", AT_LEAST_ONE, "几个工作日以内"),
    ],
    identity: Some(&[]),
    lists: None,
    together: None,
};

pub(in crate::check) const CLASS_GRADE: Kind = Kind {
    name: "class-grade",
    title: "一类风险点或者措施的等级和个数",
    parameters: &[
        must(
            "subject",
            Shape::Word(Allowed::These(&["risk", "measure"])),
            "风险点，还是措施",
        ),
        must("class", Shape::Id(&[Entity::Class], &[]), "类别"),
        must("grade", GRADE, "等级"),
        may("count", AT_LEAST_ONE, "条文里列了几个"),
    ],
    identity: None,
    lists: Some(&[("subject", "risk")]),
    together: None,
};

pub(in crate::check) const FILING: Kind = Kind {
    name: "filing",
    title: "哪种记录报哪里备案或者由哪里存档",
    parameters: &[
        must(
            "record",
            Shape::Word(Allowed::These(&["grading", "self-check", "minutes"])),
            "等级评定、自查报告、会议纪要",
        ),
        may("subject", SUBJECT, "只管内设机构的，还是岗位的"),
        may("grade", GRADE, "只管这一等级的"),
        must("with", ORGAN, "报到或者存在哪个机构"),
        may("within-days", AT_LEAST_ONE, "几天以内"),
        may("within-workdays", AT_LEAST_ONE, "几个工作日以内"),
    ],
    identity: Some(&["record", "subject", "grade"]),
    lists: None,
    together: None,
};

/// 风险点的等级由因素的得分定.
pub const GRADE_BY_FACTORS: Kind = Kind {
    name: "grade-by-factors",
    title: "风险点的等级由因素的得分定",
    parameters: &[
        must("subject", Shape::Word(Allowed::These(&["risk"])), "风险点"),
        may(
            "factors",
            Shape::Words(Allowed::Listed(Listed::Factors)),
            "计哪些因素；不写时全部都计",
        ),
        must(
            "from",
            Shape::Entries(GRADES, &AT_LEAST_ONE),
            "多少分以上为哪个等级；都不到的为最轻的等级",
        ),
    ],
    identity: None,
    lists: Some(&[]),
    together: None,
};

/// 等级由名单列明.
pub const GRADE_BY_LIST: Kind = Kind {
    name: "grade-by-list",
    title: "等级由名单列明",
    parameters: &[
        must("subject", SUBJECT, "内设机构，还是岗位"),
        must(
            "grades",
            Shape::Entries(GRADES, &Shape::Texts),
            "各级的编号",
        ),
    ],
    identity: None,
    lists: Some(&[]),
    together: None,
};

/// 等级由握有的权力定.
pub const GRADE_BY_POWERS: Kind = Kind {
    name: "grade-by-powers",
    title: "等级由握有的权力定",
    parameters: &[
        must("subject", SUBJECT, "内设机构，还是岗位"),
        must(
            "grades",
            Shape::Entries(GRADES, &Shape::Powers),
            "各级的条件；都不合的为最轻的等级",
        ),
        may("except-roles", ROLES, "哪些类型的岗位另有规定，不按权力定"),
    ],
    identity: None,
    lists: Some(&[]),
    together: Some(no_roles),
};

/// Departments have no roles that could be left out.
fn no_roles(norm: &Norm) -> Option<Slip> {
    let idle = norm.word("subject") == Some("department") && norm.get("except-roles").is_some();
    idle.then(|| {
        (
            "except-roles 只对岗位有用，这条 norm 管内设机构".to_owned(),
            "删去 except-roles，或者写 subject = \"post\"",
        )
    })
}

pub(in crate::check) const GRADE_BY_ROLE: Kind = Kind {
    name: "grade-by-role",
    title: "岗位的等级由岗位类型定",
    parameters: &[
        must("subject", Shape::Word(Allowed::These(&["post"])), "岗位"),
        must("grades", Shape::Entries(GRADES, &ROLES), "各级的岗位类型"),
        may("otherwise", GRADE, "没有列出的岗位类型"),
    ],
    identity: None,
    lists: Some(&[]),
    together: None,
};

pub(in crate::check) const GRADE_SET: Kind = Kind {
    name: "grade-set",
    title: "分哪几个等级，各用什么颜色",
    parameters: &[
        must("grades", Shape::Words(GRADES), "等级"),
        may("colours", Shape::Entries(GRADES, &Shape::Text), "颜色"),
    ],
    identity: Some(&[]),
    lists: Some(&[]),
    together: None,
};

pub(in crate::check) const GRADING_PROCEDURE: Kind = Kind {
    name: "grading-procedure",
    title: "等级评定的程序",
    parameters: &[
        must("subject", SUBJECT, "内设机构，还是岗位"),
        must(
            "steps",
            GRADING_STEPS,
            "各步，依次；领导班子成员没有内部会议这一步",
        ),
        may(
            "reviewer",
            Shape::Id(ACTOR, &["leader", "head"]),
            "审核人：主管的领导、内设机构负责人",
        ),
        may("collector", ORGAN, "汇总的机构"),
        may("rechecker", ORGAN, "复核的机构"),
        may("decider", ORGAN, "决定的机构"),
        may("filed-with", ORGAN, "报到哪里备案"),
    ],
    identity: Some(&["subject"]),
    lists: Some(&[]),
    together: None,
};

pub(in crate::check) const IMPORTANT_POSTS: Kind = Kind {
    name: "important-posts",
    title: "哪些岗位是重要岗位",
    parameters: &[
        may("roles", ROLES, "这些类型的岗位"),
        may("powers", Shape::Words(POWERS), "握有其中一项权力的岗位"),
    ],
    identity: Some(&[]),
    lists: Some(&[]),
    together: Some(unnamed_important),
};

/// A norm that says there are important posts, and not which.
fn unnamed_important(norm: &Norm) -> Option<Slip> {
    let named = ["roles", "powers", "where"].iter();
    let named = named.filter(|key| norm.get(key).is_some()).count();
    (named == 0).then(|| {
        (
            "important-posts 没有写哪些岗位".to_owned(),
            "写 roles、powers 或者 where",
        )
    })
}

pub(in crate::check) const INFORMATION_LEVELS: Kind = Kind {
    name: "information-levels",
    title: "预警信息由谁报到哪里",
    parameters: &[
        must(
            "centre",
            Shape::Id(&[Entity::Organ, Entity::Department], &[]),
            "预警信息中心",
        ),
        must(
            "reporting",
            Shape::Id(&[Entity::Organ, Entity::Department], &["department"]),
            "报送点；各内设机构都是的写 `\"department\"`",
        ),
        may(
            "lead-informant-per-department",
            AT_LEAST_ONE,
            "每个内设机构几名牵头的信息员",
        ),
    ],
    identity: Some(&[]),
    lists: Some(&[]),
    together: None,
};

pub(in crate::check) const REGRADE: Kind = Kind {
    name: "regrade",
    title: "等级多久重新评定",
    parameters: &[
        must("every-months", AT_LEAST_ONE, "几个月以内"),
        may("on-change", Shape::Flag, "职责变动时是否重新评定"),
    ],
    identity: Some(&[]),
    lists: None,
    together: None,
};

pub(in crate::check) const SCOPE: Kind = Kind {
    name: "scope",
    title: "哪些内设机构和岗位要评定等级",
    parameters: &[
        may(
            "departments",
            Shape::Word(Allowed::These(&["all"])),
            "全部内设机构",
        ),
        may("posts", Shape::Word(Allowed::These(&["all"])), "全部岗位"),
    ],
    identity: Some(&[]),
    lists: Some(&[]),
    together: None,
};

pub(in crate::check) const WARNING_LEVEL_BY_PLACE: Kind = Kind {
    name: "warning-level-by-place",
    title: "按部位定的预警级别",
    parameters: &[
        may(
            "classes",
            Shape::Entries(Allowed::Listed(Listed::Classes), &LEVEL),
            "这些类别的风险点",
        ),
        may(
            "focus",
            Shape::Entries(Allowed::Listed(Listed::Focuses), &LEVEL),
            "这些方面的风险点",
        ),
        must("otherwise", LEVEL, "其他"),
        may(
            "precedence",
            Shape::Word(Allowed::These(&["stricter"])),
            "与按人定的级别不一致时从严",
        ),
    ],
    identity: Some(&[]),
    lists: Some(&[]),
    together: None,
};

pub(in crate::check) const WARNING_LEVEL_BY_ROLE: Kind = Kind {
    name: "warning-level-by-role",
    title: "按人员定的预警级别",
    parameters: &[
        must("leader", LEVEL, "领导班子成员"),
        must("head", LEVEL, "内设机构负责人"),
        may("important", LEVEL, "其他重要岗位"),
        may("other", LEVEL, "其余岗位；不写的，其余岗位不定级别"),
    ],
    identity: Some(&[]),
    lists: Some(&[]),
    together: None,
};

pub(in crate::check) const GRADING_REVIEWER: Kind = Kind {
    name: "grading-reviewer",
    title: "某些岗位的审核人与一般岗位不同",
    parameters: &[
        may("posts", Shape::Ids(&[Entity::Post]), "哪些岗位"),
        may("role", ROLE, "哪类岗位"),
        must(
            "by",
            Shape::Id(ACTOR, &["leader", "head"]),
            "审核人：主管的领导、内设机构负责人",
        ),
    ],
    identity: Some(&["posts", "role"]),
    lists: None,
    together: Some(unnamed_reviewed),
};

/// A norm that says who reviews, and whom nobody knows.
fn unnamed_reviewed(norm: &Norm) -> Option<Slip> {
    let named = norm.get("posts").is_some() || norm.get("role").is_some();
    (!named).then(|| {
        (
            "grading-reviewer 没有写管哪些岗位".to_owned(),
            "写 posts 或者 role",
        )
    })
}

/// 评定结果公示几天.
pub const PUBLICITY: Kind = Kind {
    name: "publicity",
    title: "评定结果公示几天",
    parameters: &[must("days", AT_LEAST_ONE, "天数，首尾都算")],
    identity: Some(&[]),
    lists: None,
    together: None,
};
