//! Values that options take from a closed list.

use clap::ValueEnum;

/// What `generate` makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Product {
    /// 制度汇编
    Handbook,
    /// 风险等级表
    Tables,
    /// 三上墙图
    Posters,
    /// 表单
    Forms,
    /// 一年的工作安排
    Calendar,
}

/// File formats of what `generate` makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// PDF，用来印
    Pdf,
    /// 网页，用来看
    Html,
    /// Excel 工作簿：各张表，还有可以改了再导入的底表
    Xlsx,
    /// Word 文档：汇编和各张表
    Docx,
}

/// Sizes of posters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PosterSize {
    /// 600 × 900 毫米
    #[value(name = "600x900")]
    Board,
    /// 400 × 600 毫米
    #[value(name = "400x600")]
    SmallBoard,
    /// 800 × 1200 毫米
    #[value(name = "800x1200")]
    LargeBoard,
    /// A0 纸
    #[value(name = "A0")]
    A0,
    /// A1 纸
    #[value(name = "A1")]
    A1,
    /// A2 纸
    #[value(name = "A2")]
    A2,
    /// A3 纸
    #[value(name = "A3")]
    A3,
    /// A4 纸
    #[value(name = "A4")]
    A4,
}

/// Paper of an office printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TilePaper {
    /// A3 纸
    #[value(name = "A3")]
    A3,
    /// A4 纸
    #[value(name = "A4")]
    A4,
}

/// Which side of a poster is up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Orientation {
    /// 竖幅
    Portrait,
    /// 横幅
    Landscape,
}

/// Who may see what `generate` makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Edition {
    /// 内部版
    Internal,
    /// 公开版，不含姓名和电话
    Public,
}

/// Formats of the findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// 给人看的文字，写到标准错误
    Text,
    /// 给程序用的 JSON，写到标准输出
    Json,
    /// SARIF 2.1.0，写到标准输出
    Sarif,
    /// GitHub 的工作流命令，写到标准输出
    Github,
}

/// Formats of explanations and of duties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WhyFormat {
    /// 给人看的文字
    Text,
    /// 给程序用的 JSON
    Json,
}

/// Levels that `--deny` raises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// 警告
    Warnings,
}
