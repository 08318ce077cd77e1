//! Hostile input: rules, norms, templates, pages with their style sheet, and fonts, changed at
//! random. None may panic, run long or take much memory; all faults are findings.
//!
//! Each run tries a few hundred inputs a target, drawn from a fixed seed; CI tries more
//! (`LIANFANG_TESTS=all`), and `LIANFANG_HOSTILE=200000` as many as one wants, others with each
//! `LIANFANG_HOSTILE_SEED`. What once went wrong is kept in `tests/hostile/<target>/` and tried
//! first. docs/mutants.md tells how a million inputs fared.
#![allow(clippy::disallowed_methods)] // Settings of the tests; a guard against hanging.

use lianfang::date::Date;
use lianfang::diagnostic::{text, Sources};
use lianfang::html::Templates;
use lianfang::text::Fonts;
use lianfang::typeset::{self, Stylesheet};
use peak_alloc::PeakAlloc;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// One target at a time, so that memory is that of one input.
static ALONE: Mutex<()> = Mutex::new(());

/// What one input may take. Without optimisation our own code is some ten times as slow.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 15 } else { 1 });
const LARGEST_MB: f32 = 500.0;
/// So many inputs that go wrong show what is wrong.
const MOST_FAULTS: usize = 20;
/// Inputs are below this.
const LARGEST_INPUT: usize = 1 << 20;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// xorshift64*: the same inputs on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    fn of<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }
}

const NUMBERS: [&str; 12] = [
    "0",
    "-1",
    "1e308",
    "nan",
    "inf",
    "-inf",
    "65536",
    "4294967296",
    "9223372036854775807",
    "-9223372036854775808",
    "0.0000001",
    "99999999999999999999",
];

/// Changes `bytes` in one to four ways.
fn mutate(random: &mut Random, bytes: &[u8], words: &[&str]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=random.below(4) {
        let from = random.below(out.len() + 1);
        let longest = 1 << random.below(12);
        let to = (from + random.below(1 + longest)).min(out.len());
        match random.below(10) {
            0 => drop(out.drain(from..to)),
            1 => {
                let part = out[from..to].to_vec();
                out.splice(to..to, part);
            }
            2 | 3 => drop(out.splice(from..from, random.of(words).bytes())),
            4 => drop(out.splice(from..to, random.of(words).bytes())),
            5 => {
                let many = 1 << random.below(15);
                let nest = random.of(words).repeat(many);
                if out.len() + nest.len() < LARGEST_INPUT {
                    out.splice(from..from, nest.bytes());
                }
            }
            6 => out.truncate(from),
            7 if from < out.len() => out[from] = random.next() as u8,
            8 => {
                // A number in place of a number.
                let digit = out[from..].iter().position(u8::is_ascii_digit);
                if let Some(at) = digit.map(|at| at + from) {
                    let end = out[at..].iter().position(|b| !b.is_ascii_digit());
                    let end = end.map_or(out.len(), |end| at + end);
                    out.splice(at..end, random.of(&NUMBERS).bytes());
                }
            }
            _ => {
                // Two lines change places.
                let mut lines: Vec<&[u8]> = out.split(|b| *b == b'\n').collect();
                let (a, b) = (random.below(lines.len()), random.below(lines.len()));
                lines.swap(a, b);
                out = lines.join(&b'\n');
            }
        }
    }
    out.truncate(LARGEST_INPUT);
    out
}

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn rounds(everyday: usize) -> usize {
    let all = std::env::var("LIANFANG_TESTS").is_ok_and(|tests| tests == "all");
    let rounds = everyday * if all { 3 } else { 1 };
    setting("LIANFANG_HOSTILE").map_or(rounds, |wanted| wanted as usize)
}

/// The processor time this process has taken, which other work on the machine does not lengthen;
/// to the hundredth of a second. `None` where the system does not tell it in `/proc`.
fn processor_time() -> Option<Duration> {
    let told = fs::read_to_string("/proc/self/stat").ok()?;
    // Behind the program's name, which may hold blanks, fields 14 and 15 are user and system time.
    let fields: Vec<&str> = told.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |field: usize| fields.get(field - 3)?.parse::<u64>().ok();
    Some(Duration::from_millis(10 * (ticks(14)? + ticks(15)?)))
}

/// Tries what once went wrong, then `rounds` changed seeds; tells of all that go wrong at the end.
fn try_all(target: &str, seeds: &[Vec<u8>], words: &[&str], everyday: usize, run: impl Fn(&[u8])) {
    try_made(target, Vec::new(), seeds, words, everyday, run);
}

/// The same, after inputs that are made for it.
fn try_made(
    target: &str,
    made: Vec<Vec<u8>>,
    seeds: &[Vec<u8>],
    words: &[&str],
    everyday: usize,
    run: impl Fn(&[u8]),
) {
    let alone = ALONE
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner());
    let kept = root().join("tests/hostile").join(target);
    let seed = setting("LIANFANG_HOSTILE_SEED").unwrap_or_default();
    let mut random = Random(0x9E37_79B9_7F4A_7C15 ^ target.len() as u64 ^ seed << 8);
    let old: Vec<PathBuf> = fs::read_dir(&kept)
        .map(|entries| entries.map(|entry| entry.expect("entry").path()).collect())
        .unwrap_or_default();
    let old = old.iter().map(|path| fs::read(path).expect("an input"));
    let old = old.chain(made);
    let new = (0..rounds(everyday)).map(|_| {
        let seed = random.below(seeds.len());
        mutate(&mut random, &seeds[seed], words)
    });
    // On disk before it is tried: an input that ends the process is there to be found.
    let here = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("hostile-{target}-{seed}"));
    let (begun, mut tried, mut faults) = (Instant::now(), 0, Vec::new());
    let (mut longest, mut largest) = (Duration::ZERO, 0_f32);
    // The slowest is kept too: whether it is slow shows in an optimised build only.
    let slowest = here.with_extension("slowest");
    for (n, input) in old.chain(new).enumerate() {
        fs::write(&here, &input).expect("writes");
        MEMORY.reset_peak_usage();
        let memory = MEMORY.current_usage_as_mb();
        let clock = || processor_time().unwrap_or_else(|| begun.elapsed());
        let before = clock();
        let ended = catch_unwind(AssertUnwindSafe(|| run(&input)));
        let (took, peak) = (clock() - before, MEMORY.peak_usage_as_mb() - memory);
        if took > longest {
            fs::copy(&here, &slowest).expect("copies");
        }
        (longest, largest) = (longest.max(took), largest.max(peak));
        tried = n + 1;
        let fault = match ended {
            Err(_) => "panics".to_owned(),
            Ok(()) if took > LONGEST => format!("takes {took:?}"),
            Ok(()) if peak > LARGEST_MB => format!("takes {peak} MB"),
            Ok(()) => continue,
        };
        let kept = here.with_extension(n.to_string());
        fs::copy(&here, &kept).expect("copies");
        faults.push(format!("input {n} {fault}; it is {}", kept.display()));
        eprintln!("{target}: {}", faults[faults.len() - 1]);
        if faults.len() == MOST_FAULTS {
            break;
        }
    }
    eprintln!(
        "{target}: {tried} inputs of seed {seed} in {:?}; at most {longest:?} and {largest} MB",
        begun.elapsed()
    );
    drop(alone);
    assert!(faults.is_empty(), "{target}: {}", faults.join("\n"));
}

fn toml_files(folder: &str) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(root().join(folder))
        .expect("folder")
        .map(|entry| entry.expect("entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read(path).expect("rules"))
        .collect()
}

/// Checks rules that consist of a small unit and `input`.
fn check(folder: &Path, input: &[u8]) {
    fs::write(folder.join("input.toml"), input).expect("writes");
    let today = Date::new(2013, 3, 31).expect("a day");
    let checked = lianfang::check(folder, None, today);
    text::render(&checked.findings, &checked.sources, "", false);
}

const TOML_WORDS: [&str; 24] = [
    "[[risk]]\n",
    "[[post]]\n",
    "[[regulation.norm]]\n",
    "[unit]\n",
    "id = \"czs\"\n",
    "\"",
    "'''",
    "\"\"\"",
    "[",
    "]",
    "{",
    "}",
    "=",
    ".",
    ",",
    "\\u202e",
    "\u{feff}",
    "\u{2f00}",
    "＝",
    "“",
    "（一）",
    "第九条",
    "2013-02-30",
    "1e999",
];

#[test]
fn rules() {
    let folder = tempfile::tempdir().expect("temp");
    let seeds = [
        toml_files("tests/towns/small"),
        toml_files("rules/departments"),
    ]
    .concat();
    try_all("rules", &seeds, &TOML_WORDS, 300, |input| {
        check(folder.path(), input)
    });
}

#[test]
fn norms() {
    let folder = tempfile::tempdir().expect("temp");
    for (n, file) in toml_files("tests/towns/small").iter().enumerate() {
        fs::write(folder.path().join(format!("{n}.toml")), file).expect("writes");
    }
    let seeds = [toml_files("rules/regulations"), toml_files("rules/records")].concat();
    let words = [
        &TOML_WORDS[..],
        &[
            "kind = \"covered\"\n",
            "each = \"risk\"\n",
            "by = \"\"\n",
            "days = -1\n",
            "grades = { high = 1 }\n",
            "duties = [[]]\n",
            "article = \"1.1.1.1.1.1\"\n",
            "date = 2013-01-01\n",
            "steps = [{}]\n",
            "from = 2013-99-99\n",
        ],
    ]
    .concat();
    try_all("norms", &seeds, &words, 60, |input| {
        check(folder.path(), input)
    });
}

#[test]
fn templates() {
    let built_in: Vec<Vec<u8>> = ["index.html", "table.html", "tables.html", "page.html"]
        .iter()
        .filter_map(|name| fs::read(root().join("templates").join(name)).ok())
        .collect();
    assert!(built_in.len() >= 2);
    let words = [
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "{{ x }}",
        "{% for i in range(99999) %}",
        "{% endfor %}",
        "{% include 'page.html' %}",
        "{% macro m() %}{{ m() }}{% endmacro %}",
        "{{ m() }}",
        "(",
        ")",
        "[",
        "not ",
        "-",
        "'a'",
        "|indent(2000000000)",
        "|center(2000000000)",
        "~'aaaaaaaaaaaaaaaa'",
        "*1000000000",
        "|join(range(99999))",
        "|batch(1)",
        "|list",
        "|tojson",
        "|replace('', 'aaaa')",
        "{% set x = x ~ x %}",
        "{% extends 'page.html' %}",
        "{% block b %}",
        "{% endblock %}",
        "{% raw %}",
        "|format(1)",
        "'%999999999d'",
        "<b>",
        "<div>",
        "<table>",
    ];
    try_all("templates", &built_in, &words, 150, |input| {
        let text = String::from_utf8_lossy(input).into_owned();
        let own = BTreeMap::from([("index.html", (source(), text.as_str()))]);
        if let Ok(templates) = Templates::new(&own) {
            let _ = templates.render("index.html", &BTreeMap::from([("site", "x"), ("x", "y")]));
        }
    });
}

#[test]
fn expressions() {
    let folder = tempfile::tempdir().expect("temp");
    let town = root().join("tests/towns/ledgers");
    for file in ["cw", "czs", "czs-zjbf", "ledgers", "r1", "unit"] {
        let name = format!("{file}.toml");
        fs::copy(town.join(&name), folder.path().join(&name)).expect("copies");
    }
    let norms = fs::read(town.join("r2.toml")).expect("rules");
    let words = [
        "it.",
        "it['grade']",
        "records('contract', it)",
        "all('step')",
        "measures(it)",
        " | length",
        " | map('amount')",
        " | selectattr('amount')",
        " | in_year(99999)",
        " | between('2013-02-30', today)",
        " | matching('title', '')",
        " | join(range(99999))",
        " | sort | unique | list",
        "*1000000000",
        "*[1]",
        "~",
        "not ",
        "(",
        ")",
        "[",
        "]",
        "{{",
        "}}",
        "{% for x in range(99999) %}",
        "range(100000)",
        "workdays('0001-01-01', '9999-12-31')",
        "days(1, none)",
        " if ",
        " else ",
        " is defined",
        "lambda",
    ];
    try_all("expressions", &[norms], &words, 150, |input| {
        check(folder.path(), input)
    });
}

/// A page that has what pages have.
const PAGE: &str = r##"<!doctype html><html lang="zh"><head><title>页</title></head><body>
<main><h1>标题</h1><p>根据《办法》<a href="#a">第三条</a>，制定本办法；自2012年7月15日起施行。</p>
<ol class="contents"><li><a href="#a">第一部分　制度</a></li></ol>
<table><caption>表</caption><colgroup><col style="width:10%"><col style="width:90%"></colgroup>
<thead><tr><th scope="col">序号</th><th scope="col">风险点</th></tr></thead>
<tbody><tr><td rowspan="2">1</td><td>不认真执行年初预算，开支失控。</td></tr><tr><td>第二项</td></tr></tbody></table>
<figure><svg viewBox="0 0 100 100" role="img" aria-label="图"><rect x="1" y="2" width="30" height="20" fill="#C4121A"/>
<path d="M 0 0 L 10 10 C 1 2 3 4 5 6 A 5 5 0 0 1 9 9 Z" stroke="#000000" fill="none"/><text x="5" y="9" font-size="4">字</text></svg></figure>
<h2 id="a">第三条</h2><p>（一）甲；（二）乙。</p></main></body></html>"##;

/// Pages with a great deal of text in one place: one word, repeated without a blank, that fills
/// some hundred pages. All took more than a second once.
fn long_pages() -> Vec<Vec<u8>> {
    const ADDRESS: &str = "https://example.gov.cn/a/b/c?d=e&f=g";
    const PARAGRAPH: &str = "（二）乙";
    const CELL: &str = "开支失控";
    const LINK: &str = "第一部分　制度";
    [
        (PARAGRAPH, ADDRESS, 590_000),
        (LINK, ADDRESS, 590_000),
        (CELL, ADDRESS, 300_000),
        (CELL, "transform=\"rotate(nan)\"", 380_000),
        (PARAGRAPH, "字", 590_000),
        (LINK, "，", 300_000),
        (PARAGRAPH, "(\\)", 300_000),
    ]
    .map(|(place, word, bytes)| {
        assert!(PAGE.contains(place), "{place}");
        let text = word.replace('&', "&amp;");
        let text = text.repeat(bytes / text.len());
        PAGE.replace(place, &text).into_bytes()
    })
    .to_vec()
}

#[test]
fn pages() {
    let seeds = vec![PAGE.as_bytes().to_vec()];
    let words = [
        "<b>",
        "</b>",
        "<div>",
        "<p>",
        "<td>",
        "<tr>",
        "<table>",
        "</table>",
        "<svg>",
        "<g>",
        "<path d=\"",
        "<!--",
        "-->",
        "<![CDATA[",
        "&#x202e;",
        "&#0;",
        "&zzz;",
        "colspan=\"0\"",
        "rowspan=\"65535\"",
        "colspan=\"100000\"",
        "style=\"x\"",
        "width=\"1e30\"",
        "transform=\"rotate(nan)\"",
        "字",
        "W",
        "https://example.gov.cn/a/b/c?d=e&f=g",
        "，",
        "（",
        "\u{301}",
        "\u{1F600}",
        "<a href=\"#a\">",
        "<br>",
        "<li>",
        "<ol>",
        "<textarea>",
        "<script>",
        "<template>",
        "<math>",
        "<select>",
        "<plaintext>",
    ];
    let fonts = Fonts::shipped().expect("fonts");
    let style = fs::read_to_string(root().join("templates/print.toml")).expect("print.toml");
    let sheet = Stylesheet::parse(&style, source()).expect("the built-in style sheet");
    try_made("pages", long_pages(), &seeds, &words, 200, |input| {
        let html = String::from_utf8_lossy(input);
        // As `generate` does: a page with faults is told of, and not set.
        let write = |out: &mut dyn Write| out.write_all(html.as_bytes());
        let page = typeset::markup::read(write).expect("nothing stops it");
        let faults = page.findings(&Sources::default());
        if !faults.is_empty() {
            return;
        }
        let (document, _, _) = typeset::typeset(&html, &sheet, &fonts);
        let _ = lianfang::pdf::write(&document, &fonts, &metadata());
    });
}

#[test]
fn style_sheets() {
    let style = fs::read(root().join("templates/print.toml")).expect("print.toml");
    let words = [
        "[[rule]]\n",
        "select = \"*\"\n",
        "select = \":not(:not(p))\"\n",
        "display = \"table\"\n",
        "columns = 1000000\n",
        "font-size = \"1e9pt\"\n",
        "line-height = \"-3pt\"\n",
        "=",
        "\"",
        "[",
        "{",
        "margin = \"0\"\n",
        "width = \"1e-9mm\"\n",
        "break-before = \"page\"\n",
        "\"0mm\"",
        "\"-9999mm\"",
    ];
    let fonts = Fonts::shipped().expect("fonts");
    try_all("style_sheets", &[style], &words, 100, |input| {
        let style = String::from_utf8_lossy(input);
        if let Ok(sheet) = Stylesheet::parse(&style, source()) {
            let (document, _, _) = typeset::typeset(PAGE, &sheet, &fonts);
            let _ = lianfang::pdf::write(&document, &fonts, &metadata());
        }
    });
}

#[test]
fn fonts() {
    // A face cut down to a few glyphs: a font that is changed lives as long as the process.
    let whole = fs::read(root().join("templates/fonts/LiberationSerif-Regular.ttf")).expect("font");
    let glyphs = subsetter::GlyphRemapper::new_from_glyphs_sorted(&(0..60).collect::<Vec<u16>>());
    let small = subsetter::subset(&whole, 0, &glyphs).expect("a subset");
    let words = [
        "glyf",
        "cmap",
        "OTTO",
        "ttcf",
        "\0\0\0\0",
        "\u{7f}\u{7f}\u{7f}\u{7f}",
        "head",
        "maxp",
    ];
    let style = fs::read_to_string(root().join("templates/print.toml")).expect("print.toml");
    let sheet = Stylesheet::parse(&style, source()).expect("the built-in style sheet");
    try_all("fonts", &[small], &words, 150, |input| {
        let leaked: &'static [u8] = Box::leak(input.to_vec().into_boxed_slice());
        let own = [("LiberationSerif-Regular.ttf".to_owned(), leaked)]
            .into_iter()
            .collect();
        if let Ok((fonts, _)) = Fonts::new(&sheet.fonts, &own) {
            let (document, _, _) = typeset::typeset(PAGE, &sheet, &fonts);
            let _ = lianfang::pdf::write(&document, &fonts, &metadata());
        }
    });
}

fn source() -> lianfang::diagnostic::SourceId {
    let mut sources = lianfang::diagnostic::Sources::default();
    sources.push_outside(lianfang::diagnostic::Source::new(
        "print.toml".into(),
        String::new(),
    ))
}

fn metadata() -> lianfang::pdf::Metadata {
    lianfang::pdf::Metadata {
        title: "页".into(),
        author: String::new(),
        subject: String::new(),
        keywords: Vec::new(),
        date: None,
    }
}
