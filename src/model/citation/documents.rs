//! What documents are called, with and without book marks.

use super::Document;
use crate::model::{Regulation, Unit};
use std::collections::BTreeMap;

/// A name and the regulation it names, if it is one of the unit's.
#[derive(Debug, Clone)]
pub struct Name {
    pub(super) words: String,
    pub(super) regulation: Option<usize>,
    /// Whether it means the document wherever it stands. A law does; 工作细则 may be the end
    /// of a longer name.
    pub(super) anywhere: bool,
}

/// Every name that a document goes by in a unit's texts without book marks.
#[derive(Debug, Default)]
pub struct Documents {
    /// By their first character, the longest first.
    names: BTreeMap<char, Vec<Name>>,
}

impl Documents {
    /// The unit's regulations, the documents it lists, and the laws of the state.
    pub fn of(unit: &Unit) -> Self {
        let mut documents = Self::default();
        for (index, regulation) in unit.regulations.iter().enumerate() {
            for title in [&regulation.title, &regulation.short] {
                documents.add(&title.value, Some(index), false);
            }
        }
        for document in &unit.profile.documents {
            documents.add(&document.value, None, true);
        }
        for law in LAWS {
            documents.add(law, None, true);
        }
        for names in documents.names.values_mut() {
            names.sort_by_key(|name| std::cmp::Reverse(name.words.len()));
        }
        documents
    }

    fn add(&mut self, words: &str, regulation: Option<usize>, anywhere: bool) {
        // A name of two characters that is no law, such as 制度, names nothing for certain.
        let first = words.chars().next();
        if let Some(first) = first.filter(|_| anywhere || words.chars().count() > 2) {
            self.names.entry(first).or_default().push(Name {
                words: words.to_owned(),
                regulation,
                anywhere,
            });
        }
    }

    /// The longest name at the head of `rest`.
    pub(super) fn at<'n>(
        &'n self,
        aliases: &'n [Name],
        before: &str,
        rest: &str,
    ) -> Option<&'n Name> {
        let first = rest.chars().next()?;
        let fits = |name: &&Name| {
            rest.strip_prefix(name.words.as_str()).is_some_and(|after| {
                if name.anywhere {
                    !goes_on(after)
                } else {
                    opens(before)
                }
            })
        };
        let alias = aliases.iter().filter(|name| name.words.starts_with(first));
        let known = self.names.get(&first).into_iter().flatten();
        alias.chain(known).find(fits)
    }
}

/// Laws that texts cite by their bare name, with or without 中华人民共和国.
const LAWS: [&str; 62] = [
    "宪法",
    "刑法",
    "民法典",
    "民法通则",
    "民法总则",
    "公务员法",
    "监察法",
    "监察官法",
    "行政监察法",
    "政务处分法",
    "刑事诉讼法",
    "民事诉讼法",
    "行政诉讼法",
    "行政许可法",
    "行政处罚法",
    "行政强制法",
    "行政复议法",
    "国家赔偿法",
    "会计法",
    "预算法",
    "审计法",
    "统计法",
    "档案法",
    "保密法",
    "保守国家秘密法",
    "招标投标法",
    "招投标法",
    "政府采购法",
    "劳动法",
    "劳动合同法",
    "工会法",
    "合同法",
    "物权法",
    "公司法",
    "企业国有资产法",
    "税收征收管理法",
    "税收征管法",
    "企业所得税法",
    "个人所得税法",
    "土地管理法",
    "城乡规划法",
    "建筑法",
    "安全生产法",
    "消防法",
    "环境保护法",
    "森林法",
    "草原法",
    "水法",
    "农业法",
    "畜牧法",
    "动物防疫法",
    "治安管理处罚法",
    "人民警察法",
    "道路交通安全法",
    "教育法",
    "义务教育法",
    "教师法",
    "药品管理法",
    "执业医师法",
    "村民委员会组织法",
    "立法法",
    "党章",
];

/// Whether a law's name goes on into another word: 刑法律师, 公务员法官, 预算法治.
fn goes_on(after: &str) -> bool {
    after.starts_with([
        '律', '治', '院', '庭', '官', '警', '医', '学', '人', '令', '制', '理', '则', '宝',
    ]) || after.starts_with("定职")
        || after.starts_with("定代表")
        || after.starts_with('规') && !["规定", "规范"].iter().any(|w| after.starts_with(w))
}

/// Whether a name may begin after `before`: 按照工作细则, but not 旗政府工作细则.
fn opens(before: &str) -> bool {
    const WORDS: &str =
        "按依照据见由与和及或同以除对将把在从为是至到于因若如凡即用行反合属循守背犯引的向本";
    let last = before.chars().last();
    last.is_none_or(|c| !hanzi(c) || WORDS.contains(c)) || says_whose(before)
}

/// Whether the text ends in whose document it is: 本镇, 我院, 本单位, 中华人民共和国.
fn says_whose(before: &str) -> bool {
    let mut last = before.chars().rev();
    let (end, own) = (last.next(), last.next());
    let one_word = end.is_some_and(hanzi) && matches!(own, Some('本' | '我'));
    let words = ["本单位", "本公司", "中华人民共和国"];
    one_word || words.iter().any(|word| before.ends_with(word))
}

pub(super) fn hanzi(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '〇' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// What a document calls itself by its kind.
const KINDS: [&str; 25] = [
    "办法", "条例", "细则", "规定", "准则", "规则", "章程", "通则", "制度", "措施", "划分", "方案",
    "意见", "决定", "通知", "规程", "规范", "守则", "标准", "程序", "预案", "解释", "公约", "合同",
    "协议",
];

/// The length of 本办法, 本暂行规定 at the head of `rest`.
pub(super) fn own_words(rest: &str) -> Option<usize> {
    let mut inside = rest.strip_prefix('本')?;
    for word in ["暂行", "试行", "实施", "工作", "管理"] {
        inside = inside.strip_prefix(word).unwrap_or(inside);
    }
    let length = |inside: &str| rest.len() - inside.len();
    if let Some(kind) = KINDS.iter().find(|kind| inside.starts_with(**kind)) {
        return Some(length(inside) + kind.len());
    }
    let after = inside.strip_prefix('法')?;
    let other = goes_on(after) || after.starts_with('定');
    (!other).then(|| length(after))
}

/// How the words before 第…条 name a document that is in no list.
pub(super) enum Before {
    /// From there on: 企业国有资产交易监督管理办法, 〔2012〕15号.
    Document(usize),
    /// 该办法, 同法: the one named last.
    Same,
    /// None.
    Nothing,
}

/// What the end of `before` says of the article that follows it.
pub(super) fn kind_before(before: &str) -> Before {
    let trimmed = bare_end(before);
    let kind = KINDS.iter().find(|kind| trimmed.ends_with(**kind));
    let numbered = ["号", "号令", "号文", "附件", "附表", "法", "修正案"];
    let kind = kind.or_else(|| numbered.iter().find(|kind| trimmed.ends_with(**kind)));
    let Some(kind) = kind else {
        return Before::Nothing;
    };
    let name = &trimmed[..trimmed.len() - kind.len()];
    if ["该", "此", "同", "上述", "前述", "这部", "这个", "同一"]
        .iter()
        .any(|word| name.ends_with(word))
    {
        return Before::Same;
    }
    let start = name
        .char_indices()
        .rev()
        .find(|&(_, c)| {
            !(hanzi(c) || c.is_ascii_digit()) || "按依照据违反见和与及或以由、的".contains(c)
        })
        .map_or(0, |(at, c)| at + c.len_utf8());
    Before::Document(start)
}

/// What stands before an article without （试行）, 的, 中 and blanks, which change nothing.
pub(super) fn bare_end(before: &str) -> &str {
    let mut text = before;
    loop {
        let mut next = text.trim_end_matches([' ', '\u{3000}', '\u{a0}']);
        for word in ["（试行）", "（暂行）", "(试行)", "里的", "中的", "的", "中"] {
            next = next.strip_suffix(word).unwrap_or(next);
        }
        if next.len() == text.len() {
            return text;
        }
        text = next;
    }
}

/// The regulation with that title, short or full.
pub fn named(regulations: &[Regulation], title: &str) -> Option<usize> {
    regulations
        .iter()
        .position(|r| r.title.value == title || r.short.value == title)
}

/// The short names that a regulation's text lays down: 《…条例》（以下简称《条例》）.
pub(super) fn aliases(unit: &Unit, index: usize) -> Vec<Name> {
    let regulation = &unit.regulations[index];
    let lines = regulation
        .preamble
        .iter()
        .chain(regulation.articles().flat_map(|a| &a.lines));
    let mut out = Vec::new();
    for line in lines {
        for (at, word) in line.text.match_indices("简称") {
            let Some(name) = quoted_head(&line.text[at + word.len()..]) else {
                continue;
            };
            let before = line.text[..at].trim_end_matches(['以', '下', '统', '一']);
            let before = before.strip_suffix(['（', '(', '，']).unwrap_or(before);
            let regulation = match before.strip_suffix('》') {
                Some(inside) => {
                    let open = inside.rfind('《').map_or(0, |open| open + '《'.len_utf8());
                    named(&unit.regulations, &inside[open..])
                }
                None => ends_with_own(before).then_some(index),
            };
            out.push(Name {
                words: name.to_owned(),
                regulation,
                anywhere: false,
            });
        }
    }
    out
}

fn ends_with_own(before: &str) -> bool {
    let at = before.rfind('本');
    at.is_some_and(|at| own_words(&before[at..]) == Some(before.len() - at))
}

/// The name at the head of `rest`, without its marks: 《条例》, “条例”, 条例）.
fn quoted_head(rest: &str) -> Option<&str> {
    let inside = rest.trim_start_matches(['为', '：']);
    let inside = inside.strip_prefix(['《', '“', '「']).unwrap_or(inside);
    let end = inside.find(['》', '”', '」', '）', ')', '，', '。'])?;
    let name = &inside[..end];
    (!name.is_empty() && name.chars().count() <= 20).then_some(name)
}

impl Name {
    /// The document that the name at `at` of a text means.
    pub(super) fn document(&self, at: usize) -> Document {
        match self.regulation {
            Some(index) => Document::Own(index),
            None => Document::Foreign(at..at + self.words.len()),
        }
    }
}
