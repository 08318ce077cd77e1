//! # 查什么
//! 条的标题说的是一种对象，下面的各项说的全是另一种：标题写内设机构，各项管的都是岗位；或者反过来。
//!
//! # 为什么
//! 读者按标题找条文，照标题理解谁要遵守；标题与内容对不上，就找错、管错。
//!
//! # 例子
//! 标题是“站所的等级”，各项是“高级岗位……”“中级岗位……”。
//!
//! # 依据
//! 条文自身前后一致；没有 norm 也检查。

use crate::build::preset;
use crate::check::{Context, Rule};
use crate::diagnostic::{Code, Finding};
use crate::model::{Article, Line};

pub(in crate::check) const RULE: Rule = Rule {
    code: Code::HeadingOffItems,
    source: include_str!("heading_off_items.rs"),
    norms: &[],
    run,
};

/// What departments are called in any unit.
const DEPARTMENTS: [&str; 2] = ["部门", "内设机构"];
/// What is said of posts only.
const POSTS: [&str; 2] = ["岗位", "任职人员"];
/// What a heading says of both, or of neither.
const BOTH: [&str; 5] = ["人员", "负责人", "干部", "职工", "单位"];

fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unit = context.unit;
    let mut departments: Vec<&str> = DEPARTMENTS.to_vec();
    departments.push(&unit.words().department);
    // Whoever copied a regulation copied its words too.
    departments.extend(preset::department_words().iter().map(String::as_str));
    let names = unit.departments.iter().map(|d| d.name.value.as_str());
    let of_departments: Vec<&str> = departments.iter().copied().chain(names).collect();
    let posts = unit.posts.iter().map(|p| p.name.value.as_str());
    let of_posts: Vec<&str> = POSTS.into_iter().chain(posts).collect();
    let says = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    for article in unit.regulations.iter().flat_map(|r| r.articles()) {
        let Some(caption) = &article.caption else {
            continue;
        };
        if says(&caption.value, &BOTH) {
            continue;
        }
        let items = items(article);
        let (of, other) = match (
            says(&caption.value, &departments),
            says(&caption.value, &POSTS),
        ) {
            (true, false) => (&of_departments, &of_posts),
            (false, true) => (&of_posts, &of_departments),
            _ => continue,
        };
        let off = |line: &&Line| says(&line.text, other) && !says(&line.text, of);
        let rest = article.lines.iter().filter(|line| line.number.is_none());
        let named_above = rest.clone().any(|line| says(&line.text, of));
        if items.len() < 2 || named_above || !items.iter().all(off) {
            continue;
        }
        let word = |words: &[&str], text: &str| {
            let found = words.iter().find(|word| text.contains(**word));
            found.map_or(String::new(), |word| (*word).to_owned())
        };
        let said = word(of, &caption.value);
        let bound = word(other, &items[0].text);
        let message = format!("标题说的是{said}，各项说的都是{bound}");
        findings.push(
            Finding::warning(RULE.code, caption.place, message)
                .help(format!("标题改为说{bound}，或者补上管{said}的内容"))
                .related(items[0].place, "第一项在这里"),
        );
    }
}

/// The numbered lines of the highest level that an article uses.
fn items(article: &Article) -> Vec<&Line> {
    let numbered = article.lines.iter().filter(|line| line.number.is_some());
    let Some(level) = numbered.clone().map(|line| line.level).min() else {
        return Vec::new();
    };
    numbered.filter(|line| line.level == level).collect()
}
