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

#[test]
fn a_million_random_lines_keep_every_promise() {
    const PARTS: u64 = 64;
    let fonts = Fonts::shipped().unwrap();
    let all: Vec<Seen> = (1..=PARTS)
        .into_par_iter()
        .map(|part| {
            random_lines(
                &fonts,
                part.wrapping_mul(0x9e37_79b9_7f4a_7c15),
                1_000_000 / PARTS as usize,
            )
        })
        .collect();
    let sum = |of: fn(&Seen) -> usize| all.iter().map(of).sum::<usize>();
    assert!(sum(|s| s.lines) >= 1_000_000);
    assert!(sum(|s| s.full) > 700_000);
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
