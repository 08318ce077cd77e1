//! Workflows drawn by lot, the same on every machine.

use super::step;
use crate::model::{ChartStyle, StepKind};
use crate::sheet::flow::plan::{Plan, PlannedExit, PlannedMeasure, MOST_LANES};

/// xorshift: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn text(&mut self, longest: usize) -> String {
        const WORDS: &str =
            "受理登记，一次告知材料齐全；核对（账号）两人到场勘查、签字ABC 10个工作日";
        let words: Vec<char> = WORDS.chars().collect();
        let length = 1 + self.below(longest);
        (0..length)
            .map(|_| words[self.below(words.len())])
            .collect()
    }
}

/// A workflow of 5 to 40 steps in one of the styles: mostly step after step, with loops back
/// and skips ahead; words from short to far too long.
pub fn generated(seed: u64) -> Plan {
    let mut random = Random(seed * 0x9E37_79B9 + 1);
    let count = 5 + random.below(36);
    let actors = 1 + random.below(MOST_LANES);
    let kinds = [
        StepKind::Task,
        StepKind::Decision,
        StepKind::Wait,
        StepKind::End,
    ];
    let steps = (0..count).map(|i| {
        // One step in thirty or so is written by someone who does not know when to stop.
        let longest = match random.below(60) {
            0 => 200,
            1..=3 => 60,
            4..=12 => 24,
            _ => 13,
        };
        let mut step = step(&random.text(longest));
        step.kind = kinds[random.below(4)];
        step.actor = ["村委会", "会计", "", "财政所所长", "宅基地审核员", "镇长"]
            [random.below(actors)]
        .into();
        step.who = match random.below(3) {
            0 => step.actor.clone(),
            _ => random.text(longest),
        };
        step.limit = random.text(longest.min(20));
        if random.below(5) == 0 {
            step.condition = random.text(10);
        }
        let exits = [0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 4][random.below(12)];
        for at in 0..exits {
            let next = at == 0 && i + 1 < count && random.below(8) > 0;
            let to = if next { i + 1 } else { random.below(count) };
            step.exits.push(PlannedExit {
                to,
                label: ["", "是", "否", "不合格", "不符合条件的"][random.below(5)].into(),
                note: match random.below(4) {
                    0 => random.text(8),
                    _ => String::new(),
                },
            });
        }
        for _ in 0..[0, 1, 1, 2, 3][random.below(5)] {
            step.risks
                .push((super::grades()[random.below(3)], random.text(longest)));
        }
        for _ in 0..[0, 1, 1, 2][random.below(4)] {
            step.measures.push(PlannedMeasure {
                text: random.text(longest),
                responsible: random.text(longest),
            });
        }
        step
    });
    Plan {
        style: ChartStyle::ALL[seed as usize % 3],
        steps: steps.collect(),
    }
}
