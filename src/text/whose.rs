//! Whose poster it is: the unit's name and that of its department or body, as one name.

use super::{sense, Terms};

/// Last characters of units by which their parts begin too: 清水村 has a 村党支部.
const KINDS: &str = "省市区县旗州乡镇村局厅委院校厂社";
/// What parts of a unit begin with after that character, though a dictionary joins them: 县委,
/// 院办.
const PARTS: &str = "党 委 纪委 团委 工会 妇联 两委 监委 办公室 机关";
/// Words that begin like a part of the unit and are none, though the dictionary parts them: 医院
/// has an 院感科, a village a 村务监督委员会.
const OTHERS: [&str; 3] = ["院感", "院前", "村务"];

/// 清水村 and 村党支部委员会 are 清水村党支部委员会; 清水村 and 村民委员会 stay 清水村村民委员会,
/// since 村民 is a word of its own.
pub fn whose(unit: &str, name: &str) -> String {
    let shared = shared(unit, name);
    let rest: String = name.chars().skip(shared).collect();
    format!("{unit}{rest}")
}

/// How many characters at the end of the unit's name the other name begins with and means.
fn shared(unit: &str, name: &str) -> usize {
    let (whole, part): (Vec<char>, Vec<char>) = (unit.chars().collect(), name.chars().collect());
    let mut lengths = (1..=whole.len().min(part.len())).rev();
    match lengths.find(|&n| whole.ends_with(&part[..n])) {
        Some(1) if !is_kind(&part) => 0,
        // A name that is the unit's end and nothing more names no part of it.
        Some(n) if n == part.len() && n < whole.len() => 0,
        Some(n) => n,
        None => 0,
    }
}

/// Whether the first character stands for the unit: it is a word by itself.
fn is_kind(part: &[char]) -> bool {
    let text: String = part.iter().collect();
    let rest: String = part.iter().skip(1).collect();
    let own = part.first().is_some_and(|c| KINDS.contains(*c));
    let other = OTHERS.iter().any(|word| text.starts_with(word));
    let is_part = PARTS.split(' ').any(|word| rest.starts_with(word));
    let alone = || sense::word_ends(&Terms::of_the_field(), part).first() == Some(&1);
    own && !other && (is_part || alone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_begins_as_the_unit_ends_is_not_doubled() {
        for (unit, name, wanted) in [
            ("清水村", "村党支部委员会", "清水村党支部委员会"),
            ("清水村", "村两委", "清水村两委"),
            ("清水村", "村委会", "清水村委会"),
            ("清水村", "党支部", "清水村党支部"),
            ("清水村", "清水村党支部", "清水村党支部"),
            ("向阳峪镇", "镇财政所", "向阳峪镇财政所"),
            ("向阳峪镇", "镇纪委", "向阳峪镇纪委"),
            ("青石县", "县委办公室", "青石县委办公室"),
            ("青石县人民医院", "医院办公室", "青石县人民医院办公室"),
            ("青石县人民医院", "院办公室", "青石县人民医院办公室"),
            (
                "青石县住房和城乡建设局",
                "局办公室",
                "青石县住房和城乡建设局办公室",
            ),
            ("城投公司", "公司办公室", "城投公司办公室"),
            // Words of their own.
            ("清水村", "村民委员会", "清水村村民委员会"),
            ("清水村", "村务监督委员会", "清水村村务监督委员会"),
            ("青石市", "市场监督管理局", "青石市市场监督管理局"),
            ("青石市第一学校", "校长室", "青石市第一学校校长室"),
            ("青石县人民医院", "院感科", "青石县人民医院院感科"),
            ("青石县人民医院", "院长办公室", "青石县人民医院院长办公室"),
            ("卫生服务中心", "心内科", "卫生服务中心心内科"),
            ("向阳峪镇", "财政所", "向阳峪镇财政所"),
            ("", "财政所", "财政所"),
        ] {
            assert_eq!(whose(unit, name), wanted, "{unit} {name}");
        }
    }
}
