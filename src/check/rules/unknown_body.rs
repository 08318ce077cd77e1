//! # 查什么
//! 正文里提到的科、室、办、委员会、领导小组等，既不是单位的机构、内设机构、岗位，也不是列明的上级、
//! 外部机构；与单位里的只差一两个字的（监察科、监察室），多半是写错了。
//!
//! # 为什么
//! 照抄别处的制度，常把别处的机构也抄了进来；责任写给了没有的机构，就没有人负责。
//!
//! # 例子
//! 单位有监察室，条文写“报监察科备案”。
//!
//! # 依据
//! `[[organ]]`、`[[department]]`、`[[post]]` 的名称。上级机关（县纪委、市财政局）、“有关部门”一类的泛称、
//! 条文自己说要成立的机构不算；下属的、外面的写进 `[[organ]]`。

use crate::check::texts::{hanzi, Text, Words};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::UnknownBody,
    source: include_str!("unknown_body.rs"),
    norms: &[],
    run,
};

/// What bodies are called, the longer first.
const ENDINGS: &str = "工作领导小组 领导小组 委员会 办公室 纪检组 监察组 督查组 中心 科 室 股 \
    处 所 站";
/// Bodies that nobody mistakes for anything else, called by three characters.
const OFFICES: &str = "党政办 综治办 信访办 扶贫办 督查办 政府办 党委办 安监办 城建办 经发办 \
    财政办 民政办 计生办 纪检办 监察办 文明办 组织办 宣传办 统战办 人社办 \
    预警办 廉政办 廉洁办 综合办";
/// Of these only what is nearly a name of the unit's is told: other 所 and 站 are places.
const PLACES: [&str; 5] = ["中心", "处", "所", "站", "股"];
/// What work an office is named after: 财务科 and 监察室, but no 儿科 and no 会议室.
const WORK: &str = "监察 纪检 纪委 财务 人事 审计 信访 督查 督察 组织 宣传 后勤 采购 \
    总务 行政 政工 党务 党建 法制 法规 保卫 计财 计划 基建 资产 设备 \
    物资 医务 护理 药剂 教务 教导 政教 德育 综合 秘书 风控 防控 预警 \
    会计";
/// What goes before a body's name, and is not part of it.
const BEFORE: &str =
    "，。；：、！？（）《》“”〈〉 由报经向送交请会同与和及或对在到至给被把将为是等各该的以应当须";
/// Whoever is above or beside the unit.
const ABOVE: &str = "国 中央 省 市 县 区 旗 州 盟 上级 中共 人民 人大 政协 法院 检察 \
    公安 派驻 驻 巡视 巡察 局 厅 部门 村 居";
/// What any unit may have, or sets up for one occasion.
const GENERAL: &str = "有关 相关 主管 牵头 承办 责任 职能 业务 所在 对口 其他 下属 评标 \
    评审 仲裁 业主 考评 评议 验收 调查 监督检查 谈判 询价 原 受检 被 本 \
    我 各 该 两 几 工会 代表 公司 每 间 楼";

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let known = known(context);
    let called: Vec<&str> = ENDINGS.split(' ').chain(OFFICES.split(' ')).collect();
    let endings = Words::of(called.iter().copied());
    let others: Vec<&str> = ABOVE.split(' ').chain(GENERAL.split(' ')).collect();
    let of_others = Words::of(others.iter().copied());
    let mut judged: BTreeMap<String, Judgement> = BTreeMap::new();
    for text in &context.texts {
        // What names a body, or whatever stands outside the unit, is no mention of one.
        let names = [
            "name",
            "short",
            "full-name",
            "title",
            "issuers",
            "interpreter",
            // 版记 and 落款: the office that prints a notice, and whoever it is sent to.
            "printed-by",
            "copy-to",
            "signers",
            "mark",
        ];
        if names.contains(&text.key) || text.table == "organ" {
            continue;
        }
        let elsewhere = LazyCell::new(|| -> Vec<Range<usize>> {
            let found = of_others.found(text);
            let range = |(at, number): (usize, usize)| at..at + others[number].chars().count();
            found.map(range).collect()
        });
        let mut told = 0;
        for (at, number) in endings.found(text) {
            let ending = called[number];
            let end = at + ending.chars().count();
            // Who interprets a regulation has a rule of its own.
            if end <= told || text.quoted(at) || text.has(end, "负责解释") {
                continue;
            }
            let Some(range) = body(text, at..end, ending, &elsewhere) else {
                continue;
            };
            let name = text.slice(range.clone());
            // The same few names are said again and again.
            let judged = judged
                .entry(name)
                .or_insert_with_key(|name| judge(&known, name));
            match *judged {
                Judgement::Known => continue,
                // A place that is like none of the unit's is somewhere else.
                Judgement::Unknown(None) if PLACES.contains(&ending) => continue,
                Judgement::Unknown(near) => {
                    told = end;
                    findings.push(finding(context, text, range, near));
                }
            }
        }
    }
}

/// What a name is to the unit.
enum Judgement<'k> {
    /// One of its bodies.
    Known,
    /// None of them, but perhaps meant for one.
    Unknown(Option<&'k String>),
}

fn judge<'k>(known: &'k BTreeSet<String>, name: &str) -> Judgement<'k> {
    // Most are said as the unit says them; only what is not is compared with all.
    let mut ends = name.char_indices().map(|(at, _)| &name[at..]);
    if ends.any(|end| known.contains(end)) || known.iter().any(|known| known.contains(name)) {
        return Judgement::Known;
    }
    Judgement::Unknown(known.iter().find(|k| is_near(k, name)))
}

/// The names of the unit's bodies, departments and posts, and those that its texts declare.
fn known(context: &Context<'_>) -> BTreeSet<String> {
    let unit = context.unit;
    let organs = unit.organs.iter().flat_map(|o| {
        let wrong = o.wrong_names.iter();
        [Some(&o.name), o.full_name.as_ref(), o.short.as_ref()]
            .into_iter()
            .flatten()
            .chain(wrong)
    });
    let departments = unit.departments.iter().map(|d| &d.name);
    let posts = unit.posts.iter().map(|p| &p.name);
    let names = organs
        .chain(departments)
        .chain(posts)
        .map(|n| n.value.clone());
    let profile = &unit.profile;
    let others = profile
        .issuers
        .iter()
        .chain([&profile.receiver, &profile.compiler]);
    let mut known: BTreeSet<String> = names.chain(others.cloned()).collect();
    known.insert(unit.words().department.clone());
    let declared = ["简称", "成立", "设立", "组建", "下设"];
    let declaring = Words::of(declared);
    for text in &context.texts {
        for (at, number) in declaring.found(text) {
            let after = at + declared[number].chars().count();
            let from = text.skip(after, |c| "为“《".contains(c));
            let end = text.skip(from, hanzi);
            // What is said after the name is not known: each beginning may be the name.
            known.extend((from + 2..=end.min(from + 20)).filter_map(|end| {
                let name = text.slice(from..end);
                ENDINGS
                    .split(' ')
                    .any(|ending| name.ends_with(ending))
                    .then_some(name)
            }));
        }
    }
    known.retain(|name| name.chars().count() > 1);
    known
}

/// The name that ends with an ending, where one can tell; `elsewhere` is where the words stand that
/// say that a body is another's.
fn body(
    text: &Text<'_>,
    Range { start: at, end }: Range<usize>,
    ending: &str,
    elsewhere: &[Range<usize>],
) -> Option<Range<usize>> {
    const LONGEST: usize = 12;
    let is_ours = |from: usize| {
        let after = elsewhere.partition_point(|word| word.start < from);
        !elsewhere[after..].iter().any(|word| word.end <= at)
    };
    // 科学, 室内, 组织, 办理, 中心组, 所有, 站立.
    let goes_on = match ending.chars().last()? {
        '科' => "学技目研普",
        '室' => "内外温友",
        '组' => "织成建合",
        '办' => "理法事案公结件",
        '心' => "组工任城思",
        '股' => "份东权票金",
        '处' => "理置分罚级于在所",
        '所' => "有在得属以列需用谓称述说",
        '站' => "立岗所点位",
        _ => "",
    };
    if text.at(end).is_some_and(|c| goes_on.contains(c)) {
        return None;
    }
    if OFFICES.split(' ').any(|office| office == ending) {
        return is_ours(at.saturating_sub(4)).then_some(at..end);
    }
    let from = (at.saturating_sub(LONGEST)..at)
        .rev()
        .take_while(|&i| hanzi(text.chars[i]) && !BEFORE.contains(text.chars[i]))
        .last()
        .unwrap_or(at);
    let short = ["科", "室", "股", "处", "所", "站", "中心"].contains(&ending);
    // What stands before the work belongs to another word: 本院设财务科.
    let start = if short {
        let words = text.slice(from..at);
        let work = WORK.split(' ').find(|work| words.ends_with(work));
        match work {
            Some(work) => at - work.chars().count(),
            None if ending == "科" || ending == "室" => return None,
            None => from,
        }
    } else {
        from
    };
    // A discipline group is named so by itself.
    let whole = ["纪检组", "监察组", "督查组"].contains(&ending);
    if at - start < 2 && !whole {
        return None;
    }
    is_ours(from).then_some(start..end)
}

/// Whether one name may have been meant by the other: one character off, or the same work under
/// another kind of office.
fn is_near(known: &str, name: &str) -> bool {
    let chars = |s: &str| s.chars().count();
    let alike =
        chars(known) == chars(name) && chars(name) >= 3 && strsim::osa_distance(known, name) == 1;
    let stem = |s: &'_ str| -> String {
        let mut endings = ENDINGS.split(' ').chain(["办"]);
        let ending = endings.find(|ending| s.ends_with(ending));
        ending.map_or(String::new(), |ending| {
            s[..s.len() - ending.len()].to_owned()
        })
    };
    let stems = (stem(known), stem(name));
    alike || (chars(&stems.0) >= 2 && stems.0 == stems.1)
}

fn finding(
    context: &Context<'_>,
    text: &Text<'_>,
    range: Range<usize>,
    near: Option<&String>,
) -> Finding {
    let name = text.slice(range.clone());
    let unit = &context.unit.words().unit;
    let message = format!("{unit}没有“{name}”这个机构");
    let finding = Finding::warning(RULE.code, text.place(range), message);
    match near {
        Some(near) => finding.help(format!("是不是要写“{near}”？")),
        None => finding.help("写单位里管这件事的机构；确有这个机构的，写进 [[organ]]"),
    }
}
