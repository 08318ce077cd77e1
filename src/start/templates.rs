//! `lianfang templates`: the built-in templates and presets, to read and to change.

use crate::build::preset::{LEDGERS, PRESETS};
use crate::cli::TemplatesArgs;
use crate::html::BUILT_IN;
use crate::load::templates::{PRINT, PRINT_NAME};
use crate::output::fresh::{self, Fresh};
use std::path::Path;

/// What each template is for.
const ABOUT: &[(&str, &str)] = &[
    (
        "print.toml",
        "印出来的样子：字体、字号、页边距、分页、上墙图的颜色",
    ),
    ("screen.css", "网页的颜色和排法"),
    ("print.css", "浏览器打印网页时的排法"),
    ("poster.css", "上墙图的网页的颜色和排法"),
    ("contact.css", "上墙图总览的网页的排法"),
    ("calendar.html", "一年的工作安排的网页"),
    ("calendar.css", "一年的工作安排的网页的排法"),
    ("calendar.js", "工作安排的挑选和月历"),
    ("calendar-sheets.html", "各家一页的工作安排"),
    ("calendar-sheets.css", "各家一页的工作安排，在网页上的排法"),
    ("years.html", "历年情况"),
    ("base.html", "各种网页共用的外框"),
    ("macros.html", "各处共用的小块：等级的标签、条文的链接等"),
    ("handbook.html", "汇编：有哪些部分、先后、固定的文字"),
    ("parts.html", "汇编的封面、前言、制度正文、各内设机构的部分"),
    ("tables.html", "各种表"),
    ("table.html", "单独一张表的网页"),
    ("changes.html", "修订对照表，给会议审议"),
    ("post-sheets.html", "岗位一览表，每个岗位一张"),
    ("index.html", "总目"),
    ("index.css", "总目的网页的排法"),
    ("post.html", "一个岗位的网页"),
    ("post.css", "岗位的网页的排法"),
    ("contact.html", "上墙图总览"),
    ("poster.html", "一张上墙图的外框"),
    ("poster/sheet.html", "上墙图的纸面：标题、页脚、二维码"),
    ("poster/parts.html", "上墙图共用的小块"),
    ("poster/list.html", "工作职责、工作制度图"),
    ("poster/flow.html", "工作流程图"),
    ("poster/grade.html", "风险等级公示图"),
    ("poster/text.html", "上墙图的文字版，给看不见图的人"),
    ("forms.html", "全部表单的目录"),
    ("forms.css", "表单的网页：和印出来的一样"),
    ("forms.js", "表单的网页上的小动作：打印、清空"),
    ("forms/page.html", "一张表单的外框"),
    (
        "forms/parts.html",
        "表单共用的小块：栏目、写字的线、可以勾的格",
    ),
    ("forms/ledger.html", "任何一种台账的表单"),
    ("forms/screening.html", "岗位和内设机构的风险排查登记表"),
    ("forms/self-check.html", "自查报告"),
    ("forms/inspection.html", "检查记录"),
    ("forms/talk.html", "谈话记录"),
    ("forms/notice.html", "预警通知书（信函格式）和整改回执"),
    ("forms/decision.html", "重大决策的风险评估报告"),
    ("forms/publicity.html", "风险等级公示"),
    ("forms/publicity-outcome.html", "公示结果"),
    ("forms/rotation.html", "轮岗建议"),
    ("search.js", "网页的查找"),
    ("search-file.js", "查找和它的内容，各网页共用的一个文件"),
    ("search-panel.js", "查找的框和找到的内容怎样列出"),
    ("search.css", "查找的样子"),
    ("early.js", "网页打开之前：读者选的颜色和字号"),
    ("display.js", "网页的“显示”：颜色、字号、快捷键"),
    ("frame.js", "各种网页共用的小动作：打开查找、标出找到的字"),
    ("poster.js", "一张上墙图的网页上的小动作"),
    ("table.js", "表格的网页：挑选、排序"),
    ("take.js", "表格的网页：复制、下载 CSV"),
    ("page.js", "网页上的小动作"),
];

/// The folder of presets below that of templates.
const PRESETS_FOLDER: &str = "presets";

/// Every template by its path below the folder, the style sheet for print first.
fn templates() -> impl Iterator<Item = (&'static str, &'static str)> {
    std::iter::once((PRINT_NAME, PRINT)).chain(BUILT_IN.iter().copied())
}

/// What there is, one line each; or, with a folder, writes it there.
///
/// # Errors
/// Why nothing was written, for a person.
pub fn run(args: &TemplatesArgs) -> Result<String, String> {
    match &args.dir {
        Some(dir) => write(dir),
        None => Ok(list()),
    }
}

fn list() -> String {
    let mut out = "单位的种类（lianfang init 目录 --unit 种类）：\n".to_owned();
    for preset in PRESETS {
        out += &format!("  {:<20}{}\n", preset.key, preset.title);
    }
    out += "模板：\n";
    for (name, about) in ABOUT {
        out += &format!("  {name:<20}{about}\n");
    }
    out += "写出来自己改，用 lianfang templates 目录\n";
    out
}

fn write(root: &Path) -> Result<String, String> {
    let shown = root.display();
    let ledgers = ("ledgers", LEDGERS);
    let fresh = |path: String, text: &str| Fresh {
        path,
        text: text.to_owned(),
        is_program: false,
    };
    let mut files: Vec<Fresh> = templates()
        .map(|(name, text)| fresh(name.to_owned(), text))
        .collect();
    files.extend(
        (PRESETS.iter().map(|preset| (preset.key, preset.text)))
            .chain([ledgers])
            .map(|(name, text)| fresh(format!("{PRESETS_FOLDER}/{name}.toml"), text)),
    );
    let refused = |refused| format!("不能写进 {shown}：{refused}\n");
    let there = fresh::look(root, files.iter().map(|file| file.path.as_str())).map_err(refused)?;
    if let Some(first) = there.first() {
        let more = match there.len() {
            1 => String::new(),
            many => format!(" 等 {many} 个文件"),
        };
        return Err(format!(
            "{shown} 里已经有 {first}{more}，没有写\n  换一个空文件夹，再把要改的几个文件拷过去\n"
        ));
    }
    fresh::write(root, &files).map_err(refused)?;
    Ok(format!(
        "已在 {shown} 写出 {} 个文件：模板、print.toml，和 {PRESETS_FOLDER}/ 下面各种单位的用语、台账\n\
         只留要改的，其余删去，程序用自带的。生成时加 --templates {shown}；文件夹叫 templates 的不用加。\n\
         {PRESETS_FOLDER}/ 是给人看的：要改哪一种用语、哪一种台账，把那一种的表抄到规则里改。\n",
        files.len()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_has_its_line() {
        let mut about: Vec<&str> = ABOUT.iter().map(|(name, _)| *name).collect();
        let mut there: Vec<&str> = templates().map(|(name, _)| name).collect();
        about.sort_unstable();
        there.sort_unstable();
        assert_eq!(about, there);
    }
}
