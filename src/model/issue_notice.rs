//! The notice that a handbook is issued with (印发通知), by clause 7 of GB/T 9704.

use crate::date::Date;
use crate::diagnostic::Spanned;

/// 发文机关标志 (7.2.4).
#[derive(Debug, Clone)]
pub enum IssuingMark {
    /// As it is written: 中共…委员会文件.
    Whole(String),
    /// Of a joint document (联合行文) the names of its organs, that of the sponsor first; 文件 stands
    /// at their right.
    Joint(Vec<String>),
}

/// `[unit.notice]`: what the notice says. How it is set is up to print.toml.
#[derive(Debug, Clone)]
pub struct IssueNotice {
    /// 份号: six figures; empty where the copies are not numbered (7.2.1).
    pub copy_number: String,
    /// 密级和保密期限: 机密★1年; may be empty (7.2.2).
    pub secrecy: String,
    /// 紧急程度: 特急, 加急; may be empty (7.2.3).
    pub urgency: String,
    /// 签发人, of a document that goes upwards; may be empty (7.2.6).
    pub approved_by: String,
    /// 发文机关标志 (7.2.4).
    pub mark: IssuingMark,
    /// 发文字号: …〔2012〕15号 (7.2.5).
    pub number: Spanned<String>,
    /// 标题 (7.3.1); where it has several lines, they are its author's.
    pub title: String,
    /// 主送机关, without the colon (7.3.2).
    pub to: String,
    /// Paragraphs of the text (7.3.3).
    pub text: Vec<String>,
    /// Names of what is enclosed, without marks (7.3.4).
    pub attachments: Vec<String>,
    /// 发文机关署名, over the date; each leaves room for a seal (7.3.5.1).
    pub signers: Vec<String>,
    /// 成文日期 (7.3.5.4).
    pub date: Option<Date>,
    /// 抄送机关, without the full stop; may be empty (7.4.2).
    pub copy_to: String,
    /// 印发机关; empty where there is no 版记 (7.4.3).
    pub printed_by: String,
    /// 印发日期.
    pub printed: Option<Date>,
}
