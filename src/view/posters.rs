//! The wall posters of each department: 工作职责, 工作制度, 工作流程 (三上墙).
//!
//! Posters show posts, never persons, so both editions look the same. A poster without
//! content (no duties, no rules, no workflow) is left out; `check` tells of it.

use super::common::Edition;
use super::poster::frame::{self, Frame, Pair};
use super::poster::list::{self, List};
use super::poster::strip::{self, Strip};
use super::poster::theme::Theme;
use super::poster::{CENTRE_MM, LEFT_MM, RIGHT_MM};
use crate::diagnostic::{Code, Finding, Spanned};
use crate::flow::scale::{CHART_BOTTOM_MM, CHART_TOP_MM};
use crate::flow::{self, Chart, Plan, TextLine};
use crate::load::Value;
use crate::model::{Department, Grade, Post, Separation, StepKind, Town, Workflow};
use crate::text::{FontRole, Fonts};
use serde::Serialize;

/// One poster: a file of one or more sheets.
#[derive(Debug, Clone, Serialize)]
pub struct PosterView {
    /// Name of the file, without its ending: `czs-duties`.
    pub file: String,
    /// `duties`, `rules`, `workflow`.
    pub kind: &'static str,
    /// Id of the department.
    pub department: String,
    /// 向阳峪镇财政所工作职责.
    pub title: String,
    /// Whom it is for.
    pub edition: Edition,
    /// Its colours.
    pub theme: Theme,
    /// Its sheets.
    pub sheets: Vec<Sheet>,
    /// Grade, leader, number of posts, in words.
    pub facts: Vec<(String, String)>,
    /// Hotline, receiver, number, edition, in words.
    pub foot: Vec<(String, String)>,
}

/// One sheet of 600 × 900 mm.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    /// Id of the SVG, unique on the page.
    pub id: String,
    /// Title for those who cannot see it.
    pub title: String,
    /// Description for the same.
    pub description: String,
    /// Band and foot.
    pub frame: Frame,
    /// The row below the band.
    pub facts: Vec<Pair>,
    /// Duties or rules.
    pub list: Option<List>,
    /// Posts or separations.
    pub strip: Option<Strip>,
    /// A workflow.
    pub flow: Option<FlowSheet>,
    /// The same in words.
    pub text: SheetText,
}

/// A workflow on its sheet.
#[derive(Debug, Clone, Serialize)]
pub struct FlowSheet {
    /// 财政资金拨付廉政风险防控流程图.
    pub heading: TextLine,
    /// Heads of the three columns.
    pub heads: Vec<TextLine>,
    /// Shrinks a chart that does not fit, as an SVG transform; drafts only.
    pub transform: Option<String>,
    /// The chart.
    pub chart: Chart,
    /// The three grades of the legend: key, word, colour.
    pub legend: Vec<(&'static str, &'static str, &'static str)>,
}

/// The content of a sheet in words, for screen readers and phones.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SheetText {
    /// Number of the first item.
    pub first: usize,
    /// Duties or rules.
    pub items: Vec<String>,
    /// Posts with key and words of their grade.
    pub posts: Vec<(String, &'static str, &'static str)>,
    /// Separations: first, second, note.
    pub pairs: Vec<(String, String, String)>,
    /// Name of the workflow.
    pub workflow: String,
    /// Its steps.
    pub steps: Vec<StepText>,
}

/// A step in words.
#[derive(Debug, Clone, Serialize)]
pub struct StepText {
    /// What is done or asked, with the condition.
    pub title: String,
    /// Whether it asks.
    pub asks: bool,
    /// Who.
    pub who: String,
    /// Time limit.
    pub limit: String,
    /// 是 → 第 4 步.
    pub exits: Vec<String>,
    /// Grade key, grade in words, behaviour.
    pub risks: Vec<(&'static str, &'static str, String)>,
    /// Measure, who answers.
    pub measures: Vec<(String, String)>,
}

/// All posters of a town, in the order of its departments, with what does not fit.
pub fn posters(town: &Town, fonts: &Fonts, edition: Edition) -> (Vec<PosterView>, Vec<Finding>) {
    let mut views = Vec::new();
    let mut findings = Vec::new();
    for index in 0..town.departments.len() {
        let maker = Maker {
            town,
            fonts,
            edition,
            department: &town.departments[index],
            posts: town.posts_of(index).collect(),
        };
        maker.lists(index, &mut views, &mut findings);
        let workflows: Vec<&Workflow> = town
            .workflows_of(index)
            .filter(|w| !w.steps.is_empty())
            .collect();
        views.extend(maker.workflows(&workflows, &mut findings));
    }
    (views, findings)
}

/// What all posters of a department share.
struct Maker<'a> {
    town: &'a Town,
    fonts: &'a Fonts,
    edition: Edition,
    department: &'a Department,
    posts: Vec<&'a Post>,
}

/// Kind, title and place in the set of the three posters.
const DUTIES: (&str, &str, usize) = ("duties", "工作职责", 1);
const RULES: (&str, &str, usize) = ("rules", "工作制度", 2);
const WORKFLOW: (&str, &str, usize) = ("workflow", "工作流程", 3);

impl Maker<'_> {
    fn poster(&self, (kind, title, number): (&'static str, &str, usize)) -> PosterView {
        let profile = &self.town.profile;
        let department = self.department;
        let grade = department.grade.value;
        let mut facts = vec![(
            "站所风险等级".to_string(),
            format!("{}（{}）", grade.chinese(), grade.colour()),
        )];
        if let Some(leader) = department.leader {
            facts.push(("分管领导".into(), self.town[leader].name.value.clone()));
        }
        facts.push(("岗位".into(), format!("{} 个", self.posts.len())));
        let receiver = match profile.phone.as_str() {
            "" => profile.receiver.clone(),
            phone => format!("{}（本镇电话 {phone}）", profile.receiver),
        };
        let code = format!(
            "{}-{}-{number:02}",
            profile.code,
            department.id.to_uppercase()
        );
        PosterView {
            file: format!("{}-{kind}", department.id.value),
            kind,
            department: department.id.value.clone(),
            title: format!("{}{}{title}", profile.name, department.name.value),
            edition: self.edition,
            theme: Theme::default(),
            sheets: Vec::new(),
            facts,
            foot: vec![
                ("监督举报电话".into(), profile.hotline.clone()),
                ("受理".into(), receiver),
                ("编号".into(), code),
                (
                    "编印".into(),
                    format!("{} {}", profile.poster_edition, profile.compiler),
                ),
            ],
        }
    }

    fn sheet(
        &self,
        view: &PosterView,
        (_, title, number): (&str, &str, usize),
        sheet: usize,
        of: usize,
    ) -> Sheet {
        let part = (of > 1).then_some(sheet + 1);
        Sheet {
            id: format!("{}-{}", view.file, sheet + 1),
            title: match part {
                Some(n) => format!("{}（第 {n} 张，共 {of} 张）", view.title),
                None => view.title.clone(),
            },
            description: String::new(),
            frame: frame::frame(self.fonts, self.town, self.department, title, number, part),
            facts: Vec::new(),
            list: None,
            strip: None,
            flow: None,
            text: SheetText::default(),
        }
    }

    /// Duties and rules, both in the smaller of their sizes.
    fn lists(&self, index: usize, views: &mut Vec<PosterView>, findings: &mut Vec<Finding>) {
        let pairs: Vec<&Separation> = self
            .town
            .separations
            .iter()
            .filter(|s| s.department.is_some_and(|d| d.index as usize == index))
            .collect();
        let posts = (!self.posts.is_empty())
            .then(|| strip::posts(self.fonts, &self.posts, self.publicity()));
        let held =
            (!pairs.is_empty()).then(|| strip::separations(self.fonts, &pairs, self.basis(&pairs)));
        let bottom = |strip: &Option<Strip>| match strip {
            Some(_) => list::BOTTOM_MM,
            None => list::BOTTOM_WITHOUT_STRIP_MM,
        };
        let set = [
            (DUTIES, &self.department.duties, posts),
            (RULES, &self.department.rules, held),
        ];
        let fits = set.each_ref().map(|(_, texts, strip)| {
            let items = strings(texts);
            list::fit(self.fonts, &items, bottom(strip) - list::TOP_MM)
        });
        let size = fits[0].size_mm.min(fits[1].size_mm);
        for ((which, texts, strip), fit) in set.into_iter().zip(fits) {
            let Some(first_text) = texts.first() else {
                continue;
            };
            if !fit.fits || fit.sheets > 1 {
                findings.push(too_long(which.1, self.department, first_text, fit));
            }
            let items = strings(texts);
            let mut view = self.poster(which);
            let parts = list::parts(&items, fit.sheets);
            let mut first = 1;
            for (i, part) in parts.iter().enumerate() {
                let mut sheet = self.sheet(&view, which, i, parts.len());
                sheet.description = format!("{}，共 {} 条", which.1, items.len());
                sheet.facts =
                    frame::facts(self.fonts, self.town, self.department, self.posts.len());
                sheet.list = Some(list::list(self.fonts, part, first, size, bottom(&strip)));
                sheet.text.first = first;
                sheet.text.items = part.iter().map(|t| t.to_string()).collect();
                if which.0 == DUTIES.0 {
                    sheet.text.posts = self.posts.iter().map(|post| post_text(post)).collect();
                } else {
                    sheet.text.pairs = pairs.iter().map(|pair| pair_text(pair)).collect();
                }
                sheet.strip.clone_from(&strip);
                first += part.len();
                view.sheets.push(sheet);
            }
            views.push(view);
        }
    }

    /// 2013年评定，结果公示 7 天: the days as the regulations' norm has them.
    fn publicity(&self) -> Option<String> {
        let norms = self.town.regulations.iter().flat_map(|r| &r.norms);
        let days = norms
            .filter(|norm| norm.kind.value == "publicity")
            .flat_map(|norm| &norm.parameters)
            .find_map(|(key, value)| match value.value {
                Value::Integer(days) if key.value == "days" => Some(days),
                _ => None,
            });
        let year = self.town.profile.grading_year;
        let graded = (year > 0).then(|| format!("{year}年评定"));
        let shown = days.map(|days| format!("结果公示 {days} 天"));
        let parts: Vec<String> = graded.into_iter().chain(shown).collect();
        (!parts.is_empty()).then(|| parts.join("，"))
    }

    /// 依据《…》第三条: the regulation that the pairs rest on, to the article where all agree.
    fn basis(&self, pairs: &[&Separation]) -> Option<String> {
        let cites: Vec<_> = pairs
            .iter()
            .filter_map(|p| p.article.as_ref().map(|a| &a.value))
            .collect();
        let first = cites.first()?;
        let same = cites.iter().all(|cite| cite == first);
        let whole = crate::model::Cite {
            regulation: first.regulation,
            path: None,
        };
        let one_regulation = cites.iter().all(|c| c.regulation == first.regulation);
        match (same, one_regulation) {
            (true, _) => Some(format!("依据{}", self.town.cite(first))),
            (_, true) => Some(format!("依据{}", self.town.cite(&whole))),
            _ => {
                let mut names: Vec<String> = Vec::new();
                for cite in cites {
                    let name = format!("《{}》", self.town[cite.regulation].short.value);
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
                Some(format!("依据{}", names.join("")))
            }
        }
    }

    /// The poster of a department's workflows, a sheet each.
    fn workflows(
        &self,
        workflows: &[&Workflow],
        findings: &mut Vec<Finding>,
    ) -> Option<PosterView> {
        if workflows.is_empty() {
            return None;
        }
        let mut view = self.poster(WORKFLOW);
        for (i, workflow) in workflows.iter().enumerate() {
            let mut sheet = self.sheet(&view, WORKFLOW, i, workflows.len());
            let plan = Plan::of(self.town, workflow);
            let (chart, transform) = match flow::layout::layout(&plan, self.fonts) {
                Ok(chart) => (chart, None),
                Err(overfull) => {
                    findings.push(too_tall(workflow, overfull.excess_mm));
                    let room = CHART_BOTTOM_MM - CHART_TOP_MM;
                    let share = room / (room + overfull.excess_mm);
                    let (dx, dy) = (CENTRE_MM * (1.0 - share), CHART_TOP_MM * (1.0 - share));
                    let transform = format!("translate({dx:.2} {dy:.2}) scale({share:.4})");
                    (overfull.chart, Some(transform))
                }
            };
            findings.extend(shortcomings(workflow, &chart, transform.is_some()));
            let grade = frame::grade_fact_right(self.fonts, self.department.grade.value);
            let heading = self.heading(&workflow.name.value, grade.label.extent.x);
            sheet.facts = vec![grade];
            sheet.description = format!(
                "{}廉政风险防控流程图，共 {} 步",
                workflow.name.value,
                plan.steps.len()
            );
            sheet.text.workflow.clone_from(&workflow.name.value);
            sheet.text.steps = plan.steps.iter().map(step_text).collect();
            sheet.flow = Some(FlowSheet {
                heading,
                heads: self.heads(&chart),
                transform,
                chart,
                legend: Grade::ALL
                    .iter()
                    .rev()
                    .map(|g| (g.key(), g.chinese(), g.colour()))
                    .collect(),
            });
            view.sheets.push(sheet);
        }
        Some(view)
    }

    /// The chart's name, left of `right` mm.
    fn heading(&self, name: &str, right: f32) -> TextLine {
        const HEADING_MM: f32 = 17.4;
        let role = FontRole::Xiaobiaosong;
        let text = format!("{name}廉政风险防控流程图");
        let room = right - LEFT_MM - 10.0;
        let short = format!("{name}流程图");
        let fits = |text: &str| room / self.fonts.width(role, text).max(1.0);
        let text = if fits(&text) < 13.0 { short } else { text };
        let size = HEADING_MM
            .min(fits(&text))
            .max(flow::scale::SMALLEST_TYPE_MM);
        let (text, _) = flow::words::cut(self.fonts, &text, size, room);
        let middle = frame::FACTS_MIDDLE_MM;
        TextLine::start(self.fonts, role, &text, size, LEFT_MM, middle)
    }

    fn heads(&self, chart: &Chart) -> Vec<TextLine> {
        const HEAD_MIDDLE_MM: f32 = 195.0;
        const HEAD_MM: f32 = 13.0;
        let line = |place: fn(&Fonts, FontRole, &str, f32, f32, f32) -> TextLine, text, x| {
            place(self.fonts, FontRole::Hei, text, HEAD_MM, x, HEAD_MIDDLE_MM)
        };
        let left = LEFT_MM + flow::cell::ROW_SIDE_MM;
        let right = chart.right_text.min(RIGHT_MM - 8.0 * HEAD_MM);
        vec![
            line(TextLine::start, "廉政风险点", left),
            line(TextLine::centred, "流程、经办人与时限", CENTRE_MM),
            line(TextLine::start, "防控措施与责任人", right),
        ]
    }
}

fn strings(texts: &[Spanned<String>]) -> Vec<&str> {
    texts.iter().map(|t| t.value.as_str()).collect()
}

fn post_text(post: &Post) -> (String, &'static str, &'static str) {
    let grade = post.grade.value;
    (post.name.value.clone(), grade.key(), grade.chinese())
}

fn pair_text(pair: &Separation) -> (String, String, String) {
    (
        pair.first.value.clone(),
        pair.second.value.clone(),
        pair.note.value.clone(),
    )
}

fn step_text(step: &flow::plan::PlannedStep) -> StepText {
    let exits = step.exits.iter().map(|exit| {
        let note = match exit.note.as_str() {
            "" => String::new(),
            note => format!("（{note}）"),
        };
        let to = format!("到第 {} 步{note}", exit.to + 1);
        match exit.label.as_str() {
            "" => to,
            label => format!("{label}：{to}"),
        }
    });
    StepText {
        title: match step.condition.as_str() {
            "" => step.title.clone(),
            condition => format!("{}（{condition}）", step.title),
        },
        asks: step.kind == StepKind::Decision,
        who: step.who.clone(),
        limit: step.limit.clone(),
        exits: exits.collect(),
        risks: step
            .risks
            .iter()
            .map(|(grade, text)| (grade.key(), grade.chinese(), text.clone()))
            .collect(),
        measures: step
            .measures
            .iter()
            .map(|m| (m.text.clone(), m.responsible.clone()))
            .collect(),
    }
}

fn too_long(
    title: &str,
    department: &Department,
    first: &Spanned<String>,
    fit: list::Fit,
) -> Finding {
    let name = &department.name.value;
    if fit.fits {
        Finding::warning(
            Code::Overfull,
            first.place,
            format!("{name}的{title}一张纸排不下，要用 {} 张", fit.sheets),
        )
        .help("字小于 14 毫米在墙上看不清，因此分张；删短条文或者合并条目可以排在一张上")
    } else {
        Finding::error(
            Code::Overfull,
            first.place,
            format!("{name}的{title}里有一条太长，单独一张也排不下"),
        )
        .help("上墙的条文每条写一两句话，把这一条删短或者拆开")
    }
}

fn too_tall(workflow: &Workflow, excess_mm: f32) -> Finding {
    let name = &workflow.name.value;
    Finding::error(
        Code::Overfull,
        workflow.place,
        format!("工作流程“{name}”用最小的字也排不下，高出 {excess_mm:.0} 毫米"),
    )
    .help("减少或者合并环节，删短文字，或者拆成两个流程")
}

/// What a chart could not show as it should.
fn shortcomings(workflow: &Workflow, chart: &Chart, is_too_tall: bool) -> Vec<Finding> {
    let mut out = Vec::new();
    let name = &workflow.name.value;
    if !chart.readable_from_two_metres && !is_too_tall {
        out.push(
            Finding::warning(
                Code::Overfull,
                workflow.place,
                format!("工作流程“{name}”内容太满，两米外看不清"),
            )
            .help("步骤的字小于 13 毫米或者说明的字小于 11 毫米；删短文字，或者减少环节"),
        );
    }
    for &(step, exit) in &chart.shortened {
        let Some(exit) = workflow.steps.get(step).and_then(|s| s.exits.get(exit)) else {
            continue;
        };
        out.push(
            Finding::warning(
                Code::Overfull,
                exit.place,
                format!(
                    "工作流程“{name}”第 {} 步去路上的字太长，图上没有写全",
                    step + 1
                ),
            )
            .help("去路的 label 写一到三个字，note 写两到四个字"),
        );
    }
    out
}
