//! Nothing on a poster is cut in silence: a text that is too long for its place is first set
//! smaller or in two lines, and what even so has no room is LF024 at its field.

use crate::common::{files, root};
use lianfang::check::Grounds;
use lianfang::date::Date;
use lianfang::diagnostic::{Code, Finding, Place};
use lianfang::html::Templates;
use lianfang::model::{Actor, Edition, Orientation, PosterSettings, Unit, Workflow};
use lianfang::sheet::posters;
use lianfang::text::Fonts;
use lianfang::view::poster_page::PosterPage;
use lianfang::view::{Issue, Outputs};
use scraper::{Html, Selector};
use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

/// A text of so many characters, of which no ten follow each other in the sample.
fn long(characters: usize) -> String {
    let cycle = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥";
    cycle.chars().cycle().take(characters).collect()
}

/// The sample with a file of it edited.
fn edited(file: &str, edit: impl Fn(String) -> String) -> Unit {
    let temp = tempfile::tempdir().expect("temp");
    for name in files(&root().join("rules")) {
        let mut text = fs::read_to_string(root().join("rules").join(&name)).expect("rules");
        if name.ends_with(file) {
            let new = edit(text.clone());
            assert_ne!(new, text, "{file} is edited");
            text = new;
        }
        let to = temp.path().join(&name);
        fs::create_dir_all(to.parent().expect("a folder")).expect("folder");
        fs::write(to, text).expect("copy");
    }
    let today = Date::new(2013, 3, 31).expect("a day");
    lianfang::check(temp.path(), None, today).unit
}

/// What the posters of 财政所 show as drawn, and what was found.
fn drawn(unit: &Unit, orientation: Orientation) -> (String, Vec<Finding>) {
    let fonts = Fonts::shipped().expect("fonts");
    let settings = PosterSettings {
        orientation,
        ..unit.profile.posters.clone()
    };
    let (views, findings) = posters(
        unit,
        &fonts,
        Edition::Internal,
        &settings,
        &Grounds::default(),
    );
    let templates = Templates::new(&BTreeMap::new()).expect("templates");
    let text = Selector::parse("svg.sheet text").expect("selector");
    let mut out = String::new();
    let issue = Issue::new(unit, Edition::Internal, None, false, Outputs::all(unit));
    let pages = PosterPage::all(&issue, &views);
    for page in pages.iter().filter(|page| page.poster.department == "czs") {
        let html = Html::parse_document(&templates.render("poster.html", page).expect("HTML"));
        for found in html.select(&text) {
            out.extend(found.text());
        }
        out.push('\n');
    }
    (out, findings)
}

fn flow(unit: &Unit) -> &Workflow {
    unit.workflows
        .iter()
        .find(|w| *w.id == *"czs-zjbf")
        .expect("the workflow")
}

fn exit(unit: &Unit, step: usize, exit: usize) -> Place {
    flow(unit).steps[step].exits[exit].place
}

fn actor(unit: &Unit) -> Place {
    match flow(unit).steps[1].actors[0] {
        Actor::Post(r) => r.place,
        Actor::Department(r) => r.place,
        Actor::Organ(r) => r.place,
    }
}

/// A field of the sample that is made too long: where it stands, and how long it still fits.
struct Case {
    what: &'static str,
    file: &'static str,
    edit: fn(String, &str) -> String,
    place: fn(&Unit) -> Place,
    fits: usize,
    too_long: usize,
}

/// The powers of the sample, as its preset has them, one by a name of its own.
fn powers(name: &str) -> String {
    let others = [
        "licensing",
        "approval",
        "enforcement",
        "personnel",
        "procurement",
    ];
    let mut out = format!("[[power]]\nid = \"finance\"\nname = \"{name}\"\n");
    for (i, id) in others.iter().enumerate() {
        out += &format!("[[power]]\nid = \"{id}\"\nname = \"权力{i}\"\n");
    }
    out
}

/// A level is told once, where the first department that has it writes it.
fn level(unit: &Unit) -> Place {
    use lianfang::model::Division::Department;
    let first = |post: &&lianfang::model::Post| matches!(post.division, Some(Department(department)) if department.index == 0);
    let mut levels = (unit.posts.iter().filter(first)).filter_map(|p| p.warning_level.as_ref());
    levels.next().expect("a level").place
}

const CASES: [Case; 9] = [
    Case {
        what: "power.name",
        file: "town.toml",
        edit: |text, long| text + &powers(long),
        place: |unit| {
            let own = |d: &&lianfang::model::Department| *d.id == *"czs";
            unit.departments.iter().find(own).expect("czs").grade.place
        },
        fits: 20,
        too_long: 160,
    },
    Case {
        what: "level.name",
        file: "town.toml",
        edit: |text, long| {
            let levels = ["一", "二", "三"].map(|n| {
                let id = format!(
                    "l{}",
                    n.len() + n.chars().map(|c| c as usize).sum::<usize>()
                );
                format!("[[level]]\nid = \"{id}\"\nname = \"{long}{n}\"\n")
            });
            text + &levels.concat()
        },
        place: level,
        fits: 2,
        too_long: 9,
    },
    Case {
        what: "separation.note",
        file: "czs.toml",
        edit: |text, long| text.replacen("note = \"钱账分管\"", &format!("note = \"{long}\""), 1),
        place: |unit| {
            let own = |s: &&lianfang::model::Separation| s.first.value == "会计";
            unit.separations
                .iter()
                .find(own)
                .expect("the pair")
                .note
                .place
        },
        fits: 16,
        too_long: 60,
    },
    Case {
        what: "workflow.name",
        file: "czs.toml",
        edit: |text, long| text.replacen("\"财政资金拨付\"", &format!("\"{long}\""), 1),
        place: |unit| flow(unit).name.place,
        fits: 36,
        too_long: 120,
    },
    Case {
        what: "an actor's name over a lane",
        file: "czs.toml",
        edit: |text, long| {
            let lanes = "name = \"财政资金拨付\"\nstyle = \"lanes\"";
            text.replacen("name = \"财政资金拨付\"", lanes, 1)
                .replace("name = \"会计\"", &format!("name = \"{long}\""))
        },
        place: actor,
        fits: 14,
        too_long: 36,
    },
    Case {
        what: "a label with a note down the axis",
        file: "czs.toml",
        edit: |text, long| {
            let (label, note) = long.split_at(long.len() / 6 * 3);
            let exit = format!("{{ to = \"s4\", label = \"{label}\", note = \"{note}\" }}");
            text.replacen("{ to = \"s4\", label = \"是\" }", &exit, 1)
        },
        place: |unit| exit(unit, 2, 0),
        fits: 12,
        too_long: 40,
    },
    Case {
        what: "a label beside a note in a lane",
        file: "czs.toml",
        edit: |text, long| {
            let exit = format!("label = \"否\", note = \"{long}\"");
            text.replacen("label = \"否\", note = \"退回\"", &exit, 1)
        },
        place: |unit| exit(unit, 2, 1),
        fits: 6,
        too_long: 60,
    },
    Case {
        what: "the label of a loop",
        file: "czs.toml",
        edit: |text, long| {
            let exit = format!("{{ to = \"s3\", label = \"{long}\" }}");
            text.replacen("{ to = \"s1\", label = \"否\", note = \"退回\" }", &exit, 1)
        },
        place: |unit| exit(unit, 2, 1),
        fits: 2,
        too_long: 30,
    },
    Case {
        what: "the number of a filing beside the steps of a grading",
        file: "czs.toml",
        edit: |text, long| text.replacen("\"备案〔2013〕4号\"", &format!("\"{long}\""), 1),
        place: |unit| {
            let steps = unit.gradings.iter().flat_map(|g| &g.steps);
            let mut notes = steps.filter_map(|s| s.note.as_ref());
            notes
                .find(|n| n.starts_with("甲乙"))
                .expect("the note")
                .place
        },
        fits: 40,
        too_long: 80,
    },
];

#[test]
fn what_is_too_long_is_first_fitted_and_then_told_at_its_field() {
    for Case {
        what,
        file,
        edit,
        place,
        fits,
        too_long,
    } in CASES
    {
        for (characters, has_room) in [(fits, true), (too_long, false)] {
            let text = long(characters);
            let unit = edited(file, |old| edit(old, &text));
            let orientations = [Orientation::Portrait, Orientation::Landscape];
            // A chart takes its words from the same code on both.
            let lying = usize::from(what.starts_with("separation") || what.starts_with("workflow"));
            for &orientation in &orientations[..=lying] {
                let (shown, findings) = drawn(&unit, orientation);
                let plain: String = shown.chars().filter(|c| !"（）".contains(*c)).collect();
                let at = place(&unit);
                let told = findings
                    .iter()
                    .any(|f| f.code == Code::Overfull && f.place == Some(at));
                let whole = plain.contains(&text);
                let case = format!("{what}, {characters} characters, {orientation:?}");
                assert_eq!(told, !has_room, "{case}: {findings:?}");
                assert!(whole || told, "{case} is cut in silence: {shown}");
            }
        }
    }
}

#[test]
fn what_a_lying_sheet_cannot_show_stands_upright_and_is_told() {
    let unit = edited("czs.toml", |text| text + "\n");
    let (_, findings) = drawn(&unit, Orientation::Landscape);
    for found in &findings {
        assert!(found.message.contains("改用竖幅"), "{found:?}");
        assert!(unit.workflows.iter().any(|w| Some(w.place) == found.place));
    }
    let fonts = Fonts::shipped().expect("fonts");
    let settings = PosterSettings {
        orientation: Orientation::Landscape,
        ..unit.profile.posters.clone()
    };
    let (views, _) = posters(
        &unit,
        &fonts,
        Edition::Internal,
        &settings,
        &Grounds::default(),
    );
    for view in views.iter().filter(|view| view.kind == "workflow") {
        let flow = view.sheets[0].flow.as_ref().expect("a chart");
        assert!(flow.chart.readable_from_two_metres, "{}", view.file);
        let name = &view.department;
        let own = unit
            .workflows
            .iter()
            .filter(|w| w.department().is_some_and(|d| *unit[d].id == **name));
        let told = own.into_iter().any(|w| {
            let small = |f: &&Finding| f.message.contains("竖幅");
            findings
                .iter()
                .filter(small)
                .any(|f| f.place == Some(w.place))
        });
        assert_eq!(told, !view.canvas.landscape, "{name}");
    }
}

/// Forty questions, each with a way to each other step: nobody can follow that, and the work on
/// it stays bounded.
#[test]
#[allow(clippy::disallowed_methods)] // How long it takes is what is tested.
fn a_thousand_ways_out_are_told_soon() {
    let steps: String = (0..40)
        .map(|i| {
            let exits: Vec<String> = (0..40)
                .filter(|to| *to != i)
                .map(|to| format!("{{ to = \"s{to}\", label = \"往{to}\", note = \"退回\" }}"))
                .collect();
            format!(
                "[[workflow.step]]\nid = \"s{i}\"\nkind = \"decision\"\ntext = \"判定{i}\"\n\
                 actors = [\"czs-kj\"]\nexits = [{}]\n\n",
                exits.join(", ")
            )
        })
        .collect();
    let begun = Instant::now();
    let unit = edited("czs.toml", |text| {
        let from = text.find("[[workflow.step]]").expect("steps");
        let rest = &text[from..];
        let step = rest.rfind("[[workflow.step]]").expect("steps");
        let to = rest[step..].find("\n[[").map_or(rest.len(), |at| step + at);
        format!("{}{steps}{}", &text[..from], &rest[to..])
    });
    assert_eq!(flow(&unit).steps.len(), 40);
    let (_, findings) = drawn(&unit, Orientation::Portrait);
    let found = findings.iter().find(|f| f.message.contains("条去路"));
    let found = found.unwrap_or_else(|| panic!("{findings:?}"));
    assert_eq!(
        (found.code, found.place),
        (Code::Overfull, Some(flow(&unit).place))
    );
    // Once it took more than two minutes even as a release.
    assert!(
        begun.elapsed() < Duration::from_secs(60),
        "{:?}",
        begun.elapsed()
    );
}
