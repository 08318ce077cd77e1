//! Classes of characters, for width, squeezing and line breaking.

/// What a character is to the line filler.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// （《“: ink in the right half of its em.
    Opening,
    /// ）》”: ink in the left half.
    Closing,
    /// ，、；：: pause marks, ink in the left half.
    Pause,
    /// 。？！: stop marks, ink in the left half.
    Stop,
    /// ·: half width by CLREQ.
    MiddleDot,
    /// — and … come in pairs that may not be parted.
    Dash,
    /// ／ and /: may neither start nor end a line.
    Slash,
    /// ～ and a single 一字线 between numbers.
    Connector,
    /// Hanzi and whatever else takes a whole em and breaks on both sides.
    Han,
    /// Letters and digits set in the Latin face.
    Latin,
    /// A Latin word space.
    Space,
    /// The full-width space: a blank of one em that never changes.
    FullSpace,
}

impl Class {
    /// The class of a character. Quotes count as Chinese marks: the text of a regulation is
    /// Chinese, and its quotes are full width (`templates/fonts/README.md`).
    pub fn of(c: char) -> Self {
        match c {
            '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '〖' | '“' | '‘' | '［' | '｛' => {
                Self::Opening
            }
            '）' | '》' | '〉' | '」' | '』' | '】' | '〕' | '〗' | '”' | '’' | '］' | '｝' => {
                Self::Closing
            }
            '，' | '、' | '；' | '：' | '．' => Self::Pause,
            '。' | '？' | '！' => Self::Stop,
            '·' => Self::MiddleDot,
            '—' | '…' => Self::Dash,
            '/' | '／' => Self::Slash,
            '～' | '–' => Self::Connector,
            '\u{3000}' => Self::FullSpace,
            ' ' | '\u{a0}' => Self::Space,
            '!'..='~' | '\u{a1}'..='\u{24f}' | '\u{370}'..='\u{4ff}' => Self::Latin,
            _ => Self::Han,
        }
    }

    /// Whether half of the em is blank and may be squeezed away.
    pub fn is_half_blank(self) -> bool {
        matches!(
            self,
            Self::Opening | Self::Closing | Self::Pause | Self::Stop
        )
    }

    /// Whether the blank half follows the ink.
    pub fn is_trailing_blank(self) -> bool {
        matches!(self, Self::Closing | Self::Pause | Self::Stop)
    }
}

/// How many marks are kept from line starts and ends (CLREQ 3.1.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Prohibition {
    /// No 、，。：；！？ closing mark, connector, · or / at a line start; no opening mark at a
    /// line end.
    #[default]
    Basic,
    /// Also no / at a line end.
    Gb,
    /// Also no —— and …… at a line start.
    Strict,
}

impl Prohibition {
    /// Whether a character may not begin a line.
    pub fn forbids_start(self, c: char) -> bool {
        match Class::of(c) {
            Class::Closing
            | Class::Pause
            | Class::Stop
            | Class::MiddleDot
            | Class::Slash
            | Class::Connector => true,
            Class::Dash => self == Self::Strict,
            Class::Latin => matches!(
                c,
                '!' | '%' | ')' | ',' | '.' | ':' | ';' | '?' | ']' | '}' | '°' | '¢' | '‰'
            ),
            _ => matches!(c, '％' | '℃' | '‰' | '′' | '″'),
        }
    }

    /// Whether a character may not end a line.
    pub fn forbids_end(self, c: char) -> bool {
        match Class::of(c) {
            Class::Opening => true,
            Class::Slash => self != Self::Basic,
            Class::Latin => matches!(c, '(' | '[' | '{' | '$' | '£'),
            _ => matches!(c, '￥' | '＄' | '¥'),
        }
    }
}
