//! Which way each exit goes: down the axis, or through a lane, at which port and on which
//! track. Works on rows alone, so that the width of the lanes is known before any text is
//! fitted.

use super::plan::Plan;
use super::sides;
pub use super::way::{Drop, Jump, Port, Side};

/// More jumps than this nobody can follow on a sheet, and placing them all takes minutes.
pub const MOST_JUMPS: usize = 120;

/// All ways of a plan.
#[derive(Debug, Clone, Default)]
pub struct Routes {
    /// Down the axis.
    pub drops: Vec<Drop>,
    /// Through the lanes.
    pub jumps: Vec<Jump>,
}

impl Routes {
    /// Finds the way of every exit (looks/README section 3, edges 1 to 3).
    pub fn of(plan: &Plan) -> Self {
        let mut routes = Self::default();
        let port = Port {
            rank: 0,
            of: 1,
            tip: None,
        };
        for (from, step) in plan.steps.iter().enumerate() {
            let straight = step.exits.iter().position(|exit| exit.to == from + 1);
            if let Some(exit) = straight {
                routes.drops.push(Drop { from, exit });
            }
            let off = step.exits.iter().enumerate();
            for (exit, way) in off.filter(|(exit, _)| Some(*exit) != straight) {
                routes.jumps.push(Jump {
                    from,
                    exit,
                    to: way.to,
                    side: Side::natural(from, way.to),
                    leaves: port,
                    enters: port,
                    track: 0,
                });
            }
        }
        if routes.jumps.len() <= MOST_JUMPS {
            sides::choose(plan, &mut routes.jumps);
        }
        assign_ports(&mut routes.jumps, plan.steps.len());
        assign_tracks(&mut routes.jumps);
        routes
    }

    /// Number of tracks that a lane needs.
    pub fn tracks(&self, side: Side) -> usize {
        let used = self.jumps.iter().filter(|j| j.side == side);
        used.map(|j| j.track + 1).max().unwrap_or(0)
    }
}

/// As many heads of edges stand apart on the left and on the right side of the lowest node
/// there can be; at the left the number takes some of the height.
pub const MOST_PORTS: [usize; 2] = [2, 3];

/// What meets a side of a node at one port.
struct End {
    /// The one that leaves, or those that enter.
    jumps: Vec<usize>,
    /// Whether it leaves.
    leaves: bool,
    /// Goes to or comes from above.
    up: bool,
    /// Rows to its other end.
    length: usize,
}

impl End {
    /// From the top: those that go up, short ones first, then those that go down, long ones
    /// first: so the edges of one side nest without crossing. Two from the same step to the
    /// same step nest if they enter in the other order than they leave.
    fn place(&self) -> impl Ord {
        let length = self.length as i64;
        let order = if self.up { length } else { -length };
        let index = self.jumps.first().map_or(0, |&i| i as i64);
        let nested = if self.leaves { index } else { -index };
        (!self.up, order, !self.leaves, nested)
    }
}

/// Those that enter a side of the node in `row`, by the port that they share: one for all that come
/// from above and one for all from below; where all come from one direction each its own if so many
/// have room. Edges that share a port are one line from where they meet, with one head.
fn entering(jumps: &[Jump], own: &[usize], row: usize, room: usize) -> Vec<Vec<usize>> {
    let (above, below): (Vec<usize>, Vec<usize>) = own.iter().partition(|&&i| jumps[i].from <= row);
    match above.is_empty() || below.is_empty() {
        true if own.len() <= room => own.iter().map(|&i| vec![i]).collect(),
        false if room > 1 => vec![above, below],
        _ => vec![own.to_vec()],
    }
}

/// Gives each leaving edge a port of its own, and the entering ones theirs.
fn assign_ports(jumps: &mut [Jump], rows: usize) {
    for row in 0..rows {
        for side in [Side::Left, Side::Right] {
            let on_side = |end: fn(&Jump) -> usize| -> Vec<usize> {
                let own = |&i: &usize| jumps[i].side == side && end(&jumps[i]) == row;
                (0..jumps.len()).filter(own).collect()
            };
            let leaving = on_side(|jump| jump.from);
            let room = MOST_PORTS[side as usize].saturating_sub(leaving.len());
            let groups = entering(jumps, &on_side(|jump| jump.to), row, room);
            let end = |own: Vec<usize>, leaves: bool| {
                let other = |&i: &usize| if leaves { jumps[i].to } else { jumps[i].from };
                End {
                    up: own.iter().any(|i| other(i) < row + usize::from(!leaves)),
                    length: own
                        .iter()
                        .map(|i| other(i).abs_diff(row))
                        .max()
                        .unwrap_or(0),
                    jumps: own,
                    leaves,
                }
            };
            let leaving = leaving.into_iter().map(|i| end(vec![i], true));
            let entering = groups.into_iter().map(|group| end(group, false));
            let mut ends: Vec<End> = leaving.chain(entering).collect();
            ends.sort_by_key(End::place);
            // Two heads above each other on one upright would read as a line that is broken off.
            ends.dedup_by(|below, above| {
                let joins = !above.leaves && !below.leaves && above.up != below.up;
                above.jumps.extend(below.jumps.iter().filter(|_| joins));
                joins
            });
            let of = ends.len();
            let tip = ends.iter().position(|end| end.leaves);
            let tip = tip.filter(|_| ends.iter().filter(|end| end.leaves).count() == 1);
            for (rank, end) in ends.iter().enumerate() {
                for &i in &end.jumps {
                    let Jump { leaves, enters, .. } = &mut jumps[i];
                    *(if end.leaves { leaves } else { enters }) = Port { rank, of, tip };
                }
            }
        }
    }
}

/// The longer span outside: short ones take the innermost track that nothing they meet has.
fn assign_tracks(jumps: &mut [Jump]) {
    let mut order: Vec<usize> = (0..jumps.len()).collect();
    order.sort_by(|&a, &b| {
        let length = |i: usize| jumps[i].span().1 - jumps[i].span().0;
        length(a).total_cmp(&length(b)).then(a.cmp(&b))
    });
    for (place, &i) in order.iter().enumerate() {
        let inner = order[..place].iter().map(|&j| &jumps[j]);
        let met = inner.filter(|inner| jumps[i].meets(inner));
        jumps[i].track = met.map(|inner| inner.track + 1).max().unwrap_or(0);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::plan;
    use super::*;

    #[test]
    fn back_left_and_forward_right() {
        let routes = Routes::of(&plan(&[&[1], &[2], &[3, 0], &[4, 5], &[5], &[]]));
        assert_eq!(routes.drops.len(), 5);
        let sides = routes.jumps.iter().map(|j| (j.from, j.to, j.side));
        let sides: Vec<_> = sides.collect();
        assert_eq!(sides, [(2, 0, Side::Left), (3, 5, Side::Right)]);
    }

    #[test]
    fn two_exits_off_the_axis_fork_and_the_shorter_goes_right() {
        let routes = Routes::of(&plan(&[&[2, 3], &[2], &[3], &[]]));
        let sides: Vec<_> = routes.jumps.iter().map(|j| (j.to, j.side)).collect();
        assert_eq!(sides, [(2, Side::Right), (3, Side::Left)]);
    }

    #[test]
    fn the_longer_span_runs_outside() {
        let routes = Routes::of(&plan(&[&[1, 5], &[2, 4], &[3], &[4], &[5], &[]]));
        let tracks: Vec<_> = routes.jumps.iter().map(|j| (j.from, j.track)).collect();
        assert_eq!(tracks, [(0, 1), (1, 0)]);
    }

    #[test]
    fn edges_that_follow_each_other_share_a_track() {
        let routes = Routes::of(&plan(&[&[1, 2], &[2], &[3, 4], &[4], &[]]));
        assert!(routes.jumps.iter().all(|j| j.track == 0));
    }

    #[test]
    fn ways_from_above_and_from_below_take_two_sides() {
        let exits: [&[usize]; 8] = [&[1], &[2], &[3, 4], &[5], &[5], &[6], &[7, 5], &[]];
        let routes = Routes::of(&plan(&exits));
        let side = |from, to| {
            let mut jumps = routes.jumps.iter();
            jumps.find(|j| (j.from, j.to) == (from, to)).map(|j| j.side)
        };
        assert_ne!(side(3, 5), side(6, 5));
        assert_ne!(side(2, 4), side(3, 5), "they would cross");
    }

    #[test]
    fn the_only_way_out_of_a_side_is_at_the_tip() {
        let routes = Routes::of(&plan(&[&[1], &[2], &[3, 4], &[5], &[5], &[6, 2], &[]]));
        let leaves = routes.jumps.iter().find(|j| (j.from, j.to) == (5, 2));
        let leaves = leaves.expect("the way back").leaves;
        assert_eq!((leaves.tip, leaves.of), (Some(leaves.rank), 2));
    }
}
