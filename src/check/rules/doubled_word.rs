//! # 查什么
//! 重复的词：的的、和和、应当应当、按照按照、岗位岗位……上一行以一个词结尾，下一行又从它开头的，
//! 也算。
//!
//! # 为什么
//! 多半是改稿时没有删净。
//!
//! # 例子
//! “站所应当应当按期报告”。
//!
//! # 依据
//! 行文规范；这些虚词不重叠使用。

use crate::check::texts::{hanzi, Text, Words};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding, Severity};
use std::ops::Range;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::DoubledWord,
    source: include_str!("doubled_word.rs"),
    norms: &[],
    run,
};

/// Words that are never said twice. 研究研究 and 商量商量 are no slips, and are not among them.
const WORDS: &str = "应当 应该 必须 可以 按照 依照 根据 依据 关于 对于 由于 以及 或者 \
    并且 而且 但是 因为 如果 予以 进行 负责 有关 相关 本办法 本细则 \
    本措施 本规定 本制度 本条例 为了 通过 由此 严禁 不能 没有 及时 \
    认真 严格 加强 建立 健全 完善 落实 执行 制定 提高 确保 实行 实施 \
    开展 组织 按规定 岗位 部门 单位 人员 责任 风险 制度 措施 职责 廉政 \
    廉洁 预警 防控 权力 权限 领导小组 办公室 负责人 责任人 工作人员 \
    领导干部 党员 干部 群众 财务 资金 资产 采购 人事 行政 许可 处罚 执法 \
    流程 程序 期限 台账 档案 记录 报告 材料 会议 公示 公开 备案 考核 \
    审核 审批 登记 发现 情况 问题 意见 规定 要求 内容 方面 环节 纪律 \
    违纪 违法 违规 腐败";
/// What goes on into another word after the second: 公示公示期满, 制度制度化.
const GOES_ON: &str = "化性者期栏表书员会室科所期簿卡本点权费款单册法";
/// Characters that are never said twice, with those before and after that make other words of
/// them: 存在在, 及及时.
const ONES: &[(char, &str, &str)] = &[
    ('和', "总温缓融饱共平调", "谐解睦平气蔼"),
    ('与', "参给赠授", "会否其"),
    ('或', "", "者许是"),
    (
        '在',
        "存现正实所内潜旨重贵健外好不还",
        "于职岗编建家册任押场校此",
    ),
    ('将', "即必主上少中大", "来军要近士"),
    ('被', "棉", "告子动褥"),
    ('了', "为除", "解结如"),
    ('及', "以涉普顾危波不提触论推", "时格其早"),
    ('由', "自理缘事", "于此来"),
    ('应', "相对响供适反效回感照", "当该急付用对邀有"),
    ('须', "必务无胡", ""),
    ('并', "合兼归吞", "且不非列存"),
    ('其', "尤与极何", "他它中实次余间后所"),
    ('都', "首", "市"),
    ('所', "", "有在属以谓长"),
    ('从', "服自听顺", "事而此来前不"),
];
/// Shorter names of bodies stand within longer ones, and double by right.
const SHORTEST_NAME: usize = 3;

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let organs = context.unit.organs.iter().map(|o| o.name.as_str());
    let names = organs.filter(|name| name.chars().count() >= SHORTEST_NAME);
    let words: Vec<&str> = WORDS.split(' ').chain(names).collect();
    let known = Words::of(words.iter().copied());
    for text in &context.texts {
        for (at, number) in known.found(text) {
            let word = words[number];
            let length = word.chars().count();
            let range = at + length..at + 2 * length;
            // 根据根据地的经验.
            let goes_on = text.at(range.end).is_some_and(|c| GOES_ON.contains(c));
            let other = word == "根据" && text.at(range.end) == Some('地') || goes_on;
            if text.has(range.start, word) && !other {
                findings.push(fault(text, range, word));
            }
        }
        one_character(text, findings);
        over_the_end(text, findings);
        for at in text.find_all("的的") {
            // 目的的, 标的的 and 有的的确 are right.
            let right = text.before(at).is_some_and(|c| "目标有中矢".contains(c))
                || text.at(at + 2).is_some_and(|c| "确话士".contains(c));
            if !right {
                findings.push(Finding {
                    severity: Severity::Warning,
                    ..fault(text, at + 1..at + 2, "的")
                });
            }
        }
    }
}

fn one_character(text: &Text<'_>, findings: &mut Vec<Finding>) {
    for (at, pair) in text.chars.windows(2).enumerate() {
        if pair[0] != pair[1] {
            continue;
        }
        let Some((c, before, after)) = ONES.iter().find(|(c, ..)| *c == pair[0]) else {
            continue;
        };
        // 暖暖和和, 是是非非.
        let twice = at > 1
            && text
                .before(at)
                .is_some_and(|c| text.before(at - 1) == Some(c));
        let other = twice
            || text.before(at).is_some_and(|c| before.contains(c))
            || text.at(at + 2).is_some_and(|c| after.contains(c))
            || text.at(at + 2) == Some(*c);
        if !other {
            findings.push(Finding {
                severity: Severity::Warning,
                ..fault(text, at + 1..at + 2, &c.to_string())
            });
        }
    }
}

/// What a line ends with, where the next begins with it again.
fn over_the_end(text: &Text<'_>, findings: &mut Vec<Finding>) {
    const LONGEST: usize = 8;
    for lines in text.lines.windows(2) {
        let (line, next) = (&lines[0], &lines[1]);
        let least = 2;
        let most = LONGEST.min(line.len() / 2).min(next.len());
        let repeated = (least..=most).rev().find(|&n| {
            let (tail, head) = (line.end - n..line.end, next.start..next.start + n);
            text.chars[tail.clone()] == text.chars[head]
                && text.chars[tail].iter().all(|&c| hanzi(c))
        });
        // A list of names may well begin with what its heading ends with.
        let heading = line.len() < 10;
        if let Some(n) = repeated.filter(|_| !heading) {
            let place = text.place(next.start..next.start + n);
            let word = text.slice(next.start..next.start + n);
            let message = format!("上一行以“{word}”结尾，这一行又从它开头");
            findings
                .push(Finding::warning(RULE.code, place, message).help("删去一个，把两行接起来"));
        }
    }
}

fn fault(text: &Text<'_>, range: Range<usize>, word: &str) -> Finding {
    let place = text.place(range);
    Finding::error(RULE.code, place, format!("“{word}”写了两遍"))
        .help("删去一个")
        .edit(place, "")
}
