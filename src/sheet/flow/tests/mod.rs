//! Properties that must hold for every workflow, tried on a thousand generated ones and on
//! odd shapes.

mod hold;
mod random;
mod ways;

use super::chart::{Chart, Edge};
use super::frame::{Frame, LYING, UPRIGHT};
use super::layout::layout_within;
use super::plan::{Plan, PlannedExit, PlannedMeasure, PlannedStep};
use crate::build::preset;
use crate::model::{ChartStyle, Grade, StepKind};
use crate::text::Fonts;
use hold::hold;
use random::generated;
use rayon::prelude::*;
use std::sync::OnceLock;

/// The grades of a preset.
fn grades() -> Vec<Grade> {
    preset::vocabulary("township").grades
}

fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| Fonts::shipped().unwrap())
}

fn step(title: &str) -> PlannedStep {
    PlannedStep {
        kind: StepKind::Task,
        title: title.to_string(),
        condition: String::new(),
        actor: "会计".into(),
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
        let exits = to.iter().map(|&to| PlannedExit {
            to,
            ..PlannedExit::default()
        });
        step.exits = exits.collect();
        step
    });
    Plan {
        style: ChartStyle::Risk,
        steps: steps.collect(),
    }
}

fn laid_out(plan: &Plan) -> (Chart, bool) {
    laid_out_within(plan, &UPRIGHT)
}

fn laid_out_within(plan: &Plan, frame: &Frame) -> (Chart, bool) {
    match layout_within(plan, fonts(), frame) {
        Ok(chart) => (chart, true),
        Err(overfull) => (overfull.chart, false),
    }
}

#[test]
fn generated_workflows_have_no_overlaps() {
    (1..=1000_u64).into_par_iter().for_each(|seed| {
        let plan = generated(seed);
        let (chart, fits) = laid_out(&plan);
        hold(&plan, &chart, fits, &format!("seed {seed}"));
    });
}

#[test]
fn generated_workflows_hold_on_a_lying_sheet_too() {
    let fitting = (1..=100_u64).into_par_iter().filter(|seed| {
        let plan = generated(*seed);
        let (chart, fits) = laid_out_within(&plan, &LYING);
        hold(&plan, &chart, fits, &format!("lying, seed {seed}"));
        let persons = chart.rows.iter().flat_map(|row| &row.measures);
        for line in persons.flat_map(|measure| &measure.text) {
            let right = line.extent.right();
            assert!(right <= LYING.measures_end() + 0.1, "seed {seed}");
        }
        assert!(!fits || chart.bottom <= LYING.bottom + 0.05, "seed {seed}");
        fits
    });
    assert!(fitting.count() > 5);
}

#[test]
fn beside_wide_columns_texts_and_nodes_have_the_measures_of_the_lying_sheet() {
    let mut plan = plan(&[&[1], &[2], &[3, 0], &[4, 5], &[5], &[6], &[7], &[8], &[]]);
    for step in &mut plan.steps {
        step.risks
            .push((grades()[0], "不认真执行年初预算，开支失控".into()));
        step.measures.push(PlannedMeasure {
            text: "大额资金凭会议纪要拨付".into(),
            responsible: "镇党政联席会议".into(),
        });
    }
    let chart = layout_within(&plan, fonts(), &LYING).unwrap();
    assert!(chart.readable_from_two_metres);
    let row = &chart.rows[0];
    assert_eq!((row.node.rect.x, row.node.rect.right()), (380.0, 626.0));
    let heights = [0, 2].map(|i: usize| chart.rows[i].node.rect.height);
    assert_eq!(heights, [34.5, 57.0]);
    let (risk, measure) = (&row.risks[0].text, &row.measures[0]);
    assert_eq!((risk.len(), risk[0].x, risk[0].size), (1, 175.0, 12.6));
    assert_eq!((measure.text.len(), measure.text[0].size), (1, 12.2));
    let person = &measure.note[0];
    assert!(measure.label.is_none());
    assert_eq!((person.x, person.size), (799.0, 10.6));
    let off = person.extent.middle() - measure.text[0].extent.middle();
    assert!(off.abs() < 0.01, "on one line");
    let over = chart.bottom - LYING.bottom;
    assert!(over.abs() < 0.1, "the rows fill the sheet");
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
        for &style in ChartStyle::ALL {
            let plan = Plan {
                style,
                ..plan(exits)
            };
            let (chart, fits) = laid_out(&plan);
            assert!(fits);
            hold(&plan, &chart, fits, &format!("{exits:?} {style:?}"));
        }
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
    let plan = plan(&rows);
    let overfull = layout_within(&plan, fonts(), &UPRIGHT).unwrap_err();
    assert!(overfull.excess_mm > 500.0, "{}", overfull.excess_mm);
    hold(&plan, &overfull.chart, false, "forty steps");
}

#[test]
fn labels_of_two_hundred_characters_stay_in_their_boxes() {
    let mut plan = plan(&[&[1], &[2, 0], &[]]);
    let long: String = "受理申请登记材料".repeat(25);
    for step in &mut plan.steps {
        step.title.clone_from(&long);
        step.who.clone_from(&long);
        step.limit.clone_from(&long);
        step.risks.push((grades()[0], long.clone()));
        for exit in &mut step.exits {
            exit.label.clone_from(&long);
            exit.note.clone_from(&long);
        }
    }
    let (chart, fits) = laid_out(&plan);
    hold(&plan, &chart, fits, "long labels");
    assert!(!chart.shortened.is_empty());
}

#[test]
fn handsome_sizes_where_there_is_room() {
    let sizes = |chart: &Chart| {
        let [work, asks] = [0, 2].map(|row| &chart.rows[row].node);
        [work.title[0].size, work.rect.height, asks.rect.height]
    };
    let steps: [&[usize]; 5] = [&[1], &[2], &[3, 0], &[4, 5], &[5]];
    let more: [&[usize]; 5] = [&[6], &[7], &[8], &[9], &[]];
    let (many, fits) = laid_out(&plan(&[steps, more].concat()));
    assert!(fits && many.readable_from_two_metres);
    assert_eq!(sizes(&many), [13.6, 37.0, 60.0]);
    // Few steps have the sizes of a chart that stands alone.
    let (chart, fits) = laid_out(&plan(&[&steps[..], &[&[]]].concat()));
    assert!(fits && chart.readable_from_two_metres);
    assert_eq!(sizes(&chart), [19.0, 51.0, 84.0]);
    let back = &chart.edges.iter().find(|e| e.to == 0).unwrap().points;
    assert_eq!(back[1].x, 196.0);
    let skip = chart.edges.iter().find(|e| (e.from, e.to) == (3, 5));
    assert_eq!(skip.unwrap().points[1].x, 404.0);
}

#[test]
fn interleaving_jumps_part_to_both_sides() {
    // 2 → 5 and 3 → 6 would cross in one lane.
    let (chart, _) = laid_out(&plan(&[&[1], &[2, 4], &[3, 5], &[4], &[5], &[]]));
    assert_eq!(chart.crossings(), 0);
    let side = |from: usize| {
        let is_jump = |e: &&Edge| e.from == from && e.to > from + 1;
        let jump = chart.edges.iter().find(is_jump);
        jump.unwrap().points[1].x < chart.rows[0].node.rect.axis()
    };
    assert_ne!(side(1), side(2));
}

#[test]
fn every_actor_has_a_lane() {
    let mut plan = plan(&[&[1], &[2, 0], &[]]);
    plan.style = ChartStyle::Lanes;
    plan.steps[1].actor = "财政所所长".into();
    let (chart, _) = laid_out(&plan);
    let heads = chart.lanes.iter().map(|lane| lane.text[0].text.as_str());
    let heads: Vec<&str> = heads.collect();
    assert_eq!(heads, ["会计", "财政所所长"]);
    assert!(chart.rows[0].node.rect.axis() < chart.rows[1].node.rect.axis());
    assert_eq!(
        chart.rows[0].node.rect.axis(),
        chart.rows[2].node.rect.axis()
    );
}

#[test]
fn a_plain_chart_has_larger_type() {
    let mut plan = plan(&[&[1], &[2, 0], &[3], &[]]);
    plan.steps[0].risks.push((grades()[0], "不该出现".into()));
    plan.style = ChartStyle::Plain;
    let (chart, _) = laid_out(&plan);
    assert_eq!(chart.rows[0].node.title[0].size, 19.0);
    assert!(chart.rows[0].risks.is_empty());
}
