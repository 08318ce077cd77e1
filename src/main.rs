//! Arguments in, exit code out.
#![forbid(unsafe_code)]
#![warn(clippy::print_stderr, clippy::print_stdout)] // They panic where a pipe is closed.

use clap::Parser;
use lianfang::check::duties::State;
use lianfang::check::{coverage, why as reasons};
use lianfang::cli::{
    CheckArgs, Cli, Command, DiffArgs, DiffFormat, ExplainArgs, ImportArgs, ReportFormat,
    SchemaArgs, StatusArgs, WhyArgs, WhyFormat,
};
use lianfang::date::Date;
use lianfang::diagnostic::code_point::visible;
use lianfang::diagnostic::group::fold;
use lianfang::diagnostic::{
    github, json, sarif, text, Code, Shown, Tally, MOST_AT_ONCE, MOST_READ,
};
use lianfang::output::fresh;
use lianfang::revision::{self, State as Revision, NOW};
use lianfang::terminal::{coloured, coloured_here, seen, tell, tell_report};
use lianfang::wanted::Wanted;
use lianfang::watch::Clock;
use lianfang::{duty, explain, fix, generate, import, schema, start, Checked};
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    match cli.command {
        Command::Generate(args) => generate::generate(&args, today()),
        Command::Form(args) => generate::form(&args, today()),
        Command::Import(args) => import(&args),
        Command::Check(args) => check(&args),
        Command::Watch(args) => lianfang::watch::watch(&args, Clock { today, time }),
        Command::Why(args) => why(&args),
        Command::Status(args) => status(&args),
        Command::Diff(args) => diff(&args),
        Command::Calendar(args) => lianfang::generate::generate(&args.into(), today()),
        Command::Explain(args) => explain(&args),
        Command::Init(args) => written(start::init::init(&args, today())),
        Command::New(args) => written(start::new::new(&args, today())),
        Command::Templates(args) => written(start::templates::run(&args)),
        Command::Schema(args) => print_schema(&args),
    }
}

fn print_schema(args: &SchemaArgs) -> ExitCode {
    if args.markdown {
        return print(&schema::markdown());
    }
    let schema = schema::schema(lianfang::read(&args.rules.path).as_ref());
    let text = format!("{schema:#}\n");
    let Some(path) = &args.output else {
        return print(&text);
    };
    // A schema is known by its first key; whatever else the file is, it is a person's.
    let is_schema = |old: &str| old.starts_with("{\n  \"$schema\"");
    match fresh::renew(path, &text, is_schema) {
        Ok(()) => print(&format!("已写进 {}\n", path.display())),
        Err(refused) => {
            tell(&format!("不能写进 {}：{refused}\n", path.display()));
            ExitCode::from(2)
        }
    }
}

fn check(args: &CheckArgs) -> ExitCode {
    let mut checked = lianfang::check(&args.rules.path, args.day.as_of, today());
    let nothing = checked.findings.iter().any(|f| f.code == Code::EmptyRules);
    if (args.coverage || args.diff) && nothing {
        // Of rules that are not there, no table and no difference can be shown.
        let shown = Shown::new(&checked.findings, args.max, checked.waived);
        tell_report(&text::render_shown(
            &shown,
            &checked.sources,
            "",
            coloured(),
        ));
        return ExitCode::from(1);
    }
    if args.coverage {
        return print(&visible(&coverage::table(&checked.unit)));
    }
    if args.diff {
        let changes = fix::plan(&checked.findings, &checked.sources);
        return print(&visible(&fix::diff(&changes, &checked.sources)));
    }
    if args.fix {
        if let Err(error) = mend(args, &mut checked) {
            tell(&format!("没有全部改成：{error}\n"));
            return ExitCode::from(2);
        }
    }
    let shown = shown(args, &checked);
    let sources = &checked.sources;
    let mut stdout = std::io::stdout();
    let written = match args.format {
        ReportFormat::Text => {
            let report = text::render_shown(&shown, sources, &checked.extent(), coloured());
            tell_report(&report);
            if args.max.is_none() && !shown.omitted.is_empty() {
                tell("全部列出：lianfang check --max 0\n");
            }
            Ok(())
        }
        ReportFormat::Json => stdout.write_all(json::render(&shown, sources).as_bytes()),
        ReportFormat::Github => stdout.write_all(github::render(&shown, sources).as_bytes()),
        ReportFormat::Sarif => {
            stdout.write_all(sarif::render(&shown, sources, explain::docs).as_bytes())
        }
    };
    if written.is_err() {
        // The reader of the pipe is gone; there is no one left to tell.
        return ExitCode::from(2);
    }
    // The process ends here: what a large unit holds need not be let go of piece by piece.
    std::mem::forget(checked);
    let failed = shown.tally.errors > 0 || (args.deny.is_some() && shown.tally.warnings > 0);
    ExitCode::from(u8::from(failed))
}

/// What the report shows: as many as asked for, and all for 0. Where nobody asks, a person at a
/// terminal has what can be read there, and a program what it takes.
fn shown(args: &CheckArgs, checked: &Checked) -> Shown {
    let (findings, waived) = (&checked.findings, checked.waived);
    let max = args.max.map(|max| if max == 0 { usize::MAX } else { max });
    if args.format != ReportFormat::Text {
        return Shown::new(findings, max, waived);
    }
    let folded = match args.unfold {
        true => findings.clone(),
        false => fold(findings, &checked.sources),
    };
    let shown = match max {
        None if seen() => Shown::in_blocks(&folded, MOST_AT_ONCE, waived),
        max => Shown::new(&folded, max.or(Some(MOST_READ)), waived),
    };
    shown.standing_for(findings)
}

/// Writes what is certain, and checks again: one fix may lay open the next.
fn mend(args: &CheckArgs, checked: &mut Checked) -> std::io::Result<()> {
    const ROUNDS: usize = 5;
    let mut mended = 0;
    for _ in 0..ROUNDS {
        let changes = fix::plan(&checked.findings, &checked.sources);
        if changes.is_empty() {
            break;
        }
        fix::write(&changes, &checked.sources, &args.rules.path)?;
        mended += changes.iter().map(|change| change.mended).sum::<usize>();
        *checked = lianfang::check(&args.rules.path, args.day.as_of, today());
    }
    tell(&format!("已改正 {mended} 处\n"));
    Ok(())
}

/// Writes what the files hold as new rules files, or shows what would be written, and tells what
/// was taken out, put right or left in doubt.
fn import(args: &ImportArgs) -> ExitCode {
    let imported = import::import(args);
    let shown = Shown::new(&imported.findings, Some(MOST_READ), 0);
    let report = text::render_shown(&shown, &imported.sources, &imported.extent(), coloured());
    if args.diff {
        tell_report(&report);
        return match print(&visible(&imported.diff(&args.rules.path))) {
            ok if ok == ExitCode::SUCCESS => ExitCode::from(u8::from(shown.tally.errors > 0)),
            gone => gone,
        };
    }
    if let Err(refused) = fresh::write(&args.rules.path, &imported.files) {
        let rules = args.rules.path.display();
        tell(&format!("不能写进 {rules}：{refused}\n"));
        return ExitCode::from(2);
    }
    tell_report(&report);
    if args.apply {
        if let Err(error) = fix::write(&imported.edits, &imported.sources, &args.rules.path) {
            tell(&format!("没有全部改成：{error}\n"));
            return ExitCode::from(2);
        }
        let cells: usize = imported.edits.first().map_or(0, |edit| edit.mended);
        tell(&format!(
            "已改 {} 个文件、{cells} 格\n",
            imported.edits.len()
        ));
    } else if !imported.edits.is_empty() {
        let told = print(&visible(&fix::diff(&imported.edits, &imported.sources)));
        tell("以上改动没有写进规则；要写，加 --apply\n");
        if told != ExitCode::SUCCESS {
            return told;
        }
    }
    tell(&imported.told(&args.rules.path));
    ExitCode::from(u8::from(shown.tally.errors > 0))
}

fn why(args: &WhyArgs) -> ExitCode {
    let explained = lianfang::why(&args.rules.path, args.day.as_of, today(), &args.asked);
    let (sources, explained) = match explained {
        Ok(explained) => explained,
        Err(unknown) => {
            tell(&unknown.told());
            return ExitCode::from(2);
        }
    };
    print(&match args.format {
        WhyFormat::Text => reasons::text::render(&explained, &sources),
        WhyFormat::Json => reasons::json::render(&explained, &sources),
    })
}

/// What is due: exit 1 where something is late.
fn status(args: &StatusArgs) -> ExitCode {
    let (checked, mut duties) =
        lianfang::duties(&args.rules.path, args.day.as_of, today(), args.year);
    let (unit, as_of) = (&checked.unit, checked.as_of);
    if checked.findings.iter().any(|f| f.code == Code::EmptyRules) {
        let shown = Shown::new(&checked.findings, None, checked.waived);
        tell_report(&text::render_shown(
            &shown,
            &checked.sources,
            "",
            coloured(),
        ));
        return ExitCode::from(1);
    }
    match Wanted::new(unit, &args.department) {
        Ok(wanted) => duties.retain(|duty| wanted.has(unit, duty.object)),
        Err(refused) => {
            tell(&refused);
            return ExitCode::from(2);
        }
    }
    let errors = Tally::of(&checked.findings).errors;
    if errors > 0 {
        tell(&format!(
            "规则里有 {errors} 个错误，见 lianfang check；下面只算读得懂的\n"
        ));
    }
    let year = args.year.unwrap_or(as_of.0.year());
    let late = duties
        .iter()
        .any(|duty| duty.state(as_of, args.days) == State::Late);
    let told = print(&match args.format {
        WhyFormat::Text => duty::text::render(
            unit,
            &duties,
            as_of,
            year,
            duty::text::Shown {
                days: args.days,
                done: args.done,
                later: args.all,
                coloured: coloured_here(),
            },
        ),
        WhyFormat::Json => {
            duty::json::render(unit, &duties, &checked.sources, (as_of, year, args.days))
        }
    });
    match told == ExitCode::SUCCESS {
        true => ExitCode::from(u8::from(late)),
        false => told,
    }
}

/// Tells what changed between two states of the rules; 2 where they could not be compared.
fn diff(args: &DiffArgs) -> ExitCode {
    let rules = &args.rules.path;
    let old = Revision::named(&args.old, rules);
    let new = match &args.new {
        Some(new) => Revision::named(new, rules),
        None => Revision::of_folder(rules, NOW),
    };
    let (old, new) = match (old, new) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => {
            for trouble in [old.err(), new.err()].into_iter().flatten() {
                tell_report(&generate::told(&trouble, coloured()));
            }
            return ExitCode::from(2);
        }
    };
    let comparison = revision::compare(&old, &new, None);
    let bytes = match args.format {
        DiffFormat::Text => visible(&revision::text::render(&comparison))
            .into_owned()
            .into_bytes(),
        DiffFormat::Json => revision::json::render(&old, &new, &comparison).into_bytes(),
        DiffFormat::Html | DiffFormat::Pdf => {
            let on_paper = args.format == DiffFormat::Pdf;
            if on_paper && args.output.is_none() {
                tell("错误：PDF 要写进文件\n  加 --output 修订对照表.pdf\n");
                return ExitCode::from(2);
            }
            let page =
                generate::changes::page((&old, &new), &comparison, &args.templates, on_paper);
            if !page.findings.is_empty() {
                tell_report(&text::render(&page.findings, &page.sources, "", coloured()));
            }
            match page.bytes {
                Some(bytes) => bytes,
                None => return ExitCode::from(2),
            }
        }
    };
    let Some(path) = &args.output else {
        let written = std::io::stdout().write_all(&bytes);
        // The reader of the pipe may be gone; there is no one left to tell.
        return ExitCode::from(if written.is_err() { 2 } else { 0 });
    };
    match fresh::renew_bytes(path, &bytes, is_own_difference) {
        Ok(()) => {
            tell(&format!("已写进 {}\n", path.display()));
            ExitCode::SUCCESS
        }
        Err(refused) => {
            tell(&format!("不能写进 {}：{refused}\n", path.display()));
            ExitCode::from(2)
        }
    }
}

/// Whether a file is one that `diff` wrote, so that the next may take its place.
fn is_own_difference(old: &[u8]) -> bool {
    let text = String::from_utf8_lossy(old);
    let last = text.lines().last().unwrap_or_default();
    let is_text = last == "没有改动" || (last.starts_with("共 ") && last.contains(" 处："));
    let marks = [
        "<pdf:Producer>lianfang ",
        "id=\"changes-title\"",
        "{\n  \"changes\": [",
    ];
    is_text || marks.iter().any(|mark| text.contains(mark))
}

fn explain(args: &ExplainArgs) -> ExitCode {
    match &args.code {
        None if args.markdown => print(&explain::markdown()),
        None => print(&explain::list()),
        Some(text) => match Code::parse(text) {
            Some(code) => print(&explain::page(code)),
            None => {
                tell(&format!(
                    "没有“{text}”这个代码，全部代码见 lianfang explain\n"
                ));
                ExitCode::from(2)
            }
        },
    }
}

/// Says what was written, or why nothing was (exit 2).
fn written(result: Result<String, String>) -> ExitCode {
    match result {
        Ok(told) => print(&visible(&told)),
        Err(reason) => {
            tell(&reason);
            ExitCode::from(2)
        }
    }
}

fn print(text: &str) -> ExitCode {
    let written = std::io::stdout().write_all(text.as_bytes());
    // The reader of the pipe may be gone; there is no one left to tell.
    ExitCode::from(if written.is_err() { 2 } else { 0 })
}

/// Shows help where it was asked for (exit 0), or what is wrong with the command line (exit 2).
fn usage(error: &clap::Error) -> ExitCode {
    match lianfang::usage::chinese(error) {
        Some(message) => tell(&message),
        // Nothing is left to do where the terminal is gone.
        None => drop(error.print()),
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// Today in China, wherever the machine stands.
fn today() -> Date {
    Date(now().date())
}

/// The time of day in China, to the second.
fn time() -> String {
    now().strftime("%H:%M:%S").to_string()
}

/// The only place that reads the clock.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the clock; everything else is handed the day"
)]
fn now() -> jiff::civil::DateTime {
    jiff::tz::Offset::constant(8).to_datetime(jiff::Timestamp::now())
}
