//! Which lane each jump takes: the natural one, unless the other saves a crossing.
//!
//! Two jumps in one lane cross exactly where their spans interleave; nested ones run on
//! tracks side by side. The rows stand in the order of the steps, so the choice of lanes is
//! all there is to gain. Its cost is lowered by turning one jump or a pair at a time: the
//! least number of crossings is a hard problem, and charts are small.

use super::plan::Plan;
use super::way::{Jump, Side};
use crate::model::StepKind;

/// A crossing.
const CROSSING: i64 = 100;
/// All exits of a question in one lane, where it should fork in two (edge rule 3).
const UNFORKED: i64 = 40;
/// A step left against edge rule 2; a question more so, since its label stands at the tip.
const UNNATURAL: [i64; 2] = [30, 36];
/// A tip of a diamond, or a side of a box, that is both left and entered.
const CROWDED: [i64; 2] = [24, 6];
/// A side that is entered from above and from below: one head of two ways, of which a label on the
/// one would be read of the other.
const JOINED: i64 = 40;
/// Rounds of turning; each lowers the cost, so this is only a fence.
const ROUNDS: usize = 200;

/// Chooses the side of every jump.
pub fn choose(plan: &Plan, jumps: &mut [Jump]) {
    fork(plan, jumps);
    let costs = Costs::of(plan, jumps);
    let mut sides: Vec<Side> = jumps.iter().map(|jump| jump.side).collect();
    let mut total = costs.total(&sides);
    for _ in 0..ROUNDS {
        let Some((turned, cost)) = costs.best_turn(&mut sides) else {
            break;
        };
        if cost >= total {
            break;
        }
        for i in turned.into_iter().flatten() {
            sides[i] = sides[i].other();
        }
        total = cost;
    }
    for (jump, side) in jumps.iter_mut().zip(sides) {
        jump.side = side;
    }
}

/// Where all exits of a step would take one lane, the shorter goes right and the longer left
/// (edge rule 3).
fn fork(plan: &Plan, jumps: &mut [Jump]) {
    for row in 0..plan.steps.len() {
        let mut own: Vec<usize> = (0..jumps.len()).filter(|&i| jumps[i].from == row).collect();
        let alike = own.iter().all(|&i| jumps[i].side == jumps[own[0]].side);
        if own.len() < 2 || !alike {
            continue;
        }
        own.sort_by_key(|&i| (jumps[i].to.abs_diff(row), jumps[i].exit));
        for (place, &i) in own.iter().enumerate() {
            jumps[i].side = [Side::Right, Side::Left][place % 2];
        }
    }
}

/// What a choice costs, prepared for trying many.
struct Costs {
    /// Rows between which each jump runs, upper first, and the same as left and entered.
    ends: Vec<(usize, usize)>,
    /// Pairs that cross in one lane.
    crossing: Vec<Vec<usize>>,
    /// What the left and the right side of each jump cost by themselves.
    alone: Vec<[i64; 2]>,
    /// For each row whether it is a question.
    asks: Vec<bool>,
    /// For each row the jumps that leave it, and those that enter it.
    leaving: Vec<Vec<usize>>,
    entering: Vec<Vec<usize>>,
}

impl Costs {
    fn of(plan: &Plan, jumps: &[Jump]) -> Self {
        let span = |j: &Jump| (j.from.min(j.to), j.from.max(j.to));
        let interleave = |a: &Jump, b: &Jump| {
            let ((a, b), (c, d)) = (span(a), span(b));
            (a < c && c < b && b < d) || (c < a && a < d && d < b)
        };
        let asks = plan.steps.iter().map(|s| s.kind == StepKind::Decision);
        let asks: Vec<bool> = asks.collect();
        let mut leaving = vec![Vec::new(); plan.steps.len()];
        let mut entering = leaving.clone();
        for (i, jump) in jumps.iter().enumerate() {
            leaving[jump.from].push(i);
            entering[jump.to].push(i);
        }
        let alone = jumps.iter().map(|jump| {
            let mut cost = [0; 2];
            // A step with several jumps forks: none of its sides is unnatural.
            if leaving[jump.from].len() < 2 {
                let other = Side::natural(jump.from, jump.to).other();
                cost[other as usize] = UNNATURAL[usize::from(asks[jump.from])];
            }
            cost
        });
        let crosses = |a: &Jump| {
            (0..jumps.len())
                .filter(|&i| interleave(a, &jumps[i]))
                .collect()
        };
        let crossing = jumps.iter().map(crosses);
        Self {
            ends: jumps.iter().map(|j| (j.from, j.to)).collect(),
            crossing: crossing.collect(),
            alone: alone.collect(),
            asks,
            leaving,
            entering,
        }
    }

    /// What the sides of one row's node cost.
    fn row(&self, row: usize, sides: &[Side]) -> i64 {
        let (leaving, entering) = (&self.leaving[row], &self.entering[row]);
        let mut cost = 0;
        for side in [Side::Left, Side::Right] {
            let takes = |i: &usize| sides[*i] == side;
            let from_above = |i: &&usize| self.ends[**i].0 < row;
            let entered = entering.iter().filter(|i| takes(i));
            let above = entered.clone().filter(from_above).count();
            if above > 0 && above < entered.count() {
                cost += JOINED;
            }
            if leaving.iter().any(takes) && entering.iter().any(takes) {
                cost += CROWDED[usize::from(!self.asks[row])];
            }
            if leaving.len() > 1 && leaving.iter().all(takes) {
                cost += UNFORKED;
            }
        }
        cost
    }

    fn crossings(&self, i: usize, sides: &[Side]) -> i64 {
        let same = |j: &&usize| sides[**j] == sides[i];
        self.crossing[i].iter().filter(same).count() as i64
    }

    fn total(&self, sides: &[Side]) -> i64 {
        let alone = |i: usize| self.alone[i][sides[i] as usize];
        let jumps = 0..sides.len();
        let each = |i: usize| alone(i) + self.crossings(i, sides) * CROSSING / 2;
        let rows = 0..self.asks.len();
        jumps.map(each).sum::<i64>() + rows.map(|row| self.row(row, sides)).sum::<i64>()
    }

    /// What changes when jump `i` is turned.
    fn change(&self, i: usize, sides: &mut [Side]) -> i64 {
        let (from, to) = self.ends[i];
        let local = |sides: &[Side]| {
            let rows = self.row(from, sides) + if to == from { 0 } else { self.row(to, sides) };
            rows + self.alone[i][sides[i] as usize] + self.crossings(i, sides) * CROSSING
        };
        let before = local(sides);
        sides[i] = sides[i].other();
        let after = local(sides);
        sides[i] = sides[i].other();
        after - before
    }

    /// The one or two jumps whose turning lowers the cost most, with the cost after it.
    fn best_turn(&self, sides: &mut [Side]) -> Option<([Option<usize>; 2], i64)> {
        let mut best: Option<([Option<usize>; 2], i64)> = None;
        let mut offer = |turned, change| {
            if change < 0 && best.is_none_or(|(_, least)| change < least) {
                best = Some((turned, change));
            }
        };
        for i in 0..sides.len() {
            let alone = self.change(i, sides);
            offer([Some(i), None], alone);
            // A pair is worth a try only where the two have to do with each other.
            sides[i] = sides[i].other();
            for &j in self.crossing[i].iter().filter(|&&j| j > i) {
                let both = alone + self.change(j, sides);
                offer([Some(i), Some(j)], both);
            }
            sides[i] = sides[i].other();
        }
        let (turned, change) = best?;
        Some((turned, self.total(sides) + change))
    }
}
