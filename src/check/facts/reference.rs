//! `docs/expressions.md`: what expressions in norms may say.

use super::offered::{helpers, Helper, BUILT_IN_FILTERS, BUILT_IN_TESTS};
use std::fmt::Write;

/// The page, for a person who writes norms.
pub fn reference() -> String {
    let mut out = String::from(include_str!("expressions.md"));
    let mut table = |title: &str, head: &str, of: &dyn Fn(&&Helper) -> bool| {
        // Writing to a String cannot fail.
        let _ = write!(
            out,
            "\n## {title}\n\n| {head} | 得出 | 例子 |\n|---|---|---|\n"
        );
        for helper in helpers().iter().filter(of) {
            let escaped = |text: &str| text.replace('|', "\\|");
            let _ = writeln!(
                out,
                "| `{}` | {} | `{}` |",
                escaped(helper.written),
                helper.says,
                escaped(helper.example)
            );
        }
    };
    table("函数", "函数", &|helper| !helper.is_filter());
    table("过滤器", "过滤器", &|helper| helper.is_filter());
    let listed = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
        words.join("、")
    };
    let _ = write!(
        out,
        "\n另外可以用 minijinja 自己的过滤器 {}，和 `is` 后面的判断 {}。\n",
        listed(&BUILT_IN_FILTERS),
        listed(&BUILT_IN_TESTS)
    );
    out
}

/// An example for each function and filter, of a department.
pub fn examples() -> impl Iterator<Item = (&'static str, &'static str)> {
    helpers().iter().map(|helper| (helper.name, helper.example))
}
