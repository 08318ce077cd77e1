//! # 查什么
//! 同级的几项里，只有一项写法与别的都不同：别的都以“的”收尾而它没有；别的都以“不得”“是否”开头而它
//! 没有；别的都以动词开头而它以名词开头；别的都先写小标题而它没有。
//!
//! # 为什么
//! 并列的项要能接在同一个引语后面；只有一项接不上，多半是改稿时漏改了，或者是从别处抄来的。
//!
//! # 例子
//! “有下列情形之一的：（一）隐瞒不报的；（二）弄虚作假；（三）拖延不办的。”第（二）项少一个“的”。
//!
//! # 依据
//! 同级的项写法一律；没有 norm 也检查。

use crate::check::numbering::label_place;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Line, LineLevel};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::UnlikeItem,
    source: include_str!("unlike_item.rs"),
    norms: &[],
    run,
};

/// Fewer are too few to tell which is the odd one.
const FEWEST: usize = 3;
/// The same for verbs: which word is one has to be known.
const FEWEST_OF_VERBS: usize = 4;

/// What an item may begin with, all that is of one kind in a line.
const BEGINNINGS: [(&[&str], &str); 4] = [
    (
        &["不得", "严禁", "禁止", "不准", "不许"],
        "“不得”一类的词开头",
    ),
    (&["是否", "有无", "能否"], "“是否”开头"),
    (&["应当", "必须"], "“应当”开头"),
    (&["负责"], "“负责”开头"),
];
/// Verbs that items of duties begin with.
const VERBS: &str = "制定 组织 落实 检查 监督 审核 审批 受理 办理 登记 编制 汇总 上报 \
    报告 报送 开展 建立 健全 完善 加强 负责 协助 指导 督促 协调 核实 \
    核对 调查 处理 查处 收集 分析 研究 提出 公开 公示 公布 执行 实施 \
    推进 参与 参加 管理 保管 维护 宣传 培训 评估 评定 排查 查找 防止 \
    杜绝 严格 规范 明确 定期 及时 按时 如实 按照 依法 接受 受委托 起草 \
    拟定 征求 完成";
/// Nouns that begin no item of duties.
const NOUNS: &str = "工作 制度 人员 干部 财务 资金 资产 岗位 责任 纪律 台账 档案 信息 \
    会议 项目 工程 印章 票据 合同 车辆 群众 党员 领导 物资 文件 公文 \
    权力 风险 廉政";

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for article in context.unit.regulations.iter().flat_map(|r| r.articles()) {
        for items in rows(&article.lines) {
            findings.extend(odd(&items));
        }
    }
}

/// The rows of items of one level that stand side by side.
fn rows(lines: &[Line]) -> Vec<Vec<&Line>> {
    let mut rows: Vec<Vec<&Line>> = Vec::new();
    let mut open: Vec<(LineLevel, Vec<&Line>)> = Vec::new();
    for line in lines {
        let Some(number) = line.number else {
            continue;
        };
        while open.last().is_some_and(|(level, _)| *level > line.level) {
            rows.extend(open.pop().map(|(_, row)| row));
        }
        let goes_on = open.last().is_some_and(|(level, _)| *level == line.level) && number > 1;
        if !goes_on {
            while open.last().is_some_and(|(level, _)| *level >= line.level) {
                rows.extend(open.pop().map(|(_, row)| row));
            }
            open.push((line.level, Vec::new()));
        }
        if let Some((_, row)) = open.last_mut() {
            row.push(line);
        }
    }
    rows.extend(open.into_iter().map(|(_, row)| row));
    rows
}

/// The one item that is unlike all others.
fn odd(items: &[&Line]) -> Option<Finding> {
    if items.len() < FEWEST {
        return None;
    }
    let one = |is: &dyn Fn(&str) -> bool| {
        let mut not = items.iter().filter(|line| !is(&line.text));
        let first = not.next()?;
        not.next().is_none().then_some(*first)
    };
    let ends = |text: &str| text.trim_end_matches(['；', '。', '，']).ends_with('的');
    // 的 of the last may stand after a few words more: …的，从重处分.
    let has_of = |text: &str| ends(text) || text.contains("的，");
    if let Some(line) = one(&ends).filter(|line| !has_of(&line.text)) {
        let what = "别的各项都以“的”收尾，这一项没有";
        return Some(finding(
            line,
            items,
            what,
            "补上“的”，使它与别的各项接在同一句引语后面",
        ));
    }
    for (words, said) in BEGINNINGS {
        let begins = |text: &str| words.iter().any(|word| text.starts_with(word));
        // 因故不得 says the same with something before it.
        let holds = |line: &&Line| words.iter().any(|word| line.text.contains(word));
        if let Some(line) = one(&begins).filter(|line| !holds(line)) {
            let what = format!("别的各项都以{said}，这一项没有");
            return Some(finding(
                line,
                items,
                &what,
                "改成同样的写法；内容不同的，移到别处",
            ));
        }
    }
    if let Some(line) = one(&|text| caption(text).is_some()) {
        if items.len() > FEWEST {
            let what = "别的各项都先写小标题，这一项没有";
            return Some(finding(line, items, what, "补上小标题"));
        }
    }
    let verb = |text: &str| VERBS.split(' ').any(|verb| text.starts_with(verb));
    let noun = |line: &&Line| NOUNS.split(' ').any(|noun| line.text.starts_with(noun));
    let line = one(&verb)
        .filter(noun)
        .filter(|_| items.len() >= FEWEST_OF_VERBS)?;
    let what = "别的各项都以动词开头，这一项以名词开头";
    Some(finding(line, items, what, "改成同样的写法，说明由谁做什么"))
}

/// A few words before 。 or ： at the head of an item that goes on.
fn caption(text: &str) -> Option<&str> {
    const LONGEST: usize = 12;
    let end = text.find(['。', '：', '，', '；'])?;
    let head = &text[..end];
    let mark = text[end..].chars().next()?;
    let goes_on = text.len() > end + mark.len_utf8();
    (matches!(mark, '。' | '：') && goes_on && head.chars().count() <= LONGEST).then_some(head)
}

fn finding(line: &Line, items: &[&Line], what: &str, help: &str) -> Finding {
    let other = items.iter().find(|other| other.place != line.place);
    let message = format!("{}{what}", line.label);
    let finding = Finding::warning(RULE.code, label_place(line), message).help(help);
    match other {
        Some(other) => finding.related(label_place(other), "别的各项这样写"),
        None => finding,
    }
}
