//! One pass over a line, which keeps in mind whose article would come next.

use super::documents::{bare_end, hanzi, kind_before, own_words, Before};
use super::ordinal::{inserted, may_measure, measures, ordinal, Ordinal, JOINTS};
use super::{named, Citation, Document, Home, Mention, Reader, Step, Tier};
use crate::model::ArticleNumber;
use std::ops::Range;

/// What has been said so far in a sentence, or inside a pair of marks.
#[derive(Clone)]
pub(super) struct Scope {
    /// Whose article comes next.
    pub(super) document: Document,
    /// Whether the sentence names it; else it is only the text's own regulation.
    pub(super) named: bool,
    /// Where its name ends.
    pub(super) said_at: usize,
    pub(super) last: Option<Last>,
}

/// The article that 款 and 项 are of.
#[derive(Clone)]
pub(super) struct Last {
    pub(super) document: Document,
    pub(super) tier: Tier,
    pub(super) number: u16,
    /// 之一
    pub(super) inserted: Option<u16>,
    pub(super) below: Vec<Step>,
    /// Where it ends, for what is joined to it.
    pub(super) end: usize,
    /// Its mention among those found, as long as more may be joined to that.
    pub(super) index: Option<usize>,
    /// Whether it is the article that the line is part of: 前款, 本条.
    pub(super) here: bool,
}

pub(super) struct Scan<'s> {
    pub(super) reader: &'s Reader<'s>,
    pub(super) text: &'s str,
    /// The article that the line is part of.
    pub(super) article: Option<ArticleNumber>,
    pub(super) scope: Scope,
    /// The scopes around the marks that are open.
    pub(super) outer: Vec<Scope>,
    pub(super) found: Vec<Mention>,
}

impl<'s> Scan<'s> {
    pub fn new(reader: &'s Reader<'s>, text: &'s str, article: Option<ArticleNumber>) -> Self {
        Self {
            reader,
            text,
            article,
            scope: Scope {
                document: home(reader),
                named: false,
                said_at: usize::MAX,
                last: None,
            },
            outer: Vec::new(),
            found: Vec::new(),
        }
    }

    pub fn run(mut self) -> Vec<Mention> {
        let mut at = 0;
        while let Some(c) = self.text[at..].chars().next() {
            at = self.step(at, c).max(at + c.len_utf8());
        }
        self.found
    }

    /// Reads what stands at `at`, and says how far.
    fn step(&mut self, at: usize, c: char) -> usize {
        let end = at + c.len_utf8();
        match c {
            '《' => return self.title(at),
            '第' => return self.ordinal(at).unwrap_or(end),
            '（' | '(' => {
                return self
                    .item_in_brackets(at)
                    .unwrap_or_else(|| self.open(false, end))
            }
            '“' | '‘' | '「' | '『' => return self.open(true, end),
            '）' | ')' | '”' | '’' | '」' | '』' => self.close(end),
            '。' | '！' | '？' | '!' | '?' => self.sentence(),
            '；' | ';' => self.clause(),
            '本' => return self.own(at).unwrap_or(end),
            '前' => return self.previous(at).unwrap_or(end),
            '该' if self.text[end..].starts_with('条') => {
                // 该条第二款: of the article named last.
                if let Some(last) = &mut self.scope.last {
                    last.end = end + '条'.len_utf8();
                    last.below.clear();
                    last.index = None;
                }
            }
            _ => {}
        }
        self.bare_name(at).unwrap_or(end)
    }

    fn open(&mut self, quotes: bool, end: usize) -> usize {
        let inner = Scope {
            // Words quoted from elsewhere speak of their own document, whichever that is.
            document: if quotes && !self.scope.named && matches!(self.reader.home, Home::Within(_))
            {
                Document::Unclear
            } else {
                self.scope.document.clone()
            },
            ..self.scope.clone()
        };
        self.outer.push(std::mem::replace(&mut self.scope, inner));
        end
    }

    fn close(&mut self, end: usize) {
        if let Some(outer) = self.outer.pop() {
            let joined = outer.last.as_ref().map(|last| last.end);
            self.scope = outer;
            // 第五条（一般情形）第二款: the brackets part nothing.
            if let (Some(last), Some(from)) = (&mut self.scope.last, joined) {
                let inside = &self.text[from..end];
                if inside.starts_with(['（', '(']) && inside.ends_with(['）', ')']) {
                    last.end = end;
                    last.index = None;
                }
            }
        }
    }

    fn sentence(&mut self) {
        // A text that is part of no regulation goes on about the one it named.
        let keeps =
            self.reader.home == Home::None && !matches!(self.scope.document, Document::Foreign(_));
        if !keeps {
            self.scope.document = home(self.reader);
            self.scope.named = false;
        }
        self.scope.said_at = usize::MAX;
        self.scope.last = None;
    }

    /// After ； a bare article may be of the document named before, or of the text's own: no
    /// reader knows for certain, so neither is linked or called missing.
    fn clause(&mut self) {
        let own = home(self.reader);
        let competes = matches!(self.reader.home, Home::Within(_));
        if self.scope.named && competes && self.scope.document != own {
            self.scope.document = Document::Unclear;
        }
        self.scope.said_at = usize::MAX;
        self.scope.last = None;
    }

    fn say(&mut self, document: Document, end: usize) {
        self.scope.document = document;
        self.scope.named = true;
        self.scope.said_at = end;
        self.scope.last = None;
    }

    /// 《…》.
    fn title(&mut self, at: usize) -> usize {
        let inside = at + '《'.len_utf8();
        let Some(length) = self.text[inside..].find('》') else {
            self.say(Document::Unclear, inside);
            return inside;
        };
        let end = inside + length + '》'.len_utf8();
        let title = &self.text[inside..inside + length];
        let alias = self.reader.aliases.iter().find(|a| a.words == title);
        let regulation = named(&self.reader.unit.regulations, title)
            .or_else(|| alias.and_then(|alias| alias.regulation));
        let own = self.text[..at].ends_with('本').then(|| home(self.reader));
        let document = own.unwrap_or(match regulation {
            Some(index) => Document::Own(index),
            None => Document::Foreign(at..end),
        });
        self.say(document, end);
        self.found.push(Mention::Title {
            range: at..end,
            regulation,
        });
        end
    }

    /// A document's name without marks.
    fn bare_name(&mut self, at: usize) -> Option<usize> {
        let (before, rest) = self.text.split_at(at);
        let name = self
            .reader
            .documents
            .at(&self.reader.aliases, before, rest)?;
        let end = at + name.words.len();
        let document = name.document(at);
        self.say(document, end);
        Some(end)
    }

    /// 本办法, 本条, 本款.
    fn own(&mut self, at: usize) -> Option<usize> {
        let (before, rest) = self.text.split_at(at);
        if before.ends_with([
            '基', '根', '成', '资', '文', '样', '版', '日', '课', '剧', '原', '副', '书',
        ]) {
            return None;
        }
        if let Some(length) = own_words(rest) {
            self.say(home(self.reader), at + length);
            return Some(at + length);
        }
        let after = rest.strip_prefix("本条").or(rest.strip_prefix("本款"))?;
        self.this_article(self.text.len() - after.len())
    }

    /// 前款, 前条, 前两款.
    fn previous(&mut self, at: usize) -> Option<usize> {
        let (before, rest) = self.text.split_at(at);
        let word = before.ends_with([
            '目', '以', '之', '日', '当', '提', '年', '从', '会', '事', '月',
        ]);
        if word {
            return None;
        }
        if let Some(after) = rest.strip_prefix("前款") {
            return (!after.starts_with('项'))
                .then(|| self.this_article(self.text.len() - after.len()))?;
        }
        let after = rest.strip_prefix("前条")?;
        if measures(after) {
            return None;
        }
        let end = self.text.len() - after.len();
        let (Home::Within(index), Some(article)) = (self.reader.home, self.article) else {
            return None;
        };
        let number = self.reader.before(article)?;
        self.push_head(Document::Own(index), Tier::Article, number, at..end);
        Some(end)
    }

    fn ordinal(&mut self, at: usize) -> Option<usize> {
        let found = ordinal(self.text, at, false)?;
        if found.tier > Tier::Part {
            return self.below(&found, at);
        }
        let rest = &self.text[found.end()..];
        if found.tier == Tier::Article && measures(rest) {
            return None;
        }
        let document = self.document_before(at, &found)?;
        let parts = |index: usize| {
            let form = self.reader.regulation(index).form;
            form == crate::model::Form::Parts
        };
        // 第三部分 of a regulation of articles is a heading inside one of them.
        if matches!(document, Document::Own(i) if found.tier == Tier::Part && !parts(i)) {
            return None;
        }
        for (number, range) in &found.numbers {
            let number = ArticleNumber::plain(*number);
            self.push_head(document.clone(), found.tier, number, range.clone());
        }
        let end = found.end();
        match inserted(self.text, end).filter(|_| found.tier == Tier::Article) {
            // 违反第三条、第五条之一的: one of the two.
            Some((1, after)) if self.text[after..].starts_with('的') && self.lists() => Some(end),
            Some((number, after)) => {
                self.insert(number, after);
                Some(after)
            }
            None => Some(end),
        }
    }

    /// Whether the last two citations are members of one list.
    fn lists(&self) -> bool {
        match &self.found[..] {
            [.., Mention::Article(a), Mention::Article(b)] => {
                joins(&self.text[a.range.end..b.range.start])
            }
            _ => false,
        }
    }

    fn insert(&mut self, number: u16, end: usize) {
        if let Some(Mention::Article(citation)) = self.found.last_mut() {
            citation.inserted = Some(number);
            citation.head.end = end;
            citation.range.end = end;
        }
        if let Some(last) = &mut self.scope.last {
            last.inserted = Some(number);
            last.end = end;
        }
    }

    /// Whose the article at `at` is; `None` where it is no article of anything.
    fn document_before(&mut self, at: usize, found: &Ordinal) -> Option<Document> {
        let before = &self.text[..at];
        let rest = &self.text[found.end()..];
        let near = bare_end(before).len();
        if self.scope.named && (self.scope.said_at == near || self.scope.said_at == at) {
            return Some(self.scope.document.clone());
        }
        let joined = |last: &Last| last.end <= at && joins(&self.text[last.end..at]);
        if self.scope.last.as_ref().is_some_and(joined) {
            return Some(self.scope.document.clone());
        }
        match kind_before(before) {
            Before::Document(start) => {
                self.say(Document::Foreign(start..near), near);
                return Some(self.scope.document.clone());
            }
            Before::Same if self.scope.named => return Some(self.scope.document.clone()),
            Before::Same => return Some(Document::Unclear),
            Before::Nothing => {}
        }
        // 原第九条 is that of an earlier text.
        if before.ends_with(['原', '旧']) {
            return Some(Document::Unclear);
        }
        let about = matches!(self.reader.home, Home::About(_) | Home::None);
        (self.scope.named || about || bare(before, rest, found.tier))
            .then(|| self.scope.document.clone())
    }

    fn push_head(
        &mut self,
        document: Document,
        tier: Tier,
        article: ArticleNumber,
        range: Range<usize>,
    ) {
        let ArticleNumber { number, inserted } = article;
        self.scope.last = Some(Last {
            document: document.clone(),
            tier,
            number,
            inserted,
            below: Vec::new(),
            end: range.end,
            index: Some(self.found.len()),
            here: false,
        });
        self.found.push(Mention::Article(Citation {
            document,
            tier,
            number,
            inserted,
            below: Vec::new(),
            head: range.clone(),
            range,
        }));
    }
}

/// The document of a citation that names none.
fn home(reader: &Reader<'_>) -> Document {
    match reader.home {
        Home::Within(index) | Home::About(index) => Document::Own(index),
        Home::None => Document::Unclear,
    }
}

/// Whether what stands between two citations makes one list of them.
pub(super) fn joins(between: &str) -> bool {
    let between = between.trim_matches([' ', '\u{3000}', '\u{a0}']);
    let rest = JOINTS
        .iter()
        .find_map(|joint| between.strip_prefix(joint))
        .unwrap_or(between);
    rest.is_empty() || JOINTS.contains(&rest)
}

/// Whether an ordinal without a name before it speaks of the text it stands in.
fn bare(before: &str, rest: &str, tier: Tier) -> bool {
    const CITING: &str = "按照依据见反合用行循";
    const OTHER: &str = "由与和及或同以除对将把在从为是至到于因经若如凡即属守背犯引列有非本";
    const AFTER: [&str; 20] = [
        "规定",
        "所列",
        "所称",
        "所述",
        "所指",
        "第",
        "的规定",
        "的要求",
        "之规定",
        "、第",
        "至第",
        "和第",
        "及第",
        "或第",
        "或者第",
        "执行",
        "办理",
        "处理",
        "确定的",
        "之",
    ];
    let last = before.trim_end().chars().last();
    if last.is_some_and(|c| CITING.contains(c)) {
        return true;
    }
    if tier == Tier::Article && may_measure(rest) {
        return false;
    }
    last.is_none_or(|c| !hanzi(c) && !c.is_alphanumeric() || OTHER.contains(c))
        || AFTER.iter().any(|word| rest.starts_with(word))
}
