//! The words on the edges: labels of exits, notes in pills.

use super::chart::{Chart, Label};
use super::columns::Columns;
use super::lane::pill_text;
use super::place::{self, Obstacles};
use super::plan::Plan;
use super::route::{Routes, Side};
use super::scale::LABEL_CHARACTERS;
use crate::sheet::geometry::{Rect, TextLine};
use crate::text::Fonts;

/// Labels and pills. Gives the sides on which a pill found no room; in the `last` try it is
/// cut instead.
pub fn write(
    chart: &mut Chart,
    plan: &Plan,
    fonts: &Fonts,
    routes: &Routes,
    columns: &Columns,
    pill_sizes: [f32; 2],
    last: bool,
) -> Vec<Side> {
    let mut missing = Vec::new();
    let mut labels = Vec::new();
    let mut pills = Vec::new();
    let mut shortened = Vec::new();
    let (left, right) = columns.between_texts;
    let top = columns.frame.top;
    let bounds = Rect::new(left, top, right - left, chart.bottom - top);
    let mut obstacles = Obstacles::new(&chart.rows, &chart.edges, bounds);
    for (place_of_drop, drop) in routes.drops.iter().enumerate() {
        let exit = &plan.steps[drop.from].exits[drop.exit];
        let text = match (exit.label.as_str(), exit.note.as_str()) {
            ("", note) => note.to_string(),
            (label, "") => label.to_string(),
            (label, note) => format!("{label}（{note}）"),
        };
        if text.is_empty() {
            continue;
        }
        if let Some(side) = columns.aside[drop.from + 1] {
            let port = chart.edges[place_of_drop].points[0];
            match place::exit_label(fonts, &mut obstacles, &text, port, side, false) {
                Some(line) => labels.push(Label {
                    from: drop.from,
                    line,
                }),
                None => shortened.push((drop.from, drop.exit)),
            }
            continue;
        }
        let node = &chart.rows[drop.from].node;
        let below = chart.rows[drop.from + 1].node.rect.y;
        let own = &chart.edges[place_of_drop].points;
        // Where the edge turns aside, the label stands above the turn.
        let turn = if own.len() > 2 { own[1].y } else { below };
        let gap = (node.rect.bottom(), turn);
        let axis = node.axis();
        let mut put = |text: &str, may_cut: bool| {
            place::axis_label(fonts, &mut obstacles, text, gap, axis, may_cut)
        };
        // Whole on one side, else label and note on a side each, else what there is room for.
        let mut lines: Vec<TextLine> = put(&text, false).into_iter().collect();
        if lines.is_empty() && !exit.label.is_empty() && !exit.note.is_empty() {
            let parts = [exit.label.clone(), format!("（{}）", exit.note)];
            lines.extend(parts.iter().filter_map(|part| put(part, false)));
            if lines.len() < parts.len() {
                shortened.push((drop.from, drop.exit));
            }
        } else if lines.is_empty() {
            shortened.push((drop.from, drop.exit));
        }
        if lines.is_empty() {
            lines.extend(put(&text, true));
        }
        let from = drop.from;
        labels.extend(lines.into_iter().map(|line| Label { from, line }));
    }
    let first = routes.drops.len();
    // Labels that find no room by the tip of their node stand in the pill of their edge.
    let mut without_tip = Vec::new();
    for (i, jump) in routes.jumps.iter().enumerate() {
        let exit = &plan.steps[jump.from].exits[jump.exit];
        let points = &chart.edges[first + i].points;
        if !exit.label.is_empty() && exit.label.chars().count() <= LABEL_CHARACTERS {
            let up = points[2].y < points[0].y;
            let placed =
                place::exit_label(fonts, &mut obstacles, &exit.label, points[0], jump.side, up);
            match placed {
                Some(line) => labels.push(Label {
                    from: jump.from,
                    line,
                }),
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
        let size = pill_sizes[usize::from(jump.side == Side::Right)];
        match place::pill(fonts, &mut obstacles, &note, first + i, size, last) {
            Some((pill, was_cut)) => {
                pills.push(pill);
                if was_cut {
                    shortened.push((jump.from, jump.exit));
                }
            }
            None => {
                missing.push(jump.side);
                shortened.push((jump.from, jump.exit));
            }
        }
    }
    chart.labels = labels;
    chart.pills = pills;
    chart.shortened = shortened;
    missing
}
