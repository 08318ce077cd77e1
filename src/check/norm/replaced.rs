//! Kinds that there were once, and how their norms are written now.

/// The old kind, the new one, and its keys as TOML.
const REPLACED: [(&str, &str, &str); 12] = [
    (
        "asset-reconciliation",
        "due",
        "ledger = \"asset-check\"\neach = \"department\"\nevery = \"year\"\ntimes = 2",
    ),
    (
        "case-filing",
        "within",
        "ledger = \"case\"\nstart = \"received\"\nend = [\"filed\", \"refused\"]\nwithin-workdays = 5",
    ),
    ("coverage", "covered", "each = \"risk\"\nneeds = \"measure\""),
    (
        "initial-check",
        "within",
        "ledger = \"complaint\"\nstart = \"date\"\nend = \"checked\"\nwithin-days = 10",
    ),
    (
        "inspection-talk",
        "covered",
        "each = \"inspection\"\nneeds = \"talk\"\nwithin-days = 30",
    ),
    (
        "law-study",
        "due",
        "ledger = \"law-study\"\neach = \"department\"\nevery = \"year\"\ntimes = 12",
    ),
    (
        "notice-answer",
        "within",
        "ledger = \"notice\"\nstart = \"date\"\nend = \"answered\"\nwithin-workdays = 10",
    ),
    (
        "notice-dates",
        "complete",
        "ledger = \"notice\"\nneeds = [\"reason\", \"due\"]",
    ),
    (
        "officers-per-case",
        "apart",
        "ledger = \"case\"\nkey = \"officers\"\nat-least = 2",
    ),
    (
        "period-by-grade",
        "due",
        "ledger = \"self-check\"\neach = \"department\"\ngrades = { high = \"half-year\" }",
    ),
    ("separation", "apart", "duties = [[\"会计\", \"出纳\"]]"),
    (
        "yearly-deadline",
        "due",
        "ledger = \"risk-search\"\neach = \"department\"\nby = \"01-31\"",
    ),
];

/// How norms of a kind that there was once are written now, for a finding.
pub(in crate::check) fn replaced(kind: &str) -> Option<String> {
    let (_, now, keys) = REPLACED.iter().find(|(old, ..)| *old == kind)?;
    let keys = keys.replace('\n', "，");
    Some(format!(
        "这一种现在写成 kind = \"{now}\"，例如 {keys}；数照条文写，别的键见 docs/norms.md"
    ))
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::*;

    #[test]
    fn what_replaces_an_old_kind_can_be_written() {
        for (old, now, keys) in REPLACED {
            assert!(Kind::find(old).is_none(), "{old}");
            let kind = Kind::find(now).unwrap();
            let table: toml::Table = keys.parse().unwrap();
            for key in table.keys() {
                assert!(kind.parameter(key).is_some(), "{old}: {key}");
            }
            for parameter in kind.parameters.iter().filter(|p| p.required) {
                assert!(
                    table.contains_key(parameter.key),
                    "{old}: {}",
                    parameter.key
                );
            }
        }
    }
}
