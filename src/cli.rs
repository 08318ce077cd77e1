//! The command line: types only, no behaviour.

mod diff;
mod values;
mod year;

pub use diff::{DiffArgs, DiffFormat};
pub use values::{
    Deny, Edition, Orientation, OutputFormat, PosterSize, Product, ReportFormat, TilePaper,
    WhyFormat,
};
pub use year::{CalendarArgs, FormArgs, StatusArgs, WatchArgs};

use crate::date::Date;
use clap::{ArgAction, Args, Parser, Subcommand};
use std::path::PathBuf;

/// clap's own words are English; what a person reads here is Chinese.
const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}\n";

/// 把单位风险防控的规则文件核对一遍，生成汇编、风险等级表和三上墙图。
#[derive(Debug, Parser)]
#[command(
    name = "lianfang",
    version,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    subcommand_help_heading = "命令",
    next_help_heading = "选项",
    help_template = TEMPLATE,
    override_usage = "lianfang <命令> [选项]"
)]
pub struct Cli {
    /// 显示用法
    #[arg(short, long, global = true, action = ArgAction::HelpShort)]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 在一个文件夹里写出小的样板，从这里开始
    #[command(help_template = TEMPLATE, override_usage = "lianfang init <目录> [选项]")]
    Init(InitArgs),
    /// 在规则里加一个内设机构、岗位、风险点、措施、流程、制度或者一条记录
    #[command(
        help_template = TEMPLATE,
        override_usage = "lianfang new <种类> <编号> [选项]\n      lianfang new record <记录的种类> [编号] [选项]"
    )]
    New(NewArgs),
    /// 把 Word、文本文件里的制度写成规则文件，只写新文件
    #[command(help_template = TEMPLATE, override_usage = "lianfang import <文件>… [选项]")]
    Import(ImportArgs),
    /// 核对规则，生成汇编、表和上墙图（PDF 和网页）
    #[command(help_template = TEMPLATE, override_usage = "lianfang generate [选项]")]
    Generate(GenerateArgs),
    /// 印一种表单：空白的照规则预先填好，有记录的照记录填满
    #[command(
        help_template = TEMPLATE,
        override_usage = "lianfang form <表单> [编号]… [选项]"
    )]
    Form(FormArgs),
    /// 按单位自己的制度核对规则，报告全部问题
    #[command(help_template = TEMPLATE, override_usage = "lianfang check [选项]")]
    Check(CheckArgs),
    /// 边改边看：在浏览器里看页面和问题，文件一存就换成新的
    #[command(help_template = TEMPLATE, override_usage = "lianfang watch [选项]")]
    Watch(WatchArgs),
    /// 逐步说明一个等级、一个预警级别、一项该做的事或者一个问题是怎样来的
    #[command(help_template = TEMPLATE, override_usage = "lianfang why <编号> [选项]")]
    Why(WhyArgs),
    /// 列出今年要办的事：哪些逾期、哪些快到期、哪些办了；有逾期的以 1 退出
    #[command(help_template = TEMPLATE, override_usage = "lianfang status [选项]")]
    Status(StatusArgs),
    /// 对照两个版本的规则，逐处列出改了什么；可以印成修订对照表
    #[command(
        help_template = TEMPLATE,
        override_usage = "lianfang diff <原来的版本> [现在的版本] [选项]"
    )]
    Diff(DiffArgs),
    /// 生成一年的工作安排：网页、上墙的一张、各家的一页，还有日历文件（.ics）
    #[command(help_template = TEMPLATE, override_usage = "lianfang calendar [选项]")]
    Calendar(CalendarArgs),
    /// 说明一个代码；不写代码时列出全部代码
    #[command(help_template = TEMPLATE, override_usage = "lianfang explain [代码]")]
    Explain(ExplainArgs),
    /// 列出自带的模板和各种单位的用语；写目录的，写到那里供修改
    #[command(help_template = TEMPLATE, override_usage = "lianfang templates [目录]")]
    Templates(TemplatesArgs),
    /// 写出规则的 JSON Schema，编辑器据此补全和检查；没有规则的，写出各单位通用的
    #[command(help_template = TEMPLATE, override_usage = "lianfang schema [选项]")]
    Schema(SchemaArgs),
}

/// Which day it is.
#[derive(Debug, Clone, Args)]
pub struct Today {
    /// 把这一天当作今天，写成 2013-03-31
    #[arg(long, value_name = "日期", value_parser = date)]
    pub as_of: Option<Date>,
}

/// Where the rules are.
#[derive(Debug, Clone, Args)]
pub struct RulesDir {
    /// 规则所在的目录（不写时为 rules）
    #[arg(
        long = "rules",
        value_name = "目录",
        default_value = "rules",
        hide_default_value = true
    )]
    pub path: PathBuf,
}

/// Options of `schema`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct SchemaArgs {
    /// Where the rules are.
    #[command(flatten)]
    pub rules: RulesDir,
    /// 写进这个文件（UTF-8），不写到标准输出；原来也是这样写出的就换成新的
    #[arg(long, value_name = "文件")]
    pub output: Option<PathBuf>,
    /// 写出规则格式的文档，不写 JSON Schema
    #[arg(long, hide = true)]
    pub markdown: bool,
}

/// What pages are made from, and for whom.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "选项")]
pub struct Pages {
    /// Where the rules are.
    #[command(flatten)]
    pub rules: RulesDir,
    /// 模板所在的目录（不写时为 templates）
    #[arg(
        long,
        value_name = "目录",
        default_value = "templates",
        hide_default_value = true
    )]
    pub templates: PathBuf,
    /// internal（内部版），或者 public（公开版，不含姓名和电话）（不写时为 internal）
    #[arg(
        long,
        value_name = "版本",
        hide_possible_values = true,
        default_value = "internal",
        hide_default_value = true
    )]
    pub edition: Edition,
    /// The day.
    #[command(flatten)]
    pub day: Today,
}

/// Which files are written, and where.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "选项")]
pub struct Written {
    /// 生成的文件放在哪个目录（不写时为 output）
    #[arg(
        long,
        value_name = "目录",
        default_value = "output",
        hide_default_value = true
    )]
    pub output: PathBuf,
    /// 生成哪些格式：pdf、html、xlsx（各张表和底表）、docx（各种文书和表），用逗号隔开（不写时为 pdf,html）
    #[arg(
        long,
        hide_default_value = true,
        value_name = "格式",
        hide_possible_values = true,
        value_delimiter = ',',
        default_value = "pdf,html"
    )]
    pub format: Vec<OutputFormat>,
    /// 有错误也生成，每页印上“草稿”
    #[arg(long)]
    pub draft: bool,
}

/// Options of `generate`.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "选项")]
pub struct GenerateArgs {
    /// What the pages are made from.
    #[command(flatten)]
    pub pages: Pages,
    /// Where they go.
    #[command(flatten)]
    pub written: Written,
    /// 只生成哪些：handbook（汇编）、tables（等级表）、posters（上墙图）、calendar（工作安排）、forms（表单，不写这一项时不生成），用逗号隔开
    #[arg(
        long,
        value_name = "种类",
        hide_possible_values = true,
        value_delimiter = ','
    )]
    pub only: Vec<Product>,
    /// 只生成这个内设机构的上墙图，可以写多次
    #[arg(long, value_name = "编号")]
    pub department: Vec<String>,
    /// 上墙图多大：600x900、400x600、800x1200（毫米）或者 A0 到 A4（不写时照规则里的 [unit.posters]）
    #[arg(
        long,
        value_name = "尺寸",
        hide_possible_values = true,
        ignore_case = true
    )]
    pub size: Option<PosterSize>,
    /// 上墙图竖放还是横放：portrait（竖幅）、landscape（横幅）（不写时照规则）
    #[arg(long, value_name = "方向", hide_possible_values = true)]
    pub orientation: Option<Orientation>,
    /// 上墙图交打印店：四边加 3 毫米出血和裁切标记，A3、A4 也满版印色带
    #[arg(long)]
    pub print_shop: bool,
    /// 上墙图另外裁成 A3 或者 A4 的小张，用自己的打印机打了拼贴
    #[arg(
        long,
        value_name = "纸",
        hide_possible_values = true,
        ignore_case = true
    )]
    pub tile: Option<TilePaper>,
    /// 汇编最后加一个附录：从这个版本（git 的提交、分支、标签，或者一个文件夹）到现在改了什么
    #[arg(long, value_name = "版本")]
    pub since: Option<String>,
    /// The year of the calendar, where it is not that of today: `calendar` asks for it.
    #[arg(skip)]
    pub year: Option<i16>,
}

impl GenerateArgs {
    /// Those of a command that makes one product only.
    pub fn only(product: Product, pages: Pages, written: Written) -> Self {
        Self {
            only: vec![product],
            ..Self::all(pages, written)
        }
    }

    /// Those of a command that makes everything.
    pub fn all(pages: Pages, written: Written) -> Self {
        Self {
            pages,
            written,
            only: Vec::new(),
            department: Vec::new(),
            size: None,
            orientation: None,
            print_shop: false,
            tile: None,
            since: None,
            year: None,
        }
    }
}

/// Options of `check`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct CheckArgs {
    /// Where the rules are.
    #[command(flatten)]
    pub rules: RulesDir,
    /// 报告的格式：text（给人看）、json（给程序用）、sarif、github（不写时为 text）
    #[arg(
        long,
        value_name = "格式",
        hide_possible_values = true,
        default_value = "text",
        hide_default_value = true
    )]
    pub format: ReportFormat,
    /// The day.
    #[command(flatten)]
    pub day: Today,
    /// 写 warnings：有警告也以 1 退出
    #[arg(long, value_name = "级别", hide_possible_values = true)]
    pub deny: Option<Deny>,
    /// 最多列出多少个，其余只计数，0 为全部（不写时终端上列 30 处原因，别处给人看的列 1000 个，给程序用的列 10000 个）
    #[arg(long, value_name = "个数")]
    pub max: Option<usize>,
    /// 把有把握的改正写进规则文件
    #[arg(long)]
    pub fix: bool,
    /// 只显示 --fix 会怎样改，不写文件
    #[arg(long)]
    pub diff: bool,
    /// 逐处列出：同一文件里 --fix 一次能改好的同类问题不合成一个
    #[arg(long)]
    pub unfold: bool,
    /// 列出每一条由哪些检查执行
    #[arg(long)]
    pub coverage: bool,
}

/// Options of `why`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct WhyArgs {
    /// 内设机构、岗位、风险点、措施、流程、记录等的编号或者名称，或者问题的代码（LF107）；编号和代码同写的，只说它的这种问题
    #[arg(value_name = "编号", help_heading = "选项", required = true)]
    pub asked: Vec<String>,
    /// Where the rules are.
    #[command(flatten)]
    pub rules: RulesDir,
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

/// Options of `explain`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct ExplainArgs {
    /// 代码或者名字：LF107、conflicting-norms
    #[arg(value_name = "代码", help_heading = "选项")]
    pub code: Option<String>,
    /// 输出 docs/rules.md 的内容
    #[arg(long, conflicts_with = "code")]
    pub markdown: bool,
}

/// Options of `init`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct InitArgs {
    /// 写在哪个文件夹；没有就新建
    #[arg(value_name = "目录", help_heading = "选项")]
    pub dir: PathBuf,
    /// 哪一种单位，编号见 lianfang templates（不写时为 township）
    #[arg(long, value_name = "种类")]
    pub unit: Option<String>,
    /// 单位的名称，印在封面和上墙图上（不写时用“××”代替）
    #[arg(long, value_name = "名称")]
    pub name: Option<String>,
}

/// Options of `new`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct NewArgs {
    /// department（内设机构）、organ（机构）、post（岗位）、risk（风险点）、measure（措施）、workflow（流程）、authority（职权事项）、regulation（制度）、record（记录）；也可以写中文
    #[arg(value_name = "种类", help_heading = "选项", display_order = 1)]
    pub kind: String,
    /// 编号：小写字母、数字和连字符，字母开头；加记录时写记录的种类，例如 self-check
    #[arg(value_name = "编号", help_heading = "选项", display_order = 2)]
    pub id: String,
    /// 记录的编号（有编号的记录才写；不写时程序接着编）
    #[arg(value_name = "记录的编号", help_heading = "选项", display_order = 3)]
    pub record_id: Option<String>,
    /// 归哪个内设机构或者机构；编号以它的编号和连字符开头的不用写
    #[arg(long, value_name = "编号")]
    pub department: Option<String>,
    /// 风险点、措施归哪个类别；编号以它的编号和连字符开头的不用写
    #[arg(long, value_name = "编号")]
    pub class: Option<String>,
    /// Where the rules are.
    #[command(flatten)]
    pub rules: RulesDir,
}

/// Options of `import`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct ImportArgs {
    /// 要导入的文件：Word 文档（.docx）、Excel 工作簿（.xlsx）、CSV、文本文件，从 PDF 和网页上复制的文字也可以；可以写几个
    #[arg(value_name = "文件", help_heading = "选项", required = true)]
    pub files: Vec<PathBuf>,
    /// Where the rules are.
    #[command(flatten)]
    pub rules: RulesDir,
    /// 只显示会写出的文件和改动，不写
    #[arg(long, conflicts_with = "apply")]
    pub diff: bool,
    /// 导入的是改过的底表（registers.xlsx）时，把改动写进规则；不写它的，只显示改动
    #[arg(long)]
    pub apply: bool,
    /// 表头的叫法特别时，每一列是什么，写在这个 TOML 文件里："风险点描述" = "risk.behaviour"
    #[arg(long, value_name = "文件")]
    pub map: Option<PathBuf>,
}

/// Options of `templates`.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub struct TemplatesArgs {
    /// 写到哪个文件夹；不写时只列出
    #[arg(value_name = "目录", help_heading = "选项")]
    pub dir: Option<PathBuf>,
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "日期写成 2013-03-31".to_owned())
}
