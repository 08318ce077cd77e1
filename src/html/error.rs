//! Template errors, told to a person who edits templates.

use crate::diagnostic::{Code, Finding, Place, SourceId};
use minijinja::{Error, ErrorKind};
use std::collections::BTreeMap;

/// The unit's own templates by name: their text, and the file that findings point into.
pub type Own<'a> = BTreeMap<&'a str, (SourceId, &'a str)>;

/// The finding for `error`, met while compiling or rendering template `asked`.
///
/// minijinja wraps an error inside an included template into one at the place of the
/// include; the innermost error that knows its line is the one to mend.
pub(super) fn finding(asked: &str, error: &Error, own: &Own) -> Finding {
    let mut inner = error;
    let mut source = std::error::Error::source(error);
    while let Some(next) = source {
        if let Some(next) = next.downcast_ref::<Error>().filter(|e| e.line().is_some()) {
            inner = next;
        }
        source = next.source();
    }
    let name = inner.name().unwrap_or(asked);
    let place = match inner.line() {
        Some(line) => format!("模板 {name} 第 {line} 行"),
        None => format!("模板 {name}"),
    };
    let too_large = inner.kind() == ErrorKind::WriteFailure;
    let detail = inner.detail().filter(|_| !too_large);
    let detail = detail.map_or(String::new(), |detail| format!("（{detail}）"));
    let (what, help) = describe(inner.kind());
    let message = format!("{place}：{what}{detail}");
    at(name, inner.line().or(Some(1)), message, own).help(help)
}

/// A finding at a line of a template, where it is one of the unit's own.
fn at(name: &str, line: Option<usize>, message: String, own: &Own) -> Finding {
    let found = own.get(name).zip(line).and_then(|(&(id, text), line)| {
        let before = line.checked_sub(1)?;
        let start: usize = text.split_inclusive('\n').take(before).map(str::len).sum();
        let line = text[start..].lines().next()?;
        let blank = line.len() - line.trim_start().len();
        let end = start + line.trim_end().len();
        Some(Place::new(id, (start + blank).min(end)..end))
    });
    Finding {
        place: found,
        ..Finding::placeless(Code::BadTemplate, message)
    }
}

/// The finding for a tag that is too long to be read safely.
pub(super) fn too_deep(name: &str, line: usize, own: &Own) -> Finding {
    let message = format!("模板 {name} 第 {line} 行：标记太长，或者 elif、set 太多");
    let help = "长的算式拆成几个，多的 elif、set 改用 include 分到几个模板里";
    at(name, Some(line), message, own).help(help)
}

/// The finding for a template that minijinja gives up on without saying where.
pub(super) fn unreadable(name: &str, own: &Own) -> Finding {
    let message = format!("模板 {name}：有一处写法程序认不出，也说不出在第几行");
    let help = "撤回最近改的几行再试，或者对照程序自带的同名模板";
    at(name, Some(1), message, own).help(help)
}

/// What is wrong, and what to do.
fn describe(kind: ErrorKind) -> (&'static str, &'static str) {
    match kind {
        ErrorKind::SyntaxError | ErrorKind::BadEscape | ErrorKind::InvalidDelimiter => (
            "写法有误",
            "检查这一行的 {{ }} 和 {% %} 是否成对，for、if 是否有对应的 endfor、endif",
        ),
        ErrorKind::UndefinedError => (
            "用到了没有的值",
            "检查名字是否写错；可有可无的值先用 {% if %} 判断",
        ),
        ErrorKind::TemplateNotFound => (
            "找不到要用的模板",
            "检查 include、extends、import 后面的文件名",
        ),
        ErrorKind::UnknownFilter
        | ErrorKind::UnknownTest
        | ErrorKind::UnknownFunction
        | ErrorKind::UnknownMethod
        | ErrorKind::UnknownBlock => ("用到了没有的过滤器或函数", "检查名字是否写错"),
        ErrorKind::OutOfFuel => (
            "超过一个页面允许的运算量",
            "检查循环是否嵌套过多或者没有尽头",
        ),
        ErrorKind::WriteFailure => ("超过一个页面允许的大小", "检查重复、缩进、拼接的次数"),
        _ => ("执行时出错", "对照程序自带的同名模板检查这一行"),
    }
}
