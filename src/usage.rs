//! What a person reads when the command line is wrong: clap's reasons, in Chinese.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::fmt::Write as _;

/// The reason in Chinese, or `None` where clap's own text is wanted: help and version.
pub fn chinese(error: &clap::Error) -> Option<String> {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let argument = text(ContextKind::InvalidArg);
    let value = text(ContextKind::InvalidValue);
    let reason = match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面缺少值"),
        ErrorKind::InvalidValue => format!("{argument} 不能是 \"{value}\""),
        ErrorKind::ValueValidation => {
            let source = std::error::Error::source(error);
            let source = source.map_or(String::new(), |s| format!("：{s}"));
            format!("{argument} 不能是 \"{value}\"{source}")
        }
        ErrorKind::UnknownArgument if !argument.starts_with('-') => format!("多写了 {argument}"),
        ErrorKind::UnknownArgument => format!("没有 {argument} 这个选项"),
        ErrorKind::InvalidSubcommand => {
            format!("没有 {} 这个命令", text(ContextKind::InvalidSubcommand))
        }
        ErrorKind::ArgumentConflict => format!("{argument} 写了两次，或者不能和别的选项同用"),
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::InvalidUtf8 => "命令行里有不是 UTF-8 的文字".to_owned(),
        _ => "命令行写得不对".to_owned(),
    };
    let mut out = format!("错误：{reason}\n");
    for (kind, label) in [
        (ContextKind::SuggestedArg, "是不是要写"),
        (ContextKind::SuggestedSubcommand, "是不是要写"),
        (ContextKind::ValidValue, "可以写"),
    ] {
        let words = text(kind);
        if !words.is_empty() {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "  {label}：{words}");
        }
    }
    out.push_str("  用法见 lianfang --help\n");
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Cli;
    use clap::Parser;

    #[test]
    fn what_is_wrong_with_a_command_line_is_named() {
        for (words, wanted) in [
            (&["check", "--foo"][..], "没有 --foo 这个选项"),
            (&["check", "foo"], "多写了 foo"),
            (&["chek"], "没有 chek 这个命令"),
            (&["generate", "--format"], "后面缺少值"),
            (&["check", "--as-of", "2013-02-30"], "不能是 \"2013-02-30\""),
        ] {
            let words = std::iter::once(&"lianfang").chain(words);
            let error = Cli::try_parse_from(words).expect_err("not a command line");
            let told = chinese(&error).unwrap_or_default();
            assert!(told.contains(wanted), "{told}");
        }
    }
}
