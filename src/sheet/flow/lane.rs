//! How wide the lanes beside the nodes are, and where their tracks run.

use super::frame::{Frame, BESIDE_TRACKS_MM, RIGHT_TEXT_BLANK_MM};
use super::place;
use super::plan::{Plan, PlannedExit};
use super::route::{Jump, Routes, Side};
use super::scale::{LABEL_CHARACTERS, NUMBER_EDGE_MM, NUMBER_RADIUS_MM, TRACK_MM, TRACK_STEP_MM};
use crate::model::ChartStyle;

/// The lanes at the left and at the right, each so wide or not that its pills pass beside the numbers.
pub fn both_lanes(plan: &Plan, frame: &Frame, routes: &Routes, beside: [bool; 2]) -> [Lane; 2] {
    let room = frame.most_track(plan.style);
    let sides = [(Side::Left, beside[0]), (Side::Right, beside[1])];
    sides.map(|(side, beside)| lane(plan, room, routes, side, beside))
}

/// The lane of one side.
pub struct Lane {
    /// Distances of the tracks from the nodes' block, in mm.
    pub tracks: Vec<f32>,
    /// Width of the lane, in mm.
    pub width: f32,
}

fn lane(plan: &Plan, room: f32, routes: &Routes, side: Side, beside: bool) -> Lane {
    let half = place::pill_half_width(place::LABEL_MM);
    let count = routes.tracks(side);
    let numbers = NUMBER_RADIUS_MM + NUMBER_EDGE_MM;
    let mut at = match side {
        Side::Left if beside => numbers + half + 1.5,
        _ => TRACK_MM,
    };
    let has_pill = |j: &Jump| !pill_text(&plan.steps[j.from].exits[j.exit]).is_empty();
    let mut tracks = Vec::new();
    for track in 0..count {
        tracks.push(at);
        // Two tracks side by side with a pill on one of them stand further apart.
        let beside = |j: &&Jump| j.side == side && (j.track == track || j.track == track + 1);
        let pair: Vec<&Jump> = routes.jumps.iter().filter(beside).collect();
        let meets = |a: &Jump, b: &Jump| a.track != b.track && a.meets(b);
        let met = |a: &&Jump| pair.iter().any(|b| meets(a, b));
        let crowded = pair.iter().any(|a| has_pill(a) && met(a));
        at += if crowded { half + 2.5 } else { TRACK_STEP_MM };
    }
    let last = tracks.last().copied().unwrap_or(TRACK_MM);
    if last > room {
        let first = tracks[0].min(room);
        let step = (room - first) / (count.max(2) - 1) as f32;
        tracks = (0..count).map(|i| first + step * i as f32).collect();
    }
    // A text at the left, which has no blank of its own, keeps as far off a pill as one at the right.
    let outer = |j: &Jump| j.side == Side::Left && j.track + 1 == count && has_pill(j);
    let has_text = side == Side::Left && plan.style == ChartStyle::Risk;
    let keeps_off = has_text && routes.jumps.iter().any(outer);
    let blank = [0.0, RIGHT_TEXT_BLANK_MM][usize::from(keeps_off)];
    // Without a text beside it a lane without tracks needs no room.
    let width = match (tracks.last(), plan.style) {
        (None, ChartStyle::Lanes) => NUMBER_EDGE_MM,
        (last, _) => last.unwrap_or(&TRACK_MM) + BESIDE_TRACKS_MM + blank,
    };
    Lane { tracks, width }
}

/// What stands in the pill of an exit through a lane: its note, after a label too long for
/// the tip.
pub fn pill_text(exit: &PlannedExit) -> String {
    match exit.label.chars().count() > LABEL_CHARACTERS {
        true => format!("{}{}", exit.label, exit.note),
        false => exit.note.clone(),
    }
}
