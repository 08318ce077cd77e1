//! `docs/norms.md`: all kinds as a page.

use super::about::{asked_of, OF_THE_WHOLE};
use super::{all, Kind, Parameter, DOCUMENTED};
use crate::check::RULES;
use std::fmt::Write;

/// What articles say, and the norm that says it to the program.
const WRITTEN: [(&str, &str); 24] = [
    (
        "高级的每半年、中级的每年一次自查",
        "`due`，`ledger = \"self-check\"`，`each`，`grades = { high = \"half-year\", middle = \"year\" }`",
    ),
    (
        "每年（每季度）办几次",
        "`due`，`ledger`，`each`，`every = \"year\"`，`times`",
    ),
    ("每年1月底以前完成", "`due`，`ledger`，`each`，`by = \"01-31\"`"),
    (
        "一种会议每半年开一次",
        "`due`，`ledger = \"meeting\"`，`records = \"it.kind == 'prevention'\"`，`each = \"unit\"`，`every`",
    ),
    (
        "几天（几个工作日）以内办结、上报、答复",
        "`within`，`ledger`，`start`，`end`，`within-days`（`within-workdays`）；备案另有 `filing`",
    ),
    (
        "在通知书写明的期限以前",
        "`within`，`deadline` 写记录里期限的那个键",
    ),
    (
        "公示不少于七天，间隔不得少于几天",
        "`publicity`，`days = 7`；台账用 `within`，`at-least-days`",
    ),
    (
        "应当载明、记录应当有哪几项",
        "`complete`，`needs`；评估报告用 `report-contents`",
    ),
    (
        "由甲、乙、丙依次审核、批准",
        "`steps`，`ledger`，`key`，`steps = [\"申请\", \"审核\", \"批准\"]`，`by = [\"department\", \"head\", \"leader\"]`；等级评定用 `grading-procedure`，重大决策的评估用 `assessment-steps`",
    ),
    (
        "先询价，后公示，再签订",
        "`steps`，`ledger`，`steps = [\"asked\", \"published\", \"signed\"]`：记录里日期的键",
    ),
    (
        "会计与出纳分离，不得由一人兼任",
        "`apart`，`duties = [[\"会计\", \"出纳\"]]`，或者 `roles`、`posts`",
    ),
    ("审查与核准由不同的人负责", "`apart`，`duties` 或者 `steps`"),
    ("亲属应当回避", "`apart`，`relatives = \"only\"`"),
    (
        "两人以上办理",
        "`apart`，`at-least = 2`，记录写 `ledger`、`key`，流程写 `step`",
    ),
    ("每个风险点都要有措施", "`covered`，`each = \"risk\"`，`needs = \"measure\"`"),
    (
        "一级岗位至少两条措施，其中一条是系统控制的",
        "`covered` 两条：`each = \"post\"`，`where = \"it.grade == 'first'\"`，`needs = \"measure\"`，一条写 `at-least = 2`，一条写 `needs-where`、`called`",
    ),
    (
        "流程环节上的风险点，同一环节要有措施",
        "`covered`，`each = \"risk\"`，`needs = \"measure\"`，`within = \"step\"`",
    ),
    (
        "检查以后三十天以内谈话",
        "`covered`，`each = \"inspection\"`，`needs = \"talk\"`，`within-days = 30`",
    ),
    ("握有某项全部权力的定为高级", "`grade-by-powers`，`grades`"),
    ("领导一律定为高级", "`grade-by-role`，`grades = { high = [\"leader\"] }`"),
    ("下列部门为高级：……", "`grade-by-list`，`grades`"),
    ("得分十五分以上为高级", "`grade-by-factors`，`from = { high = 15 }`"),
    ("任满五年轮岗", "`rotation`，`years = 5`"),
    (
        "别的：每一个这样的对象，都要怎样",
        "`each`，`test` 写算式，见 docs/expressions.md",
    ),
];

/// All kinds as a page of Markdown, for `docs/norms.md`.
pub fn reference() -> String {
    let mut out = String::from(
        "# norm 的种类\n\n\
         `[[regulation.norm]]` 的 `kind` 只能是下面这些，其余的键由 `kind` 决定；打 * 的必填。\
         本页由程序生成，改了种类以后用 \
         `UPDATE_EXPECT=1 cargo test --test it norms::` 重写。\n",
    );
    out.push_str("\n## 条文这样说，norm 这样写\n\n| 条文这样说 | norm 这样写 |\n|---|---|\n");
    for (says, written) in WRITTEN {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "| {says} | {written} |");
    }
    for kind in all() {
        // Writing to a String cannot fail.
        let _ = write!(out, "\n## {}\n\n{}。", kind.name, kind.title);
        let readers = RULES.iter().filter(|rule| {
            let mut norms = rule.norms.iter();
            norms.any(|reads| reads.kind.name == kind.name)
        });
        let codes: Vec<String> = readers
            .map(|rule| format!("{}（{}）", rule.code, rule.code.title()))
            .collect();
        let documented = DOCUMENTED.iter().find(|(other, _)| other.name == kind.name);
        let _ = match documented {
            Some((_, reason)) => writeln!(out, "只作记载：{reason}。"),
            None => writeln!(out, "由 {} 检查。", codes.join("、")),
        };
        let parameters: Vec<_> = kind.all_parameters().collect();
        if parameters.is_empty() {
            let _ = writeln!(out, "\n没有参数。");
            continue;
        }
        let _ = writeln!(out, "\n| 参数 | 写法 | 意思 |\n|---|---|---|");
        for parameter in parameters {
            let star = if parameter.required { " *" } else { "" };
            let _ = writeln!(
                out,
                "| `{}`{star} | {} | {}{} |",
                parameter.key,
                parameter.shape.describe(),
                parameter.meaning,
                asked(kind, parameter)
            );
        }
    }
    out.push_str("\n## 没有 `where` 的种类\n\n别的种类都可以写 `where`，只管一些对象。");
    out.push_str("同一部制度里，写了 `where` 的先于没有写的。这几种不能写：\n\n");
    for (kind, reason) in OF_THE_WHOLE {
        let _ = writeln!(out, "- `{kind}`：{reason}。");
    }
    out
}

/// What the condition of norms of a special kind is asked of.
fn asked(kind: &Kind, parameter: &Parameter) -> String {
    let tables = asked_of(kind).iter().map(|table| format!("`{table}`"));
    let tables: Vec<String> = tables.collect();
    match parameter.key == "where" && !tables.is_empty() {
        true => format!("；`it` 是 {}", tables.join("、")),
        false => String::new(),
    }
}
