//! The public edition shows what is allowed by name, and nothing else: in every field that
//! holds text, a token of its own is planted, and looked for in every file of the output.

use crate::common::{files, generate, office_parts, page_texts, root};
use std::collections::BTreeSet;
use std::path::Path;
use toml::{Table, Value};

/// Text that the public edition shows, by table and field.
const SHOWN: &[&str] = &[
    "authority.basis",
    "authority.governed-by",
    "authority.name",
    "class.name",
    "department.duties",
    "department.kind",
    "department.name",
    "department.rules",
    "measure.brief",
    "measure.period",
    "measure.responsible",
    "measure.text",
    "organ.full-name",
    "organ.name",
    "organ.short",
    "post.name",
    "post.short",
    "regulation.amendment.before",
    "regulation.article.caption",
    "regulation.article.text",
    "regulation.chapter.article.caption",
    "regulation.chapter.article.text",
    "regulation.chapter.title",
    "regulation.preamble",
    "regulation.brief",
    "regulation.short",
    "regulation.title",
    "risk.behaviour",
    "risk.brief",
    "risk.concerns",
    "risk.consequence",
    "separation.first",
    "separation.note",
    "separation.second",
    "settlement.choice",
    "settlement.conflict",
    "settlement.reason",
    "settlement.topic",
    "unit.compiler",
    "unit.documents",
    "unit.edition",
    "unit.hotline",
    "unit.issuers",
    "unit.name",
    "unit.notice.attachments",
    "unit.notice.copy-to",
    "unit.notice.mark",
    "unit.notice.number",
    "unit.notice.printed-by",
    "unit.notice.text",
    "unit.notice.title",
    "unit.notice.to",
    "unit.phone",
    "unit.poster-edition",
    "unit.preface",
    "unit.receiver",
    "unit.title",
    "workflow.name",
    "workflow.step.condition",
    "workflow.step.exits.label",
    "workflow.step.exits.note",
    "workflow.step.limit",
    "workflow.step.measures.responsible",
    "workflow.step.measures.text",
    "workflow.step.risks.text",
    "workflow.step.text",
];

/// Text that it does not show.
const WITHHELD: &[&str] = &[
    "appraisal.supervision.note",
    "asset-check.result",
    "audit.result",
    "case.subject",
    "complaint.result",
    "decision.answers",
    "decision.contents.countermeasures",
    "decision.contents.overview",
    "decision.contents.process",
    "decision.contents.recommendation",
    "decision.contents.risk-links",
    "decision.reason",
    "decision.steps.note",
    "decision.title",
    "duty-change.note",
    "grading.steps.note",
    "inspection.result",
    "law-study.topic",
    "meeting.filed.number",
    "meeting.number",
    "meeting.topic",
    "notice.disposal",
    "notice.number",
    "notice.reason",
    "notice.report",
    "organ.wrong-names",
    "post.holder",
    "post.note",
    "post.phone",
    "regulation.amendment.why",
    "risk-search.plan",
    "rotation.note",
    "self-check.filed.number",
    "self-check.result",
    "talk.topic",
    "term.right",
    "term.why",
    "term.wrong",
    "unit.copy-number",
    "waiver.reason",
];

/// Fields that hold no text of the unit's own: ids, references, words of a closed list.
const PLAIN: &[&str] = &[
    "appraisal.by",
    "appraisal.grade",
    "appraisal.ranking",
    "appraisal.supervision.department",
    "asset-check.departments",
    "audit.by",
    "audit.department",
    "authority.department",
    "authority.extent",
    "authority.id",
    "authority.posts",
    "authority.power",
    "authority.risks",
    "authority.steps",
    "authority.workflow",
    "case.department",
    "case.id",
    "case.officers",
    "case.refusal-approved-by",
    "class.grade",
    "class.id",
    "class.measure-article",
    "class.risk-article",
    "complaint.checked-by",
    "complaint.department",
    "complaint.id",
    "complaint.post",
    "decision.advice",
    "decision.assessor",
    "decision.id",
    "decision.kind",
    "decision.meeting",
    "decision.outcome",
    "decision.signed-by",
    "decision.steps.members",
    "decision.steps.step",
    "decision.submitter",
    "department.grade",
    "department.id",
    "department.leader",
    "department.powers",
    "duty-change.kind",
    "duty-change.post",
    "grading.department",
    "grading.grade",
    "grading.post",
    "grading.steps.by",
    "grading.steps.step",
    "inspection.by",
    "inspection.department",
    "inspection.id",
    "law-study.departments",
    "measure.line",
    "measure.article",
    "measure.class",
    "measure.controls",
    "measure.id",
    "measure.origin",
    "measure.responsible-actors",
    "meeting.filed.with",
    "meeting.id",
    "meeting.kind",
    "notice.department",
    "notice.id",
    "organ.id",
    "organ.kind",
    "post.department",
    "post.focus",
    "post.grade",
    "post.id",
    "post.organ",
    "post.powers",
    "post.role",
    "regulation.amendment.article",
    "regulation.form",
    "regulation.id",
    "regulation.interpreter",
    "regulation.norm",
    "risk-search.department",
    "risk.article",
    "risk.class",
    "risk.departments",
    "risk.focus",
    "risk.grade",
    "risk.id",
    "risk.posts",
    "rotation.kind",
    "rotation.post",
    "self-check.department",
    "self-check.filed.with",
    "self-check.period",
    "self-check.post",
    "separation.article",
    "separation.department",
    "separation.id",
    "separation.posts",
    "settlement.between",
    "settlement.id",
    "settlement.prevails",
    "talk.by",
    "talk.inspection",
    "talk.with",
    "unit.code",
    "unit.posters",
    "waiver.at",
    "waiver.code",
    "waiver.place",
    "workflow.department",
    "workflow.id",
    "workflow.step.actors",
    "workflow.step.exits.to",
    "workflow.step.id",
    "workflow.step.kind",
    "workflow.step.measures.measure",
    "workflow.step.next",
    "workflow.step.risks.risk",
];

/// What the sample does not write, so that every field is planted in: a record of each kind.
const BESIDES: &str = r#"
[[self-check]]
post = "czs-kj"
period = "2012-h2"
date = 2012-12-20
result = "自查无问题"

[[law-study]]
date = 2013-03-05
departments = ["czs"]
topic = "会计制度"

[[asset-check]]
date = 2013-03-06
departments = ["czs"]
result = "账物相符"

[[duty-change]]
post = "czs-kj"
kind = "temporary-task"
date = 2013-03-07
note = "抽调核查"

[[decision]]
id = "dj-2013"
title = "大院改造"
kind = "large-sum"
amount = 80000
submitter = "czs"
outcome = "adopted"
reason = "建议暂缓而会议通过的理由"

[[regulation]]
id = "r9"
number = 9
title = "向阳峪镇公开办法"
short = "公开办法"
form = "articles"
article = [{ number = 1, text = "评定结果公示7天。" }]
amendment = [
  { article = "1", day = 2013-03-01, before = "评定结果公示5天。", why = "原来太短" },
]

[[term]]
wrong = "股室名"
right = "站所名"
why = "统一叫法"

[[waiver]]
code = "LF140"
at = "r1"
reason = "另存一册"
"#;

/// Plants a token in every withheld text below `value`, and takes down all fields with text.
fn plant(value: &mut Value, path: &str, planted: &mut Vec<String>, met: &mut BTreeSet<String>) {
    match value {
        Value::Table(table) => {
            for (key, inner) in table.iter_mut() {
                plant(inner, &format!("{path}.{key}"), planted, met);
            }
        }
        Value::Array(items) => {
            for item in items {
                plant(item, path, planted, met);
            }
        }
        Value::String(text) => {
            let field = PLAIN.iter().find(|plain| {
                path.strip_prefix(*plain)
                    .is_some_and(|rest| rest.starts_with('.'))
            });
            let field = field.map_or(path, |field| field);
            met.insert(field.to_owned());
            if WITHHELD.contains(&field) {
                let token = format!("符{}记", planted.len() + 1000);
                *text = format!("{token}{text}");
                planted.push(token);
            }
        }
        _ => {}
    }
}

/// The sample with tokens, written below `folder`. Gives the tokens, and the fields met.
fn planted_sample(folder: &Path) -> (Vec<String>, BTreeSet<String>) {
    let (mut planted, mut met) = (Vec::new(), BTreeSet::new());
    let mut write = |name: &str, text: &str| {
        let mut rules: Table = toml::from_str(text).expect("TOML");
        for (key, value) in rules.iter_mut() {
            plant(value, key, &mut planted, &mut met);
        }
        let to = folder.join(name);
        std::fs::create_dir_all(to.parent().expect("folder")).expect("folder");
        std::fs::write(to, toml::to_string(&rules).expect("TOML")).expect("writes");
    };
    for name in files(&root().join("rules")) {
        if name.ends_with(".toml") {
            let text = std::fs::read_to_string(root().join("rules").join(&name)).expect("rules");
            // Holders' telephones are often not written; here each has one.
            let text = text.replace("\nphone = \"××××\"", "");
            let text = text.replace("\nholder = ", "\nphone = \"13900000000\"\nholder = ");
            write(&name, &text);
        }
    }
    write("besides.toml", BESIDES);
    (planted, met)
}

fn all_text(output: &Path) -> Option<Vec<(String, String)>> {
    let mut out = Vec::new();
    for name in files(output) {
        let path = output.join(&name);
        let mut text = if name.ends_with(".pdf") {
            page_texts(&path)?.concat()
        } else if name.ends_with(".docx") || name.ends_with(".xlsx") {
            let parts = office_parts(&std::fs::read(&path).expect("file"));
            parts.into_values().collect()
        } else {
            std::fs::read_to_string(&path).expect("text")
        };
        if name.ends_with(".pdf") {
            text += &beside_the_pages(&path);
        }
        let squeezed = text.chars().filter(|c| !c.is_whitespace()).collect();
        out.push((name, squeezed));
    }
    Some(out)
}

/// Every string of a PDF that is not painted: outline, tags, links, labels, metadata.
fn beside_the_pages(pdf: &Path) -> String {
    fn strings(object: &lopdf::Object, out: &mut String) {
        match object {
            lopdf::Object::String(..) => {
                out.push_str(&lopdf::decode_text_string(object).unwrap_or_default());
                out.push('\n');
            }
            lopdf::Object::Array(items) => items.iter().for_each(|item| strings(item, out)),
            lopdf::Object::Dictionary(entries) => {
                entries.iter().for_each(|(_, value)| strings(value, out));
            }
            lopdf::Object::Stream(stream) => {
                stream
                    .dict
                    .iter()
                    .for_each(|(_, value)| strings(value, out));
                if stream.dict.has_type(b"Metadata") {
                    let bytes = stream.decompressed_content();
                    let bytes = bytes.unwrap_or_else(|_| stream.content.clone());
                    out.push_str(&String::from_utf8_lossy(&bytes));
                }
            }
            _ => {}
        }
    }
    let document = lopdf::Document::load(pdf).expect("a PDF");
    let mut out = String::new();
    for object in document.objects.values() {
        strings(object, &mut out);
    }
    strings(
        &lopdf::Object::Dictionary(document.trailer.clone()),
        &mut out,
    );
    out
}

#[test]
fn every_field_with_text_is_known_to_be_shown_or_not() {
    let temp = tempfile::tempdir().expect("temp");
    let (planted, met) = planted_sample(temp.path());
    assert!(planted.len() >= 300, "{}", planted.len());
    let known = |field: &String| [SHOWN, WITHHELD, PLAIN].concat().contains(&field.as_str());
    let unknown: Vec<&String> = met.iter().filter(|field| !known(field)).collect();
    assert!(unknown.is_empty(), "shown, withheld or plain? {unknown:?}");
    let unmet: Vec<_> = WITHHELD
        .iter()
        .filter(|field| !met.contains(**field))
        .collect();
    assert!(unmet.is_empty(), "no token planted in {unmet:?}");
}

#[test]
fn nothing_that_is_withheld_is_in_any_public_file() {
    let temp = tempfile::tempdir().expect("temp");
    let rules = temp.path().join("rules");
    let (planted, _) = planted_sample(&rules);
    let output = temp.path().join("public");
    let mut arguments = vec!["--draft", "--edition", "public", "--tile", "A3"];
    arguments.extend(["--format", "pdf,html,xlsx,docx"]);
    for (folder, only) in [("all", &[][..]), ("forms", &["--only", "forms"])] {
        let arguments = [&arguments, only].concat();
        let run = generate(&rules, &output.join(folder), &arguments);
        let told = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(told.contains("已生成"), "{told}");
    }
    let Some(texts) = all_text(&output) else {
        return;
    };
    assert!(texts.len() > 100);
    assert!(texts
        .iter()
        .any(|(name, _)| name == "all/tables/risks.xlsx"));
    assert!(texts.iter().all(|(name, _)| name != "all/registers.xlsx"));
    let mut leaks = Vec::new();
    for (name, text) in &texts {
        let mut found: Vec<&String> = planted
            .iter()
            .filter(|token| text.contains(*token))
            .collect();
        found.truncate(3);
        if !found.is_empty() {
            leaks.push(format!("{name}: {found:?}"));
        }
    }
    assert!(leaks.is_empty(), "{leaks:#?}");
    // What is looked for would be found: the internal edition has most of it.
    let output = temp.path().join("internal");
    let arguments = [
        "--draft",
        "--only",
        "handbook,tables",
        "--format",
        "pdf,html,xlsx,docx",
    ];
    let run = generate(&rules, &output, &arguments);
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(told.contains("已生成"), "{told}");
    let texts = all_text(&output).expect("poppler again");
    for ending in [".html", ".pdf", ".xlsx", ".docx"] {
        let shown = planted
            .iter()
            .filter(|token| {
                let mut of_kind = texts.iter().filter(|(name, _)| name.ends_with(ending));
                of_kind.any(|(_, text)| text.contains(*token))
            })
            .count();
        assert!(shown >= 100, "{ending}: {shown} of {}", planted.len());
    }
}

#[test]
fn of_a_ledger_of_the_units_own_only_what_it_marks_is_public() {
    let rules = root().join("tests/towns/ledgers");
    let said = |edition: &str| {
        let output = tempfile::tempdir().expect("temp");
        let run = generate(&rules, output.path(), &["--edition", edition]);
        let told = String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.code(), Some(0), "{told}");
        let html = std::fs::read_to_string(output.path().join("handbook.html")).expect("html");
        let pdf = page_texts(&output.path().join("handbook.pdf"));
        let pdf = pdf.unwrap_or_default().join("\n");
        // Lines may end anywhere in a narrow column.
        html + &pdf.split_whitespace().collect::<String>()
    };
    let (internal, public) = (said("internal"), said("public"));
    for text in [
        "廉政讲座",
        "财经纪律",
        "警示教育片",
        "打印纸",
        "甲公司",
        "人数2",
    ] {
        assert!(internal.contains(text), "internal: {text}");
    }
    assert!(
        public.contains("2013年12月31日"),
        "the day is marked public"
    );
    for text in ["财经纪律", "警示教育片", "打印纸", "甲公司", "人数2"] {
        assert!(!public.contains(text), "public: {text}");
    }
}
