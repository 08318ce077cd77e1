//! Lines as they were broken to fit a page, joined into paragraphs.

use super::heads::{head, Rank};
use super::titles::{is_date, may_be_part, may_end};
use crate::import::account::{Account, Why};
use crate::import::paper::{Glyph, Line};

/// How far short of the measure a full line may end, in halves of a character: a mark that may
/// not begin a line, or a number that is not torn, takes some with it.
const SLACK: usize = 8;
/// Lines narrower than this are not broken by a margin.
const NARROWEST: usize = 30;
/// Lines wider than this are paragraphs.
const WIDEST: usize = 240;

/// How much of a paragraph is looked at, at each line that may go on with it.
const LOOKED_AT: usize = 400;

/// How the lines of a text are broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Measure {
    /// How wide a full line is, and how many characters it has, since some break lines by their
    /// number; `None` where each line is a paragraph.
    full: Option<(usize, usize)>,
    /// How far the first line of a paragraph stands in, where they do.
    indent: Option<usize>,
}

/// The paragraphs of `lines`.
pub fn paragraphs(lines: Vec<Line>, account: &mut Account) -> Vec<Line> {
    let measure = measure(&lines);
    let mut out: Vec<Line> = Vec::new();
    // The line as it was last added to the paragraph, which says how full that is.
    let mut above: Option<Line> = None;
    for line in lines {
        let joins = match (&above, out.last()) {
            (Some(above), Some(paragraph)) => join(paragraph, above, &line, measure),
            _ => Join::No,
        };
        above = Some(line.clone());
        match (joins, out.last_mut()) {
            (Join::No, _) | (_, None) => out.push(line),
            (join, Some(paragraph)) => {
                let at = line.range().start;
                account.change(at..at, "", Why::Joined);
                if join == Join::Perhaps {
                    account.doubt(
                        line.range(),
                        "上一行正好排满、以句号结束，这一行接在后面；也可能是另一款",
                        "是另一款的，在规则文件里另起一行",
                    );
                }
                append(paragraph, line);
            }
        }
    }
    out
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    No,
    Yes,
    Perhaps,
}

impl Measure {
    /// Whether a line is as full as lines get, short of it by `slack` halves of a character.
    fn is_full(&self, line: &Line, slack: usize) -> bool {
        self.full.is_some_and(|(width, count)| {
            line.width() + slack >= width || line.glyphs.len() + slack / 2 >= count
        })
    }
}

fn ends(line: &Line) -> bool {
    line.last().is_none_or(|c| "。；：！？.;:!?…".contains(c))
}

/// How the lines are broken: where most that end in the midst of a sentence are of one width,
/// a margin broke them.
fn measure(lines: &[Line]) -> Measure {
    let mut broken: Vec<(usize, usize)> = lines
        .windows(2)
        .filter(|pair| {
            let [line, next] = pair else { return false };
            !ends(line)
                && line.width() >= NARROWEST
                && head(&next.glyphs).is_none()
                && line.hints.heading.is_none()
                && !line.hints.row
        })
        .map(|pair| (pair[0].width(), pair[0].glyphs.len()))
        .collect();
    broken.sort_unstable();
    let full = (broken.len() >= 3)
        .then(|| broken[broken.len() * 9 / 10 - usize::from(broken.len() >= 10)])
        .filter(|(full, _)| {
            let near = broken
                .iter()
                .filter(|(width, _)| width + SLACK * 2 >= *full)
                .count();
            *full <= WIDEST && near * 10 >= broken.len() * 6
        });
    // First lines that stand in: those of articles and items nearly all do, others do not.
    let labelled: Vec<usize> = (lines.iter())
        .filter(|line| head(&line.glyphs).is_some_and(|h| h.rank >= Rank::Article))
        .map(|line| line.indent)
        .collect();
    let least = lines.iter().map(|line| line.indent).min().unwrap_or(0);
    let mut sorted = labelled.clone();
    sorted.sort_unstable();
    let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0);
    let indent = (full.is_some() && labelled.len() >= 3 && usual >= least + 2).then_some(usual);
    Measure { full, indent }
}

/// Whether `line` goes on with `paragraph`, whose last line is `above`.
fn join(paragraph: &Line, above: &Line, line: &Line, measure: Measure) -> Join {
    let structured =
        |line: &Line| line.hints.heading.is_some() || line.hints.row || line.hints.contents;
    if structured(above) || structured(line) {
        return Join::No;
    }
    let top = head(&paragraph.glyphs);
    if top.as_ref().is_some_and(|h| h.rank <= Rank::Section) {
        // A heading is a line; 第一章 alone takes its title from the next.
        return Join::No;
    }
    let ended = ends(above);
    if let Some(label) = head(&line.glyphs) {
        if !is_citation(paragraph, above, line, &label, measure) {
            return Join::No;
        }
        return Join::Yes;
    }
    // A label alone on its line.
    if top
        .as_ref()
        .is_some_and(|h| h.end >= paragraph.glyphs.len())
    {
        return Join::No;
    }
    // What reads as a title is one, unless it goes up to the very margin.
    let slack = if may_end(paragraph) { 1 } else { SLACK };
    let full = measure.is_full(above, slack);
    if let Some(indent) = measure.indent {
        let begins = line.indent + 1 >= indent;
        let goes_on = line.indent + 2 <= indent && line.indent <= above.indent;
        if begins {
            return Join::No;
        }
        if goes_on && (full || !ended && !may_end(above)) {
            return Join::Yes;
        }
    }
    let bare = line.bare();
    let is_note = bare.starts_with(['（', '(']) && bare.ends_with(['）', ')']) || is_date(&bare);
    match measure.full {
        Some(_) if ended => {
            let slack = measure.is_full(above, 2);
            let starts = ["前款", "本条", "本办法所称", "有下列", "违反"];
            // A short line without a final mark is a title or a name.
            let apart = !measure.is_full(line, SLACK) && !ends(line);
            if !slack || apart || line.hints.gap || starts.iter().any(|word| bare.starts_with(word))
            {
                Join::No
            } else {
                Join::Perhaps
            }
        }
        Some(_) if full => Join::Yes,
        _ if ended || is_note => Join::No,
        _ => {
            // A line broken by a slip, or by what was taken out between the two.
            let open = above.last().is_some_and(|c| "，、,".contains(c)) || is_open(paragraph);
            let text = top.as_ref().is_some_and(|h| h.rank >= Rank::Article)
                || paragraph
                    .glyphs
                    .iter()
                    .take(LOOKED_AT)
                    .any(|g| "，。；,;".contains(g.c));
            let goes_on = ends(line);
            let yes = open
                || line.hints.interrupted && text && above.width() >= NARROWEST && !may_end(line)
                || text && goes_on && above.width() >= NARROWEST && !may_be_part(above)
                || text && goes_on && top.is_some() && above.width() >= NARROWEST;
            if yes {
                Join::Yes
            } else {
                Join::No
            }
        }
    }
}

/// Whether a bracket or a quotation is open at the end of a paragraph.
fn is_open(paragraph: &Line) -> bool {
    let end = &paragraph.glyphs[paragraph.glyphs.len().saturating_sub(LOOKED_AT)..];
    let count = |set: &str| end.iter().filter(|g| set.contains(g.c)).count();
    ["“”", "（）", "《》"].iter().any(|pair| {
        let mut halves = pair.chars().map(|half| count(&half.to_string()));
        halves.next() > halves.next()
    })
}

/// Whether what looks like a label is a citation that begins its line by chance: 依照本办法 /
/// 第三条的规定.
fn is_citation(
    paragraph: &Line,
    above: &Line,
    line: &Line,
    label: &super::heads::Head,
    measure: Measure,
) -> bool {
    let full = measure.is_full(above, SLACK);
    if ends(above) || !full && measure.full.is_some() || label.rank <= Rank::Section {
        return false;
    }
    if measure
        .indent
        .is_some_and(|indent| line.indent + 1 >= indent)
    {
        return false;
    }
    let blank = line
        .glyphs
        .get(label.end)
        .is_some_and(|g| g.c.is_whitespace());
    // 第, 《…》 and the verbs of citing ask for a number.
    let asks = paragraph
        .last()
        .is_some_and(|c| "第》按照据依违反本和与及或、，".contains(c));
    match label.rank {
        Rank::Article => !blank && (asks || measure.full.is_some()),
        Rank::Second => asks,
        Rank::First | Rank::Third | Rank::Class => asks && !blank && measure.full.is_some(),
        _ => false,
    }
}

/// Adds a line at the end of a paragraph; a blank stands between words in letters only.
fn append(paragraph: &mut Line, line: Line) {
    let letter = |g: Option<&Glyph>| g.is_some_and(|g| g.c.is_ascii_alphabetic());
    if letter(paragraph.glyphs.last()) && letter(line.glyphs.first()) {
        let at = line.glyphs[0].start;
        paragraph.glyphs.push(Glyph {
            c: ' ',
            start: at,
            end: at,
        });
    }
    paragraph.glyphs.extend(line.glyphs);
}
