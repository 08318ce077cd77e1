//! What the ways out of a step must show: whose pill it is, and which edge a head ends.

use crate::sheet::flow::chart::{Chart, Edge};
use crate::sheet::flow::place::{alone_middle, upright};
use crate::sheet::flow::route::MOST_PORTS;
use crate::sheet::geometry::{Point, Rect};

/// Whether it leaves its node and enters another sideways, and on which side.
fn side(edge: &Edge) -> Option<bool> {
    match edge.points.as_slice() {
        [a, b, .., c, d] if a.y == b.y && c.y == d.y => Some(a.x < b.x),
        _ => None,
    }
}

/// A pill stands on its own edge where no other runs beside it; where it does not, its edge is
/// nowhere alone for long enough.
pub fn pills_stand_alone(chart: &Chart, case: &str) {
    for (from, pill) in &chart.pills {
        let (x, y) = (pill.rect.axis(), pill.rect.middle());
        let holds = |u: Rect| (u.axis() - x).abs() < 0.01 && u.y <= y && y <= u.bottom();
        let on = |edge: &&Edge| {
            let own = upright(edge).is_some_and(holds);
            edge.from == *from && side(edge).is_some() && own
        };
        let own = chart.edges.iter().find(on);
        let own = own.unwrap_or_else(|| panic!("{case}: a pill of {from} off its edges"));
        let others = chart.edges.iter().filter(|edge| !std::ptr::eq(*edge, own));
        let others = others.filter(|edge| side(edge) == side(own));
        let taken = others.filter_map(upright).map(|u| (u.y, u.bottom()));
        let taken: Vec<(f32, f32)> = taken.collect();
        let beside = |(a, b): &(f32, f32)| *a < pill.rect.bottom() && pill.rect.y < *b;
        if !taken.iter().any(beside) {
            continue;
        }
        let whole = upright(own).expect("an upright part");
        let (begins, height) = (own.points[0].y, pill.rect.height);
        let off = 4.0 + height / 2.0;
        let ends = (whole.y + off, whole.bottom() - off);
        let taken: Vec<(f32, f32)> = taken.iter().map(|(a, b)| (a - 12.0, b + 12.0)).collect();
        let free = alone_middle(&taken, ends, height, begins);
        // Numbers, nodes and labels may stand in the way there; then the lane is full.
        let stands_in_the_way = |middle: f32| {
            let place = Rect::around(Point::new(x, middle), pill.rect.width, height);
            let place = place.grown(1.0);
            let labels = chart.labels.iter().map(|(_, line)| line.extent);
            let pills = chart.pills.iter().map(|(_, pill)| pill.rect);
            let pills = pills.filter(|r| *r != pill.rect);
            let numbers = chart.rows.iter().map(|row| row.node.number_box());
            let mut all = labels.chain(pills).chain(numbers);
            all.any(|r| r.overlaps(&place)) || chart.rows.iter().any(|r| r.node.touches(&place))
        };
        let full = free.is_none_or(stands_in_the_way);
        assert!(
            full,
            "{case}: pill of {from} beside another edge, though free at {free:?}"
        );
    }
}

/// No two edges share a head, unless they join on purpose: one comes from above and one from below,
/// or more meet there than have room. Such two have no heads of their own on one upright, which would
/// read as a line that is broken off, unless another edge leaves between them.
pub fn heads_are_apart(chart: &Chart, case: &str) {
    for (i, a) in chart.edges.iter().enumerate() {
        for b in &chart.edges[i + 1..] {
            let (Some(tip), Some(other)) = (a.points.last(), b.points.last()) else {
                continue;
            };
            if a.to != b.to || side(a) != side(b) {
                continue;
            }
            let Some(right) = side(a) else { continue };
            let own = |e: &&Edge| side(e) == Some(right) && (e.to == a.to || e.from == a.to);
            let own = || chart.edges.iter().filter(own);
            if tip != other {
                let off = (tip.y - other.y).abs();
                assert!(off >= 5.79, "{case}: heads {off} mm apart at {}", a.to);
                let on_one = (a.points[1].x - b.points[1].x).abs() < 0.01;
                let is_between = |y: f32| (tip.y < y) != (other.y < y);
                let parts = |e: &Edge| e.from == a.to && is_between(e.points[0].y);
                let whole = !on_one || own().any(parts);
                assert!(whole, "{case}: two heads on one line at {}", a.to);
                continue;
            }
            // An edge to itself both leaves and enters.
            let met = own().count() + own().filter(|e| e.from == e.to).count();
            let (room, both) = (MOST_PORTS[usize::from(right)], (a.from, b.from, a.to));
            // Those that come from one side of the row join where one from the other does.
            let from_above = own().filter(|e| e.points.last() == Some(tip) && e.from <= e.to);
            let here = own().filter(|e| e.points.last() == Some(tip)).count();
            let opposed = (1..here).contains(&from_above.count());
            assert!(opposed || met > room, "{case}: {both:?} share a head");
        }
    }
}
