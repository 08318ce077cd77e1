//! `lianfang generate`: from rules and templates to handbook, tables and posters.

use crate::cli::GenerateArgs;
use crate::date::Date;
use std::process::ExitCode;

/// Generates what `args` ask for, on the day `today`, and tells how it went.
pub fn generate(_args: &GenerateArgs, _today: Date) -> ExitCode {
    eprintln!("generate 尚未完成");
    ExitCode::from(2)
}
