//! The rules between the cells of what a page shows of a table: each is drawn once, from end to
//! end, however many cells it passes.

use crate::typeset::document::{Path, Segment};
use crate::typeset::length::{Colour, Pt};

/// Colour and width.
pub(super) type Pen = (Colour, Pt);

/// Ends no further apart than this meet: rounding.
const SLACK: Pt = 0.01;

/// The rules of all cells.
#[derive(Default)]
pub(super) struct Rules(Vec<Rule>);

/// The rule at one edge of a cell.
#[derive(Clone, Copy)]
struct Rule {
    pen: Pen,
    is_upright: bool,
    /// Where it stands, across its direction.
    at: Pt,
    from: Pt,
    to: Pt,
}

impl Rules {
    /// Adds one from left to right.
    pub fn across(&mut self, y: Pt, (left, right): (Pt, Pt), pen: Pen) {
        self.add(pen, false, y, (left, right));
    }

    /// Adds one from top to bottom.
    pub fn down(&mut self, x: Pt, (top, bottom): (Pt, Pt), pen: Pen) {
        self.add(pen, true, x, (top, bottom));
    }

    fn add(&mut self, pen: Pen, is_upright: bool, at: Pt, (from, to): (Pt, Pt)) {
        if pen.1 > 0.0 {
            self.0.push(Rule {
                pen,
                is_upright,
                at,
                from,
                to,
            });
        }
    }

    /// One path for each pen, in the order in which they came.
    pub fn paths(mut self) -> Vec<Path> {
        let mut pens: Vec<Pen> = Vec::new();
        for rule in &self.0 {
            if !pens.contains(&rule.pen) {
                pens.push(rule.pen);
            }
        }
        self.0.sort_by(|a, b| {
            (a.is_upright.cmp(&b.is_upright))
                .then(a.at.total_cmp(&b.at))
                .then(a.from.total_cmp(&b.from))
        });
        let path = |pen: Pen| Path {
            segments: segments(self.0.iter().filter(|rule| rule.pen == pen)),
            fill: None,
            stroke: Some(pen),
            dash: Vec::new(),
            round: false,
        };
        pens.into_iter().map(path).collect()
    }
}

/// What rules in order draw, those joined that meet.
fn segments<'r>(rules: impl Iterator<Item = &'r Rule>) -> Vec<Segment> {
    let mut joined: Vec<Rule> = Vec::new();
    for rule in rules {
        match joined.last_mut() {
            Some(last)
                if last.is_upright == rule.is_upright
                    && last.at == rule.at
                    && rule.from <= last.to + SLACK =>
            {
                last.to = last.to.max(rule.to);
            }
            _ => joined.push(*rule),
        }
    }
    let ends = |rule: &Rule| match rule.is_upright {
        true => [
            Segment::Move(rule.at, rule.from),
            Segment::Line(rule.at, rule.to),
        ],
        false => [
            Segment::Move(rule.from, rule.at),
            Segment::Line(rule.to, rule.at),
        ],
    };
    joined.iter().flat_map(ends).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_meets_is_one_rule_and_each_pen_draws_once() {
        let (thin, thick) = ((Colour(1, 2, 3), 0.5), (Colour(1, 2, 3), 1.0));
        let mut rules = Rules::default();
        // Two cells above each other, each with both its sides and its upper edge.
        for (top, bottom, above) in [(0.0, 10.0, thin), (10.0, 30.0, thick)] {
            rules.down(5.0, (top, bottom), thin);
            rules.down(9.0, (top, bottom), thin);
            rules.across(top, (5.0, 9.0), above);
        }
        rules.down(5.0, (40.0, 50.0), thin);
        rules.across(60.0, (0.0, 1.0), (Colour::BLACK, 0.0));
        let paths = rules.paths();
        let drawn: Vec<(Option<Pen>, &[Segment])> =
            paths.iter().map(|p| (p.stroke, &*p.segments)).collect();
        use Segment::{Line, Move};
        let of_thin = [
            (Move(5.0, 0.0), Line(9.0, 0.0)),
            (Move(5.0, 0.0), Line(5.0, 30.0)),
            (Move(5.0, 40.0), Line(5.0, 50.0)),
            (Move(9.0, 0.0), Line(9.0, 30.0)),
        ];
        let of_thin: Vec<Segment> = of_thin.into_iter().flat_map(|(a, b)| [a, b]).collect();
        let of_thick = [Move(5.0, 10.0), Line(9.0, 10.0)];
        assert_eq!(drawn, [(Some(thin), &*of_thin), (Some(thick), &of_thick)]);
    }
}
