//! `lianfang new`: one more entity, in the file where it belongs, with what has to be filled in
//! left empty. What is in the file already stays byte for byte.

use super::context::context;
use super::near::Near;
use super::page::render;
use super::place::Entities;
use super::target::target;
use super::wanted::wanted;
use crate::build::{build, id_fault};
use crate::cli::NewArgs;
use crate::date::Date;
use crate::diagnostic::words::quoted;
use crate::load::{self, Loaded};
use crate::output::fresh::{self, Fresh};
use crate::output::is_plain;

/// Kinds that stand for one another as whoever does something, so that they share their ids.
const ACTORS: [&str; 3] = ["organ", "department", "post"];
/// How many of the findings at the new entity are told.
const MOST_TOLD: usize = 12;

/// Where it is to be added.
struct Target {
    /// Path below the rules folder.
    path: String,
    /// What the file holds; `None` where it is still to be made.
    old: Option<String>,
}

/// Adds an entity to the rules; what was written and what is left to do, for a person.
///
/// # Errors
/// Why nothing was written, for a person.
pub fn new(args: &NewArgs, today: Date) -> Result<String, String> {
    let rules = args.rules.path.as_path();
    let loaded = load::load(rules);
    readable(args, &loaded)?;
    let entities = Entities::new(&loaded);
    let (unit, _) = build(&loaded);
    let words = unit.words();
    // What is added is of the day that the rules are taken for.
    let today = unit.profile.as_of.unwrap_or(today);
    let wanted = wanted(args, &unit, &entities)?;
    if let Some(id) = &wanted.id {
        free(&wanted.kind, id, &entities, &loaded)?;
    }
    let near = Near::new(&wanted, args, &words.department, &entities)?;
    let context = context(&wanted, &near, &entities, &unit, today);
    let text =
        render(wanted.template, &context).map_err(|error| format!("样板写不出来：{error:#}\n"))?;
    let path = target(&wanted, &near, &entities);
    let old = entities
        .source(&path)
        .map(|source| loaded.sources.get(source).text.clone());
    if old.is_none() && !is_plain(&path) {
        return Err(format!("{} 不能作文件名，换一个编号\n", quoted(&path)));
    }
    let target = Target { path, old };
    let from = write(args, &target, &text)?;
    let what = [&wanted.named, wanted.id.as_deref().unwrap_or_default()].join(" ");
    let what = format!("{}{}", what.trim_end(), near.told());
    Ok(told(args, &what, &target, from, today))
}

/// Refuses rules that cannot be read as a whole: an id may be taken where nobody can see it.
fn readable(args: &NewArgs, loaded: &Loaded) -> Result<(), String> {
    if loaded.sources.iter().next().is_none() {
        return Err(format!(
            "{} 里没有规则，没有写\n  先用 lianfang init 目录 写一个样板；规则在别处的，用 --rules 指明\n",
            args.rules.path.display()
        ));
    }
    let Some(first) = loaded.findings.first() else {
        return Ok(());
    };
    let place = first.place.map_or(String::new(), |place| {
        let (line, column) = loaded.sources.get(place.source).line_column(place.start);
        format!(
            "{}:{line}:{column} ",
            loaded.sources.shown_path(place.source)
        )
    });
    Err(format!(
        "规则文件有读不出来的地方，没有写：{place}{}\n  先用 lianfang check 看，改好了再加\n",
        first.message
    ))
}

/// Refuses an id that is none, or that something has already.
fn free(kind: &str, id: &str, entities: &Entities<'_>, loaded: &Loaded) -> Result<(), String> {
    if let Some((message, help)) = id_fault(id) {
        return Err(format!("{message}\n  {help}\n"));
    }
    let is_actor = ACTORS.contains(&kind);
    let alike = if is_actor { &ACTORS[..] } else { &[kind] };
    let taken = alike.iter().find_map(|kind| entities.find(kind, id));
    let Some(taken) = taken else {
        return Ok(());
    };
    let source = loaded.sources.get(taken.place.source);
    let (line, _) = source.line_column(taken.place.start);
    let name = ["name", "title", "behaviour", "text"].map(|key| taken.text(key));
    let name = name.iter().find(|name| !name.is_empty());
    Err(format!(
        "编号 {id} 已经用过：{}:{line}{}，没有写\n  换一个编号\n",
        loaded.sources.shown_path(taken.place.source),
        name.map_or(String::new(), |name| format!("（{name}）")),
    ))
}

/// Writes the text; where it begins in the file, in bytes.
fn write(args: &NewArgs, target: &Target, text: &str) -> Result<usize, String> {
    let rules = args.rules.path.as_path();
    let shown = rules.join(&target.path);
    let refused = |refused| format!("不能写进 {}：{refused}\n", rules.display());
    let Some(old) = &target.old else {
        let path = std::iter::once(target.path.as_str());
        if !fresh::look(rules, path).map_err(refused)?.is_empty() {
            return Err(format!(
                "{} 已经有了，又没有当作规则读，没有写\n  移走它，再运行一次\n",
                shown.display()
            ));
        }
        let file = Fresh {
            path: target.path.clone(),
            text: text.to_owned(),
            is_program: false,
        };
        return fresh::write(rules, &[file]).map_err(refused).map(|()| 0);
    };
    let mut added = String::new();
    if !old.is_empty() {
        added += if old.ends_with('\n') { "\n" } else { "\n\n" };
    }
    added += text;
    if old.contains("\r\n") {
        added = added.replace('\n', "\r\n");
    }
    let whole = format!("{old}{added}");
    if whole.parse::<toml::Table>().is_err() {
        return Err(format!(
            "{} 的末尾不能再加 [[…]] 的表，没有写\n  文件里写成 名称 = [{{…}}] 的，先改成 [[…]] 的写法\n",
            shown.display()
        ));
    }
    fresh::append(rules, &target.path, old, &added).map_err(refused)?;
    Ok(old.len())
}

/// What a person is told after the writing: where it stands, and what is left to fill in.
fn told(args: &NewArgs, what: &str, target: &Target, from: usize, today: Date) -> String {
    let checked = crate::check(&args.rules.path, None, today);
    let shown = args.rules.path.join(&target.path);
    let shown = shown.display();
    let place = target.old.as_ref().map_or(String::new(), |old| {
        format!(" 第 {} 行以后", old.lines().count())
    });
    let mut out = format!("已写进 {shown}{place}：{what}\n");
    let here: Vec<String> = checked
        .findings
        .iter()
        .filter_map(|finding| {
            let place = finding.place?;
            let source = checked.sources.get(place.source);
            let is_new = source.path == target.path && place.start as usize >= from;
            let (line, _) = source.line_column(place.start);
            is_new.then(|| format!("  第 {line} 行：{}\n", finding.message))
        })
        .collect();
    if here.is_empty() {
        out += "照实际改好，用 lianfang check 核对\n";
    } else {
        out += &format!("要填、要改的 {} 处：\n", here.len());
        out += &here[..here.len().min(MOST_TOLD)].concat();
        out += "填完用 lianfang check 核对\n";
    }
    out
}
