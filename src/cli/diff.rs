//! The command line of `diff`.

use super::RulesDir;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Options of `diff`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct DiffArgs {
    /// 原来的版本：git 的提交、分支、标签，或者一个文件夹；当时规则在别处的，写成 版本:目录
    #[arg(value_name = "原来的版本", help_heading = "选项")]
    pub old: String,
    /// 现在的版本，写法相同（不写时为规则目录里现在的文件）
    #[arg(value_name = "现在的版本", help_heading = "选项")]
    pub new: Option<String>,
    /// Where the rules are.
    #[command(flatten)]
    pub rules: RulesDir,
    /// 格式：text（给人看）、json（给程序用）、html、pdf（修订对照表）（不写时为 text）
    #[arg(
        long,
        value_name = "格式",
        hide_possible_values = true,
        default_value = "text",
        hide_default_value = true
    )]
    pub format: DiffFormat,
    /// 写进这个文件，不写到标准输出；原来也是这样写出的就换成新的；pdf 必须写明
    #[arg(long, value_name = "文件")]
    pub output: Option<PathBuf>,
    /// 模板所在的目录，html、pdf 才用（不写时为 templates）
    #[arg(
        long,
        value_name = "目录",
        default_value = "templates",
        hide_default_value = true
    )]
    pub templates: PathBuf,
}

/// Formats of differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// 给人看的文字
    Text,
    /// 给程序用的 JSON
    Json,
    /// 修订对照表，网页
    Html,
    /// 修订对照表，用来印
    Pdf,
}
