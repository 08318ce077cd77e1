//! `lianfang init`: a small unit of its kind, commented, that checks clean and prints whole.

use super::page::render;
use super::terms::{said, Terms};
use crate::build::preset::{self, Preset};
use crate::cli::InitArgs;
use crate::date::Date;
use crate::load;
use crate::model::vocabulary::{RoleIs, Score, Vocabulary};
use crate::output::fresh::{self, Fresh};
use serde_json::{json, Value as Json};
use std::path::Path;

/// Declares what a kind of unit has of its own: one file for each preset.
macro_rules! own_contents {
    ($($key:literal)*) => {
        const OWN: &[(&str, &str)] = &[
            $(($key, include_str!(concat!("../../templates/init/kinds/", $key, ".toml"))),)*
        ];
    };
}

own_contents! { "township" "bureau" "hospital" "school" "enterprise" "village" }

/// Includes a file of the unit that all kinds share.
macro_rules! shared {
    ($name:literal) => {
        include_str!(concat!("../../templates/init/unit/", $name))
    };
}

/// Files that are the same in every unit, and whether each is a program.
const VERBATIM: &[(&str, &str, bool)] = &[
    (".gitignore", shared!("gitignore"), false),
    (".editorconfig", shared!("editorconfig"), false),
    (".taplo.toml", shared!("taplo.toml"), false),
    (
        ".vscode/extensions.json",
        shared!("vscode-extensions.json"),
        false,
    ),
    (
        ".vscode/settings.json",
        shared!("vscode-settings.json"),
        false,
    ),
    (".github/workflows/check.yml", shared!("check.yml"), false),
    (".githooks/pre-commit", shared!("pre-commit"), true),
];

/// The id of the regulation that is written.
const REGULATION: &str = "r1";
/// The path below the unit where rules are looked for.
const RULES: &str = "rules";
/// A name on a cover, with room to spare.
const LONGEST_NAME: usize = 40;

/// Writes a unit into the folder named; what was written and what to do next, for a person.
///
/// # Errors
/// Why nothing was written, for a person.
pub fn init(args: &InitArgs, today: Date) -> Result<String, String> {
    let root = args.dir.as_path();
    let shown = root.display();
    let preset = match &args.unit {
        Some(name) => super::kind(name)?,
        None => &preset::PRESETS[0],
    };
    if let Some(name) = &args.name {
        plain_name(name)?;
    }
    no_rules_yet(root)?;
    let files = files(preset, args.name.as_deref(), today)
        .map_err(|error| format!("样板写不出来：{error}\n"))?;
    let refused = |refused| format!("不能写进 {shown}：{refused}\n");
    let paths = files.iter().map(|file| file.path.as_str());
    let there = fresh::look(root, paths).map_err(refused)?;
    let kept: Vec<String> = there.iter().map(|&path| path.to_owned()).collect();
    // A rules file in the way would be seen above; the rest is a person's own, and stays.
    let new: Vec<Fresh> = files
        .into_iter()
        .filter(|file| !kept.contains(&file.path))
        .collect();
    fresh::write(root, &new).map_err(refused)?;
    Ok(told(args, preset, &new, &kept))
}

/// What a person is told after the writing.
fn told(args: &InitArgs, preset: &Preset, new: &[Fresh], kept: &[String]) -> String {
    let root = args.dir.as_path();
    let shown = root.display();
    let mut out = format!("已在 {shown} 写出一个小的样板（{}）：\n", preset.title);
    for file in new {
        out += &format!("  {}\n", file.path);
    }
    if !kept.is_empty() {
        out += &format!("原来就有、没有动的：{}\n", kept.join("、"));
    }
    if args.unit.is_none() {
        out += &format!(
            "没有写 --unit，用语照{}的；别的单位换一个空文件夹，加上 --unit：{}\n",
            preset.title,
            super::kinds()
        );
    }
    let folder = root.to_string_lossy();
    let step_in = match folder.as_ref() {
        "." => String::new(),
        plain if !plain.contains([' ', '\'', '"', '$', '\\', '&', '(']) => {
            format!("  cd {plain}\n")
        }
        odd => format!("  cd \"{odd}\"\n"),
    };
    let own_name = if args.name.is_some() {
        ""
    } else {
        "name 名称、"
    };
    let parts = new.iter().map(|file| file.path.as_str());
    let mut parts = parts.filter_map(|path| path.strip_prefix("rules/")?.split_once('/'));
    let folder = parts.next().map_or("departments", |(folder, _)| folder);
    out += &format!(
        "接下来：\n{step_in}  lianfang check       # 核对\n  lianfang generate    # 生成，\
         打开 output/index.html 看；上墙图在 output/posters/\n要填的：rules/unit.toml 里的{own_name}\
         code 图号的字头、phone 电话；再照着样板改 rules/{folder}/ 里的职责、岗位、风险点。写法见 README.md。\n\
         材料放在 git 里的，运行一次 git config core.hooksPath .githooks，提交以前自动核对。\n"
    );
    out
}

/// Refuses a name that would break a line of the rules or of a cover.
fn plain_name(name: &str) -> Result<(), String> {
    let fault = if name.trim().is_empty() {
        "名称是空的"
    } else if name.trim() != name {
        "名称前后有空格"
    } else if name.chars().count() > LONGEST_NAME {
        "名称太长，不超过40个字"
    } else if name.contains(|c: char| c.is_control() || "\"\\'<>《》".contains(c)) {
        "名称里不能有引号、书名号、尖括号、反斜线和看不见的字符"
    } else {
        return Ok(());
    };
    Err(format!(
        "--name 不能是 {}：{fault}\n",
        crate::diagnostic::words::quoted(name)
    ))
}

/// Refuses a folder that holds rules already.
fn no_rules_yet(root: &Path) -> Result<(), String> {
    let shown = root.display();
    if load::holds_unit(root) {
        return Err(format!(
            "{shown} 里放着规则文件（有 [unit] 的表），没有写\n  换一个空文件夹；要在原有的规则上加东西，用 lianfang new\n"
        ));
    }
    let rules = root.join(RULES);
    if !rules.is_dir() {
        return Ok(());
    }
    let loaded = load::load(&rules);
    let paths: Vec<&str> = loaded
        .sources
        .iter()
        .map(|(_, source)| source.path.as_str())
        .collect();
    let Some(first) = paths.first() else {
        return Ok(());
    };
    Err(format!(
        "{} 里已经有规则：{first}{}，没有写\n  换一个空文件夹；要在原有的规则上加东西，用 lianfang new\n",
        rules.display(),
        match paths.len() {
            1 => String::new(),
            many => format!(" 等 {many} 个文件"),
        }
    ))
}

/// Every file of the unit, its rules first.
fn files(preset: &Preset, name: Option<&str>, today: Date) -> Result<Vec<Fresh>, String> {
    let context = context(preset, name, today)?;
    let fill = |template: &str| render(template, &context).map_err(|e| format!("{e:#}"));
    let mut files = vec![
        (format!("{RULES}/unit.toml"), fill(shared!("unit.toml"))?),
        (
            format!("{RULES}/regulations/{REGULATION}.toml"),
            fill(shared!("regulation.toml"))?,
        ),
        (
            format!("{RULES}/records.toml"),
            fill(shared!("records.toml"))?,
        ),
        ("README.md".to_owned(), fill(shared!("README.md"))?),
    ];
    let departments = context["departments"].as_array().into_iter().flatten();
    for (index, department) in departments.enumerate() {
        let mut context = context.clone();
        context["department"] = department.clone();
        context["order"] = json!(index + 1);
        let posts = department["post"].as_array().into_iter().flatten();
        let accounts = posts.filter(|post| post["name"] == "会计" || post["name"] == "出纳");
        context["separated"] = json!(accounts.count() == 2);
        let of = if department["body"] == true {
            "organ"
        } else {
            "department"
        };
        context["of"] = json!(of);
        let id = department["id"].as_str().unwrap_or_default();
        let text = render(shared!("department.toml"), &context).map_err(|e| format!("{e:#}"))?;
        files.insert(index + 1, (format!("{RULES}/{of}s/{id}.toml"), text));
    }
    let plain = files.into_iter().map(|(path, text)| Fresh {
        path,
        text,
        is_program: false,
    });
    let verbatim = VERBATIM.iter().map(|(path, text, is_program)| Fresh {
        path: (*path).to_owned(),
        text: (*text).to_owned(),
        is_program: *is_program,
    });
    Ok(plain.chain(verbatim).collect())
}

/// What the templates of the unit see: its vocabulary, its own contents, and the day.
fn context(preset: &Preset, name: Option<&str>, today: Date) -> Result<Json, String> {
    let vocabulary = preset::vocabulary(preset.key);
    let own = own(preset.key, name)?;
    let mut context = json!(Terms::new(&vocabulary));
    let articles = Articles::new(&vocabulary);
    let mut departments = own["department"].clone();
    for department in departments.as_array_mut().into_iter().flatten() {
        let is_body = department.get("body").is_some();
        department["body"] = json!(is_body);
        let grade = department["class"]["grade"].as_str().unwrap_or_default();
        let name = vocabulary.grade(grade).map_or("", |grade| grade.chinese());
        department["class"]["grade_name"] = json!(said(name));
    }
    let organs = own["organ"].as_array().cloned().unwrap_or_default();
    let organ = |test: &dyn Fn(&Json) -> bool| organs.iter().find(|o| test(o)).cloned();
    let leader = vocabulary
        .roles
        .iter()
        .find(|role| role.entry().is == Some(RoleIs::Leader));
    let minor = own.get("minor-powers").cloned().unwrap_or(json!([]));
    let is_minor = |id: &str| {
        minor
            .as_array()
            .is_some_and(|ids| ids.iter().any(|i| i == id))
    };
    let powers = |wanted: bool| -> Vec<Json> {
        let powers = vocabulary.powers.iter();
        powers
            .filter(|power| is_minor(power.key()) == wanted)
            .map(|power| json!({ "id": power.key(), "name": power.chinese() }))
            .collect()
    };
    let ids = |list: &[Json]| -> Vec<Json> { list.iter().map(|p| p["id"].clone()).collect() };
    let (main_powers, minor_powers) = (powers(false), powers(true));
    let title = own["title"].as_str().unwrap_or_default();
    // A village has bodies and no departments: then norms are about posts.
    let bodies = departments.as_array().into_iter().flatten();
    let bodies = bodies
        .into_iter()
        .all(|department| department["body"] == true);
    let department = vocabulary.words.department.as_str();
    let parts = if bodies { "机构" } else { department };
    let more = json!({
        "kind": preset.key,
        "kind_title": preset.title,
        "year": today.0.year(),
        "today": today.to_string(),
        "today_chinese": today.chinese(),
        "regulation": REGULATION,
        "regulation_file": format!("regulations/{REGULATION}.toml "),
        "risk_article": articles.risk,
        "measure_article": articles.risk + 1,
        "apart_article": articles.risk + 2,
        "last_article": articles.last,
        "risk_article_chinese": crate::model::number::chinese_number(articles.risk),
        "measure_article_chinese": crate::model::number::chinese_number(articles.risk + 1),
        "book": if title.contains("汇编") { "汇编" } else { "手册" },
        "theme": own.get("theme").cloned()
            .unwrap_or_else(|| json!(vocabulary.themes.first().map(|theme| theme.key()))),
        "themes": vocabulary.themes.iter()
            .map(|theme| format!("{} {}", theme.key(), theme.chinese())).collect::<Vec<_>>(),
        "classes": departments.as_array().into_iter().flatten()
            .map(|department| department["class"].clone()).collect::<Vec<_>>(),
        "departments": departments,
        "organs": organs,
        "bodies": bodies,
        "folder": if bodies { "organs" } else { "departments" },
        "parts": parts,
        "graded": if bodies { "岗位".to_owned() } else { format!("{department}和岗位") },
        "searching": if bodies { "岗位" } else { department },
        "leaders": own.get("leader").cloned().unwrap_or(json!([])),
        "leadership": organ(&|o| o["kind"] == "leadership").map(|o| o["id"].clone()),
        "group": organ(&|o| o["id"] == "ldxz"),
        "leader_role": leader.map(|role| role.key()),
        "score": match vocabulary.score {
            Some(Score::Product) => "相乘",
            Some(Score::Table) => "查表",
            _ => "相加",
        },
        "thresholds": thresholds(&vocabulary, &own),
        "main_power_ids": ids(&main_powers),
        "minor_power_ids": ids(&minor_powers),
        "main_powers": main_powers,
        "minor_powers": minor_powers,
        "unit": own,
    });
    if let (Some(context), Json::Object(more)) = (context.as_object_mut(), more) {
        context.extend(more);
    }
    Ok(context)
}

/// Where the articles stand that depend on whether the kind has scores and warning levels.
struct Articles {
    risk: u16,
    last: u16,
}

impl Articles {
    fn new(vocabulary: &Vocabulary) -> Self {
        let risk = 5 + u16::from(!vocabulary.factors.is_empty());
        Self {
            risk,
            last: risk + 5 + u16::from(!vocabulary.levels.is_empty()),
        }
    }
}

/// From which score on a risk has which grade, the gravest first.
fn thresholds(vocabulary: &Vocabulary, own: &Json) -> Vec<Json> {
    let grades = vocabulary.grades.iter();
    grades
        .filter_map(|grade| {
            let score = own.get("score-from")?.get(grade.key())?;
            Some(json!({ "id": grade.key(), "name": said(grade.chinese()), "score": score }))
        })
        .collect()
}

/// What a kind of unit has of its own, with its name put in.
fn own(key: &str, name: Option<&str>) -> Result<Json, String> {
    let text = OWN.iter().find(|(own, _)| *own == key);
    let (_, text) = text.ok_or_else(|| format!("没有 {key} 的内容"))?;
    let usual: toml::Table = text.parse().map_err(|e| format!("{e}"))?;
    let usual = usual.get("name").and_then(toml::Value::as_str);
    let name = name.or(usual).unwrap_or_default();
    let text = render(text, &json!({ "name": name })).map_err(|e| format!("{e:#}"))?;
    let table: toml::Table = text.parse().map_err(|e| format!("{e}"))?;
    let mut own = json!(table);
    own["name"] = json!(name);
    Ok(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_has_contents_of_its_own() {
        let own: Vec<&str> = OWN.iter().map(|(key, _)| *key).collect();
        let presets: Vec<&str> = preset::PRESETS.iter().map(|preset| preset.key).collect();
        assert_eq!(own, presets);
    }
}
