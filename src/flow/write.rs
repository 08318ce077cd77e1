//! The words on the edges: labels of exits, notes in pills.

use super::chart::{Chart, Label};
use super::columns::Columns;
use super::geometry::Rect;
use super::lane::pill_text;
use super::place::{self, Obstacles};
use super::plan::Plan;
use super::route::{Routes, Side};
use super::scale::CHART_TOP_MM;
use crate::text::Fonts;

/// A label of more characters is shown in the pill of its edge.
pub const LABEL_CHARACTERS: usize = 4;

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
    let bounds = Rect::new(
        left,
        CHART_TOP_MM,
        right - left,
        chart.bottom - CHART_TOP_MM,
    );
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
        let node = &chart.rows[drop.from].node;
        let below = chart.rows[drop.from + 1].node.rect.y;
        let own = &chart.edges[place_of_drop].points;
        // Where the edge turns aside, the label stands above the turn.
        let turn = if own.len() > 2 { own[1].y } else { below };
        let gap = (node.rect.bottom(), turn);
        match place::axis_label(fonts, &mut obstacles, &text, gap, node.axis()) {
            Some((line, was_cut)) => {
                labels.push(Label {
                    from: drop.from,
                    line,
                });
                if was_cut {
                    shortened.push((drop.from, drop.exit));
                }
            }
            None => shortened.push((drop.from, drop.exit)),
        }
    }
    let first = routes.drops.len();
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
                None => shortened.push((jump.from, jump.exit)),
            }
        }
    }
    for (i, jump) in routes.jumps.iter().enumerate() {
        let note = pill_text(&plan.steps[jump.from].exits[jump.exit]);
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
