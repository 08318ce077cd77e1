//! Breaking short texts by sense, for posters, table cells and chart labels.
//!
//! One line if it fits; else the fewest lines that cut no word of the field or name of the
//! unit, and among these the ones that are most even and end at the best places: after a comma
//! rather than between two words, and inside another word or a date only where lines would
//! otherwise be far from even (GB/T 9704 7.3.1: 词意完整, 长短适宜).
//!
//! No line of a single character where there is another way.

pub(super) mod cost;

use super::break_points::{break_points, cuts, in_address, word_lengths, Cut};
use super::compose::GoesOn;
use super::widths::Widths;
use super::{words, Class, FontRole, Fonts, Prohibition, Terms};
use cost::{costs, denies, LEADERS};
use std::ops::Range;
use std::sync::OnceLock;

/// The lines of `text` within `measure` em. Never empty; a word wider than the measure is cut,
/// and only a single character may overflow.
pub fn lines(fonts: &Fonts, role: FontRole, text: &str, measure: f32) -> Vec<String> {
    lines_with(fonts, role, text, measure, 0)
}

/// The same, that takes a line more rather than to part a name that has room on one.
pub fn lines_of_names(fonts: &Fonts, role: FontRole, text: &str, measure: f32) -> Vec<String> {
    lines_with(fonts, role, text, measure, 1)
}

/// The same with so many lines `more`.
fn lines_with(fonts: &Fonts, role: FontRole, text: &str, measure: f32, more: usize) -> Vec<String> {
    let text = text.trim();
    if text.is_empty() || fonts.width(role, text) <= measure {
        return vec![text.to_string()];
    }
    let chars: Vec<char> = text.chars().collect();
    let points = break_points(text, Prohibition::Basic);
    let mut costs = costs(&fonts.terms, &chars);
    let mut inside = inside_terms(&fonts.terms, &chars);
    keep_titles(&chars, measure, &mut inside);
    let mut outside = points.clone();
    outside.retain(|&at| !inside[at]);
    if let Some(lines) = even(fonts, role, &chars, &outside, &costs, measure) {
        let whole = outside_names(fonts, role, &chars, outside, measure);
        let whole = even(fonts, role, &chars, &whole, &costs, measure);
        return whole
            .filter(|whole| whole.len() <= lines.len() + more)
            .unwrap_or(lines);
    }
    // A name wider than the measure is broken between the words that it is made of.
    static OF_THE_FIELD: OnceLock<Terms> = OnceLock::new();
    costs = self::costs(OF_THE_FIELD.get_or_init(Terms::of_the_field), &chars);
    if let Some(lines) = even(fonts, role, &chars, &points, &costs, measure) {
        return lines;
    }
    let levels = [Cut::Joint, Cut::Endless, Cut::Word];
    let cut = levels.into_iter().find_map(|worst| {
        let points = with_cuts(fonts, role, &chars, &points, worst, &mut costs, measure);
        even(fonts, role, &chars, &points, &costs, measure)
    });
    cut.unwrap_or_else(|| greedy(fonts, role, &chars, measure))
}

/// The same for running text in cells, which is less even: it rather takes a line more than to cut
/// a word, or 不 from what it denies, or 时 from what it follows, or a short word in brackets from what
/// it tells more about: 药品采购（部分）.
pub fn lines_of_words(fonts: &Fonts, role: FontRole, text: &str, measure: f32) -> Vec<String> {
    let text = text.trim();
    let chars: Vec<char> = text.chars().collect();
    if text.is_empty() || fonts.width(role, text) <= measure {
        return vec![text.to_string()];
    }
    let ends = word_ends(&fonts.terms, &chars);
    let follows = |at: usize| {
        let next_ends = at + 1 == chars.len() || ends.binary_search(&(at + 1)).is_ok();
        chars[at] == '时' && next_ends
    };
    let tells = |at: usize| {
        let mut bracket = chars[at..].iter().take(TELLING + 2);
        chars[at] == '（' && bracket.any(|c| *c == '）')
    };
    let mut whole = ends.clone();
    whole.retain(|&at| at == chars.len() || !(denies(chars[at - 1]) || follows(at) || tells(at)));
    let costs = costs(&fonts.terms, &chars);
    let fewest = lines(fonts, role, text, measure);
    let named = outside_names(fonts, role, &chars, whole.clone(), measure);
    let mut ways = [named, whole].into_iter();
    ways.find_map(|ends| {
        even(fonts, role, &chars, &ends, &costs, measure)
            .filter(|lines| lines.len() <= fewest.len() + 1)
    })
    .unwrap_or(fewest)
}

/// The break points, and between two of them that are further apart than `measure` the places
/// that are no worse than `worst`, at their costs.
fn with_cuts(
    fonts: &Fonts,
    role: FontRole,
    chars: &[char],
    points: &[usize],
    worst: Cut,
    costs: &mut [f32],
    measure: f32,
) -> Vec<usize> {
    let cuts = cuts(chars, Prohibition::Basic);
    let mut all = Vec::with_capacity(chars.len());
    let mut start = 0;
    for &end in points {
        let part: String = chars[start..end].iter().collect();
        if fonts.width(role, part.trim()) > measure {
            for at in start + 1..end {
                let Some(cut) = cuts[at].filter(|&cut| cut <= worst) else {
                    continue;
                };
                costs[at] = match cut {
                    Cut::Joint => cost::SPLIT_WORD,
                    Cut::Endless => cost::SPLIT_ENDLESS,
                    Cut::Word => cost::SPLIT_NUMBER,
                };
                all.push(at);
            }
        }
        all.push(end);
        start = end;
    }
    all
}

/// The offsets into `text` where it may be broken without cutting a word or a date; the last
/// is its length.
pub fn word_ends(terms: &Terms, text: &[char]) -> Vec<usize> {
    let inside = inside_words(terms, text);
    let string: String = text.iter().collect();
    let mut ends = break_points(&string, Prohibition::Basic);
    ends.retain(|&at| at == text.len() || !inside[at]);
    ends
}

/// The same without cutting a name of the unit, however long.
pub fn name_ends(terms: &Terms, text: &[char]) -> Vec<usize> {
    let mut ends = word_ends(terms, text);
    for name in each_name(terms, text) {
        ends.retain(|&at| at <= name.start || name.end <= at);
    }
    ends
}

/// The offsets into `text` where it may be broken without cutting a word of the field, or a short
/// name of the unit, and those without cutting any word, name or date; the last of each is its
/// length.
pub fn term_and_name_ends(terms: &Terms, text: &[char]) -> [Vec<usize>; 2] {
    let string: String = text.iter().collect();
    let mut ends = break_points(&string, Prohibition::Basic);
    let inside = inside_terms(terms, text);
    ends.retain(|&at| at == text.len() || !inside[at]);
    [ends, name_ends(terms, text)]
}

/// So many characters in brackets stay with the word before them: （部分）, （审批）.
const TELLING: usize = 4;

/// So many characters with a mark at their end are no line for themselves: 挤占、.
const STUB: usize = 3;

/// The fewest lines that fit, and among these the ones of least cost; `None` where some part
/// between two break points does not fit.
fn even(
    fonts: &Fonts,
    role: FontRole,
    chars: &[char],
    points: &[usize],
    costs: &[f32],
    measure: f32,
) -> Option<Vec<String>> {
    let mut nodes = vec![0];
    nodes.extend_from_slice(points);
    let widths = Widths::of(fonts, role, chars);
    let width = |a: usize, b: usize| widths.between(a, b);
    let total = width(0, chars.len());
    // best[i]: (lines, unevenness, previous node) of the best way to reach node i.
    let mut best: Vec<Option<(usize, f32, usize)>> = vec![None; nodes.len()];
    best[0] = Some((0, 0.0, 0));
    for i in 1..nodes.len() {
        for j in (0..i).rev() {
            let w = width(nodes[j], nodes[i]);
            if w > measure + 1e-3 {
                if j + 1 == i {
                    return None;
                }
                break;
            }
            let Some((count, cost, _)) = best[j] else {
                continue;
            };
            let last = i == nodes.len() - 1;
            let lonely = nodes[i] - nodes[j] == 1 && !(last && count == 0);
            // Evenness is judged against the ideal width of the fewest lines possible.
            let ideal = total / (total / measure).ceil().max(1.0);
            let stub = !last
                && nodes[i] - nodes[j] <= STUB
                && Class::of(chars[nodes[i] - 1]) == Class::Pause;
            let place = match lonely {
                true => cost::LONELY,
                false if stub => costs[nodes[i]] + cost::STUB,
                false => costs[nodes[i]],
            };
            let cost = cost + (w - ideal).powi(2) + place;
            let candidate = (count + 1, cost, j);
            let better = best[i]
                .is_none_or(|b| (candidate.0, candidate.1) < (b.0, b.1) && candidate.0 <= b.0);
            if better {
                best[i] = Some(candidate);
            }
        }
    }
    let mut lines = Vec::new();
    let mut at = nodes.len() - 1;
    while at > 0 {
        let (_, _, previous) = best[at]?;
        let line: String = chars[nodes[previous]..nodes[at]].iter().collect();
        lines.push(line.trim().to_string());
        at = previous;
    }
    lines.reverse();
    Some(lines)
}

/// For each offset into `chars`, its end included, whether it stands inside a word: one of the
/// `terms`, else one of the Unicode dictionary, or a date (2011年｜12月).
fn inside_words(terms: &Terms, chars: &[char]) -> Vec<bool> {
    let boundaries = words::boundaries(chars);
    let mut inside: Vec<bool> = (0..=chars.len())
        .map(|at| in_date(chars, at) || in_label(chars, at) || !boundaries[at])
        .collect();
    // ICU's word reaches over the dots of an address.
    let lengths = word_lengths(chars);
    for (at, inside) in inside.iter_mut().enumerate().skip(1) {
        *inside &= !in_address(chars, &lengths, at);
    }
    for term in each_term(terms, chars) {
        inside[term.start] = false;
        inside[term.end] = false;
        inside[term.start + 1..term.end].fill(true);
    }
    inside
}

/// For each of `chars`, what a line that ends before it would cut.
pub fn goes_on(terms: &Terms, chars: &[char]) -> Vec<GoesOn> {
    let mut words = inside_words(terms, chars);
    for (at, before) in chars.iter().enumerate() {
        words[at + 1] |= denies(*before);
    }
    let both = words.into_iter().zip(inside_terms(terms, chars));
    both.take(chars.len())
        .enumerate()
        .map(|(at, inside)| match inside {
            _ if in_date(chars, at) || dates(chars, at) => GoesOn::Date,
            (_, true) => GoesOn::Term,
            (true, _) => GoesOn::Word,
            _ => GoesOn::No,
        })
        .collect()
}

/// Whether an offset stands inside a date: 2011年｜12月.
fn in_date(chars: &[char], at: usize) -> bool {
    at > 0
        && matches!(chars[at - 1], '年' | '月')
        && chars.get(at).is_some_and(char::is_ascii_digit)
}

/// Whether an offset parts a regulation from its number, or an article's: 制度｜五, 第十｜六条.
fn in_label(chars: &[char], at: usize) -> bool {
    let is_number = |c: &char| "一二三四五六七八九十百".contains(*c);
    let head = chars[..at]
        .iter()
        .rposition(|c| !is_number(c))
        .map_or(0, |last| last + 1);
    let tail = chars[at..]
        .iter()
        .position(|c| !is_number(c))
        .map_or(chars.len(), |next| at + next);
    let next = chars.get(tail);
    let is_whole = next.is_none_or(|c| *c == '第' || Class::of(*c) != Class::Han);
    let counts = next.is_some_and(|c| "条款项章节部".contains(*c));
    match chars[..head] {
        _ if head == tail => false,
        [.., '第'] => counts,
        [.., '制', '度'] => is_whole && at < tail,
        _ => false,
    }
}

/// Whether an offset parts a date and what was done then: 2月26日｜办结.
fn dates(chars: &[char], at: usize) -> bool {
    let is_day = |of: &[char]| matches!(of, [.., digit, '日'] if digit.is_ascii_digit());
    is_day(&chars[..at]) && Class::of(chars[at]) == Class::Han
}

/// For each offset into `chars`, its end included, whether it stands inside one of the `terms`.
pub(super) fn inside_terms(terms: &Terms, chars: &[char]) -> Vec<bool> {
    let mut inside = vec![false; chars.len() + 1];
    for term in each_term(terms, chars) {
        inside[term.start + 1..term.end].fill(true);
    }
    inside
}

/// Marks the insides of 《titles》 that leave room for more on a line of `measure` em, and what
/// parts them from the word that leads to them: 依｜《; 照 is such a word only there.
fn keep_titles(chars: &[char], measure: f32, inside: &mut [bool]) {
    const SHARE: f32 = 0.67;
    let mut start = 0;
    for title in chars.split_inclusive(|c| *c == '》') {
        let end = start + title.len();
        let from = title.iter().position(|c| *c == '《').map(|at| start + at);
        let kept = from.filter(|from| (end - from) as f32 <= SHARE * measure);
        if let Some(from) = kept {
            let led = from > 0 && (LEADERS.contains(chars[from - 1]) || chars[from - 1] == '照');
            inside[from + usize::from(!led)..end].fill(true);
        }
        start = end;
    }
}

/// The `points` that part no name of the unit that has room on a line of `measure` em.
fn outside_names(
    fonts: &Fonts,
    role: FontRole,
    chars: &[char],
    mut points: Vec<usize>,
    measure: f32,
) -> Vec<usize> {
    let widths = Widths::of(fonts, role, chars);
    for name in each_name(&fonts.terms, chars) {
        if widths.between(name.start, name.end) <= measure {
            points.retain(|&at| at <= name.start || name.end <= at);
        }
    }
    points
}

/// Where the `terms` stand in `chars`, the longest at each place; none overlap.
fn each_term<'a>(terms: &'a Terms, chars: &'a [char]) -> impl Iterator<Item = Range<usize>> + 'a {
    each(chars, |rest| terms.at(rest))
}

/// The same of the names of the unit, long ones too.
fn each_name<'a>(terms: &'a Terms, chars: &'a [char]) -> impl Iterator<Item = Range<usize>> + 'a {
    each(chars, |rest| terms.name_at(rest))
}

/// Where what is so long as `length` says of what begins with it stands in `chars`.
fn each<'a>(
    chars: &'a [char],
    length: impl Fn(&'a [char]) -> Option<usize> + 'a,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < chars.len() {
            let start = at;
            let length = length(&chars[at..]);
            at += length.unwrap_or(1);
            if length.is_some() {
                return Some(start..at);
            }
        }
        None
    })
}

/// As many characters a line as fit, and at least one; only for a measure narrower than a
/// character.
fn greedy(fonts: &Fonts, role: FontRole, chars: &[char], measure: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for &c in chars {
        line.push(c);
        if fonts.width(role, line.trim()) > measure && line.chars().count() > 1 {
            line.pop();
            lines.push(line.trim().to_string());
            line = c.to_string();
        }
    }
    lines.push(line.trim().to_string());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, measure: f32) -> Vec<String> {
        lines(&Fonts::shipped().unwrap(), FontRole::Hei, text, measure)
    }

    #[test]
    fn breaks_by_sense_before_it_breaks_by_width() {
        assert_eq!(
            broken("违反财务制度，违规报销", 8.0),
            ["违反财务制度，", "违规报销"]
        );
        // The mark at the end takes half its width: eight and a half em hold it.
        assert_eq!(
            broken("票据使用和保管不规范，丢失", 10.5),
            ["票据使用和保管不规范，", "丢失"]
        );
        assert_eq!(
            broken("受理、审查农村宅基地和集体建设用地申请", 16.5),
            ["受理、审查农村宅基地", "和集体建设用地申请"]
        );
        assert_eq!(broken("固定资产管理小组", 5.0), ["固定资产", "管理小组"]);
        assert_eq!(
            broken("票据使用和保管不规范，丢失、损坏", 10.3),
            ["票据使用和保管", "不规范，丢失、损坏"]
        );
        assert_eq!(
            broken("达到限额的依政府采购规定", 7.5),
            ["达到限额的", "依政府采购规定"]
        );
        // Between clauses rather than within one, were it more even.
        assert_eq!(
            broken("任用、考核、评优不公，弄虚作假", 11.5),
            ["任用、考核、评优不公，", "弄虚作假"]
        );
        // Before a word that joins.
        assert_eq!(
            broken("站所填报用款申请并附依据", 9.0),
            ["站所填报用款申请", "并附依据"]
        );
        // The first of a list is no line by itself.
        assert_eq!(
            broken("挤占、挪用补贴资金", 6.5),
            ["挤占、挪用", "补贴资金"]
        );
        assert_eq!(
            broken("暂扣物品毁损、丢失，或者被占用、私分", 8.5),
            ["暂扣物品", "毁损、丢失，", "或者被占用、私分"]
        );
        assert_eq!(
            broken("与供应商见面须两人以上在场", 9.0),
            ["与供应商见面须", "两人以上在场"]
        );
        let unchecked = broken("评估制度无人检查，落空", 8.0);
        assert_eq!(unchecked, ["评估制度", "无人检查，落空"]);
        let inexact = broken("种植面积统计不实，虚报", 8.0);
        assert_eq!(inexact, ["种植面积", "统计不实，虚报"]);
        assert_eq!(broken("大额资金不经集体研究", 7.0)[1], "不经集体研究");
        // Nor is a word that leads to a title, or a number to what it counts, left behind.
        let led = broken("由本科室部分经办，依《防控管理办法》第四条，定为二级", 16.0);
        assert!(led[1].starts_with("依《防控管理办法》"), "{led:?}");
        assert_eq!(
            broken("询问、检查、扣押由两名以上民警进行，全程记录", 18.0),
            ["询问、检查、扣押", "由两名以上民警进行，全程记录"]
        );
        assert_eq!(
            broken("30万元以上凭会议纪要付款", 8.0),
            ["30万元以上", "凭会议纪要付款"]
        );
        assert_eq!(broken("廉政", 8.0), ["廉政"]);
        assert_eq!(broken("", 8.0), [""]);
    }

    #[test]
    fn cuts_no_word_of_a_running_text() {
        let fonts = Fonts::shipped().unwrap();
        let by_words = |text, measure| lines_of_words(&fonts, FontRole::Hei, text, measure);
        let text = "办理许可和审批不按流程，违规发证或者出具文件，或者在形式审查时擅自增减条件";
        for measure in 8..14 {
            let (lines, even) = (by_words(text, measure as f32), broken(text, measure as f32));
            assert!(lines.len() <= even.len() + 1);
            assert_eq!(lines.concat(), text);
        }
        for (text, measure, wanted) in [
            ("资产管理不到位", 6.0, ["资产管理", "不到位"]),
            ("办公室自查每半年", 6.0, ["办公室自查", "每半年"]),
            // In the fewest lines （部分） would stand for itself.
            (
                "药品采购（部分）、处方权（全部）",
                8.5,
                ["药品采购（部分）、", "处方权（全部）"],
            ),
        ] {
            assert_eq!(by_words(text, measure), wanted);
        }
        assert_eq!(
            broken("或者在形式审查时擅自增减条件", 7.5)[0],
            "或者在形式审查"
        );
        assert_eq!(
            by_words("或者在形式审查时擅自增减条件", 8.5)[0],
            "或者在形式审查时"
        );
    }

    #[test]
    fn keeps_words_and_dates_together() {
        assert_eq!(
            broken("向阳峪镇领导和重要岗位廉政风险预警防控暂行办法", 21.0),
            ["向阳峪镇领导和重要岗位", "廉政风险预警防控暂行办法"]
        );
        assert_eq!(broken("10 个工作日", 4.0), ["10 个", "工作日"]);
        assert_eq!(
            broken("行政许可（部分）、财务管理（部分）、采购", 12.0),
            ["行政许可（部分）、", "财务管理（部分）、采购"]
        );
        assert_eq!(
            broken("2011年12月12日公示", 9.0),
            ["2011年12月12日", "公示"]
        );
    }

    #[test]
    fn keeps_places_of_regulations_whole() {
        let fonts = Fonts::shipped().unwrap();
        let cited = "制度一第十四条第（二）项、第十六条、制度五第二十六条、制度六";
        for measure in 10..20 {
            let lines = lines_of_words(&fonts, FontRole::Kai, cited, measure as f32);
            for whole in [
                "制度一",
                "第十四条",
                "第十六条",
                "制度五",
                "第二十六条",
                "制度六",
            ] {
                let kept = lines.iter().any(|line| line.contains(whole));
                assert!(kept, "{measure} {whole}: {lines:?}");
            }
        }
        let chars: Vec<char> = "制度一律公布".chars().collect();
        assert!(word_ends(&fonts.terms, &chars).contains(&2));
    }

    #[test]
    fn keeps_long_names_and_those_with_notes_whole_where_there_is_room() {
        let mut fonts = Fonts::shipped().unwrap();
        fonts.terms.extend(["副院长（后勤）", "执法和审批岗位"]);
        let text = "院长、副院长（后勤）、科长，执法和审批岗位";
        let names = ["副院长（后勤）", "执法和审批岗位"];
        let kept = |lines: &[String], name: &str| lines.iter().any(|line| line.contains(name));
        for measure in 8..20 {
            let lines = lines_of_names(&fonts, FontRole::Hei, text, measure as f32);
            assert!(
                names.iter().all(|name| kept(&lines, name)),
                "{measure} {lines:?}"
            );
            let fewest = broken(text, measure as f32).len();
            assert!(lines.len() <= fewest + 1);
            let words = lines_of_words(&fonts, FontRole::Hei, text, measure as f32);
            assert!(
                names.iter().all(|name| kept(&words, name)),
                "{measure} {words:?}"
            );
        }
        let narrow = lines_of_names(&fonts, FontRole::Hei, text, 5.0);
        assert!(!kept(&narrow, names[1]), "{narrow:?}");
    }

    #[test]
    fn keeps_the_names_of_the_unit_whole() {
        let mut fonts = Fonts::shipped().unwrap();
        fonts.terms.extend([
            "局长办公会",
            "甲壹站（乙贰片）",
            "青石县人民医院廉洁风险防控领导小组",
        ]);
        for measure in 5..20 {
            for text in ["重大事项提交局长办公会集体研究决定", "报局长办公会审议"]
            {
                let lines = lines(&fonts, FontRole::Hei, text, measure as f32);
                let whole = lines.iter().any(|line| line.contains("局长办公会"));
                assert!(whole, "{measure}: {lines:?}");
            }
        }
        let broken = lines(&fonts, FontRole::Hei, "由甲壹站乙贰片负责", 5.0);
        assert_eq!(broken, ["由甲壹站", "乙贰片负责"]);
        // A name wider than a line is broken between its words.
        fonts.terms.extend(["广播文化干事"]);
        let wide = lines(&fonts, FontRole::Hei, "广播文化干事", 5.0);
        assert_eq!(wide, ["广播文化", "干事"]);
        // A name as long as a line is not kept whole.
        let long = "青石县人民医院廉洁风险防控领导小组";
        assert!(lines(&fonts, FontRole::Hei, long, 10.0).len() == 2);
    }

    #[test]
    fn leaves_no_lonely_character() {
        assert_eq!(broken("廉政风险防", 4.0), ["廉政", "风险防"]);
        // Nor at the beginning, though a name of the unit is parted for it.
        let mut fonts = Fonts::shipped().unwrap();
        fonts.terms.extend(["站所", "站所负责人"]);
        let lines = |text, measure| lines(&fonts, FontRole::Hei, text, measure);
        assert_eq!(lines("各站所负责人、", 5.5), ["各站所", "负责人、"]);
        let three = lines("各站所负责人、办公室", 5.7);
        assert_eq!(three, ["各站所", "负责人、", "办公室"]);
        assert_eq!(lines("全部站所负责人、", 5.5), ["全部", "站所负责人、"]);
    }

    #[test]
    fn a_word_wider_than_the_measure_is_cut_and_one_that_fits_is_not() {
        let lines = broken("见ABCDEFGHIJKLMN处", 3.0);
        assert_eq!(lines.concat(), "见ABCDEFGHIJKLMN处");
        let fonts = Fonts::shipped().unwrap();
        let wide = |line: &&String| fonts.width(FontRole::Hei, line) > 3.001;
        assert_eq!(lines.iter().find(wide), None, "{lines:?}");
        assert_eq!(broken("见ABC处", 2.5), ["见", "ABC", "处"]);
        // At its marks first, and a number between its digits last.
        assert_eq!(broken("见abc@mail.cn处", 5.6)[1], "abc@mail.");
        assert_eq!(broken("", 0.1), [""]);
        assert_eq!(broken("廉政", 0.1), ["廉", "政"]);
    }
}
