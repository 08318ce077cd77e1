//! The general kinds: each can be about any table or ledger, the unit's own among them.

use super::shapes::{ACTOR, AT_LEAST_ONE, GRADES, PERIOD, ROLE, SUBJECT};
use super::{may, must, Allowed, Entity, Kind, Listed, Parameter, Shape, Slip};
use crate::load::Value;
use crate::model::Norm;

const LEDGER: Parameter = must(
    "ledger",
    Shape::Word(Allowed::Listed(Listed::Ledgers)),
    "哪一种台账",
);
const RECORDS: Parameter = may(
    "records",
    Shape::Expression,
    "台账里只算其中算出来为是的记录",
);
const CALLED: Parameter = may(
    "called",
    Shape::Text,
    "这样的记录叫什么；不写时用台账的名称",
);
pub(super) const WHERE: Parameter = may("where", Shape::Expression, "只管其中算出来为是的");
const HELP: Parameter = may("help", Shape::Text, "没有做到时建议什么");
pub(super) const WHO: Parameter = may(
    "who",
    Shape::OneOrMore(&Shape::Id(ACTOR, &["leader", "head"])),
    "由谁办：机构、内设机构、岗位的编号，或者主管领导 `leader`、负责人 `head`；不写时由它自己办",
);
const SEVERITY: Parameter = may(
    "severity",
    Shape::Word(Allowed::These(&["error", "warning"])),
    "算错误还是警告；不写时算错误",
);

/// A demand of the unit's own, as an expression.
pub(in crate::check) const EACH: Kind = Kind {
    name: "each",
    title: "每一个这样的对象都要做到的，用算式写",
    parameters: &[
        must(
            "each",
            Shape::Word(Allowed::Listed(Listed::Subjects)),
            "哪一种对象的每一个",
        ),
        WHERE,
        must("test", Shape::Expression, "要做到的：算出来为是"),
        may("at", Shape::Text, "没有做到时指到哪个键；不写时指到编号"),
        may(
            "message",
            Shape::Expression,
            "没有做到时说什么，里面可以写 `{{ it.name }}`",
        ),
        HELP,
        SEVERITY,
    ],
    identity: None,
    lists: None,
    together: None,
};

/// So often.
pub(in crate::check) const DUE: Kind = Kind {
    name: "due",
    title: "一种台账，每一个这样的对象多久记几次",
    parameters: &[
        LEDGER,
        RECORDS,
        CALLED,
        must(
            "each",
            Shape::OneOrMore(&Shape::Word(Allowed::These(&[
                "department",
                "post",
                "organ",
                "unit",
            ]))),
            "每个内设机构、岗位、机构，或者单位",
        ),
        WHERE,
        may("every", PERIOD, "多久"),
        may(
            "grades",
            Shape::Entries(GRADES, &PERIOD),
            "各级多久，写在 every 的位置",
        ),
        may("times", AT_LEAST_ONE, "一期几次；不写时一次"),
        may(
            "by",
            Shape::MonthDay,
            "每年哪一天以前；只和每年一次的一起写",
        ),
        may("grace-days", AT_LEAST_ONE, "期满以后宽限几天"),
        WHO,
        HELP,
        SEVERITY,
    ],
    identity: Some(&["ledger", "each", "where", "records"]),
    lists: None,
    together: Some(how_often),
};

/// A norm that says how often, once.
fn how_often(norm: &Norm) -> Option<Slip> {
    let has = |key: &str| norm.get(key).is_some();
    if has("by") && has("grace-days") {
        return Some(("due 又写了 by，又写了 grace-days".to_owned(), "只留一个"));
    }
    let mut each = norm.words("each");
    let in_charge = norm
        .words("who")
        .any(|(word, _)| matches!(word, "leader" | "head"));
    if in_charge && !each.any(|(kind, _)| matches!(kind, "department" | "post")) {
        return Some((
            "due 的 who 写的是内设机构的领导、负责人，each 里没有内设机构和岗位".to_owned(),
            "写明由谁办：机构、内设机构、岗位的编号",
        ));
    }
    let yearly = |value: &Value| matches!(value, Value::String(word) if word == "year");
    let by_grade = norm.get("grades").map(|grades| &grades.value);
    let rare = match by_grade {
        Some(Value::Table(table)) => table.entries.iter().all(|(_, v)| yearly(&v.value)),
        _ => norm.get("every").is_none_or(|every| yearly(&every.value)),
    };
    if has("by") && !rare {
        return Some((
            "due 的 by 是一年里的一天，这里不是每年一次".to_owned(),
            "改成 \"year\"，或者删去 by；期满以后的期限用 grace-days",
        ));
    }
    match (has("every"), has("grades")) {
        (false, false) if !has("by") => Some((
            "due 没有写多久一次".to_owned(),
            "写 every = \"year\"，或者 grades = { 等级 = \"half-year\" }，或者 by = \"01-31\"",
        )),
        (true, true) => Some(("due 又写了 every，又写了 grades".to_owned(), "只留一个")),
        _ => None,
    }
}

/// So long after.
pub(in crate::check) const WITHIN: Kind = Kind {
    name: "within",
    title: "一种台账的记录，从一个日期到另一个最多（最少）几天",
    parameters: &[
        LEDGER,
        CALLED,
        WHERE,
        must("start", Shape::Text, "从哪个键的日期"),
        must(
            "end",
            Shape::OneOrMore(&Shape::Text),
            "到哪个键的日期；写几个的，其中写了的一个",
        ),
        may(
            "deadline",
            Shape::Text,
            "记录自己写明期限的，是哪个键；写了的，不按天数算",
        ),
        may("within-days", AT_LEAST_ONE, "几天以内"),
        may("within-workdays", AT_LEAST_ONE, "几个工作日以内"),
        may("at-least-days", AT_LEAST_ONE, "至少隔几天"),
        WHO,
        HELP,
        SEVERITY,
    ],
    identity: Some(&["ledger", "start", "end", "where"]),
    lists: None,
    together: Some(how_long),
};

/// The slip of a time in days and in working days at once.
fn two_times(norm: &Norm) -> Option<Slip> {
    let has = |key: &str| norm.get(key).is_some();
    let both = has("within-days") && has("within-workdays");
    let what = format!(
        "{} 又写了 within-days，又写了 within-workdays",
        norm.kind.value
    );
    both.then_some((what, "只留一个"))
}

/// A norm that says how long, in one way.
fn how_long(norm: &Norm) -> Option<Slip> {
    if let Some(slip) = two_times(norm) {
        return Some(slip);
    }
    let has = |key: &str| norm.get(key).is_some();
    let limits = [
        "within-days",
        "within-workdays",
        "at-least-days",
        "deadline",
    ];
    (!limits.into_iter().any(has)).then(|| {
        (
            "within 没有写几天".to_owned(),
            "写 within-days、within-workdays、at-least-days 或者 deadline",
        )
    })
}

/// What a record has.
pub(in crate::check) const COMPLETE: Kind = Kind {
    name: "complete",
    title: "一种台账的记录要写全哪些",
    parameters: &[
        LEDGER,
        CALLED,
        WHERE,
        must("needs", Shape::Texts, "要写的键"),
        HELP,
        SEVERITY,
    ],
    identity: None,
    lists: None,
    together: None,
};

/// What goes with each.
pub(in crate::check) const COVERED: Kind = Kind {
    name: "covered",
    title: "每一个都要有对应的，至少几个",
    parameters: &[
        must(
            "each",
            Shape::Word(Allowed::Listed(Listed::Subjects)),
            "哪一种对象的每一个",
        ),
        WHERE,
        must(
            "needs",
            Shape::Word(Allowed::Listed(Listed::Subjects)),
            "要有哪一种：写着它的编号的；没有这样的键的，它写着编号的；岗位的内设机构是它的 department 所写的。内设机构的风险点、措施、环节也算它的岗位和流程的",
        ),
        may(
            "needs-where",
            Shape::Expression,
            "只算其中算出来为是的；`of` 是要有它的那一个",
        ),
        may("at-least", AT_LEAST_ONE, "至少几个；不写时一个"),
        may(
            "within",
            Shape::Word(Allowed::These(&["step"])),
            "写 `\"step\"` 的，流程环节上的每一个风险点（措施），在同一个环节里要有措施（风险点）",
        ),
        may("within-days", AT_LEAST_ONE, "自记录的日期起几天以内"),
        may("within-workdays", AT_LEAST_ONE, "自记录的日期起几个工作日以内"),
        may("called", Shape::Text, "要有的叫什么；不写时用它的名称"),
        WHO,
        HELP,
        SEVERITY,
    ],
    identity: None,
    lists: None,
    together: Some(how_covered),
};

/// A norm whose parameters are about the same.
fn how_covered(norm: &Norm) -> Option<Slip> {
    if let Some(slip) = two_times(norm) {
        return Some(slip);
    }
    let has = |key: &str| norm.get(key).is_some();
    let pair = (norm.word("each")?, norm.word("needs")?);
    let paired = matches!(pair, ("risk", "measure") | ("measure", "risk"));
    (has("within") && !paired).then(|| {
        (
            "covered 的 within = \"step\" 只对风险点和措施有用".to_owned(),
            "写 each = \"risk\"、needs = \"measure\"，或者反过来；别的删去 within",
        )
    })
}

/// What is done one after the other.
pub(in crate::check) const STEPS: Kind = Kind {
    name: "steps",
    title: "一种台账的记录，各步依次办理，由谁办",
    parameters: &[
        LEDGER,
        CALLED,
        WHERE,
        may(
            "key",
            Shape::Text,
            "小表的键：每一步一行，写着是哪一步、哪一天、由谁办；不写的，各步是记录里日期的键",
        ),
        must(
            "steps",
            Shape::Texts,
            "各步，依次：小表里写的词，或者日期的键",
        ),
        may(
            "by",
            Shape::Each(&Shape::Id(ACTOR, &["leader", "head", "department", "any"])),
            "各步由谁办，与 steps 一一对应：记录所属内设机构的主管领导、负责人、本内设机构，写明的一个，不论谁",
        ),
        may(
            "finished",
            Shape::Expression,
            "算出来为是的记录，一步也不能少；不写的，只查跳过的",
        ),
        HELP,
        SEVERITY,
    ],
    identity: Some(&["ledger", "key", "where"]),
    lists: Some(&[]),
    together: Some(whose_steps),
};

/// A norm that says of each step who takes it, where rows could say who did.
fn whose_steps(norm: &Norm) -> Option<Slip> {
    norm.get("by")?;
    if norm.get("key").is_none() {
        return Some((
            "steps 的 by 没有地方可查：日期的键不写由谁办".to_owned(),
            "写上小表的键 key，或者删去 by",
        ));
    }
    let (steps, by) = (norm.words("steps").count(), norm.words("by").count());
    (steps != by).then(|| {
        (
            format!("steps 有 {steps} 步，by 有 {by} 项"),
            "一步一项，不论由谁办的写 \"any\"",
        )
    })
}

/// The parameters that say which things belong apart.
const THINGS: [&str; 4] = ["duties", "roles", "posts", "steps"];

/// What one hand may not hold.
pub(in crate::check) const APART: Kind = Kind {
    name: "apart",
    title: "不得在一人手里的：兼任的职责和岗位，一个流程里的两步，少于几人办的事",
    parameters: &[
        may(
            "duties",
            Shape::Groups(&Shape::Text),
            "分开的事，照条文的词写；岗位的名称和环节的文字里有这个词的，就是办这件事的",
        ),
        may("roles", Shape::Groups(&ROLE), "分开的岗位类型"),
        may(
            "posts",
            Shape::Groups(&Shape::Id(&[Entity::Post], &[])),
            "分开的岗位",
        ),
        may(
            "steps",
            Shape::Groups(&Shape::Text),
            "分开的环节：文字里的词，`start`、`task`、`decision`、`wait`、`end`，或者 `流程编号.环节编号`",
        ),
        may(
            "within",
            Shape::Word(Allowed::These(&["department"])),
            "只管同在一个内设机构的岗位；不写时不论在哪里",
        ),
        may(
            "relatives",
            Shape::Word(Allowed::These(&["also", "only"])),
            "亲属（岗位的 relatives）也不得分任；`only` 只管亲属",
        ),
        may(
            "ledger",
            Shape::Word(Allowed::Listed(Listed::Ledgers)),
            "至少几人办的台账，与 key、at-least 同写",
        ),
        may("key", Shape::Text, "记经办人的键"),
        may(
            "step",
            Shape::Texts,
            "至少几人办的环节：文字里有其中一个词的，与 at-least 同写",
        ),
        may("at-least", AT_LEAST_ONE, "至少几个人；一人两个岗位的算一人"),
        may(
            "where",
            Shape::Expression,
            "只管其中算出来为是的：写了 ledger 的是记录，别的是内设机构",
        ),
        HELP,
        SEVERITY,
    ],
    identity: Some(&[
        "duties",
        "roles",
        "posts",
        "steps",
        "ledger",
        "key",
        "step",
        "where",
    ]),
    lists: None,
    together: Some(one_hand),
};

/// A norm that says what is to be apart, or how many there are to be, and is whole.
fn one_hand(norm: &Norm) -> Option<Slip> {
    let has = |key: &&str| norm.get(key).is_some();
    let things = THINGS.iter().any(has);
    let places = ["ledger", "step"].iter().filter(|key| has(key)).count();
    let slip = |what: &str, help| Some((format!("apart {what}"), help));
    match (things, has(&"at-least")) {
        (false, false) => slip(
            "没有写什么不得在一人手里",
            "写 duties、roles、posts、steps 之一，或者 at-least",
        ),
        (true, true) => slip("又写了什么要分开，又写了至少几人", "分成两条 norm"),
        (true, false) if places > 0 || has(&"key") => {
            slip("没有写至少几人", "写 at-least，或者删去 ledger、key、step")
        }
        (false, true) if places != 1 => slip(
            "没有写清至少几人办的是什么",
            "写 ledger 和 key，或者 step，只写一样",
        ),
        (false, true) if has(&"ledger") != has(&"key") => slip(
            "ledger 和 key 没有同写",
            "写上记经办人的键：key = \"officers\"",
        ),
        (false, true) if has(&"within") || has(&"relatives") => {
            slip("的 within、relatives 只对分开的岗位有用", "删去")
        }
        _ => None,
    }
}

/// A grade made graver by what is on record.
pub(in crate::check) const GRADE_RAISED: Kind = Kind {
    name: "grade-raised",
    title: "有这样的记录的，等级加重",
    parameters: &[
        must("subject", SUBJECT, "内设机构，还是岗位"),
        LEDGER,
        WHERE,
        may(
            "within-months",
            AT_LEAST_ONE,
            "只算几个月以内的记录；不写时都算",
        ),
        may("up", AT_LEAST_ONE, "加重几级；不写时为 1"),
    ],
    identity: Some(&["subject", "ledger", "where"]),
    lists: None,
    together: None,
};
