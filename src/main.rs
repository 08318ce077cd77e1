//! Arguments in, exit code out.
#![forbid(unsafe_code)]

use clap::Parser;
use lianfang::cli::{CheckArgs, Cli, Command, ReportFormat};
use lianfang::date::Date;
use lianfang::diagnostic::{json, text, Tally};
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Generate(args) => lianfang::generate::generate(&args, today()),
        Command::Check(args) => check(&args),
    }
}

fn check(args: &CheckArgs) -> ExitCode {
    let checked = lianfang::check(&args.rules, args.as_of, today());
    let (findings, sources) = (&checked.findings, &checked.sources);
    let written = match args.format {
        ReportFormat::Text => {
            let mut stderr = std::io::stderr();
            let colour = stderr.is_terminal() && std::env::var_os("NO_COLOR").is_none();
            let report = text::render(findings, sources, &checked.extent(), colour);
            stderr.write_all(report.as_bytes())
        }
        ReportFormat::Json => {
            std::io::stdout().write_all(json::render(findings, sources).as_bytes())
        }
    };
    if written.is_err() {
        // The reader of the pipe is gone; there is no one left to tell.
        return ExitCode::from(2);
    }
    let tally = Tally::of(findings);
    let failed = tally.errors > 0 || (args.deny.is_some() && tally.warnings > 0);
    ExitCode::from(u8::from(failed))
}

/// Today in China, wherever the machine stands. The only place that reads the clock.
fn today() -> Date {
    let now = jiff::Timestamp::now();
    Date(jiff::tz::Offset::constant(8).to_datetime(now).date())
}
