//! Template errors, told to a person who edits templates.

use crate::diagnostic::{Code, Finding};
use minijinja::{Error, ErrorKind};

/// The finding for `error`, met while compiling or rendering template `asked`.
///
/// minijinja wraps an error inside an included template into one at the place of the
/// include; the innermost error that knows its line is the one to mend.
pub(super) fn finding(asked: &str, error: &Error) -> Finding {
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
    let detail = inner.detail().map_or(String::new(), |d| format!("（{d}）"));
    let (what, help) = describe(inner.kind());
    Finding::placeless(Code::BadTemplate, format!("{place}：{what}{detail}")).help(help)
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
        _ => ("执行时出错", "对照程序自带的同名模板检查这一行"),
    }
}
