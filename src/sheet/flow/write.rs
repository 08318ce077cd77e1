//! The words on the edges: labels of exits, notes in pills.

use super::chart::Chart;
use super::columns::Columns;
use super::lane::pill_text;
use super::place::Obstacles;
use super::plan::Plan;
use super::route::{Routes, Side};
use super::scale::LABEL_CHARACTERS;
use crate::sheet::geometry::{Rect, TextLine};
use crate::text::Fonts;

/// Labels and pills. Gives the sides on which a pill found no room, or none but beside the tip of a
/// question, unless the lane is `wide` already; in the `last` try it is cut instead.
pub fn write(
    chart: &mut Chart,
    plan: &Plan,
    fonts: &Fonts,
    routes: &Routes,
    columns: &Columns,
    wide: [bool; 2],
    last: bool,
) -> Vec<Side> {
    let mut missing = Vec::new();
    let (left, right) = columns.between_texts;
    let top = columns.frame.top;
    let mut obstacles = Obstacles {
        fonts,
        rows: &chart.rows,
        edges: &chart.edges,
        placed: Vec::new(),
        bounds: Rect::new(left, top, right - left, chart.bottom - top),
    };
    for (drop, edge) in routes.drops.iter().zip(&chart.edges) {
        let (from, own) = (drop.from, &edge.points);
        let exit = &plan.steps[from].exits[drop.exit];
        let text = match (exit.label.as_str(), exit.note.as_str()) {
            ("", "") => continue,
            ("", note) => note.to_string(),
            (label, "") => label.to_string(),
            (label, note) => format!("{label}（{note}）"),
        };
        if let Some(side) = columns.aside[from + 1] {
            match obstacles.exit_label(&text, own[0], side, false) {
                Some(line) => chart.labels.push((from, line)),
                None => chart.shortened.push((from, drop.exit)),
            }
            continue;
        }
        let node = &chart.rows[from].node;
        let below = chart.rows[from + 1].node.rect.y;
        // Where the edge turns aside, the label stands above the turn.
        let turn = if own.len() > 2 { own[1].y } else { below };
        let gap = (node.rect.bottom(), turn);
        let mut put =
            |text: &str, may_cut| obstacles.axis_label(text, gap, node.rect.axis(), may_cut);
        // Whole on one side, else label and note on a side each, else what there is room for.
        let mut lines: Vec<TextLine> = put(&text, false).into_iter().collect();
        if lines.is_empty() && !exit.label.is_empty() && !exit.note.is_empty() {
            let parts = [exit.label.clone(), format!("（{}）", exit.note)];
            lines.extend(parts.iter().filter_map(|part| put(part, false)));
            if lines.len() < parts.len() {
                chart.shortened.push((from, drop.exit));
            }
        } else if lines.is_empty() {
            chart.shortened.push((from, drop.exit));
        }
        if lines.is_empty() {
            lines.extend(put(&text, true));
        }
        let lines = lines.into_iter().map(|line| (from, line));
        chart.labels.extend(lines);
    }
    let first = routes.drops.len();
    // Labels that find no room by the tip of their node stand in the pill of their edge.
    let mut without_tip = Vec::new();
    for (i, jump) in routes.jumps.iter().enumerate() {
        let (from, label) = (jump.from, &plan.steps[jump.from].exits[jump.exit].label);
        let points = &chart.edges[first + i].points;
        if !label.is_empty() && label.chars().count() <= LABEL_CHARACTERS {
            let up = points[2].y < points[0].y;
            match obstacles.exit_label(label, points[0], jump.side, up) {
                Some(line) => chart.labels.push((from, line)),
                None => without_tip.push(i),
            }
        }
    }
    for (i, jump) in routes.jumps.iter().enumerate() {
        let exit = &plan.steps[jump.from].exits[jump.exit];
        let note = match without_tip.contains(&i) {
            true => format!("{}{}", exit.label, exit.note),
            false => pill_text(exit),
        };
        if note.is_empty() {
            continue;
        }
        let pill = obstacles.pill(&note, first + i, [last || wide[jump.side as usize], last]);
        if pill.as_ref().is_none_or(|(_, was_cut)| *was_cut) {
            chart.shortened.push((jump.from, jump.exit));
        }
        match pill {
            Some((pill, _)) => chart.pills.push((jump.from, pill)),
            None => missing.push(jump.side),
        }
    }
    missing
}
