//! Which measures control which risk points, and which of these name which posts: looked up for
//! every row of every table, and so noted once.

use super::{Class, Grade, Measure, Post, Ref, Risk, Unit};
use crate::diagnostic::Place;
use std::collections::BTreeMap;

/// The links of a unit as they were when [`Unit::note_links`] noted them.
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// For each risk point the measures that control it, by their places in `measures`.
    controlled: Vec<Vec<u32>>,
    /// Of each post by its place the risk points that name it, by theirs in `risks`.
    at_risk: BTreeMap<Place, Vec<u32>>,
}

impl Unit {
    /// Notes the links, once all is whole.
    pub fn note_links(&mut self) {
        let mut links = Links {
            controlled: vec![Vec::new(); self.risks.len()],
            at_risk: BTreeMap::new(),
        };
        // What is named twice is linked once.
        let note = |own: &mut Vec<u32>, at: u32| {
            if own.last() != Some(&at) {
                own.push(at);
            }
        };
        for (risk, at) in self.risks.iter().zip(0..) {
            for post in &risk.posts {
                note(links.at_risk.entry(self[*post].place).or_default(), at);
            }
        }
        for (measure, at) in self.measures.iter().zip(0..) {
            for risk in &measure.controls {
                note(&mut links.controlled[risk.index as usize], at);
            }
        }
        self.links = links;
    }

    /// The measures that control a risk point, in order.
    pub fn measures_for(&self, risk: usize) -> impl Iterator<Item = &Measure> {
        let own = self.links.controlled.get(risk).into_iter().flatten();
        own.filter_map(|&at| self.measures.get(at as usize))
    }

    /// The risk points that name a post, each with its place in `risks`, in order.
    pub fn risks_of(&self, post: &Post) -> impl Iterator<Item = (usize, &Risk)> {
        let own = self.links.at_risk.get(&post.place).into_iter().flatten();
        own.filter_map(|&at| Some((at as usize, self.risks.get(at as usize)?)))
    }

    /// The grade that all risk points of a class have; its own where it has only measures, and none
    /// where they differ.
    pub fn grade_of_class(&self, class: Ref<Class>) -> Option<Grade> {
        let own = self.risks.iter().filter(|risk| risk.class == Some(class));
        let mut grades = own.map(|risk| *risk.grade);
        let grade = grades.next().unwrap_or(self[class].grade.value);
        grades.all(|other| other == grade).then_some(grade)
    }
}
