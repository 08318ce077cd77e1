//! Resolving ids and citations to entities and articles.

use super::reader::Reader;
use super::registry::{peek_string, Kind, Registry};
use crate::diagnostic::words::{meant, quoted};
use crate::diagnostic::{Code, Finding, Place, Spanned};
use crate::model::{
    Actor, ArticlePath, Cite, Class, Department, Line, Measure, Organ, Post, Ref, Regulation, Risk,
    Workflow,
};

/// The keys of the names that an entity goes by, the usual one first.
const NAMES: [&str; 4] = ["name", "short", "full-name", "title"];

/// An entity that references lead to.
pub(super) trait Entity {
    const KIND: Kind;
}
macro_rules! entities {
    ($($name:ident),*) => {$( impl Entity for $name { const KIND: Kind = Kind::$name; } )*};
}
entities!(Organ, Department, Post, Class, Risk, Measure, Workflow, Regulation);

impl Registry<'_> {
    /// The entity that `id` names, which must be of one of `kinds`.
    pub(super) fn resolve(
        &self,
        key: &str,
        id: &Spanned<String>,
        kinds: &[Kind],
        findings: &mut Vec<Finding>,
    ) -> Option<(Kind, usize)> {
        let find = |kind: Kind| self.index(kind, id).map(|index| (kind, index));
        if let Some(found) = kinds.iter().copied().find_map(find) {
            return Some(found);
        }
        if self.may_be_lost(id) {
            return None;
        }
        let wanted = match kinds {
            [only] => self.named(*only).to_owned(),
            [first, last] => format!("{}或者{}", self.named(*first), self.named(*last)),
            _ => format!("岗位、{}或者机构", self.named(Kind::Department)),
        };
        let finding = match self.kinds().find_map(find) {
            Some((kind, index)) => {
                let message = format!(
                    "{key} 要写{wanted}的编号，{} 是{}",
                    quoted(id),
                    self.named(kind)
                );
                let raw = &self.list(kind)[index];
                let defined = raw.id.as_ref().map_or(raw.place, |id| id.place);
                Finding::error(Code::WrongKindReference, id.place, message)
                    .related(defined, format!("在此处定义为{}", self.named(kind)))
                    .help(format!("改成{wanted}的编号"))
            }
            None => {
                let message = format!("没有编号为 {} 的{wanted}", quoted(id));
                let known = kinds.iter().flat_map(|&kind| self.names(kind));
                let help = match meant(id, known) {
                    Some(near) => format!("是不是要写 {near}{}？", self.name_of(kinds, near)),
                    None => "改正编号，或者先把它写进规则".to_owned(),
                };
                Finding::error(Code::DanglingReference, id.place, message).help(help)
            }
        };
        findings.push(finding);
        None
    }

    /// The ids of a kind, each with every name that its entity goes by.
    fn names(&self, kind: Kind) -> impl Iterator<Item = (&str, &str)> {
        self.list(kind).iter().flat_map(|raw| {
            let names = NAMES.iter().filter_map(|key| peek_string(raw.table, key));
            // Its id goes by itself where it has no name.
            let id = raw.id.as_ref().map(|id| id.value);
            id.into_iter().flat_map(move |id| {
                std::iter::once("")
                    .chain(names.clone())
                    .map(move |n| (id, n))
            })
        })
    }

    /// （财政所所长）, to tell a reader who an id is.
    fn name_of(&self, kinds: &[Kind], id: &str) -> String {
        let name = kinds.iter().find_map(|&kind| {
            let raw = &self.list(kind)[self.index(kind, id)?];
            NAMES.iter().find_map(|key| peek_string(raw.table, key))
        });
        name.map_or(String::new(), |name| format!("（{name}）"))
    }

    fn reference<T: Entity>(
        &self,
        key: &str,
        id: &Spanned<String>,
        findings: &mut Vec<Finding>,
    ) -> Option<Ref<T>> {
        let (_, index) = self.resolve(key, id, &[T::KIND], findings)?;
        Some(Ref::new(index, id.place))
    }

    fn actor(&self, key: &str, id: &Spanned<String>, findings: &mut Vec<Finding>) -> Option<Actor> {
        let kinds = [Kind::Post, Kind::Department, Kind::Organ];
        self.actor_of(key, id, &kinds, findings)
    }

    /// The same, of some of these kinds only.
    pub(super) fn actor_of(
        &self,
        key: &str,
        id: &Spanned<String>,
        kinds: &[Kind],
        findings: &mut Vec<Finding>,
    ) -> Option<Actor> {
        let (kind, index) = self.resolve(key, id, kinds, findings)?;
        Some(match kind {
            Kind::Post => Actor::Post(Ref::new(index, id.place)),
            Kind::Department => Actor::Department(Ref::new(index, id.place)),
            _ => Actor::Organ(Ref::new(index, id.place)),
        })
    }

    /// The place in the regulations that `r1:12.1` names.
    fn cite(
        &self,
        key: &str,
        text: &Spanned<String>,
        findings: &mut Vec<Finding>,
    ) -> Option<Spanned<Cite>> {
        const HELP: &str = "写成 \"r1:12.1\"：制度编号、英文冒号、条号，再往下用点隔开";
        let malformed = || {
            let message = format!("{key} 不能是 {}", quoted(text));
            Finding::error(Code::BadValue, text.place, message).help(HELP)
        };
        let (id, path) = match text.split_once(':') {
            Some((id, path)) => match ArticlePath::parse(path) {
                Some(path) => (id, Some(path)),
                None => {
                    findings.push(malformed());
                    return None;
                }
            },
            None if text.contains('：') => {
                findings.push(malformed());
                return None;
            }
            None => (text.as_str(), None),
        };
        let id = Spanned::new(id.to_owned(), text.place);
        let regulation: Ref<Regulation> = self.reference(key, &id, findings)?;
        if let (Some(path), Some(target)) = (&path, self.regulations.get(regulation.index as usize))
        {
            if !target.has(path) {
                findings.push(no_such_article(target, path, text.place));
                return None;
            }
        }
        Some(Spanned::new(Cite { regulation, path }, text.place))
    }
}

/// The finding that `path` names nothing in the text of `regulation`.
pub(super) fn no_such_article(
    regulation: &Regulation,
    path: &ArticlePath,
    place: Place,
) -> Finding {
    if let Some(finding) = which_one(regulation, path, place) {
        return finding;
    }
    let message = format!(
        "《{}》里没有{}（{path}）",
        regulation.short.value,
        regulation.path_chinese(path)
    );
    let help = match regulation.article(path.article()) {
        None => match regulation.articles().map(|a| *a.number).max() {
            Some(last) => {
                let last = regulation.path_chinese(&ArticlePath::of(last, []));
                format!("这部制度写到{last}为止")
            }
            None => "这部制度还没有正文".to_owned(),
        },
        Some(article) => {
            // Below the nearest place upwards that exists: there the slip happened.
            let depth = (1..path.numbers.len())
                .rev()
                .find(|&depth| regulation.has(&path.above(depth)))
                .unwrap_or(1);
            let above = path.above(depth);
            let below: Vec<String> = article
                .lines
                .iter()
                .filter_map(|line| line.path.as_ref())
                .filter(|p| p.numbers.len() == depth + 1 && p.lies_in(&above))
                .map(ToString::to_string)
                .collect();
            match below.as_slice() {
                [] => format!("{}下面没有分项", regulation.path_chinese(&above)),
                [only] => format!("{above} 下面只有 {only}"),
                [first, .., last] => format!("{above} 下面有 {first} 到 {last}"),
            }
        }
    };
    Finding::error(Code::DanglingReference, place, message).help(help)
}

/// The finding that `path` may mean several items, or leaves out or adds a paragraph: each of
/// them, and how to write it.
fn which_one(regulation: &Regulation, path: &ArticlePath, place: Place) -> Option<Finding> {
    const SHOWN: usize = 5;
    let article = regulation.article(path.article())?;
    let lines = article.lines.iter();
    let meant: Vec<(&ArticlePath, &Line)> = lines
        .filter_map(|line| Some((line.path.as_ref()?, line)))
        .filter(|(other, _)| {
            path.numbers.len() > 1
                && other.numbers == path.numbers
                && other.inserted == path.inserted
        })
        .collect();
    let (first, _) = meant.first()?;
    let name = &regulation.short.value;
    let (message, help) = match (path.paragraph, first.paragraph) {
        (Some(_), None) => {
            let article = ArticlePath::of(path.article(), []);
            let article = regulation.path_chinese(&article);
            (
                format!("《{name}》{article}的项是连着编号的"),
                format!("不写第几款，写成 {first}"),
            )
        }
        (Some(_), Some(_)) => {
            let ways: Vec<String> = meant.iter().map(|(p, _)| p.to_string()).collect();
            (
                format!(
                    "《{name}》里没有{}（{path}）",
                    regulation.path_chinese(path)
                ),
                format!(
                    "有这个号的项是 {}",
                    ways[..ways.len().min(SHOWN)].join("、")
                ),
            )
        }
        (None, _) => {
            let ways: Vec<String> = meant
                .iter()
                .take(SHOWN)
                .map(|(path, line)| format!("{path} 是“{}{}”", line.label, beginning(&line.text)))
                .collect();
            let more = if meant.len() > SHOWN { "，等等" } else { "" };
            (
                format!("《{name}》的 {path} 可以指 {} 项", meant.len()),
                format!("在斜线后面写明是第几款（段）：{}{more}", ways.join("，")),
            )
        }
    };
    let finding = Finding::error(Code::DanglingReference, place, message).help(help);
    Some(meant.iter().fold(finding, |finding, (path, line)| {
        finding.related(line.place, format!("写成 {path}"))
    }))
}

/// The first words of a line.
fn beginning(text: &str) -> String {
    match text.char_indices().nth(10) {
        Some((end, _)) => format!("{}……", &text[..end]),
        None => text.to_owned(),
    }
}

impl Reader<'_, '_> {
    pub fn opt_reference<T: Entity>(
        &mut self,
        key: &'static str,
        registry: &Registry<'_>,
    ) -> Option<Ref<T>> {
        let id = self.opt_string(key)?;
        registry.reference(key, &id, self.findings)
    }

    pub fn reference<T: Entity>(
        &mut self,
        key: &'static str,
        registry: &Registry<'_>,
    ) -> Option<Ref<T>> {
        self.missing(key, "\"编号\"");
        let id = self.text(key, "写上编号")?;
        registry.reference(key, &id, self.findings)
    }

    pub fn references<T: Entity>(
        &mut self,
        key: &'static str,
        registry: &Registry<'_>,
    ) -> Vec<Ref<T>> {
        let mut out: Vec<Ref<T>> = Vec::new();
        for id in self.opt_strings(key) {
            if let Some(reference) = registry.reference(key, &id, self.findings) {
                self.repeated(
                    key,
                    &id,
                    out.iter().find(|r| **r == reference).map(|r| r.place),
                );
                out.push(reference);
            }
        }
        out
    }

    /// Reports the same id standing twice in one list.
    pub fn repeated(&mut self, key: &str, id: &Spanned<String>, first: Option<Place>) {
        if let Some(first) = first {
            let message = format!("{key} 里 {} 写了两次", quoted(id));
            self.findings.push(
                Finding::error(Code::BadValue, id.place, message)
                    .help("删去其中一个")
                    .related(first, "第一次写在这里"),
            );
        }
    }

    pub fn opt_actor(&mut self, key: &'static str, registry: &Registry<'_>) -> Option<Actor> {
        let id = self.opt_string(key)?;
        registry.actor(key, &id, self.findings)
    }

    pub fn actors(&mut self, key: &'static str, registry: &Registry<'_>) -> Vec<Actor> {
        let mut out = Vec::new();
        for id in self.opt_strings(key) {
            out.extend(registry.actor(key, &id, self.findings));
        }
        out
    }

    pub fn opt_cite(
        &mut self,
        key: &'static str,
        registry: &Registry<'_>,
    ) -> Option<Spanned<Cite>> {
        let text = self.opt_string(key)?;
        registry.cite(key, &text, self.findings)
    }

    pub fn cite(&mut self, key: &'static str, registry: &Registry<'_>) -> Option<Spanned<Cite>> {
        self.missing(key, "\"r1:12.1\"");
        let text = self.text(key, "写上条文：制度编号、英文冒号、条号，例如 \"r1:12.1\"")?;
        registry.cite(key, &text, self.findings)
    }

    pub fn cites(&mut self, key: &'static str, registry: &Registry<'_>) -> Vec<Spanned<Cite>> {
        self.missing(key, "[\"r1:12.1\", \"r2:4\"]");
        let mut out = Vec::new();
        for text in self.opt_strings(key) {
            out.extend(registry.cite(key, &text, self.findings));
        }
        out
    }
}
