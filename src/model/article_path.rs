//! Where in a regulation: article, item, and so on down.

/// Numbers from the article down: `12.1` is article 12, item （一）; `3.4.2` one level deeper.
/// Never empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticlePath(pub Vec<u16>);

impl ArticlePath {
    /// Reads `12.1`.
    pub fn parse(text: &str) -> Option<Self> {
        let numbers: Option<Vec<u16>> = text
            .split('.')
            .map(|n| n.parse().ok().filter(|&n| n > 0))
            .collect();
        numbers.map(Self)
    }

    /// The article's number.
    pub fn article(&self) -> u16 {
        self.0[0]
    }

    /// The anchor of that place within the regulation's page: `a12-1`.
    pub fn anchor(&self) -> String {
        let numbers: Vec<String> = self.0.iter().map(u16::to_string).collect();
        format!("a{}", numbers.join("-"))
    }
}

impl std::fmt::Display for ArticlePath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let numbers: Vec<String> = self.0.iter().map(u16::to_string).collect();
        f.write_str(&numbers.join("."))
    }
}
