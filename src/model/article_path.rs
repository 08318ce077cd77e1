//! Where in a regulation: article, item, and so on down.

use super::ArticleNumber;

/// A place in a regulation's text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ArticlePath {
    /// Numbers from the article down: `12.1` is article 12, item （一）; `3.4.2` one level
    /// deeper. Never empty.
    pub numbers: Vec<u16>,
    /// `12-1` is 第十二条之一, `12-1.2` its item （二）.
    pub inserted: Option<u16>,
    /// The paragraph (款) that the items follow, in an article whose items are numbered anew
    /// after several: `12/2.1` is item （一） of the second.
    pub paragraph: Option<u16>,
}

impl ArticlePath {
    /// The place that numbers alone say.
    pub fn new(numbers: Vec<u16>) -> Self {
        Self {
            numbers,
            inserted: None,
            paragraph: None,
        }
    }

    /// The items `below` an article, from above down; the article itself where there are none.
    pub fn of(article: ArticleNumber, below: impl IntoIterator<Item = u16>) -> Self {
        Self {
            numbers: std::iter::once(article.number).chain(below).collect(),
            inserted: article.inserted,
            paragraph: None,
        }
    }

    /// Reads `12`, `12.1`, `12/2.1` and `12-1.2`.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |n: &str| n.parse().ok().filter(|&n: &u16| n > 0);
        let (article, items) = match text.split_once('.') {
            Some((article, items)) => (article, Some(items)),
            None => (text, None),
        };
        let (article, paragraph) = match article.split_once('/') {
            Some((article, paragraph)) => (article, Some(number(paragraph)?)),
            None => (article, None),
        };
        let items = items.into_iter().flat_map(|items| items.split('.'));
        let items: Option<Vec<u16>> = items.map(number).collect();
        Some(Self {
            paragraph,
            ..Self::of(ArticleNumber::parse(article)?, items?)
        })
    }

    /// The article's number.
    pub fn article(&self) -> ArticleNumber {
        ArticleNumber {
            number: self.numbers[0],
            inserted: self.inserted,
        }
    }

    /// The place `depth` numbers down from the article.
    pub fn above(&self, depth: usize) -> Self {
        Self {
            numbers: self.numbers[..depth].to_vec(),
            ..self.clone()
        }
    }

    /// Whether it is `whole` or lies below it.
    pub fn lies_in(&self, whole: &Self) -> bool {
        self.inserted == whole.inserted
            && self.numbers.starts_with(&whole.numbers)
            && (whole.paragraph.is_none() || whole.paragraph == self.paragraph)
    }

    /// The place that holds both: the item above them, at most their article. `None` where they
    /// are of different articles.
    pub fn shared(&self, other: &Self) -> Option<Self> {
        let alike = self.numbers.iter().zip(&other.numbers);
        let alike = alike.take_while(|(a, b)| a == b).count();
        // Items of two paragraphs share nothing but their article.
        let (paragraph, depth) = match self.paragraph == other.paragraph {
            true => (self.paragraph, alike),
            false => (None, 1),
        };
        (self.article() == other.article()).then(|| Self {
            paragraph,
            ..self.above(depth)
        })
    }

    /// The anchor of that place within the regulation's page: `a12-1`, `a12z1` of `12-1`. A paragraph has that of
    /// its article.
    pub fn anchor(&self) -> String {
        let mut parts: Vec<String> = self.numbers.iter().map(u16::to_string).collect();
        if let (Some(paragraph), true) = (self.paragraph, parts.len() > 1) {
            parts.insert(1, format!("p{paragraph}"));
        }
        if let Some(inserted) = self.inserted {
            parts[0] += &format!("z{inserted}");
        }
        format!("a{}", parts.join("-"))
    }
}

impl Ord for ArticlePath {
    /// As the text goes: 第十二条之一 after all of 第十二条.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.article(), &self.numbers, self.paragraph).cmp(&(
            other.article(),
            &other.numbers,
            other.paragraph,
        ))
    }
}

impl PartialOrd for ArticlePath {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl std::fmt::Display for ArticlePath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.article())?;
        if let Some(paragraph) = self.paragraph {
            write!(f, "/{paragraph}")?;
        }
        self.numbers[1..].iter().try_for_each(|n| write!(f, ".{n}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_reads_back_as_it_was_written() {
        for (text, anchor) in [
            ("12", "a12"),
            ("12.1", "a12-1"),
            ("3.4.2", "a3-4-2"),
            ("12/2", "a12"),
            ("12/2.1", "a12-p2-1"),
            ("3/10.4.2", "a3-p10-4-2"),
            ("12-1", "a12z1"),
            ("12-1.2", "a12z1-2"),
            ("12-1/2.1", "a12z1-p2-1"),
        ] {
            let path = ArticlePath::parse(text).unwrap();
            assert_eq!(
                (path.to_string().as_str(), path.anchor().as_str()),
                (text, anchor)
            );
        }
        for text in [
            "", "0", "12.", ".1", "12/", "12/0", "/2", "12.1/2", "12/2/1", "一", "70000", "12..1",
            "12-", "-1", "12-0", "12-1-1",
        ] {
            assert_eq!(ArticlePath::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_two_places_share_is_the_item_above_both() {
        let path = |text| ArticlePath::parse(text).unwrap();
        for (one, other, wanted) in [
            ("12.1.3", "12.1.4", Some("12.1")),
            ("12.1", "12.2", Some("12")),
            ("12.1", "12", Some("12")),
            ("12/2.1", "12/2.3", Some("12/2")),
            ("12/1.1", "12/2.1", Some("12")),
            ("12", "13", None),
            ("12-1.2", "12-1.3", Some("12-1")),
            ("12-1", "12", None),
        ] {
            let shared = path(one).shared(&path(other));
            assert_eq!(shared, wanted.map(path), "{one} {other}");
        }
    }

    #[test]
    fn an_article_put_in_later_is_no_part_of_the_one_before_it() {
        let path = |text| ArticlePath::parse(text).unwrap();
        assert!(!path("12-1").lies_in(&path("12")) && path("12-1.2").lies_in(&path("12-1")));
        let mut all = ["13", "12-1.2", "12.3", "12-2", "12", "12-1"].map(path);
        all.sort();
        let shown = all.map(|path| path.to_string());
        assert_eq!(shown, ["12", "12.3", "12-1", "12-1.2", "12-2", "13"]);
    }

    #[test]
    fn what_lies_below_a_paragraph_is_of_that_paragraph() {
        let path = |text| ArticlePath::parse(text).unwrap();
        assert!(path("12/2.1").lies_in(&path("12/2")) && path("12/2.1").lies_in(&path("12")));
        assert!(!path("12/2.1").lies_in(&path("12/1")) && !path("12.1").lies_in(&path("12/1")));
    }
}
