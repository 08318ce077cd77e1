//! Which measures control which risk points, and which of these name which posts: looked up for
//! every row of every table, and so noted once.

use super::{Actor, Class, Division, Grade, Measure, Post, Ref, Risk, Unit};
use crate::diagnostic::Place;
use std::collections::BTreeMap;

/// The links of a unit as they were when [`Unit::note_links`] noted them.
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// For each risk point the measures that control it, by their places in `measures`.
    controlled: Vec<Vec<u32>>,
    /// Of each post by its place the risk points that are its own, by theirs in `risks`.
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
            let all = self.posts.iter().filter(|_| !self.is_common(risk));
            for post in all.filter(|post| self.concerns_all_beside(risk, post)) {
                note(links.at_risk.entry(post.place).or_default(), at);
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

    /// The departments that a risk point concerns by itself or by its posts, by index, in the order
    /// of the rules.
    pub fn concerned(&self, risk: &Risk) -> Vec<usize> {
        let posts = (risk.posts.iter()).filter_map(|&post| match self[post].division {
            Some(Division::Department(d)) => Some(d),
            _ => None,
        });
        let named = risk.departments.iter().copied().chain(posts);
        let mut out: Vec<usize> = Vec::new();
        for department in named.map(|d| d.index as usize) {
            if !out.contains(&department) {
                out.push(department);
            }
        }
        out
    }

    /// Whether a risk point concerns all of several departments, or everybody.
    pub fn is_common(&self, risk: &Risk) -> bool {
        let (concerned, all) = (self.concerned(risk).len(), self.departments.len());
        is_everybodys(risk) || (all > 1 && concerned == all)
    }

    /// Whether a risk point names the department of a post and nobody there: it is then of all its
    /// posts.
    fn concerns_all_beside(&self, risk: &Risk, post: &Post) -> bool {
        let Some(Division::Department(own)) = post.division else {
            return false;
        };
        let mut named = risk.posts.iter();
        risk.departments.contains(&own)
            && !named.any(|other| self[*other].is_of(Actor::Department(own)))
    }

    /// The risk points that a post has with everybody or with all of its department, and that are not
    /// told as its own, each with its place in `risks`, in order.
    pub fn common_risks<'t>(
        &'t self,
        post: &'t Post,
    ) -> impl Iterator<Item = (usize, &'t Risk)> + 't {
        self.risks.iter().enumerate().filter(|(_, risk)| {
            let of_all = is_everybodys(risk) || self.concerns_all_beside(risk, post);
            of_all && self.is_common(risk)
        })
    }

    /// The risk points that are a post's own, each with its place in `risks`, in order: those that
    /// name it, and those of its whole department that not all departments have.
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

/// Whether a risk point names neither posts nor departments.
fn is_everybodys(risk: &Risk) -> bool {
    risk.posts.is_empty() && risk.departments.is_empty()
}
