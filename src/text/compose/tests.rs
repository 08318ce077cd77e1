use super::*;
use crate::text::{Class, FontRole, Fonts};
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
        goes_on: Default::default(),
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
fn pauses_give_way_before_brackets() {
    let fonts = Fonts::shipped().unwrap();
    // The mark at the end is half an em too much for the first line.
    let text = format!(
        "级（橙色）廉，廉，5{}，{}",
        "政".repeat(16),
        "防".repeat(40)
    );
    let atoms = atoms(&fonts, &text);
    let lines = compose(&atoms, &measure(280.0));
    let x = &lines[0].x;
    let (bracket, pause) = (x[2] - x[1], x[7] - x[6]);
    assert_eq!(lines[0].end, 27, "the mark was squeezed in");
    assert!(
        (bracket - 10.0).abs() < 0.1,
        "the bracket keeps its em: {bracket}"
    );
    assert!(pause < 9.9, "the pause gives way: {pause}");
}

#[test]
fn a_line_is_drawn_apart_rather_than_a_pause_left_without_blank() {
    let fonts = Fonts::shipped().unwrap();
    // The mark at the end is half an em too much, which one comma alone would have to give up.
    let text = format!("廉廉廉廉，{}，{}", "政".repeat(22), "防".repeat(40));
    let lines = compose(&atoms(&fonts, &text), &measure(280.0));
    let x = &lines[0].x;
    assert_eq!(lines[0].end, 26, "a character went down with its mark");
    assert!(x[5] - x[4] >= 10.0, "{x:?}");
    assert!(x[1] - x[0] < 10.5, "no one sees it: {x:?}");
}

#[test]
fn a_ragged_line_ends_between_words_where_it_can() {
    let fonts = Fonts::shipped().unwrap();
    let mut atoms = atoms(&fonts, "受理举报监督举报电话廉政风险");
    for at in [1, 3, 5, 6, 7, 8, 9, 11, 13] {
        atoms[at].goes_on = GoesOn::Term;
    }
    let ragged = |width| {
        let measure = Measure {
            justify: false,
            first_indent: 0.0,
            ..measure(width)
        };
        let lines = compose(&atoms, &measure);
        lines.iter().map(|line| line.end).collect::<Vec<_>>()
    };
    assert_eq!(ragged(80.0), [4, 12, 14]);
    assert_eq!(ragged(100.0), [10, 14]);
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

/// Hanzi and marks among long words: an address, a path, digits on end, a letter on end.
fn long_words(rng: &mut Rng) -> String {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCD0123456789";
    const MARKED: &str = "abc/d.e-f_g?h&i=j:k#l%m+n0123456789";
    let mut text = String::new();
    for _ in 0..1 + rng.next(8) {
        let (pool, length) = match rng.next(6) {
            0 => ("0123456789", 1 + rng.next(30)),
            1 => (LETTERS, 1 + rng.next(90)),
            2 => (MARKED, 1 + rng.next(200)),
            3 => {
                text.push_str("https://");
                (MARKED, 1 + rng.next(60))
            }
            4 => ("，。、；：（）《》“”—… ", 1),
            _ => (POOLS[0].0, 1 + rng.next(20)),
        };
        let chars: Vec<char> = pool.chars().collect();
        text.extend((0..length).map(|_| chars[rng.next(chars.len())]));
    }
    text.trim().to_string()
}

#[test]
fn long_words_neither_leave_the_measure_nor_draw_a_line_apart() {
    let fonts = Fonts::shipped().unwrap();
    let mut rng = Rng(0x5851_f42d_4c95_7f2d);
    let (mut flush, mut short) = (0, 0);
    let mut known: BTreeMap<char, Atom> = BTreeMap::new();
    for _ in 0..1_000 {
        let text = long_words(&mut rng);
        let atoms: Vec<Atom> = (text.chars())
            .map(|c| *known.entry(c).or_insert_with(|| atom(&fonts, c)))
            .collect();
        let m = Measure {
            justify: rng.next(4) > 0,
            // A measure of two characters has no room for an indent.
            first_indent: 0.0,
            ..measure(10.0 * (2 + rng.next(27)) as Pt)
        };
        let lines = compose(&atoms, &m);
        let mut at = 0;
        for (k, line) in lines.iter().enumerate() {
            assert!(atoms[at..line.start].iter().all(|a| a.c == ' '), "{text}");
            at = line.end;
            assert!(line.right <= m.width + 0.01, "{} {text}", m.width);
            for (k, pair) in atoms[line.start..line.end].windows(2).enumerate() {
                let apart = line.x[k + 1] - line.x[k] - pair[0].advance;
                // A quarter em; what gaps between hanzi and Latin, and word spaces, have besides.
                let most = match (Class::of(pair[0].c), Class::of(pair[1].c)) {
                    (Class::Space, _) => 5.0,
                    (Class::Han, Class::Latin) | (Class::Latin, Class::Han) => 6.25,
                    _ => 2.5,
                };
                assert!(
                    apart <= most + 0.01,
                    "{apart} of {most} in {}: {text}",
                    m.width
                );
            }
            let full = (line.right - m.width).abs() < 0.01;
            if m.justify && k + 1 < lines.len() {
                flush += usize::from(full);
                short += usize::from(!full);
            }
        }
        assert!(atoms[at..].iter().all(|a| a.c == ' '), "{text}");
    }
    // Both are really tried: a line of letters alone has no place to be drawn apart at.
    assert!(
        flush > 1_000 && short > 1_000,
        "{flush} flush, {short} short"
    );
}

/// The lines of a text on a measure of so many em.
fn broken(text: &str, ems: usize) -> Vec<String> {
    let fonts = Fonts::shipped().unwrap();
    let m = Measure {
        first_indent: 0.0,
        ..measure(10.0 * ems as Pt)
    };
    let lines = compose(&atoms(&fonts, text), &m);
    let chars: Vec<char> = text.chars().collect();
    let text = |line: &Line| chars[line.start..line.end].iter().collect();
    lines.iter().map(text).collect()
}

#[test]
fn a_word_is_cut_only_where_the_line_would_come_apart() {
    // 56 letters follow on the line they begin on.
    let lines = broken(&format!("第三条使用{}", "ab".repeat(28)), 28);
    assert!(lines[0].starts_with("第三条使用ab"), "{lines:?}");
    // The number of an identity card stays whole, and the line before it ends short.
    let card = "110101199003074578";
    assert_eq!(broken(&format!("身份证号{card}"), 10), ["身份证号", card]);
    // Only on a measure narrower than itself is it cut.
    assert_eq!(broken(card, 4).concat(), card);
    let lines = broken("网址https://www.example.gov.cn/tzgg/2012/0715.html公布", 12);
    assert_eq!(
        lines,
        [
            "网址https://www.example.",
            "gov.cn/tzgg/2012/0715.html",
            "公布"
        ]
    );
}

#[test]
fn a_narrow_line_ends_short_rather_than_come_apart() {
    let fonts = Fonts::shipped().unwrap();
    // Of nine characters the first line has seven: two could not begin the next.
    let text = "六项制度同时汇，、编印相互引用";
    let atoms: Vec<Atom> = text.chars().map(|c| atom(&fonts, c)).collect();
    let lines = compose(&atoms, &measure(90.0));
    for line in &lines[..lines.len() - 1] {
        let pitch = |k: usize| line.x[k + 1] - line.x[k];
        let widest = (0..line.x.len() - 1).map(pitch).fold(0.0, f32::max);
        assert!(widest <= 10.8 + 0.01, "{widest}");
        assert!(line.right > 90.0 - 10.0, "{}", line.right);
    }
}
