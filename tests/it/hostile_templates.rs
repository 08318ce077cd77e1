//! Templates that ask for too much or lose part of a page, each in a run of the whole program
//! with bounds on memory and time: all end in findings, none in an abort.

#![allow(clippy::disallowed_methods)] // A bound on time wants a clock.

use crate::common::Unit;
use std::process::Command;

/// Runs `generate` on the small unit with one own template for posters.
fn posters(template: &str) -> (Option<i32>, String) {
    let unit = Unit::small();
    unit.write("templates/poster.html", template);
    // A gigabyte of addresses: the fonts in the binary, stacks and all. Half a minute on a machine
    // that does four other things; by itself it is a fraction of a second.
    let limited =
        "ulimit -v 1200000; exec timeout 30 \"$0\" generate --only posters --as-of 2013-03-31";
    let run = Command::new("bash")
        .args(["-c", limited, env!("CARGO_BIN_EXE_lianfang")])
        .current_dir(unit.path(""))
        .output()
        .expect("bash runs");
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    (run.status.code(), told)
}

fn page(body: &str) -> String {
    format!("<!DOCTYPE html>\n<html lang=\"zh\"><head><title>t</title></head><body>\n{body}\n</body></html>\n")
}

/// That a template ends in a finding at the file, and says so.
fn refused(body: &str, wanted: &str) {
    let (code, told) = posters(&page(body));
    let shown: String = body.chars().take(40).collect();
    assert_eq!(code, Some(1), "{shown}: {told:.600}");
    assert!(told.contains("LF020"), "{shown}: {told:.600}");
    assert!(
        told.contains("--> templates/poster.html:"),
        "{shown}: {told:.600}"
    );
    assert!(told.contains(wanted), "{shown}: {told:.600}");
}

#[test]
fn what_nests_too_deeply_is_refused() {
    let nested =
        |open: &str, close: &str| format!("{}x{}", open.repeat(20_000), close.repeat(20_000));
    for (open, close) in [
        ("<b>", "</b>"),
        ("<div>", "</div>"),
        ("<span><p>", ""),
        ("<table><tbody><tr><td>", ""),
        ("<svg><g>", ""),
        ("<ul><li>", ""),
    ] {
        refused(&nested(open, close), "100 层");
    }
    for chain in [
        "not ",
        "- ",
        "1 + ",
        "a.",
        "1 ** ",
        "(",
        "[",
        "{1:",
        "1 if 1 else ",
        "1 and ",
        "a|upper|",
    ] {
        let what = "标记太长";
        refused(&format!("{{{{ {}1 }}}}", chain.repeat(50_000)), what);
    }
    refused(
        &format!("{{% if 0 %}}{}{{% endif %}}", "{% elif 0 %}".repeat(50_000)),
        "elif",
    );
    refused(&"{% set a = [a] %}".repeat(50_000), "set 太多");
    refused(&nested("{% if 1 %}", "{% endif %}"), "recursion");
    refused(
        "{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}",
        "recursion",
    );
    refused(
        "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
        "recursion",
    );
    refused("{% include 'poster.html' %}", "recursion");
    refused("{% extends 'poster.html' %}", "cycle");
    refused("{% set ns = namespace(a=[]) %}", "没有的过滤器或函数");
}

#[test]
fn what_the_template_engine_panics_on_is_refused() {
    for import in ["b|upper", "()", "1 + 1"] {
        let body = format!("{{% import 'base.html' as {import} %}}");
        refused(&body, "认不出");
        let (_, told) = posters(&page(&body));
        assert!(!told.contains("panicked"), "{told}");
    }
}

#[test]
fn what_is_too_large_is_refused() {
    let x = "{% set x = 'x' * 1000000 %}";
    for body in [
        "{{ 'a'|indent(2000000000, true) }}",
        "{{ 'a'|indent(width=2000000000, first=true) }}",
        "{{ '%2000000000d'|format(1) }}",
        "{{ ([x] * 100000)|join }}",
        "{{ ([x] * 100000)|join(',') }}",
        "{{ ([x] * 100000)|join(d=',') }}",
        "{{ ([[x] * 1000] * 1000)|join }}",
        "{{ [x] * 100000 }}",
        "{{ ([x] * 100000)|tojson }}",
        "{{ [1]|tojson(indent=2000000000) }}",
        "{{ ([x] * 100000)|pprint }}",
        "{{ ([x] * 100000)|string|length }}",
        "{{ ([x] * 100000)|upper }}",
        "{{ x|replace('x', x) }}",
        "{{ [1]|batch(2000000000, 'x') }}",
        "{{ [1]|slice(2000000000) }}",
        "{{ 'x' * 100000000000 }}",
        "{% for i in range(100000) %}{{ 'x' * 20000 }}{% endfor %}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    ] {
        refused(&format!("{x}{body}"), "超过一个页面允许的");
    }
    for doubled in [
        "{% set x = x ~ x %}",
        "{% set x %}{{ x }}{{ x }}{% endset %}",
    ] {
        refused(&format!("{x}{}", doubled.repeat(40)), "超过一个页面允许的");
    }
    let many: String = (0..50_000).map(|k| format!(" a{k}")).collect();
    refused(&format!("<p{many}>x</p>"), "200 个");
}

#[test]
fn what_a_browser_would_mend_is_told_at_its_place() {
    for (body, wanted) in [
        ("<p>甲<!-- 没有完</p>", "没有写完"),
        ("<p><a href=\"x>甲</a></p>", "没有写完"),
        ("<p>甲</p></p>", "</p> 没有对应的 <p>"),
        ("<div><section>甲</div>", "<section> 没有 </section>"),
        ("<p><b>甲<i>乙</b></i></p>", "<i> 没有 </i>"),
        ("<p>甲&nosuch;乙</p>", "不是字符的名字"),
        ("<p a=1 a=2>甲</p>", "写了两次"),
    ] {
        refused(body, wanted);
    }
    let (code, told) = posters(&page("<p>\n<b>甲</p>"));
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("--> templates/poster.html:4:1"), "{told}");
}

#[test]
fn what_cannot_be_printed_is_told_at_its_place() {
    let drawing = "<div class=\"sheet\">\n<svg class=\"sheet\" width=\"9mm\" height=\"9mm\" viewBox=\"0 0 9 9\">";
    for (body, at) in [
        (
            format!("<p>甲{drawing}<rect opacity=\"0.5\"/></svg></div>"),
            "4:",
        ),
        (
            "<p>\n<svg width='9mm' height='9mm'>\n<use href='#a'/></svg></p>".to_string(),
            "5:1",
        ),
        (
            "<table><tbody><tr><td>甲</td>\n<td colspan=\"x\">乙</td></tr></tbody></table>".into(),
            "4:5",
        ),
        ("<ol type=\"a\"><li>甲</li></ol>".into(), "3:5"),
    ] {
        let (code, told) = posters(&page(&body));
        assert_eq!(code, Some(1), "{body}: {told}");
        let place = format!("--> templates/poster.html:{at}");
        assert!(
            told.contains("LF020") && told.contains(&place),
            "{body}: {told}"
        );
    }
}

#[test]
fn ordinary_templates_are_not_refused() {
    for body in [
        "{{ ['甲', '乙']|join('、') }}{{ ['甲', '乙']|join(d='、') }}{{ 'a\nb'|indent(2) }}",
        "{{ {'a': [1, 2]}|tojson(indent=2)|e }}{{ '<b>'|upper|trim|replace('B', 'C') }}",
        "<ul><li>甲<li>乙</ul><p>丙<p>丁",
    ] {
        let (code, told) = posters(&page(body));
        assert_eq!(code, Some(0), "{body}: {told}");
    }
}
