//! Which measures control which risk points, and which of these name which posts: looked up for
//! every row of every table, and so noted once.

use super::{Authority, Class, Department, Division, Grade, Measure, Post, Ref, Risk, Step, Unit};
use crate::diagnostic::Place;
use std::collections::{BTreeMap, BTreeSet};

/// The links of a unit as they were when [`Unit::note_links`] noted them.
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// For each risk point the measures that control it, by their places in `measures`.
    controlled: Vec<Vec<u32>>,
    /// Of each post by its place the risk points that are its own, by theirs in `risks`.
    at_risk: BTreeMap<Place, Vec<u32>>,
    /// The risk points that are everybody's or of all departments, by their places in `risks`.
    common: Vec<u32>,
    /// For each department its posts, by their places in `posts`.
    staff: Vec<Vec<u32>>,
    /// The posts of no department, by theirs.
    of_bodies: Vec<u32>,
}

impl Unit {
    /// Notes the links, once all is whole.
    pub fn note_links(&mut self) {
        let mut links = Links {
            controlled: vec![Vec::new(); self.risks.len()],
            staff: vec![Vec::new(); self.departments.len()],
            ..Links::default()
        };
        for (post, at) in self.posts.iter().zip(0..) {
            match post.division {
                Some(Division::Department(d)) => links.staff[d.index as usize].push(at),
                _ => links.of_bodies.push(at),
            }
        }
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
            if self.is_common(risk) {
                links.common.push(at);
                continue;
            }
            for department in self.whole_departments(risk) {
                for post in &links.staff[department.index as usize] {
                    let place = self.posts[*post as usize].place;
                    note(links.at_risk.entry(place).or_default(), at);
                }
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

    /// The departments that a risk point names, and nobody there: it is of all their posts.
    pub fn whole_departments(&self, risk: &Risk) -> Vec<Ref<Department>> {
        let named: BTreeSet<u32> = (risk.posts.iter())
            .filter_map(|&post| match self[post].division {
                Some(Division::Department(d)) => Some(d.index),
                _ => None,
            })
            .collect();
        let departments = risk.departments.iter().copied();
        departments.filter(|d| !named.contains(&d.index)).collect()
    }

    /// The posts of the departments that a risk point names, and those of bodies.
    pub fn posts_within<'t>(&'t self, risk: &'t Risk) -> impl Iterator<Item = &'t Post> + 't {
        let named = risk.departments.iter();
        let staff = named.filter_map(|d| self.links.staff.get(d.index as usize));
        let all = staff.flatten().chain(&self.links.of_bodies);
        all.filter_map(|&at| self.posts.get(at as usize))
    }

    /// The risk points that a post has with everybody or with all of its department, and that are not
    /// told as its own, each with its place in `risks`, in order.
    pub fn common_risks<'t>(
        &'t self,
        post: &'t Post,
    ) -> impl Iterator<Item = (usize, &'t Risk)> + 't {
        let of_all = |risk: &Risk| match post.division {
            _ if is_everybodys(risk) => true,
            Some(Division::Department(own)) => self.whole_departments(risk).contains(&own),
            _ => false,
        };
        let common = self.links.common.iter();
        let common = common.filter_map(|&at| Some((at as usize, self.risks.get(at as usize)?)));
        common.filter(move |(_, risk)| of_all(risk))
    }

    /// The risk points that are a post's own, each with its place in `risks`, in order: those that
    /// name it, and those of its whole department that not all departments have.
    pub fn risks_of(&self, post: &Post) -> impl Iterator<Item = (usize, &Risk)> {
        let own = self.links.at_risk.get(&post.place).into_iter().flatten();
        own.filter_map(|&at| Some((at as usize, self.risks.get(at as usize)?)))
    }

    /// The risk points that bite in a matter: those of the steps that it is, in their order, and those
    /// that it names beside them; each once.
    pub fn risks_in(&self, matter: &Authority) -> Vec<Ref<Risk>> {
        let mut out: Vec<Ref<Risk>> = Vec::new();
        for risk in self
            .risks_of_steps(matter)
            .chain(matter.risks.iter().copied())
        {
            if !out.contains(&risk) {
                out.push(risk);
            }
        }
        out
    }

    /// The risk points of the steps of its workflow that a matter is.
    pub fn risks_of_steps<'t>(
        &'t self,
        matter: &'t Authority,
    ) -> impl Iterator<Item = Ref<Risk>> + 't {
        let steps = matter.workflow.into_iter().flat_map(|w| &self[w].steps);
        let its = |step: &&Step| {
            matter.steps.is_empty() || matter.steps.iter().any(|id| id.value == step.id.value)
        };
        let risks = steps.filter(its).flat_map(|step| &step.risks);
        risks.map(|at| at.risk)
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
