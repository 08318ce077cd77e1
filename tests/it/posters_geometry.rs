//! The display list of every poster of the sample and of other units, and of their charts:
//! nothing overlaps, nothing is cut off, nothing is smaller than can be read.

use crate::common::root;
use lianfang::check::Grounds;
use lianfang::date::Date;
use lianfang::diagnostic::{Finding, Severity, SourceId};
use lianfang::html::Templates;
use lianfang::model::{ChartStyle, Edition, Orientation, PosterSettings, PosterSize, Unit};
use lianfang::sheet::flow::node::Shape;
use lianfang::sheet::flow::scale::NUMBER_EDGE_MM;
use lianfang::sheet::flow::Edge;
use lianfang::sheet::geometry::TextLine;
use lianfang::sheet::SummaryView;
use lianfang::sheet::{posters, PosterView};
use lianfang::text::Fonts;
use lianfang::typeset::document::{Item, Path, Segment};
use lianfang::typeset::{typeset, Document, Stylesheet};
use lianfang::view::poster_page::PosterPage;
use lianfang::view::{Issue, Outputs};
use std::collections::BTreeMap;

/// Points in a millimetre.
const MM: f32 = 72.0 / 25.4;
/// What can just be read from two metres, on a board of 600 × 900 mm, in mm.
const SMALLEST_MM: f32 = 9.5;

struct Sample {
    view: PosterView,
    document: Document,
}

fn sample(size: PosterSize, orientation: Orientation) -> Vec<Sample> {
    let samples = posters_of("rules", size, orientation);
    // Four for each department, and the charts of them all.
    assert_eq!(samples.len(), 14 * 4 + 1);
    samples
}

fn unit(rules: &str) -> Unit {
    let today = Date::new(2013, 3, 31).expect("a day");
    lianfang::check(&root().join(rules), None, today).unit
}

fn posters_of(rules: &str, size: PosterSize, orientation: Orientation) -> Vec<Sample> {
    let (samples, findings) = all_posters(unit(rules), size, orientation);
    // A lying sheet has less height: its charts are told to be hard to read from afar.
    let is_told =
        |f: &Finding| orientation == Orientation::Landscape && f.severity < Severity::Error;
    assert!(findings.iter().all(is_told), "{findings:?}");
    samples
}

fn all_posters(
    unit: Unit,
    size: PosterSize,
    orientation: Orientation,
) -> (Vec<Sample>, Vec<Finding>) {
    let print = std::fs::read_to_string(root().join("templates/print.toml")).expect("print.toml");
    let dress = lianfang::sheet::dress::print(&unit.vocabulary);
    let style = Stylesheet::parse_over(&dress, &print, SourceId(0)).expect("print.toml is right");
    let fonts = Fonts::shipped().expect("fonts");
    let templates = Templates::new(&BTreeMap::new()).expect("templates");
    let settings = PosterSettings {
        size,
        orientation,
        ..unit.profile.posters.clone()
    };
    let (views, findings) = posters(
        &unit,
        &fonts,
        Edition::Internal,
        &settings,
        &Grounds::default(),
    );
    let issue = Issue::new(&unit, Edition::Internal, None, false, Outputs::all(&unit));
    let documents: Vec<Document> = (PosterPage::all(&issue, &views).iter())
        .map(|page| {
            let html = templates.render("poster.html", page).expect("HTML");
            let (document, findings, _) = typeset(&html, &style, &fonts);
            assert!(findings.is_empty(), "{}: {findings:?}", page.poster.file);
            document
        })
        .collect();
    let pairs = views.into_iter().zip(documents);
    let samples = pairs.map(|(view, document)| Sample { view, document });
    (samples.collect(), findings)
}

/// Left, top, right, bottom.
type Area = [f32; 4];

fn overlap(a: Area, b: Area) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

fn contains(a: Area, b: Area) -> bool {
    a[0] <= b[0] && b[2] <= a[2] && a[1] <= b[1] && b[3] <= a[3]
}

/// A run of text: its words, its size and the box of its ink, a little smaller than the ems.
struct Words {
    /// Its place in the order of painting.
    order: usize,
    text: String,
    size: f32,
    area: Area,
}

fn words(items: &[Item]) -> Vec<Words> {
    let mut out = Vec::new();
    for (order, item) in items.iter().enumerate() {
        let Item::Glyphs(run) = item else { continue };
        let (first, last) = (&run.glyphs[0], &run.glyphs[run.glyphs.len() - 1]);
        let inset = 0.06 * run.size;
        // The ink of a closing mark is at its left.
        let wide = if "，。、；：）》”".contains(last.c) {
            0.5
        } else {
            last.natural
        };
        let figures = run.glyphs.iter().all(|g| g.c.is_ascii());
        let (above, below) = if figures { (0.72, 0.0) } else { (0.84, 0.09) };
        out.push(Words {
            order,
            text: run.glyphs.iter().map(|g| g.c).collect(),
            size: run.size,
            area: [
                first.x + inset,
                run.y - above * run.size + inset / 2.0,
                last.x + wide * run.size - inset,
                run.y + below * run.size - inset / 2.0,
            ],
        });
    }
    out
}

fn points(path: &Path) -> Vec<(f32, f32)> {
    let mut out = Vec::new();
    for segment in &path.segments {
        match segment {
            Segment::Move(x, y) | Segment::Line(x, y) => out.push((*x, *y)),
            Segment::Curve([.., x, y]) => out.push((*x, *y)),
            Segment::Close => {}
        }
    }
    out
}

fn bounds(points: &[(f32, f32)]) -> Area {
    points.iter().fold(
        [f32::MAX, f32::MAX, f32::MIN, f32::MIN],
        |[l, t, r, b], &(x, y)| [l.min(x), t.min(y), r.max(x), b.max(y)],
    )
}

/// A box with straight sides, round corners or not, or a circle.
struct Ground {
    order: usize,
    area: Area,
    /// Whether its edge can be seen on white paper; the tint of rows cannot.
    edge: bool,
}

fn grounds(items: &[Item]) -> Vec<Ground> {
    let mut out = Vec::new();
    for (order, item) in items.iter().enumerate() {
        let Item::Path(path) = item else { continue };
        let Some(fill) = path.fill else { continue };
        if !path.segments.contains(&Segment::Close) {
            continue;
        }
        let mut pen = (0.0, 0.0);
        let mut straight = true;
        for segment in &path.segments {
            if let Segment::Line(x, y) = *segment {
                straight &= (x - pen.0).abs() < 0.01 || (y - pen.1).abs() < 0.01;
            }
            match *segment {
                Segment::Move(x, y) | Segment::Line(x, y) => pen = (x, y),
                Segment::Curve([.., x, y]) => pen = (x, y),
                Segment::Close => {}
            }
        }
        if straight {
            let light = fill.0.min(fill.1).min(fill.2) > 230;
            out.push(Ground {
                order,
                area: bounds(&points(path)),
                edge: path.stroke.is_some() || !light,
            });
        }
    }
    out
}

/// Straight strokes: no text lies across one.
fn strokes(items: &[Item]) -> Vec<(usize, Area)> {
    let mut out = Vec::new();
    for (order, item) in items.iter().enumerate() {
        let Item::Path(path) = item else { continue };
        let (None, Some((_, width))) = (path.fill, path.stroke) else {
            continue;
        };
        let mut pen = (0.0, 0.0);
        for segment in &path.segments {
            match *segment {
                Segment::Move(x, y) => pen = (x, y),
                Segment::Line(x, y) => {
                    let [l, t, r, b] = bounds(&[pen, (x, y)]);
                    let half = width / 2.0;
                    out.push((order, [l - half, t - half, r + half, b + half]));
                    pen = (x, y);
                }
                Segment::Curve([.., x, y]) => pen = (x, y),
                Segment::Close => {}
            }
        }
    }
    out
}

fn hold(samples: &[Sample]) -> Vec<String> {
    let mut faults = Vec::new();
    for Sample { view, document } in samples {
        let unit = view.canvas.width_mm / view.canvas.view[2] * MM;
        let least = SMALLEST_MM * unit - 0.01;
        for page in &document.pages {
            let words = words(&page.items);
            assert!(words.len() > 10, "{}", view.file);
            let (grounds, strokes) = (grounds(&page.items), strokes(&page.items));
            // What lies below a ground that the text stands on does not show.
            let hidden = |order: usize, word: &Words| {
                grounds
                    .iter()
                    .any(|g| order < g.order && g.order < word.order && contains(g.area, word.area))
            };
            let mut fault = |what: &str, a: &str, b: &str| {
                faults.push(format!("{}: {what}: {a} {b}", view.file));
            };
            // Everything stands clear of the edge, where frames and screws are.
            let inside = [
                10.0 * unit,
                10.0 * unit,
                page.width - 10.0 * unit,
                page.height - 10.0 * unit,
            ];
            for (i, word) in words.iter().enumerate() {
                if word.size < least {
                    fault(
                        "too small",
                        &word.text,
                        &format!("{:.2} mm", word.size / MM),
                    );
                }
                if !contains(inside, word.area) {
                    fault("at the edge", &word.text, &format!("{:?}", word.area));
                }
                for other in &words[i + 1..] {
                    if overlap(word.area, other.area) {
                        fault("overlap", &word.text, &other.text);
                    }
                }
                for ground in &grounds {
                    let crosses =
                        overlap(ground.area, word.area) && !contains(ground.area, word.area);
                    let shows = ground.edge && !hidden(ground.order, word);
                    let covers = ground.order > word.order && overlap(ground.area, word.area);
                    if (crosses && shows) || covers {
                        let places = format!("{:?} {:?}", ground.area, word.area);
                        fault("across an edge", &word.text, &places);
                    }
                }
                for (order, area) in &strokes {
                    if overlap(*area, word.area) && !hidden(*order, word) {
                        let places = format!("{area:?} {:?}", word.area);
                        fault("struck through", &word.text, &places);
                    }
                }
            }
        }
    }
    faults
}

#[test]
fn on_a_board_nothing_overlaps_and_all_can_be_read_from_two_metres() {
    let samples = sample(PosterSize::Board, Orientation::Portrait);
    let faults = hold(&samples);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let mut lists: Vec<(usize, f32, &str)> = Vec::new();
    for Sample { view, document } in &samples {
        for page in &document.pages {
            let sizes = words(&page.items).into_iter().map(|w| w.size / MM);
            let title = sizes.fold(0.0, f32::max);
            assert!(
                title >= 60.0 - 0.01,
                "{}: title of {title:.1} mm",
                view.file
            );
        }
        for sheet in &view.sheets {
            if let Some(list) = &sheet.list {
                let characters = sheet.text.items.iter().map(|t| t.chars().count()).sum();
                lists.push((characters, list[0].text[0].size, &view.file));
            }
        }
    }
    assert_eq!(lists.len(), 28);
    let average = lists.iter().map(|(n, ..)| n).sum::<usize>() / lists.len();
    for (characters, size, file) in &lists {
        println!("{file} {characters} characters of {size} mm");
        let wanted = if *characters <= average { 24.0 } else { 20.0 };
        assert!(
            *size >= wanted,
            "{file}: {characters} characters, average {average}: {size} mm"
        );
    }
}

#[test]
fn on_a3_the_same_holds_in_proportion() {
    let samples = sample(PosterSize::A3, Orientation::Portrait);
    for Sample { document, .. } in &samples {
        for page in &document.pages {
            assert!(
                (page.width - 297.0 * MM).abs() < 0.1 && (page.height - 420.0 * MM).abs() < 0.1
            );
        }
    }
    let faults = hold(&samples);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn lying_sheets_hold_as_well() {
    for size in [PosterSize::Board, PosterSize::A3] {
        let samples = sample(size, Orientation::Landscape);
        let faults = hold(&samples);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        // Each of them lies: one that stood would not hang in a row with the others.
        assert!(samples.iter().all(|sample| sample.view.canvas.landscape));
    }
}

/// No chart that an office prints is in the smallest type there is, and the remark on a pair that one
/// person may not hold is smaller than the pair.
#[test]
fn what_an_office_prints_has_type_in_its_order() {
    for sheet in sample(PosterSize::A4, Orientation::Portrait)
        .iter()
        .flat_map(|sample| &sample.view.sheets)
    {
        if let Some(flow) = &sheet.flow {
            let titles = flow.chart.rows.iter().flat_map(|row| &row.node.title);
            let largest = titles.map(|line| line.size).fold(0.0, f32::max);
            assert!(largest > 10.5, "{}: {largest}", sheet.id);
        }
        let cells = sheet.strip.iter().flat_map(|strip| &strip.cells);
        for pair in cells.filter(|cell| cell.chip.is_none()) {
            let smaller = pair.note.iter().all(|note| note.size < pair.text[0].size);
            assert!(smaller, "{}: {pair:?}", sheet.id);
        }
    }
}

/// Whatever shows is clear of the edge that office printers leave white, no text of an upright
/// sheet is smaller than 9.5 pt on A4, and no ground but a grade's sign is larger than a rule.
#[test]
fn what_an_office_prints_keeps_off_the_edges_and_is_read_at_arms_length() {
    const MARGIN_MM: f32 = 9.5;
    for (rules, size, orientation) in [
        ("rules", PosterSize::A4, Orientation::Portrait),
        ("rules", PosterSize::A4, Orientation::Landscape),
        (
            "tests/units/hospital",
            PosterSize::A4,
            Orientation::Portrait,
        ),
        (
            "tests/units/hospital",
            PosterSize::A3,
            Orientation::Portrait,
        ),
        (
            "tests/units/hospital",
            PosterSize::A4,
            Orientation::Landscape,
        ),
        ("tests/units/village", PosterSize::A4, Orientation::Portrait),
    ] {
        let samples = posters_of(rules, size, orientation);
        let mut faults = hold(&samples);
        let margin = MARGIN_MM * MM;
        for Sample { view, document } in &samples {
            for page in &document.pages {
                let sheet = [-1.0, -1.0, page.width + 1.0, page.height + 1.0];
                let inside = [margin, margin, page.width - margin, page.height - margin];
                let drawn = grounds(&page.items).into_iter();
                // The white of the paper itself is no ground.
                let drawn = drawn.map(|g| g.area).filter(|area| !contains(*area, sheet));
                let written = words(&page.items).into_iter().map(|w| w.area);
                let ruled = strokes(&page.items).into_iter().map(|(_, area)| area);
                for area in drawn.chain(written).chain(ruled) {
                    if !contains(inside, area) {
                        faults.push(format!("{}: at the edge: {area:?}", view.file));
                    }
                }
                if size == PosterSize::A4 && !view.canvas.landscape {
                    for word in words(&page.items).iter().filter(|w| w.size < 9.49) {
                        faults.push(format!("{}: {} {}", view.file, word.text, word.size));
                    }
                }
            }
        }
        assert!(faults.is_empty(), "{rules} {size:?}: {}", faults.join("\n"));
    }
}

/// The sheets of a department hang side by side: margins of 22 mm on A4 (looks/tables), department,
/// title and telephone at the same heights.
#[test]
fn what_an_office_prints_of_a_department_lines_up() {
    const MARGIN_MM: f32 = 22.0;
    for (rules, size) in [
        ("rules", PosterSize::A4),
        ("rules", PosterSize::A3),
        ("tests/units/hospital", PosterSize::A4),
    ] {
        let mut heights: Vec<[f32; 3]> = Vec::new();
        let mut samples = posters_of(rules, size, Orientation::Portrait);
        // That of the whole unit hangs by itself.
        samples.retain(|sample| !sample.view.department.is_empty());
        for Sample { view, document } in samples {
            for (page, sheet) in document.pages.iter().zip(&view.sheets) {
                let margin = MARGIN_MM * page.width / 210.0;
                let whole = [-1.0, -1.0, page.width + 1.0, page.height + 1.0];
                let drawn = grounds(&page.items).into_iter().map(|ground| ground.area);
                let drawn = drawn.filter(|area| !contains(*area, whole));
                let ink = drawn.chain(words(&page.items).into_iter().map(|word| word.area));
                let (left, right) = ink.fold((f32::MAX, 0.0f32), |(left, right), area| {
                    (left.min(area[0]), right.max(area[2]))
                });
                let off = (left - margin)
                    .abs()
                    .max((page.width - margin - right).abs());
                assert!(off < MM, "{rules} {}: {left} to {right}", view.file);
                let (band, foot) = (&sheet.band, &sheet.foot);
                let lines = [&band.department[0], &band.title[0], &foot.hotline];
                heights.push(lines.map(|line| line.extent.middle()));
            }
        }
        for place in &heights {
            let same = place
                .iter()
                .zip(&heights[0])
                .all(|(a, b)| (a - b).abs() < 0.1);
            assert!(same, "{rules}: {place:?}, {:?}", heights[0]);
        }
    }
}

/// Each actor a lane: what is drawn so has no finding, on the wall and from an office printer.
#[test]
fn every_workflow_is_drawn_in_lanes_too() {
    for rules in ["rules", "tests/units/hospital"] {
        for size in [PosterSize::Board, PosterSize::A4] {
            let mut unit = unit(rules);
            unit.profile.chart_style = ChartStyle::Lanes;
            for workflow in &mut unit.workflows {
                workflow.style = None;
            }
            let (mut samples, findings) = all_posters(unit, size, Orientation::Portrait);
            // Five actors, and steps of many words: the hospital's is told to be small on a wall.
            let small = |f: &Finding| rules != "rules" && f.message.contains("看不清");
            let about = |f: &&Finding| f.message.contains("工作流程") && !small(f);
            let told: Vec<_> = findings.iter().filter(about).map(|f| &f.message).collect();
            assert!(told.is_empty(), "{rules}: {told:?}");
            samples.retain(|s| s.view.kind == "workflow");
            let lanes = (samples.iter().flat_map(|s| &s.view.sheets))
                .filter_map(|sheet| sheet.flow.as_ref())
                .filter(|flow| !flow.chart.lanes.is_empty());
            assert!(lanes.count() > 0, "{rules}");
            let faults = hold(&samples);
            assert!(faults.is_empty(), "{rules}: {}", faults.join("\n"));
        }
    }
}

/// However few posts a department has, what stands below their table stands right below it.
#[test]
fn no_part_of_a_notice_of_grades_floats() {
    const MOST_MM: f32 = 30.0;
    for (rules, orientation) in [
        ("rules", Orientation::Portrait),
        ("rules", Orientation::Landscape),
        ("tests/units/village", Orientation::Portrait),
        ("tests/units/hospital", Orientation::Portrait),
    ] {
        for Sample { view, .. } in posters_of(rules, PosterSize::Board, orientation) {
            for grade in view.sheets.iter().filter_map(|s| s.grade.as_ref()) {
                if grade.rows.is_empty() {
                    continue;
                }
                let objection = grade.objection.first().map(|line| line.extent.y);
                let next = match &grade.procedure {
                    Some(procedure) => procedure.head.label.as_ref().map(|line| line.extent.y),
                    None => objection,
                };
                let above = next.expect("where to turn") - grade.rules[2];
                let last = grade.legend.iter().map(|(chip, _)| chip.rect.bottom());
                let below = view.canvas.foot - last.fold(0.0, f32::max);
                let file = &view.file;
                assert!(above <= MOST_MM, "{rules} {file}: {above} mm above");
                assert!(below <= MOST_MM + 15.0, "{rules} {file}: {below} mm below");
            }
        }
    }
}

/// Eight powers, five and none; three grades and four; grades of two characters and of one.
const UNITS: [&str; 3] = ["hospital", "village", "four"];

#[test]
fn the_posters_of_other_units_hold_as_well() {
    for unit in UNITS {
        for orientation in [Orientation::Portrait, Orientation::Landscape] {
            let rules = format!("tests/units/{unit}");
            let samples = posters_of(&rules, PosterSize::Board, orientation);
            assert!(samples.len() > 1, "{unit}");
            let faults = hold(&samples);
            assert!(faults.is_empty(), "{unit}: {}", faults.join("\n"));
        }
    }
}

#[test]
fn in_the_chart_of_all_risks_no_word_lies_on_another() {
    let print = std::fs::read_to_string(root().join("templates/print.toml")).expect("print.toml");
    let style = Stylesheet::parse(&print, SourceId(0)).expect("print.toml is right");
    let fonts = Fonts::shipped().expect("fonts");
    for own in UNITS.map(|name| format!("tests/units/{name}")) {
        for rules in ["rules", &own] {
            let mut unit = unit(rules);
            // So many grades and words may a unit have: the first ones, and all that it has.
            let all = unit.vocabulary.grades.clone();
            for grades in 2..=all.len() {
                unit.vocabulary.grades = all[..grades].to_vec();
                let summary = SummaryView::new(&unit, &fonts);
                for svg in [Some(summary.svg), summary.more].into_iter().flatten() {
                    let case = format!("{rules}, {grades} grades");
                    no_word_lies_on_another(&case, &svg, &style, &fonts);
                }
            }
        }
    }
}

fn no_word_lies_on_another(case: &str, svg: &str, style: &Stylesheet, fonts: &Fonts) {
    let html = format!(
        "<!DOCTYPE html><html lang=\"zh\"><head><title>图</title></head><body>\
         <section class=\"summary landscape\">{svg}</section></body></html>"
    );
    let (document, findings, _) = typeset(&html, style, fonts);
    assert!(findings.is_empty(), "{case}: {findings:?}");
    let items = document.pages.iter().flat_map(|page| words(&page.items));
    // The page's number is set turned.
    let number = |w: &Words| w.text.chars().all(|c| " —I".contains(c));
    let words: Vec<Words> = items.filter(|w| !number(w)).collect();
    assert!(words.len() > 20, "{case}");
    for (i, word) in words.iter().enumerate() {
        let under = words[i + 1..].iter().find(|w| overlap(word.area, w.area));
        if let Some(other) = under {
            panic!("{case}: {} {}", word.text, other.text);
        }
    }
}

/// The left or right lane that an edge runs through, and the stretch that it runs there.
fn lane(edge: &Edge) -> Option<(bool, (f32, f32))> {
    match edge.points.as_slice() {
        [a, b, c, _] if a.y == b.y => Some((a.x < b.x, (b.y.min(c.y), b.y.max(c.y)))),
        _ => None,
    }
}

#[test]
fn a_pill_stands_beside_its_own_edge_only_and_edges_from_one_side_share_no_head() {
    let (mut pills, mut heads) = (0, 0);
    for Sample { view, .. } in sample(PosterSize::Board, Orientation::Portrait) {
        for chart in view
            .sheets
            .iter()
            .filter_map(|s| s.flow.as_ref())
            .map(|f| &f.chart)
        {
            for (from, pill) in &chart.pills {
                let (x, y) = (pill.rect.x + pill.rect.width / 2.0, pill.rect.middle());
                let (mut own, mut beside) = (0, 0);
                for edge in &chart.edges {
                    let Some((right, (top, bottom))) = lane(edge) else {
                        continue;
                    };
                    let same = right == (x > 300.0);
                    let is_on = (edge.points[1].x - x).abs() < 0.01 && top < y && y < bottom;
                    let runs = same && top < pill.rect.bottom() && pill.rect.y < bottom;
                    own += usize::from(is_on && edge.from == *from);
                    beside += usize::from(runs && !(is_on && edge.from == *from));
                }
                assert_eq!((own, beside), (1, 0), "{}: pill of {}", view.file, from + 1);
                // Beside the tip of a question it would be read as an answer to that.
                let asks = chart.rows.iter().map(|row| &row.node);
                let asks = asks.filter(|node| node.shape == Shape::Diamond);
                let tips: Vec<f32> = asks.map(|node| node.rect.middle()).collect();
                let is_beside = |y: &f32| pill.rect.y < *y && *y < pill.rect.bottom();
                assert!(!tips.iter().any(is_beside), "{}: {}", view.file, from + 1);
                pills += 1;
            }
            for (i, edge) in chart.edges.iter().enumerate() {
                // Where one comes from above and one from below they join.
                let above = |edge: &Edge| edge.from <= edge.to;
                let same = |other: &&Edge| other.head == edge.head && above(other) == above(edge);
                let shared = chart.edges[i + 1..].iter().find(same);
                assert!(shared.is_none(), "{}: into {}", view.file, edge.to + 1);
                heads += 1;
            }
        }
    }
    assert!(pills >= 10 && heads > 120, "{pills} {heads}");
}

/// Where the tables of a unit's notices begin, and the risk points of each of their posts, on one
/// line; each notice shows how its grade came about.
fn notices(size: PosterSize, orientation: Orientation) -> (Vec<f32>, Vec<String>) {
    let (mut tables, mut risks) = (Vec::new(), Vec::new());
    for Sample { view, .. } in &sample(size, orientation) {
        for grade in view.sheets.iter().filter_map(|s| s.grade.as_ref()) {
            assert!(grade.procedure.is_some(), "{}", view.file);
            tables.push(grade.rules[0]);
            let of = |lines: &[TextLine]| lines.iter().map(|l| &*l.text).collect();
            risks.extend(grade.rows.iter().map(|row| of(&row.risks)));
        }
    }
    tables.sort_by(f32::total_cmp);
    (tables, risks)
}

#[test]
fn notices_of_grades_line_up_and_say_the_same_on_all_sizes() {
    let upright = [PosterSize::Board, PosterSize::A4].map(|s| notices(s, Orientation::Portrait));
    for (tables, _) in &upright {
        // Those of many or of few posts begin elsewhere, but never by a little.
        for pair in tables.windows(2) {
            let apart = pair[1] - pair[0];
            let is_little = (0.01..12.0).contains(&apart);
            assert!(!is_little, "{tables:?}");
        }
    }
    let [board, office] = upright.map(|(_, risks)| risks);
    assert_eq!(board, office);
    let (_, lying) = notices(PosterSize::Board, Orientation::Landscape);
    assert_eq!(board, lying);
    // Where a post has more than its row names, the row says how many.
    let unit = unit("rules");
    let posts = (0..unit.departments.len()).flat_map(|d| unit.posts_of(d));
    let mut more = 0;
    for (row, post) in board.iter().zip(posts) {
        let all = unit.risks_of(post).count();
        let named = all.min(row.split('；').count());
        let said = row.ends_with(&format!("等{all}项"));
        assert_eq!(said, all > named, "{row}: {all}");
        more += usize::from(said);
    }
    assert!(more > 20, "{more}");
}

#[test]
fn the_first_number_of_a_chart_keeps_off_the_rule_above_it() {
    for (rules, size, least) in [
        ("rules", PosterSize::Board, 1.5),
        ("rules", PosterSize::A4, 0.6),
        ("tests/units/four", PosterSize::Board, 1.5),
        ("tests/units/hospital", PosterSize::A4, 0.6),
    ] {
        let samples = posters_of(rules, size, Orientation::Portrait);
        let flows = samples.iter().flat_map(|s| &s.view.sheets);
        let flows: Vec<_> = flows.filter_map(|sheet| sheet.flow.as_ref()).collect();
        assert!(!flows.is_empty(), "{rules}");
        for flow in flows {
            let canvas = &samples[0].view.canvas;
            let number = flow.chart.rows[0].node.number_box();
            let ring = number.y + NUMBER_EDGE_MM - flow.frame.top;
            let ring = ring * canvas.width_mm / canvas.view[2];
            assert!(ring >= least, "{rules} {size:?}: {ring:.2} mm");
        }
    }
}

/// The chart of the whole unit on its sheet.
fn summary_of(rules: &str, size: PosterSize) -> String {
    let samples = posters_of(rules, size, Orientation::Portrait);
    let summary = samples.into_iter().find(|s| s.view.kind == "summary");
    let mut sheets = summary.expect("a summary").view.sheets;
    sheets.remove(0).chart.expect("a chart")
}

#[test]
fn chips_of_rows_that_follow_each_other_are_no_bar() {
    for size in [PosterSize::Board, PosterSize::A4] {
        let chart = summary_of("rules", size);
        let number = |line: &str, name: &str| -> Option<f32> {
            let (_, rest) = line.split_once(&format!(" {name}=\""))?;
            rest.split('"').next()?.parse().ok()
        };
        let rects = chart.split('<').filter(|line| line.starts_with("rect"));
        let chips = rects.filter(|line| line.contains(" rx=") && line.contains("grade-"));
        let mut columns: BTreeMap<String, Vec<(f32, f32)>> = BTreeMap::new();
        for chip in chips {
            let of = |name| number(chip, name).expect("a number");
            let column = columns.entry(format!("{}", of("x"))).or_default();
            column.push((of("y"), of("height")));
        }
        let rows = columns.values().max_by_key(|column| column.len());
        let rows = rows.expect("a column of chips");
        assert!(rows.len() >= 10, "{columns:?}");
        for pair in rows.windows(2) {
            let (pitch, height) = (pair[1].0 - pair[0].0, pair[0].1);
            assert!(height <= 0.76 * pitch, "{size:?}: {height} of {pitch}");
        }
    }
}

#[test]
fn the_summary_says_what_its_cells_print_and_what_its_sums_count() {
    for size in [PosterSize::Board, PosterSize::A4] {
        let chart = summary_of("rules", size);
        // All cells have codes, the fullest those of its gravest classes and not all, which is said.
        assert!(chart.contains("RS-1") && chart.contains("NW-6"), "{size:?}");
        assert!(
            chart.contains("XK-1、") && chart.contains("等</"),
            "{size:?}"
        );
        assert!(!chart.contains("SX-8"), "{size:?}");
        assert!(chart.contains("格内：个数和部分编号"), "{size:?}");
        // All departments stand on the first sheet.
        assert!(chart.contains("全部握有的站所数"), "{size:?}");
        assert!(
            chart.contains("计生办") && !chart.contains("没有列出"),
            "{size:?}"
        );
    }
}

#[test]
fn an_office_gives_the_gravest_risks_a_sheet_of_their_own() {
    let samples = posters_of("rules", PosterSize::A4, Orientation::Portrait);
    let summary = samples.into_iter().find(|s| s.view.kind == "summary");
    let sheets = summary.expect("a summary").view.sheets;
    let charts: Vec<&str> = sheets.iter().flat_map(|s| s.chart.as_deref()).collect();
    let [first, second] = charts[..] else {
        panic!("{} sheets", charts.len());
    };
    assert!(!first.contains("最重的风险") && second.contains("最重的风险"));
    // Whole bands, not eight of nine that weigh the same.
    assert!(second.contains("评10分以上的共11个，全部列出"));
    // Whom it has no room to name it counts.
    assert!(second.contains("国土资源所等9个站所") && !second.contains("…"));
    // In words the sheet says the same.
    assert_eq!(sheets[1].text.items.len(), 11);
    assert!(sheets[0].text.items.is_empty());
}

#[test]
fn the_head_of_an_office_sheet_has_air() {
    for Sample { view, .. } in sample(PosterSize::A4, Orientation::Portrait) {
        for sheet in &view.sheets {
            let name = sheet.band.department[0].extent;
            let (first, last) = (&sheet.band.title[0], sheet.band.title.last());
            let facts = view.canvas.facts_middle - view.canvas.facts / 2.0;
            let below = facts - last.expect("a title").extent.bottom();
            let between = first.extent.y - name.bottom();
            // Boxes of em squares: the ink in them is a tenth smaller.
            assert!(between >= 5.0, "{}: {between}", view.file);
            assert!(below >= 4.0, "{}: {below}", view.file);
            // What hangs has 18 mm of white above its rules and below them, and in points 20 (7 mm)
            // below the upper, 12 above the lower (looks/tables).
            let [red, gold, low, last] = view.canvas.edges;
            let paper = view.canvas.view[3];
            assert!((red - 51.0).abs() < 0.1 && (paper - last - 6.2 - 51.0).abs() < 0.1);
            assert!(name.y - gold >= 20.0, "{}: {}", view.file, name.y - gold);
            // Figures end on their baseline.
            let below = low - sheet.foot.hotline.y;
            assert!(below >= 12.0, "{}: {below}", view.file);
        }
    }
}
