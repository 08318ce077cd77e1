//! Options of what goes with a year of work: what is due, the calendar, forms, the preview.

use super::{GenerateArgs, Pages, Product, RulesDir, Today, WhyFormat, Written};
use clap::Args;
use std::net::IpAddr;

/// Options of `status`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct StatusArgs {
    /// Where the rules are.
    #[command(flatten)]
    pub rules: RulesDir,
    /// 几天以内到期的算快到期（不写时为 30）
    #[arg(
        long,
        value_name = "天数",
        default_value_t = 30,
        hide_default_value = true,
        value_parser = days
    )]
    pub days: i64,
    /// 哪一年的（不写时为今年）
    #[arg(long, value_name = "年份", value_parser = year)]
    pub year: Option<i16>,
    /// 只看这个内设机构的，可以写多次
    #[arg(long, value_name = "编号")]
    pub department: Vec<String>,
    /// 办了的全部列出，不只列最近的
    #[arg(long)]
    pub done: bool,
    /// 以后的也列出
    #[arg(long)]
    pub all: bool,
    /// 格式：text（给人看）、json（给程序用），都写到标准输出（不写时为 text）
    #[arg(
        long,
        value_name = "格式",
        hide_possible_values = true,
        default_value = "text",
        hide_default_value = true
    )]
    pub format: WhyFormat,
    /// The day.
    #[command(flatten)]
    pub day: Today,
}

/// Options of `calendar`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct CalendarArgs {
    /// 哪一年的（不写时为今年）
    #[arg(long, value_name = "年份", value_parser = year)]
    pub year: Option<i16>,
    /// 只生成这个内设机构的，可以写多次
    #[arg(long, value_name = "编号")]
    pub department: Vec<String>,
    /// What the pages are made from.
    #[command(flatten)]
    pub pages: Pages,
    /// Where they go. Calendars (`.ics`) are written whatever the formats.
    #[command(flatten)]
    pub written: Written,
}

impl From<CalendarArgs> for GenerateArgs {
    fn from(args: CalendarArgs) -> Self {
        Self {
            department: args.department,
            year: args.year,
            ..Self::only(Product::Calendar, args.pages, args.written)
        }
    }
}

/// Options of `watch`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct WatchArgs {
    /// What the pages are made from.
    #[command(flatten)]
    pub pages: Pages,
    /// 用哪个端口，0 由系统挑（不写时为 4870 到 4879 中第一个空的）
    #[arg(long, value_name = "端口", value_parser = port)]
    pub port: Option<u16>,
    /// 在哪个网络地址上（不写时为 127.0.0.1，只有这台电脑能看）；写别的地址，网络里的人也能看
    #[arg(long, value_name = "地址", value_parser = address)]
    pub address: Option<IpAddr>,
    /// 页面上的问题可以点开编辑器：vscode、vscodium、idea、sublime，或者编辑器的地址，里面写 {file}、{line}、{column}
    #[arg(long, value_name = "编辑器")]
    pub editor: Option<String>,
}

/// Options of `form`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct FormArgs {
    /// 哪一种：台账的编号或者名称（self-check 自查报告），或者 grading（风险排查登记表）、grading-publicity（公示）、grading-outcome（公示结果）
    #[arg(value_name = "表单", help_heading = "选项", display_order = 1)]
    pub kind: String,
    /// 记录的编号或者日期，印出填满的；内设机构、岗位的编号，印出预先填好的；不写时，应当填它的各印一张
    #[arg(value_name = "编号", help_heading = "选项", display_order = 2)]
    pub ids: Vec<String>,
    /// What the pages are made from.
    #[command(flatten)]
    pub pages: Pages,
    /// Where they go, below `forms/`.
    #[command(flatten)]
    pub written: Written,
}

fn year(text: &str) -> Result<i16, String> {
    let year = text.parse().ok().filter(|year| (1..=9999).contains(year));
    year.filter(|_| text.len() == 4)
        .ok_or_else(|| "年份写成 2013".to_owned())
}

/// At most ten years ahead: nobody plans further, and each day may ask for something.
fn days(text: &str) -> Result<i64, String> {
    let days = text.parse().ok().filter(|days| (0..=3660).contains(days));
    days.ok_or_else(|| "天数写 0 到 3660 的数".to_owned())
}

fn port(text: &str) -> Result<u16, String> {
    text.parse()
        .map_err(|_| "端口写 0 到 65535 的数".to_owned())
}

fn address(text: &str) -> Result<IpAddr, String> {
    text.parse()
        .map_err(|_| "写数字的地址，例如 192.168.1.7；各个地址都要的，写 0.0.0.0".to_owned())
}
