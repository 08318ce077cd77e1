//! The table from article to risk point to measure, and the list of measures in full.

use super::common::{Anchors, GradeView, Link};
use super::risks::Group;
use crate::model::{Measure, Risk, Unit};
use serde::Serialize;

/// A row of the trace: one measure against one risk point.
#[derive(Debug, Clone, Serialize)]
pub struct TraceRow {
    /// The class and the article that sets it up, over its risk points.
    pub class: Option<TraceClass>,
    /// The risk point, over its measures.
    pub risk: Option<TraceRisk>,
    /// The measure; nothing where no measure controls the risk point.
    pub measure: Option<MeasureRow>,
}

/// A class of risk points.
#[derive(Debug, Clone, Serialize)]
pub struct TraceClass {
    /// 许可审批.
    pub name: String,
    /// Its grade.
    pub grade: Option<GradeView>,
    /// The article that sets it up.
    pub cite: Option<Link>,
    /// Rows it spans.
    pub rows: usize,
}

/// A risk point in the trace.
#[derive(Debug, Clone, Serialize)]
pub struct TraceRisk {
    /// `XK-1`, and where it is.
    pub code: Link,
    /// The article that sets it.
    pub cite: Option<Link>,
    /// In short.
    pub text: String,
    /// Its grade.
    pub grade: GradeView,
    /// Whom it concerns.
    pub concerns: String,
    /// Rows it spans.
    pub rows: usize,
}

pub(super) fn trace(unit: &Unit, anchors: Anchors) -> Vec<TraceRow> {
    let mut sorted: Vec<(usize, &Risk)> = unit.risks.iter().enumerate().collect();
    sorted.sort_by_key(|(_, r)| r.class.map_or(i64::MAX, |c| unit[c].order));
    let mut out: Vec<TraceRow> = Vec::new();
    for run in sorted.chunk_by(|a, b| a.1.class == b.1.class) {
        let first = out.len();
        for &(index, risk) in run {
            let mut measures: Vec<Option<MeasureRow>> = unit
                .measures_for(index)
                .map(|m| Some(measure(unit, anchors, m)))
                .collect();
            if measures.is_empty() {
                measures.push(None);
            }
            let mut cell = Some(trace_risk(anchors, risk, measures.len()));
            let rows = measures.into_iter();
            out.extend(rows.map(|m| TraceRow {
                class: None,
                risk: cell.take(),
                measure: m,
            }));
        }
        let rows = out.len() - first;
        out[first].class = Some(trace_class(unit, anchors, run[0].1, rows));
    }
    out
}

fn trace_class(unit: &Unit, anchors: Anchors, risk: &Risk, rows: usize) -> TraceClass {
    let class = risk.class.map(|c| &unit[c]);
    TraceClass {
        name: class.map_or(String::new(), |c| c.name.value.clone()),
        grade: class.map(|c| c.grade.value.into()),
        cite: class
            .and_then(|c| c.risk_article.as_ref())
            .map(|c| anchors.cite(c)),
        rows,
    }
}

fn trace_risk(anchors: Anchors, risk: &Risk, rows: usize) -> TraceRisk {
    TraceRisk {
        code: Link {
            text: risk.code(),
            href: anchors.risk(risk),
        },
        cite: risk.article.as_ref().map(|c| anchors.cite_short(c)),
        text: risk.behaviour.value.clone(),
        grade: risk.grade.value.into(),
        concerns: risk.concerns.value.clone(),
        rows,
    }
}

/// A measure in full.
#[derive(Debug, Clone, Serialize)]
pub struct MeasureRow {
    /// The class's cell, in the first row of its measures.
    pub class: Option<Group>,
    /// Its anchor.
    pub id: String,
    /// `M-XK-1`, and where it is.
    pub code: Link,
    /// What is done.
    pub text: String,
    /// The article that sets it.
    pub cite: Option<Link>,
    /// The risk points it controls.
    pub controls: Vec<Link>,
    /// Who answers.
    pub responsible: String,
    /// 责任领导, where the measure names one.
    pub leader: Option<Link>,
    /// How often or by when.
    pub period: String,
    /// 原有, 原文残缺, 补充.
    pub origin: &'static str,
}

pub(super) fn measures(unit: &Unit, anchors: Anchors) -> Vec<MeasureRow> {
    let mut sorted: Vec<&Measure> = unit.measures.iter().collect();
    sorted.sort_by_key(|m| m.class.map_or(i64::MAX, |c| unit[c].order));
    let mut out = Vec::new();
    for run in sorted.chunk_by(|a, b| a.class == b.class) {
        for (i, m) in run.iter().enumerate() {
            let mut row = measure(unit, anchors, m);
            row.class = m.class.filter(|_| i == 0).map(|c| Group {
                names: vec![Link {
                    text: unit[c].name.value.clone(),
                    href: None,
                }],
                grade: Some(unit[c].grade.value.into()),
                rows: run.len(),
            });
            out.push(row);
        }
    }
    out
}

fn measure(unit: &Unit, anchors: Anchors, m: &Measure) -> MeasureRow {
    let control = |r: &crate::model::Ref<Risk>| {
        let risk = &unit[*r];
        Link {
            text: risk.code(),
            href: anchors.risk(risk),
        }
    };
    MeasureRow {
        class: None,
        id: format!("measure-{}", m.id.value),
        code: Link {
            text: m.code(),
            href: anchors.measure(m),
        },
        text: m.text.value.clone(),
        cite: m.article.as_ref().map(|c| anchors.cite_short(c)),
        controls: m.controls.iter().map(control).collect(),
        leader: m.leader.map(|leader| Link {
            text: unit[leader].name.value.clone(),
            href: anchors.post(&unit[leader]),
        }),
        responsible: m.responsible.value.clone(),
        period: m.period.value.clone(),
        origin: m.origin.chinese(),
    }
}
