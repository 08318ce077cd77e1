//! # 查什么
//! 引用文件没有加书名号：“根据”“按照”“违反”等后面的条例、准则、实施细则、暂行办法、关于……的通知，
//! 以及单位的制度、列明的外部文件的名称。
//!
//! # 为什么
//! 没有书名号，就分不清说的是一份文件还是一件事，程序也不能核对它列明了没有、引的哪一条。
//!
//! # 例子
//! “根据中国共产党纪律处分条例处理”应为“根据《中国共产党纪律处分条例》处理”。
//!
//! # 依据
//! GB/T 15834—2011 4.15.3.1。

use crate::check::texts::{Text, Words};
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use std::ops::Range;

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::UnmarkedTitle,
    source: include_str!("unmarked_title.rs"),
    norms: &[],
    run,
};

/// Verbs after which a document is named.
const CITING: &str = "根据 依据 按照 依照 遵照 参照 对照 违反 执行 贯彻 落实 遵守 适用 \
    学习 印发 转发 符合 严守 修订 废止 违背 触犯";
/// What only documents are called.
const STRONG: &str = "条例 准则 细则 纲要 暂行规定 若干规定 若干意见 暂行办法 实施办法 \
    试行办法 实施意见 指导意见 工作规划 工作规则 管理办法 考核办法";
/// What a document is called where 关于 or the name of whoever issued it goes before.
const WEAK: &str = "规定 办法 意见 通知 方案 决定 通报 规划 法";
/// Who issues documents that everybody cites by name.
const ISSUERS: [&str; 6] = [
    "中华人民共和国",
    "中国共产党",
    "国务院",
    "中共中央",
    "中央纪委",
    "中央八项",
];
/// Laws that are cited by their short names.
const LAWS: &str = "公务员法 政府采购法 行政许可法 行政处罚法 行政强制法 行政复议法 行政诉讼法 \
    招标投标法 会计法 预算法 审计法 监察法 土地管理法 安全生产法 政务处分法 \
    保守国家秘密法 档案法 劳动合同法";
/// What makes the words no title but some rules or other.
const GENERAL: &str = "有关 相关 本 该 此 上述 下列 前款 各项 要求 所 其他 这 国家法律 \
    规章 行为准则 基本准则 不同 具体 制定 原则 标准 程序 一定 现行 上级 \
    各自 \
    提出 制订 形成 作出 拟定 起草 编制 结果 情况 需要 建议";
/// What the title of a document about a deed begins with.
const DEEDS: &str = "建立 加强 推进 进一步 实行 改进 深化 规范 治理 惩治";
/// Characters between the verb and the end of a title.
const LONGEST: usize = 40;
/// Characters of a title before what it is called.
const SHORTEST: usize = 4;

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    let titles = unit
        .regulations
        .iter()
        .flat_map(|r| [&r.title.value, &r.short.value]);
    let documents = unit.profile.documents.iter().map(|d| &d.value);
    let own: Vec<&str> = (titles.chain(documents).map(String::as_str))
        .filter(|title| title.chars().count() > SHORTEST)
        .collect();
    let known = Words::of(own.iter().copied());
    let citing: Vec<&str> = CITING.split(' ').collect();
    let verbs = Words::of(citing.iter().copied());
    for text in &context.texts {
        let inside = inside_marks(text);
        let mut told = 0;
        let mut named: Vec<Range<usize>> = (known.found(text))
            .map(|(at, number)| at..at + own[number].chars().count())
            .filter(|title| cited(text, title))
            .collect();
        let mut listed = Vec::new();
        for (at, number) in verbs.found(text) {
            listed.extend(titles_after(text, at + citing[number].chars().count()));
        }
        // A known title is all of it; what merely looks like one may be only a part.
        listed.retain(|title| {
            !named
                .iter()
                .any(|n| n.start < title.end && title.start < n.end)
        });
        let certain = named.len();
        named.extend(listed);
        let mut all: Vec<(Range<usize>, bool)> = named
            .into_iter()
            .enumerate()
            .map(|(i, title)| (title, i < certain))
            .collect();
        all.sort_by_key(|(title, _)| (title.start, std::cmp::Reverse(title.end)));
        for (title, certain) in all {
            if title.start < told || inside[title.start] {
                continue;
            }
            told = title.end;
            findings.push(finding(text, title, certain));
        }
    }
}

/// For each character whether it stands within 《》, 〈〉 or quotation marks.
fn inside_marks(text: &Text<'_>) -> Vec<bool> {
    let mut depth = 0_usize;
    let inside = text.chars.iter().map(|&c| {
        match c {
            '《' | '〈' | '“' | '「' | '‘' => depth += 1,
            '》' | '〉' | '”' | '」' | '’' => depth = depth.saturating_sub(1),
            '\n' => depth = 0,
            _ => {}
        }
        depth > 0
    });
    inside.collect()
}

/// Whether a known title is named as one: after a verb of citing in its clause, or before the
/// number of an article.
fn cited(text: &Text<'_>, title: &Range<usize>) -> bool {
    if text.has(title.end, "第") || text.has(title.end, "（以下简称") {
        return true;
    }
    let before = text.chars[..title.start].iter().rev();
    let clause = before.take_while(|c| !"，。；：\n".contains(**c)).count();
    let clause = text.slice(title.start - clause..title.start);
    CITING.split(' ').any(|verb| clause.contains(verb))
}

/// The titles in a row that begins after a verb of citing.
fn titles_after(text: &Text<'_>, from: usize) -> Vec<Range<usize>> {
    let mut titles = Vec::new();
    let mut start = from;
    loop {
        let stop = text.skip(start, |c| !"，。；：！？、《》〈〉“”（）() \n".contains(c));
        let end = stop.min(start + LONGEST);
        // 建立健全教育、制度、监督并重的惩治和预防腐败体系实施纲要 holds 、 and 的.
        let far = text.skip(start, |c| !"，。；：！？《》〈〉“”（）() \n".contains(c));
        let wide = || title(text, start..far.min(start + LONGEST), true);
        let Some(title) = title(text, start..end, false).or_else(wide) else {
            return titles;
        };
        let after = title.end;
        titles.push(title);
        // 根据公务员法、行政许可法和处分条例.
        start = match text.at(after) {
            Some('、' | '和' | '与' | '及') => after + 1,
            Some('以') if text.at(after + 1) == Some('及') => after + 2,
            _ => return titles,
        };
    }
}

/// The title that some characters begin with.
fn title(text: &Text<'_>, within: Range<usize>, wide: bool) -> Option<Range<usize>> {
    let start = within.start;
    for law in LAWS.split(' ') {
        if text.has(start, law) && start + law.chars().count() <= within.end {
            return Some(start..start + law.chars().count());
        }
    }
    let deed = DEEDS.split(' ').any(|deed| {
        let from = text.skip(start, |c| "党中央国家省市县委纪".contains(c));
        text.has(from, deed)
    });
    if wide && !deed {
        return None;
    }
    let names = STRONG.split(' ').chain(WEAK.split(' '));
    for end in start + 2..=within.end {
        let last = text.at(end - 1);
        if !names.clone().any(|name| name.chars().next_back() == last) {
            continue;
        }
        let words = text.slice(start..end);
        let ends = |set: &'static str| set.split(' ').find(|name| words.ends_with(name));
        let length = |name: &str| words.chars().count() - name.chars().count();
        let issued = ISSUERS.iter().any(|issuer| words.contains(issuer));
        let about = words.find("关于").map(|at| words[at..].chars().count());
        let strong = ends(STRONG).filter(|name| about.is_none() && length(name) >= SHORTEST);
        let weak = ends(WEAK).filter(|name| {
            let issued = issued && about.is_none() && length(name) >= SHORTEST;
            // 关于回避的规定 says what it is about; 关于开展专项检查的通知 is a document.
            let least = match *name {
                "通知" | "通报" | "决定" => 9,
                _ => 10,
            };
            issued || about.is_some_and(|n| n >= least && words.contains('的'))
        });
        if strong.is_none() && weak.is_none() {
            continue;
        }
        // 条例实施细则, 办法的通知, 法实施条例: the longer name is meant.
        let next = text.slice(end..(end + 6).min(within.end));
        let goes_on = ["实施", "的通知", "的决定", "的意见", "细则", "办法"];
        if goes_on.iter().any(|more| next.starts_with(more)) {
            continue;
        }
        let own_words = ["本质", "基本", "成本", "文本", "根本", "资本", "样本"];
        let plain = own_words
            .iter()
            .fold(words.clone(), |w, own| w.replace(own, ""));
        let general = GENERAL.split(' ').any(|word| plain.contains(word));
        return (!general && (about.is_some() || deed || !words.contains('的')))
            .then_some(start..end);
    }
    None
}

fn finding(text: &Text<'_>, title: Range<usize>, certain: bool) -> Finding {
    let words = text.slice(title.clone());
    let place = text.place(title);
    let finding = Finding::warning(RULE.code, place, format!("引用“{words}”没有加书名号"))
        .help(format!("写成《{words}》"))
        .basis("GB/T 15834—2011 4.15.3.1");
    if certain {
        finding.edit(place, format!("《{words}》"))
    } else {
        finding
    }
}
