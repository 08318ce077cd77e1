//! Regulations made at random, in every form of numbering, and how papers write them. Read by
//! tests/it/import_handbook.rs too, so that names of the crate come from above.

use super::{chinese_number, circled, ArticleNumber, Form};

/// Numbers at random, the same in every run (xorshift).
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn pick<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

pub const CLAUSES: &[&str] = &[
    "各科室应当对照岗位职责查找风险",
    "由办公室汇总以后报领导小组审定",
    "发现问题的",
    "任何单位和个人不得干预",
    "依照《中华人民共和国会计法》和本办法第三条的规定办理",
    "金额在5万元以上的",
    "应当在7个工作日以内书面答复",
    "并说明理由",
    "负责人签名",
    "每半年检查一次",
    "本款所称负责人（含主持工作的副职）",
    "实行“谁主管、谁负责”的原则",
];
pub const SUBJECTS: &[&str] = &[
    "总则",
    "附则",
    "风险查找",
    "等级评定和公示",
    "监督",
    "组织领导",
];

/// Number and title of a chapter or a section.
pub type Heading = (u16, String);
/// A line of an article: the label as the rules write it, and the text.
pub type Item = (String, String);

#[derive(Default)]
pub struct Wanted {
    pub title: String,
    pub preamble: Vec<String>,
    pub chapters: Vec<(Option<Heading>, Vec<Part>)>,
    pub signed: bool,
    pub annexes: Vec<(String, Vec<Item>)>,
}

/// Who signs the regulations here, and when.
pub const SIGNED: [&str; 2] = ["青石县人民政府", "2012年7月10日"];

pub struct Part {
    pub number: ArticleNumber,
    pub section: Option<Heading>,
    pub caption: Option<String>,
    pub lines: Vec<Item>,
}

pub fn sentence(dice: &mut Dice, end: &str) -> String {
    let count = 1 + dice.below(4);
    let clauses: Vec<&str> = (0..count).map(|_| dice.pick(CLAUSES)).collect();
    clauses.join("，") + end
}

/// Items of a level and those below them.
pub fn items(dice: &mut Dice, level: usize, out: &mut Vec<Item>) {
    let count = 2 + dice.below(3);
    for n in 1..=count as u16 {
        let label = match level {
            0 => format!("{}类：", chinese_number(n)),
            1 => format!("（{}）", chinese_number(n)),
            2 => format!("{n}."),
            3 => format!("（{n}）"),
            _ => circled(n),
        };
        let deeper = level < 4 && dice.one_in(5);
        let end = match (deeper, usize::from(n) == count) {
            (true, _) => "：",
            (_, true) => "。",
            _ => "；",
        };
        out.push((label, sentence(dice, end)));
        if deeper {
            items(dice, level + 1, out);
        }
    }
}

pub fn lines(dice: &mut Dice) -> Vec<Item> {
    let mut out = Vec::new();
    for _ in 0..1 + dice.below(2) {
        let listed = dice.one_in(3);
        let end = if listed { "：" } else { "。" };
        out.push((String::new(), sentence(dice, end)));
        if listed {
            let level = if dice.one_in(6) { 0 } else { 1 + dice.below(2) };
            items(dice, level, &mut out);
        }
    }
    out
}

pub fn regulation(dice: &mut Dice, form: Form) -> Wanted {
    let mut wanted = Wanted {
        title: format!(
            "{}{}{}",
            dice.pick(&["青石县人民医院", "河东镇", "县水务局", ""]),
            dice.pick(&["廉洁风险评估", "财务收支管理", "重大事项报告", "采购"]),
            dice.pick(&["暂行办法", "实施细则", "制度", "规定（试行）", "若干措施"]),
        ),
        ..Wanted::default()
    };
    if dice.one_in(3) {
        wanted.preamble.push(sentence(dice, "。"));
    }
    let chapters = if form == Form::Articles {
        dice.below(4)
    } else {
        0
    };
    let mut number = 0;
    for chapter in 0..chapters.max(1) {
        let sections = if chapters > 0 { dice.below(3) } else { 0 };
        let mut parts = Vec::new();
        for section in 0..sections.max(1) {
            for n in 0..1 + dice.below(4) {
                number += 1;
                let begins = sections > 0 && n == 0;
                let title = dice.pick(SUBJECTS).to_owned();
                let caption = match form {
                    Form::Articles => dice.one_in(8).then(|| "目的和依据".to_owned()),
                    Form::Parts => Some(dice.pick(SUBJECTS).to_owned()),
                    Form::List => None,
                };
                parts.push(Part {
                    number: ArticleNumber::plain(number),
                    section: begins.then_some((section as u16 + 1, title)),
                    caption,
                    lines: lines(dice),
                });
                // 第三条之一, 第三条之二
                let later = match form {
                    Form::Articles if dice.one_in(9) => 1 + dice.below(2) as u16,
                    _ => 0,
                };
                parts.extend((1..=later).map(|inserted| Part {
                    number: ArticleNumber {
                        number,
                        inserted: Some(inserted),
                    },
                    section: None,
                    caption: None,
                    lines: lines(dice),
                }));
            }
        }
        let heading = (chapters > 0).then(|| (chapter as u16 + 1, dice.pick(SUBJECTS).to_owned()));
        wanted.chapters.push((heading, parts));
    }
    wanted.signed = dice.one_in(3);
    if dice.one_in(4) {
        for n in 1..=1 + dice.below(3) {
            let title = dice.pick(&["风险点登记表", "廉洁承诺书", "岗位说明"]);
            wanted
                .annexes
                .push((format!("附件{n}　{title}"), lines(dice)));
        }
    }
    wanted
}

/// How the labels of a paper are written.
pub struct Hand {
    pub figures: bool,
    pub narrow: bool,
    pub dots: usize,
    pub gap: &'static str,
}

impl Hand {
    pub fn ordinal(&self, number: u16, unit: &str) -> String {
        if self.figures {
            format!("第{number}{unit}")
        } else {
            format!("第{}{unit}", chinese_number(number))
        }
    }

    pub fn article(&self, number: ArticleNumber) -> String {
        let inserted = number.inserted.map(|n| format!("之{}", chinese_number(n)));
        self.ordinal(number.number, "条") + &inserted.unwrap_or_default()
    }

    pub fn label(&self, label: &str) -> String {
        let inner: String = label.trim_matches(['（', '）', '.']).to_owned();
        let figure = inner.parse::<u16>();
        match (label.starts_with('（'), figure) {
            (true, Ok(n)) if self.dots == 1 => format!("{n}）"),
            (true, Ok(n)) if self.dots == 2 => {
                char::from_u32('⑴' as u32 + u32::from(n) - 1).map_or(label.to_owned(), String::from)
            }
            (true, _) if self.narrow => label.replace('（', "(").replace('）', ")"),
            (false, Ok(n)) => format!("{n}{}", [". ", "、", "．"][self.dots]),
            _ => label.to_owned(),
        }
    }
}

/// The paragraphs of a paper.
pub fn written(wanted: &Wanted, form: Form, hand: &Hand) -> Vec<String> {
    let mut out = vec![wanted.title.clone()];
    out.extend(wanted.preamble.iter().cloned());
    for (heading, parts) in &wanted.chapters {
        out.extend(
            heading
                .as_ref()
                .map(|(n, title)| format!("{}{}{title}", hand.ordinal(*n, "章"), hand.gap)),
        );
        for part in parts {
            let section = part.section.as_ref();
            out.extend(section.map(|(n, t)| format!("{}{}{t}", hand.ordinal(*n, "节"), hand.gap)));
            let mut lines = part
                .lines
                .iter()
                .map(|(l, t)| format!("{}{t}", hand.label(l)));
            match (form, &part.caption) {
                (Form::Articles, caption) => {
                    let caption = caption
                        .as_ref()
                        .map_or(String::new(), |c| format!("【{c}】"));
                    let label = hand.article(part.number);
                    let first = lines.next().unwrap_or_default();
                    out.push(format!("{label}{}{caption}{first}", hand.gap));
                }
                (_, Some(caption)) => {
                    out.push(format!("{}{caption}", form.label(part.number)));
                }
                _ => {
                    let first = lines.next().unwrap_or_default();
                    out.push(format!("{}{first}", form.label(part.number)));
                }
            }
            out.extend(lines);
        }
    }
    if wanted.signed {
        out.extend(SIGNED.map(str::to_owned));
    }
    for (title, lines) in &wanted.annexes {
        match hand.narrow {
            // The name of an annex stands beside its number, or below it.
            true => out.extend(title.split('　').map(str::to_owned)),
            false => out.push(title.clone()),
        }
        out.extend(lines.iter().map(|(l, t)| format!("{}{t}", hand.label(l))));
    }
    out
}

/// Regulations of one paper, and how it is written.
pub fn paper(dice: &mut Dice, form: Form) -> (Vec<Wanted>, Hand) {
    let all = (0..1 + dice.below(3))
        .map(|_| regulation(dice, form))
        .collect();
    let hand = Hand {
        figures: dice.one_in(5),
        narrow: dice.one_in(3),
        dots: dice.below(3),
        gap: ["　", " ", "　　", "  "][dice.below(4)],
    };
    (all, hand)
}

/// A line as the rules write it.
pub fn item((label, text): &Item) -> String {
    let gap = if label.ends_with('.') { " " } else { "" };
    format!("{label}{gap}{text}")
}
