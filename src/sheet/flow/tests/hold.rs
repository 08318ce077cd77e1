//! What no chart may break.

use super::{fonts, ways};
use crate::model::StepKind;
use crate::sheet::cell::Cell;
use crate::sheet::flow::chart::{Chart, Edge};
use crate::sheet::flow::frame::UPRIGHT;
use crate::sheet::flow::node::Node;
use crate::sheet::flow::place::segments;
use crate::sheet::flow::plan::Plan;
use crate::sheet::geometry::Rect;
use crate::sheet::words::hei;
use std::fmt::Arguments;

/// Asserts all of it.
pub fn hold(plan: &Plan, chart: &Chart, fits: bool, case: &str) {
    every_step_once(plan, chart, case);
    texts_are_as_wide_as_measured(chart, case);
    every_way_out_is_said(plan, chart, case);
    ways::pills_stand_alone(chart, case);
    ways::heads_are_apart(chart, case);
    let that = |holds: bool, what: Arguments| assert!(holds, "{case}: {what}");
    let near = |a: &Rect, b: &Rect| a.grown(-0.2).overlaps(&b.grown(-0.2));
    let over = |rect: &Rect| {
        let crosses = |edge: &&Edge| segments(edge).any(|s| s.overlaps(rect));
        chart.edges.iter().find(crosses).map(|e| (e.from, e.to))
    };
    let no_edge_over = |rect: &Rect, what: Arguments| {
        let over = over(rect);
        that(over.is_none(), format_args!("edge {over:?} over {what}"));
    };
    // No two of these touch.
    let apart = |all: &[Rect], what: &str| {
        for (k, rect) in all.iter().enumerate() {
            let met = all[k + 1..].iter().find(|other| near(rect, other));
            that(met.is_none(), format_args!("{what}: {rect:?} {met:?}"));
        }
    };
    if fits {
        let ends = chart.bottom <= UPRIGHT.bottom + 0.05;
        that(ends, format_args!("too tall"));
    }
    for (i, row) in chart.rows.iter().enumerate() {
        let node = &row.node;
        let rect = node.rect;
        let within = row.rect.contains(&rect);
        that(within, format_args!("node {i} leaves row"));
        if let Some(next) = chart.rows.get(i + 1) {
            // Below a way that leaves aside the next node begins beside the lower half of this
            // one, in another lane: there it is the edge that keeps off.
            let aside = aside(chart, i);
            let gap = next.node.rect.y - aside.unwrap_or(rect.bottom());
            // Nor need there be one where no way leads from one to the other.
            let is_led_to = chart.edges.iter().any(|e| e.from == i && e.to == i + 1);
            let loose = !chart.lanes.is_empty() && !is_led_to && !shares_lane(node, &next.node);
            that(loose || gap >= 9.99, format_args!("gap {gap} after {i}"));
            for later in &chart.rows[i + 1..] {
                let apart = !rect.overlaps(&later.node.rect);
                that(apart, format_args!("node {i} overlaps another"));
            }
            let begins = next.rect.y - row.rect.bottom();
            assert!(begins.abs() < 0.01 || (begins < 0.0 && (loose || aside.is_some())));
            for fact in &node.facts {
                let clear = !near(&fact.extent, &next.node.number_box());
                that(clear, format_args!("{i} facts under number"));
            }
        }
        for line in &node.title {
            let within = rect.contains(&line.extent.grown(-0.1));
            that(within, format_args!("title {i} {line:?}"));
            for corner in [line.extent.y, line.extent.bottom()] {
                let inset = node.inset_at(corner);
                let (from, to) = (rect.x + inset - 0.1, rect.right() - inset + 0.1);
                let within = line.extent.x >= from && line.extent.right() <= to;
                that(within, format_args!("title {i} {line:?}"));
            }
            let clear = !near(&line.extent, &node.number_box());
            that(clear, format_args!("title {i} under number"));
            assert!(line.size >= 9.49);
        }
        let facts: Vec<Rect> = node.facts.iter().map(|fact| fact.extent).collect();
        apart(&facts, "facts");
        for fact in facts {
            let across = fact.x >= rect.x && fact.right() <= rect.right() + 0.1;
            let within = across && fact.bottom() <= row.rect.bottom();
            that(within, format_args!("fact of {i}"));
        }
        let cells = row.risks.iter().chain(&row.measures);
        let texts = cells.flat_map(|cell| {
            let lines = cell.label.iter().chain(&cell.text).chain(&cell.note);
            let chip = cell.chip.iter().map(|chip| chip.rect);
            lines.map(|line| line.extent).chain(chip)
        });
        let texts: Vec<Rect> = texts.collect();
        apart(&texts, "texts");
        for text in &texts {
            let within = row.rect.contains(&text.grown(-0.1));
            that(within, format_args!("text of row {i}: {text:?} in {row:?}"));
            let clear = !node.touches(text);
            that(clear, format_args!("text of row {i} on its node"));
            no_edge_over(text, format_args!("a text of row {i}"));
        }
        for fact in node.facts.iter().map(|l| l.extent.grown(-0.7)) {
            no_edge_over(&fact, format_args!("who or limit of {i}"));
        }
        let number = node.number_box().grown(-0.7);
        no_edge_over(&number, format_args!("number {i}"));
    }
    for (k, edge) in chart.edges.iter().enumerate() {
        for pair in edge.points.windows(2) {
            let (across, down) = (pair[0].x - pair[1].x, pair[0].y - pair[1].y);
            let straight = across.abs() < 1e-3 || down.abs() < 1e-3;
            that(straight, format_args!("edge {k} is oblique"));
        }
        for (i, row) in chart.rows.iter().enumerate() {
            let touches = segments(edge).any(|s| row.node.touches(&s.grown(-0.7)));
            that(!touches, format_args!("edge {k} through node {i}"));
        }
    }
    let labels = chart.labels.iter().map(|(_, line)| line.extent);
    let pills = chart.pills.iter().map(|(_, pill)| pill.rect);
    let written: Vec<Rect> = labels.clone().chain(pills).collect();
    apart(&written, "labels");
    for (k, rect) in written.iter().enumerate() {
        for (i, row) in chart.rows.iter().enumerate() {
            let clear = !row.node.touches(rect) && !row.node.number_box().overlaps(rect);
            that(clear, format_args!("label {k} on node {i}"));
        }
    }
    for label in labels {
        no_edge_over(&label, format_args!("a label"));
    }
    for (_, pill) in &chart.pills {
        let mut lines = pill.text.iter();
        let within = lines.all(|line| pill.rect.contains(&line.extent));
        that(within, format_args!("pill"));
    }
}

fn shares_lane(a: &Node, b: &Node) -> bool {
    a.rect.x == b.rect.x
}

/// How far down the way from a row to the next is level, if it leaves its node aside.
fn aside(chart: &Chart, row: usize) -> Option<f32> {
    let to_next = |edge: &&Edge| edge.from == row && edge.to == row + 1;
    let edge = chart.edges.iter().filter(to_next);
    edge.filter(|e| e.points.len() == 3)
        .map(|e| e.points[0].y)
        .next()
}

/// The characters of a text without blanks, and without brackets, which a condition gets where it has
/// none.
fn plain(text: &str) -> Vec<char> {
    let is_said = |c: &char| !c.is_whitespace() && !matches!(c, '（' | '）');
    text.chars().filter(is_said).collect()
}

/// One node for each step, numbered in order, with all its words; one edge for each way out.
fn every_step_once(plan: &Plan, chart: &Chart, case: &str) {
    let squeezed = |text: &str| String::from_iter(plain(text));
    assert_eq!(chart.rows.len(), plan.steps.len(), "{case}");
    for (i, (row, step)) in chart.rows.iter().zip(&plan.steps).enumerate() {
        assert_eq!(row.node.number, i + 1, "{case}");
        let shown: String = row.node.title.iter().map(|l| l.text.as_str()).collect();
        let shown = squeezed(&shown);
        assert!(
            shown.starts_with(&squeezed(&step.title)),
            "{case}: {i}: {shown}"
        );
        let lines = row.node.title.iter().chain(&row.node.facts);
        let all: String = lines.map(|l| l.text.as_str()).collect();
        for text in [&step.limit, &step.condition] {
            let wanted = squeezed(text);
            let asked = step.kind == StepKind::Decision || text == &step.limit;
            assert!(
                !asked || squeezed(&all).contains(&wanted),
                "{case}: {i}: {wanted}"
            );
        }
    }
    let ways: usize = plan.steps.iter().map(|step| step.exits.len()).sum();
    assert_eq!(chart.edges.len(), ways, "{case}");
    for (i, step) in plan.steps.iter().enumerate() {
        for exit in &step.exits {
            let drawn = |e: &&Edge| e.from == i && e.to == exit.to;
            let wanted = step.exits.iter().filter(|e| e.to == exit.to).count();
            assert_eq!(chart.edges.iter().filter(drawn).count(), wanted, "{case}");
        }
    }
    for row in &chart.rows {
        let within = |lane: &&Cell| lane.rect.contains(&row.node.rect);
        let holders = chart.lanes.iter().filter(within).count();
        assert_eq!(holders, usize::from(!chart.lanes.is_empty()), "{case}");
    }
}

/// Label and note of each way out are written somewhere, unless it is told that they are not.
fn every_way_out_is_said(plan: &Plan, chart: &Chart, case: &str) {
    for (i, step) in plan.steps.iter().enumerate() {
        let labels = chart.labels.iter().filter(|(from, _)| *from == i);
        let pills = chart.pills.iter().filter(|(from, _)| *from == i);
        let lines = labels.map(|(_, line)| line);
        let lines = lines.chain(pills.flat_map(|(_, pill)| &pill.text));
        let mut written: Vec<char> = lines.flat_map(|line| plain(&line.text)).collect();
        for (k, exit) in step.exits.iter().enumerate() {
            if chart.shortened.contains(&(i, k)) {
                continue;
            }
            for c in plain(&format!("{}{}", exit.label, exit.note)) {
                let at = written.iter().position(|w| *w == c);
                let at = at.unwrap_or_else(|| panic!("{case}: {i} {exit:?} lacks {c}"));
                written.swap_remove(at);
            }
        }
    }
    for step in chart.cut_names.iter() {
        assert!(!plan.steps[*step].actor.is_empty(), "{case}");
    }
    let whole = |i: usize| -> String {
        let rect = &chart.rows[i].node.rect;
        let lane = chart.lanes.iter().find(|lane| lane.rect.contains(rect));
        let lines = lane.iter().flat_map(|lane| &lane.text);
        lines.map(|line| line.text.as_str()).collect()
    };
    for (i, step) in plan.steps.iter().enumerate() {
        let is_first = plan.steps.iter().position(|s| s.actor == step.actor) == Some(i);
        if is_first && !chart.lanes.is_empty() && !step.actor.is_empty() {
            let is_cut = plain(&whole(i)) != plain(&step.actor);
            assert_eq!(is_cut, chart.cut_names.contains(&i), "{case}: {}", whole(i));
        }
    }
}

/// Every text's box is what the typesetter's own measuring says of it.
fn texts_are_as_wide_as_measured(chart: &Chart, case: &str) {
    for row in &chart.rows {
        let risks = row.risks.iter().flat_map(|risk| &risk.text);
        for line in (row.node.title.iter().chain(&row.node.facts)).chain(risks) {
            let off = hei(fonts(), line.size).width(&line.text) - line.extent.width;
            assert!(off.abs() < 0.01, "{case}: {}", line.text);
        }
    }
}
