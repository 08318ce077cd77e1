use super::*;
use crate::text::{FontRole, Fonts};
use rayon::prelude::*;
use std::collections::BTreeMap;

fn atoms(fonts: &Fonts, text: &str) -> Vec<Atom> {
    text.chars().map(|c| atom(fonts, c)).collect()
}

fn atom(fonts: &Fonts, c: char) -> Atom {
    let glyph = fonts.glyph(FontRole::Fangsong, c);
    let advance = glyph.map_or(1.0, |g| g.advance) * 10.0;
    Atom {
        c,
        glyph,
        size: 10.0,
        advance,
        run: 0,
    }
}

fn measure(width: Pt) -> Measure {
    Measure {
        width,
        first_indent: 20.0,
        rest_indent: 0.0,
        justify: true,
        latin_gap_em: 0.25,
        prohibition: Prohibition::Basic,
    }
}

/// A small generator, so that the cases are the same on every machine.
struct Rng(u64);
impl Rng {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below as u64) as usize
    }
}

/// What random paragraphs are made of, with how often of twenty each comes.
const POOLS: [(&str, usize); 4] = [
    ("廉政风险防控站所岗位审核一二三年月日个元", 13),
    ("，。、；：？！（）《》〈〉“”‘’〔〕—…～·／", 3),
    ("2013ABc79%", 3),
    (" /-", 1),
];

/// A paragraph of up to 220 characters. —— and …… come in pairs, as they are written.
fn random_text(rng: &mut Rng) -> String {
    let mut text = String::new();
    for _ in 0..20 + rng.next(200) {
        let mut at = rng.next(20);
        for (pool, share) in POOLS {
            if at < share {
                let c = pool.chars().nth(rng.next(pool.chars().count()));
                let c = c.unwrap_or('廉');
                text.push(c);
                if matches!(c, '—' | '…') && rng.next(4) > 0 {
                    text.push(c);
                }
                break;
            }
            at -= share;
        }
    }
    // Blanks at the head of a paragraph are folded away before it comes here.
    text.trim().to_string()
}

/// What a run over random lines counted.
#[derive(Default)]
struct Seen {
    lines: usize,
    full: usize,
    paragraphs: usize,
    /// Paragraphs that broke a promise, since no set of breaks keeps all: twenty marks on end.
    unsettable: usize,
}

/// Sets random paragraphs until there are `count` lines and holds each against what the line
/// filler promises.
fn random_lines(fonts: &Fonts, seed: u64, count: usize) -> Seen {
    let mut rng = Rng(seed);
    let mut seen = Seen::default();
    let mut known: BTreeMap<char, Atom> = BTreeMap::new();
    while seen.lines < count {
        let text = random_text(&mut rng);
        let atoms: Vec<Atom> = (text.chars())
            .map(|c| *known.entry(c).or_insert_with(|| atom(fonts, c)))
            .collect();
        let width = 10.0 * (14 + rng.next(15)) as Pt;
        let prohibition = [Prohibition::Basic, Prohibition::Gb, Prohibition::Strict][rng.next(3)];
        let m = Measure {
            prohibition,
            ..measure(width)
        };
        let lines = compose(&atoms, &m);
        let mut at = 0;
        seen.paragraphs += 1;
        let mut kept = true;
        for (k, line) in lines.iter().enumerate() {
            // Nothing lost or doubled but blanks where a line ends.
            let dropped = &atoms[at..line.start];
            assert!(dropped.iter().all(|a| a.c == ' '), "{text}");
            assert!(line.end > line.start && line.x.len() == line.end - line.start);
            at = line.end;
            assert!(
                line.right <= width + 0.01,
                "{} of {width}: {text}",
                line.right
            );
            let last = k + 1 == lines.len();
            let (first_c, last_c) = (atoms[line.start].c, atoms[line.end - 1].c);
            kept &= k == 0 || !prohibition.forbids_start(first_c);
            kept &= last || !prohibition.forbids_end(last_c);
            kept &= last || (line.right - width).abs() < 0.01;
            seen.full += usize::from(!last);
        }
        if !kept {
            // Allowed only where no set of breaks keeps all promises.
            let points = break_points(&text, prohibition);
            let settable = choose_breaks(&Prepared::new(&atoms, &m), &points, &m).is_some();
            assert!(!settable, "{width} {prohibition:?}: {text}");
            seen.unsettable += 1;
        }
        assert!(atoms[at..].iter().all(|a| a.c == ' '), "{text}");
        seen.lines += lines.len();
    }
    seen
}

/// How many lines: what finds faults within seconds, or, where CI asks for it, a million.
fn lines_wanted() -> usize {
    #[allow(clippy::disallowed_methods)] // a setting of the tests
    let all = std::env::var_os("LIANFANG_TESTS").is_some_and(|tests| tests == "all");
    if all {
        1_000_000
    } else {
        20_000
    }
}

#[test]
fn a_million_random_lines_keep_every_promise() {
    const PARTS: u64 = 64;
    let wanted = lines_wanted();
    let fonts = Fonts::shipped().unwrap();
    let all: Vec<Seen> = (1..=PARTS)
        .into_par_iter()
        .map(|part| {
            random_lines(
                &fonts,
                part.wrapping_mul(0x9e37_79b9_7f4a_7c15),
                wanted / PARTS as usize,
            )
        })
        .collect();
    let sum = |of: fn(&Seen) -> usize| all.iter().map(of).sum::<usize>();
    assert!(sum(|s| s.lines) >= wanted / PARTS as usize * PARTS as usize);
    assert!(sum(|s| s.full) * 10 > wanted * 7);
    // Were this large, the promises above would say little.
    assert!(sum(|s| s.unsettable) * 1000 < sum(|s| s.paragraphs));
}

#[test]
fn twenty_eight_hanzi_fill_a_line() {
    let fonts = Fonts::shipped().unwrap();
    let atoms = atoms(&fonts, &"廉".repeat(100));
    let lines = compose(&atoms, &measure(280.0));
    let counts: Vec<usize> = lines.iter().map(|l| l.end - l.start).collect();
    assert_eq!(counts, [26, 28, 28, 18]);
}

#[test]
fn a_mark_at_the_line_end_takes_half_its_width() {
    let fonts = Fonts::shipped().unwrap();
    let atoms = atoms(&fonts, &format!("{}，{}", "廉".repeat(25), "政".repeat(40)));
    let lines = compose(&atoms, &measure(280.0));
    assert_eq!(lines[0].end, 26);
    assert!((lines[0].right - 280.0).abs() < 0.01);
    // The box of the mark reaches beyond the edge, its ink does not.
    assert!((lines[0].x[25] - 275.0).abs() < 0.01);
}

/// The only line of a text on a measure far too wide for it.
fn one_line(fonts: &Fonts, text: &str) -> (Vec<Atom>, Line) {
    let atoms = atoms(fonts, text);
    let mut m = measure(2_000.0);
    m.first_indent = 0.0;
    let line = compose(&atoms, &m).remove(0);
    (atoms, line)
}

#[test]
fn marks_that_meet_share_their_blanks() {
    let fonts = Fonts::shipped().unwrap();
    // Two marks take an em and a half; what follows comes half an em sooner.
    let (_, line) = one_line(&fonts, "廉》，政");
    assert!((line.x[3] - 25.0).abs() < 0.01, "{:?}", line.x);
    let (_, line) = one_line(&fonts, "廉，《政》");
    assert!((line.x[3] - 25.0).abs() < 0.01, "{:?}", line.x);
    assert!((line.right - 40.0).abs() < 0.01, "{}", line.right);
}

#[test]
fn a_gap_stands_between_hanzi_and_latin_but_not_at_marks_and_edges() {
    let fonts = Fonts::shipped().unwrap();
    let (atoms, line) = one_line(&fonts, "第5条");
    let digit = atoms[1].advance;
    assert!((line.x[1] - 12.5).abs() < 0.01, "{:?}", line.x);
    assert!((line.x[2] - (15.0 + digit)).abs() < 0.01, "{:?}", line.x);
    let (atoms, line) = one_line(&fonts, "5，6");
    assert!(line.x[0].abs() < 0.01);
    assert!(
        (line.x[2] - (atoms[0].advance + 10.0)).abs() < 0.01,
        "{:?}",
        line.x
    );
    assert!((line.right - (line.x[2] + atoms[2].advance)).abs() < 0.01);
}

#[test]
fn an_opening_bracket_at_a_line_start_loses_its_outer_half() {
    let fonts = Fonts::shipped().unwrap();
    let atoms = atoms(&fonts, &format!("{}（{}", "廉".repeat(26), "政".repeat(40)));
    let lines = compose(&atoms, &measure(280.0));
    assert_eq!(lines[1].start, 26);
    assert!((lines[1].x[0] + 5.0).abs() < 0.01, "{:?}", lines[1].x);
    assert!(lines[1].left.abs() < 0.01);
}

#[test]
fn pauses_give_way_before_stops_and_stops_only_when_needed() {
    let fonts = Fonts::shipped().unwrap();
    // The mark after the eighteen hanzi is half an em too much for the first line.
    let text = format!("廉。廉，廉，廉5{}，{}", "政".repeat(18), "防".repeat(40));
    let atoms = atoms(&fonts, &text);
    let lines = compose(&atoms, &measure(280.0));
    let x = &lines[0].x;
    assert_eq!(lines[0].end, 27, "the mark was squeezed in");
    assert!((lines[0].right - 280.0).abs() < 0.01);
    let (stop, pause) = (x[2] - x[1], x[4] - x[3]);
    assert!((pause - 7.5).abs() < 0.1, "the pause gives way: {pause}");
    assert!((stop - 10.0).abs() < 0.1, "the stop keeps its em: {stop}");
}

#[test]
fn no_last_line_of_one_character() {
    let fonts = Fonts::shipped().unwrap();
    // 26 characters on the first line, 28 on the second, one left over.
    let atoms = atoms(&fonts, &format!("{}。", "廉".repeat(55)));
    let lines = compose(&atoms, &measure(280.0));
    let last = lines.last().unwrap();
    assert!(last.end - last.start > 2, "{} to {}", last.start, last.end);
}

#[test]
fn each_level_of_prohibition_adds_to_the_one_before() {
    assert!(Prohibition::Basic.forbids_start('，') && Prohibition::Basic.forbids_end('（'));
    assert!(!Prohibition::Basic.forbids_end('／') && Prohibition::Gb.forbids_end('／'));
    assert!(!Prohibition::Gb.forbids_start('—') && Prohibition::Strict.forbids_start('—'));
    assert!(!Prohibition::Gb.forbids_start('…') && Prohibition::Strict.forbids_start('…'));
}
