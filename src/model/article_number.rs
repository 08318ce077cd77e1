//! The number of an article: 第十二条, and 第十二条之一 of one that was put in later.

use super::number::chinese_number;

/// The number of an article. 第十二条之一 comes after 第十二条 and before 第十三条.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleNumber {
    /// 第十二条: what it counts.
    pub number: u16,
    /// 之一: which of those put in after that one.
    pub inserted: Option<u16>,
}

impl ArticleNumber {
    /// An article of the count.
    pub fn plain(number: u16) -> Self {
        Self {
            number,
            inserted: None,
        }
    }

    /// Whether nothing is missing between `before` and it.
    pub fn follows(&self, before: Self) -> bool {
        match self.inserted {
            Some(n) => {
                self.number == before.number && n == before.inserted.unwrap_or(0).saturating_add(1)
            }
            None => self.number == before.number.saturating_add(1),
        }
    }

    /// Reads `12` and `12-1`.
    pub fn parse(text: &str) -> Option<Self> {
        let count = |n: &str| n.parse().ok().filter(|&n: &u16| n > 0);
        Some(match text.split_once('-') {
            Some((number, inserted)) => Self {
                number: count(number)?,
                inserted: Some(count(inserted)?),
            },
            None => Self::plain(count(text)?),
        })
    }

    /// 第十二条之一, with `unit` for 条.
    pub fn chinese(&self, unit: &str) -> String {
        let inserted = self.inserted.map(|n| format!("之{}", chinese_number(n)));
        format!(
            "第{}{unit}{}",
            chinese_number(self.number),
            inserted.unwrap_or_default()
        )
    }
}

impl std::fmt::Display for ArticleNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.number)?;
        self.inserted.map_or(Ok(()), |n| write!(f, "-{n}"))
    }
}
