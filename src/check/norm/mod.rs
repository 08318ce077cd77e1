//! The closed set of norm kinds: what an article can demand of the town's records, with
//! which parameters, and what enforces it. Numbers, lists and names stand in the norm; the
//! rules read them through [`read`] and bring none of their own.

mod kinds;
pub mod read;
mod record_kinds;
mod shape;

pub use kinds::KINDS;
pub use shape::{Allowed, Entity, Shape};

use crate::diagnostic::Code;
use crate::model::build::words::{nearest, quoted};
use crate::model::{Norm, Town};
use shape::Fault;
use std::fmt::Write;

/// A kind of norm.
#[derive(Debug)]
pub struct Kind {
    /// How the rules write it.
    pub name: &'static str,
    /// What it demands, in Chinese, in a few words.
    pub title: &'static str,
    /// Its parameters.
    pub parameters: &'static [Parameter],
    /// The parameters that say what thing the norm is about, where two norms about the same
    /// thing must say the same. `None` where each norm adds to the others, or where what
    /// they say of each object is compared instead.
    pub identity: Option<&'static [&'static str]>,
    /// What enforces it.
    pub enforced: Enforced,
}

/// What becomes of a norm.
#[derive(Debug)]
pub enum Enforced {
    /// These rules hold the town to it.
    By(&'static [Code]),
    /// The town's records cannot show it; the reason, in Chinese.
    Documented(&'static str),
}

/// A parameter of a kind of norm.
#[derive(Debug)]
pub struct Parameter {
    /// Its key.
    pub key: &'static str,
    /// Whether a norm without it makes no sense.
    pub required: bool,
    /// What it holds.
    pub shape: Shape,
    /// What it means, in Chinese.
    pub meaning: &'static str,
}

impl Kind {
    /// The kind with that name.
    pub fn find(name: &str) -> Option<&'static Kind> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// The parameter with that key.
    pub fn parameter(&self, key: &str) -> Option<&'static Parameter> {
        self.parameters.iter().find(|p| p.key == key)
    }
}

/// What is wrong with a norm of a known kind: a key that is none of its parameters, a value
/// that its parameter cannot hold, a parameter left out.
pub(in crate::check) fn faults(norm: &Norm, town: &Town) -> Vec<Fault> {
    let mut out = Vec::new();
    let Some(kind) = Kind::find(&norm.kind) else {
        return out;
    };
    let mut slips = Vec::new();
    for (key, value) in &norm.parameters {
        let Some(parameter) = kind.parameter(key) else {
            let known = kind.parameters.iter().map(|p| p.key);
            let near = nearest(key, known.clone());
            slips.extend(near);
            let help = match near {
                Some(near) => format!("是不是要写 {near}？"),
                None if kind.parameters.is_empty() => "它没有参数，删去这个键".to_owned(),
                None => format!("可以写 {}", known.collect::<Vec<_>>().join("、")),
            };
            out.push(Fault {
                place: key.place,
                message: format!("{} 没有 {} 这个参数", kind.name, quoted(key)),
                help,
            });
            continue;
        };
        out.extend(parameter.shape.faults(key, value, town));
    }
    for parameter in kind.parameters {
        // A key misspelt is reported at the slip; the right one is then not missing too.
        let absent = norm.get(parameter.key).is_none() && !slips.contains(&parameter.key);
        if parameter.required && absent {
            out.push(Fault {
                place: norm.kind.place,
                message: format!(
                    "{} 缺少 {}（{}）",
                    kind.name, parameter.key, parameter.meaning
                ),
                help: format!("补写 {}，{}", parameter.key, parameter.shape.advice()),
            });
        }
    }
    out.extend(combination(norm));
    out
}

/// Parameters that are right one by one and ask for nothing together.
fn combination(norm: &Norm) -> Option<Fault> {
    let (message, help) = match norm.kind.as_str() {
        "coverage" => match (norm.word("each")?, norm.word("needs")?) {
            ("risk", "measure") | ("measure" | "post" | "department", "risk") => return None,
            ("step", _) => return None,
            (each, needs) => (
                format!("each = \"{each}\" 时 needs 不能是 \"{needs}\""),
                "风险点要有措施，措施、岗位、站所要有风险点，环节两样都可以",
            ),
        },
        "grading-reviewer" if norm.get("posts").is_none() && norm.get("role").is_none() => (
            "grading-reviewer 没有写管哪些岗位".to_owned(),
            "写 posts 或者 role",
        ),
        "grade-by-powers" | "grade-by-list"
            if ["high", "middle", "low"]
                .iter()
                .all(|key| norm.get(key).is_none()) =>
        {
            (
                format!("{} 没有写哪一级是什么", norm.kind.value),
                "写 high、middle、low 中的几个",
            )
        }
        _ => return None,
    };
    Some(Fault {
        place: norm.kind.place,
        message,
        help: help.to_owned(),
    })
}

/// All kinds as a page of Markdown, for `docs/norms.md`.
pub fn reference() -> String {
    let mut out = String::from(
        "# norm 的种类\n\n\
         `[[regulation.norm]]` 的 `kind` 只能是下面这些，其余的键由 `kind` 决定；打 * 的必填。\
         本页由程序生成，改 `src/check/norm/kinds.rs` 后用 \
         `UPDATE_EXPECT=1 cargo test --test norms` 重写。\n",
    );
    for kind in KINDS {
        // Writing to a String cannot fail.
        let _ = write!(out, "\n## {}\n\n{}。", kind.name, kind.title);
        let _ = match kind.enforced {
            Enforced::By(codes) => {
                let codes: Vec<String> = codes
                    .iter()
                    .map(|code| format!("{code}（{}）", code.title()))
                    .collect();
                writeln!(out, "由 {} 检查。", codes.join("、"))
            }
            Enforced::Documented(reason) => writeln!(out, "只作记载：{reason}。"),
        };
        if kind.parameters.is_empty() {
            let _ = writeln!(out, "\n没有参数。");
            continue;
        }
        let _ = writeln!(out, "\n| 参数 | 写法 | 意思 |\n|---|---|---|");
        for parameter in kind.parameters {
            let star = if parameter.required { " *" } else { "" };
            let _ = writeln!(
                out,
                "| `{}`{star} | {} | {} |",
                parameter.key,
                parameter.shape.describe(),
                parameter.meaning
            );
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn kinds_are_sorted_and_their_identities_are_parameters() {
        assert!(KINDS.is_sorted_by_key(|kind| kind.name));
        for kind in KINDS {
            let keys: BTreeSet<&str> = kind.parameters.iter().map(|p| p.key).collect();
            assert_eq!(keys.len(), kind.parameters.len(), "{}", kind.name);
            for key in kind.identity.unwrap_or_default() {
                assert!(keys.contains(key), "{} {key}", kind.name);
            }
            assert!(!keys.contains("article") && !keys.contains("kind"));
        }
    }
}
