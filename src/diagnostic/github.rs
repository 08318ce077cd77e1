//! The GitHub reporter: workflow commands, which GitHub shows beside the lines of a change.

use super::code_point::visible;
use super::shown::level;
use super::{Shown, Sources};
use std::fmt::Write as _;

/// Shows findings as one command a line.
pub fn render(shown: &Shown, sources: &Sources) -> String {
    let mut out = String::new();
    for finding in &shown.findings {
        let command = match level(finding.severity) {
            "note" => "notice",
            other => other,
        };
        let mut properties = String::new();
        if let Some(place) = finding.place {
            let source = sources.get(place.source);
            let (line, column) = source.line_column(place.start);
            let (end_line, end_column) = source.line_column(place.end);
            let path = property(&sources.shown_path(place.source));
            // Writing to a string cannot fail.
            let _ = write!(properties, "file={path},line={line},endLine={end_line}");
            // GitHub takes columns only within one line, and counts the last one in.
            if line == end_line {
                let last = (end_column - 1).max(column);
                let _ = write!(properties, ",col={column},endColumn={last}");
            }
            properties.push(',');
        }
        let title = property(&format!("{} {}", finding.code, finding.code.title()));
        let mut message = finding.message.clone();
        for (label, text) in [("建议", &finding.help), ("依据", &finding.basis)] {
            if let Some(text) = text {
                let _ = write!(message, "\n{label}：{text}");
            }
        }
        let _ = writeln!(
            out,
            "::{command} {properties}title={title}::{}",
            data(&message)
        );
    }
    for note in shown.notes() {
        let _ = writeln!(out, "::notice title=lianfang::{}", data(&note));
    }
    out
}

fn data(text: &str) -> String {
    visible(text)
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Finding, Place, Source, SourceId};

    #[test]
    fn what_would_end_a_command_or_a_property_is_escaped() {
        let mut sources = Sources::below("ru,les");
        sources.push(Source::new("a:b.toml".into(), "x = 1\n".into()));
        let place = Place::new(SourceId(0), 4..5);
        let finding = Finding::warning(Code::WrongType, place, "100%\r\n::error::").help("改");
        let shown = Shown::new(&[finding], None, 2);
        assert_eq!(
            render(&shown, &sources),
            "::warning file=ru%2Cles/a%3Ab.toml,line=1,endLine=1,col=5,endColumn=5,\
             title=LF004 值的类型不对::100%25%0D%0A::error::%0A建议：改\n\
             ::notice title=lianfang::已豁免 2 项\n"
        );
    }
}
