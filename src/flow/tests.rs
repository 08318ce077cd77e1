//! Properties that must hold for every workflow, tried on a few hundred generated ones.

use super::chart::Chart;
use super::geometry::Rect;
use super::layout::layout;
use super::place::segments;
use super::plan::{Plan, PlannedExit, PlannedMeasure, PlannedStep};
use super::scale::{CHART_BOTTOM_MM, NODE_WIDTH_MM};
use crate::model::{Grade, StepKind};
use crate::text::Fonts;
use std::sync::OnceLock;

fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| Fonts::shipped().unwrap())
}

fn step(title: &str) -> PlannedStep {
    PlannedStep {
        kind: StepKind::Task,
        title: title.to_string(),
        condition: String::new(),
        who: "会计".into(),
        limit: "2 个工作日".into(),
        exits: Vec::new(),
        risks: Vec::new(),
        measures: Vec::new(),
    }
}

/// Steps with exits to the given rows; those with several are decisions.
pub fn plan(exits: &[&[usize]]) -> Plan {
    let steps = exits.iter().enumerate().map(|(i, to)| {
        let mut step = step(&format!("第{}步", i + 1));
        if to.len() > 1 {
            step.kind = StepKind::Decision;
        }
        step.exits = to
            .iter()
            .map(|&to| PlannedExit {
                to,
                ..PlannedExit::default()
            })
            .collect();
        step
    });
    Plan {
        steps: steps.collect(),
    }
}

/// xorshift: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn text(&mut self, longest: usize) -> String {
        const WORDS: &str =
            "受理登记，一次告知材料齐全；核对（账号）两人到场勘查、签字ABC 10个工作日";
        let words: Vec<char> = WORDS.chars().collect();
        let length = 1 + self.below(longest);
        (0..length)
            .map(|_| words[self.below(words.len())])
            .collect()
    }
}

fn generated(seed: u64) -> Plan {
    let mut random = Random(seed * 0x9E37_79B9 + 1);
    let count = 1 + random.below(14);
    let longest = [6, 14, 30, 200][random.below(4)];
    let kinds = [
        StepKind::Task,
        StepKind::Decision,
        StepKind::Wait,
        StepKind::End,
    ];
    let steps = (0..count).map(|i| {
        let mut step = step(&random.text(longest));
        step.kind = kinds[random.below(4)];
        step.who = random.text(longest);
        step.limit = random.text(longest.min(20));
        if random.below(5) == 0 {
            step.condition = random.text(10);
        }
        let exits = [0, 1, 1, 1, 2, 2, 3, 4][random.below(8)];
        for at in 0..exits {
            let next = at == 0 && i + 1 < count && random.below(3) > 0;
            let to = if next { i + 1 } else { random.below(count) };
            step.exits.push(PlannedExit {
                to,
                label: ["", "是", "否", "不合格", "不符合条件的"][random.below(5)].into(),
                note: match random.below(4) {
                    0 => random.text(8),
                    _ => String::new(),
                },
            });
        }
        for _ in 0..random.below(4) {
            step.risks
                .push((Grade::ALL[random.below(3)], random.text(longest)));
        }
        for _ in 0..random.below(3) {
            step.measures.push(PlannedMeasure {
                text: random.text(longest),
                responsible: random.text(longest),
            });
        }
        step
    });
    Plan {
        steps: steps.collect(),
    }
}

fn laid_out(plan: &Plan) -> (Chart, bool) {
    match layout(plan, fonts()) {
        Ok(chart) => (chart, true),
        Err(overfull) => (overfull.chart, false),
    }
}

/// What no chart may break.
fn hold(chart: &Chart, fits: bool, case: &str) {
    let near = |a: &Rect, b: &Rect| a.grown(-0.2).overlaps(&b.grown(-0.2));
    if fits {
        assert!(chart.bottom <= CHART_BOTTOM_MM + 0.05, "{case}: too tall");
    }
    for (i, row) in chart.rows.iter().enumerate() {
        let node = &row.node;
        assert!(row.rect.contains(&node.rect), "{case}: node {i} leaves row");
        assert_eq!(node.rect.width, NODE_WIDTH_MM);
        if let Some(next) = chart.rows.get(i + 1) {
            let gap = next.node.rect.y - node.rect.bottom();
            assert!(gap >= 9.99, "{case}: gap {gap} after {i}");
            assert!((next.rect.y - row.rect.bottom()).abs() < 0.01);
            for fact in &node.facts {
                assert!(
                    !near(&fact.extent, &next.node.number_box()),
                    "{case}: {i} facts under number"
                );
            }
        }
        for line in &node.title {
            assert!(
                node.rect.contains(&line.extent.grown(-0.1)),
                "{case}: title {i} {line:?}"
            );
            for corner in [line.extent.y, line.extent.bottom()] {
                let inset = node.inset_at(corner);
                assert!(line.extent.x >= node.rect.x + inset - 0.1, "{case}: {i}");
                assert!(line.extent.right() <= node.rect.right() - inset + 0.1);
            }
            assert!(
                !near(&line.extent, &node.number_box()),
                "{case}: title {i} under number"
            );
            assert!(line.size >= 9.49);
        }
        for (k, fact) in node.facts.iter().enumerate() {
            assert!(fact.extent.x >= node.rect.x, "{case}: fact of {i}");
            assert!(fact.extent.right() <= node.rect.right() + 0.1);
            assert!(
                fact.extent.bottom() <= row.rect.bottom(),
                "{case}: fact {i}"
            );
            for other in &node.facts[k + 1..] {
                assert!(!near(&fact.extent, &other.extent), "{case}: facts of {i}");
            }
        }
        let texts: Vec<Rect> = row
            .risks
            .iter()
            .flat_map(|r| {
                r.text
                    .iter()
                    .map(|l| l.extent)
                    .chain(std::iter::once(r.chip))
            })
            .chain(row.measures.iter().flat_map(|m| {
                let label = m.label.iter().map(|l| l.extent);
                m.text
                    .iter()
                    .chain(&m.responsible)
                    .map(|l| l.extent)
                    .chain(label)
            }))
            .collect();
        for (k, text) in texts.iter().enumerate() {
            assert!(
                row.rect.contains(&text.grown(-0.1)),
                "{case}: text of row {i}: {text:?} in {:?}",
                row.rect
            );
            assert!(!node.touches(text), "{case}: text of row {i} on its node");
            for other in &texts[k + 1..] {
                assert!(
                    !near(text, other),
                    "{case}: texts of row {i}: {text:?} {other:?} {:#?}",
                    plan.steps[i]
                );
            }
            for edge in &chart.edges {
                assert!(
                    !segments(edge).any(|s| s.overlaps(text)),
                    "{case}: edge {}→{} over a text of row {i}",
                    edge.from,
                    edge.to
                );
            }
        }
    }
    for (k, edge) in chart.edges.iter().enumerate() {
        for pair in edge.points.windows(2) {
            let straight =
                (pair[0].x - pair[1].x).abs() < 1e-3 || (pair[0].y - pair[1].y).abs() < 1e-3;
            assert!(straight, "{case}: edge {k} is oblique");
        }
        for (i, row) in chart.rows.iter().enumerate() {
            let touches = segments(edge).any(|s| row.node.touches(&s.grown(-0.7)));
            assert!(!touches, "{case}: edge {k} through node {i}");
            let number = row.node.number_box().grown(-0.7);
            assert!(
                !segments(edge).any(|s| s.overlaps(&number)),
                "{case}: edge {k} {:?} over number {i}",
                edge.points
            );
        }
    }
    let written: Vec<Rect> = chart
        .labels
        .iter()
        .map(|l| l.extent)
        .chain(chart.pills.iter().map(|p| p.rect))
        .collect();
    for (k, rect) in written.iter().enumerate() {
        for (i, row) in chart.rows.iter().enumerate() {
            assert!(!row.node.touches(rect), "{case}: label {k} on node {i}");
            assert!(!row.node.number_box().overlaps(rect), "{case}: label {k}");
        }
        for other in &written[k + 1..] {
            assert!(!near(rect, other), "{case}: labels meet");
        }
    }
    for label in &chart.labels {
        for edge in &chart.edges {
            assert!(
                !segments(edge).any(|s| s.overlaps(&label.extent)),
                "{case}: edge over label {}",
                label.text
            );
        }
    }
    for pill in &chart.pills {
        for line in &pill.text {
            assert!(pill.rect.contains(&line.extent), "{case}: pill");
        }
    }
}

#[test]
fn generated_workflows_have_no_overlaps() {
    for seed in 1..=400 {
        let plan = generated(seed);
        let (chart, fits) = laid_out(&plan);
        hold(&chart, fits, &format!("seed {seed}"));
    }
}

#[test]
fn odd_shapes_hold() {
    let cases: [&[&[usize]]; 9] = [
        &[&[]],
        &[&[0]],
        &[&[0, 0]],
        &[&[1, 1], &[1, 0]],
        &[&[], &[], &[]],
        &[&[2], &[2], &[0]],
        &[&[2, 3, 4], &[2], &[3, 0, 1], &[4], &[]],
        &[&[1], &[0]],
        &[&[3, 3, 3, 3], &[], &[], &[0, 0, 0, 0]],
    ];
    for exits in cases {
        let (chart, fits) = laid_out(&plan(exits));
        assert!(fits);
        hold(&chart, fits, &format!("{exits:?}"));
    }
}

#[test]
fn one_step_does_not_fill_the_sheet() {
    let (chart, _) = laid_out(&plan(&[&[]]));
    assert!(chart.bottom < 400.0);
}

#[test]
fn forty_steps_say_how_much_too_tall_they_are() {
    let rows: Vec<Vec<usize>> = (0..40).map(|i| vec![(i + 1).min(39)]).collect();
    let rows: Vec<&[usize]> = rows.iter().map(Vec::as_slice).collect();
    let overfull = layout(&plan(&rows), fonts()).unwrap_err();
    assert!(overfull.excess_mm > 500.0, "{}", overfull.excess_mm);
    hold(&overfull.chart, false, "forty steps");
}

#[test]
fn labels_of_two_hundred_characters_stay_in_their_boxes() {
    let mut plan = plan(&[&[1], &[2, 0], &[]]);
    let long: String = "受理申请登记材料".repeat(25);
    for step in &mut plan.steps {
        step.title.clone_from(&long);
        step.who.clone_from(&long);
        step.limit.clone_from(&long);
        step.risks.push((Grade::High, long.clone()));
        for exit in &mut step.exits {
            exit.label.clone_from(&long);
            exit.note.clone_from(&long);
        }
    }
    let (chart, fits) = laid_out(&plan);
    hold(&chart, fits, "long labels");
    assert!(!chart.shortened.is_empty());
}

#[test]
fn handsome_sizes_where_there_is_room() {
    let (chart, fits) = laid_out(&plan(&[&[1], &[2], &[3, 0], &[4, 5], &[5], &[]]));
    assert!(fits && chart.readable_from_two_metres);
    assert_eq!(chart.rows[0].node.title[0].size, 13.6);
    assert_eq!(chart.rows[0].node.rect.height, 37.0);
    assert_eq!(chart.rows[2].node.rect.height, 60.0);
    let back = &chart.edges.iter().find(|e| e.to == 0).unwrap().points;
    assert_eq!(back[1].x, 196.0);
    let skip = &chart
        .edges
        .iter()
        .find(|e| (e.from, e.to) == (3, 5))
        .unwrap();
    assert_eq!(skip.points[1].x, 404.0);
}
