//! # 查什么
//! 两部制度都列举同一样东西，列的却不一样：等级一处分三级、一处分四级，权力、机构成员、类别一处比另
//! 一处多一项或者少一项，同一个名词两处的含义不同。
//!
//! # 为什么
//! 一部改了、另一部没有跟着改，执行的人就各依各的。两处都列出来，由单位决定以哪一处为准。
//!
//! # 例子
//! 甲办法：“风险等级分为高级、中级、低级三级”；乙办法：“风险等级分为重大、高级、中级、低级四级”。
//!
//! # 依据
//! 同一事项的规定前后一致；没有 norm 也检查。带“等”的列举没有列全，不比。

use crate::check::enumeration::{enumerations, Enumeration};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::ListsDiffer,
    source: include_str!("lists_differ.rs"),
    norms: &[],
    run,
};

/// What members are called with or without: 人事, 人事权.
const ENDINGS: [&str; 8] = ["权力", "管理", "方面", "权", "级", "类", "岗位", "人员"];

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let all = enumerations(context);
    for (index, later) in all.iter().enumerate() {
        let earlier = all[..index]
            .iter()
            .find(|earlier| earlier.regulation != later.regulation && same_topic(earlier, later));
        let Some(earlier) = earlier else {
            continue;
        };
        let Some(message) = difference(earlier, later) else {
            continue;
        };
        let title = &context.unit.regulations[earlier.regulation].short.value;
        findings.push(
            Finding::warning(RULE.code, later.place, format!("《{title}》{message}"))
                .help("核对以哪一处为准，修订另一处；两处说的不是一回事的，写明各指什么")
                .related(earlier.place, "另一处在这里"),
        );
    }
}

/// Whether both speak of one thing: 风险等级, 廉政风险等级.
fn same_topic(a: &Enumeration, b: &Enumeration) -> bool {
    const LEAST: usize = 4;
    let (short, long) = match a.topic.len() <= b.topic.len() {
        true => (&a.topic, &b.topic),
        false => (&b.topic, &a.topic),
    };
    // A word before that narrows it makes another thing: 重大决策事项, 决策事项.
    let before = long.strip_suffix(short.as_str());
    let wider = ["廉政", "廉洁", "本", "镇", "全", "单位", "工作"];
    let same = before.is_some_and(|rest| {
        rest.is_empty() || (short.chars().count() >= LEAST && wider.contains(&rest))
    });
    same && a.kind == b.kind
}

/// How the later list differs from the earlier one, in words.
fn difference(earlier: &Enumeration, later: &Enumeration) -> Option<String> {
    if earlier.members.is_empty() || later.members.is_empty() {
        return (earlier.count != later.count).then(|| {
            format!(
                "的“{}”分 {} 个，这里分 {} 个",
                earlier.topic, earlier.count, later.count
            )
        });
    }
    let lacking = |of: &Enumeration, other: &Enumeration| -> Vec<String> {
        let lacks = |m: &&String| !other.members.iter().any(|o| alike(m, o));
        of.members.iter().filter(lacks).cloned().collect()
    };
    let (gone, new) = (lacking(earlier, later), lacking(later, earlier));
    // Lists that share nothing are of two things that have one name.
    if gone.len() == earlier.members.len() || (gone.is_empty() && new.is_empty()) {
        return None;
    }
    let quoted = |members: &[String]| format!("“{}”", members.join("、"));
    Some(match (gone.is_empty(), new.is_empty()) {
        (false, true) => format!("的“{}”列有{}，这里没有", earlier.topic, quoted(&gone)),
        (true, _) => format!("的“{}”没有列{}，这里列了", earlier.topic, quoted(&new)),
        (false, false) => format!(
            "的“{}”列的是{}，这里是{}",
            earlier.topic,
            quoted(&gone),
            quoted(&new)
        ),
    })
}

/// Whether two members are one: 人事, 人事权, 人事管理.
fn alike(a: &str, b: &str) -> bool {
    fn stem(word: &str) -> &str {
        let cut = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending));
        cut.filter(|stem| !stem.is_empty()).unwrap_or(word)
    }
    a == b || stem(a) == stem(b)
}
