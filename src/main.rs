//! Arguments in, exit code out.
#![forbid(unsafe_code)]

use clap::Parser;
use lianfang::cli::{CheckArgs, Cli, Command, ReportFormat};
use lianfang::date::Date;
use lianfang::diagnostic::{json, text, Tally};
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    match cli.command {
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
            #[expect(
                clippy::disallowed_methods,
                reason = "how a report is coloured is the terminal's affair (no-color.org); no output depends on it"
            )]
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

/// Shows help where it was asked for (exit 0), or what is wrong with the command line (exit 2).
fn usage(error: &clap::Error) -> ExitCode {
    match lianfang::usage::chinese(error) {
        Some(message) => eprint!("{message}"),
        // Nothing is left to do where the terminal is gone.
        None => drop(error.print()),
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// Today in China, wherever the machine stands. The only place that reads the clock.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the clock; everything else is handed the day"
)]
fn today() -> Date {
    let now = jiff::Timestamp::now();
    Date(jiff::tz::Offset::constant(8).to_datetime(now).date())
}
