//! The table of all kinds, by name.

use super::shape::{words, GRADES, POWERS};
use super::{record_kinds, Allowed, Enforced, Entity, Kind, Parameter, Shape};
use crate::diagnostic::Code;
use crate::model::{Focus, GradingStepKind, Role};

pub(super) const SUBJECT: Shape = Shape::Word(Allowed::These(&["department", "post"]));
pub(super) const GRADE: Shape = Shape::Word(GRADES);
const STEPS: Shape = Shape::Words(Allowed::Of(words::<GradingStepKind>));
const ORGAN: Shape = Shape::Id(&[Entity::Organ], &[]);
pub(super) const ACTOR: &[Entity] = &[Entity::Post, Entity::Department, Entity::Organ];
const ROLES: Shape = Shape::Words(Allowed::Of(words::<Role>));
pub(super) const AT_LEAST_ONE: Shape = Shape::Count(1, i64::MAX);
const LEVEL: Shape = Shape::Count(1, 3);

/// A required parameter.
pub(super) const fn must(key: &'static str, shape: Shape, meaning: &'static str) -> Parameter {
    Parameter {
        key,
        required: true,
        shape,
        meaning,
    }
}

/// A parameter that may be left out.
pub(super) const fn may(key: &'static str, shape: Shape, meaning: &'static str) -> Parameter {
    Parameter {
        key,
        required: false,
        shape,
        meaning,
    }
}

/// Every kind, by name.
pub const KINDS: &[Kind] = &[
    record_kinds::ADVICE,
    record_kinds::ASSESSMENT_QUESTIONS,
    record_kinds::ASSESSMENT_STEPS,
    record_kinds::ASSESSOR_IS_SUBMITTER,
    record_kinds::ASSET_RECONCILIATION,
    record_kinds::BOTTOM_RANKS,
    record_kinds::CASE_FILING,
    Kind {
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
        enforced: Enforced::By(&[Code::GradeOffClass, Code::ClassCount, Code::ClassOffArticle]),
    },
    Kind {
        name: "coverage",
        title: "每一个都要有对应的",
        parameters: &[
            must(
                "each",
                Shape::Word(Allowed::These(&[
                    "risk",
                    "measure",
                    "post",
                    "department",
                    "step",
                ])),
                "每个风险点、措施、岗位、站所或者流程环节",
            ),
            must(
                "needs",
                Shape::Word(Allowed::These(&["measure", "risk"])),
                "要有措施，还是风险点",
            ),
            may("grade", GRADE, "只管这一等级的岗位或者站所"),
        ],
        identity: None,
        enforced: Enforced::By(&[
            Code::RiskWithoutMeasure,
            Code::MeasureWithoutRisk,
            Code::PostWithoutRisk,
            Code::DepartmentWithoutRisk,
            Code::StepWithoutRisk,
            Code::StepWithoutMeasure,
        ]),
    },
    record_kinds::DECISION_KINDS,
    record_kinds::DISPOSAL,
    record_kinds::FEEDBACK,
    Kind {
        name: "filing",
        title: "哪种记录报哪里备案或者由哪里存档",
        parameters: &[
            must(
                "record",
                Shape::Text,
                "记录的种类；等级评定写 `\"grading\"`",
            ),
            may("subject", SUBJECT, "只管站所的，还是岗位的"),
            may("grade", GRADE, "只管这一等级的"),
            must("with", ORGAN, "报到或者存在哪个机构"),
            may("within-days", AT_LEAST_ONE, "几天以内"),
            may("within-workdays", AT_LEAST_ONE, "几个工作日以内"),
        ],
        identity: Some(&["record", "subject", "grade"]),
        enforced: Enforced::By(&[
            Code::GradingStepMissing,
            Code::GradingWrongActor,
            Code::SelfCheckNotFiled,
            Code::MinutesNotFiled,
        ]),
    },
    Kind {
        name: "focus",
        title: "防控重点",
        parameters: &[must(
            "tags",
            Shape::Words(Allowed::Of(words::<Focus>)),
            "哪些方面",
        )],
        identity: None,
        enforced: Enforced::By(&[Code::FocusOffNorm]),
    },
    Kind {
        name: "grade-by-factors",
        title: "风险点的等级由四项因素的总分定",
        parameters: &[
            must("subject", Shape::Word(Allowed::These(&["risk"])), "风险点"),
            may(
                "factors",
                Shape::Words(Allowed::These(&[
                    "likelihood",
                    "harm",
                    "discretion",
                    "money",
                ])),
                "计哪些因素；不写时四项都计",
            ),
            must("high-from", AT_LEAST_ONE, "总分多少以上为高级"),
            must("middle-from", AT_LEAST_ONE, "总分多少以上为中级"),
        ],
        identity: None,
        enforced: Enforced::By(&[Code::GradeOffFactors]),
    },
    Kind {
        name: "grade-by-list",
        title: "等级由名单列明",
        parameters: &[
            must("subject", SUBJECT, "站所，还是岗位"),
            may("high", Shape::Texts, "高级的编号"),
            may("middle", Shape::Texts, "中级的编号"),
            may("low", Shape::Texts, "低级的编号"),
        ],
        identity: None,
        enforced: Enforced::By(&[Code::GradeOffList]),
    },
    Kind {
        name: "grade-by-powers",
        title: "等级由握有的权力定",
        parameters: &[
            must("subject", SUBJECT, "站所，还是岗位"),
            may("high", Shape::Powers, "高级的条件"),
            may("middle", Shape::Powers, "中级的条件；都不合的为低级"),
            may("low", Shape::Powers, "低级的条件"),
        ],
        identity: None,
        enforced: Enforced::By(&[Code::GradeOffPowers]),
    },
    Kind {
        name: "grade-by-role",
        title: "岗位的等级由岗位类型定",
        parameters: &[
            must("subject", Shape::Word(Allowed::These(&["post"])), "岗位"),
            may("high", ROLES, "高级的岗位类型"),
            may("middle", ROLES, "中级的岗位类型"),
            may("low", ROLES, "低级的岗位类型"),
            may("otherwise", GRADE, "没有列出的岗位类型"),
        ],
        identity: None,
        enforced: Enforced::By(&[Code::GradeOffRole]),
    },
    Kind {
        name: "grade-set",
        title: "分哪几个等级，各用什么颜色",
        parameters: &[
            must("grades", Shape::Words(GRADES), "等级"),
            may("colours", Shape::Names(GRADES), "颜色"),
        ],
        identity: Some(&[]),
        enforced: Enforced::By(&[Code::GradeOutsideSet, Code::ColourOffNorm]),
    },
    Kind {
        name: "grading-procedure",
        title: "等级评定的程序",
        parameters: &[
            must("subject", SUBJECT, "站所，还是岗位"),
            must("steps", STEPS, "各步，依次；领导班子成员没有站所会议这一步"),
            may(
                "reviewer",
                Shape::Id(ACTOR, &["leader", "head"]),
                "审核人：分管领导、站所负责人",
            ),
            may("collector", ORGAN, "汇总的机构"),
            may("rechecker", ORGAN, "复核的机构"),
            may("decider", ORGAN, "决定的机构"),
            may("filed-with", ORGAN, "报到哪里备案"),
        ],
        identity: Some(&["subject"]),
        enforced: Enforced::By(&[
            Code::GradingStepMissing,
            Code::GradingOutOfOrder,
            Code::GradingWrongActor,
        ]),
    },
    Kind {
        name: "grading-reviewer",
        title: "某些岗位的审核人与一般岗位不同",
        parameters: &[
            may("posts", Shape::Ids(&[Entity::Post]), "哪些岗位"),
            may("role", Shape::Word(Allowed::Of(words::<Role>)), "哪类岗位"),
            must(
                "by",
                Shape::Id(ACTOR, &["leader", "head"]),
                "审核人：分管领导、站所负责人",
            ),
        ],
        identity: Some(&["posts", "role"]),
        enforced: Enforced::By(&[Code::GradingWrongActor]),
    },
    Kind {
        name: "important-posts",
        title: "哪些岗位是重要岗位",
        parameters: &[
            may("roles", ROLES, "这些类型的岗位"),
            may("powers", Shape::Words(POWERS), "握有其中一项权力的岗位"),
        ],
        identity: Some(&[]),
        enforced: Enforced::By(&[Code::WarningLevelOffRole, Code::LeadInformant]),
    },
    Kind {
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
                "报送点；各站所都是的写 `\"department\"`",
            ),
            may(
                "lead-informant-per-department",
                AT_LEAST_ONE,
                "每个站所几名牵头的信息员",
            ),
        ],
        identity: Some(&[]),
        enforced: Enforced::By(&[Code::LeadInformant, Code::CentreReportsToItself]),
    },
    record_kinds::INITIAL_CHECK,
    record_kinds::INSPECTION_TALK,
    record_kinds::LARGE_SUM_MINUTES,
    record_kinds::LAW_STUDY,
    record_kinds::NOTICE_ANSWER,
    record_kinds::NOTICE_DATES,
    record_kinds::OFFICERS_PER_CASE,
    record_kinds::PERIOD_BY_GRADE,
    Kind {
        name: "publicity",
        title: "评定结果公示几天",
        parameters: &[must("days", AT_LEAST_ONE, "天数，首尾都算")],
        identity: Some(&[]),
        enforced: Enforced::By(&[Code::PublicityTooShort]),
    },
    Kind {
        name: "regrade",
        title: "等级多久重新评定",
        parameters: &[
            must("every-months", AT_LEAST_ONE, "几个月以内"),
            may("on-change", Shape::Flag, "职责变动时是否重新评定"),
        ],
        identity: Some(&[]),
        enforced: Enforced::By(&[Code::GradingOverdue]),
    },
    Kind {
        name: "regulation-metadata",
        title: "每部制度都要写明的事项",
        parameters: &[must(
            "needs",
            Shape::Words(Allowed::These(&["issued", "effective", "interpreter"])),
            "发布日期、施行日期、解释机关",
        )],
        identity: None,
        enforced: Enforced::By(&[Code::RegulationMetadata]),
    },
    record_kinds::REPORT_BEFORE_MEETING,
    record_kinds::REPORT_CONTENTS,
    Kind {
        name: "required-regulations",
        title: "应当建立的制度",
        parameters: &[must("names", Shape::Texts, "制度的名称")],
        identity: None,
        enforced: Enforced::By(&[Code::RequiredRegulation]),
    },
    Kind {
        name: "rotation",
        title: "任满几年轮岗",
        parameters: &[
            must("grade", GRADE, "这一等级的岗位和这一等级站所的负责人"),
            must("years", AT_LEAST_ONE, "年数"),
        ],
        identity: Some(&["grade"]),
        enforced: Enforced::By(&[Code::RotationDue]),
    },
    Kind {
        name: "scope",
        title: "哪些站所和岗位要评定等级",
        parameters: &[
            may(
                "departments",
                Shape::Word(Allowed::These(&["all"])),
                "全部站所",
            ),
            may("posts", Shape::Word(Allowed::These(&["all"])), "全部岗位"),
        ],
        identity: Some(&[]),
        enforced: Enforced::By(&[Code::GradingMissing, Code::GradingOffGrade]),
    },
    Kind {
        name: "separation",
        title: "不得由一人兼任的事",
        parameters: &[must("pairs", Shape::Pairs, "两件一组")],
        identity: None,
        enforced: Enforced::By(&[
            Code::SameHolder,
            Code::SameActor,
            Code::SeparationUnrecorded,
        ]),
    },
    Kind {
        name: "three-charts",
        title: "上墙的图",
        parameters: &[must(
            "charts",
            Shape::Words(Allowed::These(&["duties", "rules", "workflow"])),
            "工作职责、工作制度、工作流程",
        )],
        identity: Some(&[]),
        enforced: Enforced::By(&[Code::MissingWallChart]),
    },
    Kind {
        name: "warning-level-by-place",
        title: "按部位定的预警级别",
        parameters: &[
            may("classes", Shape::ClassNumbers(1, 3), "这些类别的风险点"),
            may(
                "focus",
                Shape::Numbers(Allowed::Of(words::<Focus>), 1, 3),
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
        enforced: Enforced::By(&[Code::WarningLevelOffPlace]),
    },
    Kind {
        name: "warning-level-by-role",
        title: "按人员定的预警级别",
        parameters: &[
            must("leader", LEVEL, "镇领导班子成员"),
            must("head", LEVEL, "站所负责人"),
            may("important", LEVEL, "其他重要岗位"),
        ],
        identity: Some(&[]),
        enforced: Enforced::By(&[Code::WarningLevelOffRole]),
    },
    record_kinds::YEARLY_DEADLINE,
];
