//! Posts that one person may not hold both: who holds them, and whether the unit writes down that
//! they are apart.

use super::super::{help, Breach};
use super::{pairs, Departments};
use crate::check::norm::kinds::APART;
use crate::check::norm::read;
use crate::check::opinion::holds;
use crate::check::persons::{person, Person};
use crate::check::{Context, Demand};
use crate::diagnostic::{Code, Place, Spanned};
use crate::model::{Cite, Division, Norm, Post, Ref, Separation, Unit};

/// One thing that belongs apart from another.
#[derive(Clone, Copy)]
struct Thing<'n> {
    /// What it is called: words of a duty, kinds of posts, ids of posts.
    names: &'n [Spanned<&'n str>],
    by: By,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Duty,
    Role,
    Post,
}

impl Thing<'_> {
    /// What a finding calls it.
    fn name(&self, unit: &Unit) -> String {
        let name = |name: &str| match self.by {
            By::Duty => name.to_owned(),
            By::Role => unit
                .vocabulary
                .role(name)
                .map_or("", |r| r.chinese())
                .to_owned(),
            By::Post => {
                let mut posts = unit.posts.iter();
                posts
                    .find(|post| *post.id == *name)
                    .map_or_else(String::new, |p| p.name.value.clone())
            }
        };
        let names: Vec<String> = self.names.iter().map(|n| name(n.value)).collect();
        names.join("或者")
    }

    /// The words that speak of it in a text.
    fn said_in(&self, unit: &Unit, text: &str) -> bool {
        let mut names = self.names.iter();
        names.any(|name| match self.by {
            By::Duty => text.contains(name.value),
            By::Role => unit
                .vocabulary
                .role(name.value)
                .is_some_and(|r| text.contains(r.chinese())),
            By::Post => false,
        })
    }

    /// Where the name of a post speaks of it for the last time. One hanzi is too little.
    fn last_in(&self, name: &str) -> Option<usize> {
        let words = self.names.iter().map(|name| name.value);
        let long = words.filter(|word| word.chars().count() > 1);
        long.filter_map(|word| name.rfind(word).map(|at| at + word.len()))
            .max()
    }
}

/// Two things, and who has them.
struct Two<'n> {
    first: Thing<'n>,
    second: Thing<'n>,
}

/// What joins two duties in the name of one post.
const JOINTS: [&str; 7] = ["", "、", "兼", "和", "及", "与", "（兼"];

impl Two<'_> {
    /// Whether the post has the first, and the second. 会计核算中心出纳 is a cashier: what comes
    /// last says what a post is.
    fn of(&self, post: &Post) -> (bool, bool) {
        let one = |thing: &Thing<'_>| match thing.by {
            By::Duty => false,
            By::Role => thing.names.iter().any(|n| n.value == post.role.key()),
            By::Post => thing.names.iter().any(|n| n.value == post.id.as_str()),
        };
        if self.first.by != By::Duty {
            return (one(&self.first), one(&self.second));
        }
        let name = post.name.as_str();
        match (self.first.last_in(name), self.second.last_in(name)) {
            (Some(a), Some(b)) => {
                let joined = self.joined(name);
                (joined || a > b, joined || b > a)
            }
            (a, b) => (a.is_some(), b.is_some()),
        }
    }

    /// 会计兼出纳.
    fn joined(&self, name: &str) -> bool {
        let both = |a: &Spanned<&str>, b: &Spanned<&str>| {
            let mut joints = JOINTS.iter();
            joints.any(|joint| {
                let either = [
                    format!("{}{joint}{}", a.value, b.value),
                    format!("{}{joint}{}", b.value, a.value),
                ];
                either.iter().any(|words| name.contains(words))
            })
        };
        let mut first = self.first.names.iter();
        first.any(|a| self.second.names.iter().any(|b| both(a, b)))
    }

    fn name(&self, unit: &Unit) -> String {
        format!("{}、{}", self.first.name(unit), self.second.name(unit))
    }

    /// Whether a pair that is written down is of these two, by its words.
    fn are_said(&self, unit: &Unit, pair: &Separation) -> bool {
        let (first, second) = (&self.first, &self.second);
        let said = |a: &Thing<'_>, b: &Thing<'_>| {
            a.said_in(unit, &pair.first) && b.said_in(unit, &pair.second)
        };
        said(first, second) || said(second, first)
    }
}

pub(super) fn hold(
    context: &Context<'_>,
    demand: &Demand<'_>,
    departments: &Departments,
) -> Vec<Breach> {
    let norm = demand.norm;
    let mut out = Vec::new();
    for (key, by) in [
        ("duties", By::Duty),
        ("roles", By::Role),
        ("posts", By::Post),
    ] {
        for group in &read::groups(norm, key) {
            for (first, second) in pairs(&group.things) {
                let two = Two {
                    first: Thing { names: first, by },
                    second: Thing { names: second, by },
                };
                let apart = Apart {
                    context,
                    norm,
                    cite: &demand.cite,
                    departments,
                    two,
                };
                apart.persons(&mut out);
                if norm.word("relatives") != Some("only") && !context.unit.incomplete {
                    apart.written(group.place, &mut out);
                }
            }
        }
    }
    out
}

/// What a norm says of two things.
struct Apart<'c, 't, 'n> {
    context: &'c Context<'t>,
    norm: &'n Norm,
    /// The article that says so.
    cite: &'c Cite,
    departments: &'c Departments,
    two: Two<'n>,
}

impl<'t> Apart<'_, 't, '_> {
    fn unit(&self) -> &'t Unit {
        self.context.unit
    }

    /// The posts that have the first, and those that have the second.
    fn posts(&self) -> (Vec<Ref<Post>>, Vec<Ref<Post>>) {
        let (mut first, mut second) = (Vec::new(), Vec::new());
        for (index, post) in self.unit().posts.iter().enumerate() {
            if !self.departments.have(self.unit(), post.division) {
                continue;
            }
            let (a, b) = self.two.of(post);
            let post = Ref::new(index, post.id.place);
            first.extend(a.then_some(post));
            second.extend(b.then_some(post));
        }
        (first, second)
    }

    /// Posts that one person holds, or relatives do.
    fn persons(&self, out: &mut Vec<Breach>) {
        let unit = self.unit();
        let (first, second) = self.posts();
        let relatives = self.norm.word("relatives");
        let title = self.two.name(unit);
        let mut seen: Vec<(u32, u32)> = Vec::new();
        for &a in &first {
            for &b in &second {
                let own = (a.index.min(b.index), a.index.max(b.index));
                let within =
                    self.norm.word("within").is_none() || unit[a].division == unit[b].division;
                if !within || seen.contains(&own) {
                    continue;
                }
                seen.push(own);
                if a.index == b.index {
                    if relatives != Some("only") {
                        let name = &unit[a].name;
                        let message = format!("{title}不得由一人兼任：{}是一个岗位", name.value);
                        let help = help(self.norm, "分成两个岗位，由不同的人担任");
                        out.push(Breach::new(name.place, message, help).told_by(Code::SameHolder));
                    }
                } else if relatives != Some("only") && person(unit, a) == person(unit, b) {
                    out.extend(self.one_person(&title, a, b));
                } else if relatives.is_some() {
                    out.extend(self.related(&title, a, b));
                }
            }
        }
    }

    fn one_person(&self, title: &str, a: Ref<Post>, b: Ref<Post>) -> Option<Breach> {
        let unit = self.unit();
        // Where the pair is written down, it is told there.
        let told = unit
            .separations
            .iter()
            .any(|pair| names(pair, a) && names(pair, b));
        let Person::Named(name) = person(unit, a) else {
            return None;
        };
        let place = |post: Ref<Post>| unit[post].holder.as_ref().map(|holder| holder.place);
        let (here, there) = (place(b)?, place(a)?);
        let (a, b) = distinct(unit, a, b);
        let message = format!("{title}不得由一人兼任：{a}和{b}都由{name}担任");
        let help = help(self.norm, "调整分工，由不同的人担任");
        (!told).then(|| {
            let breach = Breach::new(here, message, help).told_by(Code::SameHolder);
            breach.related(there, "由他担任")
        })
    }

    fn related(&self, title: &str, a: Ref<Post>, b: Ref<Post>) -> Option<Breach> {
        let unit = self.unit();
        let names = |of: Ref<Post>, other: Ref<Post>| {
            let mut posts = unit[of].relatives.iter();
            posts
                .find(|post| post.index == other.index)
                .map(|post| post.place)
        };
        let place = names(b, a).or_else(|| names(a, b))?;
        let (a, b) = distinct(unit, a, b);
        let message = format!("{title}由亲属担任：{a}和{b}的任职人是亲属，应当回避");
        let help = help(self.norm, "调整岗位，由没有亲属关系的人担任");
        Some(Breach::new(place, message, help).told_by(Code::SameHolder))
    }

    /// Whether what is to be apart is written down, in each department that has both.
    fn written(&self, group: Place, out: &mut Vec<Breach>) {
        let unit = self.unit();
        let (first, second) = self.posts();
        if first.is_empty() && second.is_empty() {
            out.extend(self.said(group));
            return;
        }
        let of = |posts: &[Ref<Post>], division: Division| -> Vec<Ref<Post>> {
            let posts = posts.iter().copied();
            posts
                .filter(|post| unit[*post].division == Some(division))
                .collect()
        };
        let mut divisions: Vec<Division> = Vec::new();
        for division in first.iter().filter_map(|post| unit[*post].division) {
            let has_both = of(&second, division)
                .iter()
                .any(|b| of(&first, division).iter().any(|a| a.index != b.index));
            if has_both && !divisions.contains(&division) {
                divisions.push(division);
            }
        }
        for division in divisions {
            let (a, b) = (of(&first, division), of(&second, division));
            out.extend(self.in_division(division, &a, &b));
        }
    }

    /// The defect of what a department, which has both, writes down.
    fn in_division(
        &self,
        division: Division,
        first: &[Ref<Post>],
        second: &[Ref<Post>],
    ) -> Option<Breach> {
        let unit = self.unit();
        let title = self.two.name(unit);
        let pairs = unit.separations.iter();
        let both = |pair: &&Separation| {
            let one = |posts: &[Ref<Post>]| posts.iter().any(|post| names(pair, *post));
            one(first) && one(second)
        };
        let named: Vec<&Separation> = pairs.clone().filter(both).collect();
        if named.iter().any(|pair| self.cites_one(pair)) {
            return None;
        }
        let written = self.context.unit.cite_key(self.cite);
        if let Some(article) = named.iter().find_map(|pair| pair.article.as_ref()) {
            let message = format!("{title}的 article 引的不是要求分开的条文");
            let help = help(self.norm, &format!("改成 article = \"{written}\""));
            return Some(
                Breach::new(article.place, message, help)
                    .told_by(Code::SeparationUnrecorded)
                    .mild(),
            );
        }
        let id = |posts: &[Ref<Post>]| unit[posts[0]].id.value.clone();
        let other = |posts: &[Ref<Post>], not: &str| {
            let mut ids = posts.iter().map(|post| unit[*post].id.value.clone());
            ids.find(|id| id != not).unwrap_or_default()
        };
        let (a, b) = match id(first) {
            a if second.len() > 1 || id(second) != a => (a.clone(), other(second, &a)),
            b => (other(first, &b), b),
        };
        let posts = format!("posts = [\"{a}\", \"{b}\"]");
        let of_division = |pair: &&Separation| pair.division == Some(division);
        let said = pairs
            .filter(of_division)
            .find(|pair| self.two.are_said(unit, pair));
        if let Some(pair) = said {
            let message = format!("{title}写了不得由一人兼任，没有写是哪些岗位");
            let help = help(self.norm, &format!("写上 {posts}"));
            return Some(
                Breach::new(pair.first.place, message, help).told_by(Code::SeparationUnrecorded),
            );
        }
        let (key, id, name) = match division {
            Division::Department(d) => ("department", &unit[d].id, &unit[d].name.value),
            Division::Organ(o) => ("organ", &unit[o].id, &unit[o].name.value),
        };
        let message = format!("{name}有{title}，没有写明不得由一人兼任");
        let help = help(
            self.norm,
            &format!(
                "写一条 [[separation]]：{key} = \"{}\"，{posts}，article = \"{written}\"",
                id.value
            ),
        );
        Some(Breach::new(id.place, message, help).told_by(Code::SeparationUnrecorded))
    }

    /// Where no post is called after either: whether some department writes the two down in
    /// words.
    fn said(&self, group: Place) -> Option<Breach> {
        let unit = self.unit();
        if self.two.first.by != By::Duty {
            return None;
        }
        let mut pairs = unit.separations.iter();
        if pairs.any(|pair| self.cites_one(pair) && self.two.are_said(unit, pair)) {
            return None;
        }
        let own = &unit.words().department;
        let title = self.two.name(unit);
        let message = format!("没有哪个{own}写明{title}不得兼任");
        let help = help(
            self.norm,
            &format!(
                "在有关{own}写 [[separation]]，article = \"{}\"",
                self.context.unit.cite_key(self.cite)
            ),
        );
        Some(
            Breach::new(group, message, help)
                .told_by(Code::SeparationUnrecorded)
                .mild(),
        )
    }

    /// Whether a pair cites an article that keeps things apart, or none.
    fn cites_one(&self, pair: &Separation) -> bool {
        let Some(article) = &pair.article else {
            return true;
        };
        let mut demands = self.context.demands().filter(|d| APART.is_of(d.norm));
        demands.any(|d| holds(article, &d.cite) || holds(&d.cite, article))
    }
}

/// Whether a pair names the post.
fn names(pair: &Separation, post: Ref<Post>) -> bool {
    pair.posts.iter().any(|named| named.index == post.index)
}

/// What two posts are called, with their departments where their names do not tell them apart.
fn distinct(unit: &Unit, a: Ref<Post>, b: Ref<Post>) -> (String, String) {
    let name = |post: Ref<Post>| {
        let post = &unit[post];
        let of = match post.division {
            Some(Division::Department(d)) => unit[d].name.value.as_str(),
            _ => "",
        };
        match unit[a].division == unit[b].division || post.name.starts_with(of) {
            true => post.name.value.clone(),
            false => format!("{of}的{}", post.name.value),
        }
    };
    (name(a), name(b))
}
