//! What is the same on every poster: band, title, facts row, foot.

use super::chip::{self, Chip};
use super::{BODY_MM, CENTRE_MM, LEFT_MM, RIGHT_MM};
use crate::flow::{Point, Rect, TextLine};
use crate::model::{Department, Profile, Town};
use crate::text::{sense, FontRole, Fonts};
use serde::Serialize;

/// The band above and the foot below.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// Town and department.
    pub department: TextLine,
    /// The gold rules at its sides.
    pub gold_rules: Vec<Rect>,
    /// 工作职责.
    pub title: Vec<TextLine>,
    /// 监督举报电话.
    pub hotline_label: TextLine,
    /// The number.
    pub hotline: TextLine,
    /// 受理, 编号, 编印.
    pub foot: Vec<Pair>,
}

/// A label with its value.
#[derive(Debug, Clone, Serialize)]
pub struct Pair {
    /// In secondary ink.
    pub label: TextLine,
    /// In ink.
    pub value: Option<TextLine>,
    /// A chip in place of a value.
    pub chip: Option<Chip>,
}

/// Middle of the department's line, in mm (line box top 21, as in the reference picture).
const DEPARTMENT_MIDDLE_MM: f32 = 34.5;
const DEPARTMENT_MM: f32 = 22.0;
const DEPARTMENT_TRACKING_EM: f32 = 0.14;
const GOLD_RULE_MM: (f32, f32) = (42.0, 0.9);
const GOLD_RULE_GAP_MM: f32 = 10.0;
/// Middle of the title, in mm (line box top 52).
const TITLE_MIDDLE_MM: f32 = 87.0;
const TITLE_MM: f32 = 60.0;
/// A title gets no smaller before it takes two lines, in mm.
const TITLE_LEAST_MM: f32 = 44.0;
/// Size and leading of a title of two lines, in mm: both stay below the department's line.
const TITLE_TWO_LINES_MM: (f32, f32) = (38.0, 42.0);
/// Middle of the facts row, in mm.
pub const FACTS_MIDDLE_MM: f32 = 164.2;
/// Type of the facts row, in mm.
pub const FACTS_MM: f32 = 13.0;
/// Between a label and its value, in em.
const LABEL_GAP_EM: f32 = 0.4;
/// Middles of the foot's lines at the right, in mm, and their type.
const FOOT_MIDDLES_MM: [f32; 3] = [835.8, 853.2, 870.6];
const FOOT_MM: f32 = 11.0;
/// The foot's right part never begins left of this, in mm.
const FOOT_LEFT_MM: f32 = 206.0;

/// Builds the frame of sheet number `sheet` of a department's poster (1 to 3 in the set).
pub fn frame(
    fonts: &Fonts,
    town: &Town,
    department: &Department,
    title: &str,
    number: usize,
    sheet: Option<usize>,
) -> Frame {
    let name = format!("{}{}", town.profile.name, department.name.value);
    let (line, gold_rules) = department_line(fonts, &name);
    let profile = &town.profile;
    Frame {
        department: line,
        gold_rules,
        title: title_lines(fonts, title),
        hotline_label: TextLine::start(fonts, FontRole::Hei, "监督举报电话", 12.0, LEFT_MM, 834.4),
        hotline: hotline(fonts, &profile.hotline),
        foot: foot(fonts, profile, department, number, sheet),
    }
}

fn department_line(fonts: &Fonts, name: &str) -> (TextLine, Vec<Rect>) {
    let role = FontRole::Xiaobiaosong;
    let ems = fonts.width(role, name);
    let gaps = name.chars().count().saturating_sub(1) as f32;
    let room = BODY_MM - 2.0 * (GOLD_RULE_MM.0 + GOLD_RULE_GAP_MM);
    let tracking = DEPARTMENT_TRACKING_EM
        .min((room / DEPARTMENT_MM - ems) / gaps.max(1.0))
        .max(0.0);
    let size = DEPARTMENT_MM.min(room / (ems + gaps * tracking));
    let centre = Point::new(CENTRE_MM, DEPARTMENT_MIDDLE_MM);
    let line = TextLine::tracked(fonts, role, name, size, size * tracking, centre);
    let rule = |x: f32| {
        let y = DEPARTMENT_MIDDLE_MM + 0.6;
        Rect::new(x, y, GOLD_RULE_MM.0, GOLD_RULE_MM.1)
    };
    let rules = vec![
        rule(line.extent.x - GOLD_RULE_GAP_MM - GOLD_RULE_MM.0),
        rule(line.extent.right() + GOLD_RULE_GAP_MM),
    ];
    (line, rules)
}

/// Titles that do not fit lose their tracking, then size down to 44 mm, then take two lines.
fn title_lines(fonts: &Fonts, title: &str) -> Vec<TextLine> {
    let role = FontRole::Xiaobiaosong;
    let ems = fonts.width(role, title);
    let count = title.chars().count();
    let gaps = count.saturating_sub(1) as f32;
    let wanted = if count <= 4 { 0.16 } else { 0.10 };
    let tracking = ((BODY_MM / TITLE_MM - ems) / gaps.max(1.0)).clamp(0.0, wanted);
    let size = TITLE_MM.min(BODY_MM / ems.max(1.0));
    if size >= TITLE_LEAST_MM {
        let centre = Point::new(CENTRE_MM, TITLE_MIDDLE_MM);
        return vec![TextLine::tracked(
            fonts,
            role,
            title,
            size,
            size * tracking,
            centre,
        )];
    }
    let (largest, leading) = TITLE_TWO_LINES_MM;
    let lines = sense::lines(fonts, role, title, (ems / 2.0 + 0.6).max(BODY_MM / largest));
    let widest = lines
        .iter()
        .map(|l| fonts.width(role, l))
        .fold(1.0, f32::max);
    let size = largest
        .min(BODY_MM / widest)
        .min(2.0 * leading / lines.len().max(1) as f32);
    let leading = size * leading / largest;
    let first = TITLE_MIDDLE_MM + 3.0 - leading * (lines.len() - 1) as f32 / 2.0;
    lines
        .iter()
        .enumerate()
        .map(|(i, line)| {
            let middle = first + leading * i as f32;
            TextLine::centred(fonts, role, line, size, CENTRE_MM, middle)
        })
        .collect()
}

fn hotline(fonts: &Fonts, number: &str) -> TextLine {
    let role = FontRole::Xiaobiaosong;
    let ems = fonts.width(role, number).max(1.0);
    let size = 36.0_f32.min((FOOT_LEFT_MM - LEFT_MM - 10.0) / ems);
    let mut line = TextLine::start(fonts, role, number, size, LEFT_MM, 863.0);
    // Figures stand on one baseline whatever their size.
    line.y = 876.2;
    line
}

fn foot(
    fonts: &Fonts,
    profile: &Profile,
    department: &Department,
    number: usize,
    sheet: Option<usize>,
) -> Vec<Pair> {
    const SET: [&str; 3] = ["一", "二", "三"];
    let code = format!(
        "{}-{}-{number:02}",
        profile.code,
        department.id.to_uppercase()
    );
    let place = SET.get(number - 1).copied().unwrap_or_default();
    let part = sheet.map_or(String::new(), |n| format!("（第 {n} 张）"));
    let receiver = if profile.phone.is_empty() {
        profile.receiver.clone()
    } else {
        format!("{}（本镇电话 {}）", profile.receiver, profile.phone)
    };
    let lines = [
        ("受　理", receiver),
        ("编　号", format!("{code}　三上墙之{place}{part}")),
        (
            "编　印",
            format!("{}　{}", profile.poster_edition, profile.compiler),
        ),
    ];
    let role = FontRole::Hei;
    let widest = lines
        .iter()
        .map(|(label, value)| fonts.width(role, &format!("{label}　")) + fonts.width(role, value))
        .fold(1.0, f32::max);
    let size = FOOT_MM.min((RIGHT_MM - FOOT_LEFT_MM) / widest);
    let label_x = RIGHT_MM - widest * size;
    let value_x = label_x + 4.0 * size - 0.2 * size;
    lines
        .iter()
        .zip(FOOT_MIDDLES_MM)
        .map(|((label, value), middle)| Pair {
            label: TextLine::start(fonts, role, label, size, label_x, middle),
            value: Some(TextLine::start(fonts, role, value, size, value_x, middle)),
            chip: None,
        })
        .collect()
}

/// The facts row of duties and rules: three cells spread over the body.
pub fn facts(fonts: &Fonts, town: &Town, department: &Department, posts: usize) -> Vec<Pair> {
    let role = FontRole::Hei;
    let gap = LABEL_GAP_EM * FACTS_MM;
    let text = |text: &str| fonts.width(role, text) * FACTS_MM;
    let line =
        |text: &str, x: f32| TextLine::start(fonts, role, text, FACTS_MM, x, FACTS_MIDDLE_MM);
    let pair = |label: &str, value: &str, x: f32| Pair {
        label: line(label, x),
        value: Some(line(value, x + text(label) + gap)),
        chip: None,
    };
    let grade = department.grade.value;
    let first = grade_fact(fonts, grade, LEFT_MM);
    let grade_right = first.chip.as_ref().map_or(LEFT_MM, |c| c.rect.right());
    let count = format!("{posts} 个");
    let last_x = RIGHT_MM - text("岗位") - gap - text(&count);
    let mut out = vec![first];
    if let Some(leader) = department.leader {
        let name = &town[leader].name.value;
        let wide = text("分管领导") + gap + text(name);
        // In the middle of what the other two leave.
        let x = (grade_right + last_x - wide) / 2.0;
        out.push(pair("分管领导", name, x.max(grade_right + gap)));
    }
    out.push(pair("岗位", &count, last_x));
    out
}

/// 站所风险等级 with its chip, the label at `x`.
fn grade_fact(fonts: &Fonts, grade: crate::model::Grade, x: f32) -> Pair {
    let role = FontRole::Hei;
    let label = "站所风险等级";
    let text = chip::words(grade, true);
    let at = x + fonts.width(role, label) * FACTS_MM + LABEL_GAP_EM * FACTS_MM;
    let centre = Point::new(
        at + chip::width(fonts, &text, FACTS_MM) / 2.0,
        FACTS_MIDDLE_MM,
    );
    Pair {
        label: TextLine::start(fonts, role, label, FACTS_MM, x, FACTS_MIDDLE_MM),
        value: None,
        chip: Some(chip::chip(fonts, grade, true, FACTS_MM, centre)),
    }
}

/// 站所风险等级 with its chip, flush right.
pub fn grade_fact_right(fonts: &Fonts, grade: crate::model::Grade) -> Pair {
    let probe = grade_fact(fonts, grade, 0.0);
    let wide = probe.chip.as_ref().map_or(0.0, |c| c.rect.right());
    grade_fact(fonts, grade, RIGHT_MM - wide)
}
