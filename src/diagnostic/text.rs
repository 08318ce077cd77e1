//! The text reporter: findings for a person at a terminal.

use super::code_point::{name as code_point, oddity};
use super::group::{blocks, Block};
use super::{Finding, Place, Severity, Shown, Sources, Tally, MOST_READ};
use std::fmt::Write as _;
use std::ops::Range;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns shown of a line that is longer than a terminal is wide.
const WIDEST_COLUMNS: usize = 120;
/// Columns kept before the span when the head of a long line is cut.
const LEAD_COLUMNS: usize = 30;
/// Columns a tab is shown as.
const TAB: &str = "    ";

/// Shows all of `findings`; see [`render_shown`].
pub fn render(findings: &[Finding], sources: &Sources, passed: &str, colour: bool) -> String {
    render_shown(
        &Shown::new(findings, Some(MOST_READ), 0),
        sources,
        passed,
        colour,
    )
}

/// Shows findings with their source lines, and last lines that count them. `passed` says
/// what was checked, for a run without errors and warnings. `colour` adds terminal colours.
pub fn render_shown(shown: &Shown, sources: &Sources, passed: &str, colour: bool) -> String {
    let mut out = String::new();
    for block in blocks(&shown.findings) {
        let finding = block.first;
        let (paint, reset) = paint(finding.severity, colour);
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{paint}{}[{}]{reset} {}：{}",
            name(finding.severity),
            finding.code,
            finding.code.title(),
            plain(&finding.message)
        );
        // All line numbers of a finding stand in one column.
        let places = finding.related.iter().map(|(place, _)| *place);
        let gutter = places
            .chain(finding.place)
            .map(|p| sources.get(p.source).line_column(p.start).0)
            .max()
            .map_or(1, |line| line.to_string().len());
        if let Some(place) = finding.place {
            excerpt(&mut out, sources, place, None, gutter, (paint, reset));
        }
        if let Some(help) = &finding.help {
            let _ = writeln!(out, "{} = 建议：{}", " ".repeat(gutter), plain(help));
        }
        if let Some(basis) = &finding.basis {
            let _ = writeln!(out, "{} = 依据：{}", " ".repeat(gutter), plain(basis));
        }
        for (place, label) in &finding.related {
            excerpt(&mut out, sources, *place, Some(label), gutter, ("", ""));
        }
        others(&mut out, &block, sources, gutter);
        out.push('\n');
    }
    for note in shown.notes() {
        let _ = writeln!(out, "{note}");
    }
    let _ = writeln!(out, "{}", summary(shown.tally, passed));
    out
}

/// The other places of the same cause, a line each, with the advice where it is another.
fn others(out: &mut String, block: &Block<'_>, sources: &Sources, gutter: usize) {
    if block.others.is_empty() {
        return;
    }
    let margin = " ".repeat(gutter);
    let _ = writeln!(out, "{margin} = 同样的还有 {} 处：", block.others.len());
    for other in &block.others {
        let at = other.place.map_or(String::new(), |place| {
            let (line, column) = sources.get(place.source).line_column(place.start);
            let path = plain(&sources.shown_path(place.source));
            format!("{path}:{line}:{column}  ")
        });
        let same = other.message == block.first.message;
        let message = if same { "" } else { other.message.as_str() };
        let help = other.help.as_deref();
        let help = help.filter(|_| other.help != block.first.help);
        let help = help.map_or(String::new(), |help| format!("（{help}）"));
        let line = format!("{at}{}{}", plain(message), plain(&help));
        let _ = writeln!(out, "{margin}   {}", line.trim_end());
    }
}

/// The last line: how many faults, or what passed.
fn summary(tally: Tally, passed: &str) -> String {
    let mut counts = Vec::new();
    for (count, what) in [
        (tally.errors, "错误"),
        (tally.warnings, "警告"),
        (tally.infos, "提示"),
    ] {
        if count > 0 {
            counts.push(format!("{count} 个{what}"));
        }
    }
    let counts = counts.join("、");
    match tally {
        Tally {
            errors: 0,
            warnings: 0,
            infos: 0,
        } => format!("检查通过：{passed}"),
        Tally {
            errors: 0,
            warnings: 0,
            ..
        } => format!("检查通过：{passed}，另有 {counts}"),
        _ => format!("共 {counts}"),
    }
}

fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Info => "提示",
    }
}

fn paint(severity: Severity, colour: bool) -> (&'static str, &'static str) {
    match (colour, severity) {
        (false, _) => ("", ""),
        (true, Severity::Error) => ("\u{1b}[1;31m", "\u{1b}[0m"),
        (true, Severity::Warning) => ("\u{1b}[1;33m", "\u{1b}[0m"),
        (true, Severity::Info) => ("\u{1b}[1;36m", "\u{1b}[0m"),
    }
}

/// The place as `path:line:column`, and its line with the span underlined. A related place
/// carries its label beside the path.
fn excerpt(
    out: &mut String,
    sources: &Sources,
    place: Place,
    label: Option<&str>,
    gutter: usize,
    (paint, reset): (&str, &str),
) {
    let source = sources.get(place.source);
    let (line, column) = source.line_column(place.start);
    let margin = " ".repeat(gutter);
    let (arrow, label) = match label {
        None => ("-->", String::new()),
        Some(label) => (":::", format!("  {}", plain(label))),
    };
    let path = plain(&sources.shown_path(place.source));
    let _ = writeln!(out, "{margin}{arrow} {path}:{line}:{column}{label}");
    if source.text.is_empty() {
        return;
    }
    let text = source.line(line);
    let head = source.line_start(line);
    let bytes =
        (place.start as usize).saturating_sub(head)..(place.end as usize).saturating_sub(head);
    let (shown, before, width) = window(text, bytes);
    let _ = writeln!(out, "{margin} |");
    let _ = writeln!(out, "{line:>gutter$} | {shown}");
    let _ = writeln!(
        out,
        "{margin} | {}{paint}{}{reset}",
        " ".repeat(before),
        "^".repeat(width.max(1))
    );
}

/// The part of a line to show around the bytes `place`, the columns before them, and the
/// columns they take.
fn window(line: &str, place: Range<usize>) -> (String, usize, usize) {
    let border =
        |at: usize| (at.min(line.len())..=line.len()).find(|&at| line.is_char_boundary(at));
    let start = border(place.start).unwrap_or(line.len());
    let end = border(place.end).unwrap_or(line.len()).max(start);
    // A line may be as long as a file: only what could be shown is looked at.
    let mut before = line[..start].char_indices().rev();
    let skipped = before.nth(LEAD_COLUMNS * 3 - 1).map_or(0, |(at, _)| at);
    let mut cells: Vec<String> = line[skipped..start].chars().map(cell).collect();
    let lead = cells.len();
    cells.extend(line[start..].chars().take(WIDEST_COLUMNS * 2).map(cell));
    let marked = line[start..end].chars().take(WIDEST_COLUMNS * 2).count();
    let (start, end) = (lead, lead + marked);
    let columns = |cells: &[String]| cells.iter().map(|c| c.width()).sum::<usize>();

    let mut from = 0;
    if columns(&cells) > WIDEST_COLUMNS && columns(&cells[..start]) > LEAD_COLUMNS * 2 {
        from = start;
        while from > 0 && columns(&cells[from..start]) < LEAD_COLUMNS {
            from -= 1;
        }
    }
    let mut to = from;
    let mut shown_columns = 0;
    while to < cells.len() && shown_columns + cells[to].width() <= WIDEST_COLUMNS {
        shown_columns += cells[to].width();
        to += 1;
    }
    let (head, tail) = (
        if from + skipped > 0 { "…" } else { "" },
        if to < cells.len() { "…" } else { "" },
    );
    let shown = format!("{head}{}{tail}", cells[from..to].concat());
    let before = head.width() + columns(&cells[from..start]);
    (
        shown,
        before,
        columns(&cells[start..end.min(to).max(start)]),
    )
}

/// A character as it is shown: tabs as spaces, and by its number what could drive the
/// terminal, or is not seen, or looks like another.
fn cell(c: char) -> String {
    match c {
        '\t' => TAB.to_owned(),
        c if c.width().is_none() || oddity(c).is_some() => format!("‹{}›", code_point(c)),
        c => c.to_string(),
    }
}

fn plain(text: &str) -> String {
    text.chars().map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Source, SourceId};

    /// The window around the characters `start..end`.
    fn window(line: &str, start: usize, end: usize) -> (String, usize, usize) {
        let byte = |at: usize| {
            line.char_indices()
                .nth(at)
                .map_or(line.len() + at, |(i, _)| i)
        };
        super::window(line, byte(start)..byte(end))
    }

    #[test]
    fn full_width_characters_take_two_columns() {
        assert_eq!(
            window("a = \"财政所\"", 4, 9),
            ("a = \"财政所\"".into(), 4, 8)
        );
        assert_eq!(window("中文 = 1", 5, 6), ("中文 = 1".into(), 7, 1));
        assert_eq!(window("中，= 1", 1, 2), ("中，= 1".into(), 2, 2));
    }

    #[test]
    fn tabs_and_control_characters_are_made_visible() {
        assert_eq!(window("\ta\u{1b}b", 1, 2), ("    a‹U+001B›b".into(), 4, 1));
        assert_eq!(window("\ta\u{1b}b", 3, 4).1, 13);
        assert_eq!(
            window("第⼋条\u{202e}", 1, 2),
            ("第‹U+2F0B›条‹U+202E›".into(), 2, 8)
        );
        assert_eq!(plain("\u{200b}\u{e0001}\n"), "‹U+200B›‹U+E0001›‹U+000A›");
    }

    #[test]
    fn a_place_at_or_after_the_end_of_a_line_still_has_a_mark() {
        assert_eq!(window("a", 1, 1), ("a".into(), 1, 0));
        assert_eq!(window("", 5, 9), (String::new(), 0, 0));
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let line = "字".repeat(500);
        let (shown, before, width) = window(&line, 250, 252);
        assert!(shown.starts_with('…') && shown.ends_with('…'));
        assert!(shown.width() <= WIDEST_COLUMNS + 2);
        assert_eq!((before, width), (1 + LEAD_COLUMNS, 4));
    }

    #[test]
    fn a_span_over_several_lines_is_marked_on_the_first() {
        let mut sources = Sources::below("./rules/");
        sources.push(Source::new("a.toml".into(), "x = [\n1,\n]\n".into()));
        let place = Place::new(SourceId(0), 4..10);
        let finding = Finding::warning(Code::WrongType, place, "某事").basis("《某办法》");
        assert_eq!(
            render(&[finding], &sources, "", false),
            "警告[LF004] 值的类型不对：某事\n --> rules/a.toml:1:5\n  |\n1 | x = [\n  |     ^\n  = 依据：《某办法》\n\n共 1 个警告\n"
        );
    }
}
