//! `lianfang explain`: the page of each code, from the head of the rule's own file, and the
//! reference made of all of them.

use crate::check::RULES;
use crate::diagnostic::{pages, Code};
use std::fmt::Write as _;

/// What a code means: what is looked for, why, an example, and what it rests on.
pub fn docs(code: Code) -> String {
    match RULES.iter().find(|rule| rule.code == code) {
        Some(rule) => rule.docs(),
        None => pages::page(code).trim().to_owned(),
    }
}

/// The page of a code, for the terminal.
pub fn page(code: Code) -> String {
    format!(
        "{code} {}　{}\n\n{}\n",
        code.name(),
        code.title(),
        docs(code)
    )
}

/// Every code, a line each.
pub fn list() -> String {
    let mut out = String::new();
    for code in Code::ALL {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{code}  {:<24}  {}", code.name(), code.title());
    }
    out.push_str("\n逐个查看：lianfang explain LF107\n");
    out
}

/// `docs/rules.md`.
pub fn markdown() -> String {
    let mut out = String::from(
        "# 检查的全部项目\n\n\
         <!-- 由 lianfang explain --markdown 生成，不要手改。 -->\n\n\
         | 代码 | 名字 | 说明 |\n|---|---|---|\n",
    );
    for code in Code::ALL {
        let anchor = code.to_string().to_lowercase();
        let _ = writeln!(
            out,
            "| [{code}](#{anchor}) | {} | {} |",
            code.name(),
            code.title()
        );
    }
    for code in Code::ALL {
        let anchor = code.to_string().to_lowercase();
        let _ = write!(
            out,
            "\n<a id=\"{anchor}\"></a>\n\n## {code} {}\n\n",
            code.title()
        );
        for line in docs(*code).lines() {
            match line.strip_prefix("# ") {
                Some(heading) => {
                    let _ = writeln!(out, "### {heading}");
                }
                None => {
                    let _ = writeln!(out, "{line}");
                }
            }
        }
    }
    out
}
