//! How long each stage takes on the sample, one after the other as a run goes through them.
//!
//! `cargo bench --bench stages`, or with a word such as `-- pdf` those that have it in their names.
//! What is compared between commits are whole runs (`benches/gate.sh`); these say where to look.
#![allow(missing_docs, reason = "criterion's macros make public functions")]

use clap::Parser;
use criterion::{criterion_group, criterion_main, Criterion};
use lianfang::cli::{Cli, Command, GenerateArgs};
use lianfang::date::Date;
use lianfang::diagnostic::SourceId;
use lianfang::generate::{make, Made, Share};
use lianfang::load::templates::PRINT;
use lianfang::model::Unit;
use lianfang::pdf::{self, Metadata};
use lianfang::text::Fonts;
use lianfang::typeset::{typeset, Stylesheet};
use std::hint::black_box;
use std::path::Path;

const RULES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/rules");
const HANDBOOK: &str = "handbook";
const POSTER: &str = "posters/czs-workflow";

fn today() -> Date {
    Date::new(2013, 3, 31).expect("a day")
}

/// The arguments of `generate`, as the command line gives them.
fn args(more: &[&str]) -> GenerateArgs {
    let words = ["lianfang", "generate", "--rules", RULES];
    let words = words.iter().chain(more);
    match Cli::try_parse_from(words).expect("arguments").command {
        Command::Generate(args) => args,
        _ => unreachable!("generate was asked for"),
    }
}

/// What a run makes, in memory.
fn made(more: &[&str], share: Share<'_>) -> Made {
    make(&args(more), today(), share).expect("the sample is made")
}

/// The text of a page that a run made.
fn page(made: &Made, stem: &str) -> String {
    let bytes = &made.files[&format!("{stem}.html")];
    String::from_utf8(bytes.clone()).expect("a page")
}

fn rules(c: &mut Criterion) {
    let loaded = lianfang::load::load(Path::new(RULES));
    let built = || -> Unit {
        let (mut unit, _) = lianfang::build::build(&loaded);
        unit.take_for_today(today());
        unit
    };
    let unit = built();
    c.bench_function("load", |b| {
        b.iter(|| lianfang::load::load(black_box(Path::new(RULES))));
    });
    c.bench_function("build", |b| b.iter(built));
    c.bench_function("check", |b| {
        b.iter(|| lianfang::check::check(black_box(&loaded), &unit, today()));
    });
}

fn pages(c: &mut Criterion) {
    let html = ["--format", "html"];
    let handbook = ["--format", "html", "--only", HANDBOOK];
    c.bench_function("html: the handbook, from the rules", |b| {
        b.iter(|| made(&handbook, Share::All));
    });
    c.bench_function("html: all pages, from the rules", |b| {
        b.iter(|| made(&html, Share::All));
    });
}

fn paper(c: &mut Criterion) {
    c.bench_function("fonts", |b| b.iter(Fonts::shipped));
    let fonts = Fonts::shipped().expect("the built-in fonts");
    let style = Stylesheet::parse(PRINT, SourceId(0)).expect("the built-in style");
    let html = page(
        &made(&["--format", "html", "--only", HANDBOOK], Share::All),
        HANDBOOK,
    );
    let metadata = Metadata {
        title: "汇编".to_string(),
        author: String::new(),
        subject: String::new(),
        keywords: Vec::new(),
        date: Some(today()),
    };
    c.bench_function("typeset: the handbook", |b| {
        b.iter(|| typeset(black_box(&html), &style, &fonts));
    });
    let (document, _, _) = typeset(&html, &style, &fonts);
    c.bench_function("pdf: the handbook", |b| {
        b.iter(|| pdf::write(black_box(&document), &fonts, &metadata).expect("a PDF"));
    });
    // As `watch` makes it when someone opens it.
    c.bench_function("pdf: a poster, from the rules", |b| {
        b.iter(|| {
            let made = made(&["--only", "posters"], Share::Paper(POSTER));
            assert!(made.files.contains_key(&format!("{POSTER}.pdf")));
        });
    });
}

criterion_group! {
    name = stages;
    config = Criterion::default().sample_size(10);
    targets = rules, pages, paper
}
criterion_main!(stages);
