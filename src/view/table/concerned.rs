//! The posts that a risk point concerns, for the column beside its departments.

use super::sets::own_name;
use super::{listed, Piece};
use crate::model::{Division, Post, Risk, Unit};
use crate::view::anchors::{Anchors, Link};

/// Posts of so many names are written out; of more, their kinds.
const POSTS_WRITTEN_OUT: usize = 2;

/// Whom a risk point concerns.
pub(super) struct Concerned {
    /// The posts: their names, where they are few; else the rules' own words for them.
    pub said: Vec<Piece>,
    /// Whether a kind of posts is named of which it concerns only some.
    pub leaves_out: bool,
}

/// The posts that a risk point concerns.
pub(super) fn posts(unit: &Unit, anchors: Anchors, risk: &Risk) -> Concerned {
    let mut names: Vec<Link> = Vec::new();
    let all: Vec<&Post> = risk.posts.iter().map(|&post| &unit[post]).collect();
    let of_body = |post: &Post| matches!(post.division, Some(Division::Organ(_)));
    for post in &all {
        // Of two 主任 of bodies each is named with its own; departments stand in the column beside.
        let mut others = all.iter().filter(|other| other.division != post.division);
        let text = match others
            .any(|o| (of_body(o) || of_body(post)) && o.own_name() == post.own_name())
        {
            true => post.name.value.clone(),
            false => post.own_name().to_owned(),
        };
        match names.iter_mut().find(|name| name.text == text) {
            // 所长 of several departments leads to none of them.
            Some(name) => name.href = None,
            None => names.push(Link {
                text,
                href: anchors.post(post),
            }),
        }
    }
    let mut own: Vec<&str> = all.iter().map(|post| post.own_name()).collect();
    own.sort_unstable();
    own.dedup();
    let beside = beside(unit, risk);
    if (1..=POSTS_WRITTEN_OUT).contains(&own.len()) {
        let mut said = listed(names);
        if let Some(words) = beside {
            if let Some(Piece::Link(link)) = said.pop_if(|last| matches!(last, Piece::Link(_))) {
                said.push(Piece::Listed(link, '、'));
            }
            said.push(Piece::Whole(words));
        }
        let leaves_out = false;
        return Concerned { said, leaves_out };
    }
    let (words, leaves_out) = in_words(unit, risk);
    let words: Vec<&str> = words.split('、').map(named).collect();
    let mut words = words.join("、");
    if let Some(beside) = beside.filter(|_| !words.contains(EACH)) {
        words = format!("{words}、{beside}");
    }
    let said = vec![Piece::Text(words)];
    Concerned { said, leaves_out }
}

/// 其他站所岗位: what departments have that a risk point names, and nobody of theirs beside the posts
/// that it names.
fn beside(unit: &Unit, risk: &Risk) -> Option<String> {
    let whole = unit.whole_departments(risk);
    let department = &unit.words().department;
    match whole[..] {
        _ if risk.posts.is_empty() => None,
        [] => None,
        [one] => Some(format!("{}{EACH}", unit[one].name.value)),
        _ if whole.len() == risk.departments.len() => Some(format!("各{department}{EACH}")),
        _ => Some(format!("其他{department}{POST}")),
    }
}

/// 执法岗位 of 全部执法岗位: the kind means all of it, and 全部 alone on a line of a narrow column reads
/// as all posts. 全部岗位 says so itself.
fn named(word: &str) -> &str {
    let kind = word.strip_prefix("全部");
    let kind = kind.filter(|kind| !kind.starts_with(POST));
    kind.unwrap_or(word)
}

/// The rules' words for the posts that a risk point concerns, without what names departments and
/// bodies, which stand in the column beside: 窗口岗位 of 窗口岗位：派出所、卫生院. Of 财政所出纳、电管站
/// the second is no post: the kinds of those that are concerned there take its place. And whether a
/// kind leaves some out.
fn in_words(unit: &Unit, risk: &Risk) -> (String, bool) {
    let words = risk.concerns.value.as_str();
    if let Some((posts, list)) = words.split_once('：') {
        if list.split('、').all(|word| is_division(unit, word)) {
            return (posts.to_owned(), false);
        }
    }
    let (divisions, named): (Vec<&str>, Vec<&str>) =
        words.split('、').partition(|word| is_division(unit, word));
    if divisions.is_empty() {
        return (words.to_owned(), false);
    }
    let posts = || risk.posts.iter().map(|&post| &unit[post]);
    let is_there = |post: &&Post, word: &str| {
        is_all(word, &unit.words().department) || unit.division_name(post.division) == word
    };
    if risk.posts.is_empty() && named.is_empty() {
        return (format!("各{POST}"), false);
    }
    // Beside posts a body of which the rules have none: whoever works there.
    let whole = divisions.iter().filter(|&word| {
        let mut posts = posts();
        !named.is_empty() && !posts.any(|post| is_there(&post, word))
    });
    let whole: Vec<String> = whole.map(|word| format!("{word}各{POST}")).collect();
    let mut others: Vec<&Post> = posts()
        .filter(|post| named.is_empty() || divisions.iter().any(|word| is_there(post, word)))
        .filter(|post| !named.iter().any(|word| word.ends_with(post.own_name())))
        .collect();
    others.sort_by_key(|post| (!post.is_leader(), !post.is_head()));
    let mut all: Vec<String> = named.into_iter().map(str::to_owned).collect();
    let few = !all.is_empty() && others.len() <= POSTS_WRITTEN_OUT + 1;
    let name = |post: &&Post| name_of(unit, risk, post);
    let (others, leaves_out) = match few {
        true => (others.iter().map(name).collect(), false),
        false => kinds(unit, risk, &others),
    };
    for word in others.into_iter().chain(whole) {
        if !all.iter().any(|other| other.contains(&word)) {
            all.push(word);
        }
    }
    (all.join("、"), leaves_out)
}

/// Whether a word for whom a risk point concerns names departments or bodies, and no posts.
pub(super) fn is_division(unit: &Unit, word: &str) -> bool {
    let departments = unit.departments.iter().map(|d| d.name.as_str());
    let organs = unit.organs.iter().map(|o| o.name.as_str());
    let words = unit.words();
    let is_named = is_all(word, &words.department)
        || own_name(word, &words.department).is_some()
        || departments.chain(organs).any(|name| name == word);
    is_named && word != words.head
}

/// Whether a word names all departments: 各站所.
fn is_all(word: &str, department: &str) -> bool {
    let name = word.strip_prefix("全部").or(word.strip_prefix('各'));
    name.is_some_and(|name| name == department)
}

const POST: &str = "岗位";
const EACH: &str = "各岗位";

/// 主任 alone may be any department's: beside several, heads are named with their own; where only
/// one is named beside it, that is enough.
fn name_of(unit: &Unit, risk: &Risk, post: &Post) -> String {
    let alone = unit.concerned(risk).len() < 2;
    let is_said = alone && post.name.contains(unit.division_name(post.division));
    match post.is_head() && !is_said {
        true => post.name.value.clone(),
        false => post.own_name().to_owned(),
    }
}

/// The kinds of posts that a risk point concerns, each once: 站所负责人、一般岗位. Where only one of a
/// kind is concerned, that is named. And whether only some of a kind are, of those in the departments
/// that it names.
fn kinds(unit: &Unit, risk: &Risk, posts: &[&Post]) -> (Vec<String>, bool) {
    let name = |post: &Post| name_of(unit, risk, post);
    // A post of a department that the risk point does not name stands for itself alone.
    let (of_kind, alone): (Vec<&Post>, Vec<&Post>) =
        posts.iter().partition(|post| is_named(risk, post));
    let mut kinds: Vec<(&str, Vec<&Post>)> = Vec::new();
    for post in of_kind {
        match kinds.iter_mut().find(|(key, _)| *key == post.role.key()) {
            Some((_, posts)) => posts.push(post),
            None => kinds.push((post.role.key(), vec![post])),
        }
    }
    let mut leaves_out = false;
    let mut said: Vec<String> = Vec::new();
    for (key, posts) in kinds {
        said.push(match posts[..] {
            [post] => name(post),
            _ => {
                let same = unit
                    .posts_within(risk)
                    .filter(|post| post.role.key() == key);
                leaves_out |= posts.len() < same.count();
                kind(posts[0])
            }
        });
    }
    said.extend(alone.into_iter().map(name));
    (said, leaves_out)
}

/// Whether a risk point names the department of a post; members of bodies are told by their kind.
fn is_named(risk: &Risk, post: &Post) -> bool {
    match post.division {
        Some(Division::Department(department)) => risk.departments.contains(&department),
        _ => true,
    }
}

fn kind(post: &Post) -> String {
    let kind = post.role.chinese();
    match kind.chars().count() {
        // 一般, 工勤: the word for the kind alone says nothing.
        0..=2 => format!("{kind}{POST}"),
        _ => kind.to_owned(),
    }
}
