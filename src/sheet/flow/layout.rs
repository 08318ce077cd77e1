//! From words to geometry: rows, nodes, texts, then edges, then labels and pills.

use super::cell::{measures, risks, Column};
use super::chart::{Chart, Row};
use super::columns::{Columns, Shares, SHARES, SLOTS};
use super::edges::edges;
use super::frame::Frame;
use super::lane::both_lanes;
use super::node::{Draft, Node};
use super::plan::{Plan, PlannedStep};
use super::route::{Routes, MOST_JUMPS};
use super::scale::{Scale, TALLEST_ROW_MM};
use super::work::strip_size;
use super::write::write;
use super::Overfull;
use crate::model::{ChartStyle, StepKind};
use crate::sheet::cell::Cell;
use crate::sheet::geometry::Rect;
use crate::sheet::words::hei;
use crate::text::Fonts;

/// Texts of risk points are not made narrower for what stands beside them, in mm.
const LEAST_RISK_MM: f32 = 72.0;

/// Lays a plan out within a frame at the first scale with which it fits. Where it does not fit at
/// the smallest, the chart at that scale comes back as too tall.
pub fn layout_within(plan: &Plan, fonts: &Fonts, frame: &Frame) -> Result<Chart, Box<Overfull>> {
    let room = frame.room();
    let routes = Routes::of(plan);
    let ladder = Scale::ladder(plan.style, frame.persons.is_some());
    // Labels and pills cost most and only ever widen the lanes: no need to place them where
    // the rows alone are too tall, nor to try any scale where the smallest is.
    let lanes_of = |frame| both_lanes(plan, frame, &routes, [false; 2]);
    let widths = lanes_of(frame).map(|lane| lane.width);
    let frame = &frame.drawn_left(widest_texts(plan, fonts, &ladder[0]), widths);
    let lanes = lanes_of(frame);
    let tries = match plan.style {
        ChartStyle::Lanes => &SHARES[..],
        ChartStyle::Risk => &SLOTS[..],
        ChartStyle::Plain => &SLOTS[..1],
    };
    let mut all: Vec<(&Shares, Columns)> = (tries.iter())
        .map(|shares| (shares, Columns::of(plan, frame, &routes, &lanes, shares)))
        .collect();
    // Nodes do not stand further left than leaves the risk points lines that a reader takes in.
    let is_narrow = |columns: &Columns| columns.texts.0 - frame.risk_text < LEAST_RISK_MM;
    all.retain(|(shares, columns)| shares.0 >= 0.0 || !is_narrow(columns));
    let overfull = |(chart, height): (Chart, f32), ways| {
        let excess_mm = (height - room).max(0.0);
        Err(Box::new(Overfull {
            excess_mm,
            ways,
            chart,
        }))
    };
    let at = (&ladder[ladder.len() - 1], &tries[0], false);
    let at_smallest = |room: f32| at_scale(plan, fonts, frame, &routes, at, room);
    if routes.jumps.len() > MOST_JUMPS {
        // In no room at all: labels among so many ways take minutes to place.
        return overfull(at_smallest(0.0), Some(routes.jumps.len()));
    }
    let is_too_tall = |scale: &Scale, columns: &Columns| rows(plan, fonts, scale, columns).1 > room;
    // The first of these scales at which the chart fits with one of these shares and no pill hides its
    // edge; else the first at which it fits.
    let fitted = |all: &[(&Shares, Columns)], ladder: &[Scale]| -> Option<Chart> {
        let smallest = ladder.last()?;
        let all = all.iter().filter(|(_, c)| !is_too_tall(smallest, c));
        let all: Vec<_> = all.collect();
        let mut hiding = None;
        for scale in ladder.iter().filter(|_| !all.is_empty()) {
            let fits = all.iter().filter(|(_, c)| !is_too_tall(scale, c));
            let fits: Vec<&Shares> = fits.map(|(shares, _)| *shares).collect();
            let with = |roomy| {
                // What has to be cut with these shares may be whole with others.
                let mut with_cuts = None;
                for shares in &fits {
                    let at = (scale, *shares, roomy);
                    let (chart, height) = at_scale(plan, fonts, frame, &routes, at, room);
                    if height > room {
                        continue;
                    }
                    if chart.shortened.is_empty() && chart.cut_names.is_empty() {
                        return Some(chart);
                    }
                    with_cuts.get_or_insert(chart);
                }
                with_cuts
            };
            if let Some(chart) = with(true) {
                return Some(chart);
            }
            hiding = hiding.or_else(|| with(false));
        }
        hiding
    };
    // Pills that hide their edges come before other shares, and these before type that cannot be read
    // from afar.
    let readable = ladder.partition_point(Scale::is_readable_from_two_metres);
    let (far, near) = ladder.split_at(readable);
    let mut fitting = [(far, &all[..1]), (far, &all[1..]), (near, &all)].into_iter();
    if let Some(chart) = fitting.find_map(|(scales, shares)| fitted(shares, scales)) {
        return Ok(chart);
    }
    overfull(at_smallest(f32::INFINITY), None)
}

/// The width of the widest text of a risk and of a measure, each on one line, in mm.
fn widest_texts(plan: &Plan, fonts: &Fonts, scale: &Scale) -> [f32; 2] {
    let steps = || plan.steps.iter();
    let risks = steps().flat_map(|step| step.risks.iter().map(|(_, text)| text));
    let measures = steps().flat_map(|step| step.measures.iter().map(|m| &m.text));
    let risk = hei(fonts, scale.cell.size).widest(risks);
    [risk, hei(fonts, scale.measure).widest(measures)]
}

/// The chart at one scale, with the height it needs in mm; without its labels where that is more than
/// there is room for.
fn at_scale(
    plan: &Plan,
    fonts: &Fonts,
    frame: &Frame,
    routes: &Routes,
    (scale, shares, roomy): (&Scale, &Shares, bool),
    room: f32,
) -> (Chart, f32) {
    let (mut beside, mut last) = ([false; 2], false);
    loop {
        let lanes = both_lanes(plan, frame, routes, beside);
        let mut columns = Columns::of(plan, frame, routes, &lanes, shares);
        let drawn = |columns: &Columns| {
            let (mut chart, height) = rows(plan, fonts, scale, columns);
            chart.edges = edges(&chart.rows, routes, &lanes, columns);
            (chart, height)
        };
        let (mut chart, mut height) = drawn(&columns);
        if roomy && columns.leads_for_pills(plan, routes, &chart.edges) {
            (chart, height) = drawn(&columns);
        }
        if height > room {
            return (chart, height);
        }
        let missing = write(&mut chart, plan, fonts, routes, &columns, beside, last);
        if last || missing.is_empty() {
            return (chart, height);
        }
        // Where a wider lane does not help either, the next try cuts.
        for side in missing {
            last |= std::mem::replace(&mut beside[side as usize], true);
        }
    }
}

/// The node of a step, dressed the other way where that makes it much lower.
fn lower(
    (usual, other): (PlannedStep, Option<PlannedStep>),
    node: impl Fn(&PlannedStep) -> Node,
) -> Node {
    const MUCH_MM: f32 = 10.0;
    let usual = node(&usual);
    match other.map(|step| node(&step)) {
        Some(other) if other.block_height() + MUCH_MM < usual.block_height() => other,
        _ => usual,
    }
}

/// Rows with nodes and texts; what the frame leaves over is shared equally.
fn rows(plan: &Plan, fonts: &Fonts, scale: &Scale, columns: &Columns) -> (Chart, f32) {
    let frame = &columns.frame;
    let mut scale = *scale;
    let strips = plan.steps.iter().zip(&columns.slots);
    let strips = strips.map(|(step, slot)| strip_size(fonts, scale.strip.size, step, slot.width));
    scale.strip.size = strips.fold(scale.strip.size, f32::min);
    let scale = &scale;
    let contents = plan.steps.iter().enumerate().map(|(i, step)| {
        let slot = columns.slots[i];
        let own = |step: &PlannedStep| {
            let draft = Draft {
                fonts,
                scale,
                step,
                slot,
            };
            match step.kind {
                StepKind::Decision => draft.diamond(),
                _ => draft.work(),
            }
        };
        let mut node = lower(columns.dressed(step), own);
        node.number = i + 1;
        if plan.style != ChartStyle::Risk {
            return (node, Default::default(), Default::default());
        }
        let risks = risks(fonts, scale, step, columns);
        (node, risks, measures(fonts, scale, step, columns))
    });
    let contents: Vec<(Node, Column, Column)> = contents.collect();
    let nodes: Vec<&Node> = contents.iter().map(|(node, ..)| node).collect();
    let leads = columns.leads(&nodes, scale.beside[2]);
    let natural = contents.iter().zip(&leads);
    let natural = natural.map(|((node, risks, measures), lead)| {
        (node.block_height() + scale.beside[2] + lead)
            .max(risks.1 + scale.beside[0])
            .max(measures.1 + scale.beside[1])
    });
    let natural: Vec<f32> = natural.collect();
    let height: f32 = natural.iter().sum();
    let surplus = (frame.room() - height).max(0.0) / natural.len().max(1) as f32;
    let mut chart = Chart {
        readable_from_two_metres: scale.is_readable_from_two_metres(),
        right_text: columns.texts.1,
        ..Chart::default()
    };
    let around = |(cells, tall): Column, middle: f32| -> Vec<Cell> {
        let cells = cells.into_iter();
        cells.map(|c| c.lowered(middle - tall / 2.0)).collect()
    };
    let mut top = frame.top;
    for (i, ((node, risks, measures), natural)) in contents.into_iter().zip(natural).enumerate() {
        let tall = (natural + surplus).min(TALLEST_ROW_MM.max(natural));
        let middle = top + tall / 2.0;
        let node_top = middle + (leads[i] - node.block_height()) / 2.0;
        // A row that begins beside the node before is counted from its own node.
        let from = top.min(node_top);
        let width = frame.right - frame.left;
        chart.rows.push(Row {
            rect: Rect::new(frame.left, from, width, top + tall - from),
            node: node.lowered(node_top),
            risks: around(risks, middle),
            measures: around(measures, middle),
        });
        top += tall;
    }
    chart.bottom = top;
    (chart.lanes, chart.cut_names) = columns.heads(fonts, plan, top);
    (chart, height)
}
