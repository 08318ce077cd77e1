//! What the unit calls things: its grades, powers, kinds of posts and the rest, and its words.
//!
//! None of this is the same for two kinds of units, so none of it is in the code. A preset
//! (`templates/presets/`) has it for each kind of unit; the rules put their own in its place.

mod colour;
mod term;
mod theme;
mod words;

pub use colour::{Colour, Rgb, EDGE_CONTRAST, TEXT_CONTRAST};
pub use term::{Entry, Term};
pub use theme::{Palette, Tone, CONTRASTS};
pub use words::Words;

use super::grade::vocabulary;

/// Declares entries that have a place, an id, a name, and the fields given; and their terms.
macro_rules! entries {
    ($(
        $(#[$doc:meta])* $term:ident($entry:ident) {
            $($(#[$fdoc:meta])* $field:ident: $type:ty,)*
        }
    )*) => {$(
        $(#[$doc])*
        pub type $term = Term<$entry>;

        #[doc = concat!("What a [`", stringify!($term), "`] stands for.")]
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $entry {
            /// Its place in its list, from 0.
            pub rank: usize,
            /// How the rules write it.
            pub id: String,
            /// How pages and findings show it.
            pub name: String,
            $($(#[$fdoc])* pub $field: $type,)*
        }

        impl Entry for $entry {
            fn id(&self) -> &str {
                &self.id
            }
            fn name(&self) -> &str {
                &self.name
            }
            fn rank(&self) -> usize {
                self.rank
            }
        }
    )*};
}

entries! {
    /// 风险等级. The gravest comes first.
    Grade(GradeEntry) {
        /// 红色, and its tones.
        colour: Colour,
        /// Who manages what has this grade: 主要领导; empty where the unit does not say.
        managed_by: String,
    }

    /// A kind of power that makes risk.
    Power(PowerEntry) {}

    /// A focus of prevention.
    Focus(FocusEntry) {}

    /// What a risk is scored by.
    Factor(FactorEntry) {
        /// What each score means, from 1.
        scale: Vec<String>,
    }

    /// A warning level. The gravest comes first.
    Level(LevelEntry) {
        /// 红色, where the unit gives its levels colours.
        colour: Option<Colour>,
        /// What is done about a notice of this level: 约谈, 限期整改.
        disposals: Vec<String>,
    }

    /// The colours of the posters.
    Theme(ThemeEntry) {
        /// They by what they are for.
        palette: Palette,
        /// Whether the signs of grades are black, grey and white in it, for copies.
        grey: bool,
    }
}

/// A kind of post.
pub type Role = Term<KindEntry<RoleIs>>;
/// A kind of meeting.
pub type MeetingKind = Term<KindEntry<MeetingIs>>;
/// What a major decision is about.
pub type DecisionKind = Term<KindEntry<DecisionIs>>;

/// A kind of which the checks may know something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindEntry<Is> {
    /// Its place in its list, from 0.
    pub rank: usize,
    /// How the rules write it.
    pub id: String,
    /// How pages and findings show it.
    pub name: String,
    /// What the checks may know of it.
    pub is: Option<Is>,
}

impl<Is: Clone + Eq + Send + Sync + 'static> Entry for KindEntry<Is> {
    fn id(&self) -> &str {
        &self.id
    }
    fn name(&self) -> &str {
        &self.name
    }
    fn rank(&self) -> usize {
        self.rank
    }
}

impl Grade {
    /// Its colour.
    pub fn colour(self) -> &'static Colour {
        &self.entry().colour
    }
}

vocabulary! {
    /// What the checks may know of a kind of post.
    RoleIs {
        /// Member of the unit's leadership.
        Leader "leader" "领导班子成员",
        /// Head of a department.
        Head "head" "部门负责人",
    }
}

vocabulary! {
    /// What the checks may know of a kind of meeting.
    MeetingIs {
        /// The one that decides.
        Joint "joint" "决策会议",
    }
}

vocabulary! {
    /// What the checks may know of what a decision is about.
    DecisionIs {
        /// A sum of money; major from an amount on.
        LargeSum "large-sum" "大额资金",
        /// Whatever is not major.
        Other "other" "其他",
    }
}

vocabulary! {
    /// How the scores of a risk's factors become one number.
    Score {
        /// They are added.
        Sum "sum" "相加",
        /// They are multiplied.
        Product "product" "相乘",
        /// A table has the number for each two of them.
        Table "table" "查表",
    }
}

/// Every vocabulary of a unit.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// `[words]`
    pub words: Words,
    /// `[[grade]]`, the gravest first.
    pub grades: Vec<Grade>,
    /// `[[power]]`
    pub powers: Vec<Power>,
    /// `[[role]]`
    pub roles: Vec<Role>,
    /// `[[focus]]`
    pub focuses: Vec<Focus>,
    /// `[[factor]]`
    pub factors: Vec<Factor>,
    /// `[score]`
    pub score: Option<Score>,
    /// `table` of `[score]`: a row for each score of the first factor, from 1, in it a number
    /// for each of the second.
    pub score_table: Vec<Vec<i64>>,
    /// `[[level]]`, the gravest first.
    pub levels: Vec<Level>,
    /// `[[meeting-kind]]`
    pub meeting_kinds: Vec<MeetingKind>,
    /// `[[decision-kind]]`
    pub decision_kinds: Vec<DecisionKind>,
    /// `[[theme]]`; the first holds where the rules choose none.
    pub themes: Vec<Theme>,
}

/// The term of a list with that id.
pub fn find<E: Entry>(terms: &[Term<E>], id: &str) -> Option<Term<E>> {
    terms.iter().copied().find(|term| term.key() == id)
}

impl Vocabulary {
    /// The grade with that id.
    pub fn grade(&self, id: &str) -> Option<Grade> {
        find(&self.grades, id)
    }

    /// The scores of a risk's factors as one number; `None` where the unit does not say how, or
    /// its table has none for them.
    pub fn score(&self, scores: &[i64]) -> Option<i64> {
        match self.score? {
            Score::Sum => Some(scores.iter().sum()),
            Score::Product => Some(scores.iter().product()),
            Score::Table => {
                let [row, column] = *scores else { return None };
                let index = |score: i64| usize::try_from(score - 1).ok();
                let row = self.score_table.get(index(row)?)?;
                row.get(index(column)?).copied()
            }
        }
    }

    /// The least grave grade, which holds where nothing else gives one.
    pub fn least(&self) -> Option<Grade> {
        self.grades.last().copied()
    }

    /// The name of a warning level, by its number from 1; empty where the unit has none such.
    pub fn level_name(&self, number: i64) -> &'static str {
        self.level(number).map_or("", |level| level.chinese())
    }

    /// A warning level, by its number from 1.
    pub fn level(&self, number: i64) -> Option<Level> {
        let index = usize::try_from(number - 1).ok()?;
        self.levels.get(index).copied()
    }

    /// The same below a head that says 预警 already: 红色 of 红色预警.
    pub fn level_short(&self, number: i64) -> &'static str {
        let name = self.level_name(number);
        match name.trim_end_matches("预警") {
            "" => name,
            short => short,
        }
    }

    /// The same in a sentence: 红色预警, 一级预警; its number where the unit has none such.
    pub fn level_warning(&self, number: i64) -> String {
        match self.level_short(number) {
            "" => format!("第 {number} 级预警"),
            short => format!("{short}预警"),
        }
    }

    /// The power with that id.
    pub fn power(&self, id: &str) -> Option<Power> {
        find(&self.powers, id)
    }

    /// The kind of post with that id.
    pub fn role(&self, id: &str) -> Option<Role> {
        find(&self.roles, id)
    }
}
