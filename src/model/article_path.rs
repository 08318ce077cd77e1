//! Where in a regulation: article, item, and so on down.

/// A place in a regulation's text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticlePath {
    /// Numbers from the article down: `12.1` is article 12, item （一）; `3.4.2` one level
    /// deeper. Never empty.
    pub numbers: Vec<u16>,
    /// The paragraph (款) that the items follow, in an article whose items are numbered anew
    /// after several: `12/2.1` is item （一） of the second.
    pub paragraph: Option<u16>,
}

impl ArticlePath {
    /// The place that numbers alone say.
    pub fn new(numbers: Vec<u16>) -> Self {
        Self {
            numbers,
            paragraph: None,
        }
    }

    /// Reads `12`, `12.1` and `12/2.1`.
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
        let numbers: Option<Vec<u16>> = std::iter::once(article).chain(items).map(number).collect();
        numbers.map(|numbers| Self { numbers, paragraph })
    }

    /// The article's number.
    pub fn article(&self) -> u16 {
        self.numbers[0]
    }

    /// The place `depth` numbers down from the article.
    pub fn above(&self, depth: usize) -> Self {
        Self {
            numbers: self.numbers[..depth].to_vec(),
            paragraph: self.paragraph,
        }
    }

    /// Whether it is `whole` or lies below it.
    pub fn lies_in(&self, whole: &Self) -> bool {
        self.numbers.starts_with(&whole.numbers)
            && (whole.paragraph.is_none() || whole.paragraph == self.paragraph)
    }

    /// The anchor of that place within the regulation's page: `a12-1`. A paragraph has that of
    /// its article.
    pub fn anchor(&self) -> String {
        let mut parts: Vec<String> = self.numbers.iter().map(u16::to_string).collect();
        if let (Some(paragraph), true) = (self.paragraph, parts.len() > 1) {
            parts.insert(1, format!("p{paragraph}"));
        }
        format!("a{}", parts.join("-"))
    }
}

impl std::fmt::Display for ArticlePath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.numbers[0])?;
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
        ] {
            let path = ArticlePath::parse(text).unwrap();
            assert_eq!(
                (path.to_string().as_str(), path.anchor().as_str()),
                (text, anchor)
            );
        }
        for text in [
            "", "0", "12.", ".1", "12/", "12/0", "/2", "12.1/2", "12/2/1", "一", "70000", "12..1",
        ] {
            assert_eq!(ArticlePath::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_lies_below_a_paragraph_is_of_that_paragraph() {
        let path = |text| ArticlePath::parse(text).unwrap();
        assert!(path("12/2.1").lies_in(&path("12/2")) && path("12/2.1").lies_in(&path("12")));
        assert!(!path("12/2.1").lies_in(&path("12/1")) && !path("12.1").lies_in(&path("12/1")));
    }
}
