//! How often the edges of flow charts cross, on a thousand workflows drawn by lot.
//!
//! `cargo bench --bench crossings` prints the sums; with `-- --json` it writes each workflow as
//! a graph with its count, for `benches/crossings/dagre.mjs` to lay out the same ones.
#![allow(clippy::disallowed_methods, reason = "a benchmark measures time")]

use lianfang::model::{ChartStyle, StepKind};
use lianfang::sheet::flow::frame::UPRIGHT;
use lianfang::sheet::flow::layout::layout_within;
use lianfang::sheet::flow::plan::{Plan, PlannedExit, PlannedStep};
use lianfang::text::Fonts;
use std::time::Instant;

const WORKFLOWS: u64 = 1000;

/// xorshift: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// 5 to 40 steps, one after the other; three in ten are questions, whose second way out goes
/// back as often as it skips ahead, mostly not far.
fn generated(seed: u64) -> Plan {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let count = 5 + random.below(36);
    let steps = (0..count).map(|i| {
        let mut step = PlannedStep {
            kind: StepKind::Task,
            title: "核对材料".into(),
            condition: String::new(),
            actor: "会计".into(),
            who: "会计".into(),
            limit: "2 个工作日".into(),
            exits: Vec::new(),
            risks: Vec::new(),
            measures: Vec::new(),
        };
        let mut leave = |to: usize| {
            step.exits.push(PlannedExit {
                to,
                ..PlannedExit::default()
            });
        };
        if i + 1 < count {
            leave(i + 1);
        }
        if i > 0 && random.below(10) < 3 {
            let far = if random.below(4) == 0 { count } else { 5 };
            let back = random.below(2) == 0 || i + 2 >= count;
            if back {
                leave(i - 1 - random.below(far.min(i)));
            } else {
                leave((i + 2 + random.below(far)).min(count - 1));
            }
        }
        if step.exits.len() > 1 {
            step.kind = StepKind::Decision;
        }
        step
    });
    Plan {
        style: ChartStyle::Risk,
        steps: steps.collect(),
    }
}

fn main() {
    let fonts = Fonts::shipped().expect("the built-in fonts");
    let mut out = Vec::new();
    let mut crossings = 0;
    let begun = Instant::now();
    for seed in 1..=WORKFLOWS {
        let plan = generated(seed);
        let chart =
            layout_within(&plan, &fonts, &UPRIGHT).unwrap_or_else(|overfull| overfull.chart);
        let own = chart.crossings();
        crossings += own;
        let edges: Vec<[usize; 2]> = chart.edges.iter().map(|e| [e.from, e.to]).collect();
        out.push(serde_json::json!({
            "steps": plan.steps.len(),
            "edges": edges,
            "crossings": own,
        }));
    }
    let spent = begun.elapsed().as_secs_f64() * 1000.0 / WORKFLOWS as f64;
    if std::env::args().any(|argument| argument == "--json") {
        println!("{}", serde_json::Value::Array(out));
    }
    eprintln!("ours: {crossings} crossings, {spent:.2} ms a workflow with all its texts");
}
