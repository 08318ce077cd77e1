//! Titles in lines of a shape (GB/T 9704 7.3.1).

use super::sense::cost::{self, costs};
use super::sense::{inside_terms, lines, word_ends};
use super::widths::Widths;
use super::{FontRole, Fonts};

/// The lines of a title within `measure` em, each shorter than the one before or each longer, or
/// growing and then shrinking (GB/T 9704 7.3.1: 梯形或者菱形), and none a mere tail, 的通知 by
/// itself. Where no such lines are to be had, as [`lines`].
pub fn shaped(fonts: &Fonts, role: FontRole, text: &str, measure: f32) -> Vec<String> {
    let text = text.trim();
    let chars: Vec<char> = text.chars().collect();
    let widths = Widths::of(fonts, role, &chars);
    let whole = widths.between(0, chars.len());
    let fewest = (whole / measure).ceil().max(1.0) as usize;
    if fewest == 1 || chars.len() > measure::LONGEST {
        return lines(fonts, role, text, measure);
    }
    let mut costs = costs(&fonts.terms, &chars);
    for (at, pair) in chars.windows(2).enumerate() {
        // 关于 begins what a document is about.
        if pair == ['关', '于'] {
            costs[at] = cost::LIST;
            costs[at + 2] += cost::SPLIT_WORD;
        }
    }
    // The name of what is issued stays whole where it fits.
    let mut from = None;
    for (at, c) in chars.iter().enumerate() {
        match (c, from) {
            ('《', None) => from = Some(at),
            ('》', Some(start)) => {
                if widths.between(start, at + 1) <= measure {
                    (start + 1..=at).for_each(|inside| costs[inside] += cost::SPLIT_WORD);
                    costs[start] = cost::LIST;
                }
                from = None;
            }
            _ => {}
        }
    }
    let inside = inside_terms(&fonts.terms, &chars);
    let ends = word_ends(&fonts.terms, &chars);
    let ends: Vec<usize> = ends.into_iter().filter(|&end| !inside[end]).collect();
    let title = Title {
        widths: &widths,
        costs: &costs,
        ends: &ends,
        measure,
    };
    let ways = (fewest..fewest + 2).filter_map(|count| {
        let (cost, breaks) = title.best(count)?;
        Some((cost + measure::A_LINE * (count - fewest) as f32, breaks))
    });
    let best = ways.min_by(|a, b| a.0.total_cmp(&b.0));
    let Some((_, breaks)) = best else {
        return lines(fonts, role, text, measure);
    };
    let line = |pair: &[usize]| chars[pair[0]..pair[1]].iter().collect::<String>();
    breaks
        .windows(2)
        .map(|pair| line(pair).trim().to_owned())
        .collect()
}

/// Measures of [`shaped`] titles.
mod measure {
    /// A longer text is no title, and has too many ways to be broken.
    pub const LONGEST: usize = 80;
    /// Lines of a shape differ by at least so many em.
    pub const STEP: f32 = 0.75;
    /// No line is less than this share of the longest.
    pub const LEAST_SHARE: f32 = 0.4;
    /// What a line more than needed costs.
    pub const A_LINE: f32 = 20.0;
    /// What unevenness counts beside the places of breaks.
    pub const EVEN: f32 = 0.6;
}

/// A title and where it may be broken.
struct Title<'a> {
    widths: &'a Widths<'a>,
    costs: &'a [f32],
    ends: &'a [usize],
    measure: f32,
}

impl Title<'_> {
    /// The best way to break it into so many lines: its cost, and the offsets of all breaks with
    /// both ends.
    fn best(&self, count: usize) -> Option<(f32, Vec<usize>)> {
        let mut best = None;
        self.try_lines(count, &mut vec![0], &mut best);
        best
    }

    fn try_lines(
        &self,
        left: usize,
        so_far: &mut Vec<usize>,
        best: &mut Option<(f32, Vec<usize>)>,
    ) {
        let whole = *self.ends.last().unwrap_or(&0);
        let from = so_far[so_far.len() - 1];
        if left == 0 {
            if from == whole {
                if let Some(cost) = self.cost(so_far) {
                    if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                        *best = Some((cost, so_far.clone()));
                    }
                }
            }
            return;
        }
        let reach = (self.ends.iter().copied())
            .skip_while(|&end| end <= from)
            .take_while(|&end| self.widths.between(from, end) <= self.measure);
        for end in reach {
            so_far.push(end);
            self.try_lines(left - 1, so_far, best);
            so_far.pop();
        }
    }

    /// What it costs to break it there; `None` where the lines have no shape.
    fn cost(&self, breaks: &[usize]) -> Option<f32> {
        let lines = breaks
            .windows(2)
            .map(|pair| self.widths.between(pair[0], pair[1]));
        let lines: Vec<f32> = lines.collect();
        let longest = lines.iter().copied().fold(0.0, f32::max);
        let least = lines.iter().copied().fold(f32::MAX, f32::min);
        let steps: Vec<f32> = lines.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let clear = steps.iter().all(|step| step.abs() >= measure::STEP);
        // Once lines shrink, they grow no more.
        let grows_again = steps.windows(2).any(|two| two[0] < 0.0 && two[1] > 0.0);
        if !clear || grows_again || least < measure::LEAST_SHARE * longest {
            return None;
        }
        let ideal = lines.iter().sum::<f32>() / lines.len() as f32;
        let uneven: f32 = lines.iter().map(|line| (line - ideal).powi(2)).sum();
        let inner = &breaks[1..breaks.len() - 1];
        let places: f32 = inner.iter().map(|&at| self.costs[at]).sum();
        Some(places + measure::EVEN * uneven)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_a_trapezium_or_a_rhombus() {
        let fonts = Fonts::shipped().unwrap();
        for text in [
            "中共向阳峪镇委员会、向阳峪镇人民政府关于印发《向阳峪镇廉政风险防控制度汇编》的通知",
            "青石县人民医院关于印发《廉洁风险防控工作实施办法》的通知",
            "关于进一步加强领导干部和重要岗位廉政风险预警防控工作的通知",
            "中共清水村支部委员会、清水村村民委员会关于印发《小微权力清单》的通知",
        ] {
            for measure in [16.0, 18.5, 21.0] {
                let lines = shaped(&fonts, FontRole::Xiaobiaosong, text, measure);
                assert_eq!(lines.concat(), text);
                let widths: Vec<f32> = lines
                    .iter()
                    .map(|line| fonts.width(FontRole::Xiaobiaosong, line))
                    .collect();
                assert!(widths.iter().all(|width| *width <= measure), "{lines:?}");
                let longest = widths.iter().copied().fold(0.0, f32::max);
                assert!(*widths.last().unwrap() >= 0.4 * longest, "{lines:?}");
                let grows = |pair: &[f32]| pair[1] > pair[0];
                let steps: Vec<bool> = widths.windows(2).map(grows).collect();
                assert!(
                    !steps.windows(2).any(|two| two == [false, true]),
                    "{lines:?}"
                );
            }
        }
        assert_eq!(
            shaped(&fonts, FontRole::Xiaobiaosong, "通知", 21.0),
            ["通知"]
        );
    }
}
